"""The expression by which a reaction points at somebody else's claim: "die Vorwürfe", "diese Darstellung", "das".

In a sentence that names the reaction ("Moskau wies die Berichte zurück") it is a noun for claims, a pronoun, or a noun
behind a demonstrative; where nothing is named ("Moskau dementierte") it is the verb. Words given as the reaction itself
("Das kann ich nicht bestätigen", "frei erfunden") point as a whole if nothing is left of them but the reaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lagebild.language.morphology import base_form
from lagebild.language.pack import Pack, load_pack
from lagebild.language.statements.draft import Draft
from lagebild.language.tokens import Token, content_keys, find_phrase
from lagebild.model import Span

_REACTIONS = frozenset({"deny", "confirm", "not_confirm", "doubt", "decline"})
_ANSWERS = ("denial_nouns", "unconfirmed_phrases", "performed_confirmations")
_NOUN_REACH = 3
"""A demonstrative's noun stands at most this many words behind it."""
_LONGEST_ANSWER = 14
"""Words of an answer that says nothing but that."""


def anaphor_of(draft: Draft, content: Sequence[Token], act: str, pack: Pack) -> Span | None:
    """Where the reaction points; ``None`` if its content stands for itself."""
    if act not in _REACTIONS:
        return None
    framing = (*draft.cue, *draft.speaker)
    if draft.mode != "reported":
        return _bare_answer(content, pack)
    nouns = pack.words("claim_nouns")
    inside = [t for t in content if not any(p.begin <= t.begin < p.end for p in framing)]
    noun = next((t for t in inside if t.low in nouns), None)
    if noun is not None:
        return Span(noun.begin, noun.end)
    if draft.cue and not content_keys(inside, pack):  # "Die Firma widerspricht."
        return draft.cue[0]
    return _demonstrative(inside, pack)


def _demonstrative(tokens: Sequence[Token], pack: Pack) -> Span | None:
    words = pack.words("demonstratives")
    for i, token in enumerate(tokens):
        if token.low in words:
            behind = [t for t in tokens[i + 1 : i + 1 + _NOUN_REACH] if t.word]
            noun = next((t for t in behind if t.capital or not pack.capital_nouns), None)
            if noun is not None:
                return Span(token.begin, noun.end)
    return None


def _bare_answer(content: Sequence[Token], pack: Pack) -> Span | None:
    words = [t for t in content if t.word]
    if not words or len(words) > _LONGEST_ANSWER:
        return None
    answering = _answering(words, pack)
    if not answering:
        return None
    empty = pack.words("claim_nouns") | pack.words("negators") | pack.words("pronouns")
    left = [t for i, t in enumerate(words) if i not in answering and t.low not in empty]
    left = [t for t in left if base_form(t.text, pack.language) not in empty]
    telling = [t for t in left if t.capital or not pack.capital_nouns]
    return None if content_keys(telling, pack) else Span(words[0].begin, words[-1].end)


def _answering(words: Sequence[Token], pack: Pack) -> frozenset[int]:
    """Places of the words that answer: a phrase like "frei erfunden", or a verb that confirms or denies."""
    lows = [t.low for t in words]
    verbs = _reacting(pack.language)
    single = frozenset[str]().union(*(pack.words(name) for name in _ANSWERS))
    found = {i for i, t in enumerate(words) if t.low in single or base_form(t.text, pack.language) in verbs}
    for phrase in (p for name in _ANSWERS for p in pack.phrases(name)):
        at = find_phrase(lows, (phrase,))
        found |= set(range(*at)) if at else set()
    return frozenset(found)


@lru_cache(maxsize=8)
def _reacting(language: str) -> frozenset[str]:
    """Base forms of the verbs that confirm or deny."""
    return frozenset(c.verb for c in load_pack(language).cues if c.act in {"confirm", "deny"} and " " not in c.verb)
