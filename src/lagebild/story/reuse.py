"""Copies: which passages of which page stand in which other, which pages carry one text, and where it came from.

Two pages are copies of one text if the passages they share make up ``COPY`` of the shorter one. Standing text that
recurs across unrelated pages and words of a third party in quotation marks do not count: two reporters at one press
conference write two texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lagebild.model import Direction, Document, Family, Passage, Place, Reuse, Spans, Upstream
from lagebild.story.reuse_align import Prepared, Run, align
from lagebild.story.reuse_families import Edge, families
from lagebild.story.reuse_index import (
    FEWEST,
    Hashes,
    Lexicon,
    build_index,
    own_text,
    pairs_of,
    sample,
    shingles,
    standing_shingles,
    thinning,
)
from lagebild.story.reuse_lineage import STALE_DAYS, Kin, Source, agencies, choose, days_between, moment
from lagebild.text import join, subtract

COPY = 0.30
"""Share of the shorter text, in code points, from which two pages carry one text."""

PARTIAL = 0.10
"""Share from which the shared passages are worth listing."""

OWN_SHARE = 0.12
OWN_WORDS = 10
"""Shared words outside quotation marks: at least this many, or this share of all. Else it is the speaker's text."""

REST_WORDS = 10
"""Pages with fewer words outside the shared passages have no other matter to compare them with."""

TAIL_WORDS = 5
"""So many other words may stand among or behind the closing words that two pages share."""

VERSION = 0.75
VERSION_DAYS = 3
"""Two pages of one outlet are versions of one text only if they share this much within so many days.

What else an outlet's own pages have in common is its standing text and its memory, not a copy of anybody.
"""

FORM_DAYS = 4
"""The same words with all numbers changed, this many days apart: a form filled in again, not a copy."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two documents (rows, the lower first) have in common."""

    left: int
    right: int
    runs: tuple[Run, ...]
    share: float
    copy: bool


def find_reuse(documents: Sequence[Document]) -> Reuse:
    """Find copied passages, families and direct sources among documents. The order of documents does not matter."""
    ordered = sorted(documents, key=lambda d: d.id)
    texts = _prepare(ordered)
    found = _compare(ordered, texts)
    return _describe(ordered, texts, found)


def _prepare(documents: Sequence[Document]) -> list[Prepared]:
    lexicon = Lexicon()
    tokens = [lexicon.read(d.text, own_text(d)) for d in documents]
    hashes = [shingles(t.words) for t in tokens]
    common = _standing(hashes)
    out: list[Prepared] = []
    for words, row in zip(tokens, hashes, strict=True):
        often = np.zeros(len(row), bool)
        if len(common):
            often = common[np.minimum(np.searchsorted(common, row), len(common) - 1)] == row
        distinct, places = np.unique(row[~often], return_index=True)
        out.append(Prepared(words, distinct, np.flatnonzero(~often)[places].astype(np.int32)))
    return out


def _standing(hashes: Sequence[Hashes]) -> Hashes:
    """All standing shingles, ascending; found share by share where the collection is large."""
    step = thinning(hashes)
    found = []
    for part in range(step):
        index = build_index(sample(hashes, step, part))
        begins, _ = index.groups()
        found.append(index.hashes[begins[standing_shingles(index, len(hashes))]])
    return np.sort(np.concatenate(found))


def _compare(documents: Sequence[Document], texts: Sequence[Prepared]) -> list[Shared]:
    step = thinning([t.shingles for t in texts])
    index = build_index(sample([t.shingles for t in texts], step), distinct=True)
    begins, _ = index.groups()
    fewest = FEWEST if step == 1 else FEWEST - 1
    sizes = [max(1, t.tokens.extent) for t in texts]
    out: list[Shared] = []
    for (left, right), count in sorted(pairs_of(index, np.zeros(len(begins), bool), len(texts), fewest).items()):
        one, two = texts[left], texts[right]
        if count * step < 0.03 * min(len(one.tokens), len(two.tokens)):
            continue
        runs = align(one, two)
        if not runs:
            continue
        in_left = sum(int(one.tokens.ends[r.a1] - one.tokens.begins[r.a0]) for r in runs)
        in_right = sum(int(two.tokens.ends[r.b1] - two.tokens.begins[r.b0]) for r in runs)
        share = in_left / sizes[left] if sizes[left] <= sizes[right] else in_right / sizes[right]
        if share < PARTIAL:
            continue
        words = sum(r.a1 - r.a0 + 1 for r in runs)
        equal = share * sum(r.solid for r in runs) / max(words, sum(r.b1 - r.b0 + 1 for r in runs))
        quoted = one.tokens.quoted()
        own = words - sum(int(quoted[r.a0 : r.a1 + 1].sum()) for r in runs)
        carried = equal >= COPY and (own >= OWN_WORDS or own >= OWN_SHARE * words)
        if carried and _one_house(documents[left], documents[right]):
            carried = share >= VERSION and _near(documents[left], documents[right])
            if not carried:
                continue
        carried = carried and not _form(documents[left], documents[right], one, two, runs)
        carried = carried and not _outside_matter(documents[left], documents[right], one, two, runs)
        out.append(Shared(left, right, runs, share, carried))
    return out


