"""Two numbers of one series that do not say the same, and what kind of disagreement that is.

The rule, in order (``docs/numbers.md`` gives it in plain words):

1. What the two bounds allow overlaps: no disagreement, unless both state a number and the numbers differ by
   rounding, which is listed as ``rounding``.
2. One number is the other rounded to fewer digits: ``rounding``.
3. One is a part, an addition or a plan and the other is not: ``different_thing``.
4. One belongs to another time by its own words: ``different_time``.
5. Said on different days: ``update``.
6. Otherwise: ``conflict``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, inf, log10

from lagebild.model import Disagreement, Quantity, SeriesConflict
from lagebild.story.series_profile import Profile

ABOUT = 0.1
"""Share by which a number given as "about" may be off."""
ALMOST = 0.15
"""Share by which "knapp" may fall short and "gut" may exceed."""
MAX_DISTINCT = 12
"""Up to so many different values all are compared; beyond that only neighbours in time."""
ROUNDING = 0.1


@dataclass(frozen=True, slots=True)
class Dated:
    """A point with the days that matter: ``said`` when it was known, ``about`` what day it is about."""

    profile: Profile
    said: str | None
    about: str | None

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        return self.profile.quantity


def allowed(quantity: Quantity) -> tuple[float, float]:
    """The interval a bounded number leaves open, both ends included."""
    low, high, bound = quantity.low, quantity.high, quantity.bound
    if bound == "approx" and low is not None and high is not None:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    if bound == "almost" and high is not None:
        return high * (1 - ALMOST), high
    if bound == "just_over" and low is not None:
        return low, low * (1 + ALMOST)
    return (-inf if low is None else low), (inf if high is None else high)


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether both can be true at once of one thing."""
    (low_a, high_a), (low_b, high_b) = allowed(a), allowed(b)
    if low_a > high_b or low_b > high_a:
        return False
    strict_a = (a.bound == "more_than" and high_b <= low_a) or (a.bound == "less_than" and low_b >= high_a)
    strict_b = (b.bound == "more_than" and high_a <= low_b) or (b.bound == "less_than" and low_a >= high_b)
    return not (strict_a or strict_b)


def is_rounding(a: float, b: float) -> bool:
    """Whether one of two numbers is the other rounded to at most two leading digits."""
    if a <= 0 or b <= 0 or a == b or abs(a - b) > ROUNDING * max(a, b) or max(a, b) < 100:
        return False
    return any(_rounded(x, digits) == y for x, y in ((a, b), (b, a)) for digits in (1, 2))


def _rounded(value: float, digits: int) -> float:
    step = 10 ** (floor(log10(value)) - digits + 1)
    return round(value / step) * step


def judge(a: Dated, b: Dated) -> tuple[Disagreement, str] | None:
    """The kind of disagreement between two points and the rule that decided, or ``None``."""
    one, two = a.quantity, b.quantity
    if agree(one, two):
        stated = one.value is not None and two.value is not None and one.value != two.value
        about = {one.bound, two.bound} <= {"approx", "exact", "almost", "just_over"}
        return ("rounding", "both hold if one is given roundly") if stated and about else None
    if one.value is not None and two.value is not None and is_rounding(one.value, two.value):
        return "rounding", "one number is the other in fewer digits"
    roles = {"partitive", "more", "change"}
    if (a.profile.roles & roles) != (b.profile.roles & roles) or a.profile.planned != b.profile.planned:
        return "different_thing", "one is a part, an addition, a change or a plan, the other is not"
    if a.about and b.about and a.about[:10] != b.about[:10] and (one.tense == "past") != (two.tense == "past"):
        return "different_time", f"about {a.about[:10]} and {b.about[:10]}"
    if a.said and b.said and a.said[:10] != b.said[:10]:
        return "update", f"said on {min(a.said[:10], b.said[:10])} and {max(a.said[:10], b.said[:10])}"
    if a.about and b.about and a.about[:10] != b.about[:10]:
        return "different_time", f"about {a.about[:10]} and {b.about[:10]}"
    return "conflict", "same thing, same day, and both cannot be true"


def disagreements(points: Sequence[Dated]) -> tuple[SeriesConflict, ...]:
    """All disagreements of a series; points that say the same (copies, repetitions) speak once per page."""
    distinct: dict[tuple[str, float | None, float | None, str], Dated] = {}
    values: dict[tuple[float | None, float | None], None] = {}
    for p in points:
        distinct.setdefault((p.quantity.bound, p.quantity.low, p.quantity.high, p.quantity.doc), p)
        values.setdefault((p.quantity.low, p.quantity.high))
    kept = list(distinct.values())
    near = len(kept) if len(values) <= MAX_DISTINCT else 1
    out = []
    for i, a in enumerate(kept):
        for b in kept[i + 1 : i + 1 + near]:
            found = judge(a, b)
            if found:
                out.append(SeriesConflict((a.quantity.id, b.quantity.id), found[0], found[1]))
    return tuple(out)
