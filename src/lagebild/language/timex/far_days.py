"""Days named by two measures, of which each alone would name another day.

"Samstag in einer Woche", "a week on Tuesday", "heute vor zehn Jahren", "der erste Montag im November".
"""

from __future__ import annotations

import re

from lagebild.language.timex import meanings as mean
from lagebild.language.timex.grammar import FULL_YEAR, Rule, group, rule, year_of
from lagebild.language.timex.lexicon import Lexicon, alternatives, either_case

_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120}
_END = r"(?![\w-])"
_BEGIN = r"(?<![\w-])"
_YEAR = rf"(?P<year>{FULL_YEAR})(?!\d|[.,]\d)"
_FORTNIGHT_DAYS = 14
_WEEK_AS_COUNTED = 8
"""German "in acht Tagen" is a week from the day, which is counted in."""


def _sign(m: re.Match[str]) -> int:
    return -1 if group(m, "back") else 1


def _weeks(m: re.Match[str], lex: Lexicon) -> int | None:
    """How many whole weeks a match counts: "zwei Wochen", "acht Tagen" (a week, as people count), "a fortnight"."""
    count = lex.amount(m["number"])
    unit = m["unit"].lower()
    if count is None or count != int(count):
        return None
    if unit.startswith("fortnight"):
        return int(count) * 2
    if lex.unit[unit] == "W":
        return int(count)
    if lex.unit[unit] == "D":
        return {7: 1, _WEEK_AS_COUNTED: 1, _FORTNIGHT_DAYS: 2}.get(int(count))
    return None


def _weekday_off(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    weeks = _weeks(m, lex) if group(m, "number") else 1
    if not weeks:
        return None
    daypart = group(m, "daypart")
    code = lex.daypart.get(daypart.lower()) if daypart else None
    return mean.Weekday(lex.weekday[m["weekday"].lower()], None, code, None, _sign(m) * weeks)


def _day_off(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    count = lex.amount(m["number"])
    word = m["deictic"].lower()
    entry = next((e for e in lex.entries("deictic") if word in (f.lower() for f in e["forms"])), None)
    if entry is None or count is None or count != int(count):
        return None
    unit = m["unit"].lower()
    code, many = lex.unit[unit], _sign(m) * int(count)
    if code in _MONTHS:
        return mean.DayShift(entry["by"], months=many * _MONTHS[code])
    if code == "W":
        return mean.DayShift(entry["by"] + many * (_FORTNIGHT_DAYS if unit.startswith("fortnight") else 7))
    if code == "D":
        week = lex.data["language"] == "de" and abs(many) == _WEEK_AS_COUNTED
        return mean.DayShift(entry["by"] + (_sign(m) * 7 if week else many))
    return None


def _nth_weekday(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    ordinals = lex.data["numbers"]["ordinal"]
    word = m["ordinal"].lower()
    nth = next((n for stem, n in ordinals.items() if word.startswith(stem)), -1)
    month, weekday = lex.month[m["month"].lower()], lex.weekday[m["weekday"].lower()]
    shift = group(m, "yearshift")
    return mean.Holiday(
        nth=(month, weekday, nth), year=year_of(group(m, "year")), shift=lex.shift_of(shift) if shift else None
    )


def german(lex: Lexicon, weekday: str, daypart: str, number: str, deictic: str, month: str, shift: str) -> list[Rule]:
    """Rules of German; the arguments are the named parts of its grammar."""
    apart = rf"(?:(?P<back>vor)|in)\s+(?P<number>{number})\s+(?P<unit>Tage?n?|Wochen?|Monate?n?|Jahre?n?)"
    nth = rf"(?:{alternatives(lex.data['numbers']['ordinal'])}|letzt)e[nrms]?"
    return [
        rule(
            "weekday-weeks-off",
            "weekday",
            rf"{_BEGIN}(?P<x>(?P<weekday>{weekday})(?:\s?(?P<daypart>{daypart}))?\s+{apart}){_END}",
            _weekday_off,
            3,
        ),
        rule("day-off", "deictic", rf"{_BEGIN}(?P<x>(?P<deictic>{deictic})\s+{apart}){_END}", _day_off, 3),
        rule(
            "nth-weekday",
            "weekday",
            rf"{_BEGIN}(?P<x>(?:[Dd](?:er|en|em|es)\s+)?(?P<ordinal>{nth})\s+(?P<weekday>{weekday})\s+(?:im|des)\s+(?:Monats?\s+)?"
            rf"(?P<month>{month})(?:\s+{_YEAR}|\s+(?P<yearshift>{shift})\s+Jahre?s)?){_END}",
            _nth_weekday,
            3,
        ),
    ]


def english(lex: Lexicon, weekday: str, daypart: str, number: str, deictic: str, month: str) -> list[Rule]:
    """Rules of English; the arguments are the named parts of its grammar."""
    apart = rf"(?P<number>{number})\s+(?P<unit>weeks?|fortnights?)"
    long = rf"(?P<number>{number})\s+(?P<unit>days?|weeks?|fortnights?|months?|years?|decades?)"
    nth = alternatives(either_case([*lex.data["numbers"]["ordinal"], "last"]))
    return [
        rule("weekday-week", "weekday", rf"{_BEGIN}(?P<x>(?P<weekday>{weekday})\s+week){_END}", _weekday_off, 3),
        rule(
            "weekday-weeks-off",
            "weekday",
            rf"{_BEGIN}(?P<x>{apart}\s+(?:(?P<back>ago)(?:\s+on)?|on|from|next|this)\s+(?P<weekday>{weekday})(?:\s+(?P<daypart>{daypart}))?)"
            rf"{_END}",
            _weekday_off,
            3,
        ),
        rule(
            "day-off",
            "deictic",
            rf"{_BEGIN}(?P<x>{long}\s+(?:(?P<back>ago)|from)\s+(?P<deictic>{deictic})){_END}",
            _day_off,
            3,
        ),
        rule(
            "nth-weekday",
            "weekday",
            rf"{_BEGIN}(?P<x>(?:[Tt]he\s+)?(?P<ordinal>{nth})\s+(?P<weekday>{weekday})\s+(?:in|of)\s+(?P<month>{month})(?:,?\s+{_YEAR})?)"
            rf"{_END}",
            _nth_weekday,
            3,
        ),
    ]
