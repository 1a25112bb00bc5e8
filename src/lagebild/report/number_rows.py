"""Number series as rows: each number once with its day, its voice and its places, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lagebild.model import (
    Picture,
    Place,
    Quantity,
    Series,
    SeriesConflict,
    SeriesPoint,
    Span,
    Statement,
    StoryGroup,
)
from lagebild.report.desk import OPPOSED, Desk
from lagebild.report.sheet import Line, NumberPoint, NumberRow
from lagebild.text import squeeze

NEAR_DAYS = 30
OTHERS = 3
"""Pairs listed that differ without contradicting each other."""


def ranked_series(picture: Picture, story: StoryGroup) -> list[Series]:
    """The number series of a story: those that contradict themselves, then those that differ, then by pages."""
    docs = {*story.documents}
    here = [r for r in picture.series if r.story in {None, story.id} and _doc_of(r) in docs]

    def rank(series: Series) -> tuple[bool, bool, int, int, str]:
        conflict = any(c.type == "conflict" for c in series.disagreements)
        pages = len({p.quantity.split(".")[0] for p in series.points})
        return not conflict, not series.disagreements, -pages, -len(series.points), series.id

    return sorted(here, key=rank)


def _doc_of(series: Series) -> str:
    return series.points[0].quantity.rsplit(".", 1)[0] if series.points else ""


def number_row(desk: Desk, series: Series) -> NumberRow:
    """A series with each number once, in the order of its days."""
    w = desk.words
    points: dict[tuple[object, ...], NumberPoint] = {}
    days = {p.quantity: _day(desk, p, desk.statements.get(p.statement or "")) for p in series.points}
    for p in sorted(series.points, key=lambda p: _order(desk, p, days[p.quantity])):
        q = desk.quantities[p.quantity]
        s = desk.statements.get(p.statement or "")
        words = squeeze(q.span.of(desk.documents[q.doc].text))
        itself = s is None or (s.actor is None and not s.unclear)
        who = desk.who(s) if s else w.line("outlet_itself", outlet=desk.labels[q.doc])
        if s and s.stance in OPPOSED:  # who denies a report of a number does not give the number
            several = (s.doc, s.actor or "") in desk.several
            who = f"{who} {w('act_plural' if several else 'act', 'deny')}"
        place, day = Place(q.doc, q.span), days[p.quantity]
        key = (words.casefold(), day, "" if itself else who)
        first = points.get(key)
        points[key] = (
            replace(first, copies=(*first.copies, place))
            if first
            else NumberPoint(q.id, words, w("bound", q.bound), q.low, q.high, day, who, place)
        )
    return NumberRow(
        id=series.id,
        label=w.quote(series.label),
        tense=w("tense", series.tense) if series.tense == "planned" else None,
        points=tuple(points.values()),
        disagreements=disagreements(desk, series),
        conflict=any(c.type == "conflict" for c in series.disagreements),
    )


def _order(desk: Desk, point: SeriesPoint, day: str | None) -> tuple[str, str, int, Span]:
    """By the day, then by when the page appeared, then by page and place."""
    q = desk.quantities[point.quantity]
    return day or "9999", desk.documents[q.doc].published or "", desk.numbers[q.doc], q.span


def _day(desk: Desk, point: SeriesPoint, statement: Statement | None) -> str | None:
    """The day a number was given; the day it is about where that is long before or after.

    Tolls grow from day to day though all their values are about one day.
    """
    said = (desk.said(statement) if statement else None) or desk.documents[point.quantity.rsplit(".", 1)[0]].published
    about, said = point.date, said and said[:10]
    if not about or not said or said.startswith(about[:10]):
        return said or (about and about[:10])
    try:
        far = abs((date.fromisoformat(about[:10]) - date.fromisoformat(said)).days) > NEAR_DAYS
    except ValueError:
        far = about[:4] != said[:4]
    return about[:10] if far else said


def disagreements(desk: Desk, series: Series) -> tuple[Line, ...]:
    """How the values of a series differ: contradictions in one line, the last new value; else a few other pairs."""
    w, out = desk.words, []
    if line := conflict(desk, series):
        out.append(line)
    pairs = _pairs(desk, series)
    updates = [c for c in pairs if c.type == "update"]
    others = [c for c in pairs if c.type not in {"update", "conflict"}]
    if updates:
        out.append(_update(desk, series, updates))
    for c in others[:OTHERS] if not out else ():
        left, right = (desk.quantities[q] for q in c.between)
        text = w.line("conflict", left=_said(desk, left), right=_said(desk, right), type=w("disagreement", c.type))
        out.append(Line(text, (Place(left.doc, left.span), Place(right.doc, right.span))))
    if len(others) > OTHERS and len(out) == OTHERS:
        first = desk.quantities[others[OTHERS].between[0]]
        out.append(Line(w.line("more_differences", n=len(others) - OTHERS), (Place(first.doc, first.span),)))
    return tuple(out)


def conflict(desk: Desk, series: Series) -> Line | None:
    """The values of a series that cannot all be true, in one line; ``None`` if there are none."""
    ids = dict.fromkeys(q for c in series.disagreements if c.type == "conflict" for q in c.between)
    values: dict[tuple[float | None, float | None], Quantity] = {}
    for q in map(desk.quantities.__getitem__, ids):
        values.setdefault((q.low, q.high), q)
    if not values:
        return None
    w, found = desk.words, sorted(values.values(), key=lambda q: (q.value or q.low or q.high or 0.0, q.id))
    pages = {q.doc for q in found}
    timed = any(len(desk.documents[doc].published or "") > len("2026-03-01") for doc in pages)
    counts = all(q.kind == "count" for q in found)
    kind = w("line", "same_day") if counts and len(pages) > 1 and not timed else w("disagreement", "conflict")
    text = w.line("conflicts", values=" · ".join(_said(desk, q) for q in found), type=kind)
    return Line(text, tuple(Place(q.doc, q.span) for q in found))


def _pairs(desk: Desk, series: Series) -> list[SeriesConflict]:
    """Each pair of differing values once, whatever the pages and words that give them."""
    seen: set[frozenset[tuple[float | None, float | None]]] = set()
    out = []
    for c in sorted(series.disagreements, key=lambda c: c.type != "conflict"):
        left, right = (desk.quantities[q] for q in c.between)
        values = frozenset({(left.low, left.high), (right.low, right.high)})
        if values not in seen:
            seen.add(values)
            out.append(c)
    return out


def _update(desk: Desk, series: Series, updates: Sequence[SeriesConflict]) -> Line:
    """From the first to the last of the values that followed each other."""
    place = {p.quantity: n for n, p in enumerate(series.points)}
    ids = sorted({q for c in updates for q in c.between}, key=lambda q: place.get(q, 0))
    first, last = desk.quantities[ids[0]], desk.quantities[ids[-1]]
    if (first.low, first.high) == (last.low, last.high):
        first, last = (desk.quantities[q] for q in updates[-1].between)
    text = desk.words.line(
        "changed_value",
        left=_said(desk, first),
        right=_said(desk, last),
        type=desk.words("disagreement", "update"),
    )
    return Line(text, (Place(first.doc, first.span), Place(last.doc, last.span)))


def _said(desk: Desk, quantity: Quantity) -> str:
    return desk.words.quote(squeeze(quantity.span.of(desk.documents[quantity.doc].text)))
