"""What pages yield together: reuse, stories, actors, claims, series, and the whole picture."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.model.findings import Analysis, Document, Place
from lagebild.model.vocabulary import (
    ActorKind,
    Agreement,
    ClaimKind,
    CorrectionKind,
    Direction,
    Disagreement,
    Evidence,
    Standing,
    Tense,
)

# --- story: Documents and Analyses -> Picture ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of ``copy`` that repeats ``source``. ``likeness`` is the share of shared words, 0..1."""

    copy: Place
    source: Place
    likeness: float
    direction: Direction


@dataclass(frozen=True, slots=True)
class Upstream:
    """The direct source of a document's text: another document, or an agency none of whose texts is here."""

    doc: str
    source: str | None
    agency: str | None
    confidence: Direction
    why: str


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that carry one text. ``basis`` holds "text", "credit"."""

    id: str
    documents: tuple[str, ...]
    origin: str | None
    credit: str | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Who copied what: families, aligned passages, direct upstreams, and old text republished under a new date."""

    families: tuple[Family, ...] = ()
    passages: tuple[Passage, ...] = ()
    upstreams: tuple[Upstream, ...] = ()
    stale: tuple[Upstream, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """Pages about one event. ``why`` names the facts that hold it together."""

    id: str
    title: str
    documents: tuple[str, ...]
    begin: str | None
    end: str | None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor across pages. ``members`` are (document id, local actor key)."""

    id: str
    name: str
    kind: ActorKind
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One step in a claim's history: from this date, by this statement, it stood so. ``why`` is the rule applied."""

    date: str | None
    standing: Standing
    statement: str
    why: str


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Statements that count as one origin, and why they collapse. ``actor`` is the chain's end."""

    statements: tuple[str, ...]
    actor: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Origins:
    """The triple: how many articles, texts, independent origins; with a reason for each collapse."""

    articles: int
    texts: int
    origins: int
    groups: tuple[OriginGroup, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Evidence × agreement in words, with the counts behind them (IPCC form; no score)."""

    evidence: Evidence
    agreement: Agreement
    supporting: int
    opposing: int
    first_hand: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements about the same thing. ``wording`` is the sentence chosen to stand for it.

    ``supports`` lists more general claims this one is a special case of. ``why`` maps each statement beyond the
    first to the reasons it was joined.
    """

    id: str
    story: str
    label: str
    wording: Place
    kind: ClaimKind
    statements: tuple[str, ...]
    standing: Standing
    history: tuple[Turn, ...]
    origins: Origins
    corroboration: Corroboration
    supports: tuple[str, ...] = ()
    why: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One number of a series. ``date`` is the day the number is about, else the day it was said."""

    quantity: str
    date: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class SeriesConflict:
    """Two points that do not say the same, and how. ``why`` is the documented rule that decided."""

    between: tuple[str, str]
    type: Disagreement
    why: str


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of the same thing over time and across pages."""

    id: str
    label: str
    tense: Tense | None
    points: tuple[SeriesPoint, ...]
    disagreements: tuple[SeriesConflict, ...]
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A human's correction, kept for ever and applied on every run.

    ``target`` is the id it speaks of (statement, quantity, document or story), ``value`` what it should be or be
    apart from. ``who``, ``when`` (ISO) and ``why`` are shown in the dossier.
    """

    kind: CorrectionKind
    target: str
    value: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something the user handed in that could not be read, and why."""

    ref: str
    why: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything known on one day about the pages at hand. The dossier is a view of it."""

    as_of: str | None
    documents: tuple[Document, ...]
    analyses: tuple[Analysis, ...]
    reuse: Reuse
    stories: tuple[StoryGroup, ...]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    series: tuple[Series, ...]
    not_read: tuple[NotRead, ...] = ()
    corrections: tuple[Correction, ...] = ()
