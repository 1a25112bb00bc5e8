"""Units beside a number: percent, money, time, ages and physical measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.language.quantities.numerals import Numeral, find_numerals
from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import Words
from lagebild.model import QuantityKind

HYPHENS = frozenset("-‐‑")
BRACKETS = frozenset("[{")
MILLION = 1e6
CODE_LENGTH = 4
INCHES = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: tokens ``first`` to ``stop`` (exclusive), its canonical name and what it measures.

    ``factor`` multiplies the number ("MUSD"), ``minor`` is added to it ("15 Euro 50").
    """

    kind: QuantityKind
    name: str
    first: int
    stop: int
    factor: float = 1.0
    minor: float = 0.0


def unit_of(tokens: Sequence[Token], numeral: Numeral, words: Words) -> Unit | None:
    """The unit of a number, after it or (money) before it."""
    before = _money_before(tokens, numeral, words)
    if before:
        return before
    found = unit_at(tokens, numeral.stop, words, digits=numeral.form == "digits")
    if found and found.kind == "money" and found.stop < len(tokens):
        scale = words.scales.get(tokens[found.stop].low, 1.0)
        if scale >= MILLION and tokens[found.stop - 1].text.isupper():
            return replace(found, stop=found.stop + 1, factor=scale)
    return found


def unit_at(tokens: Sequence[Token], at: int, words: Words, *, digits: bool) -> Unit | None:
    """The unit that begins at token ``at``; ``digits`` says whether the number is written in digits."""
    if at < len(tokens) and at and tokens[at].text in HYPHENS and tokens[at].glued and _glued(tokens, at + 1):
        at += 1
    if at < len(tokens) and tokens[at].text in BRACKETS:
        at += 1
    if at >= len(tokens):
        return None
    return _percent(tokens, at, words) or _money(tokens, at, words) or _measure(tokens, at, words, digits=digits)


def _glued(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].glued


def _joined(tokens: Sequence[Token], at: int, count: int) -> str:
    """``count`` tokens as one key: white space becomes one blank, glued stays glued."""
    if at + count > len(tokens):
        return ""
    out = tokens[at].low
    for token in tokens[at + 1 : at + count]:
        out += token.low if token.glued else " " + token.low
    return out


def _percent(tokens: Sequence[Token], at: int, words: Words) -> Unit | None:
    for count in (3, 2, 1):
        key = _joined(tokens, at, count)
        if words.has("percent.points", key):
            return Unit("percentage_points", "percentage points", at, at + count)
        if words.has("percent.forms", key):
            return Unit("percent", "%", at, at + count)
    return None


def _adjective(low: str, words: Words) -> str | None:
    """The nation whose adjective this is; German endings are cut."""
    if low in words.currency_adjectives:
        return low
    if words.compound:
        for ending in ("e", "en", "er", "es"):
            if low.endswith(ending) and low[: -len(ending)] in words.currency_adjectives:
                return low[: -len(ending)]
    return None


def _money(tokens: Sequence[Token], at: int, words: Words) -> Unit | None:
    nation, word = None, at
    for count in (2, 1):
        nation = _adjective(_joined(tokens, at, count), words)
        if nation and _is_currency(tokens, at + count, words):
            word = at + count
            break
        if nation and _joined(tokens, at + count, 1) in HYPHENS and _is_currency(tokens, at + count + 1, words):
            word = at + count + 1
            break
        nation = None
    low = tokens[word].low
    if low == "us" and _joined(tokens, word + 1, 1) in {"-", "$"}:
        step = word + 2 if tokens[word + 1].low == "-" else word + 1
        if _is_currency(tokens, step, words):
            return Unit("money", "USD", at, step + 1)
    million = _million_code(tokens[word], words)
    if million:
        return Unit("money", million, at, word + 1, MILLION)
    if not _is_currency(tokens, word, words):
        return None
    name = words.currencies[low]
    if nation:
        name = words.currency_adjectives[nation].get(name, name)
    return Unit("money", name, at, word + 1)


def _is_currency(tokens: Sequence[Token], at: int, words: Words) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    if token.low not in words.currencies:
        return False
    code = len(token.low) == 3 and words.currencies[token.low].lower() == token.low
    return not (code and token.low in {"won", "sen", "all"} and token.text.islower() and not words.compound)


def _million_code(token: Token, words: Words) -> str | None:
    text = token.text
    if len(text) == CODE_LENGTH and text.isupper() and text[0] == "M" and text[1:].lower() in words.currencies:
        return words.currencies[text[1:].lower()]
    return None


