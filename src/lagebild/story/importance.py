"""Which claims come first: a documented, deterministic order.

Claims about what is so, what happened and what is planned come before warnings, demands and opinions; what a page of
opinion says in its own words is an opinion. Among the claims the one with more points comes first:

* one for every page that tells it or gives its number (the same value of the same thing, from 5 upwards) and one for
  every independent origin that takes a side, for or against, unless it is unclear who that is, or the page itself,
  which has been counted. The dead, the injured, the missing and the like are one number however it grew: every page
  and every named voice that gives it counts for the one claim that tells its latest value (``tolls``);
* two if it was withdrawn, or if it is confirmed or disputed and two origins at least took a side; one if it is denied
  or unconfirmed and two took a side: what one voice alone says, nobody else was asked about;
* one if it is told in a headline or lead.

Of equal points the later day of the last turn decides (no day comes last), then the place in the pages. These wait
until everything else is listed: a special case of a claim already listed, or the general one of it; a claim whose
number a listed one has given; an earlier value of a number that has grown since; what cannot be read by itself because
its wording holds fewer than two telling words; last, what one page tells in its own words. Of the first five no two
are made by the same voice and nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from lagebild.model import Claim, Picture, Place, Span, Standing, Statement, StoryGroup
from lagebild.story.claims_items import COUNTED
from lagebild.story.claims_pairs import COUNTABLE
from lagebild.story.openings import opens_with
from lagebild.story.tolls import ANOTHER, Toll, tolls_of

Rank: TypeAlias = tuple[bool, int, tuple[int, ...], int]
Number: TypeAlias = tuple[str, float | None, float | None]
"""A series and a value's bounds."""

POINTS: Mapping[Standing, int] = {"withdrawn": 2, "confirmed": 2, "disputed": 2, "denied": 1, "unconfirmed": 1}
"""Points for a standing other than reported."""
FACTUAL: frozenset[str] = frozenset({"event", "state", "plan"})
PROMINENT: frozenset[str] = frozenset({"headline", "kicker", "lead"})
FRONT = 5
UNDATED = (0,)
"""Comes after every day."""
READABLE = 2
"""Telling words of a wording that can be read by itself."""
TELLING_LETTERS = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """Where things are told: the page of each statement, its numbers, their pages, and what stands in front."""

    page: Mapping[str, str]
    numbers: Mapping[str, frozenset[Number]]
    given: Mapping[Number, frozenset[str]]
    tolls: tuple[Toll, ...]
    prominent: frozenset[str]
    unclear: frozenset[str]
    """Statements of which it is unclear who makes them."""
    itself: frozenset[str]
    """Statements that a page makes in its own words."""
    opinion: frozenset[str]
    """Of these, the ones on pages of opinion."""
    words: Mapping[Place, int]
    """How many telling words a wording has."""

    def numbers_of(self, claim: Claim) -> frozenset[Number]:
        """Numbers of a claim that more than one page gives."""
        found = frozenset[Number]().union(*(self.numbers.get(s, frozenset()) for s in claim.statements))
        return frozenset(n for n in found if len(self.given[n]) > 1)

    def pages_of(self, claim: Claim) -> frozenset[str]:
        """Pages that tell the claim, and those that give its number or the toll it tells."""
        told = frozenset(self.page[s] for s in claim.statements)
        numbers = (self.given[n] for n in self.numbers_of(claim))
        return told.union(*numbers, *(t.pages for t in self.tolls if t.teller == claim.id))

    def voices_of(self, claim: Claim) -> int:
        """Origins that take a side, or named voices that give the toll a claim tells, whichever are more."""
        groups = claim.origins.groups
        nobody = sum(self.unclear.issuperset(g.statements) or self.itself.issuperset(g.statements) for g in groups)
        sides = claim.corroboration.supporting + claim.corroboration.opposing - nobody
        return max(sides, *(len(t.voices) for t in self.tolls if t.teller == claim.id), 0)

    def asked(self, claim: Claim) -> bool:
        """Whether two origins at least took a side."""
        nobody = sum(self.unclear.issuperset(g.statements) for g in claim.origins.groups)
        return claim.corroboration.supporting + claim.corroboration.opposing - nobody > 1

    def readable(self, claim: Claim) -> bool:
        """Whether a claim's wording can be read by itself: it tells enough and does not begin with a pronoun."""
        return self.words.get(claim.wording, READABLE) >= READABLE and opens_with(claim.label) != "pronoun"

    def only_voice(self, claim: Claim) -> str | None:
        """Who alone makes a claim: no page tells it in its own words, nobody else takes a side, it tells no toll."""
        actors = {g.actor for g in claim.origins.groups}
        told = not self.itself.isdisjoint(claim.statements) or any(t.teller == claim.id for t in self.tolls)
        return next(iter(actors)) if len(actors) == 1 and not told and not claim.corroboration.opposing else None

    def own(self, claim: Claim) -> bool:
        """Whether a single page tells a claim in its own words, and no toll by it."""
        alone = self.itself.issuperset(claim.statements) and len({self.page[s] for s in claim.statements}) == 1
        return alone and all(t.teller != claim.id for t in self.tolls)

    def retold(self, claim: Claim, listed: AbstractSet[str], numbers: AbstractSet[Number]) -> bool:
        """Whether a claim gives an earlier value of a toll, or little but numbers that claims listed before gave."""
        mine = self.numbers_of(claim)
        if mine & numbers:
            return True
        said = {*claim.statements}
        held = [t for t in self.tolls if said & (t.current | t.old) and t.teller != claim.id]
        if not held or not all(t.teller for t in held):
            return False
        if all(not said & t.current for t in held):
            return True
        short = self.words.get(claim.wording, 0) < ANOTHER
        return short and all(t.teller in listed for t in held)


