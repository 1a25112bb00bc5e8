"""When a statement was made, and when what it tells of happened or will happen.

Two dates that must not be confused: in "Rutte erklärte am Montag, dass im Oktober Truppen kamen" the Monday belongs to
the telling, October to what is told. The date of the telling stands with the cue, outside the content; it holds on for
the next sentences of the same speaker. The date of the event stands inside the content. Where the text fixes neither,
there is none: the page's day is never put in their place. ``docs/dates.md`` tells the rules in plain words.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from lagebild.language.timex import find_times
from lagebild.language.timex.calendar import days_of, read_anchor
from lagebild.language.timex.lexicon import LANGUAGES, alternatives, either_case, load
from lagebild.language.timex.tense import clause_around, has_verb, tense_at
from lagebild.model import Dating, Sentence, Span, Statement, TimeExpression
from lagebild.text import squeeze

OPENING_BLOCKS = frozenset({"headline", "kicker", "lead"})
"""What is said there is told again, with its date, further down."""
TODAY = 4
"""How many sentences on from a day told of that is the page's own people still speak on that day."""
BEHIND_LEAD = 2
"""How many sentences on from the first of the story its day may be told."""
CHAIN = 4
"""How many sentences without a date of their own may lie between two statements of one speaker."""
BESIDE = 25
"""How far from an English cue inside the content a date may stand: English sets no comma before what is said."""
DATELINE = 40
"""How far into a text, in code points, the date of a dateline may stand."""
AUXILIARY = 8
"""How far before the speaker, in code points, "hatte" may begin."""
NEAR = 90
"""How far from the cue, in code points, a date in a clause without a verb of its own may stand."""

_DASH = re.compile(r"(?:\s+\d{4})?\)?\s*(?:\([^()]{1,30}\)\s*)?[–—-]\s")
_COLON = re.compile(r":\s*[\"„“«»]?.?$")
_JOIN = re.compile(r"\s*(?:bis(?:\s+(?:zum|zu))?|to|until|till|through|[-–—])\s*(?:the\s+)?")


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, re.Pattern[str]]:
    lists = load(language).data["dating"]
    return {
        "subjunctive": re.compile(rf"(?<!\w){alternatives(lists['subjunctive'])}(?!\w)"),
        "look_back": re.compile(rf"(?<!\w){alternatives(lists['look_back'])}(?!\w)"),
        "not_when": re.compile(rf"(?<!\w){alternatives(either_case(lists['not_when']))}\s+$"),
        "of_a_thing": re.compile(rf"(?<!\w){alternatives(either_case(lists['of_a_thing']))}\s+$"),
        "source": re.compile(rf"\W*{alternatives(either_case(lists['source_prepositions']))}(?!\w)"),
        "now_again": re.compile(rf"(?<!\w){alternatives(either_case(lists['now_again']))}(?!\w)"),
        "other_time": re.compile(rf"(?<!\w){alternatives(either_case(lists['other_time']))}(?!\w)"),
    }


def date_statements(
    text: str,
    statements: Sequence[Statement],
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    published: str | None,
    language: str,
) -> tuple[Statement, ...]:
    """Date every statement; the order is kept.

    A date of telling holds on: for other statements of the same speaker in the same sentence, and in the sentences
    that follow as long as nobody else speaks with a date and no word ("zuvor") points to another time.
    """
    dated = [date_statement(text, s, times, sentences, published, language) for s in statements]
    if language not in LANGUAGES:
        return tuple(dated)
    starts = [s.span.begin for s in sentences]
    order = sorted(range(len(dated)), key=lambda i: (dated[i].extent.begin, i))
    homes = {i: _home(starts, dated[i].extent.begin) for i in order}
    ends = {i: _home(starts, max(dated[i].extent.begin, dated[i].extent.end - 1)) for i in order}
    in_sentence: dict[tuple[int, str], Dating] = {}
    for i in order:
        key, date = _speaker(dated[i]), dated[i].date
        if key and date:
            in_sentence.setdefault((homes[i], key), date)
    only = _only_dates(text, dated, homes, language)
    today = _days_of_the_page(text, times, sentences, published, language)
    last: dict[str, tuple[int, Dating]] = {}
    now: dict[str, tuple[int, Dating]] = {}
    """The same without looks back, which "nun" leaves again."""
    for i in order:
        statement, key = dated[i], _speaker(dated[i])
        if key is None:
            continue
        date = statement.date
        if date is None and not _elsewhen(text, statement, language):
            date = in_sentence.get((homes[i], key))
            before = (now if _back_to_now(text, statement, language) else last).get(key)
            if date is None and before and homes[i] - before[0] <= CHAIN:
                date = before[1]
            if date is None and key in only:
                since, day = only[key]
                early = bool(sentences) and sentences[homes[i]].block in OPENING_BLOCKS
                date = day if early or homes[i] > since else None
            date = date or _said_today(text, statement, homes[i], today, sentences, language)
            if date is not None:
                statement = dated[i] = replace(statement, date=date)
                dated[i] = _with_event(text, statement, times, sentences, published, language)
        if date is not None:
            last[key] = (max(ends[i], homes[i]), date)
            if not _looks_back(text, statement, language):
                now[key] = last[key]
        else:
            last.pop(key, None)
            now.pop(key, None)
    return _lead_dated(dated, homes, sentences, published, language)


