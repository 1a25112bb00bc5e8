"""What a number counts: the noun phrase after it, its head, and where an elided one is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.language.quantities.terms import Term
from lagebild.language.quantities.words import Words

MAX_MODIFIERS = 7
"""Words between a number and the noun it counts."""
_MODIFIERS = frozenset({"adj", "adv", "participle"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun phrase: terms ``first`` to ``stop`` (exclusive), its head, and how it was found.

    ``part`` marks a share of a known whole ("15 der Festgenommenen").
    """

    first: int
    stop: int
    head: int
    part: bool = False


def counted_after(terms: Sequence[Term], at: int, words: Words) -> Counted | None:
    """The noun phrase that begins at term ``at``, partitives ("von Toten", "of those hurt") included."""
    part = False
    begin = at
    if at < len(terms) and words.has("of.partitive", terms[at].low):
        begin, part = at + 1, True
        while begin < len(terms) and _skipped(terms[begin], words):
            begin += 1
    phrase = _phrase(terms, begin, words)
    if phrase is None:
        return _state(terms, begin, words, part=part)
    first, stop, head = phrase
    return Counted(first, stop, head, part)


def _skipped(term: Term, words: Words) -> bool:
    return words.has("of.skip", term.low) or term.kind in {"num", "det"}


def _state(terms: Sequence[Term], at: int, words: Words, *, part: bool) -> Counted | None:
    """A state used as a noun: "more than 50 injured", "20 of those hurt"."""
    if words.nouns_upper or at >= len(terms):
        return None
    term = terms[at]
    if term.kind in {"participle", "adj"} and _concepts(term, words):
        return Counted(at, at + 1, at, part)
    return None


def _concepts(term: Term, words: Words) -> bool:
    return term.low in words.concepts or term.lemma in words.concepts


def _is_noun(term: Term, words: Words) -> bool:
    if term.kind == "noun":
        return term.text[0].isupper() or not words.nouns_upper
    return term.kind == "name"


def _phrase(terms: Sequence[Term], at: int, words: Words) -> tuple[int, int, int] | None:
    stop = at
    while stop < len(terms) and stop - at <= MAX_MODIFIERS:
        term = terms[stop]
        if _is_noun(term, words):
            head = _head(terms, stop, words)
            return at, _conjoined(terms, head + 1, words), head
        if term.kind not in _MODIFIERS or (words.compound and term.kind == "participle"):
            return None
        if words.compound and not _attributive(terms, stop):
            return None
        stop += 1
    return None


def _attributive(terms: Sequence[Term], at: int) -> bool:
    """A German modifier: an inflected adjective, or an adverb with one still to come."""
    term = terms[at]
    if term.tag == "ADJ(A)" or (
        term.kind in {"adj", "adv"} and term.low.endswith(("er", "en", "e")) and at + 1 < len(terms)
    ):
        return True
    return any(t.tag == "ADJ(A)" for t in terms[at + 1 : at + 3])


def _head(terms: Sequence[Term], at: int, words: Words) -> int:
    """The last noun of a row of nouns; German rows end with the first ("Soldaten Nordkoreas")."""
    if words.compound:
        follows = terms[at + 1] if at + 1 < len(terms) else None
        truncated = follows and follows.text == "-" and at + 3 < len(terms) and follows.begin == terms[at].end
        if truncated and terms[at + 2].kind == "conj" and terms[at + 3].kind == "noun":
            return at + 3
        return at
    head = at
    while head + 1 < len(terms) and head - at < 4:
        nearer = terms[head + 1]
        noun = nearer.kind == "noun" and nearer.tag != "NN1-VVG"
        bridge = nearer.kind == "adj" and head + 2 < len(terms) and terms[head + 2].kind == "noun"
        named = terms[head].kind == "name" and nearer.kind == "name"
        if not noun and not (bridge and terms[head].kind == "name") and not named:
            break
        head += 1
    return head


def _conjoined(terms: Sequence[Term], at: int, words: Words) -> int:
    """The end of "Kinder und Jugendliche": a second noun without number, article or modifier of its own."""
    if at + 1 < len(terms) and terms[at].low in {"und", "and"} and _is_noun(terms[at + 1], words):
        following = terms[at + 2].kind if at + 2 < len(terms) else "sign"
        if terms[at + 1].kind == "noun" and following in {"sign", "verb", "aux", "prep", "adv", "participle", "det"}:
            return at + 2
    return at


def number_of(terms: Sequence[Term], before: int, words: Words) -> Counted | None:
    """As in "die Zahl der Verletzten stieg auf …": the noun a nearby "Zahl" is the number of, nearest first."""
    for at in range(before - 1, -1, -1):
        term = terms[at]
        compound = words.compound and any(
            term.low.endswith(end) and len(term.low) > len(end) + 2
            for end in words.lists.get("number_of.compounds", ())
        )
        if term.kind == "noun" and compound and not words.has("number_of.forms", term.low):
            return Counted(at, at + 1, at)
        if term.kind == "noun" and _names_value(term, words):
            return Counted(at, at + 1, at)
        if not words.has("number_of.forms", term.low) and not words.has("number_of.forms", term.lemma):
            continue
        if not words.compound and term.low == "toll":
            begin = at - 1 if at and terms[at - 1].low in {"death", "casualty"} else at
            return Counted(begin, at + 1, at)
        begin = at + 1
        if words.compound and begin < before and terms[begin].tag == "ADJ(A)":
            phrase = _phrase(terms, begin, words)
            if phrase and phrase[2] < before:
                return Counted(*phrase)
        if begin < len(terms) and words.has("number_of.of", terms[begin].low):
            begin += 1
            while begin < before and terms[begin].kind in {"det", "num"}:
                begin += 1
            phrase = _phrase(terms, begin, words)
            if phrase and phrase[2] < before:
                return Counted(*phrase)
    return None


def _names_value(term: Term, words: Words) -> bool:
    return any(words.has("number_of.values", key) for key in (term.lemma, term.low, term.low.rpartition("-")[2]))


def topic_of(terms: Sequence[Term], before: int, words: Words) -> Counted | None:
    """As in "Von den Mitarbeitern sind 20 krank": the noun a sentence opens with as the whole."""
    if not terms or not words.has("of.partitive", terms[0].low) or terms[0].kind != "prep":
        return None
    begin = 1
    while begin < before and (_skipped(terms[begin], words) or terms[begin].kind == "adv"):
        begin += 1
    phrase = _phrase(terms, begin, words)
    return Counted(*phrase, part=True) if phrase and phrase[2] < before else None
