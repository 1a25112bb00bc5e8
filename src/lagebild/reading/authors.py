"""Who wrote a page: people only. An agency, a site, a desk, a photographer or a quoted person is no author.

Sources in order of trust: JSON-LD, metadata, marked elements (those at the headline first), byline lines. The first
source that yields a name decides. A name that only metadata know and the page itself never shows is no byline: it is
who put the text into the system.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild.reading.headline import host_key, squash
from lagebild.reading.html import is_article
from lagebild.reading.names import ELSE, PERSON, SPLIT, is_person, names, once

LINE = re.compile(
    r"^[^\w©]{0,3}(?:von|by|par|por|text(?: (?:&|und) fotos?)?:|text von|autor(?:in)?:?|author:?|written by:?|geschrieben von|"
    r"verfasst von|posted by|"
    r"ein\w? (?:kommentar|gastbeitrag|analyse|interview|essay) von|kommentar von|interview:|interview von|"
    r"aus \w+ (?:berichtet|von))\s",
    re.IGNORECASE,
)
MARKED = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|writer|verfasser|redakteur|contributor)|(?i:(?<=[a-z])(?-i:Author|Autor|Byline|Writer))",
    re.IGNORECASE,
)
EXACT = re.compile(r"(?:^|\s)(?:fn|author-name|autor-name)(?:\s|$)")
WRONG = re.compile(
    r"bio|desc|about|avatar|image|img|photo|foto|role|title|position|social|twitter|follow|count|comment|box-?content|more-from|license",
    re.IGNORECASE,
)
APART = re.compile(
    r"(?:^|\s)(?:comments?|comment-\w{1,20}|commentlist|kommentare?|related[\w-]{0,30}|sidebar|secondary|widget|widget-area|"
    r"teaser[\w-]{0,30}|recommend\w{0,20}|most-?read|footer|newsletter|respond|blogroll|more-[\w-]{1,20}|promo|menu|menu-item|testimonial[\w-]{0,20}|license[\w-]{0,20}|caption[\w-]{0,20})(?=\s|$)",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8})\s?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|[A-Z][a-z]{2,8} \d{1,2}, 20\d\d"
)
STORY = re.compile(r"(?:^|[\s_-])(?:content|main|blog|hentry)(?:[\s_-]|$)", re.IGNORECASE)
AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|in)?|redakteure?|redaktion|people|profile?s?|staff|journalist\w*|by|newsteam|contributors?|"
    r"reporters?|columnists?)/",
    re.IGNORECASE,
)
TAGS = frozenset(
    ["a", "span", "div", "p", "address", "li", "ul", "cite", "em", "strong", "b", "h2", "h3", "h4", "h5", "h6", "dd", "td",
     "small", "footer", "header", "section"]
)  # fmt: skip
NO_NAME = re.compile(
    r"^\W{0,3}(?:fotos?|photos?|bild(?:er)?|quelle|source|grafik|illustration\w*|datum|date|übersetz\w+)\b",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"(?:display|visibility)\s{0,3}:\s{0,3}(?:none|hidden)", re.IGNORECASE)
APART_BY = re.compile(r"\s*[|•·]\s*|\s[–—-]\s")
BARS = re.compile(r"\s[|•·]\s")
LABEL = re.compile(
    r"^[^\w©]{0,3}(?:von|by|par|por|autor(?:in|en)?:?|author:?|text:?|text von|written by|verfasst von)\W{0,3}$",
    re.IGNORECASE,
)
LONGEST, LONGEST_LINE = 400, 140
SIGNED = re.compile(r"(?:^|[.!?…\"“”»«)+]\s{0,3})\((?P<n>[^()]{3,90})\)[^\w.]{0,6}$")
MAX_STATE = 2_000_000
MOST_MARKS = 500
PROSE = 5
ZONE = 160
"""Elements behind the headline among which marks are the story's own."""


def authors_of(
    root: Any,  # noqa: ANN401 -- lxml ships no types
    items: Sequence[dict[str, Any]],
    metas: Sequence[str],
    site: str | None,
    url: str | None,
    lines: Sequence[str],
    visible: str,
) -> tuple[str, ...]:
    """The authors of a page. ``metas`` are its author meta tags, ``lines`` what stands around headline and end."""
    page = _Shown(root, visible)
    known = {i["@id"]: i for i in items if isinstance(i.get("@id"), str) and i.get("name")}
    linked = [p for i in items if is_article(i) for p in _people(i.get("author"), known)]
    found = names([n for n, person in linked if not person], site, url)
    found += names([n for n, person in linked if person], site, url, handles=True)
    found = [n for n in once(found) if page.has(n)]
    found = found or [n for n in names(metas, site, url) if page.has(n)]
    for meta in metas:
        listed = [n for n in names([meta], site, url) if page.has(n)]
        if {squash(n) for n in found} < {squash(n) for n in listed}:
            found = listed  # some systems link only the first author
    if any(not _is_sign(n) for n in found):
        return once(found)
    for texts, near, rank in _marked(root):
        named = names(texts, site, url, handles=rank < 3 and not found)
        if not named or (" " not in named[0] and len(named) > 1) or (found and not near):
            continue
        if not _is_sign(named[0]):
            return once(named)
        if near or rank < 2:
            found = named
    return by_lines(lines, site, url) or once(found) or dated(lines, site, url)


