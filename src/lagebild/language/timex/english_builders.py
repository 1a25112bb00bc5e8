"""What each match of the English grammar means: from a regular-expression match to a ``Meaning``."""

from __future__ import annotations

import re
from typing import Any

from lagebild.language.timex import meanings as mean
from lagebild.language.timex.grammar import Build, group, length, number_text, year_of
from lagebild.language.timex.lexicon import Lexicon, spaced

PARTS = {"start": "START", "beginning": "START", "middle": "MID", "end": "END"}


def _entry(lex: Lexicon, word: str, *sections: str) -> dict[str, Any] | None:
    lower = word.lower()
    for section in sections:
        for entry in lex.entries(section):
            if lower in [f.lower() for f in entry["forms"]]:
                return entry
    return None


def _part(m: re.Match[str], lex: Lexicon) -> str | None:
    found = group(m, "part") or group(m, "part2")
    return lex.part.get(found.lower()) if found else None


def _daypart(m: re.Match[str], lex: Lexicon) -> str | None:
    found = group(m, "daypart")
    return lex.daypart.get(found.lower()) if found else None


def _shift(m: re.Match[str], lex: Lexicon, name: str = "shift") -> int | None:
    found = group(m, name)
    return lex.shift_of(found) if found else None


def _month(found: str, lex: Lexicon) -> int:
    return int(found) if found.isdigit() else lex.month[found.lower()]


