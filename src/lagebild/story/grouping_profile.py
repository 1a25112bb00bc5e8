"""What a page is about, as weighted word stems, for grouping pages into stories.

Weights are tf-idf (Spärck Jones 1972) with three twists that suit news. Words near the top count more (the inverted
pyramid); words never written with a capital letter count less (names and, in German, all nouns are capitalised); and
the document frequencies of the collection are mixed with those of ordinary news, so that the words that all of five
pages share are still known to be rare.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from lagebild.model import Analysis, Document, Reuse, Span, Spans
from lagebild.story.reuse_lineage import moment
from lagebild.text import join, subtract

Vector = npt.NDArray[np.float32]

TITLE = 4.0
"""A word in the headline counts as much as this many at the very top of the text."""

DECAY = 100
"""After this many words a word counts half of one at the top."""

READ = 8000
"""Code points of a page that are looked at."""

LOWER = 0.7
"""Weight of words that are never capitalised."""

POWER = 1.3
"""Rarity is raised to this power."""

BACKGROUND = 0.1
"""One page of the background counts as this many of the collection ..."""

FILLED = 300
"""... or as more, so that a small collection is filled up to so many pages: the names that all of six pages share are
as rare as they would be among the news of the day."""

STANDING = 0.35
WHOLE = 0.75
"""Pages that share from ``STANDING`` to ``WHOLE`` of one of them and are no copies share standing text."""

COMMON = 0.2
"""Stems in more than this share of the background carry no weight: articles, auxiliaries, "said"."""

_WORD = re.compile(r"[^\W\d_]{2,40}|\d[\d.,]{0,20}\d|\d")
_OPENING = frozenset('.!?:…\n„“»«"')
_ENDINGS = ("ungen", "ern", "en", "er", "es", "em", "e", "n", "s")
_STROKES = str.maketrans({"ß": "ss", "đ": "dj", "Đ": "Dj", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "\u00ad": None})


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without case, accents and inflection; crude, but the same for both languages."""
    if word[0].isdigit():
        return word.replace(".", "").replace(",", "")
    plain = unicodedata.normalize("NFKD", word.translate(_STROKES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            return plain[: -len(ending)]
    return plain


def stems(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Stem, whether capitalised within a sentence, whether a number, of each word of ``text``."""
    last = 0
    for match in _WORD.finditer(text):
        word = match.group()
        opens = not last or not _OPENING.isdisjoint(text[last : match.start()])
        last = match.end()
        yield stem(word), word[0].isupper() and not opens, word[0].isdigit()


def as_written(wanted: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Stems as the first of ``texts`` that has them writes them."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            found.setdefault(stem(match.group()), match.group())
    return [found.get(word, word) for word in wanted]


@dataclass(frozen=True, slots=True)
class Background:
    """Document frequencies in ordinary news of one language."""

    pages: int
    frequency: dict[str, int]


@lru_cache(maxsize=1)
def backgrounds() -> dict[str, Background]:
    """The packaged document frequencies by language."""
    pages: dict[str, int] = {}
    tables: dict[str, dict[str, int]] = {}
    for line in files("lagebild.story").joinpath("background.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, word, count = line.split("\t")
        if word == "*":
            pages[language] = int(count)
        tables.setdefault(language, {})[word] = int(count)
    return {language: Background(pages[language], table) for language, table in tables.items()}


@dataclass(frozen=True, slots=True)
class Profile:
    """One page: raw counts of its stems, which are name-like, its day, the days it speaks of, its vector."""

    counts: dict[str, float]
    capital: frozenset[str]
    language: str
    day: int | None
    days: frozenset[int]
    vector: Vector | None
    again: bool

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of the page in digits."""
        return frozenset(word for word in self.capital if word[0].isdigit())


@dataclass(frozen=True, slots=True)
class Weights:
    """Unit-length weights of a page's stems, and of its names and numbers alone (for the other language)."""

    all: dict[str, float]
    names: dict[str, float]


def ordinal(day: str) -> int | None:
    """Day number of an ISO day."""
    when = moment(day)
    return when.ordinal if when else None


def counts_of(text: str, title: str | None) -> tuple[dict[str, float], frozenset[str]]:
    """Position-weighted stem counts of a text with its headline, and the stems seen with a capital or as number."""
    counts: dict[str, float] = {}
    capital: set[str] = set()
    for place, (word, upper, number) in enumerate(stems(text[:READ])):
        counts[word] = counts.get(word, 0.0) + 1.0 / (1.0 + place / DECAY)
        if upper or number:
            capital.add(word)
    for word, _, number in stems(title or ""):
        counts[word] = counts.get(word, 0.0) + TITLE
        if number:
            capital.add(word)
    return counts, frozenset(capital)


def own_words(document: Document, standing: Spans = ()) -> str:
    """The body as one text, or all of it where blocks are unknown, without standing passages."""
    body = document.body if document.blocks else (Span(0, len(document.flow)),)
    return "\n".join(s.of(document.flow) for s in (subtract(body, standing) if standing else body))


def standing_passages(documents: Sequence[Document], reuse: Reuse) -> dict[str, Spans]:
    """Passages that two pages share at length without being copies: boxes that tell nothing of the story."""
    length = {d.id: sum(map(len, d.body)) if d.blocks else len(d.text) for d in documents}
    together: dict[str, set[str]] = {}
    for family in reuse.families:
        for name in family.documents:
            together.setdefault(name, set()).add(family.id)
    pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for p in reuse.passages:
        a, b = p.copy.doc, p.source.doc
        if a in length and b in length and not together.get(a, set()) & together.get(b, set()):
            pairs.setdefault((a, b), []).append((p.copy.span, p.source.span))
    out: dict[str, list[Span]] = {}
    for (a, b), spans in pairs.items():
        here, there = sum(len(s) for s, _ in spans), sum(len(s) for _, s in spans)
        share = max(here / max(1, length[a]), there / max(1, length[b]))
        if STANDING <= share < WHOLE:
            out.setdefault(a, []).extend(s for s, _ in spans)
            out.setdefault(b, []).extend(s for _, s in spans)
    return {name: join(spans) for name, spans in out.items()}


AGAIN = frozenset(map(stem, ("erneut", "abermals", "wieder", "diesmal", "again", "another")))
"""Words by which a page tells its event from an earlier one of the same kind."""


def profile(document: Document, analysis: Analysis, standing: Spans = ()) -> Profile:
    """Read one page for grouping. The words of dates are left out: their days are compared instead."""
    dates = tuple(t.span for t in analysis.times if t.type in {"DATE", "TIME"})
    text = own_words(document, (*standing, *dates))
    counts, capital = counts_of(text, document.title)
    days: set[int] = set()
    for time in analysis.times:
        if time.type in {"DATE", "TIME"} and time.interval:
            ends = [ordinal(part) for part in time.interval.split("/")]
            if ends[0] is not None and ends[-1] is not None and ends[-1] - ends[0] <= 3:
                days.update(range(ends[0], ends[-1] + 1))
    vector = np.frombuffer(analysis.vector, "<f2").astype(np.float32) if analysis.vector else None
    top = " ".join((document.title or "", text[:300]))
    return Profile(
        counts,
        capital,
        document.language,
        ordinal(document.published) if document.published else None,
        frozenset(days),
        vector,
        any(word in AGAIN for word, _, _ in stems(top)),
    )


def frequencies(profiles: Sequence[Profile]) -> Counter[str]:
    """In how many pages of the collection each stem stands."""
    return Counter(word for p in profiles for word in p.counts)


def rarity(word: str, language: str, found: Counter[str], pages: int) -> float:
    """How rare a stem is, the collection and ordinary news taken together; 0 for words of no content."""
    known = backgrounds().get(language)
    usual, size = (known.frequency.get(word, 0), known.pages) if known else (0, 0)
    if size and usual > COMMON * size:
        return 0.0
    each = max(BACKGROUND, (FILLED - pages) / size) if size else 0.0
    mixed = (pages + each * size + 1) / (max(1, found[word]) + each * usual)
    return float(max(0.0, math.log(mixed)) ** POWER)


def weigh(counts: dict[str, float], capital: frozenset[str], language: str, found: Counter[str], pages: int) -> Weights:
    """Weights of unit length."""
    every: dict[str, float] = {}
    names: dict[str, float] = {}
    known = backgrounds().get(language)
    for word, count in counts.items():
        value = rarity(word, language, found, pages)
        if not value:
            continue
        value *= 1.0 + math.log(count) if count >= 1 else count
        if word not in capital:
            value *= LOWER
        elif known is None or known.frequency.get(word, 0) <= 2 or word[0].isdigit():
            names[word] = value
        every[word] = value
    return Weights(_unit(every), _unit(names))


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(v * v for v in weights.values()))
    return {w: v / length for w, v in weights.items()} if length else {}


def cosine(one: dict[str, float], two: dict[str, float]) -> float:
    """Cosine of two unit-length weightings."""
    if len(one) > len(two):
        one, two = two, one
    return sum(v * two[w] for w, v in one.items() if w in two)


def segments(document: Document) -> list[str]:
    """The items of an overview page: each subhead with what follows it, or each paragraph."""
    out: list[str] = []
    fresh = True
    for block in document.blocks:
        if block.kind not in {"body", "lead", "live_entry", "subhead"}:
            continue
        text = _text(document, block.span)
        if block.kind == "subhead" or fresh:
            out.append(text)
            fresh = block.kind != "subhead"
        else:
            out[-1] += "\n" + text
            fresh = True
    return out


def _text(document: Document, span: Span) -> str:
    return span.of(document.flow)
