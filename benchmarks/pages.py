"""Predictors for HTML pages and flattened text, over the same public function the program uses."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lagebild.model import Page
from lagebild.reading import read_page

BODY = frozenset({"lead", "body", "subhead", "live_entry", "quote_box"})
FLAT_BODY = BODY | {"summary_box"}


def _page(job: tuple[str, str, str | None]) -> dict[str, object]:
    folder, name, url = job
    path = Path(folder) / name
    data = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    d = read_page(Page(ref=name.removesuffix(".gz"), body=data, url=url))
    text = "\n".join(b.span.of(d.text) for b in d.blocks if b.kind in FLAT_BODY)
    day = (d.published or "")[:10] or None
    return {"file": name, "text": text, "title": d.title, "authors": list(d.authors), "date": day}


def predict_pages(source: Path, target: Path, jobs: int = 1) -> None:
    """Read every page of a folder with ``gold.jsonl`` (only ``file`` and ``url`` of it)."""
    rows = [json.loads(line) for line in (source / "gold.jsonl").open(encoding="utf-8")]
    work = [(str(source), r["file"], r.get("url")) for r in rows]
    with target.open("w", encoding="utf-8") as out:
        if jobs > 1:
            with ProcessPoolExecutor(jobs) as pool:
                results = pool.map(_page, work, chunksize=8)
                out.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in results)
        else:
            out.writelines(json.dumps(_page(w), ensure_ascii=False) + "\n" for w in work)


def predict_flat(source: Path, target: Path, jobs: int = 1) -> None:  # noqa: ARG001 -- quick enough alone
    """Number the body lines of flattened pages."""
    with target.open("w", encoding="utf-8") as out:
        for line in source.open(encoding="utf-8"):
            row = json.loads(line)
            text = "\n".join(row["lines"])
            d = read_page(Page(ref=f"{row['id']}.txt", body=text.encode("utf-8", "replace")))
            body = [b.span for b in d.blocks if b.kind in FLAT_BODY]
            found, at = [], 0
            for number, content in enumerate(row["lines"]):
                if any(s.begin < at + len(content) and at < s.end for s in body):
                    found.append(number)
                at += len(content) + 1
            out.write(json.dumps({"id": row["id"], "lines": found}) + "\n")
