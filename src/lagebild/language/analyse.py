"""The recipe for one page: Document -> Analysis. A straight list of steps, no registry.

The learned tagger is handed in as a value; without it the rules alone decide and ``Analysis.engine`` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lagebild.language.actors import find_actors
from lagebild.language.dating import date_statements
from lagebild.language.quantities import find_quantities
from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.language.tagger import Tagger, Tagging
from lagebild.language.timex import find_times
from lagebild.model import (
    Analysis,
    Dating,
    Document,
    LocalActor,
    Problem,
    Quantity,
    Span,
    Spans,
    Statement,
    TimeExpression,
)
from lagebild.text import squeeze

LANGUAGES = ("de", "en")
"""Languages there is a pack for."""

RULES = "rules"
LEAST = 8
LONGEST = 80_000
"""Characters of a page that are analysed; an article has a tenth of it, a live blog half."""
LEAD_CHARS = 600
"""How much of the body, after the title, stands for a page when pages are grouped into stories."""


def engine_name(tagger: Tagger | None) -> str:
    """What ``Analysis.engine`` will say."""
    return f"{RULES}+{tagger.name}" if tagger else RULES


def analyse(document: Document, tagger: Tagger | None = None) -> Analysis:
    """Find sentences, dates, numbers, statements and actors of one page.

    Pure: the same document and tagger give the same value. A page in a language without a pack, or one that
    could not be read, yields an empty analysis with a problem.
    """
    engine = engine_name(tagger)
    if document.readable in {"empty", "unreadable"}:
        return Analysis(document.id, document.language, engine)
    if document.language not in LANGUAGES:
        problem = Problem("language", f"language '{document.language}' is not analysed; only {', '.join(LANGUAGES)}")
        return Analysis(document.id, document.language, engine, problems=(problem,))
    document = replace(document, text=document.flow)
    text, language = document.text, document.language
    sentences = split_sentences(document)
    problems: tuple[Problem, ...] = ()
    if sentences and sentences[-1].span.end > LONGEST:
        sentences = tuple(s for s in sentences if s.span.end <= LONGEST)
        problems = (Problem("length", f"only the first {LONGEST} characters were analysed"),)
    tagging = tagger.tag(text, [(s.span.begin, s.span.end) for s in sentences]) if tagger else None
    times = _no_names(find_times(text, sentences, document.published, language), tagging)
    quantities = find_quantities(document.id, text, sentences, language, times)
    times = _no_counts(times, quantities)
    found = find_statements(document, sentences, tagging)
    actors, mentions, attributed = find_actors(document, sentences, found, tagging)
    attributed = _sound(text, attributed)
    statements = date_statements(text, attributed, times, sentences, document.published, language)
    statements = _entry_days(document, statements)
    statements = _with_vectors(statements, tagging)
    return Analysis(
        doc=document.id,
        language=language,
        engine=engine,
        sentences=tuple(sentences),
        actors=tuple(actors),
        mentions=tuple(mentions),
        statements=tuple(statements),
        quantities=tuple(quantities),
        times=tuple(times),
        names=_names(text, actors, tagging),
        vector=_page_vector(document, tagger),
        problems=problems,
    )


def _sound(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Keep statements that say something, each once, with spans that lie in the text.

    A content of less than ``LEAST`` letters is a slip of a span, not a statement.
    """
    out: dict[str, Statement] = {}
    for statement in statements:
        sound = replace(
            statement,
            content=_lying(text, statement.content),
            cue=_lying(text, statement.cue),
            speaker=_lying(text, statement.speaker),
            via_spans=_lying(text, statement.via_spans),
            addressee=_lying(text, statement.addressee),
            markers=tuple(m for m in statement.markers if _lying(text, (m.span,))),
        )
        letters = sum(c.isalnum() for s in sound.content for c in s.of(text))
        if letters >= LEAST:
            out.setdefault(sound.id, sound)
    return tuple(out.values())


def _lying(text: str, spans: Spans) -> Spans:
    return tuple(s for s in spans if 0 <= s.begin < s.end <= len(text))


def _names(text: str, actors: Sequence[LocalActor], tagging: Tagging | None) -> tuple[str, ...]:
    names = {actor.name for actor in actors if actor.kind != "unnamed"}
    if tagging:
        names |= {squeeze(text[s.begin : s.end]) for s in tagging.spans if s.label in {"PER", "ORG", "LOC"}}
    return tuple(sorted({name.casefold() for name in names if len(name) > 1}))


def _no_counts(times: Sequence[TimeExpression], quantities: Sequence[Quantity]) -> tuple[TimeExpression, ...]:
    """Times without bare numbers that count something ("1553 of them tested positive" is no year)."""
    numbers = sorted(q.number for q in quantities)
    begins = [n.begin for n in numbers]
    kept = []
    for time in times:
        at = bisect_right(begins, time.span.begin) - 1
        counted = at >= 0 and numbers[at].covers(time.span)
        if not counted or not (time.value or "").isdigit():
            kept.append(time)
    return tuple(kept)


def _no_names(times: Sequence[TimeExpression], tagging: Tagging | None) -> tuple[TimeExpression, ...]:
    """Times without the names of people that look like one ("Petra Sommer", "Herr Freitag")."""
    people = [Span(s.begin, s.end) for s in tagging.spans if s.label == "PER"] if tagging else []
    begins = [p.begin for p in people]
    kept = []
    for time in times:
        at = bisect_right(begins, time.span.begin) - 1
        if at < 0 or not people[at].covers(time.span):
            kept.append(time)
    return tuple(kept)


def _entry_days(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements of a live entry that name no day of their own are as old as the entry."""
    entries = [b for b in document.blocks if b.kind == "live_entry" and b.time]
    begins = [b.span.begin for b in entries]
    out = []
    for statement in statements:
        at = bisect_right(begins, statement.content[0].begin) - 1
        entry = entries[at] if at >= 0 else None
        day = entry.time if entry is not None and entry.span.overlaps(statement.content[0]) else None
        if day and statement.date is None:
            out.append(replace(statement, date=Dating(day[:10], "time of the entry")))
        else:
            out.append(statement)
    return tuple(out)


def _with_vectors(statements: Sequence[Statement], tagging: Tagging | None) -> tuple[Statement, ...]:
    if tagging is None:
        return tuple(statements)
    vectors = [tagging.meaning.of((s.begin, s.end) for s in statement.content) for statement in statements]
    encoded = [vector.astype(np.dtype("<f2")).tobytes() for vector in vectors]
    return tuple(replace(s, vector=v) for s, v in zip(statements, encoded, strict=True))


def _page_vector(document: Document, tagger: Tagger | None) -> bytes:
    if tagger is None:
        return b""
    lead = " ".join(squeeze(Span(s.begin, s.end).of(document.text)) for s in document.body)[:LEAD_CHARS]
    page = tagger.vectors([f"{document.title or ''} {lead}".strip()])[0]
    return bytes(page.astype(np.dtype("<f2")).tobytes())
