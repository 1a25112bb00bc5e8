"""Whose body or office it is: the state a phrase names by adjective, genitive or preposition."""

from __future__ import annotations

from collections import Counter

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import lemma, role_head
from lagebild.language.actors.lexicon import Lexicon
from lagebild.language.actors.pronouns import Pronouns
from lagebild.language.actors.reference import stem

COUNTRY = frozenset({"Landes", "country"})
_OWNED = frozenset({"'s", "’s", "'", "’"})
_FIELD = 5
"""Most words of what a body is for."""
_SMALL = frozenset({"of", "and", "for", "the", "&"})
_POINTS = {"north": "North ", "south": "South ", "norden": "Nord", "süden": "Süd"}
"""Points of the compass that stand for one of two states: "the North" on a page about both Koreas."""


class Nations(Pronouns):
    """Reads the state out of a phrase."""

    def _owner_state(self, first: int, head: int, core: int, last: int) -> tuple[str | None, frozenset[int]]:
        """The state a body or office belongs to and the words that say so; ``None`` if none or more than one."""
        words = self.page.words
        found: dict[str, None] = {}
        used: set[int] = set()
        for k in range(first, head):
            if k in used:
                continue
            name = self._name_of.get(k)
            if name is not None and name.kind == "state" and name.known is not None and not name.known.seat:
                span = range(name.first, min(name.last, head))
                state: str | None = name.known.key.removeprefix("state:")
            else:
                state, length = self._adjective(k, head)
                span = range(k, k + length)
                if state is None and k + 1 < head and words[k + 1].text in _OWNED:
                    point = self._point(k)
                    state, span = (point.key.removeprefix("state:"), range(k, k + 1)) if point else (None, span)
            if state is not None:
                found.setdefault(state)
                used.update(span)
        if not found and core < last and words[core].text.lower() in {"of", "von"}:
            k = core + 1 + (core + 1 < last and self.lex.has("determiners", words[core + 1].text))
            name = self._name_of.get(k)
            if name is not None and name.kind == "state" and name.known is not None and not name.known.seat:
                found.setdefault(name.known.key.removeprefix("state:"))
        land = next((k for k in range(head + 1, last) if words[k].text in COUNTRY), None)
        if not found and land is not None and (owner := self._countryman(words[land - 1].text, words[land].begin)):
            found.setdefault(owner)  # "der Geheimdienst seines Landes"
        front = words[head].text.partition("-")[0] if self.german else ""
        if not found and front.isupper() and (entry := self.lex.known.get((front,))) and entry.kind == "state":
            found.setdefault(entry.key.removeprefix("state:"))  # "US-Militär"
        return (next(iter(found)), frozenset(used)) if len(found) == 1 else (None, frozenset())

    def _countryman(self, possessive: str, place: int) -> str | None:
        """The state of whoever "seines Landes" means: the last person named whose state the page tells."""
        lex = self.lex
        if possessive.lower() not in lex.sets["possessive_m"] | lex.sets["possessive_f"]:
            return None
        for _, _, entity in self.page.before(place, 2):
            state = entity.state or next((s for role in entity.roles if (s := state_in(role, lex))), None)
            if entity.kind == "person" and state is not None:
                return state
        return None

    def _adjective(self, k: int, stop: int) -> tuple[str | None, int]:
        """State of the adjective that begins at ``k`` ("südkoreanisch", "South Korean") and how many words it has."""
        words = self.page.words
        if self.german:
            return self.lex.adjectives.get(stem(words[k].text)), 1
        if k + 1 < stop and (state := self.lex.adjectives.get(f"{words[k].text} {words[k + 1].text}".lower())):
            return state, 2
        return (self.lex.adjectives.get(words[k].text.lower()), 1) if words[k].capital else (None, 1)

    def _point(self, k: int) -> Entity | None:
        """The state "the North" or "the South" stands for, where the page names just one such pair of states."""
        start = _POINTS.get(self.page.words[k].text.lower())
        if start is None or not self.page.words[k].capital:
            return None
        states = [e for e in self.page.registry.entities.values() if e.kind == "state"]
        pairs = [e for e in states if any(n.startswith(start) for n in e.names or (e.name,))]
        rest = {n.removeprefix(start) for e in pairs for n in (e.names or [e.name]) if n.startswith(start)}
        other = [e for e in states if e not in pairs and any(n.endswith(tuple(rest)) for n in (e.names or [e.name]))]
        return pairs[0] if len(pairs) == 1 and rest and other else None

    def _own_words(self, first: int, head: int, core: int, used: frozenset[int]) -> list[str]:
        """A phrase without its state, articles and marks; German adjectives and head without inflection."""
        words = self.page.words
        out: list[str] = []
        for k in range(first, core):
            text = words[k].text
            if k in used or text in _OWNED or not words[k].alphabetic:
                continue
            if k < head and self.lex.has("determiners", text):
                continue
            if self.german and k == head:
                front = text.partition("-")[0]
                entry = self.lex.known.get((front,)) if front.isupper() else None
                text = text.removeprefix(f"{front}-") if entry is not None and entry.kind == "state" else text
                text = lemma(text, "de")
            elif self.german and k < head and not words[k].capital:
                text = stem(text)
            out.append(text)
        return out

    def _national_body(self, state: str, own: list[str], name: str) -> Entity:
        """The body of a state: "South Korea's military" and "the South Korean military" are one."""
        proper = not self.german and is_proper(own)
        registry = self.page.registry
        rest = " ".join(own)
        key = f"body:{state}:{rest.casefold()}"
        found = registry.entities.get(key)
        if found is None and proper:
            for plain in (rest, name):
                bare = registry.entities.get(f"organisation:{plain.casefold()}")
                if found is None and bare is not None and bare.state in {None, state}:
                    found = bare
        if found is None:
            found = registry.add(Entity(key, "organisation", name))
        found.state = state
        if proper and rest not in found.names:
            found.names.append(rest)
        return found

    def _bare_body(self, own: list[str]) -> Entity | None:
        """The only body of a state that goes by this name: "the Joint Chiefs" after "South Korea's Joint Chiefs"."""
        rest = " ".join(own).casefold()
        if len(own) < 2:
            return None
        found = [
            e
            for key, e in self.page.registry.entities.items()
            if key.startswith("body:") and (key.endswith(f":{rest}") or f":{rest} of " in key)
        ]
        return found[0] if len(found) == 1 else None

    def _complement(self, core: int, last: int) -> list[str]:
        """What a body is for: "of Defence" of "Ministry of Defence", "für Statistik" of "Bundesamt für Statistik"."""
        words = self.page.words
        if core >= last or words[core].text.lower() not in {"of", "for", "für"}:
            return []
        stop = core + 1
        while (
            stop < last
            and stop - core <= _FIELD
            and words[stop].alphabetic
            and (stop == core + 1 or not self.lex.has("subordinators", words[stop].text))
        ):
            if (name := self._name_of.get(stop)) is not None and name.kind in {"state", "person"}:
                return []
            stop += 1
        return [w.text for w in words[core:stop]] if stop - core > 1 else []

    def _holds_for(self, entity: Entity, state: str) -> bool:
        """Whether a person's office can be this state's: said to be, or unsaid where the state is the page's own."""
        held = {s for role in entity.roles if (s := state_in(role, self.lex))}
        if held:
            return state in held
        counts = Counter(e.key for _, e in self.page.mentioned if e.kind == "state")
        own = counts.pop(f"state:{state}", 0)
        return "-" in state or own > max(counts.values(), default=-1)

    def _office_forms(self, state: str, head: int) -> list[str]:
        """An office of a state as an adjective would put it, so that other pages' wording meets it."""
        noun = self.page.words[head].text
        forms = [a for a, s in self.lex.adjectives.items() if s == state]
        if self.german:
            role = role_head(noun, self.lex)
            ending = "e" if role and role[1] == "f" else "er"
            return [f"{form}{ending} {noun}" for form in forms]
        return [f"{form.title() if len(form) > 2 else form.upper()} {noun}" for form in forms]


def is_proper(own: list[str]) -> bool:
    """Whether the words of a body are a name: two or more, all with capitals but for the small ones."""
    return len(own) > 1 and all(w[:1].isupper() or w.lower() in _SMALL for w in own)


def state_in(role: str, lexicon: Lexicon) -> str | None:
    """The state an office as written belongs to: "südkoreanischer Präsident", "South Korea's President"."""
    parts = role.replace("'s", " ").replace("’s", " ").replace("-", " ").split()
    for k, part in enumerate(parts[:-1]):
        for length in (2, 1):
            words = tuple(parts[k : k + length])
            joined = " ".join(words)
            entry = lexicon.known.get(words) or lexicon.known.get((*words[:-1], words[-1].removesuffix("s")))
            if entry is not None and entry.kind == "state" and not entry.seat:
                return entry.key.removeprefix("state:")
            low = stem(joined) if lexicon.language == "de" else joined.lower()
            if (lexicon.language == "de" or part[:1].isupper()) and low in lexicon.adjectives:
                return lexicon.adjectives[low]
    return None
