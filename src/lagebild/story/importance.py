"""Which claims come first: a documented, deterministic order.

Compared in this order; the first difference decides:

1. claims about what is so, what happened and what is planned, before warnings, demands and opinions;
2. standing: confirmed, disputed, denied, withdrawn, unconfirmed, then reported; a standing that rests on one voice
   alone, without a claim it is a special case of, ranks as reported: nobody else told what it settles;
3. more independent origins; 4. more pages; 5. told in a headline or lead; 6. the later day of its last turn;
7. the place in the pages.

A claim that is only a special case of one already listed is passed over until everything else is listed.
"""

from __future__ import annotations

from lagebild.model import Claim, Picture, Standing, StoryGroup

STANDING_ORDER: tuple[Standing, ...] = ("confirmed", "disputed", "denied", "withdrawn", "unconfirmed", "reported")
FACTUAL: frozenset[str] = frozenset({"event", "state", "plan"})
PROMINENT: frozenset[str] = frozenset({"headline", "kicker", "lead"})


def most_important(picture: Picture, story: StoryGroup, limit: int = 5) -> tuple[str, ...]:
    """Ids of the story's claims, the most important first, at most ``limit``."""
    prominent = _prominent(picture)
    ranked = sorted(
        (_rank(claim, prominent, place), claim.id, claim.supports)
        for place, claim in enumerate(picture.claims)
        if claim.story == story.id
    )
    first: list[str] = []
    later: list[str] = []
    for _, claim, general in ranked:
        (later if set(first).intersection(general) else first).append(claim)
    return tuple((*first, *later)[:limit])


def _rank(
    claim: Claim, prominent: frozenset[str], place: int
) -> tuple[bool, int, int, int, bool, tuple[int, ...], int]:
    latest = max((t.date for t in claim.history if t.date), default="")
    return (
        claim.kind not in FACTUAL,
        STANDING_ORDER.index("reported" if _alone(claim) else claim.standing),
        -claim.origins.origins,
        -claim.origins.articles,
        prominent.isdisjoint(claim.statements),
        tuple(-ord(c) for c in latest[:10]),
        place,
    )


def _alone(claim: Claim) -> bool:
    voices = claim.corroboration.supporting + claim.corroboration.opposing
    return voices <= 1 and not claim.supports


def _prominent(picture: Picture) -> frozenset[str]:
    """Ids of statements that stand in a headline, kicker or lead."""
    marks = {d.id: [b.span for b in d.blocks if b.kind in PROMINENT] for d in picture.documents}
    return frozenset(
        s.id
        for analysis in picture.analyses
        for s in analysis.statements
        if any(mark.covers(s.content[0]) for mark in marks.get(analysis.doc, ()))
    )
