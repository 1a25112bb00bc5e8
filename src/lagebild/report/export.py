"""Exports for other programs: CSV and Parquet tables with a data dictionary, Web Annotations, BibTeX."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lagebild.errors import LagebildError
from lagebild.model import Picture
from lagebild.report.dossier import Json, dossier

EXPORTS = ("csv", "parquet", "annotations", "bibtex", "dictionary")
CONTEXT = 32
"""Characters of prefix and suffix in a text quote selector (W3C Web Annotation Data Model, 4.2.4)."""

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "statements": {
        "id": "identity: document and extent of the content",
        "doc": "document id",
        "ref": "page as given",
        "outlet": "who published the page; empty if unknown",
        "published": "day of the page, ISO 8601; empty if unknown",
        "text": "the content as written, cuts as an ellipsis",
        "begin": "first code point of the content in the document's text",
        "end": "one past the last code point of the content",
        "actor": "whose statement it is; empty if the outlet itself vouches or it is unclear",
        "actor_id": "id of the actor; empty likewise",
        "unclear": "true if somebody else speaks but the text does not say who",
        "via": "sources behind the actor, nearest first, separated by ' < '",
        "mode": "direct, indirect, free_indirect, reported or narration",
        "act": "what the speaker does by saying it",
        "stance": "where the speaker stands towards the claim",
        "certainty": "how sure of the content, as the speaker puts it",
        "markers": "kinds of words that change how sure it is, separated by ' '",
        "said": "when it was said, ISO 8601; empty if the text does not fix it",
        "event": "when it is said to have happened, ISO 8601; empty likewise",
        "claim": "id of the claim; empty if none",
        "claim_label": "wording chosen for the claim",
        "standing": "standing of the claim",
        "decided_by": "mechanism that found the statement",
    },
    "numbers": {
        "id": "identity: document and extent",
        "doc": "document id",
        "ref": "page as given",
        "text": "the words as written",
        "begin": "first code point",
        "end": "one past the last code point",
        "bound": "exact, approx, at_least, more_than, at_most, up_to, less_than, almost, range or vague",
        "low": "lower bound; empty = open",
        "high": "upper bound; empty = open",
        "unit": "physical or currency unit, or %",
        "counts": "what is counted, as written",
        "statement": "id of the statement that contains it",
        "series": "id of the series of numbers of the same thing",
        "series_label": "what the series counts",
    },
    "sources": {
        "id": "document id",
        "ref": "page as given",
        "url": "address the page gives for itself",
        "outlet": "who published it",
        "title": "headline",
        "authors": "names, separated by '; '",
        "published": "ISO 8601",
        "published_basis": "where the day was read",
        "modified": "ISO 8601",
        "language": "ISO 639-1",
        "credits": "agencies named, separated by '; '",
        "kind": "article, liveblog, comment, interview, summary, index or other",
        "readable": "full, truncated, paywall, empty or unreadable",
        "problems": "what was wrong with the page, separated by '; '",
        "family": "id of the family of pages that carry one text",
    },
}
"""The data dictionary: every table, its columns in order, and what each means."""

Row = dict[str, Any]


def tables(picture: Picture) -> dict[str, list[Row]]:
    """Lay a picture out as one row per statement, number and source."""
    values = dossier(picture)
    docs = {d["id"]: d for d in values["documents"]}
    actors = {a["id"]: a["name"] for a in values["actors"]}
    claims = {c["id"]: c for c in values["claims"]}
    series = {s["id"]: s["label"] for s in values["series"]}
    families = {d: f["id"] for f in values["reuse"]["families"] for d in f["documents"]}
    return {
        "statements": [_statement(s, docs, actors, claims) for s in values["statements"]],
        "numbers": [_number(q, docs, series) for q in values["quantities"]],
        "sources": [_source(d, families) for d in values["documents"]],
    }


def _statement(s: Json, docs: Mapping[str, Json], actors: Mapping[str, str], claims: Mapping[str, Json]) -> Row:
    claim = claims.get(s["claim"] or "", {})
    return {
        **{
            k: s[k]
            for k in ("id", "doc", "text", "unclear", "mode", "act", "stance", "certainty", "claim", "decided_by")
        },
        **{k: docs[s["doc"]][k] for k in ("ref", "outlet", "published")},
        "begin": s["content"][0][0],
        "end": s["content"][-1][1],
        "actor": actors.get(s["actor"] or ""),
        "actor_id": s["actor"],
        "via": " < ".join(actors[a] for a in s["via"]) or None,
        "markers": " ".join(dict.fromkeys(m["kind"] for m in s["markers"])) or None,
        "said": s["date"]["value"] if s["date"] else None,
        "event": s["event_date"]["value"] if s["event_date"] else None,
        "claim_label": claim.get("label"),
        "standing": claim.get("standing"),
    }


def _number(q: Json, docs: Mapping[str, Json], series: Mapping[str, str]) -> Row:
    kept = ("id", "doc", "text", "bound", "low", "high", "unit", "counts", "statement", "series")
    return {
        **{k: q[k] for k in kept},
        "low": None if q["low"] is None else float(q["low"]),
        "high": None if q["high"] is None else float(q["high"]),
        "ref": docs[q["doc"]]["ref"],
        "begin": q["span"][0],
        "end": q["span"][1],
        "series_label": series.get(q["series"] or ""),
    }


def _source(d: Json, families: Mapping[str, str]) -> Row:
    kept = (
        "id",
        "ref",
        "url",
        "outlet",
        "title",
        "published",
        "published_basis",
        "modified",
        "language",
        "kind",
        "readable",
    )
    lists = {k: "; ".join(d[k]) or None for k in ("authors", "credits", "problems")}
    return {**{k: d[k] for k in kept}, **lists, "family": families.get(d["id"])}


def export(picture: Picture, only: Sequence[str] = EXPORTS) -> Iterator[tuple[str, bytes]]:
    """Yield file names and contents of the wanted exports.

    Raises ``LagebildError`` for Parquet if pyarrow is not installed.
    """
    rows = tables(picture)
    makers: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
        "csv": lambda: ((f"{name}.csv", _csv(name, table)) for name, table in rows.items()),
        "parquet": lambda: ((f"{name}.parquet", _parquet(name, table)) for name, table in rows.items()),
        "annotations": lambda: iter([("annotations.jsonld", _dump(web_annotations(picture)))]),
        "bibtex": lambda: iter([("sources.bib", bibtex(picture).encode())]),
        "dictionary": lambda: iter([("dictionary.csv", _dictionary())]),
    }
    for name in only:
        yield from makers[name]()


def _dump(value: Any) -> bytes:  # noqa: ANN401 -- any JSON value
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(value: Any) -> Any:  # noqa: ANN401 -- a cell holds any scalar
    """Keep a spreadsheet from taking page text for a formula (CSV injection)."""
    if isinstance(value, str):
        value = value.replace("\x00", "")
        if value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
            return "'" + value
    return value


def _csv(name: str, rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS[name]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: _cell(v) for k, v in row.items()} for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _dictionary() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("table", "column", "meaning"))
    writer.writerows((t, c, m) for t, columns in COLUMNS.items() for c, m in columns.items())
    return out.getvalue().encode()


WHOLE = frozenset({"begin", "end"})
REAL = frozenset({"low", "high"})
TRUTH = frozenset({"unclear"})


def _parquet(name: str, rows: Sequence[Row]) -> bytes:
    try:
        import pyarrow as pa  # noqa: PLC0415 -- optional: only this export needs it
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        message = "Parquet needs pyarrow: pip install 'lagebild[parquet]', or leave it out with --only"
        raise LagebildError(message) from None

    def kind(column: str) -> Any:  # noqa: ANN401 -- an Arrow type
        if column in WHOLE:
            return pa.int64()
        if column in REAL:
            return pa.float64()
        return pa.bool_() if column in TRUTH else pa.string()

    fields = [pa.field(c, kind(c), metadata={"meaning": m}) for c, m in COLUMNS[name].items()]
    table = pa.Table.from_pylist([{c: row[c] for c in COLUMNS[name]} for row in rows], schema=pa.schema(fields))
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def web_annotations(picture: Picture) -> Json:
    """Every statement as a W3C Web Annotation with a quote and a position selector on its page."""
    values = dossier(picture)
    docs = {d["id"]: d for d in values["documents"]}
    actors = {a["id"]: a["name"] for a in values["actors"]}
    claims = {c["id"]: c for c in values["claims"]}
    items = []
    for s in values["statements"]:
        d = docs[s["doc"]]
        begin, end = s["content"][0][0], s["content"][-1][1]
        claim = claims.get(s["claim"] or "")
        items.append(
            {
                "id": f"urn:lagebild:{s['id']}",
                "type": "Annotation",
                "motivation": "describing",
                "body": {
                    "type": "Dataset",
                    "actor": actors.get(s["actor"] or ""),
                    "via": [actors[a] for a in s["via"]],
                    "act": s["act"],
                    "stance": s["stance"],
                    "certainty": s["certainty"],
                    "claim": claim["label"] if claim else None,
                    "standing": claim["standing"] if claim else None,
                },
                "target": {
                    "source": d["url"] or d["ref"],
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": d["text"][begin:end],
                            "prefix": d["text"][max(0, begin - CONTEXT) : begin],
                            "suffix": d["text"][end : end + CONTEXT],
                        },
                        {"type": "TextPositionSelector", "start": begin, "end": end},
                    ],
                },
            }
        )
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:lagebild:annotations",
        "type": "AnnotationPage",
        "items": items,
    }


TEX = {c: "\\" + c for c in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(picture: Picture) -> str:
    """The pages as BibTeX entries (``@online``), in order."""

    def tex(text: str) -> str:
        return "".join(TEX.get(c, c) for c in " ".join(text.split()))

    entries = []
    for d in picture.documents:
        fields = {
            "title": tex(d.title) if d.title else None,
            "author": " and ".join(tex(a) for a in d.authors) or None,
            "organization": tex(d.outlet) if d.outlet else None,
            "date": d.published[:10] if d.published else None,
            "url": re.sub(r"[{}\\\s]", "", d.url) if d.url else None,
            "langid": {"de": "german", "en": "english"}.get(d.language),
            "note": tex("; ".join(dict.fromkeys(c.agency for c in d.credits))) or None,
        }
        rows = ",\n".join(f"  {k} = {{{v}}}" for k, v in fields.items() if v)
        entries.append(f"@online{{{d.id},\n{rows}\n}}")
    return "\n\n".join(entries) + "\n"
