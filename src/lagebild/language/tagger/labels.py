"""What the network says about each word: the label sets of its heads, in the order of its outputs."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

TYPES: Final = ("Direct", "Indirect", "IndirectFreeIndirect", "FreeIndirect", "Reported")
ACTS: Final = (
    "assert", "announce", "confirm", "deny", "not_confirm", "doubt", "warn", "demand", "assess", "ask", "decline",
)  # fmt: skip
CERTAINTIES: Final = ("certain", "probable", "possible", "unknown", "hypothetical", "future")
ROLES: Final = ("speaker", "cue", "frame", "addressee", "via", "date")
NAMES: Final = ("PER", "ORG", "LOC")


def _tags(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BI"))


HEADS: Final[dict[str, tuple[str, ...]]] = {
    # C: a later piece of the same quote. Direct speech has its own layer, since it stands inside other speech.
    "direct": (*_tags(("Direct",)), "C-Direct"),
    "outer": (*_tags(TYPES[1:]), "C-Indirect"),
    # speech inside other speech of the same layer
    "inner": _tags(("Indirect", "FreeIndirect", "Reported")),
    **{role: _tags((role,)) for role in ROLES},
    "name": _tags(NAMES),
}
"""Sequence heads: B begins a span, I continues it, O is outside."""

MARKS: Final[dict[str, tuple[str, ...]]] = {"act": ACTS, "certainty": CERTAINTIES, "type": TYPES}
"""What is said about a whole statement."""

POINTER: Final = 48
"""Width of the vectors that point from a quote to the words of its roles."""

HIDDEN: Final = 192
"""Width of the layer between a statement's words and its marks."""

CLAIM: Final = 128
"""Width of the vectors that tell the claims of a story apart."""

DISTANCES: Final = 17
"""Buckets of the distance between a quote and a word; see `buckets`."""


def buckets(words: int, begin: int, end: int) -> NDArray[np.intp]:
    """Distance class of each of `words` words to the words `begin` to `end`: 0 inside, 1-8 before, 9-16 after."""
    at = np.arange(words)
    before, after = np.frexp(np.maximum(begin - at, 0))[1], np.frexp(np.maximum(at - end + 1, 0))[1]
    return np.where(at < begin, np.minimum(before, 8), np.where(at >= end, 8 + np.minimum(after, 8), 0))


def widths() -> dict[str, int]:
    """Columns of the network's output, in their order: a name and how many columns it takes."""
    return {
        **{head: len(tags) for head, tags in HEADS.items()},
        "query": len(ROLES) * POINTER,
        "key": len(ROLES) * POINTER,
        "nobody": len(ROLES),
        "said": HIDDEN,
        "cued": HIDDEN,
    }
