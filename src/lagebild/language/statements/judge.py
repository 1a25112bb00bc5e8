"""Act, stance, certainty and markers of a statement, from its cue and the words of its content.

The act is what the speaker does (asserts, confirms, denies, warns …), the stance where that puts him towards the
claim, the certainty how sure the content is as he puts it. A denied negative is no denial ("bestritt nicht");
a refusal to comment is none either; conditions and forecasts assert nothing about what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from lagebild.language.mood import unreal
from lagebild.language.pack import Pack
from lagebild.language.statements.draft import Draft
from lagebild.language.statements.modality import certainty_by_grammar
from lagebild.language.statements.telling import must_be_done, must_not_be, must_think, tells_event
from lagebild.language.statements.wording import (
    counts,
    disbelieves,
    expects_deed,
    fares,
    labelled_untrue,
    protests,
    told_wrong,
    unquoted,
)
from lagebild.language.tokens import Token, find_phrase, verb_mood
from lagebild.model import Act, Certainty, Marker, Span, Stance

STANCE_OF: dict[str, Stance] = {
    "assert": "support",
    "announce": "support",
    "confirm": "confirm",
    "deny": "deny",
    "not_confirm": "unconfirmed",
    "doubt": "unconfirmed",
    "warn": "warn",
    "demand": "demand",
    "assess": "opine",
    "ask": "ask",
    "decline": "decline",
}
_ACT_SURE = 0.7
_REACTION_SURE = 0.9
"""Without a word of confirming or denying the tagger takes many a negation for a denial."""
_EVENT = {"de": 0.995, "en": 0.9}
"""Above this even the report of something past is the tagger's opinion."""
_FACT = 0.9
_VERDICT = 0.25
_DUE = 0.1
_CONSEQUENCE = 0.15
_CERTAINTY_SURE = 0.5
_PLAUSIBLE = 0.05
_SHORT = 6
_STRETCH = 6
_RARE_ACTS = frozenset({"deny", "not_confirm", "doubt", "decline", "ask"})
_RARE_CERTAINTIES = frozenset({"hypothetical", "possible", "probable", "unknown"})
"""What the tagger has seen too seldom to say: where a word says it and the tagger leaves room, the word counts."""
_INVERTED = frozenset({"sollte", "sollten", "should"})
_HEARSAY: tuple[Certainty, ...] = ("unknown", "probable", "possible")
_FIXED = frozenset({"confirm", "warn", "demand", "announce", "ask", "decline", "deny", "doubt"})
_DISCLOSING = frozenset({"sagen", "mitteilen", "say", "wissen", "erklären", "verraten"})
_SUPPOSED = frozenset({"müssen", "muss", "soll", "sollen"})
"""With a perfect infinitive these tell what is supposed to have happened, not what should be done."""
_UNWILLING = frozenset({"wollte", "wollten", "mochte", "mochten", "möchte", "will", "would"})
_REFUSALS = frozenset({"ablehnen", "decline", "refuse", "verweigern"})


def has(lows: Sequence[str], pack: Pack, name: str) -> tuple[int, int] | None:
    """First place at which a word or phrase of list ``name`` stands."""
    phrase = find_phrase(lows, pack.phrases(name))
    if phrase:
        return phrase
    words = pack.words(name)
    at = next((i for i, low in enumerate(lows) if low in words), None)
    return None if at is None else (at, at + 1)


def act_of(draft: Draft, content: Sequence[Token], whole: Sequence[Token], pack: Pack) -> Act:
    """What the speaker does with these words."""
    lows = [t.low for t in content]
    around = [t.low for t in whole]
    if draft.act:
        return draft.act  # type: ignore[return-value]
    base: Act = draft.verb.act if draft.verb else "assert"
    verb = draft.verb.verb if draft.verb else ""
    if _refuses(draft, verb, around, lows, pack):
        return "decline"
    if draft.negated and draft.mode != "direct" and not (base in {"demand", "warn"} and _negative_aim(draft, whole)):
        turned = _turned(draft) or _negated_act(base, around, verb, lows, pack)
        if turned:
            return turned
    if verb in {"ausschließen", "rule out"} and (draft.negated or has(around, pack, "negators")):
        return "assess"
    if base == "deny" and verb in {"ablehnen", "reject"} and not has(around, pack, "claim_nouns"):
        return "deny"
    if base in {"ask", "demand"} and (asked := _asked_to(draft, verb, lows)) is not None:
        return asked
    if base in _FIXED:
        return base
    if expects_deed(verb, lows, pack) or find_phrase(unquoted(lows), pack.phrases("outright_demands")):
        return "demand"
    if labelled_untrue(draft, content, pack) or (base == "assert" and told_wrong(lows, pack)):
        return "deny"
    if content and content[-1].text == "?":
        return "ask"
    if _governed_by_denial(draft, whole, pack):
        return "deny"
    if find_phrase(lows, pack.phrases("performed_confirmations")) and "not" not in lows and "nicht" not in lows:
        return "confirm"
    ruled = _from_content(base, content, lows, pack)
    if ruled in {"deny", "not_confirm"} and _said_outright(lows, pack):
        return ruled
    if protests(draft, content, pack):
        return "deny"
    return _weighed(draft, ruled, content, around, pack)


