"""Labelled words -> linked statements: pieces of a quote joined, each given its frame, cue, speaker, addressee.

Rules on top of learned labels; distances are counted in words. Within a sentence the nearest frame wins; a frame
already used by another quote or cut off by one costs more. A statement without a speaker of its own inherits the
last one in reading order, except a report, which never does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lagebild.language.tagger.decode import Piece

Run = tuple[int, int]
ADJACENT_SENTENCE = 6
CUT_OFF = 8
USED = 1.5
TOO_FAR = 25
FAR_PIECE = 30


@dataclass(slots=True)
class Draft:
    """A statement while it is put together, in word positions."""

    type: str
    words: list[Run]
    layer: int
    score: float
    parent: Draft | None = None
    inherited: bool = False
    roles: dict[str, list[Run]] = field(default_factory=dict)

    @property
    def hull(self) -> Run:
        """First to last word."""
        return self.words[0][0], self.words[-1][1]


def _gap(a: Run, b: Run) -> int:
    return max(0, a[0] - b[1], b[0] - a[1])


def _inside(a: Run, b: Run) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


def link(
    quotes: Mapping[int, Sequence[Piece]],
    roles: Mapping[str, Sequence[Piece]],
    sentence: Sequence[int],
    alphabetic: Sequence[bool],
) -> list[Draft]:
    """Join and link. ``quotes`` maps layer 1 and 2 to pieces, ``sentence[i]`` is the sentence of word ``i``."""
    runs = {name: [(p.begin, p.end) for p in found] for name, found in roles.items()}
    framed = {i for b, e in runs["frame"] for i in range(b, e)}
    drafts = _joined(quotes, sentence, alphabetic, framed)
    for draft in drafts:
        if draft.layer == 2:
            draft.parent = next((d for d in drafts if d.layer == 1 and _inside(draft.hull, d.hull)), None)
    drafts = [d for d in drafts if d.layer == 1 or d.parent]
    used: set[tuple[Run, str]] = set()
    for draft in drafts:
        draft.roles = {name: [] for name in runs}
        if draft.type in {"Direct", "Indirect"}:
            _frame(draft, drafts, runs, sentence, used)
        else:
            _within(draft, drafts, runs, sentence)
        draft.roles["addressee"] = [
            x
            for x in runs["addressee"]
            if any(_inside(x, f) for f in draft.roles["frame"]) or (draft.type == "Reported" and _inside(x, draft.hull))
        ][:1]
        around = [draft.hull, *draft.roles["frame"]]
        for name in ("via", "date"):
            near = [x for x in runs[name] if any(_gap(x, h) <= 2 or _inside(x, h) for h in around)]
            same = {sentence[draft.hull[0]], sentence[draft.hull[1] - 1]}
            draft.roles[name] = [x for x in near if sentence[x[0]] in same]
    _inherit(drafts)
    return drafts


def _joined(
    quotes: Mapping[int, Sequence[Piece]], sentence: Sequence[int], alphabetic: Sequence[bool], framed: set[int]
) -> list[Draft]:
    drafts: list[Draft] = []
    for layer in (1, 2):
        for piece in quotes[layer]:
            before = next((d for d in reversed(drafts) if d.layer == layer and d.type == piece.label), None)
            if before is not None:
                end = before.words[-1][1]
                near = sentence[end - 1] == sentence[piece.begin] and end < piece.begin
                gap = range(end, piece.begin) if near else range(0)
                continued = piece.tag == "C" and (near or piece.begin - end < FAR_PIECE)
                broken = (
                    piece.label == "Indirect"
                    and near
                    and any(i in framed for i in gap)
                    and all(i in framed or not alphabetic[i] for i in gap)
                )
                if continued or broken:
                    before.words.append((piece.begin, piece.end))
                    continue
            drafts.append(Draft(piece.label, [(piece.begin, piece.end)], layer, piece.score))
    drafts.sort(key=lambda d: (d.hull[0], -d.hull[1], d.layer))
    return drafts


def _frame(
    draft: Draft,
    drafts: Sequence[Draft],
    runs: Mapping[str, list[Run]],
    sentence: Sequence[int],
    used: set[tuple[Run, str]],
) -> None:
    hull, own = draft.hull, {sentence[i] for b, e in draft.words for i in (b, e - 1)}
    scored = []
    for frame in runs["frame"]:
        distance = min(_gap(frame, q) for q in draft.words)
        swallowed = len(draft.words) == 1 and any(_inside(frame, q) for q in draft.words)
        adjacent = min(abs(x - y) for x in {sentence[frame[0]], sentence[frame[1] - 1]} for y in own)
        if swallowed or adjacent > 1 or (adjacent == 1 and distance > 4):
            continue
        cut = any(
            other is not draft
            and other.layer == draft.layer
            and any(min(frame[1], hull[1]) <= b < max(frame[0], hull[0]) for b, _ in other.words)
            for other in drafts
        )
        cost = distance + ADJACENT_SENTENCE * adjacent + CUT_OFF * cut + USED * ((frame, draft.type) in used)
        scored.append((cost, frame))
    if scored and min(scored)[0] < TOO_FAR:
        frame = min(scored)[1]
        used.add((frame, draft.type))
        draft.roles["frame"] = [frame]
        draft.roles["cue"] = [c for c in runs["cue"] if _inside(c, frame)]
        speakers = [x for x in runs["speaker"] if _inside(x, frame)]
        if len(speakers) > 1 and draft.roles["cue"]:
            speakers = [min(speakers, key=lambda x: (min(_gap(x, c) for c in draft.roles["cue"]), x[0]))]
        draft.roles["speaker"] = speakers[:1]
    outside = [x for x in runs["cue"] if sentence[x[0]] in own and not any(_inside(x, q) for q in draft.words)]
    if not draft.roles["cue"] and outside:
        draft.roles["cue"] = [min(outside, key=lambda c: (min(_gap(c, q) for q in draft.words), c))]
    outside = [x for x in runs["speaker"] if sentence[x[0]] in own and not any(_inside(x, q) for q in draft.words)]
    if not draft.roles["speaker"] and outside:
        anchor = draft.roles["cue"][0] if draft.roles["cue"] else hull
        draft.roles["speaker"] = [min(outside, key=lambda x: (_gap(x, anchor), x))]


def _within(draft: Draft, drafts: Sequence[Draft], runs: Mapping[str, list[Run]], sentence: Sequence[int]) -> None:
    inner = [d for d in drafts if d is not draft and d.layer > draft.layer and _inside(d.hull, draft.hull)]

    def own(name: str) -> list[Run]:
        here = [x for x in runs[name] if any(_inside(x, q) for q in draft.words)]
        return [x for x in here if not any(_inside(x, q) for d in inner for q in d.words)] or here

    draft.roles["cue"] = own("cue")
    speakers = own("speaker")
    if draft.type == "Reported":
        anchor = draft.roles["cue"][0] if draft.roles["cue"] else draft.hull
        if not speakers:
            same = {sentence[i] for b, e in draft.words for i in (b, e - 1)}
            speakers, anchor = [x for x in runs["speaker"] if sentence[x[0]] in same], draft.hull
        speakers = sorted(speakers, key=lambda x: (_gap(x, anchor), x[0]))[:1]
    draft.roles["speaker"] = speakers


def _inherit(drafts: Sequence[Draft]) -> None:
    last: list[Run] | None = None
    for draft in drafts:
        if not draft.roles["speaker"]:
            parent = draft.parent
            if parent is not None and parent.roles["speaker"]:
                for name in ("speaker", "cue", "frame"):
                    draft.roles[name] = draft.roles[name] or parent.roles[name]
                draft.inherited = True
            elif last and draft.type != "Reported":
                draft.roles["speaker"] = last
                draft.inherited = True
        if draft.roles["speaker"] and draft.layer == 1:
            last = draft.roles["speaker"]
