"""Bodies, states, documents and named organisations as speakers."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import (
    body_head,
    lemma,
    noun_gender,
    role_head,
)
from lagebild.language.actors.names import Name
from lagebild.language.actors.nations import COUNTRY, Nations
from lagebild.language.actors.reference import MARKS, stem
from lagebild.model import Span

_ADJECTIVE = 2
"""Words before the noun in "das kommunale Haus"."""
_OTHER = frozenset({"ander", "weiter", "neu", "zweit", "dritt", "erst", "nächst", "jeweilig", "ganz"})
_NATIONAL = frozenset({"ministerium", "ministry", "außenamt", "generalstab"})
"""Bodies every state has one of: the capital they sit in tells whose they are."""


class Bodies(Nations):
    """Reads a phrase whose head is a body or a document."""

    def _proper(self, head: int, core: int, span: Span) -> Entity:
        words = self.page.words
        last = head + 1
        while last < core and (words[last].capital or words[last].text in MARKS):
            last += 1
        name = " ".join(w.text for w in words[head:last] if w.text not in MARKS)
        first_word = lemma(words[head].text, "de")
        name = " ".join([first_word, *name.split()[1:]])
        kind = self.lex.bodies.get(body_head(words[head].text, self.lex) or "", "")
        own = " ".join(name.split()[1:])
        existing = self._names_by_text().get(own) if kind in {"company", "union", "party"} else None
        if existing is not None and existing.kind in {"organisation", "media", "agency"}:
            entity = existing
            entity.classes.add(kind)
        else:
            entity = self.page.registry.body(name, "organisation", {kind})
            if kind in {"company", "union", "party"}:
                entity.see(own, span)
        entity.see(name, span)
        self.page.mention(entity, span, "name")
        return entity

    def _body(
        self,
        text: str | None,
        first: int,
        core: int,
        span: Span,
        head: int | None = None,
        last: int | None = None,
        *,
        known: bool = False,
    ) -> Entity:
        """The body a phrase or a bare noun ``text`` means; ``known`` says that the noun can but point back."""
        words, lex = self.page.words, self.lex
        noun = text or words[head if head is not None else first].text
        base = body_head(noun, lex) or noun.lower()
        kind = lex.bodies.get(base, "")
        at = head if head is not None else first
        whose, used = self._owner_state(first, at, core, last or core) if text is None else (None, frozenset[int]())
        whose = whose or (self._seated(core, last or core) if text is None and base in _NATIONAL else None)
        if kind == "government" and base in {"regierung", "government", "administration", "führung", "staatsführung"} and (noun.lower() in {"regierung", "government", "administration", "führung"}) and text is None:  # fmt: skip # noqa: E501
            owners = [
                e
                for k in range(first, last or core)
                if (n := self._names.get(k)) and (e := self.page.of_name[n.first]).kind == "state"
            ]
            if whose or owners:
                return self._state(whose, owners, first, core, span)
        if whose is not None and text is None and words[core - 1].text in COUNTRY:
            core = at + 1  # "Geheimdienst seines Landes" is named by its state
        base_form = lemma(noun, "de") if self.german else noun
        several = text is None and first < at and noun == f"{base_form}s" and self.german and not self._singular(first)
        gender = None if several else noun_gender(base_form)
        name = self._plain(first, core, at, gender) if text is None else lemma(text, "de")
        if several:
            name = name.replace(base_form, noun)  # "mobile Teams"
        if (
            core < (last or core)
            and text is None
            and words[core].text.lower() in {"of", "in", "für", "des", "der", "von"}
        ):
            own = next((n for k in range(core, last or core) if (n := self._names.get(k))), None)
            if own is not None and own.first <= core + 2:
                name = f"{name} {' '.join(w.text for w in words[core : own.last])}"
        field = self._complement(core, last or core) if text is None else []
        if field and " ".join(field) not in name:
            name = f"{name} {' '.join(field)}"
        repeated = noun if text is None else lemma(noun, "de")
        if whose is not None:
            body = self._national_body(whose, [*self._own_words(first, at, core, used), *field], name)
            body.classes.add(kind)
            found: Entity | None = body
        else:
            found = self.page.registry.entities.get(f"organisation:{name.casefold()}") if field else None
            found = found or self._bare_body(self._own_words(first, at, core, used))
            found = found or self._same_body(repeated, first, at, words[at].begin, stated=bool(field), known=known)
        entity = found or self.page.registry.body(name, "organisation", {kind})
        entity.see(name, span)
        entity.gender = entity.gender or (noun_gender(noun) if self.german else "n")
        self.page.mention(entity, span, "role")
        return entity

    def _seated(self, core: int, last: int) -> str | None:
        """The state in whose capital a body sits ("das Außenamt in Minsk"); ``None`` for the reader's own."""
        words = self.page.words
        if core >= last or words[core].text.lower() != "in":
            return None
        name = self._name_of.get(core + 1)
        if name is None or name.kind != "state" or name.known is None:
            return None
        state = name.known.key.removeprefix("state:")
        return None if self.german and state == "de" else state

    def _state(self, state: str | None, owners: Sequence[Entity], first: int, core: int, span: Span) -> Entity:
        words = self.page.words
        entity = owners[0] if owners else self.page.registry.entities.get(f"state:{state}")
        if entity is None:
            entity = self.page.registry.add(
                Entity(f"state:{state}", "state", self.lex.states[state or ""], classes={"government"}, gender="n")
            )
        form = " ".join(w.text for w in words[first:core] if not self.lex.has("determiners", w.text))
        entity.see(form, span)
        self.page.mention(entity, span, "name")
        return entity

    def _same_body(
        self, noun: str, first: int, at: int, place: int, *, stated: bool, known: bool = False
    ) -> Entity | None:
        """A body named before that this noun repeats ("das Ministerium") or stands for ("der Konzern")."""
        words = self.page.words
        low = (lemma(noun, "de") if self.german else noun).lower()
        plain = (
            at - first == _ADJECTIVE and self.german and words[first + 1].text.islower() and not self._apart(first + 1)
        )
        bare = (at - first <= 1 or plain) and not stated
        definite = known or words[first].text.lower() in self.lex.sets["definite"]
        best: tuple[int, Entity] | None = None
        for entity in self.page.registry.entities.values():
            if entity.kind not in {"organisation", "agency", "media"}:
                continue
            spot = entity.last_before(place)
            if spot is None:
                continue
            last_word = entity.name.lower().split()
            same = low in last_word or (definite and any(w.endswith(low) for w in last_word)) or any(low == r.lower() or (definite and r.lower().endswith(low)) for r in entity.roles)  # fmt: skip # noqa: E501
            if same and bare and (best is None or spot > best[0]):
                best = (spot, entity)
        if best:
            return best[1]
        wanted = self.lex.hypernyms.get(low)
        if wanted and definite and bare:
            for _, _, entity in self.page.before(place, 6):
                if entity.classes & wanted and entity.kind in {"organisation", "agency", "media"}:
                    return entity
            if wanted == {"company"}:  # a name the page never says more of
                near = (e for _, _, e in self.page.before(place, 2) if e.kind == "organisation")
                return next((e for e in near if e.key.startswith("organisation:") and not e.classes - {""}), None)
        return None

    def _apart(self, k: int) -> bool:
        """Whether an adjective tells a body from the one named before: "das andere Haus", "das russische Amt"."""
        return stem(self.page.words[k].text) in _OTHER or self._adjective(k, k + 1)[0] is not None

    def _document(self, first: int, core: int, head: int, document: str) -> Entity:
        words = self.page.words
        span = Span(words[first].begin, words[core - 1].end)
        if words[first].text.lower() in self.lex.sets["definite"]:
            source = self._last_source(words[head].begin)
            if source is not None and source.kind in {"document", "media", "agency"}:
                return source
            known = [
                e
                for e in self.page.registry.entities.values()
                if e.kind == "document" and e.last_before(words[head].begin) is not None
            ]
            if known and head - first <= 2:
                return max(known, key=lambda e: e.last_before(words[head].begin) or -1)
        gender = noun_gender(words[head].text)
        if document.endswith(("bericht", "entwurf", "brief", "vertrag", "vermerk")):
            gender = "m"
        entity = self.page.registry.body(self._plain(first, core, head, gender), "document")
        entity.see(entity.name, span)
        self.page.mention(entity, span, "role")
        return entity

    def _voice(self, owner: Entity, noun: str, role: tuple[str, str | None] | None) -> Entity:
        owner.voice = role[1] if role else None
        if noun not in owner.roles:
            owner.roles.append(noun)
        owner.heads.add(role[0] if role else noun.lower())
        return owner

    def _noun_with_owner(self, owner: Entity, first: int, core: int) -> Entity | None:
        words = self.page.words
        noun = words[core - 1].text
        role = role_head(noun, self.lex)
        if role and role[0] in self.lex.sets["spokes"]:
            return self._voice(owner, noun, role_head(noun, self.lex))
        if body_head(noun, self.lex) in {"government", "administration"} and owner.kind == "state":
            return owner
        if role is None and body_head(noun, self.lex):
            return self._body(None, first, core, Span(words[first].begin, words[core - 1].end), head=core - 1)
        return self._unnamed(None, first, core) if role is None else self._role(first, core, core, core - 1, role, 0)

    def _named(self, name: Name, first: int, core: int) -> Entity | None:
        entity = self.page.of_name[name.first]
        ahead = self.page.words[name.last : core]
        if (
            name.kind == "state"
            and len(ahead) > 1
            and all(w.capital for w in ahead[:2])
            and not any(role_head(w.text, self.lex) for w in ahead)
        ):
            own = " ".join(w.text for w in self.page.words[name.first : core] if w.text not in MARKS)
            entity = self.page.registry.body(own, "organisation")
            entity.see(own, Span(name.begin, self.page.words[core - 1].end))
            return entity
        if name.known and name.known.seat:
            entity.see(name.text, Span(name.begin, name.end))
            self.page.mention(entity, Span(name.begin, name.end), "name")
        words = self.page.words
        if not self.german and name.last < core:
            rest = words[core - 1].text
            if (
                words[name.last].text in {"'s", "’s", "'", "’"}
                or role_head(rest, self.lex)
                or body_head(rest, self.lex)
            ):
                return self._noun_with_owner(entity, first, core)
        return entity
