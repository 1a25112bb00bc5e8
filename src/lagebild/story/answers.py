"""What a denial, a confirmation or a non-confirmation answers where its own words did not join it to a claim.

Before statements are compared, ``answered`` ties those that react without repeating (``reactions``): to the statement
meant, looked for backwards on the page, nearest first, among those that somebody else put forward. A source that the
answer names ("den Bericht des Kuriers") comes first; what is said to be so comes before what somebody thinks of it; an
answer to an account as a whole is to its first line.

Afterwards ``linked`` looks once more at answers left alone with nobody who puts forward what they answer:

* one that names a source goes with what that source says: next to it, else the claim of the source, on any page,
  that shares most telling words with it, if it is the only one or shares any;
* one that names little ("bestätigte die Einigung") goes with the statement just before it;
* one that shares its telling words with a neighbour on its page by somebody else goes with that neighbour;
* one whose speaker answers another claim in the same way, and shares telling words with it, goes with that claim.

What fits none of these stays alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from lagebild.model import Document, Span
from lagebild.story.claims_items import Item, first_span
from lagebild.story.claims_pairs import Lexicon, Pair, compare_figures
from lagebild.story.reactions import (
    FEW_WORDS,
    framed_by,
    names_an_account,
    names_the_event,
    points_elsewhere,
    reaction_of,
)
from lagebild.text import fold

Ties: TypeAlias = Mapping[int, tuple[int, str]]
"""Order of an answer -> order of the item answered, and the reason."""

ANSWERS: frozenset[str] = frozenset({"deny", "confirm", "unconfirmed"})
HEADINGS: frozenset[str] = frozenset({"headline", "kicker", "subhead"})
REACH = 6
"""How many earlier statements of the page are looked at."""
REACH_CHARS = 1500
"""How far back, in code points."""
NEXT = 2
"""Neighbours: statements at most this many places away …"""
NEXT_CHARS = 600
"""… and at most this far, in code points."""
SHARED = 0.08
"""Share of the words of either statement, by weight, that must be common to both."""
TELLING_USES = 6
"""A word in at most this many wordings of the story is telling."""
SURELY = 0.85
"""How likely one claim a confirmation and what it confirms must be, where no more than that ties them."""
NAME_CHARS = 4
"""Letters a source's name, or a telling word, has at least."""


def answered(items: Sequence[Item]) -> Ties:
    """For each item that answers without repeating: the order of the item it answers, and the reason."""
    found: dict[int, tuple[int, str]] = {}
    for page in _pages(items).values():
        for place, item in enumerate(page):
            if reaction_of(item) is None:
                continue
            target = _target(item, _before(item, page[:place]), _below(item, page[place + 1 :]))
            if target is not None:
                found[item.order] = (target.order, "answers the statement before it")
    return found


def linked(items: Sequence[Item], groups: Sequence[Sequence[int]], lexicon: Lexicon) -> Ties:
    """For each item of a group that only answers: the order of the item answered, and the reason."""
    pages = _pages(items)
    claims = [[items[i] for i in members] for members in groups]
    found: dict[int, tuple[int, str]] = {}
    for group in claims:
        if not _alone(group):
            continue
        hits = (h for item in group for h in _to_its_page(item, pages[item.document.id], group, lexicon))
        hit = next(hits, None) or _of_its_source(group, claims, lexicon) or _like_another(group, claims, lexicon)
        if hit is not None:
            found |= {item.order: hit for item in group}
    return found


def confirmed(items: Sequence[Item], groups: Sequence[Sequence[int]], pairs: Sequence[Pair]) -> Ties:
    """For each item of a group that only confirms: the statement it is most surely one claim with.

    Who confirms does so because somebody said it. A group in which nobody else puts the thing forward goes with the
    claim of another voice to which one of its statements is surely alike, though not all statements of both are.
    """
    home = {i: n for n, members in enumerate(groups) for i in members}
    lone = {n for n, members in enumerate(groups) if _only_confirms([items[i] for i in members])}
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            said = items[other]
            outside = home[one] in lone and home[other] != home[one] and home[other] not in lone
            told = said.actor is not None and said.actor != items[one].actor and said.kind == "event"
            if outside and told and not pair.barred and pair.likely >= max(SURELY, best.get(home[one], (0.0, 0))[0]):
                best[home[one]] = (pair.likely, other)
    return {i: (best[n][1], "confirms what somebody said") for n in sorted(best) for i in groups[n]}


