"""Verb forms from an infinitive and, for strong verbs, a few principal parts.

Only the forms news uses in reports are made: third person, present and past, Konjunktiv I, participle,
infinitive (German); base, -s, past, participle, -ing (English).
"""

from __future__ import annotations

from dataclasses import dataclass

_INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "wider", "über", "unter", "hinter", "wieder")
_VOWELS = "aeiouäöü"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb, lower case; ``particle`` is the separable prefix or empty."""

    finite: frozenset[str]
    joined: frozenset[str]
    participles: frozenset[str]
    infinitives: frozenset[str]
    gerunds: frozenset[str]
    particle: str


def forms_of(
    language: str,
    verb: str,
    *,
    third: str | None = None,
    past: str | None = None,
    participle: str | None = None,
    gerund: str | None = None,
) -> Forms:
    """The forms of ``verb``; a bar marks a separable German prefix ("mit|teilen")."""
    if language == "de":
        return _german(verb, third, past, participle)
    return _english(verb, third, past, participle, gerund)


def _german(verb: str, third: str | None, past: str | None, participle: str | None) -> Forms:
    particle, _, base = verb.rpartition("|")
    stem = base[:-2] if base.endswith("en") else base[:-1]
    silent = stem[-2] in _VOWELS + "lrmn" or (stem[-2] == "h" and stem[-3] in _VOWELS)
    link = "e" if stem[-1] in "td" or (stem[-1] in "mn" and not silent) else ""
    third = third or stem + link + "t"
    if past:
        pasts = {past, past + ("en" if not past.endswith("e") else "n")}
    else:
        pasts = {f"{stem}{link}te", f"{stem}{link}ten"}
    subjunctive = {stem + "e" if base.endswith("en") else stem[:-1] + base[-2] + "e"}
    if base.endswith(("ern", "eln")):
        subjunctive = {stem + "e", stem[:-2] + stem[-1] + "e"}
    finite = {third, base, *pasts, *subjunctive}
    if participle is None:
        short = base.startswith(_INSEPARABLE) or base.endswith("ieren")
        participle = f"{particle}{'' if short else 'ge'}{stem}{link}t"
    infinitives = {verb.replace("|", "")}
    if particle:
        infinitives.add(f"{particle}zu{base}")
    joined = {particle + form for form in finite} if particle else set()
    return Forms(
        frozenset(finite),
        frozenset(joined),
        frozenset({participle}),
        frozenset(infinitives),
        frozenset(),
        particle,
    )


def _english(verb: str, third: str | None, past: str | None, participle: str | None, gerund: str | None) -> Forms:
    base, _, particle = verb.partition(" ")
    soft = base.endswith(("s", "sh", "ch", "x", "z"))
    flips = base.endswith("y") and base[-2] not in "aeiou"
    third = third or (base + "es" if soft else base[:-1] + "ies" if flips else base + "s")
    past = past or (base + "d" if base.endswith("e") else base[:-1] + "ied" if flips else base + "ed")
    gerund = gerund or (base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing")
    return Forms(
        frozenset({third, past}),
        frozenset({base}),
        frozenset({participle or past}),
        frozenset({base}),
        frozenset({gerund}),
        particle,
    )
