"""Stories: pages about one event, across outlets and languages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lagebild.model import Analysis, Correction, Document, Reuse, StoryGroup

CLOSE = 0.25


def _features(document: Document, analysis: Analysis) -> frozenset[str]:
    return frozenset(analysis.names)


def group_stories(
    documents: Sequence[Document],
    analyses: Sequence[Analysis],
    reuse: Reuse,
    corrections: Sequence[Correction] = (),
) -> tuple[StoryGroup, ...]:
    """Group pages about one event, in order of their day."""
    order = sorted(range(len(documents)), key=lambda i: (documents[i].published or "9999", documents[i].id))
    groups: list[tuple[list[int], set[str]]] = []
    for i in order:
        mine = _features(documents[i], analyses[i])
        for members, known in groups:
            if mine and known and len(mine & known) >= CLOSE * min(len(mine), len(known)):
                members.append(i)
                known |= mine
                break
        else:
            groups.append(([i], set(mine)))
    out = []
    for members, _ in groups:
        days = sorted(d[:10] for i in members if (d := documents[i].published))
        first = documents[members[0]]
        name = hashlib.sha256(first.id.encode()).hexdigest()[:12]
        out.append(
            StoryGroup(
                f"s{name}",
                first.title or "",
                tuple(documents[i].id for i in members),
                days[0] if days else None,
                days[-1] if days else None,
            )
        )
    return tuple(out)


def why_story(documents: Sequence[Document], analyses: Sequence[Analysis], a: str, b: str) -> tuple[str, ...]:
    """The facts that hold two pages together or keep them apart."""
    mine = {d.id: _features(d, x) for d, x in zip(documents, analyses, strict=True)}
    both = sorted(mine[a] & mine[b])
    return (f"names in common: {', '.join(both)}",) if both else ("no names in common",)
