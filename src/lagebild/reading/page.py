"""Page -> Document: decode, tell HTML from text, find the story and the facts. A poor page yields problems."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from lagebild.model import Block, Document, Page, Problem, Readable, Span
from lagebild.reading import facts, flat, imprint, linewise, live, sites, wraps
from lagebild.reading import html as web
from lagebild.reading.authors import authors_of, by_lines, is_byline
from lagebild.reading.blocks import Draft, assemble
from lagebild.reading.body import choose
from lagebild.reading.dates import find_day
from lagebild.reading.decode import decode
from lagebild.reading.lists import boilerplate
from lagebild.reading.names import names, once
from lagebild.text import squeeze

MAX_TEXT = 2_000_000
GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "nicht",
        "ist",
        "ein",
        "eine",
        "mit",
        "auf",
        "für",
        "von",
        "dem",
        "den",
        "sich",
        "des",
        "im",
        "zu",
        "hat",
        "wurde",
        "auch",
        "nach",
        "bei",
        "sei",
    ]
)
ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "as",
        "he",
        "it",
        "said",
        "by",
        "at",
        "from",
        "his",
        "her",
        "has",
        "have",
        "were",
        "are",
        "be",
    ]
)
OTHERS = frozenset(
    [
        "le",
        "les",
        "des",
        "est",
        "dans",
        "pour",
        "que",
        "une",
        "qui",
        "el",
        "los",
        "las",
        "del",
        "por",
        "para",
        "con",
        "il",
        "di",
        "che",
        "non",
        "per",
        "una",
        "het",
        "een",
        "van",
        "niet",
        "voor",
        "och",
        "att",
        "som",
        "det",
        "på",
        "nie",
        "jest",
        "się",
        "że",
        "na",
        "и",
        "в",
        "не",
        "на",
        "что",
    ]
)
SOURCE_LINE = re.compile(r"^(?P<d>\d{4}-\d\d-\d\d)\s[·|•-]\s(?P<s>\S[^\n]{0,80})$")
SENTENCE_END = re.compile(r"\.[\"“”»]?(?:\s?\([^()]{2,30}\))?$")
TITLE_LINES = 14


def read_page(page: Page) -> Document:
    """Read a page. Bad bytes never raise: the document says what was wrong in ``problems`` and ``readable``."""
    decoded = decode(page.body, page.ref, page.content_type)
    raw, problems = decoded.text, list(decoded.problems)
    if not raw.strip():
        why = problems or [Problem("empty", "the page is empty")]
        return _poor(page, "", "unreadable" if decoded.binary else "empty", why)
    if decoded.html:
        return _html(page, raw, problems)
    return _plain(page, raw, problems)


def _poor(page: Page, text: str, readable: Readable, problems: Sequence[Problem]) -> Document:
    blocks = (Block("boilerplate", _whole(text)),) if text.strip() else ()
    return Document(
        id=_id(page, text), ref=page.ref, text=text, language=language_of(text), blocks=blocks, url=page.url,
        kind="other", readable=readable, problems=tuple(problems),
    )  # fmt: skip


def _whole(text: str) -> Span:
    return Span(0, len(text))


def _id(page: Page, text: str) -> str:
    name = page.url or page.ref.replace("\\", "/").rsplit("/", 1)[-1]
    return hashlib.sha256(f"{name}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def language_of(text: str) -> str:
    """German, English or "und" (undetermined), by counting function words in the first 20,000 characters."""
    counts = Counter(re.findall(r"[^\W\d_]{2,12}", text[:20_000].casefold()))
    german, english, other = (sum(counts[w] for w in words) for words in (GERMAN, ENGLISH, OTHERS))
    best = max(german, english)
    if best == 0 or other > 1.5 * best:
        return "und"
    return "de" if german >= english else "en"


# --- HTML ---------------------------------------------------------------------------------------


def _html(page: Page, raw: str, problems: list[Problem]) -> Document:
    if web.too_deep(raw) or web.overloaded(raw):
        return _poor(
            page,
            "",
            "unreadable",
            [*problems, Problem("structure", "the page's elements are nested or repeated beyond reason")],
        )
    try:
        return _read_html(page, raw, problems)
    except (RecursionError, ValueError, TypeError, KeyError, AttributeError, MemoryError) as error:
        return _poor(
            page,
            "",
            "unreadable",
            [*problems, Problem("structure", f"the page cannot be parsed ({type(error).__name__})")],
        )


def _read_html(page: Page, raw: str, problems: list[Problem]) -> Document:
    root = web.parse(raw)
    if root is None:
        return _poor(page, "", "empty", [*problems, Problem("empty", "the page holds no readable element")])
    elements = list(root.iter())  # held, so that each is wrapped only once
    items = web.json_ld(root)
    url = page.url or facts.address(root)
    site = facts.outlet(root, items, None)
    quirk = sites.site_of(page.url or url, facts.stated(root, items))
    signed = sites.mark(root, quirk) if quirk else []
    title = facts.title(root, items, site, url)
    if quirk and quirk.title_suffix and title and title.endswith(quirk.title_suffix):
        title = title.removesuffix(quirk.title_suffix).rstrip() or title
    site = site or facts.outlet(root, items, title)
    body = web.main_text(root, url) or web.main_text(raw, url)
    article_body = next((b for i in items if web.is_article(i) and isinstance(b := i.get("articleBody"), str)), None)
    article_body = web.untagged(article_body) if article_body else None
    drafts = choose(web.found_blocks(root), body, article_body, title, facts.descriptions(root, items))
    if title and not any(d.kind == "headline" for d in drafts):
        drafts.insert(0, Draft(title, "headline", "meta"))
    text, blocks = assemble(drafts)
    if not text.strip():
        return _poor(page, "", "empty", [*problems, Problem("empty", "there is no text on the page")])
    lines = [b.span.of(text) for b in blocks if b.kind in {"lead", "body"}]
    day = facts.published(root, items, raw, url, lambda: _own(drafts), text)
    dated = facts.dateline_day(lines)
    if dated and (day is None or day.basis == "text"):
        day = facts.Day(dated, "dateline")
    changed = facts.modified(root, items)
    people = authors_of(root, items, facts.author_metas(root), site, url, _near(blocks, text), text)
    people = once(names(signed, site, url, handles=True)) or people
    fields = [
        facts.meta(root, "author", "article:author") or "",
        *(n for i in items if web.is_article(i) for n in _org_names(i)),
    ]
    kickers = [b.span.of(text) for b in blocks if b.kind == "kicker"]
    if facts.says_live([*kickers, title or ""], items):
        blocks = live.entries(text, blocks, items, day.value if day else None)
    kind = facts.page_kind([*kickers, title or ""], items, blocks, url, text)
    if kind == "article" and facts.is_index(root, items, blocks, page.url or url):
        kind = "index"
    readable, more = _readable(text, blocks, items)
    elements.clear()
    return Document(
        id=_id(page, text),
        ref=page.ref,
        text=text,
        language=language_of(" ".join(lines) or text),
        blocks=blocks,
        url=url,
        outlet=site,
        title=title,
        authors=people,
        published=day.value if day else None,
        published_basis=day.basis if day else None,
        modified=changed.value if changed and not (day and changed.value == day.value) else None,
        modified_basis=changed.basis if changed and not (day and changed.value == day.value) else None,
        credits=facts.credits_of(text, blocks, fields),
        kind=kind,
        readable=readable,
        problems=(*problems, *more, *_undated(day is None)),
    )


def _org_names(item: dict[str, Any]) -> list[str]:
    found, todo = [], [item.get("author"), item.get("creditText"), item.get("sourceOrganization")]
    while todo:
        value = todo.pop(0)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            todo.append(value.get("name"))
        elif isinstance(value, list):
            todo.extend(value[:20])
    return found


def _near(blocks: Sequence[Block], text: str) -> list[str]:
    """Lines around the headline, where bylines stand, bylines inside the story, and the story's last two."""
    head = next((i for i, b in enumerate(blocks) if b.kind == "headline"), 0)
    around = [
        b for b in blocks[max(0, head - 6) : head + 12] if b.kind not in {"caption", "headline"} and len(b.span) < 160
    ]
    story = [b for b in blocks[head + 1 :] if b.kind in {"body", "subhead", "byline", "lead"}]
    inside = [b for b in story if b not in around and is_byline(b.span.of(text))]
    ends = [b for b in story if b.kind in {"body", "byline"}][-2:]
    last = [e.span.of(text)[-120:] for e in ends]
    return [
        *(b.span.of(text) for b in (*around, *inside)),
        *(t for t, e in zip(last, ends, strict=True) if len(e.span) < 120 or t.endswith(")")),
    ]


