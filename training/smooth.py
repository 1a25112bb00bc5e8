"""Making the inputs of matrix products even before they are cut to 8 bit.

The 8 bit products scale all channels of an input by one factor, so a few channels with large or shifted values cost all
others their precision. Each input is centred and scaled by channel and the weights take the inverse (SmoothQuant, Xiao
et al. 2023); in exact arithmetic nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.corpus import Window
from training.fit_batches import collate
from training.network import Encoder, Layer

STRENGTH = 0.7
"""How much of the unevenness moves from the inputs to the weights."""
LEAST = 1e-3
SEEN = 96
"""Windows the ranges are read from."""


@dataclass(frozen=True, slots=True)
class Range:
    """Mean and largest distance from it, for each channel of an input."""

    mean: Tensor
    most: Tensor


def inputs(layer: Layer, x: Tensor, bias: Tensor) -> tuple[dict[str, Tensor], Tensor]:
    """What goes into the products of a layer (`x`: q, k, v; `mixed`: ao; `y`: fi; `inner`: fo), and its output."""
    batch, length, hidden = x.shape
    q, k, v = (
        part(x).view(batch, length, layer.heads, hidden // layer.heads).transpose(1, 2)
        for part in (layer.q, layer.k, layer.v)
    )
    mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(batch, length, hidden)
    y = layer.aln(x + layer.ao(mixed))
    inner = F.gelu(layer.fi(y))
    return {"x": x, "mixed": mixed, "y": y, "inner": inner}, layer.oln(y + layer.fo(inner))


@torch.inference_mode()
def ranges(encoder: Encoder, sample: Sequence[Window]) -> list[dict[str, Range]]:
    """Ranges of all inputs by layer, over some windows."""
    batch = collate(sample[:SEEN])
    seen = batch.mask.bool()
    bias = ((1.0 - batch.mask) * -1e4)[:, None, None, :]
    x = encoder.embed(batch.ids)
    out = []
    for layer in encoder.layers:
        found, x = inputs(layer, x, bias)
        row = {}
        for name, value in found.items():
            flat = value[seen]
            mean = flat.mean(0)
            row[name] = Range(mean, (flat - mean).abs().amax(0).clamp_min(LEAST))
        out.append(row)
    return out


def evened(product: nn.Linear, span: Range) -> tuple[Tensor, Tensor, nn.Linear]:
    """Mean and inverse scale to apply to an input, and its product with the inverse in weights and bias."""
    weights = product.weight.detach().abs().amax(0).clamp_min(LEAST)
    scale = (span.most**STRENGTH / weights ** (1 - STRENGTH)).clamp_min(LEAST)
    made = nn.Linear(product.in_features, product.out_features)
    made.weight.data = product.weight.detach() * scale
    made.bias.data = product.bias.detach() + product.weight.detach() @ span.mean
    return span.mean, 1 / scale, made
