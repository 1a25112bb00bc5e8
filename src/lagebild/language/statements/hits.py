"""Where verbs of saying stand in a sentence: finite, with split prefix, in the perfect, the passive, with a modal."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.pack import Cue
from lagebild.language.statements.draft import Line
from lagebild.language.statements.nouns import noun_phrase
from lagebild.language.tokens import finite_verb, verb_mood

_PARTICLE_REACH = {"de": 40, "en": 4}
"""Words between a verb and its separated particle: a German clause, an English object ("ruled it out")."""
_AUX_REACH = 30
_PREFIX = 7
_CLAUSE = 16
"""Words behind an English verb among which the verb of a clause that depends on it is looked for."""
_BEING = frozenset({"ist", "sind", "sei", "seien", "war", "waren"})
_MOVING = frozenset({"ausgehen", "hervorgehen", "entgegentreten", "ausweichen", "bleiben"})
"""Verbs whose perfect is built with "sein"."""
_OUGHT = frozenset({"sollte", "sollten", "should"})
"""What somebody ought to say is not said."""
_WOULD = frozenset({"würde", "würden"})
_INFINITIVES = frozenset({"haben", "sein"})
_SUBJECTS = frozenset({"der", "die", "das", "ein", "eine", "er", "sie", "sein", "seine", "ihr", "ihre"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue: the verb, the place of its finite part, all its words, and how it is used."""

    cue: Cue
    at: int
    words: tuple[int, ...]
    passive: bool = False
    negated: bool = False
    modal: bool = False
    gerund: bool = False


_ANY = frozenset({"clause"})
_NONE: frozenset[str] = frozenset()
ANY_VERB = Cue("", "assert", _ANY, _NONE, _NONE, _NONE, _NONE, _NONE, "", _NONE, _NONE, "")
"""Stands for a verb no list knows, where its place shows that it frames speech: "…“, brummte der Wirt"."""
_NO_FRAMES = frozenset({"sollte", "sollten", "wollte", "wollten", "ist", "war", "sind", "waren", "hat", "hatte"})


def unlisted_hit(line: Line, at: int) -> Hit | None:
    """The cue at token ``at`` behind a German clause: any finite verb that somebody follows, as "brummte der Wirt"."""
    if line.pack.language != "de" or at + 1 >= len(line.tokens) or line.quoted[at] or line.lows[at] in _NO_FRAMES:
        return None
    if verb_mood(line.tokens, at) != "ind":
        return None
    end = noun_phrase(line, at + 1, len(line.tokens))
    somebody = line.tokens[at + 1].capital or line.lows[at + 1] in _SUBJECTS
    return Hit(ANY_VERB, at, (at,)) if end > at + 1 and somebody else None


def find_hits(line: Line) -> tuple[Hit, ...]:
    """The cues of a sentence outside quotation marks, in order of their finite parts."""
    found: list[Hit] = []
    taken: set[int] = set()
    for i, low in enumerate(line.lows):
        if line.quoted[i] or i in taken or low not in line.pack.by_form:
            continue
        if i == 0 and low in line.pack.words("asked"):
            continue  # "Asked about it, he said …": who speaks was asked
        if line.pack.capital_nouns and line.tokens[i].capital and i > 0 and line.tokens[i - 1].word:
            continue
        hit = _best(line, i)
        if hit is not None and not taken.intersection(hit.words):
            found.append(hit)
            taken.update(hit.words)
    return tuple(sorted(found, key=lambda h: h.at))


def _would(line: Line, i: int, cue: Cue) -> bool:
    """As in "Wer hier wohnt, würde sich nicht beklagen": what somebody would say is not said."""
    a, _ = line.parts[line.part_of(i)]
    return line.lows[i] in cue.infinitives and not _WOULD.isdisjoint(line.lows[a:i])


def _best(line: Line, i: int) -> Hit | None:
    candidates: list[Hit] = []
    for cue, kind in line.pack.by_form[line.lows[i]]:
        if (cue.company and not _company(line, cue, i)) or _shunned(line, cue, i):
            continue
        hit = _read(line, i, cue, kind)
        if hit is not None:
            candidates.append(hit)
    if not candidates:
        return None
    return max(candidates, key=lambda h: (len(h.words), bool(h.cue.company), bool(h.cue.particle)))


