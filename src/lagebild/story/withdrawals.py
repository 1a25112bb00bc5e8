"""What was taken back: an agency's notice to editors, a page that withdraws itself, a correction of one statement.

A notice to editors withdraws the pages of the agency it comes from that appeared no later and speak of the same
names; every copy of a withdrawn text falls with it. A correction ("in an earlier version we said …") takes back
that statement only. The words that make a notice are data (``withdrawals.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lagebild.errors import DataFileError
from lagebild.model import Document, Reuse
from lagebild.story.claims_items import Item, first_span
from lagebild.text import fold

PLACES: frozenset[str] = frozenset({"headline", "kicker", "lead", "body", "correction", "live_entry"})
CORRECTING: frozenset[str] = frozenset({"correction", "body", "lead"})
ENDS = (". ", "! ", "? ", "\n")
KINDS = ("editors", "own", "statement")
NAMES = 2
"""Names a withdrawn page shares with the notice, at least."""
NAME_CHARS = 4


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that, found together in a paragraph, take a text back."""

    kind: str
    all: tuple[str, ...]
    example: str

    def found_in(self, paragraph: str) -> bool:
        """Whether all its words stand in the folded paragraph."""
        return all(word in paragraph for word in self.all)


@lru_cache(maxsize=1)
def notices() -> tuple[Notice, ...]:
    """The notices of the data file; raises ``DataFileError`` naming a faulty entry."""
    raw = tomllib.loads(files("lagebild.story").joinpath("withdrawals.toml").read_text(encoding="utf-8"))
    found = []
    for number, entry in enumerate(raw.get("notice", ()), start=1):
        if set(entry) != {"kind", "all", "example"} or entry["kind"] not in KINDS:
            message = f"withdrawals.toml: notice {number} needs kind ({', '.join(KINDS)}), all and example"
            raise DataFileError(message)
        found.append(Notice(entry["kind"], tuple(fold(w).text for w in entry["all"]), entry["example"]))
    return tuple(found)


def withdrawn_pages(documents: Sequence[Document], reuse: Reuse) -> Mapping[str, str | None]:
    """Page id -> the day its text was withdrawn (``None`` if unknown). Copies fall with their text."""
    found: dict[str, str | None] = {}
    for page in documents:
        for kind, paragraph in _notices_of(page):
            day = (page.modified or page.published or "")[:10] or None
            if kind == "own":
                found.setdefault(page.id, day)
            else:
                found |= {d.id: day for d in _meant(page, paragraph, documents) if d.id not in found}
    for family in reuse.families:
        days = [found[d] for d in family.documents if d in found]
        if days and "text" in family.basis:
            found |= {d: days[0] for d in family.documents if d not in found}
    return found


def retracted(items: Iterable[Item]) -> frozenset[str]:
    """Ids of the statements that a page gives as those of its own earlier version."""
    found: set[str] = set()
    for item in items:
        span, page = first_span(item), item.document
        block = next((b for b in page.blocks if b.span.begin <= span.begin < b.span.end), None)
        if block is None or block.kind not in CORRECTING:
            continue
        begin = max(page.text.rfind(mark, block.span.begin, span.begin) for mark in ENDS) + 1
        sentence = page.text[max(begin, block.span.begin) : span.end]
        folded = fold(sentence).text
        if any(n.kind == "statement" and n.found_in(folded) for n in notices()):
            found.add(item.id)
    return frozenset(found)


def _notices_of(page: Document) -> Iterable[tuple[str, str]]:
    for block in page.blocks:
        if block.kind in PLACES:
            paragraph = block.span.of(page.text)
            folded = fold(paragraph).text
            kinds = [n.kind for n in notices() if n.kind != "statement" and n.found_in(folded)]
            if kinds:
                yield kinds[0], paragraph


def _meant(notice: Document, paragraph: str, documents: Sequence[Document]) -> Iterable[Document]:
    named = _names(paragraph)
    folded = fold(notice.text).text
    for page in documents:
        later = bool(page.published and notice.published and page.published[:10] > notice.published[:10])
        if page.id == notice.id or later or not page.credits:
            continue
        if any(fold(c.agency).text in folded for c in page.credits) and len(named & _names(page.text)) >= NAMES:
            yield page


def _names(text: str) -> frozenset[str]:
    words = "".join(c if c.isalpha() else " " for c in text).split()
    return frozenset(w.casefold() for w in words if w[0].isupper() and len(w) >= NAME_CHARS)
