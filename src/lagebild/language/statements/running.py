"""Speech that runs on: whose it is where its own sentence names nobody.

A sentence in the Konjunktiv without a frame, or a bare quotation, goes on with whoever spoke in the sentence before
it. Its own subject is whom it speaks of ("Niemand müsse sich sorgen"), and the subject of "soll" is never its source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.statements.draft import Draft, Line

_DUTIES = frozenset({"soll", "sollen"})


def settle_speakers(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Draft]:
    """Give speech that runs on the speaker of the sentence before; ``drafts`` are in text order and changed."""
    begins = [line.sentence.span.begin for line in lines]
    spoken: dict[int, Draft] = {}
    for draft in drafts:
        here = max(0, bisect_right(begins, draft.extent.begin) - 1)
        if _spoken_of(draft, lines[here]):
            draft.speaker, draft.inherited = [], True
        before = spoken.get(here - 1)
        if before is not None and lines[here - 1].sentence.paragraph == lines[here].sentence.paragraph:
            after = lines[here].sentence.span.end
            bare = draft.mode == "direct" and not draft.cue and (not draft.speaker or draft.speaker[0].begin >= after)
            runs_on = _runs_on(draft) and not _named_beside(draft, lines[here]) and lines[here].pack.language == "de"
            if bare or runs_on:
                draft.speaker, draft.via, draft.inherited = list(before.speaker), draft.via or list(before.via), True
        last = max(0, bisect_right(begins, draft.extent.end - 1) - 1)
        if draft.speaker and not (last in spoken and spoken[last].extent.covers(draft.extent)):
            spoken[last] = draft
    return list(drafts)


def _runs_on(draft: Draft) -> bool:
    return draft.mode == "free_indirect" and not draft.cue and not draft.frame


def _named_beside(draft: Draft, line: Line) -> bool:
    """As in "Anders die Sicht von Röck: Der Hof liege zu tief.": the own sentence names who speaks."""
    return bool(draft.speaker) and all(
        line.sentence.span.covers(s) and not any(c.covers(s) for c in draft.content) for s in draft.speaker
    )


def _spoken_of(draft: Draft, line: Line) -> bool:
    """Whether the speaker words stand in what is said, where that is no summary and nobody's own claim."""
    if draft.mode != "free_indirect" or not draft.speaker or line.pack.language != "de":
        return False
    if not all(any(c.covers(s) for c in draft.content) for s in draft.speaker):
        return False
    return _runs_on(draft) or any(low in _DUTIES for low in line.lows)
