"""People meant by office, age or origin alone."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.actors.bodies import Bodies
from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import (
    body_head,
    compound_front,
)
from lagebild.language.actors.nations import state_in
from lagebild.language.actors.reference import MARKS
from lagebild.language.actors.words import Word
from lagebild.model import Span

_LOOSE = frozenset({"sport", "culture", "science", "private"})
"""Classes of people of whom one can be two things at once; a minister is no mayor."""
_NEARBY = 6
"""Sentences in which a person named may be the one a description means."""


class Offices(Bodies):
    """Reads a phrase whose head is a person noun."""

    def _role(
        self, first: int, core: int, last: int, head: int, role: tuple[str, str | None], depth: int
    ) -> Entity | None:
        words, lex = self.page.words, self.lex
        noun, gender = role
        if self.german and words[first].text.lower() in {"die", "eine", "diese"} and not words[head].text.lower().endswith(("in", "e", "frau", "mutter", "tochter", "schwester", "freundin", "witwe")):  # fmt: skip # noqa: E501
            return self._unnamed(None, first, last)
        if self.german and words[first].text.lower() == "den" and not self._singular(first):
            return self._unnamed(None, first, last)
        low = words[head].text.lower()
        if not self.german and low == f"{noun}s":  # "two clerks"
            group = self._unnamed(None, first, last)
            group.plural = True
            return group
        spokes = low in lex.sets["spokes"] or noun in lex.sets["spokes"] or noun.endswith("sprecher")
        possessed = words[first].text.lower() in lex.sets["possessors"]
        definite = words[first].text.lower() in lex.sets["definite"] and (self.german or low not in lex.sets["unnamed"])
        state, _ = self._owner_state(first, head, core, last)
        owned = state is not None and first in self._name_of
        if spokes and not possessed:
            owner = self._owner(first, core, last, head, noun, depth)
            if owner is not None and owner.kind != "person":
                return self._voice(owner, words[head].text, (noun, gender))
        if words[first].text.lower() in lex.sets["definite"] and noun in lex.sets["veiled"]:
            return self._veiled(first, core, last, noun)
        if definite and not self.german and (member := self._of_party(first, head, gender)) is not None:
            self.page.mention(member, Span(words[first].begin, words[core - 1].end), "role")
            return member
        block = self.page.sentences[self.page.sentence_at(words[first].begin)].block
        headline = block in {"headline", "kicker"} and words[first].text.lower() not in {"a", "an", "ein", "eine"}
        if definite or owned or headline or (self.german and first == head and core == last):
            found = self._office_holder(words[head], noun, gender, state)
            if found is None and definite and head - first == 1:
                found = self._group(words[head].begin, noun)  # "Friends of the mayor … the friend added"
            if found is not None:
                self.page.mention(found, Span(words[first].begin, words[core - 1].end), "role")
                return found
        if spokes and not definite and not possessed and first + 1 >= head:
            here = self.page.sentence_at(words[head].begin)
            for back, _, entity in self.page.before(words[head].begin, 2):
                house = entity.kind == "state" and not self.lex.sets["houses"].isdisjoint(entity.names)
                if (entity.kind == "organisation" or house) and here - back >= 0:
                    return self._voice(entity, words[head].text, (noun, gender))
        made = self._new_role(first, core, last, head, noun, gender, definite=definite or possessed or owned)
        if made is not None and state is not None and made.name in made.roles:
            made.roles += [form for form in self._office_forms(state, head) if form not in made.roles]
        return made

    def _of_party(self, first: int, head: int, gender: str | None) -> Entity | None:
        """The politician who just spoke, called by the party ("the Labour MP")."""
        party = any((n := self._name_of.get(k)) and n.known and "party" in n.known.classes for k in range(first, head))
        source = self.source
        if not party or source is None or source.kind != "person" or "politics" not in source.classes:
            return None
        return source if gender in {None, source.gender} else None

    def _veiled(self, first: int, core: int, last: int, noun: str) -> Entity:
        """Who tells without a name: the one brought in before ("Ein Mitarbeiter … Der Insider"), else a new one."""
        page, place = self.page, self.page.words[first].begin
        spoken = [
            e for e in page.registry.entities.values() if e.kind == "unnamed" and e.last_before(place) is not None
        ]
        alike = [e for e in spoken if noun in e.heads or noun in e.name.lower()]
        alone = [e for e in spoken if not e.plural and e.spoken and not e.parts]
        found = max(alike or alone, key=lambda e: (e.last_before(place) or -1, e.key), default=None)
        if found is None:
            found = self._unnamed(None, first, last)
            found.heads.add(noun)
            return found
        found.heads.add(noun)
        page.mention(found, Span(place, page.words[core - 1].end), "unnamed")
        return found

    def _owner(self, first: int, core: int, last: int, head: int, noun: str, depth: int) -> Entity | None:
        words = self.page.words
        if core < last and words[core].text.lower() in {
            "von",
            "des",
            "der",
            "for",
            "of",
            "from",
            "at",
            "vom",
            "im",
            "bei",
            "beim",
        }:
            return self._phrase(
                *self._trim(range(core if words[core].text.lower() in {"des", "der"} else core + 1, last)),
                depth=depth + 1,
            )
        if self.german:
            low = words[head].text.lower()
            front = compound_front(words[head].text, "sprecher" if "sprecher" in low else noun)
            if front and low not in self.lex.sets["spokes"]:
                return (
                    self._by_front(front, head)
                    if body_head(front, self.lex) or front in self._names_by_text()
                    else None
                )
            return None
        names = [n for k in range(first, head) if (n := self._names.get(k))]
        bodies = [k for k in range(first, head) if body_head(words[k].text, self.lex)]
        if bodies:
            return self._body(
                None,
                first,
                bodies[-1] + 1,
                Span(words[first].begin, words[bodies[-1]].end),
                head=bodies[-1],
                known=words[bodies[-1]].text.islower(),
            )
        return self.page.of_name[names[0].first] if names else None

    def _office_holder(self, word: Word, noun: str, gender: str | None, state: str | None = None) -> Entity | None:
        """The person on the page who holds an office: by the same noun, a word for the same office, or the class."""
        aged = word.text.lower().endswith(("jährige", "jähriger", "jährigen", "year-old"))
        accept = {noun, *self.lex.same.get(noun, ())}
        classes = self.lex.general.get(noun, frozenset())
        low = word.text.lower()
        best: list[tuple[int, int, Entity]] = []
        ahead = self.page.sentences[self.page.sentence_at(word.begin)].block in {"headline", "kicker"}
        for entity in self.page.registry.entities.values():
            spot = entity.last_before(word.begin)
            if spot is None and ahead and entity.places:
                spot = -min(entity.places)  # a headline speaks of whom the text names
            if spot is None or (
                entity.kind not in {"person", "unnamed"} and not (entity.voice and entity.heads & accept)
            ):
                continue
            if gender and entity.kind == "person" and entity.gender and entity.gender != gender and self.german:
                continue
            if state is not None and not self._holds_for(entity, state):
                continue
            exact = any(low in r.lower().split() for r in entity.roles)
            if not exact and "-" in low and _fronts(entity.roles) and low.split("-")[0] not in _fronts(entity.roles):
                continue
            nameless = entity.kind == "unnamed" and not entity.plural and entity.name.lower() == noun
            rank = 3 if exact else 2 if nameless or entity.heads & accept else 1 if classes & entity.classes else 0
            if aged and entity.ages:
                rank = 3 if word.text.split("-")[0] in entity.ages else 0
            if rank:
                best.append((rank, spot, entity))
        if not best:
            return None
        party = low.split("-")[0]
        general = max(x[0] for x in best) == 1
        if general and any(x[2] is self.source for x in best) and self.source is not None:
            parties = {c for c in self.source.classes if c.startswith("party:")}
            if not parties or f"party:{party}" in parties:
                return self.source
        if any(f"party:{party}" in e.classes for _, _, e in best):
            best = [x for x in best if f"party:{party}" in x[2].classes]
        if max(x[0] for x in best) == 1 and any(x[2] is self.source for x in best):
            return self.source
        return max(best, key=lambda x: (x[0] >= 2, x[1]))[2]

    def _recent_person(self, word: Word, gender: str | None, state: str | None = None) -> Entity | None:
        """The only person of the last sentences whom a description can mean, else who spoke last."""
        found: list[Entity] = []
        quoted: list[Entity] = []
        for _, spot, entity in self.page.before(word.begin, 2):
            fits = entity.kind == "person" and not entity.parts and (gender is None or entity.gender in {None, gender})
            told = self.page.in_speech(spot) and entity is not self.source
            if fits and entity not in (quoted if told else found):
                (quoted if told else found).append(entity)
        found = found or quoted
        if state is not None:
            own = [e for e in found if self._origin(e) == state]
            found = own or [e for e in found if self._origin(e) is None]
        if self.source in found and self.source is not None:
            return self.source
        if not found and state is None and self.source is not None and self.source.kind == "person":
            near = self.page.sentence_at(word.begin) - self.source_sentence <= 1  # a quotation went on before
            return self.source if near and (gender is None or self.source.gender in {None, gender}) else None
        return found[0] if len(found) == 1 else None

    def _people_near(self, word: Word) -> bool:
        """Whether somebody was named shortly before whom a description could mean."""
        return any(e.kind == "person" and not e.parts for _, _, e in self.page.before(word.begin, _NEARBY))

    def _origin(self, entity: Entity) -> str | None:
        """The state a person is from, as far as the page says so."""
        return entity.state or next((s for role in entity.roles if (s := state_in(role, self.lex))), None)

    def _new_role(
        self, first: int, core: int, last: int, head: int, noun: str, gender: str | None, *, definite: bool
    ) -> Entity | None:
        words, lex = self.page.words, self.lex
        between = words[first + 1 : head]
        plain = core == last or words[core].text == ","
        if self.german:
            plain = plain and not any(w.capital for w in between)
        else:
            plain = plain or words[core].text.lower() == "from"  # "the cleaner from York"
            plain = plain and len(between) <= 2 and not any(w.capital or w.text in MARKS for w in between)
        if definite and plain and words[first].text.lower() in lex.sets["definite"]:
            state, _ = self._owner_state(first, head, core, last)
            recent = self._recent_person(words[head], gender, state)
            front = noun != words[head].text.lower() and len(words[head].text) > len(noun) + 3
            kind = lex.people.get(noun, "")
            kin = recent is not None and (
                not recent.heads
                or kind == "private"
                or (kind in recent.classes and not between)
                or (kind in _LOOSE and not recent.classes.isdisjoint(_LOOSE))
            )
            if noun in lex.sets["beside"] and recent is not None and noun not in recent.heads:
                kin = kin and (bool(between) or core < last)  # "the 30-year-old father", "the father, from York,"
            if recent is not None and kin and not (recent.heads and front):
                self.page.give_office(recent, words[head].text, noun, gender)
                self.page.mention(recent, Span(words[first].begin, words[core - 1].end), "role")
                return recent
            if kind not in {"politics", "business", "security", "law", "church"} and self._people_near(words[head]):
                return None
        name = self._plain(first, last, head, gender)
        politics = lex.people.get(noun) in {"politics", "business"} and definite and " " in name
        entity = self.page.registry.body(name, "person" if politics else "unnamed")
        entity.gender = entity.gender or gender
        entity.heads.add(noun)
        entity.classes.add(lex.people.get(noun, ""))
        if name not in entity.roles:
            entity.roles.append(name)
        span = Span(words[first].begin, words[last - 1].end)
        entity.see(
            " ".join(w.text for w in words[first + (1 if lex.has("determiners", words[first].text) else 0) : core]),
            span,
        )
        self.page.mention(entity, span, "role")
        return entity


def _fronts(roles: Sequence[str]) -> set[str]:
    """What stands before the hyphen in offices: "spd" of "SPD-Chef"."""
    return {w.split("-")[0].lower() for r in roles for w in r.split() if "-" in w and w.split("-")[0].isupper()}
