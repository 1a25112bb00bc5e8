"""What the comparison of statements looks at: one ``Item`` per statement, prepared once.

An item carries the statement, its page, the actor across pages, the words and numbers of its content, its sentence
vector and the day it was said. Nothing here decides; the decisions are in ``claims_pairs`` and ``claims_cluster``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lagebild.model import Actor, Analysis, Document, Quantity, Reuse, Span, Stance, Statement, StoryGroup
from lagebild.story.notices import replacing_words
from lagebild.story.series_profile import EXCLUSIVE
from lagebild.text import fold, spoken, subtract

Vector = npt.NDArray[np.float32]

UNCLAIMED: frozenset[str] = frozenset({"ask", "decline"})
"""Stances that put nothing forward: questions and refusals to speak belong to no claim of their own."""

EVENT_STANCES: frozenset[str] = frozenset({"support", "confirm", "deny", "unconfirmed"})
"""Stances towards something said to be so. Warnings, demands and opinions are of another kind."""

CARRYING: frozenset[str] = frozenset({"support", "confirm"})
"""Stances that carry what is said."""

COUNTED: frozenset[str] = frozenset(
    {"count", "percent", "percentage_points", "money", "dimension", "fraction", "duration"}
)
"""Quantities whose value tells one claim from another; ages only help."""

MIN_WORD = 3
REPLACING_CHARS = 20
"""How far before a number a word that replaces it is looked for, in code points."""
STEM = 5
"""A base word and a word form are taken for one word if they share this many first letters."""
SAME_BUT_FOR_NOT = 0.66
"""Share of a negated statement's words that a statement without negation must hold for the two to be opposites."""
FORM = 6
"""Two words are forms of one another if they share this many first letters."""

TELLING = 3
"""From here on, one number given of two things is no chance."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a statement: what it measures and between which bounds it lies (``None`` = open)."""

    measure: str
    head: str
    low: float | None
    high: float | None
    states: frozenset[str] = frozenset()
    """What became of the things counted, where that excludes others: killed, injured, missing …"""
    thing: str | None = None
    """The kind of thing counted, whatever the word: soldiers, patients …"""

    def counts_what(self, other: Figure) -> bool:
        """Whether both count one thing: the same word, or words for it ("1,500 soldiers", "1,500 troops")."""
        return bool(self.head and self.head == other.head) or bool(self.thing and self.thing == other.thing)

    def contradicts(self, other: Figure) -> bool:
        """The same number of something else: 14 injured here, 14 dead there. Small numbers meet by chance."""
        same = self.measure == other.measure and self.low == other.low and self.high == other.high
        telling = (self.low or self.high or 0) >= TELLING
        return same and telling and bool(self.states and other.states) and not self.states & other.states

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one thing: the bounds meet, a rounded value meeting the exact one."""
        here, there = self._bounds(), other._bounds()
        slack = 0.02 * min(_size(here), _size(there))
        return here[0] <= there[1] + slack and there[0] <= here[1] + slack

    def matches(self, other: Figure) -> bool:
        """Whether both give one value: "at least 84" leaves room for 85, but that is not what it says."""
        exact = self.low == self.high and other.low == other.high
        one_bound = any(a is not None and a == b for a, b in ((self.low, other.low), (self.high, other.high)))
        return self.agrees(other) and (exact or one_bound)

    def _bounds(self) -> tuple[float, float]:
        low = self.low if self.low is not None else float("-inf")
        high = self.high if self.high is not None else float("inf")
        return low, high


def _size(bounds: tuple[float, float]) -> float:
    known = [abs(b) for b in bounds if b not in {float("inf"), float("-inf")}]
    return max(known, default=0.0)


@dataclass(frozen=True, slots=True)
class Item:
    """A statement made ready for comparison.

    ``order`` is its place among all statements (pages in given order, text order within). ``actor`` is the actor
    across pages, ``chain`` those behind it, nearest first. ``day`` is when it was said, as far as known: the
    utterance's own date, else the page's. ``replaced`` are numbers it names only to give others for them ("not 23").
    ``text`` is the folded content; ``stories`` the stories of its page,
    ``family`` the family of pages that carry its text.
    """

    order: int
    statement: Statement
    document: Document
    actor: str | None
    chain: tuple[str, ...]
    day: str | None
    keys: frozenset[str]
    figures: tuple[Figure, ...]
    text: str
    stories: tuple[str, ...]
    family: str | None = None
    vector: Vector | None = None
    replaced: tuple[Figure, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def kind(self) -> str:
        """The family of stances: "event", or the stance itself for warnings, demands and opinions.

        Who says what would be under a condition ("sollte …, wäre das …") reports no event: that is a warning too.
        """
        stance: Stance = self.statement.stance
        if stance not in EVENT_STANCES:
            return stance
        return "warn" if stance == "support" and self.statement.certainty == "hypothetical" else "event"


def prepare(
    documents: Sequence[Document],
    analyses: Sequence[Analysis],
    reuse: Reuse,
    stories: Sequence[StoryGroup],
    actors: Sequence[Actor],
    as_of: str | None,
) -> tuple[Item, ...]:
    """One item per statement that puts something forward, in page and text order.

    Pages that appeared after ``as_of`` are left out; an utterance dated after it takes its page's day. An old text
    under a new date counts for the day of the page it was taken from.
    """
    pages = {d.id: d for d in documents}
    known = {member: actor.id for actor in actors for member in actor.members}
    old = {u.doc: pages[u.source].published for u in reuse.stale if u.source in pages}
    families = {d: f.id for f in reuse.families if "text" in f.basis for d in f.documents}
    told: dict[str, tuple[str, ...]] = {d.id: tuple(s.id for s in stories if d.id in s.documents) for d in documents}
    items: list[Item] = []
    for analysis in analyses:
        page = pages.get(analysis.doc)
        if page is None or _after(page.published, as_of):
            continue
        page_day = (old.get(page.id) or "")[:10] or day_of_page(page, analysis, as_of)
        for statement in sorted(analysis.statements, key=lambda s: (s.content[0].begin, s.content[-1].end)):
            if statement.stance in UNCLAIMED:
                continue
            content = spoken(page.text, statement.content)
            figures = tuple(_figures(page, analysis.quantities, statement))
            items.append(
                Item(
                    order=len(items),
                    statement=statement,
                    document=page,
                    actor=known.get((page.id, statement.actor)) if statement.actor else None,
                    chain=tuple(a for v in statement.via if (a := known.get((page.id, v)))),
                    day=_day_said(statement, as_of) or page_day,
                    keys=_own_words(page.text, statement, _wordy(statement.keys) or _words(content)),
                    figures=tuple(f for f, old in figures if not old),
                    replaced=tuple(f for f, old in figures if old),
                    text=fold(content).text,
                    stories=told[page.id],
                    family=families.get(page.id),
                    vector=_vector(statement.vector),
                )
            )
    return tuple(items)


def day_of_page(page: Document, analysis: Analysis, as_of: str | None) -> str | None:
    """The page's own day; for an undated page the latest day it reports somebody spoke on (it cannot be older)."""
    if page.published:
        return page.published[:10]
    said = [d for s in analysis.statements if (d := _day_said(s, as_of))]
    return max(said, default=None)


