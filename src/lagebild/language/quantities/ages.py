"""Numbers that are somebody's age: "42 years old", "42-year-old", "Ann Bell, 42, said", "Ann Bell (42)"."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.quantities.measures import Unit
from lagebild.language.quantities.numerals import Numeral
from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import Words, fold_word

OLDEST = 120
HYPHENS = frozenset("-‐‑")
CLOSES = frozenset(",;.)")
LONGEST_NAME = 4
"""Words of a name that are looked at."""


def is_age(tokens: Sequence[Token], first: int, numeral: Numeral, unit: Unit | None, words: Words) -> bool:
    """Whether a number, its hedge beginning at token ``first``, tells how old somebody is."""
    if unit is None:
        return first == numeral.first and _beside_name(tokens, numeral, words)
    if unit.kind != "duration":
        return False
    after = _after(tokens, unit.stop)
    tail = " ".join(t.low for t in tokens[after : after + 2])
    if after < len(tokens) and (words.has("age.after", tokens[after].low) or words.has("age.after", tail)):
        return True
    return any(words.has("age.before", t.low) for t in tokens[max(0, first - 3) : first])


def _after(tokens: Sequence[Token], stop: int) -> int:
    """The token after a unit, past the hyphen of "42-year-old"."""
    hyphen = stop < len(tokens) and tokens[stop].text in HYPHENS and tokens[stop].glued
    return stop + 1 if hyphen else stop


def _beside_name(tokens: Sequence[Token], numeral: Numeral, words: Words) -> bool:
    """Whether a bare number is set off after a person's name, between commas or in brackets.

    A known first name, a title or, between two commas, what somebody is ("the driver, 42, from Leeds") shows that it
    is a person: a place may have a count there ("Bad Homburg (12)").
    """
    value, at = numeral.value, numeral.first - 1
    if value is None or value != int(value) or not 0 < value < OLDEST or numeral.suffix or numeral.form != "digits":
        return False
    opening = tokens[at].text if at > 0 else ""
    closing = tokens[numeral.stop].text if numeral.stop < len(tokens) else "."
    if opening not in {",", "("} or closing not in CLOSES or (opening == "(") != (closing == ")"):
        return False
    name = [t.text for t in _name(tokens, at)]
    first_names = load_lexicon(words.language).first
    if len(name) > 1 and any(part in first_names for part in name[:-1]):
        return True
    if opening != ",":
        return False
    titled = len(name) > 1 and words.has("age.titles", fold_word(name[-2]))
    return titled or (closing == "," and tokens[at - 1].low in load_lexicon(words.language).people)


def _name(tokens: Sequence[Token], stop: int) -> Sequence[Token]:
    """The capitalised words that end at a token."""
    begin = stop
    while (
        begin and stop - begin < LONGEST_NAME and tokens[begin - 1].kind == "w" and tokens[begin - 1].text[0].isupper()
    ):
        begin -= 1
    return tokens[begin:stop]
