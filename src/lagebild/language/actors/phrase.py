"""A speaker phrase and whom it means: name, office, pronoun, body, circle or document."""

from __future__ import annotations

from collections.abc import Sequence

import simplemma

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import body_head, compound_front, lemma, nominative, noun_gender, noun_in, role_head
from lagebild.language.actors.names import Name
from lagebild.language.actors.page import Page
from lagebild.language.actors.words import Word, between
from lagebild.model import Span

_MARKS = frozenset("„“”\"»«‚‘’'()[],.:;–-—")


class Resolver:
    """Answers who a speaker phrase means; keeps the last source for phrases like "den Angaben zufolge"."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lex = page.lexicon
        self.german = page.lexicon.language == "de"
        self.source: Entity | None = None
        self.source_sentence = -9
        self._memo: dict[tuple[int, int], Entity | None] = {}
        self._names = {n.first: n for n in page.names}
        self._name_of = {i: n for n in page.names for i in range(n.first, n.last)}

    def resolve(self, span: Span, *, plural: bool | None = None) -> Entity | None:
        """The entity a phrase means, or ``None`` if the text does not let us say."""
        key = (span.begin, span.end)
        if key not in self._memo:
            self._memo[key] = self._phrase(*self._trim(between(self.page.words, span.begin, span.end)), plural=plural)
        return self._memo[key]

    def addressee(self, span: Span) -> bool:
        """Whether a German phrase is a medium in the dative: the one spoken to, not the speaker."""
        if not self.german:
            return False
        first, last = self._trim(between(self.page.words, span.begin, span.end))
        words = self.page.words
        if last - first < 2 or words[first].text.lower() not in {"der", "dem"}:
            return False
        name = next((n for k in range(first, last) if (n := self._name_of.get(k)) and n.kind in {"media", "agency"}), None)
        second = words[first + 1].text
        noun = noun_in(second, self.lex.sets["medium_nouns"] | self.lex.sets["agency_nouns"], "de")
        if name is None and noun is None:
            return False
        dative = words[first].text.lower() == "dem" or second.endswith("en") or (noun or "").endswith(("zeitung", "agentur"))
        return dative

    def spoke(self, entity: Entity | None, place: int) -> None:
        """Note who has just spoken."""
        if entity is not None:
            self.source, self.source_sentence = entity, self.page.sentence_at(place)
            entity.spoken = True

    # --- the phrase ---------------------------------------------------------------------------

    def _trim(self, inside: range) -> tuple[int, int]:
        first, last, words = inside.start, inside.stop, self.page.words
        while first < last and (words[first].text in _MARKS or self.lex.has("skip", words[first].text)) and first not in self._name_of:
            first += 1
        while last > first and words[last - 1].text in _MARKS:
            last -= 1
        return first, last

    def _phrase(self, first: int, last: int, *, plural: bool | None = None, depth: int = 0) -> Entity | None:
        if first >= last or depth > 3:
            return None
        words = self.page.words
        low = words[first].text.lower()
        if depth == 0 and last - first == 1 and low in _ARTICLES:
            last = self._complete(first)
        if last - first == 1 or (self.german and low in self.lex.sets["anaphor"]):
            small = self._small_word(words[first], first, plural)
            if small is not _NO:
                return small  # type: ignore[return-value]
        if last - first > 1 and low in (self.lex.sets["pronouns_m"] | self.lex.sets["pronouns_f"] | self.lex.sets["pronouns_sie"]) and (self.german or low in {"he", "she", "they"}):  # fmt: skip # noqa: E501
            small = self._small_word(words[first], first, plural)
            return None if small is _NO else small  # type: ignore[return-value]
        if words[last - 1].text == "Jahre" and last + 1 < len(words) and words[last].text.startswith("alte"):
            last += 2
        joint = self._joint(first, last, depth)
        if joint is not None:
            return joint
        saying = self._saying(first, last, depth)
        if saying is not _NO:
            return saying  # type: ignore[return-value]
        return self._noun_phrase(first, last, depth)

    def _complete(self, first: int) -> int:
        """End of the noun phrase a lone article opens."""
        words = self.page.words
        k = first + 1
        while k < len(words) and k - first < 5 and words[k].alphabetic and words[k].begin - words[k - 1].end <= 1:
            if words[k].capital and k not in self._name_of:
                return k + 1
            k += 1
        return max(k, first + 1)

    def _small_word(self, word: Word, at: int, plural: bool | None) -> object:
        low = word.text.lower()
        lex = self.lex
        if low in lex.sets["anaphor"]:
            return self._last_source(word.begin)
        if low in lex.sets["pronouns_m"]:
            return self._pronoun(word, "m", plural=False)
        if low in lex.sets["pronouns_f"]:
            return self._pronoun(word, "f", plural=False)
        if low in lex.sets["pronouns_sie"]:
            if self.german and plural is not True:
                return self._pronoun(word, "f", plural=False) if plural is False else self._pronoun(word, "f", plural=None)
            return self._pronoun(word, None, plural=True)
        if low in lex.sets["pronouns_n"]:
            return self._pronoun(word, "n", plural=False)
        if low in lex.sets["demonstrative_m"]:
            return self._nearest(word, "m")
        if low in lex.sets["demonstrative_f"]:
            return self._nearest(word, "f")
        if low in lex.sets["demonstrative_any"]:
            return self._nearest(word, None)
        if low in lex.sets["possessive_m"]:
            return self._pronoun(word, "m", plural=False)
        if low in lex.sets["possessive_f"]:
            return self._pronoun(word, "f", plural=False)
        if low in {"i", "we", "ich", "wir", "us", "uns", "me"}:
            return None
        if low in lex.sets["indefinite"]:
            return self._last_source(word.begin) if low == "man" else self._unnamed(word.text, at, at + 1)
        return _NO

    # --- pronouns -----------------------------------------------------------------------------

    def _fits(self, entity: Entity, gender: str | None, plural: bool | None) -> float | None:
        """How well an entity agrees: ``None`` not at all, 1 surely, less if its gender is not known."""
        person = entity.kind == "person"
        if plural:
            return 1.0 if entity.plural else (0.5 if entity.kind == "organisation" and entity is self.source else None)
        if gender == "n":
            return 1.0 if not person and entity.kind != "unnamed" and not entity.plural else None
        if entity.plural:
            return 0.6 if plural is None and gender == "f" else None
        if person or entity.voice:
            known = entity.voice or entity.gender
            if known is None:
                return 0.7
            return 1.0 if known == gender or gender is None else None
        if entity.kind == "unnamed":
            return None if entity.gender and gender and entity.gender != gender else 0.8
        if self.german:
            return 0.45 if gender and noun_gender(entity.name) == gender and entity.kind == "organisation" else None
        return None

    def _pronoun(self, word: Word, gender: str | None, *, plural: bool | None) -> Entity | None:
        page = self.page
        scores: dict[str, float] = {}
        who: dict[str, Entity] = {}
        here = page.sentence_at(word.begin)
        for back, spot, entity in page.before(word.begin):
            fit = self._fits(entity, gender, plural)
            if fit is None:
                continue
            points = fit * 2 - back * 0.6
            if self.source is entity and here - self.source_sentence <= 2:
                points += 1.0
            if page.subject_of(page.sentence_at(spot)) is entity:
                points += 0.8
            if page.in_speech(spot):
                points -= 1.2
            if entity.key not in scores or points > scores[entity.key]:
                scores[entity.key], who[entity.key] = points, entity
        if self.source and here - self.source_sentence <= 4 and self.source.key not in scores:
            fit = self._fits(self.source, gender, plural)
            if fit:
                scores[self.source.key], who[self.source.key] = fit * 2 - 0.4, self.source
        if not scores:
            return None
        ranked = sorted(scores, key=lambda k: (-scores[k], k))
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < 0.15:
            return None
        entity = who[ranked[0]]
        if gender in {"f", "m"} and entity.kind == "person" and entity.gender is None and plural is False:
            entity.gender = gender
        page.mention(entity, Span(word.begin, word.end), "pronoun")
        return entity

    def _nearest(self, word: Word, gender: str | None) -> Entity | None:
        for _, _, entity in self.page.before(word.begin, 1):
            if gender is None or self._fits(entity, gender, None):
                return entity
        return None

    def _own(self, place: int) -> Entity | None:
        """Whose "own" words are meant: the subject of the sentence, else the last source."""
        page = self.page
        sentence = page.sentence_at(place)
        subject = page.subject_of(sentence)
        if subject is not None and subject.kind != "state":
            return subject
        span = page.sentences[sentence].span
        for k in between(page.words, span.begin, place):
            if body_head(page.words[k].text, self.lex) and page.words[k].capital and k not in self._name_of:
                first = k - 1 if k and page.words[k - 1].text.lower() in self.lex.sets["determiners"] else k
                return self._noun_phrase(first, k + 1, 1)
        return subject or self._last_source(place)

    def _last_source(self, place: int) -> Entity | None:
        return self.source if self.page.sentence_at(place) - self.source_sentence <= 3 else None

    # --- joint speakers -----------------------------------------------------------------------

    def _joint(self, first: int, last: int, depth: int) -> Entity | None:
        words = self.page.words
        joins = [k for k in range(first + 1, last - 1) if words[k].text.lower() in {"und", "and", "sowie"} and k not in self._name_of]
        if len(joins) != 1 or any(words[k].text == "," for k in range(first, last)):
            return None
        at = joins[0]
        right = at + 1
        if not (words[right].capital or words[right].text.lower() in self.lex.sets["determiners"] or not self.german):
            return None
        left_name, right_name = self._names.get(at - 1), self._names.get(right)
        plain = at - first <= 4 and last - right <= 4
        if not plain or any(self.lex.has("subordinators", words[k].text) and words[k].text.lower() != "der" for k in range(first, last)):
            return None
        if self.german and not words[at - 1].capital:
            return None
        one, two = self._phrase(first, at, depth=depth + 2), self._phrase(right, last, depth=depth + 2)
        if one is None or two is None or one is two:
            return one or two
        _ = left_name, right_name
        word = "und" if self.german else "and"
        entity = self.page.registry.body(f"{one.name} {word} {two.name}", one.kind if one.kind == two.kind else "unnamed")
        entity.plural = True
        entity.see(entity.name, Span(words[first].begin, words[last - 1].end))
        self.page.mention(entity, Span(words[first].begin, words[last - 1].end), "name")
        return entity

    # --- "nach Angaben der Polizei", "Polizeiangaben", "the ministry's statement" ----------------

    def _saying(self, first: int, last: int, depth: int) -> object:
        words, lex = self.page.words, self.lex
        head = next((k for k in range(first, last) if words[k].alphabetic and not lex.has("determiners", words[k].text)
                     and (words[k].capital or not self.german) and k not in self._name_of), None)  # fmt: skip
        if not self.german:
            head = next((k for k in range(first, last) if lex.has("sayings", words[k].text) or lex.has("documents", words[k].text)), None)
            if head is None:
                return _NO
            if head + 1 < last and words[head + 1].text.lower() in {"by", "from", "of"}:
                return self._phrase(*self._trim(range(head + 2, last)), depth=depth + 1)
            owner = [n for k in range(first, head) if (n := self._names.get(k))]
            if owner:
                return self.page.of_name[owner[0].first]
            return _NO
        if head is None:
            return _NO
        noun = words[head].text
        listed = noun_in(noun, lex.sets["sayings"], "de")
        if listed is None:
            return _NO
        document = noun_in(noun, lex.sets["documents"], "de") is not None
        if any(words[k].text.lower().startswith("eigen") for k in range(first, head)):
            return self._own(words[head].begin)
        front = compound_front(noun, listed) or compound_front(lemma(noun, "de"), lemma(listed, "de").lower())
        rest = range(head + 1, last)
        if len(rest) and (lex.has("subordinators", words[rest.start].text) or words[rest.start].text in _MARKS or rest.start in self._names or words[rest.start].text.lower() in lex.sets["determiners"]):  # fmt: skip # noqa: E501
            inner = self._phrase(*self._trim(rest), depth=depth + 1)
            if inner is not None:
                return inner
        before = range(first, head)
        for k in before:
            low = words[k].text.lower()
            if k in self._names:
                return self.page.of_name[self._names[k].first]
            for kind, gender in (("possessive_m", "m"), ("possessive_f", "f")):
                if low in lex.sets[kind]:
                    return self._pronoun(words[k], gender, plural=False) or self._last_source(words[k].begin)
        if front and not document:
            return self._by_front(front, head)
        if front and noun.lower().endswith(("berichte", "berichten", "bericht")) and (body_head(front, lex) or role_head(front, lex) or front == "Medien"):
            return self._by_front(front, head)
        if document and (first == head or not lex.has("definite", words[first].text)):
            return _NO
        state = [w for k in before if (w := lex.adjectives.get(_stem(words[k].text)))]
        if state:
            return _NO
        if first < head and not any(words[k].text.lower() in lex.sets["determiners"] for k in before) and not document:
            return self._unnamed(None, first, last)
        if first < head or document or listed.startswith(("angab", "information", "erkenntnis")):
            source = self._last_source(words[head].begin)
            return source if source or not document else _NO
        return _NO

    def _by_front(self, front: str, at: int) -> Entity:
        name = self._names_by_text().get(front)
        if name is not None:
            return name
        word = self.page.words[at]
        if body_head(front, self.lex) and front != "Behörden":
            return self._body(front, at, at + 1, Span(word.begin, word.end))
        return self._unnamed(front, at, at + 1)

    def _names_by_text(self) -> dict[str, Entity]:
        return {form: e for e in self.page.registry.entities.values() for form in (e.name, *e.names)}

    # --- noun phrases -------------------------------------------------------------------------

    def _core(self, first: int, last: int) -> int:
        """End of the phrase's core: before the first comma, preposition or relative word."""
        for k in range(first + 1, last):
            low = self.page.words[k].text.lower()
            if k in self._name_of and k not in self._names:
                continue
            if self.page.words[k].text in {",", "(", "–", ";"} or (low in self.lex.sets["subordinators"] and not (self.german and low == "der" and k == first)):
                return k
            if low in {"who", "whose", "which", "that", "briefed", "close", "familiar", "speaking", "nahe", "'s", "’s"} and not self.german and low not in {"'s", "’s"}:
                return k
        return last

    def _noun_phrase(self, first: int, last: int, depth: int) -> Entity | None:
        words, page = self.page.words, self.page
        core = self._core(first, last)
        persons = [n for k in range(first, last) if (n := self._names.get(k)) and n.kind == "person"]
        for name in persons:
            if self._heads(name, first, core):
                return page.of_name[name.first]
        heads = [k for k in range(first, core) if words[k].alphabetic and (words[k].capital or not self.german)
                 and not (self.lex.has("determiners", words[k].text)) and words[k].text != "Jahre"]  # fmt: skip
        if not heads:
            return self._fallback(first, last)
        head = heads[0] if self.german else core - 1
        if not self.german and words[head].text in {"'", "'s", "’s", "’"}:
            head -= 1
        name = self._name_of.get(head)
        if self.german and name is not None and name.kind != "person":
            after = name.last
            if name.kind == "state" and after < core and words[after].capital and words[after - 1].text.endswith("s"):
                head, name = after, self._name_of.get(after)
        elif self.german and words[head].text[:1].isupper() and _stem(words[head].text) in self.lex.adjectives and len(heads) > 1:
            head = heads[1]
            name = self._name_of.get(head)
        if name is not None:
            return self._named(name, first, core)
        noun = words[head].text
        span = Span(words[first].begin, words[core - 1].end)
        if self.german and head + 1 < core and not role_head(noun, self.lex):
            follow = self._name_of.get(head + 1) or self._name_of.get(head + 2 if words[head + 1].text in _MARKS else head + 1)
            if follow is not None and follow.kind != "person" and follow.kind != "state":
                entity = self._named(follow, first, core)
                if entity:
                    entity.roles.append(noun)
                    kind = self.lex.bodies.get(body_head(noun, self.lex) or "")
                    if kind:
                        entity.classes.add(kind)
                return entity
            if words[head + 1].capital and body_head(noun, self.lex):
                return self._proper(head, core, span)
        role = role_head(noun, self.lex)
        circle = noun_in(noun, self.lex.sets["unnamed"], self.lex.language)
        if circle and not (self.german and role and self._singular(first)):
            plural_role = not self.german and noun.lower() not in self.lex.sets["unnamed"]
            if not plural_role:
                return self._unnamed(None, first, last)
        if role and not (body_head(noun, self.lex) and not self.german):
            return self._role(first, core, last, head, role, depth)
        if (document := noun_in(noun, self.lex.sets["documents"], self.lex.language)) and not body_head(noun, self.lex):
            return self._document(first, core, head, document)
        if body_head(noun, self.lex):
            return self._body(None, first, core, span, head=head, last=last)
        return self._fallback(first, last, head=head, core=core)

    def _singular(self, first: int) -> bool:
        if self.page.words[first].text.lower() == "die":
            noun = next((w.text for w in self.page.words[first + 1 : first + 4] if w.capital), "")
            return lemma(noun, "de") == noun
        return self.page.words[first].text.lower() in {"der", "ein", "eine", "einer", "eines", "einem", "dem", "des", "den", "dieser", "diese", "a", "an", "the", "kein"}  # fmt: skip # noqa: E501

    def _heads(self, name: Name, first: int, core: int) -> bool:
        """Whether a person's name is the head of the phrase and not somebody's or something's owner."""
        words = self.page.words
        if name.first == first:
            after = name.last
            owner = after < core and (words[after].text in {"'s", "’s", "'", "’"} or (self.german and words[after].capital and words[name.last - 1].text.endswith("s") and not name.text.endswith("s")))  # fmt: skip # noqa: E501
            return not owner
        before = words[name.first - 1].text
        if before in {",", "(", "„", "\"", "–"}:
            return True
        low = before.lower()
        if low in self.lex.sets["subordinators"] and not (low == "der" and name.first - 1 == first):
            return False
        if self.lex.exact("titles", before) and name.first - 2 >= first and words[name.first - 2].text.lower() in self.lex.sets["subordinators"]:
            return False
        if name.last < len(words) and words[name.last].text in {"'s", "’s"} and name.last < core:
            return False
        return name.first < core or words[name.first - 1].text == ","

    def _named(self, name: Name, first: int, core: int) -> Entity:
        entity = self.page.of_name[name.first]
        ahead = self.page.words[name.last : core]
        if name.kind == "state" and len(ahead) > 1 and all(w.capital for w in ahead[:2]) and not any(role_head(w.text, self.lex) for w in ahead):
            own = " ".join(w.text for w in self.page.words[name.first : core] if w.text not in _MARKS)
            entity = self.page.registry.body(own, "organisation")
            entity.see(own, Span(name.begin, self.page.words[core - 1].end))
            return entity
        if name.known and name.known.seat:
            entity.see(name.text, Span(name.begin, name.end))
            self.page.mention(entity, Span(name.begin, name.end), "name")
        words = self.page.words
        if not self.german and name.last < core:
            rest = words[core - 1].text
            if words[name.last].text in {"'s", "’s", "'", "’"} or role_head(rest, self.lex) or body_head(rest, self.lex):
                return self._noun_with_owner(name, entity, first, core)
        return entity

    def _noun_with_owner(self, name: Name, owner: Entity, first: int, core: int) -> Entity:
        words = self.page.words
        noun = words[core - 1].text
        role = role_head(noun, self.lex)
        if role and role in self.lex.sets["spokes"]:
            return self._voice(owner, noun, role_head(noun, self.lex))
        if body_head(noun, self.lex) in {"government", "administration"} and owner.kind == "state":
            return owner
        if role is None and body_head(noun, self.lex):
            return self._body(None, first, core, Span(words[first].begin, words[core - 1].end), head=core - 1)
        return self._unnamed(None, first, core) if role is None else self._role(first, core, core, core - 1, role, 0)

    def _proper(self, head: int, core: int, span: Span) -> Entity:
        words = self.page.words
        last = head + 1
        while last < core and (words[last].capital or words[last].text in _MARKS):
            last += 1
        name = " ".join(w.text for w in words[head:last] if w.text not in _MARKS)
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

    # --- offices ------------------------------------------------------------------------------

    def _role(self, first: int, core: int, last: int, head: int, role: tuple[str, str | None], depth: int) -> Entity | None:
        words, lex = self.page.words, self.lex
        noun, gender = role
        if self.german and words[first].text.lower() in {"die", "eine", "diese"} and not words[head].text.lower().endswith(("in", "e", "frau", "mutter", "tochter", "schwester", "freundin", "witwe")):  # fmt: skip # noqa: E501
            return self._unnamed(None, first, last)
        low = words[head].text.lower()
        spokes = low in lex.sets["spokes"] or noun in lex.sets["spokes"]
        possessed = words[first].text.lower() in lex.sets["possessors"]
        definite = words[first].text.lower() in lex.sets["definite"] and (self.german or low not in lex.sets["unnamed"])
        if spokes and not possessed:
            owner = self._owner(first, core, last, head, noun, depth)
            if owner is not None and owner.kind != "person":
                return self._voice(owner, words[head].text, (noun, gender))
        if definite or (self.german and first == head and core == last):
            found = self._office_holder(words[head], noun, gender)
            if found is not None:
                self.page.mention(found, Span(words[first].begin, words[core - 1].end), "role")
                return found
        if spokes and not definite and not possessed and first + 1 >= head:
            here = self.page.sentence_at(words[head].begin)
            for back, _, entity in self.page.before(words[head].begin, 2):
                house = entity.kind == "state" and not self.lex.sets["houses"].isdisjoint(entity.names)
                if (entity.kind == "organisation" or house) and here - back >= 0:
                    return self._voice(entity, words[head].text, (noun, gender))
        return self._new_role(first, core, last, head, noun, gender, definite=definite or possessed)

    def _owner(self, first: int, core: int, last: int, head: int, noun: str, depth: int) -> Entity | None:
        words = self.page.words
        if core < last and words[core].text.lower() in {"von", "des", "der", "for", "of", "from", "at", "vom", "im", "bei", "beim"}:
            return self._phrase(*self._trim(range(core if words[core].text.lower() in {"des", "der"} else core + 1, last)), depth=depth + 1)
        if self.german:
            low = words[head].text.lower()
            front = compound_front(words[head].text, noun if noun in low else "sprecher")
            if front and low not in self.lex.sets["spokes"]:
                return self._by_front(front, head) if body_head(front, self.lex) or front in self._names_by_text() else None
            return None
        names = [n for k in range(first, head) if (n := self._names.get(k))]
        bodies = [k for k in range(first, head) if body_head(words[k].text, self.lex)]
        if bodies:
            return self._body(None, first, bodies[-1] + 1, Span(words[first].begin, words[bodies[-1]].end), head=bodies[-1])
        return self.page.of_name[names[0].first] if names else None

    def _voice(self, owner: Entity, noun: str, role: tuple[str, str | None] | None) -> Entity:
        owner.voice = role[1] if role else None
        if noun not in owner.roles:
            owner.roles.append(noun)
        owner.heads.add(role[0] if role else noun.lower())
        return owner

    def _office_holder(self, word: Word, noun: str, gender: str | None) -> Entity | None:
        """The person on the page who holds an office: by the same noun, a word for the same office, or the class."""
        aged = word.text.lower().endswith(("jährige", "jähriger", "jährigen", "year-old"))
        accept = {noun, *self.lex.same.get(noun, ())}
        classes = self.lex.general.get(noun, frozenset())
        low = word.text.lower()
        best: list[tuple[int, int, Entity]] = []
        for entity in self.page.registry.entities.values():
            spot = entity.last_before(word.begin)
            if spot is None or entity.kind not in {"person", "unnamed"} and not (entity.voice and entity.heads & accept):
                continue
            if gender and entity.kind == "person" and entity.gender and entity.gender != gender and self.german:
                continue
            exact = any(low in r.lower().split() for r in entity.roles)
            if not exact and "-" in low and _fronts(entity.roles) and low.split("-")[0] not in _fronts(entity.roles):
                continue
            rank = 3 if exact else 2 if entity.heads & accept else 1 if classes & entity.classes else 0
            if aged and entity.ages:
                rank = 3 if word.text.split("-")[0] in entity.ages else 0
            if rank:
                best.append((rank, spot, entity))
        if not best:
            return None
        party = low.split("-")[0]
        if any(f"party:{party}" in e.classes for _, _, e in best):
            best = [x for x in best if f"party:{party}" in x[2].classes]
        if max(x[0] for x in best) == 1 and any(x[2] is self.source for x in best):
            return self.source
        return max(best, key=lambda x: (x[0] >= 2, x[1]))[2]

    def _recent_person(self, word: Word, gender: str | None) -> Entity | None:
        found: list[Entity] = []
        for back, _, entity in self.page.before(word.begin, 2):
            if entity.kind == "person" and back <= 2 and (gender is None or entity.gender in {None, gender}) and entity not in found:
                found.append(entity)
        if self.source in found and self.source is not None:
            return self.source
        return found[0] if len(found) == 1 else None

    def _new_role(self, first: int, core: int, last: int, head: int, noun: str, gender: str | None, *, definite: bool) -> Entity | None:
        words, lex = self.page.words, self.lex
        plain = first + 1 >= head and core == last
        if definite and plain and words[first].text.lower() in lex.sets["definite"]:
            recent = self._recent_person(words[head], gender if self.german else None)
            front = noun != words[head].text.lower() and len(words[head].text) > len(noun) + 3
            kin = recent is not None and (not recent.heads or lex.people.get(noun) in recent.classes)
            if recent is not None and kin and not (recent.heads and front):
                self.page.give_office(recent, words[head].text, noun, gender)
                self.page.mention(recent, Span(words[first].begin, words[core - 1].end), "role")
                return recent
            if lex.people.get(noun) not in {"politics", "business", "security", "law", "church"}:
                return None
        name = self._plain(first, last, head, gender)
        politics = lex.people.get(noun) in {"politics", "business"} and definite
        entity = self.page.registry.body(name, "person" if politics else "unnamed")
        entity.gender = entity.gender or gender
        entity.heads.add(noun)
        entity.classes.add(lex.people.get(noun, ""))
        if name not in entity.roles:
            entity.roles.append(name)
        span = Span(words[first].begin, words[last - 1].end)
        entity.see(" ".join(w.text for w in words[first + (1 if lex.has("determiners", words[first].text) else 0) : core]), span)
        self.page.mention(entity, span, "role")
        return entity

    # --- bodies, circles, documents --------------------------------------------------------------

    def _plain(self, first: int, last: int, head: int, gender: str | None) -> str:
        """A phrase without its article, head and adjectives in base form, cut at the first comma."""
        words, out = self.page.words, []
        for k in range(first, last):
            text = words[k].text
            if k > first and text in {",", "(", "–", ";"}:
                break
            if self.lex.has("determiners", text) and k < head and not text.isdigit():
                continue
            if self.german and k < head and not words[k].capital:
                text = nominative(text, gender)
            elif self.german and k == head:
                text = lemma(text, "de") if not text.lower().endswith(("kreise", "kreisen")) else text.removesuffix("n")
            if text in {"'s", "’s", "'", "’"} and out:
                out[-1] += text
            elif text not in "„“”\"»«":
                out.append(text)
        return " ".join(out) or words[head].text

    def _body(self, text: str | None, first: int, core: int, span: Span, head: int | None = None, last: int | None = None) -> Entity:
        words, lex = self.page.words, self.lex
        noun = text or words[head if head is not None else first].text
        base = body_head(noun, lex) or noun.lower()
        kind = lex.bodies.get(base, "")
        at = head if head is not None else first
        states = [s for k in range(first, at) if (s := lex.adjectives.get(_stem(words[k].text) if self.german else words[k].text.lower()))]
        if kind == "government" and base in {"regierung", "government", "administration", "führung", "staatsführung"} and (noun.lower() in {"regierung", "government", "administration", "führung"}) and text is None:  # fmt: skip # noqa: E501
            owners = [e for k in range(first, last or core) if (n := self._names.get(k)) and (e := self.page.of_name[n.first]).kind == "state"]
            if states or owners:
                return self._state(states[0] if states else None, owners, first, core, span)
        name = self._plain(first, core, at, noun_gender(noun)) if text is None else lemma(text, "de")
        if core < (last or core) and text is None and words[core].text.lower() in {"of", "in", "für", "des", "der", "von"}:
            own = next((n for k in range(core, last or core) if (n := self._names.get(k))), None)
            if own is not None and own.first <= core + 2:
                name = f"{name} {' '.join(w.text for w in words[core : own.last])}"
        found = self._same_body(noun if text is None else lemma(noun, "de"), base, first, at, words[at].begin, bool(states))
        entity = found or self.page.registry.body(name, "organisation", {kind})
        entity.see(name, span)
        entity.gender = entity.gender or (noun_gender(noun) if self.german else "n")
        self.page.mention(entity, span, "role")
        return entity

    def _state(self, state: str | None, owners: Sequence[Entity], first: int, core: int, span: Span) -> Entity:
        words = self.page.words
        entity = owners[0] if owners else self.page.registry.entities.get(f"state:{state}")
        if entity is None:
            entity = self.page.registry.add(Entity(f"state:{state}", "state", self.lex.states[state or ""], classes={"government"}, gender="n"))
        form = " ".join(w.text for w in words[first:core] if not self.lex.has("determiners", w.text))
        entity.see(form, span)
        self.page.mention(entity, span, "name")
        return entity

    def _same_body(self, noun: str, base: str, first: int, at: int, place: int, stated: bool) -> Entity | None:
        """A body named before that this noun repeats ("das Ministerium") or stands for ("der Konzern")."""
        words = self.page.words
        low = (lemma(noun, "de") if self.german else noun).lower()
        bare = at - first <= 1 and not stated
        definite = words[first].text.lower() in self.lex.sets["definite"]
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
        return None

    def _unnamed(self, text: str | None, first: int, last: int) -> Entity:
        words = self.page.words
        core = self._core(first, last)
        heads = [k for k in range(first, core) if words[k].capital and not self.lex.has("determiners", words[k].text)]
        head = (heads[0] if heads else first) if self.german else core - 1
        if text is None:
            name = " ".join(w.text for w in words[first:last] if not self.lex.has("determiners", w.text) or w.text.isdigit())
            if self.german:
                name = self._plain(first, core, head, None)
                shown = next((p for p in name.split() if p[:1].isupper()), "")
                rest = words[core:last]
                if rest and rest[0].text.lower() in {"des", "der", "von", "vom"} and len(rest) <= 5:
                    name = f"{name} {' '.join(w.text for w in rest)}"
                written = words[head].text
                if not self._singular(first):
                    dative = written.lower().endswith(("kreisen", "berichten", "ern", "eln"))
                    plain = written.removesuffix("n") if dative else written
                    name = " ".join(plain if part == shown else part for part in name.split())
            else:
                name = " ".join(name.split()[:8])
        else:
            name = text
        entity = self.page.registry.body(name, "unnamed")
        entity.plural = True if entity.plural is None and not self._singular(first) else entity.plural
        span = Span(words[first].begin, words[last - 1].end)
        entity.see(name, span)
        self.page.mention(entity, span, "unnamed")
        return entity

    def _document(self, first: int, core: int, head: int, document: str) -> Entity:
        words = self.page.words
        span = Span(words[first].begin, words[core - 1].end)
        if words[first].text.lower() in self.lex.sets["definite"]:
            source = self._last_source(words[head].begin)
            if source is not None and source.kind in {"document", "media", "agency"}:
                return source
            known = [e for e in self.page.registry.entities.values() if e.kind == "document" and e.last_before(words[head].begin) is not None]
            if known and head - first <= 2:
                return max(known, key=lambda e: e.last_before(words[head].begin) or -1)
        gender = noun_gender(words[head].text)
        if document.endswith(("bericht", "entwurf", "brief", "vertrag", "vermerk")):
            gender = "m"
        entity = self.page.registry.body(self._plain(first, core, head, gender), "document")
        entity.see(entity.name, span)
        self.page.mention(entity, span, "role")
        return entity

    def _implausible(self, first: int, stop: int, at: int) -> bool:
        """Whether a phrase cannot name a speaker: no name, and its head is an everyday word for a thing."""
        words = self.page.words
        text = words[at].text
        if any(k in self._name_of for k in range(first, stop)):
            return False
        if self.lex.exact("not_names", text) or not words[at].alphabetic:
            return True
        if self.lex.first.get(text) or text.isupper():
            return False
        if self.german:
            if not words[at].capital or text.endswith(self.lex.endings):
                return True
            if self._personal(words[first].text, text) or text.lower().endswith(("jährige", "jähriger", "jährigen", "innen")):
                return False
            people = words[first].text.lower() in {"die", "viele", "mehrere", "einige", "alle", "zahlreiche"} or first == at
            return simplemma.is_known(text, "de") and not (people and text.endswith(("er", "ern", "en", "te", "ge")))
        capitals = sum(words[k].capital for k in range(first, stop))
        low = words[stop - 1].text.lower()
        return capitals - words[first].capital == 0 and not low.endswith(("ers", "ors", "ists", "ants", "ents", "ians", "men", "man", "er", "or", "ist", "people", "year-old"))  # fmt: skip # noqa: E501

    def _personal(self, article: str, noun: str) -> bool:
        """Whether an unlisted German noun with its article looks like a person ("der Chilene", "die Schwimmerin")."""
        low = noun.lower()
        if article.lower() == "die":
            return low.endswith("in")
        return article.lower() == "der" and low.endswith(("er", "e", "ist", "or", "ent", "ant", "ling", "loge"))

    def _fallback(self, first: int, last: int, head: int | None = None, core: int | None = None) -> Entity | None:
        """Words the lists do not know: a bare capitalised word is a name, a noun with an article an unnamed speaker."""
        words = self.page.words
        at = head if head is not None else first
        stop = core or last
        article = self.lex.has("determiners", words[first].text)
        capitals = [k for k in range(first, stop) if words[k].capital]
        span = Span(words[first].begin, words[stop - 1].end)
        aged = words[at].text.lower().endswith(("jährige", "jähriger", "jährigen", "year-old"))
        origin = self.lex.inhabitants.get(words[at].text.lower())
        if article and (aged or origin or (self.lex.has("definite", words[first].text) and stop - first == 2)):
            gender = origin[1] if origin else {"die": "f", "der": "m"}.get(words[first].text.lower()) if aged else None
            found = self._office_holder(words[at], words[at].text.lower(), gender)
            if found is None and (aged or origin or self._personal(words[first].text, words[at].text)):
                found = self._recent_person(words[at], gender)
            if found is not None:
                self.page.mention(found, span, "role")
                return found
        if medium := next((m for m in self.lex.sets["medium_nouns"] | self.lex.sets["agency_nouns"] if words[at].text.lower().endswith(m)), None):
            entity = self.page.registry.body(self._plain(first, stop, at, noun_gender(words[at].text)), "media", {"medium"})
            entity.see(entity.name, span)
            entity.roles.append(medium)
            self.page.mention(entity, span, "role")
            return entity
        if self.german and len(words[at].text) > 1 and words[at].text.isupper():
            entity = self._names_by_text().get(words[at].text) or self.page.registry.body(words[at].text, "organisation")
            entity.see(words[at].text, span)
            self.page.mention(entity, span, "name")
            return entity
        if self._implausible(first, stop, at):
            return None
        if not article and capitals and not self.lex.exact("not_names", words[capitals[0]].text):
            name = " ".join(words[k].text for k in range(capitals[0], capitals[-1] + 1))
            parts = name.split()
            plural = not self.german and len(parts) == 1 and name.endswith("s") and lemma(name.lower(), "en") != name.lower()
            noun = self.german and len(parts) == 1 and name.endswith((*self.lex.endings, "innen", "er", "en", "te", "ler")) and lemma(name, "de") != name
            if not plural and not noun:
                body = any(p in self.lex.sets["org_parts"] for p in parts) or (len(parts) == 1 and name.isupper() and len(name) > 1) or (self.german and "-" in name and len(parts) == 1)  # fmt: skip # noqa: E501
                existing = self._names_by_text().get(name)
                entity = existing or self.page.registry.body(name, "organisation" if body or len(parts) > 3 else "person")
                entity.see(name, span)
                self.page.mention(entity, span, "name")
                return entity
        if not self.german and words[first].text.lower() == "the" and not words[stop - 1].text.endswith("s"):
            return self._recent_person(words[at], None)
        return self._unnamed(None, first, last)


_NO = object()
_ARTICLES = frozenset({"den", "dem", "die", "der", "das", "the", "ein", "eine"})


def _fronts(roles: Sequence[str]) -> set[str]:
    """What stands before the hyphen in offices: "spd" of "SPD-Chef"."""
    return {w.split("-")[0].lower() for r in roles for w in r.split() if "-" in w and w.split("-")[0].isupper()}


def _stem(word: str) -> str:
    low = word.lower()
    for ending in ("en", "em", "er", "es", "e"):
        if low.endswith(ending):
            return low[: -len(ending)]
    return low
