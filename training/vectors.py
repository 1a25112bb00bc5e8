"""Sentence vectors after fine-tuning: a linear map from the tagger's layers back to the untouched encoder's vectors.

Fine-tuning for words moves the mean over pieces away from where sentences of like meaning lie together, across
languages too. The layers still hold that information; ridge regression (Hoerl and Kennard 1970) reads it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lagebild.language.tagger.pieces import BEGIN, END
from training.base import Base
from training.corpus import Text, Window
from training.fit_batches import batches, collate
from training.network import Encoder, Network

POOLED = (7, 11)
"""Layers, from 0, whose mean over pieces the map reads."""
RIDGE = 0.002
SENTENCES = 2000
LONGEST, SHORTEST = 120, 8


def samples(base: Base, texts: Sequence[Text], count: int = SENTENCES, seed: int = 1) -> list[Window]:
    """Sentences, and up to four neighbours together, of the training texts."""
    pieces, found = base.pieces(), []
    rng = Random(seed)  # noqa: S311  no secret
    for text in texts:
        for number, (begin, end) in enumerate(text.sentences):
            more = rng.choice((0, 0, 0, 1, 3))
            last = text.sentences[min(number + more, len(text.sentences) - 1)][1] if more else end
            ids = [piece for word in pieces.of_words(text.surface[begin:last]) for piece in word][:LONGEST]
            if len(ids) >= SHORTEST:
                found.append(Window([BEGIN, *ids, END], [1], {}, []))
    rng.shuffle(found)
    return found[:count]


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)


def solve(features: Tensor, goal: Tensor) -> tuple[Tensor, Tensor]:
    """Weight and bias of the ridge regression from `features` to `goal`."""
    features, goal = features.double(), goal.double()
    center, middle = features.mean(0), goal.mean(0)
    x, y = features - center, goal - middle
    weight = torch.linalg.solve(x.T @ x + RIDGE * (x**2).sum() / x.shape[1] * torch.eye(x.shape[1]), x.T @ y)
    return weight.T.float().contiguous(), (middle - center @ weight).float()


@torch.inference_mode()
def fit_vectors(net: Network, base: Base, texts: Sequence[Text]) -> nn.Linear:
    """The map, with a bias; its outputs still have to be brought to length 1."""
    teacher = Encoder(base).eval()
    goals, seen = [], []
    for part in batches(samples(base, texts), 1600, Random(1)):  # noqa: S311
        batch = collate(part)
        goals.append(F.normalize(mean_of(teacher(batch.ids, batch.mask), batch.mask), dim=-1))
        states = net.encoder.states(batch.ids, batch.mask)
        seen.append(torch.cat([mean_of(states[number], batch.mask) for number in POOLED], -1))
    goal, features = torch.cat(goals), torch.cat(seen)
    weight, bias = solve(features, goal)
    made = nn.Linear(features.shape[1], goal.shape[1])
    made.weight.data, made.bias.data = weight, bias
    left = F.cosine_similarity(made(features.float()), goal.float()).mean().item()
    print(f"sentence vectors: {len(goal)} sentences, cosine to the untouched encoder {left:.4f}")
    return made
