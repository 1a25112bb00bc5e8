"""Numbers with their bound, unit and the thing they count.

The rules in plain words are in ``docs/numbers.md``; words and units are data beside this module.
"""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.quantities.find import Reading, read_sentence
from lagebild.language.quantities.words import load_words
from lagebild.model import Quantity, Sentence, TimeExpression

LANGUAGES = frozenset({"de", "en"})


def find_quantities(
    doc: str, text: str, sentences: Sequence[Sentence], language: str, times: Sequence[TimeExpression] = ()
) -> tuple[Quantity, ...]:
    """The quantities of a document in order of place.

    ``sentences`` are those of the article; ``times`` keep dates and clock times from being read as counts. A
    language without number words ("fr") yields nothing.
    """
    return tuple(reading.quantity for reading in find_readings(doc, text, sentences, language, times))


def find_readings(
    doc: str, text: str, sentences: Sequence[Sentence], language: str, times: Sequence[TimeExpression] = ()
) -> tuple[Reading, ...]:
    """The quantities with the words as written that measuring them needs."""
    if language not in LANGUAGES:
        return ()
    words = load_words(language)
    ordered = sorted(times, key=lambda t: t.span)
    out: list[Reading] = []
    before: tuple[Reading, ...] = ()
    at = 0
    for sentence in sentences:
        while at < len(ordered) and ordered[at].span.end <= sentence.span.begin:
            at += 1
        near = []
        for time in ordered[at:]:
            if time.span.begin >= sentence.span.end:
                break
            near.append(time)
        found = read_sentence(doc, text, sentence.span, words, near, before)
        out.extend(found)
        before = found or before if sentence.block != "headline" else ()
    return tuple(out)
