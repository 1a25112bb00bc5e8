"""Alignment of two texts: which passages of one stand in the other, word by word, light rewriting bridged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lagebild.story.reuse_index import SHINGLE, Hashes, Places, Tokens

BRIDGE = 12
"""A gap of at most this many words on both sides joins two runs that are each longer than the gap."""

SOLID = 6
"""Equal words in a row that hardly come about by chance."""

LEAST = 5
"""A passage of fewer equal words is a phrase, not a passage."""


BLOCK = 32
"""Words compared at once."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``a0..a1`` of one text stand as ``b0..b1`` (both included) in the other.

    ``same`` of them are equal, ``solid`` of them in unbroken stretches of at least ``SOLID`` words.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    same: int
    solid: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready for alignment: its words, its distinct shingles (sorted) and where each first stands."""

    tokens: Tokens
    shingles: Hashes
    places: Places


def align(a: Prepared, b: Prepared) -> tuple[Run, ...]:
    """The passages that ``a`` and ``b`` share, in the order of ``a``; they do not overlap in ``a`` nor in ``b``."""
    runs = _merge(_widen(_seeds(a, b), a.tokens, b.tokens))
    return tuple(r for r in runs if r.same >= LEAST)


def _seeds(a: Prepared, b: Prepared) -> list[Run]:
    """Maximal stretches of equal words found through shared shingles."""
    if not len(a.shingles) or not len(b.shingles):
        return []
    near = np.minimum(np.searchsorted(b.shingles, a.shingles), len(b.shingles) - 1)
    ia = np.flatnonzero(b.shingles[near] == a.shingles)
    ib = near[ia]
    if not len(ia):
        return []
    pa, pb = a.places[ia], b.places[ib]
    order = np.argsort(pa, kind="stable")
    pa, pb = pa[order], pb[order]
    cuts = np.flatnonzero((np.diff(pa) != 1) | (np.diff(pb) != 1)) + 1
    first = np.concatenate(([0], cuts))
    last = np.concatenate((cuts - 1, [len(pa) - 1]))
    size = SHINGLE - 1
    return [
        Run(x0, x1 + size, y0, y1 + size, x1 + size - x0 + 1, 0)
        for x0, x1, y0, y1 in zip(
            pa[first].tolist(), pa[last].tolist(), pb[first].tolist(), pb[last].tolist(), strict=True
        )
    ]


def _widen(runs: list[Run], a: Tokens, b: Tokens) -> list[Run]:
    """Take each run as far as the words agree, and cut off what an earlier run already holds."""
    wa, wb = a.words.tolist(), b.words.tolist()
    taken: list[Run] = []
    used = bytearray(len(wb))
    reach = -1
    for run in runs:
        a0, a1, b0, b1 = run.a0, run.a1, run.b0, run.b1
        skip = max(0, reach + 1 - a0)
        a0, b0 = a0 + skip, b0 + skip
        if a0 > a1:
            continue
        while a0 > reach + 1 and b0 > 0 and wa[a0 - 1] == wb[b0 - 1] and not used[b0 - 1]:
            a0, b0 = a0 - 1, b0 - 1
        more = _agreeing(wa, wb, used, a1 + 1, b1 + 1)
        a1, b1 = a1 + more, b1 + more
        while b0 <= b1 and used[b0]:
            a0, b0 = a0 + 1, b0 + 1
        while b1 >= b0 and used[b1]:
            a1, b1 = a1 - 1, b1 - 1
        if b0 > b1 or used.find(1, b0, b1 + 1) >= 0:
            continue
        used[b0 : b1 + 1] = b"\x01" * (b1 + 1 - b0)
        taken.append(Run(a0, a1, b0, b1, a1 - a0 + 1, a1 - a0 + 1 if a1 - a0 + 1 >= SOLID else 0))
        reach = a1
    return taken


def _agreeing(wa: list[int], wb: list[int], used: bytearray, a: int, b: int) -> int:
    """How many words from ``a`` and ``b`` on are equal and unused; whole blocks are compared at once."""
    count = 0
    while wa[a + count : a + count + BLOCK] == wb[b + count : b + count + BLOCK]:
        end = b + count + BLOCK
        if end > len(wb) or a + count + BLOCK > len(wa) or used.find(1, b + count, end) >= 0:
            break
        count += BLOCK
    most = min(len(wa) - a, len(wb) - b)
    while count < most and wa[a + count] == wb[b + count] and not used[b + count]:
        count += 1
    return count


def _merge(runs: list[Run]) -> list[Run]:
    """Join neighbouring runs across short rewritten stretches."""
    out: list[Run] = []
    for run in runs:
        if out:
            before = out[-1]
            gap_a, gap_b = run.a0 - before.a1 - 1, run.b0 - before.b1 - 1
            limit = min(BRIDGE, max(before.same, run.same))
            if 0 <= gap_a <= limit and 0 <= gap_b <= limit:
                out[-1] = Run(before.a0, run.a1, before.b0, run.b1, before.same + run.same, before.solid + run.solid)
                continue
        out.append(run)
    return out
