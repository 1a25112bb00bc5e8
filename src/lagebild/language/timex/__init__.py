"""Time expressions: found by the words of a language, resolved against the page's day.

>>> find_times("Er kam am Freitag.", (), "2024-05-15", "de")[0].value
'2024-05-10'

``docs/dates.md`` tells the rules in plain words. The parts: ``lexicon`` (word files), ``german`` and ``english``
(grammar), ``meanings`` (what an expression means before its page is known), ``tense``, ``resolve``, ``calendar``.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lagebild.language.timex import calendar as cal
from lagebild.language.timex import english, german
from lagebild.language.timex import meanings as mean
from lagebild.language.timex.calendar import read_anchor
from lagebild.language.timex.events import counted_from, day_of_event, event_link
from lagebild.language.timex.grammar import Rule
from lagebild.language.timex.lexicon import LANGUAGES, load
from lagebild.language.timex.meanings import Meaning
from lagebild.language.timex.resolve import Resolved, Scene, resolve
from lagebild.language.timex.tense import tells_of_saying, tense_at
from lagebild.language.timex.triggers import kinds_in
from lagebild.model import Sentence, Span, TimeExpression

__all__ = ["find_times"]

TOLD_SENTENCES = 2
"""How many sentences back a day told of still holds; within the same paragraph it holds to its end."""
CLOCK_SENTENCES = 1
"""How many sentences back a day still holds for a clock time: programmes list one entry after the other."""
LONGEST_PARAGRAPH = 20_000
"""Longer stretches are read in pieces of this size."""

TENSED = (
    mean.CalendarDay,
    mean.CalendarMonth,
    mean.Season,
    mean.Weekday,
    mean.DayShift,
    mean.UnitShift,
    mean.Numbered,
    mean.Holiday,
    mean.NightTo,
    mean.Daypart,
    mean.Length,
)
"""Meanings for which it matters whether the clause tells of what was or what is to come."""


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    meaning: Meaning
    rank: int


def find_times(
    text: str, sentences: Sequence[Sentence], anchor: str | None, language: str
) -> tuple[TimeExpression, ...]:
    """All time expressions of the sentences, in order, without overlap.

    ``anchor`` is the page's own day or moment (ISO 8601); without it relative expressions have ``value=None``.
    Without ``sentences`` the whole text is read as one. Unknown languages yield nothing.
    """
    if language not in LANGUAGES:
        return ()
    bounds = [(s.span.begin, s.span.end, s.paragraph) for s in sentences] or [(0, len(text), 0)]
    bounds.sort()
    grammar = _grammar(language)
    found: list[_Found] = []
    for begin, end in _stretches(bounds):
        found.extend(_match(text, begin, end, grammar, language))
    return tuple(_resolve_all(text, found, bounds, anchor, language))


@lru_cache(maxsize=4)
def _grammar(language: str) -> tuple[Rule, ...]:
    return german.rules() if language == "de" else english.rules()


def _stretches(bounds: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Consecutive sentences of a paragraph are searched together: an ordinal's stop may have cut one in two."""
    out: list[tuple[int, int, int]] = []
    for begin, end, paragraph in bounds:
        if out and out[-1][2] == paragraph and end - out[-1][0] <= LONGEST_PARAGRAPH:
            out[-1] = (out[-1][0], max(end, out[-1][1]), paragraph)
        else:
            out.append((begin, end, paragraph))
    step = LONGEST_PARAGRAPH
    return [(at, min(at + step, end)) for begin, end, _ in out for at in range(begin, end, step)]


def _match(text: str, begin: int, end: int, grammar: Sequence[Rule], language: str) -> list[_Found]:
    kinds = kinds_in(text, begin, end, language)
    if not kinds:
        return []
    lexicon = load(language)
    found: list[_Found] = []
    for rule in grammar:
        if rule.needs.isdisjoint(kinds):
            continue
        for m in rule.pattern.finditer(text, begin, end):
            meaning = rule.build(m, lexicon)
            if meaning is not None:
                found.append(_Found(Span(m.start("x"), m.end("x")), meaning, rule.rank))
    # the longest wins, then the rank, then the first
    found.sort(key=lambda f: (-len(f.span), -f.rank, f.span.begin))
    starts: list[int] = []
    kept: list[_Found] = []
    for f in found:
        at = bisect.bisect_left(starts, f.span.begin)
        if at < len(kept) and kept[at].span.begin < f.span.end:
            continue
        if at and kept[at - 1].span.end > f.span.begin:
            continue
        starts.insert(at, f.span.begin)
        kept.insert(at, f)
    return kept


