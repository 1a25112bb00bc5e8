"""German mood from the form of the verb: Konjunktiv (reported, unreal) or Indikativ.

News German marks reported speech by Konjunktiv I ("sei", "habe", "gebe") and, where that looks like the
Indikativ, by Konjunktiv II ("hätten", "kämen"). Forms that are both are taken as Indikativ, except the homograph
of the first person ("habe", "komme"), which is Konjunktiv unless "ich" stands near.
Weak preterites ("sagte") equal their Konjunktiv II and count as Indikativ, as do "sollte" and "wollte".
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from lagebild.language.morphology import Analysis, analyse_word
from lagebild.language.pack import load_pack

Mood = Literal["ind", "sub"]

_CLOSED = frozenset(
    {"sei", "seien", "seiest", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "möge", "wisse"}
    | {"hätte", "wäre", "würde", "könnte", "müsste", "dürfte", "hätten", "wären", "würden", "könnten", "müssten"}
    | {"dürften", "hättest", "wärst", "wärest", "würdest", "könntest", "hättet", "wärt", "würdet", "müßte", "müßten"}
)
_SECOND = frozenset({"hätt", "wär", "würd", "könnt", "müsst", "müßt", "dürft", "möcht"})
"""How the Konjunktiv II of auxiliaries and modals begins."""
_BOTH_MOODS = frozenset({"führe", "schwöre"})
"""Konjunktiv II of one verb, Konjunktiv I of another, more frequent one."""
_FIRST = frozenset({"habe", "werde"})
_MIXED_PAST = frozenset(
    {
        "hatte",
        "wurde",
        "wurden",
        "konnte",
        "musste",
        "mußte",
        "durfte",
        "mochte",
        "wollte",
        "sollte",
        "brachte",
        "dachte",
        "kannte",
    }
    | {"nannte", "rannte", "brannte", "sandte", "wandte", "wusste", "wußte"}
)
_NEVER = frozenset(
    {"meine", "bitte", "danke", "schade", "dünne", "schicke", "heute", "gerne", "alle", "keine", "führen"}
)
_PREFIXES = (
    "zurück",
    "zusammen",
    "wieder",
    "herunter",
    "heraus",
    "herein",
    "hinaus",
    "hinzu",
    "statt",
    "teil",
    "bereit",
    "fest",
    "frei",
    "fort",
    "durch",
    "gegen",
    "weiter",
    "hervor",
    "entgegen",
    "unter",
    "über",
    "bevor",
    "vor",
    "aus",
    "auf",
    "ein",
    "ab",
    "an",
    "bei",
    "mit",
    "nach",
    "weg",
    "los",
    "um",
    "zu",
    "ver",
    "er",
    "be",
    "ent",
    "her",
    "hin",
    "ge",
    "zer",
    "nahe",
    "dar",
    "klar",
    "bekannt",
    "wider",
    "da",
    "hinter",
    "heim",
    "hoch",
    "vorbei",
)
_LONGEST_TAIL = 3


def mood(form: str, near_first_person: bool = False) -> Mood | None:  # noqa: FBT001, FBT002 - one flag, one meaning
    """Mood of a lower-case word if it is a finite verb, else ``None``.

    ``near_first_person``: whether "ich" stands near, which turns "habe" and "komme" into Indikativ.
    """
    if form in _CLOSED:
        return "ind" if near_first_person and form in _FIRST else "sub"
    verdict, first = _mood(form)
    if verdict == "sub" and first and near_first_person:
        return "ind"
    return verdict


def unreal(form: str) -> bool:
    """Whether a lower-case subjunctive is Konjunktiv II ("ginge", "käme", "hätte"), not I ("gehe", "müsse")."""
    if form in _CLOSED or form.startswith("möcht"):
        return any(form.startswith(begin) for begin in _SECOND)
    return form in _strong() and not any(form.removesuffix("n").endswith(both) for both in _BOTH_MOODS)


@lru_cache(maxsize=65536)
def _mood(form: str) -> tuple[Mood | None, bool]:
    """The mood and whether the form is also a first person singular Indikativ."""
    if len(form) < _LONGEST_TAIL or not form.isalpha() or form in _NEVER:
        return None, False
    if form in _strong():
        return "sub", False
    found = analyse_word(form)
    if not found.finite:
        return None, False
    if form.endswith("e") and _is_present_subjunctive(form, found):
        return "sub", True
    return "ind", False


def _is_present_subjunctive(form: str, found: Analysis) -> bool:
    if form in _MIXED_PAST or any(form.endswith(m) and form[: -len(m)] in _PREFIXES for m in _MIXED_PAST):
        return False
    if not form.endswith("te"):
        return True
    stem = found.lemma[:-2] if found.lemma.endswith("en") else found.lemma[:-1]
    return stem == form[:-1]


@lru_cache(maxsize=1)
def _strong() -> frozenset[str]:
    base = load_pack("de").words("strong_subjunctive")
    both = base | {f + "n" for f in base if any(c in f for c in "äöü")}
    return frozenset(both | {p + f for p in _PREFIXES for f in both})