def _lead_dated(
    dated: Sequence[Statement],
    homes: dict[int, int],
    sentences: Sequence[Sentence],
    published: str | None,
    language: str,
) -> tuple[Statement, ...]:
    """The first sentence of the story is as old as the words reported right behind it, if they are of the page's day.

    "Das Amt kann den Fund nicht bestätigen. „Wir prüfen das“, sagte ein Sprecher am Dienstag."
    """
    out = list(dated)
    body = next((k for k, s in enumerate(sentences) if s.block not in OPENING_BLOCKS), None)
    day, _ = read_anchor(published, language)
    if body is None or day is None:
        return tuple(out)
    near = [
        d.date
        for i, d in enumerate(dated)
        if d.date
        and body < homes[i] <= body + BEHIND_LEAD
        and sentences[homes[i]].paragraph == sentences[body].paragraph
    ]
    if near and all(d.value == day.isoformat() for d in near):
        for i, statement in enumerate(dated):
            if homes[i] == body and statement.date is None and statement.mode != "narration":
                out[i] = replace(statement, date=near[0])
    return tuple(out)


def date_statement(
    text: str,
    statement: Statement,
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    document_published: str | None,
    language: str,
) -> Statement:
    """Give one statement the dates its own sentences fix; see ``date_statements`` for those handed on."""
    if language not in LANGUAGES:
        return statement
    told = _telling(text, statement, times, sentences, language)
    statement = replace(statement, date=told or statement.date)
    return _with_event(text, statement, times, sentences, document_published, language)


def _only_dates(
    text: str, statements: Sequence[Statement], homes: dict[int, int], language: str
) -> dict[str, tuple[int, Dating]]:
    """For speakers all whose dated statements fall on one day: the first such sentence, and the dating.

    A look back ("hatte am Freitag gesagt") dates only itself and its chain.
    """
    found: dict[str, list[tuple[int, Dating]]] = {}
    for i, home in homes.items():
        statement, key = statements[i], _speaker(statements[i])
        if key and statement.date:
            found.setdefault(key, []).append((home, statement.date))
            if _looks_back(text, statement, language):
                found[key].append((home, replace(statement.date, value="")))  # no single day any more
    return {k: days[0] for k, days in found.items() if len({d.value for _, d in days}) == 1}


def _days_of_the_page(
    text: str, times: Sequence[TimeExpression], sentences: Sequence[Sentence], published: str | None, language: str
) -> dict[int, Dating | None]:
    """For sentences of the body that tell of past days: the last of them if it is the page's own day, else ``None``."""
    day, _ = read_anchor(published, language)
    page = day.isoformat() if day else ""
    out: dict[int, Dating | None] = {}
    starts = [s.span.begin for s in sentences]
    for time in times if page and sentences else ():
        home = _home(starts, time.span.begin)
        low, high = sentences[home].span.begin, sentences[home].span.end
        one_day = time.interval is not None and len(time.interval) == len(page)
        if not one_day or not _usable(time) or _is_dateline(text, time.span, low):
            continue
        if sentences[home].block in OPENING_BLOCKS or _words(language)["not_when"].search(text[low : time.span.begin]):
            continue
        if tense_at(text, time.span.begin, time.span.end, low, high, language) != "past":
            continue
        out[home] = _dating(text, time) if time.interval == page else None
    return out


