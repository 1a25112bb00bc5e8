"""Quotation marks: which stretches of a text are quoted.

All typographic forms („“ »« «» "" “” ‚‘ ‘’) are paired per paragraph. A quotation that is opened again at the
start of the next paragraph without having been closed runs on over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.model import Span

_MARKS = re.compile("[„“”»«\"‟]|''|(?<!\\w)[‚‘](?=\\w)|(?<=[\\w.,!?…])[‘’](?!\\w)")
_PAIRS = {"„": '“”"‟', "»": "«", "«": "»", "“": '”"“', '"': '"”“', "‚": "‘’", "‘": "’", "”": "”", "''": "''"}
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: ``inner`` without the marks, ``outer`` with them."""

    inner: Span
    outer: Span


def quoted_stretches(text: str, blocks: Sequence[Span]) -> tuple[Quoted, ...]:
    """The outermost quoted stretches of the blocks, in order."""
    found: list[Quoted] = []
    for block in blocks:
        for begin, end in _paragraphs(text, block):
            found.extend(_pair(text, begin, end))
    return tuple(found)


def _paragraphs(text: str, block: Span) -> list[tuple[int, int]]:
    cuts = [block.begin, *(m.end() for m in re.finditer(r"\n[ \t\r]*\n", text[block.begin : block.end]))]
    cuts = [block.begin, *(block.begin + c for c in cuts[1:])]
    return list(zip(cuts, [*cuts[1:], block.end], strict=True))


def _pair(text: str, begin: int, end: int) -> list[Quoted]:
    found: list[Quoted] = []
    opened: re.Match[str] | None = None
    for match in _MARKS.finditer(text, begin, end):
        mark = match[0]
        if opened is None:
            if mark in _PAIRS and not _closes(text, match, begin):
                opened = match
            continue
        if mark in _PAIRS[opened[0]] and not _opens(text, match, end, opened[0]):
            if match.start() > opened.end():
                inner, outer = Span(opened.end(), match.start()), Span(opened.start(), match.end())
                found.append(Quoted(inner, outer))
            opened = None
    if opened is not None and text[opened.end() : end].strip() and end - opened.end() < _LONGEST:
        stop = end
        while stop > opened.end() and text[stop - 1].isspace():
            stop -= 1
        if stop > opened.end() + 1 and not text[begin : opened.start()].strip():
            found.append(Quoted(Span(opened.end(), stop), Span(opened.start(), stop)))
    return found


def _closes(text: str, match: re.Match[str], begin: int) -> bool:
    """A mark that can only close: no white space before, white space or punctuation after."""
    if match[0] in "„‚":
        return False
    before = text[match.start() - 1] if match.start() > begin else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return not before.isspace() and before not in "([–—-/" and not after.isalnum()


def _opens(text: str, match: re.Match[str], end: int, opener: str) -> bool:
    """Inside a quotation opened with the same straight mark, a mark after white space and before a letter opens."""
    if opener in "„»«":
        return False
    before = text[match.start() - 1]
    after = text[match.end()] if match.end() < end else " "
    return before.isspace() and after.isalnum() and opener == match[0]