def _own(drafts: Sequence[Draft]) -> str:
    """The page without captions, copyright lines and what its elements mark as other material behind the headline."""
    first = next((i for i, d in enumerate(drafts) if d.kind in {"lead", "body"}), len(drafts))
    lines = [d.text for i, d in enumerate(drafts) if d.kind != "caption" and (not d.apart or i < first)]
    return "\n".join(line for line in lines if not facts.COPYRIGHT.search(line[:30]))


def _undated(missing: bool) -> list[Problem]:  # noqa: FBT001 -- reads as a condition
    return [Problem("undated", "the page gives no date of its own")] if missing else []


def _readable(text: str, blocks: Sequence[Block], items: Sequence[dict[str, Any]]) -> tuple[Readable, list[Problem]]:
    length = sum(len(b.span) for b in blocks if b.kind in {"lead", "body", "live_entry"})
    lists = boilerplate()
    offers = [b for b in blocks if b.kind in {"boilerplate", "body"} and lists["paywall"].within(b.span.of(text))]
    closed = any(str(i.get("isAccessibleForFree")).lower() == "false" for i in items if web.is_article(i))
    if length == 0:
        return "empty", [Problem("empty", "no article text was found on the page")]
    last = [b.span.of(text).rstrip() for b in blocks if b.kind in {"lead", "body"}][-1:]
    if offers and (closed or length < 2_500):
        return "paywall", [Problem("paywall", "the text ends at a paywall; only the beginning can be read")]
    if closed and length < 900:
        return "paywall", [Problem("paywall", "the page is marked as not free; only the beginning can be read")]
    if last and last[0].endswith(("…", "...", "[…]", "[...]")):
        return "truncated", [Problem("truncated", "the text breaks off")]
    return "full", []


