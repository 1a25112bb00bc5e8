"""Two numbers of one series that do not say the same, and what kind of disagreement that is.

The rule, in order (``docs/numbers.md`` gives it in plain words):

1. What the two bounds allow overlaps, a conversion of a measure given some room: no disagreement, unless both state a
   number and the numbers differ by rounding, which is listed as ``rounding``.
2. One number is the other rounded to fewer digits, or the same with a bound: ``rounding``.
3. One is a part, an addition or a plan and the other is not: ``different_thing``.
4. They are about days far apart: ``different_time``.
5. Said on different days, at different times of a live blog, or hours apart: ``update``.
6. About different days: ``different_time``.
7. Otherwise: ``conflict``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lagebild.model import Disagreement, Quantity, SeriesConflict
from lagebild.story.series_bounds import is_rounding
from lagebild.story.series_profile import Profile, both_hold

FAR = 60
"""Days between what two numbers are about from which they belong to different times."""
KNOWN_LATER = timedelta(hours=3)
"""Pages of one day contradict each other unless one appeared this much later."""
MINUTES = len("2026-03-01T14:05")
MAX_DISTINCT = 12
"""Up to so many different values all are compared; beyond that only neighbours in time."""


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


def judge(a: Dated, b: Dated) -> tuple[Disagreement, str] | None:
    """The kind of disagreement between two points and the rule that decided, or ``None``."""
    one, two = a.quantity, b.quantity
    left, right = a.profile.scaled, b.profile.scaled
    if both_hold(a.profile, b.profile):
        stated = one.value is not None and two.value is not None and left != right and one.unit == two.unit
        about = {one.bound, two.bound} <= {"approx", "exact", "almost", "just_over"}
        return ("rounding", "both hold if one is given roundly") if stated and about else None
    if one.value is not None and two.value is not None and left == right:
        return "rounding", "one number, given with a bound and without"
    if left is not None and right is not None and is_rounding(left, right):
        return "rounding", "one number is the other in fewer digits"
    roles = {"partitive", "more", "change"}
    if (a.profile.roles & roles) != (b.profile.roles & roles) or a.profile.planned != b.profile.planned:
        return "different_thing", "one is a part, an addition, a change or a plan, the other is not"
    if _far(a.about, b.about):
        return "different_time", f"about {a.about} and {b.about}"
    if _later(a, b):
        return "update", "said " + " and ".join(sorted(x for x in (a.said, b.said) if x))
    if a.about and b.about and a.about[:10] != b.about[:10]:
        return "different_time", f"about {a.about[:10]} and {b.about[:10]}"
    return "conflict", "same thing, same day, and both cannot be true"


def _later(a: Dated, b: Dated) -> bool:
    """Whether one was said so much later that more may have been known: another day, another entry, hours on."""
    if not a.said or not b.said:
        return False
    if a.said[:10] != b.said[:10]:
        return True
    if len(a.said) < MINUTES or len(b.said) < MINUTES:
        return False
    one, two = (datetime.fromisoformat(x[:MINUTES]) for x in (a.said, b.said))
    apart = abs(one - two)
    return bool(apart) if a.quantity.doc == b.quantity.doc else apart >= KNOWN_LATER


def _far(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return False
    try:
        one, two = (date.fromisoformat(x.partition("/")[0][:10]) for x in (a, b))
    except ValueError:
        return a[:4] != b[:4]
    return abs((one - two).days) > FAR


def disagreements(points: Sequence[Dated]) -> tuple[SeriesConflict, ...]:
    """All disagreements of a series; of points of a page that say the same the one with most context speaks."""
    distinct: dict[tuple[str, float | None, float | None, str], Dated] = {}
    values: dict[tuple[float | None, float | None], None] = {}
    for p in points:
        key = (p.quantity.bound, p.quantity.low, p.quantity.high, p.quantity.doc)
        if key not in distinct or len(p.quantity.keys) > len(distinct[key].quantity.keys):
            distinct[key] = p
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
