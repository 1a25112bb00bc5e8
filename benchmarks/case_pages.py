"""How the flattened pages of a real story are read: body lines, title, date, author, outlet, agency.

python -m benchmarks.case_pages CASES [--show]

Every folder of CASES with a ``pages_gold.jsonl`` counts (body lines from 1, blank ones counted). Line F1 is the mean
over pages; lines that may or may not count (``optional``) are left out. Titles are compared by their letters alone.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import mean

from benchmarks.pages import FLAT_BODY
from lagebild.model import Document, Page
from lagebild.reading import read_page
from lagebild.reading.headline import squash


def body_lines(document: Document, raw: str) -> set[int]:
    """The numbers, from 1, of the lines that hold text of the story."""
    body = [b.span for b in document.blocks if b.kind in FLAT_BODY]
    found, at = set(), 0
    for number, line in enumerate(raw.splitlines(keepends=True), 1):
        if line.strip() and any(s.begin < at + len(line.rstrip()) and at < s.end for s in body):
            found.add(number)
        at += len(line)
    return found


def facts_right(document: Document, gold: dict) -> dict[str, bool]:
    titles = {squash(gold["title"]), squash(gold.get("title_raw") or gold["title"])}
    day = (document.published or "")[:10] or None
    return {
        "title": squash(document.title or "") in titles,
        "date": day == gold["published"] or (document.modified or "")[:10] == gold["published"],
        "author": list(document.authors) == ([gold["author"]] if gold["author"] else []),
        "outlet": squash(document.outlet or "") == squash(gold["outlet"] or ""),
        "agency": {c.agency for c in document.credits if c.place != "body"}
        == ({gold["agency"]} if gold["agency"] else set()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--show", action="store_true", help="each page's wrong lines")
    a = parser.parse_args()
    scores: list[float] = []
    right: list[dict[str, bool]] = []
    for path in sorted(a.cases.glob("*/pages_gold.jsonl")):
        for gold in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            file = path.with_name(gold["file"])
            document = read_page(Page(ref=file.name, body=file.read_bytes()))
            raw = file.read_text(encoding="utf-8")
            optional = {n for b, e in gold["optional"] for n in range(b, e + 1)}
            wanted = {n for b, e in gold["body"] for n in range(b, e + 1) if raw.splitlines()[n - 1].strip()} - optional
            found = body_lines(document, raw) - optional
            scores.append(2 * len(wanted & found) / ((len(wanted) + len(found)) or 1))
            right.append(facts_right(document, gold))
            print(
                f"{path.parent.name}/{gold['file']}  line F1 {scores[-1]:.3f}",
                f" wrong: {[k for k, v in right[-1].items() if not v]}",
            )
            if a.show:
                for n in sorted(wanted ^ found):
                    print(f"   {'missed' if n in wanted else 'extra '} {n:>3} {raw.splitlines()[n - 1][:110]}")
    if scores:
        print(
            f"mean line F1 {mean(scores):.3f}  "
            + "  ".join(f"{k} {sum(r[k] for r in right)}/{len(right)}" for k in right[0])
        )


if __name__ == "__main__":
    main()