def _only_confirms(group: Sequence[Item]) -> bool:
    """Whether one voice confirms and, besides it, only a page tells it in its own words."""
    voices = [i for i in group if i.actor is not None]
    reactions = {reaction_of(i) or i.statement.stance for i in voices}
    return len({i.actor for i in voices}) == 1 and reactions == {"confirm"}


def _before(item: Item, earlier: Sequence[Item]) -> Sequence[Item]:
    """What is told before an answer and can be meant: nothing if it is a heading, in a liveblog its own entry only."""
    headings = headings_of(item.document)
    begin = first_span(item).begin
    if any(h.begin <= begin < h.end for h in headings):
        return ()
    if item.document.kind != "liveblog":
        return earlier
    top = max((h.begin for h in headings if h.begin <= begin), default=0)
    return [o for o in earlier if first_span(o).begin >= top]


def _below(item: Item, later: Sequence[Item]) -> Sequence[Item]:
    """What is told after an answer and can be meant: of a heading or in a liveblog no more than its own entry."""
    headings = headings_of(item.document)
    begin = first_span(item).begin
    if item.document.kind != "liveblog" and not any(h.begin <= begin < h.end for h in headings):
        return later
    end = min((h.begin for h in headings if h.begin > begin), default=len(item.document.text))
    return [o for o in later if first_span(o).begin < end]


@lru_cache(maxsize=512)
def headings_of(page: Document) -> tuple[Span, ...]:
    """The headings of a page: headline, kicker and subheads, and the first lines of a liveblog's entries."""
    return tuple(
        block.span
        for block in page.blocks
        if block.kind in HEADINGS
        or (block.kind == "live_entry" and block.span.of(page.text).rstrip(" +")[-1:] not in tuple(".!?“”\"'«»:…"))
    )


def _pages(items: Sequence[Item]) -> Mapping[str, list[Item]]:
    pages: dict[str, list[Item]] = {}
    for item in items:
        pages.setdefault(item.document.id, []).append(item)
    return pages


def _target(item: Item, before: Sequence[Item], after: Sequence[Item]) -> Item | None:
    begin = first_span(item).begin
    near = [
        other
        for other in list(before)[-REACH:]
        if begin - first_span(other).end <= REACH_CHARS and _could_be_meant(item, other)
    ]
    if framed_by(item):
        near = [o for o in near if "\n" not in item.document.text[first_span(o).end : begin]]
    if near:
        told = [o for o in near if o.actor is not None or o.statement.mode != "narration"] or near
        named = [o for o in told if _names(item, o)]
        last = ([o for o in named or told if o.kind == "event"] or named or told)[-1]
        facts = [o for o in told if o.kind == "event" and o.actor == last.actor and _goes_on(o, last)]
        if not facts or last.actor is None:
            return last
        return facts[0] if _means_a_whole(item) else facts[-1] if last.kind != "event" else last
    # "X wies den Bericht zurück. Zuvor hatte die Zeitung Y berichtet, …": what is denied may be told right after
    following = [o for o in list(after)[:2] if _could_be_meant(item, o) and o.actor is not None]
    return following[0] if following else None


def _goes_on(earlier: Item, last: Item) -> bool:
    """Whether an earlier statement belongs to one account with the last: right before it, or in its paragraph."""
    between = last.document.text[first_span(earlier).end : first_span(last).begin]
    return earlier is last or earlier.order == last.order - 1 or "\n" not in between


def _means_a_whole(item: Item) -> bool:
    """Whether an answer is to a report or an account as a whole, and so to its first line, not to its last."""
    return item.statement.stance == "unconfirmed" or names_an_account(item)


def _could_be_meant(item: Item, other: Item) -> bool:
    if points_elsewhere(other) or first_span(other).overlaps(first_span(item)):
        return False
    same_voice = item.actor is not None and item.actor == other.actor
    goes_on = other.order == item.order - 1 and other.statement.stance == item.statement.stance
    return not same_voice or goes_on or item.statement.stance == "confirm" or other.statement.stance == "deny"


def _names(item: Item, other: Item) -> bool:
    """Whether an answer to a report names its source: who made another statement, or the outlet that vouches for it."""
    if item.statement.anaphor is None and len(item.keys) > FEW_WORDS:
        return False
    written = " ".join(piece.of(other.document.text) for piece in other.statement.speaker)
    source = written if other.actor is not None else (other.document.outlet or "")
    own = {w for piece in item.statement.speaker for w in _capitals(piece.of(item.document.text))}
    said = {w for piece in item.statement.content for w in _capitals(piece.of(item.document.text))} - own
    return any(w.startswith(name) for name in _capitals(source) - own for w in said)


