"""The learned tagger: one small encoder that marks statements, their parts and names in German and English.

Runs on the processor with onnxruntime. Every window of text is computed alone, so that the result depends neither
on the batch nor on the number of threads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import TaggerUnavailable
from lagebild.language.tagger.decode import Piece, Scores, log_softmax, spans_of, viterbi
from lagebild.language.tagger.labels import ACTS, CERTAINTIES, DECODED, HEADS, ROLES
from lagebild.language.tagger.link import Draft, Run, link
from lagebild.language.tagger.pieces import BEGIN, END, Pieces, words

WINDOW = 320
"""Word pieces per window, cut at sentence bounds."""
VECTOR_PIECES = 96
"""Word pieces of a text that a sentence vector is made from."""
TRANSITIONS = 0.3
"""Weight of label transitions counted on the training labels against the network's scores."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A labelled span: PER, ORG, LOC, cue, speaker, frame, addressee, via or date. Offsets are code points."""

    label: str
    begin: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class TaggedStatement:
    """A linked statement as the tagger sees it. ``score`` is its confidence in the type, 0..1.

    ``act_scores`` and ``certainty_scores`` are probabilities in the order of ``labels.ACTS`` and ``CERTAINTIES``.
    ``speaker_inherited`` says that the speaker's words stand with an earlier statement.
    """

    type: str
    quote: Spans
    cue: Spans
    frame: Spans
    speaker: Spans
    addressee: Spans
    via: Spans
    date: Spans
    act: str
    act_scores: tuple[float, ...]
    certainty: str
    certainty_scores: tuple[float, ...]
    score: float
    speaker_inherited: bool
    nested: bool


@dataclass(frozen=True, slots=True)
class Tagging:
    """Everything the tagger marks in one text."""

    spans: tuple[TaggedSpan, ...]
    statements: tuple[TaggedStatement, ...]


class Tagger:
    """The model in memory. Make one with ``load``."""

    def __init__(self, session: Any, pieces_: Pieces, meta: dict[str, Any]) -> None:  # noqa: ANN401 -- onnxruntime is untyped
        self._session = session
        self._pieces = pieces_
        self._meta = meta
        self.name = str(meta["name"])

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
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return cls(session, Pieces.from_strings(tokenizer, meta["characters"]), meta)

    @cached_property
    def _transitions(self) -> dict[str, tuple[Scores, Scores]]:
        out = {}
        for name, (starts, moves) in self._meta["transitions"].items():
            table = np.asarray(moves, np.float32)
            weighted = np.where(table < -1e3, table, TRANSITIONS * table).astype(np.float32)
            out[name] = (np.asarray(starts, np.float32), weighted)
        return out

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> Tagging:
        """Mark names, statements and their parts. ``sentences`` are half-open code point offsets in order."""
        offsets, bounds = _words_of(text, sentences)
        if not offsets:
            return Tagging((), ())
        scores = self._scores([text[b:e] for b, e in offsets], bounds)
        found = {
            name: spans_of(viterbi(scores[name], *self._transitions[name]), HEADS[name], scores[name]) for name in DECODED
        }
        sentence = [k for k, (b, e) in enumerate(bounds) for _ in range(b, e)]
        alphabetic = [text[b].isalnum() for b, _ in offsets]
        roles = {name: found[name] for name in ROLES}
        drafts = link({1: found["q1"], 2: found["q2"]}, roles, sentence, alphabetic)
        return Tagging(_spans(found, offsets), tuple(_statement(d, offsets, scores) for d in drafts))

    def _scores(self, surface: Sequence[str], bounds: Sequence[Run]) -> dict[str, Scores]:
        ids = self._pieces.of_words(surface)
        rows = np.concatenate([self._window(ids[b:e]) for b, e in _windows([len(p) for p in ids], bounds)])
        out, at = {}, 0
        for name, labels in HEADS.items():
            out[name] = log_softmax(rows[:, at : at + len(labels)])
            at += len(labels)
        return out

    def _window(self, ids: Sequence[Sequence[int]]) -> Scores:
        flat, first = [BEGIN], []
        for word in ids:
            first.append(len(flat))
            flat.extend(word)
        flat.append(END)
        feed = {"ids": np.asarray([flat], np.int64), "first": np.asarray([first], np.int64)}
        return np.asarray(self._session.run(["logits"], feed)[0][0], np.float32)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sentence vectors of texts: shape (n, 384), length 1. An empty text gets the zero vector."""
        out = np.zeros((len(texts), 384), np.float32)
        for row, text in enumerate(texts):
            flat = [i for word in self._pieces.of_words([text[b:e] for b, e in words(text)]) for i in word]
            if not flat:
                continue
            ids = np.asarray([[BEGIN, *flat[:VECTOR_PIECES], END]], np.int64)
            pooled = self._session.run(["vector"], {"ids": ids, "first": np.zeros((1, 1), np.int64)})[0][0]
            out[row] = pooled / max(float(np.linalg.norm(pooled)), 1e-9)
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


def _windows(sizes: Sequence[int], bounds: Sequence[Run]) -> list[Run]:
    """Whole sentences up to ``WINDOW`` pieces; a longer sentence is cut."""
    out: list[Run] = []
    begin, filled = 0, 0
    for first, last in bounds:
        size = sum(sizes[first:last])
        if filled and filled + size > WINDOW:
            out.append((begin, first))
            begin, filled = first, 0
        if size > WINDOW:
            for i in range(first, last):
                if filled and filled + sizes[i] > WINDOW:
                    out.append((begin, i))
                    begin, filled = i, 0
                filled += sizes[i]
        else:
            filled += size
    out.append((begin, bounds[-1][1]))
    return out


def _offsets(runs: Sequence[Run], offsets: Sequence[Run]) -> Spans:
    return tuple((offsets[b][0], offsets[e - 1][1]) for b, e in runs)


def _spans(found: dict[str, list[Piece]], offsets: Sequence[Run]) -> tuple[TaggedSpan, ...]:
    spans = [
        TaggedSpan(p.label or name, offsets[p.begin][0], offsets[p.end - 1][1], p.score)
        for name in ("ner", *ROLES)
        for p in found[name]
    ]
    return tuple(sorted(spans, key=lambda s: (s.begin, s.end, s.label)))


def _statement(draft: Draft, offsets: Sequence[Run], scores: dict[str, Scores]) -> TaggedStatement:
    rows = [i for b, e in draft.words for i in range(b, e)]
    act = _mean(scores[f"act{draft.layer}"][rows])
    certainty = _mean(scores[f"cert{draft.layer}"][rows])
    part = {name: _offsets(runs, offsets) for name, runs in draft.roles.items()}
    return TaggedStatement(
        type=draft.type,
        quote=_offsets(draft.words, offsets),
        cue=part["cue"],
        frame=part["frame"],
        speaker=part["speaker"],
        addressee=part["addressee"],
        via=part["via"],
        date=part["date"],
        act=ACTS[int(np.argmax(act))],
        act_scores=act,
        certainty=CERTAINTIES[int(np.argmax(certainty))],
        certainty_scores=certainty,
        score=draft.score,
        speaker_inherited=draft.inherited,
        nested=draft.layer == 2,
    )


def _mean(scores: Scores) -> tuple[float, ...]:
    mean = np.exp(scores.mean(axis=0))
    return tuple(round(float(v), 3) for v in mean / mean.sum())
