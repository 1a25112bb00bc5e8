"""Numbers with their bound, unit and the thing they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lagebild.model import Quantity, Sentence, Span, TimeExpression

_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3}){1,4}(?![\w.,]\d)|(?<![\w.,])\d{1,9}(?![\w.,:/-]\d)")


def find_quantities(
    doc: str, text: str, sentences: Sequence[Sentence], language: str, times: Sequence[TimeExpression] = ()
) -> tuple[Quantity, ...]:
    """Plain digit groups outside of dates, as exact counts."""
    found = []
    for sentence in sentences:
        for match in _GROUPED.finditer(text, sentence.span.begin, sentence.span.end):
            span = Span(match.start(), match.end())
            if any(t.span.overlaps(span) for t in times):
                continue
            value = float(match.group().replace(".", "").replace(",", ""))
            found.append(Quantity(doc, span, span, "exact", value, value, value=value))
    return tuple(found)
