"""Which lines of a long capture are the story: a line's own look, its neighbours, and the words it shares with it.

A logistic model weighs some fifty plain features per line. The weights are data (``linewise.toml``), fitted on captures of
German news pages; nothing in them names an outlet or a word.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from lagebild.errors import DataFileError
from lagebild.reading.flat import (
    BULLET,
    DATE_LIKE,
    END_WEIGHT,
    ENDING,
    NOISE_WEIGHT,
    Paragraph,
    best_run,
    side_roles,
    weigh,
)
from lagebild.reading.lists import boilerplate

WORD = re.compile(r"[^\W\d_]{5,30}")
CREDIT = re.compile(r"\b(?:Foto|Photo|Bild|Quelle|Credit|Copyright)\b|©", re.IGNORECASE)
NEAR = (1, 2, 3)
WIDE = (5, 12, 30)


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[float, ...], float]:
    """Weights, and the intercept less the threshold."""
    table = tomllib.loads(files(__package__).joinpath("linewise.toml").read_text(encoding="utf-8"))
    return tuple(table["weights"]), float(table["intercept"]) - float(table["threshold"])


def roles(items: Sequence[Paragraph], title: int | None) -> None:
    """Set the kind of every paragraph of a capture, in place. ``title`` is the index of the headline."""
    weigh(items)
    weights, offset = _model()
    for i, (p, row) in enumerate(zip(items, features(items), strict=True)):
        if len(row) != len(weights):
            message = f"linewise.toml holds {len(weights)} weights, the model has {len(row)} features"
            raise DataFileError(message)
        if i == title:
            p.kind = "headline"
        elif sum(w * x for w, x in zip(weights, row, strict=True)) + offset > 0:
            short = len(p.text) < 110 and not ENDING.search(p.text.strip()) and len(p.text.split()) <= 14
            p.kind = "subhead" if short else "body"
            if boilerplate()["correction"].opens(p.text) and len(p.text) > 40:
                p.kind = "correction"
    side_roles(items)


def features(items: Sequence[Paragraph]) -> list[list[float]]:
    """One row of numbers per paragraph, in order. ``items`` must have been weighed."""
    weights = [max(-2.0, min(4.0, p.weight)) for p in items]
    prose = [max(0.0, w) for w in weights]
    sums = [0.0]
    for value in prose:
        sums.append(sums[-1] + value)
    ends = [0]
    for p in items:
        ends.append(ends[-1] + (p.weight <= END_WEIGHT))
    begin, end = best_run([p.weight for p in items])
    seen = Counter(p.text.strip().casefold() for p in items)
    words = [set(WORD.findall(p.text.casefold())) for p in items]
    story: Counter[str] = Counter(w for i in range(begin, end) if prose[i] > 0 for w in words[i])
    total = len(items)

    def at(values: Sequence[float], i: int) -> float:
        return values[i] if 0 <= i < total else -1.0

    rows = []
    for i, p in enumerate(items):
        text = p.text.strip()
        count = len(text.split())
        own = 1 if begin <= i < end and prose[i] > 0 else 0
        shared = sum(story[w] > own for w in words[i]) / (len(words[i]) + 1)
        row = [
            weights[i], math.log1p(len(text)), float(len(text) > 120), float(len(text) > 300),
            float(bool(ENDING.search(text))), float(text.endswith(("…", "..."))), float(p.weight <= END_WEIGHT),
            float(p.weight == NOISE_WEIGHT * 2), float(bool(DATE_LIKE.search(text)) and len(text) < 60),
            sum(c.isdigit() for c in text) / (len(text) + 1), min(text.count(","), 4) / 4,
            float(any(c in text for c in '„“«»"')), float(bool(BULLET.match(p.text))), float(count <= 3),
            float(4 <= count <= 9), float(10 <= count <= 16), float(text[:1].isupper()), float("|" in text or "•" in text),
            float(seen[text.casefold()] > 1), float(bool(CREDIT.search(text))),
            float(boilerplate()["caption"].opens(text)), shared, shared * float(prose[i] > 0),
            float(begin <= i < end), max(-1.0, min(1.0, (i - begin) / 20)), max(-1.0, min(1.0, (end - i) / 20)),
            float(ends[i] - ends[min(begin, i)] > 0), min(3.0, ends[i] - ends[min(begin, i)]),
            (i - begin) / total, i / total, float(i == 0),
        ]  # fmt: skip
        row += [at(weights, i - k) for k in NEAR] + [at(weights, i + k) for k in NEAR]
        for k in WIDE:
            row.append((sums[i] - sums[max(0, i - k)]) / k)
            row.append((sums[min(total, i + 1 + k)] - sums[i + 1]) / k)
        row.append(prose[i] * min(at(prose, i - 1), 2.0))
        row.append(prose[i] * min(at(prose, i + 1), 2.0))
        row.append(float(prose[i] > 0) * float(at(prose, i - 1) <= 0 and at(prose, i + 1) <= 0))
        rows.append(row)
    return rows
