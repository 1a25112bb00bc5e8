"""Pronouns, demonstratives and other small words: whom they mean."""

from __future__ import annotations

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import (
    body_head,
    noun_gender,
    role_head,
)
from lagebild.language.actors.reference import NOTHING, Reference
from lagebild.language.actors.words import Word, between
from lagebild.model import Span

_BODY = 0.45
"""How well a body agrees with a pronoun by the gender of its name."""
_LIKELY = 0.5
_VOICE = 2
"""Sentences for which a body is a person after a spokesperson spoke for it."""
_TOPIC = 3
"""How many times as often as another the page must name somebody who is meant where both fit alike."""


class Pronouns(Reference):
    """Reads a phrase of one small word."""

    def _complete(self, first: int) -> int:
        """End of the noun phrase a lone article opens."""
        words = self.page.words
        k = first + 1
        while k < len(words) and k - first < 5 and words[k].alphabetic and words[k].begin - words[k - 1].end <= 1:
            if words[k].capital and k not in self._name_of:
                return k + 1
            k += 1
        return max(k, first + 1)

    def _small_word(self, word: Word, at: int, *, plural: bool | None) -> object:
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
                return (
                    self._pronoun(word, "f", plural=False) if plural is False else self._pronoun(word, "f", plural=None)
                )
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
            return self._last_source(word.begin) if low == "man" else self._one_of(word, at)
        return NOTHING

    def _one_of(self, word: Word, at: int) -> Entity:
        """Whom "one" or "another" of a group named just before means: the group that speaks, a further one of it."""
        low = word.text.lower()
        group = self._group(word.begin) if low in self.lex.sets["single"] else None
        if group is None:
            return self._unnamed(word.text, at, at + 1)
        if low in self.lex.sets["further"]:
            noun = next((p for p in group.name.split() if role_head(p, self.lex)), "")
            head = role_head(noun, self.lex)
            return self._unnamed(f"{low} {head[0]}" if head and not self.german else None, at, at + 1)
        self.page.mention(group, Span(word.begin, word.end), "pronoun")
        return group

    def _group(self, place: int, noun: str | None = None) -> Entity | None:
        """The nameless people last spoken of as several, and if ``noun`` is given, called by it."""
        for _, _, entity in self.page.before(place):
            if entity.kind == "unnamed" and entity.plural:
                heads = {head[0] for part in entity.name.split() if (head := role_head(part, self.lex))}
                if noun is None or noun in heads:
                    return entity
        return None

    def _fits(self, entity: Entity, gender: str | None, *, plural: bool | None) -> float | None:
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
            return _BODY if gender and noun_gender(entity.name) == gender and entity.kind == "organisation" else None
        return None

    def _called(self, entity: Entity, spot: int) -> str | None:
        """The gender of the noun a state is called by at a place, as "Bundesregierung"."""
        form = max((n for n in entity.names if self.page.text.startswith(n, spot)), key=len, default="")
        return noun_gender(form) if body_head(form, self.lex) else None

    def _pronoun(self, word: Word, gender: str | None, *, plural: bool | None) -> Entity | None:
        page = self.page
        scores: dict[str, float] = {}
        who: dict[str, Entity] = {}
        here = page.sentence_at(word.begin)
        for back, spot, entity in page.before(word.begin):
            fit = self._fits(entity, gender, plural=plural)
            if fit is None and entity.kind == "state" and gender == "f" and self._called(entity, spot) == gender:
                fit = _BODY  # "die Bundesregierung. Sie …"
            if entity.voice and entity.kind != "person" and here - self.source_sentence > _VOICE:
                fit = None  # the spokesperson who once spoke for it is long gone
            if fit is None:
                continue
            points = fit * 2 - back * 0.6
            if self.source is entity and here - self.source_sentence <= 2:
                points += 1.0 if page.same_paragraph(self.source_sentence, here) else 0.4
            told = page.in_speech(spot)
            spoken_of = told and not back  # "X sei müde, sagte er" is another's
            if not spoken_of and page.subject_of(page.sentence_at(spot)) is entity:
                fresh = back <= 1 and fit > _LIKELY and page.same_paragraph(here - back, here)
                points += 1.4 if fresh else 0.8
            if told:
                points -= 1.2
            if entity.key not in scores or points > scores[entity.key]:
                scores[entity.key], who[entity.key] = points, entity
        if self.source and here - self.source_sentence <= 4 and self.source.key not in scores:
            fit = self._fits(self.source, gender, plural=plural)
            if fit and (self.source.kind == "person" or not self.source.voice or here - self.source_sentence <= _VOICE):
                scores[self.source.key], who[self.source.key] = fit * 2 - 0.4, self.source
        if not scores and (topic := self._topic(word.begin, gender, plural=plural)) is not None:
            scores[topic.key], who[topic.key] = 1.0, topic
        if not scores:
            return None
        ranked = sorted(scores, key=lambda k: (-scores[k], k))
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < 0.15:
            left, right = (len(who[k].places) for k in ranked[:2])
            if max(left, right) < _TOPIC * max(1, min(left, right)):
                return None
            ranked = ranked if left > right else [ranked[1], ranked[0]]
        entity = who[ranked[0]]
        if gender in {"f", "m"} and entity.kind == "person" and entity.gender is None and plural is False:
            entity.gender = gender
        page.mention(entity, Span(word.begin, word.end), "pronoun")
        return entity

    def _topic(self, place: int, gender: str | None, *, plural: bool | None) -> Entity | None:
        """The person the page is about, if nobody else was named since he was."""
        page = self.page
        people = [e for e in page.registry.entities.values() if e.kind == "person" and not e.parts]
        last = max(people, key=lambda e: (e.last_before(place) or -1, e.key), default=None)
        if last is None or last.last_before(place) is None or self._fits(last, gender, plural=plural) != 1.0:
            return None
        others = max((len(e.places) for e in people if e is not last), default=0)
        return last if len(last.places) >= _TOPIC and len(last.places) >= 2 * others else None

    def _nearest(self, word: Word, gender: str | None) -> Entity | None:
        for _, _, entity in self.page.before(word.begin, 1):
            if gender is None or self._fits(entity, gender, plural=None):
                return entity
        return None

    def _own(self, place: int) -> Entity | None:
        """Whose "own" words are meant: the subject of the sentence, else the last source."""
        page = self.page
        sentence = page.sentence_at(place)
        begin = page.sentences[sentence].span.begin
        opening = page.words[between(page.words, begin, place).start]
        small = {
            **dict.fromkeys(("er", "he"), "m"),
            **dict.fromkeys(("sie", "she"), "f"),
            **dict.fromkeys(("es", "it"), "n"),
        }
        if opening.begin < place and (gender := small.get(opening.text.lower())):
            return self._pronoun(opening, gender, plural=None if gender == "f" else False)
        subject = page.subject_of(sentence)
        if subject is not None and subject.kind != "state":
            return subject
        span = page.sentences[sentence].span
        for k in between(page.words, span.begin, place):
            if body_head(page.words[k].text, self.lex) and page.words[k].capital and k not in self._name_of:
                first = k - 1 if k and page.words[k - 1].text.lower() in self.lex.sets["determiners"] else k
                return self._noun_phrase(first, k + 1, 1)
        return subject or self._last_source(place)
