"""The room's word lists, loaded once and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lagebild.errors import DataFileError

PUNCTUATION = ' .,:;!?…|-–—•*#>»«"„“()[]\u00a0\t'


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases in lower case, and a line it must recognise."""

    name: str
    phrases: tuple[str, ...]
    example: str

    def within(self, line: str) -> bool:
        """Whether a line contains a phrase."""
        lower = line.casefold()
        return any(p in lower for p in self.phrases)

    def opens(self, line: str) -> bool:
        """Whether a line begins with a phrase, as whole words."""
        lower = line[:200].casefold().lstrip(PUNCTUATION)
        return lower.startswith(self.phrases) and any(
            lower.startswith(p) and not lower[len(p) : len(p) + 1].isalpha() for p in self.phrases
        )

    def equals(self, line: str) -> bool:
        """Whether a line is a phrase and nothing else."""
        return line.casefold().strip(PUNCTUATION) in self.phrases


@lru_cache(maxsize=16)
def words_of(name: str, *, whole: bool = False) -> re.Pattern[str]:
    """A pattern for a list's phrases where a word begins, in any case; with ``whole`` only as whole words."""
    phrases = sorted(boilerplate()[name].phrases, key=lambda p: (-len(p), p))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + (r")(?!\w)" if whole else ")"), re.IGNORECASE)


@lru_cache(maxsize=1)
def boilerplate() -> dict[str, Phrases]:
    """Load ``boilerplate.toml``: lists by name."""
    table = _table("boilerplate.toml")
    out = {}
    for name, entry in table.items():
        if set(entry) != {"example", "phrases"}:
            message = f"boilerplate.toml [{name}] needs exactly 'example' and 'phrases'"
            raise DataFileError(message)
        out[name] = Phrases(name, tuple(entry["phrases"]), entry["example"])
    return out


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, or a publisher's central desk, with every name it goes by; ``group`` is a desk's house."""

    name: str
    names: tuple[str, ...]
    example: str
    group: str | None = None


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """Load ``agencies.toml`` and ``publishers.toml``: whose texts run in many outlets."""
    agency = _table("agencies.toml")["agency"]
    desk = _table("publishers.toml")["desk"]
    return tuple(Agency(e["name"], (e["name"], *e["names"]), e["example"], e.get("group")) for e in (*agency, *desk))


@lru_cache(maxsize=1)
def desk_names() -> frozenset[str]:
    """The canonical names of publishers' central desks."""
    return frozenset(a.name for a in agencies() if a.group)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def agency_pattern() -> re.Pattern[str]:
    """A pattern that finds agency names as whole words, longest first."""
    names = sorted({n for a in agencies() for n in a.names}, key=lambda n: (-len(n), n))
    first = "".join(sorted({re.escape(n[0]) for n in names}))  # rules most places out at once
    return re.compile(
        rf"(?=[{first}])(?<![\w@.])(?<!//)(?<!\.\w\w/)(?<!\.\w\w\w/)(?:"
        + "|".join(map(re.escape, names))
        + r")(?![\w@])"
    )


@lru_cache(maxsize=1)
def agency_names() -> dict[str, str]:
    """Every name, in lower case, to the canonical one."""
    return {n.casefold(): a.name for a in agencies() for n in a.names}
