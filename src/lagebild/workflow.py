"""The hall: the only file that calls several rooms. Every command, page and batch goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import lru_cache
from typing import TypeVar

from lagebild.errors import DateError, InputError, TaggerUnavailable
from lagebild.intake import gather
from lagebild.language.analyse import analyse
from lagebild.language.tagger import Tagger
from lagebild.model import Analysis, Correction, Document, NotRead, Page, Picture
from lagebild.reading import read_page
from lagebild.story.build import build_picture, date_through_copies
from lagebild.story.reuse import find_reuse

T = TypeVar("T")
R = TypeVar("R")

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how many are done, how many there are."""

FEW = 12
"""Below this many pages a second process costs more than it saves."""


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""


def check_day(text: str | None) -> str | None:
    """Return ``text`` if it is an ISO day or ``None``; raise ``DateError`` otherwise."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise DateError(text) from None


@lru_cache(maxsize=2)
def tagger(*, wanted: bool = True) -> Tagger | None:
    """The learned tagger, loaded once per process; ``None`` if it is not wanted or not there."""
    if not wanted:
        return None
    try:
        return Tagger.load()
    except TaggerUnavailable:
        return None


def read_all(pages: Sequence[Page], jobs: int = 1, progress: Progress = no_progress) -> tuple[Document, ...]:
    """Read pages in order. ``jobs`` processes share the work; the result does not depend on their number."""
    return tuple(_spread(read_page, pages, jobs, "read", progress))


def analyse_all(
    documents: Sequence[Document], jobs: int = 1, *, learned: bool = True, progress: Progress = no_progress
) -> tuple[Analysis, ...]:
    """Analyse documents in order, with the learned tagger if it is wanted and there."""
    step = _analyse_learned if learned else _analyse_by_rules
    return tuple(_spread(step, documents, jobs, "analyse", progress))


def _analyse_learned(document: Document) -> Analysis:
    return analyse(document, tagger(wanted=True))


def _analyse_by_rules(document: Document) -> Analysis:
    return analyse(document, None)


def _spread(step: Callable[[T], R], items: Sequence[T], jobs: int, name: str, progress: Progress) -> Iterable[R]:
    total = len(items)
    if jobs <= 1 or total < FEW:
        for done, item in enumerate(items):
            progress(name, done, total)
            yield step(item)
    else:
        with ProcessPoolExecutor(max_workers=jobs) as pool:
            for done, result in enumerate(pool.map(step, items, chunksize=4)):
                progress(name, done, total)
                yield result
    progress(name, total, total)


def picture_of(
    pages: Sequence[Page],
    *,
    as_of: str | None = None,
    jobs: int = 1,
    learned: bool = True,
    not_read: Sequence[NotRead] = (),
    corrections: Sequence[Correction] = (),
    progress: Progress = no_progress,
) -> Picture:
    """From pages to the picture: read, find copies, date, analyse, build."""
    day = check_day(as_of)
    documents = read_all(pages, jobs, progress)
    reuse = find_reuse(documents)
    documents = date_through_copies(documents, reuse)
    analyses = analyse_all(documents, jobs, learned=learned, progress=progress)
    progress("build", 0, 1)
    picture = build_picture(documents, analyses, reuse, day, corrections, not_read=not_read)
    progress("build", 1, 1)
    return picture


def brief(
    paths: Sequence[str],
    *,
    as_of: str | None = None,
    jobs: int = 1,
    learned: bool = True,
    progress: Progress = no_progress,
) -> Picture:
    """Read the pages the paths name (files, folders, globs, "-") and build their picture.

    Raises ``InputError`` if there is nothing to read at all, ``DateError`` for a bad ``as_of``.
    """
    pages, missed = gather(paths)
    if not pages:
        reasons = "; ".join(f"{m.ref}: {m.why}" for m in missed) or "no page was named"
        message = f"there is nothing to read ({reasons})"
        raise InputError(message)
    return picture_of(pages, as_of=as_of, jobs=jobs, learned=learned, not_read=missed, progress=progress)
