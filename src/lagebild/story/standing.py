"""Where a claim stands, step by step, by one printed rule; and how well it is corroborated.

The rule reads the statements of a claim in the order of the days they were said and keeps, for every origin, its
latest word. After each statement:

* ``withdrawn``: nobody carries the claim any more, because its origins took it back or their text was withdrawn;
* ``disputed``: a denial stands against somebody who could know, against two origins, or against an earlier
  confirmation; ``denied``: it stands against less than that, or against nothing – if who denies could know, also
  against any number of media and of sources that keep their names back;
* ``confirmed``: somebody other than the first origin says so – by the word "confirm", which tells that somebody
  reported it before, unless he is a medium or keeps his name back; or by saying it after a medium, an unnamed source or
  a bystander, if it is a body or he holds an office, or on a later day than another origin that could know, if it is a
  state or a public body or he holds a public office (demands, warnings and opinions confirm nothing). A confirmation
  later than the last denial outweighs it;
* ``unconfirmed``: somebody who could know says that it cannot be confirmed;
* ``reported``: everything else.

*Who could know*: a state, an organisation, a person who holds an office, the person the claim is about, or somebody
unnamed who holds an office or speaks for a public body. Media, agencies, documents, other unnamed sources and people
of whom no office is known could not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lagebild.model import Actor, Corroboration, Standing, Turn
from lagebild.story.claims_items import CARRYING, Item
from lagebild.story.origins import Sources, chain_end, count_origins
from lagebild.story.reactions import admits
from lagebild.story.retractions import Revoked, day_of, fallen, retracted
from lagebild.story.sides import Side
from lagebild.story.voices import holds_office, is_official, keeps_office, speaks_officially, speaks_openly
from lagebild.text import fold

BYSTANDERS: frozenset[str] = frozenset({"media", "agency", "person"})
"""A report that began with one of these (a person: without an office) is confirmed once an office repeats it."""
LAST = "9999"
"""The day of what nobody dates: after all others."""
HIGH_AGREEMENT = 0.8
MEDIUM_AGREEMENT = 0.5
ROBUST = 3
MEDIUM = 2


def could_know(actor: Actor | None, words: Collection[str]) -> bool:
    """Whether ``actor`` is in a position to know; ``words`` are the base words of the claim."""
    if actor is None:
        return False
    if actor.kind in {"state", "organisation"}:
        return True
    if actor.kind != "person":
        return is_official(actor)
    return holds_office(actor) or named_in(actor, words)


def named_in(actor: Actor, words: Collection[str]) -> bool:
    """Whether the claim is about this actor: the last part of a name is among its words."""
    return any(last in words for last in _last_names(actor))


@lru_cache(maxsize=8192)
def _last_names(actor: Actor) -> tuple[str, ...]:
    return tuple(word for name in (actor.name, *actor.aliases) for word in fold(name).text.split()[-1:])


@dataclass(slots=True)
class _Stand:
    """An origin's latest word. ``tells``: it says that something is so, and does not wish, warn or judge."""

    side: Side
    day: str | None
    knows: bool
    actor: Actor | None
    own: bool
    item: Item
    said_confirm: bool = False
    tells: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """A statement takes a side, or is taken back; ``cited`` is the statement that says so."""

    day: str
    item: Item
    side: Side
    cited: str


@dataclass(slots=True)
class _Ledger:
    """Who stands where at the moment."""

    stands: dict[int, _Stand] = field(default_factory=dict)
    first: int | None = None
    weak_first: bool = False
    taken_back: bool = False
    known: tuple[int, str] | None = None
    """The first origin that could know and carries it, and the day."""

    def known_before(self, origin: int, stand: _Stand) -> bool:
        """Whether another origin that could know had carried it on an earlier day."""
        return self.known is not None and self.known[0] != origin and (stand.day or "") > self.known[1]


