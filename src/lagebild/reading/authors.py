"""Who wrote a page: people only. An agency, a site, a desk, a photographer or a quoted person is no author.

Sources in order of trust: JSON-LD, metadata (confirmed by the page), marked elements near the headline, byline
lines. The first source that yields a name decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lagebild.reading.headline import host_key, squash
from lagebild.reading.html import is_article
from lagebild.reading.lists import PUNCTUATION, agency_names, boilerplate

PARTICLES = frozenset(["von", "van", "der", "den", "de", "da", "di", "du", "le", "la", "zu", "zur", "zum", "al", "bin", "ten", "ter", "dos", "del", "dei", "y", "e", "el"])
PERSON = re.compile(
    r"^[^\W\d_][\w.'’-]{0,30}(?:\s(?:von|van|der|de|da|di|du|le|la|zu|zur|den|al|bin|ten|ter|dos|del|y|e|el)\b|\s[^\W\d_][\w.'’-]{0,30}){1,4}$"
)
HANDLE = re.compile(r"^[^\W\d_][\w.-]{2,22}$")
BY = re.compile(
    r"^(?:\W{0,3}(?:ein(?:e)?\s(?:kommentar|gastbeitrag|analyse|essay|reportage|interview|beitrag)\s(?:von|by)|"
    r"(?:geschrieben|verfasst|veröffentlicht|erstellt|gepostet|eingestellt|posted|written|published|submitted|"
    r"article|text|kommentar|interview|artikel|story|beitrag|protokoll|words)\s(?:von|by|durch)|"
    r"aus\s\w+\s(?:berichtet|von)|autor(?:in|en)?|author|verfasser(?:in)?|redakteur(?:in)?|text(?:\s(?:&|und)\sfotos?)?|"
    r"von|vom|by|par|por|di|door|av|autore?s?|texto|texte)\b\s?:?\s*){1,2}",
    re.IGNORECASE,
)
LINE = re.compile(
    r"^(?:von|by|par|por|text(?: (?:&|und) fotos?)?:|text von|autor(?:in)?:|author:|written by|geschrieben von|verfasst von|posted by|"
    r"ein\w? (?:kommentar|gastbeitrag|analyse) von|kommentar von|interview:|aus \w+ (?:berichtet|von))\s",
    re.IGNORECASE,
)
CUT = re.compile(r"\s(?:am|vom|on|um|aktualisiert|updated|veröffentlicht|erschienen|published)\s|\d|\s[|•·–—]\s|[|•·]|\s-\s|\n")
SPLIT = re.compile(r"\s*(?:,|;|\bund\b|\band\b|\bet\b|&|/|\|)\s*")
MARKED = re.compile(r"(?:^|[\s_-])(?:author|autor|byline|writer|verfasser|redakteur|contributor)", re.IGNORECASE)
WRONG = re.compile(
    r"bio|desc|about|avatar|image|img|photo|foto|role|title|position|social|twitter|follow|count|comment|box-?content|more-from",
    re.IGNORECASE,
)
APART = re.compile(
    r"(?:^|\s)(?:comments?|comment-\w{1,20}|commentlist|kommentare?|related[\w-]{0,30}|sidebar|secondary|widget|widget-area|"
    r"teaser[\w-]{0,30}|recommend\w{0,20}|most-?read|footer|newsletter|respond|blogroll|more-[\w-]{1,20}|promo)(?=\s|$)",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8})\s?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|[A-Z][a-z]{2,8} \d{1,2}, 20\d\d")
STORY = re.compile(r"(?:^|[\s_-])(?:content|main|blog|hentry)(?:[\s_-]|$)", re.IGNORECASE)
AUTHOR_LINK = re.compile(r"/(?:authors?|autor(?:en|in)?|redakteure?|redaktion|people|profile?s?|staff|journalist\w*|by)/", re.IGNORECASE)


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
    linked: list[tuple[str, bool]] = [p for i in items if is_article(i) for p in _people(i.get("author"), person=False)]
    firm = any(is_article(i) for i in items) or "article" in "".join(
        (n.get("content") or "") for n in root.iter("meta") if n.get("property") == "og:type"
    )
    seen = squash(visible)
    found = names([n for n, person in linked if not person], site, url)
    found += names([n for n, person in linked if person], site, url, handles=True)
    found = [n for n in found if " " in n or (squash(n) in seen and not n.islower())]
    if found:
        return _once(found)
    found = [n for n in names(metas, site, url) if firm or squash(n) in seen]
    if found:
        return _once(found)
    for texts, handles in _marked(root):
        found = names(texts, site, url, handles=handles)
        found = [n for n in found if " " in n or not n.islower()]
        if found and (" " in found[0] or len(found) == 1):
            return _once(found)
    return by_lines(lines, site, url) or dated(lines, site, url)


def dated(lines: Sequence[str], site: str | None, url: str | None) -> tuple[str, ...]:
    """A name beside a date ("3.4.2026 | Eva Lind"), or one that stands alone as signature in the last line."""
    for line in lines[:-1]:
        if len(line) < 90 and DAY.search(line):
            pieces = [p.strip() for p in re.split(r"\s*[|•·]\s*|\s[–—-]\s", line)]
            found = names([p for p in pieces if PERSON.match(p)], site, url)
            if len(found) == 1 and sum(not re.search(r"\d", p) for p in pieces) == 1 and len(found[0].split()) <= 3:
                return _once(found)
    last = lines[-1].strip(" .–—-()") if lines else ""
    words = last.split()
    if 2 <= len(words) <= 3 and PERSON.match(last) and all(w[:1].isupper() for w in words):
        return _once(names([last], site, url))
    return ()


def by_lines(lines: Sequence[str], site: str | None, url: str | None = None) -> tuple[str, ...]:
    """Authors from lines such as "Von Eva Lind und Tom Ross"."""
    for line in lines:
        if LINE.match(line) and len(line) < 120:
            found = names([line], site, url)
            if found:
                return _once(found)
    return ()


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple({squash(n): n for n in reversed(list(found))}.values())[::-1][:8]


def _people(value: Any, *, person: bool) -> list[tuple[str, bool]]:  # noqa: ANN401 -- JSON-LD holds anything
    if isinstance(value, str):
        return [(value, person)]
    if isinstance(value, dict):
        kind = value.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(k in ("Organization", "NewsMediaOrganization", "WebSite") for k in kinds):
            return []
        return _people(value.get("name"), person="Person" in kinds)
    if isinstance(value, list):
        return [p for item in value[:20] for p in _people(item, person=person)]
    return []


def _marked(root: Any) -> Iterable[tuple[list[str], bool]]:  # noqa: ANN401
    """Texts of elements marked as author, best marks first; with whether one word may be a name there."""
    groups: list[list[tuple[Any, str]]] = [[], [], [], []]
    for node in root.iter("a", "span", "div", "p", "address", "li", "cite", "em", "strong", "b", "h3", "h4", "h5", "h6", "dd", "td", "small", "footer"):
        marks = f"{node.get('class') or ''} {node.get('id') or ''}"
        rel = (node.get("rel") or "").lower()
        rank = -1
        if "author" in rel.split():
            rank = 0
        elif (node.get("itemprop") or "").lower() == "author" or re.search(r"(?:^|\s)(?:fn|author-name|autor-name)(?:\s|$)", marks):
            rank = 1
        elif MARKED.search(marks) and not WRONG.search(marks):
            rank = 2
        elif node.tag == "a" and AUTHOR_LINK.search(node.get("href") or ""):
            rank = 3
        if rank < 0 or len(groups[rank]) > 12 or _apart(node):
            continue
        text = " ".join(" ".join(node.itertext()).split())
        if 1 < len(text) < 140:
            groups[rank].append((node, text))
    for rank, group in enumerate(groups):
        if not group:
            continue
        first = group[0][0]
        together = [t for n, t in group if n is first or n.getparent() is first.getparent()]
        yield together, rank < 3
        for node, text in group[1:6]:
            if node is not first:
                yield [text], rank < 2


def _apart(node: Any) -> bool:  # noqa: ANN401
    for depth, parent in enumerate(node.iterancestors()):
        if depth > 12 or parent.tag in {"body", "html"}:
            return False
        if parent.tag in {"nav", "form"} or (parent.tag in {"footer", "aside"} and depth > 2):
            return True
        marks = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        if APART.search(marks) and not STORY.search(marks):
            return True
    return False


def names(raw: Sequence[str], site: str | None, url: str | None = None, *, handles: bool = False) -> list[str]:
    """The names of people in author fields; with ``handles`` also single words ("Tobi") that no outlet goes by."""
    nobody, firms, known = boilerplate()["nobody"], boilerplate()["organisation"], agency_names()
    own = {k for k in (squash(site or ""), host_key(url)) if len(k) > 2}
    out: list[str] = []
    for text in raw:
        if "http" in text or "@" in text or "www." in text or len(text) > 200:
            continue
        for piece in SPLIT.split(CUT.split(BY.sub("", " ".join(text.split())) + " ")[0]):
            name = re.sub(r"\s*\([^)]{0,60}\)", "", piece).strip(PUNCTUATION.replace(".", ""))
            name = re.sub(r"^(?:Dr|Prof|Mag|Dipl\.-Ing)\.\s(?=\w+\s\w)", "", name) if not handles else name
            words = [w.casefold().strip(".") for w in name.split()]
            full = bool(PERSON.match(name)) and not any(w.islower() and w not in PARTICLES for w in name.split())
            if not full and not (handles and HANDLE.match(name)):
                continue
            if any(w in nobody.phrases or w in known or w in firms.phrases for w in words) or name.casefold() in known:
                continue
            key = squash(name)
            if full and key not in own:
                out.append(name.strip())
                continue
            if any(key == k or (len(key) > 3 and key in k) or (len(k) > 4 and k in key) for k in own):
                continue
            out.append(name.strip())
    return out
