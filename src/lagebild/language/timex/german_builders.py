"""What each match of the German grammar means: from a regular-expression match to a ``Meaning``."""

from __future__ import annotations

import re
from functools import lru_cache

from lagebild.language.timex import meanings as mean
from lagebild.language.timex.grammar import Build, group, length, number_text, year_of
from lagebild.language.timex.lexicon import Lexicon, alternatives, load, spaced


def part_of(m: re.Match[str], lex: Lexicon) -> str | None:
    """START, MID or END, if the match names a part."""
    found = group(m, "part")
    return lex.part.get(found.lower()) if found else None


def daypart_of(m: re.Match[str], lex: Lexicon) -> str | None:
    """The code of the part of the day in the match."""
    found = group(m, "daypart")
    return lex.daypart.get(found.lower()) if found else None


def shift_of(m: re.Match[str], lex: Lexicon, name: str = "shift") -> int | None:
    """How many units the adjective in the match shifts."""
    found = group(m, name)
    return lex.shift_of(found) if found else None


def month_of(m: re.Match[str], lex: Lexicon) -> int | None:
    """The month of the match, by name or number."""
    found = group(m, "month")
    if not found:
        return None
    if found.rstrip(".").isdigit():
        number = int(found.rstrip("."))
        return number if 1 <= number <= 12 else None
    return lex.month.get(found.lower())