def names_act(act: Act, words: Iterable[str], pack: Pack) -> bool:
    """Whether a form of a verb of this act is among the words."""
    return any(cue.act == act for word in words for cue, _ in pack.by_form.get(word, ()))


def _opening(lows: Sequence[str]) -> Sequence[str]:
    """The words before the first comma: the main clause, mostly."""
    return lows[: lows.index(",")] if "," in lows else lows


def _asked_to(draft: Draft, verb: str, lows: Sequence[str]) -> Act | None:
    """Who asks somebody to do a thing demands it; who wants to do it himself plans it."""
    if verb == "ask" and draft.mode == "indirect" and lows[:1] == ["to"]:
        return "demand"
    return "announce" if verb == "want" and draft.mode == "indirect" and lows[:1] == ["to"] else None


def _turned(draft: Draft) -> Act | None:
    """What the verb says of its own negation: of a thing it denies it, of a clause that is yet to come it may not."""
    if draft.verb is None or (draft.mode != "reported" and draft.verb.act == "assess"):
        return None
    return draft.verb.turned


def _weighed(draft: Draft, ruled: Act, content: Sequence[Token], around: Sequence[str], pack: Pack) -> Act:
    """The act of words whose verb leaves it open, from what the rules and the tagger make of them."""
    lows, scores = [t.low for t in content], draft.act_scores
    if not scores:
        return ruled
    if must_think(content, pack):
        return _weighed_again(draft, ruled)
    if (ruled == "demand" or must_not_be(content, pack)) and must_be_done(content, pack) and _as_demand(scores):
        return "demand"
    if ruled == "assess" and has(lows, pack, "feelings"):
        return "assess"
    if ruled == "assess" and (scores["assess"] < _VERDICT or fares(lows, pack)):
        ruled = draft.verb.act if draft.verb else "assert"  # "zeigt keine Symptome": a word of judgement, no judgement
    if not names_act("confirm", {*around, *lows}, pack):
        scores = {**scores, "confirm": 0.0}  # to confirm takes a word for it
    told = _learned(scores, _ACT_SURE)
    if told in {"confirm", "deny"} and scores[told] < _REACTION_SURE:
        told = None
    if (
        told == "ask"
        and draft.verb is not None
        and lows[0] not in pack.words("questions") | pack.words("complementizers")
    ):
        told = None  # "Asked whether she would go, she replied that …": the answer asks nothing
    if told == "confirm" and find_phrase(around, pack.phrases("vindicated_phrases")):
        return "assess"  # who feels confirmed confirms nothing
    if told == "deny" and find_phrase(lows, pack.phrases("hedges_possible")):
        return ruled  # "nicht ausgeschlossen" denies nothing
    forecast = (draft.verb is not None and draft.verb.act == "assess") or _plans(_opening(lows), pack)
    told_so = _reports(draft, content, pack) or fares(lows, pack) or (not forecast and counts(content, pack))
    if told == "assess" and told_so:
        told = "assert"
    if told in {None, "assess"} and _under_condition(lows, pack) and _threatens(scores):
        return "warn"
    if ruled == "demand" and scores["demand"] < _DUE and _owed(lows, pack):
        ruled = "assert"
    if told is None or (ruled in _RARE_ACTS and scores[ruled] >= _PLAUSIBLE / 4):
        return ruled
    return told  # type: ignore[return-value]


def _weighed_again(draft: Draft, ruled: Act) -> Act:
    """The act of what one must think or reckon with, which asks for nothing."""
    told = _learned({a: v for a, v in draft.act_scores.items() if a != "demand"}, _ACT_SURE)
    return told if told == "assess" else ruled  # type: ignore[return-value]


