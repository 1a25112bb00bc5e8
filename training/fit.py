"""Fitting: several tasks at once, one batch of one task per step.

What keeps it from collapsing (all token vectors equal): standardised features, output biases at the log prior,
zero output weights, and the first steps on the heads alone.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from lagebild.language.tagger.labels import HEADS, MARKS, ROLES, buckets, widths
from lagebild.language.tagger.pieces import Pieces
from training.base import Base
from training.corpus import IGNORED, Text, Window, joined, windows
from training.fit_batches import batches, collate
from training.keep import Kept
from training.network import Network
from training.wordings import contrast, read_stories, start_claims, story_batches

WEIGHTS = {
    "direct": 0.7, "outer": 1.0, "inner": 0.4, "speaker": 0.7, "cue": 0.6, "frame": 0.6, "addressee": 0.4,
    "via": 0.3, "date": 0.3, "name": 1.0, "point": 1.0, "act": 0.25, "certainty": 0.25, "type": 0.2, "vector": 1.0,
    "claim": 0.5,
}  # fmt: skip


LONG_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the outcome besides the data."""

    epochs: float = 7.0
    minutes: float = 600.0
    seed: int = 1
    rate: float = 1e-4
    head_rate: float = 1e-3
    batch: int = 1200
    window: int = 320
    frozen: int = 4
    dropout: float = 0.1
    heads_only: int = 40
    rare: float = 0.4
    english: int = 2
    """How often an epoch shows each English text: there are a third as many as German ones."""
    wordings: int = 2
    """How often an epoch shows each story of claims and their wordings."""
    names: float = 1.0
    """Share of the sentences with names that an epoch shows."""

    def as_dict(self) -> dict[str, float]:
        """For the record beside the weights."""
        return asdict(self)


def averages(groups: Sequence[Sequence[int]], words: int) -> Tensor:
    out = torch.zeros(len(groups), words)
    for row, group in enumerate(groups):
        if group:
            out[row, list(group)] = 1 / len(group)
    return out