def trace(
    items: Sequence[Item],
    *,
    sides: Mapping[str, Side],
    sources: Sources,
    withdrawn: Mapping[str, str | None],
    revoked: Revoked,
) -> tuple[Turn, ...]:
    """The history of a claim: one turn per change of standing, in order of days; unknown days come last.

    ``sides`` gives each statement's side, ``withdrawn`` maps the ids of pages whose text was withdrawn to the day
    that happened, ``revoked`` the ids of statements that others of the story take back.
    """
    groups = count_origins(items, sources, one_side=False).groups
    origin = {s: n for n, g in enumerate(groups) for s in g.statements}
    words = frozenset(w for i in items for w in i.keys)
    told = _in_turn(items, sides, origin)
    steps = [_Step(told[i.id], i, sides[i.id], i.id) for i in items if sides[i.id] != "withdraw"]
    steps += [
        _Step(withdrawn[i.document.id] or i.day or LAST, i, "withdraw", i.id)
        for i in items
        if i.document.id in withdrawn
    ]
    for item in (i for i in items if sides[i.id] == "withdraw"):
        gone = fallen(item, retracted([item])[item.id], items, origin, sources)
        steps += [_Step(day_of(item) or LAST, i, "withdraw", item.id) for i in gone]
    steps += [_Step(revoked[i.id][0] or LAST, i, "withdraw", revoked[i.id][1]) for i in items if i.id in revoked]
    ledger = _Ledger()
    turns: list[Turn] = []
    for step in sorted(steps, key=lambda s: (s.day, s.side == "withdraw", s.item.order)):
        actor = sources.actors.get(chain_end(step.item) or "")
        _enter(ledger, origin[step.item.id], step.item, actor, step.side, words)
        standing, why = decide(ledger)
        if not turns or turns[-1].standing != standing:
            turns.append(Turn(None if step.day == LAST else step.day, standing, step.cited, why))
    return tuple(turns)


def _in_turn(items: Sequence[Item], sides: Mapping[str, Side], origin: Mapping[str, int]) -> Mapping[str, str]:
    """The day each statement counts for, by id.

    A page that tells how somebody came round ("for days he had denied it; on Friday he admitted it") does not date the
    denial: it comes before the confession that the same page tells of the same origin, on no later day.
    """
    days = {i.id: i.day or LAST for i in items}
    for item in items:
        if sides[item.id] != "deny" or item.statement.date is not None:
            continue
        turned = [
            days[o.id]
            for o in items
            if o.document.id == item.document.id
            and o.order > item.order
            and sides[o.id] == "confirm"
            and origin[o.id] == origin[item.id]
        ]
        days[item.id] = min([days[item.id], *turned])
    return days


def _enter(ledger: _Ledger, origin: int, item: Item, actor: Actor | None, side: Side, words: Collection[str]) -> None:
    own = actor is None and not item.statement.unclear
    old = ledger.stands.get(origin)
    alone = all(o == origin for o in ledger.stands)
    repeats = alone and old is not None and old.side == "support" and actor is not None and _repeats(item, old.item)
    said_confirm = side == "confirm" and not repeats
    new = _Stand(side, item.day, could_know(actor, words), actor, own, item, said_confirm, item.kind == "event")
    if ledger.first is None and side in CARRYING:
        ledger.first = origin
        ledger.weak_first = actor is not None and actor.kind in BYSTANDERS and not new.knows
    if ledger.known is None and side in CARRYING and new.knows and new.tells and item.day:
        ledger.known = origin, item.day
    if old is None:
        ledger.stands[origin] = new
        ledger.taken_back = ledger.taken_back or side == "withdraw"
        return
    if side == "unconfirmed" and old.side != "unconfirmed" and old.day == item.day:
        return
    if side == "deny" and old.item.kind == "demand":
        return
    if actor is None and side not in {old.side, "withdraw"} and _turns_another(item, old):
        return
    carried = old.side in CARRYING
    if side == "withdraw" or (side == "deny" and carried and _takes_back(actor, old.actor)):
        ledger.taken_back = ledger.taken_back or carried
        new.side = "withdraw"
    elif side == "support" and old.side == "confirm":
        new.side, new.said_confirm = "confirm", old.said_confirm
    elif side == "support" and old.side == "deny" and actor is not None and (item.day or "") > (old.day or ""):
        new.side, new.said_confirm = "confirm", True
    elif old.side == "withdraw" and side == "deny":
        new.side = "withdraw"
    new.knows = new.knows or old.knows
    ledger.stands[origin] = new


def _turns_another(item: Item, old: _Stand) -> bool:
    """Whether a page that names nobody would turn the word somebody gave on a page of another text."""
    one_text = item.family is not None and item.family == old.item.family
    return old.actor is not None and not one_text and item.document.id != old.item.document.id


def _takes_back(actor: Actor | None, before: Actor | None) -> bool:
    """Whether who denies had said it himself, or is the medium that had printed it."""
    return actor is not None and (before is actor or actor.kind == "media")


