"""Number words written apart ("two hundred and thirty-one"), with fractions and decimals in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import Words

Found = tuple[float, int, Literal["digits", "word", "article", "fraction"], float]
"""Value, token after, form, last scale applied."""
HYPHENS = frozenset("-‐‑")
HUNDRED = 100
UPPER_ONLY = frozenset({"m", "mm"})
"""Scale abbreviations that in lower case are metres and millimetres."""
TENS = (20, 30, 40, 50, 60, 70, 80, 90)
AFTER_DIGITS_ONLY = 3
"""Scale words this short ("k", "mm", "bn") count only right after digits."""


def spaced_at(tokens: Sequence[Token], at: int, words: Words) -> Found | None:
    """The numeral beginning at token ``at``."""
    token = tokens[at]
    if token.kind == "p":
        return None
    if words.has("halves.forms", token.low) or (token.low in {"a", "an"} and _denominator(tokens, at + 1, words)):
        return _share_first(tokens, at, words)
    article = words.has("articles.forms", token.low)
    if article and token.low not in words.numerals:
        if not _is_scale(tokens, at + 1, words):
            return (1.0, at + 1, "article", 1.0) if _low(tokens, at - 1) in words.hedge_ends else None
        value, stop, scale = 1.0, at + 1, 1.0
        more = _integer(tokens, stop, words, seed=1.0)
        if more is None:
            return None
        value, stop, scale = more
        return _denominated(tokens, value, stop, scale, words, "word") or (value, stop, "word", scale)
    found = _integer(tokens, at, words, seed=None)
    if found is None:
        return None
    value, stop, scale = found
    form: Literal["digits", "word", "article", "fraction"] = "digits" if token.kind == "n" else "word"
    if article and stop == at + 1:
        form = "article"
    fraction = _denominated(tokens, value, stop, scale, words, form)
    if fraction:
        return fraction
    value, stop, scale = _and_share(tokens, value, stop, scale, words)
    value, stop = _point(tokens, value, stop, words)
    return value, stop, "word" if form == "article" and stop > at + 1 else form, scale


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _after_sign(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether a sign of money stands before the number: "£1.3m" is no length."""
    return at > 0 and tokens[at - 1].kind == "p" and tokens[at - 1].low in words.currencies


def _is_scale(tokens: Sequence[Token], at: int, words: Words) -> bool:
    low = _low(tokens, at)
    return low in words.scales and len(low) > AFTER_DIGITS_ONLY and not low.endswith("s")


def _integer(tokens: Sequence[Token], at: int, words: Words, seed: float | None) -> tuple[float, int, float] | None:
    """Whole number, token after it, last scale. ``seed`` is 1 after "a"."""
    total, current, last, limit, stop = 0.0, seed, 1.0, float("inf"), at
    while stop < len(tokens):
        token = tokens[stop]
        step = stop
        if token.low in HYPHENS and stop > at and _tens(current) and _unit(tokens, stop + 1, words):
            step = stop + 1
        elif words.has("word.and", token.low) and stop > at and tokens[stop - 1].low in words.scales:
            follows = _low(tokens, stop + 1)
            named = follows in words.numerals or (tokens[at].kind == "n" and _small_digits(tokens, stop + 1))
            shared = _low(tokens, stop + 2) in words.fractions or (
                _low(tokens, stop + 2) == "hundred" and last == HUNDRED
            )
            if not named or shared or words.numerals.get(follows) == 0:
                break
            step = stop + 1
        token = tokens[step]
        low = token.low
        value = words.numerals.get(low) if token.kind == "w" else token.value if token.kind == "n" else None
        factor = words.scales.get(low) if token.kind == "w" else None
        if value is not None:
            if token.kind == "n" and stop > at and not _joins(tokens, at, step, words):
                break
            if current is None:
                if value >= limit or (total and low == "zero"):
                    break
                current = float(value)
            elif (value < 10 and current % HUNDRED in TENS and token.kind == "w") or (
                value < HUNDRED and current >= HUNDRED and current % HUNDRED == 0 and current == int(current)
            ):
                current += value
            else:
                break
        elif factor is not None and (current is not None or (_is_scale(tokens, step, words) and stop == at)):
            short = len(low) <= AFTER_DIGITS_ONLY
            meant = token.text.isupper() or _after_sign(tokens, at, words)
            if short and (tokens[step - 1].kind != "n" or (low in UPPER_ONLY and not meant)):
                break
            if factor == HUNDRED and (current is None or current < HUNDRED):
                current = (current or 1.0) * HUNDRED
                last = HUNDRED
            elif factor < limit and factor != HUNDRED:
                total += (current or 1.0) * factor
                current, limit, last = None, factor, float(factor)
            else:
                break
        else:
            break
        stop = step + 1
    if stop == at:
        return None
    return total + (current or 0.0), stop, last


def _tens(value: float | None) -> bool:
    return value is not None and value % HUNDRED in TENS


def _unit(tokens: Sequence[Token], at: int, words: Words) -> bool:
    return 0 < words.numerals.get(_low(tokens, at), 0) < 10


