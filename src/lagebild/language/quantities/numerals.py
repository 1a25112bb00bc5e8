"""Numerals in a row of tokens: digits, number words, fractions, scales, magnitude words.

``compound`` (German habit: one word, "zweiundzwanzig") and ``spaced`` (English habit: "twenty-two") name the two
ways number words are built; a language's data says which is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lagebild.language.quantities.compound import compound_value, denominator, split_suffix
from lagebild.language.quantities.spaced import spaced_at
from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import Words

Form = Literal["digits", "word", "article", "vague", "fraction"]
MINUS = frozenset("-−")
MAX_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. Tokens ``first`` (inclusive) to ``stop`` (exclusive); offsets in the document.

    ``value`` is ``None`` for a magnitude of unknown size ("zig"). ``suffix`` is the unit fused with the last token
    ("year" in "zehnjährig"). ``scale`` is the last factor applied, which an earlier number of a range shares.
    """

    first: int
    stop: int
    begin: int
    end: int
    value: float | None
    form: Form
    suffix: str | None = None
    scale: float = 1.0


def find_numerals(tokens: Sequence[Token], words: Words) -> tuple[Numeral, ...]:
    """All numerals of a sentence in order, longest first at each place, without overlap."""
    out: list[Numeral] = []
    at = 0
    while at < len(tokens):
        found = numeral_at(tokens, at, words)
        if found is None:
            at += 1
            continue
        out.append(_signed(tokens, found, words))
        at = max(found.stop, at + 1)
    return tuple(out)


def numeral_at(tokens: Sequence[Token], at: int, words: Words) -> Numeral | None:
    """The numeral that begins at token ``at``, or ``None``."""
    vague = _vague_at(tokens, at, words)
    if vague:
        return vague
    return _compound_at(tokens, at, words) if words.compound else _spaced(tokens, at, words)


def _spaced(tokens: Sequence[Token], at: int, words: Words) -> Numeral | None:
    found = spaced_at(tokens, at, words)
    if found is None:
        return None
    value, stop, form, scale = found
    return Numeral(at, stop, tokens[at].begin, tokens[stop - 1].end, value, form, None, scale)


def _signed(tokens: Sequence[Token], numeral: Numeral, words: Words) -> Numeral:
    at = numeral.first - 1
    if at < 0 or numeral.value is None:
        return numeral
    sign = tokens[at]
    alone = at == 0 and numeral.stop == len(tokens)
    tight = not sign.glued and tokens[numeral.first].glued
    dash = sign.low in MINUS and (tight or alone) and numeral.form == "digits"
    if dash or words.has("word.minus", sign.low):
        return replace(numeral, first=at, begin=sign.begin, value=-numeral.value)
    return numeral


def _scale(tokens: Sequence[Token], at: int, words: Words) -> tuple[float, int] | None:
    """The scale word at a place and the token after it (an abbreviation's full stop included)."""
    if at >= len(tokens) or tokens[at].kind != "w":
        return None
    factor = words.scales.get(tokens[at].low)
    glued = tokens[at].glued and at > 0 and tokens[at - 1].kind == "n"
    if factor is None or (len(tokens[at].low) == 1 and not glued):
        return None
    stop = at + 1
    if len(tokens[at].low) <= 4 and factor >= 1000 and stop < len(tokens) and _abbreviation_dot(tokens, stop):
        stop += 1
    return float(factor), stop


def _abbreviation_dot(tokens: Sequence[Token], at: int) -> bool:
    dot = tokens[at]
    return dot.text == "." and dot.glued and tokens[at - 1].text != "Mark" and at + 1 < len(tokens)


def _vague_at(tokens: Sequence[Token], at: int, words: Words) -> Numeral | None:
    token = tokens[at]
    if token.kind != "w":
        return None
    stop, factor = at + 1, words.vague.get(token.low)
    if words.has("vague_count.unknown", token.low):
        scale = _scale(tokens, stop, words)
        return _magnitude(tokens, at, scale[1] if scale else stop, scale[0] if scale else None)
    opening = at
    if words.has("vague_count.pair_before", token.low) and stop < len(tokens):
        opening, stop = stop, stop + 1
    pair = words.has("vague_count.pair", tokens[opening].low) and (opening > at or not words.compound)
    if pair or (opening == at and words.has("vague_count.forms", token.low)):
        product, scales = 1.0, 0
        while (scale := _scale(tokens, stop, words)) is not None and scales < 3:
            product, stop, scales = product * scale[0], scale[1], scales + 1
        if scales:
            return _magnitude(tokens, at, stop, product)
        return None
    for length in (n for n in (3, 2) if at + n <= len(tokens)):
        phrase = " ".join(t.low for t in tokens[at : at + length])
        if phrase in words.vague:
            return _magnitude(tokens, at, at + length, words.vague[phrase])
    if factor is None:
        return None
    stop = at + 1
    if (scale := _scale(tokens, stop, words)) is not None and scale[0] > factor:
        factor, stop = factor * scale[0], scale[1]
    return _magnitude(tokens, at, stop, factor)


def _magnitude(tokens: Sequence[Token], at: int, stop: int, value: float | None) -> Numeral:
    return Numeral(at, stop, tokens[at].begin, tokens[stop - 1].end, value, "vague", None, value or 1.0)


