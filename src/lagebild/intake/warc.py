"""Pages out of web archives (WARC, ISO 28500), as crawlers and archivists keep them. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from lagebild.model import NotRead, Page

WARC_SUFFIXES = (".warc", ".warc.gz")
MOST_PAGES = 500
"""Pages taken from one archive; the rest is listed as not read."""
MOST_RECORDS = 50_000
MOST_BYTES = 10_000_000
"""A larger page, unpacked, is no news page."""
MOST_TOGETHER = 200_000_000
"""Unpacked bytes of all pages of an archive together; packed they may look harmless."""
DAMAGE = (ArchiveLoadFailed, OSError, EOFError, ValueError, LookupError, zlib.error)


def is_warc(ref: str) -> bool:
    """Whether a file is named like a web archive."""
    return ref.lower().endswith(WARC_SUFFIXES)


def archived_pages(page: Page) -> list[Page | NotRead]:
    """The pages of an archive, each named by the number of its record behind the file's name.

    Taken are answers with a page in HTML that the server called found. Damage ends the reading; what stood before it
    is kept and the damage listed.
    """
    out: list[Page | NotRead] = []
    room = MOST_TOGETHER
    try:
        for number, record in enumerate(ArchiveIterator(BytesIO(page.body)), 1):
            if number > MOST_RECORDS or len(out) >= MOST_PAGES or room <= 0:
                out.append(NotRead(page.ref, f"the archive goes on; only its first {number - 1} records were read"))
                break
            for found in _read(page.ref, number, record):
                out.append(found)
                room -= len(found.body) if isinstance(found, Page) else MOST_BYTES
    except DAMAGE as error:
        out.append(NotRead(page.ref, f"the web archive is damaged ({type(error).__name__})"))
    return out or [NotRead(page.ref, "the web archive holds no page")]


def _read(ref: str, number: int, record: Any) -> Iterator[Page | NotRead]:  # noqa: ANN401 -- warcio ships no types
    if record.rec_type != "response" or record.http_headers is None:
        return
    kind = record.http_headers.get_header("Content-Type") or ""
    if record.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = f"{ref}#{number}"
    body = record.content_stream().read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        yield NotRead(name, f"larger than {MOST_BYTES // 1_000_000} MB; not a news page")
    elif body.strip():
        yield Page(name, body, url if url.startswith(("http://", "https://")) else None, kind)
