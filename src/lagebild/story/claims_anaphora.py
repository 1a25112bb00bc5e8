"""What a denial or confirmation points at when it does not repeat it: "Moskau wies das zurück".

The statement meant is looked for backwards on the same page, nearest first, among those that put something forward
(reports, claims, warnings, announcements), by somebody else than the one who answers; a quotation or a report of
somebody else's words is preferred over the page's own narration. A statement with a content of its own is left
to the comparison of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from lagebild.story.claims_items import Item, first_span

ANSWERS: frozenset[str] = frozenset({"deny", "confirm", "unconfirmed"})
REACH = 6
"""How many earlier statements of the page are looked at."""
REACH_CHARS = 1500
"""How far back, in code points."""
FEW_WORDS = 2
"""A content of no more base words than this besides the pointing expression says nothing of its own."""


def answered(items: Sequence[Item]) -> Mapping[int, tuple[int, str]]:
    """For each item that answers without repeating: the order of the item it answers, and the reason."""
    pages: dict[str, list[Item]] = {}
    for item in items:
        pages.setdefault(item.document.id, []).append(item)
    found: dict[int, tuple[int, str]] = {}
    for page in pages.values():
        for place, item in enumerate(page):
            if item.statement.stance in ANSWERS and points_elsewhere(item):
                target = _target(item, page[:place], page[place + 1 :])
                if target is not None:
                    found[item.order] = (target.order, "answers the statement before it")
    return found


def points_elsewhere(item: Item) -> bool:
    """Whether the content is little more than a pointing expression ("die Berichte", "das")."""
    statement = item.statement
    if statement.anaphor is None:
        return False
    own = sum(len(s) for s in statement.content) - len(statement.anaphor)
    return len(item.keys) <= FEW_WORDS + 1 or own <= len(statement.anaphor)


def _target(item: Item, before: Sequence[Item], after: Sequence[Item]) -> Item | None:
    begin = first_span(item).begin
    near = [
        other
        for other in list(before)[-REACH:]
        if begin - first_span(other).end <= REACH_CHARS and _could_be_meant(item, other)
    ]
    if near:
        told = [o for o in near if o.actor is not None or o.statement.mode != "narration"]
        return (told or near)[-1]
    # "X wies den Bericht zurück. Zuvor hatte die Zeitung Y berichtet, …": what is denied may be told right after
    following = [o for o in list(after)[:2] if _could_be_meant(item, o) and o.actor is not None]
    return following[0] if following else None


def _could_be_meant(item: Item, other: Item) -> bool:
    if points_elsewhere(other) or first_span(other).overlaps(first_span(item)):
        return False
    same_voice = item.actor is not None and item.actor == other.actor
    return not (same_voice and item.statement.stance != "confirm") or other.statement.stance == "deny"


def neighbours(items: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Consecutive items of one page."""
    return [(a, b) for a, b in pairwise(items) if a.document.id == b.document.id]