def _reports(draft: Draft, content: Sequence[Token], pack: Pack) -> bool:
    """Whether what the tagger calls an opinion tells what happened; a summary's own verb says nothing of that."""
    if draft.mode == "reported" or draft.act_scores["assess"] >= _EVENT[pack.language]:
        return False
    return tells_event(content, pack)


def _as_demand(scores: Mapping[str, float]) -> bool:
    """Whether what must be done may be asked for, and is no duty that is merely reported."""
    return max(scores["assert"], scores["announce"]) < _FACT and (
        scores["demand"] >= _DUE or scores["assess"] + scores["warn"] >= 2 * _CONSEQUENCE
    )


def _under_condition(lows: Sequence[str], pack: Pack) -> bool:
    """Whether the words name a condition, by a conjunction or by the verb that comes first ("Zögen sie ab, …")."""
    german = pack.language == "de"
    inverted = lows[0] in _INVERTED or (unreal(lows[0]) if german else lows[0] in {"had", "were"})
    return inverted or has(lows, pack, "conditions") is not None


def _threatens(scores: Mapping[str, float]) -> bool:
    return scores["warn"] >= max(_CONSEQUENCE, scores["announce"], scores["demand"])


def _owed(lows: Sequence[str], pack: Pack) -> bool:
    """Whether all that sounds like a demand is a verb that as often tells a plan or a duty ("soll", "have to")."""
    place = has(lows, pack, "demand_words")
    return place is not None and " ".join(lows[place[0] : place[1]]) in pack.words("duties") | {
        " ".join(p) for p in pack.phrases("duties")
    }


def _governed_by_denial(draft: Draft, whole: Sequence[Token], pack: Pack) -> bool:
    """As in "denied claiming that …": the verb of saying is itself what is denied."""
    cues = {s.begin for s in draft.cue}
    return any(
        two.begin in cues and two.low.endswith("ing") and any(c.act == "deny" for c, _ in pack.by_form.get(one.low, ()))
        for one, two in pairwise(whole)
    )


def _said_outright(lows: Sequence[str], pack: Pack) -> bool:
    """Whether a whole phrase says it, which no learned choice outweighs."""
    bare = unquoted(lows)
    names = ("denial_nouns", "unconfirmed_phrases", "flat_negations")
    return any(find_phrase(bare, pack.phrases(name)) for name in names) or disbelieves(bare, pack)


def _learned(scores: Mapping[str, float], least: float) -> str | None:
    """The tagger's choice where it is sure enough."""
    if not scores:
        return None
    best = max(scores, key=lambda name: (scores[name], name))
    return best if scores[best] >= least else None


def _refuses(draft: Draft, verb: str, around: Sequence[str], lows: Sequence[str], pack: Pack) -> bool:
    if draft.mode == "direct":
        return len(lows) <= _SHORT + 2 and find_phrase(lows, pack.phrases("decline_phrases")) is not None
    if find_phrase(around if draft.mode == "reported" else lows, pack.phrases("decline_phrases")):
        return True
    noun = has(around, pack, "decline_phrases") is not None
    return verb in _REFUSALS and (noun or verb in {"decline", "refuse"})


def _negative_aim(draft: Draft, whole: Sequence[Token]) -> bool:
    """As in "urged them not to go", "bat sie, nicht vor Ort zu feiern": the asking is not negated."""
    if any(a.low in {"not", "nicht", "never"} and b.low in {"to", "zu"} for a, b in pairwise(whole)):
        return True
    verb = max((s.begin for s in draft.cue), default=-1)
    comma = next((k for k, t in enumerate(whole) if t.text == "," and t.begin > verb >= 0), None)
    if comma is None:
        return False
    begin = max((k for k, t in enumerate(whole) if t.text == "," and t.begin < verb), default=0)
    aim = next((k for k in range(comma, len(whole)) if whole[k].low == "zu"), comma)
    return not any(t.low == "nicht" for t in whole[begin:comma]) and any(t.low == "nicht" for t in whole[comma:aim])