def _company(line: Line, cue: Cue, i: int) -> bool:
    begin, end = max(0, i - _AUX_REACH), i + _AUX_REACH
    return any(
        low in cue.company or line.tokens[begin + k].text in cue.company for k, low in enumerate(line.lows[begin:end])
    )


def _shunned(line: Line, cue: Cue, i: int) -> bool:
    """A word in the clause that gives the verb another meaning ("sich melden")."""
    a, b = line.parts[line.part_of(i)]
    return any(low in cue.without for low in line.lows[a:b])


def _read(line: Line, i: int, cue: Cue, kind: str) -> Hit | None:
    _a, b = line.parts[line.part_of(i)]
    if kind == "participle" and cue.finite == cue.participles and "ge" not in line.lows[i][:_PREFIX]:
        return None  # a listed form without "ge" is no participle: "wollte"
    if kind == "participle" and _opens_frame(line, i, cue):
        return None  # "Gesehen habe er nichts, versichert X": the form is finite here
    if kind == "participle":
        aux = _helper(line, i, "auxiliaries")
        behind = _particle(line, i, cue.particle) if cue.particle and line.pack.language == "en" else None
        if behind is None and cue.particle and line.pack.language == "en":
            return None  # "was asked", not "was asked for"
        if aux is not None:
            under = _helper(line, i, "modals") if aux == i + 1 and line.lows[aux] in _INFINITIVES else None
            if under is not None:  # "soll … mitgeteilt haben"
                words = tuple(sorted((under, i, aux)))
                return Hit(cue, under, words, negated=_negated(line, under, i), modal=True)
            has = line.lows[aux] in {"hat", "haben", "habe", "hatte", "hatten", "hätte", "hätten", "has", "have", "had"}
            stative = line.lows[aux] in _BEING and cue.verb not in _MOVING  # "ist … informiert"
            passive = (not has and line.lows[aux] in line.pack.words("passives")) or stative
            passive = passive or line.lows[i + 1 : i + 2] == ("worden",)
            words = (aux, i) if behind is None else (aux, i, behind)
            return Hit(cue, aux, tuple(sorted(words)), passive, _negated(line, aux, i))
        if cue.finite and line.lows[i] not in cue.finite:
            return None
        kind = "finite"
    if kind == "infinitive" or (kind == "joined" and line.pack.language == "en"):
        modal = _helper(line, i, "modals")
        if modal is None and line.pack.language == "en":
            return _english_base(line, i, cue)
        if modal is None or line.lows[modal] in _OUGHT or "zu" in line.lows[max(0, i - 1) : i]:
            return None
        return Hit(cue, modal, tuple(sorted((modal, i))), negated=_negated(line, modal, i), modal=True)
    if kind == "gerund":
        before = line.tokens[i - 1].text if i else ""
        return (
            Hit(cue, i, (i,), gerund=True)
            if before == "," or line.lows[i - 1 : i] == ("with",) or (i > 0 and line.tokens[i - 1].capital)
            else None
        )
    if kind == "finite" and cue.particle:
        particle = _particle(line, i, cue.particle)
        return None if particle is None else Hit(cue, i, (i, particle), negated=_negated(line, i, particle))
    if (
        kind == "finite"
        and line.pack.language == "en"
        and i
        and line.lows[i - 1] in {"the", "a", "his", "her", "its", "their", "this", "no", "any"}
    ):
        return None
    if line.pack.language == "en" and _noun_use(line, i):
        return None
    if kind == "finite" and _would(line, i, cue):
        return None
    if line.pack.language == "en" and _clause_follows(line, i, b):
        return Hit(cue, i, (i,), negated=_negated(line, i, i, behind=0))
    return Hit(cue, i, (i,), negated=_negated(line, i, _before_break(line, i, min(b - 1, i + 6))))


def _opens_frame(line: Line, i: int, cue: Cue) -> bool:
    """Whether a form that could be a participle or finite opens its segment and its subject follows."""
    a, _ = line.parts[line.part_of(i)]
    if line.pack.language != "de" or not a or i != a or line.lows[i] not in cue.finite:
        return False
    return noun_phrase(line, i + 1, len(line.tokens)) > i + 1


def _clause_follows(line: Line, i: int, b: int) -> bool:
    """Whether a clause depends on an English verb, whose negation is its own: "admitted (that) it had not checked"."""
    ahead = [k for k in range(i + 1, min(b, i + _CLAUSE)) if not line.quoted[k]]
    return any(line.lows[k] == "that" or finite_verb(line.tokens, k, line.pack) for k in ahead)


