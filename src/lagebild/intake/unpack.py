"""Files that hold pages inside: saved feeds (RSS, Atom) and web archives (MHTML, WARC). Pure."""

from __future__ import annotations

import html
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import Any

from lxml import etree

from lagebild.intake.warc import archived_pages, is_warc
from lagebild.model import NotRead, Page

FEED_SUFFIXES = frozenset({".rss", ".atom", ".xml"})
ARCHIVE_SUFFIXES = frozenset({".mhtml", ".mht"})
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
MOST_ENTRIES = 500
"""Entries taken from one feed; the rest is listed as not read."""
MOST_BYTES = 20_000_000
TEXTS = ("encoded", "content", "description", "summary")
"""Elements with an entry's text, the fullest first."""
DATES = ("published", "pubdate", "date", "issued", "updated")


def unpack(page: Page) -> list[Page | NotRead]:
    """The pages inside a feed or archive, else the page itself. What is damaged becomes a ``NotRead``."""
    if is_warc(page.ref):
        return archived_pages(page)
    suffix = PurePath(page.ref).suffix.lower()
    if suffix in ARCHIVE_SUFFIXES:
        return [_archived(page)]
    start = page.body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    marked = FEED.match(start) or (start.startswith(b"<?xml") and FEED.search(start))
    if marked or (suffix in FEED_SUFFIXES and not re.search(rb"<html\b", start, re.IGNORECASE)):
        return _entries(page)
    return [page]


def _archived(page: Page) -> Page | NotRead:
    """The page of an MHTML file: its first part that is HTML."""
    try:
        message = message_from_bytes(page.body, policy=policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                body = part.get_payload(decode=True)
                if isinstance(body, bytes) and body.strip():
                    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
                    return Page(page.ref, body, url if url.startswith("http") else None, str(part.get("Content-Type")))
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        return NotRead(page.ref, f"the web archive is damaged ({type(error).__name__})")
    return NotRead(page.ref, "the web archive holds no page")


def _entries(page: Page) -> list[Page | NotRead]:
    """Each entry of a feed as a page of its own, named by its number behind the file's name."""
    if len(page.body) > MOST_BYTES:
        return [NotRead(page.ref, f"the feed is larger than {MOST_BYTES // 1_000_000} MB")]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(page.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return [NotRead(page.ref, f"the feed cannot be parsed ({type(error).__name__})")]
    nodes = [n for n in root.iter() if _name(n) in {"item", "entry"}] if root is not None else []
    if not nodes:
        return [NotRead(page.ref, "this is XML, but no feed with entries")]
    channel = next((n for n in root.iter() if _name(n) in {"channel", "feed"}), root)
    site = _text(channel, "title")
    out: list[Page | NotRead] = []
    for number, node in enumerate(nodes[:MOST_ENTRIES], 1):
        ref = f"{page.ref}#{number}"
        body = next((t for name in TEXTS if (t := _text(node, name))), "")
        title = _text(node, "title")
        if title or body:
            out.append(Page(ref, _markup(node, title, body, site), _link(node), "text/html; charset=utf-8"))
        else:
            out.append(NotRead(ref, "the entry of the feed holds neither title nor text"))
    if len(nodes) > MOST_ENTRIES:
        why = f"the feed has {len(nodes)} entries; only the first {MOST_ENTRIES} were read"
        out.append(NotRead(page.ref, why))
    return out


def _name(node: Any) -> str:  # noqa: ANN401 -- lxml ships no types
    """An element's name without its namespace, in lower case."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _text(node: Any, name: str) -> str:  # noqa: ANN401
    """The text of the first child of that name; markup that stands in it as elements is kept."""
    for child in node:
        if _name(child) == name:
            if len(child):
                inner = "".join(etree.tostring(c, encoding="unicode") for c in child)
                return f"{html.escape(child.text or '')}{inner}".strip()
            return (child.text or "").strip()
    return ""


def _link(node: Any) -> str | None:  # noqa: ANN401
    for child in node:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = (child.get("href") or child.text or "").strip()
            if address.startswith(("http://", "https://")):
                return str(address)
    return None


def _day(node: Any) -> str | None:  # noqa: ANN401
    """The entry's date in ISO 8601: Atom's as it stands, RSS's from the form of e-mails."""
    stamp = next((t for name in DATES if (t := _text(node, name))), "")
    if re.match(r"\d{4}-\d\d", stamp):
        return stamp
    try:
        return parsedate_to_datetime(stamp).isoformat() if stamp else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _markup(node: Any, title: str, body: str, site: str) -> bytes:  # noqa: ANN401
    """An entry as a small page, so that it is read as every other."""
    author = next((_text(c, "name") or (c.text or "").strip() for c in node if _name(c) in {"author", "creator"}), "")
    metas = {"og:site_name": site, "article:published_time": _day(node), "author": author, "og:title": title}
    head = "".join(f'<meta property="{k}" content="{html.escape(v)}">' for k, v in metas.items() if v)
    byline = f'<p class="author">{html.escape(author)}</p>' if author else ""
    story = body if re.search(r"<(?:p|div|br)\b", body, re.IGNORECASE) else f"<p>{body}</p>"
    heading = f"<h1>{html.escape(html.unescape(title))}</h1>" if title else ""
    inside = f"<body><article>{heading}{byline}{story}</article></body>"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>{inside}</html>'.encode("utf-8", "replace")
