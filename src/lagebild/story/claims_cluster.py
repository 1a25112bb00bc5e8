"""From judged pairs to groups: average-link agglomeration that never joins what is barred.

Two groups are joined if the mean likelihood over all their cross pairs (unjudged pairs count as unlikely) is at
least one half, best first. Pairs that must stay together (a denial and what it denies, a person's correction) are
joined beforehand; barred pairs keep their groups apart for good.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lagebild.story.claims_pairs import Pair

THRESHOLD = 0.5
UNJUDGED = 0.15
"""What a pair that was not even nominated counts for."""


def cluster(
    size: int,
    pairs: Sequence[Pair],
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    threshold: float = THRESHOLD,
) -> tuple[tuple[int, ...], ...]:
    """Groups of the items ``0 … size-1``, each sorted, ordered by their first member.

    ``together`` wins over ``apart`` only where it is stated; ``apart`` wins over every likelihood.
    """
    groups = _Groups(size, pairs, apart)
    for a, b in together:
        groups.unite(a, b)
    groups.agglomerate(threshold)
    return groups.result()


class _Groups:
    def __init__(self, size: int, pairs: Sequence[Pair], apart: Iterable[tuple[int, int]]) -> None:
        self.home = list(range(size))
        self.members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self.links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.barred: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            self.links[pair.left][pair.right] = self.links[pair.right][pair.left] = (pair.likely, 1)
            if pair.barred:
                self._bar(pair.left, pair.right)
        for a, b in apart:
            self._bar(a, b)

    def _bar(self, a: int, b: int) -> None:
        self.barred[a].add(b)
        self.barred[b].add(a)

    def unite(self, a: int, b: int) -> None:
        left, right = sorted((self.home[a], self.home[b]))
        if left != right:
            self._merge(left, right)

    def _mean(self, a: int, b: int) -> float:
        total, count = self.links[a][b]
        cross = len(self.members[a]) * len(self.members[b])
        return (total + UNJUDGED * (cross - count)) / cross

    def _merge(self, keep: int, drop: int) -> None:
        for member in self.members[drop]:
            self.home[member] = keep
        self.members[keep] = sorted(self.members[keep] + self.members.pop(drop))
        for other, (total, count) in self.links.pop(drop, {}).items():
            self.links[other].pop(drop, None)
            if other == keep:
                continue
            old_total, old_count = self.links[keep].get(other, (0.0, 0))
            self.links[keep][other] = self.links[other][keep] = (old_total + total, old_count + count)
        self.links[keep].pop(drop, None)
        for other in self.barred.pop(drop, set()):
            self.barred[other].discard(drop)
            if other != keep:
                self._bar(keep, other)

    def agglomerate(self, threshold: float) -> None:
        heap = [
            (-self._mean(a, b), a, b, len(self.members[a]), len(self.members[b]))
            for a in sorted(self.links)
            for b in sorted(self.links[a])
            if a < b
        ]
        heapq.heapify(heap)
        while heap:
            score, a, b, size_a, size_b = heapq.heappop(heap)
            if -score < threshold:
                break
            fresh = a in self.members and b in self.members
            if not fresh or (len(self.members[a]), len(self.members[b])) != (size_a, size_b) or b in self.barred[a]:
                continue
            self._merge(a, b)
            for other in sorted(self.links[a]):
                left, right = min(a, other), max(a, other)
                sizes = (len(self.members[left]), len(self.members[right]))
                heapq.heappush(heap, (-self._mean(left, right), left, right, *sizes))

    def result(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(self.members[g]) for g in sorted(self.members, key=lambda g: self.members[g][0]))
