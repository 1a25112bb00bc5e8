"""Wordings of claims: which statements of one story say the same, to learn vectors that tell claims apart.

Sentence vectors of a general encoder put everything about one event close together. A linear map from two layers is
fitted so that wordings of one claim lie closer to each other than to the other claims of their story (supervised
contrastive loss, Khosla et al. 2020); denials and confirmations count as wordings of what they speak of.

A file holds stories: a line ``story: ID LANGUAGE``, then for each claim a line ``# key`` and its wordings, one a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lagebild.language.tagger.pieces import BEGIN, END, Pieces, words
from training.corpus import Window
from training.fit_batches import collate
from training.network import Network
from training.vectors import POOLED

FOLDER = Path(__file__).parent / "wordings"
TEMPERATURE = 0.1
LONGEST = 120
TOGETHER = 2
"""Stories in one batch; more would fill it with easy negatives."""
ROOMS = (1, 100, 200, 300)
"""Pieces that wordings fill together; the first leaves each alone."""
HELD_OUT = 10
SAMPLED = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording; ``claim`` numbers the claims of a story."""

    text: str
    claim: int


def read_stories(folder: Path = FOLDER) -> tuple[list[list[Wording]], list[list[Wording]]]:
    """Stories to learn from, and every tenth held out."""
    stories: list[list[Wording]] = []
    claim = 0
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("story:"):
                stories.append([])
            elif line.startswith("#"):
                claim += 1
            elif line.strip():
                stories[-1].append(Wording(line.strip(), claim))
    held = stories[HELD_OUT - 1 :: HELD_OUT]
    return [s for n, s in enumerate(stories) if (n + 1) % HELD_OUT], held


def windows(said: Sequence[Wording], pieces: Pieces, rng: Random) -> Iterator[Window]:
    """The wordings in random order, a few of them on end as a page has them, so that context tells nothing."""
    order = [*said]
    rng.shuffle(order)
    ids, claims, room = [BEGIN], list[tuple[int, int, int]](), rng.choice(ROOMS)
    for one in order:
        found = [p for word in pieces.of_words([one.text[b:e] for b, e in words(one.text)]) for p in word][:LONGEST]
        if claims and len(ids) + len(found) > room:
            yield Window([*ids, END], [1], {}, [], claims=tuple(claims))
            ids, claims, room = [BEGIN], [], rng.choice(ROOMS)
        claims.append((len(ids), len(ids) + len(found), one.claim))
        ids += found
    yield Window([*ids, END], [1], {}, [], claims=tuple(claims))


def story_batches(stories: Sequence[Sequence[Wording]], pieces: Pieces, rng: Random) -> Iterator[list[Window]]:
    """All wordings of a few stories, other stories together each time."""
    order = [*stories]
    rng.shuffle(order)
    for at in range(0, len(order), TOGETHER):
        yield list(windows([w for story in order[at : at + TOGETHER] for w in story], pieces, rng))


def features(net: Network, part: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """What the map to claim vectors reads, the mean over the pieces of each wording, and the claims' numbers."""
    batch = collate(part)
    states = net.encoder.states(batch.ids, batch.mask)
    both = torch.cat([states[n] for n in POOLED], -1)
    rows = [both[row, b:e].mean(0) for row, window in enumerate(part) for b, e, _ in window.claims]
    return torch.stack(rows), torch.tensor([claim for window in part for *_, claim in window.claims])


@torch.no_grad()
def start_claims(net: Network, stories: Sequence[Sequence[Wording]], pieces: Pieces, vectors: nn.Linear) -> None:
    """Begin with the main directions of the general sentence vectors, which `vectors` reads from the same layers."""
    parts = story_batches(stories[::SAMPLED], pieces, Random(1))  # noqa: S311  no secret
    found = torch.cat([vectors(features(net, part)[0]) for part in parts])
    middle = found.mean(0)
    main = torch.linalg.svd(found - middle, full_matrices=False).Vh[: net.claim.out_features]
    net.claim.weight.copy_(main @ vectors.weight)
    net.claim.bias.copy_(main @ (vectors.bias - middle))


def contrast(net: Network, part: Sequence[Window]) -> Tensor:
    """Supervised contrastive loss over the wordings of a batch."""
    found, claims = features(net, part)
    return contrastive(F.normalize(net.claim(found), dim=-1), claims)


def contrastive(vectors: Tensor, claims: Tensor) -> Tensor:
    """The loss of vectors of length 1, `(n, width)`."""
    own = torch.eye(len(claims), dtype=torch.bool)
    same = (claims[:, None] == claims[None, :]) & ~own
    likely = (vectors @ vectors.T / TEMPERATURE).masked_fill(own, -1e9).log_softmax(1)
    return -(likely.masked_fill(~same, 0.0).sum(1) / same.sum(1).clamp_min(1)).mean()


@torch.inference_mode()
def separation(vectors: Tensor, claims: Sequence[int]) -> float:
    """Share of (pair of one claim, pair of two claims) that are in the right order by cosine: the area under ROC."""
    upper = torch.triu_indices(len(claims), len(claims), 1)
    cosine = (vectors @ vectors.T)[upper[0], upper[1]]
    numbers = torch.tensor(claims)
    same = numbers[upper[0]] == numbers[upper[1]]
    order = cosine.argsort().argsort().double()
    count, others = int(same.sum()), int((~same).sum())
    return float((order[same].sum() - count * (count - 1) / 2) / (count * others))
