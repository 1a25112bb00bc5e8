"""A draft of a document while it is read: lines with roles, before offsets are fixed."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.model import Block, BlockKind, Span


@dataclass(slots=True)
class Draft:
    """A block-to-be: its words and its role. ``hint`` names the element or mark that suggested the role."""

    text: str
    kind: BlockKind
    hint: str = ""
    time: str | None = None
    apart: bool = False
    """Whether an element marks it as other material (navigation, teaser, comment)."""


def assemble(drafts: list[Draft]) -> tuple[str, tuple[Block, ...]]:
    """Join drafts with blank lines into the frozen text, and fix their offsets."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for draft in drafts:
        if parts:
            parts.append("\n\n")
            at += 2
        parts.append(draft.text)
        blocks.append(Block(draft.kind, Span(at, at + len(draft.text)), draft.time))
        at += len(draft.text)
    return "".join(parts), tuple(blocks)
