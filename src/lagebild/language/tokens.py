"""Words and marks of a sentence with their places, and the few grammatical facts rules ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.language.mood import Mood, mood
from lagebild.language.morphology import analyse_word, base_form
from lagebild.language.pack import Pack, Phrase
from lagebild.model import Span

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:-\w+)*|\w+(?:(?:[-'’.]|\u00ad+)\w+)*|[^\w\s\u00ad]")
_NEAR = 4
_KEY_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. ``low`` is its case-folded form without soft hyphens."""

    begin: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def word(self) -> bool:
        """Whether it is a word rather than a mark."""
        return self.text[0].isalnum()


def tokenize(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens inside ``span`` in order."""
    return tuple(
        Token(m.start(), m.end(), m[0], m[0].replace("\u00ad", "").replace("’", "'").lower())
        for m in _TOKEN.finditer(text, span.begin, span.end)
    )


def verb_mood(tokens: Sequence[Token], i: int) -> Mood | None:
    """Mood of token ``i`` if it is a finite German verb (capitalised nouns are none)."""
    token = tokens[i]
    if not token.word or (token.text[0].isupper() and (i > 0 and tokens[i - 1].word)):
        return None
    if token.text[0].isupper() and analyse_word(token.text).pos in {"noun", "name"}:
        return None
    first = any(t.low == "ich" for t in tokens[max(0, i - _NEAR) : i + _NEAR])
    return mood(token.low, first)


def finite_verb(tokens: Sequence[Token], i: int, pack: Pack) -> bool:
    """Whether token ``i`` can be a finite verb."""
    if pack.language == "de":
        return verb_mood(tokens, i) is not None
    low = tokens[i].low
    return low in pack.words("finite_verbs") or (low.endswith("ed") and low.islower()) or _english_s(tokens, i)


def _english_s(tokens: Sequence[Token], i: int) -> bool:
    low = tokens[i].low
    entries = low.endswith("s") and not low.endswith("ss") and i > 0 and tokens[i - 1].word
    return bool(entries and base_form(low, "en") != low and tokens[i - 1].capital and not tokens[i].capital)


def find_phrase(lows: Sequence[str], phrases: Sequence[Phrase], start: int = 0) -> tuple[int, int] | None:
    """First place (begin, end) at which one of ``phrases`` stands in ``lows``."""
    for i in range(start, len(lows)):
        for phrase in phrases:
            if lows[i] == phrase[0] and tuple(lows[i : i + len(phrase)]) == phrase:
                return i, i + len(phrase)
    return None


def content_keys(tokens: Sequence[Token], pack: Pack) -> tuple[str, ...]:
    """Base forms of the content words, in order of first appearance."""
    seen: dict[str, None] = {}
    for token in tokens:
        if not token.word or (len(token.low) < _KEY_LENGTH and not token.low.isdigit()):
            continue
        if token.low in pack.words("determiners") or token.low in pack.words("pronouns"):
            continue
        if token.low in pack.words("auxiliaries") or token.low in pack.words("modals"):
            continue
        if token.low in pack.words("adjuncts") or token.low in pack.words("complementizers"):
            continue
        seen.setdefault(base_form(token.text, pack.language))
    return tuple(seen)
