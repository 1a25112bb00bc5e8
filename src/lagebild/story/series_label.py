"""What a number series is called: words of one of its pages, the number left out.

The wording is that of the clause around a number: what follows it ("nordkoreanische Soldaten nach Russland entsandt"),
and what stands before it where little follows ("die Zahl der Toten stieg auf …"). Of all points the one speaks whose
clause holds most of what the points have in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from lagebild.model import Analysis, Document, Quantity
from lagebild.story.series_profile import Profile, label_of
from lagebild.text import squeeze

AFTER = 10
BEFORE = 6
"""Words kept after and before a number."""
ENOUGH = 2
"""Words after a number from which nothing before it is needed."""
LONGEST = 80
STEM = 5
"""Letters by which a word of the text is known to be a form of a base form."""
GAP = "…"
SHORT_WORDS = 3
HYPHENS = frozenset("-‐‑")
_BOUNDARY = re.compile(r"""[,;:!?()\[\]„“”»«"|•]|\s[–—-]\s|(?<!\b[A-Z][a-z])\.(?=[\s"“”»«]|$)|\n\s*\n""")


def label(cluster: Sequence[Profile], documents: Mapping[str, Document], analyses: Mapping[str, Analysis]) -> str:
    """The label of the series these points form; the counted noun or unit where no clause says more."""
    shared = Counter(k for p in cluster for k in p.keys)
    heads = Counter(p.head for p in cluster if p.head)
    usual = Counter(p.language for p in cluster).most_common(1)[0][0]
    ranked: list[tuple[float, int, str]] = []
    for at, p in enumerate(cluster):
        words = wording(p.quantity, documents[p.quantity.doc].text, analyses[p.quantity.doc])
        if not words:
            continue
        low = words.lower()
        told = sum(n for k, n in shared.items() if n > 1 and k[:STEM] in low) / len(cluster)
        named = heads[p.head] / len(cluster) if p.head and p.head[:STEM] in low else 0.0
        size = len(words.split())
        fit = 0.5 * (size >= ENOUGH) - 0.1 * max(0, size - AFTER) - 0.3 * words.startswith(GAP)
        ranked.append((told + named + fit + (p.language == usual), -at, words))
    if ranked:
        return max(ranked)[2]
    phrases = Counter(label_of(p.quantity) for p in cluster)
    return min(phrases, key=lambda x: (-phrases[x], -len(x), x))


def wording(quantity: Quantity, text: str, analysis: Analysis) -> str:
    """The clause around a number without the number, on one line."""
    number = quantity.number
    sentence = next((s.span for s in analysis.sentences if s.span.covers(number)), None) or number
    others = [q for q in analysis.quantities if q is not quantity and sentence.covers(q.number)]
    begin = max((q.span.end for q in others if q.number.end <= number.begin), default=sentence.begin)
    while begin > sentence.begin and not text[begin - 1].isspace():
        begin -= 1
    end = min((q.number.begin for q in others if q.number.begin >= number.end), default=sentence.end)
    inside = number.end < len(text) and text[number.end - 1 : number.end + 1].isalpha()
    after = _after(text, number.begin if inside else number.end, end)
    counted = quantity.counts_span is not None and quantity.counts_span.begin >= number.end
    alone = inside or (counted and len(after) >= ENOUGH)
    before = [] if alone else _before(text, min(begin, number.begin), number.begin)
    if not any(len(word) > SHORT_WORDS + 1 for word in (*before, *after)):
        before = text[begin : number.begin].split()[-BEFORE:]
    return _line(before, after, cut=end < sentence.end)


def _after(text: str, begin: int, end: int) -> list[str]:
    """The words up to the end of the clause."""
    boundary = _BOUNDARY.search(text, begin, end)
    return text[begin : boundary.start() if boundary else end].split()


def _before(text: str, begin: int, end: int) -> list[str]:
    """The last words of the clause before a number."""
    opening = max((m.end() for m in _BOUNDARY.finditer(text, begin, end)), default=begin)
    return text[opening:end].split()[-BEFORE:]


def _line(before: Sequence[str], after: Sequence[str], *, cut: bool) -> str:
    """The two sides of a number as one line; what is cut off does not end on short words of grammar."""
    words = [*before, GAP, *after[:AFTER]] if before else list(after[:AFTER])
    while len(" ".join(words)) > LONGEST:
        words.pop()
    cut = cut or len(words) < len(after)
    while cut and len(words) > 1 and len(words[-1]) <= SHORT_WORDS and words[-1].islower():
        words.pop()
    while not before and len(words) > ENOUGH + 1 and len(words[0]) <= SHORT_WORDS and words[0].islower():
        words.pop(0)
    line = squeeze(" ".join(words))
    line = f"{GAP}{line}" if line[:1] in HYPHENS else line
    return line if any(c.isalpha() for c in line) else ""
