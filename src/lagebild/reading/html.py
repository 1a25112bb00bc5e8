"""HTML -> drafts: every visible block in reading order, its role decided by element, class, words and extractor.

What is body text is trafilatura's decision (with recall favoured when it returns little), corrected by the
outlet's own structure: captions, boxes, teasers and forms are never body, whatever an extractor says.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from lagebild.reading.blocks import Draft
from lagebild.reading.dates import iso

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "iframe",
        "object",
        "canvas",
        "math",
        "datalist",
        "select",
        "option",
        "textarea",
        "input",
    ]
)
APART = re.compile(
    r"teaser|related|newsletter|comment|kommentar|cookie|consent|advert|\bad\b|\bads\b|promo|social|share|sharing|"
    r"breadcrumb|navigation|\bnav\b|footer|sidebar|recommend|paywall|subscribe|more-?articles|most-?read|poll|survey|"
    r"signup|banner|outbrain|taboola|linklist|tag-?list|\btags\b",
    re.IGNORECASE,
)
OTHER_STORY = re.compile(
    r"teaser|related|comment|kommentar|most-?read|meistgelesen|recommend|more-?articles|outbrain|taboola", re.IGNORECASE
)
APART_ELEMENTS = frozenset({"nav", "footer", "form", "button", "aside", "dialog", "label"})
CORRECTION = re.compile(r"correction|korrektur|berichtigung|editors?-?note|clarification", re.IGNORECASE)
SUMMARY = re.compile(
    r"summary|zusammenfassung|key-?points|at-?a-?glance|in-?brief|infobox|fact-?box|kurzfassung|tldr", re.IGNORECASE
)
AUTHOR_BOX = re.compile(
    r"author-?(?:box|bio|info|card|profile)|autor(?:en)?-?(?:box|info|profil)|about-?author", re.IGNORECASE
)
BYLINE = re.compile(r"byline|author|autor|meta\b|dateline|published|article-?info|timestamp", re.IGNORECASE)
KICKER = re.compile(r"kicker|dachzeile|overline|roofline|topline|eyebrow", re.IGNORECASE)
LEAD = re.compile(
    r"\blead\b|teaser-?text|intro|vorspann|standfirst|subline|article__lead|\bdek\b|article-?summary|excerpt",
    re.IGNORECASE,
)
QUOTE_BOX = re.compile(r"pull-?quote|zitat|quote-?box|blockquote--", re.IGNORECASE)
LIVE = re.compile(
    r"live-?(?:blog|ticker)?-?(?:entry|post|item|update)|ticker-?(?:entry|item)|blog-?post-?entry", re.IGNORECASE
)
BREAK = "\x0b"
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))
ENOUGH = 200
LONGER = 1.6
MAX_JSON = 400_000


TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
VOID = frozenset(
    [
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody"),
        *("path", "g", "use", "rect", "circle", "line", "polygon", "polyline", "ellipse", "stop", "image", "defs"),
    ]
)
"""Elements that cannot nest, are often left open, or are drawn shapes: they tell nothing of depth."""
MAX_TAGS = 200_000
MAX_DEPTH = 1_500


LONG_TAG = 8_000
MAX_ATTRIBUTES = 1_000
"""Attributes of one element beyond which it is no page: a parser compares each with all before it."""
TAG_INSIDE = re.compile(r"""["']?(?:[^"'>]|"[^"]*"|'[^']*')*+""")
QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def overloaded(html: str) -> bool:
    """Whether an element has more attributes than any page needs. Linear time."""
    at = 0
    for piece in html.split("<"):
        at += len(piece) + 1
        if len(piece) < LONG_TAG or (not piece[0].isalpha() and piece[0] not in "\"'"):
            continue
        inside = TAG_INSIDE.match(piece)
        if inside and len(QUOTED.sub("=", inside[0]).split()) > MAX_ATTRIBUTES:
            begin = at - len(piece)
            if html.rfind("<script", 0, begin) <= html.rfind("</script", 0, begin):
                return True
    return False


ONE_CLASS = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
"""Every element is a plain HTML element: forms need no class of their own, and asking for it costs a call each."""


def too_deep(html: str) -> bool:
    """Whether elements are nested or repeated so much that a tree of them would hurt. Linear time."""
    depth = seen = 0
    for match in TAG.finditer(html):
        seen += 1
        closing, name = match.groups()
        if name.lower() in VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH or seen > MAX_TAGS:
            return True
    return False


def parse(html: str) -> lxml.html.HtmlElement | None:
    """Parse HTML; ``None`` if there is no element in it. Never reaches the network."""
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, collect_ids=False
    )
    parser.set_element_class_lookup(ONE_CLASS)
    cleaned = re.sub(r"^\s{0,200}<\?xml[^>]{0,200}\?>", "", html.replace("\x00", ""))
    try:
        root = lxml.html.document_fromstring(cleaned, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if isinstance(root.tag, str) else None


def main_text(page: lxml.html.HtmlElement | str, url: str | None) -> str:
    """The article's text by the extractor alone, one line per paragraph; empty if there is none. A tree is copied."""
    options: dict[str, Any] = {"include_comments": False, "include_tables": True, "deduplicate": False, "url": url}
    text = trafilatura.extract(page, **options) or ""
    if len(text) < ENOUGH:
        more = trafilatura.extract(page, favor_recall=True, **options) or ""
        text = more if len(more) > len(text) else text
    return text


def json_ld(root: lxml.html.HtmlElement) -> tuple[dict[str, Any], ...]:
    """Every object in the page's JSON-LD, flattened over ``@graph`` and lists, in order."""
    out: list[dict[str, Any]] = []
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "").lower() or not node.text or len(node.text) > MAX_JSON:
            continue
        try:
            value = json.loads(node.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [value]
        while todo and len(out) < 200:
            item = todo.pop(0)
            if isinstance(item, list):
                todo = [*item[:100], *todo]
            elif isinstance(item, dict):
                out.append(item)
                todo += [item[k] for k in ("@graph", "mainEntity") if isinstance(item.get(k), (list, dict))]
    return tuple(out)


def untagged(text: str) -> str:
    """A text that may hold markup or entities (JSON-LD often does), as lines without them."""
    if not re.search(r"<[a-zA-Z/]|&[a-z#0-9]{2,8};", text) or too_deep(text):
        return text
    if not re.search(r"<(?:p|br|div|h\d|li)\b", text, re.IGNORECASE):
        text = text.replace("\n", "<br><br>")
    root = parse(f"<html><body><div>{text}</div></body></html>")
    return "\n".join(d.text for d in _walk(root)) if root is not None else text


def is_article(item: dict[str, Any]) -> bool:
    """Whether a JSON-LD object is an article of some kind."""
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and re.search(r"Article|Posting|Report|Review$", k) for k in names)


