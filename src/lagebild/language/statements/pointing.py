"""A sentence that only names who said the one before it, as in "Die Brücke ist gesperrt. Das teilte die Stadt mit.".

The sentence before becomes the content, unless it already has a speaker of its own; direct speech without a speaker
gets this one.
"""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.frames import with_frame
from lagebild.language.statements.hits import Hit

_ACTS = frozenset({"assert", "announce"})
"""Confirmations and denials that point back are statements of their own."""
_LONGEST = 30
"""Words of the pointing sentence."""
_ENDS = '.!“”"«»'
_VERB_PLACES = 2
"""The finite verb is the second or third word: "Das teilte …", "That was according to …"."""


def pointing_drafts(lines: Sequence[Line], hits: Sequence[Sequence[Hit]], drafts: Sequence[Draft]) -> list[Draft]:
    """Statements whose speaker the next sentence names; direct speech in ``drafts`` is given its speaker."""
    found: list[Draft] = []
    for number in range(1, len(lines)):
        line, before = lines[number], lines[number - 1]
        hit = _pointing(line, hits[number])
        if hit is None or not _reaches(line, before):
            continue
        own = [d for d in drafts if d.extent.overlaps(before.sentence.span)]
        if own:
            open_ = own[-1]
            if not open_.speaker and open_.mode == "direct":
                with_frame(open_, line, hit)
            continue
        draft = with_frame(Draft([before.bare], "indirect", "rule:pointing"), line, hit)
        if draft.speaker:
            found.append(draft)
    return found


def _pointing(line: Line, hits: Sequence[Hit]) -> Hit | None:
    if len(line.tokens) > _LONGEST or not line.lows or line.lows[0] not in line.pack.words("pointers"):
        return None
    if any(line.quoted) or (line.pack.language == "de" and len(line.tokens) > 1 and line.tokens[1].capital):
        return None  # "Das Ministerium teilte mit": an article
    for hit in hits:
        if hit.at <= _VERB_PLACES and hit.cue.act in _ACTS and "clause" in hit.cue.takes and not hit.negated:
            return None if _has_content(line, hit) else hit
    return None


def _has_content(line: Line, hit: Hit) -> bool:
    """Whether the sentence goes on with what was said: after a colon, or in a subordinate clause."""
    part = line.part_of(hit.words[-1])
    if part + 1 >= len(line.parts):
        return False
    begin = line.parts[part + 1][0]
    mark = line.tokens[begin - 1].text
    return mark == ":" or (mark == "," and line.lows[begin] in line.pack.words("complementizers"))


def _reaches(line: Line, before: Line) -> bool:
    near = line.sentence.paragraph - before.sentence.paragraph <= 1
    ended = before.text[before.sentence.span.end - 1] in _ENDS
    return near and ended and line.sentence.block == before.sentence.block
