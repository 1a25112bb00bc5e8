"""Claim vectors in the run of a text: a linear map from the pieces of a window to what a statement says read alone.

A statement read alone gives the better vector, but costs a pass of its own. The windows that mark statements are
encoded anyway; ridge regression (Hoerl and Kennard 1970) reads off them what the statement alone would have given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from lagebild.language.tagger.pieces import BEGIN, END, Pieces
from training.base import Base
from training.corpus import Text, Window
from training.corpus import windows as cut
from training.fit_batches import collate
from training.network import Network
from training.vectors import POOLED, mean_of, solve
from training.wordings import Wording, windows

SHORTEST, LONGEST = 4, 120
"""Pieces of a statement that is looked at."""
WINDOWS = 2100
TOGETHER = 6

Said = tuple[list[int], list[list[int]]]
"""Pieces of a window, and which of them each of its statements has."""


def said_in(texts: Sequence[Text], stories: Sequence[Sequence[Wording]], pieces: Pieces) -> Iterator[Said]:
    """Windows of labelled texts, and of wordings on end."""
    for story in stories:
        for window in windows(story, pieces, Random(1)):  # noqa: S311  no secret
            yield window.ids, [list(range(b, e)) for b, e, _ in window.claims]
    for text in texts:
        for window in cut(text, pieces, 320, 320):
            ends = [*window.first[1:], len(window.ids) - 1]
            spans = [[p for w in s.quote for p in range(window.first[w], ends[w])] for s in window.statements]
            if any(len(span) >= SHORTEST for span in spans):
                yield window.ids, [span for span in spans if len(span) >= SHORTEST]


def alone(net: Network, said: Sequence[Said]) -> Tensor:
    """The claim vector of each statement read alone."""
    read = [[BEGIN, *[ids[p] for p in span][:LONGEST], END] for ids, spans in said for span in spans]
    order = sorted(range(len(read)), key=lambda n: len(read[n]))
    out = torch.zeros(len(read), net.claim.out_features)
    for at in range(0, len(order), 8 * TOGETHER):
        rows = order[at : at + 8 * TOGETHER]
        batch = collate([Window(read[n], [1], {}, []) for n in rows])
        states = net.encoder.states(batch.ids, batch.mask)
        both = torch.cat([mean_of(states[n], batch.mask) for n in POOLED], -1)
        out[rows] = F.normalize(net.claim(both), dim=-1)
    return out


def running(net: Network, said: Sequence[Said]) -> Tensor:
    """The mean over each statement's pieces in its window, of two layers."""
    out = []
    for at in range(0, len(said), TOGETHER):
        part = said[at : at + TOGETHER]
        batch = collate([Window(ids, [1], {}, []) for ids, _ in part])
        states = net.encoder.states(batch.ids, batch.mask)
        both = torch.cat([states[n] for n in POOLED], -1)
        out += [both[row, span].mean(0) for row, (_, spans) in enumerate(part) for span in spans]
    return torch.stack(out)


@torch.inference_mode()
def fit_claims(net: Network, base: Base, texts: Sequence[Text], stories: Sequence[Sequence[Wording]]) -> nn.Linear:
    """The map for the packaged graph."""
    said = list(islice(said_in(texts, stories, base.pieces()), WINDOWS))
    goal, seen = alone(net, said), running(net, said)
    made = nn.Linear(seen.shape[1], goal.shape[1])
    made.weight.data, made.bias.data = solve(seen, goal)
    left = F.cosine_similarity(made(seen), goal).mean().item()
    print(f"claim vectors: {len(goal)} statements, cosine to the vectors of statements read alone {left:.3f}")
    return made
