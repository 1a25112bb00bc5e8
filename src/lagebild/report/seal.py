"""The seal of a dossier: one digest per item, so that a changed byte is found and its place named.

A seal protects against accidents and careless edits, not against somebody who makes a new seal; the checks of
``verify`` look at the content itself as well.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from lagebild.report.dossier import Json

SECTIONS = (
    "documents",
    "stories",
    "actors",
    "statements",
    "quantities",
    "claims",
    "series",
    "not_read",
    "corrections",
)
SINGLE = ("schema", "as_of", "reuse")
DIGITS = 12


def digest(value: Any) -> str:  # noqa: ANN401 -- any JSON value has a digest
    """Return the first 12 hex digits of SHA-256 over the canonical JSON of a value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def seal(values: Json) -> Json:
    """Return the dossier with its ``seal``: a digest for every item and one over all of them."""
    marks: Json = {name: digest(values.get(name)) for name in SINGLE}
    marks |= {name: [digest(item) for item in values.get(name, [])] for name in SECTIONS}
    return {**values, "seal": {**marks, "all": digest(marks)}}


def broken(values: Json) -> list[str]:
    """Name every place whose digest is not the sealed one; empty if the seal holds."""
    marks = values.get("seal")
    if not isinstance(marks, dict):
        return ["seal: missing"]
    places = [name for name in SINGLE if marks.get(name) != digest(values.get(name))]
    for name in SECTIONS:
        items, sealed = values.get(name, []), marks.get(name)
        if not isinstance(items, list) or not isinstance(sealed, list):
            places.append(name)
            continue
        if len(items) != len(sealed):
            places.append(f"{name}: {len(items)} items, sealed were {len(sealed)}")
        for i, (item, mark) in enumerate(zip(items, sealed, strict=False)):
            if digest(item) != mark:
                label = item.get("id") or item.get("ref") if isinstance(item, dict) else None
                places.append(f"{name}[{i}]" + (f" ({label})" if label else ""))
    inner = {k: v for k, v in marks.items() if k != "all"}
    known = {*SINGLE, *SECTIONS}
    if marks.get("all") != digest(inner) or set(inner) != known:
        places.append("seal")
    places += [f"{key}: not part of a dossier" for key in values if key not in known and key != "seal"]
    return places