def calendar_day(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "3. Mai 2024", "3.5.24", "Samstag, 17. Januar"."""
    month = month_of(m, lex)
    if month is None:
        return None
    weekday = group(m, "weekday")
    return mean.CalendarDay(
        int(m["day"]), month, year_of(group(m, "year")), daypart_of(m, lex), lex.weekday.get((weekday or "").lower())
    )


def calendar_month(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "Mitte Oktober", "Mai des vergangenen Jahres"."""
    month = lex.month[m["month"].lower()]
    of_year = shift_of(m, lex, "yearshift")
    relative = group(m, "relative")
    if relative:
        of_year = next(e["by"] for e in lex.entries("relative") if relative in e["forms"])
    shift = of_year if of_year is not None else shift_of(m, lex)
    return mean.CalendarMonth(month, year_of(group(m, "year")), shift, part_of(m, lex), of_year is not None)


def season(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "Sommer 2008", "vergangenen Winter"."""
    year = year_of(group(m, "year"))
    return mean.Season(lex.season[m["season"].lower()], year, shift_of(m, lex), part_of(m, lex))


def weekday(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "Montagabend", "vergangenen Freitag", "am heutigen Samstag"."""
    deictic = group(m, "deictic")
    if deictic:
        return mean.DayShift(lex.shift_of(deictic, "deictic_adjective"), daypart_of(m, lex))
    return mean.Weekday(
        lex.weekday[m["weekday"].lower()], shift_of(m, lex), daypart_of(m, lex), shift_of(m, lex, "week")
    )


def deictic(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "gestern", "heute Abend"."""
    word = m["deictic"].lower()
    if (
        m["deictic"] == "Morgen"
        and not OPENING.search(m.string, max(0, m.start("x") - 4), m.start("x"))
        and m.start("x")
    ):
        return None  # the noun
    by = next(e["by"] for e in lex.entries("deictic") if word in e["forms"])
    return mean.DayShift(by, daypart_of(m, lex))


def unit_shift(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "vergangene Woche", "Ende kommenden Jahres"."""
    code = lex.unit[m["unit"].lower()]
    if m["unit"].lower() in lex.time_units:
        return None
    return mean.UnitShift(code, shift_of(m, lex), part_of(m, lex))


def relative(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "Vorjahr", "heuer"."""
    word = m["relative"].lower()
    entry = next(e for e in lex.entries("relative") if word in [f.lower() for f in e["forms"]])
    return mean.UnitShift(entry["unit"], entry["by"], part_of(m, lex))


def unit_part(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "Jahresende"."""
    tail = next(e["code"] for e in lex.entries("part_of_unit") if m["tail"].startswith(tuple(e["forms"])))
    return mean.UnitShift(lex.unit[m["unit"].lower()], shift_of(m, lex) or 0, tail)


def plain_year(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "2008", "Anfang 2010"."""
    return mean.Year(f"{int(m['year']):04}", part_of(m, lex))


def decade(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "neunziger Jahre", "1990er-Jahre"."""
    digits, word = group(m, "digits"), group(m, "word")
    if digits and len(digits) == 4:
        return mean.Year(digits[:3], part_of(m, lex))
    tens = int(digits) // 10 if digits else lex.data["glue"]["decades"][(word or "").lower()]
    return mean.Year(f"{19 if tens >= 2 else 20}{tens}", part_of(m, lex))


def century(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "19. Jahrhundert"."""
    number = int(m["number"])
    return mean.Year(f"{number - 1:02}", part_of(m, lex)) if 1 <= number <= 30 else None


def numbered(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "drittes Quartal 2023", "erste Jahreshälfte"."""
    found = m["ordinal"].rstrip(".")
    table = lex.data["numbers"]
    number = int(found) if found.isdigit() else table["roman"].get(found)
    if number is None:
        number = next((v for k, v in table["ordinal"].items() if found.lower().startswith(k)), None)
    half = group(m, "half") is not None
    if number is None or number > (2 if half else 4):
        return None
    shift = -1 if group(m, "before") else shift_of(m, lex)
    return mean.Numbered("H" if half else "Q", number, year_of(group(m, "year")), shift)


def holiday(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "Ostermontag 2024"."""
    word = spaced(m["holiday"])
    entry = next(e for e in lex.entries("holiday") if word in e["forms"])
    return mean.Holiday(
        entry.get("month", 0),
        entry.get("day", 0),
        entry.get("easter"),
        None,
        year_of(group(m, "year")),
        shift_of(m, lex),
    )


def night(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "Nacht zu Mittwoch"."""
    weekday = group(m, "weekday")
    if weekday:
        return mean.NightTo(lex.weekday[weekday.lower()])
    month = month_of(m, lex)
    return mean.NightTo(None, int(m["day"]), month, year_of(group(m, "year"))) if month else None


def hour_of_day(hour: int, daypart: str | None) -> int:
    """Put an hour on the clock of 24 by its part of the day."""
    if daypart in {"AF", "EV"} and hour < 12:
        return hour + 12
    if daypart == "NI" and 8 <= hour < 12:
        return hour + 12
    return hour


def clock(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "20.30 Uhr", "8 Uhr abends"."""
    hour, minute = int(m["hour"]), int(group(m, "minute") or 0)
    if hour > 24 or minute > 59:
        return None
    zone = group(m, "zone")
    return mean.Clock(hour_of_day(hour, daypart_of(m, lex)), minute, lex.zone[zone.lower()] if zone else None)


def duration(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "drei Jahre", "vor einer Woche", "zwei Tage später"."""
    count: float | None = None
    if lex.unit[m["unit"].lower()] == "Y" and AGE_LEAD.search(m.string, max(0, m.start("x") - 8), m.start("x")):
        return None  # "ab 16 Jahren" is an age
    if half := group(m, "half"):
        count = 0.5
    elif group(m, "vague") is None and (number := group(m, "number")):
        count = lex.amount(number)
        if count is None:
            return None
    elif group(m, "bare") is None and group(m, "vague") is None and not half:
        count = 1.0
    more = ""
    if second := group(m, "number2"):
        amount = lex.amount(second)
        if amount is None:
            return None
        more = number_text(amount) + lex.unit[m["unit2"].lower()]
    direction = -1 if group(m, "ago") or group(m, "earlier") else 1 if group(m, "ahead") or group(m, "later") else 0
    if group(m, "shift"):
        direction = 0  # "in den letzten zehn Jahren"
    told = bool(group(m, "later") or group(m, "earlier"))
    return length(m["unit"], count, lex, direction, told=told, more=more)


def each(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "alle vier Jahre", "pro Stunde"."""
    unit = group(m, "unit")
    if unit is None:
        return mean.Fixed("SET", "P1D" if group(m, "weekday") is None else "P1W", "each")
    number = group(m, "number")
    count = None if group(m, "vague") else lex.amount(number) if number else 1.0
    timed = "T" if unit.lower() in lex.time_units else ""
    return mean.Fixed("SET", f"P{timed}{number_text(count)}{lex.unit[unit.lower()]}", "each")


def fixed(section: str, kind: str) -> Build:
    """Vague references and repetitions, by word."""

    def build(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
        word = spaced(m["x"]).lower()
        for entry in lex.entries(section):
            for form in entry["forms"]:
                if word == form.lower() or (entry.get("inflected") and word.startswith(form.lower())):
                    return mean.Fixed("SET" if kind == "SET" else "DATE", entry["value"], kind.lower())
        return None

    return build


def sequel(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "tags darauf", counted from the day told of."""
    word = spaced(m["w"]).lower()
    for entry in lex.entries("sequel") + lex.entries("sequel_part"):
        if word in [f.lower() for f in entry["forms"]]:
            return mean.DayShift(entry["by"], entry.get("daypart") or None, narrative=True)
    return None


def habit(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "nachts"."""
    return mean.Fixed("SET", f"XXXX-XX-XXT{lex.daypart[m['x'].lower()]}", "habit")


def long(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "wochenlang"."""
    unit = m["unit"].lower()
    forms = [f for f in lex.unit if f == unit or f.startswith(unit)]
    return length(min(forms, key=len), None, lex) if forms else None


def is_plural(m: re.Match[str], lex: Lexicon) -> bool:
    """Whether unit and adjective are plural, so that a length is meant and no date."""
    unit, shift = m["unit"], spaced(m["shift"])
    if unit.endswith(("en", "te", "e")) and lex.unit[unit.lower()] in {"Y", "M", "D", "DE", "CE", "Q"}:
        # "im vergangenen Jahre" is old dative; "die vergangenen Jahre", "den vergangenen Jahren" are plural
        return not shift.endswith("m")
    return unit in {"Wochen", "Stunden", "Minuten", "Wochenenden"}


def vague_stretch(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    """Read "die vergangenen Jahre"."""
    by = lex.shift_of(m["shift"])
    return length(m["unit"], None, lex, 1 if by > 0 else -1)


AGE_LEAD = re.compile(r"\b(?:[Aa]b|[Uu]nter|[Üü]ber)\s+$")
OPENING = re.compile(r"(?:[.!?:\n(„“\"»«–-]|^)\s*$")
ADJECTIVE_UNITS = {"jährig": "Y", "monatig": "M", "wöchig": "W", "tägig": "D", "stündig": "TH", "minütig": "TM"}


def adjective_length(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    """Read "zweitägig"."""
    count = lex.amount(m["number"])
    code = ADJECTIVE_UNITS[m["unit"]]
    if count is None or code == "Y":
        return None
    timed, unit = ("T", code[1:]) if code.startswith("T") else ("", code)
    return mean.Length(f"P{timed}{number_text(count)}{unit}", code, count)


PLURAL = re.compile(r"\s+(?:[a-zäöüß]+e\s+)?[A-ZÄÖÜ][a-zäöüß]+(?:en|er|e|s)\b")


@lru_cache(maxsize=1)
def _hedge() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(load('de').group('glue', 'counting_leads'))}\s*$")


def counted(m: re.Match[str]) -> bool:
    """Whether a four-digit number counts something: a hedge before it, or a plural noun after a round number."""
    before = m.string[max(0, m.start("x") - 14) : m.start("x")]
    year = int(m["year"])
    return (year < 1800 or _hedge().search(before) is not None) and PLURAL.match(
        m.string, m.end("x"), m.end("x") + 40
    ) is not None
