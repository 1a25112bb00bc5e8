"""Numbers of the same thing over time and across pages."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import log

from lagebild.model import (
    Analysis,
    Document,
    Quantity,
    Series,
    SeriesPoint,
    Statement,
    StoryGroup,
    Tense,
)
from lagebild.story.series_disagree import Dated, disagreements
from lagebild.story.series_label import label
from lagebild.story.series_profile import EXCLUSIVE, Profile, index_keys, likeness, profile_of, vetoed

THRESHOLD = 0.54
"""Likeness from which two numbers are taken for one thing."""
COHESION = 0.85
"""Share of the threshold that the mean likeness of two clusters must reach for them to join."""
WINDOW = 40
"""In a crowded index bucket each number meets only so many neighbours in value."""
STATES = frozenset(f"@{state}" for state in EXCLUSIVE)
BASE = "~per"
"""Mark of a number that a rate is told by."""
HYPHENS = frozenset("-‐‑")
OWN_TIME = 60
"""Days before a page's date beyond which a number is about some other event."""


def build_series(
    documents: Sequence[Document], analyses: Sequence[Analysis], stories: Sequence[StoryGroup], as_of: str | None
) -> tuple[Series, ...]:
    """Series of every story, each with its points in order of date and their disagreements.

    A series has at least two points. Pages after ``as_of`` are left out. Documents in no story form none.
    """
    by_id = {d.id: d for d in documents if not (as_of and d.published and d.published[:10] > as_of[:10])}
    found = {a.doc: a for a in analyses if a.doc in by_id}
    statements = {doc: _Containing(a.statements) for doc, a in found.items()}
    out: list[Series] = []
    for story in stories:
        profiles = [p for doc in story.documents if doc in found for p in _profiles(by_id[doc], found[doc])]
        rarity = _rarity(profiles)
        joined = (c for c in _clusters(profiles, rarity) if len(c) > 1)
        out.extend(_series(story, cluster, by_id, found, statements) for cluster in joined)
    return tuple(
        sorted(
            _told_once(out, stories, {q.id: q.doc for a in found.values() for q in a.quantities}), key=lambda s: s.id
        )
    )


def _told_once(found: Sequence[Series], stories: Sequence[StoryGroup], doc_of: Mapping[str, str]) -> Iterable[Series]:
    """Leave out what an overview tells of another story: its numbers belong where pages of that story give them too.

    Where no other page gives them they are kept once.
    """
    homes = Counter(doc for story in stories for doc in story.documents)
    alone = [s for s in found if all(homes[doc_of[p.quantity]] > 1 for p in s.points)]
    taken = {p.quantity for s in found if s not in alone for p in s.points}
    for series in found:
        points = {p.quantity for p in series.points}
        if series in alone and points & taken:
            continue
        taken |= points
        yield series


def _profiles(document: Document, analysis: Analysis) -> list[Profile]:
    out = list(_read(document, analysis))
    values: dict[str | None, set[float | None]] = defaultdict(set)
    for p in out:
        values[p.head].add(p.scaled)
    return [replace(p, sole=p.head is not None and len(values[p.head]) == 1) for p in out]


def _read(document: Document, analysis: Analysis) -> Iterable[Profile]:
    for q in analysis.quantities:
        if _counts(document, q) and (q.value is not None or q.low is not None or q.high is not None):
            yield profile_of(q, _said(document, q), analysis.language, _other_time(document, analysis, q))


def _counts(document: Document, quantity: Quantity) -> bool:
    """Whether a number can be one of a series.

    Not somebody's age (the number itself does not say whose), what a rate is told by ("per 100,000"), one or nought of
    which nothing became ("close to zero", "one question"), a time that names something ("the 7-day rate").
    """
    q = quantity
    if q.kind == "age":
        return q.bound != "exact"
    if q.kind == "duration":
        follows = document.text[q.span.end : q.span.end + 2]
        return not (follows[:1] in HYPHENS and follows[1:].isalpha())
    few = q.kind == "count" and q.value is not None and q.value <= 1
    return BASE not in q.keys and not (few and STATES.isdisjoint(q.keys))


def _said(document: Document, quantity: Quantity) -> str | None:
    """When a number was published: the live-blog entry's time, else the page's."""
    for block in document.blocks:
        if block.time and block.span.covers(quantity.number):
            return block.time
    return document.published


def _interval(analysis: Analysis, quantity: Quantity) -> str | None:
    """The day or days named nearest to a number within its sentence, after it or before it."""
    sentence = next((s.span for s in analysis.sentences if s.span.covers(quantity.number)), None)
    if sentence is None:
        return None
    dated = [t for t in analysis.times if t.interval and t.type in {"DATE", "TIME"} and sentence.covers(t.span)]
    here = quantity.number
    near = sorted(dated, key=lambda t: (max(t.span.begin - here.end, here.begin - t.span.end), t.span))
    return near[0].interval if near else None