def _resolve_all(
    text: str,
    found: Sequence[_Found],
    bounds: Sequence[tuple[int, int, int]],
    anchor: str | None,
    language: str,
) -> list[TimeExpression]:
    page, hour = read_anchor(anchor, language)
    starts = [b for b, _, _ in bounds]
    homes = [max(0, bisect.bisect_right(starts, f.span.begin) - 1) for f in found]
    out: list[TimeExpression] = []
    told: tuple[int, date] | None = None  # sentence and day last told of
    events: list[tuple[int, int, date]] = []  # sentences that tell of a day
    for index, f in enumerate(found):
        home = homes[index]
        low, high, paragraph = bounds[home]
        scene = Scene(page, hour, language=language)
        if isinstance(f.meaning, TENSED):
            scene = replace(scene, tense=tense_at(text, f.span.begin, f.span.end, low, max(high, f.span.end), language))
        if told and (bounds[told[0]][2] == paragraph or home - told[0] <= TOLD_SENTENCES):
            near = isinstance(f.meaning, mean.Daypart) or home - told[0] <= CLOCK_SENTENCES
            scene = replace(scene, told=told[1], clock_day=told[1] if near else None)
        if isinstance(f.meaning, (mean.Clock, mean.Daypart)) and (not told or told[0] != home):
            ahead = _day_ahead(found, homes, index, scene, text, (low, high), language)
            scene = replace(scene, clock_day=ahead or scene.clock_day)
        result = _from_event(text, f, resolve(f.meaning, scene), events, low, language)
        if language == "en" and result.day and result.rule != "night-to":
            result = replace(result, interval=result.day.isoformat())  # "Sunday night" begins and is told as Sunday
        if result.day and _tells_a_day(f.meaning):
            events.append((low, high, result.day))
        if result.day and _tells_a_day(f.meaning):
            spoken = tells_of_saying(text, f.span.begin, f.span.end, low, max(high, f.span.end), language)
            if not spoken or not told or told[0] != home:
                told = (home, result.day)
        out.append(_expression(f, result, page))
    return out


def _from_event(
    text: str, found: _Found, result: Resolved, events: Sequence[tuple[int, int, date]], low: int, language: str
) -> Resolved:
    """A stretch counted from an event of an earlier sentence ("ten days after the closure") covers that day."""
    if not isinstance(found.meaning, (mean.Length, mean.DayShift)):
        return result
    link = event_link(text, found.span.end, language)
    day = day_of_event(text, link[1], [e for e in events if e[1] <= low]) if link else None
    if link is None or day is None:
        return result
    if isinstance(found.meaning, mean.DayShift):
        meant = cal.shift_days(day, found.meaning.by) if found.meaning.narrative else None
        return replace(result, value=meant.isoformat(), interval=meant.isoformat(), day=meant) if meant else result
    meant = counted_from(day, found.meaning, link[0])
    return replace(result, interval=meant.isoformat(), rule="event") if meant else result


def _tells_a_day(meaning: Meaning) -> bool:
    return isinstance(meaning, (mean.CalendarDay, mean.Weekday, mean.Holiday, mean.NightTo)) or (
        isinstance(meaning, mean.DayShift) and not meaning.vague
    )


def _day_ahead(
    found: Sequence[_Found],
    homes: Sequence[int],
    index: int,
    scene: Scene,
    text: str,
    bounds: tuple[int, int],
    language: str,
) -> date | None:
    """The day that follows a clock time in its sentence ("um 11 Uhr am Samstag")."""
    for later in range(index + 1, min(index + 3, len(found))):
        f = found[later]
        if homes[later] != homes[index] or f.span.begin - found[index].span.end > 25:
            return None
        if _tells_a_day(f.meaning):
            tense = tense_at(text, f.span.begin, f.span.end, bounds[0], max(bounds[1], f.span.end), language)
            return resolve(f.meaning, replace(scene, tense=tense)).day
    return None


def _expression(found: _Found, result: Resolved, page: date | None) -> TimeExpression:
    fixed = result.rule in {"explicit", "reference", "set", "each", "habit", "duration"}
    anchor = None if fixed or page is None else page.isoformat()
    return TimeExpression(found.span, result.type, result.value, result.interval, result.rule, anchor)
