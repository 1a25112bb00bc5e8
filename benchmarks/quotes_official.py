"""From statements to the annotation format of the German quotation corpus, with its conventions.

That corpus differs from ours in form, not in substance: direct speech there includes its quotation marks; a frame
keeps its comma or colon; reported and free indirect speech carry no cue and no frame; running sentences in the
Konjunktiv with one speaker are one quote; in "nach Angaben von X" the noun belongs to the speaker; and far fewer
summaries count as reported speech, so those need a higher confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.language.tagger import TaggedStatement

OPENING = "„“\"»«‚‘”'"
CLOSING = "“”\"«»‘’'"
FRAMED = frozenset({"Direct", "Indirect"})
RUNNING = "IndirectFreeIndirect"

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Record:
    """A neutral statement: types as in the corpus, spans in code points."""

    type: str
    quote: Spans
    cue: Spans = ()
    frame: Spans = ()
    speaker: Spans = ()
    addressee: Spans = ()
    score: float = 1.0
    nested: bool = False


Said = Record | TaggedStatement


@dataclass(frozen=True)
class Floors:
    """Confidence a statement of a type needs to count there."""

    reported: float = 0.8
    free: float = 0.6
    other: float = 0.0

    def admits(self, said: Said) -> bool:
        """Whether the statement is sure enough."""
        floor = {"Reported": self.reported, "FreeIndirect": self.free}.get(said.type, self.other)
        return said.score >= floor


NO_FLOORS = Floors(0, 0, 0)


def to_official(statements: Iterable[Said], text: str, floors: Floors | None = None) -> list[dict[str, Any]]:
    """Annotations of one text as its scorer reads them, in reading order."""
    floors = Floors() if floors is None else floors
    out: list[dict[str, Any]] = []
    for said in sorted(statements, key=lambda s: (s.quote[0], s.quote[-1])):
        if not floors.admits(said):
            continue
        quote = [_with_marks(text, b, e) for b, e in said.quote] if said.type == "Direct" else said.quote
        framed = said.type in FRAMED
        row: dict[str, Any] = {
            "type": said.type,
            "medium": None,
            "nested": said.nested,
            "quote": [[b, e] for b, e in quote],
            "cue": [[b, e] for b, e in said.cue] if framed else [],
            "frame": [[b, e] for b, e in said.frame] if framed else [],
            "speaker": [[b, e] for b, e in said.speaker],
            "addressee": [[b, e] for b, e in said.addressee],
        }
        _noun_to_speaker(text, row)
        if not (out and _runs_on(text, out[-1], row)):
            out.append(row)
    return out


def _with_marks(text: str, begin: int, end: int) -> tuple[int, int]:
    if begin and text[begin - 1] in OPENING and text[begin] not in OPENING:
        begin -= 1
    if end < len(text) and text[end] in CLOSING and text[end - 1] not in CLOSING:
        end += 1
    return begin, end


def _runs_on(text: str, before: dict[str, Any], row: dict[str, Any]) -> bool:
    """Join a running sentence to the one directly before it, if one speaker says both."""
    if not row["type"] == before["type"] == RUNNING or row["speaker"] != before["speaker"]:
        return False
    if text[before["quote"][-1][1] : row["quote"][0][0]].strip(" \n\t."):
        return False
    before["quote"][-1][1] = row["quote"][-1][1]
    return True


_NOUN = re.compile(
    r"\b(Angaben?|Aussagen?|Ansicht|Meinung|Auffassung|Informationen|Einschätzung|Darstellung|Worten|Berichte?n?)\b"
)
_PREPOSITION = re.compile(r"(nach|laut|gemäß|zufolge|entsprechend)\b", re.IGNORECASE)
_LONGEST_CUE = 40
_LONGEST_GAP = 12


def _noun_to_speaker(text: str, row: dict[str, Any]) -> None:
    if not row["cue"] or not row["speaker"]:
        return
    begin, end = row["cue"][0][0], row["cue"][-1][1]
    cue = text[begin:end]
    noun = _NOUN.search(cue)
    if noun is None or not _PREPOSITION.match(cue) or len(cue) >= _LONGEST_CUE:
        return
    first = begin + noun.start()
    if 0 <= row["speaker"][0][0] - (begin + noun.end()) <= _LONGEST_GAP:
        row["speaker"] = [[first, row["speaker"][0][1]], *row["speaker"][1:]]
        row["cue"] = [[begin, begin + len(text[begin:first].rstrip())]]
