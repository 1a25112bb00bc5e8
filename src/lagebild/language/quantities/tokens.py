"""Words, numerals and signs of a sentence, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lagebild.language.quantities.words import Words, fold_word

BLANK = " \u00a0\u202f\u2009"
"""Blanks that may group digits; a line break never does."""

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)?"
_SIGN = r"[^\w\s]|_"
_DIGITS = {
    (".", ","): rf"\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?![\d]|[.,]\d)|\d{{1,3}}(?:[{BLANK}’']\d{{3}})+(?:,\d+)?(?![\d])"
    rf"|\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?(?!\d)|\d+,\d+(?![\d]|[.,]\d)|\d+\.\d+(?![\d]|\.\d)|\d+",
    (",", "."): rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d]|[.,]\d)|\d{{1,3}}(?:[{BLANK}’']\d{{3}})+(?:\.\d+)?(?![\d])"
    rf"|\d{{1,3}}(?:\.\d{{3}})+,\d+(?![\d])|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)|\d+\.\d+(?![\d]|\.\d)|\.\d+|\d+,\d(?![\d,])|\d+",
}
_POWER = r"\d+(?:[.,]\d+)?(?:[eE][+-]?\d{1,3}(?!\w)|x10\^-?\d{1,3}|\^-?\d{1,2}(?!\w))"
_SCANNERS = {
    marks: re.compile(rf"(?P<n>(?<![\d])(?:{_POWER}|{digits})|[½⅓⅔¼¾⅛⅜⅝⅞])|(?P<w>{_WORD})|(?P<p>{_SIGN})")
    for marks, digits in _DIGITS.items()
}
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
"""Fractions that are one character."""
MAX_VALUE = 1e30
MAX_DIGITS = 24
"""Longer rows of digits are keys or noise, never quantities."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence: word (``w``), digits (``n``) or sign (``p``); ``glued`` = no white space before it.

    ``value`` is set for digits. ``begin`` and ``end`` are offsets in the document's text.
    """

    begin: int
    end: int
    text: str
    low: str
    kind: Literal["w", "n", "p"]
    glued: bool
    value: float | None = None


def digits_value(text: str, words: Words) -> float | None:
    """The value of a row of digits written in the language's habit, or ``None`` if it is too long to be a quantity."""
    if text in GLYPHS:
        return GLYPHS[text]
    if len(text) > MAX_DIGITS:
        return None
    if "^" in text or "e" in text or "E" in text:
        return _power(text.replace(",", "."))
    plain = "".join(c for c in text if c not in BLANK and c not in "’'")
    group, decimal = words.group, words.decimal
    tail = plain.rpartition(group)[2]
    if decimal in plain and group in plain:
        if plain.rindex(group) > plain.rindex(decimal):
            group, decimal = decimal, group
    elif (group in plain and not (len(tail) == 3 and plain.partition(group)[0].isdigit())) or plain.count(decimal) > 1:
        group, decimal = decimal, group
    return float(plain.replace(group, "").replace(decimal, "."))


def _power(text: str) -> float | None:
    if "x10^" in text:
        text = text.replace("x10^", "e")
    base, hat, exponent = text.partition("^")
    value = float(base)
    if hat and value == 0 and exponent.startswith("-"):
        return None
    try:
        value = value ** int(exponent) if hat else value
    except OverflowError:
        return None
    return value if abs(value) < MAX_VALUE else None


def tokenize(text: str, begin: int, end: int, words: Words) -> tuple[Token, ...]:
    """The tokens of ``text[begin:end]``, in order, without white space."""
    scanner = _SCANNERS[words.group, words.decimal]
    out: list[Token] = []
    last = -1
    for match in scanner.finditer(text, begin, end):
        piece = match[0]
        kind: Literal["w", "n", "p"] = "n" if match["n"] else "w" if match["w"] else "p"
        value = digits_value(piece, words) if kind == "n" else None
        out.append(Token(match.start(), match.end(), piece, fold_word(piece), kind, match.start() == last, value))
        last = match.end()
    return tuple(out)
