"""Prove a dossier against its own texts: nothing changed, every citation holds, every claim of the page is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from lagebild.model import Span
from lagebild.report.dossier import SCHEMA, Json, to_json
from lagebild.report.seal import broken
from lagebild.text import fold, spoken, squeeze

MAX_REPORTED = 50
"""More problems than this are counted, not listed."""


def verify(data: bytes) -> tuple[str, ...]:
    """Return every fault found in a dossier file, as ``place: what is wrong``; empty means it holds.

    Three layers: the bytes are exactly what the program writes; the seal of each item holds; the content is
    supported (spans lie in their text, cited words are the words there, printed numbers, names and negations
    stand in the cited passage, every reference leads somewhere).
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (f"byte {error.start}: not UTF-8",)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        return (f"not JSON: {error}",)
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        return (f"schema: not a {SCHEMA} dossier",)
    faults = [f"{place}: differs from what was sealed" for place in broken(values)]
    try:
        if not faults and to_json(values) != text:
            faults.append(f"{_first_difference(to_json(values), text)}: not written by this program")
        faults += list(content_faults(values))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        faults.append(f"structure: {type(error).__name__}: {error}")
    return tuple(faults)


def _first_difference(expected: str, found: str) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), min(len(expected), len(found))
    )
    return f"line {found.count(chr(10), 0, at) + 1}"


def content_faults(values: Json) -> Iterator[str]:
    """Check what the dossier says against the texts it carries."""
    texts = {d["id"]: d["text"] for d in values["documents"]}
    ids = {name: {item["id"] for item in values[name]} for name in ("actors", "statements", "quantities", "claims")}
    actors = {a["id"]: a for a in values["actors"]}
    folded = {doc: fold(text).text for doc, text in texts.items()}
    for d in values["documents"]:
        yield from _spans_lie(f"document {d['id']} body", d["body"], d["text"])
    for s in values["statements"]:
        yield from _statement(s, texts, folded, actors)
        yield from _known(f"statement {s['id']} claim", s["claim"], ids["claims"])
    for q in values["quantities"]:
        yield from _quantity(q, texts)
        yield from _known(f"quantity {q['id']} statement", q["statement"], ids["statements"])
    for c in values["claims"]:
        yield from _claim(c, texts, ids["statements"])
    for r in values["series"]:
        for p in r["points"]:
            yield from _known(f"series {r['id']} point", p["quantity"], ids["quantities"])
            yield from _known(f"series {r['id']} point", p["statement"], ids["statements"])
    for p in values["reuse"]["passages"]:
        for side in ("copy", "source"):
            yield from _spans_lie(f"passage {side}", [p[side]["span"]], texts[p[side]["doc"]])


def _known(where: str, one: str | None, ids: Iterable[str]) -> Iterator[str]:
    if one is not None and one not in ids:
        yield f"{where}: leads to nothing ({one})"


def _spans_lie(where: str, spans: list[list[int]], text: str) -> Iterator[str]:
    for begin, end in spans:
        if not 0 <= begin < end <= len(text):
            yield f"{where}: [{begin}, {end}] does not lie in a text of {len(text)} characters"


def _statement(s: Json, texts: dict[str, str], folded: dict[str, str], actors: dict[str, Json]) -> Iterator[str]:
    where, text = f"statement {s['id']}", texts[s["doc"]]
    for part in ("content", "cue", "speaker", "via_spans"):
        yield from _spans_lie(f"{where} {part}", s[part], text)
    if spoken(text, (Span(b, e) for b, e in s["content"])) != s["text"]:
        yield f"{where}: the printed words are not the words in the text"
    for actor in (s["actor"], *s["via"]):
        if actor is None:
            continue
        if actor not in actors:
            yield f"{where}: actor leads to nothing ({actor})"
        elif not _named(actors[actor], folded[s["doc"]]):
            yield f"{where}: {actors[actor]['name']} is not named in the document"
    for m in s["markers"]:
        yield from _spans_lie(f"{where} marker", [m["span"]], text)
    if s["stance"] in {"deny", "unconfirmed"} and not s["cue"] and not s["markers"]:
        yield f"{where}: a denial without a denying or negating word"
    for name in ("date", "event_date"):
        if s[name] and s[name]["span"]:
            yield from _spans_lie(f"{where} {name}", [s[name]["span"]], text)
            begin, end = s[name]["span"]
            if squeeze(text[begin:end]) != squeeze(s[name]["basis"]):
                yield f"{where} {name}: rests on words that are not there"


def _named(actor: Json, folded: str) -> bool:
    names = [actor["name"], *actor["aliases"], *actor["roles"]]
    return any(fold(name).text in folded for name in names)


def _quantity(q: Json, texts: dict[str, str]) -> Iterator[str]:
    where, text = f"quantity {q['id']}", texts[q["doc"]]
    yield from _spans_lie(where, [q["span"], q["number"]], text)
    begin, end = q["span"]
    if text[begin:end] != q["text"]:
        yield f"{where}: the printed words are not the words in the text"
    printed = [v for v in (q["low"], q["high"]) if v is not None]
    cited = text[slice(*q["number"])]
    if printed and any(c.isdigit() for c in cited) and not all(_stands(v, cited) for v in printed):
        yield f"{where}: {printed} does not stand in '{squeeze(cited)}'"


MIXED = re.compile(
    r"dutzend|dozen|score|halb|half|viertel|quarter|drittel|third|hundert|hundred|tausend|thousand", re.IGNORECASE
)
DIGIT_RUN = re.compile(r"\d{1,40}(?:[.,'\u00a0\u202f ]\d{1,40}){0,12}")


def _stands(value: float, cited: str) -> bool:
    """Whether a number's significant digits stand in the words, whatever the grouping or the multiplier."""
    digits = re.sub(r"\D", "", f"{value:.6f}".rstrip("0")).strip("0")
    runs = [re.sub(r"\D", "", run).strip("0") for run in DIGIT_RUN.findall(cited)]
    plain = [run.strip("0") for run in re.findall(r"\d{1,40}", cited)]
    return digits in runs or digits in plain or not digits or _spelled(cited)


def _spelled(cited: str) -> bool:
    """Whether digits and spelled numbers are mixed ("3 1/2", "2 Dutzend", "½"), which digits alone cannot prove."""
    return "/" in cited or any(c in "¼½¾⅓⅔⅛" for c in cited) or bool(MIXED.search(cited))


def _claim(c: Json, texts: dict[str, str], statements: Iterable[str]) -> Iterator[str]:
    where, place = f"claim {c['id']}", c["wording"]
    text = texts[place["doc"]]
    yield from _spans_lie(where, [place["span"]], text)
    begin, end = place["span"]
    words = {_bare(w) for w in squeeze(text[begin:end]).split()}
    if not {_bare(w) for w in c["label"].split()} - {"", "…"} <= words:
        yield f"{where}: its label says words the cited passage does not"
    for turn in c["history"]:
        yield from _known(f"{where} history", turn["statement"], statements)
    for group in c["origins"]["groups"]:
        for one in group["statements"]:
            yield from _known(f"{where} origins", one, statements)


def _bare(word: str) -> str:
    return word.strip(".,;:!?„“”\"»«'‚‘’()–—-…").casefold()


def problems_line(faults: tuple[str, ...]) -> Iterator[str]:
    """The faults as lines, the first fifty of them and a count of the rest."""
    yield from faults[:MAX_REPORTED]
    if len(faults) > MAX_REPORTED:
        yield f"… and {len(faults) - MAX_REPORTED} more"