def calendar_day(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "May 3, 2024", "3 May", "Friday, May 3"."""
    weekday = group(m, "weekday")
    return mean.CalendarDay(
        int(m["day"]),
        _month(m["month"], lex),
        year_of(group(m, "year")),
        _daypart(m, lex),
        lex.weekday.get(weekday.lower()) if weekday else None,
    )


def day_after_month(months: str) -> Build:
    """Read "May 3 and 4": the second day takes the month before the first."""
    before = re.compile(rf"(?P<month>{months})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s+and\s+|\s*[-–]\s*|\s+to\s+)$")

    def build(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
        found = before.search(m.string, max(0, m.start("x") - 24), m.start("x"))
        return mean.CalendarDay(int(m["day"]), _month(found["month"], lex)) if found else None

    return build


def weekday(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "last Thursday", "Monday evening", "Friday of last week"."""
    return mean.Weekday(lex.weekday[m["weekday"].lower()], _shift(m, lex), _daypart(m, lex), _shift(m, lex, "week"))


def each_weekday(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "every Monday", "Mondays"."""
    found = group(m, "weekday") or group(m, "plural") or ""
    return mean.Fixed("SET", f"XXXX-WXX-{lex.weekday[found.lower()]}", "each")


def deictic(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "yesterday", "tomorrow morning"."""
    entry = _entry(lex, spaced(m["deictic"]), "deictic")
    return mean.DayShift(entry["by"], _daypart(m, lex)) if entry else None


def deictic_part(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "tonight", "last night": the night that began on that day."""
    entry = _entry(lex, spaced(m["w"]), "deictic_part")
    return mean.Daypart(entry["daypart"], entry["by"]) if entry else None


def sequel(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "the next day", counted from the day told of."""
    entry = _entry(lex, spaced(m["w"]), "sequel", "sequel_part")
    return mean.DayShift(entry["by"], entry.get("daypart") or None, narrative=True) if entry else None


def unit_shift(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "last week"; "the past year" is a duration."""
    if m["shift"].lower() == "past":
        return length(m["unit"], 1.0, lex)
    return mean.UnitShift(lex.unit[m["unit"].lower()], _shift(m, lex), _part(m, lex))


def part_of_unit(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "the end of the year"."""
    word = spaced(m["part"]).split(" ")[1]
    return mean.UnitShift(lex.unit[m["unit"].lower()], 0, PARTS[word])


def calendar_month(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "late April", "May 2022", "October last year"."""
    of_year = _shift(m, lex, "yearshift")
    shift = of_year if of_year is not None else _shift(m, lex)
    return mean.CalendarMonth(
        lex.month[m["month"].lower()], year_of(group(m, "year")), shift, _part(m, lex), of_year is not None
    )


def season(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "last summer", "the spring of 2015"."""
    name = group(m, "season") or group(m, "season2") or ""
    year = year_of(group(m, "year") or group(m, "year2"))
    return mean.Season(lex.season[name.lower()], year, _shift(m, lex), _part(m, lex))


def numbered(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "the third quarter of 2024"."""
    number = lex.data["numbers"]["ordinal"][m["ordinal"].lower()]
    half = group(m, "half") is not None
    if half and number > 2:
        return None
    return mean.Numbered("H" if half else "Q", number, year_of(group(m, "year")), _shift(m, lex))


def decade(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "the 1990s", "the 80s"."""
    full = group(m, "full")
    return mean.Year(full[:3] if full else f"19{m['short'][0]}", _part(m, lex))


def century(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "the 19th century"."""
    number = int(m["number"])
    return mean.Year(f"{number - 1:02}", _part(m, lex)) if 1 <= number <= 30 else None


def plain_year(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "1974", "early 2010"."""
    return mean.Year(f"{int(m['year']):04}", _part(m, lex))


def holiday(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "Good Friday", "last Thanksgiving"."""
    entry = _entry(lex, spaced(m["holiday"]), "holiday")
    if entry is None:
        return None
    nth = entry.get("nth")
    return mean.Holiday(
        entry.get("month", 0),
        entry.get("day", 0),
        entry.get("easter"),
        (nth[0], nth[1], nth[2]) if nth else None,
        year_of(group(m, "year")),
        _shift(m, lex),
    )


def _zone(m: re.Match[str], lex: Lexicon) -> int | None:
    found = group(m, "zone")
    return lex.zone[found.lower()] if found else None


def at_part(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "at noon" is a clock time, "at night" a habit."""
    word = m["daypart"].lower()
    if word in {"noon", "midday"}:
        return mean.Clock(12, 0, _zone(m, lex))
    if word == "night":
        return mean.Fixed("SET", "XXXX-XX-XXTNI", "habit")
    return mean.Daypart(lex.daypart[word])


def clock(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "9.57pm", "10:30 a.m. EST", "21:57"."""
    hour, minute = int(m["hour"]), int(group(m, "minute") or 0)
    half = (group(m, "half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return mean.Clock(hour, minute, _zone(m, lex))


def duration(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "three days", "two years ago", "two days earlier", "in two weeks"."""
    unit, number = m["unit"].lower(), group(m, "number")
    if unit in {"second", "quarter"} and (number or "").lower() in {"a", "an", "one", ""}:
        return None  # "a second missile", "a quarter of"
    count: float | None = 0.5 if group(m, "half") else None
    if number and count is None:
        count = lex.amount(number)
        if count is None:
            return None
        count += 0.5 if group(m, "andhalf") else 0
    if unit.startswith("fortnight") and count:
        count *= 2
    back, on = group(m, "ago") or group(m, "earlier"), group(m, "later") or group(m, "fromnow")
    told = bool(group(m, "earlier") or group(m, "later"))
    ahead = group(m, "ahead") == "in" and not group(m, "shift") and not back and not on
    direction = -1 if back else 1 if on or (ahead and count is not None) else 0
    return length(m["unit"], count, lex, direction, told=told, as_date=direction != 0)


def vague_stretch(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "recent years", "for weeks", "years ago"."""
    if group(m, "ago"):
        back = group(m, "ago") != "later"
        return mean.Fixed("DATE", "PAST_REF" if back else "FUTURE_REF", "reference")
    return length(m["unit"], None, lex)


def each(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "every four years", "per day"."""
    number = group(m, "number")
    count = None if group(m, "vague") else lex.amount(number) if number else 1.0
    unit = m["unit"].lower()
    timed = "T" if unit in lex.time_units else ""
    return mean.Fixed("SET", f"P{timed}{number_text(count)}{lex.unit[unit]}", "each")


def fixed(section: str) -> Build:
    """Vague references and repetitions, by word."""

    def build(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
        entry = _entry(lex, spaced(m["x"]), section)
        if entry is None:
            return None
        kind = "SET" if section == "repetition" else "DATE"
        return mean.Fixed("SET" if kind == "SET" else "DATE", entry["value"], "set" if kind == "SET" else "reference")

    return build
