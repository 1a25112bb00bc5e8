"""Lineage: from which text a copy was directly taken, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lagebild.model import Direction, Document

STALE_DAYS = 14
"""A copy this much younger than the text it repeats is old text under a new date."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a document appeared: the day, and minutes since midnight if a time is given. Zoned times are in UTC."""

    day: str
    minute: int | None

    @property
    def ordinal(self) -> int:
        """Number of the day."""
        return date.fromisoformat(self.day).toordinal()


def moment(published: str | None) -> Moment | None:
    """Read an ISO date or date and time; ``None`` if there is no full day."""
    if not published or len(published) < len("2026-01-01"):
        return None
    try:
        value = datetime.fromisoformat(published)
    except ValueError:
        return None
    if len(published) <= len("2026-01-01"):
        return Moment(published, None)
    if value.tzinfo is not None:
        value = value.astimezone(UTC)
    return Moment(value.date().isoformat(), value.hour * 60 + value.minute)


def earlier(one: Moment | None, two: Moment | None) -> bool | None:
    """Whether ``one`` appeared before ``two``; ``None`` if that cannot be told."""
    if one is None or two is None:
        return None
    if one.day != two.day:
        return one.day < two.day
    if one.minute is None or two.minute is None or one.minute == two.minute:
        return None
    return one.minute < two.minute


def days_between(one: Moment, two: Moment) -> int:
    """Days from ``one`` to ``two``."""
    return two.ordinal - one.ordinal


def agencies(document: Document) -> tuple[str, ...]:
    """The agencies a document credits, in order of appearance, without repeats."""
    return tuple(dict.fromkeys(c.agency for c in document.credits))


@dataclass(frozen=True, slots=True)
class Kin:
    """What ``doc`` shares with a possible source: equal words, and words of passages altogether."""

    source: int
    same: int
    words: int


@dataclass(frozen=True, slots=True)
class Source:
    """The chosen direct source with its confidence and the reason in words."""

    row: int
    confidence: Direction
    why: str


def is_agency(document: Document, known: frozenset[str]) -> bool:
    """Whether a document is the agency's own page: its outlet is an agency credited in the collection."""
    return document.outlet is not None and document.outlet in known


COMPLETE = 1.15
"""A text this much longer is the more complete one."""


def _telling(source: Document, copy: Document, known: frozenset[str]) -> bool:
    """Whether anything but the dates says which of two pages was first: agency page, credit, completeness."""
    if is_agency(source, known) and not is_agency(copy, known):
        return True
    if bool(source.credits) != bool(copy.credits):
        return bool(source.credits)
    return len(source.text) >= COMPLETE * len(copy.text)


def choose(
    row: int, kin: Sequence[Kin], documents: Sequence[Document], moments: Mapping[int, Moment | None]
) -> Source | None:
    """The direct source of ``row`` among documents that share its text, or ``None`` if it comes first or unknown."""
    known = frozenset(a for k in kin for a in agencies(documents[k.source])) | frozenset(agencies(documents[row]))
    when = moments[row]
    before = [k for k in kin if earlier(moments[k.source], when) is not False]
    if not before:
        return None
    best = max(k.same for k in before)
    near = [k for k in before if k.same >= best - max(2, best // 50)]

    def rank(k: Kin) -> tuple[bool, bool, str, int, str]:
        there = moments[k.source]
        stamp = f"{there.day} {there.minute if there.minute is not None else 0:04d}" if there else "9999"
        document = documents[k.source]
        return (not is_agency(document, known), not document.credits, stamp, -len(document.text), document.id)

    chosen = min(near, key=rank)
    order = earlier(moments[chosen.source], when)
    if order is None:
        if rank(chosen) > rank(Kin(row, 0, 0)) or not _telling(documents[chosen.source], documents[row], known):
            return None
        unclear = moments[chosen.source] is None or when is None
        confidence: Direction = "unknown" if unclear and not documents[chosen.source].credits else "likely"
        return Source(chosen.source, confidence, "the more complete text; the dates do not decide")
    reason = f"published earlier; {chosen.same} words taken over unchanged"
    return Source(chosen.source, "certain" if len(before) == 1 else "likely", reason)
