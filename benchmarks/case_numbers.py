"""Scores the numbers of real stories: value and bound found, and pair F1 of the number series.

    python -m benchmarks.case_numbers CASES [--show] [--whole]

``CASES`` holds a folder per story with pages (``*.txt``), ``story.json`` and ``numbers.json``. A number is *found*
if a quantity overlaps it with the same bound, low and high; a labelled magnitude without size (low and high null)
asks for bound "vague" only, a share may be written as a fraction or in percent. Pairs of labelled numbers that
share a series are compared with pairs of found quantities that share one. By default only the number rooms run, so
that every page is read whole and each folder is one story; ``--whole`` runs the program.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from lagebild.language.quantities import find_quantities
from lagebild.language.sentences import split_sentences
from lagebild.language.timex import find_times
from lagebild.model import Analysis, Block, Document, Quantity, Series, Span, StoryGroup
from lagebild.story.series import build_series

GERMAN = frozenset({"der", "die", "und", "das", "nicht", "mit", "sind", "nach", "bis", "wurden", "im", "von", "dem"})
TOLERANCE = 1e-3


@dataclass(frozen=True)
class Reading:
    """What was read of one story: quantities by page name, and the series."""

    quantities: Mapping[str, Sequence[Quantity]]
    series: Sequence[Series]


def language_of(text: str) -> str:
    """German or English, by function words."""
    return "de" if sum(w in GERMAN for w in text.split()) > len(text.split()) / 60 else "en"


def page_of(path: Path, published: str | None) -> Document:
    """A page with a block per paragraph, the first a headline."""
    text = path.read_text(encoding="utf-8")
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block("headline" if at == 0 and len(part) < 200 else "body", Span(at, at + len(part))))
        at += len(part) + 2
    return Document(path.name, path.name, text, language_of(text), tuple(blocks), published=published)


def read_rooms(folder: Path) -> Reading:
    """Quantities and series from the number rooms alone."""
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    pages = {p.name: story["documents"].get(p.name, {}).get("published") for p in sorted(folder.glob("*.txt"))}
    documents = [page_of(folder / name, day) for name, day in pages.items()]
    analyses = []
    for d in documents:
        sentences = split_sentences(d)
        times = find_times(d.text, sentences, d.published, d.language)
        found = find_quantities(d.id, d.text, sentences, d.language, times)
        analyses.append(Analysis(d.id, d.language, "rules", sentences=sentences, times=tuple(times), quantities=found))
    group = StoryGroup("story", story.get("title", ""), tuple(d.id for d in documents), None, None)
    return Reading({a.doc: a.quantities for a in analyses}, build_series(documents, analyses, (group,), None))


def read_whole(folder: Path) -> Reading:
    """Quantities and series of the whole program."""
    from lagebild.workflow import brief  # noqa: PLC0415 -- the rooms can be measured without the rest

    picture = brief([str(p) for p in sorted(folder.glob("*.txt"))])
    names = {d.id: Path(d.ref).name for d in picture.documents}
    return Reading({names[a.doc]: a.quantities for a in picture.analyses}, picture.series)


def same(left: float | None, right: float | None) -> bool:
    """Equal values, or both open."""
    if left is None or right is None:
        return left is right
    return abs(left - right) <= TOLERANCE * max(1e-9, abs(left))


def agrees(gold: Mapping[str, Any], found: Quantity) -> bool:
    """Whether bound and values are those labelled."""
    if gold["bound"] != found.bound:
        return False
    if gold["bound"] == "vague" and gold["low"] is None and gold["high"] is None:
        return True
    return any(
        same(gold["low"], found.low if found.low is None else found.low * f)
        and same(gold["high"], found.high if found.high is None else found.high * f)
        for f in ((1, 100) if found.kind in {"fraction", "percent"} else (1,))
    )


def match(gold: Sequence[Mapping[str, Any]], read: Reading) -> list[Quantity | None]:
    """For each labelled number the best overlapping quantity."""
    out: list[Quantity | None] = []
    for g in gold:
        begin, end = g["span"]
        best: tuple[bool, float, Quantity] | None = None
        for q in read.quantities.get(g["document"], ()):
            shared = min(end, q.span.end) - max(begin, q.span.begin)
            inner = min(end, q.number.end) - max(begin, q.number.begin)
            if shared <= 0 or inner <= 0:
                continue
            rank = (agrees(g, q), shared / max(end, q.span.end, 1), q)
            if best is None or rank[:2] > best[:2]:
                best = rank
        out.append(best[2] if best else None)
    return out


def score(folder: Path, read: Reading, *, show: bool) -> Counter[str]:
    """Counts for one story."""
    gold = json.loads((folder / "numbers.json").read_text(encoding="utf-8"))
    found = match(gold, read)
    series_of = {p.quantity: s.id for s in read.series for p in s.points}
    c: Counter[str] = Counter(numbers=len(gold))
    for g, q in zip(gold, found, strict=True):
        c["overlap"] += q is not None
        c["found"] += q is not None and agrees(g, q)
        counts = (q.counts or q.unit or "") if q else ""
        c["counts"] += any(w.lower() in counts.lower() for w in g["counts"]) if q else 0
        if show and (q is None or not agrees(g, q)):
            print(
                "  MISS",
                g["document"][:12],
                g["text"],
                g["bound"],
                g["low"],
                g["high"],
                "|",
                q and (q.bound, q.low, q.high),
            )
    for i, j in combinations(range(len(gold)), 2):
        want = gold[i]["series"] is not None and gold[i]["series"] == gold[j]["series"]
        a, b = found[i], found[j]
        one = series_of.get(a.id) if a else None
        has = one is not None and b is not None and one == series_of.get(b.id) and a is not b
        labelled = gold[i]["series"] is not None and gold[j]["series"] is not None
        c["pair_gold"] += want
        c["pair_sys"] += has and labelled
        c["pair_hit"] += want and has
        if show and labelled and want != has:
            mark = "LOST" if want else "GLUED"
            print(f"  {mark} {gold[i]['text']!r} ({gold[i]['series']}) ~ {gold[j]['text']!r} ({gold[j]['series']})")
    return c


def main() -> None:
    """Print one line per story and the total."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", type=Path)
    arguments.add_argument("--show", action="store_true", help="print what was missed")
    arguments.add_argument("--whole", action="store_true", help="run the whole program")
    options = arguments.parse_args()
    total: Counter[str] = Counter()
    for folder in sorted(p.parent for p in options.cases.glob("*/numbers.json")):
        c = score(folder, read_whole(folder) if options.whole else read_rooms(folder), show=options.show)
        total += c
        print(line(folder.name, c))
    print(line("all", total))


def line(name: str, c: Counter[str]) -> str:
    """One story's figures."""
    precision = c["pair_hit"] / max(1, c["pair_sys"])
    recall = c["pair_hit"] / max(1, c["pair_gold"])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return (
        f"{name:30s} numbers {c['numbers']:3d} found {c['found'] / max(1, c['numbers']):.3f} "
        f"counts {c['counts'] / max(1, c['numbers']):.3f} "
        f"pairs gold {c['pair_gold']} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
    )


if __name__ == "__main__":
    main()
