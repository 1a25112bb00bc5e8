"""Words of a text and the sub-word pieces the encoder reads.

The piece model is a unigram model (Kudo 2018, "Subword Regularization") in the file format of the
`tokenizers` library. Characters are normalised one by one with a table, so word offsets never move.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

WORD = re.compile(r"[^\W_]+(?:(?:[-’']|\u00ad+)[^\W_]+)*|[^\s\u00ad]")
MAX_PIECES_PER_WORD = 12
KEPT = 100_000
"""Words whose pieces are kept."""

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Piece ids with a fixed meaning."""


def words(text: str) -> list[tuple[int, int]]:
    """Half-open code point offsets of the words and punctuation marks of `text`."""
    return [match.span() for match in WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A piece model with its character table."""

    tokenizer: Tokenizer
    characters: Mapping[int, str]
    _known: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)
    """Pieces of words already cut; emptied when there are more than ``KEPT``."""

    @classmethod
    def from_strings(cls, tokenizer: str, characters: Mapping[str, str]) -> Pieces:
        """Read the piece model from its JSON text and the table from character to replacement."""
        return cls(Tokenizer.from_str(tokenizer), {ord(old): new for old, new in characters.items()})

    def of_words(self, surface: Sequence[str]) -> list[list[int]]:
        """Piece ids of each word, at least one and at most `MAX_PIECES_PER_WORD` each."""
        if len(self._known) > KEPT:
            self._known.clear()
        new = list(dict.fromkeys(word for word in surface if word not in self._known))
        folded = [word.replace("\u00ad", "").translate(self.characters) or "?" for word in new]
        for word, encoding in zip(new, self.tokenizer.encode_batch(folded, add_special_tokens=False), strict=True):
            self._known[word] = encoding.ids[:MAX_PIECES_PER_WORD] or [UNKNOWN]
        return [self._known[word] for word in surface]