def _said_today(
    text: str,
    statement: Statement,
    home: int,
    today: dict[int, Dating | None],
    sentences: Sequence[Sentence],
    language: str,
) -> Dating | None:
    """What people say of an event of the page's own day they said on that day: not before it, and not after the page.

    The event must be the last thing told of with a day, in the sentence itself or shortly before.
    """
    if not statement.cue or _looks_back(text, statement, language):
        return None
    if sentences and sentences[home].block in OPENING_BLOCKS:
        return None
    near = next((h for h in range(home, home - TODAY - 1, -1) if h in today), None)
    return None if near is None else today[near]


def _looks_back(text: str, statement: Statement, language: str) -> bool:
    """As in "Berg hatte im Mai gesagt", "Im Mai hatte Berg gesagt", with or without the auxiliary in the cue."""
    if not statement.cue:
        return False
    begin, end = statement.cue[0].begin, statement.cue[-1].end
    if statement.speaker and statement.speaker[0].begin < begin:
        begin = max(0, statement.speaker[0].begin - AUXILIARY)
    clause = re.split(r"[,.:;!?„“”\"]", text[begin:end])[-1]
    return any(_words(language)["look_back"].search(words) for words in (clause, *(c.of(text) for c in statement.cue)))


def _speaker(statement: Statement) -> str | None:
    if statement.mode == "narration":
        return None
    return statement.actor or None


def _elsewhen(text: str, statement: Statement, language: str) -> bool:
    """Whether the frame points to another time without naming it."""
    begin = min((c.begin for c in statement.cue), default=statement.extent.begin)
    end = max((c.end for c in statement.cue), default=begin)
    window = text[max(0, begin - 30) : end + 30] if statement.cue else ""
    return _words(language)["other_time"].search(window) is not None


def _back_to_now(text: str, statement: Statement, language: str) -> bool:
    """As in "sagte Berg nun": the frame leaves a look back."""
    if not statement.cue:
        return False
    begin, end = statement.cue[0].begin, statement.cue[-1].end
    before = max((c.end for c in statement.content if c.end <= begin), default=0)
    after = min((c.begin for c in statement.content if c.begin >= end), default=len(text))
    window = text[max(0, before, begin - 30) : min(after, end + 30)]
    return _words(language)["now_again"].search(window) is not None


def _home(starts: Sequence[int], place: int) -> int:
    return max(0, bisect.bisect_right(starts, place) - 1)


def _usable(time: TimeExpression) -> bool:
    return time.interval is not None and time.type != "SET" and time.rule != "now"


def _inside(span: Span, pieces: Sequence[Span]) -> bool:
    return any(p.begin <= span.begin and span.end <= p.end for p in pieces)


def _between(times: Sequence[TimeExpression], begin: int, end: int) -> list[TimeExpression]:
    first = bisect.bisect_left(times, begin, key=lambda t: t.span.begin)
    out = []
    for time in times[first:]:
        if time.span.begin >= end:
            break
        out.append(time)
    return out


def _telling(
    text: str,
    statement: Statement,
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    language: str,
) -> Dating | None:
    """The date that stands with the cue."""
    if statement.mode == "narration":
        return None
    if not statement.cue:
        return _introduction(text, statement, times, sentences, language)
    words = _words(language)
    starts = [s.span.begin for s in sentences]
    best: tuple[int, int, TimeExpression] | None = None
    by_preposition = words["source"].match(text, statement.cue[0].begin, statement.cue[-1].end) is not None
    for cue in statement.cue:
        sentence = sentences[_home(starts, cue.begin)].span if sentences else Span(0, len(text))
        low, high = sentence.begin, max(sentence.end, cue.end)
        left, right = clause_around(text, cue.begin, cue.end, low, high, language)
        # "Sie begründete den Schritt am Montag": the cue is part of what is reported, its clause tells when
        covered = (
            statement.mode == "reported"
            and _inside(cue, statement.content)
            and not any(words["subjunctive"].search(c.of(text)) for c in statement.cue)
        )
        reach = BESIDE if language == "en" else NEAR
        for time in _between(times, low, high):
            span = time.span
            if not _usable(time) or _is_dateline(text, span, low):
                continue
            if _inside(span, statement.content) and not (covered and left <= span.begin and span.end <= right):
                continue
            before = text[max(0, span.begin - 14) : span.begin]
            if words["not_when"].search(before):
                continue
            thing = words["of_a_thing"].search(before) is not None
            same = left <= span.begin and span.end <= right
            if by_preposition and not (same and thing):
                continue
            distance = max(span.begin - cue.end, cue.begin - span.end, 0)
            if covered and distance > reach and _inside(span, statement.content):
                continue
            if not same and (distance > NEAR or _own_verb(text, span, low, high, language)):
                continue
            candidate = (0 if same and not (thing and not by_preposition) else 1, distance, time)
            if best is None or candidate[:2] < best[:2]:
                best = candidate
    return _dating(text, best[2]) if best else None


