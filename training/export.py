"""From a fitted network to the packaged weights: ONNX with 8 bit weights, piece model, and the small arrays."""

from __future__ import annotations

import base64
import json
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.base import Base
from training.corpus import Text
from training.network import Network
from training.vectors import POOLED, fit_vectors

NAME = "e5-small-de-en-2"
FLOAT = ("heads", "vector")
"""Parts of the graph that stay in 32 bit: the outputs are small and sensitive."""


class Graph(nn.Module):
    """The network as plain matrix products, for a small graph. One text at a time, so no padding mask."""

    def __init__(self, net: Network, vector: nn.Linear) -> None:
        super().__init__()
        self.encoder = net.encoder
        self.width = net.heads.in_features
        self.heads = nn.Linear(self.width, net.heads.out_features)
        scaled = net.heads.weight.data / net.deviation
        self.heads.weight.data = scaled
        self.heads.bias.data = net.heads.bias.data - scaled @ net.mean
        self.vector = vector

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Head outputs of each word, and a sentence vector."""
        encoder = self.encoder
        x = encoder.norm(encoder.word(ids) + encoder.place.weight[torch.arange(ids.shape[1])].unsqueeze(0))
        pooled = []
        for number, layer in enumerate(encoder.layers):
            heads, size = layer.heads, self.width // layer.heads
            q, k, v = (
                part(x).reshape(x.shape[0], x.shape[1], heads, size).transpose(1, 2)
                for part in (layer.q, layer.k, layer.v)
            )
            share = torch.softmax(q @ k.transpose(-1, -2) * (1 / math.sqrt(size)), -1)
            mixed = (share @ v).transpose(1, 2).reshape(x.shape[0], x.shape[1], self.width)
            x = layer.aln(x + layer.ao(mixed))
            x = layer.oln(x + layer.fo(F.gelu(layer.fi(x))))
            if number in POOLED:
                pooled.append(x.mean(1))
        picked = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, self.width))
        return self.heads(picked), self.vector(torch.cat(pooled, -1))


def restore(base: Base, path: Path) -> tuple[Network, dict[str, Any]]:
    """The network of a checkpoint, and what was stored beside it."""
    stored = torch.load(path, weights_only=True)
    net = Network(base)
    net.load_state_dict({name: value for name, value in stored["state"].items() if name in net.state_dict()})
    return net.eval(), stored


def export(base: Base, checkpoint: Path, texts: Sequence[Text], folder: Path) -> None:
    """Write `tagger.onnx`, `tokenizer.json` and `tagger.json` to `folder`."""
    net, stored = restore(base, checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    graph = Graph(net, fit_vectors(net, base, texts)).eval()
    ids, first = torch.tensor([[0, 10, 11, 12, 13, 2]]), torch.tensor([[1, 2, 3, 4]])
    axes = {"ids": {0: "texts", 1: "pieces"}, "first": {0: "texts", 1: "words"}}
    axes |= {"words": {0: "texts", 1: "words"}, "vector": {0: "texts"}}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            graph, (ids, first), str(plain), input_names=["ids", "first"], output_names=["words", "vector"],
            opset_version=17, dynamo=False, dynamic_axes=axes,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            ready, folder / "tagger.onnx", per_channel=True, reduce_range=False, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=sensitive(ready),
        )  # fmt: skip
    (folder / "tokenizer.json").write_text(base.tokenizer, encoding="utf-8")
    arrays = {"distance": net.distance, "marks.weight": net.marks.weight, "marks.bias": net.marks.bias}
    meta = {
        "name": NAME,
        "characters": base.characters,
        "transitions": stored["transitions"],
        "arrays": {
            name: base64.b64encode(value.detach().numpy().astype("<f4").tobytes()).decode()
            for name, value in arrays.items()
        },
    }
    (folder / "tagger.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    sizes = {path.name: round(path.stat().st_size / 1e6, 1) for path in sorted(folder.iterdir())}
    print(f"written: {sizes} MB")


def sensitive(path: Path) -> list[str]:
    """Names of the products that stay in 32 bit: the output heads."""
    graph = onnx.load(path).graph
    large = {init.name for init in graph.initializer if np.prod(init.dims) > 0 and init.dims[-1:] != [1536]}
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and any(part in node.name for part in FLOAT) and set(node.input) & large
    ]
