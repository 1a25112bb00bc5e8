"""Keeping sentence vectors while fitting: texts that lay together in the untouched encoder stay together.

Fitting for words alone moves the mean over pieces away from where sentences of like meaning lie. A linear map from two
layers to the untouched encoder's vectors is fitted along with the word heads (distillation, Hinton et al. 2015), so
the layers keep what the map needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.base import Base
from training.corpus import Text, Window
from training.fit_batches import Batch, batches, collate
from training.network import Encoder, Network
from training.vectors import POOLED, mean_of, samples, solve

SAMPLES = 4000
AN_EPOCH = 1500


class Kept:
    """Samples, the untouched encoder's vectors for them, and the map that is fitted along."""

    def __init__(self, base: Base, texts: Sequence[Text]) -> None:
        found = samples(base, texts, SAMPLES)
        self.windows = [Window(w.ids, w.first, {}, [], number) for number, w in enumerate(found)]
        self.map = nn.Linear(len(POOLED) * int(base.shape["hidden"]), int(base.shape["hidden"]))
        teacher = Encoder(base).eval()
        goals = torch.zeros(len(self.windows), int(base.shape["hidden"]))
        with torch.inference_mode():
            for part in batches(self.windows, 2400, Random(1)):  # noqa: S311  no secret
                batch = collate(part)
                rows = torch.tensor([w.number for w in part])
                goals[rows] = F.normalize(mean_of(teacher(batch.ids, batch.mask), batch.mask), dim=-1)
        self.middle = goals.mean(0)
        self.goals = F.normalize(goals - self.middle, dim=-1)

    def features(self, net: Network, batch: Batch) -> Tensor:
        """What the map reads: the means over pieces of two layers."""
        states = net.encoder.states(batch.ids, batch.mask)
        return torch.cat([mean_of(states[number], batch.mask) for number in POOLED], -1)

    @torch.no_grad()
    def start(self, net: Network) -> None:
        """Begin with the map that ridge regression finds for the encoder as it is."""
        parts = batches(self.windows[:AN_EPOCH], 2400, Random(1))  # noqa: S311  no secret
        seen = torch.cat([self.features(net, collate(part)) for part in parts])
        goal = torch.cat([self.goals[[w.number for w in part]] for part in parts])
        weight, bias = solve(seen, goal)
        self.map.weight.copy_(weight)
        self.map.bias.copy_(bias)

    def batches(self, size: int, rng: Random) -> list[list[Window]]:
        """Batches of a part of the samples, anew for each epoch."""
        return batches(rng.sample(self.windows, min(AN_EPOCH, len(self.windows))), size, rng)

    def loss(self, net: Network, batch: Batch) -> Tensor:
        """One less the cosine between the map's output and the untouched vector, both about their mean."""
        goal = self.goals[[w.number for w in batch.windows]]
        return (1 - F.cosine_similarity(self.map(self.features(net, batch)), goal)).mean()