def _negated_act(base: Act, around: Sequence[str], verb: str, lows: Sequence[str], pack: Pack) -> Act | None:
    questions = pack.words("complementizers") - {"dass", "that"}
    if base == "assert" and verb in _DISCLOSING and lows and lows[0] in questions:
        return "decline" if any(low in _UNWILLING for low in around) else "not_confirm"  # "wollte nicht sagen, ob …"
    if verb in {"äußern", "erklären"} and not any(low in pack.words("complementizers") for low in lows):
        return "decline"
    if "weder" in around or "neither" in around or "nor" in around:
        return "not_confirm"
    if base == "confirm":
        return "not_confirm"
    if base in {"deny", "doubt"}:
        return "assess" if verb in {"ausschließen", "rule out"} else "confirm"
    if base == "assess" and verb in {"glauben", "believe", "think", "denken"}:
        return "deny"
    if base == "assess" and verb in {"ausgehen", "rechnen"}:
        return "assess"  # who does not expect it denies nothing
    if base in {"warn", "demand"}:
        return "assert"
    return None


def _from_content(base: Act, content: Sequence[Token], lows: Sequence[str], pack: Pack) -> Act:
    if has(lows, pack, "conditions") is None and (
        find_phrase(lows, pack.phrases("unconfirmed_phrases")) or _cannot_confirm(lows, pack)
    ):
        return "not_confirm"
    if _denies(lows, pack):
        return "deny"
    if _demands(content, lows, pack):
        return "demand"
    if has(lows, pack, "judgements"):
        return "assess"
    if (
        _plans(lows, pack)
        and base == "assert"
        and lows
        and any(w in pack.words("first_person") | {"man"} for w in lows[:6])
    ):
        return "announce"
    return base


def _cannot_confirm(lows: Sequence[str], pack: Pack) -> bool:
    """As in "could not at this stage confirm": the words of a set phrase with something between."""
    checks = [k for k, low in enumerate(lows) if low in {"confirm", "verify", "bestätigen", "verifizieren"}]
    return any(
        lows[k] in pack.words("negators") and not {",", "and", "und"}.intersection(lows[k:at])
        for at in checks
        for k in range(max(0, at - _STRETCH), at)
    )


def _denies(lows: Sequence[str], pack: Pack) -> bool:
    if find_phrase(unquoted(lows), pack.phrases("denial_nouns")) or disbelieves(lows, pack):
        return True
    if find_phrase(unquoted(lows), pack.phrases("flat_negations")):
        return True
    word = next((i for i, low in enumerate(lows) if low in pack.words("denial_nouns")), None)
    if word is None:
        return False
    words = [low for low in lows if low[0].isalnum()]
    closing = lows[word] in words[-2:] or len(words) <= _SHORT
    return closing and not any(low in pack.words("negators") for low in lows[max(0, word - 3) : word])


def _demands(content: Sequence[Token], lows: Sequence[str], pack: Pack) -> bool:
    place = has(lows, pack, "demand_words")
    if place is None or (place[0] == 0 and lows[0] in _INVERTED):
        return False  # "Sollte es regnen, …" is a condition
    if must_think(content, pack) or (lows[-1] == "nicht" and not must_be_done(content, pack)):
        return False
    return not any(
        low in {"haben", "sein"} and i == len(lows) - 1 and _participle(lows[i - 1]) for i, low in enumerate(lows)
    ) or (bool(content) and lows[place[0]] not in _SUPPOSED)


def _participle(low: str) -> bool:
    return low.endswith("t") or low in {"worden", "gewesen"} or (low.startswith("ge") and low.endswith("en"))


def _plans(lows: Sequence[str], pack: Pack) -> bool:
    return has(lows, pack, "futures") is not None or any(
        low in {"wird", "werde", "werden", "will", "wollen", "wolle"} for low in lows
    )


def certainty_of(draft: Draft, act: Act, content: Sequence[Token], pack: Pack) -> Certainty:
    """How sure the content is, as the speaker puts it."""
    if draft.certainty:
        return draft.certainty  # type: ignore[return-value]
    if act not in {"ask", "not_confirm", "doubt", "decline"} and (fixed := certainty_by_grammar(draft, content, pack)):
        return fixed
    if find_phrase([t.low for t in content], pack.phrases("hedges_possible")):
        return "possible"
    if draft.hearsay:
        return max(_HEARSAY, key=lambda name: draft.certainty_scores.get(name, 0.0))
    ruled = _ruled_certainty(draft, act, content, pack)
    told = _learned(draft.certainty_scores, _CERTAINTY_SURE)
    aimed = act in {"demand", "warn"} and told == "certain"  # what is asked for or threatened with is not so yet
    if told is None or aimed or (ruled in _RARE_CERTAINTIES and draft.certainty_scores[ruled] >= _PLAUSIBLE):
        return ruled
    return told  # type: ignore[return-value]


