"""Hedges, negated bounds and ranges around a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.language.quantities.numerals import Numeral
from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import Words
from lagebild.model import Bound

LONGEST = 6
"""Tokens in the longest hedge."""
MAX_GAP = 3
"""Words that may pass between a hedge and its number ("mindestens für zwei Wochen")."""
DASHES = frozenset("-‐‑–—−")
LOOSE: frozenset[Bound] = frozenset({"approx", "exact"})
OPEN_BELOW: frozenset[Bound] = frozenset({"almost", "less_than", "at_most", "up_to"})
OPEN_ABOVE: frozenset[Bound] = frozenset({"just_over", "more_than", "at_least"})


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge: the bound it sets, and its tokens ``first`` to ``stop`` (exclusive)."""

    bound: Bound
    first: int
    stop: int


def limits(bound: Bound, value: float | None) -> tuple[float | None, float | None]:
    """Low and high of a single stated number; no widths are invented."""
    if bound in OPEN_BELOW:
        return None, value
    if bound in OPEN_ABOVE or bound == "vague":
        return value, None
    return value, value


def hedge_before(tokens: Sequence[Token], at: int, words: Words, floor: int = 0) -> Hedge | None:
    """The hedge that governs the number at token ``at``; nothing left of ``floor`` is looked at.

    A second hedge in front of the first widens the span; a bound wins over "about" ("mindestens rund 20").
    """
    found = _nearest(tokens, at, words, floor)
    if found is None:
        return None
    outer = _adjacent(tokens, found.first, words, floor)
    if outer is None or _misread(tokens, outer, words):
        return found
    if outer.stop - outer.first == 1 and words.has("hedge_rules.soft", tokens[outer.first].low):
        return found
    bound = found.bound if outer.bound in LOOSE else outer.bound
    return Hedge(bound, outer.first, found.stop)


def _nearest(tokens: Sequence[Token], at: int, words: Words, floor: int) -> Hedge | None:
    stop = at
    for gap in range(MAX_GAP + 1):
        found = _adjacent(tokens, stop, words, floor)
        if found and not _misread(tokens, found, words):
            phrase = " ".join(t.low for t in tokens[found.first : found.stop])
            if gap and (words.has("hedge_rules.soft", phrase) or found.bound == "exact"):
                return None
            return found
        stop -= 1
        if stop <= floor or not words.has("passing.forms", tokens[stop].low):
            return None
    return None


def _adjacent(tokens: Sequence[Token], stop: int, words: Words, floor: int) -> Hedge | None:
    if stop > floor and tokens[stop - 1].text == "." and tokens[stop - 1].glued and stop - 1 > floor:
        low = tokens[stop - 2].low + "."
        if (low,) in words.hedges or (low[:-1],) in words.hedges:
            return Hedge(words.hedges.get((low,), words.hedges.get((low[:-1],), "approx")), stop - 2, stop)
    for length in range(min(LONGEST, stop - floor), 0, -1):
        bound = words.hedges.get(tuple(t.low for t in tokens[stop - length : stop]))
        if bound:
            return Hedge(bound, stop - length, stop)
    return None


def _misread(tokens: Sequence[Token], hedge: Hedge, words: Words) -> bool:
    """Prepositions that only look like a hedge: "ein Kredit über 20 Euro", "gut" as an adjective."""
    if hedge.stop - hedge.first != 1 or not words.has("hedge_rules.soft", tokens[hedge.first].low):
        return False
    for token in tokens[max(0, hedge.first - 2) : hedge.first]:
        about = words.has("hedge_rules.about_nouns", token.low)
        ends = token.kind == "w" and any(
            token.low.endswith(noun) for noun in words.lists.get("hedge_rules.about_nouns", ())
        )
        if (about or (words.compound and ends)) and tokens[hedge.first].low in {"über", "over", "about"}:
            return True
    return False


def hedge_after(tokens: Sequence[Token], at: int, words: Words) -> Hedge | None:
    """The hedge right after a number: "oder mehr", "or fewer"."""
    for length in range(LONGEST, 0, -1):
        bound = words.after.get(tuple(t.low for t in tokens[at : at + length]))
        if bound and at + length <= len(tokens) and not _goes_on(tokens, at + length, words):
            return Hedge(bound, at, at + length)
    return None


def _goes_on(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether "or less" opens a further bound ("5000 or less than 6000")."""
    if at >= len(tokens):
        return False
    return tokens[at].kind == "n" or tokens[at].low in words.numerals or tokens[at].low in {"than", "als"}


def is_range(tokens: Sequence[Token], left: Numeral, right: Numeral, words: Words, unit_stop: int) -> bool:
    """Whether two numbers in a row are the ends of a range. ``unit_stop`` is the token after the first one's unit."""
    if left.value is None or right.value is None or left.form == "vague" or right.form == "vague":
        return False
    between = tokens[unit_stop : right.first]
    if len(between) > 1 and between[0].text in DASHES and between[0].glued and not between[1].glued:
        between = between[1:]  # "sechs- bis siebenstellig"
    if len(between) != 1:
        return False
    link = between[0]
    low, high = shared_scale(left, right)
    if low >= high:
        return False
    if words.has("ranges.to", link.low):
        return True
    if link.text in DASHES:
        tight = link.glued == tokens[right.first].glued
        return tight and (link.glued or link.text in "-–")
    if words.has("ranges.between_and", link.low):
        before = tokens[max(0, left.first - 4) : left.first]
        return any(words.has("ranges.between", t.low) for t in before) and link.low != "to"
    return words.has("ranges.or", link.low) and high == low + 1 and high <= 20


def shared_scale(left: Numeral, right: Numeral) -> tuple[float, float]:
    """Both ends, the right one's scale given to the left: "100 bis 300 Milliarden"."""
    low, high = left.value or 0.0, right.value or 0.0
    if right.scale > 1 and left.scale == 1 and low * right.scale < high:
        low *= right.scale
    return low, high
