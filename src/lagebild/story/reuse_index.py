"""Words of a collection as numbers, and an inverted index of hashed word shingles over them.

A document becomes a row of word numbers with the place of each word in the text. Words are folded so that spellings
that a copying desk changes without rewriting stay one word: case, "ß" and "ss", soft hyphens, digit grouping.
Shingles (runs of ``SHINGLE`` words) are hashed to 64 bits; the index is one sorted array, so candidates are found by
sorting, never by comparing all pairs. Containment of the shorter text decides, which unlike MinHash survives cut texts
(Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from lagebild.model import Document, Span, Spans

Words = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]

SHINGLE = 4
"""Words per shingle: five miss lightly rewritten sentences, three meet by chance."""

CROWD = 48
"""A shingle in more documents than this is not expanded into all pairs."""

ENTRIES = 3_000_000
"""Larger collections are indexed by a sample of their shingles; texts are aligned by all of them."""

FEWEST = 4
"""Pairs that share fewer shingles are not looked at."""

OFTEN = 2
"""A shingle is standing text if met more than ``OFTEN`` times as often, plus ``OFTEN``, as its documents' usual one."""

_GAP = "\u00a0\u2009\u202f"
_WORD = re.compile(rf"[^\W\d_]+(?:[\u00ad\u200b][^\W\d_]+){{0,8}}|\d{{1,3}}(?:[.,'’ {_GAP}]\d{{3}}){{1,5}}(?!\d)|\d+")
_DROP = {ord(c): None for c in f"\u00ad\u200b.,'’ {_GAP}"}
_MIX = np.uint64(0x9E3779B97F4A7C15)
_QUOTED = re.compile('[„“»«”"][^„“»«”"]{12,1200}[“”«»"]')


class Tokens:
    """The words of one document's own text as numbers; where they stand is found when first asked for."""

    __slots__ = ("_places", "_spans", "_text", "words")

    def __init__(self, words: Words, text: str, spans: Spans) -> None:
        self.words = words
        self._text = text
        self._spans = spans
        self._places: tuple[Places, Places] | None = None

    def __len__(self) -> int:
        """How many words."""
        return len(self.words)

    def _find(self) -> tuple[Places, Places]:
        if self._places is None:
            found = (m.span() for s in self._spans for m in _WORD.finditer(self._text, s.begin, s.end))
            both = np.fromiter(chain.from_iterable(found), np.int32, 2 * len(self.words)).reshape(-1, 2)
            self._places = (both[:, 0], both[:, 1])
        return self._places

    @property
    def begins(self) -> Places:
        """Where each word begins."""
        return self._find()[0]

    @property
    def ends(self) -> Places:
        """Where each word ends."""
        return self._find()[1]

    @property
    def extent(self) -> int:
        """Length of the text the words were read from, in code points."""
        return sum(map(len, self._spans))

    def quoted(self) -> npt.NDArray[np.bool_]:
        """Which words stand between quotation marks."""
        mask = np.zeros(len(self), bool)
        if not any(mark in self._text for mark in '„“»«”"'):
            return mask
        for match in _QUOTED.finditer(self._text):
            first, last = np.searchsorted(self.begins, match.span())
            mask[first:last] = True
        return mask

    def numbers(self, first: int, last: int) -> list[int]:
        """The words written in digits among ``first`` to ``last``, both included."""
        begins = self.begins
        return [int(self.words[i]) for i in range(first, last + 1) if self._text[begins[i]].isdigit()]

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from word ``first`` to word ``last``, both included."""
        return Span(int(self.begins[first]), int(self.ends[last]))


@dataclass(slots=True)
class Lexicon:
    """Gives every folded word a number, in order of first appearance."""

    raw: dict[str, int] = field(default_factory=dict)
    folded: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The number of a word as written."""
        known = self.raw.get(word)
        if known is None:
            known = self.folded.setdefault(word.casefold().translate(_DROP), len(self.folded) + 1)
            self.raw[word] = known
        return known

    def read(self, text: str, spans: Spans) -> Tokens:
        """The words of ``text`` within ``spans``."""
        words = [w for s in spans for w in _WORD.findall(text, s.begin, s.end)]
        known = list(map(self.raw.get, words))
        if None in known:
            known = [self.number(w) if n is None else n for w, n in zip(words, known, strict=True)]
        return Tokens(np.array(known, np.int32), text, spans)


def own_text(document: Document) -> Spans:
    """The spans compared: the body, or the whole text of a document whose blocks are unknown."""
    if document.blocks:
        return document.body
    return (Span(0, len(document.flow)),) if document.flow else ()


