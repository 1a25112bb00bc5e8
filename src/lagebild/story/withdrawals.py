"""Pages that were taken back: by an agency's notice to editors, or by a note on the page itself.

A notice to editors withdraws the pages of the agency it comes from that appeared no later and speak of the same
names; every copy of a withdrawn text falls with it. What takes back one statement only is in ``retractions``. The
words that make a notice are data (``withdrawals.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lagebild.model import Document, Reuse
from lagebild.story.notices import PAGE_KINDS, notices
from lagebild.text import fold

PLACES: frozenset[str] = frozenset({"headline", "kicker", "lead", "body", "correction", "live_entry"})
NAMES = 2
"""Names a withdrawn page shares with the notice, at least."""
NAME_CHARS = 4


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


def _notices_of(page: Document) -> Iterable[tuple[str, str]]:
    for block in page.blocks:
        if block.kind in PLACES:
            paragraph = block.span.of(page.text)
            folded = fold(paragraph).text
            kinds = [n.kind for n in notices() if n.kind in PAGE_KINDS and n.found_in(folded)]
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
