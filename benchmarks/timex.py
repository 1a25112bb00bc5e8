"""Predictor for the task ``timex``: ``{doc, dct, text}`` -> ``{doc, timexes: [{begin, end, type, value}]}``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from lagebild.language.sentences import split_sentences
from lagebild.language.timex import find_times
from lagebild.model import Block, Document, Span

Row = dict[str, Any]


def read_document(row: Mapping[str, Any]) -> Row:
    """Time expressions of one document, resolved against its ``dct``. An unknown value is the empty string."""
    text = row["text"]
    language = row.get("lang", "de")
    block = Block("body", Span(0, len(text)))
    document = Document(id=row["doc"], ref=row["doc"], text=text, language=language, blocks=(block,))
    times = find_times(text, split_sentences(document), row["dct"], language)
    found = [
        {"begin": t.span.begin, "end": t.span.end, "type": t.type, "value": t.value or "", "rule": t.rule}
        for t in times
    ]
    return {"doc": row["doc"], "timexes": found}


def predict(source: Path, target: Path, jobs: int = 1) -> None:
    """Write one line per document of ``source``, in order."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            done = list(pool.map(read_document, rows, chunksize=8))
    else:
        done = [read_document(row) for row in rows]
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in done), encoding="utf-8")
