"""From labelled texts to what the network learns: labels for each word and for each statement."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lagebild.language.tagger.labels import ACTS, CERTAINTIES, HEADS, NAMES, ROLES, TYPES
from lagebild.language.tagger.pieces import BEGIN, END, Pieces, words
from training.markup import read_folder

Spans = Sequence[Sequence[int]]
INVENTED = Path(__file__).parent / "texts"
IGNORED = -100
HELD_OUT = 10
"""Every tenth document, by sorted name, is held out."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement over word numbers."""

    quote: tuple[int, ...]
    roles: dict[str, tuple[int, ...]]
    type: int
    act: int
    certainty: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words, sentences (word ranges), labels by head, statements."""

    surface: list[str]
    sentences: list[tuple[int, int]]
    labels: dict[str, list[int]]
    statements: list[Said] = field(default_factory=list)
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Window:
    """Piece ids, the first piece of each word, labels by head, statements that lie inside.

    `number` counts the samples whose vectors are kept; -1 for labelled text. `claims` are pieces, from and up to, that
    word a claim, and the number of the claim.
    """

    ids: list[int]
    first: list[int]
    labels: dict[str, list[int]]
    statements: list[Said]
    number: int = -1
    claims: tuple[tuple[int, int, int], ...] = ()


def read_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def held_out(documents: Sequence[dict[str, Any]]) -> set[str]:
    return set(sorted(d["name"] for d in documents)[::HELD_OUT])


def sentences(text: str, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Rough sentence bounds, enough to place windows."""
    found, begin = [], 0
    for at, (_, end) in enumerate(offsets):
        gap = text[end : offsets[at + 1][0]] if at + 1 < len(offsets) else "\n"
        stop = text[offsets[at][0] : end] in '.!?“”"«»' and at > begin and text[offsets[at - 1][0]] in ".!?"
        before = text[slice(*offsets[at - 1])] if at else ""
        plain = text[offsets[at][0] : end] in ".!?" and not (before.isdigit() or len(before) < 3)
        upper = at + 1 < len(offsets) and not text[offsets[at + 1][0]].islower()
        if "\n" in gap or (gap and upper and (stop or plain)):
            found.append((begin, at + 1))
            begin = at + 1
    return found


def touched(spans: Spans, offsets: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Numbers of the words that share a character with the spans."""
    return tuple(i for i, (b, e) in enumerate(offsets) for x, y in spans if b < y and e > x)


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def _write(labels: list[int], tags: Sequence[str], kind: str, pieces: list[tuple[int, int]]) -> None:
    for place, (begin, end) in enumerate(pieces):
        later = f"C-{kind}"
        labels[begin] = tags.index(later if place and later in tags else f"B-{kind}")
        for at in range(begin + 1, end):
            labels[at] = tags.index(f"I-{kind}")


def label(document: dict[str, Any]) -> Text:
    """Labels of one document; larger quotes take the outer layer, what they cover goes to the inner one."""
    offsets = words(document["text"])
    labels = {head: [0] * len(offsets) for head in HEADS if head != "name"}
    said = []
    for a in document["statements"]:
        quote = touched(a["quote"], offsets)
        if quote:
            roles = {role: touched(a.get(role) or [], offsets) for role in ROLES}
            marks = (TYPES.index(a["type"]), ACTS.index(a["act"]), CERTAINTIES.index(a["certainty"]))
            said.append(Said(quote, roles, *marks))
    for one in sorted(said, key=lambda one: -len(one.quote)):
        kind = TYPES[one.type]
        for head in ("direct",) if kind == "Direct" else ("outer", "inner"):
            if f"B-{kind}" in HEADS[head] and not any(labels[head][at] for at in one.quote):
                _write(labels[head], HEADS[head], kind, runs(one.quote))
                break
    for role in ROLES:
        for one in said:
            for begin, end in runs(one.roles[role]):
                if not any(labels[role][begin:end]):
                    _write(labels[role], HEADS[role], role, [(begin, end)])
    surface = [document["text"][b:e] for b, e in offsets]
    language = "en" if document["id"].startswith(("e", "ie")) else "de"
    return Text(surface, sentences(document["text"], offsets), labels, said, language)


def read_names(path: Path, tag: int = 2) -> list[Text]:
    """Sentences with names, CoNLL style; the outer layer, without derived and partial names."""
    found, rows = [], list[list[str]]()
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, ""]:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                continue
            if len(cells) > tag:
                rows.append(cells)
            elif rows:
                tags = [row[tag] if row[tag][2:] in NAMES else "O" for row in rows]
                numbers = [HEADS["name"].index(t) for t in tags]
                found.append(Text([row[1] for row in rows], [(0, len(rows))], {"name": numbers}))
                rows = []
    return found


def joined(texts: Sequence[Text], rng: random.Random) -> Iterator[Text]:
    """One to eight sentences on a row as one text, so that names are learnt at any place of a window."""
    at = 0
    while at < len(texts):
        count = rng.choice((1, 1, 2, 3, 5, 8))
        part = texts[at : at + count]
        at += count
        labels = [number for text in part for number in text.labels["name"]]
        surface = [word for text in part for word in text.surface]
        yield Text(surface, [(0, len(surface))], {"name": labels})


def windows(text: Text, pieces: Pieces, first: int, size: int) -> Iterator[Window]:
    """Whole sentences up to `size` pieces (`first` for the first window); a longer sentence is cut."""
    ids = pieces.of_words(text.surface)
    bounds, begin, room = [], 0, first
    for sentence in text.sentences:
        for at in range(*sentence):
            room -= len(ids[at])
            if room < 0:
                cut = sentence[0] if sentence[0] > begin else at
                if cut > begin:
                    bounds.append((begin, cut))
                begin = cut
                room = size - sum(map(len, ids[begin : at + 1]))
    bounds.append((begin, len(ids)))
    for lower, upper in bounds:
        if upper > lower:
            yield _window(text, ids, lower, upper)


def _window(text: Text, ids: list[list[int]], lower: int, upper: int) -> Window:
    flat, starts = [BEGIN], []
    for word in ids[lower:upper]:
        starts.append(len(flat))
        flat.extend(word)
    labels = {head: values[lower:upper] for head, values in text.labels.items()}
    inside = []
    for one in text.statements:
        if lower <= min(one.quote) and max(one.quote) < upper:
            roles = {
                role: tuple(at - lower for at in found if lower <= at < upper) for role, found in one.roles.items()
            }
            inside.append(Said(tuple(at - lower for at in one.quote), roles, one.type, one.act, one.certainty))
    return Window([*flat, END], starts, labels, inside)


_QUOTE = re.compile(r"^statements_.*\.jsonl$")


def read_statements(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Training documents and held-out documents of a corpus folder and of the invented texts, both languages."""
    train, held = [], []
    corpus = [read_lines(path) for path in sorted(folder.iterdir()) if _QUOTE.match(path.name)]
    for documents in (*corpus, list(read_folder(INVENTED))):
        names = held_out(documents)
        train += [d for d in documents if d["name"] not in names]
        held += [d for d in documents if d["name"] in names]
    return train, held
