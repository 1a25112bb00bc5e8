"""Predictor of the task ``quotes``: statements of each text in the official annotation form.

The official scheme differs from ours: direct spans include the quotation marks and run over sentences, running-on
Konjunktiv sentences of one speaker are one annotation, a summary has no cue, frames keep their comma.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from lagebild.errors import TaggerUnavailable
from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.language.tagger import Tagger
from lagebild.model import Block, Document, Span, Statement
from lagebild.text import DOUBLE_QUOTES, SINGLE_QUOTES

MARKS = DOUBLE_QUOTES | SINGLE_QUOTES
TYPES = {"direct": "Direct", "indirect": "Indirect", "reported": "Reported"}
GERMAN = frozenset("der die das und ist nicht ein eine den von".split())
SURE = 0.5


@lru_cache(maxsize=1)
def _tagger() -> Tagger | None:
    try:
        return Tagger.load(threads=1)
    except TaggerUnavailable:
        return None


def document_of(name: str, text: str) -> Document:
    """A text as a document whose blocks are its paragraphs."""
    words = text.casefold().split()
    language = "de" if sum(w in GERMAN for w in words) * 20 > len(words) else "en"
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", Span(at, at + len(line))))
        at += len(line) + 1
    return Document(name, name, text, language, tuple(blocks))


def statements_of(name: str, text: str, *, learned: bool = True) -> tuple[Document, tuple[Statement, ...]]:
    """Sentences, tagging and statements of one text."""
    document = document_of(name, text)
    sentences = split_sentences(document)
    tagger = _tagger() if learned else None
    tagging = tagger.tag(text, [(s.span.begin, s.span.end) for s in sentences]) if tagger else None
    return document, find_statements(document, sentences, tagging)


def official(text: str, statements: Iterable[Statement], language: str) -> list[dict[str, Any]]:
    """Statements as official annotations."""
    found: list[dict[str, Any]] = []
    for s in statements:
        if s.mode == "narration":
            continue
        kind = TYPES.get(s.mode) or ("FreeIndirect" if _hearsay(s) else "IndirectFreeIndirect")
        if kind == "Reported" and language == "en":
            continue
        spans = [[c.begin, c.end] for c in s.content]
        if kind == "Direct":
            spans = [_marked(text, b, e) for b, e in spans]
        last = found[-1] if found else None
        if last and kind in {"Direct", "IndirectFreeIndirect"} and last["type"] == kind and _continues(text, last, spans, s):
            last["quote"].extend(spans)
            continue
        bare = kind in {"Reported", "IndirectFreeIndirect", "FreeIndirect"} and language == "de"
        if bare:
            spans[-1][1] = _with_stop(text, spans[-1][1])
        found.append(
            {
                "type": kind,
                "medium": "Speech",
                "quote": spans,
                "cue": [] if bare else [[c.begin, c.end] for c in s.cue],
                "speaker": [[c.begin, c.end] for c in s.speaker],
                "frame": [],
                "addressee": [[c.begin, c.end] for c in s.addressee],
            }
        )
    return found


def _hearsay(s: Statement) -> bool:
    return s.decided_by in {"rule:soll", "rule:will"} or s.decided_by.endswith(":FreeIndirect")


def _marked(text: str, begin: int, end: int) -> list[int]:
    if begin and text[begin - 1] in MARKS:
        begin -= 1
    if end < len(text) and text[end] in MARKS:
        end += 1
    return [begin, end]


def _with_stop(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "." else end


def _continues(text: str, last: dict[str, Any], spans: list[list[int]], s: Statement) -> bool:
    gap = text[last["quote"][-1][1] : spans[0][0]]
    same = [[c.begin, c.end] for c in s.speaker] == last["speaker"]
    if last["type"] == "Direct":
        return (not gap.strip() and not any(c in MARKS for c in text[last["quote"][-1][1] - 1 : spans[0][0]])) or (
            same and [[c.begin, c.end] for c in s.cue] == last["cue"] and bool(s.cue)
        )
    return same and not gap.strip(" .\n")


def _predict(line: str, *, learned: bool) -> str:
    entry = json.loads(line)
    document, statements = statements_of(entry["name"], entry["text"], learned=learned)
    annotations = official(entry["text"], statements, document.language)
    return json.dumps({"name": entry["name"], "annotations": annotations}, ensure_ascii=False)


def predict(source: Path, out: Path, jobs: int = 1, *, learned: bool = True) -> None:
    """Write the annotations of every text of ``source`` (JSONL with ``name``, ``text``) to ``out``."""
    lines = [line for line in Path(source).read_text(encoding="utf-8").splitlines() if line.strip()]
    work = partial(_predict, learned=learned)
    if jobs > 1:
        with ProcessPoolExecutor(max_workers=jobs) as pool:
            results = list(pool.map(work, lines, chunksize=8))
    else:
        results = [work(line) for line in lines]
    Path(out).write_text("".join(r + "\n" for r in results), encoding="utf-8")
