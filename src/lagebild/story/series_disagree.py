"""Two numbers of one series that do not say the same, and what kind of disagreement that is.

The rule, in order (``docs/numbers.md`` gives it in plain words):

1. What the two bounds allow overlaps: no disagreement, unless both state a number and the numbers differ by
   rounding, which is listed as ``rounding``.
2. One number is the other rounded to fewer digits: ``rounding``.
3. One is a part, an addition or a plan and the other is not: ``different_thing``.
4. They are about days far apart: ``different_time``.
5. Said on different days, or at different times of a live blog: ``update``.
6. About different days: ``different_time``.
7. Otherwise: ``conflict``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.model import Disagreement, Quantity, SeriesConflict
from lagebild.story.series_bounds import agree, is_rounding
from lagebild.story.series_profile import Profile

FAR = 60
"""Days between what two numbers are about from which they belong to different times."""
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
    if agree(one, two):
        stated = one.value is not None and two.value is not None and one.value != two.value
        about = {one.bound, two.bound} <= {"approx", "exact", "almost", "just_over"}
        return ("rounding", "both hold if one is given roundly") if stated and about else None
    if one.value is not None and two.value is not None and is_rounding(one.value, two.value):
        return "rounding", "one number is the other in fewer digits"
    roles = {"partitive", "more", "change"}
    if (a.profile.roles & roles) != (b.profile.roles & roles) or a.profile.planned != b.profile.planned:
        return "different_thing", "one is a part, an addition, a change or a plan, the other is not"
    if _far(a.about, b.about):
        return "different_time", f"about {a.about} and {b.about}"
    if a.said and b.said and _moment(a.said) != _moment(b.said):
        return "update", f"said {min(a.said, b.said)} and {max(a.said, b.said)}"
    if a.about and b.about and a.about[:10] != b.about[:10]:
        return "different_time", f"about {a.about[:10]} and {b.about[:10]}"
    return "conflict", "same thing, same day, and both cannot be true"


def _moment(said: str) -> str:
    """The day; live-blog entries ("2026-03-01T14:05") of one day are told apart by their time."""
    return said[:16] if "T" in said else said[:10]


def _far(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return False
    try:
        one, two = (date.fromisoformat(x.partition("/")[0][:10]) for x in (a, b))
    except ValueError:
        return a[:4] != b[:4]
    return abs((one - two).days) > FAR


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
