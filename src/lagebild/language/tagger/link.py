"""Linking: pieces of quotes become statements, and each statement finds its roles by learned pointers.

For every statement and role the network gives a distribution over the words of the window and "not filled". A
span that the sequence heads found gets the sum over its words; so "no speaker" is a decision of its own, and a
sentence in the Konjunktiv finds a speaker several sentences before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lagebild.language.tagger.decode import Piece, Scores, gelu, log_softmax
from lagebild.language.tagger.labels import MARKS, POINTER, ROLES, buckets

Run = tuple[int, int]
FAR_PIECE = 30
"""Words between two pieces of one quote, at most."""
SHARE = {"speaker": 0.2, "cue": 0.2, "frame": 0.25, "addressee": 0.4, "via": 0.4, "date": 0.4}
"""Probability that a span needs to fill a role."""
NOBODY = 0.6
"""Probability of "not filled" from which on a role stays empty."""
SINGLE = frozenset({"speaker", "addressee"})
LOOSE = 0.3
"""Probability of belonging to a speaker from which on words around a pointed word join it."""


@dataclass(slots=True)
class Draft:
    """A statement while it is put together, in word numbers."""

    type: str
    words: list[Run]
    layer: str
    score: float
    nested: bool = False
    inherited: bool = False
    roles: dict[str, list[Run]] = field(default_factory=dict)
    marks: dict[str, Scores] = field(default_factory=dict)

    @property
    def hull(self) -> Run:
        """First to last word."""
        return self.words[0][0], self.words[-1][1]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the network says of one text.

    ``columns`` are the output columns by name, one row per word; ``found`` the decoded pieces by head;
    ``sentence[i]`` the sentence of word ``i``, ``window[i]`` the range of words computed together with it.
    ``distance`` ``(roles, buckets)`` and ``marks`` (weights and bias) are the parts that work on statements.
    """

    columns: Mapping[str, Scores]
    found: Mapping[str, Sequence[Piece]]
    sentence: Sequence[int]
    window: Sequence[Run]
    alphabetic: Sequence[bool]
    distance: Scores
    marks: tuple[Scores, Scores]


def link(evidence: Evidence) -> list[Draft]:
    """All statements in reading order."""
    drafts = _joined(evidence)
    for draft in drafts:
        draft.nested = any(_inside(draft.hull, other.hull) and draft is not other for other in drafts)
    drafts = [d for d in drafts if d.layer != "inner" or d.nested]
    for draft in drafts:
        _point(draft, evidence)
        _judge(draft, evidence)
    _inherit(drafts, evidence)
    return drafts


def _inside(a: Run, b: Run) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


def _joined(evidence: Evidence) -> list[Draft]:
    drafts: list[Draft] = []
    framed = {i for piece in evidence.found["frame"] for i in range(piece.begin, piece.end)}
    for layer in ("direct", "outer", "inner"):
        for piece in evidence.found[layer]:
            before = next((d for d in reversed(drafts) if d.layer == layer and d.type == piece.label), None)
            if before is not None and _continues(before, piece, evidence, framed):
                before.words.append((piece.begin, piece.end))
                continue
            drafts.append(Draft(piece.label, [(piece.begin, piece.end)], layer, piece.score))
    drafts.sort(key=lambda d: (d.hull[0], -d.hull[1], d.layer))
    return drafts


def _continues(before: Draft, piece: Piece, evidence: Evidence, framed: set[int]) -> bool:
    end = before.words[-1][1]
    if not end < piece.begin:
        return False
    near = evidence.sentence[end - 1] == evidence.sentence[piece.begin]
    if piece.later and (near or piece.begin - end < FAR_PIECE):
        return True
    gap = range(end, piece.begin)
    held = any(i in framed for i in gap) and all(i in framed or not evidence.alphabetic[i] for i in gap)
    return piece.label == "Indirect" and near and held


def _rows(runs: Sequence[Run]) -> list[int]:
    return [i for b, e in runs for i in range(b, e)]


def _point(draft: Draft, evidence: Evidence) -> None:
    begin, end = evidence.window[draft.hull[0]]
    rows = [i for i in _rows(draft.words) if begin <= i < end]
    query = evidence.columns["query"][rows].mean(0).reshape(len(ROLES), POINTER)
    key = evidence.columns["key"][begin:end].reshape(-1, len(ROLES), POINTER)
    near = buckets(end - begin, rows[0] - begin, rows[-1] + 1 - begin)
    scores = np.einsum("rp,wrp->rw", query, key) / np.float32(POINTER**0.5) + evidence.distance[:, near]
    empty = evidence.columns["nobody"][rows].mean(0)
    share = np.exp(log_softmax(np.concatenate([scores, empty[:, None]], 1).astype(np.float32)))
    own = set(rows)
    for number, role in enumerate(ROLES):
        draft.roles[role] = _filled(role, share[number], begin, own, evidence)
    near_sentences = {evidence.sentence[i] for i in (*rows, *_rows(draft.roles["frame"]))}
    draft.inherited = bool(draft.roles["speaker"]) and not any(
        evidence.sentence[b] in near_sentences for b, _ in draft.roles["speaker"]
    )


def _filled(role: str, share: Scores, begin: int, own: set[int], evidence: Evidence) -> list[Run]:
    if round(float(share[-1]), 3) >= NOBODY:
        return []
    ranked = []
    for piece in evidence.found[role]:
        if begin <= piece.begin and piece.end <= begin + len(share) - 1:
            mass = round(float(share[piece.begin - begin : piece.end - begin].sum()), 3)
            if mass >= SHARE[role]:
                ranked.append((-mass, (piece.begin, piece.end)))
    ranked.sort()
    if ranked:
        kept = [run for _, run in ranked[: 1 if role in SINGLE else 3]]
        if role == "frame":
            kept = [run for run in kept if not all(i in own for i in range(*run))]
        return sorted(kept)
    if role != "speaker":
        return []
    top = int(share[:-1].argmax())
    if round(float(share[top]), 3) < SHARE[role]:
        return []
    return [_grown(begin + top, begin, begin + len(share) - 1, evidence.columns[role])]


def _grown(at: int, lower: int, upper: int, tags: Scores) -> Run:
    held = 1 - np.exp(tags[lower:upper, 0])
    begin = end = at
    while begin > lower and held[begin - 1 - lower] >= LOOSE:
        begin -= 1
    while end + 1 < upper and held[end + 1 - lower] >= LOOSE:
        end += 1
    return begin, end + 1


def _judge(draft: Draft, evidence: Evidence) -> None:
    hidden = evidence.columns["said"][_rows(draft.words)].mean(0)
    cue = _rows(draft.roles["cue"])
    if cue:
        hidden = hidden + evidence.columns["cued"][cue].mean(0)
    weight, bias = evidence.marks
    scores, at = weight @ gelu(hidden) + bias, 0
    for mark, names in MARKS.items():
        draft.marks[mark] = np.exp(log_softmax(scores[None, at : at + len(names)]))[0]
        at += len(names)


def _inherit(drafts: Sequence[Draft], evidence: Evidence) -> None:
    """Running speech at the head of a window takes the last speaker of the window before."""
    last: list[Run] = []
    window = (-1, -1)
    for draft in drafts:
        here = evidence.window[draft.hull[0]]
        silent = not draft.roles["speaker"]
        if silent and draft.type == "IndirectFreeIndirect" and last and window != here:
            draft.roles["speaker"], draft.inherited = last, True
        elif not silent and draft.layer == "outer":
            last, window = draft.roles["speaker"], here