def _form(one: Document, two: Document, a: Prepared, b: Prepared, runs: Sequence[Run]) -> bool:
    """Whether the pages are days apart and share the words but none of the numbers: a recurring report."""
    here, there = moment(one.published), moment(two.published)
    if here is None or there is None or abs(days_between(here, there)) < FORM_DAYS:
        return False
    ours = {number for r in runs for number in a.tokens.numbers(r.a0, r.a1)}
    theirs = {number for r in runs for number in b.tokens.numbers(r.b0, r.b1)}
    return bool(ours) and bool(theirs) and not ours & theirs


def _outside_matter(one: Document, two: Document, a: Prepared, b: Prepared, runs: Sequence[Run]) -> bool:
    """Whether the shared words close both pages and have nothing to do with what stands before: a box, an appeal.

    Text taken over and the lead written to it name the same people, places and things; a standing box does not.
    """
    if one.credits or two.credits:
        return False
    in_a = np.zeros(len(a.tokens), bool)
    in_b = np.zeros(len(b.tokens), bool)
    for run in runs:
        in_a[run.a0 : run.a1 + 1] = True
        in_b[run.b0 : run.b1 + 1] = True
    rest_a, rest_b = int((~in_a).sum()), int((~in_b).sum())
    if min(rest_a, rest_b) < REST_WORDS or in_a[: rest_a - TAIL_WORDS].any() or in_b[: rest_b - TAIL_WORDS].any():
        return False
    shared = _things(one.text, a, in_a)
    return not shared & _things(one.text, a, ~in_a) and not shared & _things(two.text, b, ~in_b)


def _things(text: str, prepared: Prepared, mask: npt.NDArray[np.bool_]) -> set[int]:
    """The capitalised words of five letters or more among the marked ones."""
    tokens = prepared.tokens
    long = mask & (tokens.ends - tokens.begins >= 5)
    rows = np.flatnonzero(long).tolist()
    return {int(tokens.words[r]) for r in rows if text[tokens.begins[r]].isupper()}


def _one_house(one: Document, two: Document) -> bool:
    """Whether both pages are of one outlet that is not itself an agency."""
    return one.outlet is not None and one.outlet == two.outlet and one.outlet not in (*agencies(one), *agencies(two))


def _near(one: Document, two: Document) -> bool:
    """Whether the two pages lie within ``VERSION_DAYS`` of each other, as far as is known."""
    here, there = moment(one.published), moment(two.published)
    return here is None or there is None or abs(days_between(here, there)) <= VERSION_DAYS


def _parts(text: Prepared, runs: Iterable[Run], *, right: bool) -> tuple[tuple[int, int], ...]:
    begins, ends = text.tokens.begins, text.tokens.ends
    if right:
        return tuple((int(begins[r.b0]), int(ends[r.b1])) for r in runs)
    return tuple((int(begins[r.a0]), int(ends[r.a1])) for r in runs)