def most_important(picture: Picture, story: StoryGroup, limit: int = 5) -> tuple[str, ...]:
    """Ids of the story's claims, the most important first, at most ``limit``."""
    told = _told(picture)
    ranked = sorted(
        ((_rank(c, told, place), c) for place, c in enumerate(picture.claims) if c.story == story.id),
        key=lambda r: r[0],
    )
    first: list[Claim] = []
    later: list[Claim] = []
    own: list[Claim] = []
    listed: set[str] = set()
    general: set[str] = set()
    numbers: set[Number] = set()
    for _, claim in ranked:
        if told.own(claim):
            own.append(claim)
            continue
        special = claim.id in general or not listed.isdisjoint(claim.supports)
        if special or told.retold(claim, listed, numbers) or not told.readable(claim):
            later.append(claim)
        else:
            first.append(claim)
            listed.add(claim.id)
            general.update(claim.supports)
            numbers |= told.numbers_of(claim)
    return tuple(c.id for c in (*_one_each(first, told), *later, *own)[:limit])


def _one_each(claims: Sequence[Claim], told: _Told) -> list[Claim]:
    """The claims in order, but among the first of them no voice alone makes more than one."""
    front: list[Claim] = []
    rest: list[Claim] = []
    voices: set[str] = set()
    for claim in claims:
        voice = told.only_voice(claim)
        if len(front) == FRONT or voice in voices:
            rest.append(claim)
        else:
            front.append(claim)
            voices |= {voice} if voice else set()
    return [*front, *rest]


def _rank(claim: Claim, told: _Told, place: int) -> Rank:
    latest = max((t.date for t in claim.history if t.date), default="")
    view = claim.kind not in FACTUAL or told.opinion.issuperset(claim.statements)
    return view, -_points(claim, told), tuple(-ord(c) for c in latest[:10]) or UNDATED, place


def _points(claim: Claim, told: _Told) -> int:
    settled = POINTS.get(claim.standing, 0) if told.asked(claim) or claim.standing == "withdrawn" else 0
    in_front = not told.prominent.isdisjoint(claim.statements)
    return len(told.pages_of(claim)) + told.voices_of(claim) + settled + in_front


def _told(picture: Picture) -> _Told:
    tolls = tolls_of(picture)
    names = {t.series for t in tolls}
    series = {point.quantity: s.id for s in picture.series for point in s.points if s.id not in names}
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
    opinions = {d.id for d in picture.documents if d.kind == "comment"}
    statements = [s for analysis in picture.analyses for s in analysis.statements]
    return _Told(
        page,
        numbers,
        {n: frozenset(pages) for n, pages in given.items()},
        tolls,
        _prominent(picture),
        frozenset(s.id for s in statements if s.unclear),
        frozenset(s.id for s in statements if s.actor is None and not s.unclear),
        frozenset(s.id for s in statements if s.doc in opinions and s.actor is None),
        {Place(s.doc, Span(s.content[0].begin, s.content[-1].end)): _telling_words(s) for s in statements},
    )


def _telling_words(statement: Statement) -> int:
    """Base forms that tell something: not the short ones of grammar ("uns", "why")."""
    return sum(len(key) >= TELLING_LETTERS for key in statement.keys)


def _prominent(picture: Picture) -> frozenset[str]:
    """Ids of statements that stand in a headline, kicker or lead."""
    marks = {d.id: [b.span for b in d.blocks if b.kind in PROMINENT] for d in picture.documents}
    return frozenset(
        s.id
        for analysis in picture.analyses
        for s in analysis.statements
        if any(mark.covers(s.content[0]) for mark in marks.get(analysis.doc, ()))
    )
