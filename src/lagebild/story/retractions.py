"""Statements that were taken back: an outlet corrects one of its own, a source its own word or its own number.

* An outlet names what it had said ("in an earlier version", "in unserem Bericht hieß es … Das ist falsch"): what it
  had printed falls, and what others relayed from it.
* A source's word is said to be taken back ("die Angabe wurde zurückgezogen"): what that source had said falls; if the
  text does not say whose word it is, what the claim's only origin had said.
* A sentence that takes something back and names the number ("zog die Zahl von 31 Verletzten zurück"): the statements
  of that source with it fall, on whatever page.
* A source replaces a number ("21 people, not 23"), or gives another of the same thing on a later day with a word of
  correction: its statements with the old number fall.

The words are data (``withdrawals.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from lagebild.story.claims_items import CARRYING, Figure, Item, first_span
from lagebild.story.notices import notices
from lagebild.story.origins import Sources, chain_end, same_voice
from lagebild.text import fold

Revoked: TypeAlias = Mapping[str, tuple[str | None, str]]
"""Id of a statement -> the day it was taken back, and the statement that takes it back."""

CORRECTING: frozenset[str] = frozenset({"correction", "body", "lead", "live_entry", "headline", "kicker"})
UNNAMED: frozenset[str] = frozenset({"unnamed", "document", "media"})
RELAYS: frozenset[str] = frozenset({"media", "document", "agency"})
HEAD_OF_TEXT = 20
HEAD_CHARS = 200
"""The head of a page, in code points: headline, day, outlet."""
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,])\d+(?![\w])")
COUNTABLE = 13
"""Smaller numbers meet by chance."""
ENDS = (". ", "! ", "? ", "\n")


def retracted(items: Iterable[Item]) -> Mapping[str, str]:
    """Statements that tell what is taken back, by id: "statement" for an outlet's own, "source" for somebody's."""
    found: dict[str, str] = {}
    for item in items:
        sentence, paragraph = _around(item)
        for notice in notices():
            if notice.kind in {"statement", "source"} and sentence and notice.found_in(sentence, paragraph):
                found.setdefault(item.id, notice.kind)
            elif notice.kind == "revised" and notice.found_in(_before_colon(item), paragraph):
                found.setdefault(item.id, "source")
    return found


def _before_colon(item: Item) -> str:
    """The sentence of a statement if the statement is not what it gives behind a colon: "corrected its report: …"."""
    sentence, _ = _around(item)
    begin = sentence.find(item.text[:HEAD_OF_TEXT])
    colon = sentence.find(":")
    return "" if 0 <= colon < begin else sentence


def fallen(item: Item, kind: str, items: Sequence[Item], origin: Mapping[str, int], sources: Sources) -> list[Item]:
    """The statements of a claim that one of its statements takes back. An origin that others carry too stays."""
    others = [i for i in items if i is not item and i.statement.stance in CARRYING]
    if kind == "statement":
        pages = {i.document.id for i in others if _outlet_relayed(i, item, sources)}
        own = [i for i in others if _voice_of(i, item, pages, sources)]
    elif item.actor is not None:
        own = [i for i in others if _one_voice(i, item, sources) or _printed(i, item, sources)]
    else:
        own = others if item.statement.unclear and len({origin[i.id] for i in others}) == 1 else []
    told = {origin[i.id] for i in own}
    own += [i for i in others if i not in own and chain_end(i) is None and origin[i.id] in told]
    left = {origin[i.id] for i in others if i not in own}
    return [i for i in own if origin[i.id] not in left]


def _printed(item: Item, correction: Item, sources: Sources) -> bool:
    """Whether a statement stands on a page of the medium that takes back its word, told by itself or without a name."""
    medium = sources.actors.get(correction.actor or "")
    end = sources.actors.get(chain_end(item) or "")
    return medium is not None and sources.is_by(item.document, medium) and (end is None or end.kind in UNNAMED)


def corrected_numbers(items: Sequence[Item], sources: Sources) -> Revoked:
    """Statements whose number the same source has replaced since."""
    found: dict[str, tuple[str | None, str]] = {}
    correcting = [i for i in items if i.actor is not None and (i.replaced or (i.figures and _corrects(i)))]
    named = {i.id: numbers for i in items if i.actor is not None and (numbers := _taken_back(i))}
    for item in [*correcting, *(i for i in items if i.id in named and i not in correcting)]:
        for other in items:
            earlier = (other.day or "") <= (item.day or "") and other.order != item.order
            if not earlier or other.statement.stance not in CARRYING or not _one_story(item, other):
                continue
            gone = _replaces(item, other) or any(f.low in named.get(item.id, ()) for f in other.figures)
            if gone and _one_voice(other, item, sources):
                found.setdefault(other.id, (item.day, item.id))
    return found


def day_of(item: Item) -> str | None:
    """The day something was taken back: that of the page which says so."""
    return (item.document.published or item.day or "")[:10] or None


def _around(item: Item) -> tuple[str, str]:
    """The folded sentence or sentences an item stands in, and its paragraph; empty where nothing is taken back."""
    span, page = first_span(item), item.document
    block = next((b for b in page.blocks if b.span.begin <= span.begin < b.span.end), None)
    if block is None or block.kind not in CORRECTING:
        return "", ""
    begin = max(page.text.rfind(mark, block.span.begin, span.begin) for mark in ENDS) + 1
    ends = [at for mark in ENDS if (at := page.text.find(mark, span.end, block.span.end)) >= 0]
    sentence = page.text[max(begin, block.span.begin) : min(ends, default=block.span.end)]
    return fold(sentence).text, fold(block.span.of(page.text)).text


def _voice_of(item: Item, correction: Item, relaying: set[str], sources: Sources) -> bool:
    """Whether a statement is what the correcting outlet had printed, on an earlier page or relayed by others."""
    end = sources.actors.get(chain_end(item) or "")
    if item.document.id == correction.document.id:
        return end is None
    outlet = correction.document.outlet
    if outlet is not None and item.document.outlet == outlet:
        return True
    passes_on = end is None or end.kind in RELAYS
    return _outlet_relayed(item, correction, sources) or (item.document.id in relaying and passes_on)


def _outlet_relayed(item: Item, correction: Item, sources: Sources) -> bool:
    """Whether the correcting outlet is in the chain; if the page's outlet is not known, a medium its head names."""
    chain = [sources.actors.get(a) for a in (item.actor, *item.chain) if a]
    media = [{a.name, *a.aliases} for a in chain if a and a.kind == "media"]
    outlet = correction.document.outlet
    if outlet is not None:
        return any(outlet in names for names in media)
    head = fold(correction.document.text[:HEAD_CHARS]).text
    return any(fold(name).text in head for names in media for name in names)


