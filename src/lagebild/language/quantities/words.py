"""The words of one language that numbers are made of, loaded from the data files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from lagebild.model import Bound

PARTS = ("", "_measures", "_concepts")
"""A language's data files: number words and grammar, units, concepts."""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the mechanisms need to know of a language. Keys are folded (lower case, "ss" for "ß")."""

    language: str
    compound: bool
    nouns_upper: bool
    group: str
    decimal: str
    numerals: Mapping[str, float]
    whole: Mapping[str, float]
    scales: Mapping[str, float]
    fused_scales: Mapping[str, float]
    fractions: Mapping[str, float]
    vague: Mapping[str, float]
    suffixes: Mapping[str, str]
    hedges: Mapping[tuple[str, ...], Bound]
    hedge_ends: frozenset[str]
    after: Mapping[tuple[str, ...], Bound]
    currencies: Mapping[str, str]
    currency_adjectives: Mapping[str, Mapping[str, str]]
    currency_prefixes: Mapping[str, str]
    minor: Mapping[str, float]
    durations: Mapping[str, str]
    dimensions: Mapping[str, str]
    concepts: Mapping[str, tuple[str, ...]]
    states: frozenset[str]
    things: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    def has(self, table: str, word: str) -> bool:
        """Whether a folded word is in the list named ``section.key``."""
        return word in self.lists.get(table, frozenset())


def fold_word(word: str) -> str:
    """A word as the tables know it."""
    return word.lower().replace("ß", "ss").replace("’", "'")


def _table(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return MappingProxyType({fold_word(k): v for k, v in raw.get(name, {}).items()})


def _phrases(entries: Iterable[Mapping[str, Any]]) -> Mapping[tuple[str, ...], Bound]:
    return MappingProxyType({tuple(fold_word(form).split()): e["bound"] for e in entries for form in e["forms"]})


def read_data(language: str) -> dict[str, Any]:
    """The raw tables of one language, all files joined. An unknown language raises ``FileNotFoundError``."""
    folder = resources.files("lagebild.language.quantities")
    raw: dict[str, Any] = {}
    for part in PARTS:
        raw |= tomllib.loads(folder.joinpath(f"{language}{part}.toml").read_text(encoding="utf-8"))
    return raw


@cache
def load_words(language: str) -> Words:
    """The words of a language ("de", "en"), read once."""
    raw = read_data(language)
    lists = {
        f"{section}.{key}": frozenset(fold_word(v) for v in value)
        for section, table in raw.items()
        if isinstance(table, dict)
        for key, value in table.items()
        if isinstance(value, list)
    }
    lists |= {f"word.{key}": frozenset(fold_word(v) for v in raw.get(key, ())) for key in ("minus", "point", "and")}
    endings = raw["suffixes"].get("endings", [""])
    suffixes = {
        fold_word(stem) + ending: unit
        for stem, unit in raw["suffixes"].items()
        if isinstance(unit, str)
        for ending in endings
    }
    concepts: dict[str, list[str]] = {}
    for entry in raw.get("concept", ()):
        for word in entry["words"]:
            concepts.setdefault(fold_word(word), []).append(entry["id"])
    return Words(
        language=raw["language"],
        compound=raw["style"] == "compound",
        nouns_upper=raw["noun_case"] == "upper",
        group=raw["group"],
        decimal=raw["decimal"],
        numerals=_table(raw, "numerals"),
        whole=_table(raw, "whole"),
        scales=_table(raw, "scales"),
        fused_scales=_table(raw, "fused_scales"),
        fractions=_table(raw, "fractions"),
        vague=_table(raw, "vague"),
        suffixes=MappingProxyType(suffixes),
        hedges=_phrases(raw["hedge"]),
        hedge_ends=frozenset(fold_word(f).split()[-1] for e in raw["hedge"] for f in e["forms"]),
        after=_phrases(raw["after"]),
        currencies=_table(raw, "currencies"),
        currency_adjectives=_table(raw, "currency_adjectives"),
        currency_prefixes=_table(raw, "currency_prefixes"),
        minor=_table(raw, "minor"),
        durations=_table(raw, "durations"),
        dimensions=_table(raw, "dimensions"),
        concepts=MappingProxyType({k: tuple(v) for k, v in concepts.items()}),
        states=frozenset(e["id"] for e in raw.get("concept", ()) if e.get("state")),
        things=MappingProxyType({fold_word(w): e["id"] for e in raw.get("thing", ()) for w in e["words"]}),
        lists=MappingProxyType(lists),
    )
