"""From label scores to whole spans: Viterbi over BIO labels (Viterbi 1967; Ramshaw and Marcus 1995)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one label. ``tag`` is B, or C for a later piece of the same quote."""

    begin: int
    end: int
    tag: str
    label: str
    score: float


def log_softmax(logits: Scores) -> Scores:
    """Row-wise logarithm of the softmax."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float32)


def viterbi(scores: Scores, starts: Scores, moves: Scores) -> list[int]:
    """The best label sequence for log-scores (words × labels) with start and transition log-weights."""
    best = scores[0] + starts
    back = []
    for row in scores[1:]:
        through = best[:, None] + moves
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def spans_of(path: Sequence[int], labels: Sequence[str], scores: Scores) -> list[Piece]:
    """Group a label sequence into runs; ``score`` is the mean probability of the run's label, whatever its prefix."""
    runs: list[list[object]] = []
    for i, index in enumerate(path):
        name = labels[index]
        if name == "O":
            continue
        tag, label = name[0], name[2:]
        if tag == "I" and runs and runs[-1][1] == i and runs[-1][3] == label:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1, "C" if tag == "C" else "B", label])
    out = []
    for begin, end, tag, label in runs:
        columns = [k for k, name in enumerate(labels) if name != "O" and name[2:] == label]
        mass = np.exp(scores[begin:end][:, columns]).sum(axis=1)  # type: ignore[misc]
        out.append(Piece(begin, end, tag, label, round(float(mass.mean()), 3)))  # type: ignore[arg-type]
    return out
