"""Text wrapped at a fixed width (mail, print, PDF): which line breaks mean nothing.

A break is a wrap if the next word would not have fitted, or if the next line goes on in lower case. The text itself
stays as it is; what reads on is a copy of equal length, so that every place stays true: a wrap becomes a blank, and the
hyphen and break inside a divided word become two soft hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SOFT = "\u00ad"
WIDEST, NARROWEST = 110, 24
"""Widths of lines, in characters, that text is wrapped at."""
FEWEST, INSIDE = 3, 2
"""Wraps that show that a text is wrapped, and how many of them must go on in lower case."""
SHARE = 0.6
"""Share of the breaks between two lines of text that must be wraps."""
_ENDS = re.compile(r"[.!?:…][\"“”»«’')\]]*$")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010]$")
_ITEM = re.compile(r"[ \t]*(?:[•*–—+>|]|-\s|\d{1,2}[.)]\s)")


def unwrapped(text: str) -> str | None:
    """The text with its wraps undone, of equal length; ``None`` if it is not wrapped."""
    lines = text.split("\n")
    pairs = [n for n in range(len(lines) - 1) if lines[n].strip() and lines[n + 1].strip()]
    pairs = [n for n in pairs if not _ITEM.match(lines[n + 1])]
    width = _width([lines[n] for n in pairs])
    inside = sum(_inside(lines[n], lines[n + 1]) for n in pairs)
    full = [n for n in pairs if _is_wrap(lines[n], lines[n + 1], width)]
    if inside < INSIDE or len(full) < max(FEWEST, SHARE * len(pairs)) or not NARROWEST <= width <= WIDEST:
        return None
    out, wraps = list(text), {*full}
    at = 0
    for number, line in enumerate(lines[:-1]):
        at += len(line) + 1
        following = lines[number + 1]
        if number not in wraps:
            continue
        divided = _DIVIDED.search(line) and following.lstrip()[:1].islower() and following[:1].strip()
        out[at - 1] = SOFT if divided else " "
        if divided:
            out[at - 2] = SOFT
    made = "".join(out)
    return made if made != text else None


def _inside(line: str, following: str) -> bool:
    """The break stands inside a sentence, by its looks."""
    return not _ENDS.search(line.rstrip()) and following.lstrip()[:1].islower()


def _width(lines: Sequence[str]) -> int:
    """The width that nine lines in ten keep to."""
    lengths = sorted(len(line.rstrip()) for line in lines) or [0]
    return lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]


def _is_wrap(line: str, following: str, width: int) -> bool:
    if _inside(line, following):
        return True
    first = following.split(maxsplit=1)[0]
    room = width - len(line.rstrip())
    indented = following[:1] in " \t\u3000" and _ENDS.search(line.rstrip())
    return room < len(first) + 1 and len(line.rstrip()) > width * 0.6 and not indented