def _day_said(statement: Statement, as_of: str | None) -> str | None:
    if statement.date is None:
        return None
    day = statement.date.value.partition("/")[0][:10]
    return None if _after(day, as_of) else day


def _after(day: str | None, as_of: str | None) -> bool:
    return bool(day and as_of and day[:10] > as_of[:10])


def _words(content: str) -> frozenset[str]:
    letters = "".join(c if c.isalpha() else " " for c in fold(content).text)
    return frozenset(w for w in letters.split() if len(w) >= MIN_WORD)


def _wordy(keys: Iterable[str]) -> frozenset[str]:
    """Base words without numerals, which are compared as figures."""
    return frozenset(k for k in keys if not any(c.isdigit() for c in k))


def _own_words(text: str, statement: Statement, keys: frozenset[str]) -> frozenset[str]:
    """Base words without those that only name the speaker or the act of speaking inside the content."""
    frame = [p for p in (*statement.cue, *statement.speaker) if any(c.overlaps(p) for c in statement.content)]
    if not frame:
        return keys
    framing = frozenset[str]().union(*(_words(p.of(text)) for p in frame))
    stating = frozenset[str]().union(*(_words(p.of(text)) for p in subtract(statement.content, frame)))
    kept = frozenset(k for k in keys if not _resembles(k, framing) or _resembles(k, stating))
    return kept or keys


def _resembles(key: str, words: frozenset[str]) -> bool:
    return key in words or any(w.startswith(key[:STEM]) for w in words if len(key) >= STEM)


def _figures(page: Document, quantities: Iterable[Quantity], statement: Statement) -> Iterable[tuple[Figure, bool]]:
    """The numbers of a statement, and whether it names them only to replace them."""
    for quantity in quantities:
        if quantity.kind not in COUNTED or (quantity.low is None and quantity.high is None):
            continue
        if any(piece.covers(quantity.number) for piece in statement.content):
            before = fold(page.text[max(0, quantity.span.begin - REPLACING_CHARS) : quantity.span.begin]).text.rstrip()
            figure = Figure(
                measure=quantity.unit or ("%" if quantity.kind == "percent" else ""),
                head=(quantity.counts_head or "").casefold(),
                low=quantity.low,
                high=quantity.high,
                thing=next((k[1:] for k in quantity.keys if k.startswith("#")), None),
                states=EXCLUSIVE.intersection(k.removeprefix("@") for k in quantity.keys if k.startswith("@")),
            )
            yield figure, f" {before}".endswith(tuple(f" {word}" for word in replacing_words()))


def _vector(raw: bytes) -> Vector | None:
    if not raw:
        return None
    vector = np.frombuffer(raw, dtype="<f2").astype(np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else None


def first_span(item: Item) -> Span:
    """From the first to the last code point of the content."""
    content = item.statement.content
    return Span(content[0].begin, content[-1].end)


def opposite(negated: Item, plain: Item) -> bool:
    """Whether a statement with a negation says the opposite of one without: nearly all its words are in the other."""
    held = sum(_among(word, plain.keys) for word in negated.keys)
    return bool(negated.keys) and held >= SAME_BUT_FOR_NOT * len(negated.keys)


def _among(word: str, words: Collection[str]) -> bool:
    return word in words or (len(word) >= FORM and any(w.startswith(word[:FORM]) for w in words))


def by_id(items: Iterable[Item]) -> Mapping[str, Item]:
    """Items by statement id; where two mechanisms found one extent, the first counts."""
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found
