"""Pages of question and answer: the answers are the words of the person interviewed, the questions assert nothing.

No cue and no quotation marks say so; the shape of the page does. Turns that begin with a name and a colon ("WALT: We
hear …") are that person's. Elsewhere who answers is whom the questions address ("Frau Berg, …"), else the first person
named before them; where question and answer take turns, a question need not end in a question mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.language.actors.grammar import role_head
from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.tagger import Tagging
from lagebild.model import Document, Span
from lagebild.text import turn_labels

_TURNS = frozenset({"lead", "body", "subhead"})
_ADDRESS = re.compile(
    r"(?<!\w)(?:Herr|Frau|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor|Minister(?:in)?)\s+(?:(?:Dr|Prof)\.\s+)?[A-ZÄÖÜ][\w-]+(?=\s*[,?])"
)
_TITLED = frozenset({"Herr", "Frau"})
_LEAST_WORDS = 3
_ENDS = '.!?…”“"«»'
_FIRST_PERSON = frozenset({"ich", "wir", "i", "we", "mir", "uns"})
_FAINT = 0.3
"""Confidence of a rule's draft where the tagger sees none."""
_SHORTER = 2
"""How many times as long as questions answers are, in the mean, where the two take turns."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph of a talk: whether it asks, and the words that name who speaks, if known."""

    span: Span
    asks: bool
    speaker: Span | None


def interview_drafts(
    document: Document, lines: Sequence[Line], drafts: Sequence[Draft], tagging: Tagging | None
) -> list[Draft]:
    """The drafts of an interview: outside the talk as they are, answers as direct speech, questions dropped.

    Somebody else whose words a turn reports with a cue stays: in a question as the speaker, in an answer behind the
    one who answers. Without a person who answers nothing changes.
    """
    turns = _talk(document, tagging)
    if not turns:
        return list(drafts)
    begin = turns[0].span.begin
    kept = [d for d in drafts if d.extent.begin < begin]
    for draft in drafts:
        turn = _turn_at(turns, draft.extent)
        if turn is None or draft.extent.begin < begin or not _quoting(draft, turn, document.text):
            continue
        if not turn.asks:
            draft.speaker, draft.via = [turn.speaker] if turn.speaker else [], [*draft.speaker, *draft.via]
            draft.nested, draft.inherited = True, False
        kept.append(draft)
    for line in lines:
        turn = _turn_at(turns, line.bare)
        if turn is None or turn.asks or turn.speaker is None or line.bare.begin < begin:
            continue
        span = Span(max(line.bare.begin, turn.span.begin), line.bare.end)
        words = sum(t.word and t.begin >= span.begin for t in line.tokens)
        ended = document.text[line.sentence.span.end - 1] in _ENDS  # no credit line ("Interview: Ina Berg")
        if words >= _LEAST_WORDS and ended and not any(d.extent.overlaps(span) for d in kept):
            kept.append(Draft([span], "direct", "rule:interview", speaker=[turn.speaker]))
    return sorted(kept, key=lambda d: (d.extent.begin, d.extent.end))


def unasked(document: Document, narrated: Sequence[Draft]) -> list[Draft]:
    """Narration without what leads up to a question in its turn ("Sie wussten davon. Warum geschah nichts?")."""
    asked = [t.span for t in _turns(document) if t.asks]
    return [d for d in narrated if d.act == "ask" or not any(q.covers(d.extent) for q in asked)]


def _talk(document: Document, tagging: Tagging | None) -> list[_Turn]:
    """The turns from the first question on, answers with their speaker; nothing if nobody is known to answer."""
    turns = _turns(document)
    first = next((k for k, t in enumerate(turns) if t.asks or t.speaker), None)
    if first is None:
        return []
    if any(t.speaker for t in turns):
        people = _people(document.text, tagging)
        return [
            _Turn(t.span, t.asks, people.get(_last_word(t.speaker.of(document.text)), t.speaker) if t.speaker else None)
            for t in turns[first:]
        ]
    answering = _answering(document.text, [t.span for t in turns if t.asks], turns[first].span.begin, tagging)
    return [_Turn(t.span, t.asks, None if t.asks else answering) for t in turns[first:]] if answering else []


