"""The learned tagger: one small encoder that marks statements, their parts and names in German and English.

Runs on the processor with onnxruntime. Every window of text is computed alone, so that the result depends neither
on a batch nor on the number of threads.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import TaggerUnavailable
from lagebild.language.tagger.decode import Piece, Scores, log_softmax, spans_of, transitions, viterbi
from lagebild.language.tagger.labels import ACTS, CERTAINTIES, CLAIM, DISTANCES, HEADS, HIDDEN, MARKS, ROLES, widths
from lagebild.language.tagger.link import Draft, Evidence, Run, link
from lagebild.language.tagger.pieces import BEGIN, END, Pieces, words
from lagebild.language.tagger.records import Meaning, Spans, TaggedSpan, TaggedStatement, Tagging, Voice
from lagebild.language.tagger.stances import StanceModel

__all__ = ["TaggedSpan", "TaggedStatement", "Tagger", "Tagging"]

WINDOW = 320
"""Word pieces per window, cut at sentence bounds."""
VECTOR_PIECES = 120
"""Word pieces of a text that a sentence vector is made from."""
VECTOR = 384
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""What onnxruntime would join and then computes at a ninth of the speed (measured with 1.32 on one core)."""


class Tagger:
    """The model in memory. Make one with ``load``."""

    def __init__(self, session: Any, pieces_: Pieces, meta: dict[str, Any]) -> None:  # noqa: ANN401 -- onnxruntime is untyped
        self._session = session
        self._pieces = pieces_
        self._meta = meta
        self.name = str(meta["name"])
        self.recipe = dict(meta.get("recipe", {}))
        """Settings the weights were fitted with, for the record."""

    @classmethod
    def load(cls, threads: int = 1) -> Tagger:
        """Load the packaged weights; raise ``TaggerUnavailable`` if they or onnxruntime are not there."""
        folder = files("lagebild.language").joinpath("weights")
        try:
            import onnxruntime  # noqa: PLC0415 -- optional at run time: rules work without it

            meta = json.loads(folder.joinpath("tagger.json").read_text(encoding="utf-8"))
            tokenizer = folder.joinpath("tokenizer.json").read_text(encoding="utf-8")
            model = Path(str(folder.joinpath("tagger.onnx"))).read_bytes()
        except (ImportError, OSError) as error:
            message = f"the learned tagger is not available ({error}); the rules work without it"
            raise TaggerUnavailable(message) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
        )
        return cls(session, Pieces.from_strings(tokenizer, meta["characters"]), meta)

    @cached_property
    def _moves(self) -> dict[str, tuple[Scores, Scores]]:
        return {head: transitions(HEADS[head], counts) for head, counts in self._meta["transitions"].items()}

    @cached_property
    def _stances(self) -> StanceModel | None:
        try:
            return StanceModel.load()
        except TaggerUnavailable:
            return None

    @cached_property
    def _parts(self) -> tuple[Scores, tuple[Scores, Scores]]:
        """The arrays that work on statements: distance biases; weights and bias of the marks."""
        made = {name: np.frombuffer(base64.b64decode(text), "<f4") for name, text in self._meta["arrays"].items()}
        weight = made["marks.weight"].reshape(sum(map(len, MARKS.values())), HIDDEN)
        return made["distance"].reshape(len(ROLES), DISTANCES), (weight, made["marks.bias"])

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> Tagging:
        """Mark names, statements and their parts. ``sentences`` are half-open code point offsets in order."""
        offsets, bounds = _words_of(text, sentences)
        if not offsets:
            return Tagging((), ())
        ids = self._pieces.of_words([text[b:e] for b, e in offsets])
        cuts = windows([len(p) for p in ids], bounds)
        rows, added = zip(*(self._window(ids[b:e]) for b, e in cuts), strict=True)
        columns = _columns(np.concatenate(rows))
        paths = viterbi([columns[head] for head in HEADS], [self._moves[head] for head in HEADS])
        found = {head: spans_of(path, HEADS[head], columns[head]) for head, path in zip(HEADS, paths, strict=True)}
        distance, marks = self._parts
        evidence = Evidence(
            columns=columns,
            found=found,
            sentence=[number for number, (b, e) in enumerate(bounds) for _ in range(b, e)],
            window=[cut for cut in cuts for _ in range(*cut)],
            alphabetic=[text[b].isalnum() for b, _ in offsets],
            distance=distance,
            marks=marks,
        )
        totals = np.concatenate([np.zeros((1, CLAIM)), *added]).cumsum(0).astype(np.float32)
        statements = tuple(_statement(draft, offsets) for draft in link(evidence))
        said, cued = (_totals(columns[name]) for name in ("said", "cued"))
        placed = tuple(offsets)
        return Tagging(
            _spans(found, offsets), statements, Meaning(placed, totals), Voice(placed, said, cued), self._stances
        )

    def _window(self, ids: Sequence[Sequence[int]]) -> tuple[Scores, Scores]:
        """Head outputs of each word of a window, and what each word adds to the vectors of claims."""
        flat, first = [BEGIN], []
        for word in ids:
            first.append(len(flat))
            flat.extend(word)
        flat.append(END)
        feed = {"ids": np.asarray([flat], np.int64), "first": np.asarray([first], np.int64)}
        rows, claims = self._session.run(["words", "claim"], feed)
        return np.asarray(rows[0], np.float32), np.add.reduceat(claims[0, :-1], first, 0, np.float64)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sentence vectors of texts: shape (n, 384), length 1. An empty text gets the zero vector."""
        out = np.zeros((len(texts), VECTOR), np.float32)
        for row, text in enumerate(texts):
            flat = [i for word in self._pieces.of_words([text[b:e] for b, e in words(text)]) for i in word]
            if not flat:
                continue
            ids = np.asarray([[BEGIN, *flat[:VECTOR_PIECES], END]], np.int64)
            pooled = self._session.run(["vector"], {"ids": ids, "first": np.ones((1, 1), np.int64)})[0][0]
            out[row] = pooled / max(float(np.linalg.norm(pooled)), 1e-9)
        return out


def _totals(rows: Scores) -> Scores:
    """Sums over the rows before each, in double precision on the way."""
    return np.concatenate([np.zeros((1, rows.shape[1])), rows]).cumsum(0, np.float64).astype(np.float32)


def _columns(rows: Scores) -> dict[str, Scores]:
    out, at = {}, 0
    for name, width in widths().items():
        part = rows[:, at : at + width]
        out[name] = log_softmax(part) if name in HEADS else part
        at += width
    return out


def _words_of(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[list[Run], list[Run]]:
    """Word offsets within sentences, and per sentence its range of words."""
    offsets: list[Run] = []
    bounds: list[Run] = []
    for begin, end in sentences:
        first = len(offsets)
        offsets.extend((begin + b, begin + e) for b, e in words(text[begin:end]))
        if len(offsets) > first:
            bounds.append((first, len(offsets)))
    return offsets, bounds


def windows(sizes: Sequence[int], bounds: Sequence[Run]) -> list[Run]:
    """Ranges of words: whole sentences up to ``WINDOW`` pieces; a longer sentence is cut."""
    out: list[Run] = []
    begin, filled = 0, 0
    for first, last in bounds:
        size = sum(sizes[first:last])
        if filled and filled + size > WINDOW:
            out.append((begin, first))
            begin, filled = first, 0
        if size <= WINDOW:
            filled += size
            continue
        for i in range(first, last):
            if filled and filled + sizes[i] > WINDOW:
                out.append((begin, i))
                begin, filled = i, 0
            filled += sizes[i]
    out.append((begin, bounds[-1][1]))
    return out


def _offsets(runs: Sequence[Run], offsets: Sequence[Run]) -> Spans:
    return tuple((offsets[b][0], offsets[e - 1][1]) for b, e in runs)


def _spans(found: dict[str, list[Piece]], offsets: Sequence[Run]) -> tuple[TaggedSpan, ...]:
    spans = [
        TaggedSpan(p.label, offsets[p.begin][0], offsets[p.end - 1][1], p.score)
        for head in ("name", *ROLES)
        for p in found[head]
    ]
    return tuple(sorted(spans, key=lambda s: (s.begin, s.end, s.label)))


def _statement(draft: Draft, offsets: Sequence[Run]) -> TaggedStatement:
    part = {role: _offsets(runs, offsets) for role, runs in draft.roles.items()}
    act = tuple(round(float(v), 3) for v in draft.marks["act"])
    certainty = tuple(round(float(v), 3) for v in draft.marks["certainty"])
    return TaggedStatement(
        type=draft.type,
        quote=_offsets(draft.words, offsets),
        cue=part["cue"],
        frame=part["frame"],
        speaker=part["speaker"],
        addressee=part["addressee"],
        via=part["via"],
        date=part["date"],
        act=ACTS[act.index(max(act))],
        act_scores=act,
        certainty=CERTAINTIES[certainty.index(max(certainty))],
        certainty_scores=certainty,
        score=draft.score,
        speaker_inherited=draft.inherited,
        nested=draft.nested,
    )
