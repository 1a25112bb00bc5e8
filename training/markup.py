"""Labels written into the text: invented news texts that people can read, check and add to.

A file holds texts between lines of ``=====``. A text begins with a line ``id: …``; its words carry marks; after a line
``-----`` there is one line for each statement: ``NUMBER: type act certainty``. Marks are ``<q1>…</q1>`` (quote), ``c``
(cue), ``s`` (speaker), ``f`` (frame), ``a`` (addressee), ``v`` (via) and ``d`` (date of the utterance), each with the
numbers of its statements (``<s1.2>``). They may nest and cross; the same mark twice is a span in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lagebild.language.tagger.labels import ACTS, CERTAINTIES, TYPES

ROLES = {
    "q": "quote", "c": "cue", "s": "speaker", "f": "frame", "a": "addressee", "v": "via", "d": "date",
}  # fmt: skip
_MARK = re.compile(r"<(/?)([qcsfavd])(\d+(?:\.\d+)*)>")
_ROW = re.compile(r"(\d+): (\w+) (\w+) (\w+)\s*$")


class BadMarkup(ValueError):
    """A text whose marks or rows do not fit; says which and why."""


def read_folder(folder: Path) -> Iterator[dict[str, Any]]:
    """All texts of a folder in the form of the corpus."""
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"^=====\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            if block.strip():
                yield read(block.strip())


def read(block: str) -> dict[str, Any]:
    """One text: ``id, name, text, statements``, spans as ``[begin, end]`` in code points.

    Raises ``BadMarkup`` with everything that is wrong.
    """
    head, _, rest = block.partition("\n")
    marked, line, table = rest.rpartition("\n-----")
    if not head.startswith("id:") or not line:
        message = f"a text begins with 'id: …' and has a line '-----': {head[:60]!r}"
        raise BadMarkup(message)
    text, spans, faults = _without_marks(marked.strip("\n"))
    statements, numbers = [], set()
    for row in filter(str.strip, table.splitlines()):
        found = _ROW.match(row)
        if not found or found[2] not in TYPES or found[3] not in ACTS or found[4] not in CERTAINTIES:
            faults.append(f"cannot read {row!r}")
            continue
        number = int(found[1])
        numbers.add(number)
        if ("q", number) not in spans:
            faults.append(f"statement {number} has no quote")
        marks = {"type": found[2], "act": found[3], "certainty": found[4]}
        statements.append({**marks, **{name: spans.get((key, number), []) for key, name in ROLES.items()}})
    faults += [f"marks of statement {number}, but no row" for _, number in spans if number not in numbers]
    if faults:
        message = f"{head}: " + "; ".join(sorted(set(faults)))
        raise BadMarkup(message)
    name = head.removeprefix("id:").strip()
    return {"id": name, "name": name, "text": text, "statements": statements}


def _without_marks(marked: str) -> tuple[str, dict[tuple[str, int], list[list[int]]], list[str]]:
    text, at = "", 0
    begun: dict[tuple[str, int], int] = {}
    spans: dict[tuple[str, int], list[list[int]]] = {}
    faults = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        for number in map(int, mark[3].split(".")):
            key = (mark[2], number)
            if not mark[1]:
                begun[key] = len(text)
            elif key not in begun or not text[begun[key] :].strip():
                faults.append(f"{key} closes nothing")
            else:
                spans.setdefault(key, []).append([begun.pop(key), len(text)])
    faults += [f"{key} is never closed" for key in begun]
    return text + marked[at:], spans, faults
