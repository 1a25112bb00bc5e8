"""What the learned tagger knows how to say: label sets of its heads."""

from __future__ import annotations

TYPES = ("Direct", "Indirect", "IndirectFreeIndirect", "FreeIndirect", "Reported")
ACTS = (
    "assert", "announce", "confirm", "deny", "not_confirm", "doubt", "warn", "demand", "assess", "ask", "decline",
)  # fmt: skip
CERTAINTIES = ("certain", "probable", "possible", "unknown", "hypothetical", "future")
ROLES = ("cue", "speaker", "frame", "addressee", "via", "date")
QUOTE = ("O", *(f"{p}-{t}" for t in TYPES for p in "BI"), "C-Direct", "C-Indirect")
"""BIO labels per statement type; C begins a later piece of the same quote."""
BIO = ("O", "B", "I")
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
HEADS: dict[str, tuple[str, ...]] = {
    "ner": NAMES,
    "q1": QUOTE,
    "q2": QUOTE,
    **dict.fromkeys(ROLES, BIO),
    "act1": ACTS,
    "cert1": CERTAINTIES,
    "act2": ACTS,
    "cert2": CERTAINTIES,
}
"""Heads in the order of their columns in the network's output. Layer 1 holds the largest statements of a place,
layer 2 those within them."""
DECODED = ("ner", "q1", "q2", *ROLES)
"""Heads whose labels form spans."""
