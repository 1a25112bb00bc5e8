"""Families of documents that carry one text, found at passage level.

A page put together from two agency texts is linked to the copies of both. Joining everything that is linked would
glue the two texts into one; so a page whose links fall into groups that use different passages of it, and that are
not linked with each other, is a bridge: it belongs to each group but does not join them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Stretch = tuple[int, int]

APART = 0.34
"""Two groups use different passages of a page if they overlap by less than this share of the smaller one."""

WIDE = 60
"""A page with more links than this is too well connected to be looked at as a bridge."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two documents (rows) that share text: the stretches in each, in code points, and the share of the shorter."""

    left: int
    right: int
    left_parts: tuple[Stretch, ...]
    right_parts: tuple[Stretch, ...]
    share: float

    def parts_of(self, row: int) -> tuple[Stretch, ...]:
        """The shared stretches in one of the two documents."""
        return self.left_parts if row == self.left else self.right_parts

    def other(self, row: int) -> int:
        """The other document."""
        return self.right if row == self.left else self.left


def covered(parts: Sequence[Stretch]) -> int:
    """How many code points the stretches cover together."""
    total, reach = 0, 0
    for begin, end in sorted(parts):
        total += max(0, end - max(begin, reach))
        reach = max(reach, end)
    return total


def shared(one: Sequence[Stretch], two: Sequence[Stretch]) -> int:
    """How many code points two sets of stretches have in common."""
    return covered(one) + covered(two) - covered([*one, *two])


def components(rows: Sequence[int], links: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Each row's component, named by its smallest row."""
    parent = {r: r for r in rows}

    def find(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for left, right in links:
        a, b = find(left), find(right)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return {r: find(r) for r in rows}


def families(edges: Sequence[Edge]) -> list[tuple[int, ...]]:
    """Groups of rows that carry one text, each ascending, in ascending order; a bridge stands in several."""
    links: dict[int, list[Edge]] = {}
    for edge in edges:
        links.setdefault(edge.left, []).append(edge)
        links.setdefault(edge.right, []).append(edge)
    bridges = {row: sides for row in sorted(links) if (sides := _sides(row, links)) is not None}
    plain = [r for r in sorted(links) if r not in bridges]
    group = components(plain, [(e.left, e.right) for e in edges if e.left not in bridges and e.right not in bridges])
    members: dict[int, set[int]] = {}
    for row, name in group.items():
        members.setdefault(name, set()).add(row)
    loose: set[tuple[int, ...]] = set()
    for row, sides in bridges.items():
        for side in sides:
            homes = sorted({group[r] for r in side if r in group})
            for home in homes:
                members[home].add(row)
            if not homes:
                loose.add(tuple(sorted((row, *side))))
    found = {tuple(sorted(m)) for m in members.values() if len(m) > 1} | loose
    return sorted(found)


def _sides(row: int, links: Mapping[int, list[Edge]]) -> list[list[int]] | None:
    """The groups a bridge stands between, or ``None`` if ``row`` is no bridge."""
    own = links[row]
    if not 1 < len(own) <= WIDE:
        return None
    near = sorted(e.other(row) for e in own)
    among = set(near)
    parts = {e.other(row): e.parts_of(row) for e in own}
    inner = [
        (e.left, e.right)
        for r in near
        for e in links[r]
        if e.left == r and e.right in among and e.right != row and shared(parts[e.left], parts[e.right])
    ]
    group = components(near, inner)
    sides: dict[int, list[int]] = {}
    for other, name in group.items():
        sides.setdefault(name, []).append(other)
    if len(sides) < 2:
        return None
    merged: list[tuple[list[int], list[Stretch]]] = []
    for side in sides.values():
        here = [p for other in side for p in parts[other]]
        for known, there in merged:
            if shared(here, there) >= APART * min(covered(here), covered(there)):
                known.extend(side)
                there.extend(here)
                break
        else:
            merged.append((list(side), here))
    return [side for side, _ in merged] if len(merged) > 1 else None
