"""The words of time of one language, loaded from its TOML file and turned into patterns.

The file holds words and what they mean; this module knows how German adjectives inflect, how number words are
composed, and how lists of words become pieces of a regular expression.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("de", "en")
"""Languages there is a word file for."""

INFLECTION = r"e[nrsm]?"
"""Endings of a German attributive adjective."""


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of the words, longest first; blanks in them match any white space."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"\s+".join(re.escape(part) for part in w.split(" ")) for w in ordered) + ")"


def either_case(words: Iterable[str]) -> list[str]:
    """The words, and the same with a capital as at the start of a sentence."""
    return [form for w in words for form in (w, w[:1].upper() + w[1:])]


def spaced(found: str) -> str:
    """A match on one line, for look-up in a word list."""
    return " ".join(found.split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A word file, read once. ``data`` is the file; the rest are look-up tables from a lower-case form to a meaning."""

    language: str
    data: Mapping[str, Any]
    weekday: Mapping[str, int]
    month: Mapping[str, int]
    season: Mapping[str, str]
    daypart: Mapping[str, str]
    unit: Mapping[str, str]
    time_units: frozenset[str]
    number: Mapping[str, float]
    zone: Mapping[str, int]
    part: Mapping[str, str]

    def entries(self, section: str) -> list[dict[str, Any]]:
        """The entries of a section."""
        return list(self.data.get(section, []))

    def words(self, section: str) -> list[str]:
        """Every form of every entry of a section."""
        return [form for entry in self.entries(section) for form in entry["forms"]]

    def group(self, section: str, name: str) -> list[str]:
        """A plain list of words inside a section that is one table."""
        table = self.data.get(section, {})
        return list(table.get(name, []))

    def shift_of(self, found: str, section: str = "shift") -> int:
        """How far an adjective ("vergangenen", "next") shifts; 0 if it is unknown."""
        word = found.lower()
        best, by = 0, 0
        for entry in self.entries(section):
            for stem in entry["stems"]:
                if word.startswith(stem) and len(stem) > best:
                    best, by = len(stem), entry["by"]
        return by

    def amount(self, found: str) -> float | None:
        """The value of a number, in digits or words."""
        word = spaced(found).lower()
        if word in self.number:
            return self.number[word]
        plain = word.replace(" ", "")
        if re.fullmatch(r"\d+", plain):
            return float(plain)
        if m := re.fullmatch(r"(\d{1,3})(?:[.,](\d{3}))+", plain):
            return float(re.sub(r"\D", "", m[0]))
        if m := re.fullmatch(r"(\d+)[.,](\d{1,2})", plain):
            return float(f"{m[1]}.{m[2]}")
        return None


def _numbers(table: Mapping[str, Any]) -> dict[str, float]:
    small = {str(k): float(v) for k, v in table["small"].items()}
    tens = {str(k): float(v) for k, v in table["tens"].items()}
    out = dict(small) | tens
    units = {k: v for k, v in small.items() if v in {1, 2, 3, 4, 5, 6, 7, 8, 9} and k in table.get("joining", small)}
    for ten, value in tens.items():
        for unit, plus in units.items():
            composed = f"{unit}{table['between']}{ten}" if table["between"] != "-" else f"{ten}-{unit}"
            out.setdefault(composed, value + plus)
    return out


def _table(data: Mapping[str, Any], section: str, key: str) -> dict[str, Any]:
    return {form.lower(): entry[key] for entry in data.get(section, []) for form in entry["forms"]}


@lru_cache(maxsize=4)
def load(language: str) -> Lexicon:
    """The word file of a language; ``KeyError`` if there is none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = files("lagebild.language.timex").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    dayparts = _table(data, "daypart", "code")
    dayparts |= {e["adverb"].lower(): e["code"] for e in data.get("daypart", []) if e.get("adverb")}
    return Lexicon(
        language=language,
        data=data,
        weekday=_table(data, "weekday", "number"),
        month=_table(data, "month", "number"),
        season=_table(data, "season", "code"),
        daypart=dayparts,
        unit=_table(data, "unit", "code"),
        time_units=frozenset(f.lower() for e in data.get("unit", []) if e.get("time") for f in e["forms"]),
        number=_numbers(data["numbers"]),
        zone=_table(data, "zone", "hours"),
        part=_table(data, "part", "code"),
    )