def _introduction(
    text: str, statement: Statement, times: Sequence[TimeExpression], sentences: Sequence[Sentence], language: str
) -> Dating | None:
    """The date in the words that lead up to a quotation without a cue ("Noch am Freitag zeigte er Verständnis: …")."""
    if statement.mode != "direct" or not sentences:
        return None
    begin = statement.content[0].begin
    sentence = sentences[_home([s.span.begin for s in sentences], begin)].span
    if not _COLON.search(text[max(sentence.begin, begin - 4) : begin + 1]):
        return None
    words = _words(language)
    found = [
        t
        for t in _between(times, sentence.begin, begin)
        if _usable(t) and not words["not_when"].search(text[max(0, t.span.begin - 14) : t.span.begin])
    ]
    return _dating(text, found[0]) if len(found) == 1 else None


def _is_dateline(text: str, span: Span, low: int) -> bool:
    """Whether the date opens the text before a dash ("Wien, 16. September – "): the day of writing, no event."""
    return (
        _DASH.match(text, span.end) is not None and span.begin - low <= DATELINE and "." not in text[low : span.begin]
    )


def _own_verb(text: str, span: Span, low: int, high: int, language: str) -> bool:
    left, right = clause_around(text, span.begin, span.end, low, high, language)
    return has_verb(text, left, right, language)


def _with_event(
    text: str,
    statement: Statement,
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    published: str | None,
    language: str,
) -> Statement:
    """The date inside the content; in a quotation counted from the day it was said."""
    words = _words(language)
    found: list[tuple[int, int, TimeExpression]] = []
    frame = statement.date.span if statement.date else None
    for piece in statement.content:
        for time in _between(times, piece.begin, piece.end):
            if not _usable(time) or _is_dateline(text, time.span, piece.begin):
                continue
            before = text[max(piece.begin, time.span.begin - 14) : time.span.begin]
            if words["not_when"].search(before):
                continue
            thing = words["of_a_thing"].search(before) is not None
            # the day of a reported deed ("beschwerte sich am Montag") is both; another date in the content comes first
            found.append((2 if time.span == frame else int(thing), time.span.begin, time))
    if not found:
        return statement
    time = min(found, key=lambda f: f[:2])[2]
    if statement.mode == "direct" and statement.date and _shifts(statement.date, published):
        time = _counted_from(text, time, statement.date, sentences, language)
    return replace(statement, event_date=_range(text, time, times) or _dating(text, time))


def _shifts(date: Dating, published: str | None) -> bool:
    return bool(published) and len(date.value) == 10 and date.value != (published or "")[:10]


def _counted_from(
    text: str, time: TimeExpression, said: Dating, sentences: Sequence[Sentence], language: str
) -> TimeExpression:
    if time.anchor is None:
        return time
    starts = [s.span.begin for s in sentences]
    within = [sentences[_home(starts, time.span.begin)]] if sentences else []
    again = find_times(text, within, said.value, language)
    return next((t for t in again if t.span == time.span and t.interval), time)


def _range(text: str, time: TimeExpression, times: Sequence[TimeExpression]) -> Dating | None:
    """Read "vom 3. bis 5. Mai" as one interval."""
    at = bisect.bisect_left(times, time.span.begin, key=lambda t: t.span.begin)
    following = times[at + 1] if at + 1 < len(times) else None
    if following is None or not following.interval or following.type != time.type or time.type != "DATE":
        return None
    if not _JOIN.fullmatch(text, time.span.end, following.span.begin):
        return None
    begin, end = (time.interval or "").split("/")[0], following.interval.split("/")[-1]
    if begin >= end:
        return None
    span = Span(time.span.begin, following.span.end)
    return Dating(f"{begin}/{end}", squeeze(span.of(text)), span)


def _dating(text: str, time: TimeExpression) -> Dating | None:
    if time.interval is None:
        return None
    return Dating(_short(time.interval), squeeze(time.span.of(text)), time.span)


def _short(interval: str) -> str:
    """A whole month or year as such: "2024-10" says more than its first and last day."""
    first = interval.split("/", maxsplit=1)[0]
    for length in (4, 7):
        days = days_of(first[:length])
        if days and interval == f"{days[0].isoformat()}/{days[1].isoformat()}":
            return first[:length]
    return interval