def found_blocks(root: lxml.html.HtmlElement) -> list[Draft]:
    """Every visible block with the role its elements give it; what no element marks is ``body`` for now."""
    return _walk(root)


@lru_cache(maxsize=1024)
def _hiding(style: str) -> bool:
    plain = style.replace(" ", "").lower()
    return "display:none" in plain or "visibility:hidden" in plain


@lru_cache(maxsize=8192)
def _role(tag: str, marks: str, inherited: str) -> str:
    """The role an element gives to the text below it."""
    if inherited in {"apart", "caption", "author_box"}:
        return inherited
    if tag in {"aside", "nav"} or OTHER_STORY.search(marks):
        if inherited == "boilerplate" and tag != "body":
            return "apart"
    elif inherited == "boilerplate":
        return inherited
    if tag == "figcaption" or (
        tag in {"div", "p", "span"} and re.search(r"caption|bildunter|image-?credit|copyright", marks, re.IGNORECASE)
    ):
        return "caption"
    if AUTHOR_BOX.search(marks):
        return "author_box"
    if CORRECTION.search(marks):
        return "correction"
    if tag not in {"body", "html", "main", "article"} and (tag in APART_ELEMENTS or APART.search(marks)):
        if LEAD.search(marks) and tag in {"p", "div", "h2"}:
            return "lead"
        if SUMMARY.search(marks):
            return "summary_box"
        other = "apart" if tag in {"aside", "nav"} or OTHER_STORY.search(marks) else "boilerplate"
        return other if tag != "aside" or not QUOTE_BOX.search(marks) else "quote_box"
    for pattern, role in ((KICKER, "kicker"), (SUMMARY, "summary_box"), (QUOTE_BOX, "quote_box"), (LIVE, "live_entry")):
        if pattern.search(marks) and tag != "body":
            return role
    if LEAD.search(marks) and tag in {"p", "div", "h2", "span", "section"}:
        return "lead"
    if BYLINE.search(marks) and tag in {"div", "p", "span", "time", "ul", "li"} and inherited == "":
        return "byline"
    if tag == "time":
        return inherited or "byline"
    return inherited


def _walk(root: lxml.html.HtmlElement) -> list[Draft]:
    """Visible text, one draft per block element, without recursion."""
    out: list[Draft] = []
    buffer: list[str] = []
    where: tuple[str, str] = ("", "")
    when: str | None = None
    stack: list[tuple[str, Any, str]] = [("in", root, "")]
    while stack:
        step, element, role = stack.pop()
        if step == "tail":
            buffer.append(element.tail)
            continue
        if step == "out":
            if buffer:
                _flush(buffer, where, out, when)
            where = ("", role)
            continue
        if step == "over":
            when = None
            continue
        tag, get = element.tag, element.get
        if element.tail:
            stack.append(("tail", element, role))
        if tag in SKIP or not isinstance(tag, str) or get("hidden") is not None:
            continue
        style = get("style")
        if style and _hiding(style):
            continue
        marks = " ".join([m[:300] for m in (get("class"), get("id"), get("itemprop")) if m])
        inner = _role(tag, marks, role)
        if tag in BLOCKS:
            if buffer:
                _flush(buffer, where, out, when)
            where = (tag, inner)
            if inner == "live_entry" and role != inner:
                when = next((w for n in element.iter("time") if (w := iso(n.get("datetime")))), None)
                stack.append(("over", element, role))
            stack.append(("out", element, role))
        elif inner in {"kicker", "byline"} and where[1] != inner and not "".join(buffer).strip():
            where = (where[0], inner)
        if tag == "br":
            while buffer and not buffer[-1].strip(" \t\r\n"):
                buffer.pop()
            buffer.append(BREAK)
        if element.text:
            buffer.append(element.text)
        if len(element):
            stack.extend([("in", child, inner) for child in reversed(element)])
    if buffer:
        _flush(buffer, where, out, when)
    return out


def _flush(buffer: list[str], where: tuple[str, str], out: list[Draft], when: str | None) -> None:
    """Make drafts of the text gathered so far, and empty the buffer."""
    whole = "".join(buffer)
    buffer.clear()
    if whole.isspace() and BREAK not in whole:
        return
    whole = whole.translate(UNSEEN)
    for piece in whole.split(BREAK + BREAK):
        text = " ".join(piece.replace(BREAK, " ").split())
        if text:
            tag, role = where
            kind = {"": "body", "lead": "body", "apart": "boilerplate"}.get(role, role)
            hint = "lead" if role == "lead" else tag
            out.append(Draft(text, kind, hint, time=when, apart=role == "apart"))  # type: ignore[arg-type]
