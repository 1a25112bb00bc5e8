"""From documents and their analyses to the picture of the day: a straight recipe of pure steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lagebild.model import (
    Analysis,
    Correction,
    Document,
    NotRead,
    Picture,
    Reuse,
    Stance,
)
from lagebild.story.actors import merge_actors
from lagebild.story.claims import build_claims
from lagebild.story.corrections import apply_corrections
from lagebild.story.grouping import group_stories
from lagebild.story.series import build_series


def date_through_copies(documents: Sequence[Document], reuse: Reuse) -> tuple[Document, ...]:
    """Give an undated page the day of a dated page that carries the same text, marked with basis "copy".

    The origin's day is taken if it is known, else the earliest day in the family. Pages that stay undated are
    returned unchanged.
    """
    by_id = {d.id: d for d in documents}
    dates: dict[str, str] = {}
    for family in reuse.families:
        if "text" not in family.basis:
            continue
        origin = by_id[family.origin].published if family.origin else None
        known = sorted(p for d in family.documents if (p := by_id[d].published))
        day = origin or (known[0] if known else None)
        if day:
            dates |= {d: day[:10] for d in family.documents if not by_id[d].published}
    return tuple(replace(d, published=dates[d.id], published_basis="copy") if d.id in dates else d for d in documents)


def latest_day(documents: Sequence[Document]) -> str | None:
    """The latest day any page gives for itself: the reader's day when none is asked for."""
    days = [d[:10] for doc in documents for d in (doc.published, doc.modified) if d]
    return max(days, default=None)


def after(document: Document, as_of: str | None) -> bool:
    """Whether a page appeared after the day the reader stands on."""
    return bool(as_of and document.published and document.published[:10] > as_of[:10])


def _turned(analysis: Analysis, stances: Mapping[str, Stance]) -> Analysis:
    """The analysis with the stances that statements take towards their claim."""
    if not any(s.id in stances for s in analysis.statements):
        return analysis
    told = tuple(replace(s, stance=stances.get(s.id, s.stance)) for s in analysis.statements)
    return replace(analysis, statements=told)


def build_picture(
    documents: Sequence[Document],
    analyses: Sequence[Analysis],
    reuse: Reuse,
    as_of: str | None,
    corrections: Sequence[Correction] = (),
    not_read: Sequence[NotRead] = (),
) -> Picture:
    """Join everything known about the pages on one day.

    ``analyses`` run parallel to ``documents``. Pages that appeared after ``as_of`` keep their place among the
    documents but feed neither stories nor claims; they are listed in ``not_read`` with that reason.
    """
    day = as_of or latest_day(documents)
    applied = apply_corrections(documents, analyses, corrections)
    pairs = [(d, a) for d, a in zip(documents, applied, strict=True) if not after(d, day)]
    late = [NotRead(d.ref, f"published {d.published}, after {day}") for d in documents if after(d, day)]
    seen = tuple(d for d, _ in pairs)
    found = tuple(a for _, a in pairs)
    ids = {d.id for d in seen}
    known = Reuse(
        families=tuple(f for f in reuse.families if ids.issuperset(f.documents)),
        passages=tuple(p for p in reuse.passages if p.copy.doc in ids and p.source.doc in ids),
        upstreams=tuple(u for u in reuse.upstreams if u.doc in ids and (u.source is None or u.source in ids)),
        stale=tuple(u for u in reuse.stale if u.doc in ids and (u.source is None or u.source in ids)),
    )
    stories = group_stories(seen, found, known, corrections)
    actors = merge_actors(seen, found)
    claims, stances = build_claims(seen, found, known, stories, actors, day, corrections)
    return Picture(
        as_of=day,
        documents=tuple(documents),
        analyses=tuple(_turned(a, stances) for a in found),
        reuse=known,
        stories=stories,
        actors=actors,
        claims=claims,
        series=build_series(seen, found, stories, day),
        not_read=(*not_read, *late),
        corrections=tuple(corrections),
    )
