"""Which side each statement of a claim takes: it carries the claim, confirms or denies it, or cannot confirm it.

A claim says that something is so, or that it is not. It says that it is not so only if nobody puts it forward as so
and at least as many of its statements assert the negation as deny what somebody else said. Who denies in words of his
own says that it is not so, unless he denies that it is not; who only points ("das", "the report"), or reacts to it in
another way (``reactions``), is for or against the claim as it stands.

A negation somewhere in a statement turns it against the others only if what it negates is what the others say: nearly
all of its words are found in a statement that has no negation. "Everybody was shouting, some could not move" does not
deny that people shouted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from lagebild.model import Stance
from lagebild.story.claims_items import CARRYING, EVENT_STANCES, Item, opposite
from lagebild.story.reactions import reaction_of
from lagebild.story.retractions import retracted

Side: TypeAlias = Literal["support", "confirm", "deny", "unconfirmed", "withdraw"]


def is_negative(items: Sequence[Item]) -> bool:
    """Whether the claim these statements make says that something is not so."""
    own = [i.statement for i in items if i.statement.anaphor is None and reaction_of(i) is None]
    denied = sum(s.stance == "deny" and not s.negated for s in own)
    negated = sum(s.stance != "deny" and s.negated for s in own)
    plain = any(s.stance in CARRYING and not s.negated for s in own)
    return negated >= max(denied, 1) and not plain


def sides_of(items: Sequence[Item]) -> Mapping[str, Side]:
    """The side of each statement of a claim by its id.

    Nobody is taken to deny himself because his words hold a negation now and none elsewhere: that is a paraphrase
    whose negation was not seen. He does deny himself if he says on another day, in so many words, that it is not so.
    """
    negative = is_negative(items)
    plain = {i.id: _side(i, items, negative=negative) for i in items}
    against = {i.actor for i in items if i.actor is not None and plain[i.id] == "deny"}
    if not negative:
        plain |= {i.id: "deny" for i in items if i.actor in against and plain[i.id] == "support" and _says_not(i)}
    carrying = {(i.actor, i.day) for i in items if i.actor is not None and plain[i.id] in CARRYING}
    carriers = {actor for actor, _ in carrying}
    own = {
        i.id
        for i in items
        if (i.actor, i.day) in carrying or (i.actor in carriers and i.statement.stance not in {"deny", "unconfirmed"})
    }
    turned: dict[str, Side] = {n: "support" if n in own and s == "deny" else s for n, s in plain.items()}
    back = retracted(items)
    return turned | {n: "withdraw" for n in back if len(back) < len(turned)}


def turned_stances(items: Sequence[Item]) -> Mapping[str, Stance]:
    """Stances towards the claim, by statement, where they are others than the words alone tell.

    Who only says that something is not so denies it if others say that it is; who reacts to others by a verdict or in a
    frame ("the account was accurate", "wies das zurück: …") confirms or denies what they say.
    """
    sides = sides_of(items)
    found: dict[str, Stance] = {}
    for item in items:
        stance, side = reaction_of(item) or item.statement.stance, sides[item.id]
        stance = "deny" if side == "deny" and stance == "support" else stance
        if stance != item.statement.stance:
            found[item.id] = stance
    return found


def _side(item: Item, items: Sequence[Item], *, negative: bool) -> Side:
    reaction = reaction_of(item)
    stance = reaction or item.statement.stance
    pointing = reaction is not None or item.statement.anaphor is not None
    if stance == "unconfirmed":
        return "unconfirmed"
    if stance == "deny":
        return "deny" if pointing or item.statement.negated == negative else "support"
    if stance == "confirm":
        said = [o for o in items if o.statement.stance in CARRYING and not o.statement.negated and o is not item]
        against = not pointing and item.statement.negated and not negative and any(opposite(item, o) for o in said)
        return "deny" if against else "confirm"
    if stance not in EVENT_STANCES or pointing or item.actor is None or not item.statement.negated or negative:
        return "support"
    others = [o for o in items if o.statement.anaphor is None and o is not item]
    said = [o for o in others if o.statement.stance in CARRYING and not o.statement.negated]
    opposed = any(opposite(item, o) for o in said) if said else any(o.statement.stance == "deny" for o in others)
    return "deny" if opposed else "support"


def _says_not(item: Item) -> bool:
    """Whether somebody says of himself or the matter, in words of his own, that it is not so."""
    pointing = item.statement.anaphor is not None or reaction_of(item) is not None
    return item.statement.negated and item.statement.stance in EVENT_STANCES and not pointing
