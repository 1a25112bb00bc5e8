"""Speakers set right where the sentence itself says otherwise.

The learned tagger at times takes for the speaker a word for what was said ("Vorwürfe aus X, …, wies Y zurück" is Y's),
somebody of another clause ("X bestätigt das; Y bestätigt jenes") or a piece of the predicate ("has repeatedly"). Each
time the verb of saying and its grammatical subject stand in plain sight.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.actors.grammar import noun_in
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.frames import subject
from lagebild.language.statements.hits import Hit, find_hits
from lagebild.language.statements.nouns import told_nouns
from lagebild.language.tokens import verb_mood
from lagebild.model import Span

_REJECTING = frozenset({"deny", "doubt", "decline", "confirm"})
_NOBODY = frozenset({"no", "nobody", "none", "kein", "keine", "keiner", "niemand"})
_RELATIVES = frozenset({"who", "which", "that", "der", "die", "das"})


def settle_subjects(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Draft]:
    """Give each draft the subject of the verb that frames it; ``drafts`` are in text order and changed."""
    begins = [line.sentence.span.begin for line in lines]
    before: Draft | None = None
    righted: dict[Span, list[Span]] = {}
    for draft in drafts:
        first = draft.speaker[0] if draft.speaker else None
        nobody = False  # whether the speaker words cannot be anybody's, here or in a statement that takes them over
        line = lines[max(0, bisect_right(begins, draft.extent.begin) - 1)]
        if draft.mode == "reported" and draft.speaker and _none(draft.speaker[0], line):
            draft.mode, draft.speaker, draft.cue, draft.verb, draft.act_scores = "narration", [], [], None, {}
        elif _elsewhere(draft, line):
            _by_verb(draft, line, find_hits(line))
        elif draft.speaker and draft.mode != "direct" and not draft.nested:
            if _saying_first(draft, line):
                hits = find_hits(line)
                if not _rejected_by(draft, line, hits) and _reported(line) and before is not None and before.speaker:
                    draft.speaker, draft.inherited = list(before.speaker), True
                nobody = True
            elif _own_clause(draft, line):
                _clause_mate(draft, line, find_hits(line))
            elif any(wrong(draft.speaker[0], line) for wrong in (_no_noun, _object, _genitive)):
                _by_verb(draft, line, find_hits(line))
                nobody = True
        if first in righted and draft.speaker == [first] and draft.inherited | (not draft.cue):
            draft.speaker = list(righted[first])
        elif nobody and first is not None and draft.speaker[:1] != [first]:
            righted[first] = draft.speaker
        if draft.mode != "narration":
            before = draft
    return list(drafts)


def _elsewhere(draft: Draft, line: Line) -> bool:
    """Whether the tagger saw the verb of saying beside the words, and the speaker in another sentence."""
    if not draft.speaker or not draft.cue or draft.inherited or draft.nested or not draft.rule.startswith("tagger"):
        return False
    here = line.sentence.span
    return all(here.covers(s) for s in (*draft.cue, *draft.content)) and not any(here.covers(s) for s in draft.speaker)


def _saying_first(draft: Draft, line: Line) -> bool:
    """Whether the speaker words open the sentence with a word for what was said: "Vorwürfe aus Moskau", "Gerüchte"."""
    span = draft.speaker[0]
    if line.pack.language != "de" or not line.sentence.span.covers(span):
        return False
    inside = [k for k, t in enumerate(line.tokens) if span.begin <= t.begin < span.end]
    nouns = [k for k in inside if line.tokens[k].capital and line.lows[k] not in line.pack.words("determiners")]
    return bool(nouns) and noun_in(line.tokens[nouns[0]].text, told_nouns(line), "de") is not None


def _reported(line: Line) -> bool:
    return any(verb_mood(line.tokens, k) == "sub" for k in range(len(line.tokens)) if not line.quoted[k])


def _rejected_by(draft: Draft, line: Line, hits: Sequence[Hit]) -> bool:
    """Take who rejects or confirms what the noun names, if a verb behind the noun says so."""
    for hit in hits:
        place = line.tokens[hit.at].begin
        if (
            hit.cue.act not in _REJECTING
            or place < draft.speaker[0].end
            or any(c.covers(line.span(hit.at, hit.at + 1)) for c in draft.content if draft.mode != "reported")
        ):
            continue
        who = subject(line, hit)
        if who is not None and not who.overlaps(draft.speaker[0]):
            draft.speaker, draft.inherited = [who], False
            draft.cue, draft.verb = [line.span(k, k + 1) for k in hit.words], hit.cue
            return True
    return False


def _own_clause(draft: Draft, line: Line) -> bool:
    """Whether a summary is one clause and its speaker stands in another of the same sentence."""
    if draft.mode != "reported" or len(draft.content) != 1:
        return False
    content, here = draft.content[0], line.sentence.span
    opens = any(line.tokens[a].begin == content.begin for a, _ in line.parts)
    return opens and here.covers(draft.speaker[0]) and not content.overlaps(draft.speaker[0])


def _clause_mate(draft: Draft, line: Line, hits: Sequence[Hit]) -> None:
    """Take the verb of the clause whose subject opens it: "…; das Amt bestätigt den Fund"."""
    content = draft.content[0]
    for hit in hits:
        told = hit.passive or line.lows[hit.at - 1 : hit.at] == ("to",)  # "is understood to have told"
        if content.covers(line.span(hit.at, hit.at + 1)) and not told:
            who = subject(line, hit)
            if who is not None and who.begin == content.begin and content.covers(who):
                draft.speaker, draft.cue, draft.verb = [who], [line.span(k, k + 1) for k in hit.words], hit.cue
            return


def _genitive(span: Span, line: Line) -> bool:
    """As in "unter Berufung auf ein Papier des Amtes berichtet": whose paper it is."""
    at = next((k for k, t in enumerate(line.tokens) if t.begin == span.begin), None)
    return at is not None and line.pack.language == "de" and "des" in line.lows[max(0, at - 1) : at + 1]


def _object(span: Span, line: Line) -> bool:
    """As in "erwartet keine Ausfälle": what is said not to be, which says nothing."""
    first = span.of(line.text).partition(" ")[0]
    return line.sentence.span.covers(span) and first in {"keine", "keinen", "kein", "keinerlei"}


def _none(span: Span, line: Line) -> bool:
    """As in "No group has claimed responsibility": that nobody speaks is what the page tells."""
    at = next((k for k, t in enumerate(line.tokens) if t.begin == span.begin), None)
    if at is None or line.quoted[at]:
        return False
    around = (line.lows[at], line.lows[at - 1] if at else "")
    number = any(t.text[0].isdigit() for t in line.tokens[at : at + 2])  # "No 10"
    return not number and not _NOBODY.isdisjoint(around)


def _no_noun(span: Span, line: Line) -> bool:
    """Whether the speaker words are a piece of the predicate: no noun, no name, no pronoun ("has repeatedly")."""
    inside = [k for k, t in enumerate(line.tokens) if span.begin <= t.begin < span.end]
    if not inside or not line.sentence.span.covers(span) or span.of(line.text).lower() in _RELATIVES:
        return False
    if any(line.tokens[k].capital and (k or line.lows[k] not in line.pack.words("auxiliaries")) for k in inside):
        return False
    first = line.lows[inside[0]]
    return first not in line.pack.words("pronouns") | line.pack.words("determiners") and (
        line.pack.language == "de"
        or any(line.lows[k] in line.pack.words("auxiliaries") or line.lows[k].endswith("ing") for k in inside)
        or len(inside) == 1
    )


def _by_verb(draft: Draft, line: Line, hits: Sequence[Hit]) -> None:
    for hit in hits:
        if any(line.span(k, k + 1).overlaps(c) for k in hit.words for c in draft.cue):
            who = subject(line, hit)
            if who is not None and not _no_noun(who, line):
                draft.speaker = [who]
            return