def _other_time(document: Document, analysis: Analysis, quantity: Quantity) -> str | None:
    interval = _interval(analysis, quantity)
    if not interval or not document.published:
        return None
    end = interval.rpartition("/")[2][:10]
    try:
        distance = date.fromisoformat(document.published[:10]) - date.fromisoformat(end)
    except ValueError:
        return None
    return interval[:4] if distance.days > OWN_TIME else None


def _rarity(profiles: Sequence[Profile]) -> Mapping[str, float]:
    """Weight of each context word: the rarer in the story, the heavier."""
    counts = Counter(k for p in profiles for k in p.keys)
    return {k: log(1 + len(profiles) / n) for k, n in counts.items()}


def _candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    buckets: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(profiles):
        for key in index_keys(p):
            buckets[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in buckets.values():
        ordered = sorted(members, key=lambda i: (profiles[i].scaled or 0.0, i))
        for at, i in enumerate(ordered):
            pairs.update((min(i, j), max(i, j)) for j in ordered[at + 1 : at + 1 + WINDOW])
    return sorted(pairs)


def _clusters(profiles: Sequence[Profile], rarity: Mapping[str, float]) -> list[list[Profile]]:
    """Average-link clusters over candidate pairs, best pair first; a pair that cannot be parts two clusters."""
    scores = {pair: likeness(profiles[pair[0]], profiles[pair[1]], rarity) for pair in _candidates(profiles)}
    home = list(range(len(profiles)))
    members = {i: [i] for i in home}
    for (i, j), score in sorted(scores.items(), key=lambda x: (-x[1], x[0])):
        if score < THRESHOLD:
            break
        a, b = home[i], home[j]
        if a == b or not _may_join(members[a], members[b], profiles, rarity):
            continue
        for k in members[b]:
            home[k] = a
        members[a].extend(members.pop(b))
    return [[profiles[k] for k in sorted(m)] for _, m in sorted(members.items())]


def _may_join(a: Sequence[int], b: Sequence[int], profiles: Sequence[Profile], rarity: Mapping[str, float]) -> bool:
    sample_a, sample_b = a[:WINDOW], b[:WINDOW]
    if any(vetoed(profiles[i], profiles[j]) for i in sample_a for j in sample_b):
        return False
    values = [likeness(profiles[i], profiles[j], rarity) for i in sample_a for j in sample_b]
    return sum(values) / len(values) >= THRESHOLD * COHESION


class _Containing:
    """Looks up the statement a number stands in: the shortest whose content holds it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._pieces = sorted(((p.begin, p.end, i) for i, s in enumerate(statements) for p in s.content))
        self._begins = [p[0] for p in self._pieces]
        self._statements = statements

    def find(self, quantity: Quantity) -> Statement | None:
        last = bisect_right(self._begins, quantity.number.begin)
        holding = [
            (self._statements[i].extent.end - self._statements[i].extent.begin, i)
            for begin, end, i in self._pieces[max(0, last - WINDOW) : last]
            if begin <= quantity.number.begin and quantity.number.end <= end
        ]
        return self._statements[min(holding)[1]] if holding else None


def _series(
    story: StoryGroup,
    cluster: Sequence[Profile],
    documents: Mapping[str, Document],
    analyses: Mapping[str, Analysis],
    statements: Mapping[str, _Containing],
) -> Series:
    dated: list[tuple[Dated, SeriesPoint]] = []
    for p in cluster:
        q = p.quantity
        statement = statements[q.doc].find(q)
        published = p.said
        event = statement.event_date.value if statement and statement.event_date else None
        said = statement.date.value if statement and statement.date else None
        about = event or said or _interval(analyses[q.doc], q) or published
        point = SeriesPoint(q.id, about, statement.id if statement else None)
        dated.append((Dated(p, published or said, about), point))
    dated.sort(key=lambda x: (x[0].said or "9999", x[0].quantity.doc, x[0].quantity.span))
    points = tuple(point for _, point in dated)
    tenses: Counter[Tense] = Counter(p.quantity.tense for p in cluster if p.quantity.tense)
    name = hashlib.sha256(f"{story.id}|{min(p.quantity for p in points)}".encode()).hexdigest()[:12]
    return Series(
        id=f"series-{name}",
        label=label(cluster, documents, analyses),
        tense=_most_common(tenses),
        points=points,
        disagreements=disagreements([d for d, _ in dated]),
        story=story.id,
    )


def _most_common(tenses: Counter[Tense]) -> Tense | None:
    ordered = sorted(tenses, key=lambda tense: (-tenses[tense], tense))
    return ordered[0] if ordered else None
