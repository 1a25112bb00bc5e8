"""Calendar arithmetic behind TIMEX3 values: what days a value covers, feasts, the clock of Central Europe.

Values follow TIMEX3 (ISO 8601 with its extensions): ``2024``, ``2024-10``, ``2024-10-18``, ``2024-W42``,
``2024-W42-WE`` (weekend), ``2024-SP|SU|FA|WI`` (season), ``2024-Q3``, ``2024-H2``, ``199`` (decade), ``18`` (century),
``2024-10-18TEV`` (part of a day), ``2024-10-18T20:30``.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1, 9998

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""First and last month of the meteorological seasons; 13 and 14 lie in the next year."""

THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
"""Which thirds of a stretch "early", "middle" and "late" cover."""

VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d\d)(?P<we>-WE)?|(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
    r"(?:T(?P<part>.{1,14}))?"
)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """``days`` later (earlier if negative), or ``None`` outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month ``months`` later."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; month 13 is January of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, after - DAY


def week_value(day: date) -> str:
    """ISO week of a day as ``YYYY-Www``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day a TIMEX3 value covers; ``None`` for durations, sets, references and unfilled values."""
    if re.fullmatch(r"\d{2,3}", value):
        span = 10 ** (4 - len(value))
        first = int(value) * span
        if not FIRST_YEAR <= first <= LAST_YEAR - span:
            return None
        return date(first, 1, 1), date(first + span - 1, 12, 31)
    m = VALUE.fullmatch(value)
    if not m or not FIRST_YEAR <= int(m["year"]) <= LAST_YEAR:
        return None
    year = int(m["year"])
    if m["week"]:
        try:
            monday = date.fromisocalendar(year, int(m["week"]), 1)
        except ValueError:
            return None
        return (monday + 5 * DAY, monday + 6 * DAY) if m["we"] else (monday, monday + 6 * DAY)
    if m["season"]:
        first_month, last_month = SEASON_MONTHS[m["season"]]
    elif m["quarter"]:
        first_month, last_month = int(m["quarter"]) * 3 - 2, int(m["quarter"]) * 3
    elif m["half"]:
        first_month, last_month = int(m["half"]) * 6 - 5, int(m["half"]) * 6
    elif m["month"]:
        if not 1 <= int(m["month"]) <= 12:
            return None
        first_month = last_month = int(m["month"])
    else:
        first_month, last_month = 1, 12
    if m["day"]:
        day = make_day(year, first_month, int(m["day"]))
        if day is None:
            return None
        return day, day + DAY if m["part"] == "NI" else day
    return month_days(year, first_month)[0], month_days(year, last_month)[1]


def third(days: tuple[date, date], part: str) -> tuple[date, date]:
    """The first, middle or last third of a stretch of days.

    Of a month days 1-10, 11-20, 21 to the end; of a year four months each.
    """
    first, last = days
    length = (last - first).days + 1
    if length in {365, 366} and first.day == 1 and first.month == 1:
        months = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[part]
        return month_days(first.year, months[0])[0], month_days(first.year, months[1])[1]
    step = 10 if 28 <= length <= 31 else max(1, length // 3)
    begin, end = THIRDS[part]
    return first + begin * step * DAY, last if end == 3 else first + (end * step - 1) * DAY


def iso_interval(days: tuple[date, date] | None) -> str | None:
    """``YYYY-MM-DD`` for one day, ``begin/end`` for more."""
    if days is None:
        return None
    first, last = days
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 13, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    n = (h - m + r + 90) // 25
    return date(year, n, (h - m + r + n + 19) % 32)


def last_sunday(year: int, month: int) -> date:
    """The day the clocks change in Europe (March, October)."""
    last = month_days(year, month)[1]
    return last - (last.isoweekday() % 7) * DAY


def central_european_offset(moment: datetime) -> int:
    """Hours Central European clocks are ahead of UTC at a UTC moment (rule in force since 1996)."""
    begin, end = (datetime.combine(last_sunday(moment.year, m), datetime.min.time()).replace(hour=1) for m in (3, 10))
    return 2 if begin <= moment.replace(tzinfo=None) < end else 1


def local_offset(day: date, hour: int) -> int | None:
    """Hours ahead of UTC for a wall-clock hour in Central Europe.

    ``None`` in the hour that exists twice (end of summer time) or not at all (its beginning).
    """
    if hour == 2 and day in {last_sunday(day.year, 3), last_sunday(day.year, 10)}:
        return None
    wall = datetime.combine(day, datetime.min.time()).replace(hour=hour % 24)
    return central_european_offset(wall - timedelta(hours=1 if hour < 2 or wall.month < 6 else 2))


def read_anchor(anchor: str | None, language: str) -> tuple[date | None, int | None]:
    """Day and hour of an anchor (ISO day, or moment with or without zone) on the wall clock of its page.

    A moment given in UTC on a German page is put on Central European clocks: German pages speak of the day there.
    ``(None, None)`` for what is no ISO day; the hour is ``None`` when the anchor is a bare day.
    """
    if not anchor:
        return None, None
    try:
        if len(anchor) <= 10:
            return date.fromisoformat(anchor), None
        moment = datetime.fromisoformat(anchor)
    except ValueError:
        return None, None
    try:
        if language == "de" and moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
            utc = moment.astimezone(UTC)
            moment = utc + timedelta(hours=central_european_offset(utc))
    except OverflowError:
        return None, None
    return moment.date(), moment.hour