class Fitter:
    """One run."""

    def __init__(self, base: Base, texts: Sequence[Text], names: Sequence[Text], recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.texts, self.names = recipe, texts, names
        self.rng = random.Random(recipe.seed)  # noqa: S311  no secret
        self.pieces: Pieces = base.pieces()
        self.network = Network(base)
        self.network.encoder.freeze(recipe.frozen)
        self.kept = Kept(base, texts)
        self.stories = read_stories()[0]
        self.rare = {
            mark: self._rarity(Counter(getattr(s, mark) for t in texts for s in t.statements), len(names_))
            for mark, names_ in MARKS.items()
        }

    def _rarity(self, counts: Counter[int], size: int) -> Tensor:
        number = torch.tensor([counts[at] + 1.0 for at in range(size)])
        weight = (number.sum() / number) ** self.recipe.rare
        return weight / ((weight * number).sum() / number.sum())

    def _some(self, texts: Sequence[Text]) -> Sequence[Text]:
        """Neighbouring texts, as many as an epoch shows."""
        count = int(len(texts) * self.recipe.names)
        begin = self.rng.randrange(len(texts) - count + 1)
        return texts[begin : begin + count]

    def epoch(self) -> list[list[Window]]:
        """Batches of all tasks in random order, with new window bounds."""
        said: list[Window] = []
        for text in self.texts:
            for _ in range(self.recipe.english if text.language == "en" else 1):
                first = self.rng.choice((self.recipe.window, 220, 160, 100))
                said.extend(windows(text, self.pieces, first, self.recipe.window))
        named = [w for t in joined(self._some(self.names), self.rng) for w in windows(t, self.pieces, 320, 320)]
        out = batches(said, self.recipe.batch, self.rng) + batches(named, self.recipe.batch, self.rng)
        out += self.kept.batches(self.recipe.batch, self.rng)
        for _ in range(self.recipe.wordings):
            out += story_batches(self.stories, self.pieces, self.rng)
        self.rng.shuffle(out)
        return out

    def standardise(self, sample: Sequence[Sequence[Window]]) -> None:
        """Standardise the features; the heads take the inverse, so that outputs stay as they are."""
        net = self.network
        with torch.no_grad():
            features = torch.cat([net.encoder(b.ids, b.mask)[b.mask.bool()] for b in map(collate, sample)])
            mean, deviation = features.mean(0), features.std(0).clamp_min(0.02)
            net.heads.bias += net.heads.weight @ ((mean - net.mean) / net.deviation)
            net.heads.weight *= deviation / net.deviation
            net.mean.copy_(mean)
            net.deviation.copy_(deviation)

    def prepare(self, sample: Sequence[Sequence[Window]]) -> None:
        """Standardise the features and set the output biases to the log prior."""
        net = self.network
        self.standardise(sample)
        net.heads.weight.data.normal_(0, 0.02)
        net.heads.bias.data.zero_()
        at = 0
        for head, width in widths().items():
            if head in HEADS:
                counts = torch.ones(width)
                for text in self.names if head == "name" else self.texts:
                    counts += torch.bincount(torch.tensor(text.labels[head]), minlength=width)
                net.heads.bias.data[at : at + width] = (counts / counts.sum()).log()
                net.heads.weight.data[at : at + width] = 0
            at += width

    def losses(self, part: Sequence[Window]) -> dict[str, Tensor]:
        """Loss of each head that the batch has labels for."""
        net = self.network
        if part[0].claims:
            return {"claim": contrast(net, part)}
        batch = collate(part)
        if part[0].number >= 0:
            return {"vector": self.kept.loss(net, batch)}
        out = net.words(batch.ids, batch.mask, batch.first, self.recipe.dropout)
        words = batch.first.shape[1]
        found = {}
        for head in part[0].labels:
            goal = torch.full((len(part), words), IGNORED)
            for row, window in enumerate(part):
                goal[row, : len(window.first)] = torch.tensor(window.labels[head])
            found[head] = F.cross_entropy(out[head].transpose(1, 2), goal, ignore_index=IGNORED)
        points, marks = [], {mark: list[Tensor]() for mark in MARKS}
        for row, window in enumerate(part):
            if not window.statements:
                continue
            count = len(window.first)
            quotes = averages([s.quote for s in window.statements], count)
            ends = [(min(s.quote), max(s.quote) + 1) for s in window.statements]
            near = torch.from_numpy(np.stack([buckets(count, b, e) for b, e in ends]))
            score = torch.log_softmax(net.point(out, row, quotes, near), -1)
            goal = torch.zeros(score.shape, dtype=torch.bool)
            for at, one in enumerate(window.statements):
                for number, role in enumerate(ROLES):
                    goal[at, number, list(one.roles[role]) or [count]] = True
            points.append(-torch.logsumexp(score.masked_fill(~goal, -1e9), -1).mean(1))
            cues = averages([s.roles["cue"] for s in window.statements], count)
            for mark, scores in zip(MARKS, net.judge(out, row, quotes, cues, self.recipe.dropout), strict=True):
                want = torch.tensor([getattr(s, mark) for s in window.statements])
                marks[mark].append(F.cross_entropy(scores, want, self.rare[mark], reduction="none"))
        if points:
            found["point"] = torch.cat(points).mean() * 2
            found.update({mark: torch.cat(values).mean() for mark, values in marks.items()})
        return found

    def start_from(self, state: Mapping[str, Tensor]) -> bool:
        """Begin with the layers of an earlier run, in the names of `transformers`' BERT or of `Network`.

        True if the state holds the heads, too: then fitting goes on where that run ended.
        """
        own = self.network.state_dict()
        for name in own:
            if name.startswith("encoder.layers."):
                _, _, number, part, kind = name.split(".")
                key = f"bert.encoder.layer.{number}.{LONG_NAMES[part]}.{kind}"
                own[name] = state.get(name, state.get(key, own[name]))
        whole = "heads.weight" in state and state["heads.weight"].shape == own["heads.weight"].shape
        known = {name: state[name] for name in own if whole and name in state and state[name].shape == own[name].shape}
        self.network.load_state_dict({**own, **known})
        return whole

    def run(self, out: Path, save_every: float = 8.0, start: Mapping[str, Tensor] | None = None) -> None:
        """Fit and save to `out`, every `save_every` minutes and at the end."""
        recipe, net = self.recipe, self.network
        goes_on = start is not None and self.start_from(start)
        began = time.monotonic()
        queue = self.epoch()
        per_epoch = len(queue)
        total = int(per_epoch * recipe.epochs)
        warm = max(10, total // 15)
        alone = 0 if goes_on else recipe.heads_only
        sample = [part for part in queue if not part[0].claims and part[0].number < 0][:12]
        if goes_on:
            self.standardise(sample)
        else:
            self.prepare(sample)
        self.kept.start(net)
        if start is None or "claim.weight" not in start:
            start_claims(net, self.stories, self.pieces, self.kept.map)
        heads = [p for n, p in net.named_parameters() if not n.startswith(("encoder.", "claim."))]
        claim = [*net.claim.parameters()]
        heads += list(self.kept.map.parameters())
        encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
        adam = torch.optim.AdamW(
            [
                {"params": encoder, "weight_decay": 0.01},
                {"params": heads, "weight_decay": 0.0},
                {"params": claim, "weight_decay": 0.0},
            ],
            lr=recipe.rate,
        )
        print(f"{len(self.texts)} texts, {per_epoch} steps an epoch, {total} in all", flush=True)
        smooth: dict[str, float] = {}
        step, saved, progress = 0, time.monotonic(), 0.0
        net.train()
        while progress < 1:
            if not queue:
                queue = self.epoch()
            late = step >= alone
            progress = max(step / total, (time.monotonic() - began) / 60 / recipe.minutes)
            fade = max(0.02, 1 - progress)
            adam.param_groups[0]["lr"] = recipe.rate * min(1, (step - alone + 1) / warm) * fade * late
            adam.param_groups[1]["lr"] = recipe.head_rate * fade * (1 if late else 3) * (0.3 if goes_on else 1)
            adam.param_groups[2]["lr"] = recipe.head_rate * fade
            for parameter in encoder:
                parameter.requires_grad_(requires_grad=late)
            found = self.losses(queue.pop())
            torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(encoder + heads + claim, 1.0)
            adam.step()
            adam.zero_grad(set_to_none=True)
            step += 1
            for name, value in found.items():
                smooth[name] = 0.97 * smooth.get(name, value.item()) + 0.03 * value.item()
            if step % 25 == 0 or step == alone:
                state = " ".join(f"{name} {value:.3f}" for name, value in sorted(smooth.items()))
                print(f"{step}/{total} {time.monotonic() - began:.0f}s {state}", flush=True)
            if time.monotonic() - saved > save_every * 60:
                self.save(out, step / per_epoch)
                saved = time.monotonic()
        self.save(out, step / per_epoch)

    def save(self, out: Path, epochs: float) -> None:
        """Write a checkpoint; an interrupted run leaves the one before whole."""
        made = {"state": self.network.state_dict(), "recipe": self.recipe.as_dict(), "epochs": epochs}
        torch.save({**made, "transitions": dict(self.transitions())}, out.with_suffix(".tmp"))
        out.with_suffix(".tmp").replace(out)
        print(f"saved after {epochs:.2f} epochs", flush=True)

    def transitions(self) -> Iterator[tuple[str, list[list[float]]]]:
        """Counts of label pairs for each head."""
        for head, tags in HEADS.items():
            counts = torch.ones(len(tags), len(tags))
            for text in self.names if head == "name" else self.texts:
                for before, after in zip(text.labels[head], text.labels[head][1:], strict=False):
                    counts[before, after] += 1
            yield head, counts.tolist()
