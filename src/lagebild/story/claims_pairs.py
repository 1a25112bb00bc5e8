"""Are two statements about the same thing? Candidates by index, then one scored decision with its reasons.

The score is a small logistic model with weights set by hand and printed in ``docs/claims.md``: shared words
(rare ones weigh more), likeness of the claim vectors, one speaker, one figure, names in common; against it
stand figures that exclude each other, days that exclude each other and statements of another kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log

import numpy as np

from lagebild.story.claims_items import Item, opposite

BIAS = -6.1
COSINE = 11.0
CONTAINMENT = 0.5
VECTOR = 7.0
ONE_SPEAKER = 1.7
ONE_FIGURE = 1.4
SPEAKER_WITH_FIGURE = 1.2
RARE_NUMBER = 3.0
RARE_NUMBER_OF_ONE_THING = 2.4
ONE_PAGE = -1.2
ONE_TEXT = 1.5
OTHER_STORY = -1.0
OTHER_KIND = -1.0
OTHER_KIND_ONE_SPEAKER = -0.4
OTHER_DAY = -1.5
OPEN_QUESTION = -2.0
OTHER_NEGATION = -1.0
"""Whether it is so ("they examine whether …") on one side only."""
ONE_WORD = -1.0
"""Two voices that share a single word: "it went black", "he blacked out"."""
COUNTABLE = 5
"""Smaller numbers are found everywhere; from here on the same number on two pages is seldom chance."""
SAME_TEXT = 0.98
"""Probability given to statements that use the very same words."""

GENERAL_WORDS = 3
COVERED = 0.85
MARKEDLY = 1.3
"""A special claim covers this share of the general one's words by weight, and weighs this much more."""

RELATED = 0.5
"""Words of one family count this much of a shared word."""
KIN_PREFIX = 6
KIN_SUFFIX = 5
ENDING = 2
"""Letters by which two inflected forms of one word may differ at the end."""

COMMON = 60
"""A word found in more wordings than this nominates no candidates."""
NOMINATED = 20
"""Candidates kept per statement, best first."""
UNRELATED = 0.1
"""Cosine of two claim vectors that have nothing to do with each other, where there are none to measure it on."""
SURELY_SHORT = 2
"""Statements of fewer base words than this are compared by their vectors and exact words only."""
SURELY_LONG = 6
"""Statements of as many base words in the very same words are one claim, of whatever kind they were taken for."""
SURELY_ALIKE = 0.7
"""Cosine of the words from which statements as long as that are one sentence retold, of whatever kind."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items (by order, smaller first), how likely they are one claim, and why. ``barred``: they cannot be."""

    left: int
    right: int
    likely: float
    why: tuple[str, ...]
    barred: bool = False


class Lexicon:
    """How telling each word is among the statements at hand: the log of how few of them use it."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Count each word once per distinct wording, so that copies do not make a word common."""
        distinct = {item.text: item.keys for item in items}
        self.uses = Counter(word for keys in distinct.values() for word in sorted(keys))
        self.total = max(1, len(distinct))
        self.figures = Counter(figure for item in items for figure in sorted(_values(item)))

        self._weights = {w: log(1 + (self.total + 1) / (n + 0.5)) for w, n in self.uses.items()}
        self._unseen = log(1 + (self.total + 1) / 0.5)
        self._sums: dict[frozenset[str], tuple[float, float]] = {}

    def weight(self, word: str) -> float:
        """Inverse document frequency, at least a little for words in every statement."""
        return self._weights.get(word, self._unseen)

    def rarity(self, figure: tuple[str, float]) -> float:
        """How rare a number is among the statements: one if a single statement gives it, zero if all do."""
        return 1 - log(max(1, self.figures[figure])) / log(self.total + 1)

    def mass(self, words: frozenset[str]) -> float:
        """Sum of weights."""
        return self._sum(words)[0]

    def square(self, words: frozenset[str]) -> float:
        """Sum of squared weights."""
        return self._sum(words)[1]

    def _sum(self, words: frozenset[str]) -> tuple[float, float]:
        known = self._sums.get(words)
        if known is None:
            weights = [self.weight(w) for w in sorted(words)]
            known = self._sums[words] = (sum(weights), sum(w * w for w in weights))
        return known


