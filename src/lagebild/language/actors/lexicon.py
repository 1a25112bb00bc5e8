"""The word lists behind the actors, loaded once per language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lagebild.errors import DataFileError
from lagebild.model import ActorKind

_HERE = "lagebild.language.actors"


@dataclass(frozen=True, slots=True)
class Known:
    """A name the lists know: its canonical form, what it is, and what general words may point back to it.

    ``key`` is the same for all forms of one actor in all languages. ``seat`` marks a capital or house, which is the
    government only where it speaks; ``common`` a name that is also an everyday word.
    """

    key: str
    name: str
    kind: ActorKind
    classes: frozenset[str] = frozenset()
    seat: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists of one language. Keys of the mappings are lower case unless said otherwise."""

    language: str
    people: Mapping[str, str]
    bodies: Mapping[str, str]
    general: Mapping[str, frozenset[str]]
    hypernyms: Mapping[str, frozenset[str]]
    same: Mapping[str, frozenset[str]]
    sets: Mapping[str, frozenset[str]]
    first: Mapping[str, str] = field(repr=False)
    """First name as written -> "f", "m" or "u"."""
    known: Mapping[tuple[str, ...], Known] = field(repr=False)
    """Name as a tuple of words, as written -> what it is."""
    longest: Mapping[str, int] = field(repr=False)
    """First word of a known name -> the most words a name beginning so may have."""
    adjectives: Mapping[str, str]
    """Adjective (German: stem) -> state id."""
    inhabitants: Mapping[str, tuple[str, str]]
    """Noun for an inhabitant (lower case) -> (state id, gender; empty in English)."""
    states: Mapping[str, str]
    """State id -> its name in this language."""
    endings: tuple[str, ...]

    def has(self, name: str, word: str) -> bool:
        """Whether a named set holds the word in lower case."""
        return word.lower() in self.sets[name]

    def exact(self, name: str, word: str) -> bool:
        """Whether a named set holds the word as written."""
        return word in self.sets[name]


def _read(name: str) -> dict[str, Any]:
    text = files(_HERE).joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        message = f"{name}: {fault}"
        raise DataFileError(message) from fault


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split("/") if form.strip()]


def _states(language: str) -> Iterator[tuple[str, Known]]:
    for state, (german, english, _, _, seats, _) in _rows():
        names = _forms(german if language == "de" else english) or _forms(german)
        run_together = [f.replace(" ", "").capitalize() for f in _forms(english) if f.startswith(("North ", "South "))]
        for form in dict.fromkeys([*names, *_forms(german), *_forms(english), *run_together]):
            yield form, Known(f"state:{state}", names[0], "state", frozenset({"government"}))
        for form in _forms(seats):
            yield form, Known(f"state:{state}", names[0], "state", frozenset({"government"}), seat=True)


def _rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in _read("states.toml")["rows"]:
        cells = tuple(cell.strip() for cell in row.split("|"))
        yield cells[0], (*cells[1:], *("",) * (7 - len(cells)))


def _media() -> Iterator[tuple[str, Known]]:
    data = _read("media.toml")
    for part, kind in (("agency", "agency"), ("media", "media"), ("common", "media")):
        for row in data[part]:
            forms = _forms(row)
            for form in forms:
                yield (
                    form,
                    Known(
                        f"medium:{forms[0].lower()}",
                        forms[0],
                        "agency" if kind == "agency" else "media",
                        frozenset({"agency", "medium"} if kind == "agency" else {"medium"}),
                        common=part == "common",
                    ),
                )


def _organisations(language: str) -> Iterator[tuple[str, Known]]:
    for row in _read("organisations.toml")["rows"]:
        names, kind, *only = row.split("|")
        if only and language not in only:
            continue
        forms = _forms(names)
        for form in forms:
            yield form, Known(f"org:{forms[0].lower()}", forms[0], "organisation", frozenset({kind}))


def split_name(name: str) -> tuple[str, ...]:
    """A name as the words the tokeniser makes of it."""
    from lagebild.language.actors.words import split_words  # noqa: PLC0415 - the two modules are siblings

    return tuple(word.text for word in split_words(name))


@lru_cache(maxsize=4)
def load_lexicon(language: str) -> Lexicon:
    """The lists of one language ("de" or "en"); raises ``DataFileError`` if one is malformed."""
    roles = _read(f"roles_{language}.toml")
    media = _read("media.toml")
    first_names = _read("first_names.toml")
    known: dict[tuple[str, ...], Known] = {}
    for form, entry in (*_organisations(language), *_media(), *_states(language)):
        known.setdefault(split_name(form), entry)
    longest: dict[str, int] = {}
    for words in known:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    adjectives: dict[str, str] = {}
    inhabitants: dict[str, tuple[str, str]] = {}
    names: dict[str, str] = {}
    for state, (german, english, adjective_de, adjective_en, _, people) in _rows():
        names[state] = (_forms(german if language == "de" else english) or _forms(german))[0]
        for form in _forms(adjective_de if language == "de" else adjective_en):
            adjectives.setdefault(form.lower(), state)
        if language == "en":
            inhabitants.update(dict.fromkeys((form.lower() for form in _forms(adjective_en)), (state, "")))
        for form in _forms(people) if language == "de" else ():
            inhabitants[form.lower()] = (state, "m")
            stem = form.removesuffix("e") if not form.endswith("er") else form
            inhabitants[f"{stem}in".lower()] = (state, "f")
    for state, words_for in roles.get("inhabitant", {}).items():
        inhabitants.update(dict.fromkeys(words_for.split(), (state, "")))
    lists = {name: frozenset(value.split()) for name, value in roles["words"].items()}
    lists["houses"] = frozenset(_read("states.toml")["houses"])
    lists["noun_endings"] = frozenset(roles["hints"]["noun_endings"].split())
    lists["org_parts"] = frozenset(roles["hints"].get("org_parts", "").split())
    lists["medium_parts"] = frozenset(media["medium_parts"].split())
    for kind in ("medium", "agency"):
        lists[f"{kind}_nouns"] = frozenset(media[f"{kind}_nouns_{language}"].split())
    return Lexicon(
        language=language,
        people=_by_word(roles["person"]),
        bodies=_by_word(roles["body"]),
        general=_sets(roles["general"]),
        hypernyms=_sets(roles["hypernym"]),
        same=_sets(roles["same"]),
        sets=lists,
        first={name: mark for part, mark in _GENDERS for name in first_names[part].split()},
        known=known,
        longest=longest,
        adjectives=adjectives,
        inhabitants=inhabitants,
        states=names,
        endings=tuple(sorted(lists["noun_endings"])),
    )


_GENDERS = (("unknown", "u"), ("male", "m"), ("female", "f"))


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in table.items():
        for word in value.split():
            out.setdefault(word, name)
    return out


def _sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(values) for word, values in table.items()}


def examples() -> Iterator[tuple[str, dict[str, str]]]:
    """The example of every list, with the language it is in; the tests run them."""
    for name in ("roles_de.toml", "roles_en.toml", "states.toml", "media.toml", "organisations.toml"):
        yield "en" if name == "roles_en.toml" else "de", dict(_read(name)["example"])
