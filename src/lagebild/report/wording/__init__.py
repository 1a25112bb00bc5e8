"""The program's own words, per language, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lagebild.errors import DataFileError
from lagebild.text import DOUBLE_QUOTES

LANGUAGES = ("de", "en")
TAIL = " ,;:–-"
OPENERS = frozenset("([-–—/")
"""Signs after which a quotation mark opens."""


@dataclass(frozen=True)
class Words:
    """Fixed wording in one language. ``words(group, key)`` looks a word up, ``line`` fills a template."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, group: str, key: str) -> str:
        """Return the word for a closed value, for example ``words("standing", "denied")``."""
        try:
            return str(self.table[group][key])
        except KeyError:
            message = f"wording {self.language}.toml has no entry [{group}] {key}"
            raise DataFileError(message) from None

    def line(self, key: str, **values: object) -> str:
        """Fill the template ``[line] key``."""
        return self("line", key).format(**values)

    def count(self, group: str, key: str, n: int) -> str:
        """Return the singular or plural form with its number."""
        one, many = self.table[group][key]
        return str(one if n == 1 else many).format(n=n)

    def said(self, text: str) -> str:
        """Print what another room said in fixed English words; parts joined by "; " are taken one by one.

        Words that are not in the list stay as they are.
        """
        table: Mapping[str, str] = self.table["said"]
        if text in table:
            return table[text]
        if "; " in text:
            return "; ".join(self.said(part) for part in text.split("; "))
        for pattern, shown in table.items():
            if "{a}" not in pattern:
                continue
            shape = re.escape(pattern).replace(r"\{a\}", "(?P<a>.+?)").replace(r"\{b\}", "(?P<b>.+?)")
            match = re.fullmatch(shape, text)
            if match:
                return shown.format(**match.groupdict())
        return text

    def is_plural(self, name: str, *, unnamed: bool) -> bool:
        """Whether a speaker's name takes a verb in the plural, as far as its last word tells."""
        parts = name.casefold().split()
        head = next((n for n, part in enumerate(parts) if n and part in self.table["plural_stops"]), len(parts))
        last = parts[head - 1] if parts else ""
        if last in self.table["plural_speakers"]:
            return True
        ends = tuple(self.table["plural_endings"])
        return (
            unnamed and bool(ends) and last.endswith(ends) and not last.endswith(tuple(self.table["singular_endings"]))
        )

    def quote(self, text: str) -> str:
        """Set source words in this language's quotation marks, inner pairs folded to single ones.

        A mark whose partner was cut away goes, and so does a comma or dash at the end.
        """
        left, right = self.table["inner_quotes"]
        text = text.strip().rstrip(TAIL)
        pieces, pairs = list(text), _pairs(text)
        for at, char in enumerate(pieces):
            if char in DOUBLE_QUOTES:
                pieces[at] = ""
        for opening, closing in pairs:
            whole = opening == 0 and closing == len(pieces) - 1
            pieces[opening], pieces[closing] = ("", "") if whole else (left, right)
        inner = "".join(pieces).strip().rstrip(TAIL)
        return f"{self.table['open_quote']}{inner}{self.table['close_quote']}"


def _pairs(text: str) -> list[tuple[int, int]]:
    """Places of the quotation marks that belong together, told by what stands beside them."""
    out: list[tuple[int, int]] = []
    open_: list[int] = []
    for at, char in enumerate(text):
        if char not in DOUBLE_QUOTES:
            continue
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
        if after.strip() and (before.isspace() or before in OPENERS or at - 1 in open_):
            open_.append(at)
        elif open_:
            out.append((open_.pop(), at))
    return out


@lru_cache(maxsize=4)
def words(language: str) -> Words:
    """Load the wording of a language; anything but German is English."""
    name = language if language in LANGUAGES else "en"
    table = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return Words(name, table)
