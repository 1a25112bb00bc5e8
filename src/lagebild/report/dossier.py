"""Picture -> the dossier contract ``lagebild.dossier/1`` as plain JSON values.

The result depends on the picture alone: no clock, no locale, no paths but the ones the user gave.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from lagebild.model import (
    Actor,
    Analysis,
    Claim,
    Dating,
    Document,
    NotRead,
    Passage,
    Picture,
    Place,
    Quantity,
    Series,
    Span,
    Statement,
)
from lagebild.text import spoken

SCHEMA = "lagebild.dossier/1"

Json: TypeAlias = dict[str, Any]

BOUNDS = {"just_over": "at_least"}
"""Bounds the contract has no word for, and the nearest one it has."""

NUMBER_PLACES = 6


def dossier(picture: Picture) -> Json:
    """Write the dossier as JSON-ready values in the order of the contract."""
    people = {member: actor.id for actor in picture.actors for member in actor.members}
    claim_of = {s: c.id for c in picture.claims for s in c.statements}
    point = {p.quantity: (series.id, p.statement) for series in picture.series for p in series.points}
    analyses = {a.doc: a for a in picture.analyses}
    texts = {d.id: d.text for d in picture.documents}
    return {
        "schema": SCHEMA,
        "as_of": picture.as_of,
        "documents": [_document(d, analyses.get(d.id)) for d in picture.documents],
        "reuse": _reuse(picture),
        "stories": [
            {
                "id": s.id,
                "title": s.title,
                "documents": list(s.documents),
                "begin": s.begin,
                "end": s.end,
                "why": list(s.why),
            }
            for s in picture.stories
        ],
        "actors": [_actor(a) for a in picture.actors],
        "statements": [_statement(s, texts[s.doc], people, claim_of) for a in picture.analyses for s in a.statements],
        "quantities": [_quantity(q, a, texts, point) for a in picture.analyses for q in a.quantities],
        "claims": [_claim(c) for c in picture.claims],
        "series": [_series(s) for s in picture.series],
        "not_read": [{"ref": n.ref, "why": n.why} for n in unread(picture)],
        "corrections": [
            {"kind": c.kind, "target": c.target, "value": c.value, "who": c.who, "when": c.when, "why": c.why}
            for c in picture.corrections
        ],
    }


def to_json(values: Json) -> str:
    """Serialise a dossier: UTF-8, two blanks of indent, contract order, a newline at the end."""
    return json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


READABLE = {
    "truncated": "only the beginning is there",
    "paywall": "behind a paywall; only the beginning is there",
    "empty": "there is no article text on the page",
    "unreadable": "the page cannot be read",
}


def unread(picture: Picture) -> Iterable[NotRead]:
    """Everything the user handed in that is not, or not wholly, in the picture, with its reason."""
    yield from picture.not_read
    for document in picture.documents:
        if document.readable != "full":
            words = [p.message for p in document.problems] or [READABLE[document.readable]]
            yield NotRead(document.ref, "; ".join(words))


def _span(span: Span) -> list[int]:
    return [span.begin, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(s) for s in spans]


def _place(place: Place) -> Json:
    return {"doc": place.doc, "span": _span(place.span)}


def _document(document: Document, analysis: Analysis | None) -> Json:
    problems = [*document.problems, *(analysis.problems if analysis else ())]
    credits_ = list(dict.fromkeys(c.agency for c in document.credits))
    return {
        "id": document.id,
        "ref": document.ref,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "authors": list(document.authors),
        "published": document.published,
        "published_basis": document.published_basis,
        "modified": document.modified,
        "modified_basis": document.modified_basis,
        "language": document.language,
        "credits": credits_,
        "kind": document.kind,
        "readable": document.readable,
        "text": document.text,
        "body": _spans(document.body),
        "blocks": [{"kind": b.kind, "span": _span(b.span), "time": b.time} for b in document.blocks],
        "engine": analysis.engine if analysis else None,
        "problems": [p.message for p in problems],
    }


def _reuse(picture: Picture) -> Json:
    return {
        "families": [
            {"id": f.id, "documents": list(f.documents), "origin": f.origin, "credit": f.credit, "basis": list(f.basis)}
            for f in picture.reuse.families
        ],
        "passages": [_passage(p) for p in picture.reuse.passages],
        "upstreams": [
            {"doc": u.doc, "source": u.source, "agency": u.agency, "confidence": u.confidence, "why": u.why}
            for u in picture.reuse.upstreams
        ],
        "stale": [
            {"doc": u.doc, "source": u.source, "agency": u.agency, "confidence": u.confidence, "why": u.why}
            for u in picture.reuse.stale
        ],
    }


def _passage(passage: Passage) -> Json:
    return {
        "copy": _place(passage.copy),
        "source": _place(passage.source),
        "likeness": round(passage.likeness, 3),
        "direction": passage.direction,
    }


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "roles": list(actor.roles),
        "aliases": list(actor.aliases),
    }


def _dating(dating: Dating | None) -> Json | None:
    if dating is None:
        return None
    return {"value": dating.value, "basis": dating.basis, "span": _span(dating.span) if dating.span else None}


def _statement(
    statement: Statement, text: str, people: Mapping[tuple[str, str], str], claim_of: Mapping[str, str]
) -> Json:
    via = [people[key] for link in statement.via if (key := (statement.doc, link)) in people]
    return {
        "id": statement.id,
        "doc": statement.doc,
        "text": spoken(text, statement.content),
        "content": _spans(statement.content),
        "cue": _spans(statement.cue),
        "speaker": _spans(statement.speaker),
        "actor": people.get((statement.doc, statement.actor)) if statement.actor else None,
        "unclear": statement.unclear,
        "via": via,
        "via_spans": _spans(statement.via_spans),
        "addressee": _spans(statement.addressee),
        "mode": statement.mode,
        "act": statement.act,
        "stance": statement.stance,
        "certainty": statement.certainty,
        "negated": statement.negated,
        "markers": [{"span": _span(m.span), "kind": m.kind} for m in statement.markers],
        "date": _dating(statement.date),
        "event_date": _dating(statement.event_date),
        "claim": claim_of.get(statement.id),
        "decided_by": statement.decided_by,
        "confidence": round(statement.confidence, 3),
    }


def number(value: float | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole, else rounded to six places."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, NUMBER_PLACES)


def holder(quantity: Quantity, analysis: Analysis) -> str | None:
    """The id of the tightest statement whose content holds the number."""
    around = [s for s in analysis.statements if any(p.covers(quantity.number) for p in s.content)]
    return min(around, key=lambda s: (sum(map(len, s.content)), s.id)).id if around else None


def _quantity(
    quantity: Quantity, analysis: Analysis, texts: Mapping[str, str], point: Mapping[str, tuple[str, str | None]]
) -> Json:
    series, statement = point.get(quantity.id, (None, None))
    text = texts[quantity.doc]
    return {
        "id": quantity.id,
        "doc": quantity.doc,
        "span": _span(quantity.span),
        "number": _span(quantity.number),
        "text": quantity.span.of(text),
        "bound": BOUNDS.get(quantity.bound, quantity.bound),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "kind": quantity.kind,
        "unit": quantity.unit,
        "counts": quantity.counts,
        "tense": quantity.tense,
        "statement": statement or holder(quantity, analysis),
        "series": series,
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "story": claim.story,
        "label": claim.label,
        "wording": _place(claim.wording),
        "kind": claim.kind,
        "standing": claim.standing,
        "history": [
            {"date": t.date, "standing": t.standing, "statement": t.statement, "why": t.why} for t in claim.history
        ],
        "origins": {
            "articles": claim.origins.articles,
            "texts": claim.origins.texts,
            "origins": claim.origins.origins,
            "groups": [
                {"statements": list(g.statements), "actor": g.actor, "why": g.why} for g in claim.origins.groups
            ],
        },
        "corroboration": {
            "evidence": claim.corroboration.evidence,
            "agreement": claim.corroboration.agreement,
            "supporting": claim.corroboration.supporting,
            "opposing": claim.corroboration.opposing,
            "first_hand": claim.corroboration.first_hand,
        },
        "supports": list(claim.supports),
        "why": [{"statement": s, "reason": w} for s, w in claim.why],
    }


def _series(series: Series) -> Json:
    return {
        "id": series.id,
        "story": series.story,
        "label": series.label,
        "state": series.tense,
        "points": [{"quantity": p.quantity, "date": p.date, "statement": p.statement} for p in series.points],
        "disagreements": [{"between": list(c.between), "type": c.type, "why": c.why} for c in series.disagreements],
    }
