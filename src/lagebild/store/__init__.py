"""The embedded database: pages, documents, analyses and corrections in one SQLite file.

Every write is one transaction in WAL mode with full synchronisation: what was reported as stored survives the
process being killed. Numbered migrations bring an older file up to date; a newer one is refused.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from lagebild.errors import StoreError
from lagebild.model import Analysis, Correction, Document, Page

APPLICATION_ID = 0x4C414745  # "LAGE"
BUSY_MS = 10_000


class Store:
    """One SQLite file. Use as a context manager; safe to open from several processes at once."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        """Open or create the file; raise ``StoreError`` if it is missing, foreign, damaged or from a newer version."""
        self.path = Path(path)
        if not create and not self.path.exists():
            message = f"there is no database at {self.path}; make one with: lagebild add PAGE… --db {self.path}"
            raise StoreError(message)
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MS / 1000)
            self._prepare()
        except sqlite3.DatabaseError as error:
            message = f"{self.path} cannot be used as a Lagebild database: {error}"
            raise StoreError(message) from error

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; nothing reported as stored is lost either way."""
        self._db.close()

    def _prepare(self) -> None:
        db = self._db
        (owner,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and owner != APPLICATION_ID:
            message = f"{self.path} is a database of another program"
            raise StoreError(message)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        steps = migrations()
        with self._transaction():
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version > len(steps):
                message = f"{self.path} was written by a newer version of Lagebild (schema {version})"
                raise StoreError(message)
            for number, script in steps[version:]:
                for statement in _statements(script):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def has_page(self, page: Page) -> bool:
        """Whether this very page (same bytes under the same reference) is stored."""
        row = self._db.execute("SELECT 1 FROM document WHERE ref = ? AND page = ?", (page.ref, page_hash(page)))
        return row.fetchone() is not None

    def put(self, page: Page, document: Document) -> bool:
        """Store a page with the document read from it, in one transaction; ``False`` if the document was there."""
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM document WHERE id = ?", (document.id,)).fetchone():
                return False
            mark = page_hash(page)
            db.execute(
                "INSERT OR IGNORE INTO page (hash, bytes, size) VALUES (?, ?, ?)",
                (mark, zlib.compress(page.body, 6), len(page.body)),
            )
            (place,) = db.execute("SELECT coalesce(max(place), 0) + 1 FROM document").fetchone()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute(
                "INSERT INTO document (id, ref, page, place, added, value) VALUES (?, ?, ?, ?, ?, ?)",
                (document.id, document.ref, mark, place, now, msgspec.json.encode(document)),
            )
            db.execute(
                "INSERT INTO search (document, title, text) VALUES (?, ?, ?)",
                (document.id, document.title or "", document.text.replace("\x00", " ")),
            )
        return True

    def documents(self) -> tuple[Document, ...]:
        """All documents in order of arrival."""
        rows = self._db.execute("SELECT value FROM document ORDER BY place")
        return tuple(msgspec.json.decode(value, type=Document) for (value,) in rows)

    def page_bytes(self, document: str) -> bytes | None:
        """The raw bytes a document was read from, checked against their hash; ``None`` for an unknown id."""
        row = self._db.execute(
            "SELECT hash, bytes FROM document JOIN page ON hash = page WHERE id = ?", (document,)
        ).fetchone()
        if row is None:
            return None
        body = zlib.decompress(row[1])
        if hashlib.sha256(body).hexdigest() != row[0]:
            message = f"the stored bytes of {document} are damaged"
            raise StoreError(message)
        return body

    def analysis(self, document: str, recipe: str) -> Analysis | None:
        """The stored analysis of a document made by this recipe."""
        row = self._db.execute(
            "SELECT value FROM analysis WHERE document = ? AND recipe = ?", (document, recipe)
        ).fetchone()
        return msgspec.json.decode(zlib.decompress(row[0]), type=Analysis) if row else None

    def put_analysis(self, analysis: Analysis, recipe: str) -> None:
        """Store an analysis; older recipes' results for the document go."""
        value = zlib.compress(msgspec.json.encode(analysis), 6)
        with self._transaction() as db:
            db.execute("DELETE FROM analysis WHERE document = ?", (analysis.doc,))
            db.execute("INSERT INTO analysis (document, recipe, value) VALUES (?, ?, ?)", (analysis.doc, recipe, value))

    def search(self, query: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """Ids and snippets of documents that hold all words of the query, best first; words are taken literally."""
        terms = " ".join('"' + word.replace('"', '""') + '"' for word in query.replace("\x00", " ").split())
        if not terms:
            return ()
        rows = self._db.execute(
            "SELECT document, snippet(search, 2, '[', ']', ' … ', 16) FROM search WHERE search MATCH ? "
            "ORDER BY rank, document LIMIT ?",
            (terms, limit),
        )
        return tuple((doc, snippet) for doc, snippet in rows)

    def correct(self, correction: Correction) -> None:
        """Keep a human correction."""
        c = correction
        with self._transaction() as db:
            db.execute(
                "INSERT INTO correction (kind, target, value, who, made, why) VALUES (?, ?, ?, ?, ?, ?)",
                (c.kind, c.target, c.value, c.who, c.when, c.why),
            )

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order they were made."""
        rows = self._db.execute("SELECT kind, target, value, who, made, why FROM correction ORDER BY number")
        return tuple(Correction(*row) for row in rows)


def page_hash(page: Page) -> str:
    """SHA-256 of a page's raw bytes, in hex."""
    return hashlib.sha256(page.body).hexdigest()


def migrations() -> list[tuple[int, str]]:
    """The numbered schema steps, in order, without a gap."""
    folder = files("lagebild.store").joinpath("migrations")
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    numbered = [(int(f.name[:4]), f.read_text(encoding="utf-8")) for f in scripts]
    if [n for n, _ in numbered] != list(range(1, len(numbered) + 1)):
        message = "the packaged schema steps are not numbered without a gap"
        raise StoreError(message)
    return numbered


def _statements(script: str) -> Iterator[str]:
    buffer = ""
    for line in script.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""
