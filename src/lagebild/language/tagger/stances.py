"""A small model that weighs what the rules and the tagger make of a statement: the stance its speaker takes.

Multinomial logistic regression over named features of the rules (``lagebild.language.statements.weighing``) and what
the tagger computes of the words said and of the cue. Labels: ``training/stances``; ``python -m training stances`` fits.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import TaggerUnavailable


@dataclass(frozen=True, slots=True)
class StanceModel:
    """Weights by feature: ``named`` for features with a name, ``dense`` of shape (width, stances) for the others."""

    stances: tuple[str, ...]
    named: Mapping[str, NDArray[np.float32]]
    dense: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def load(cls) -> StanceModel:
        """Read the packaged weights; raise ``TaggerUnavailable`` if they are not there."""
        try:
            stored = json.loads(
                files("lagebild.language").joinpath("weights", "stances.json").read_text(encoding="utf-8")
            )
        except OSError as error:
            message = f"the weights of stances are not there ({error})"
            raise TaggerUnavailable(message) from error
        width = len(stored["stances"])
        rows = _array(stored["weights"]).reshape(-1, width)
        names = stored["names"]
        return cls(
            stances=tuple(stored["stances"]),
            named=dict(zip(names, rows[: len(names)], strict=True)),
            dense=rows[len(names) :],
            bias=_array(stored["bias"]),
        )

    def likely(self, named: Mapping[str, float], dense: NDArray[np.float32]) -> dict[str, float]:
        """Probability of each stance, to three decimals; a feature without a weight counts for nothing."""
        score = self.bias + dense @ self.dense
        for name in sorted(named):
            if (weight := self.named.get(name)) is not None:
                score = score + np.float32(named[name]) * weight
        share = np.exp(score - score.max())
        return {s: round(float(v), 3) for s, v in zip(self.stances, share / share.sum(), strict=True)}


def packed(array: NDArray[np.float32]) -> str:
    """An array as text, as the file of weights holds it."""
    return base64.b64encode(array.astype("<f4").tobytes()).decode("ascii")


def _array(text: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(text), "<f4").astype(np.float32)