def _one_voice(left: Item, right: Item, sources: Sources) -> bool:
    if left.actor is None or right.actor is None:
        return False
    if left.actor == right.actor:
        return True
    return same_voice(left, right, left.actor, right.actor, sources) is not None


def _one_story(left: Item, right: Item) -> bool:
    return left.document.id == right.document.id or bool(set(left.stories).intersection(right.stories))


def _corrects(item: Item) -> bool:
    sentence, paragraph = _around(item)
    return bool(sentence) and any(n.kind == "number" and n.found_in(sentence, paragraph) for n in notices())


def _taken_back(item: Item) -> frozenset[float]:
    """The numbers that the sentence of a statement takes back, other than those the statement gives."""
    sentence, paragraph = _around(item)
    kinds = {n.kind for n in notices() if sentence and n.kind == "source" and n.found_in(sentence, paragraph)}
    if not kinds:
        return frozenset()
    written = {float("".join(c for c in n if c.isdigit())) for n in NUMBER.findall(sentence)}
    return frozenset(n for n in written if n >= COUNTABLE and not any(f.low == n for f in item.figures))


def _replaces(item: Item, other: Item) -> bool:
    """Whether the number of another statement is one that this statement replaces."""
    if any(_same_number(a, b) for a in item.replaced for b in other.figures):
        return not any(_same_number(a, b) for a in item.figures for b in other.figures)
    if item.replaced or (other.day or "") >= (item.day or ""):
        return False
    pairs = [(a, b) for a in item.figures for b in other.figures if a.measure == b.measure]
    return any(a.head and a.head == b.head for a, b in pairs) and not any(a.agrees(b) for a, b in pairs)


def _same_number(left: Figure, right: Figure) -> bool:
    same = left.measure == right.measure and left.low == right.low and left.high == right.high
    return same and not (left.states and right.states and not left.states & right.states)
