"""What the tagger returns: spans, linked statements, and both of one text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lagebild.language.tagger.decode import gelu
from lagebild.language.tagger.labels import CLAIM, HIDDEN
from lagebild.language.tagger.stances import StanceModel

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
class Meaning:
    """What each word of a text adds to the vectors of claims.

    ``words`` are half-open code point offsets in order; ``totals`` has shape (words + 1, 128), the sums over the words
    before each.
    """

    words: Spans = ()
    totals: NDArray[np.float32] = field(default_factory=lambda: np.zeros((1, CLAIM), np.float32))

    def of(self, spans: Iterable[tuple[int, int]]) -> NDArray[np.float32]:
        """The claim vector of what stands in `spans`: shape (128,), length 1, zero where no word is touched.

        Wordings of one claim lie close together, denials too; other claims about the same event lie apart.
        """
        total = np.zeros(CLAIM, np.float32)
        for begin, end in spans:
            first = bisect_right(self.words, begin, key=lambda word: word[1])
            last = bisect_left(self.words, end, key=lambda word: word[0])
            if last > first:
                total += self.totals[last] - self.totals[first]
        return total / np.float32(max(float(np.linalg.norm(total)), 1e-9))


@dataclass(frozen=True, slots=True)
class Voice:
    """What each word of a text tells of how a thing is said: as part of what is said, and as part of a cue.

    ``words`` are half-open code point offsets in order; ``said`` and ``cued`` have shape (words + 1, 192), the sums
    over the words before each.
    """

    words: Spans = ()
    said: NDArray[np.float32] = field(default_factory=lambda: np.zeros((1, HIDDEN), np.float32))
    cued: NDArray[np.float32] = field(default_factory=lambda: np.zeros((1, HIDDEN), np.float32))

    def of(self, content: Iterable[tuple[int, int]], cue: Iterable[tuple[int, int]]) -> NDArray[np.float32]:
        """The means over the words said and over the cue, and what the tagger judges by: shape (576,)."""
        one, two = self._mean(self.said, content), self._mean(self.cued, cue)
        return np.concatenate([one, two, gelu(one + two)])

    def _mean(self, totals: NDArray[np.float32], spans: Iterable[tuple[int, int]]) -> NDArray[np.float32]:
        total, count = np.zeros(totals.shape[1], np.float32), 0
        for begin, end in spans:
            first = bisect_right(self.words, begin, key=lambda word: word[1])
            last = bisect_left(self.words, end, key=lambda word: word[0])
            if last > first:
                total, count = total + totals[last] - totals[first], count + last - first
        return total / np.float32(max(count, 1))


@dataclass(frozen=True, slots=True)
class Tagging:
    """Everything the tagger marks in one text."""

    spans: tuple[TaggedSpan, ...]
    statements: tuple[TaggedStatement, ...]
    meaning: Meaning = field(default_factory=Meaning, compare=False)
    voice: Voice = field(default_factory=Voice, compare=False)
    stances: StanceModel | None = field(default=None, compare=False)