# --- flattened text -----------------------------------------------------------------------------


def _plain(page: Page, raw: str, problems: list[Problem]) -> Document:
    if len(raw) > MAX_TEXT:
        return _poor(
            page,
            raw[:MAX_TEXT],
            "unreadable",
            [*problems, Problem("size", "the text is longer than any article; it was not read")],
        )
    unwrapped = wraps.unwrapped(raw)
    text = unwrapped or raw
    items = flat.paragraphs(text)
    head = _title_index(items)
    site, published, modified = _head_facts(items, head)
    prepared = any(SOURCE_LINE.match(p.text) for p in items[:3])
    if flat.CRAWL <= len(items) <= flat.MOST and not prepared:
        linewise.roles(items, head)
    if not any(p.kind == "body" for p in items):
        flat.roles(items, head)
    site = site or imprint.outlet(items, head)
    title = squeeze(items[head].text).lstrip("+• ").strip() if head is not None else None
    heading = [p.text for p in items[: (head or 0) + 3]]
    lists = boilerplate()
    near_head = [p.text for p in items[max(0, (head or 0) - 3) : (head or 0) + 3]]
    story = [p for p in items if p.kind in {"body", "subhead", "headline"}]
    ticking = sum(bool(flat.CLOCK_LINE.match(p.text)) for p in story)
    if any(lists["live"].within(h) and len(h) < 200 for h in near_head) or ticking >= 4:
        flat.live_entries(items, (published or modified or facts.Day("", "text")).value or None)
    blocks = flat.to_blocks(items)
    lines = [b.span.of(text) for b in blocks if b.kind in {"lead", "body"}]
    if published is None and (value := facts.dateline_day(lines)):
        published = facts.Day(value, "dateline")
    near = [p.text for p in items[: (head or 0) + 8] if p.kind != "body"]
    readable, more = _readable(text, blocks, ())
    if title is None:
        more.append(Problem("title", "no headline was found"))
    return Document(
        id=_id(page, raw),
        ref=page.ref,
        text=raw,
        unwrapped=unwrapped,
        language=language_of(" ".join(lines) or text),
        blocks=blocks,
        url=page.url,
        outlet=site,
        title=title,
        authors=by_lines(near, site) or _signed(items, site),
        published=published.value if published else None,
        published_basis=published.basis if published else None,
        modified=modified.value if modified else None,
        modified_basis=modified.basis if modified else None,
        credits=facts.credits_of(text, blocks, ()),
        kind=facts.page_kind([title or "", *heading[:3]], (), blocks, page.url, text),
        readable=readable,
        problems=(*problems, *more, *_undated(published is None)),
    )


