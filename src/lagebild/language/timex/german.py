"""The grammar of German time expressions: patterns from the words of ``de.toml``, and what each match means.

Spans follow the German TIMEX3 guidelines (Strötgen and Gertz; KRAUTS): articles belong to the expression,
prepositions, also those fused with an article ("am", "im", "zum"), do not; "vor drei Jahren" is the duration
"drei Jahren" (what it is counted back to is kept in ``TimeExpression.interval``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from lagebild.language.timex import meanings as mean
from lagebild.language.timex.grammar import FULL_YEAR, Rule, group, length, number_text, rule, year_of
from lagebild.language.timex.lexicon import INFLECTION, Lexicon, alternatives, either_case, load, spaced

CENTURY = 100


class Words:
    """The named parts the German patterns are built from."""

    def __init__(self, lex: Lexicon) -> None:
        glue = lex.data["glue"]
        self.weekday = alternatives(w for w in lex.words("weekday") if not w.endswith("."))
        self.weekday_short = alternatives(lex.words("weekday"))
        self.month = alternatives(lex.words("month"))
        self.season = alternatives(lex.words("season"))
        self.daypart = alternatives(lex.words("daypart"))
        self.daypart_any = alternatives(w for f in lex.words("daypart") for w in (f, f.lower()))
        adverbs = [e["adverb"] for e in lex.entries("daypart")]
        self.adverb = alternatives(either_case(adverbs))
        self.unit = alternatives(lex.words("unit"))
        self.year_unit = alternatives(glue["year_words"])
        self.year = rf"(?P<year>{FULL_YEAR})(?!\d|[.,]\d)"
        self.day = r"(?P<day>[12]\d|3[01]|0?[1-9])"
        self.number = rf"(?:\d{{1,3}}(?:[. ]\d{{3}})+|\d+(?:,\d)?|{alternatives(either_case(lex.number))})"
        self.article = rf"(?:{alternatives(either_case(glue['articles']))}\s+)"
        self.shift = rf"(?:{alternatives(either_case(s for e in lex.entries('shift') for s in e['stems']))}{INFLECTION})"
        stems = alternatives(either_case(s for e in lex.entries("deictic_adjective") for s in e["stems"]))
        self.deictic_adjective = rf"(?:{stems}{INFLECTION})"
        self.deictic = alternatives(either_case(lex.words("deictic")))
        self.part = alternatives(either_case(lex.words("part")))
        self.part_tail = alternatives(lex.words("part_of_unit"))
        self.vague = alternatives(either_case(lex.group("vague", "forms")))
        self.half = alternatives(lex.group("half", "forms"))
        self.about = rf"(?:{alternatives(either_case(lex.group('approximation', 'forms')))}\s+)"
        self.ago = alternatives(either_case(lex.group("ago", "forms")))
        self.ahead = alternatives(either_case(lex.group("ahead", "forms")))
        self.later = alternatives(lex.group("later", "forms"))
        self.earlier = alternatives(lex.group("earlier", "forms"))
        self.and_words = alternatives(glue["and_words"])
        self.year_lead = alternatives(either_case(glue["year_leads"]))
        self.not_year = alternatives(glue["not_years"])
        self.age = alternatives(glue["age_words"])
        self.early = rf"(?:{alternatives(glue['early_late'])}(?:{INFLECTION})?\s+)"
        self.night_to = alternatives(glue["night_to"])
        self.zone = rf"(?:\s*\(?(?P<zone>{alternatives(lex.words('zone'))})\)?)"
        self.decades = alternatives(either_case(glue["decades"]))
        self.ordinal = rf"(?:{alternatives(lex.data['numbers']['ordinal'])}{INFLECTION}|[1-4]\.|I{{1,3}}V?)"
        self.suffix = alternatives(glue["long_suffix"])


def _part(m: re.Match[str], lex: Lexicon) -> str | None:
    found = group(m, "part")
    return lex.part.get(found.lower()) if found else None


def _daypart(m: re.Match[str], lex: Lexicon) -> str | None:
    found = group(m, "daypart")
    return lex.daypart.get(found.lower()) if found else None


def _shift(m: re.Match[str], lex: Lexicon, name: str = "shift") -> int | None:
    found = group(m, name)
    return lex.shift_of(found) if found else None


def _month(m: re.Match[str], lex: Lexicon) -> int | None:
    found = group(m, "month")
    if not found:
        return None
    if found.rstrip(".").isdigit():
        number = int(found.rstrip("."))
        return number if 1 <= number <= 12 else None
    return lex.month.get(found.lower())


def _calendar_day(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    month = _month(m, lex)
    if month is None:
        return None
    weekday = group(m, "weekday")
    return mean.CalendarDay(
        int(m["day"]), month, year_of(group(m, "year")), _daypart(m, lex), lex.weekday.get((weekday or "").lower())
    )


def _calendar_month(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    month = lex.month[m["month"].lower()]
    of_year = _shift(m, lex, "yearshift")
    relative = group(m, "relative")
    if relative:
        of_year = next(e["by"] for e in lex.entries("relative") if relative in e["forms"])
    shift = of_year if of_year is not None else _shift(m, lex)
    return mean.CalendarMonth(month, year_of(group(m, "year")), shift, _part(m, lex), of_year is not None)


def _season(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    year = year_of(group(m, "year"))
    return mean.Season(lex.season[m["season"].lower()], year, _shift(m, lex), _part(m, lex))


def _weekday(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    deictic = group(m, "deictic")
    if deictic:
        return mean.DayShift(lex.shift_of(deictic, "deictic_adjective"), _daypart(m, lex))
    return mean.Weekday(lex.weekday[m["weekday"].lower()], _shift(m, lex), _daypart(m, lex), _shift(m, lex, "week"))


def _deictic(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    word = m["deictic"].lower()
    by = next(e["by"] for e in lex.entries("deictic") if word in e["forms"])
    return mean.DayShift(by, _daypart(m, lex))


def _unit_shift(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    code = lex.unit[m["unit"].lower()]
    if m["unit"].lower() in lex.time_units:
        return None
    return mean.UnitShift(code, _shift(m, lex), _part(m, lex))


def _relative(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    word = m["relative"].lower()
    entry = next(e for e in lex.entries("relative") if word in [f.lower() for f in e["forms"]])
    return mean.UnitShift(entry["unit"], entry["by"], _part(m, lex))


def _unit_part(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    tail = next(e["code"] for e in lex.entries("part_of_unit") if m["tail"].startswith(tuple(e["forms"])))
    return mean.UnitShift(lex.unit[m["unit"].lower()], _shift(m, lex) or 0, tail)


def _year(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    return mean.Year(f"{int(m['year']):04}", _part(m, lex))


def _decade(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    digits, word = group(m, "digits"), group(m, "word")
    if digits and len(digits) == 4:
        return mean.Year(digits[:3], _part(m, lex))
    tens = int(digits) // 10 if digits else lex.data["glue"]["decades"][(word or "").lower()]
    return mean.Year(f"{19 if tens >= 2 else 20}{tens}", _part(m, lex))


def _century(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    number = int(m["number"])
    return mean.Year(f"{number - 1:02}", _part(m, lex)) if 1 <= number <= 30 else None


def _numbered(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    found = m["ordinal"].rstrip(".")
    table = lex.data["numbers"]
    number = int(found) if found.isdigit() else table["roman"].get(found)
    if number is None:
        number = next((v for k, v in table["ordinal"].items() if found.lower().startswith(k)), None)
    half = group(m, "half") is not None
    if number is None or number > (2 if half else 4):
        return None
    shift = -1 if group(m, "before") else _shift(m, lex)
    return mean.Numbered("H" if half else "Q", number, year_of(group(m, "year")), shift)


def _holiday(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    word = spaced(m["holiday"])
    entry = next(e for e in lex.entries("holiday") if word in e["forms"])
    return mean.Holiday(
        entry.get("month", 0), entry.get("day", 0), entry.get("easter"), None, year_of(group(m, "year")), _shift(m, lex)
    )


def _night(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    weekday = group(m, "weekday")
    if weekday:
        return mean.NightTo(lex.weekday[weekday.lower()])
    month = _month(m, lex)
    return mean.NightTo(None, int(m["day"]), month, year_of(group(m, "year"))) if month else None


def _hour(hour: int, daypart: str | None) -> int:
    if daypart in {"AF", "EV"} and hour < 12:
        return hour + 12
    if daypart == "NI" and 8 <= hour < 12:
        return hour + 12
    return hour


def _clock(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    hour, minute = int(m["hour"]), int(group(m, "minute") or 0)
    if hour > 24 or minute > 59:
        return None
    zone = group(m, "zone")
    return mean.Clock(_hour(hour, _daypart(m, lex)), minute, lex.zone[zone.lower()] if zone else None)


def _length(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    count: float | None = None
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
    told = bool(group(m, "later") or group(m, "earlier"))
    return length(m["unit"], count, lex, direction, told=told, more=more)


def _each(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    unit = group(m, "unit")
    if unit is None:
        return mean.Fixed("SET", "P1D" if group(m, "weekday") is None else "P1W", "each")
    number = group(m, "number")
    count = None if group(m, "vague") else lex.amount(number) if number else 1.0
    timed = "T" if unit.lower() in lex.time_units else ""
    return mean.Fixed("SET", f"P{timed}{number_text(count)}{lex.unit[unit.lower()]}", "each")


def _fixed(section: str, kind: str) -> object:
    def build(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
        word = spaced(m["x"]).lower()
        for entry in lex.entries(section):
            for form in entry["forms"]:
                if word == form.lower() or (entry.get("inflected") and word.startswith(form.lower())):
                    return mean.Fixed("SET" if kind == "SET" else "DATE", entry["value"], kind.lower())
        return None

    return build


def _sequel(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    word = spaced(m["w"]).lower()
    for entry in lex.entries("sequel") + lex.entries("sequel_part"):
        if word in [f.lower() for f in entry["forms"]]:
            return mean.DayShift(entry["by"], entry.get("daypart") or None, narrative=True)
    return None


def _habit(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    return mean.Fixed("SET", f"XXXX-XX-XXT{lex.daypart[m['x'].lower()]}", "habit")


def _long(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    unit = m["unit"].lower()
    forms = [f for f in lex.unit if f == unit or f.startswith(unit)]
    return length(min(forms, key=len), None, lex) if forms else None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules of German, most specific first."""
    lex = load("de")
    w = Words(lex)
    b = r"(?<![\w-])"  # begins a word, is not the tail of a compound
    e = r"(?![\w])"
    art = w.article
    out = [
        # --- days -------------------------------------------------------------------------------
        # Samstag, 17. Januar 1998 · 2. März 2009 · 23. 3. 1976 · am 5. Mai abends
        rule(
            "day-month",
            "digit",
            rf"{b}(?P<x>(?:(?P<weekday>{w.weekday_short}),?\s+(?:den\s+)?(?:dem\s+)?)?(?:dem\s+)?{w.day}\.\s?(?P<month>{w.month})"
            rf"(?:\s+{w.year})?){e}",
            _calendar_day,
            3,
        ),
        rule(
            "numeric-day",
            "digit",
            rf"{b}(?P<x>{w.day}\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?(?P<year>{FULL_YEAR}|\d\d))(?![\w.]*\d)",
            _calendar_day,
            3,
        ),
        rule(
            "numeric-day-month",
            "digit",
            rf"\b(?:am|vom|bis|zum|ab|seit|dem|den)\s+(?P<x>{w.day}\.\s?(?P<month>1[0-2]|0?[1-9])\.)(?!\s?\d)",
            _calendar_day,
            2,
        ),
        rule(
            "iso-day",
            "digit",
            rf"{b}(?P<x>(?P<year>{FULL_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])){e}",
            _calendar_day,
            3,
        ),
        # 3., 4. und 5. Oktober: every day before the one with the month
        rule(
            "day-list",
            "digit",
            rf"{b}(?P<x>{w.day}\.)(?=\s?(?:,|-|–|/|{w.and_words})\s*(?:{w.and_words}\s+)?(?:am\s+|vom\s+)?"
            rf"(?:\d{{1,2}}\.\s?(?:,|-|–|/|{w.and_words})\s*(?:{w.and_words}\s+)?(?:am\s+)?){{0,8}}"
            rf"\d{{1,2}}\.\s?(?P<month>{w.month})(?:\s+{w.year})?)",
            _calendar_day,
            1,
        ),
        rule(
            "bare-day",
            "digit",
            rf"\b(?:[Aa]m|[Vv]om|[Ss]eit\s+dem|[Bb]is\s+zum|[Zz]um)\s+(?P<x>{w.day}\.)(?=\s+[a-zäöü]|\s*[,;)]|\s*$)",
            lambda m, _lex: mean.CalendarDay(int(m["day"])),
        ),
        # --- weekdays ---------------------------------------------------------------------------
        rule(
            "weekday",
            "weekday",
            rf"{b}(?P<x>(?:(?:{art})?{w.early}?(?:(?P<shift>{w.shift})|(?P<deictic>{w.deictic_adjective}))\s+)?"
            rf"{w.early}?(?P<weekday>{w.weekday})(?:\s?(?P<daypart>{w.daypart_any})|(?<=tag)s)?"
            rf"(?:\s+(?P<week>{w.shift})\s+Woche)?)(?![\w-])",
            _weekday,
            1,
        ),
        # --- counted from today -----------------------------------------------------------------
        rule(
            "deictic",
            "deictic",
            rf"{b}(?P<x>(?P<deictic>{w.deictic})(?:\s+(?:{w.early}|am\s+{w.early}?)?(?P<daypart>{w.daypart_any}))?){e}",
            _deictic,
        ),
        rule(
            "deictic-day",
            "unit",
            rf"{b}(?P<x>(?:{art})?(?P<deictic>{w.deictic_adjective})\s+(?:Tag(?:es)?|(?P<daypart>{w.daypart}))){e}",
            lambda m, lx: mean.DayShift(lx.shift_of(m["deictic"], "deictic_adjective"), _daypart(m, lx)),
        ),
        rule(
            "deictic-adjective",
            "deictic",
            rf"{b}(?P<x>{alternatives(['heutig'])}{INFLECTION})(?=\s+[\w-])",
            lambda m, lx: mean.DayShift(lx.shift_of(m["x"], "deictic_adjective"), vague=True),
            -1,
        ),
        rule("sequel", "unit deictic daypart", rf"{b}(?:am\s+|an\s+)?(?P<x>(?P<w>(?<!\w){_words(lex)})){e}", _sequel, 2),
        # --- weeks, months, seasons, years --------------------------------------------------------
        rule(
            "unit-shift",
            "unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?P<shift>{w.shift})\s+"
            r"(?P<unit>Wochenendes?|Woche|Monate?s?|Quartale?s?|Jahre?s?|Jahrzehnte?s?|Jahrhunderte?s?))" + e,
            lambda m, lx: None if _is_plural(m, lx) else _unit_shift(m, lx),
            2,
        ),
        rule(
            "part-of-unit",
            "unit",
            rf"{b}(?P<x>(?P<part>{w.part})\s+(?:der|des)\s+(?P<unit>Woche|Monats|Jahres|Jahrzehnts)){e}",
            lambda m, lx: mean.UnitShift(lx.unit[m["unit"].lower()], 0, _part(m, lx)),
            1,
        ),
        rule(
            "unit-part",
            "unit",
            rf"{b}(?P<x>(?P<unit>Jahres|Monats|Wochen)(?P<tail>{w.part_tail})){e}",
            lambda m, lx: None if m["x"] == "Wochenende" else _unit_part(m, lx),
        ),
        rule(
            "relative-unit",
            "unit deictic",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?P<relative>{alternatives(either_case(lex.words('relative')))})){e}",
            _relative,
        ),
        rule(
            "weekend",
            "unit",
            rf"(?:\b[Aa]m|\b[Üü]bers|\b[Vv]om|\b[Zz]um|\bdas|\bdem)\s+(?P<x>Wochenende[s]?){e}",
            lambda _m, _lx: mean.UnitShift("WE", None),
        ),
        rule(
            "month",
            "month",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:dem\s+|des\s+|den\s+)?(?:(?P<shift>{w.shift})\s+)?(?P<month>{w.month})"
            rf"(?:\s+(?:des\s+Jahres\s+)?{w.year}|\s+(?:des\s+)?(?P<yearshift>{w.shift})\s+Jahres|\s+des\s+(?P<relative>Vorjahre?s))?)(?![\w-])",
            _calendar_month,
        ),
        rule(
            "season",
            "season",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:(?:{art})?(?P<shift>{w.shift})\s+|(?<=\s){art})?(?P<season>{w.season})(?:monate[n]?|s)?"
            rf"(?:\s+{w.year}(?:/\d\d(?:\d\d)?)?|\s+(?:des\s+)?(?P<yearshift>{w.shift})\s+Jahres)?)(?![\w-])",
            _season,
        ),
        rule(
            "quarter",
            "unit",
            rf"{b}(?P<x>(?:{art})?(?P<ordinal>{w.ordinal})\s+(?:Quartale?s?|Trimesters?|Vierteljahre?s?|Jahresviertels?|(?P<half>Halbjahre?s?|Jahreshälfte))"
            rf"(?:\s+{w.year}|\s+(?:des\s+)?(?P<shift>{w.shift})\s+Jahres|\s+des\s+(?P<before>Vorjahre?s))?){e}",
            _numbered,
            2,
        ),
        rule(
            "decade",
            "digit unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?:(?P<digits>(?:1[0-9]|20)?\d0)er|(?P<word>{w.decades})er)"
            rf"[\s-]?(?:[Jj]ahre?n?)){e}",
            _decade,
            2,
        ),
        rule(
            "century",
            "unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?P<number>\d{{1,2}})\.\s?(?:Jahrhunderts?|Jh\.)){e}",
            _century,
            2,
        ),
        rule(
            "year-word",
            "unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?:Geschäfts|Gesamt|Kalender)?[Jj]ahre?s?n?\s+{w.year}){e}",
            _year,
            2,
        ),
        rule(
            "old-year",
            "unit",
            rf"{b}(?P<x>(?:{art})?Jahre?s?\s+(?P<year>\d{{3}}))(?![\d.]|\s?(?:{w.unit}))",
            _year,
            1,
        ),
        rule("part-year", "digit", rf"{b}(?P<x>(?P<part>{w.part})\s+{w.year}){e}", _year, 2),
        rule(
            "year",
            "digit",
            rf"(?<![\w.,:/€$-])(?P<x>(?P<year>1[5-9]\d\d|20[0-4]\d))(?!\d|[.,:]\d|\s?(?:{w.not_year})\b|\s?[€$%°]|\w|-\w)",
            lambda m, lx: None if _counted(m) else _year(m, lx),
        ),
        rule(
            "year-led",
            "digit",
            rf"\b(?:{w.year_lead})\s+(?P<x>(?P<year>1[0-4]\d\d))(?!\d|[.,:]\d|\s?(?:{w.not_year})\b|\s?[€$%°]|\s+[A-ZÄÖÜ])",
            _year,
        ),
        rule("year-pair", "digit", r"(?<=[12]\d\d\d[/–-])(?P<x>(?P<year>1[5-9]\d\d|20[0-4]\d))(?![\w/]|[.,]\d)", _year),
        # --- feasts -------------------------------------------------------------------------------
        rule(
            "holiday",
            "holiday",
            rf"{b}(?P<x>(?:(?P<shift>{w.shift})\s+)?(?P<holiday>{alternatives(lex.words('holiday'))})(?:\s+{w.year})?)(?![\w-])",
            _holiday,
            1,
        ),
        # --- parts of a day -----------------------------------------------------------------------
        rule(
            "night-to",
            "daypart",
            rf"{b}(?P<x>(?:der\s+)?Nacht\s+(?:(?:von\s+(?:{w.weekday})\s+)|vom\s+(?:{w.weekday}|\d{{1,2}}\.)\s+)?(?:{w.night_to})\s+(?:(?P<weekday>{w.weekday})"
            rf"|(?:dem\s+|den\s+)?{w.day}\.\s?(?P<month>{w.month})(?:\s+{w.year})?)){e}",
            _night,
            3,
        ),
        rule(
            "daypart",
            "daypart",
            rf"\b(?:(?:[Aa]m|[Gg]egen|[Ii]n|[Bb]is\s+zum|[Zz]um|[Vv]om|[Ss]eit\s+dem|[Üü]ber|[Ff]ür\s+den|[Dd]es)\s+)"
            rf"(?P<x>(?:der\s+|den\s+|dem\s+)?{w.early}?(?:(?P<same>dies|selb|gleich){INFLECTION}\s+)?(?P<daypart>{w.daypart})){e}",
            lambda m, lx: mean.Daypart(lx.daypart[m["daypart"].lower()]),
        ),
        rule("habit", "daypart", rf"{b}(?P<x>{w.adverb}){e}", _habit, -1),
        # --- clock --------------------------------------------------------------------------------
        rule(
            "clock",
            "clock",
            rf"(?<![\w.,:])(?P<x>(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s*[Uu]hr(?:\s+(?P<minute2>[0-5]?\d)(?!\s*[.:]?\d|\s*Uhr))?"
            rf"(?:\s+(?P<daypart>{w.adverb}))?{w.zone}?){e}",
            _clock,
            1,
        ),
        rule(
            "clock-list",
            "clock",
            rf"(?<![\w.,:])(?P<x>(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?)(?=\s?(?:-|–|und|bis|bis\s+gegen|,)\s?"
            r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s?(?:-|–|und|bis)\s?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?){0,3}\s*[Uu]hr)",
            _clock,
        ),
        # --- durations ----------------------------------------------------------------------------
        rule(
            "duration",
            "unit",
            rf"{b}(?:(?P<ago>{w.ago})\s+|(?P<ahead>{w.ahead})\s+)?(?P<x>{w.about}{{0,2}}(?:{art}|alle?\s+diese\s+)?(?:{w.about}|ganzen\s+|vollen\s+)?"
            rf"(?:(?P<shift>{w.shift})\s+)?(?:(?P<half2>(?:ein(?:e[nrms]?)?\s+)?(?P<half>{w.half}))|(?P<vague>{w.vague})|(?P<number>{w.number}))"
            rf"\s+(?:knappe[snr]?\s+|gute[snr]?\s+|volle[snr]?\s+|ganze[snr]?\s+|lange[nr]?\s+|weitere[nr]?\s+)?(?P<unit>{w.unit})"
            rf"(?:\s+und\s+(?P<number2>{w.number})\s+(?P<unit2>{w.unit}))?"
            rf"(?:\s+(?:(?P<later>{w.later})|(?P<earlier>{w.earlier})))?)(?![\w-])(?!\s+(?:{w.age}){e})",
            _length,
        ),
        rule(
            "duration-shift",
            "unit",
            rf"{b}(?P<x>(?:{art})?(?P<shift>{w.shift})\s+(?P<unit>Tagen?|Wochen|Monaten?|Quartalen?|Jahren?|Jahrzehnten?|Jahrhunderten?|Stunden|Minuten)){e}",
            lambda m, lx: _vague_stretch(m, lx) if _is_plural(m, lx) else None,
            1,
        ),
        rule(
            "duration-bare",
            "unit",
            rf"\b(?:[Ss]eit|(?P<ago>{w.ago})|[Nn]ach|[Üü]ber|[Ff]ür|[Bb]innen|innerhalb\s+von|[Aa]uf|von)\s+"
            r"(?P<x>(?P<bare>(?P<unit>Jahren?|Monaten?|Wochen|Tagen?|Stunden|Minuten|Jahrzehnten?|Jahrhunderten?)))" + e,
            _length,
            -1,
        ),
        rule("long-adjective", "unit", rf"{b}(?P<x>(?P<unit>[Ll]angjährig)(?:{INFLECTION})?){e}", lambda _m, lx: length("Jahre", None, lx)),
        rule(
            "long-adverb",
            "unit",
            rf"{b}(?P<x>(?P<unit>[Jj]ahre|[Mm]onate|[Ww]ochen|[Tt]age|[Ss]tunden|[Mm]inuten|[Jj]ahrzehnte)(?:{w.suffix})){e}",
            lambda m, lx: length(m["unit"], None, lx),
        ),
        rule("number-adverb", "unit", rf"{b}(?P<x>(?P<number>{w.number})[-\s]?(?P<unit>jährig|monatig|wöchig|tägig|stündig|minütig)(?:{INFLECTION})){e}", _adjective_length),
        # --- sets ---------------------------------------------------------------------------------
        rule(
            "each",
            "unit",
            rf"{b}(?P<x>(?:[Jj]ede[nrsm]?|[Aa]lle|[Pp]ro|[Jj]e)\s+(?:(?P<vague>paar)\s+|(?P<number>{w.number})\s+)?(?P<unit>{w.unit})){e}",
            _each,
            3,
        ),
        rule(
            "each-weekday",
            "weekday",
            rf"{b}(?P<x>[Jj]ede[nm]\s+(?:\w{{5,9}}n\s+)?(?P<weekday>{w.weekday})(?:(?P<daypart>{w.daypart_any}))?(?P<ofmonth>\s+(?:im|des)\s+Monate?s?)?){e}",
            lambda m, lx: mean.Fixed("SET", "P1M" if m["ofmonth"] else f"XXXX-WXX-{lx.weekday[m['weekday'].lower()]}" + (f"T{_daypart(m, lx)}" if m["daypart"] else ""), "each"),
            3,
        ),
        rule("weekdays", "weekday", rf"{b}(?P<x>(?P<weekday>{alternatives(d.lower() for d in lex.weekday if d.endswith('s'))})){e}", lambda m, lx: mean.Fixed("SET", f"XXXX-WXX-{lx.weekday[m['weekday']]}", "habit")),
        rule("per-unit", "unit", rf"\b(?:pro|[Ii]m|je)\s+(?P<x>(?P<unit>Jahr|Monat|Tag|Woche|Stunde|Minute))(?!\w|\s+(?:{FULL_YEAR}|nach|vor|zuvor|darauf|danach|\d))", _each, -1),
        # --- vague references and sets by word ------------------------------------------------------
        rule("reference", "reference", rf"{b}(?P<x>{alternatives(either_case(lex.words('reference')))})(?![\w-])", _fixed("reference", "REFERENCE"), -1),  # type: ignore[arg-type]
        rule("repetition", "repetition", rf"{b}(?P<x>{_repeated(lex)}){e}", _fixed("repetition", "SET")),  # type: ignore[arg-type]
    ]
    return tuple(out)


