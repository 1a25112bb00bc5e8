"""A speaker phrase and whom it means: name, office, pronoun, body, circle or document."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.actors.apposition import office_of
from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import (
    INFLECTED,
    body_head,
    compound_front,
    lemma,
    noun_in,
    role_head,
)
from lagebild.language.actors.names import Name
from lagebild.language.actors.owners import Owners
from lagebild.language.actors.reference import MARKS, NOTHING, stem
from lagebild.language.actors.words import between
from lagebild.model import Span

_ARTICLES = frozenset({"den", "dem", "die", "der", "das", "the", "ein", "eine"})


class Resolver(Owners):
    """Answers who a speaker phrase means; keeps the last source for phrases like "den Angaben zufolge"."""

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
        name = next(
            (n for k in range(first, last) if (n := self._name_of.get(k)) and n.kind in {"media", "agency"}), None
        )
        second = words[first + 1].text
        noun = noun_in(second, self.lex.sets["medium_nouns"] | self.lex.sets["agency_nouns"], "de")
        if name is None and noun is None:
            return False
        return (
            words[first].text.lower() == "dem" or second.endswith("en") or (noun or "").endswith(("zeitung", "agentur"))
        )

    def spoke(self, entity: Entity | None, place: int) -> None:
        """Note who has just spoken."""
        if entity is not None:
            self.source, self.source_sentence = entity, self.page.sentence_at(place)
            entity.spoken = True

    def _trim(self, inside: range) -> tuple[int, int]:
        first, last, words = inside.start, inside.stop, self.page.words
        while (
            first < last
            and (words[first].text in MARKS or self.lex.has("skip", words[first].text))
            and first not in self._name_of
        ):
            first += 1
        while last > first and words[last - 1].text in MARKS:
            last -= 1
        return first, last

    def _phrase(self, first: int, last: int, *, plural: bool | None = None, depth: int = 0) -> Entity | None:
        if first >= last or depth > 3:
            return None
        words = self.page.words
        low = words[first].text.lower()
        if not self.german and low in {"which", "who"} and first > 1 and words[first - 1].text == ",":
            name = self._name_of.get(first - 2)  # "Kern Marine, which owns the quay, said"
            return self.page.of_name[name.first] if name is not None else None
        if depth == 0 and last - first == 1 and low in _ARTICLES:
            last = self._complete(first)
        if last - first == 1 or (self.german and low in self.lex.sets["anaphor"]):
            small = self._small_word(words[first], first, plural=plural)
            if small is not NOTHING:
                return small  # type: ignore[return-value]
        if self.german and low in {"sie", "es", "ihn"} and last - first > 1 and self._object(first, last):
            return self._phrase(first + 1, last, plural=plural, depth=depth)
        own = low in self.lex.sets["possessors"] and words[first + 1 : last] and words[first + 1].text[:1].isupper()
        if last - first > 1 and not own and low in (self.lex.sets["pronouns_m"] | self.lex.sets["pronouns_f"] | self.lex.sets["pronouns_sie"]) and (self.german or low in {"he", "she", "they"}):  # fmt: skip # noqa: E501
            small = self._small_word(words[first], first, plural=plural)
            return None if small is NOTHING else small  # type: ignore[return-value]
        of = words[first + 1].text.lower() if last - first > 2 else ""
        if low in {"one", "einer", "eine"} and of in {"of", "der", "von"}:
            return self._unnamed(None, first, last)  # "one of the passengers"
        if words[last - 1].text == "Jahre" and last + 1 < len(words) and words[last].text.startswith("alte"):
            last += 2
        if depth == 0 and (named := self._apposed(first, last)) is not None:
            return named
        owned = self._owned_by(first, last, depth)
        if owned is not NOTHING:
            return owned  # type: ignore[return-value]
        whole = self._names.get(first)
        if whole is not None and whole.kind != "person" and whole.last >= self._core(first, last):
            return self._named(whole, first, self._core(first, last))  # "No 10"
        joint = self._joint(first, last, depth)
        if joint is not None:
            return joint
        saying = self._saying(first, last, depth)
        if saying is not NOTHING:
            return saying  # type: ignore[return-value]
        return self._noun_phrase(first, last, depth)

    def _object(self, first: int, last: int) -> bool:
        """Whether the pronoun that opens a phrase is what is said, and who says it follows: "sie die Linke"."""
        after = self.page.words[first + 1]
        return self.lex.has("definite", after.text) and any(w.capital for w in self.page.words[first + 2 : last])

    def _apposed(self, first: int, last: int) -> Entity | None:
        """The person whose name stands between commas right behind a nameless office: "Its chief, X, said"."""
        words = self.page.words
        behind = self._names.get(last)
        if behind is not None and behind.kind == "person" and role_head(words[last - 1].text, self.lex) and words[behind.first].begin - words[last - 1].end <= 1:  # fmt: skip # noqa: E501
            return self.page.of_name[behind.first]
        at = last + 1
        while at < len(words) and self.lex.exact("titles", words[at].text):
            at += 1
        if at >= len(words) or words[last].text != "," or any(k in self._names and self._names[k].kind == "person" for k in range(first, last)):  # fmt: skip # noqa: E501
            return None
        name = self._names.get(at)
        if name is None or name.kind != "person" or not name.sure:
            return None
        closed = name.last < len(words) and words[name.last].text in {",", ".", "(", ":"}
        office = any(role_head(words[k].text, self.lex) for k in range(first, self._core(first, last)))
        return self.page.of_name[name.first] if closed and office else None

    def _joint(self, first: int, last: int, depth: int) -> Entity | None:
        words, page = self.page.words, self.page
        joins = [
            k
            for k in range(first + 1, last - 1)
            if words[k].text.lower() in {"und", "and", "sowie"} and k not in self._name_of
        ]
        if len(joins) != 1 or any(words[k].text == "," for k in range(first, last)):
            return None
        at = joins[0]
        right = at + 1
        if not (words[right].capital or words[right].text.lower() in self.lex.sets["determiners"] or not self.german):
            return None
        plain = at - first <= 4 and last - right <= 4
        if not plain or any(
            self.lex.has("subordinators", words[k].text) and words[k].text.lower() != "der" for k in range(first, last)
        ):
            return None
        if self.german and not words[at - 1].capital:
            return None
        one, two = self._phrase(first, at, depth=depth + 2), self._phrase(right, last, depth=depth + 2)
        if one is None or two is None or one is two:
            return one or two
        word = "und" if self.german else "and"
        key = "joint:" + "+".join(sorted((one.key, two.key)))
        entity = page.registry.entities.get(key) or page.registry.add(
            Entity(key, one.kind if one.kind == two.kind else "unnamed", f"{one.name} {word} {two.name}")
        )
        entity.plural, entity.parts = True, (one, two)
        entity.see(entity.name, Span(words[first].begin, words[last - 1].end))
        self.page.mention(entity, Span(words[first].begin, words[last - 1].end), "name")
        return entity

    def _saying(self, first: int, last: int, depth: int) -> object:
        words, lex = self.page.words, self.lex
        head = next((k for k in range(first, last) if words[k].alphabetic and not lex.has("determiners", words[k].text)
                     and (words[k].capital or not self.german) and k not in self._name_of), None)  # fmt: skip
        if not self.german:
            head = next(
                (
                    k
                    for k in range(first, last)
                    if lex.has("sayings", words[k].text) or lex.has("documents", words[k].text)
                ),
                None,
            )
            if head is None:
                return NOTHING
            if head + 1 < last and words[head + 1].text.lower() in {"by", "from", "of"}:
                owner = self._phrase(*self._trim(range(head + 2, last)), depth=depth + 1)
                return owner or (NOTHING if lex.has("documents", words[head].text) else None)
            owners = [n for k in range(first, head) if (n := self._names.get(k))]
            if owners:
                return self.page.of_name[owners[0].first]
            return NOTHING
        if head is None:
            return NOTHING
        if noun_in(words[head].text, lex.sets["sayings"], "de") is None and words[head].text[1:].islower():
            adjective = words[head].text.endswith(("en", "er", "e")) and head == first  # "Ukrainischen Angaben zufolge"
            later = next((k for k in range(head + 1, last) if words[k].capital), head)
            head = later if adjective and noun_in(words[later].text, lex.sets["sayings"], "de") else head
        noun = words[head].text
        listed = noun_in(noun, lex.sets["sayings"], "de")
        if listed is None:
            return NOTHING
        document = noun_in(noun, lex.sets["documents"], "de") is not None
        if any(words[k].text.lower().startswith("eigen") for k in range(first, head)):
            return self._own(words[head].begin)
        front = compound_front(noun, listed) or compound_front(lemma(noun, "de"), lemma(listed, "de").lower())
        rest = range(head + 1, last)
        if rest and (lex.has("subordinators", words[rest.start].text) or words[rest.start].text in MARKS or rest.start in self._names or words[rest.start].text.lower() in lex.sets["determiners"]):  # fmt: skip # noqa: E501
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
        if (
            front
            and noun.lower().endswith(("berichte", "berichten", "bericht"))
            and (body_head(front, lex) or role_head(front, lex) or front == "Medien")
        ):
            return self._by_front(front, head)
        if document and (first == head or not lex.has("definite", words[first].text)):
            return NOTHING
        state = [w for k in before if (w := lex.adjectives.get(stem(words[k].text)))]
        if len(state) == 1 and not document and listed.startswith(("angab", "information", "darstell")):
            return self._state(state[0], (), first, head + 1, Span(words[first].begin, words[head].end))
        if state:
            return NOTHING
        if first < head and not any(words[k].text.lower() in lex.sets["determiners"] for k in before) and not document:
            return self._unnamed(None, first, last)
        if first < head or document or listed.startswith(("angab", "information", "erkenntnis")):
            source = self._last_source(words[head].begin)
            return source if source or not document else NOTHING
        return NOTHING

    def _noun_phrase(self, first: int, last: int, depth: int) -> Entity | None:
        words, page = self.page.words, self.page
        core = self._core(first, last)
        if (person := self._person_in(first, last, core)) is not None:
            return person
        heads = [k for k in range(first, core) if words[k].alphabetic and (words[k].capital or not self.german)
                 and not (self.lex.has("determiners", words[k].text)) and words[k].text != "Jahre"]  # fmt: skip
        if not heads:
            return self._fallback(first, last)
        head = self._past_adjective(heads, core) if self.german else core - 1
        if not self.german and words[head].text in {"'", "'s", "’s", "’"}:
            head -= 1
        name = self._name_of.get(head)
        if self.german and name is not None and name.kind != "person":
            after = name.last
            if name.kind == "state" and after < core and words[after].capital and words[after - 1].text.endswith("s"):
                head, name = after, self._name_of.get(after)
        elif self.german and name is not None and name.last < core and words[name.last - 1].text.endswith("s") and role_head(words[name.last].text, self.lex):  # fmt: skip # noqa: E501
            head, name = name.last, self._name_of.get(name.last)  # "Merkels Sprecher"
        elif (
            self.german
            and words[head].text[:1].isupper()
            and stem(words[head].text) in self.lex.adjectives
            and len(heads) > 1
        ):
            head = heads[1]
            name = self._name_of.get(head)
        if name is not None:
            return self._named(name, first, core)
        if head - first <= 1 and head == core - 1 and (side := self._point(head)) is not None:
            page.mention(side, Span(words[first].begin, words[core - 1].end), "name")
            return side
        noun = words[head].text
        if not self.german and head > first and words[head - 1].text == "number" and self.lex.has("definite", words[first].text):  # fmt: skip # noqa: E501
            return self._recent_person(words[head], None)  # "the former world number one"
        if self.german and noun == "Nummer" and self.lex.has("definite", words[first].text):  # "die Nummer eins"
            state, _ = self._owner_state(first, last, last, last)
            return self._recent_person(words[head], None, state)
        span = Span(words[first].begin, words[core - 1].end)
        if self.german and head + 1 < core and not role_head(noun, self.lex):
            follow = self._name_of.get(head + 1) or self._name_of.get(
                head + 2 if words[head + 1].text in MARKS else head + 1
            )
            if follow is not None and follow.kind not in {"person", "state"}:
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
            if not plural_role and self.lex.has("definite", words[first].text) and self.lex.has("veiled", noun):
                return self._veiled(first, core, last, noun.lower())
            if not plural_role:
                return self._unnamed(None, first, last)
        if role and not self.german and (stop := self._chiefs(head, first, last)):
            return self._body(None, first, stop, span, head=head, last=last)
        if role and self.german and body_head(noun, self.lex) == role[0] and not role[0].endswith("er"):
            holder = self._office_holder(words[head], role[0], role[1])  # "der Aufsichtsrat", unless one person is it
            if holder is None or holder.kind != "person":
                return self._body(None, first, core, span, head=head, last=last)
        if role and not (body_head(noun, self.lex) and not self.german):
            return self._role(first, core, last, head, role, depth)
        if (document := noun_in(noun, self.lex.sets["documents"], self.lex.language)) and not body_head(noun, self.lex):
            return self._document(first, core, head, document)
        if body_head(noun, self.lex):
            return self._body(None, first, core, span, head=head, last=last)
        return self._fallback(first, last, head=head, core=core)

    def _person_in(self, first: int, last: int, core: int) -> Entity | None:
        """The person whose name heads a phrase, or stands behind the office that does."""
        for person in (n for k in range(first, last) if (n := self._names.get(k)) and n.kind == "person"):
            at = office_of(self.page.words, person.first, self.lex)
            if self._heads(person, first, core) or (at is not None and at >= first):
                return self.page.of_name[person.first]
        return None

    def _past_adjective(self, heads: Sequence[int], core: int) -> int:
        """The noun behind an adjective with a capital: "Der Technische Leiter", "das Statistische Landesamt"."""
        words, at = self.page.words, heads[0]
        if at + 1 >= core or at in self._name_of or not words[at + 1].capital:
            return at
        low = words[at].text.lower()
        people, body = role_head(words[at + 1].text, self.lex), body_head(words[at + 1].text, self.lex)
        plain = not role_head(words[at].text, self.lex) and not body_head(words[at].text, self.lex)
        opens = self.page.sentences[self.page.sentence_at(words[at].begin)].span.begin == words[at].begin
        other = plain and low.endswith(("er", "e", "en") if opens else "er")  # "Mobile Teams", "Stuttgarter Polizei"
        return at + 1 if (people or body) and (other or stem(low).endswith(INFLECTED)) else at

    def _chiefs(self, head: int, first: int, last: int) -> int:
        """End of a body named by the people in it ("Joint Chiefs of Staff"), or 0."""
        words = self.page.words
        if not words[head].text.endswith("s") or head <= first or not words[head].capital:
            return 0
        before = words[head - 1]
        opening = self.page.sentences[self.page.sentence_at(before.begin)].span.begin == before.begin
        plain = before.text.lower() in self.lex.adjectives or before.text.lower() in self.lex.sets["determiners"]
        name = self._name_of.get(head - 1)
        named = name is not None and (name.known is not None or name.kind != "organisation")
        if not before.capital or plain or opening or named or words[head].text.lower() in self.lex.sets["unnamed"]:  # fmt: skip # noqa: E501
            return 0
        stop = head + 1
        if stop + 1 < last and words[stop].text == "of" and words[stop + 1].capital:
            stop += 2
        return stop

    def _heads(self, name: Name, first: int, core: int) -> bool:
        """Whether a person's name is the head of the phrase and not somebody's or something's owner."""
        words = self.page.words
        if name.first == first:
            after = name.last
            owner = after < core and (words[after].text in {"'s", "’s", "'", "’"} or (self.german and words[after].capital and words[name.last - 1].text.endswith("s") and not name.text.endswith("s")))  # fmt: skip # noqa: E501
            return not owner
        before = words[name.first - 1].text
        ahead = words[core - 1].text if name.last < core else ""
        if not self.german and ahead[:1].islower() and (body_head(ahead, self.lex) or role_head(ahead, self.lex)):
            return False  # "the Biden campaign"
        if before in {",", "(", "„", '"', "–"}:
            return True
        low = before.lower()
        if low in self.lex.sets["subordinators"] and not (low == "der" and name.first - 1 == first):
            return False
        if (
            self.lex.exact("titles", before)
            and name.first - 2 >= first
            and words[name.first - 2].text.lower() in self.lex.sets["subordinators"]
        ):
            return False
        if name.last < len(words) and words[name.last].text in {"'s", "’s"} and name.last < core:
            return False
        return name.first < core or words[name.first - 1].text == ","
