"""What is said by what somebody owns: his letter is he himself, his office speaks for him."""

from __future__ import annotations

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import noun_gender, noun_in
from lagebild.language.actors.reference import NOTHING
from lagebild.language.actors.unlisted import Unlisted
from lagebild.model import Span

_GENITIVE = frozenset({"'s", "’s", "'", "’"})


class Owners(Unlisted):
    """Reads a phrase that begins with its owner."""

    def _owned_by(self, first: int, last: int, depth: int) -> object:
        """Who speaks in "her letter", "sein Büro", "the minister's office"; ``NOTHING`` if that is not the question."""
        words, lex = self.page.words, self.lex
        core = self._core(first, last)
        low = words[first].text.lower()
        mark = next((k for k in range(first + 1, core - 1) if words[k].text in _GENITIVE), None)
        possessed = low in lex.sets["possessors"] and not self._name_of.get(first + 1)
        if not possessed and (self.german or mark is None):
            return NOTHING
        begin = first + 1 if possessed else (mark or first) + 1
        head = next((k for k in range(begin, core) if words[k].capital), core) if self.german else core - 1
        if head >= core or any(k in self._name_of for k in range(begin, core)):
            return NOTHING
        written = noun_in(words[head].text, lex.sets["written"], lex.language) is not None
        staff = noun_in(words[head].text, lex.sets["staffs"], lex.language) is not None
        spokes = lex.has("spokes", words[head].text) and possessed and core == last
        if not (written or staff or spokes):
            return NOTHING
        owner = self._possessor(first) if possessed else self._phrase(first, mark or first, depth=depth + 1)
        if owner is None or owner.kind not in {"person", "unnamed"} or owner.plural:
            return NOTHING
        if written:
            return owner
        return self._staff_of(owner, begin, head, core, spokes=spokes)

    def _possessor(self, at: int) -> Entity | None:
        word, lex = self.page.words[at], self.lex
        for kind, gender in (("possessive_m", "m"), ("possessive_f", "f")):
            if lex.has(kind, word.text):
                return self._pronoun(word, gender, plural=False)
        return self._nearest(word, "m" if word.text.lower() == "dessen" else "f") if self.german else None

    def _staff_of(self, owner: Entity, begin: int, head: int, core: int, *, spokes: bool) -> Entity:
        words = self.page.words
        if self.german:
            noun = self._plain(begin, core, head, None if spokes else noun_gender(words[head].text))
            name = f"{noun} von {owner.name}"
        else:
            noun = " ".join(w.text for w in words[begin:core])
            name = f"{owner.name}'s {noun}"
        entity = self.page.registry.body(name, "unnamed" if spokes else "organisation")
        if spokes:
            entity.heads.add(words[head].text.lower())
            entity.roles += [noun] if noun not in entity.roles else []
        span = Span(words[begin - 1].begin, words[core - 1].end)
        entity.see(name, span)
        self.page.mention(entity, span, "role")
        return entity
