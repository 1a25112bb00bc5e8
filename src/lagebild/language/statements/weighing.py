"""Rules and tagger weighed: a learned second look at stances that no word decides.

Whether "Das Gelände ist sicher" reports or judges, or "Geschossen worden sei nicht" denies, no list of words can tell.
A small model (``lagebild.language.tagger.stances``) weighs the act the rules found, the verb, the mood and what the
tagger makes of the words. It may move a statement between report, opinion, demand, warning, denial and open question
where it is sure; what a word says outright (confirms, denies, declines, asks) it leaves alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from lagebild.language.pack import Pack
from lagebild.language.statements.draft import Draft
from lagebild.language.statements.judge import STANCE_OF, has, is_negated
from lagebild.language.statements.telling import tells_event
from lagebild.language.tagger import Tagging
from lagebild.language.tokens import Token, find_phrase
from lagebild.model import Act, Certainty
from lagebild.text import DOUBLE_QUOTES

SURE = {"support": 0.6, "opine": 0.6, "demand": 0.8, "warn": 0.8, "unconfirmed": 0.7}
"""Stances of the rules that may be given up, and the probability from which on another one is taken."""
ACT_OF: dict[str, Act] = {
    "support": "assert",
    "opine": "assess",
    "demand": "demand",
    "warn": "warn",
    "deny": "deny",
    "unconfirmed": "not_confirm",
}
"""Stances that may be taken, and the act each stands for."""
_LISTS = ("judgements", "demand_words", "feelings", "futures", "conditions", "hedges_possible", "hedges_probable")
_FLOOR = 0.003


def may_move(ruled: str, best: str, sure: float) -> bool:
    """Whether the rules' stance gives way; what cannot be confirmed can only turn out to be denied."""
    return best in ACT_OF and sure >= SURE.get(ruled, 2.0) and (ruled != "unconfirmed" or best == "deny")


def weighed(
    draft: Draft, act: Act, certainty: Certainty, content: Sequence[Token], tagging: Tagging | None, pack: Pack
) -> Act:
    """The act of the rules, or another one of which the model is sure."""
    ruled = STANCE_OF[act]
    if tagging is None or tagging.stances is None or draft.mode == "narration" or ruled not in SURE:
        return act
    named = named_features(draft, act, certainty, content, pack)
    likely = tagging.stances.likely(named, dense_features(draft, tagging))
    best = max(likely, key=lambda s: (likely[s], s))
    if best == "deny" and find_phrase([t.low for t in content], pack.phrases("hedges_possible")):
        return act  # "nicht ausgeschlossen" denies nothing
    return ACT_OF[best] if best != ruled and may_move(ruled, best, likely[best]) else act


def named_features(
    draft: Draft, act: Act, certainty: Certainty, content: Sequence[Token], pack: Pack
) -> Mapping[str, float]:
    """What rules and word lists say of a statement, by name."""
    lows = [t.low for t in content]
    out = {
        f"act:{act}": 1.0,
        f"certainty:{certainty}": 1.0,
        f"mode:{draft.mode}": 1.0,
        f"verb act:{draft.verb.act if draft.verb else 'none'}": 1.0,
        f"verb:{draft.verb.verb if draft.verb else 'none'}": 1.0,
        f"language:{pack.language}": 1.0,
        "length": len(lows) / 20,
    }
    for name, score in draft.act_scores.items():
        out[f"score:{name}"], out[f"log:{name}"] = 2 * score, log(score + _FLOOR)
    out |= {f"certain:{name}": score for name, score in draft.certainty_scores.items()}
    told = {
        "unscored": not draft.act_scores,
        "verb negated": draft.negated,
        "negated": is_negated(content, pack),
        "negation first": bool(lows) and lows[0] in pack.words("negators"),
        "negation last": bool(lows) and lows[-1] in pack.words("negators"),
        "first person": any(low in pack.words("first_person") for low in lows),
        "number": any(low[0].isdigit() for low in lows),
        "quoted": any(t.text in DOUBLE_QUOTES for t in content),
        "cue": bool(draft.cue),
        "past": tells_event(content, pack),
    }
    told |= {f"list:{name}": has(lows, pack, name) is not None for name in _LISTS}
    return out | {name: 1.0 for name, holds in told.items() if holds}


def dense_features(draft: Draft, tagging: Tagging) -> NDArray[np.float32]:
    """What the tagger computes of the words said, of the cue, and of the claim: shape (704,)."""
    said = [(s.begin, s.end) for s in sorted(draft.content)]
    cue = [(s.begin, s.end) for s in sorted(draft.cue)]
    return np.concatenate([tagging.voice.of(said, cue), tagging.meaning.of(said)])
