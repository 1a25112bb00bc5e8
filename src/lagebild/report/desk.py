"""A picture with the look-ups that printing needs, and the few phrases every part of the sheet shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lagebild.model import Claim, Document, Picture, Place, Quantity, Statement
from lagebild.report.wording import Words
from lagebild.text import squeeze

FACTS = frozenset({"event", "state", "plan"})
"""Kinds of claims about what is so, happened or is planned."""
OPPOSED = frozenset({"deny"})
UNSURE = frozenset({"unconfirmed"})
CARRIES = frozenset({"support", "confirm"})
LABEL_CHARS = 220


@dataclass(frozen=True)
class Desk:
    """A picture with the look-ups that arranging it needs."""

    picture: Picture
    words: Words
    ranking: Mapping[str, Sequence[str]]

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
        return {member: actor.name for actor in self.picture.actors for member in actor.members}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of actors by id."""
        return {actor.id: actor.name for actor in self.picture.actors}

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
    if claim.standing == "disputed":
        yes = people(desk, [s for s in voices if s.stance not in OPPOSED | UNSURE])
        return w("standing_by", "disputed").format(yes=yes or who, no=no or who)
    if claim.standing == "denied":
        who = no or who
    if claim.standing == "unconfirmed":
        who = people(desk, [s for s in voices if s.stance in UNSURE]) or who
    return w("standing_by", claim.standing).format(who=who)


def people(desk: Desk, statements: Sequence[Statement]) -> str:
    """The speakers of statements, each once."""
    return ", ".join(dict.fromkeys(desk.who(s) for s in statements))


def short(text: str) -> str:
    """Cut a long wording, and the conjunction a clause begins with."""
    head, _, rest = text.partition(" ")
    if head in {"dass", "that", "ob", "whether"} and rest:
        text = rest
    return text if len(text) <= LABEL_CHARS else text[:LABEL_CHARS].rsplit(" ", 1)[0] + " …"
