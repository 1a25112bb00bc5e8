"""The sheet: a picture arranged in the order a desk reads, before it is given an outer form.

Terminal, Markdown and HTML print the same sheet. A line that states a finding carries the places it rests on;
making one without evidence is an error.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.model import ClaimKind, Place, Readable, Stance, Standing


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and the places that prove it. ``standing`` colours it where colour is to be had."""

    text: str
    evidence: tuple[Place, ...]
    standing: Standing | None = None

    def __post_init__(self) -> None:
        """Refuse a finding nobody can check."""
        if not self.evidence:
            message = f"a line without evidence cannot be printed: {self.text}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement within a claim: who, through whom, what kind of act, how sure, when, where."""

    statement: str
    who: str
    chain: str | None
    act: str
    certainty: str
    date: str | None
    basis: str | None
    source: str
    quote: str
    place: Place
    stance: Stance
    origin: int
    markers: str
    copies: tuple[Place, ...] = ()
    """Where other pages carry the same words of the same speaker."""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as a desk's fact sheet shows it."""

    id: str
    quote: str
    place: Place
    kind: ClaimKind
    kind_word: str
    standing: Standing
    standing_words: str
    triple: str
    reasons: tuple[str, ...]
    corroboration: str
    voices: tuple[Voice, ...]
    history: tuple[Line, ...]
    supports: str | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberPoint:
    """One number: the words, their bounds, the day, who says it, and where."""

    quantity: str
    words: str
    bound: str
    low: float | None
    high: float | None
    date: str | None
    who: str
    place: Place
    copies: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A series of numbers of the same thing."""

    id: str
    label: str
    tense: str | None
    points: tuple[NumberPoint, ...]
    disagreements: tuple[Line, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A page: what it is, when, from whom, how well it could be read."""

    doc: str
    number: int
    label: str
    ref: str
    outlet: str
    title: str | None
    published: str
    modified: str | None
    authors: tuple[str, ...]
    credits: tuple[str, ...]
    kind: str
    readable: Readable
    readable_words: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A claim against all sources: per source one of says, denies, unsure, silent, unread; and the place."""

    claim: str
    quote: str
    cells: tuple[tuple[str, Place | None], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline: turns worth a line, and how many other claims were first reported on it."""

    day: str
    lines: tuple[Line, ...]
    others: int


@dataclass(frozen=True, slots=True)
class StorySheet:
    """Everything printed about one story, in page order."""

    id: str
    title: str
    status: str
    important: tuple[Line, ...]
    changed: tuple[Line, ...]
    numbers: tuple[NumberRow, ...]
    known: tuple[Card, ...]
    claimed: tuple[Card, ...]
    open: tuple[Card, ...]
    views: tuple[Card, ...]
    told: tuple[Line, ...]
    """Claims that a single page makes in its own words."""
    contradictions: tuple[Line, ...]
    questions: tuple[Line, ...]
    gaps: tuple[str, ...]
    timeline: tuple[Day, ...]
    sources: tuple[Source, ...]
    copies: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole printed dossier."""

    language: str
    as_of: str
    engine: str
    stories: tuple[StorySheet, ...]
    unread: tuple[tuple[str, str], ...]
    corrections: tuple[str, ...]
    rules: tuple[str, ...]