def _words(lex: Lexicon) -> str:
    forms = [f for e in lex.entries("sequel") + lex.entries("sequel_part") for f in e["forms"]]
    return alternatives(either_case(forms))


def _repeated(lex: Lexicon) -> str:
    plain = alternatives(either_case(f for e in lex.entries("repetition") if not e.get("inflected") for f in e["forms"]))
    bent = alternatives(either_case(f for e in lex.entries("repetition") if e.get("inflected") for f in e["forms"]))
    return rf"(?:{plain}|{bent}(?:{INFLECTION})?)"


def _is_plural(m: re.Match[str], lex: Lexicon) -> bool:
    unit, shift = m["unit"], spaced(m["shift"])
    if unit.endswith(("en", "te", "e")) and lex.unit[unit.lower()] in {"Y", "M", "D", "DE", "CE", "Q"}:
        # "im vergangenen Jahre" is old dative; "die vergangenen Jahre", "den vergangenen Jahren" are plural
        return not shift.endswith("m")
    return unit in {"Wochen", "Stunden", "Minuten", "Wochenenden"}


def _vague_stretch(m: re.Match[str], lex: Lexicon) -> mean.Meaning:
    by = lex.shift_of(m["shift"])
    return length(m["unit"], None, lex, 1 if by > 0 else -1)