def _capitals(text: str) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return {fold(w).text for w in words if w[0].isupper() and len(w) >= NAME_CHARS}


def _alone(group: Sequence[Item]) -> bool:
    """Whether all of a group are answers, and nobody but the one who answers puts the thing forward."""
    return all(i.statement.stance in ANSWERS for i in group) and len({i.actor for i in group}) == 1


def _to_its_page(
    item: Item, page: Sequence[Item], group: Collection[Item], lexicon: Lexicon
) -> Iterator[tuple[int, str]]:
    """What an answer is to on its own page: what happened at all, or what is told next to it."""
    if names_the_event(item):
        told = [o for o in page if o.kind == "event" and o.statement.stance not in ANSWERS and o.order < item.order]
        yield from ((o.order, "answers what the page tells first") for o in told[:1] if o not in group)
    yield from _next_to(item, page, group, lexicon)


def _next_to(item: Item, page: Sequence[Item], group: Collection[Item], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    place = next(n for n, other in enumerate(page) if other is item)
    reach = {o.order for o in (*_before(item, page[:place]), *_below(item, page[place + 1 :]))}
    near = sorted(
        (
            o
            for n, o in enumerate(page)
            if 0 < abs(n - place) <= NEXT and o.order in reach and _answerable(item, o, group)
        ),
        key=lambda o: (abs(o.order - item.order), o.order),
    )
    yield from ((o.order, "answers the source it names") for o in near if _names(item, o))
    for other in near:
        if shared := _shared(item, other, lexicon):
            yield other.order, f"answers a statement next to it: {', '.join(shared)}"
    before = [o for o in near if o.order < item.order]
    if item.statement.mode == "reported" and len(item.keys) <= FEW_WORDS and before:
        yield before[0].order, "answers the statement before it"


def _answerable(item: Item, other: Item, group: Collection[Item]) -> bool:
    """Whether a statement near an answer puts something forward that it can be about."""
    here, there = first_span(item), first_span(other)
    if other.statement.stance in ANSWERS or other in group or here.overlaps(there):
        return False
    same_voice = other.actor is not None and other.actor == item.actor
    near = max(here.begin - there.end, there.begin - here.end) <= NEXT_CHARS
    return near and not same_voice and not compare_figures(item, other)[0]


def _of_its_source(group: Sequence[Item], claims: Sequence[Sequence[Item]], lexicon: Lexicon) -> tuple[int, str] | None:
    """The claim of a source that the answer names, wherever it is told."""
    found: list[tuple[int, int]] = []
    for claim in claims:
        said = [o for o in claim if o.kind == "event" and o.statement.stance not in ANSWERS]
        said = [o for o in said if any(_one_story(i, o) and _names(i, o) for i in group)]
        if said and not any(compare_figures(i, o)[0] for i in group for o in said):
            shared = max(len(_telling(i, o, lexicon)) for i in group for o in said)
            found.append((-shared, said[0].order))
    best = min(found, default=None)
    if best is None or (best[0] == 0 and len(found) > 1):
        return None
    return best[1], "answers the source it names"


def _like_another(group: Sequence[Item], claims: Sequence[Sequence[Item]], lexicon: Lexicon) -> tuple[int, str] | None:
    """The claim that the same speaker answers in the same way, if they share telling words."""
    mine = {(i.actor, i.statement.stance) for i in group if i.actor is not None}
    for claim in claims:
        if _alone(claim) or not any((o.actor, o.statement.stance) in mine for o in claim):
            continue
        for item, other in ((i, o) for i in group for o in claim):
            shared = _shared(item, other, lexicon)
            if shared and _one_story(item, other) and not compare_figures(item, other)[0]:
                return other.order, f"its speaker answers this claim: {', '.join(shared)}"
    return None


def _one_story(left: Item, right: Item) -> bool:
    return left.document.id == right.document.id or bool(set(left.stories).intersection(right.stories))


def _telling(left: Item, right: Item, lexicon: Lexicon) -> list[str]:
    """Words that two statements share and few others use."""
    common = sorted(left.keys & right.keys, key=lambda w: (lexicon.uses[w], w))
    return [w for w in common if lexicon.uses[w] <= TELLING_USES and len(w) >= NAME_CHARS]


def _shared(left: Item, right: Item, lexicon: Lexicon) -> list[str]:
    """The telling words two statements share, if they make up a good part of both."""
    telling = _telling(left, right, lexicon)
    least = SHARED * max(lexicon.mass(left.keys), lexicon.mass(right.keys))
    return telling if telling and lexicon.mass(frozenset(telling)) >= least else []
