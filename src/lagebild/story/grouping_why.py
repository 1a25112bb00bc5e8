"""Why two pages are one story or two, in plain words."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date

from lagebild.model import Picture
from lagebild.story.grouping import CLOSE, CLOSE_VECTORS
from lagebild.story.grouping_hand import story_id
from lagebild.story.grouping_links import closeness, link
from lagebild.story.grouping_profile import as_written, own_words, profile, standing_passages

WORDS = 8
KINDS = {
    "merge_stories": "put together",
    "split_story": "taken apart",
    "not_this_story": "taken out of the story",
}


def why_story(picture: Picture, a: str, b: str) -> tuple[str, ...]:
    """The facts that hold pages ``a`` and ``b`` together or keep them apart."""
    analyses = {x.doc: x for x in picture.analyses}
    documents = [d for d in picture.documents if d.id in analyses]
    standing = standing_passages(documents, picture.reuse)
    profiles = [profile(d, analyses[d.id], standing.get(d.id, ())) for d in documents]
    rows = {d.id: row for row, d in enumerate(documents)}
    here, there = rows[a], rows[b]
    one, two = profiles[here], profiles[there]
    graph = link(profiles)
    wa, wb = graph.weights[here], graph.weights[there]
    near = closeness(one, two, wa, wb)
    same = one.language == two.language
    left, right = (wa.all, wb.all) if same else (wa.names, wb.names)
    both = {w: left[w] * right[w] for w in left if w in right}
    words = heapq.nlargest(WORDS, both, key=lambda w: (both[w], w))
    least = CLOSE if near.vectors is None else CLOSE_VECTORS
    out = [*_verdict(picture, a, b), f"closeness {near.value:.2f}; pages of one story average at least {least:.2f}"]
    if words:
        texts = [f"{documents[r].title or ''} {own_words(documents[r])}" for r in (here, there)]
        kind = "words" if same else "names and numbers"
        out.append(f"{kind} in common: {', '.join(as_written(words, texts))}")
    if near.vectors is not None:
        out.append(f"likeness of headline and lead by the encoder: {near.vectors:.2f}")
    if near.days:
        out.append(f"days they both speak of: {', '.join(date.fromordinal(d).isoformat() for d in near.days)}")
    elif one.days and two.days:
        out.append("they speak of no day in common")
    if one.day is None or two.day is None:
        out.append("a page has no date, so time does not count")
    elif near.time < 1:
        out.append(f"{abs(one.day - two.day)} days apart, which leaves {near.time:.0%} of the likeness")
    return tuple(out)


def _verdict(picture: Picture, a: str, b: str) -> Iterator[str]:
    """Whether the pages share a story, and what people said about it."""
    shared = [s for s in picture.stories if a in s.documents and b in s.documents]
    if shared:
        yield from (f"one story: {s.title or s.id}" for s in shared)
    else:
        yield "different stories"
    for said in picture.corrections:
        pages = {d for d in (a, b) if {said.target, said.value} & {d, story_id(d)}}
        stories = {s.id for s in picture.stories if pages & set(s.documents)}
        if said.kind in KINDS and pages and {said.target, said.value} <= {a, b, story_id(a), story_id(b)} | stories:
            yield f"{KINDS[said.kind]} by {said.who} on {said.when}: {said.why}"
