"""Pages of question and answer: the answers are the words of the person interviewed, the questions assert nothing.

No cue and no quotation marks say so; the shape of the page does. Who answers is whom the questions address ("Frau
Berg, …"), else the first person named before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lagebild.language.statements.draft import Draft, Line
from lagebild.language.tagger import Tagging
from lagebild.model import Block, Document, Span

_TURNS = frozenset({"lead", "body", "subhead"})
_ADDRESS = re.compile(
    r"(?<!\w)(?:Herr|Frau|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor|Minister(?:in)?)\s+(?:(?:Dr|Prof)\.\s+)?[A-ZÄÖÜ][\w-]+(?=\s*[,?])"
)
_LEAST_WORDS = 3
_ENDS = '.!?…”“"«»'


def interview_drafts(
    document: Document, lines: Sequence[Line], drafts: Sequence[Draft], tagging: Tagging | None
) -> list[Draft]:
    """The drafts of an interview: outside the talk as they are, answers as direct speech, questions dropped.

    An answer in which somebody else is quoted with a cue keeps that draft too. Without a person who answers nothing
    changes.
    """
    turns = [b for b in document.blocks if b.kind in _TURNS]
    questions = [b for b in turns if is_question(b, document.text)]
    if not questions:
        return list(drafts)
    begin = questions[0].span.begin
    answering = _answering(document.text, questions, begin, tagging)
    if answering is None:
        return list(drafts)
    asked = [q.span for q in questions]
    answers = [b.span for b in turns if b.span.begin > begin and b not in questions]
    kept = [d for d in drafts if d.extent.begin < begin or _quoting(d, answers)]
    for line in lines:
        span = line.bare
        words = sum(t.word for t in line.tokens)
        if span.begin < begin or any(q.covers(span) for q in asked) or words < _LEAST_WORDS:
            continue
        ended = document.text[line.sentence.span.end - 1] in _ENDS  # no credit line ("Interview: Ina Berg")
        if ended and any(a.covers(span) for a in answers) and not any(d.extent.overlaps(span) for d in kept):
            kept.append(Draft([span], "direct", "rule:interview", speaker=[answering]))
    return sorted(kept, key=lambda d: (d.extent.begin, d.extent.end))


def unasked(document: Document, narrated: Sequence[Draft]) -> list[Draft]:
    """Narration without what leads up to a question in its turn ("Sie wussten davon. Warum geschah nichts?")."""
    asked = [b.span for b in document.blocks if b.kind in _TURNS and is_question(b, document.text)]
    return [d for d in narrated if d.act == "ask" or not any(q.covers(d.extent) for q in asked)]


def is_question(block: Block, text: str) -> bool:
    """Whether a paragraph is a turn of the one who asks: it ends in a question that is no quotation."""
    words = block.span.of(text).strip()
    return words.endswith("?") and words[:1] not in '„“”»«"'


def _quoting(draft: Draft, answers: Sequence[Span]) -> bool:
    return bool(draft.cue) and any(
        a.covers(draft.extent) and all(a.covers(s) for s in (*draft.cue, *draft.speaker)) for a in answers
    )


def _answering(text: str, questions: Sequence[Block], begin: int, tagging: Tagging | None) -> Span | None:
    for question in questions:
        found = _ADDRESS.search(text, question.span.begin, question.span.end)
        if found:
            return Span(found.start(), found.end())
    people = [s for s in tagging.spans if s.label == "PER" and s.begin < begin] if tagging else []
    return Span(people[0].begin, people[0].end) if people else None
