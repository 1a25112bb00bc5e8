"""Flattened text -> blocks: which lines are the story, which are what a crawl left around it.

Lines are joined into paragraphs where they were only wrapped; each paragraph gets a weight (prose is positive,
menu entries and forms negative), and the story is the run of paragraphs with the largest sum (maximum-sum
segment). Marks that end an article weigh heavily, so prose teasers behind them stay out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.model import Block, BlockKind, Span
from lagebild.reading.lists import PUNCTUATION, boilerplate

STOP = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einer",
        "eines",
        "einem",
        "einen",
        "und",
        "oder",
        "aber",
        "nicht",
        "auch",
        "auf",
        "für",
        "mit",
        "von",
        "zu",
        "zur",
        "zum",
        "im",
        "in",
        "an",
        "am",
        "bei",
        "nach",
        "aus",
        "als",
        "wie",
        "dass",
        "sich",
        "ist",
        "sind",
        "war",
        "waren",
        "hat",
        "haben",
        "hatte",
        "hatten",
        "wird",
        "werden",
        "wurde",
        "wurden",
        "es",
        "sie",
        "er",
        "ich",
        "wir",
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "not",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "by",
        "as",
        "that",
        "this",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "be",
        "been",
        "it",
        "he",
        "she",
        "they",
        "we",
        "his",
        "her",
        "their",
        "its",
    ]
)
END_WEIGHT = -6.0
CRAWL = 10
"""From this many paragraphs on a text is taken for the capture of a whole page (see ``linewise``)."""
MOST = 3_000
"""Beyond so many it is no capture of one page, and weighing each line would take too long."""
NOISE_WEIGHT = -1.2
SHORT_WEIGHT = -0.45
LONGEST_LINE = 20_000
ENDING = re.compile(r"[.!?…:][\"“”»«'‘’)\]]{0,3}(?:\s?\([^()]{2,30}\))?$")
BULLET = re.compile(r"^\s{0,40}[•*·‣▪–-]\s+")
DATE_LIKE = re.compile(
    r"\d{1,2}[./]\s?(?:\d{1,2}[./]|[A-ZÄ][a-zä]{2,8})\s?\d{0,4}|\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}:\d\d"
)
CLOCK_LINE = re.compile(
    r"^\s{0,10}(?:\+\+\+\s*)?\[?(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)\]?(?:\s*Uhr)?\b[\s:–-]*(?:\+\+\+)?"
)
DAY_LINE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.|\d{4}-\d\d|[A-Za-zä]{3,9}\.? \d{1,2},? (?:19|20)\d\d")
COMMENTS = re.compile(
    r"^(?:\(?\d{1,5}\)?\s(?:leser)?(?:kommentare?|comments?|ergänzungen?|antworten|replies|responses)(?:\W|$)|"
    r"(?:leser)?(?:kommentare|comments)(?:\s\(\d{1,5}\))?:?$)",
    re.IGNORECASE,
)
"""A heading over readers' comments, most often with their number."""
ABOUT = re.compile(r"(?:Über|Zur Person:?|About)\s(?P<n>[^\d:.?!]{5,50})$")
WRITES = re.compile(r"\b(?:ich bin|schreibt|berichtet|ist redakteur|is a|writes|covers|i am|arbeitet)\b", re.IGNORECASE)
BYLINE_LINE = re.compile(r"^(?:von|by|text:|autor:|author:|aus\s\w+\svon)\s", re.IGNORECASE)


_OPEN = frozenset("der die das den dem des eine einen einem einer und oder sowie von vom im zum zur für the a of and or by from".split())  # fmt: skip # noqa: SIM905
"""Words no sentence ends with."""
WRAPPED = 40
"""Characters from which on a line that breaks off in a sentence, before an indent or after a small word, goes on."""


@dataclass(slots=True)
class Paragraph:
    """A run of lines. ``lines`` counts the first and one past the last line of the file, from 0."""

    span: Span
    text: str
    lines: tuple[int, int]
    kind: BlockKind = "boilerplate"
    weight: float = 0.0
    time: str | None = None


