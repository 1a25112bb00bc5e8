"""Wordings by which somebody denies whatever the verb of saying: labels, flat negations, protests, disbelief.

"Sie sprach von einer Verleumdung" denies what was said of her; "Er versicherte, er sei nicht dort gewesen" and "no exit
was locked at any time" answer an accusation; "Das glaubt er nicht" believes none of it. What tells how somebody is, or
how many there are, judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.pack import Pack
from lagebild.language.statements.draft import Draft
from lagebild.language.tokens import Token, find_phrase
from lagebild.text import DOUBLE_QUOTES, SINGLE_QUOTES

_STOPS = frozenset({",", ";", ":", "–", "—"})
_WINDOW = 4
"""Words before a label in which a negation takes it back ("sprach nicht von einer Lüge")."""


def unquoted(lows: Sequence[str]) -> tuple[str, ...]:
    """The words without quotation marks, which may stand amid a phrase (it was "simply untrue" that …)."""
    return tuple(low for low in lows if low not in DOUBLE_QUOTES | SINGLE_QUOTES)


def labelled_untrue(draft: Draft, content: Sequence[Token], pack: Pack) -> bool:
    """Whether somebody calls what is said untrue: "sprach von einer Unterstellung", "called it a lie"."""
    if draft.verb is None or draft.verb.verb not in pack.words("labelling") or draft.negated:
        return False
    behind = max((s.end for s in draft.cue), default=0) if draft.mode == "reported" else 0
    label = [t.low for t in content if t.begin >= behind]
    if "," in label[1:] and not pack.capital_nouns:
        label = label[: label.index(",", 1)]  # German frames the clause it labels in commas
    return untrue_label(label, pack)


def untrue_label(label: Sequence[str], pack: Pack) -> bool:
    """Whether a label that calls something untrue is among the words, and no negation takes it back."""
    at = find_phrase(label, pack.phrases("untrue_labels"))
    place = at[0] if at else next((k for k, low in enumerate(label) if low in pack.words("untrue_labels")), None)
    if place is None:
        return False
    return not pack.words("negators").intersection(label[max(0, place - _WINDOW) : place])


def told_wrong(lows: Sequence[str], pack: Pack) -> bool:
    """Whether what was told is called wrong in the end: "The figure you have is wrong", "die Zahl sei zu hoch"."""
    words = [low for low in unquoted(lows) if low[0].isalnum()]
    if not pack.words("account_nouns").intersection(words[:_WINDOW]):
        return False
    while words and words[-1] in pack.words("auxiliaries") | {"gewesen"}:
        words.pop()
    endings = [(w,) for w in pack.words("wrong")] + list(pack.phrases("wrong"))
    said = next((e for e in endings if tuple(words[-len(e) :]) == tuple(e)), None)
    return said is not None and not pack.words("negators").intersection(words[-len(said) - 2 : -len(said)])


def protests(draft: Draft, content: Sequence[Token], pack: Pack) -> bool:
    """Whether a verb of protesting governs a negation: "versicherte, er habe nichts gewusst", "insisted he had not"."""
    if draft.verb is None or draft.verb.verb not in pack.words("protests"):
        return False
    return any(t.low in pack.words("negators") for t in content)


def disbelieves(lows: Sequence[str], pack: Pack) -> bool:
    """Whether somebody believes none of it: "Das glaubt er nicht", "glaube kein Wort davon"; no clause follows."""
    for k, low in enumerate(lows):
        if low not in pack.words("believing"):
            continue
        stop = next((j for j in range(k + 1, len(lows)) if lows[j] in _STOPS), len(lows))
        if pack.words("negators").intersection(lows[k + 1 : stop]):
            return stop == len(lows) or lows[stop + 1 : stop + 2] != ("wie",)
    return False


def expects_deed(verb: str, lows: Sequence[str], pack: Pack) -> bool:
    """Whether what somebody expects is owed by another: "erwartet, dass sich das Amt entschuldigt"."""
    expects = verb in pack.words("expecting") or pack.words("expecting").intersection(lows[:4])
    owed = pack.words("owed_deeds").intersection(lows) or find_phrase(lows, pack.phrases("owed_deeds"))
    return bool(expects and owed)


def fares(lows: Sequence[str], pack: Pack) -> bool:
    """Whether the words say how somebody is, which is no judgement: "Dem Kind gehe es gut", "she is doing well"."""
    for one, two in pack.phrases("faring"):
        at = find_phrase(lows, ((one, two), (two, one)))
        if at and pack.words("conditions_of_health").intersection(lows[at[1] :]):
            return True
    return False


def counts(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether the words give a number of something and no judgement: "more than 70 are dead"."""
    judged = any(t.low in pack.words("judgements") or t.text in DOUBLE_QUOTES for t in tokens)
    return not judged and any(t.text[0].isdigit() for t in tokens)