def _small_digits(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "n" and 0 < (tokens[at].value or 0) < HUNDRED


def _joins(tokens: Sequence[Token], at: int, step: int, words: Words) -> bool:
    """Digits continue a number only after a scale word ("4 thousand 3 hundred", "3 hundred and 21")."""
    if words.has("word.and", tokens[step - 1].low):
        return True
    return tokens[step - 1].low in words.scales and _is_scale(tokens, step + 1, words) and tokens[at].kind == "n"


def _denominator(tokens: Sequence[Token], at: int, words: Words) -> tuple[float, int, bool] | None:
    """Denominator, token after, whether plural: "thirds", "-eighth", "twenty-fifths"."""
    stop = at
    if _low(tokens, stop) in HYPHENS:
        stop += 1
    base = 0.0
    if words.numerals.get(_low(tokens, stop)) in TENS:
        base, stop = words.numerals[_low(tokens, stop)], stop + 1
        if _low(tokens, stop) in HYPHENS:
            stop += 1
    low = _low(tokens, stop)
    value = words.fractions.get(low)
    if value is None or (value == 1 and not base) or (base and value >= 10):
        return None
    return base + value, stop + 1, low.endswith(("s", "halves"))


def _before_scale(tokens: Sequence[Token], at: int) -> int:
    """Past the words between a share and its scale: "half a million", "a quarter of a million"."""
    at += _low(tokens, at) == "of" and _low(tokens, at + 1) in {"a", "an"}
    return at + 1 if _low(tokens, at) in {"a", "an"} else at


def _denominated(
    tokens: Sequence[Token],
    value: float,
    stop: int,
    scale: float,
    words: Words,
    form: Literal["digits", "word", "article", "fraction"],
) -> Found | None:
    found = _denominator(tokens, stop, words)
    if found and (found[2] or value == 1) and form != "digits" and value == int(value):
        rest, stop = value / found[0], found[1]
        skip = _before_scale(tokens, stop)
        if _is_scale(tokens, skip, words):
            factor = words.scales[_low(tokens, skip)]
            return rest * factor, skip + 1, "word", float(factor)
        return rest, stop, "fraction", 1.0
    if _low(tokens, stop) == "/" and stop + 1 < len(tokens) and tokens[stop + 1].kind == "n":
        below = tokens[stop + 1].value
        tight = tokens[stop].glued and tokens[stop + 1].glued and _low(tokens, stop + 2) != "/"
        if tight and below and value < 20 and below <= 100:
            return value / below, stop + 2, "digits", scale
    if stop + 2 < len(tokens) and tokens[stop].kind == "n" and tokens[stop + 1].text == "/" and form == "digits":
        part = _denominated(tokens, tokens[stop].value or 0.0, stop + 1, 1.0, words, "digits")
        if part and part[0] < 1 and value < 1000:
            return value + part[0], part[1], "digits", scale
    if stop < len(tokens) and tokens[stop].kind == "n" and len(tokens[stop].text) == 1 and form == "digits":
        glyph = tokens[stop].value
        if glyph is not None and 0 < glyph < 1:
            return value + glyph, stop + 1, "digits", scale
    if (_low(tokens, stop) == "over" and form != "article") or (_low(tokens, stop) == "over" and value == 1):
        below_words = _integer(tokens, stop + 1, words, None)
        ends = below_words and (below_words[1] >= len(tokens) or tokens[below_words[1]].kind == "p")
        if below_words and ends and below_words[0]:
            return value / below_words[0], below_words[1], "fraction", 1.0
    return None


def _and_share(
    tokens: Sequence[Token], value: float, stop: int, scale: float, words: Words
) -> tuple[float, int, float]:
    """As in "and a half", "and three quarters", with a scale after or before ("3 million and a half")."""
    if not words.has("word.and", _low(tokens, stop)):
        return value, stop, scale
    at = stop + 1
    above = 1.0 if _low(tokens, at) in {"a", "an", "one"} else words.numerals.get(_low(tokens, at))
    if not above:
        return value, stop, scale
    below = _denominator(tokens, at + 1, words)
    if not below or above >= below[0]:
        return value, stop, scale
    part, after = above / below[0], below[1]
    if _is_scale(tokens, after, words):
        factor = words.scales[_low(tokens, after)]
        if scale > factor:
            return value + part * factor, after + 1, float(factor)
        return (value + part) * factor, after + 1, float(factor)
    return value + part * (scale if scale > HUNDRED else 1.0), after, scale


def _point(tokens: Sequence[Token], value: float, stop: int, words: Words) -> tuple[float, int]:
    """As in "two hundred point zero three"."""
    if not words.has("word.point", _low(tokens, stop)):
        return value, stop
    at, digits = stop + 1, ""
    while at < len(tokens) and 0 <= words.numerals.get(_low(tokens, at), -1) < 10 and len(digits) < 12:
        digits, at = digits + str(int(words.numerals[_low(tokens, at)])), at + 1
    return (value + float("0." + digits), at) if digits else (value, stop)


def _share_first(tokens: Sequence[Token], at: int, words: Words) -> Found | None:
    """As in "half a dozen", "half million", "a quarter million", "a third", "half"."""
    stop = at
    if _low(tokens, stop) in {"a", "an"}:
        stop += 1
    share = _denominator(tokens, stop, words)
    if not share:
        return None
    part, stop = 1 / share[0], share[1]
    skip = _before_scale(tokens, stop)
    if _is_scale(tokens, skip, words):
        factor = words.scales[_low(tokens, skip)]
        return part * factor, skip + 1, "word", float(factor)
    return part, stop, "fraction", 1.0
