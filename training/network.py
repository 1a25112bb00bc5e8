"""The network: a BERT encoder with word heads, pointers from quotes to their roles, and marks of statements."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lagebild.language.tagger.labels import CLAIM, DISTANCES, HIDDEN, MARKS, POINTER, ROLES, widths
from training.base import Base


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, hidden: int, heads: int, inner: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(hidden, hidden) for _ in range(3))
        self.ao, self.aln = nn.Linear(hidden, hidden), nn.LayerNorm(hidden, eps)
        self.fi, self.fo, self.oln = nn.Linear(hidden, inner), nn.Linear(inner, hidden), nn.LayerNorm(hidden, eps)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attention and feed-forward; `bias` is added to the attention scores."""
        batch, length, hidden = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.aln(x + self.ao(mixed.transpose(1, 2).reshape(batch, length, hidden)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Encoder(nn.Module):
    """BERT (Devlin et al. 2019) as multilingual-e5-small has it."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        shape, tensors = base.shape, base.tensors
        hidden = int(shape["hidden"])
        word = torch.from_numpy(tensors["emb.word"].reshape(-1, hidden).copy())
        self.word = nn.Embedding.from_pretrained(word, freeze=True)
        place = torch.from_numpy(tensors["emb.pos"].reshape(-1, hidden).copy())
        place = place + torch.from_numpy(tensors["emb.type"].reshape(-1, hidden)[0].copy())
        self.place = nn.Embedding.from_pretrained(place, freeze=True)
        self.norm = nn.LayerNorm(hidden, shape["eps"])
        self.layers = nn.ModuleList(
            Layer(hidden, int(shape["heads"]), int(shape["inner"]), shape["eps"]) for _ in range(int(shape["layers"]))
        )
        self.norm.load_state_dict(
            {"weight": torch.from_numpy(tensors["emb.ln.w"]), "bias": torch.from_numpy(tensors["emb.ln.b"])}
        )
        for number, layer in enumerate(self.layers):
            layer.load_state_dict(
                {
                    f"{part}.{long}": torch.from_numpy(tensors[f"l{number}.{part}.{short}"].copy())
                    for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
                    for short, long in (("w", "weight"), ("b", "bias"))
                }
            )

    def embed(self, ids: Tensor) -> Tensor:
        """What the first layer reads."""
        found: Tensor = self.norm(self.word(ids) + self.place.weight[: ids.shape[1]])
        return found

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Output of the last layer."""
        return self.states(ids, mask)[-1]

    def states(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """Output of every layer."""
        bias = ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        x = self.embed(ids)
        out = []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest layers as they are."""
        for part in (self.word, self.place, self.norm, *self.layers[:layers]):
            for parameter in part.parameters():
                parameter.requires_grad_(requires_grad=False)


class Network(nn.Module):
    """Encoder and heads. Features are standardised first: those of e5 are nearly constant."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.encoder = Encoder(base)
        hidden = int(base.shape["hidden"])
        self.register_buffer("mean", torch.zeros(hidden))
        self.register_buffer("deviation", torch.ones(hidden))
        self.heads = nn.Linear(hidden, sum(widths().values()))
        self.distance = nn.Parameter(torch.zeros(len(ROLES), DISTANCES))
        self.marks = nn.Linear(HIDDEN, sum(map(len, MARKS.values())))
        self.claim = nn.Linear(2 * hidden, CLAIM)

    def words(self, ids: Tensor, mask: Tensor, first: Tensor, dropout: float) -> dict[str, Tensor]:
        """Head outputs of each word, by head."""
        hidden = (self.encoder(ids, mask) - self.mean) / self.deviation
        hidden = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        out = self.heads(F.dropout(hidden, dropout, self.training))
        return dict(zip(widths(), out.split(list(widths().values()), -1), strict=True))

    def point(self, out: dict[str, Tensor], row: int, quotes: Tensor, buckets: Tensor) -> Tensor:
        """Scores `(statements, roles, words + 1)`; the last column says that the role is not filled.

        `quotes` `(statements, words)` averages over each quote, `buckets` are distances (see `labels.bucket`).
        """
        words = quotes.shape[1]
        query = (quotes @ out["query"][row, :words]).view(-1, len(ROLES), POINTER)
        key = out["key"][row, :words].view(words, len(ROLES), POINTER)
        score = torch.einsum("srp,wrp->srw", query, key) / POINTER**0.5
        score = score + self.distance[:, buckets].transpose(0, 1)
        nobody = (quotes @ out["nobody"][row, :words]).unsqueeze(-1)
        return torch.cat([score, nobody], -1)

    def judge(self, out: dict[str, Tensor], row: int, quotes: Tensor, cues: Tensor, dropout: float) -> list[Tensor]:
        """Scores of each mark; `cues` averages over each cue, zero where there is none."""
        words = quotes.shape[1]
        hidden = F.gelu(quotes @ out["said"][row, :words] + cues @ out["cued"][row, :words])
        scores = self.marks(F.dropout(hidden, dropout, self.training))
        return list(scores.split([len(names) for names in MARKS.values()], -1))