def paragraphs(text: str) -> list[Paragraph]:
    """Lines joined where a paragraph was only wrapped: a blank at the line's end, or a lower-case continuation."""
    out: list[Paragraph] = []
    at = 0
    open_ = False
    for number, line in enumerate(text.splitlines(keepends=True)):
        body = line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        stripped = body.strip()
        begin = at + (len(body) - len(body.lstrip()))
        end = at + len(body.rstrip())
        at += len(line)
        if not stripped:
            open_ = False
            continue
        if open_ and out and _continues(out[-1], body) and out[-1].span.end - out[-1].span.begin < LONGEST_LINE:
            last = out[-1]
            last.span, last.text, last.lines = (
                Span(last.span.begin, end),
                f"{last.text} {stripped}",
                (last.lines[0], number + 1),
            )
        else:
            out.append(Paragraph(Span(begin, end), stripped, (number, number + 1)))
        open_ = True
        if body.endswith((" ", "\u00a0")) and len(stripped) < 120 and not ENDING.search(stripped):
            out[-1].text = out[-1].text.rstrip() + " "
    return out


def _continues(paragraph: Paragraph, line: str) -> bool:
    before, stripped = paragraph.text, line.lstrip()
    if BULLET.match(line):
        return False
    if before.endswith(" "):
        return True
    if ENDING.search(before):
        return False
    if stripped[:1].islower():
        return len(before) > 15
    indented = line[:1] in {" ", "\u00a0"}
    prose = len(before) > WRAPPED and stripped[:1].isalpha()
    return prose and (indented or before.split()[-1].casefold() in _OPEN)


def weigh(items: Sequence[Paragraph]) -> None:
    """Give each paragraph its weight, in place."""
    lists = boilerplate()
    for p in items:
        text = BULLET.sub("", p.text).strip()
        words = text.split()
        stops = sum(w.strip(PUNCTUATION).casefold() in STOP for w in words)
        share = stops / len(words) if words else 0.0
        ends = lists["end"].opens(text) or COMMENTS.match(text)
        if len(text) < 90 and ends and not ENDING.search(text.rstrip(":")):
            p.weight = END_WEIGHT
        elif (lists["drop"].within(text) and len(text) < 400) or (lists["support"].within(text) and len(text) < 700):
            p.weight = NOISE_WEIGHT * 2
        elif lists["drop_line"].equals(text):
            p.weight = NOISE_WEIGHT
        elif lists["caption"].opens(text) and len(text) < 250:
            p.weight = SHORT_WEIGHT / 2
        elif len(text) >= 60 and share >= 0.12 and (ENDING.search(text) or len(text) > 160):
            p.weight = min(1.0 + len(text) / 200, 4.0)
        elif len(text) >= 25 and share >= 0.1 and ENDING.search(text):
            p.weight = 0.5
        elif DATE_LIKE.search(text) and len(text) < 60:
            p.weight = NOISE_WEIGHT
        else:
            p.weight = SHORT_WEIGHT


def best_run(weights: Sequence[float]) -> tuple[int, int]:
    """The run of neighbours with the largest sum, half-open (Kadane's algorithm); the first one of equals."""
    best = total = 0.0
    begin, found = 0, (0, 0)
    for i, weight in enumerate(weights):
        if total <= 0:
            total, begin = 0.0, i
        total += weight
        if total > best:
            best, found = total, (begin, i + 1)
    return found


def roles(items: Sequence[Paragraph], title: int | None) -> None:
    """Set the kind of every paragraph, in place. ``title`` is the index of the headline."""
    weigh(items)
    first = 0 if title is None else title + 1
    begin, end = best_run([p.weight for p in items[first:]])
    begin, end = begin + first, end + first
    for i, p in enumerate(items):
        if i == title:
            p.kind = "headline"
        elif begin <= i < end:
            p.kind = _inside(items, i, end)
        elif title is not None and items[title].text.strip().casefold() == p.text.strip().casefold():
            p.kind = "boilerplate"
        elif boilerplate()["correction"].opens(p.text) and end <= i <= end + 3 and len(p.text) > 50:
            p.kind = "correction"
        elif title is not None and title < i < begin and BYLINE_LINE.match(p.text) and len(p.text) < 80:
            p.kind = "byline"
    side_roles(items)


def side_roles(items: Sequence[Paragraph]) -> None:
    """Tell summary boxes, author boxes and captions from the story, in place."""
    for p in items:
        if boilerplate()["author"].opens(p.text) and p.kind in {"body", "subhead", "boilerplate"}:
            p.kind = "author_box"
    _summary_box(items)
    _author_box(items)
    _captions(items)


