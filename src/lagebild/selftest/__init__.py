"""The score card of the installed version: invented hard cases, run through the whole program.

Each case in ``cases/*.toml`` has pages, a reason why a careless system fails, and checks on the dossier. Positive
checks ask for something to be found, negative ones (kind beginning with ``no_`` or ``different_``) for something
not to be claimed; a negative check counts only if a positive one of the same case passes, so that an empty dossier
scores nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from lagebild import workflow
from lagebild.errors import DataFileError
from lagebild.model import Page
from lagebild.report.dossier import Json, dossier

COVERED = 0.6
INSIDE = 0.35


@dataclass(frozen=True, slots=True)
class Case:
    """One invented case."""

    id: str
    topic: str
    why: str
    pages: tuple[Page, ...]
    checks: tuple[Mapping[str, Any], ...]
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check and what came of it; ``fault`` is ``None`` if it passed."""

    case: str
    topic: str
    kind: str
    positive: bool
    fault: str | None


def cases() -> tuple[Case, ...]:
    """Load the packaged cases, in order of their file names."""
    folder = files("lagebild.selftest").joinpath("cases")
    found = []
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            try:
                pages = tuple(Page(p["name"], p["text"].encode()) for p in entry["page"])
                found.append(
                    Case(entry["id"], entry["topic"], entry["why"], pages, tuple(entry["check"]), entry.get("as_of"))
                )
            except KeyError as error:
                message = f"{file.name}, case {entry.get('id', '?')}: no {error}"
                raise DataFileError(message) from error
    return tuple(found)


def run(chosen: Iterable[Case], *, learned: bool = True) -> Iterator[Outcome]:
    """Run cases through the whole program and judge every check."""
    for case in chosen:
        values = dossier(workflow.picture_of(case.pages, as_of=case.as_of, learned=learned))
        judged = [(check, _judge(values, check)) for check in case.checks]
        earned = any(fault is None and _positive(check) for check, fault in judged)
        for check, fault in judged:
            positive = _positive(check)
            if not positive and fault is None and not earned:
                fault = "nothing was found at all"  # noqa: PLW2901 -- the judgement is revised
            yield Outcome(case.id, case.topic, check["kind"], positive, fault)


