"""What the tagger returns: spans, linked statements, and both of one text."""

from __future__ import annotations

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A labelled span: PER, ORG, LOC, speaker, cue, frame, addressee, via or date. Offsets are code points."""

    label: str
    begin: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class TaggedStatement:
    """A linked statement as the tagger sees it; every part is a tuple of half-open code point spans.

    ``score`` is the mean probability of the type over the words of the quote, 0 to 1. ``act_scores`` and
    ``certainty_scores`` are probabilities in the order of ``labels.ACTS`` and ``labels.CERTAINTIES``; rare values
    are favoured by the training, so they rank better than they count. ``speaker_inherited`` says that the
    speaker's words stand outside the sentences of quote and frame; ``nested`` that the quote lies in another one.
    """

    type: str
    quote: Spans
    cue: Spans
    frame: Spans
    speaker: Spans
    addressee: Spans
    via: Spans
    date: Spans
    act: str
    act_scores: tuple[float, ...]
    certainty: str
    certainty_scores: tuple[float, ...]
    score: float
    speaker_inherited: bool
    nested: bool


@dataclass(frozen=True, slots=True)
class Tagging:
    """Everything the tagger marks in one text."""

    spans: tuple[TaggedSpan, ...]
    statements: tuple[TaggedStatement, ...]