def _turns(document: Document) -> list[_Turn]:
    spans = [b.span for b in document.blocks if b.kind in _TURNS]
    paragraphs = [s.of(document.text) for s in spans]
    labels = turn_labels(paragraphs)
    if labels:
        return _labelled(document.text, spans, labels)
    asks = [is_question(p) for p in paragraphs]
    if any(asks):
        first = asks.index(True)
        shown = Counter((k - first) % 2 for k, asked in enumerate(asks) if asked)
        lengths = [len(p.split()) for p in paragraphs]
        even, odd = lengths[first::2], lengths[first + 1 :: 2]
        if shown[0] > max(1, shown[1]) and odd and sum(odd) * len(even) >= _SHORTER * sum(even) * len(odd):
            asks = [k >= first and (k - first) % 2 == 0 for k in range(len(asks))]
    return [_Turn(s, a, None) for s, a in zip(spans, asks, strict=True)]


def _labelled(text: str, spans: Sequence[Span], labels: Sequence[str]) -> list[_Turn]:
    """Turns by their labels; a paragraph without one goes on with the turn before. Who asks most asks all his turns."""
    questions = Counter(
        _last_word(label) for span, label in zip(spans, labels, strict=True) if label and "?" in span.of(text)
    )
    asker = max(questions, key=lambda k: (questions[k], k), default="")
    out: list[_Turn] = []
    speaker: Span | None = None
    for span, label in zip(spans, labels, strict=True):
        begin = span.begin
        if label:
            at = text.index(label, span.begin)
            speaker = Span(at, at + len(label))
            begin = text.index(":", speaker.end) + 1
            while begin < span.end and text[begin].isspace():
                begin += 1
        asks = speaker is not None and _last_word(speaker.of(text)) == asker
        if begin < span.end:
            out.append(_Turn(Span(begin, span.end), asks, speaker))
    return out


def is_question(paragraph: str) -> bool:
    """Whether a paragraph is a turn of the one who asks: it ends in a question that is no quotation."""
    words = paragraph.strip()
    return words.endswith("?") and words[:1] not in '„“”»«"'


def _last_word(label: str) -> str:
    return label.rsplit(maxsplit=1)[-1].casefold()


def _turn_at(turns: Sequence[_Turn], span: Span) -> _Turn | None:
    return next((t for t in turns if t.span.overlaps(span)), None)


def _quoting(draft: Draft, turn: _Turn, text: str) -> bool:
    """Whether a draft reports, within a turn, the words of somebody who is not the one speaking."""
    if not draft.cue or not draft.speaker or draft.mode == "reported" or turn.span.begin > draft.extent.begin:
        return False
    own = _FIRST_PERSON.intersection(" ".join(s.of(text) for s in draft.speaker).lower().split())
    asked = turn.asks and text[draft.extent.end : draft.extent.end + 1] == "?"
    return (
        draft.confidence > _FAINT
        and not own
        and not asked
        and all(turn.span.covers(s) for s in (*draft.cue, *draft.speaker))
    )


def _people(text: str, tagging: Tagging | None) -> dict[str, Span]:
    """The first full name for each surname: what a turn's label is short for."""
    found: dict[str, Span] = {}
    for span in tagging.spans if tagging else ():
        words = text[span.begin : span.end].split()
        if span.label == "PER" and len(words) > 1 and not words[-1].isupper():
            found.setdefault(words[-1].casefold(), Span(span.begin, span.end))
    return found


def _answering(text: str, questions: Sequence[Span], begin: int, tagging: Tagging | None) -> Span | None:
    people = [s for s in tagging.spans if s.label == "PER" and s.begin < begin] if tagging else []
    for question in questions:
        found = _ADDRESS.search(text, question.begin, question.end)
        if found and (office := _office(found[0])):  # "Herr General": his name stands before the talk
            places = [m.start() for m in re.finditer(re.escape(office), text[:begin].lower())]
            people.sort(key=lambda s: min((abs(s.begin - p) for p in places), default=0))
            break
        if found:
            return Span(found.start(), found.end())
    return Span(people[0].begin, people[0].end) if people else None


def _office(address: str) -> str | None:
    """The office somebody is addressed by instead of his name ("Herr General", "Frau Ministerin")."""
    word = address.rsplit(maxsplit=1)[-1]
    lexicon = load_lexicon("de")
    titled = lexicon.exact("titles", word) or role_head(word, lexicon) is not None
    return word.lower() if titled and address.split(maxsplit=1)[0] in _TITLED else None