def card(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """Lay the outcomes out as lines: one per topic, one for all, then the faults."""
    lines = []
    for topic in [*dict.fromkeys(o.topic for o in outcomes), None]:
        here = [o for o in outcomes if topic in {None, o.topic}]
        parts = []
        for name, wanted in (("found", True), ("not claimed", False)):
            some = [o for o in here if o.positive is wanted]
            if some:
                good = sum(o.fault is None for o in some)
                parts.append(f"{name} {good}/{len(some)}")
        lines.append(f"{topic or 'all':<14} {'   '.join(parts)}")
    lines += [f"  {o.case} {o.kind}: {o.fault}" for o in outcomes if o.fault]
    return tuple(lines)


def _positive(check: Mapping[str, Any]) -> bool:
    return not str(check["kind"]).startswith(("no_", "different_"))


def _document(values: Json, name: str) -> Json:
    return next(d for d in values["documents"] if d["ref"] == name)


def _overlapping(values: Json, items: Sequence[Json], part: str, doc: str, snippet: str) -> list[Json]:
    """Items whose span covers most of the snippet, or lies in it and covers a good part; best first."""
    document = _document(values, doc)
    begin = document["text"].find(snippet)
    if begin < 0:
        message = f"the snippet is not in {doc}: {snippet}"
        raise DataFileError(message)
    end, scored = begin + len(snippet), []
    for item in items:
        if item["doc"] != document["id"]:
            continue
        spans = item[part] if isinstance(item[part][0], list) else [item[part]]
        size = sum(e - b for b, e in spans)
        shared = sum(max(0, min(e, end) - max(b, begin)) for b, e in spans)
        if shared >= COVERED * (end - begin) or (shared >= 0.9 * size and shared >= INSIDE * (end - begin)):
            scored.append((-shared / (size + end - begin - shared), item["id"], item))
    return [item for _, _, item in sorted(scored, key=lambda x: x[:2])]


def _statements(values: Json, place: Sequence[str]) -> list[Json]:
    return _overlapping(values, values["statements"], "content", place[0], place[1])


def _quantities(values: Json, place: Sequence[str]) -> list[Json]:
    document, snippet = _document(values, place[0]), place[1]
    begin = document["text"].find(snippet)
    end = begin + len(snippet)
    return [
        q for q in values["quantities"] if q["doc"] == document["id"] and q["span"][0] < end and begin < q["span"][1]
    ]


def _actor(values: Json, wanted: str, actor: str | None) -> bool:
    if wanted == "":
        return actor is None
    found = next((a for a in values["actors"] if a["id"] == actor), None)
    if found is None:
        return False
    names = [found["name"], *found["aliases"], *(found["roles"] if found["kind"] == "unnamed" else ())]
    return any(wanted.casefold() in name.casefold() for name in names)


def _differs(values: Json, item: Json, expected: Mapping[str, Any]) -> str | None:
    for key, wanted in expected.items():
        found = item.get(key)
        if key == "actor":
            if not _actor(values, wanted, found):
                return f"actor is {found}, not {wanted or 'nobody'}"
        elif key == "via":
            if not (
                len(found or ()) >= len(wanted) and all(map(lambda w, f: _actor(values, w, f), wanted, found or ()))
            ):
                return f"chain is {found}, not {wanted}"
        elif key in {"date", "event_date"}:
            value = found["value"] if found else ""
            if value[: len(wanted)] != wanted or (wanted == "" and value):
                return f"{key} is {value or None}, not {wanted or None}"
        elif found not in (wanted if isinstance(wanted, list) else [wanted]):
            return f"{key} is {found}, not {wanted}"
    return None


def _best(values: Json, items: Sequence[Json], expected: Mapping[str, Any], missing: str) -> str | None:
    faults = [_differs(values, item, expected) for item in items]
    if not faults:
        return missing
    return None if None in faults[:2] else faults[0]


def _shared(items: Sequence[Sequence[Json]], key: str) -> set[str]:
    sets = [{i[key] for i in some if i[key]} for some in items]
    return set.intersection(*sets) if sets else set()


def _judge(values: Json, check: Mapping[str, Any]) -> str | None:
    kind = check["kind"]
    expected = {k: v for k, v in check.items() if k not in {"kind", "at", "and", "documents"}}
    at = check.get("at", ())
    if kind == "statement":
        return _best(values, _statements(values, at), expected, f"no statement: {at[1]}")
    if kind == "no_statement":
        found = [s for s in _statements(values, at) if _differs(values, s, expected) is None]
        return f"a statement with {expected}: {at[1]}" if found else None
    if kind == "quantity":
        return _best(values, _quantities(values, at), expected, f"no number: {at[1]}")
    if kind == "no_quantity":
        return f"a number is read: {at[1]}" if _quantities(values, at) else None
    if kind in {"same_claim", "different_claim"}:
        both = _shared([_statements(values, p) for p in (at, check["and"])], "claim")
        return (
            None if bool(both) is (kind == "same_claim") else f"{'two claims' if kind == 'same_claim' else 'one claim'}"
        )
    if kind in {"same_series", "different_series"}:
        both = _shared([_quantities(values, p) for p in (at, check["and"])], "series")
        return (
            None
            if bool(both) is (kind == "same_series")
            else f"{'two series' if kind == 'same_series' else 'one series'}"
        )
    if kind == "claim":
        ids = [s["claim"] for s in _statements(values, at)]
        claims = [{**c, **c["origins"]} for c in values["claims"] if c["id"] in ids]
        return _best(values, claims, expected, f"no claim: {at[1]}")
    if kind in {"family", "different_family"}:
        pages = {_document(values, d)["id"] for d in check["documents"]}
        together = any(pages <= set(f["documents"]) for f in values["reuse"]["families"])
        return None if together is (kind == "family") else f"{'apart' if kind == 'family' else 'together'}"
    if kind in {"story", "different_story"}:
        pages = {_document(values, d)["id"] for d in check["documents"]}
        together = any(pages <= set(s["documents"]) for s in values["stories"])
        return None if together is (kind == "story") else f"{'apart' if kind == 'story' else 'together'}"
    if kind == "document":
        return _differs(values, _document(values, check["documents"][0]), expected)
    message = f"unknown kind of check '{kind}'"
    raise DataFileError(message)
