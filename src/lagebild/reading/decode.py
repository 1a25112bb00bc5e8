"""Bytes to characters: byte order mark, UTF-8, the page's own declaration, windows-1252, in that order."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lagebild.model import Problem

MAX_HTML_BYTES = 4_000_000
"""More markup than this is no news page; the rest is cut off and the document says so."""
MAX_TEXT_BYTES = 1_000_000
"""The same for plain text."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LATIN = {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii", "iso_8859-1"}
_MARKUP = re.compile(r"<(?:!doctype\s{1,3}html|html|head|body|article|main|div|p|table|h1|script)\b", re.IGNORECASE)
_CLOSING = re.compile(r"</?(?:p|div|br|span|a|td|tr|li|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a page, whether they are markup, and what was wrong with the bytes."""

    text: str
    html: bool
    problems: tuple[Problem, ...] = ()
    binary: bool = False


def decode(body: bytes, ref: str, content_type: str | None = None) -> Decoded:
    """Decode a page's bytes; never raises. Damaged characters become U+FFFD, with a problem."""
    problems: list[Problem] = []
    html = looks_like_html(body, ref, content_type)
    limit = MAX_HTML_BYTES if html else MAX_TEXT_BYTES
    if len(body) > limit:
        problems.append(
            Problem(
                "too_large",
                f"the page has {len(body) // 1000} kB; only the first {limit // 1000} kB were read",
            )
        )
        body = body[:limit]
    if _is_binary(body):
        problems.append(Problem("binary", "this is no text: the file holds binary data (an image, archive or PDF?)"))
        return Decoded("", html, tuple(problems), binary=True)
    text, damaged = _characters(body, content_type, cut=bool(problems))
    if damaged:
        problems.append(
            Problem("encoding", f"{damaged} characters could not be decoded; they are shown as a question mark sign")
        )
    return Decoded(text, html, tuple(problems))


def looks_like_html(body: bytes, ref: str, content_type: str | None = None) -> bool:
    """Whether the bytes are markup: by their first tags, else by declared type or ending with some tags in it."""
    raw = body[:60_000]
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), "latin-1")
    head = raw.decode(encoding, "replace")
    start = head.lstrip("\ufeffï»¿ \t\r\n")[:2000].lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml", "<!--")) and _MARKUP.search(head):
        return True
    named = ref.lower().split("?")[0].endswith((".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".shtml"))
    typed = bool(content_type and "html" in content_type.lower())
    tags = len(_CLOSING.findall(head[:20_000]))
    if named or typed:
        return tags >= 1 or bool(_MARKUP.search(head))
    return tags >= 8 and bool(_MARKUP.search(head)) and start.startswith("<")


def _is_binary(body: bytes) -> bool:
    if any(body.startswith(mark) for mark, _ in _BOMS):
        return False
    head = body[:8192]
    if head.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        return True
    control = sum(head.count(bytes([c])) for c in (*range(9), *range(14, 32)))
    return bool(head) and control > len(head) * 0.1


def _characters(body: bytes, content_type: str | None, *, cut: bool) -> tuple[str, int]:
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(name, "replace")
            return text, text.count("\ufffd")
    try:
        return body.decode("utf-8"), 0
    except UnicodeDecodeError as error:
        if cut and error.start >= len(body) - 3:
            return body[: error.start].decode("utf-8"), 0
    for name in _declared(body, content_type):
        try:
            return body.decode(name), 0
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    lenient = body.decode("utf-8", "replace")
    broken, multibyte = lenient.count("\ufffd"), sum(1 for c in lenient if ord(c) > 127)
    if broken * 4 < multibyte:  # mostly good UTF-8 with a few broken places
        return lenient, broken
    text = body.decode("cp1252", "replace")
    return text, text.count("\ufffd")


def _declared(body: bytes, content_type: str | None) -> list[str]:
    names: list[str] = []
    for source in ((content_type or "").encode("ascii", "ignore"), body[:4096]):
        found = _DECLARED.search(source)
        if found:
            name = found.group(1).decode("ascii").lower()
            if name in _LATIN:
                name = "cp1252"
            if name.startswith("utf"):
                continue
            try:
                if codecs.lookup(name)._is_text_encoding:  # noqa: SLF001
                    names.append(name)
            except LookupError:
                continue
    return names