def _repeats(item: Item, earlier: Item) -> bool:
    """Whether who "confirms" only repeats himself: he admits nothing, and said it before with this number and "not"."""
    numbers = {f.low for f in item.figures}
    another = bool(numbers) and numbers.isdisjoint(f.low for f in earlier.figures)
    return not another and item.statement.negated == earlier.statement.negated and not admits(item)


def decide(ledger: _Ledger) -> tuple[Standing, str]:
    """Standing and the reason for it, from everybody's latest word."""
    stands = ledger.stands
    carrying = {o: s for o, s in stands.items() if s.side in CARRYING}
    denying = [s for s in stands.values() if s.side == "deny"]
    confirming = {
        o: s
        for o, s in carrying.items()
        if (s.said_confirm and (s.knows or speaks_openly(s.actor)))
        or (s.tells and o != ledger.first and _confirms_by_saying(s, ledger.weak_first, ledger.known_before(o, s)))
    }
    if ledger.taken_back and not carrying:
        return "withdrawn", "its last origin took it back"
    if denying:
        return _denied(denying, carrying, confirming)
    if confirming:
        return "confirmed", f"confirmed by {_names(confirming.values())}"
    doubting = [s for s in stands.values() if s.side == "unconfirmed"]
    knowing = [s for s in doubting if s.knows]
    if knowing or (doubting and not carrying):
        return "unconfirmed", f"{_names(knowing or doubting)} cannot confirm it"
    return "reported", "reported; nobody else who could know has taken a stand"


def _confirms_by_saying(stand: _Stand, weak_first: bool, known_before: bool) -> bool:  # noqa: FBT001 -- two facts of the ledger
    """Whether to say it is enough: after a bystander for any body or office, else for public ones only."""
    official = speaks_officially(stand.actor)
    office = stand.actor is not None and (stand.actor.kind == "organisation" or keeps_office(stand.actor))
    return stand.knows and ((weak_first and (official or office)) or (known_before and official))


def _denied(
    denying: Sequence[_Stand], carrying: Mapping[int, _Stand], confirming: Mapping[int, _Stand]
) -> tuple[Standing, str]:
    who = _names(denying)
    last_denial = max((s.day or "" for s in denying), default="")
    outweighing = [s for s in confirming.values() if s.side == "confirm" and (s.day or "") > last_denial]
    if outweighing:
        return "confirmed", f"confirmed by {_names(outweighing)} after the denial by {who}"
    if confirming:
        return "disputed", f"denied by {who}, confirmed by {_names(confirming.values())}"
    knowing = [s for s in carrying.values() if s.knows]
    hearsay = any(s.knows for s in denying) and not any(speaks_openly(s.actor) for s in carrying.values())
    if knowing or (len(carrying) >= MEDIUM and not hearsay):
        return "disputed", f"denied by {who}, carried by {_names(knowing or list(carrying.values()))}"
    return "denied", f"denied by {who}"


def _names(stands: Collection[_Stand]) -> str:
    names = sorted({s.actor.name if s.actor else "the page itself" for s in stands})
    return ", ".join(names)


def corroborate(items: Sequence[Item], *, sides: Mapping[str, Side], sources: Sources) -> Corroboration:
    """Evidence × agreement after the IPCC form: how many independent origins, how direct, how many agree.

    Evidence is *limited* for one origin, *medium* for two, *robust* for three or more of which one could know
    first-hand. Agreement is the share of origins that carry the claim among those that take a side.
    """
    words = frozenset(w for i in items for w in i.keys)
    carrying = [i for i in items if sides[i.id] in CARRYING]
    denying = [i for i in items if sides[i.id] == "deny"]
    supporting = count_origins(carrying, sources)
    opposing = count_origins(denying, sources).origins
    first_hand = sum(could_know(sources.actors.get(g.actor or ""), words) for g in supporting.groups)
    count = supporting.origins
    share = count / (count + opposing) if count + opposing else 0.0
    return Corroboration(
        evidence="robust" if count >= ROBUST and first_hand else "medium" if count >= MEDIUM else "limited",
        agreement="high" if share >= HIGH_AGREEMENT else "medium" if share >= MEDIUM_AGREEMENT else "low",
        supporting=count,
        opposing=opposing,
        first_hand=first_hand,
    )
