"""What an expression means before its page is known: small values, the same for every language.

A grammar (``german``, ``english``) turns words into one of these; ``resolve`` turns it into a TIMEX3 value by the
page's day, the day told of and the tense of the clause. ``shift`` counts whole units from the page's own, ``part`` is
START, MID or END, ``daypart`` a TIMEX3 code (MO, MI, AF, EV, NI).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from lagebild.model import TimexType


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day by number: "3.", "3. Mai", "3. Mai 2024", "3.5.24"."""

    day: int
    month: int | None = None
    year: int | None = None
    daypart: str | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month by name, with its year if named or counted from the page's ("Mai des vergangenen Jahres")."""

    month: int
    year: int | None = None
    shift: int | None = None
    part: str | None = None
    year_shift: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """A season; ``shift`` as in "vergangenen Sommer" (the one before the page's day)."""

    code: str
    year: int | None = None
    shift: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year, decade (three digits) or century (two digits) as TIMEX3 value."""

    value: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday. ``week_shift`` as in "Montag vergangener Woche", ``shift`` as in "vergangenen Montag".

    ``beyond`` is whole weeks past the coming one ("Samstag in einer Woche") or, below zero, before the last.
    """

    number: int
    shift: int | None = None
    daypart: str | None = None
    week_shift: int | None = None
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class DayShift:
    """A day counted from the page's ("gestern") or, with ``narrative``, from the day told of ("tags darauf").

    ``months`` moves on by whole months and years to the same day of the month ("heute vor einem Jahr").
    """

    by: int
    daypart: str | None = None
    narrative: bool = False
    vague: bool = False
    months: int = 0


@dataclass(frozen=True, slots=True)
class UnitShift:
    """A whole week, month, quarter, year, weekend counted from the page's."""

    unit: str
    by: int | None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered quarter or half of a year."""

    unit: Literal["Q", "H"]
    number: int
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: month and day, or days from Easter Sunday; the fourth Thursday of November and the like by rule."""

    month: int = 0
    day: int = 0
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class NightTo:
    """The night that ends on the morning of a weekday or calendar day."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Daypart:
    """A part of the day told of ("am Abend"), or of the page's day."""

    code: str
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time on the day told of. ``zone`` is hours ahead of UTC, 99 for Central European clocks."""

    hour: int
    minute: int = 0
    zone: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration. ``count`` ``None`` is vague (X). ``direction``: measured back (-1) or on (+1) from ``base``."""

    value: str
    unit: str
    count: float | None
    direction: int = 0
    base: Literal["page", "told"] = "page"
    as_date: bool = False
    open_since: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no page: sets, vague references, unfilled feasts."""

    type: TimexType
    value: str
    rule: str


Meaning: TypeAlias = (
    CalendarDay
    | CalendarMonth
    | Season
    | Year
    | Weekday
    | DayShift
    | UnitShift
    | Numbered
    | Holiday
    | NightTo
    | Daypart
    | Clock
    | Length
    | Fixed
)
