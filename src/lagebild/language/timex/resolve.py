"""From meaning to value: the page's day, the day told of, and the tense decide. Pure calendar reasoning.

Each case returns a ``Resolved`` whose ``rule`` names what decided. Without a page's day relative meanings get no
value. A value is never finer than the words: "vergangene Woche" is a week, "am Abend" no hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import singledispatch
from typing import Literal

from lagebild.language.timex import calendar as cal
from lagebild.language.timex import meanings as mean
from lagebild.model import TimexType

Tense = Literal["past", "future"]

SMALL_HOURS = 5
"""A page of 00:00 to 04:59 is written in the night of the day before: its "am Abend" lies there."""
HALF_YEAR = 183
MOMENT_UNITS = {"S", "MIN", "H"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is resolved against: page day and hour, day told of, tense of its clause."""

    page: date | None
    hour: int | None = None
    told: date | None = None
    clock_day: date | None = None
    tense: Tense | None = None
    language: str = "de"

    @property
    def small_hours(self) -> bool:
        """Whether the page was written shortly after midnight."""
        return self.hour is not None and self.hour < SMALL_HOURS


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value, the days it covers, the rule that decided."""

    type: TimexType
    value: str | None
    interval: str | None
    rule: str
    day: date | None = None


def _dated(value: str | None, rule: str, part: str | None = None, kind: TimexType = "DATE") -> Resolved:
    days = cal.days_of(value) if value else None
    if days and part:
        days = cal.third(days, part)
    one = days[0] if days and (days[0] == days[1] or kind == "TIME") else None
    return Resolved(kind, value, cal.iso_interval(days), rule, one)


def _day(day: date | None, rule: str, daypart: str | None = None) -> Resolved:
    if day is None:
        return Resolved("TIME" if daypart else "DATE", None, None, rule)
    if daypart:
        return _dated(f"{day.isoformat()}T{daypart}", rule, kind="TIME")
    return _dated(day.isoformat(), rule)


def _nearest(candidates: list[date], page: date, tense: Tense | None) -> date | None:
    """Of the same feast or date in several years, the one the tense points at, else the nearest."""
    if tense == "past":
        behind = [c for c in candidates if c <= page]
        return max(behind) if behind else None
    if tense == "future":
        ahead = [c for c in candidates if c >= page]
        return min(ahead) if ahead else None
    return min(candidates, key=lambda c: (abs((c - page).days), c)) if candidates else None


@singledispatch
def resolve(meaning: object, _scene: Scene) -> Resolved:
    """The value of a meaning in a scene."""
    message = f"no way to resolve {meaning!r}"
    raise TypeError(message)


@resolve.register
def _(meaning: mean.Fixed, _scene: Scene) -> Resolved:
    return Resolved(meaning.type, meaning.value, None, meaning.rule)


@resolve.register
def _(meaning: mean.CalendarDay, scene: Scene) -> Resolved:
    if meaning.month and meaning.year:
        return _day(cal.make_day(meaning.year, meaning.month, meaning.day), "explicit", meaning.daypart)
    page = scene.page
    if page is None:
        return _day(None, "no-anchor", meaning.daypart)
    if meaning.month:
        years = (page.year + y for y in (-1, 0, 1))
        found = [d for y in years if (d := cal.make_day(y, meaning.month, meaning.day))]
        if meaning.weekday:
            found = [d for d in found if d.isoweekday() == meaning.weekday] or found
        # a date just ahead of the page is coming whatever the tense says (programmes, headlines); one far behind is not
        return _day(_nearest(found, page, _loose(found, page, scene.tense)), "day-month", meaning.daypart)
    months = (cal.shift_months(page, m) for m in (-2, -1, 0, 1, 2))
    found = [d for y, m in months if (d := cal.make_day(y, m, meaning.day))]
    tense: Tense = scene.tense or "past"
    return _day(_nearest(found, page, tense), f"day-{tense}", meaning.daypart)


def _loose(found: list[date], page: date, tense: Tense | None) -> Tense | None:
    """The tense, unless a date of another year would be much farther than the nearest one."""
    chosen, nearest = _nearest(found, page, tense), _nearest(found, page, None)
    if chosen is None or nearest is None or chosen == nearest:
        return tense
    return None if abs((chosen - page).days) > HALF_YEAR + 90 else tense


@resolve.register
def _(meaning: mean.CalendarMonth, scene: Scene) -> Resolved:
    page, month = scene.page, meaning.month
    if meaning.year:
        return _dated(f"{meaning.year:04}-{month:02}", "explicit", meaning.part)
    if page is None:
        return _dated(None, "no-anchor")
    if meaning.shift is not None and meaning.year_shift:
        return _dated(f"{page.year + meaning.shift:04}-{month:02}", "month-of-year", meaning.part)
    if meaning.shift is not None and meaning.shift < 0:
        year = page.year - (month >= page.month)
        return _dated(f"{year:04}-{month:02}", "month-last", meaning.part)
    if meaning.shift is not None and meaning.shift > 0:
        year = page.year + (month <= page.month)
        return _dated(f"{year:04}-{month:02}", "month-next", meaning.part)
    if meaning.shift == 0 or month == page.month:
        return _dated(f"{page.year:04}-{month:02}", "month-this", meaning.part)
    if scene.tense == "future":
        year = page.year + (month < page.month)
    elif scene.tense == "past":
        year = page.year - (month > page.month)
    else:
        distance = (month - page.month + 12) % 12
        year = page.year + (month < page.month) if distance <= 4 else page.year - (month > page.month)
    return _dated(f"{year:04}-{month:02}", f"month-{scene.tense or 'near'}", meaning.part)


@resolve.register
def _(meaning: mean.Season, scene: Scene) -> Resolved:
    page = scene.page
    if meaning.year:
        return _dated(f"{meaning.year:04}-{meaning.code}", "explicit", meaning.part)
    if page is None:
        return _dated(None, "no-anchor")
    if meaning.shift == 0:
        return _dated(f"{page.year:04}-{meaning.code}", "season-this", meaning.part)
    first, last = cal.SEASON_MONTHS[meaning.code]
    years = []
    for year in (page.year - 1, page.year, page.year + 1):
        begin, end = cal.month_days(year, first)[0], cal.month_days(year, last)[1]
        years.append((year, begin, end))
    direction = scene.tense if meaning.shift is None else ("past" if meaning.shift < 0 else "future")
    if direction == "past":
        fitting = [y for y, begin, end in years if (end < page if meaning.shift else begin <= page)]
        year = max(fitting)
    elif direction == "future":
        year = min(y for y, begin, end in years if (begin > page if meaning.shift else end >= page))
    else:
        year = page.year
    return _dated(f"{year:04}-{meaning.code}", f"season-{direction or 'this'}", meaning.part)


@resolve.register
def _(meaning: mean.Year, _scene: Scene) -> Resolved:
    return _dated(meaning.value, "explicit", meaning.part)


@resolve.register
def _(meaning: mean.Weekday, scene: Scene) -> Resolved:
    page = scene.page
    if page is None:
        return _day(None, "no-anchor", meaning.daypart)
    if meaning.week_shift is not None:
        monday = page - timedelta(days=page.isoweekday() - 1)
        return _day(
            cal.shift_days(monday, 7 * meaning.week_shift + meaning.number - 1), "weekday-of-week", meaning.daypart
        )
    back = (page.isoweekday() - meaning.number) % 7
    ahead = (meaning.number - page.isoweekday()) % 7
    if meaning.beyond:
        days = ahead if meaning.beyond > 0 else -back
        return _day(cal.shift_days(page, days + 7 * meaning.beyond), "weekday-weeks-off", meaning.daypart)
    if meaning.shift is not None and meaning.shift < 0:
        return _day(cal.shift_days(page, -(back or 7) - 7 * (-meaning.shift - 1)), "weekday-last", meaning.daypart)
    if meaning.shift is not None and meaning.shift > 0:
        return _day(cal.shift_days(page, (ahead or 7) + 7 * (meaning.shift - 1)), "weekday-next", meaning.daypart)
    if scene.small_hours and scene.tense != "future" and back == 0 and meaning.daypart in {"AF", "EV", "MI"}:
        back = (
            7  # at 00:40 on a Wednesday "am Mittwochabend" is over a week ago; nobody writes so of tonight in the past
        )
    if scene.tense == "future":
        return _day(cal.shift_days(page, ahead), "weekday-coming", meaning.daypart)
    if scene.language == "en" and scene.tense and back == 6 and meaning.shift is None:
        # six days back would be "last Friday"; a page dated Thursday that tells of Friday was updated since,
        # or its reporter is ahead of its clock
        return _day(cal.shift_days(page, 1), "weekday-after-page", meaning.daypart)
    rule = "weekday-past" if scene.tense else "weekday-default-past"
    return _day(cal.shift_days(page, -back), rule, meaning.daypart)


@resolve.register
def _(meaning: mean.DayShift, scene: Scene) -> Resolved:
    if meaning.vague:
        return Resolved(
            "DATE", "PRESENT_REF", cal.iso_interval((scene.page, scene.page)) if scene.page else None, "now"
        )
    base = (scene.told or scene.page) if meaning.narrative else scene.page
    rule = "day-told-of" if meaning.narrative else "relative-day"
    if base is None:
        return _day(None, "no-anchor", meaning.daypart)
    by = meaning.by
    if by == 0 and not meaning.narrative and meaning.daypart == "NI" and scene.tense != "future":
        by = -1  # "heute Nacht" in the past is the night that has just ended
        rule = "night-before"
    day = cal.shift_days(base, by)
    if day and meaning.months:
        year, month = cal.shift_months(day, meaning.months)
        return _day(cal.make_day(year, month, day.day), "same-day", meaning.daypart)
    return _day(day, rule, meaning.daypart)


@resolve.register
def _(meaning: mean.UnitShift, scene: Scene) -> Resolved:
    page = scene.page
    if page is None:
        return _dated(None, "no-anchor")
    by = meaning.by
    rule = {None: "told", -1: "last", 0: "this", 1: "next"}.get(by, "shifted")
    rule = f"{meaning.unit.lower()}-{rule}"
    if meaning.unit == "WE":
        if by is None:
            by = 0 if scene.tense == "future" or page.isoweekday() >= 6 else -1
            rule = f"weekend-{scene.tense or 'default-past'}"
        elif by > 0:
            by -= page.isoweekday() < 6
        monday = cal.shift_days(page, 7 * by)
        return _dated(cal.week_value(monday) + "-WE" if monday else None, rule)
    by = by or 0
    if meaning.unit == "D":
        return _day(cal.shift_days(page, by), rule)
    if meaning.unit == "W":
        day = cal.shift_days(page, 7 * by)
        return _dated(cal.week_value(day) if day else None, rule, meaning.part)
    if meaning.unit == "M":
        year, month = cal.shift_months(page, by)
        return _dated(f"{year:04}-{month:02}", rule, meaning.part)
    if meaning.unit == "Q":
        year, month = cal.shift_months(page, 3 * by)
        return _dated(f"{year:04}-Q{(month + 2) // 3}", rule, meaning.part)
    if meaning.unit == "DE":
        return _dated(f"{page.year // 10 + by:03}", rule, meaning.part)
    if meaning.unit == "CE":
        return _dated(f"{page.year // 100 + by:02}", rule, meaning.part)
    return _dated(f"{page.year + by:04}", rule, meaning.part)


@resolve.register
def _(meaning: mean.Numbered, scene: Scene) -> Resolved:
    if meaning.year:
        return _dated(f"{meaning.year:04}-{meaning.unit}{meaning.number}", "explicit")
    page = scene.page
    if page is None:
        return _dated(None, "no-anchor")
    year = page.year + (meaning.shift or 0)
    if meaning.shift is None and scene.tense == "past":
        begin = cal.month_days(year, 1 + (meaning.number - 1) * (3 if meaning.unit == "Q" else 6))[0]
        year -= begin > page
    return _dated(f"{year:04}-{meaning.unit}{meaning.number}", f"{meaning.unit.lower()}-of-year")


def _feast(meaning: mean.Holiday, year: int) -> date | None:
    if meaning.easter is not None:
        return cal.shift_days(cal.easter(year), meaning.easter)
    if meaning.nth:
        month, weekday, count = meaning.nth
        first, last = cal.month_days(year, month)
        if count < 0:
            return last - timedelta(days=(last.isoweekday() - weekday) % 7)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    return cal.make_day(year, meaning.month, meaning.day)


@resolve.register
def _(meaning: mean.Holiday, scene: Scene) -> Resolved:
    if meaning.year:
        return _day(_feast(meaning, meaning.year), "holiday")
    page = scene.page
    if page is None:
        return _day(None, "no-anchor")
    found = [d for y in (page.year - 1, page.year, page.year + 1) if (d := _feast(meaning, y))]
    tense = scene.tense
    if meaning.shift:
        tense = "past" if meaning.shift < 0 else "future"
    return _day(_nearest(found, page, tense), f"holiday-{tense or 'nearest'}")


@resolve.register
def _(meaning: mean.NightTo, scene: Scene) -> Resolved:
    if meaning.weekday:
        end = resolve(mean.Weekday(meaning.weekday), scene).day
    else:
        end = resolve(mean.CalendarDay(meaning.day or 0, meaning.month, meaning.year), scene).day
    begin = cal.shift_days(end, -1) if end else None
    return _day(begin, "night-to" if begin else "no-anchor", "NI")


@resolve.register
def _(meaning: mean.Daypart, scene: Scene) -> Resolved:
    if meaning.by is not None:
        return _day(cal.shift_days(scene.page, meaning.by) if scene.page else None, "relative-day", meaning.code)
    if scene.clock_day:
        return _day(scene.clock_day, "day-told-of", meaning.code)
    if scene.page is None:
        return _day(None, "no-anchor", meaning.code)
    day, rule = scene.page, "page-day"
    over = scene.tense != "future"
    if over and (meaning.code == "NI" or (scene.small_hours and meaning.code != "MO")):
        day, rule = day - cal.DAY, "night-before"
    return _day(day, rule, meaning.code)


@resolve.register
def _(meaning: mean.Clock, scene: Scene) -> Resolved:
    day, rule = scene.clock_day, "clock-day-told-of"
    if day is None:
        day, rule = scene.page, "clock-page-day"
    clock = f"T{meaning.hour:02}:{meaning.minute:02}"
    if day is None:
        return Resolved("TIME", None, None, "no-anchor")
    zone: int | None = meaning.zone
    if zone == 99:
        zone = cal.local_offset(day, meaning.hour)
    suffix = "" if zone is None else "Z" if zone == 0 else f"{'-' if zone < 0 else '+'}{abs(zone):02}:00"
    return Resolved("TIME", day.isoformat() + clock + suffix, day.isoformat(), rule, day)


@resolve.register
def _(meaning: mean.Length, scene: Scene) -> Resolved:
    if meaning.direction > 0 and meaning.base == "page" and scene.tense == "past":
        return Resolved("DURATION", meaning.value, None, "duration")  # "das gelang in zwei Jahren"
    rule = "duration" if not meaning.direction else "ago" if meaning.direction < 0 else "ahead"
    base = scene.page if meaning.base == "page" else (scene.told or scene.page)
    value = _measured(meaning, base) if meaning.direction else None
    interval = cal.iso_interval(_blurred(meaning, value)) if value else None
    if meaning.as_date:
        if value is None and meaning.count is None and meaning.direction:
            return Resolved("DATE", "PAST_REF" if meaning.direction < 0 else "FUTURE_REF", None, rule)
        return Resolved("DATE", value, interval, rule if value or base else "no-anchor")
    return Resolved("DURATION", meaning.value, interval, rule)


def _measured(meaning: mean.Length, base: date | None) -> str | None:
    """The date a whole number of units before or after ``base``, as fine as the unit."""
    if base is None or meaning.count is None:
        return None
    count = meaning.direction * meaning.count
    if meaning.unit in {"D", "W"}:
        day = cal.shift_days(base, round(count * (7 if meaning.unit == "W" else 1)))
        return day.isoformat() if day else None
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(meaning.unit)
    if months is None:
        return base.isoformat()
    year, month = cal.shift_months(base, round(count * months))
    if not cal.FIRST_YEAR <= year <= cal.LAST_YEAR:
        return None
    fine = meaning.unit in {"M", "Q"} or count != round(count)
    return f"{year:04}-{month:02}" if fine else f"{year:04}"


def _blurred(meaning: mean.Length, value: str) -> tuple[date, date] | None:
    """The days meant: hours reach into the day before, weeks beyond the first are rarely counted to the day."""
    days = cal.days_of(value)
    if days is None:
        return None
    if meaning.unit == "W" and meaning.count and meaning.count > 1:
        return days[0] - 3 * cal.DAY, days[1] + 3 * cal.DAY
    if meaning.unit == "H":
        return (days[0] - cal.DAY, days[1]) if meaning.direction < 0 else (days[0], days[1] + cal.DAY)
    return days
