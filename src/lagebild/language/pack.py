"""Language packs: words and choices as data, read from ``packs/*.toml`` and checked.

A pack is the file ``packs/<language>.toml`` plus ``packs/<language>_cues.toml``; languages are found by listing
the folder. A wrong key names the file, the key and the nearest known one. Packs hold words, never rules: what is
done with them is code, chosen by name in ``mechanisms``.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

from lagebild.errors import DataFileError
from lagebild.language.conjugation import forms_of
from lagebild.model import Act

MECHANISMS = frozenset(
    {"reported_subjunctive", "separable_verbs", "verb_second_complement", "hearsay_modals", "backshift"}
)
ACTS: frozenset[str] = frozenset(get_args(Act))
TAKES = frozenset({"clause", "zu", "object"})
_TOP_KEYS = frozenset({"language", "capital_nouns", "mechanisms", "words", "cue"})
_WORD_KEYS = frozenset({"example", "list"})
_CUE_KEYS = frozenset(
    {"verb", "act", "takes", "third", "past", "participle", "gerund", "forms", "with", "without", "negated", "example"}
)

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb (or verb phrase) of saying, thinking or doing with words.

    ``finite`` are its finite forms in main clauses, ``joined`` the finite forms with the prefix attached
    (subordinate clauses), ``participles`` the past participles, ``gerunds`` English -ing forms, ``particle`` the
    separable prefix. ``company`` names words of which one must stand near, ``without`` words that must not stand in
    the same clause, ``turned`` the act of the negated verb where the usual turn is not meant.
    """

    verb: str
    act: Act
    takes: frozenset[str]
    finite: frozenset[str]
    joined: frozenset[str]
    participles: frozenset[str]
    infinitives: frozenset[str]
    gerunds: frozenset[str]
    particle: str
    company: frozenset[str]
    without: frozenset[str]
    example: str
    turned: Act | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """Words and choices of one language."""

    language: str
    capital_nouns: bool
    mechanisms: frozenset[str]
    cues: tuple[Cue, ...]
    word_lists: Mapping[str, frozenset[str]]
    phrase_lists: Mapping[str, tuple[Phrase, ...]]
    examples: Mapping[str, str]
    by_form: Mapping[str, tuple[tuple[Cue, str], ...]] = field(repr=False)
    """Lower-case form -> (cue, kind) with kind finite, joined, participle, infinitive or gerund."""

    def words(self, name: str) -> frozenset[str]:
        """The single words of a list; empty if the language has no such list."""
        return self.word_lists.get(name, frozenset())

    def phrases(self, name: str) -> tuple[Phrase, ...]:
        """The multi-word entries of a list as tuples of words, longest first."""
        return self.phrase_lists.get(name, ())


def languages() -> tuple[str, ...]:
    """Languages there is a pack for, sorted."""
    names = (entry.name for entry in files("lagebild.language").joinpath("packs").iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and "_" not in n))


@lru_cache(maxsize=8)
def load_pack(language: str) -> Pack:
    """The pack of ``language``; English rules for sentence bounds stand in where there is none.

    Raises ``DataFileError`` if a file is malformed.
    """
    if language not in languages():
        language = "en"
    folder = files("lagebild.language").joinpath("packs")
    data: dict[str, object] = {}
    for name in (f"{language}.toml", f"{language}_cues.toml"):
        part = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        _check(name, part, _TOP_KEYS)
        data.update(part)
    return read_pack(f"{language}.toml", data)


def read_pack(name: str, data: Mapping[str, object]) -> Pack:
    """Build a pack from parsed TOML; ``name`` is used in error messages."""
    _check(name, data, _TOP_KEYS)
    language = str(data.get("language", ""))
    mechanisms = frozenset(cast("list[str]", data.get("mechanisms", [])))
    for mechanism in sorted(mechanisms - MECHANISMS):
        _complain(name, mechanism, MECHANISMS)
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[Phrase, ...]] = {}
    examples: dict[str, str] = {}
    for key, entry in cast("dict[str, dict[str, object]]", data.get("words", {})).items():
        _check(f"{name} [words.{key}]", entry, _WORD_KEYS)
        listed = cast("list[str]", entry.get("list", []))
        words[key] = frozenset(w for w in listed if " " not in w)
        many = (tuple(w.split()) for w in listed if " " in w)
        phrases[key] = tuple(sorted(many, key=lambda p: (-len(p), p)))
        examples[key] = str(entry.get("example", ""))
    raw = cast("list[dict[str, object]]", data.get("cue", []))
    cues = tuple(_cue(name, language, entry) for entry in raw)
    return Pack(
        language=language,
        capital_nouns=bool(data.get("capital_nouns", False)),
        mechanisms=mechanisms,
        cues=cues,
        word_lists=words,
        phrase_lists=phrases,
        examples=examples,
        by_form=_index(cues),
    )


def _cue(name: str, language: str, entry: Mapping[str, object]) -> Cue:
    where = f"{name} cue '{entry.get('verb')}'"
    _check(where, entry, _CUE_KEYS)
    act = str(entry.get("act", "assert"))
    turned = cast("str | None", entry.get("negated"))
    for name_of_act in (act, turned):
        if name_of_act is not None and name_of_act not in ACTS:
            _complain(where, name_of_act, ACTS)
    takes = frozenset(cast("list[str]", entry.get("takes", ["clause"])))
    for wrong in sorted(takes - TAKES):
        _complain(where, wrong, TAKES)
    verb = str(entry["verb"])
    company = frozenset(cast("list[str]", entry.get("with", [])))
    without = frozenset(cast("list[str]", entry.get("without", [])))
    example = str(entry["example"])
    given = entry.get("forms")
    if given is not None:
        listed = frozenset(cast("list[str]", given))
        empty: frozenset[str] = frozenset()
        speech = cast("Act", act)
        return Cue(
            verb,
            speech,
            takes,
            listed,
            empty,
            listed,
            empty,
            empty,
            "",
            company,
            without,
            example,
            cast("Act | None", turned),
        )
    made = forms_of(
        language,
        verb,
        third=cast("str | None", entry.get("third")),
        past=cast("str | None", entry.get("past")),
        participle=cast("str | None", entry.get("participle")),
        gerund=cast("str | None", entry.get("gerund")),
    )
    return Cue(
        verb=verb.replace("|", ""),
        act=cast("Act", act),
        takes=takes,
        finite=made.finite,
        joined=made.joined,
        participles=made.participles,
        infinitives=made.infinitives,
        gerunds=made.gerunds,
        particle=made.particle,
        company=company,
        without=without,
        example=example,
        turned=cast("Act | None", turned),
    )


def _index(cues: Iterable[Cue]) -> dict[str, tuple[tuple[Cue, str], ...]]:
    found: dict[str, list[tuple[Cue, str]]] = {}
    for cue in cues:
        kinds = (
            ("finite", cue.finite),
            ("joined", cue.joined),
            ("participle", cue.participles),
            ("infinitive", cue.infinitives),
            ("gerund", cue.gerunds),
        )
        for kind, forms in kinds:
            for form in sorted(forms):
                found.setdefault(form, []).append((cue, kind))
    return {form: tuple(entries) for form, entries in found.items()}


def _check(where: str, entry: Mapping[str, object], known: frozenset[str]) -> None:
    for key in entry:
        if key not in known:
            _complain(where, key, known)


def _complain(where: str, key: str, known: frozenset[str]) -> None:
    near = difflib.get_close_matches(key, sorted(known), n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    raise DataFileError(f"{where}: unknown '{key}'{hint}")
