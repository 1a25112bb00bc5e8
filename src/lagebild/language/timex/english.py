"""The grammar of English time expressions: patterns from the words of ``en.toml``, and what each match means.

Spans follow TimeML: prepositions stay outside, "ago", "earlier", "last" and articles belong to the expression;
"three years ago" is a date.
"""

from __future__ import annotations

from functools import lru_cache

from lagebild.language.timex import english_builders as build
from lagebild.language.timex import far_days
from lagebild.language.timex import meanings as mean
from lagebild.language.timex.grammar import FULL_YEAR, Rule, rule
from lagebild.language.timex.lexicon import Lexicon, alternatives, either_case, load


class Words:
    """The named parts the English patterns are built from."""

    def __init__(self, lex: Lexicon) -> None:
        glue = lex.data["glue"]
        self.weekday = alternatives(lex.words("weekday"))
        self.weekday_full = alternatives(w for w in lex.words("weekday") if not w.endswith("."))
        self.month = alternatives(lex.words("month"))
        self.month_sure = alternatives(m for m in lex.words("month") if m not in {"May", "March", "August"})
        self.month_doubtful = alternatives({"May", "March", "August"})
        self.season = alternatives(lex.words("season"))
        self.daypart = alternatives(w for w in lex.words("daypart") if not w.endswith("s"))
        self.unit = alternatives(lex.words("unit"))
        self.whole = r"(?:week|weekend|month|quarter|year|decade|century)"
        self.number = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d)?|{alternatives(either_case(lex.number))})"
        self.article = r"(?:[Tt]he\s+)"
        self.shift = alternatives(either_case(s for e in lex.entries("shift") for s in e["stems"]))
        self.deictic = alternatives(either_case(lex.words("deictic")))
        self.deictic_part = alternatives(either_case(lex.words("deictic_part")))
        self.sequel = alternatives(either_case(lex.words("sequel") + lex.words("sequel_part")))
        self.part = alternatives(either_case(lex.words("part")))
        self.vague = alternatives(either_case(lex.group("vague", "forms")))
        self.half = alternatives(either_case(lex.group("half", "forms")))
        self.about = rf"(?:{alternatives(either_case(lex.group('approximation', 'forms')))}\s+)"
        self.ago = alternatives(lex.group("ago", "forms"))
        self.ahead = alternatives(either_case(lex.group("ahead", "forms")))
        self.later = alternatives(lex.group("later", "forms"))
        self.earlier = alternatives(lex.group("earlier", "forms"))
        self.year = rf"(?P<year>{FULL_YEAR})(?!\d|[.,]\d)"
        self.day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
        self.year_lead = alternatives(either_case(glue["year_leads"]))
        self.not_year = alternatives(glue["not_years"])
        self.age = alternatives(glue["age_words"])
        self.zone = rf"(?:\s+\(?(?P<zone>{alternatives(lex.words('zone'))})\)?)"
        self.ordinal = alternatives(either_case(lex.data["numbers"]["ordinal"]))
        self.month_lead = (
            r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]f|[Ff]rom|[Dd]uring|[Bb]etween|and|to|or|[Bb]efore|[Aa]fter)"
        )


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules of English, most specific first."""
    lex = load("en")
    w = Words(lex)
    b, e = r"(?<![\w-])", r"(?![\w])"
    part = rf"(?P<part>{w.part})(?:\s+|(?<=-))"
    of_year = rf"(?:,?\s+(?:of\s+)?{w.year}|\s+(?:of\s+)?(?P<yearshift>{w.shift})\s+year)"
    part2 = part.replace("part", "part2")
    weekday_before = rf"(?:(?P<weekday>{w.weekday})(?:\s+(?P<daypart>{w.daypart}))?,?\s+)?"
    return (
        # --- days: Friday, May 3, 2024 · 3 May · the 3rd of May · 2024-05-03 -----------------------
        rule(
            "month-day",
            "month",
            rf"{b}(?P<x>{weekday_before}(?P<month>{w.month})\s+{w.day}(?:,?\s+{w.year})?)(?![\w:]|,\d|\.\d|\s*%)",
            build.calendar_day,
            3,
        ),
        rule(
            "day-month",
            "month",
            rf"{b}(?P<x>{weekday_before}(?:the\s+)?{w.day}\s+(?:of\s+)?(?P<month>{w.month})(?:,?\s+{w.year})?)(?![\w-])",
            build.calendar_day,
            3,
        ),
        rule(
            "iso-day",
            "digit",
            rf"{b}(?P<x>(?P<year>{FULL_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])){e}",
            build.calendar_day,
            3,
        ),
        rule(
            "day-list",
            "month",
            rf"(?<=\d)(?:\s+and\s+|\s*[-–]\s*|\s+to\s+)(?P<x>{w.day})(?=,?\s+{FULL_YEAR}|[\s,.;]|$)",
            build.day_after_month(w.month),
            1,
        ),
        rule(
            "first-of-list",
            "month",
            rf"{b}(?P<x>{w.day})(?=(?:\s+and\s+|\s*[-–]\s*|\s+to\s+)\d{{1,2}}(?:st|nd|rd|th)?\s+(?P<month>{w.month})(?:\s+{w.year})?)",
            build.calendar_day,
            1,
        ),
        *far_days.english(lex, w.weekday_full, w.daypart, w.number, w.deictic, w.month),
        # --- weekdays ------------------------------------------------------------------------------
        rule(
            "weekday",
            "weekday",
            rf"{b}(?P<x>(?:(?P<when>[Ee]arly|[Ll]ate)\s+(?:on\s+)?)?(?:(?:{w.article})?(?P<shift>{w.shift})\s+)?(?P<weekday>{w.weekday_full})"
            rf"(?:['’]s)?(?:\s+(?P<daypart>{w.daypart}))?(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week)?)(?![\w-])",
            build.weekday,
            1,
        ),
        rule(
            "night-to",
            "weekday",
            rf"{b}(?P<x>(?:the\s+)?night\s+(?:of|from)\s+(?P<weekday>{w.weekday_full})\s+(?:to|into)\s+(?:{w.weekday_full})){e}",
            lambda m, lx: mean.NightTo(lx.weekday[m["weekday"].lower()] % 7 + 1),
            3,
        ),
        rule(
            "each-weekday",
            "weekday",
            rf"{b}(?P<x>(?:[Ee]very|[Ee]ach)\s+(?P<weekday>{w.weekday_full})|(?P<plural>{w.weekday_full})s){e}",
            build.each_weekday,
            3,
        ),
        # --- counted from today ----------------------------------------------------------------------
        rule(
            "deictic",
            "deictic",
            rf"{b}(?P<x>(?P<deictic>{w.deictic})(?:['’]s)?(?:\s+(?P<daypart>{w.daypart}))?){e}",
            build.deictic,
        ),
        rule(
            "deictic-part", "deictic daypart", rf"{b}(?P<x>(?P<w>{w.deictic_part})(?:['’]s)?){e}", build.deictic_part, 2
        ),
        rule("sequel", "deictic unit daypart", rf"{b}(?P<x>(?P<w>{w.sequel})){e}", build.sequel, 2),
        # --- weeks, months, seasons, years -------------------------------------------------------------
        rule(
            "unit-shift",
            "unit",
            rf"{b}(?P<x>(?:{part}(?:of\s+)?)?(?:{w.article})?(?P<shift>{w.shift})\s+(?P<unit>{w.whole})(?:['’]s)?){e}",
            build.unit_shift,
            2,
        ),
        rule(
            "part-of-unit",
            "unit",
            rf"{b}(?P<x>(?:{w.part}\s+)?(?P<part>[Tt]he\s+(?:start|beginning|middle|end)\s+of)\s+(?:the\s+)?(?P<unit>week|month|year|decade|century)){e}",
            build.part_of_unit,
            1,
        ),
        rule(
            "weekend",
            "unit",
            rf"\b(?:[Oo]ver|[Aa]t|[Oo]n|[Tt]hroughout|[Dd]uring)\s+(?P<x>the\s+weekend){e}",
            lambda _m, _lx: mean.UnitShift("WE", None),
            1,
        ),
        rule(
            "month-year",
            "month",
            rf"{b}(?P<x>(?:{part})?(?P<month>{w.month}){of_year})(?![\w-])",
            build.calendar_month,
            2,
        ),
        rule(
            "month",
            "month",
            rf"{b}(?P<x>(?:{part})?(?:(?P<shift>{w.shift})\s+)?(?P<month>{w.month_sure})(?:['’]s)?)(?![\w-]|\s+[A-Z][a-z]+\s+said)",
            build.calendar_month,
        ),
        rule(
            "month-led",
            "month",
            rf"\b{w.month_lead}\s+(?P<x>(?:{part})?(?P<month>{w.month_doubtful}))(?![\w-])",
            build.calendar_month,
            1,
        ),
        rule(
            "month-part",
            "month",
            rf"{b}(?P<x>(?:{part}|(?P<shift>{w.shift})\s+)(?P<month>{w.month_doubtful}))(?![\w-])",
            build.calendar_month,
            1,
        ),
        rule(
            "season",
            "season",
            rf"{b}(?P<x>(?:{part})?(?:(?:{w.article})?(?P<shift>{w.shift})\s+|the\s+|(?<=in\s))(?P<season>{w.season})(?:,?\s+(?:of\s+)?{w.year})?|(?P<season2>{w.season})\s+(?:of\s+)?(?P<year2>{FULL_YEAR})){e}",
            build.season,
        ),
        rule(
            "quarter",
            "unit",
            rf"{b}(?P<x>(?:{w.article})?(?P<ordinal>{w.ordinal})[\s-](?:quarter|(?P<half>half))(?:\s+(?:of\s+)?(?:{w.year}|(?P<shift>{w.shift})\s+year|the\s+year)))"
            + e,
            build.numbered,
            2,
        ),
        rule(
            "decade",
            "digit",
            rf"{b}(?P<x>(?:{part})?(?:the\s+)?(?:{part2})?"
            rf"(?:(?P<full>(?:1[5-9]|20)\d0)|['’]?(?P<short>[2-9]0))['’]?s){e}",
            build.decade,
            2,
        ),
        rule(
            "century",
            "digit",
            rf"{b}(?P<x>(?:{part})?(?:{w.article})?(?:{part2})?"
            rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)[\s-]century){e}",
            build.century,
            2,
        ),
        rule("part-year", "digit", rf"{b}(?P<x>{part}(?:of\s+)?{w.year}){e}", build.plain_year, 2),
        rule(
            "year",
            "digit",
            rf"(?<![\w.,:/€$£#-])(?P<x>(?P<year>19[0-9]\d|20[0-4]\d))(?!\d|[.,:]\d|\s+{w.not_year}\b|\s?[€$£%°]|\w|-\w)",
            build.plain_year,
        ),
        rule(
            "year-led",
            "digit",
            rf"\b(?:{w.year_lead})\s+(?P<x>(?P<year>1[0-8]\d\d))(?!\d|[.,:]\d|\s+[a-z]+s\b|\w|\s?[€$£%°])",
            build.plain_year,
        ),
        rule(
            "holiday",
            "holiday",
            rf"{b}(?P<x>(?:(?P<shift>{w.shift})\s+)?(?P<holiday>{alternatives(lex.words('holiday'))})(?:,?\s+{w.year})?)(?![\w-])",
            build.holiday,
            1,
        ),
        # --- parts of a day, clock -----------------------------------------------------------------------
        rule(
            "daypart",
            "daypart",
            rf"\b(?:[Ii]n|[Dd]uring|[Tt]hroughout|[Uu]ntil|[Bb]y)\s+(?P<x>the\s+(?:early\s+|late\s+)?(?P<daypart>morning|afternoon|evening|night)(?:\s+hours)?){e}",
            lambda m, lx: mean.Daypart(lx.daypart[m["daypart"].lower()]),
        ),
        rule(
            "at-night",
            "daypart",
            rf"\b[Aa]t\s+(?P<x>(?P<daypart>night|midday|noon|lunchtime))(?:{w.zone})?{e}",
            build.at_part,
        ),
        rule(
            "clock",
            "digit clock",
            rf"(?<![\w.,:$£€])(?P<x>(?P<hour>1[0-2]|0?\d)(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)(?:\s+(?:local\s+time|ET|CT|PT))?(?:{w.zone})?)",
            build.clock,
            2,
        ),
        rule(
            "clock-24",
            "digit",
            rf"(?<![\w.,:$£€-])(?P<x>(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?:\s+hours)?(?:{w.zone})?)(?![\w:-])",
            build.clock,
            1,
        ),
        rule("midnight", "clock", rf"{b}(?P<x>midnight){e}", lambda _m, _lx: mean.Clock(0)),
        # --- durations and distances -----------------------------------------------------------------------
        rule(
            "duration",
            "unit",
            rf"{b}(?:(?P<ahead>{w.ahead})\s+)?(?P<x>(?:{w.about}){{0,2}}(?:{w.article}|these\s+|those\s+)?(?:(?P<shift>{w.shift})\s+)?"
            rf"(?:(?P<half>{w.half})|(?P<vague>{w.vague})|(?P<number>{w.number})(?:\s+and\s+(?P<andhalf>a\s+half))?)[\s-](?:more\s+|full\s+|long\s+|whole\s+)?(?P<unit>{w.unit})"
            rf"(?:\s+(?:(?P<ago>{w.ago})|(?P<fromnow>from\s+now)|(?P<later>{w.later})|(?P<earlier>{w.earlier})(?!\s+the\b)))?)(?![\w-])(?!\s+(?:{w.age}){e}|-old)",
            build.duration,
        ),
        rule(
            "duration-shift",
            "unit",
            rf"{b}(?P<x>(?:{w.article})?(?P<shift>[Ll]ast|[Pp]ast|[Rr]ecent|[Cc]oming|[Nn]ext)\s+(?P<unit>days|weeks|months|years|decades|hours|centuries)){e}",
            build.vague_stretch,
            1,
        ),
        rule(
            "duration-bare",
            "unit",
            rf"\b(?:[Ff]or|[Aa]fter|[Ww]ithin)\s+(?P<x>(?P<unit>days|weeks|months|years|decades|hours|centuries)){e}",
            build.vague_stretch,
            -1,
        ),
        rule(
            "bare-ago",
            "unit",
            rf"{b}(?P<x>(?P<unit>days|weeks|months|years|decades|hours|centuries)\s+(?P<ago>ago|earlier|later)){e}",
            build.vague_stretch,
            1,
        ),
        # --- sets and references -------------------------------------------------------------------------------
        rule(
            "each",
            "unit",
            rf"{b}(?P<x>(?:[Ee]very|[Ee]ach|[Pp]er)\s+(?:(?P<vague>few)\s+|(?P<number>{w.number})\s+)?(?P<unit>{w.unit})){e}",
            build.each,
            3,
        ),
        rule(
            "reference",
            "reference",
            rf"{b}(?P<x>{alternatives(either_case(lex.words('reference')))})(?![\w-])",
            build.fixed("reference"),
            -1,
        ),
        rule(
            "repetition",
            "repetition",
            rf"{b}(?P<x>{alternatives(either_case(lex.words('repetition')))})(?![\w-])",
            build.fixed("repetition"),
        ),
    )
