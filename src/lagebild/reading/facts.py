"""Facts about a page: title, authors, outlet, dates, agencies, kind. ``None`` where the page does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from typing import Any

import lxml.html

from lagebild.model import Block, Credit, DateBasis, DocumentKind, Span
from lagebild.reading.dates import days_in, find_day, iso, search_page
from lagebild.reading.headline import headline
from lagebild.reading.html import is_article
from lagebild.reading.lists import PUNCTUATION, agency_names, agency_pattern, boilerplate, desk_names
from lagebild.text import turn_labels

IN_URL = re.compile(r"/(?P<y>20[0-3]\d)[/-](?P<m>0[1-9]|1[0-2])[/-](?P<d>0[1-9]|[12]\d|3[01])(?=[/_-]|$|\D)")
UPDATED = re.compile(r"aktualisiert|zuletzt geändert|stand:|updated|last modified|geändert am", re.IGNORECASE)
COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
DATELINE = re.compile(
    r"^(?P<place>[A-ZÄÖÜ][\w.\-/ ÄÖÜäöüß]{1,40}?),?\s?(?:\((?P<a>[^()]{2,30})\)|[–—-]{1,2}\s(?P<d>[0-3]?\d\.\s))"
)
CREDIT_LINE = re.compile(r"^[(\[]?[\w.\-/, ]{2,60}[)\]]?$")
WIRE_LINE = re.compile(r"^(?P<a>[A-Za-z]{2,8})(?:[-/][a-z0-9]{2,6}){1,6}(?:\s.*)?$")
WIRE_NUMBER = re.compile(r"\b(?P<a>[A-Za-z]{2,8}):\d{6}-\d")
WIRE_PIECE = re.compile(r"\b(?P<a>[A-Za-z]{2,8})-(?:Eil)?(?:[Mm]eldung|[Bb]ericht|[Tt]ext)")
MATERIAL = re.compile(
    r"mit (?:material|agenturmaterial) (?:von|der)|with (?:material|reporting|files) from|quelle:|source:|\((?:[^()]{0,40})\)$",
    re.IGNORECASE,
)
SAID_BY = re.compile(
    r"(?:berichtet|berichtete|meldet|meldete|meldeten|sagte|sagten|teilte|erklärte|gegenüber|told|reported|reports)\b[^.]{0,60}$",
    re.IGNORECASE,
)


SECTION = re.compile(r"(?:/[a-zäöüß]{2,25}(?:-[a-zäöüß]{2,25})?){0,2}/?(?:index\.html?)?", re.IGNORECASE)
LONG = 300
LINKED = 8


@dataclass(frozen=True, slots=True)
class Day:
    """A date and where it was read."""

    value: str
    basis: DateBasis


def meta(root: lxml.html.HtmlElement, *names: str) -> str | None:
    """The first non-empty ``<meta>`` with one of these names or properties, in the order of the names."""
    table: dict[str, str] = {}
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = (node.get("content") or "").strip()
        if key and value:
            table.setdefault(key, value)
    return next((table[n] for n in names if n in table), None)


def _text(value: Any) -> str | None:  # noqa: ANN401 -- JSON-LD holds anything
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else None


def outlet(root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]], title: str | None) -> str | None:
    """Who publishes the page: Open Graph site name, JSON-LD publisher, application name, the page title's tail."""
    for name in ("og:site_name",):
        if value := meta(root, name):
            return value
    for item in items:
        publisher = item.get("publisher")
        if is_article(item) and isinstance(publisher, dict) and (value := _text(publisher.get("name"))):
            return value
    if value := meta(root, "application-name", "publisher", "dc.publisher"):
        return value
    head = root.findtext(".//title") or ""
    parts = re.split(r"\s[|–—-]\s", " ".join(head.split()))
    if (
        len(parts) > 1
        and title
        and parts[0].strip() != parts[-1].strip()
        and len(parts[-1]) < 40
        and parts[-1] not in title
    ):
        return parts[-1].strip()
    return None


def descriptions(root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]]) -> list[str]:
    """What the page says it is about: meta description, Open Graph, JSON-LD."""
    found = [meta(root, name) for name in ("description", "og:description", "twitter:description")]
    found += [_text(i.get("description")) for i in items if is_article(i)]
    return [d for d in found if d]


def title(
    root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]], site: str | None, url: str | None
) -> str | None:
    """The headline (see ``headline``), from JSON-LD, Open Graph, the page's headings and its title element."""
    linked = next((t for i in items if is_article(i) and (t := _text(i.get("headline")))), None)
    graph = meta(root, "og:title", "twitter:title")
    return headline(root, (linked, graph, root.findtext(".//title")), site, url)