def _noun_use(line: Line, i: int) -> bool:
    """Whether a verb form is a noun here: another verb of saying or an auxiliary follows ("media reports said")."""
    low = line.lows[i + 1] if i + 1 < len(line.lows) else ""
    told = any(kind == "finite" for _, kind in line.pack.by_form.get(low, ()))
    noun = any(
        line.lows[i] in line.pack.words(n) for n in ("account_nouns", "claim_nouns", "opinion_nouns", "speech_nouns")
    )
    return noun and line.lows[i].endswith("s") and (told or low in line.pack.words("auxiliaries"))


def _english_base(line: Line, i: int, cue: Cue) -> Hit | None:
    if line.lows[i - 1 : i] == ("to",) or (i and line.lows[i - 1] in line.pack.words("determiners")):
        return None
    a = max(0, i - 3)
    does = next(
        (k for k in range(i - 1, a - 1, -1) if line.lows[k] in {"do", "does", "did", "don't", "didn't", "doesn't"}),
        None,
    )
    if does is not None:
        return Hit(cue, does, (does, i), negated=True)
    plural = i > 0 and (
        line.lows[i - 1].endswith("s") or line.lows[i - 1] in {"police", "people", "they", "we", "i", "you"}
    )
    return Hit(cue, i, (i,)) if plural and line.tokens[i - 1].word else None


def _helper(line: Line, i: int, kind: str) -> int | None:
    """The auxiliary or modal that governs the participle or infinitive ``i``."""
    words = line.pack.words(kind)
    a, b = line.parts[line.part_of(i)]
    german = line.pack.language == "de"
    if german and i + 1 < b and line.lows[i + 1] in words and line.lows[i + 1] != "worden" and not line.quoted[i + 1]:
        return i + 1
    reach = _AUX_REACH if line.pack.language == "de" else 4
    for k in range(i - 1, max(-1, i - reach), -1):
        if line.lows[k] in words and not line.quoted[k]:
            if k >= a or _open_between(line, k, i):
                return k
            return None
    return None


def _open_between(line: Line, k: int, i: int) -> bool:
    """Only insertions lie between: no second finite clause was opened directly before the participle."""
    return line.part_of(i) - line.part_of(k) in {1, 2} and line.pack.language == "de"


def _particle(line: Line, i: int, particle: str) -> int | None:
    for k in range(i + 1, min(len(line.tokens), i + _PARTICLE_REACH[line.pack.language])):
        if line.quoted[k] or line.lows[k] != particle:
            continue
        after = line.tokens[k + 1] if k + 1 < len(line.tokens) else None
        if line.pack.language == "en" or after is None or after.low in {"und", "oder", "sowie"}:
            return k
        if not after.word and not (after.text in QUOTES and line.text[after.begin - 1].isspace()):
            return k  # "sieht darin ein „Signal“" is an article
    return None


QUOTES = frozenset('„“"»«‚‘')
_BREAKS = frozenset({",", ";", ":", "–", "—"})


def _before_break(line: Line, i: int, last: int) -> int:
    """The last word behind ``i`` before a comma or colon, at most ``last``: behind it other words begin."""
    return next((k - 1 for k in range(i + 1, last + 1) if line.lows[k] in _BREAKS), max(i, last))


def _negated(line: Line, a: int, b: int, behind: int = 1) -> bool:
    """Whether a negator stands between two words, near before them or ``behind`` them, not beyond a comma."""
    words = line.pack.words("negators")
    lo, hi = min(a, b), max(a, b)
    near = [*range(lo, min(len(line.tokens), hi + 1))]
    for steps in (range(lo - 1, max(-1, lo - 3), -1), range(hi + 1, min(len(line.tokens), hi + 1 + behind))):
        for k in steps:
            if line.lows[k] in _BREAKS:
                break
            near.append(k)
    return any(line.lows[k] in words and not line.quoted[k] and not _numbers(line, k) for k in near)


def _numbers(line: Line, k: int) -> bool:
    """Whether "no" is short for number ("No 10")."""
    return line.lows[k] == "no" and any(t.text[0].isdigit() for t in line.tokens[k + 1 : k + 2])
