"""The words around a number that tell one series from another, and whether the thing counted is planned."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.quantities.terms import Term
from lagebild.language.quantities.words import Words
from lagebild.model import Tense

CONTENT = frozenset({"noun", "name", "adj", "participle", "verb"})
BOUNDARIES = frozenset({",", ";", ":", "–", "—", "und", "and", "sowie", "while", "aber", "but", "oder", "or"})
PARTICLE = "PTKVZ"
"""Tag of a separated verb particle ("nahmen … teil")."""
MAX_KEYS = 40
SHORTEST = 3


def segment(terms: Sequence[Term], begin: int, end: int, before: int, after: int) -> tuple[int, int]:
    """The stretch of terms that speaks of the number at ``begin`` to ``end``.

    ``before`` is the term after the previous number of the sentence, ``after`` the term of the next one; between
    two numbers the last boundary (comma, "und") before the second divides.
    """
    left = before
    if before > 0:
        for at in range(begin - 1, before - 1, -1):
            if terms[at].low in BOUNDARIES:
                left = at + 1
                break
    right = after
    if after < len(terms):
        for at in range(after - 1, end - 1, -1):
            if terms[at].low in BOUNDARIES:
                right = at
                break
    return left, right


def clauses(terms: Sequence[Term]) -> list[tuple[int, int]]:
    """The sentence cut at commas and conjunctions; "und" between two adjectives or two verbs does not cut."""
    out, begin = [], 0
    for at, term in enumerate(terms):
        if term.low not in BOUNDARIES or _joins_words(terms, at):
            continue
        if at > begin:
            out.append((begin, at))
        begin = at + 1
    if begin < len(terms):
        out.append((begin, len(terms)))
    return out


def _joins_words(terms: Sequence[Term], at: int) -> bool:
    if not terms[at].low.isalpha() or not 0 < at < len(terms) - 1:
        return False
    before, after = terms[at - 1].kind, terms[at + 1].kind
    return before == after and before in {"adj", "participle", "verb", "noun"}


def local_concepts(terms: Sequence[Term], at: int, stop: int, words: Words) -> tuple[str, ...]:
    """What happened to the thing counted at terms ``at`` to ``stop``: told by the nearest clause that says anything.

    Its own clause first, then the ones after it, then the ones before it, nearest first. A state in the predicate
    ("15 der Festgenommenen wurden freigelassen") outweighs one in the noun phrase.
    """
    cut = clauses(terms)
    own = [i for i, (b, e) in enumerate(cut) if b < stop and at < e]
    if not own:
        return concepts_in(terms, words)
    begin, end = cut[own[0]][0], cut[own[-1]][1]
    phrase = concepts_in(terms[at:stop], words)
    outside = concepts_in((*terms[begin:at], *terms[stop:end]), words)
    if phrase or outside:
        if words.states.intersection(outside):
            phrase = tuple(c for c in phrase if c not in words.states)
        return tuple(dict.fromkeys((*phrase, *outside)))
    for i in (*range(own[-1] + 1, len(cut)), *range(own[0] - 1, -1, -1)):
        found = concepts_in(terms[slice(*cut[i])], words)
        if found:
            return found
    return ()


def concepts_in(terms: Sequence[Term], words: Words) -> tuple[str, ...]:
    """Ids of what the words say happened, in order of first mention."""
    found: dict[str, None] = {}
    for at, term in enumerate(terms):
        pair = f"{term.low} {terms[at + 1].low}" if at + 1 < len(terms) else ""
        pair_lemma = f"{term.lemma} {terms[at + 1].lemma}" if at + 1 < len(terms) else ""
        parts = term.low.replace("‑", "-").split("-")
        for key in (term.low, term.lemma, pair, pair_lemma, parts[-1]):
            for concept in words.concepts.get(key, ()):
                found.setdefault(concept)
    for particle in (t for t in terms if t.tag == PARTICLE):
        for verb in (t for t in terms if t.kind == "verb"):
            for concept in words.concepts.get(particle.low + verb.lemma, ()):
                found.setdefault(concept)
    return tuple(found)


def content_keys(terms: Sequence[Term], words: Words) -> tuple[str, ...]:
    """Base forms of content words, without the words that help nobody."""
    found: dict[str, None] = {}
    for term in terms:
        if term.kind not in CONTENT or len(term.lemma) < SHORTEST:
            continue
        if words.has("stop.keys", term.lemma) or words.has("stop.keys", term.low):
            continue
        found.setdefault(term.lemma)
    return tuple(found)[:MAX_KEYS]


def thing_of(head: Term | None, words: Words) -> str | None:
    """The id of the class a counted noun belongs to, compounds by their last part ("Streifenwagen")."""
    if head is None:
        return None
    for key in (head.lemma, head.low, head.low.rpartition("-")[2], head.lemma.rpartition("-")[2]):
        if key in words.things:
            return words.things[key]
    if words.compound:
        for cut in range(2, len(head.lemma) - 3):
            if head.lemma[cut:] in words.things:
                return words.things[head.lemma[cut:]]
    return None


def tense_of(terms: Sequence[Term], sentence: Sequence[Term], words: Words) -> Tense | None:
    """Whether what the terms say is planned, past or present; ``None`` if there is no verb."""
    lemmas = [t.lemma for t in terms]
    if any(t.low in words.lists.get("tense.planned_words", ()) for t in terms):
        return "planned"
    infinitive = any(t.tag in {"VV(INF)", "VV(IZU)", "VVI"} for t in terms)
    participle = any(t.kind == "participle" for t in terms)
    passive_infinitive = any(t.tag == "VA(INF)" and t.lemma == "werden" for t in terms)
    perfect = any(t.tag in {"VA(INF)", "VA(PP)"} and t.lemma in {"haben", "sein", "werden"} for t in terms)
    if words.compound:
        modals = [t for t in terms if t.tag.startswith("VM") and words.has("tense.planned_modals", t.lemma)]
        modal = bool(modals) and not any(words.has("tense.past_modals", t.low) for t in modals)
        if modals and not modal and not participle and infinitive:
            return "past"
        if modal and all(words.has("tense.hearsay_modals", t.lemma) for t in modals):
            modal = not any(t.tag == "VV(INF)" and words.has("tense.hearsay_verbs", t.lemma) for t in terms)
        if modal and ((infinitive and not (participle and perfect)) or (passive_infinitive and participle)):
            return "planned"
        if "werden" in lemmas and infinitive and not participle:
            return "planned"
    elif any(t.kind == "aux" and words.has("tense.future", t.low) for t in terms) and infinitive:
        return "planned"
    told = participle and any(t.kind == "aux" and t.tag != "VA(INF)" for t in terms)
    purpose = infinitive or (not told and any(t.tag in {"VV(IZU)", "VVI"} for t in sentence))
    if any(t.kind == "verb" and words.has("tense.planned_verbs", t.lemma) for t in sentence) and purpose:
        return "planned"
    if any(words.has("tense.past_words", t.low) for t in terms):
        return "past"
    if not any(t.kind in {"verb", "aux", "participle"} for t in terms):
        return None
    if participle or any(t.tag in {"VVD", "VBD", "VHD"} for t in terms):
        return "past"
    if any(t.low in {"wurde", "wurden", "war", "waren", "hatte", "hatten"} for t in terms):
        return "past"
    return "present"