WRITTEN_BY = re.compile(
    r"^(?:written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|by|von)$", re.IGNORECASE
)
AUTHOR_METAS = frozenset(
    ["author", "article:author", "dc.creator", "dc:creator", "sailthru.author", "parsely-author", "byl", "cxenseparse:author",
     "article:author_name", "shareaholic:article_author_name", "twitter:misc:written by", "twitter:misc:verfasst von"]
)  # fmt: skip


def author_metas(root: lxml.html.HtmlElement) -> list[str]:
    """What the page's metadata give as author, in order; "twitter:data1" counts where its label says so."""
    out: list[str] = []
    labelled: list[str] = []
    label = ""
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or "").lower()
        value = (node.get("content") or "").strip()
        if not value:
            continue
        if key in AUTHOR_METAS:
            out.append(value)
        elif key.startswith("twitter:label"):
            label = key[-1] if WRITTEN_BY.match(value) else ""
        elif label and key == f"twitter:data{label}":
            labelled.append(value)
    return (out or labelled)[:10]


def stated(root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]]) -> str | None:
    """The day of publication in the page's metadata, as it stands there."""
    day = _stated(root, items)
    return day.value if day else None


def _stated(root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]]) -> Day | None:
    for item in items:
        if is_article(item) and (value := iso(item.get("datePublished"))):
            return Day(value, "json-ld")
    if value := iso(meta(root, "article:published_time", "og:article:published_time", "date", "dc.date", "dc.date.issued",
                         "datepublished", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
                         "cxenseparse:recs:publishtime", "last-modified-date", "published_at")):  # fmt: skip
        return Day(value, "meta")
    return None


def published(
    root: lxml.html.HtmlElement,
    items: Sequence[dict[str, Any]],
    html: str,
    url: str | None,
    own: Callable[[], str],
    whole: str,
) -> Day | None:
    """The day of first publication: JSON-LD, metadata, the address, then htmldate's search of the page.

    What htmldate finds does not count if the page shows that day (in ``whole``) only outside its own story
    (``own()``): teasers and comments have dates too.
    """
    addressed = next((d for a in (url, _canonical(root)) if a and (d := _in_address(a))), None)
    if day := _stated(root, items):
        return _local(day, addressed)
    if addressed:
        return Day(addressed, "url")
    for node in root.iter("time"):
        stamp = iso(node.get("datetime")) or find_day(" ".join(node.text_content().split()))
        if stamp and not _apart(node):
            return Day(stamp, "byline")
    head = html[: min(max(html.lower().find("<body"), 0), 60_000)]
    shown = days_in(own()) | days_in(head)
    value = search_page(html, url)
    if not value or (value.endswith("-01-01") and value not in shown):
        return None  # a bare year, often of a copyright line
    elsewhere = value not in shown and value in days_in(whole[:200_000])
    return None if elsewhere else Day(value, "text")


def _in_address(address: str) -> str | None:
    match = IN_URL.search(address)
    return f"{match['y']}-{match['m']}-{match['d']}" if match else None


def _local(day: Day, addressed: str | None) -> Day:
    """A stamp in universal time may fall on the day before or after the outlet's own; its address tells."""
    if addressed and day.value.endswith("+00:00") and addressed != day.value[:10]:
        gap = abs((date.fromisoformat(addressed) - date.fromisoformat(day.value[:10])).days)
        if gap == 1:
            return Day(addressed, "url")
    return day


def _apart(node: lxml.html.HtmlElement) -> bool:
    for parent in node.iterancestors():
        if parent.tag in {"footer", "aside", "nav"} or re.search(
            r"teaser|related|most|comment|kommentar", (parent.get("class") or ""), re.IGNORECASE
        ):
            return True
    return False


def _canonical(root: lxml.html.HtmlElement) -> str | None:
    for node in root.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and (node.get("href") or "").startswith("http"):
            return str(node.get("href"))
    return meta(root, "og:url")


def address(root: lxml.html.HtmlElement) -> str | None:
    """The address the page gives for itself."""
    return _canonical(root)


def modified(root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]]) -> Day | None:
    """The day of the last change, where the page says so."""
    for item in items:
        if is_article(item) and (value := iso(item.get("dateModified"))):
            return Day(value, "json-ld")
    value = iso(meta(root, "article:modified_time", "og:updated_time", "last-modified", "lastmod"))
    return Day(value, "meta") if value else None


START_DAY = re.compile(
    r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|[MTWFS][a-z]{2,6}day)?,?\s?[0-3]?\d[.\s].{4,20}\s?[–—-]\s"
)