def _ruled_certainty(draft: Draft, act: Act, content: Sequence[Token], pack: Pack) -> Certainty:
    lows = [t.low for t in content]
    if act in {"ask", "not_confirm", "doubt", "decline"}:
        return "unknown"
    if _conditional(content, lows, pack):
        return "hypothetical"
    if has(lows, pack, "hedges_unknown"):
        return "unknown"
    if has(lows, pack, "hedges_possible") or has(lows, pack, "hedges_distance"):
        return "possible"
    if has(lows, pack, "hedges_probable"):
        return "probable"
    if act in {"demand", "warn"} or (draft.verb and draft.verb.act == "warn"):
        return "future"
    if _future(content, lows, pack, act):
        return "future"
    verb = draft.verb.verb if draft.verb else ""
    if verb in {
        "vermuten",
        "annehmen",
        "ausgehen",
        "schätzen",
        "glauben",
        "rechnen",
        "erwarten",
        "suspect",
        "believe",
        "estimate",
        "expect",
        "assume",
    }:
        return "probable"
    if verb in {"hoffen", "hope", "spekulieren", "speculate"}:
        return "possible"
    return "certain"


def _conditional(content: Sequence[Token], lows: Sequence[str], pack: Pack) -> bool:
    if pack.language == "en":
        at = has(lows, pack, "conditions")
        if at and lows[at[0]] == "should":
            at = (0, 1) if lows[0] == "should" else None
        return at is not None and any(
            low in {"will", "would", "could", "might", "may", "is", "are", "won't"} for low in lows
        )
    if lows and lows[0] in {"sollte", "sollten", "wäre", "wären", "hätte", "hätten", "käme", "würde"}:
        return True
    unreal = any(low in {"würde", "würden", "wäre", "wären", "hätte", "hätten", "könnte", "stünde"} for low in lows)
    if has(lows, pack, "conditions"):
        return True
    return (
        unreal
        and any(low in {"würde", "würden"} for low in lows)
        and not any(
            verb_mood(content, i) == "sub" and content[i].low in {"habe", "sei", "seien"} for i in range(len(content))
        )
    )


def _future(content: Sequence[Token], lows: Sequence[str], pack: Pack, act: Act) -> bool:
    if pack.language == "en":
        return has(lows, pack, "futures") is not None
    infinitive_end = any(
        t.low.endswith(("en", "ern", "eln")) and not t.capital and t.low not in {"worden", "werden"}
        for t in content[-3:]
    )
    goes = any(low in {"wird", "werde", "werden", "wirst"} for low in lows[:-1]) and infinitive_end
    participle = len(lows) > 1 and any(
        lows[i - 1].startswith(("ge", "be", "ver", "er")) and lows[i - 1].endswith("t")
        for i in range(1, len(lows))
        if lows[i] == "werden"
    )
    modal = any(low in {"soll", "sollen", "solle", "will", "wollen", "wolle"} for low in lows) and (
        infinitive_end or participle
    )
    passive = "werden" in lows[-2:] and any(
        low in {"wird", "werde", "soll", "sollen", "solle", "kann", "müsse"} for low in lows
    )
    return goes or modal or passive or (act == "announce" and has(lows, pack, "futures") is not None)


def markers_of(draft: Draft, content: Sequence[Token], pack: Pack) -> tuple[Marker, ...]:
    """The words that change how sure the statement is, in order."""
    found: list[Marker] = []
    if draft.hearsay:
        found.append(Marker(draft.hearsay, "hearsay"))
    for i, token in enumerate(content):
        low = token.low
        span = Span(token.begin, token.end)
        if low in pack.words("negators"):
            found.append(Marker(span, "negation"))
        elif low in pack.words("hedges_distance"):
            found.append(Marker(span, "hearsay"))
        elif low in pack.words("hedges_possible") or low in pack.words("hedges_probable"):
            found.append(Marker(span, "hedge"))
        elif low in pack.words("conditions") and not (low == "should" and i):
            found.append(Marker(span, "condition"))
        elif low in pack.words("futures"):
            found.append(Marker(span, "future"))
        elif pack.language == "de" and verb_mood(content, i) == "sub":
            found.append(Marker(span, "subjunctive"))
    return tuple(sorted(set(found), key=lambda m: (m.span, m.kind)))


def is_negated(content: Sequence[Token], pack: Pack) -> bool:
    """Whether the content denies what it names."""
    return has([t.low for t in content], pack, "negators") is not None