def candidates(items: Sequence[Item], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Pairs worth a look: they share a telling word, a figure, or lie close together as vectors.

    Statements of different stories are looked at only if one actor makes both.
    """
    shared: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        for word in sorted(item.keys):
            by_word[word].append(place)
        for figure in item.figures:
            by_word[f"#{figure.measure}{figure.low}"].append(place)
    for word in sorted(by_word, key=lambda w: (len(by_word[w]), w)):
        places = by_word[word]
        if len(places) > COMMON:
            continue
        weight = lexicon.weight(word)
        for a, b in combinations(places, 2):
            shared[a][b] += weight
            shared[b][a] += weight
    found = {
        (min(a, b), max(a, b))
        for a, near in shared.items()
        for b, _ in sorted(near.items(), key=lambda n: (-n[1], n[0]))[:NOMINATED]
    }
    found |= _near_vectors(items)
    return sorted((a, b) for a, b in found if _one_story(items[a], items[b]) or _one_voice(items[a], items[b]))


def _near_vectors(items: Sequence[Item], block: int = 512, nearest: int = 10) -> set[tuple[int, int]]:
    places = [p for p, item in enumerate(items) if item.vector is not None]
    if len(places) <= 1:
        return set()
    matrix = np.stack([v for p in places if (v := items[p].vector) is not None])
    found: set[tuple[int, int]] = set()
    count = min(nearest + 1, len(places))
    for start in range(0, len(places), block):
        likeness = matrix[start : start + block] @ matrix.T
        best = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        for row, near in enumerate(best):
            a = places[start + row]
            found |= {(min(a, places[n]), max(a, places[n])) for n in near.tolist() if places[n] != a}
    return found


def _one_story(left: Item, right: Item) -> bool:
    return left.document.id == right.document.id or bool(set(left.stories).intersection(right.stories))


def _one_voice(left: Item, right: Item) -> bool:
    return left.actor is not None and left.actor == right.actor


def common_likeness(items: Sequence[Item], sample: int = 400) -> Mapping[bool, float]:
    """How alike two arbitrary statements of the story are as vectors, within one language and across two.

    Only likeness beyond this tells anything. An even sample of statements is compared; the median is taken.
    """
    chosen = [item for item in items if item.vector is not None]
    step = max(1, len(chosen) // sample)
    chosen = chosen[::step]
    values: dict[bool, list[float]] = {True: [], False: []}
    for a, b in combinations(chosen, 2):
        if a.vector is not None and b.vector is not None:
            values[a.document.language == b.document.language].append(float(a.vector @ b.vector))
    return {same: float(np.median(v)) if v else UNRELATED for same, v in values.items()}


def judge(left: Item, right: Item, lexicon: Lexicon, usual: Mapping[bool, float]) -> Pair:
    """Decide one pair."""
    together = _one_story(left, right)
    one_kind = left.kind == right.kind or len(left.keys) >= SURELY_LONG
    if together and left.text == right.text and len(left.text) > 0 and one_kind:
        return Pair(left.order, right.order, SAME_TEXT, ("same words",))
    why: list[str] = []
    score = BIAS
    retold = False
    shared = left.keys & right.keys
    related = _related(left.keys - shared, right.keys - shared) if shared or _one_voice(left, right) else []
    if (shared or related) and min(len(left.keys), len(right.keys)) >= SURELY_SHORT:
        both = lexicon.square(shared) + sum(
            (1.0 if inflected else RELATED) * lexicon.weight(a) * lexicon.weight(b) for a, b, inflected in related
        )
        cosine = both / (lexicon.square(left.keys) * lexicon.square(right.keys)) ** 0.5
        contained = lexicon.mass(shared) / min(lexicon.mass(left.keys), lexicon.mass(right.keys))
        score += COSINE * cosine + CONTAINMENT * contained
        score += 0.0 if len(shared) + len(related) > 1 or _one_voice(left, right) else ONE_WORD
        retold = cosine >= SURELY_ALIKE and min(len(left.keys), len(right.keys)) >= SURELY_LONG
        telling = sorted(shared, key=lambda w: (-lexicon.weight(w), w))[:4]
        telling += [f"{a}/{b}" for a, b, _ in related[: 4 - len(telling)]]
        why.append("shared words: " + ", ".join(telling))
    if left.vector is not None and right.vector is not None:
        base = usual[left.document.language == right.document.language]
        beyond = max(0.0, (float(left.vector @ right.vector) - base) / max(1e-6, 1 - base))
        score += VECTOR * beyond
        if beyond > 0.5:
            why.append(f"alike in meaning ({beyond:.2f} beyond the usual)")
    if _one_voice(left, right):
        score += ONE_SPEAKER
        why.append("one speaker")
    if left.document.id == right.document.id:
        score += ONE_PAGE
    elif left.family is not None and left.family == right.family:
        score += ONE_TEXT
        why.append("pages of one text")
    elif not together:
        score += OTHER_STORY
    barred, agreeing = compare_figures(left, right)
    if agreeing:
        score += ONE_FIGURE + (SPEAKER_WITH_FIGURE if "one speaker" in why else 0.0)
        why.append("one figure")
        score += _one_number(left, right, lexicon)
    if left.kind != right.kind and "deny" not in {left.statement.stance, right.statement.stance}:
        score += OTHER_KIND_ONE_SPEAKER if _one_voice(left, right) else OTHER_KIND
    barred = barred or ({left.kind, right.kind} == {"warn", "event"} and not retold)
    if _not_the_same(left, right):
        score += OTHER_NEGATION
    if _asks(left) != _asks(right):
        score += OPEN_QUESTION
    if _days_apart(left, right):
        score += OTHER_DAY
        why.append("other day")
    return Pair(left.order, right.order, 1 / (1 + exp(-score)), tuple(why), barred)


def _values(item: Item) -> set[tuple[str, float]]:
    return {(f.measure, f.low) for f in item.figures if f.low is not None and f.low >= COUNTABLE}


def _one_number(left: Item, right: Item, lexicon: Lexicon) -> float:
    """What it tells that two pages give exactly the same number: more the rarer it is, more if of the same thing."""
    shared = _values(left) & _values(right)
    if not shared or left.document.id == right.document.id:
        return 0.0
    one_thing = any(
        a.counts_what(b)
        for a in left.figures
        for b in right.figures
        if (a.measure, a.low) == (b.measure, b.low) and (a.measure, a.low) in shared
    )
    rare = max(lexicon.rarity(f) for f in shared)
    return RARE_NUMBER * rare + (RARE_NUMBER_OF_ONE_THING if one_thing else 0.0)


def _related(left: frozenset[str], right: frozenset[str]) -> list[tuple[str, str, bool]]:
    """Words of one family, and whether they differ by an ending only.

    One ends with the other (Grenzbeamter, Beamter), or they begin alike (Verkauf, verkaufen).
    """
    found: list[tuple[str, str, bool]] = []
    free = sorted(right)
    for a in sorted(left):
        for b in free:
            short, long = (a, b) if len(a) <= len(b) else (b, a)
            alike = short[:KIN_PREFIX] == long[:KIN_PREFIX] and len(short) >= KIN_PREFIX
            if alike or (len(short) >= KIN_SUFFIX and long.endswith(short)):
                stem = len(long) - ENDING
                found.append((a, b, alike and len(short) >= stem and short[:stem] == long[:stem]))
                free.remove(b)
                break
    return found


def compare_figures(left: Item, right: Item) -> tuple[bool, bool]:
    """Whether their figures exclude each other, and whether both give one figure.

    Figures exclude each other if both statements give some in one measure and none of them agree, or if one number
    counts the dead here and the injured there.
    """
    comparable = [(a, b) for a in left.figures for b in right.figures if a.measure == b.measure]
    if any(a.contradicts(b) for a, b in comparable):
        return True, False
    excluded = bool(comparable) and not any(a.agrees(b) for a, b in comparable)
    return excluded, any(a.matches(b) for a, b in comparable)


def special_case(special: Item, general: Item, lexicon: Lexicon) -> bool:
    """Whether all telling words of the general statement are in the special one, which says markedly more."""
    if len(general.keys) < GENERAL_WORDS or general.figures:
        return False
    shared = special.keys & general.keys
    covered = shared | {b for _, b, alike in _related(special.keys - shared, general.keys - shared) if alike}
    mass = lexicon.mass(general.keys)
    return lexicon.mass(covered) >= COVERED * mass and lexicon.mass(special.keys) >= MARKEDLY * mass


def _not_the_same(left: Item, right: Item) -> bool:
    """Whether one says that something is not so, and the other that something else is: neither holds the other."""
    if left.statement.negated == right.statement.negated or {left.statement.stance, right.statement.stance} != {
        "support"
    }:
        return False
    return not opposite(left, right) and not opposite(right, left)


def _asks(item: Item) -> bool:
    """Whether it leaves open if the thing is so, other than by an answer to somebody who says that it is."""
    return item.statement.certainty == "unknown" and item.statement.stance not in {"deny", "unconfirmed"}


def _days_apart(left: Item, right: Item) -> bool:
    a, b = left.statement.event_date, right.statement.event_date
    if a is None or b is None:
        return False
    (a0, a1), (b0, b1) = _bounds(a.value), _bounds(b.value)
    width = min(len(a0), len(a1), len(b0), len(b1), 10)
    return a1[:width] < b0[:width] or b1[:width] < a0[:width]


def _bounds(value: str) -> tuple[str, str]:
    begin, _, end = value.partition("/")
    return begin, end or begin