def _is_sign(name: str) -> bool:
    """Whether a name is a user's or an editor's sign ("elind", "EL"): a full name elsewhere says more."""
    return " " not in name and (name.islower() or name.isupper())


class _Shown:
    """What a page shows to readers, and what its own scripts and links will show."""

    def __init__(self, root: Any, visible: str) -> None:  # noqa: ANN401
        self._root, self._visible, self._key = root, visible, squash(visible)
        self._more: str | None = None

    def has(self, name: str) -> bool:
        """Whether the page shows a name; a single word must stand there as it is."""
        if " " not in name:
            return re.search(rf"(?<![\w.@/-]){re.escape(name)}(?![\w@/-])", self._visible) is not None
        return squash(name) in self._key or squash(name) in self._state()

    def _state(self) -> str:
        if self._more is None:
            texts = [
                n.text for n in self._root.iter("script") if n.text and (n.get("type") or "") == "application/json"
            ]
            texts += [n.get("alt") or "" for n in self._root.iter("img")]
            self._more = squash(" ".join(texts)[:MAX_STATE])
        return self._more


def dated(lines: Sequence[str], site: str | None, url: str | None) -> tuple[str, ...]:
    """A name beside a date ("3.4.2026 | Eva Lind"), or the signature in the last line."""
    own = {k for k in (squash(site or ""), host_key(url)) if len(k) > 3}
    for line in lines:
        if len(line) < 90 and DAY.search(line):
            pieces = [p.strip() for p in APART_BY.split(line)]
            rest = [re.sub(r"\W|\d", "", DAY.sub("", p)) for p in pieces if re.search(r"\d", p)]
            found = names([p for p in pieces if PERSON.match(p)], site, url)
            if len(found) != 1 or len(pieces) - len(rest) != 1 or max(map(len, rest), default=0) > 12:
                continue
            if len(found[0].split()) <= 3 and not any(k in squash(found[0]) for k in own):
                return once(found)
    return _signature(lines[-1], site, url) if lines else ()


def _signature(line: str, site: str | None, url: str | None) -> tuple[str, ...]:
    """Who signed a line: names alone, or in brackets at its end ("… (Eva Lind, 3.4.2026)")."""
    signed = SIGNED.search(line)
    last = signed["n"] if signed else line.strip(" .–—-()")
    words = last.split()
    alone = 2 <= len(words) <= 3 and is_person(last) and all(w[:1].isupper() for w in words) and not last.isupper()
    if not signed and not alone:
        return ()
    pieces = [p for p in re.split(r"\s*[,/&]\s*", DAY.sub("", last)) if p]
    if signed and not all(is_person(ELSE.split(p)[0]) for p in pieces):
        return ()
    return once(names(pieces, site, url))


def by_lines(lines: Sequence[str], site: str | None, url: str | None = None) -> tuple[str, ...]:
    """Authors from lines such as "Von Eva Lind und Tom Ross", alone, between bars, or behind a label of their own."""
    before = ""
    for line in lines:
        labelled = f"{before} {line}" if LABEL.match(before) else line
        before = line
        if len(line) >= 120:
            continue
        for piece in (labelled, *BARS.split(line)[1:]):
            found = names([piece], site, url) if LINE.match(piece) else []
            if found:
                return once(found)
    return ()


def is_byline(line: str) -> bool:
    """Whether a line begins as a byline does."""
    return len(line) < 120 and LINE.match(line) is not None


def _people(value: Any, known: Mapping[str, dict[str, Any]]) -> list[tuple[str, bool]]:  # noqa: ANN401 -- JSON-LD holds anything
    """Names in a JSON-LD author field, with whether it says that this is a person."""
    out: list[tuple[str, bool]] = []
    todo: list[tuple[Any, bool]] = [(value, False)]
    while todo and len(out) < 20:
        item, person = todo.pop(0)
        if isinstance(item, str):
            out.append((item, person))
        elif isinstance(item, list):
            todo = [(v, person) for v in item[:20]] + todo
        elif isinstance(item, dict):
            identity = item.get("@id")
            if "name" not in item and isinstance(identity, str) and identity in known:
                item = known[identity]
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if not any(k in ("Organization", "NewsMediaOrganization", "WebSite") for k in kinds) or "Person" in kinds:
                todo.insert(0, (item.get("name"), "Person" in kinds))
    return out


@dataclass(frozen=True, slots=True)
class _Mark:
    """An element marked as author, and what it says."""

    node: Any
    texts: tuple[str, ...]