def dateline_day(lines: Sequence[str]) -> str | None:
    """A full date in the dateline or the first line of the body ("Husum, 11. Mai 2026 (dpa) -")."""
    for line in lines[:2]:
        head = line[:90]
        if START_DAY.match(head) and (value := find_day(head[:40])):
            return value[:10]
        if DATELINE.match(head) or re.match(r"^[A-ZÄÖÜ][\wÄÖÜäöüß.\- ]{2,40},\s(?:den\s)?[0-3]?\d\.", head):
            if value := find_day(head):
                return value[:10]
    return None


def credits_of(text: str, blocks: Sequence[Block], named: Sequence[str]) -> tuple[Credit, ...]:
    """Agencies that stand in the dateline, the byline, a credit line, the last line or the body, in that order.

    ``named`` are author fields of the metadata, which outlets often fill with an agency. Publishers' central desks count
    as agencies, behind the agencies proper; but not where somebody only spoke to one.
    """
    out: list[Credit] = []
    known, pattern = agency_names(), agency_pattern()
    for field in named:
        out += [Credit(known[m[0].casefold()], "meta") for m in pattern.finditer(field)]
    body = [b for b in blocks if b.kind in {"lead", "body", "live_entry", "correction"}]
    for i, block in enumerate(body):
        line = block.span.of(text)
        head = DATELINE.match(line[:90]) or re.match(r"^\((?P<a>[^()]{2,30})\)", line[:40])
        if i < 3 and head and head.groupdict().get("a"):
            found = list(pattern.finditer(line, head.start("a"), head.end("a")))
            found = found or ([m] if (m := WIRE_LINE.match(head["a"])) and m["a"].casefold() in known else [])
            out += [_credit(known, m, block, "dateline") for m in found]
        if i >= len(body) - 2 and len(line) < 140:
            out += _tail(known, pattern, block, line)
        elif i >= len(body) - 2 and (tail := re.search(r"\(([^()]{2,40})\)\s{0,2}$", line)):
            out += [
                Credit(
                    known[m[0].casefold()], "last_line", Span(block.span.begin + m.start(), block.span.begin + m.end())
                )
                for m in pattern.finditer(line, tail.start(1), tail.end(1))
            ]
        for m in pattern.finditer(line):
            around = line[max(0, m.start() - 70) : m.start()]
            if SAID_BY.search(around) and known[m[0].casefold()] not in desk_names():
                out.append(_credit(known, m, block, "body"))
    for block in blocks:
        line = block.span.of(text)
        if block.kind in {"byline", "author_box"} or (block.kind == "boilerplate" and len(line) < 70):
            if block.kind == "byline" or (CREDIT_LINE.match(line.strip(PUNCTUATION)) and _is_credit(line, pattern)):
                out += [_credit(known, m, block, "byline") for m in pattern.finditer(line)]
    for block in blocks:
        line = block.span.of(text)[:400]
        found = [m for m in WIRE_NUMBER.finditer(line) if m["a"].casefold() in known]
        if block.kind in {"headline", "correction"}:
            found += [m for m in WIRE_PIECE.finditer(line) if m["a"].casefold() in known]
        for m in found:
            begin = block.span.begin + m.start("a")
            out.append(Credit(known[m["a"].casefold()], "credit", Span(begin, begin + len(m["a"]))))
    first: dict[str, Credit] = {}
    for credit in out:
        first.setdefault(credit.agency, credit)
    return tuple(sorted(first.values(), key=lambda c: c.agency in desk_names()))


def _credit(known: dict[str, str], m: re.Match[str], block: Block, place: Any) -> Credit:  # noqa: ANN401 -- a literal
    name = m["a"] if "a" in m.groupdict() else m[0]
    return Credit(known[name.casefold()], place, Span(block.span.begin + m.start(), block.span.begin + m.end()))


def _tail(known: dict[str, str], pattern: re.Pattern[str], block: Block, line: str) -> list[Credit]:
    wire = WIRE_LINE.match(line.strip(PUNCTUATION))
    if wire and wire["a"].casefold() in known:
        begin = block.span.begin + line.index(wire["a"])
        return [Credit(known[wire["a"].casefold()], "last_line", Span(begin, begin + len(wire["a"])))]
    if MATERIAL.search(line) or _is_credit(line, pattern):
        return [_credit(known, m, block, "last_line") for m in pattern.finditer(line)]
    return []


def _is_credit(line: str, pattern: re.Pattern[str]) -> bool:
    """Whether a line is made of agency names, file signs and small words only."""
    left = pattern.sub(" ", line.strip(PUNCTUATION))
    left = re.sub(
        r"\b(?:von|by|mit|material|der|und|and|with|quelle|source|agentur(?:en)?|text)\b|[/,;:()\[\].|•·–-]",
        " ",
        left,
        flags=re.IGNORECASE,
    )
    words = left.split()
    return bool(pattern.search(line)) and len(words) <= 2