def _compound_at(tokens: Sequence[Token], at: int, words: Words) -> Numeral | None:
    token = tokens[at]
    form: Form = "word"
    stop, end, suffix = at + 1, token.end, None
    value: float | None
    if token.kind == "n":
        form, value = "digits", token.value
        fraction = _written_fraction(tokens, at)
        if fraction:
            value, stop = fraction
            end = tokens[stop - 1].end
        elif stop < len(tokens):
            suffix, stop, end = _digit_suffix(tokens, stop, end, words)
    elif token.kind != "w":
        return None
    elif words.has("articles.forms", token.low):
        form, value = "article", 1.0
    elif token.low in words.fused_scales:
        return Numeral(at, stop, token.begin, end, words.fused_scales[token.low], "word")
    elif words.has("halves.forms", token.low):
        return Numeral(at, stop, token.begin, end, 0.5, "fraction")
    elif token.low in words.fractions and _half_scale(tokens, at, words):
        value, stop = 1 / words.fractions[token.low], at + 1
    else:
        value = compound_value(token.low, words)
        if value is None:
            split = split_suffix(token.low, words)
            if split is None:
                return None
            value, length, suffix = split
            end = token.begin + length
        elif _is_name(tokens, at):
            return None
    if value is None:
        return None
    if suffix is not None:
        return Numeral(at, stop, token.begin, end, value, form, suffix)
    return _extended(tokens, Numeral(at, stop, token.begin, end, value, form), words)


def _half_scale(tokens: Sequence[Token], at: int, words: Words) -> bool:
    return words.fractions[tokens[at].low] == 2 and _scale(tokens, at + 1, words) is not None


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """A capitalised number word right after another capitalised word is a surname ("Claudia Tausend")."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    return bool(before and before.kind == "w" and token.text[0].isupper() and before.text[0].isupper())


def _digit_suffix(tokens: Sequence[Token], at: int, end: int, words: Words) -> tuple[str | None, int, int]:
    """The fused unit of "17-malige", "45-minütig", "25-Jährige"; the numeral itself ends before it."""
    rest = at
    if tokens[rest].text in {"-", "‐", "‑"} and tokens[rest].glued and rest + 1 < len(tokens):
        rest += 1
    if not tokens[rest].glued or tokens[rest].kind != "w":
        return None, at, end
    unit = words.suffixes.get(tokens[rest].low)
    return (unit, rest + 1, end) if unit else (None, at, end)


def _written_fraction(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """As in "3/4" and "1 3/4" in digits."""
    token = tokens[at]
    if at + 2 < len(tokens) and tokens[at + 1].text == "/" and tokens[at + 2].kind == "n":
        low = tokens[at + 2].value
        tight = tokens[at + 1].glued and tokens[at + 2].glued
        last = at + 3 >= len(tokens) or tokens[at + 3].text != "/"
        if tight and last and low and token.value is not None and token.value < 20 and low <= 100:
            return token.value / low, at + 3
        return None
    if at + 1 < len(tokens) and tokens[at + 1].kind == "n" and token.value is not None and token.value < 1000:
        nested = _written_fraction(tokens, at + 1) if at + 2 < len(tokens) and tokens[at + 2].text == "/" else None
        if nested and nested[0] < 1:
            return token.value + nested[0], nested[1]
        part = tokens[at + 1].value
        if len(tokens[at + 1].text) == 1 and part is not None and part < 1:
            return token.value + part, at + 2
    return None


def _extended(tokens: Sequence[Token], numeral: Numeral, words: Words) -> Numeral:
    """Fraction, "und zwei Drittel", scale words and the smaller number after them."""
    value, stop, form, factor = numeral.value or 0.0, numeral.stop, numeral.form, 1.0
    value, stop = _point(tokens, value, stop, words)
    below = denominator(tokens[stop].low, words) if stop < len(tokens) and tokens[stop].kind == "w" else None
    if below:
        value, stop = value / below, stop + 1
        form = "fraction"
    elif stop + 2 < len(tokens) and words.has("word.and", tokens[stop].low) and tokens[stop + 2].low in words.fractions:
        above = compound_value(tokens[stop + 1].low, words)
        if words.has("articles.forms", tokens[stop + 1].low):
            above = 1.0
        if above:
            value, stop = value + above / words.fractions[tokens[stop + 2].low], stop + 3
    scaled = 0
    while (scale := _scale(tokens, stop, words)) is not None and scaled < 2:
        value, stop, factor = value * scale[0], scale[1], factor * scale[0]
        form = "word" if form in {"article", "fraction"} else form
        scaled += 1
    if stop < len(tokens) and tokens[stop].low in words.fused_scales and form == "article":
        value, stop, form = words.fused_scales[tokens[stop].low], stop + 1, "word"
    if scaled and factor > 100 and stop < len(tokens) and tokens[stop].kind == "w":
        more = compound_value(tokens[stop].low, words)
        if more is not None and more < factor:
            value, stop = value + more, stop + 1
    end = max(numeral.end, tokens[stop - 1].end) if stop > numeral.stop else numeral.end
    return replace(numeral, value=value, stop=stop, end=end, form=form, scale=factor)


def _point(tokens: Sequence[Token], value: float, stop: int, words: Words) -> tuple[float, int]:
    """Decimals in words: "drei Komma fünf"."""
    if stop + 1 >= len(tokens) or not words.has("word.point", tokens[stop].low):
        return value, stop
    at, digits = stop + 1, ""
    while at < len(tokens) and len(digits) < MAX_DECIMALS:
        digit = tokens[at].value if tokens[at].kind == "n" else compound_value(tokens[at].low, words)
        if digit is None or not (0 <= digit < 10 or not digits) or digit != int(digit):
            break
        digits, at = digits + str(int(digit)), at + 1
    return (value + float("0." + digits), at) if digits else (value, stop)
