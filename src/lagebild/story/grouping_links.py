"""How close two pages are, and clusters of pages by average link over a sparse graph of candidates."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.story.grouping_profile import Profile, Weights, cosine, frequencies, weigh

VECTOR_SHARE = 0.2
"""Weight of the sentence vectors next to the words."""

VECTOR_FLOOR = 0.83
"""Cosine of two vectors that have nothing to do with each other; the encoder's cosines lie between this and 1."""

NAMES_SHARE = 1.2
"""Across languages only names and numbers can be compared; their likeness counts this much."""

FADE = 0.2
FADE_DAYS = 30
"""Likeness fades by up to ``FADE`` with the days between two pages, by 63 % of that after ``FADE_DAYS``."""

APART_DAYS = (3, 60)
AGAIN_EVENT = 0.1
"""Pages so many days apart of which the later says "again" and is silent on the earlier days: likeness times this."""

FRESH_DAYS = (4, 14)
FRESH_EVENT = 0.5
"""Pages so many days apart that each tell of days of their own, and the later not of the earlier's: times this ..."""

NAMED = 0.3
CAST = 4
"""... unless their names and numbers are this near, or they share so many rare names, however many others each has: a
follow-up speaks of the same people, firms and places, and long pages of a growing story name ever more of them."""

REPORT = 0.6
"""Pages this alike but without a number in common, days apart: the next report of a kind, another event."""

DAYS_SHARE = 0.2
DAYS_NONE = 0.2
"""Weight of the days that two pages speak of. No day in common counts against them, one counts for them, more do so
ever less. Pages that speak of one day only, mostly that of writing, are not judged by it."""

RECENT = 2000
"""With vectors a page is compared with so many pages before it ..."""

NEAR = 0.86
"""... that are at least this near to it."""

GROWN = 0.1
"""Two grown stories must be closer to become one: by this share for each doubling of the smaller one."""

KEYS = 30
"""So many of a page's heaviest words are looked up for candidates."""

