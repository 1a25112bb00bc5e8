"""Which claims come first: a documented, deterministic order.

Claims about what is so, what happened and what is planned come before warnings, demands and opinions. Among them the
one with more points comes first:

* one for every page that tells it or gives its number (the same value of the same thing, from 13 upwards) and one
  for every independent origin that takes a side, for or against, unless it is unclear who that is;
* two if it was withdrawn, or if it is confirmed or disputed and two origins at least took a side; one if it is denied
  or unconfirmed and two took a side: what one voice alone says, nobody else was asked about;
* one if it is told in a headline or lead.

Of equal points the later day of the last turn decides, then the place in the pages. A claim that is only a special
case of one already listed, or whose number a listed one has given, waits until everything else is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lagebild.model import Claim, Picture, Standing, StoryGroup
from lagebild.story.claims_items import COUNTED
from lagebild.story.claims_pairs import COUNTABLE

Rank: TypeAlias = tuple[bool, int, tuple[int, ...], int]
Number: TypeAlias = tuple[str, float | None, float | None]
"""A series and a value's bounds."""

POINTS: Mapping[Standing, int] = {"withdrawn": 2, "confirmed": 2, "disputed": 2, "denied": 1, "unconfirmed": 1}
"""Points for a standing other than reported."""
FACTUAL: frozenset[str] = frozenset({"event", "state", "plan"})
PROMINENT: frozenset[str] = frozenset({"headline", "kicker", "lead"})


@dataclass(frozen=True, slots=True)
class _Told:
    """Where things are told: the page of each statement, its numbers, their pages, and what stands in front."""

    page: Mapping[str, str]
    numbers: Mapping[str, frozenset[Number]]
    given: Mapping[Number, frozenset[str]]
    prominent: frozenset[str]
    unclear: frozenset[str]
    """Statements of which it is unclear who makes them."""

    def numbers_of(self, claim: Claim) -> frozenset[Number]:
        """Numbers of a claim that more than one page gives."""
        found = frozenset[Number]().union(*(self.numbers.get(s, frozenset()) for s in claim.statements))
        return frozenset(n for n in found if len(self.given[n]) > 1)

    def pages_of(self, claim: Claim) -> frozenset[str]:
        """Pages that tell the claim, and those that give its number."""
        told = frozenset(self.page[s] for s in claim.statements)
        return told.union(*(self.given[n] for n in self.numbers_of(claim)))


def most_important(picture: Picture, story: StoryGroup, limit: int = 5) -> tuple[str, ...]:
    """Ids of the story's claims, the most important first, at most ``limit``."""
    told = _told(picture)
    ranked = sorted(
        ((_rank(c, told, place), c) for place, c in enumerate(picture.claims) if c.story == story.id),
        key=lambda r: r[0],
    )
    first: list[str] = []
    later: list[str] = []
    listed: set[Number] = set()
    for _, claim in ranked:
        numbers = told.numbers_of(claim)
        if set(first).intersection(claim.supports) or listed & numbers:
            later.append(claim.id)
        else:
            first.append(claim.id)
            listed |= numbers
    return tuple((*first, *later)[:limit])


def _rank(claim: Claim, told: _Told, place: int) -> Rank:
    latest = max((t.date for t in claim.history if t.date), default="")
    return claim.kind not in FACTUAL, -_points(claim, told), tuple(-ord(c) for c in latest[:10]), place


def _points(claim: Claim, told: _Told) -> int:
    nobody = sum(told.unclear.issuperset(g.statements) for g in claim.origins.groups)
    voices = max(0, claim.corroboration.supporting + claim.corroboration.opposing - nobody)
    asked = voices > 1 or claim.standing == "withdrawn"
    settled = POINTS.get(claim.standing, 0) if asked else 0
    in_front = not told.prominent.isdisjoint(claim.statements)
    return len(told.pages_of(claim)) + voices + settled + in_front


def _told(picture: Picture) -> _Told:
    series = {point.quantity: s.id for s in picture.series for point in s.points}
    page: dict[str, str] = {}
    numbers: dict[str, frozenset[Number]] = {}
    given: dict[Number, set[str]] = {}
    for analysis in picture.analyses:
        telling = [
            (q.number, (series[q.id], q.low, q.high))
            for q in analysis.quantities
            if q.id in series and q.kind in COUNTED and (q.low or q.high or 0) >= COUNTABLE
        ]
        for _, number in telling:
            given.setdefault(number, set()).add(analysis.doc)
        for statement in analysis.statements:
            page[statement.id] = analysis.doc
            inside = frozenset(n for span, n in telling if any(piece.covers(span) for piece in statement.content))
            numbers[statement.id] = numbers.get(statement.id, frozenset()) | inside
    unclear = frozenset(s.id for analysis in picture.analyses for s in analysis.statements if s.unclear)
    return _Told(page, numbers, {n: frozenset(pages) for n, pages in given.items()}, _prominent(picture), unclear)


def _prominent(picture: Picture) -> frozenset[str]:
    """Ids of statements that stand in a headline, kicker or lead."""
    marks = {d.id: [b.span for b in d.blocks if b.kind in PROMINENT] for d in picture.documents}
    return frozenset(
        s.id
        for analysis in picture.analyses
        for s in analysis.statements
        if any(mark.covers(s.content[0]) for mark in marks.get(analysis.doc, ()))
    )