ADJECTIVE_UNITS = {"jährig": "Y", "monatig": "M", "wöchig": "W", "tägig": "D", "stündig": "TH", "minütig": "TM"}


def _adjective_length(m: re.Match[str], lex: Lexicon) -> mean.Meaning | None:
    count = lex.amount(m["number"])
    code = ADJECTIVE_UNITS[m["unit"]]
    if count is None or code == "Y":
        return None
    timed, unit = ("T", code[1:]) if code.startswith("T") else ("", code)
    return mean.Length(f"P{timed}{number_text(count)}{unit}", code, count)


PLURAL = re.compile(r"\s+(?:[a-zäöüß]+e\s+)?[A-ZÄÖÜ][a-zäöüß]+(?:en|er|e|s)\b")
HEDGE = re.compile(r"(?:rund|etwa|knapp|fast|über|mehr als|weniger als|gut|ungefähr|circa|ca\.|mindestens|bis zu|insgesamt|Nr\.|Nummer|Platz|Seite|Artikel|§)\s*$")


def _counted(m: re.Match[str]) -> bool:
    """Whether a four-digit number counts something: a hedge before it, or a plural noun after a round number."""
    before = m.string[max(0, m.start("x") - 14) : m.start("x")]
    if HEDGE.search(before):
        return True
    year = int(m["year"])
    return year < 1800 and PLURAL.match(m.string, m.end("x"), m.end("x") + 40) is not None