def _title_index(items: Sequence[flat.Paragraph]) -> int | None:
    """The headline: the best of the first lines, by length, place, words, and being said twice."""
    flat.weigh(items)
    seen = Counter(p.text.strip().casefold() for p in items)
    lists = boilerplate()
    first_prose = next((i for i, p in enumerate(items) if p.weight > 1.2 and len(p.text) > 90), len(items))
    best, score = None, 0.0
    for i, p in enumerate(items[: max(min(first_prose, TITLE_LINES * 3), 1)]):
        text = p.text.strip()
        if (
            not 12 <= len(text) <= 220
            or SOURCE_LINE.match(text)
            or lists["drop_line"].equals(text)
            or flat.BULLET.match(text)
        ):
            continue
        if (
            lists["drop"].within(text)
            or lists["end"].opens(text)
            or (find_day(text) and len(text) < 45)
            or flat.BYLINE_LINE.match(text)
            or imprint.is_page_title(text, seen)
        ):
            continue
        words = text.split()
        value = 1.0 + min(len(words), 10) / 5 - 0.03 * i
        value -= 1.6 * (bool(SENTENCE_END.search(text)) or bool(re.search(r"[.!][\"“”]?\s+[A-ZÄÖÜ„\"“]", text)))
        value += 1.2 * (seen[text.casefold()] > 1) + 0.8 * (0 < first_prose - i <= 6) + 0.5 * (i == 0)
        value -= 1.0 * (len(words) < 3 and len(text) < 30) + 0.6 * (len(text) > 140)
        value -= 0.7 * bool(re.search(r"\s[|–]\s(?:Startseite|Home|News)", text))
        if value > score + 1e-9:
            best, score = i, value
    return best


def _head_facts(
    items: Sequence[flat.Paragraph], head: int | None
) -> tuple[str | None, facts.Day | None, facts.Day | None]:
    """Outlet and dates from the lines around the headline."""
    site: str | None = None
    published: facts.Day | None = None
    modified: facts.Day | None = None
    top = 0 if head is None else head
    for p in [*items[max(0, top - 6) : top], *items[top + 1 : top + 9]]:
        text = flat.BULLET.sub("", p.text).strip()
        match = SOURCE_LINE.match(text)
        if match:
            return match["s"].strip(), facts.Day(match["d"], "byline"), None
        if p.weight > 1.2 or len(text) > 90 or facts.COPYRIGHT.search(text):
            continue
        if value := find_day(text):
            if facts.UPDATED.search(text):
                modified = modified or facts.Day(value, "byline")
            else:
                published = published or facts.Day(value, "byline")
    if published is None and modified is not None:
        published = modified
        modified = None
    return site, published, modified


def _signed(items: Sequence[flat.Paragraph], site: str | None) -> tuple[str, ...]:
    """The name that heads an author box."""
    name = next((p.text.strip() for p in items if p.kind == "author_box"), "")
    return tuple(names([name], site))
