"""The hall: the only file that calls several rooms. Every command, page and batch goes through here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from lagebild.errors import DateError, InputError, NotFoundError, TaggerUnavailable
from lagebild.intake import gather
from lagebild.language.analyse import analyse, engine_name
from lagebild.language.tagger import Tagger
from lagebild.model import Analysis, Claim, Correction, Document, NotRead, Page, Picture
from lagebild.reading import read_page
from lagebild.report.arrange import arrange
from lagebild.report.dossier import dossier, to_json
from lagebild.report.pages import to_html, to_markdown
from lagebild.report.seal import seal
from lagebild.report.terminal import to_terminal
from lagebild.store import Store
from lagebild.story.build import build_picture, date_through_copies
from lagebild.story.compare import Changes, changes_lines, compare
from lagebild.story.corrections import check_correction
from lagebild.story.grouping_why import why_story
from lagebild.story.importance import most_important
from lagebild.story.reuse import find_reuse
from lagebild.story.reuse import why as why_reuse
from lagebild.story.tolls import outdated

Form: TypeAlias = Literal["terminal", "full", "json", "markdown", "html"]
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
    documents, repeated = _each_once(read_all(pages, jobs, progress))
    reuse = find_reuse(documents)
    documents = date_through_copies(documents, reuse)
    analyses = analyse_all(documents, jobs, learned=learned, progress=progress)
    progress("build", 0, 1)
    picture = build_picture(documents, analyses, reuse, day, corrections, not_read=(*not_read, *repeated))
    progress("build", 1, 1)
    return picture


def _each_once(documents: Sequence[Document]) -> tuple[tuple[Document, ...], tuple[NotRead, ...]]:
    """Keep the first of documents with one id (the same page handed in twice); list the others."""
    seen: dict[str, Document] = {}
    repeated = []
    for document in documents:
        if document.id in seen:
            repeated.append(NotRead(document.ref, f"the same page as {seen[document.id].ref}"))
        else:
            seen[document.id] = document
    return tuple(seen.values()), tuple(repeated)


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


def rankings(picture: Picture) -> dict[str, tuple[str, ...]]:
    """Claim ids by importance, for each story."""
    return {story.id: most_important(picture, story, limit=len(picture.claims)) for story in picture.stories}


def language_of(picture: Picture) -> str:
    """The language most pages are in; German when they draw."""
    counts = Counter(d.language for d in picture.documents)
    return "en" if counts["en"] > counts["de"] else "de"


def write(picture: Picture, form: Form, *, language: str | None = None, colour: bool = False, width: int = 100) -> str:
    """Give a picture its outer form: "json", "terminal", "full" (terminal, nothing shortened), "markdown", "html"."""
    if form == "json":
        return to_json(seal(dossier(picture)))
    sheet = arrange(picture, language or language_of(picture), rankings(picture), outdated(picture))
    if form == "markdown":
        return to_markdown(sheet, picture.documents)
    if form == "html":
        return to_html(sheet, picture.documents)
    return to_terminal(sheet, colour=colour, width=width, full=form == "full")


# --- with a database ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the pages handed to ``add``: references, in order."""

    stored: tuple[str, ...]
    unchanged: tuple[str, ...]
    not_read: tuple[NotRead, ...]


@lru_cache(maxsize=1)
def language_digest() -> str:
    """Digest of the code and word lists of the language room: a changed rule makes old analyses stale."""
    digest = hashlib.sha256()
    root = files("lagebild.language")
    with as_file(root) as folder:
        for path in sorted(p for p in Path(folder).rglob("*") if p.suffix in {".py", ".toml", ".json"}):
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def recipe(document: Document, *, learned: bool) -> str:
    """The name under which an analysis of this document is filed: engine, rules, and the day it is resolved against."""
    return f"{engine_name(tagger(wanted=learned))}/{language_digest()}/{document.published or '-'}"


def add(paths: Sequence[str], db: str | Path, *, learned: bool = True, progress: Progress = no_progress) -> Added:
    """Store pages and analyse the new ones. A page is reported as stored only once it is safely on disk."""
    pages, missed = gather(paths)
    if not pages:
        message = "; ".join(f"{m.ref}: {m.why}" for m in missed) or "no page was named"
        raise InputError(f"there is nothing to add ({message})")
    stored: list[str] = []
    unchanged: list[str] = []
    with Store(db) as store:
        for done, page in enumerate(pages):
            progress("add", done, len(pages))
            if store.has_page(page):
                unchanged.append(page.ref)
                continue
            document = read_page(page)
            (stored if store.put(page, document) else unchanged).append(page.ref)
            _analysis(store, document, learned=learned)
        progress("add", len(pages), len(pages))
    return Added(tuple(stored), tuple(unchanged), missed)


def _analysis(store: Store, document: Document, *, learned: bool) -> Analysis:
    name = recipe(document, learned=learned)
    known = store.analysis(document.id, name)
    if known is None:
        known = analyse(document, tagger(wanted=learned))
        store.put_analysis(known, name)
    return known


