"""Bytes -> text, before any parser sees them, and a first guard against pages that are none."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

MAX_BYTES = 8_000_000
"""A page above this is cut; a news page has a hundredth of it."""
MAX_TAGS = 200_000
MAX_DEPTH = 1_500
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset=[\"']?\s{0,4}([A-Za-z0-9_-]{3,20})|encoding=[\"']([A-Za-z0-9_-]{3,20})", re.IGNORECASE
)
WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""Browsers read these names as windows-1252 (WHATWG Encoding Standard)."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})[^<>]{0,4000}?(/?)>")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
SNIFF = re.compile(r"<(?:!doctype|html|head|body|article|div|p)\b", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, str | None]:
    """Decode a page; the second value is a problem in words, or ``None``.

    In order: byte order mark, UTF-8, the declared charset, a statistical guess, windows-1252 with replacements.
    """
    problem = None
    if len(data) > MAX_BYTES:
        data, problem = (
            data[:MAX_BYTES],
            f"the page is larger than {MAX_BYTES // 1_000_000} MB; only that much was read",
        )
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), problem
    try:
        return data.decode("utf-8"), problem
    except UnicodeDecodeError as error:
        if len(data) == MAX_BYTES and error.start > len(data) - 4:
            return data[: error.start].decode("utf-8"), problem
    declared = DECLARED.search(data[:4096])
    if declared:
        name = (declared[1] or declared[2]).decode("ascii").lower()
        try:
            return data.decode(WINDOWS.get(name, name)), problem
        except (LookupError, UnicodeDecodeError):
            problem = problem or f"the page declares {name} but is not in it"
    if binary(data):
        return "", "the file is not text"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        guess = from_bytes(data[:50_000], cp_isolation=["utf_8", "cp1252", "cp1250", "cp1251", "utf_16"]).best()
        text = data.decode(guess.encoding if guess else "cp1252", "replace")
        problem = problem or "the encoding of the page is damaged; some characters are lost"
    return text, problem


def binary(data: bytes) -> bool:
    """Whether bytes are no text at all: NUL bytes or many control characters."""
    head = data[:20_000]
    odd = sum(1 for b in head if b < 9 or 13 < b < 32)
    return b"\x00" in head or odd > len(head) * 0.02


def is_html(ref: str, text: str) -> bool:
    """Whether a page is HTML, by its name or its beginning."""
    name = ref.lower().split("?", 1)[0]
    if name.endswith((".html", ".htm", ".xhtml")):
        return True
    if name.endswith(".txt"):
        return bool(re.match(r"\s{0,200}(?:<!doctype html|<html)\b", text[:400], re.IGNORECASE))
    return bool(SNIFF.search(text[:2000]))


def too_deep(html: str) -> bool:
    """Whether elements are nested or repeated so much that a tree of them would hurt. Linear time."""
    depth = seen = 0
    for match in TAG.finditer(html):
        seen += 1
        closing, name, alone = match.groups()
        if name.lower() in VOID or alone:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH or seen > MAX_TAGS:
            return True
    return False
