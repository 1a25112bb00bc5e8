"""Windows side by side as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from lagebild.language.tagger.pieces import PAD
from training.corpus import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side: pieces, padding mask, first pieces of words."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    windows: list[Window]


def collate(part: Sequence[Window]) -> Batch:
    length, words = max(len(w.ids) for w in part), max(len(w.first) for w in part)
    ids = torch.full((len(part), length), PAD)
    mask = torch.zeros(len(part), length)
    first = torch.zeros(len(part), words, dtype=torch.long)
    for row, window in enumerate(part):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        first[row, : len(window.first)] = torch.tensor(window.first)
    return Batch(ids, mask, first, list(part))


def batches(found: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `size` pieces with padding."""
    keyed = sorted(((len(w.ids) + rng.random() * 16, at) for at, w in enumerate(found)))
    out: list[list[Window]] = []
    part: list[Window] = []
    for _, at in keyed:
        longest = max(len(w.ids) for w in [*part, found[at]])
        if part and longest * (len(part) + 1) > size:
            out.append(part)
            part = []
        part.append(found[at])
    return [*out, part]