def shingles(words: Words, size: int = SHINGLE) -> Hashes:
    """Hashes of all runs of ``size`` words, one per starting word; empty for a shorter row."""
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    wide = words.astype(np.uint64)
    out = np.zeros(count, np.uint64)
    for offset in range(size):
        out = (out ^ wide[offset : offset + count]) * _MIX
        out ^= out >> np.uint64(29)
    return out


@dataclass(frozen=True, slots=True)
class Index:
    """All shingles of a collection, sorted. Two parallel arrays: hash and row of the document."""

    hashes: Hashes
    rows: Places

    def groups(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Begin and size of each run of equal hashes."""
        if not len(self.hashes):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        fresh = np.flatnonzero(np.concatenate(([True], self.hashes[1:] != self.hashes[:-1])))
        return fresh, np.diff(np.concatenate((fresh, [len(self.hashes)])))


def thinning(hashes: Sequence[Hashes]) -> int:
    """Every how manieth shingle goes into the index, so that it holds about ``ENTRIES`` at most."""
    return 1 + sum(map(len, hashes)) // ENTRIES


def sample(hashes: Sequence[Hashes], step: int, part: int = 0) -> Sequence[Hashes]:
    """The shingles whose hash leaves ``part`` when divided by ``step``; the same in every document (Manber 1994)."""
    return hashes if step == 1 else [row[row % np.uint64(step) == part] for row in hashes]


def build_index(per_document: Sequence[Hashes], *, distinct: bool = False) -> Index:
    """Index the shingles of each document; a shingle counts once per document.

    ``distinct`` says that no document gives a shingle twice.
    """
    rows_of = per_document if distinct else [np.unique(h) for h in per_document]
    if not rows_of:
        return Index(np.zeros(0, np.uint64), np.zeros(0, np.int32))
    hashes = np.concatenate(rows_of)
    rows = np.repeat(np.arange(len(rows_of), dtype=np.int32), [len(h) for h in rows_of])
    order = np.argsort(hashes, kind="stable")
    return Index(hashes[order], rows[order])


def pairs_of(
    index: Index, standing: npt.NDArray[np.bool_], rows: int, fewest: int = FEWEST
) -> dict[tuple[int, int], int]:
    """How many shingles each pair of rows shares, standing shingles (one flag per group) left out.

    A shingle carried by more than ``CROWD`` documents pairs each of them only with the first of them and with its
    neighbours, which keeps the work linear; families are joined all the same.
    """
    begins, sizes = index.groups()
    parts: list[npt.NDArray[np.int64]] = []
    wanted = (sizes > 1) & ~standing
    for size in np.unique(sizes[wanted]).tolist():
        block = index.rows[begins[wanted & (sizes == size)][:, None] + np.arange(size)].astype(np.int64)
        if size <= CROWD:
            left, right = np.triu_indices(size, 1)
        else:
            left = np.concatenate((np.zeros(size - 1, np.int64), np.arange(1, size - 1)))
            right = np.concatenate((np.arange(1, size), np.arange(2, size)))
        parts.append((block[:, left] * rows + block[:, right]).ravel())
    if not parts:
        return {}
    keys, counts = np.unique(np.concatenate(parts), return_counts=True)
    enough = counts >= fewest
    return {(int(k) // rows, int(k) % rows): int(c) for k, c in zip(keys[enough], counts[enough], strict=True)}


def standing_shingles(index: Index, rows: int) -> npt.NDArray[np.bool_]:
    """Which shingles (one flag per group) are standing text: met far more often than the texts they stand in.

    Every document has a usual number of documents that carry its shingles: one for a lone text, twenty for one that
    twenty outlets took over. A shingle that exceeds that by far in most of the documents it stands in is an outlet's
    box, an agency's explainer or a phrase of the trade, and says nothing about where the text came from.
    """
    begins, sizes = index.groups()
    if not len(begins):
        return np.zeros(0, bool)
    frequency = np.repeat(sizes, sizes)
    order = np.lexsort((frequency, index.rows))
    counts = np.bincount(index.rows, minlength=rows)
    ends = np.cumsum(counts)
    usual = np.zeros(rows)
    filled = counts > 0
    usual[filled] = frequency[order][(ends - counts + counts // 2)[filled]]
    odd = frequency > OFTEN * usual[index.rows] + OFTEN
    share = np.add.reduceat(odd.astype(np.int64), begins) / sizes
    return share > 0.5
