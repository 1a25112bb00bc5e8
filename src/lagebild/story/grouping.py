"""Stories: pages about one event, across outlets and both languages.

Pages are compared by weighted words, by names and numbers across languages, and by sentence vectors where there are
some; what is far apart in time counts less, and a page that tells of a like event some days later without speaking of
the earlier one counts for another event. Clusters are formed by average link. An overview page or live blog joins no
cluster itself but is listed with every story that one of its items tells. A story is named after its earliest page, so
a new page leaves the names of the others alone.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence

from lagebild.model import Analysis, Correction, Document, Reuse, StoryGroup
from lagebild.story.grouping_hand import Verdicts, story_id
from lagebild.story.grouping_links import Graph, clusters, link
from lagebild.story.grouping_profile import (
    Profile,
    as_written,
    cosine,
    counts_of,
    own_words,
    profile,
    segments,
    standing_passages,
    weigh,
)

CLOSE = 0.115
"""Mean closeness that holds a story together, by words alone ..."""

CLOSE_VECTORS = 0.185
"""... and with sentence vectors, which are never quite apart."""

ITEM = 0.20
"""Closeness of one item of an overview page to a page of a story."""

TOLD = 0.25
"""Closeness of an item to a page from which the item tells that page's story."""

UNRELATED = 0.05
"""Pages no closer than this have nothing to do with each other."""

MANY = 40
"""A page with more neighbours or items than this is not looked at item by item."""

OVERVIEWS = frozenset({"summary", "liveblog", "index"})

COPIED = 1.0
"""Closeness of two pages that carry one text."""


def group_stories(
    documents: Sequence[Document],
    analyses: Sequence[Analysis],
    reuse: Reuse,
    corrections: Sequence[Correction] = (),
) -> tuple[StoryGroup, ...]:
    """Group pages about one event, earliest story first. ``analyses`` run parallel to ``documents``."""
    order = sorted(range(len(documents)), key=lambda i: (documents[i].published or "9999", documents[i].id))
    pages = [documents[i] for i in order]
    standing = standing_passages(documents, reuse)
    profiles = [profile(documents[i], analyses[i], standing.get(documents[i].id, ())) for i in order]
    graph = link(profiles)
    plain = [
        row
        for row, page in enumerate(pages)
        if page.kind not in OVERVIEWS and not _tells_of_many(row, pages, profiles, graph)
    ]
    links = _with_copies(pages, graph.links, reuse, frozenset(plain))
    least = CLOSE_VECTORS if any(p.vector is not None for p in profiles) else CLOSE
    alone = set(range(len(pages))) - set(plain)
    groups = [g for g in clusters(len(pages), links, least) if g[0] not in alone]
    said = Verdicts(pages, corrections)
    groups = said.apply(groups, links)
    homes = {row: said.homes(row, _homes(row, pages, profiles, graph, groups, least), groups) for row in sorted(alone)}
    full = [sorted([*g, *(row for row, named in homes.items() if i in named)]) for i, g in enumerate(groups)]
    full += [[row] for row, named in homes.items() if not named]
    anchors = [g[0] for g in groups] + [row for row, named in homes.items() if not named]
    out = [_story(pages, profiles, graph, members, anchor) for members, anchor in zip(full, anchors, strict=True)]
    return tuple(sorted(out, key=lambda s: (s.begin or "9999", s.id)))


def _with_copies(
    pages: Sequence[Document], links: Mapping[tuple[int, int], float], reuse: Reuse, plain: frozenset[int]
) -> dict[tuple[int, int], float]:
    """The links among plain pages, those of one text family raised: a copy tells the story of its text."""
    out = {pair: value for pair, value in links.items() if pair[0] in plain and pair[1] in plain}
    row_of = {page.id: row for row, page in enumerate(pages)}
    for family in reuse.families:
        rows = sorted(row_of[d] for d in family.documents if d in row_of and row_of[d] in plain)
        for a in rows[:50]:
            for b in rows:
                if a < b and (a, b) in out:
                    out[a, b] = max(out[a, b], COPIED)
    return out


def _tells_of_many(row: int, pages: Sequence[Document], profiles: Sequence[Profile], graph: Graph) -> bool:
    """Whether different items of a page tell of pages that have nothing to do with each other."""
    near = sorted(o for o in graph.near(row) if profiles[o].language == profiles[row].language)
    if not 2 <= len(near) <= MANY or not 2 <= len(items := segments(pages[row])) <= MANY:
        return False
    weights = []
    for text in items:
        counts, capital = counts_of(text, None)
        weights.append(weigh(counts, capital, pages[row].language, graph.found, len(pages)).all)
    best: dict[int, tuple[float, int]] = {}
    for other in near:
        values = [cosine(w, graph.weights[other].all) for w in weights]
        top = max(values)
        if top >= TOLD and top >= 3 * (sorted(values)[-2] if len(values) > 1 else 0):
            best[other] = (top, values.index(top))
    return any(
        best[a][1] != best[b][1] and cosine(graph.weights[a].all, graph.weights[b].all) < UNRELATED
        for a in best
        for b in best
        if a < b
    )


def _homes(
    row: int,
    pages: Sequence[Document],
    profiles: Sequence[Profile],
    graph: Graph,
    groups: Sequence[Sequence[int]],
    least: float,
) -> set[int]:
    """The stories (by number) that an overview page touches: as a whole, as a live blog of one event, or by an item."""
    page, own = pages[row], profiles[row]
    out = {n for n, group in enumerate(groups) if graph.mean(row, group) >= least}
    for text in segments(page):
        counts, capital = counts_of(text, None)
        item = weigh(counts, capital, page.language, graph.found, len(pages))
        for number, group in enumerate(groups):
            if number in out:
                continue
            for other in group:
                theirs = graph.weights[other]
                same = profiles[other].language == own.language
                value = cosine(item.all, theirs.all) if same else cosine(item.names, theirs.names)
                if value >= ITEM:
                    out.add(number)
                    break
    return out


def _story(
    pages: Sequence[Document], profiles: Sequence[Profile], graph: Graph, members: Sequence[int], anchor: int
) -> StoryGroup:
    days = sorted(d[:10] for row in members if (d := pages[row].published))
    shared: dict[str, float] = {}
    if len(members) > 1:
        for row in members:
            for word, value in graph.weights[row].all.items():
                if word in profiles[row].capital:
                    shared[word] = shared.get(word, 0.0) + value
        shared = {w: v for w, v in shared.items() if sum(w in graph.weights[r].all for r in members) > 1}
    heaviest = heapq.nlargest(5, shared, key=lambda w: (shared[w], w))
    best = as_written(heaviest, [own_words(pages[row]) for row in members])
    return StoryGroup(
        story_id(pages[anchor].id),
        _title(pages, members, anchor),
        tuple(pages[row].id for row in members),
        days[0] if days else None,
        days[-1] if days else None,
        (f"in common: {', '.join(best)}",) if best else (),
    )


def _title(pages: Sequence[Document], members: Sequence[int], anchor: int) -> str:
    """The headline of the earliest page in the language of most pages; overviews only where there is nothing else."""
    plain = [row for row in members if pages[row].kind not in OVERVIEWS] or [anchor]
    usual = Counter(pages[row].language for row in plain).most_common(1)[0][0]
    named = (t for row in plain if pages[row].language == usual and (t := pages[row].title))
    return next(named, pages[anchor].title or "")
