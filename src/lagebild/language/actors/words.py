"""Words with their places, as the actors read them: hyphened compounds whole, the English genitive apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,6}"  # U.S., F.A.Z.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Det|Rev|Inc|Corp|Ltd|Co|Jr|Sr)\.(?=\s)"
    r"|[^\W_]+(?:(?:[-‐‑&]|\.(?![A-ZÄÖÜ][a-zäöüß]))[^\W_]+|['’](?!s\b)[^\W_]+)*"
    r"|['’]s?\b"
    r"|[^\w\s]"
)


class Word(NamedTuple):
    """A word or mark of the text."""

    begin: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, a number before it aside."""
        return self.text[0].isupper() or self._counted

    @property
    def alphabetic(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha() or self._counted

    @property
    def _counted(self) -> bool:
        """Whether it is a noun behind a number ("47-Jährige")."""
        front, mark, noun = self.text.partition("-")
        return bool(mark) and front.isdigit() and noun[:1].isupper()


def split_words(text: str, begin: int = 0, end: int | None = None) -> list[Word]:
    """All words and marks between two offsets."""
    return [Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, begin, len(text) if end is None else end)]


def between(words: Sequence[Word], begin: int, end: int) -> range:
    """Indices of the words that lie in ``[begin, end)``."""
    low = bisect_left(words, begin, key=lambda w: w.begin)
    high = bisect_left(words, end, lo=low, key=lambda w: w.begin)
    return range(low, high)


def at(words: Sequence[Word], place: int) -> int:
    """Index of the first word that begins at or after ``place``."""
    return bisect_left(words, place, key=lambda w: w.begin)