CROWDED = 200
"""A word in more pages than this is no key."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """Likeness of two pages with the parts it is made of."""

    value: float
    words: float
    names: float
    vectors: float | None
    time: float
    days: tuple[int, ...] = ()


def closeness(a: Profile, b: Profile, wa: Weights, wb: Weights) -> Closeness:
    """How likely two pages are about one event; 0 to about 1.4."""
    names = cosine(wa.names, wb.names)
    words = cosine(wa.all, wb.all) if a.language == b.language else 0.0
    value = words if a.language == b.language else NAMES_SHARE * names
    time = time_factor(a, b, words, names, cast(wa, wb))
    vectors = None
    if a.vector is not None and b.vector is not None:
        vectors = float(a.vector @ b.vector)
        value += VECTOR_SHARE * max(0.0, vectors - VECTOR_FLOOR) / (1.0 - VECTOR_FLOOR)
    days = tuple(sorted(a.days & b.days))
    if min(len(a.days), len(b.days)) > 1:
        value += DAYS_SHARE * (1.0 - math.exp(-len(days) / 2) - DAYS_NONE)
    return Closeness(max(0.0, value) * time, words, names, vectors, time, days)


def cast(one: Weights, two: Weights) -> int:
    """How many rare names two pages share, numbers not counted: the people, firms, products and places of a story."""
    return sum(word in two.names and not word[0].isdigit() for word in one.names)


def time_factor(a: Profile, b: Profile, words: float = 0.0, names: float = 0.0, shared: int = 0) -> float:
    """What remains of the likeness of two pages, given their days; 1 if a day is unknown.

    ``words`` and ``names`` are the likeness of their words and of their names and numbers, ``shared`` is the number of
    their common rare names.
    """
    if a.day is None or b.day is None:
        return 1.0
    early, late = (a, b) if a.day <= b.day else (b, a)
    gap = abs(a.day - b.day)
    factor = 1.0 - FADE * (1.0 - math.exp(-gap / FADE_DAYS))
    if early.day is not None and APART_DAYS[0] <= gap <= APART_DAYS[1] and not _looks_back(early, late):
        if late.again or (words >= REPORT and _other_numbers(early, late)):
            factor *= AGAIN_EVENT
        elif not (names >= NAMED or shared >= CAST) and _fresh(early, late):
            factor *= FRESH_EVENT
    return factor


def _fresh(early: Profile, late: Profile) -> bool:
    """Whether both pages, some days apart, speak of days, the later one of days after the earlier page."""
    if early.day is None or late.day is None or not FRESH_DAYS[0] <= late.day - early.day <= FRESH_DAYS[1]:
        return False
    return bool(early.days) and any(d > early.day + 1 for d in late.days)


def _other_numbers(early: Profile, late: Profile) -> bool:
    """Whether both pages give numbers and none in common."""
    return bool(early.numbers) and bool(late.numbers) and not early.numbers & late.numbers


def _looks_back(early: Profile, late: Profile) -> bool:
    """Whether the later page speaks of the days around the earlier one."""
    return early.day is not None and any(early.day - 3 <= d <= early.day + 1 for d in late.days)


@dataclass(frozen=True, slots=True)
class Graph:
    """Weights of all pages and the closeness of those pairs that have enough in common to be compared."""

    weights: tuple[Weights, ...]
    links: dict[tuple[int, int], float]
    found: Counter[str]
    neighbours: dict[int, list[int]]

    def near(self, row: int) -> list[int]:
        """The pages that ``row`` has a link with."""
        return self.neighbours.get(row, [])

    def mean(self, row: int, group: Sequence[int]) -> float:
        """Mean closeness of ``row`` to the pages of ``group``; pages without a link count as 0."""
        return sum(self.links.get((min(row, other), max(row, other)), 0.0) for other in group) / max(1, len(group))


def link(profiles: Sequence[Profile]) -> Graph:
    """Compare each page with the pages that share some of its heaviest words."""
    found = frequencies(profiles)
    weights = tuple(weigh(p.counts, p.capital, p.language, found, len(profiles)) for p in profiles)
    near = _near_vectors(profiles)
    index: dict[str, list[int]] = {}
    links: dict[tuple[int, int], float] = {}
    for row, (page, own) in enumerate(zip(profiles, weights, strict=True)):
        keys = heapq.nlargest(KEYS, own.all, key=lambda w: (own.all[w], w))
        names = heapq.nlargest(KEYS // 2, own.names, key=lambda w: (own.names[w], w))
        hits: Counter[int] = Counter(near.get(row, ()))
        for word in dict.fromkeys((*keys, *names)):
            known = index.setdefault(word, [])
            hits.update(known[-CROWDED:])
            known.append(row)
        for other in sorted(hits):
            if hits[other] >= 2 or page.language != profiles[other].language or other in near.get(row, ()):
                value = closeness(profiles[other], page, weights[other], own).value
                if value > 0:
                    links[other, row] = value
    neighbours: dict[int, list[int]] = {}
    for a, b in links:
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    return Graph(weights, links, found, neighbours)


def _near_vectors(profiles: Sequence[Profile]) -> dict[int, list[int]]:
    """For each page the pages shortly before it whose vectors are near, whatever words they use."""
    rows = [row for row, p in enumerate(profiles) if p.vector is not None]
    if not rows:
        return {}
    matrix = np.stack([v for p in profiles if (v := p.vector) is not None])
    out: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        first = max(0, place - RECENT)
        close = np.flatnonzero(matrix[first:place] @ matrix[place] >= NEAR)
        if len(close):
            out[row] = [rows[first + int(c)] for c in close]
    return out


def clusters(count: int, links: dict[tuple[int, int], float], least: float) -> list[list[int]]:
    """Average-link clusters: join the closest two as long as their mean closeness reaches ``least``.

    Pairs without a link count as 0. Ties go to the earlier rows, so the result does not depend on anything else.
    """
    members = {row: [row] for row in range(count)}
    sums: dict[int, dict[int, float]] = {row: {} for row in range(count)}
    for (a, b), value in links.items():
        sums[a][b] = value
        sums[b][a] = value
    heap = [(-value, a, b, 1, 1) for (a, b), value in links.items() if value >= least]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) != size_a or len(members[b]) != size_b:
            continue
        members[a].extend(members.pop(b))
        theirs = sums.pop(b)
        sums[a].pop(b)
        for other, value in theirs.items():
            if other == a:
                continue
            sums[other].pop(b)
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
        for other, value in sorted(sums[a].items()):
            smaller = min(len(members[a]), len(members[other]))
            mean = value / (len(members[a]) * len(members[other])) / (1.0 + GROWN * math.log2(smaller))
            if mean >= least:
                x, y = min(a, other), max(a, other)
                heapq.heappush(heap, (-mean, x, y, len(members[x]), len(members[y])))
    return [sorted(m) for _, m in sorted(members.items())]
