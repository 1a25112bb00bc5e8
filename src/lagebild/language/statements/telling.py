"""Whether words tell what happened, must be done or comes about under a condition, read from their main clause.

The tagger takes much of what people report for their opinion, above all in German; a main clause in the perfect or
preterite without a word of judgement is a report ("Er hat sich nicht testen lassen"). What *must* be done in a main
clause is a demand; in a subordinate clause it is a circumstance ("246 Wohnungen, die man kontrollieren müsse").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.language.mood import unreal
from lagebild.language.morphology import analyse_word
from lagebild.language.pack import Pack
from lagebild.language.tokens import Token, finite_verb
from lagebild.text import DOUBLE_QUOTES

_PERFECT = {
    "de": frozenset({"hat", "haben", "habe", "hatte", "hatten", "hätten", "ist", "sind", "bin", "sei", "seien"})
    | frozenset({"war", "waren", "wurde", "wurden"}),
    "en": frozenset({"has", "have", "had", "was", "were", "did", "didn't", "hasn't", "haven't"}),
}
_COPULAS = frozenset({"gewesen", "geblieben", "been", "be", "geworden"})
_RELATIVES = frozenset({"der", "die", "das", "dem", "den", "deren", "dessen", "denen", "was", "wo", "wer", "who"})
_MAY = frozenset({"darf", "dürfen", "dürfe", "dürften"})
_LINKS = frozenset({"who", "which", "that", "what", "whether", "if", "where"})
_NEAR_SUBJECT = 6
"""Words before an English modal whose clause it can be; further off another verb stands between."""
_CUTS = frozenset({",", ";", ":", "–", "—"})
_DETERMINING = frozenset({"the", "these", "those", "this", "that", "a", "an", "his", "her", "their", "our", "its"})
_OUGHT = frozenset({"sollte", "sollten"})
"""Like a preterite in form, but what ought to be."""
_MUST = {
    "de": frozenset({"muss", "müssen", "müsse", "müsste", "müssten"}),
    "en": frozenset({"must", "should"}),
}


_NEED = _MUST["de"] - {"müsste", "müssten"}
_HAVE_TO = {"de": _MUST["de"], "en": _MUST["en"] | {"have", "has"}}
"""Words that say that something must be done, those in two words with them."""


def main_clauses(tokens: Sequence[Token], pack: Pack) -> Iterator[Sequence[Token]]:
    """The stretches between commas that no subordinator or relative opens; "dass" at the very beginning opens none."""
    begin = 0
    openers = pack.words("subordinators") | pack.words("complementizers") | pack.words("conditions") | _RELATIVES
    for end in range(len(tokens) + 1):
        if end < len(tokens) and tokens[end].text not in _CUTS:
            continue
        part = [t for t in tokens[begin:end] if t.word]
        first = part[0].low if part else ""
        if begin == 0 and first in {"dass", "daß", "that"}:
            yield part[1:]
        elif part and not (first in openers - _RELATIVES or (begin and _relative(part))):
            yield part
        begin = end + 1


def _relative(part: Sequence[Token]) -> bool:
    """Whether a clause after a comma is relative ("die man kontrollieren müsse"), not "dem müsse man helfen"."""
    place = next((k for k, t in enumerate(part[:2]) if t.low in _RELATIVES), None)
    return place is not None and (place + 1 == len(part) or part[place + 1].low not in _MUST["de"])


def must_be_done(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether the first finite verb of a main clause says what must or should be done ("Das muss die Stadt lösen")."""
    modals = _MUST[pack.language]
    for clause in main_clauses(tokens, pack):
        at = next((k for k, t in enumerate(clause) if finite_verb(clause, k, pack) or t.low in modals), None)
        if at is None or not (clause[at].low in modals or _forbidden(clause, at, pack)):
            continue
        if clause[at].low in _NEED and any(t.low == "nicht" for t in clause[-2:]):
            continue  # "Gehen müsse sie deshalb nicht": what need not be is not asked for
        if pack.language == "de" or (at <= _NEAR_SUBJECT and not any(t.low in _LINKS for t in clause[:at])):
            return True
    return False


def must_think(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether what must be done is to think, say or expect something: "Wir müssen von drei Toten ausgehen"."""
    clauses = list(main_clauses(tokens, pack))
    for number, clause in enumerate(clauses):
        lows = [t.low for t in clause]
        at = next((k for k, low in enumerate(lows) if low in _HAVE_TO[pack.language]), None)
        if at is None:
            continue
        if pack.language == "de":
            return lows[-1] in pack.words("thinking") or lows[0] in pack.words("thinking")
        after = [low for low in lows[at + 1 : at + 4] if low not in {"to", "also", "now", "all", "have"}]
        return bool(after) and number == 0 and after[0] in pack.words("thinking")
    return False


def must_not_be(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether a main clause says what must not be ("Das darf nicht noch einmal vorkommen")."""
    return any(_forbidden(c, k, pack) for c in main_clauses(tokens, pack) for k in range(len(c)))


def _forbidden(clause: Sequence[Token], at: int, pack: Pack) -> bool:
    return clause[at].low in _MAY and any(t.low in pack.words("negators") for t in clause[at + 1 :])


def tells_event(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether the first main clause reports something past and no word of the whole judges it or marks it."""
    judged = any(t.low in pack.words("judgements") or t.text in DOUBLE_QUOTES for t in tokens)
    clause = next((c for c in main_clauses(tokens, pack) if any(finite_verb(c, k, pack) for k in range(len(c)))), None)
    if judged or clause is None or any(t.low in _COPULAS for t in clause):
        return False
    return _past_german(clause, pack) if pack.language == "de" else _past_english(clause)


def _past_german(clause: Sequence[Token], pack: Pack) -> bool:
    lows = [t.low for t in clause]
    if any(low in pack.words("preterites") for low in lows):
        return True
    if any(low in _PERFECT["de"] for low in lows):
        return any(
            not t.capital and t.low not in _PERFECT["de"] and (analyse_word(t.text).participle or t.low == "lassen")
            for t in clause[-3:]
        )
    return any(t.low.endswith(("te", "ten")) and _weak_preterite(t) for t in clause if not t.capital)


def _weak_preterite(token: Token) -> bool:
    found = analyse_word(token.text)
    stem = found.lemma[:-2] if found.lemma.endswith("en") else found.lemma[:-1]
    present = token.low in {f"{stem}e", f"{stem}en"}
    return not (unreal(token.low) or token.low in _OUGHT) and found.finite and found.pos == "verb" and not present


def _past_english(clause: Sequence[Token]) -> bool:
    for k, token in enumerate(clause[:-1]):
        after = clause[k + 1 : k + 4]
        if token.low in _PERFECT["en"] and any(t.low.endswith(("ed", "en", "ck", "ut", "ne")) for t in after):
            return True
        if k and token.low.endswith("ed") and clause[k - 1].capital and clause[k - 1].low not in _DETERMINING:
            return True
    return False
