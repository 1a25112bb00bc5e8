"""Dated quirks of single outlets as data (``sites.toml``): what to leave out, where author and kicker stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lagebild.errors import DataFileError

HOST = re.compile(r"https?://(?:[^/@\s]{0,100}@)?([^/:?#\s]{1,253})", re.IGNORECASE)
NEEDED = frozenset({"site", "since", "note", "page", "title", "authors"})
KNOWN = NEEDED | {"drop", "author", "kicker", "title_suffix"}


@dataclass(frozen=True, slots=True)
class Site:
    """An outlet's quirk. ``since`` is an ISO day; ``page``, ``title`` and ``authors`` are its test."""

    site: str
    since: str
    page: str
    title: str
    authors: tuple[str, ...]
    drop: frozenset[str] = frozenset()
    author: str | None = None
    kicker: str | None = None
    title_suffix: str | None = None


@lru_cache(maxsize=1)
def sites() -> tuple[Site, ...]:
    """Load ``sites.toml``, latest entries first. Raises ``DataFileError`` for unknown or missing keys."""
    table = tomllib.loads(files(__package__).joinpath("sites.toml").read_text(encoding="utf-8"))
    out = []
    for entry in table["site"]:
        if not set(entry) >= NEEDED or set(entry) - KNOWN or not isinstance(entry["since"], date):
            message = f"sites.toml: {entry.get('site')} needs {', '.join(sorted(NEEDED))} and knows {', '.join(sorted(KNOWN))}"
            raise DataFileError(message)
        out.append(
            Site(
                entry["site"],
                entry["since"].isoformat(),
                entry["page"],
                entry["title"],
                tuple(entry["authors"]),
                frozenset(entry.get("drop", ())),
                entry.get("author"),
                entry.get("kicker"),
                entry.get("title_suffix"),
            )
        )
    return tuple(sorted(out, key=lambda s: s.since, reverse=True))


def site_of(url: str | None, day: str | None) -> Site | None:
    """The entry that holds for an address and a page's own date (ISO, or ``None`` if it gives none)."""
    match = HOST.match(url or "")
    host = match[1].lower() if match else ""
    mine = [s for s in sites() if host == s.site or host.endswith(f".{s.site}")]
    return next((s for s in mine if not day or s.since <= day[:10]), None)


def mark(root: Any, site: Site) -> list[str]:  # noqa: ANN401 -- lxml ships no types
    """Give an outlet's odd elements, in place, the marks that the reader knows; return what its author element says."""
    said: list[str] = []
    for node in root.iter():
        names = {*(node.get("class") or "").split(), node.get("id") or ""}
        if names & site.drop:
            node.set("class", "teaser")
        elif site.kicker in names:
            node.set("class", "kicker")
        elif site.author in names:
            node.set("class", "byline")
            said.append(" ".join(" ".join(node.itertext()).split()))
    return said[:4]
