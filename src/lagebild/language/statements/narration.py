"""What the outlet itself vouches for: declarative sentences nobody else is made to say.

Only sentences of lead, body and live entries that are worth comparing with others are taken: with a finite verb
and a figure, a name, a completed event, a condition or a question. A commentator's sentences are opinion.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.links import referral
from lagebild.language.tokens import finite_verb
from lagebild.model import DocumentKind, Span

_KINDS = frozenset({"lead", "body", "live_entry", "correction"})
_FEWEST = 4
_MOST = 60
_UNREAL_OPENERS = frozenset({"wäre", "hätte", "sollte", "würde", "wären", "hätten", "sollten"})
_I = frozenset({"ich", "mich", "mein", "meine", "meinen", "i", "my", "me"})
_SURE, _FAINT = 0.7, 0.4
_DATELINE = re.compile(
    r"(?:[A-ZÄÖÜ][\w.'’-]*[ /]?){0,4}(?:, [^()\n]{2,20})?\s?"  # place, day
    r"\(\w[\w/+.]*(?:, ?[\w/+.]+)?\)\s*[-–—]+\s+"  # agency, dash
)
"""Place and agency before a report's first words: "Kassel (dpa) - "."""


def narration_drafts(lines: Sequence[Line], drafts: Sequence[Draft], kind: DocumentKind) -> list[Draft]:
    """Drafts of mode "narration" for sentences no other draft draws its content from."""
    covered = sorted((s.begin, s.end) for d in drafts for s in (*d.content, *d.cue))
    begins = [b for b, _ in covered]
    found: list[Draft] = []
    for line in lines:
        if line.sentence.block not in _KINDS or not _worth(line) or referral(line) is not None:
            continue
        if kind == "article" and _about_oneself(line):
            continue
        span = line.sentence.span
        i = max(0, bisect_right(begins, span.begin) - 2)
        if any(b < span.end and e > span.begin for b, e in covered[i : i + 8]):
            continue
        found.append(_narrated(line, kind))
    return found


def _narrated(line: Line, kind: DocumentKind) -> Draft:
    begin, end = line.sentence.span.begin, line.sentence.span.end
    if dateline := _DATELINE.match(line.text, begin, end):
        begin = dateline.end()
    question = line.text[end - 1] == "?"
    while end > begin and line.text[end - 1] in ". \n":
        end -= 1
    draft = Draft([Span(begin, end)], "narration", "rule:narration", confidence=_confidence(line))
    if question:
        draft.act, draft.certainty = "ask", "unknown"
    elif kind == "comment":
        draft.act = "assess"
    else:
        draft.act = "assert"
    if line.lows[0] in _UNREAL_OPENERS:
        draft.certainty = "hypothetical"
    return draft


def _worth(line: Line) -> bool:
    words = [t for t in line.tokens if t.word]
    if not _FEWEST <= len(words) <= _MOST or all(line.quoted):
        return False
    if line.text[line.sentence.span.end - 1] not in '.?!…“”»«"':
        return False
    if line.lows[0] in line.pack.words("first_person"):
        return False
    return any(finite_verb(line.tokens, k, line.pack) for k in range(len(line.tokens)))


def _about_oneself(line: Line) -> bool:
    """Whether somebody speaks of himself outside quotation marks: in an article the box about its author."""
    return any(low in _I and not q for low, q in zip(line.lows, line.quoted, strict=True))


def _confidence(line: Line) -> float:
    figure = any(t.text[0].isdigit() for t in line.tokens)
    name = any(t.capital and t.word for t in line.tokens[1:])
    return _SURE if figure or (name and line.pack.language == "en") else _FAINT