def _marked(root: Any) -> Iterable[tuple[list[str], bool, int]]:  # noqa: ANN401
    """Texts of elements marked as author, with whether they stand at the headline and their rank (0 the surest).

    Those at the headline come first, then by rank; neighbours of the first of a kind belong to it.
    """
    groups: dict[tuple[bool, int], list[_Mark]] = {}
    head: int | None = None
    tried = 0
    for place, node in enumerate(root.iter()):
        if node.tag == "h1":
            head = place
        if (node.tag not in TAGS and "-" not in str(node.tag)) or (rank := _rank(node)) < 0:
            continue
        tried += 1
        if tried > MOST_MARKS:
            break
        near = head is not None and place - head <= ZONE
        group = groups.setdefault((not near, rank), [])
        if len(group) <= 12 and not _apart(node, near=near) and (texts := _texts(node)):
            group.append(_Mark(node, texts))
    for (far, rank), group in sorted(groups.items(), key=lambda g: g[0]):
        if not group:
            continue
        first = group[0]
        homes = _homes(first.node)
        yield [t for m in group if m is first or homes & _homes(m.node) for t in m.texts], not far, rank
        for mark in group[1:6]:
            yield list(mark.texts), not far, rank


def _homes(node: Any) -> set[Any]:  # noqa: ANN401
    parent = node.getparent()
    above = parent.getparent() if parent is not None and parent.tag in {"li", "span", "p", "h3", "h4"} else None
    return {n for n in (parent, above) if n is not None}


def _rank(node: Any) -> int:  # noqa: ANN401
    """How surely an element is marked as author: 0 by ``rel``, 1 by an exact mark, 2 by a name like it, 3 by its link."""
    get = node.get
    marks, ident = get("class"), get("id")
    if ident:
        marks = f"{marks or ''} {ident}"
    prop, rel = get("itemprop"), get("rel")
    rank = (
        _marks_rank(node.tag in {"h2", "h3", "h4"}, rel or "", prop or "", (marks or "")[:400])
        if marks or prop or rel
        else -1
    )
    if rank < 0 and node.tag == "a":
        href = get("href")
        return 3 if href and AUTHOR_LINK.search(href[:400]) and not _in_prose(node.tail or "") else -1
    return rank


def _in_prose(behind: str) -> bool:
    """Whether what follows a link shows that it stands in a sentence: then it leads to somebody written about."""
    return len(behind.split()) >= PROSE and not re.search(r"\d", behind)


@lru_cache(maxsize=4096)
def _marks_rank(heading: bool, rel: str, prop: str, marks: str) -> int:  # noqa: FBT001 -- a key of the cache
    if "author" in rel.lower().split():
        return 0
    if prop.lower() == "author" or EXACT.search(marks):
        return 1
    if not MARKED.search(marks):
        return -1
    wrong = WRONG.search(marks)
    return 2 if not wrong or (wrong[0].lower() == "title" and heading) else -1


def _texts(node: Any) -> tuple[str, ...]:  # noqa: ANN401
    """What a marked element says: its text, or the names among its parts where it holds more."""
    parts: list[str] = []
    length = 0
    for text in node.itertext():
        length += len(text)
        if length > 4 * LONGEST:
            return ()
        if part := " ".join(text.split()):
            parts.append(part)
    whole = " ".join(parts)
    if not 1 < len(whole) < LONGEST:
        return ()
    pieces = tuple(_pieces(parts)) if len(parts) > 1 else ()
    return pieces or ((whole,) if len(whole) < LONGEST_LINE else ())


def _pieces(parts: Sequence[str]) -> list[str]:
    """The parts of a byline that hold nothing but names, or names behind a label such as "Von"."""
    out: list[str] = []
    before = ""
    for part in parts[:40]:
        if LABEL.match(before):
            out.append(f"{before} {part}")
        elif not NO_NAME.match(before) and (_all_people(part) or (LINE.match(part) and len(part) < 90)):
            out.append(part)
        before = part
    return out


def _all_people(text: str) -> bool:
    return len(text) < 120 and all(is_person(p) for p in SPLIT.split(text))


def _apart(node: Any, *, near: bool) -> bool:  # noqa: ANN401
    """Whether an element belongs to other material, or is not shown."""
    if HIDDEN.search(node.get("style") or ""):
        return True
    for depth, parent in enumerate(node.iterancestors()):
        if depth > 12 or parent.tag in {"body", "html"}:
            return False
        if parent.tag in {"nav", "form", "figure"} or (parent.tag in {"footer", "aside"} and depth > 2):
            return True
        if HIDDEN.search(parent.get("style") or ""):
            return True
        marks = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        found = APART.search(marks)
        teaser = found is not None and found[0].strip().lower().startswith("teaser")
        if found and not (near and teaser) and not STORY.search(marks):
            return True
    return False
