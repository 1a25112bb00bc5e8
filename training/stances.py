"""Stances labelled on what the program finds, and the small model that weighs rules and tagger by them.

A label file holds lines ``text <tab> begin <tab> end <tab> stance``: a statement as the program found it in a text of
the corpus or of ``training/texts`` (offsets are code points of that text), and its stance by the decisions printed in
``training/stances/NOTICE.md``; ``x`` is no statement of anybody. What the program does not find any more is left out.
Multinomial logistic regression; the penalty was chosen by five-fold cross-validation over texts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from lagebild.language.pack import load_pack
from lagebild.language.sentences import split_sentences
from lagebild.language.statements.draft import Draft
from lagebild.language.statements.find import find_statements
from lagebild.language.statements.judge import STANCE_OF
from lagebild.language.statements.weighing import dense_features, may_move, named_features
from lagebild.language.tagger import Tagger
from lagebild.language.tagger.stances import packed
from lagebild.language.tokens import Token
from lagebild.model import Act, Certainty, Page
from lagebild.reading import read_page
from training.corpus import INVENTED, read_lines
from training.markup import read_folder

FOLDER = Path(__file__).parent / "stances"
SEEN = 8
"""Labelled statements in which a named feature must be found to get a weight."""
PENALTY = 0.05
FOLDS = 5
NONE = "x"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement: its text, what the rules say, the features, the label."""

    text: str
    ruled: str
    named: Mapping[str, float]
    dense: NDArray[np.float32]
    stance: str


def read_labels(folder: Path = FOLDER) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """Labels by text and place."""
    out: dict[str, dict[tuple[int, int], str]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, begin, end, stance = line.split("\t")
            out.setdefault(name, {})[int(begin), int(end)] = stance
    return out


def labelled(corpus: Path) -> Iterator[Labelled]:
    """Every labelled statement that the program finds, with its features."""
    labels, tagger = read_labels(), Tagger.load()
    texts = [d for path in sorted(corpus.glob("statements_*.jsonl")) for d in read_lines(path)]
    for text in [*texts, *read_folder(INVENTED)]:
        places = labels.get(text["id"])
        if places:
            yield from _in_text(text["id"], text["name"], text["text"], places, tagger)


def _in_text(
    name: str, title: str, text: str, places: Mapping[tuple[int, int], str], tagger: Tagger
) -> Iterator[Labelled]:
    page = Page(f"{name}.txt", f"{title}\n2015-01-02 · Wikinews\n\n{text}\n".encode())
    document = read_page(page)
    shift = document.text.find(text[:60])
    sentences = split_sentences(document)
    tagging = tagger.tag(document.text, [(s.span.begin, s.span.end) for s in sentences])
    pack = load_pack(document.language)
    found: list[Labelled] = []

    def look(draft: Draft, act: Act, certainty: Certainty, content: Sequence[Token]) -> None:
        stance = places.get((draft.extent.begin - shift, draft.extent.end - shift))
        if stance is not None and draft.mode != "narration":
            named = named_features(draft, act, certainty, content, pack)
            found.append(Labelled(name, STANCE_OF[act], named, dense_features(draft, tagging), stance))

    find_statements(document, sentences, tagging, look)
    yield from found


@dataclass(frozen=True, slots=True)
class Fitted:
    """Names of the features, stances, and weights `(features + 1, stances)`; the last row is the bias."""

    names: tuple[str, ...]
    stances: tuple[str, ...]
    weights: NDArray[np.float32]

    def likely(self, rows: Sequence[Labelled]) -> NDArray[np.float32]:
        """Probabilities, one row a statement."""
        x = np.hstack([matrix(rows, self.names), np.ones((len(rows), 1))])
        score = x @ self.weights
        share = np.exp(score - score.max(1, keepdims=True))
        return np.asarray(share / share.sum(1, keepdims=True), np.float32)

    def save(self, path: Path) -> None:
        """Write the packaged weights."""
        made = {
            "stances": self.stances,
            "names": self.names,
            "weights": packed(self.weights[:-1]),
            "bias": packed(self.weights[-1]),
        }
        path.write_text(json.dumps(made, ensure_ascii=False) + "\n", encoding="utf-8")


def matrix(rows: Sequence[Labelled], names: Sequence[str]) -> NDArray[np.float32]:
    return np.hstack(
        [
            np.array([[row.named.get(name, 0.0) for name in names] for row in rows], np.float32),
            np.stack([row.dense for row in rows]),
        ]
    )


def fit(rows: Sequence[Labelled], penalty: float = PENALTY) -> Fitted:
    """Weights for the statements that are some; features are standardised on the way."""
    rows = [row for row in rows if row.stance != NONE]
    counts = Counter(name for row in rows for name in row.named)
    names = tuple(sorted(name for name, count in counts.items() if count >= SEEN))
    stances = tuple(sorted({row.stance for row in rows}))
    x = matrix(rows, names).astype(np.float64)
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    inputs = torch.from_numpy((x - mean) / deviation)
    goal = torch.tensor([stances.index(row.stance) for row in rows])
    weight = torch.zeros(inputs.shape[1], len(stances), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(len(stances), dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS([weight, bias], max_iter=300, line_search_fn="strong_wolfe")

    def step() -> Tensor:
        solver.zero_grad()
        loss = F.cross_entropy(inputs @ weight + bias, goal) + penalty * (weight**2).sum() / 2
        loss.backward()
        return loss

    solver.step(step)  # type: ignore[no-untyped-call]
    plain = weight.detach().numpy() / deviation[:, None]
    return Fitted(names, stances, np.vstack([plain, bias.detach().numpy() - mean @ plain]).astype(np.float32))


def settled(fitted: Fitted, rows: Sequence[Labelled]) -> list[str]:
    """The stances after weighing."""
    out = []
    for row, share in zip(rows, fitted.likely(rows), strict=True):
        best = fitted.stances[int(share.argmax())]
        out.append(best if may_move(row.ruled, best, float(share.max())) else row.ruled)
    return out


def validated(rows: Sequence[Labelled], penalty: float = PENALTY) -> tuple[float, float]:
    """Share of right stances before and after weighing, each text weighed by the others (five folds)."""
    rows = [row for row in rows if row.stance != NONE]
    texts = sorted({row.text for row in rows})
    fold = {text: number % FOLDS for number, text in enumerate(texts)}
    before = after = 0
    for number in range(FOLDS):
        held = [row for row in rows if fold[row.text] == number]
        fitted = fit([row for row in rows if fold[row.text] != number], penalty)
        before += sum(row.ruled == row.stance for row in held)
        after += sum(a == row.stance for a, row in zip(settled(fitted, held), held, strict=True))
    return before / len(rows), after / len(rows)


def build(corpus: Path, weights: Path) -> None:
    """Fit on all labels and write ``stances.json``."""
    rows = list(labelled(corpus))
    before, after = validated(rows)
    print(f"{len(rows)} labelled statements; right by the rules {before:.3f}, weighed {after:.3f} (five folds)")
    fit(rows).save(weights / "stances.json")
