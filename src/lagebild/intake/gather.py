"""Where pages come from: files, folders, globs, standard input. All reading of the outside happens here."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from lagebild.intake.unpack import ARCHIVE_SUFFIXES, unpack
from lagebild.intake.warc import is_warc
from lagebild.model import NotRead, Page

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt", ".rss", ".atom"}) | ARCHIVE_SUFFIXES
"""Files taken from a folder. A file named directly is read whatever its ending."""

MAX_BYTES = 50_000_000
"""A larger file is no news page; it is listed, not read."""
MAX_ARCHIVE_BYTES = 250_000_000
"""The same for a web archive of many pages."""


def gather(arguments: Sequence[str]) -> tuple[tuple[Page, ...], tuple[NotRead, ...]]:
    """Read every page the arguments name, in order, each path once.

    An argument is a file, a folder (its files with one of ``PAGE_SUFFIXES``, below it too, sorted), a glob, or ``-``
    for standard input. A saved feed yields a page per entry, a web archive (MHTML, WARC) its pages. What cannot be read
    becomes a ``NotRead`` with its reason.
    """
    pages: list[Page] = []
    missed: list[NotRead] = []
    seen: set[str] = set()
    for argument in arguments:
        for ref in _expand(argument, missed):
            if ref in seen:
                continue
            seen.add(ref)
            read = _read(ref)
            for page in [read] if isinstance(read, NotRead) else unpack(read):
                if isinstance(page, NotRead):
                    missed.append(page)
                else:
                    pages.append(page)
    return tuple(pages), tuple(missed)


def _expand(argument: str, missed: list[NotRead]) -> Iterable[str]:
    if argument == "-":
        return ["-"]
    if argument.startswith(("http://", "https://")):
        missed.append(NotRead(argument, "addresses are not fetched; save the page and give the file"))
        return []
    path = Path(argument)
    if path.is_dir():
        named = (p for p in path.rglob("*") if p.suffix.lower() in PAGE_SUFFIXES or is_warc(p.name))
        found = sorted(str(p) for p in named if p.is_file())
        if not found:
            missed.append(NotRead(argument, "the folder holds no .html or .txt page"))
        return found
    if not path.exists() and glob.has_magic(argument):
        # the pattern may be absolute, which Path.glob does not take
        found = sorted(p for p in glob.glob(argument, recursive=True) if Path(p).is_file())  # noqa: PTH207
        if not found:
            missed.append(NotRead(argument, "no file matches this pattern"))
        return found
    return [argument]


def _read(ref: str) -> Page | NotRead:
    most = MAX_ARCHIVE_BYTES if is_warc(ref) else MAX_BYTES
    if ref == "-":
        body = sys.stdin.buffer.read(most + 1)
    else:
        path = Path(ref)
        try:
            if not path.is_file():
                return NotRead(ref, "no such file" if not path.exists() else "not a plain file")
            with path.open("rb") as file:
                body = file.read(most + 1)
        except OSError as error:
            return NotRead(ref, f"cannot be opened: {error.strerror or error}")
    if len(body) > most:
        return NotRead(ref, f"larger than {most // 1_000_000} MB; not a news page")
    return Page(ref=ref, body=body)