def _describe(documents: Sequence[Document], texts: Sequence[Prepared], found: Sequence[Shared]) -> Reuse:
    moments = {row: moment(d.published) for row, d in enumerate(documents)}
    kin: dict[int, list[Kin]] = {}
    for pair in found:
        if pair.copy:
            same = sum(r.same for r in pair.runs)
            kin.setdefault(pair.left, []).append(Kin(pair.right, same, same))
            kin.setdefault(pair.right, []).append(Kin(pair.left, same, same))
    sources = {row: choose(row, kin[row], documents, moments) for row in sorted(kin)}
    edges = [
        Edge(
            p.left,
            p.right,
            _parts(texts[p.left], p.runs, right=False),
            _parts(texts[p.right], p.runs, right=True),
            p.share,
        )
        for p in found
        if p.copy
    ]
    groups = families(edges)
    upstreams = [_upstream(documents, row, sources.get(row)) for row in range(len(documents))]
    stale = []
    for row, source in sorted(sources.items()):
        here, there = moments[row], moments[source.row] if source else None
        if source and here and there and days_between(there, here) >= STALE_DAYS:
            days = days_between(there, here)
            why = f"repeats a text of {there.day}, {days} days older"
            stale.append(Upstream(documents[row].id, documents[source.row].id, None, source.confidence, why))
    return Reuse(
        families=tuple(_family(documents, g, sources) for g in groups),
        passages=tuple(p for pair in found for p in _passages(documents, texts, pair, sources)),
        upstreams=tuple(u for u in upstreams if u is not None),
        stale=tuple(stale),
    )


def _upstream(documents: Sequence[Document], row: int, source: Source | None) -> Upstream | None:
    document = documents[row]
    named = agencies(document)
    agency = named[0] if len(named) == 1 else None
    if source is not None:
        return Upstream(document.id, documents[source.row].id, agency, source.confidence, source.why)
    if named and document.outlet not in named:
        return Upstream(document.id, None, named[0], "likely", f"credits {', '.join(named)}; its own text is not here")
    return None


def _family(documents: Sequence[Document], group: Sequence[int], sources: dict[int, Source | None]) -> Family:
    members = [documents[r] for r in group]
    inside = set(group)
    heads = [r for r in group if (s := sources.get(r)) is None or s.row not in inside]
    origin = documents[heads[0]].id if len(heads) == 1 else None
    votes: dict[str, int] = {}
    for m in members:
        for name in agencies(m):
            votes[name] = votes.get(name, 0) + 1
    credit = max(sorted(votes), key=lambda n: votes[n]) if votes else None
    digest = hashlib.sha256(min(m.id for m in members).encode()).hexdigest()[:12]
    basis = ("text", "credit") if credit else ("text",)
    return Family(f"f{digest}", tuple(m.id for m in members), origin, credit, basis)


def _passages(
    documents: Sequence[Document], texts: Sequence[Prepared], pair: Shared, sources: dict[int, Source | None]
) -> list[Passage]:
    left, right = documents[pair.left], documents[pair.right]
    from_left, from_right = sources.get(pair.right), sources.get(pair.left)
    direction: Direction = "unknown"
    flipped = False
    if from_left is not None and from_left.row == pair.left:
        direction = from_left.confidence
    elif from_right is not None and from_right.row == pair.right:
        direction, flipped = from_right.confidence, True
    else:
        here, there = moment(left.published), moment(right.published)
        flipped = bool(here and there and there.day < here.day)
    out = []
    for run in pair.runs:
        a = Place(left.id, texts[pair.left].tokens.span(run.a0, run.a1))
        b = Place(right.id, texts[pair.right].tokens.span(run.b0, run.b1))
        likeness = round(run.same / max(run.a1 - run.a0 + 1, run.b1 - run.b0 + 1), 3)
        copy, source = (a, b) if flipped else (b, a)
        out.append(Passage(copy, source, likeness, direction))
    return out


def new_passages(document: Document, reuse: Reuse) -> Spans:
    """What a document adds itself: its own text without the passages it took from others."""
    taken = [p.copy.span for p in reuse.passages if p.copy.doc == document.id]
    return join(subtract(own_text(document), taken))


def why(documents: Sequence[Document], reuse: Reuse, a: str, b: str) -> tuple[str, ...]:
    """The facts that decide whether documents ``a`` and ``b`` are copies, in plain words."""
    by_id = {d.id: d for d in documents}
    both = [p for p in reuse.passages if {p.copy.doc, p.source.doc} == {a, b}]
    out: list[str] = []
    if both:
        words = sum(len(p.copy.span.of(by_id[p.copy.doc].text).split()) for p in both)
        out.append(f"{len(both)} passages in common, {words} words")
    else:
        out.append("no passages in common")
    out.extend(
        f"one text with {len(f.documents)} pages" + (f", credited to {f.credit}" if f.credit else "")
        for f in reuse.families
        if a in f.documents and b in f.documents
    )
    direct = [u for u in reuse.upstreams if {u.doc, u.source} == {a, b}]
    out.extend(f"taken from the other: {u.why} ({u.confidence})" for u in direct)
    return tuple(out)
