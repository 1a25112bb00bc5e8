"""Number series as rows: each number once with its day, its voice and its places, and what differs."""

from __future__ import annotations

from dataclasses import replace

from lagebild.model import Picture, Place, Series, StoryGroup
from lagebild.report.desk import OPPOSED, Desk
from lagebild.report.sheet import Line, NumberPoint, NumberRow
from lagebild.text import squeeze


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
    for p in sorted(
        series.points, key=lambda p: (p.date or "9999", desk.numbers[p.quantity.rsplit(".", 1)[0]], p.quantity)
    ):
        q = desk.quantities[p.quantity]
        s = desk.statements.get(p.statement or "")
        words = squeeze(q.span.of(desk.documents[q.doc].text))
        itself = s is None or (s.actor is None and not s.unclear)
        who = desk.who(s) if s else w.line("outlet_itself", outlet=desk.labels[q.doc])
        if s and s.stance in OPPOSED:  # who denies a report of a number does not give the number
            who = f"{who} {w('act', 'deny')}"
        place, day = Place(q.doc, q.span), p.date[:10] if p.date else None
        key = (words.casefold(), day, "" if itself else who)
        first = points.get(key)
        points[key] = (
            replace(first, copies=(*first.copies, place))
            if first
            else NumberPoint(q.id, words, w("bound", q.bound), q.low, q.high, day, who, place)
        )
    return NumberRow(
        id=series.id,
        label=series.label,
        tense=w("tense", series.tense) if series.tense else None,
        points=tuple(points.values()),
        disagreements=disagreements(desk, series),
        conflict=any(c.type == "conflict" for c in series.disagreements),
    )


def disagreements(desk: Desk, series: Series) -> tuple[Line, ...]:
    """Each pair of differing values once, contradictions first, whatever the pages and words that give them."""
    w, seen, out = desk.words, set(), []
    for c in sorted(series.disagreements, key=lambda c: c.type != "conflict"):
        left, right = (desk.quantities[q] for q in c.between)
        values = frozenset({(left.low, left.high), (right.low, right.high)})
        if values in seen:
            continue
        seen.add(values)
        a, b = (squeeze(q.span.of(desk.documents[q.doc].text)) for q in (left, right))
        text = w.line("conflict", left=w.quote(a), right=w.quote(b), type=w("disagreement", c.type))
        out.append(Line(text, (Place(left.doc, left.span), Place(right.doc, right.span))))
    return tuple(out)
