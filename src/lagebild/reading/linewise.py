"""Which lines of a long capture are the story: a line's own look, its neighbours, and the words it shares with them.

Boosted decision trees weigh some sixty plain features per line. The trees are data (``linewise.json``), fitted on
captures of news pages by ``training/lines.py``; nothing in them names an outlet or a topic.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from lagebild.errors import DataFileError
from lagebild.reading.flat import (
    BULLET,
    BYLINE_LINE,
    COMMENTS,
    DATE_LIKE,
    END_WEIGHT,
    ENDING,
    STOP,
    Paragraph,
    best_run,
    side_roles,
    weigh,
)
from lagebild.reading.flat import roles as rule_roles
from lagebild.reading.lists import PUNCTUATION, boilerplate, words_of

Tree: TypeAlias = "list[Tree | float | int] | float"
"""A number, or: feature, threshold, the tree for values up to it, the tree for values above it."""

WORD = re.compile(r"[^\W\d_]{5,30}")
CREDIT = re.compile(r"\b(?:Foto|Photo|Bild|Quelle|Credit|Copyright|Bildrechte|Rechte|Legende)\b|©", re.IGNORECASE)
IN_PICTURE = re.compile(
    r"\((?:v\.\s?l\.|l\.|r\.|links|rechts|m\.|mitte|undatiert|archiv|left|right|center)[^)]{0,20}\)", re.IGNORECASE
)
ADDRESS = re.compile(
    r"(?<=\w[, ])(?:Sie|Ihnen|Ihre?[nmrs]?)\b|(?<=, )Sie\b|\b(?:du|dich|dir|deine?[nmrs]?|euch|your?)\b"
)
"""Pronouns by which a page speaks to its readers."""
AGO = re.compile(
    r"\b(?:vor \d+ (?:Minuten?|Stunden?|Tage?n?|Wochen?)|\d+ (?:minutes?|hours?|days?) ago)\b|\b\d{1,2}:\d\d$|\b\d+ min\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?][\"“”»«’)]{0,2}\s+[\"„“»«(]?[A-ZÄÖÜ0-9]")
PRETERITE = re.compile(r"\b\w{3,}(?:te|ten|ed)\b")
NUMBERED = re.compile(r"\d{1,3}[.)]\s")
NEAR = (1, 2, 3)
WIDE = (5, 12, 30)
FEW = 25
DOUBT = -1.5
"""In texts of fewer paragraphs a score as low as this is enough for what the rule for short texts takes, too."""
ENOUGH = 3
"""Paragraphs of the story that must stand before a heading of comments."""
TWIN = 15
"""Letters from which a line inside another one close by tells that both name one linked page."""


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[str, ...], tuple[Tree, ...], float]:
    """Names of the features, the trees, and what their sum starts from (less the threshold)."""
    table = json.loads(files(__package__).joinpath("linewise.json").read_text(encoding="utf-8"))
    return tuple(table["features"]), tuple(table["trees"]), float(table["start"]) - float(table["threshold"])


def scores(items: Sequence[Paragraph], title: int | None) -> list[float]:
    """How much speaks for each paragraph being the story's: above 0 it is. ``items`` must have been weighed."""
    names, trees, start = _model()
    out = []
    for features in rows(items, title):
        if tuple(features) != names:
            message = "linewise.json was fitted for other features; run training/lines.py"
            raise DataFileError(message)
        values = list(features.values())
        total = start
        for tree in trees:
            node = tree
            while isinstance(node, list):
                node = node[2] if values[node[0]] <= node[1] else node[3]  # type: ignore[index,operator]
            total += node
        out.append(total)
    return out


def roles(items: Sequence[Paragraph], title: int | None) -> None:
    """Set the kind of every paragraph of a capture, in place. ``title`` is the index of the headline."""
    weigh(items)
    values = scores(items, title)
    sure: list[int] = []
    if len(items) < FEW:
        rule_roles(items, title)
        sure = [i for i, p in enumerate(items) if p.kind == "body" and values[i] > DOUBT]
    for p in items:
        p.kind = "boilerplate"
    assign(items, title, values)
    for i in sure:
        if items[i].kind == "boilerplate":
            items[i].kind = "body"


def assign(items: Sequence[Paragraph], title: int | None, values: Sequence[float]) -> None:
    """Set the kind of every paragraph, in place, by its score."""
    for i, (p, score) in enumerate(zip(items, values, strict=True)):
        if i == title:
            p.kind = "headline"
        elif score > 0:
            short = len(p.text) < 110 and not ENDING.search(p.text.strip()) and len(p.text.split()) <= 14
            p.kind = "subhead" if short else "body"
            if boilerplate()["correction"].opens(p.text) and len(p.text) > 40:
                p.kind = "correction"
    _cut_comments(items)
    side_roles(items)


def _cut_comments(items: Sequence[Paragraph]) -> None:
    """What stands behind a heading of readers' comments is theirs, if the story stands before it."""
    story = 0
    for i, p in enumerate(items):
        if COMMENTS.match(p.text) and len(p.text) < 60 and story >= ENOUGH:
            for other in items[i:]:
                other.kind = "boilerplate"
            return
        story += p.kind == "body"


def rows(items: Sequence[Paragraph], title: int | None) -> list[dict[str, float]]:
    """The named features of every paragraph, in order. ``items`` must have been weighed."""
    look = [_look(p) for p in items]
    place = _places(items, title)
    out = []
    for i, (own, where) in enumerate(zip(look, place, strict=True)):
        row = own | where
        for name in ("short", "bullet", "service", "address", "twin", "byline", "ago"):
            row[f"{name}-1"] = (look[i - 1] | place[i - 1])[name] if i else 0.0
            row[f"{name}+1"] = (look[i + 1] | place[i + 1])[name] if i + 1 < len(items) else 0.0
        out.append({name: round(value, 4) for name, value in row.items()})
    return out


