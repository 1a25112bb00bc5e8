"""The words by which texts, statements and numbers are taken back, read from ``withdrawals.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lagebild.errors import DataFileError
from lagebild.text import fold

PAGE_KINDS: frozenset[str] = frozenset({"editors", "own"})
"""Notices that take back whole pages."""
KINDS = ("editors", "own", "statement", "source", "revised", "number")


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that, found together in a sentence or paragraph, take something back; ``a|b`` is one of several words.

    ``near`` are words of which one must stand in the same paragraph.
    """

    kind: str
    all: tuple[str, ...]
    near: tuple[str, ...]
    example: str

    def found_in(self, folded: str, paragraph: str | None = None) -> bool:
        """Whether all its words stand in the folded text, and one of ``near`` in the paragraph (else the text)."""
        around = folded if paragraph is None else paragraph
        told = all(any(w in folded for w in word.split("|")) for word in self.all)
        return told and (not self.near or any(w in around for w in self.near))


@lru_cache(maxsize=1)
def _data() -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    raw = tomllib.loads(files("lagebild.story").joinpath("withdrawals.toml").read_text(encoding="utf-8"))
    found = []
    for number, entry in enumerate(raw.get("notice", ()), start=1):
        if not {"kind", "all", "example"} <= set(entry) <= {"kind", "all", "near", "example"}:
            message = f"withdrawals.toml: notice {number} needs kind, all and example, and may have near"
            raise DataFileError(message)
        if entry["kind"] not in KINDS:
            message = f"withdrawals.toml: notice {number} has a kind other than {', '.join(KINDS)}"
            raise DataFileError(message)
        words = tuple(fold(w).text for w in entry["all"])
        near = tuple(fold(w).text for w in entry.get("near", ()))
        found.append(Notice(entry["kind"], words, near, entry["example"]))
    return tuple(found), tuple(fold(w).text for w in raw["replaced"]["words"])


def notices() -> tuple[Notice, ...]:
    """The notices of the data file; raises ``DataFileError`` naming a faulty entry."""
    return _data()[0]


def replacing_words() -> tuple[str, ...]:
    """Words right before a number that another one replaces ("not 23", "statt 23")."""
    return _data()[1]
