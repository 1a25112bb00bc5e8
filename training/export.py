"""From a fitted network to the packaged weights: ONNX with 8 bit weights, piece model, and the small arrays."""

from __future__ import annotations

import base64
import json
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

from lagebild.language.tagger.labels import HEADS, widths
from training.base import Base
from training.claims import fit_claims
from training.corpus import Text, windows
from training.network import Layer, Network
from training.smooth import SEEN, Range, evened, ranges
from training.vectors import POOLED, fit_vectors
from training.wordings import read_stories

NAME = "e5-small-de-en-5"
FLOAT = ("heads", "vector", "claim")
"""Parts of the graph that stay in 32 bit: the outputs are small and sensitive."""


OFFSETS = {"name": {"B-ORG": -1.0, "I-ORG": -1.0}}
"""Added to the scores of labels that come too easily; chosen on the developer sentences."""


def offsets() -> Tensor:
    """What export adds to the output biases."""
    out = torch.zeros(sum(widths().values()))
    at = 0
    for head, width in widths().items():
        for label, value in OFFSETS.get(head, {}).items():
            out[at + HEADS[head].index(label)] = value
        at += width
    return out


class Attend(torch.autograd.Function):
    """Attention over one text as one operator, which onnxruntime computes block by block (FlashAttention, Dao 2022)."""

    @staticmethod
    def forward(_: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:  # noqa: ANN401 -- as torch has it
        """Queries, keys and values `(texts, pieces, width)`."""
        parts = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (q, k, v))
        return F.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:  # noqa: ANN401 -- as torch has it
        """The operator in the packaged graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Even(nn.Module):
    """The products of one layer over evened inputs (see `training.smooth`).

    What attention mixes is evened for free: shares add up to one, so the values' product takes mean and scale.
    """

    def __init__(self, layer: Layer, span: dict[str, Range]) -> None:
        super().__init__()
        mean, scale, mixed = evened(layer.ao, span["mixed"])
        all_three = nn.Linear(layer.q.in_features, 3 * layer.q.out_features)
        all_three.weight.data = torch.cat(
            [layer.q.weight, layer.k.weight, layer.v.weight.detach() * scale.unsqueeze(1)]
        ).detach()
        all_three.bias.data = torch.cat([layer.q.bias, layer.k.bias, (layer.v.bias - mean) * scale]).detach()
        self.products = nn.ModuleDict({"mixed": mixed})
        for name, product in {"x": all_three, "y": layer.fi, "inner": layer.fo}.items():
            mean, scale, self.products[name] = evened(product, span[name])
            self.register_buffer(f"{name}_mean", mean)
            self.register_buffer(f"{name}_scale", scale)

    def one(self, name: str, value: Tensor) -> Tensor:
        """The product of an input."""
        if name != "mixed":
            value = (value - getattr(self, f"{name}_mean")) * getattr(self, f"{name}_scale")
        made: Tensor = self.products[name](value)
        return made


class Graph(nn.Module):
    """The network as plain matrix products, for a small graph. One text at a time, so no padding mask."""

    def __init__(self, net: Network, vector: nn.Linear, claim: nn.Linear, spans: Sequence[dict[str, Range]]) -> None:
        super().__init__()
        self.encoder = net.encoder
        self.even = nn.ModuleList(Even(layer, span) for layer, span in zip(net.encoder.layers, spans, strict=True))
        self.width = net.heads.in_features
        self.heads = nn.Linear(self.width, net.heads.out_features)
        scaled = net.heads.weight.data / net.deviation
        self.heads.weight.data = scaled
        self.heads.bias.data = net.heads.bias.data - scaled @ net.mean + offsets()
        self.vector = vector
        self.claim = claim

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Head outputs of each word, a sentence vector, and what each piece adds to the vectors of claims."""
        encoder = self.encoder
        x = encoder.norm(encoder.word(ids) + encoder.place.weight[torch.arange(ids.shape[1])].unsqueeze(0))
        pooled = []
        for number, (layer, even) in enumerate(zip(encoder.layers, self.even, strict=True)):
            mixed = Attend.apply(*even.one("x", x).chunk(3, -1), layer.heads)
            x = layer.aln(x + even.one("mixed", mixed))
            x = layer.oln(x + even.one("inner", F.gelu(even.one("y", x))))
            if number in POOLED:
                pooled.append(x)
        picked = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, self.width))
        both = torch.cat(pooled, -1)
        return self.heads(picked), self.vector(both.mean(1)), self.claim(both)


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
    sample = [w for text in texts[:: max(1, len(texts) // SEEN)] for w in windows(text, base.pieces(), 320, 320)]
    claims = fit_claims(net, base, texts, read_stories()[0])
    graph = Graph(net, fit_vectors(net, base, texts), claims, ranges(net.encoder, sample)).eval()
    ids, first = torch.tensor([[0, 10, 11, 12, 13, 2]]), torch.tensor([[1, 2, 3, 4]])
    axes = {"ids": {0: "texts", 1: "pieces"}, "first": {0: "texts", 1: "words"}}
    axes |= {"words": {0: "texts", 1: "words"}, "vector": {0: "texts"}, "claim": {0: "texts", 1: "pieces"}}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            graph, (ids, first), str(plain), input_names=["ids", "first"], output_names=["words", "vector", "claim"],
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
        "recipe": {**stored["recipe"], "epochs": round(stored["epochs"], 2)},
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
