"""Live blogs in HTML: which blocks are entries, and the time each says of itself.

Times come from the entry's own ``<time datetime>``, from the page's JSON-LD (``LiveBlogPosting``), or from headings
that begin with a clock ("14:05 Uhr"). A clock gets the page's day only while the clocks run one way; where they turn,
midnight lies between, and the day is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lagebild.model import Block
from lagebild.reading.dates import iso
from lagebild.reading.flat import CLOCK_LINE, DAY_LINE
from lagebild.reading.headline import squash

MOST = 200
"""Updates of a live blog that are looked up."""
MOST_BLOCKS = 2_000
FEWEST = 3
"""So many clock headings make a live blog of a page that calls itself one."""
TEXT = frozenset({"lead", "body", "live_entry"})


def entries(text: str, blocks: Sequence[Block], items: Sequence[dict[str, Any]], day: str | None) -> tuple[Block, ...]:
    """The blocks of a live blog with entries marked and timed. ``day`` is the page's own date."""
    linked = _linked(items)
    if linked:
        blocks = [*(_timed(b, squash(b.span.of(text)), linked) for b in blocks[:MOST_BLOCKS]), *blocks[MOST_BLOCKS:]]
    return _clocked(text, tuple(blocks), day)


def _linked(items: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """The words and the time of every update in JSON-LD."""
    out = []
    for item in items:
        updates = item.get("liveBlogUpdate")
        for update in (updates if isinstance(updates, list) else [updates])[:MOST]:
            if isinstance(update, dict) and (when := iso(update.get("datePublished"))):
                words = (update.get("headline"), update.get("articleBody"))
                out.append((squash(" ".join(w for w in words if isinstance(w, str))[:4_000]), when))
    return out[:MOST]


def _timed(block: Block, key: str, linked: Sequence[tuple[str, str]]) -> Block:
    if block.kind not in TEXT or block.time or len(key) < 25:
        return block
    when = next((when for words, when in linked if key[:80] in words), None)
    return replace(block, kind="live_entry", time=when) if when else block


def _clocked(text: str, blocks: tuple[Block, ...], day: str | None) -> tuple[Block, ...]:
    """Mark what stands behind headings that begin with a clock."""
    clocks: dict[int, str] = {}
    for i, block in enumerate(blocks):
        line = block.span.of(text)
        match = (
            CLOCK_LINE.match(line)
            if len(line) < 110 and block.kind not in {"headline", "caption", "author_box"}
            else None
        )
        if (
            match
            and ("uhr" in line[:14].casefold() or len(line) == match.end() or block.kind == "subhead")
            and not DAY_LINE.search(line[:40])
        ):
            clocks[i] = f"{int(match['h']):02}:{match['m']}"
    if len(clocks) < FEWEST:
        return blocks
    order = list(clocks.values())
    one_way = order in (sorted(order), sorted(order, reverse=True))
    out = list(blocks)
    now: str | None = None
    begun = False
    for i, block in enumerate(blocks):
        if i in clocks:
            begun, now = True, f"{day[:10]}T{clocks[i]}" if day and one_way else None
        if begun and block.kind in TEXT:
            out[i] = replace(block, kind="live_entry", time=block.time or now)
        elif begun and block.kind == "subhead":
            out[i] = replace(block, time=block.time or now)
    return tuple(out)
