"""What a rule of a language's grammar is: a named pattern and how its match is understood.

The span of a finding is the group ``x`` of the pattern; what stands around it in the pattern is context only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lagebild.language.timex.lexicon import Lexicon, spaced
from lagebild.language.timex.meanings import Length, Meaning

Build = Callable[[re.Match[str], Lexicon], Meaning | None]

FULL_YEAR = r"(?:1\d{3}|20\d{2}|21[0-4]\d)"
"""Years news speaks of."""
SHORT_YEAR_PIVOT = 50


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern. ``needs``: kinds of trigger words of which one must be in the paragraph; empty = always."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    build: Build
    rank: int = 0
    """Between matches of equal extent the higher rank wins."""


def rule(name: str, needs: str, pattern: str, build: Build, rank: int = 0) -> Rule:
    """Compile a rule; ``needs`` is a list of trigger kinds separated by blanks."""
    return Rule(name, frozenset(needs.split()), re.compile(pattern), build, rank)


def group(match: re.Match[str], name: str) -> str | None:
    """A named group on one line, ``None`` if the pattern has it not or it did not match."""
    if name not in match.re.groupindex:
        return None
    found: str | None = match[name]
    return spaced(found) if found else None


def year_of(found: str | None) -> int | None:
    """A year written with four digits, or with two ("13", "'99"): up to 49 in this century."""
    if not found:
        return None
    digits = "".join(c for c in found if c.isdigit())
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 2:
        return int(digits) + (2000 if int(digits) < SHORT_YEAR_PIVOT else 1900)
    return None


def number_text(count: float | None) -> str:
    """A count in a TIMEX3 duration: ``X`` if vague, no needless decimals."""
    if count is None:
        return "X"
    return str(int(count)) if count == int(count) else f"{count:g}"


def length(
    unit: str,
    count: float | None,
    lexicon: Lexicon,
    direction: int = 0,
    *,
    told: bool = False,
    as_date: bool = False,
    more: str = "",
) -> Length:
    """A duration from a unit word and a count. ``more`` is a second, smaller part already in ISO form ("4M")."""
    form = unit.lower()
    code, timed = lexicon.unit[form], form in lexicon.time_units
    value = f"P{'T' if timed else ''}{number_text(count)}{code}{more}"
    kind = "MIN" if timed and code == "M" else code
    return Length(value, kind, count, direction, "told" if told else "page", as_date)
