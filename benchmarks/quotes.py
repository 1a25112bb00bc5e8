"""Predictor of the task ``quotes``: statements of each text in the official annotation form.

The official scheme differs from ours: direct spans include the quotation marks and run over sentences, running-on
Konjunktiv sentences of one speaker are one annotation, a summary has no cue, frames keep their comma.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from benchmarks.quotes_official import Floors, Record, to_official
from lagebild.errors import TaggerUnavailable
from lagebild.language.pack import load_pack
from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.language.tagger import Tagger
from lagebild.model import Block, Document, Span, Statement

TYPES = {"direct": "Direct", "indirect": "Indirect", "reported": "Reported"}
ENGLISH_SUMMARY = 0.5
LEAST = 12
"""Code points a summary's object has at least."""
SMALL_GAP = 3
FARTHEST = 14
"""Code points between clauses that are joined: a word and its marks."""
MARKS = " \"'“”‘’"
FLOORS = Floors(reported=0.97, free=0.9, other=0.45)
GERMAN = frozenset(["der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "von"])


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
    """Statements as official annotations; quoted sentences of one stretch are joined again."""
    records: list[Record] = []
    for s in statements:
        if s.mode == "narration" or (language == "en" and s.mode == "free_indirect"):
            continue
        kind = TYPES.get(s.mode) or ("FreeIndirect" if _hearsay(s) else "IndirectFreeIndirect")
        if kind == "Reported" and language == "en":
            if s.confidence < ENGLISH_SUMMARY:
                continue
            kind = "Indirect"
        quote = [(c.begin, c.end) for c in s.content]
        if language == "en" and s.mode == "reported":
            quote = _object(text, s)
        if kind in {"IndirectFreeIndirect", "FreeIndirect", "Reported"}:
            quote[-1] = (quote[-1][0], _with_stop(text, quote[-1][1]))
        last = records[-1] if records else None
        if last and (end := _joint(text, last, kind, s, language)):
            records[-1] = replace(last, quote=((*last.quote[:-1], (last.quote[-1][0], max(end, quote[-1][1])))))
            continue
        if last and kind == "Direct" == last.type and not text[last.quote[-1][1] : quote[0][0]].strip():
            records[-1] = replace(last, quote=((*last.quote[:-1], (last.quote[-1][0], quote[-1][1]))))
            continue
        if language == "en" and last and kind == "Direct" == last.type and _same_turn(text, last, s, quote):
            records[-1] = replace(last, quote=(*last.quote, *quote))
            continue
        records.append(
            Record(kind, quote, _pairs(s.cue), _pairs(s.frame), _pairs(s.speaker), _pairs(s.addressee), s.confidence)
        )
    if language == "en":
        records = _mixed(records, text)
        records = [r for r in records if r.type != "Direct" or not any(_within(r, other) for other in records)]
    return to_official(records, text, FLOORS)


def _joint(text: str, last: Record, kind: str, s: Statement, language: str) -> int:
    """The end of a clause that "und" or a comma joins to the one before under one frame; 0 if it is none.

    The official schemes mark such clauses as one quotation.
    """
    new = [c for c in s.content if c.begin >= last.quote[-1][1]]
    if not new or kind != last.type or _pairs(s.speaker) != tuple(last.speaker):
        return 0
    between = text[last.quote[-1][1] : new[0].begin].strip(" ,;–-").casefold()
    joined = between in load_pack(language).words("coordinators") or (not between and _pairs(s.cue) == tuple(last.cue))
    one_frame = _pairs(s.cue) == tuple(last.cue) or kind == "Reported"
    return new[-1].end if joined and one_frame and new[0].begin - last.quote[-1][1] < FARTHEST else 0


def _object(text: str, s: Statement) -> list[tuple[int, int]]:
    """What the verb of a summary governs: the English scheme leaves speaker and verb out of the quotation."""
    begin, end = s.content[0].begin, s.content[-1].end
    cues = [c for c in s.cue if begin <= c.begin and c.end <= end]
    if not cues:
        return [(c.begin, c.end) for c in s.content]
    after = max(c.end for c in cues)
    before = min([c.begin for c in cues] + [p.begin for p in s.speaker if begin <= p.begin and p.end <= end])
    if end - after >= max(LEAST, before - begin):
        return [(_begun(text, after, end), end)]
    return [(begin, _ended(text, begin, before))] if before - begin >= LEAST else [(begin, end)]


def _begun(text: str, begin: int, end: int) -> int:
    while begin < end and text[begin] in " ,:;\n":
        begin += 1
    return begin


def _ended(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1] in " ,:;\n":
        end -= 1
    return end


def _mixed(records: Sequence[Record], text: str) -> list[Record]:
    """Indirect speech that turns into quoted words without a break is one quotation in the English scheme."""
    out: list[Record] = []
    for r in sorted(records, key=lambda r: (r.quote[0], r.quote[-1])):
        last = out[-1] if out else None
        if last and not text[last.quote[-1][1] : r.quote[0][0]].strip(MARKS) and _one_voice(last, r):
            gap = r.quote[0][0] - last.quote[-1][1]
            if (
                0 <= gap <= SMALL_GAP
                and "\n" not in text[last.quote[-1][1] : r.quote[0][0]]
                and not (last.type == r.type == "Direct")
                and text[last.quote[-1][1] - 1] not in ".?!"
            ):
                kind = "Indirect" if "Indirect" in {last.type, r.type} else last.type
                joined = (*last.quote[:-1], (last.quote[-1][0], r.quote[0][1]), *r.quote[1:])
                out[-1] = replace(
                    last, type=kind, quote=joined, cue=last.cue or r.cue, speaker=last.speaker or r.speaker
                )
                continue
        out.append(r)
    return out


def _one_voice(one: Record, two: Record) -> bool:
    return not one.speaker or not two.speaker or tuple(one.speaker) == tuple(two.speaker)


def _same_turn(text: str, last: Record, s: Statement, quote: Sequence[tuple[int, int]]) -> bool:
    """One speaker's quotation that a frame interrupts counts as one in the English scheme."""
    if "\n" in text[last.quote[-1][1] : quote[0][0]]:
        return False
    return bool(s.speaker) and _pairs(s.speaker) == tuple(last.speaker)


def _within(inner: Record, outer: Record) -> bool:
    """Whether a quoted fragment lies in somebody's indirect speech, which the English scheme marks as a whole."""
    if inner is outer or outer.type == "Direct":
        return False
    begin, end = inner.quote[0][0], inner.quote[-1][1]
    return any(b <= begin and end <= e for b, e in outer.quote)


def _pairs(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((s.begin, s.end) for s in spans)


def _hearsay(s: Statement) -> bool:
    return s.decided_by in {"rule:soll", "rule:will"} or s.decided_by.endswith(":FreeIndirect")


def _with_stop(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "." else end


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
