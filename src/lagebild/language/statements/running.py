"""Speech that runs on: whose it is where its own sentence names nobody.

A sentence in the Konjunktiv without a frame, or a bare quotation, goes on with whoever spoke in the sentence before
it; a bare quotation that opens a paragraph with who spoke at the end of the one before. Its own subject is whom it
speaks of ("Niemand müsse sich sorgen"), the subject of "soll" is never its source, and who is named inside a quotation
or in somebody's reported words does not say what stands beside them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.statements.draft import Draft, Line
from lagebild.model import Span
from lagebild.text import DOUBLE_QUOTES

_DUTIES = frozenset({"soll", "sollen"})
_AGAIN = frozenset({"er", "sie"})
_TAIL = 3
"""Characters between the end of a quotation and the end of its sentence: full stop, mark, blank."""


def settle_speakers(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Draft]:
    """Give speech that runs on the speaker of the sentence before; ``drafts`` are in text order and changed."""
    begins = [line.sentence.span.begin for line in lines]
    quoted = [s for d in drafts if _in_marks(d) for s in d.content]
    spoken: dict[int, Draft] = {}
    passed: set[Span] = set()  # who is spoken of, where a quotation seemed to be his
    for draft in drafts:
        here = max(0, bisect_right(begins, draft.extent.begin) - 1)
        line = lines[here]
        named = draft.speaker
        if _in_marks(draft):
            draft.speaker = [s for s in named if _labels(s, line) or not any(q.covers(s) for q in quoted)]
        elif _spoken_of(draft, line):
            draft.speaker, draft.inherited = [], True
        elif (teller := _told_of(draft, line, spoken.get(here - 1))) is not None:
            draft.speaker, draft.via, draft.inherited = list(teller.speaker), list(teller.via), True
        before = spoken.get(here - 1)
        if before is not None and here:
            after = line.sentence.span.end
            lone = draft.mode == "direct" and not draft.cue
            told = lone and (_of_told(draft, before) or _framed_there(draft, before, lines[here - 1].sentence.span))
            spoken_of = lone and bool(draft.speaker) and (told or draft.speaker[0] in passed)
            if spoken_of:
                passed.add(draft.speaker[0])
            bare = lone and (not draft.speaker or draft.speaker[0].begin >= after or spoken_of)
            runs_on = _runs_on(draft) and not _named_beside(draft, line) and line.pack.language == "de"
            same = lines[here - 1].sentence.paragraph == line.sentence.paragraph
            goes_on = not same and _goes_on(draft, before, lines, here)
            if (same and (bare or runs_on)) or goes_on:
                draft.speaker, draft.via, draft.inherited = list(before.speaker), draft.via or list(before.via), True
        if not draft.speaker and _in_marks(draft):
            draft.speaker = [s for s in named if not _held(draft, [s])]
        last = max(0, bisect_right(begins, draft.extent.end - 1) - 1)
        if draft.speaker and not (last in spoken and spoken[last].extent.covers(draft.extent)):
            spoken[last] = draft
    return list(drafts)


def _framed_there(draft: Draft, before: Draft, there: Span) -> bool:
    """Whether the sentence before a bare quotation says who speaks, who is not its subject: "Er „raste“, sagt X"."""
    if not draft.inherited or not draft.speaker or not before.cue or not before.speaker:
        return False
    framed = all(there.covers(s) for s in (*before.cue, *before.speaker, *draft.speaker))
    return framed and not any(a.overlaps(b) for a in before.speaker for b in draft.speaker)


def _of_told(draft: Draft, before: Draft) -> bool:
    """Whether the one a bare quotation is given to is but spoken of before: "Der Chef rufe an, sagt er. „…“"."""
    framed = bool(before.cue) and not _held(before, before.speaker)
    return draft.inherited and framed and _held(before, draft.speaker)


def _goes_on(draft: Draft, before: Draft, lines: Sequence[Line], here: int) -> bool:
    """Whether a quotation that opens a paragraph goes on with the one that ends the paragraph before."""
    line, last = lines[here], lines[here - 1]
    if _opens_on(draft, line, last):
        return True
    closing = (*before.cue, *before.speaker)
    framed = before.mode == "direct" and bool(before.cue) and bool(before.speaker)
    framed = framed and all(last.sentence.span.covers(s) and s.begin >= before.extent.end for s in closing)
    if draft.mode != "direct" or (before.extent.end < last.sentence.span.end - _TAIL and not framed):
        return False
    opening = line.text[line.sentence.span.begin : line.sentence.span.begin + 1]
    if opening not in DOUBLE_QUOTES or line.sentence.paragraph != last.sentence.paragraph + 1:
        return False
    if draft.extent.begin > line.sentence.span.begin + 1 or last.sentence.block in {"headline", "kicker"}:
        return False
    paragraph = [x.sentence.span for x in lines[here : here + 40] if x.sentence.paragraph == line.sentence.paragraph]
    inside = Span(paragraph[0].begin, paragraph[-1].end)
    opened = last.text[before.extent.begin - 2 : before.extent.begin + 1]
    quoting = before.mode == "direct" or any(c in DOUBLE_QUOTES for c in opened)
    return quoting and not any(inside.covers(s) for s in (*draft.cue, *draft.speaker))


def _opens_on(draft: Draft, line: Line, last: Line) -> bool:
    """Whether a paragraph opens with "Er habe …" or "Sie sei …": reported speech of whoever spoke last."""
    opening = line.lows[0] in _AGAIN and draft.extent.begin <= line.tokens[0].end
    follows = line.sentence.paragraph == last.sentence.paragraph + 1
    return opening and follows and _spoken_on(draft) and not any(line.sentence.span.covers(s) for s in draft.cue)


def _spoken_on(draft: Draft) -> bool:
    return draft.mode == "free_indirect" and not draft.frame


def _labels(speaker: Span, line: Line) -> bool:
    """As in "PENCE: Well, look": the name before the colon that opens a turn."""
    return line.text[speaker.end : speaker.end + 1] == ":"


def _in_marks(draft: Draft) -> bool:
    """Whether quotation marks, not only the tagger, tell that this is direct speech."""
    return draft.mode == "direct" and draft.rule.startswith("rule:")


def _held(draft: Draft, spans: Sequence[Span]) -> bool:
    return all(any(c.covers(s) for c in draft.content) for s in spans)


def _runs_on(draft: Draft) -> bool:
    return draft.mode == "free_indirect" and not draft.frame and _held(draft, draft.cue)


def _named_beside(draft: Draft, line: Line) -> bool:
    """As in "Anders die Sicht von Röck: Der Hof liege zu tief.": the own sentence names who speaks."""
    return bool(draft.speaker) and all(
        line.sentence.span.covers(s) and not any(c.covers(s) for c in draft.content) for s in draft.speaker
    )


def _spoken_of(draft: Draft, line: Line) -> bool:
    """Whether the speaker words stand in what is said, where that is no summary and nobody's own claim."""
    if draft.mode not in {"free_indirect", "indirect"} or not draft.speaker or line.pack.language != "de":
        return False
    if not _held(draft, draft.speaker):
        return False
    if draft.mode == "indirect":
        return not any(line.sentence.span.covers(c) for c in draft.cue) and draft.rule.startswith("tagger")
    return _runs_on(draft) or any(low in _DUTIES for low in line.lows)


def _told_of(draft: Draft, line: Line, before: Draft | None) -> Draft | None:
    """Who told of the one a sentence without a frame seems to name: "Das Land helfe, sagte er. Es eile." is his."""
    if before is None or draft.mode == "reported" or not draft.speaker or line.pack.language != "de":
        return None
    framed = any(line.sentence.span.covers(s) for s in (*draft.cue, *draft.speaker))
    if framed or not before.speaker or not _held(before, draft.speaker):
        return None
    return before
