"""The grammar of German time expressions: patterns from the words of ``de.toml``, and what each match means.

Spans follow the German TIMEX3 guidelines (Strötgen and Gertz; KRAUTS): articles belong to the expression,
prepositions, also those fused with an article ("am", "im", "zum"), do not; "vor drei Jahren" is the duration
"drei Jahren" (what it is counted back to is kept in ``TimeExpression.interval``).
"""

from __future__ import annotations

from functools import lru_cache

from lagebild.language.timex import far_days
from lagebild.language.timex import german_builders as build
from lagebild.language.timex import meanings as mean
from lagebild.language.timex.grammar import FULL_YEAR, Rule, length, rule
from lagebild.language.timex.lexicon import INFLECTION, Lexicon, alternatives, either_case, load


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
        self.shift = (
            rf"(?:{alternatives(either_case(s for e in lex.entries('shift') for s in e['stems']))}{INFLECTION})"
        )
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
            build.calendar_day,
            3,
        ),
        rule(
            "numeric-day",
            "digit",
            rf"{b}(?P<x>{w.day}\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?(?P<year>{FULL_YEAR}|\d\d))(?![\w.]*\d)",
            build.calendar_day,
            3,
        ),
        rule(
            "numeric-day-month",
            "digit",
            rf"\b(?:am|vom|bis|zum|ab|seit|dem|den)\s+(?P<x>{w.day}\.\s?(?P<month>1[0-2]|0?[1-9])\.)(?!\s?\d)",
            build.calendar_day,
            2,
        ),
        rule(
            "iso-day",
            "digit",
            rf"{b}(?P<x>(?P<year>{FULL_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])){e}",
            build.calendar_day,
            3,
        ),
        # 3., 4. und 5. Oktober: every day before the one with the month
        rule(
            "day-list",
            "digit",
            rf"{b}(?P<x>{w.day}\.)(?=\s?(?:,|-|–|/|{w.and_words})\s*(?:{w.and_words}\s+)?(?:am\s+|vom\s+)?"
            rf"(?:\d{{1,2}}\.\s?(?:,|-|–|/|{w.and_words})\s*(?:{w.and_words}\s+)?(?:am\s+)?){{0,8}}"
            rf"\d{{1,2}}\.\s?(?P<month>{w.month})(?:\s+{w.year})?)",
            build.calendar_day,
            1,
        ),
        rule(
            "bare-day",
            "digit",
            rf"\b(?:[Aa]m|[Vv]om|[Ss]eit\s+dem|[Bb]is\s+zum|[Zz]um)\s+(?P<x>{w.day}\.)(?=\s+[a-zäöü]|\s*[,;)]|\s*$)",
            lambda m, _lex: mean.CalendarDay(int(m["day"])),
        ),
        *far_days.german(lex, w.weekday, w.daypart_any, w.number, w.deictic, w.month, w.shift),
        # --- weekdays ---------------------------------------------------------------------------
        rule(
            "weekday",
            "weekday",
            rf"{b}(?P<x>(?:(?:{art})?{w.early}?(?:(?P<shift>{w.shift})|(?P<deictic>{w.deictic_adjective}))\s+)?"
            rf"{w.early}?(?P<weekday>{w.weekday})(?:\s?(?P<daypart>{w.daypart_any})|(?<=tag)s)?"
            rf"(?:\s+(?P<week>{w.shift})\s+Woche)?)(?![\w-])",
            build.weekday,
            1,
        ),
        # --- counted from today -----------------------------------------------------------------
        rule(
            "deictic",
            "deictic",
            rf"{b}(?P<x>(?P<deictic>{w.deictic})(?:\s+(?:{w.early}|am\s+{w.early}?)?(?P<daypart>{w.daypart_any}))?){e}",
            build.deictic,
        ),
        rule(
            "deictic-day",
            "unit",
            rf"{b}(?P<x>(?:{art})?(?P<deictic>{w.deictic_adjective})\s+(?:Tag(?:es)?|(?P<daypart>{w.daypart}))){e}",
            lambda m, lx: mean.DayShift(lx.shift_of(m["deictic"], "deictic_adjective"), build.daypart_of(m, lx)),
        ),
        rule(
            "deictic-adjective",
            "deictic",
            rf"{b}(?P<x>{alternatives(['heutig'])}{INFLECTION})(?=\s+[\w-])",
            lambda m, lx: mean.DayShift(lx.shift_of(m["x"], "deictic_adjective"), vague=True),
            -1,
        ),
        rule("sequel", "unit deictic daypart", rf"{b}(?P<w>(?P<x>{_words(lex, led=False)})){e}", build.sequel, 2),
        rule(
            "sequel-led",
            "unit deictic daypart",
            rf"{b}(?P<w>[Aa][mn]\s+(?P<x>{_words(lex, led=True)})){e}",
            build.sequel,
            2,
        ),
        # --- weeks, months, seasons, years --------------------------------------------------------
        rule(
            "unit-shift",
            "unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:(?![Dd]as\s+\w+\s+(?:Woche|Monat))(?:{art}))?(?P<shift>{w.shift})\s+"
            r"(?P<unit>Wochenendes?|Woche|Monate?s?|Quartale?s?|Jahre?s?|Jahrzehnte?s?|Jahrhunderte?s?))" + e,
            lambda m, lx: None if build.is_plural(m, lx) else build.unit_shift(m, lx),
            2,
        ),
        rule(
            "part-of-unit",
            "unit",
            rf"{b}(?P<x>(?P<part>{w.part})\s+(?:der|des)\s+(?P<unit>Woche|Monats|Jahres|Jahrzehnts)){e}",
            lambda m, lx: mean.UnitShift(lx.unit[m["unit"].lower()], 0, build.part_of(m, lx)),
            1,
        ),
        rule(
            "unit-part",
            "unit",
            rf"{b}(?P<x>(?P<unit>Jahres|Monats|Wochen)(?P<tail>{w.part_tail})){e}",
            lambda m, lx: None if m["x"] == "Wochenende" else build.unit_part(m, lx),
        ),
        rule(
            "relative-unit",
            "unit deictic",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?P<relative>{alternatives(either_case(lex.words('relative')))})){e}",
            build.relative,
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
            build.calendar_month,
        ),
        rule(
            "season",
            "season",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:(?:{art})?(?P<shift>{w.shift})\s+|(?<=\s){art})?(?P<season>{w.season})(?:monate[n]?|s)?"
            rf"(?:\s+{w.year}(?:/\d\d(?:\d\d)?)?|\s+(?:des\s+)?(?P<yearshift>{w.shift})\s+Jahres)?)(?![\w-])",
            build.season,
        ),
        rule(
            "quarter",
            "unit",
            rf"{b}(?P<x>(?:{art})?(?P<ordinal>{w.ordinal})\s+(?:Quartale?s?|Trimesters?|Vierteljahre?s?|Jahresviertels?|(?P<half>Halbjahre?s?|Jahreshälfte))"
            rf"(?:\s+{w.year}|\s+(?:des\s+)?(?P<shift>{w.shift})\s+Jahres|\s+des\s+(?P<before>Vorjahre?s))?){e}",
            build.numbered,
            2,
        ),
        rule(
            "decade",
            "digit unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?:(?P<digits>(?:1[0-9]|20)?\d0)er|(?P<word>{w.decades})er)"
            rf"[\s-]?(?:[Jj]ahre?n?)){e}",
            build.decade,
            2,
        ),
        rule(
            "century",
            "unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?P<number>\d{{1,2}})\.\s?(?:Jahrhunderts?|Jh\.)){e}",
            build.century,
            2,
        ),
        rule(
            "year-word",
            "unit",
            rf"{b}(?P<x>(?:(?P<part>{w.part})\s+)?(?:{art})?(?:Geschäfts|Gesamt|Kalender)?[Jj]ahre?s?n?\s+{w.year}){e}",
            build.plain_year,
            2,
        ),
        rule(
            "old-year",
            "unit",
            rf"{b}(?P<x>(?:{art})?Jahre?s?\s+(?P<year>\d{{3}}))(?![\d.]|\s?(?:{w.unit}))",
            build.plain_year,
            1,
        ),
        rule("part-year", "digit", rf"{b}(?P<x>(?P<part>{w.part})\s+{w.year}){e}", build.plain_year, 2),
        rule(
            "year",
            "digit",
            rf"(?<![\w.,:/€$-])(?P<x>(?P<year>1[5-9]\d\d|20[0-4]\d))(?!\d|[.,:]\d|\s?(?:{w.not_year})\b|\s?[€$%°]|\w|-\w)",
            lambda m, lx: None if build.counted(m) else build.plain_year(m, lx),
        ),
        rule(
            "year-led",
            "digit",
            rf"\b(?:{w.year_lead})\s+(?P<x>(?P<year>1[0-4]\d\d))(?!\d|[.,:]\d|\s?(?:{w.not_year})\b|\s?[€$%°]|\s+[A-ZÄÖÜ])",
            build.plain_year,
        ),
        rule(
            "year-pair",
            "digit",
            r"(?<=[12]\d\d\d[/–-])(?P<x>(?P<year>1[5-9]\d\d|20[0-4]\d))(?![\w/]|[.,]\d)",
            build.plain_year,
        ),
        # --- feasts -------------------------------------------------------------------------------
        rule(
            "holiday",
            "holiday",
            rf"{b}(?P<x>(?:(?P<shift>{w.shift})\s+)?(?P<holiday>{alternatives(lex.words('holiday'))})(?:\s+{w.year})?)(?![\w-])",
            build.holiday,
            1,
        ),
        # --- parts of a day -----------------------------------------------------------------------
        rule(
            "night-to",
            "daypart",
            rf"{b}(?P<x>(?:der\s+)?Nacht\s+(?:(?:von\s+(?:{w.weekday})\s+)|vom\s+(?:{w.weekday}|\d{{1,2}}\.)\s+)?(?:{w.night_to})\s+(?:(?P<weekday>{w.weekday})"
            rf"|(?:dem\s+|den\s+)?{w.day}\.\s?(?P<month>{w.month})(?:\s+{w.year})?)){e}",
            build.night,
            3,
        ),
        rule(
            "daypart",
            "daypart",
            rf"\b(?:(?:[Aa]m|[Gg]egen|[Ii]n|[Bb]is\s+zum|[Zz]um|[Vv]om|[Ss]eit\s+dem|[Üü]ber|[Ff]ür\s+den|[Dd]es)\s+)"
            rf"(?P<x>(?:der\s+|den\s+|dem\s+)?{w.early}?(?:(?P<same>dies|selb|gleich){INFLECTION}\s+)?(?P<daypart>{w.daypart})){e}",
            lambda m, lx: mean.Daypart(lx.daypart[m["daypart"].lower()]),
        ),
        rule("habit", "daypart", rf"{b}(?P<x>{w.adverb}){e}", build.habit, -1),
        # --- clock --------------------------------------------------------------------------------
        rule(
            "clock",
            "clock",
            rf"(?<![\w.,:])(?P<x>(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s*[Uu]hr(?:\s+(?P<minute2>[0-5]?\d)(?!\s*[.:]?\d|\s*Uhr))?"
            rf"(?:\s+(?P<daypart>{w.adverb}))?{w.zone}?){e}",
            build.clock,
            1,
        ),
        rule(
            "clock-list",
            "clock",
            r"(?<![\w.,:])(?P<x>(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?)(?=\s?(?:-|–|und|bis|bis\s+gegen|,)\s?"
            r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s?(?:-|–|und|bis)\s?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?){0,3}\s*[Uu]hr)",
            build.clock,
        ),
        # --- durations ----------------------------------------------------------------------------
        rule(
            "duration",
            "unit",
            rf"{b}(?:(?P<ago>{w.ago})\s+|(?P<ahead>{w.ahead})\s+)?(?P<x>{w.about}{{0,2}}(?:{art}|alle?\s+diese\s+)?(?:{w.about}|ganzen\s+|vollen\s+)?"
            rf"(?:(?P<shift>{w.shift})\s+)?(?:(?P<half2>(?:[Ee]in(?:e[nrms]?)?\s+)?(?P<half>{w.half}))|(?P<vague>{w.vague})|(?P<number>{w.number}))"
            rf"\s+(?:knappe[snr]?\s+|gute[snr]?\s+|volle[snr]?\s+|ganze[snr]?\s+|lange[nr]?\s+|weitere[nr]?\s+)?(?P<unit>{w.unit})"
            rf"(?:\s+und\s+(?P<number2>{w.number})\s+(?P<unit2>{w.unit}))?"
            rf"(?:\s+(?:(?P<later>{w.later})|(?P<earlier>{w.earlier})))?)(?![\w-])(?!\s+(?:{w.age}){e})",
            build.duration,
        ),
        rule(
            "duration-shift",
            "unit",
            rf"{b}(?P<x>(?:{art})?(?P<shift>{w.shift})\s+(?P<unit>Tagen?|Wochen|Monaten?|Quartalen?|Jahren?|Jahrzehnten?|Jahrhunderten?|Stunden|Minuten)){e}",
            lambda m, lx: build.vague_stretch(m, lx) if build.is_plural(m, lx) else None,
            1,
        ),
        rule(
            "duration-bare",
            "unit",
            rf"\b(?:[Ss]eit|(?P<ago>{w.ago})|[Nn]ach|[Üü]ber|[Ff]ür|[Bb]innen|innerhalb\s+von|[Aa]uf|von)\s+"
            r"(?P<x>(?P<bare>(?P<unit>Jahren?|Monaten?|Wochen|Tagen?|Stunden|Minuten|Jahrzehnten?|Jahrhunderten?)))"
            + e,
            build.duration,
            -1,
        ),
        rule(
            "long-adjective",
            "unit",
            rf"{b}(?P<x>(?P<unit>[Ll]angjährig)(?:{INFLECTION})?){e}",
            lambda _m, lx: length("Jahre", None, lx),
        ),
        rule(
            "long-adverb",
            "unit",
            rf"{b}(?P<x>(?P<unit>[Jj]ahre|[Mm]onate|[Ww]ochen|[Tt]age|[Ss]tunden|[Mm]inuten|[Jj]ahrzehnte)(?:{w.suffix})){e}",
            lambda m, lx: length(m["unit"], None, lx),
        ),
        rule(
            "number-adverb",
            "unit",
            rf"{b}(?P<x>(?P<number>{w.number})[-\s]?(?P<unit>jährig|monatig|wöchig|tägig|stündig|minütig)(?:{INFLECTION})){e}",
            build.adjective_length,
        ),
        # --- sets ---------------------------------------------------------------------------------
        rule(
            "each",
            "unit",
            rf"{b}(?P<x>(?:[Jj]ede[nrsm]?|[Aa]lle|[Pp]ro|[Jj]e)\s+(?:(?P<vague>paar)\s+|(?P<number>{w.number})\s+)?(?P<unit>{w.unit})){e}",
            build.each,
            3,
        ),
        rule(
            "each-weekday",
            "weekday",
            rf"{b}(?P<x>[Jj]ede[nm]\s+(?:\w{{5,9}}n\s+)?(?P<weekday>{w.weekday})(?:(?P<daypart>{w.daypart_any}))?(?P<ofmonth>\s+(?:im|des)\s+Monate?s?)?){e}",
            lambda m, lx: mean.Fixed(
                "SET",
                "P1M"
                if m["ofmonth"]
                else f"XXXX-WXX-{lx.weekday[m['weekday'].lower()]}"
                + (f"T{build.daypart_of(m, lx)}" if m["daypart"] else ""),
                "each",
            ),
            3,
        ),
        rule(
            "weekdays",
            "weekday",
            rf"{b}(?P<x>(?P<weekday>{alternatives(d.lower() for d in lex.weekday if d.endswith('s'))})){e}",
            lambda m, lx: mean.Fixed("SET", f"XXXX-WXX-{lx.weekday[m['weekday']]}", "habit"),
        ),
        rule(
            "per-unit",
            "unit",
            rf"\b(?:pro|[Ii]m|je)\s+(?P<x>(?P<unit>Jahr|Monat|Tag|Woche|Stunde|Minute))(?!\w|\s+(?:{FULL_YEAR}|nach|vor|zuvor|darauf|danach|\d))",
            build.each,
            -1,
        ),
        # --- vague references and sets by word ------------------------------------------------------
        rule(
            "reference",
            "reference",
            rf"{b}(?P<x>{alternatives(either_case(lex.words('reference')))})(?![\w-])",
            build.fixed("reference", "REFERENCE"),
            2,
        ),
        rule("repetition", "repetition", rf"{b}(?P<x>{_repeated(lex)}){e}", build.fixed("repetition", "SET")),
    ]
    return tuple(out)


def _words(lex: Lexicon, *, led: bool) -> str:
    """Expressions of the day told of: with a preposition (left out of the span), or without."""
    forms = [f for e in lex.entries("sequel") + lex.entries("sequel_part") for f in e["forms"]]
    if led:
        return alternatives(f.split(" ", 1)[1] for f in forms if f.startswith(("am ", "an ")))
    return alternatives(either_case(f for f in forms if not f.startswith(("am ", "an "))))


def _repeated(lex: Lexicon) -> str:
    plain = alternatives(
        either_case(f for e in lex.entries("repetition") if not e.get("inflected") for f in e["forms"])
    )
    bent = alternatives(either_case(f for e in lex.entries("repetition") if e.get("inflected") for f in e["forms"]))
    return rf"(?:{plain}|{bent}(?:{INFLECTION})?)"