FULL_STOP = re.compile(r"\.[\"“”»'’]?\s*$")
"""The end of a sentence; no subhead has one."""


def _inside(items: Sequence[Paragraph], i: int, end: int) -> BlockKind:
    p, lists = items[i], boilerplate()
    if p.weight <= NOISE_WEIGHT or (BYLINE_LINE.match(p.text) and len(p.text) < 60):
        return "boilerplate"
    if lists["caption"].opens(p.text) and len(p.text) < 250:
        return "caption"
    if lists["correction"].opens(p.text) and len(p.text) > 40:
        return "correction"
    if p.weight > 0:
        return "body"
    follows = i + 1 < end and items[i + 1].weight > 0
    words = p.text.split()
    if follows and 2 <= len(words) <= 14 and not p.text.rstrip().endswith((",", "…", "|")) and "/" not in p.text:
        return "body" if FULL_STOP.search(p.text) else "subhead"
    return "boilerplate"


def _author_box(items: Sequence[Paragraph]) -> None:
    """A line that is a name ("Eva Lind", "Über Eva Lind"), and behind it a paragraph about whose name it is: no story."""
    body = [i for i, p in enumerate(items) if p.kind in {"body", "subhead"}]
    for i in body[-3:]:
        heading = ABOUT.match(items[i].text.strip())
        words = (heading["n"] if heading else items[i].text.strip()).split()
        if not (2 <= len(words) <= 4 and all(w[:1].isupper() for w in words)) or i + 1 >= len(items):
            continue
        behind = items[i + 1].text
        if (heading and words[-1] in behind) or (words[0] in behind[:120] and WRITES.search(behind[:200])):
            items[i].kind = items[i + 1].kind = "author_box"


def _summary_box(items: Sequence[Paragraph]) -> None:
    """A heading that announces a summary makes the bullets behind it a summary box."""
    lists = boilerplate()
    i = 0
    while i < len(items):
        if len(items[i].text) < 60 and lists["summary"].opens(items[i].text) and items[i].kind != "headline":
            items[i].kind = "summary_box"
            j = i + 1
            while j < len(items) and BULLET.match(items[j].text):
                items[j].kind = "summary_box"
                j += 1
            i = j
        else:
            i += 1


def _captions(items: Sequence[Paragraph]) -> None:
    for p in items:
        if (
            p.kind in {"body", "subhead"}
            and len(p.text) < 200
            and (
                boilerplate()["caption"].opens(p.text)
                or re.search(r"\b(?:Foto|Photo|Bild|Quelle|Credit):\s?\S", p.text)
            )
        ):
            p.kind = "caption"


def live_entries(items: Sequence[Paragraph], day: str | None) -> None:
    """Mark the entries of a live blog, each with its own time: what stands behind a line that begins with a clock.

    The blog runs from the first such line to the first mark of other material behind the last one.
    """
    lists = boilerplate()
    clocks = [i for i, p in enumerate(items) if CLOCK_LINE.match(p.text) and p.kind not in {"headline", "author_box"}]
    clocks = [i for i in clocks if not DAY_LINE.search(items[i].text[:40])]
    if not clocks:
        return
    current: str | None = None
    for i in range(clocks[0], len(items)):
        p = items[i]
        if i > clocks[-1] and (p.weight <= END_WEIGHT or lists["drop"].within(p.text)):
            p.kind = "boilerplate"
            return
        match = CLOCK_LINE.match(p.text) if i in clocks else None
        if match:
            clock = f"{int(match['h']):02}:{match['m']}"
            current = f"{day[:10]}T{clock}" if day else None
        if p.kind not in {"body", "subhead", "boilerplate"} or (p.weight <= NOISE_WEIGHT and not match):
            continue
        p.time = current
        if match and len(p.text) <= match.end() + 3:
            p.kind = "boilerplate"
        elif len(p.text) < 110 and not ENDING.search(p.text) and not match:
            p.kind = "subhead"
        else:
            p.kind = "live_entry"


def to_blocks(items: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Fix the paragraphs as blocks."""
    return tuple(Block(p.kind, p.span, p.time) for p in items)
