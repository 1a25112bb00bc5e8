"""Numbers that count nothing: dates, clock times, scores, phone numbers, names, paragraphs, ordinals, articles."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.quantities.measures import Unit
from lagebild.language.quantities.numerals import Numeral
from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import Words

FIRST_YEAR, LAST_YEAR = 1000, 2100
RECENT = 1900
DAYS = 31
HYPHENS = frozenset("-‐‑–")
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "ter", "te", "ten", "tes", "er", "ers"})
ADDRESS_MARKS = ("://", "www.", "@", ".com/", ".de/")


def in_address(text: str, numeral: Numeral) -> bool:
    """Whether the number stands inside a web or mail address."""
    begin = (
        max(
            text.rfind(" ", max(0, numeral.begin - 400), numeral.begin),
            text.rfind("\n", max(0, numeral.begin - 400), numeral.begin),
        )
        + 1
    )
    end = text.find(" ", numeral.end)
    chunk = text[begin : end if 0 <= end < numeral.end + 400 else numeral.end]
    return any(mark in chunk for mark in ADDRESS_MARKS)


def is_excluded(
    tokens: Sequence[Token], numeral: Numeral, words: Words, unit: Unit | None, *, hedged: bool, noun_follows: bool
) -> bool:
    """Whether form or neighbours show that a numeral is no quantity."""
    if numeral.form == "vague":
        return _vague_noun(tokens, numeral, words)
    if numeral.form in {"digits", "word"} and _is_date(tokens, numeral, words, unit):
        return True
    if numeral.form != "digits":
        return False
    if _is_ordinal(tokens, numeral, words) or _is_code(tokens, numeral, words, unit):
        return True
    year = _could_be_year(numeral) and (numeral.value or 0.0) % 100 != 0 and not noun_follows
    if unit or hedged:
        return hedged and not unit and year and (numeral.value or 0.0) >= RECENT  # "mehr als 2018"
    return _is_year(tokens, numeral, words, noun_follows=noun_follows) or _is_label(
        tokens, numeral, words, noun_follows=noun_follows
    )


def _at(tokens: Sequence[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) else None


def _low(tokens: Sequence[Token], at: int) -> str:
    token = _at(tokens, at)
    return token.low if token else ""


def _vague_noun(tokens: Sequence[Token], numeral: Numeral, words: Words) -> bool:
    """As in "scores" and the like are magnitudes only before "of" or a plural."""
    if words.compound or numeral.stop - numeral.first > 1 or _low(tokens, numeral.first) != "scores":
        return False
    return _low(tokens, numeral.stop) != "of"


def _is_date(tokens: Sequence[Token], numeral: Numeral, words: Words, unit: Unit | None) -> bool:
    before, after = _low(tokens, numeral.first - 1), _low(tokens, numeral.stop)
    if words.has("dates.clock", after) and not (unit and unit.kind != "dimension"):
        return True
    value = numeral.value or 0.0
    if words.compound and before in {"um", "gegen", "ab", "kurz"} and after == "uhr":
        return True
    span = _at(tokens, numeral.stop + 1)
    if after in {"-", "–", "bis"} and span and _low(tokens, numeral.stop + 2) in words.lists.get("dates.clock", ()):
        return True
    month_before = words.has("dates.months", before) or (
        before == "." and words.has("dates.months", _low(tokens, numeral.first - 2))
    )
    if month_before and (value <= DAYS or _could_be_year(numeral)) and not unit:
        previous = _at(tokens, numeral.first - 1)
        return bool(previous and (previous.text[0].isupper() or previous.text == "." or not words.nouns_upper))
    month_after = words.has("dates.months", after) and value <= DAYS
    return bool(month_after and (tokens[numeral.stop].text[0].isupper() or after != "may"))


def _could_be_year(numeral: Numeral) -> bool:
    value = numeral.value or 0.0
    return numeral.end - numeral.begin == 4 and FIRST_YEAR <= value <= LAST_YEAR and value == int(value)


def _is_ordinal(tokens: Sequence[Token], numeral: Numeral, words: Words) -> bool:
    after = _at(tokens, numeral.stop)
    if not after or not after.glued:
        return False
    if after.low in ORDINAL_ENDINGS:
        return True
    if after.text != ".":
        return False
    follows = _at(tokens, numeral.stop + 1)
    small = (numeral.value or 0.0) < 1000 and tokens[numeral.first].text.isdigit()
    return bool(
        words.has("dates.ordinal_dot", "true") or (words.compound and small and follows and follows.kind != "p")
    )


def _is_code(tokens: Sequence[Token], numeral: Numeral, words: Words, unit: Unit | None) -> bool:
    first, before, after = tokens[numeral.first], _at(tokens, numeral.first - 1), _at(tokens, numeral.stop)
    text = first.text
    if text[0] == "0" and len(text) > 1 and text[1].isdigit():
        return True
    dialling = (
        before and before.kind == "n" and len(before.text) > 1 and before.text[0] == "0" and before.text.isdigit()
    )
    if dialling:
        return True
    if before and first.glued and before.low not in words.currencies:
        if before.kind == "w" and not (unit and unit.first < numeral.first):
            return True
        if before.text in {":", "+", "#", "_", "§", "=", "/", "&", "."} and not (
            before.text == "." and before.low == "…"
        ):
            separated = before.text == "/" and unit is not None
            return not separated
        hyphen = before.text in HYPHENS and before.glued and numeral.first >= 2
        if hyphen and tokens[numeral.first - 2].kind == "w":
            return True
        if hyphen and tokens[numeral.first - 2].kind == "n" and _low(tokens, numeral.first - 3) in {"-", "+", "/"}:
            return True
    if before and before.text in {"§", "#"}:
        return True
    if after and after.glued:
        follows = _at(tokens, numeral.stop + 1)
        if after.text in {":", "/", "."} and follows and follows.glued and follows.kind == "n":
            return True
        if after.kind == "w" and not unit and numeral.suffix is None:
            return True
        if (
            after.text == "-"
            and follows
            and follows.glued
            and follows.kind == "n"
            and _low(tokens, numeral.stop + 2) in {"-", "/"}
        ):
            return True
    return False


def _is_year(tokens: Sequence[Token], numeral: Numeral, words: Words, *, noun_follows: bool) -> bool:
    if not _could_be_year(numeral):
        return False
    before = _low(tokens, numeral.first - 1)
    if words.has("dates.year_cues", before) or words.has("dates.months", before) or before in {"/", "(", "-", "–", "."}:
        return True
    value = numeral.value or 0.0
    if value >= RECENT and value == int(value) and before.isalpha() and before in words.currencies:
        return True  # a tournament named after a continent: "Euro 2016"
    return value >= 1800 and not noun_follows


def _is_label(tokens: Sequence[Token], numeral: Numeral, words: Words, *, noun_follows: bool) -> bool:
    """As in "Artikel 5", "Platz 3", "Formel 1"."""
    low = _low(tokens, numeral.first - 1)
    at = numeral.first - 1
    if low == ".":
        at -= 1
        low = _low(tokens, at)
        if len(low) > 4:
            return False
    if not words.has("labels.forms", low):
        return False
    return not (words.has("labels.soft", low) and noun_follows) and (
        not words.has("labels.soft", low) or tokens[at].text[0].isupper()
    )
