"""Days counted from an event the page has dated: "ten days after the closure", "zwei Tage nach dem Brand".

The noun is looked for among the words that stood beside a day before, as the same word, as the last part of a compound
("Beben", "Erdbeben") or as its verb ("closure", "closed"). Without such a day nothing is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from lagebild.language.timex import calendar as cal
from lagebild.language.timex import meanings as mean

_LINK = {
    "de": re.compile(
        r"\s+(?P<link>nach|vor)\s+(?:de[mrn]|diese[mrn]|ihre[mrn]|seine[mrn]|eine[mrn]?)\s+(?:[a-zäöüß]+\s+)?(?P<noun>[A-ZÄÖÜ][\w-]+)"
    ),
    "en": re.compile(
        r"\s+(?P<link>after|before)\s+(?:the|this|that|its|his|her|their|a|an)\s+(?P<noun>[a-z-]+(?:\s+[a-z-]+)?)\b"
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 4
"""Letters of a noun that can be looked for, and that two words must share from the start to be one stem."""
_SHARE = 0.55
"""The part of the noun those letters must make up."""


def event_link(text: str, end: int, language: str) -> tuple[int, tuple[str, ...]] | None:
    """Direction and noun of "… after the closure", behind an expression that ends at ``end``.

    An English noun is not to be told from the word before it ("the fatal crash") or after it: both are given.
    """
    found = _LINK[language].match(text, end)
    if found is None:
        return None
    return (1 if found["link"] in {"nach", "after"} else -1), tuple(found["noun"].lower().split())


def day_of_event(text: str, nouns: Sequence[str], told: Sequence[tuple[int, int, date]]) -> date | None:
    """The day of the last of the sentences ``told`` (begin, end, day) that speaks of what ``nouns`` name."""
    for begin, end, day in reversed(told):
        words = {w.lower() for w in _WORD.findall(text, begin, end)}
        if any(_akin(noun, word) for noun in nouns if len(noun) >= _LEAST for word in words):
            return day
    return None


def _akin(noun: str, word: str) -> bool:
    if word.endswith(noun):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(noun, word, strict=False)) if a != b), min(len(noun), len(word)))
    return shared >= _LEAST and shared >= _SHARE * len(noun)


def counted_from(day: date, length: mean.Length, direction: int) -> date | None:
    """The day a duration before or after ``day``; ``None`` for one that does not count whole days or weeks."""
    if length.count is None or length.count != int(length.count) or length.unit not in {"D", "W"}:
        return None
    return cal.shift_days(day, direction * int(length.count) * (7 if length.unit == "W" else 1))
