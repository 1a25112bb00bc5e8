"""Tolls: the dead, the injured, the missing. One number however it grew, told by a claim that gives its last value.

Pages that give 3, 6 and 10 dead do not speak of three things. A toll belongs to the claim whose wording gives its
latest value and that most pages tell; the other claims that hold it say something else of their own, or nothing new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lagebild.model import Claim, Picture, Quantity, Series
from lagebild.story.series_bounds import agree
from lagebild.story.series_profile import EXCLUSIVE

STATES = frozenset(f"@{state}" for state in EXCLUSIVE)
ENOUGH = 3
"""Pages that give a toll."""
STILL = 0.1
"""Share by which a value may fall short of the latest and still be its rounding."""
ANOTHER = 9
"""Telling words from which a wording that holds a toll says more than the toll."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A toll of a story: who gives it where, and the claim that tells it.

    ``pages`` and ``voices`` give any of its values; ``old`` are the statements that give none but earlier ones,
    ``current`` those that give the latest.
    """

    series: str
    pages: frozenset[str]
    voices: frozenset[str]
    current: frozenset[str]
    old: frozenset[str]
    teller: str | None = None


def tolls_of(picture: Picture) -> tuple[Toll, ...]:
    """The tolls of a picture that three pages give, or two of a story that has no more."""
    quantities = {q.id: q for a in picture.analyses for q in a.quantities}
    sizes = {story.id: len(story.documents) for story in picture.stories}
    out = []
    for series in picture.series:
        pages = {quantities[p.quantity].doc for p in series.points}
        if _is_toll(series, quantities) and len(pages) >= min(ENOUGH, max(2, sizes.get(series.story or "", ENOUGH))):
            out.append(_toll(picture, series, quantities))
    return tuple(out)


def outdated(picture: Picture) -> frozenset[str]:
    """Ids of the claims that give nothing but a value of a toll which later pages have replaced."""
    tolls = tolls_of(picture)
    old = frozenset[str]().union(*(t.old for t in tolls)).difference(*(t.current for t in tolls))
    return frozenset(c.id for c in picture.claims if old.issuperset(c.statements))


def _is_toll(series: Series, quantities: Mapping[str, Quantity]) -> bool:
    """Whether a series counts in what state people or things are."""
    points = [quantities[p.quantity] for p in series.points]
    marked = sum(not STATES.isdisjoint(q.keys) for q in points)
    return 2 * marked > len(points) and all(q.kind == "count" for q in points) and series.tense != "planned"


def _toll(picture: Picture, series: Series, quantities: Mapping[str, Quantity]) -> Toll:
    points = [quantities[p.quantity] for p in series.points]
    latest = _latest(picture, points)
    people = {member: actor.id for actor in picture.actors for member in actor.members}
    current: set[str] = set()
    old: set[str] = set()
    voices: set[str] = set()
    for analysis in picture.analyses:
        here = [q for q in points if q.doc == analysis.doc]
        for statement in analysis.statements if here else ():
            held = [q for q in here if any(piece.covers(q.number) for piece in statement.content)]
            if not held:
                continue
            (current if any(_is_still(q, latest) for q in held) else old).add(statement.id)
            if voice := people.get((statement.doc, statement.actor or "")):
                voices.add(voice)
    return Toll(
        series.id,
        frozenset(q.doc for q in points),
        frozenset(voices),
        frozenset(current),
        frozenset(old),
        _teller(picture.claims, current, {s.id: len(s.keys) for a in picture.analyses for s in a.statements}),
    )


def _latest(picture: Picture, points: Sequence[Quantity]) -> Quantity:
    """What most pages of the last day give; of two the larger."""
    days = {d.id: (d.published or "")[:10] for d in picture.documents}
    last = max(days[q.doc] for q in points)
    given = {(q.value, q.doc) for q in points if days[q.doc] == last}
    values = Counter(value for value, _ in given)
    best = max(values, key=lambda v: (values[v], v or 0.0))
    return next(q for q in points if days[q.doc] == last and q.value == best)


def _is_still(quantity: Quantity, latest: Quantity) -> bool:
    """Whether a value is the latest one, perhaps rounded."""
    if quantity.value is None or latest.value is None:
        return quantity.value == latest.value
    short = abs(quantity.value - latest.value) > STILL * latest.value
    return agree(quantity, latest) and not short


def _teller(claims: Sequence[Claim], current: set[str], words: Mapping[str, int]) -> str | None:
    """The claim most of whose statements give the latest value, in its wording if there is one; of two the shorter."""

    def fit(claim: Claim) -> tuple[bool, int, int, int, str]:
        giving = [s for s in claim.statements if s in current]
        pages, shortest = len({s.rsplit(".", 1)[0] for s in giving}), min(words[s] for s in giving)
        return not _wording_gives(claim, current), -pages, -len(giving), shortest, claim.id

    return min((fit(c) for c in claims if not current.isdisjoint(c.statements)), default=(True, 0, 0, 0, None))[-1]


def _wording_gives(claim: Claim, current: set[str]) -> bool:
    span = claim.wording.span
    return f"{claim.wording.doc}.s{span.begin}-{span.end}" in current