def show(
    db: str | Path, *, as_of: str | None = None, learned: bool = True, progress: Progress = no_progress
) -> Picture:
    """Build the picture of everything stored, as of a day, with all corrections applied."""
    day = check_day(as_of)
    with Store(db, create=False) as store:
        documents = store.documents()
        reuse = find_reuse(documents)
        documents = date_through_copies(documents, reuse)
        analyses = []
        for done, document in enumerate(documents):
            progress("analyse", done, len(documents))
            analyses.append(_analysis(store, document, learned=learned))
        corrections = store.corrections()
    return build_picture(documents, analyses, reuse, day, corrections)


def search(db: str | Path, query: str, limit: int = 20) -> tuple[tuple[Document, str], ...]:
    """Stored pages that hold all the words, best first, each with a snippet."""
    with Store(db, create=False) as store:
        documents = {d.id: d for d in store.documents()}
        return tuple((documents[doc], snippet) for doc, snippet in store.search(query, limit))


def find_claim(picture: Picture, claim: str) -> Claim:
    """Return the claim whose id is, or begins with, ``claim``; raise ``NotFoundError`` if none or several do."""
    found = [c for c in picture.claims if c.id.startswith(claim)]
    exact = [c for c in found if c.id == claim]
    if len(exact or found) != 1:
        some = ", ".join(c.id for c in (found or picture.claims)[:5])
        message = f"{'several claims begin' if found else 'no claim begins'} with '{claim}'; for example: {some}"
        raise NotFoundError(message)
    return (exact or found)[0]


def find_document(picture: Picture, name: str) -> Document:
    """Return the document with this id, reference or file name; raise ``NotFoundError`` if none or several have it."""
    found = [d for d in picture.documents if name in {d.id, d.ref, d.ref.rsplit("/", 1)[-1]}]
    if len(found) != 1:
        some = ", ".join(f"{d.id} ({d.ref})" for d in picture.documents[:5])
        message = f"{'several pages are' if found else 'no page is'} called '{name}'; pages here: {some}"
        raise NotFoundError(message)
    return found[0]


def why(picture: Picture, name: str, other: str | None = None) -> tuple[str, ...]:
    """Explain a claim (how its statements were joined, how origins were counted) or what two pages share."""
    if other is None:
        claim = find_claim(picture, name)
        texts = {d.id: d for d in picture.documents}
        lines = [f"{claim.id}: {claim.label}"]
        lines += [f"  joined: {statement}: {reason}" for statement, reason in claim.why]
        lines += [f"  one origin: {', '.join(g.statements)}: {g.why}" for g in claim.origins.groups]
        lines += [f"  {t.date or '-'} {t.standing}: {t.why} ({t.statement})" for t in claim.history]
        lines.append(f"  wording from {texts[claim.wording.doc].ref}")
        return tuple(lines)
    a, b = find_document(picture, name), find_document(picture, other)
    for page in (a, b):
        if all(x.doc != page.id for x in picture.analyses):
            message = f"{page.ref} appeared after {picture.as_of} and was not looked at"
            raise NotFoundError(message)
    return (*why_reuse(picture.documents, picture.reuse, a.id, b.id), *why_story(picture, a.id, b.id))


def _by_id(picture: Picture, correction: Correction) -> Correction:
    """The correction with ids in the place of file names; what names no page stays as it is."""
    if correction.kind not in {"not_this_story", "merge_stories", "split_story"}:
        return correction
    ids = {d.id for d in picture.documents} | {s.id for s in picture.stories}
    named: dict[str, list[str]] = {}
    for d in picture.documents:
        for name in {d.ref, d.ref.rsplit("/", 1)[-1]}:
            named.setdefault(name, []).append(d.id)
    one, two = (
        named[name][0] if name not in ids and len(named.get(name, ())) == 1 else name
        for name in (correction.target, correction.value)
    )
    return replace(correction, target=one, value=two)


def correct(db: str | Path, correction: Correction) -> None:
    """Keep a human correction after checking that it can be applied to what is stored.

    Pages may be named by their reference or file name; their ids are kept.
    """
    picture = show(db)
    correction = _by_id(picture, correction)
    check_correction(picture, correction)
    with Store(db, create=False) as store:
        store.correct(correction)


def sources(picture: Picture, claim: str) -> tuple[str, ...]:
    """Who says a claim: one line for each statement, with the sentence it rests on."""
    found = find_claim(picture, claim)
    language = language_of(picture)
    sheet = arrange(picture, language, rankings(picture), outdated(picture))
    cards = [c for s in sheet.stories for part in (s.known, s.claimed, s.open, s.views) for c in part]
    card = next(c for c in cards if c.id == found.id)
    lines = [f"{card.quote}", f"  {card.standing_words} · {card.triple}"]
    for v in card.voices:
        facts = " · ".join(x for x in (f"{v.who} {v.act}", v.chain, v.certainty, v.date, v.source) if x)
        lines.append(f"  - {facts}: {v.quote} [{v.place.span.begin}-{v.place.span.end}] {v.statement}")
    return tuple(lines)


def diff(old: Picture, new: Picture) -> Changes:
    """What changed from one picture to another."""
    return compare(old, new)


def diff_lines(old: Picture, new: Picture) -> tuple[str, ...]:
    """What changed, one line for each change; a single line saying so if nothing did."""
    return changes_lines(compare(old, new)) or ("nothing changed",)
