"""Which blocks of a page are the story: the extractor's text laid over the page's own blocks.

The extractor (trafilatura, or the article text in JSON-LD where that is far longer) says which words belong to the
story; the page's blocks give the words themselves, so that the frozen text is what the page shows. Captions, boxes
and teasers are told by their elements and never become body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from lagebild.model import BlockKind
from lagebild.reading.blocks import Draft
from lagebild.reading.headline import squash
from lagebild.reading.lists import boilerplate

LONGER = 1.6
"""JSON-LD's article text is taken where it is this many times longer than the extractor's."""
COVERED = 0.5
"""A block is the story's where at least this share of its letters is."""
LARGEST_SHARE = {"boilerplate": 0.75}
"""A box, byline or caption that holds more of the story than this (by default 0.3) is none."""
LONGEST = {"byline": 160, "kicker": 100, "caption": 500, "summary_box": 700, "author_box": 900}
"""Letters beyond which a block is no byline, kicker, …."""
APART = frozenset({"caption", "author_box", "summary_box", "kicker", "byline"})
NOTICE = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def choose(
    blocks: list[Draft], extracted: str, article_body: str | None, title: str | None, descriptions: Sequence[str] = ()
) -> list[Draft]:
    """Give every block its final role, in place; add article text that only JSON-LD holds.

    ``descriptions`` are the page's own summaries (meta, Open Graph, JSON-LD): a lead is often one of them.
    """
    keys = [squash(b.text) for b in blocks]
    head = _headline(blocks, keys, title)
    chosen = [line for line in extracted.splitlines() if line.strip()]
    if article_body and len(article_body) > LONGER * max(len(extracted), 1):
        chosen = [" ".join(line.split()) for line in article_body.splitlines() if line.strip()]
    covered, missing = cover(keys, [squash(line) for line in chosen], head or 0)
    told = sum(len(squash(line)) for line in chosen) or 1
    lost = sum(len(squash(chosen[i])) for i in missing)
    _doubt_roles(blocks, keys, covered)
    _doubt_summaries(blocks, keys, covered)
    for i, block in enumerate(blocks):
        if block.kind == "headline":
            continue
        inside = bool(keys[i]) and covered[i] >= COVERED * len(keys[i])
        block.kind = _inside(block) if inside else _outside(block)
        if head is not None and i < head and block.kind == "body" and len(block.text) < 60:
            block.kind = "kicker"
    if chosen and lost > 0.5 * told:
        for block in blocks:
            if block.kind in {"body", "subhead", "lead"}:
                block.kind = "boilerplate"
        blocks += [Draft(line, "body", "json-ld") for line in chosen]
    _rescue_lead(blocks, keys, head, [squash(d) for d in descriptions])
    return blocks


def cover(keys: Sequence[str], wanted: Sequence[str], start: int) -> tuple[list[int], list[int]]:
    """How many letters of each block the wanted lines cover, and which wanted lines are nowhere on the page.

    Lines are looked up in page order from the last hit on (from block ``start`` at first), then from the top.
    """
    page = "".join(keys)
    begins = list(accumulate((len(k) for k in keys), initial=0))
    covered = [0] * len(keys)
    missing: list[int] = []
    at = begins[start]
    block = start
    for number, line in enumerate(wanted):
        if not line:
            continue
        hit = page.find(line, at)
        if hit < 0:
            hit = page.find(line)
            block = 0
        if hit < 0:
            missing.append(number)
            continue
        while block > 0 and begins[block] > hit:
            block -= 1
        while begins[block + 1] <= hit:
            block += 1
        end = hit + len(line)
        i = block
        while i < len(keys) and begins[i] < end:
            covered[i] += max(0, min(end, begins[i + 1]) - max(hit, begins[i]))
            i += 1
        at = end
    return covered, missing


def _doubt_roles(blocks: Sequence[Draft], keys: Sequence[str], covered: Sequence[int]) -> None:
    """Take back a role that would swallow the story: class names such as "text-with-summary" mark whole articles."""
    total = sum(covered) or 1
    for role in (*sorted(APART), "boilerplate"):
        share = sum(c for b, c in zip(blocks, covered, strict=True) if b.kind == role) / total
        for block, key in zip(blocks, keys, strict=True):
            if block.kind == role and (share > LARGEST_SHARE.get(role, 0.3) or len(key) > LONGEST.get(role, 5000)):
                block.kind = "body"


def _doubt_summaries(blocks: Sequence[Draft], keys: Sequence[str], covered: Sequence[int]) -> None:
    """A summary box the extractor left out stays one only under a heading that says so: teasers have such classes."""
    said = False
    for i, block in enumerate(blocks):
        if block.kind != "summary_box":
            said = False
            continue
        said = said or boilerplate()["summary"].opens(block.text)
        if not said and covered[i] < COVERED * len(keys[i]):
            block.kind = "boilerplate"


def _headline(blocks: Sequence[Draft], keys: Sequence[str], title: str | None) -> int | None:
    if not title:
        return None
    wanted = squash(title)
    for tags in ({"h1"}, HEADINGS | {""}, None):
        for i, block in enumerate(blocks):
            if keys[i] == wanted and (tags is None or block.hint in tags):
                block.kind = "headline"
                return i
    return next((i for i, b in enumerate(blocks) if b.hint == "h1"), None)


def _inside(block: Draft) -> BlockKind:
    lists = boilerplate()
    if lists["correction"].opens(block.text) and len(block.text) > 40:
        return "correction"
    if lists["author"].opens(block.text):
        return "author_box"
    if (lists["drop"].within(block.text) and len(block.text) < 300) or (
        lists["support"].within(block.text)
        and len(block.text) < 700
        and '"' not in block.text
        and "„" not in block.text
    ):
        return "boilerplate"
    if len(block.text) < 200 and NOTICE.match(block.text):
        return "boilerplate"
    if block.kind in APART or block.kind == "boilerplate":
        return block.kind
    if block.hint in HEADINGS:
        return "boilerplate" if lists["end"].opens(block.text) else "subhead"
    if block.kind == "live_entry":
        return "live_entry"
    if len(block.text) < 120 and lists["end"].opens(block.text) and not block.text.rstrip().endswith("."):
        return "boilerplate"
    return "body"


def _outside(block: Draft) -> BlockKind:
    if boilerplate()["correction"].opens(block.text) and len(block.text) > 40:
        return "correction"
    return block.kind if block.kind in APART or block.kind == "quote_box" else "boilerplate"


def _rescue_lead(blocks: Sequence[Draft], keys: Sequence[str], head: int | None, known: Sequence[str]) -> None:
    """A lead the extractor missed: prose before the body that an element or the page's own description vouches for."""
    first = next((i for i, d in enumerate(blocks) if d.kind == "body"), None)
    if first is None or first >= len(keys):
        return
    story = "".join(k for b, k in zip(blocks, keys, strict=False) if b.kind in {"body", "lead"})
    for i in range(head or 0, first):
        block, key = blocks[i], keys[i]
        if block.kind in {"headline", "caption"} or len(block.text) < 40 or key in story:
            continue
        vouched = any(len(d) > 40 and (key.startswith(d[:60]) or d.startswith(key[:60])) for d in known)
        if (block.hint == "lead" or vouched) and not boilerplate()["drop"].within(block.text):
            block.kind = "lead"
            story += key