def _money_before(tokens: Sequence[Token], numeral: Numeral, words: Words) -> Unit | None:
    at = numeral.first - 1
    if at < 0 or numeral.form not in {"digits", "word"}:
        return None
    token = tokens[at]
    sign = token.kind == "p" and token.low in words.currencies
    code = (
        token.kind == "w"
        and token.low in words.currencies
        and (token.text.isupper() or (token.text.islower() and not words.nouns_upper))
    )
    if token.kind == "w" and _million_code(token, words):
        return Unit("money", _million_code(token, words) or "", at, numeral.first, MILLION)
    if not sign and not (code and numeral.form == "digits"):
        return None
    if code and at and tokens[at - 1].kind == "n":
        return None
    name = words.currencies[token.low]
    if sign and name == "Dollar" and at and tokens[at - 1].kind == "w":
        prefix = words.currency_prefixes.get(tokens[at - 1].low)
        short = len(tokens[at - 1].low) > 1 or tokens[at - 1].low in {"c", "a"} or tokens[at].glued
        if prefix and short and not (tokens[at - 1].low == "a" and not tokens[at].glued):
            return Unit("money", prefix, at - 1, numeral.first)
    return Unit("money", name, at, numeral.first)


def _measure(tokens: Sequence[Token], at: int, words: Words, *, digits: bool) -> Unit | None:
    for count in (3, 2, 1):
        key = _joined(tokens, at, count)
        if not key:
            continue
        if key in words.durations and count == 1:
            return Unit("duration", words.durations[key], at, at + 1)
        name = words.dimensions.get(key)
        if name is None or (words.has("dimension_rules.digits_only", key) and not digits):
            continue
        if name == "°":
            scale, width = _degrees(tokens, at, count, words)
            return _per(tokens, Unit("dimension", scale, at, at + width), words)
        return _per(tokens, Unit("dimension", name, at, at + count), words)
    return None


def _degrees(tokens: Sequence[Token], at: int, count: int, words: Words) -> tuple[str, int]:
    follows = at + count
    if follows < len(tokens) and tokens[follows].text == "." and _joined(tokens, follows + 1, 1) in words.dimensions:
        follows += 1
    if follows < len(tokens) and words.has("dimension_rules.scales", tokens[follows].low):
        low = tokens[follows].low
        letter = {"k": "K"}.get(low[0], "°" + low[0].upper())
        return letter, follows + 1 - at
    return "°", count


def _per(tokens: Sequence[Token], unit: Unit, words: Words) -> Unit:
    """Add "pro Stunde", "an hour", "/km²"."""
    at = unit.stop
    if at + 1 >= len(tokens):
        return unit
    low = tokens[at].low
    over = tokens[at + 1].low
    below = words.durations.get(over) or words.dimensions.get(over)
    if low == "/" and tokens[at].glued and below:
        return replace(unit, name=f"{unit.name}/{below}", stop=at + 2)
    if below and words.has("dimension_rules.per", low) and below in {"hour", "second", "minute"}:
        return replace(
            unit, name=f"{unit.name}/{'h' if below == 'hour' else 's' if below == 'second' else 'min'}", stop=at + 2
        )
    return unit


def with_minor(tokens: Sequence[Token], numeral: Numeral, unit: Unit, words: Words) -> Unit:
    """Money followed by its smaller coin ("zwei Euro und fünfzig Cent", "15 dollars 50"), feet by inches."""
    at = max(unit.stop, numeral.stop)
    if at >= len(tokens):
        return unit
    joined = words.has("word.and", tokens[at].low)
    if unit.name == "foot":
        return _inches(tokens, at + 1 if joined else at, unit, words)
    if unit.kind != "money" or (unit.first < numeral.first and not joined):
        return unit
    start = at + 1 if joined else at
    rest = find_numerals(tokens[start : start + 6], words)
    if not rest or rest[0].first != 0 or rest[0].value is None or not 0 < rest[0].value < 100:
        return unit
    stop = start + rest[0].stop
    coin = words.minor.get(tokens[stop].low) if stop < len(tokens) else None
    if coin:
        return replace(unit, stop=stop + 1, minor=rest[0].value * coin)
    ends = stop >= len(tokens) or tokens[stop].kind == "p"
    if (
        ends
        and unit.factor == 1
        and not (stop < len(tokens) and tokens[stop].text in "%$€£")
        and rest[0].value == int(rest[0].value)
    ):
        return replace(unit, stop=stop, minor=rest[0].value / 100)
    return unit


def _inches(tokens: Sequence[Token], at: int, unit: Unit, words: Words) -> Unit:
    """Inches after feet, in feet."""
    if at + 1 < len(tokens) and tokens[at].kind == "n":
        inches = words.dimensions.get(tokens[at + 1].low) == "inch" or tokens[at + 1].low == "in"
        value = tokens[at].value or 0.0
        if inches and value < INCHES:
            return replace(unit, stop=at + 2, minor=value / INCHES)
    return unit
