"""Predictor for copied text: documents in, pairs, families and direct sources out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lagebild.model import Block, Credit, Document, Family, Span
from lagebild.story.reuse import find_reuse

PART = 0.24
"""Pairs outside one family share copied text if it makes up this much of the shorter one."""


def document_of(row: Mapping[str, Any]) -> Document:
    """A document from a bench row."""
    text = row["text"]
    return Document(
        id=row["id"],
        ref=row["id"],
        text=text,
        language=row["lang"],
        blocks=(Block("body", Span(0, len(text))),) if text else (),
        outlet=row.get("source"),
        title=row.get("title"),
        published=row.get("date"),
        credits=(Credit(row["source"], "credit"),) if str(row.get("source", "")).isalpha() else (),
    )


def single_labels(families: Iterable[Family]) -> dict[str, str]:
    """One label per family: a family of two takes the label of a larger or earlier one it shares a page with.

    The scorer allows a page one family only. Where two pages overlap and one of them is at home elsewhere, the
    overlap cannot be told by a label of its own; families of three or more keep theirs.
    """
    label: dict[str, str] = {}
    home: dict[str, str] = {}
    for family in sorted(families, key=lambda f: (-len(f.documents), f.id)):
        known = [home[d] for d in family.documents if d in home]
        label[family.id] = known[0] if known and len(family.documents) == 2 else family.id
        for d in family.documents:
            home.setdefault(d, label[family.id])
    return label


def predictions(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Lines as the scorer reads them."""
    documents = [document_of(r) for r in rows]
    reuse = find_reuse(documents)
    pairs: dict[tuple[str, str], list[list[int]]] = {}
    for p in reuse.passages:
        one, two = sorted((p.copy, p.source), key=lambda x: x.doc)
        pairs.setdefault((one.doc, two.doc), []).append([one.span.begin, one.span.end, two.span.begin, two.span.end])
    together: dict[str, set[str]] = {}
    for family in reuse.families:
        for member in family.documents:
            together.setdefault(member, set()).add(family.id)
    weight = {(d, f): 0 for d, fs in together.items() for f in fs}
    lengths = {d.id: len(d.text) for d in documents}
    outlets = {d.id: d.outlet for d in documents}
    agencies = {d.id: any(c.agency == d.outlet for c in d.credits) for d in documents}
    for (a, b), spans in pairs.items():
        for f in together.get(a, set()) & together.get(b, set()):
            weight[a, f] = max(weight[a, f], sum(s[1] - s[0] for s in spans))
            weight[b, f] = max(weight[b, f], sum(s[3] - s[2] for s in spans))
        shorter = min((lengths[a], 0), (lengths[b], 2))
        part = sum(s[shorter[1] + 1] - s[shorter[1]] for s in spans) / max(1, shorter[0])
        copy = bool(together.get(a, set()) & together.get(b, set())) or part >= PART
        if outlets[a] == outlets[b] and not agencies[a]:
            continue  # the outlet's own earlier version is no copy from elsewhere
        yield {"a": a, "b": b, "copy": copy, "spans": sorted(spans)}
    upstream = {u.doc: u.source for u in reuse.upstreams}
    label = single_labels(reuse.families)
    for d in documents:
        mine = sorted(together.get(d.id, ()), key=lambda f: (-weight[d.id, f], f))
        yield {"id": d.id, "family": label[mine[0]] if mine else d.id}
        yield {"id": d.id, "upstream": upstream.get(d.id)}


def rows_of(source: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file, plain or gzipped."""
    raw = source.read_bytes()
    text = (gzip.decompress(raw) if source.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def predict(source: Path, target: Path, _jobs: int = 1) -> None:
    """Read documents, write predictions as the scorer reads them."""
    with target.open("w", encoding="utf-8") as out:
        for line in predictions(rows_of(source)):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
