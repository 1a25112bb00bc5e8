"""Reactions that stand outside the words they govern: before a colon, or around what a claim says.

"Der Wirt widerspricht: Die Kasse sei zu gewesen, schreibt er" denies; "Das bestätigte die Polizei: „Ja, er ist da“"
confirms. "Den Vorwurf, zu spät geliefert zu haben, wies die Firma zurück": the clause says what is rejected.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.pack import Cue
from lagebild.language.statements.draft import Draft, Line, make_line
from lagebild.language.statements.frames import subject
from lagebild.language.statements.hits import Hit, find_hits
from lagebild.language.statements.wording import untrue_label
from lagebild.language.tokens import Token
from lagebild.model import Span

_REACTIONS = frozenset({"confirm", "deny", "doubt"})
_OPEN = frozenset({"assert", "announce"})
"""Acts of verbs that leave open what the speaker does with his words."""
_PERFORMED = frozenset({"demand", "deny", "confirm"})
_OWN_AIMS = frozenset({"want"})
_REPORTED_SELF = frozenset({"er", "sie", "man", "ich", "wir"})
_MARKS = '„“"»«‚‘ \n'


def settle_reactions(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Draft]:
    """Give drafts the verb of the reaction that governs them; ``drafts`` are changed."""
    begins = [line.sentence.span.begin for line in lines]
    for draft in drafts:
        line = lines[max(0, bisect_right(begins, draft.extent.begin) - 1)]
        if draft.verb is not None and draft.verb.act not in _OPEN:
            continue
        if draft.verb is None and draft.mode == "reported":
            _summed_up(draft, line)
            continue
        if performed := _performed(draft, line):
            draft.verb, draft.negated = performed.cue, performed.negated
            continue
        around = None if _before_colon(draft, line) else _around(draft, line)
        hit = _before_colon(draft, line) or around
        if hit is None:
            continue
        draft.verb, draft.negated = hit.cue, hit.negated
        behind = [t.low for t in line.tokens if t.begin >= draft.content[-1].end]
        if around and hit.cue.verb in line.pack.words("labelling") and untrue_label(behind, line.pack):
            draft.act = "deny"  # "Den Vorwurf, …, nannte er „eine Lüge“"
        named = subject(line, hit)
        # "Vorwürfe aus Moskau, …, wies er zurück": who is named beside the noun is who said it first
        if named is not None and (around or not draft.speaker or not _is_name(draft.speaker[0], line)):
            draft.speaker, draft.inherited, draft.nobody = [named], False, False
    return list(drafts)


def _summed_up(draft: Draft, line: Line) -> None:
    """Give a summary the listed verb of its own main clause: "…, die Partei beantragte eine Sitzung"."""
    for hit in find_hits(line):
        verb = line.span(hit.at, hit.at + 1)
        inside = any(c.covers(verb) for c in draft.content)
        fits = not draft.cue or any(c.overlaps(verb) for c in draft.cue)
        if inside and fits and "object" in hit.cue.takes and not hit.passive:
            draft.verb, draft.negated = hit.cue, hit.negated
            return


def _performed(draft: Draft, line: Line) -> Hit | None:
    """What a speaker does by saying so: "We call on all towns to help", "Von Reisen rate er ab"."""
    if draft.mode not in {"direct", "free_indirect"} or draft.nested or (draft.mode != "direct" and draft.cue):
        return None
    own = _own_line(draft, line)
    for hit in find_hits(own):
        if (
            hit.cue.act not in _PERFORMED
            or hit.cue.verb in _OWN_AIMS
            or hit.modal
            or hit.passive
            or hit.gerund
            or own.part_of(hit.at)
        ):
            continue
        if own.lows[hit.at] not in _now(hit.cue):
            continue  # what somebody has asked for he reports
        beside = own.lows[max(0, hit.at - 2) : hit.at] + own.lows[hit.at + 1 : hit.at + 2]
        persons = line.pack.words("first_person") if draft.mode == "direct" else _REPORTED_SELF
        if persons.intersection(beside):
            return hit
    return None


def _now(cue: Cue) -> frozenset[str]:
    """The forms of a verb by which somebody does what it says: the present of the first person, Konjunktiv I."""
    verb = cue.verb.removeprefix(cue.particle)
    plain = cue.verb.split()[0]
    return frozenset({plain, verb, f"{verb[:-1]}e", f"{verb[:-2]}e"})


def _own_line(draft: Draft, line: Line) -> Line:
    """The words of a draft as a sentence of their own, nothing in it quoted."""
    tokens = tuple(t for t in line.tokens if any(c.begin <= t.begin < c.end for c in draft.content))
    return make_line(line.sentence, tokens, (), line.pack, line.text)


def _before_colon(draft: Draft, line: Line) -> Hit | None:
    """The reaction in the clause before a colon right behind which the words begin."""
    if draft.mode == "reported" or draft.nested:
        return None
    colon = next((t for t in line.tokens if t.text == ":" and t.end <= draft.extent.begin), None)
    if colon is None or line.text[colon.end : draft.extent.begin].strip(_MARKS):
        return None
    hits = [h for h in find_hits(line) if line.tokens[h.words[-1]].end <= colon.begin]
    if len(hits) != 1 or hits[0].cue.act not in _REACTIONS or "object" not in hits[0].cue.takes:
        return None
    return hits[0]


def _around(draft: Draft, line: Line) -> Hit | None:
    """The reaction to a claim of which the words are the content: "den Vorwurf, X getan zu haben, wies Y zurück"."""
    if draft.mode != "indirect":
        return None
    content = draft.content[0]
    before = [t for t in line.tokens if t.end <= content.begin]
    noun = _noun_of_german(before, line) if line.pack.capital_nouns else _noun_of_english(before, line)
    if noun is None:
        return None
    for hit in find_hits(line):
        words = [Span(line.tokens[k].begin, line.tokens[k].end) for k in hit.words]
        apart = not any(c.overlaps(w) for c in draft.content for w in words)
        labels = hit.cue.verb in line.pack.words("labelling")
        if apart and (hit.cue.act in _REACTIONS or labels) and not hit.passive:
            return hit
    return None


def _noun_of_german(before: Sequence[Token], line: Line) -> Token | None:
    """The noun of telling on which a clause behind a comma hangs."""
    if len(before) < 2 or before[-1].text != ",":
        return None
    claims = line.pack.words("claim_nouns") | line.pack.words("opinion_nouns")
    noun = next((t for t in reversed(before[:-1]) if t.low in claims and t.capital), None)
    if noun is None or any(t.text in {",", ":", ";"} for t in before[:-1] if t.begin > noun.begin):
        return None
    return noun


def _noun_of_english(before: Sequence[Token], line: Line) -> Token | None:
    """The noun of telling right before a clause: "claims (that) an alarm was ignored"."""
    last = next((t for t in reversed(before[-2:]) if t.low != "that"), None)
    told = line.pack.words("account_nouns") | line.pack.words("opinion_nouns")
    return last if last is not None and last.low in told else None


def _is_name(span: Span, line: Line) -> bool:
    """Whether the speaker words are more than a pronoun."""
    return span.of(line.text).lower() not in line.pack.words("pronouns")
