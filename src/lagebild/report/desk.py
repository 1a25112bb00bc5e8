"""A picture with the look-ups that printing needs, and the few phrases every part of the sheet shares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lagebild.model import Actor, Claim, Document, Picture, Place, Quantity, Standing, Statement
from lagebild.report.wording import Words
from lagebild.text import squeeze

FACTS = frozenset({"event", "state", "plan"})
"""Kinds of claims about what is so, happened or is planned."""
OPPOSED = frozenset({"deny"})
DROPPED = frozenset({"dass", "that", "und", "and"})
"""Conjunctions a wording may begin with that change nothing when they go."""
OWN = frozenset({"denied", "disputed", "unconfirmed"})
"""Standings that may rest on the very words that stand for the claim."""
UNSURE = frozenset({"unconfirmed"})
CARRIES = frozenset({"support", "confirm"})
LABEL_CHARS = 220
LISTED = ("org:", "state:")
"""Keys of actors whose name comes from a list."""
_TURN = re.compile(r"(?:[A-ZÄÖÜ][A-ZÄÖÜ.'’-]+ ?){1,3}(?:, [A-ZÄÖÜ ]+)?: (?=\S)")
"""The name before the turn of somebody who speaks in a transcript."""


@dataclass(frozen=True)
class Desk:
    """A picture with the look-ups that arranging it needs."""

    picture: Picture
    words: Words
    ranking: Mapping[str, Sequence[str]]
    outdated: frozenset[str] = frozenset()
    """Ids of claims that give a number of dead, injured or missing which later pages have replaced."""

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.picture.documents}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {s.id: s for a in self.picture.analyses for s in a.statements}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {q.id: q for a in self.picture.analyses for q in a.quantities}

    @cached_property
    def people(self) -> dict[tuple[str, str], str]:
        """Names of actors by document and local key."""
        return {member: self.names[actor.id] for actor in self.picture.actors for member in actor.members}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of actors by id, in the words of the pages of this language where the list's name is foreign."""
        return {actor.id: self._name(actor) for actor in self.picture.actors}

    def _name(self, actor: Actor) -> str:
        listed = any(key.startswith(LISTED) for _, key in actor.members)
        texts = [self.documents[doc] for doc, _ in actor.members if listed and doc in self.documents]
        here = [d.text for d in texts if d.language == self.words.language]
        if not here or any(actor.name.casefold() in text.casefold() for text in here):
            return actor.name
        return next((name for name in actor.aliases if any(name in text for text in here)), actor.name)

    @cached_property
    def several(self) -> frozenset[tuple[str, str]]:
        """Actors, by document and local key, that are more than one."""
        local = {(a.doc, actor.key): actor for a in self.picture.analyses for actor in a.actors}
        return frozenset(
            member
            for actor in self.picture.actors
            for member in actor.members
            if any((one := local.get(m)) and one.plural for m in actor.members)
            or self.words.is_plural(actor.name, unnamed=actor.kind == "unnamed")
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Pages counted from 1 in the order they were given; citations name them."""
        return {d.id: i for i, d in enumerate(self.picture.documents, 1)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Short names of pages: the outlet, else the file."""
        return {d.id: d.outlet or d.ref.rsplit("/", 1)[-1] for d in self.picture.documents}

    def who(self, s: Statement) -> str:
        """The speaker in words; never a guess."""
        if s.actor and (name := self.people.get((s.doc, s.actor))):
            return name
        return (
            self.words("line", "unclear") if s.unclear else self.words.line("outlet_itself", outlet=self.labels[s.doc])
        )

    def act(self, s: Statement) -> str:
        """What the speaker does by saying it; nothing more where it is unclear who merely says so."""
        if s.unclear and not (s.actor and (s.doc, s.actor) in self.people):
            return "" if s.act == "assert" else f"({self.words('act', s.act)})"
        return self.words("act_plural" if (s.doc, s.actor or "") in self.several else "act", s.act)

    def fact(self, claim: Claim) -> bool:
        """Whether a claim is about what is so, happened or is planned, and not what a page of opinion says itself."""
        voices = [self.statements[s] for s in claim.statements]
        opinion = all(s.actor is None and self.documents[s.doc].kind == "comment" for s in voices)
        return claim.kind in FACTS and not opinion

    def chain(self, s: Statement) -> str | None:
        """The sources behind the speaker, nearest first."""
        links = [name for key in s.via if (name := self.people.get((s.doc, key))) and name != self.who(s)]
        return self.words.line("via", chain=" ← ".join(links)) if links else None

    def said(self, s: Statement) -> str | None:
        """The day a statement was made: its own, else its page's."""
        return s.date.value if s.date else self.documents[s.doc].published

    def text(self, place: Place) -> str:
        """The cited words on one line."""
        return squeeze(place.span.of(self.documents[place.doc].text))

    def place(self, s: Statement) -> Place:
        """Where a statement stands, from the first to the last word of content, cue and speaker."""
        content = s.content
        first, last = content[0], content[-1]
        near = [p for p in (*s.cue, *s.speaker) if first.begin - 200 <= p.begin and p.end <= last.end + 200]
        begin = min([first.begin, *(p.begin for p in near)])
        end = max([last.end, *(p.end for p in near)])
        return Place(s.doc, type(first)(begin, end))


def standing_words(desk: Desk, claim: Claim) -> str:
    """The standing with the names behind it: never "confirmed" without by whom."""
    w = desk.words
    voices = [desk.statements[s] for s in claim.statements]
    deciding = [desk.statements[t.statement] for t in claim.history if t.standing == claim.standing]
    no = people(desk, [s for s in voices if s.stance in OPPOSED])
    who = people(desk, deciding[-1:])
    group = "standing_own" if is_own(desk, claim) else "standing_by"
    if claim.standing == "disputed":
        yes, against = sides(desk, voices, deciding)
        if not yes or not against:
            return f"{w('standing', 'disputed')} ({yes or against or who})"
        return w(group, "disputed").format(yes=yes, no=against)
    if claim.standing == "denied":
        who = no or who
    if claim.standing == "unconfirmed":
        who = people(desk, [s for s in voices if s.stance in UNSURE]) or who
    if who == w("line", "unclear") and claim.standing != "reported":
        return w("standing_unclear", claim.standing)
    return w(group, claim.standing).format(who=who)


def turn_words(desk: Desk, claim: Claim, standing: Standing) -> str:
    """How a claim stood from a turn on, in one word."""
    if standing in {"denied", "unconfirmed"} and is_own(desk, claim):
        return desk.words("standing_own", f"{standing}_word")
    return desk.words("standing", standing)


def is_own(desk: Desk, claim: Claim) -> bool:
    """Whether the words that stand for a claim are a denial themselves ("there was no alarm"), or leave it open.

    Who says "there was no alarm" does not deny these words.
    """
    here = [s for s in map(desk.statements.__getitem__, claim.statements) if s.doc == claim.wording.doc]
    wording = next((s for s in here if s.content[0].begin == claim.wording.span.begin), None)
    if wording is None or claim.standing not in OWN:
        return False
    if claim.standing == "unconfirmed":
        return wording.stance in UNSURE
    negated = any(m.kind == "negation" and any(p.covers(m.span) for p in wording.content) for m in wording.markers)
    return wording.stance in OPPOSED and negated


def sides(desk: Desk, voices: Sequence[Statement], deciding: Sequence[Statement] = ()) -> tuple[str, str]:
    """Who says so and who denies it. Whoever is heard on both sides stands on the one that has nobody else.

    Where no voice denies in so many words, ``deciding`` are those that made the claim disputed. Voices nobody can name
    are left out beside others.
    """
    against = [s for s in voices if s.stance in OPPOSED] or list(deciding)
    yes = dict.fromkeys(desk.who(s) for s in voices if s.stance not in OPPOSED | UNSURE and s not in against)
    no = dict.fromkeys(desk.who(s) for s in against)
    both = yes.keys() & no.keys()
    if both and no.keys() - both:
        no = {name: None for name in no if name not in both}
    elif both and yes.keys() - both:
        yes = {name: None for name in yes if name not in both}
    unclear = desk.words("line", "unclear")
    named = ([name for name in side if name != unclear] or list(side) for side in (yes, no))
    one, other = (", ".join(names) for names in named)
    return one, other


def moment(when: str) -> str:
    """A day with its time of day as people write them: "2026-03-01 14:05 +02:00"."""
    day, _, clock = when.partition("T")
    return f"{day} {clock[:5]} {clock[5:].removeprefix(':00')}".strip() if clock else day


def people(desk: Desk, statements: Sequence[Statement]) -> str:
    """The speakers of statements, each once."""
    return ", ".join(dict.fromkeys(desk.who(s) for s in statements))


def short(text: str) -> str:
    """Cut a long wording, the name before a turn, and the conjunction a clause begins with ("whether" stays)."""
    turn = _TURN.match(text)
    text = text[turn.end() :] if turn else text
    head, _, rest = text.partition(" ")
    if head in DROPPED and rest:
        text = rest
    return text if len(text) <= LABEL_CHARS else text[:LABEL_CHARS].rsplit(" ", 1)[0] + " …"