def _look(p: Paragraph) -> dict[str, float]:
    """What a line shows by itself."""
    text = p.text.strip()
    words = text.split()
    count, length = len(words) or 1, len(text)
    quoted = any(c in text for c in '„“«»"')
    ended = ENDING.search(text) is not None
    breaks = len(SENTENCE.findall(text))
    verb = words_of("finite", whole=True).search(text) is not None or PRETERITE.search(text) is not None
    return {
        "weight": max(-2.0, min(4.0, p.weight)),
        "length": math.log1p(length),
        "ended": ended,
        "digits": sum(c.isdigit() for c in text) / (length + 1),
        "commas": min(text.count(","), 4) / 4,
        "quoted": quoted,
        "bullet": BULLET.match(p.text) is not None,
        "numbered": NUMBERED.match(text) is not None,
        "short": count <= 3,
        "credit": CREDIT.search(text) is not None,
        "picture": words_of("picture").search(text) is not None or IN_PICTURE.search(text) is not None,
        "address": 0.0 if quoted else min(len(ADDRESS.findall(text)), 3) / 3,
        "service": 0.0 if quoted else min(len(words_of("service").findall(text)), 3) / 3,
        "ago": length < 120 and AGO.search(text) is not None,
        "dated": length < 60 and DATE_LIKE.search(text) is not None,
        "byline": length < 80 and BYLINE_LINE.match(text) is not None,
        "said": words_of("said", whole=True).search(text) is not None,
        "verbless": not verb,
        "sentences": min(breaks, 5) / 5,
        "one sentence": ended and not breaks,
        "capitals": sum(w[:1].isupper() for w in words) / count,
        "small words": sum(w.strip(PUNCTUATION).casefold() in STOP for w in words) / count,
        "word length": min(sum(map(len, words)) / count, 12) / 12,
        "kicker": length < 140 and ":" in text[:40] and not text.endswith(":"),
    }


def _places(items: Sequence[Paragraph], title: int | None) -> list[dict[str, float]]:
    """Where a line stands: in the heaviest run, behind headline and end marks, among lines of what weight and words."""
    total, head = len(items), title or 0
    texts = [p.text.strip().casefold() for p in items]
    weights = [max(-2.0, min(4.0, p.weight)) for p in items]
    prose = [max(0.0, w) for w in weights]
    begin, end = best_run([p.weight for p in items])
    seen = Counter(texts)
    words = [set(WORD.findall(t)) for t in texts]
    story = Counter(w for i in range(begin, end) if prose[i] > 0 for w in words[i])
    named = words[title] if title is not None else set()
    sums, ends = [0.0], [0]
    for p, value in zip(items, prose, strict=True):
        sums.append(sums[-1] + value)
        ends.append(ends[-1] + (p.weight <= END_WEIGHT))
    last_end = -1

    def at(values: Sequence[float], i: int) -> float:
        return values[i] if 0 <= i < total else -1.0

    out = []
    for i, p in enumerate(items):
        last_end = i if p.weight <= END_WEIGHT else last_end
        count = len(words[i]) + 1
        own = 1 if begin <= i < end and prose[i] > 0 else 0
        shared = sum(story[w] > own for w in words[i]) / count
        behind_begin = ends[i] - ends[min(begin, i)]
        row: dict[str, float] = {
            "shared": shared,
            "shared prose": shared * (prose[i] > 0),
            "in run": begin <= i < end,
            "from begin": max(-1.0, min(1.0, (i - begin) / 20)),
            "to end": max(-1.0, min(1.0, (end - i) / 20)),
            "ended before": min(3, behind_begin),
            "any end before": behind_begin > 0,
            "from end mark": min(i - last_end, 10) / 10 if last_end >= 0 else 0.0,
            "any end mark": last_end >= head and last_end >= 0,
            "title words": len(words[i] & named) / (len(named) + 1),
            "behind title": title is not None and i > head,
            "from title": max(-1.0, min(1.0, (i - head) / 30)),
            "place in run": (i - begin) / total,
            "place": i / total,
            "few lines": total < 60,
            "repeated": seen[texts[i]] > 1,
            "repeated often": seen[texts[i]] > 2,
            "twin": any(_twins(texts[i], texts[j]) for j in range(max(0, i - 3), min(total, i + 4)) if j != i),
            "next words": len(words[i] & words[i + 1]) / count if i + 1 < total else 0.0,
            "length-1": math.log1p(len(texts[i - 1])) if i else 0.0,
            "length+1": math.log1p(len(texts[i + 1])) if i + 1 < total else 0.0,
            "prose-1": prose[i] * min(at(prose, i - 1), 2.0),
            "prose+1": prose[i] * min(at(prose, i + 1), 2.0),
            "alone": prose[i] > 0 and at(prose, i - 1) <= 0 and at(prose, i + 1) <= 0,
        }
        for k in NEAR:
            row[f"weight-{k}"], row[f"weight+{k}"] = at(weights, i - k), at(weights, i + k)
        for k in WIDE:
            row[f"before {k}"] = (sums[i] - sums[max(0, i - k)]) / k
            row[f"behind {k}"] = (sums[min(total, i + 1 + k)] - sums[i + 1]) / k
        out.append(row)
    return out


def _twins(one: str, other: str) -> bool:
    return len(one) >= TWIN and len(other) >= TWIN and (one in other or other in one)
