"""Number words written as one word ("einhunderteinunddreißig"), and numbers fused with a unit ("zehnjährig")."""

from __future__ import annotations

from functools import lru_cache

from lagebild.language.quantities.words import Words, load_words

MAX_LENGTH = 80
"""Longer words are not numbers."""
HUNDRED = 100
MAX_PLAIN = 12
"""Denominators up to twelve have forms of their own."""
THOUSAND = 1000
LINK = -1
"""Value of the linking "und" in the table of numerals."""


def compound_value(word: str, words: Words) -> float | None:
    """The value of a folded word made of nothing but number morphemes, or ``None``."""
    if word in words.whole:
        return float(words.whole[word])
    return _value(word, words.language)


@lru_cache(maxsize=4096)
def _value(word: str, language: str) -> float | None:
    pieces = _pieces(word, load_words(language))
    return _evaluate(pieces) if pieces else None


def _pieces(word: str, words: Words) -> list[float] | None:
    """Cut from the left, longest morpheme first; ``None`` if something is left over."""
    if len(word) > MAX_LENGTH:
        return None
    table, out, at = words.numerals, [], 0
    longest = max(map(len, table))
    while at < len(word):
        for length in range(min(longest, len(word) - at), 1, -1):
            value = table.get(word[at : at + length])
            if value is not None:
                out.append(float(value))
                at += length
                break
        else:
            return None
    return out


def _evaluate(pieces: list[float]) -> float | None:
    if pieces[0] == LINK or pieces[-1] == LINK:
        return None
    total = current = 0.0
    for piece in pieces:
        if piece == LINK:
            continue
        if piece == HUNDRED:
            current = (current or 1) * HUNDRED
        elif piece == THOUSAND:
            total, current = total + (current or 1) * THOUSAND, 0.0
        else:
            current += piece
    return total + current


def denominator(word: str, words: Words) -> float | None:
    """The denominator a word names: "drittel", "zwanzigstel", or ``None``."""
    if word in words.fractions:
        return float(words.fractions[word])
    for ending in ("stel", "tel", "steln", "teln"):
        if word.endswith(ending):
            value = compound_value(word[: -len(ending)], words)
            if value is not None and value > MAX_PLAIN:
                return value
    return None


def split_suffix(word: str, words: Words) -> tuple[float, int, str] | None:
    """Value, length of the number part and unit of "zehnjährige", or ``None``."""
    return _split(word, words.language) if len(word) <= MAX_LENGTH else None


@lru_cache(maxsize=4096)
def _split(word: str, language: str) -> tuple[float, int, str] | None:
    words = load_words(language)
    for cut in range(len(word) - 2, 2, -1):
        unit = words.suffixes.get(word[cut:])
        if unit is None:
            continue
        value = compound_value(word[:cut], words)
        if value is not None:
            return value, cut, unit
    return None
