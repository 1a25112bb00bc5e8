"""Span arithmetic and folding with a map back to the original.

Matching never happens on the frozen text itself but on a folded copy; every hit is mapped back, so a finding
always points at what the page really says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.model import Span, Spans

DOUBLE_QUOTES = frozenset('"„“”‟»«″＂')
SINGLE_QUOTES = frozenset("'‚‘’‛›‹′`´")
DASHES = frozenset("-‐‑‒–—―−")
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text. ``back[i]`` is the index in the original of folded character ``i``."""

    text: str
    back: tuple[int, ...]

    def span(self, begin: int, end: int) -> Span:
        """The original span of folded ``[begin, end)``; empty folded spans are not allowed."""
        if not 0 <= begin < end <= len(self.text):
            message = f"folded span {begin}-{end} is outside the folded text of length {len(self.text)}"
            raise ValueError(message)
        return Span(self.back[begin], self.back[end - 1] + 1)


def fold(text: str, *, lower: bool = True) -> Folded:
    """Fold quotes, dashes, white space (runs become one blank), invisible characters, ß and case.

    Letters keep their accents; "ß" becomes "ss" and "…" becomes "..." (both map to the one original index).
    """
    out: list[str] = []
    back: list[int] = []
    gap = False
    for i, original in enumerate(text):
        if original in INVISIBLE:
            continue
        if original.isspace():
            gap = True
            continue
        if gap and out:
            out.append(" ")
            back.append(i - 1)
        gap = False
        for piece in _fold_char(original, lower=lower):
            out.append(piece)
            back.append(i)
    return Folded("".join(out), tuple(back))


def _fold_char(char: str, *, lower: bool) -> str:
    if char in DOUBLE_QUOTES:
        return '"'
    if char in SINGLE_QUOTES:
        return "'"
    if char in DASHES:
        return "-"
    if char == "…":
        return "..."
    if char == "ß":
        return "ss"
    return char.lower() if lower else char


def trim(text: str, span: Span) -> Span | None:
    """Shrink a span past white space at both ends; ``None`` if nothing is left."""
    begin, end = span.begin, span.end
    while begin < end and (text[begin].isspace() or text[begin] in INVISIBLE):
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return Span(begin, end) if begin < end else None


def join(spans: Iterable[Span]) -> Spans:
    """Sort spans and merge those that touch or overlap."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.begin <= out[-1].end:
            out[-1] = Span(out[-1].begin, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> Spans:
    """What is left of ``spans`` once ``holes`` are cut out."""
    left = list(join(spans))
    for hole in join(holes):
        cut: list[Span] = []
        for span in left:
            if not span.overlaps(hole):
                cut.append(span)
                continue
            if span.begin < hole.begin:
                cut.append(Span(span.begin, hole.begin))
            if hole.end < span.end:
                cut.append(Span(hole.end, span.end))
        left = cut
    return tuple(left)


def overlap(left: Iterable[Span], right: Iterable[Span]) -> int:
    """Number of code points two sets of spans share."""
    a, b = join(left), join(right)
    i = j = total = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i].end, b[j].end) - max(a[i].begin, b[j].begin))
        if a[i].end < b[j].end:
            i += 1
        else:
            j += 1
    return total


def squeeze(text: str) -> str:
    """A text on one line: white space runs become one blank, soft hyphens and zero-width characters go."""
    return " ".join("".join(c for c in text if c not in INVISIBLE).split())


def spoken(text: str, spans: Iterable[Span]) -> str:
    """The words of discontinuous spans on one line, with an ellipsis at each cut."""
    return " … ".join(squeeze(s.of(text)) for s in spans)


_LABEL = re.compile(r"\s*([A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*){0,3})(?:, [A-ZÄÖÜ ]+)?:(?=\s|$)")
_TURNS = 2
"""Turns each of two speakers has at least in a talk with names before the turns."""


def turn_labels(paragraphs: Sequence[str]) -> list[str]:
    """The name before the colon that opens each turn of a talk ("WALT: We hear …"), "" for a turn without one.

    Empty unless two names take at least two turns each and most paragraphs from the first on bear one. The last word
    of a name tells who it is ("VIVIENNE WALT" is "WALT").
    """
    labels = [found[1] if (found := _LABEL.match(p)) else "" for p in paragraphs]
    counts = Counter(label.split()[-1].casefold() for label in labels if label)
    names = {name for name, count in counts.items() if count >= _TURNS}
    labels = [label if label and label.split()[-1].casefold() in names else "" for label in labels]
    first = next((k for k, label in enumerate(labels) if label), len(labels))
    named = sum(bool(label) for label in labels[first:])
    return labels if len(names) > 1 and 2 * named > len(labels) - first else []
