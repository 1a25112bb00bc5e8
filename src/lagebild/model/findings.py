"""What one page yields: places in text, the document, and the findings of its analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from lagebild.model.vocabulary import (
    BODY_KINDS,
    Act,
    ActorKind,
    BlockKind,
    Bound,
    Certainty,
    CreditPlace,
    DateBasis,
    DocumentKind,
    Language,
    MarkerKind,
    Mode,
    QuantityKind,
    Readable,
    Stance,
    Tense,
    TimexType,
)

# --- places -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document's text, half-open, in code points."""

    begin: int
    end: int

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.begin

    def of(self, text: str) -> str:
        """The text this span covers."""
        return text[self.begin : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.begin < other.end and other.begin < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.begin <= other.begin and other.end <= self.end


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span together with the id of the document it lies in: a citation."""

    doc: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was wrong, in words a desk understands. ``code`` is stable, ``message`` is for people."""

    code: str
    message: str


# --- reading: Page -> Document ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came in. ``ref`` is the path or URL exactly as the user gave it."""

    ref: str
    body: bytes
    url: str | None = None
    content_type: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of a page and its role. ``time`` is a live-blog entry's own time (ISO)."""

    kind: BlockKind
    span: Span
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency named as (co-)author of a text. ``agency`` is its canonical short name ("dpa")."""

    agency: str
    place: CreditPlace
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page, read. ``text`` is frozen; ``blocks`` cover it in order without overlap.

    For plain text input ``text`` is the decoded file itself, unchanged; if that was wrapped at a fixed width,
    ``unwrapped`` is the same text with its wraps undone, of equal length.
    ``published_basis`` is ``"copy"`` when the date was taken from a dated copy of the same text.
    """

    id: str
    ref: str
    text: str
    language: Language
    blocks: tuple[Block, ...] = ()
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_basis: DateBasis | None = None
    modified: str | None = None
    modified_basis: DateBasis | None = None
    credits: tuple[Credit, ...] = ()
    kind: DocumentKind = "article"
    readable: Readable = "full"
    problems: tuple[Problem, ...] = ()
    unwrapped: str | None = None

    @property
    def flow(self) -> str:
        """The text as it reads on, of the same length as ``text``: spans of the one are spans of the other."""
        return self.unwrapped or self.text

    @property
    def body(self) -> Spans:
        """The article's own running text: lead, body, subheads and live entries."""
        return tuple(b.span for b in self.blocks if b.kind in BODY_KINDS)


# --- language: Document -> Analysis -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the role of the block it stands in. ``paragraph`` counts blocks from 0."""

    span: Span
    block: BlockKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3-like expression. ``value`` is the resolved TIMEX3 value, ``None`` where no anchor allows one.

    ``interval`` is the ISO day, or ``begin/end`` of days, that the value covers (dates and times only).
    ``rule`` names the deciding rule ("weekday-past", "explicit", "relative-day", …), ``anchor`` the day it was
    resolved against.
    """

    span: Span
    type: TimexType
    value: str | None
    interval: str | None
    rule: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """A date given to a finding, and the words (``basis``, ``span``) it rests on."""

    value: str
    basis: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names an actor. ``actor`` is the document-local key of who is meant, or ``None``.

    ``form``: name, role ("der Minister"), pronoun, unnamed ("Sicherheitskreise").
    """

    span: Span
    form: Literal["name", "role", "pronoun", "unnamed"]
    kind: ActorKind
    actor: str | None


@dataclass(frozen=True, slots=True)
class LocalActor:
    """Somebody or something that speaks or is spoken of, within one document.

    ``key`` is unique in the document and derived from the fullest name. ``names`` hold every form seen,
    fullest first; ``roles`` titles and offices as written ("Nato-Generalsekretär"). ``gender`` and ``plural``
    steer pronouns and are ``None`` when unknown.
    """

    key: str
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: Literal["f", "m", "n"] | None = None
    plural: bool | None = None
    first: Span | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or form that changes how sure a statement is."""

    span: Span
    kind: MarkerKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement: who says what, through whom, how sure.

    ``content``, ``cue``, ``speaker``, ``via_spans`` are evidence in the document; content may be discontinuous.
    ``actor`` and ``via`` are document-local actor keys; ``actor=None`` with ``unclear=False`` means the outlet
    itself vouches (mode "narration"), with ``unclear=True`` that somebody else speaks but the text does not
    let us say who. ``via`` is the chain behind the actor, nearest first: Yoon <- [NIS].
    ``keys`` are content words in base form (lower case, both languages alike), ``vector`` the claim vector of
    the content as 128 little-endian float16 (empty without a model); ``story`` compares with them and never
    asks which language it reads.
    ``anaphor`` is the span of an expression by which the content points at somebody else's claim without
    repeating it ("die Berichte", "das", "die Vorwürfe"); ``None`` if the content stands for itself.
    ``negated`` means that what is supported, confirmed or denied is that something is not so: "nobody was hurt",
    "denied that it was not safe"; who denies by a negation of his own denies something that is so.
    ``decided_by`` says which mechanism found it ("rule:laut", "tagger:Indirect", …).
    """

    doc: str
    content: Spans
    cue: Spans = ()
    speaker: Spans = ()
    via_spans: Spans = ()
    actor: str | None = None
    via: tuple[str, ...] = ()
    unclear: bool = False
    mode: Mode = "indirect"
    act: Act = "assert"
    stance: Stance = "support"
    certainty: Certainty = "certain"
    markers: tuple[Marker, ...] = ()
    addressee: Spans = ()
    date: Dating | None = None
    event_date: Dating | None = None
    anaphor: Span | None = None
    negated: bool = False
    keys: tuple[str, ...] = ()
    vector: bytes = b""
    decided_by: str = ""
    confidence: float = 1.0
    frame: Spans = ()
    """The words around the content that introduce it ("Wie X mitteilte,"); empty where there are none."""

    @property
    def id(self) -> str:
        """Identity: document and extent of the content."""
        return f"{self.doc}.s{self.content[0].begin}-{self.content[-1].end}"

    @property
    def extent(self) -> Span:
        """From the first to the last code point of content, cue and speaker."""
        parts = (*self.content, *self.cue, *self.speaker)
        return Span(min(p.begin for p in parts), max(p.end for p in parts))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound and what it counts. ``span`` runs from the hedge to the counted noun.

    ``number`` is the span of hedge and numeral alone. ``low``/``high`` ``None`` = open on that side.
    ``unit`` is a physical or currency unit or "%" ; ``counts`` the counted noun phrase as written
    ("nordkoreanische Soldaten"), ``counts_head`` its head in base form. ``tense`` says whether the thing counted
    is so, was, or is planned. ``keys`` are base forms of the words around it that tell one series from another
    (place, holder, event verb: "verletzen", "kursk").
    """

    doc: str
    span: Span
    number: Span
    bound: Bound
    low: float | None
    high: float | None
    kind: QuantityKind = "count"
    unit: str | None = None
    counts: str | None = None
    counts_head: str | None = None
    counts_span: Span | None = None
    tense: Tense | None = None
    keys: tuple[str, ...] = ()
    value: float | None = None

    @property
    def id(self) -> str:
        """Identity: document and extent."""
        return f"{self.doc}.q{self.span.begin}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Analysis:
    """All findings of one document. ``engine`` names what produced it ("rules" or "rules+<tagger>")."""

    doc: str
    language: Language
    engine: str
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[LocalActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    names: tuple[str, ...] = ()
    """Names of persons, organisations and places in the text, folded, for grouping pages into stories."""
    vector: bytes = b""
    """Sentence vector of title and lead: 384 little-endian float16, empty without a model."""
    problems: tuple[Problem, ...] = ()
