"""From label scores to whole spans: Viterbi over BIO labels (Viterbi 1967; Ramshaw and Marcus 1995)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN = -1e4
TRANSITIONS = 0.3
"""Weight of the label transitions counted on the training labels against the network's scores."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one label. ``later`` marks a later piece of the quote before it."""

    begin: int
    end: int
    label: str
    later: bool
    score: float


def log_softmax(logits: Scores) -> Scores:
    """Row-wise logarithm of the softmax."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def transitions(tags: Sequence[str], counts: Sequence[Sequence[float]]) -> tuple[Scores, Scores]:
    """Start and transition weights from counted label pairs.

    The unigram prior is divided out, so that only the dependence on the label before is added to the network's
    scores. I may only follow B, C or I of its own kind.
    """
    table = np.asarray(counts, np.float64)
    moves = np.log(table / table.sum(1, keepdims=True)) - np.log(table.sum(0) / table.sum())[None]
    starts = np.zeros(len(tags))
    for j, tag in enumerate(tags):
        if tag[0] == "I":
            starts[j] = FORBIDDEN
            for i, before in enumerate(tags):
                if before[1:] != tag[1:]:
                    moves[i, j] = FORBIDDEN / TRANSITIONS
    return starts.astype(np.float32), (TRANSITIONS * moves).astype(np.float32)


def viterbi(scores: Sequence[Scores], weights: Sequence[tuple[Scores, Scores]]) -> list[list[int]]:
    """The best label sequence of each head, all heads side by side.

    ``scores`` are log-scores ``(words, labels)``, ``weights`` start and transition log-weights, one of each a head.
    """
    heads, labels = len(scores), max(rows.shape[1] for rows in scores)
    rows = np.full((len(scores[0]), heads, labels), FORBIDDEN, np.float32)
    into = np.full((heads, labels, labels), FORBIDDEN, np.float32)
    best = np.full((heads, labels), FORBIDDEN, np.float32)
    for head, (own, (starts, moves)) in enumerate(zip(scores, weights, strict=True)):
        width = own.shape[1]
        rows[:, head, :width] = own
        into[head, :width, :width] = moves.T
        best[head, :width] = own[0] + starts
    steps = np.zeros((len(rows), heads, labels), np.intp)
    first = np.arange(heads * labels).reshape(heads, labels) * labels
    for at in range(1, len(rows)):
        through = into + best[:, None]
        through.argmax(axis=2, out=steps[at])
        best = through.ravel()[first + steps[at]] + rows[at]
    every = np.arange(heads)
    path = [best.argmax(axis=1)]
    for step in steps[:0:-1]:
        path.append(step[every, path[-1]])
    return [[int(label) for label in own] for own in np.array(path[::-1]).T]


def spans_of(path: Sequence[int], tags: Sequence[str], scores: Scores) -> list[Piece]:
    """Group a label sequence into runs; ``score`` is the mean probability of the run's kind, whatever its prefix."""
    runs: list[tuple[int, int, str, bool]] = []
    for at, index in enumerate(path):
        place, kind = tags[index][0], tags[index][2:]
        if place == "O":
            continue
        if place == "I" and runs and runs[-1][1] == at and runs[-1][2] == kind:
            runs[-1] = (runs[-1][0], at + 1, kind, runs[-1][3])
        else:
            runs.append((at, at + 1, kind, place == "C"))
    return [Piece(*run, _mass(scores[run[0] : run[1]], tags, run[2])) for run in runs]


def _mass(rows: Scores, tags: Sequence[str], kind: str) -> float:
    columns = [at for at, tag in enumerate(tags) if tag[2:] == kind and tag != "O"]
    return round(float(np.exp(rows[:, columns]).sum(axis=1).mean()), 3)


def gelu(x: Scores) -> Scores:
    """The Gaussian error unit, with the error function of Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x.astype(np.float64)) / np.sqrt(2.0)
    t = 1 / (1 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)
