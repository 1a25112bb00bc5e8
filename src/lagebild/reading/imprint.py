"""Whose page a flattened text is: the tail of its page title, a copyright or imprint line, an author box."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lagebild.reading.flat import Paragraph

COPYRIGHT = re.compile(
    r"(?:©|Copyright)\s{0,3}(?:\(c\)\s)?(?:by\s)?(?:(?:19|20)\d\d\s)?(?P<n>[A-ZÄÖÜ:][\w.&:'’ -]{2,40}?)(?:\s(?:19|20)\d\d|\.|$|\s[-–|])"
)
IMPRINT = re.compile(
    r"^(?:Herausgeber(?:in)?|Herausgegeben von|Verlag|Published by|Publisher|Ein Angebot (?:von|der|des))\s?:?\s"
    r"(?P<n>[A-ZÄÖÜ][\w.&'’ -]{2,40}?)(?:[,.;|]|$)"
)
TAIL = re.compile(r"^\s?[|–—·-]\s(?P<n>[A-ZÄÖÜ0-9][\w.&'’ -]{1,40})$")
WRITES = re.compile(
    r"\b(?:schreibt|berichtet|arbeitet|writes|reports|works)\s(?:[\w ]{0,30}?\s)?(?:für|bei|for|at)\s(?:(?:der|die|das|den|dem|the)\s)?"
    r"(?P<n>[A-ZÄÖÜ][\w&-]{2,30}(?:\s[A-ZÄÖÜ][\w&-]{1,30}){0,2})"
)
FIRST, LAST = 8, 12
"""Paragraphs from the top and from the end in which page title, copyright and imprint are looked for."""


def outlet(items: Sequence[Paragraph], head: int | None) -> str | None:
    """The outlet of a flattened page, the surest mark first; ``head`` is the index of the headline."""
    return _tail(items, head) or _by(COPYRIGHT, items[-LAST:]) or _by(IMPRINT, items[-LAST:]) or _author_box(items)


def _tail(items: Sequence[Paragraph], head: int | None) -> str | None:
    """What follows the headline where a line repeats it as the page's title ("Deich gebrochen | Küstenkurier")."""
    if head is None:
        return None
    title = items[head].text.strip()
    for i, p in enumerate(items[:FIRST]):
        text = p.text.strip()
        if i != head and len(title) >= 15 and text.startswith(title) and (match := TAIL.match(text[len(title) :])):
            return match["n"].strip()
    return None


def is_page_title(text: str, lines: Collection[str]) -> bool:
    """Whether a line is another line (``lines``, in lower case) with something behind a bar or dash."""
    found = (m.start() for m in re.finditer(r"\s?[|–—·-]\s", text[:250]))
    return any(at >= 15 and text[:at].strip().casefold() in lines for at in found)


def _by(pattern: re.Pattern[str], items: Sequence[Paragraph]) -> str | None:
    for p in items:
        if len(p.text) < 120 and (match := pattern.search(p.text)):
            return match["n"].strip()
    return None


def _author_box(items: Sequence[Paragraph]) -> str | None:
    """Whom the author writes for, if another line of the page names it, too."""
    for p in items:
        match = WRITES.search(p.text[:400]) if p.kind == "author_box" else None
        if match and any(match["n"] in other.text for other in items if other is not p):
            return match["n"]
    return None
