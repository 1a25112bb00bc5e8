"""The headline of an HTML page: what its first-order headings, JSON-LD, Open Graph and title element agree on.

Titles in metadata are often written for search engines or carry the outlet's name; the heading on the page is what
readers saw. So a heading that metadata confirm wins, then a lone heading of some length, then the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import lxml.html

from lagebild.reading.lists import PUNCTUATION

KICKER = re.compile(
    r"kicker|dachzeile|overline|roofline|topline|eyebrow|spitzmarke|hidden|sr-only|screen-?reader|badge|label|category|"
    r"supra|pretitle|pre-title|prefix|title-?header|hiddendash",
    re.IGNORECASE,
)
APART = re.compile(
    r"footer|sidebar|related|teaser|comment|newsletter|logo|cookie|consent|overlay|modal|breadcrumb|seo-?title|paywall|banner",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*[|•·»]\s*|\s+[–—-]\s+|\s*::\s*")
MARKED = re.compile(r"head-?line|entry-?title|article-?title|(?:^|[\s_-])title", re.IGNORECASE)
NO_LETTER = re.compile(r"[\W_]+")
FEWEST = 8
"""A heading of fewer letters is confirmed by being the same, not by being part of something."""
LONGEST = 300


def squash(text: str) -> str:
    """Letters and digits of a text only, in lower case: what is compared."""
    return NO_LETTER.sub("", text.casefold())


def plain(text: str) -> str:
    """A title without entities, soft hyphens and needless white space."""
    if "&" in text and ";" in text:
        text = str(lxml.html.fromstring(f"<p>{text.replace('<', '&lt;')}</p>").text_content())
    text = text.replace("\xad", "").replace("\u200b", "").replace("\ufeff", "")
    return " ".join(text.split())


def host_key(url: str | None) -> str:
    """The name in an address that outlets go by: "www.kurier-nord.de" gives "kuriernord"."""
    match = re.match(r"https?://(?:www\.)?([^/:?#]{3,120})", url or "")
    parts = match.group(1).split(".") if match else []
    return squash(parts[-2] if len(parts) > 1 else "")


def headings(root: Any, tag: str, *, marked: bool = False, kickers: bool = False) -> list[str]:  # noqa: ANN401 -- lxml ships no types
    """The page's headings of one order, without kickers and hidden words, those of other boxes left out.

    ``marked`` takes only those whose class says that they are the headline.
    """
    out: list[str] = []
    for node in list(root.iter(tag))[:40]:
        if any(
            p.tag in {"nav", "footer"} or APART.search(f"{p.get('class') or ''} {p.get('id') or ''}")
            for p in _near(node)
        ):
            continue
        if marked and not any(MARKED.search(p.get("class") or "") for p in (node, *list(node)[:4])):
            continue
        text = plain(" ".join(_words(node, kickers=kickers)))
        text = text.lstrip(" :–—|/-").rstrip(" |–—/-")
        if 2 <= len(text) <= LONGEST:
            out.append(text)
    return out


def _near(node: Any) -> Iterable[Any]:  # noqa: ANN401
    yield node
    for depth, parent in enumerate(node.iterancestors()):
        if depth > 3 or parent.tag in {"body", "html", "main", "article"}:
            return
        yield parent


def _words(node: Any, *, kickers: bool) -> list[str]:  # noqa: ANN401
    out: list[str] = []
    todo: list[tuple[Any, bool]] = [(node, False)]
    while todo:
        element, after = todo.pop()
        if after:
            out.append(element.tail or "")
            continue
        if element is not node:
            todo.append((element, True))
            if not isinstance(element.tag, str) or element.tag in {"style", "script", "svg", "time", "button"}:
                continue
            if not kickers and KICKER.search(f"{element.get('class') or ''} {element.get('data-testid') or ''}"):
                continue
        out.append(element.text or "")
        todo.extend((child, False) for child in reversed(element))
    # words split over inline elements belong together: join without a blank where there is none in the source
    return ["".join(out)] if not _glued(out) else out


def _glued(pieces: Sequence[str]) -> bool:
    """Whether joining the pieces would glue two words ("DemoDer"): lower case meets upper case."""
    filled = [p for p in pieces if p.strip()]
    return any(a[-1:].islower() and b[:1].isupper() for a, b in pairwise(filled))


def cut_site(text: str, site: str | None, url: str | None) -> str:
    """A title without the outlet's name before or behind it."""
    names = {n for n in (squash(site or ""), host_key(url)) if len(n) > 1}
    parts = [p for p in SEPARATOR.split(text) if p.strip()]
    if len(parts) < 2:
        return text
    for part, at_end in ((parts[-1], True), (parts[0], False)):
        key = squash(part)
        named = any(key == n or (len(key) > 3 and (key in n or (n in key and len(key) < 2 * len(n)))) for n in names)
        named = (
            named
            or re.fullmatch(r"[\w-]{2,30}\.(?:de|com|at|ch|org|net|co\.uk|news|lu|info)", part.strip()) is not None
        )
        if named:
            left = text[: text.rfind(part)] if at_end else text[text.find(part) + len(part) :]
            left = left.strip().strip("|–—•·-:» ").strip()
            if left:
                return cut_site(left, site, url)
    return text


def headline(
    root: Any,  # noqa: ANN401
    declared: Sequence[str | None],
    site: str | None,
    url: str | None,
) -> str | None:
    """The headline. ``declared`` are the titles in metadata, most trusted first, the title element last."""
    named = {squash(site or ""), host_key(url), ""}
    told = [cut_site(plain(d), site, url) for d in declared if d and plain(d)]
    told = [t for t in told if squash(t) not in named] or told
    keys = [squash(t) for t in told]
    heads = [h for h in headings(root, "h1") if squash(h) not in named]
    for full in headings(root, "h1", kickers=True) if heads else headings(root, "h2", kickers=True)[:12]:
        whole = squash(full)
        same = [t for t, k in zip(told, keys, strict=True) if k == whole and ":" in t]
        behind = [
            t for t, k in zip(told, keys, strict=True) if k != whole and whole.endswith(k) and len(t.split()) >= 4
        ]
        if same:
            return (same if full in same else behind or same)[0]
    for head in (*heads, *(cut_site(h, site, url) for h in heads)):
        if squash(head) in keys:
            return head
    for head in sorted(
        heads, key=lambda h: not any(k.startswith(squash(h)) for k in keys)
    ):  # sites' names stand behind
        if len(key := squash(head)) >= FEWEST and any(key in k for k in keys):
            return head
    for head in heads:
        inside = [t for t, k in zip(told, keys, strict=True) if len(k) >= FEWEST and squash(head).endswith(k)]
        if inside:
            return inside[0]
    if told and heads:
        best = max(heads, key=lambda h: _shared(h, told))
        if len(best.split()) >= 4 and (len(heads) == 1 or _shared(best, told) > 0.2):
            return best
    if not heads:
        seconds = headings(root, "h2")[:12]
        for head in sorted(seconds, key=lambda h: squash(h) not in keys):
            key = squash(head)
            if len(key) >= FEWEST and key not in named and any(key in k for k in keys):
                return head
        for head in headings(root, "h2", marked=True)[:1]:
            if len(head.split()) >= 4 and _shared(head, told) > 0.2:
                return head
    if told:
        return told[0]
    return heads[0] if heads else None


def _shared(head: str, told: Sequence[str]) -> float:
    words = {w.strip(PUNCTUATION).casefold() for w in head.split()} - {""}
    return max(
        (len(words & {w.strip(PUNCTUATION).casefold() for w in t.split()}) / (len(words) or 1) for t in told),
        default=0.0,
    )
