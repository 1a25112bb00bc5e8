"""Dates as pages write them, and the search of a whole page for the day of its publication.

The search is htmldate's. Where its own patterns fail it would ask dateparser, which reads the clock of the machine,
fills in the current year, and compiles the grammars of two hundred languages; here a plain reader takes that place.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import htmldate
from htmldate import extractors

LATEST = "2099-12-31"
"""htmldate refuses dates after this day; fixed, so that the day of running plays no part."""
EARLIEST = "1995-01-01"
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner january", "februar feb feber february", "märz mär mrz maerz march mar", "april apr",
            "mai may", "juni jun june", "juli jul july", "august aug", "september sep sept", "oktober okt october oct",
            "november nov", "dezember dez december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ISO = re.compile(
    r"(?P<d>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:[T ](?P<t>[0-2]\d:[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?\s?(?P<z>Z|[+-]\d\d:?\d\d)?)?"
)
GERMAN = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)[./-]\s?(?P<m>[01]?\d)[./-]\s?(?P<y>(?:19|20)\d\d)(?!\d)")
GERMAN_NAME = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)\.?\s(?P<n>[A-Za-zÄä]{3,9})\.?\s(?P<y>(?:19|20)\d\d)(?!\d)")
ENGLISH_NAME = re.compile(
    r"\b(?P<n>[A-ZÄ][a-zä]{2,8})\.?\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d)"
)
ROMANCE = {
    name: number
    for number, names in enumerate(
        ("enero janvier gennaio janeiro", "febrero février febbraio fevereiro", "marzo mars março", "abril avril aprile",
         "mayo mai maggio maio", "junio juin giugno junho", "julio juillet luglio julho", "agosto août", "septiembre septembre settembre setembro",
         "octubre octobre ottobre outubro", "noviembre novembre novembro", "diciembre décembre dicembre dezembro"),
        1,
    )
    for name in names.split()
}  # fmt: skip
WORDED = re.compile(
    r"(?<!\d)(?P<d>[0-3]?\d)(?:er|º|°)?\s(?:de\s)?(?P<n>[^\W\d_]{3,10})\.?,?\s(?:de\s|del\s)?(?P<y>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
SPACED = re.compile(r"(?<!\d)(?P<d>[0-3]?\d)\s?[|·•/]\s?(?P<m>[01]?\d)\s?[|·•/]\s?(?P<y>(?:19|20)\d\d)(?!\d)")
CLOCK = re.compile(r"(?<!\d)(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?:\s?(?:Uhr|h|a\.m\.|p\.m\.|am|pm))?(?!\d|[.:]\d)")


def find_day(text: str) -> str | None:
    """The first date written in a text, with its clock time if one stands behind it; ISO 8601."""
    found = []
    for pattern in (ISO, GERMAN, GERMAN_NAME, ENGLISH_NAME):
        match = pattern.search(text)
        if match and (value := _day(match)):
            found.append((match.start(), match.end(), value))
    if not found:
        return None
    _, end, value = min(found)
    if "T" in value:
        return value
    clock = CLOCK.search(text, end, end + 25)
    return f"{value}T{int(clock['h']):02}:{clock['m']}" if clock and _german_clock(clock) else value


def _german_clock(clock: re.Match[str]) -> bool:
    return "m" not in clock[0].lower().rsplit(clock["m"], 1)[-1]


def _day(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if "t" in parts:
        return iso(match[0])
    month = MONTHS.get(parts["n"].casefold()) if "n" in parts else int(parts["m"])
    day = int(parts["d"])
    if not month or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return f"{parts['y']}-{month:02}-{day:02}"


def iso(value: object) -> str | None:
    """Normalise a date in metadata: day, or day, minute and zone; ``None`` if it is no ISO date."""
    if not isinstance(value, str):
        return None
    match = ISO.search(value.strip())
    if not match:
        return None
    if not match["t"]:
        return match["d"]
    zone = (match["z"] or "").replace("Z", "+00:00")
    zone = f"{zone[:3]}:{zone[3:]}" if zone and ":" not in zone else zone
    return f"{match['d']}T{match['t']}{zone}"


def days_in(text: str) -> set[str]:
    """Every day written in a text."""
    found = {_day(m) for p in (ISO, GERMAN, GERMAN_NAME, ENGLISH_NAME) for m in p.finditer(text)}
    return {d[:10] for d in found if d}


def _plain_date(text: str) -> datetime | None:
    """A date in a short text, by patterns alone: complete dates in the languages of the table above."""
    for pattern in (WORDED, SPACED):
        match = pattern.search(text)
        parts = match.groupdict() if match else {}
        month = (
            ROMANCE.get(parts["n"].casefold()) or MONTHS.get(parts["n"].casefold())
            if "n" in parts
            else int(parts.get("m", 0))
        )
        if match and month and not re.search(r"\d", text[: match.start()] + text[match.end() :]):
            return _calendar(f"{parts['y']}-{month:02}-{int(parts['d']):02}")
    value = find_day(text)
    return _calendar(value[:10]) if value else None


def _calendar(day: str) -> datetime | None:
    try:
        return datetime.fromisoformat(day)
    except ValueError:
        return None


def _month_names() -> frozenset[str]:
    return frozenset((*MONTHS, *ROMANCE))


for _name, _own in (("_external_date", _plain_date), ("month_words", _month_names)):
    setattr(extractors, _name, _own)  # the library has no setting for it


def search_page(html: Any, url: str | None) -> str | None:  # noqa: ANN401 -- markup or a tree of it
    """The day of publication by htmldate's search of a page: ISO day, or ``None``."""
    try:
        found: str | None = htmldate.find_date(
            html,
            extensive_search=True,
            original_date=True,
            outputformat="%Y-%m-%d",
            max_date=LATEST,
            min_date=EARLIEST,
            url=url,
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return found
