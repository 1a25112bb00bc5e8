"""Predictor for stories: documents in, one story label per document out.

With ``LAGEBILD_VECTORS=0`` the learned encoder is left out and words, names, numbers and dates decide alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reuse import document_of, rows_of
from lagebild.errors import TaggerUnavailable
from lagebild.language.sentences import split_sentences
from lagebild.language.timex import find_times
from lagebild.model import Analysis, Document, Reuse
from lagebild.story.grouping import group_stories
from lagebild.story.reuse import find_reuse

LEAD = 600


def tagger() -> Any:  # noqa: ANN401 -- the encoder may not be there to name its type
    """The learned encoder, or ``None`` where it is not wanted or not there."""
    if os.environ.get("LAGEBILD_VECTORS") == "0":
        return None
    try:
        return import_module("lagebild.language.tagger").Tagger.load()
    except (AttributeError, TaggerUnavailable):
        return None


def analysis_of(document: Document, encoder: Any) -> Analysis:  # noqa: ANN401 -- likewise
    """What grouping needs of a page: its dates and, with an encoder, the vector of headline and lead."""
    times = find_times(document.text, split_sentences(document), document.published, document.language)
    vector = b""
    if encoder is not None:
        text = f"{document.title or ''} {' '.join(document.text.split())[:LEAD]}".strip()
        vector = encoder.vectors([text]).astype(np.dtype("<f2"))[0].tobytes()
    return Analysis(document.id, document.language, "stories", times=tuple(times), vector=vector)


def labels(documents: Sequence[Document], analyses: Sequence[Analysis], reuse: Reuse) -> dict[str, str]:
    """One story per document; of several, the one with most pages."""
    out: dict[str, str] = {}
    for story in sorted(group_stories(documents, analyses, reuse), key=lambda s: (-len(s.documents), s.id)):
        for document in story.documents:
            out.setdefault(document, story.id)
    return out


def predictions(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    documents = [document_of(row) for row in rows]
    encoder = tagger()
    analyses = [analysis_of(d, encoder) for d in documents]
    found = labels(documents, analyses, find_reuse(documents))
    return [{"id": d.id, "story": found[d.id]} for d in documents]


def predict(source: Path, target: Path, _jobs: int = 1) -> None:
    """Read documents, write predictions as the scorer reads them."""
    with target.open("w", encoding="utf-8") as out:
        for line in predictions(rows_of(source)):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