def _types(items: Sequence[dict[str, Any]]) -> set[str]:
    kinds = (i.get("@type") for i in items)
    return {t for k in kinds for t in (k if isinstance(k, list) else [k]) if isinstance(t, str)}


def says_live(heading: Sequence[str], items: Sequence[dict[str, Any]]) -> bool:
    """Whether a page calls itself a live blog, in JSON-LD or in the words around its headline."""
    return "LiveBlogPosting" in _types(items) or any(boilerplate()["live"].within(h) for h in heading)


def is_index(
    root: lxml.html.HtmlElement, items: Sequence[dict[str, Any]], blocks: Sequence[Block], url: str | None
) -> bool:
    """Whether a page lists articles and is none: many linked headlines, no long text, an address of a section.

    A page that says it is an article is never an index.
    """
    if any(is_article(i) for i in items) or "article" in (meta(root, "og:type") or "").casefold():
        return False
    long = sum(len(b.span) >= LONG for b in blocks if b.kind in {"lead", "body", "live_entry"})
    path = re.sub(r"^https?://[^/]{1,200}|[?#].{0,2000}$", "", url or "")
    section = SECTION.fullmatch(path) is not None if url else long == 0
    if not section or long > 2:
        return False
    linked = 0
    for node in islice(root.iter("h2", "h3", "h4"), 400):
        link = node.find(".//a[@href]") is not None or next(node.iterancestors("a"), None) is not None
        linked += link and len(node.text_content().split()) >= 3
        if linked >= LINKED:
            return True
    return False


QUESTIONS = 2
"""Questions with a reply that make a page an interview."""
LONGEST_REPLY = 3
"""Paragraphs a reply has at most, in the mean."""
ADDRESS = re.compile(r"(?<!\w)(?:Herr|Frau|Mr\.?|Mrs\.?|Ms\.?)\s+(?:(?:Dr|Prof)\.\s+)?[A-ZÄÖÜ][\w-]+\s*[,?]")
FIRST_PERSON = re.compile(r"(?<!\w)(?:[Ii]ch|[Mm]ir|[Mm]ich|[Ww]ir|[Uu]ns|I|[Ww]e|[Mm]y|[Oo]ur)(?!\w)")


def page_kind(
    heading: Sequence[str], items: Sequence[dict[str, Any]], blocks: Sequence[Block], url: str | None, text: str = ""
) -> DocumentKind:
    """What sort of page it is, from JSON-LD type, kicker and title words, and its shape."""
    lists = boilerplate()
    types = _types(items)
    if says_live(heading, items) or sum(b.kind == "live_entry" for b in blocks) >= 2:
        return "liveblog"
    if any(lists["digest"].within(h) and len(h) < 120 for h in heading):
        return "summary"
    if (
        "OpinionNewsArticle" in types
        or any(_opening(lists["opinion"].phrases, h) for h in heading)
        or re.search(r"/(?:meinung|kommentar|opinion|comment)/", url or "")
    ):
        return "comment"
    if any(_opening(lists["interview"].phrases, h) for h in heading) or asks_and_answers(blocks, text):
        return "interview"
    return "article"


def asks_and_answers(blocks: Sequence[Block], text: str) -> bool:
    """Whether the story is a talk: questions as paragraphs of their own, each followed by a reply, from one on to the end.

    Explanations have that shape too ("Wer ist betroffen?"); in a talk somebody is addressed or speaks of himself.
    """
    turns = [b.span.of(text).strip() for b in blocks if b.kind in {"lead", "body", "subhead"}]
    if turn_labels(turns) and any(t.endswith("?") for t in turns):
        return True
    asked = [t.endswith("?") and t[:1] not in '„“”»«"' for t in turns]
    if asked.count(True) < QUESTIONS:
        return False
    first = asked.index(True)
    pairs = sum(a and not b for a, b in pairwise(asked[first:]))
    replies = [t for t, question in zip(turns[first:], asked[first:], strict=True) if not question]
    addressed = any(ADDRESS.search(t) for t, question in zip(turns, asked, strict=True) if question)
    longest = LONGEST_REPLY + addressed  # who is addressed is also told things, without a question mark
    if pairs < QUESTIONS or asked.count(True) - pairs > 1 or len(replies) > longest * pairs:
        return False
    own = sum(FIRST_PERSON.search(t) is not None for t in replies)
    return addressed or 2 * own >= len(replies)


def _opening(phrases: Sequence[str], heading: str) -> bool:
    """Whether a heading is one of the words, or begins with it and a colon or dash."""
    lower = heading.casefold().strip()
    return any(lower == p or re.match(rf"{re.escape(p)}\s?[:|–—-]", lower) is not None for p in phrases)
