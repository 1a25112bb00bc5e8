"""Speakers whose words no list knows."""

from __future__ import annotations

import simplemma

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import (
    lemma,
    noun_gender,
)
from lagebild.language.actors.offices import Offices
from lagebild.language.actors.slips import meant
from lagebild.model import Span

_NOBODY = frozenset({"you", "your", "why", "how", "what", "nor", "not", "or", "if"})
"""Words that stand in no description of a speaker."""


class Unlisted(Offices):
    """Reads what is left: bare names, acronyms, unknown nouns."""

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
            if self._personal(words[first].text, text) or text.lower().endswith(
                ("jährige", "jähriger", "jährigen", "innen")
            ):
                return False
            people = (
                words[first].text.lower() in {"die", "viele", "mehrere", "einige", "alle", "zahlreiche"} or first == at
            )
            return simplemma.is_known(text, "de") and not (people and text.endswith(("er", "ern", "en", "te", "ge")))
        if any(words[k].text.lower() in _NOBODY for k in range(first, stop)):
            return True
        capitals = sum(words[k].capital for k in range(first, stop))
        low = words[stop - 1].text.lower()
        if first == at == stop - 1 and words[first].capital:
            opening = any(s.span.begin == words[first].begin for s in self.page.sentences)
            if not opening or sum(c.isupper() for c in text) > 1 or not simplemma.is_known(low, "en"):
                return False
        return capitals - words[first].capital == 0 and not low.endswith(("ers", "ors", "ists", "ants", "ents", "ians", "men", "man", "er", "or", "ist", "people", "year-old"))  # fmt: skip # noqa: E501

    def _general(self, noun: str) -> bool:
        """Whether a noun only points back to a body and is none by itself, as "das Haus"."""
        return (lemma(noun, "de") if self.german else noun).lower() in self.lex.hypernyms

    def _who(self, stop: int) -> bool:
        """Whether "who" follows: whatever noun no list knows, it is somebody ("a deckhand, who …")."""
        ahead = [w.text.lower() for w in self.page.words[stop : stop + 2]]
        return ahead[:1] == ["who"] or ahead == [",", "who"]

    def _personal(self, article: str, noun: str) -> bool:
        """Whether an unlisted German noun with its article looks like a person ("der Chilene", "die Schwimmerin")."""
        low = noun.lower()
        if article.lower() in {"die", "eine"}:
            return low.endswith("in")
        people = ("er", "e", "ist", "or", "ent", "ant", "ling", "loge")
        return article.lower() in {"der", "ein"} and low.endswith(people)

    def _medium_noun(self, first: int, stop: int, at: int) -> Entity | None:
        """The medium a common noun means: the one named before ("the broadcaster"), else one without a name."""
        words = self.page.words
        span = Span(words[first].begin, words[stop - 1].end)
        nouns = self.lex.sets["medium_nouns"] | self.lex.sets["agency_nouns"]
        low = words[at].text.lower()
        medium = max((m for m in nouns if low.endswith(m)), key=len, default=None)  # two of one length would be one
        if medium is None and self.lex.has("definite", words[first].text) and at - first <= 1:
            return self._by_last_part(words[at].text, span)
        if medium is not None:
            if self.lex.has("definite", words[first].text) and at - first <= 1:
                for _, _, known in self.page.before(words[at].begin, 6):
                    if known.kind in {"media", "agency"}:
                        return known
            entity = self.page.registry.body(
                self._plain(first, stop, at, noun_gender(words[at].text)), "media", {"medium"}
            )
            entity.see(entity.name, span)
            entity.roles.append(medium)
            self.page.mention(entity, span, "role")
            return entity
        return None

    def _by_last_part(self, text: str, span: Span) -> Entity | None:
        """The medium a part of its name means ("des Anzeigers"): one named on the page, or the page's own."""
        parts = self.lex.sets["medium_parts"]
        part = next((p for p in (text, text.removesuffix("s")) if p in parts), None)
        if part is None:
            return None
        media = [e for e in self.page.registry.entities.values() if e.kind in {"media", "agency"}]
        found = next((e for e in media if any(n.split()[-1:] == [part] for n in (e.name, *e.names))), None)
        own = self.page.outlet or ""
        if found is None and own.split()[-1:] == [part]:
            found = self.page.registry.body(own, "media", {"medium"})
        if found is not None:
            found.see(part, span)
            self.page.mention(found, span, "name")
        return found

    def _no_name(self, name: str, *, body: bool) -> bool:
        """Whether bare capitals are no name: adjectives, a place of the page, a noun the tagger passed over."""
        parts = name.split()
        if all(p.lower() in self.lex.adjectives for p in parts):
            return True
        unseen = self.german and self.page.tagged and len(parts) == 1 and simplemma.is_known(name, "de")
        return not body and (unseen or name in self.page.places)

    def _spelt_out(self, short: str) -> Entity | None:
        """The only body on the page whose initials a short form is: "RAIB", "Rail Accident Investigation Branch"."""
        found = [
            e
            for e in self.page.registry.entities.values()
            if e.kind == "organisation" and "".join(w[0] for w in e.name.split() if w[0].isupper()) == short
        ]
        return found[0] if len(found) == 1 and len(short) > 2 else None

    def _fallback(self, first: int, last: int, head: int | None = None, core: int | None = None) -> Entity | None:
        """Words the lists do not know: a bare capitalised word is a name, a noun with an article an unnamed speaker."""
        words = self.page.words
        at = head if head is not None else first
        stop = core or last
        start = first + self.lex.has("determiners", words[first].text)
        seen = self._names_by_text().get(" ".join(w.text for w in words[start:stop]))
        if seen is not None:
            self.page.mention(seen, Span(words[first].begin, words[stop - 1].end), "name")
            return seen
        article = self.lex.has("determiners", words[first].text)
        if stop - first == 1 and (right := meant(words[first].text, self.page.surnames)) is not None:
            bearers = [e for e in self.page.registry.entities.values() if e.kind == "person" and e.surname == right]
            if len(bearers) == 1:
                self.page.mention(bearers[0], Span(words[first].begin, words[first].end), "name")
                return bearers[0]
        capitals = [k for k in range(first, stop) if words[k].capital]
        span = Span(words[first].begin, words[stop - 1].end)
        aged = words[at].text.lower().endswith(("jährige", "jähriger", "jährigen", "year-old"))
        origin = self.lex.inhabitants.get(words[at].text.lower())
        if article and (aged or origin or (self.lex.has("definite", words[first].text) and stop - first == 2)):
            shown = {"die": "f", "der": "m"}.get(words[first].text.lower())
            gender = (origin[1] or None) if origin else shown if aged else None
            found = self._office_holder(words[at], words[at].text.lower(), gender)
            personal = self._personal(words[first].text, words[at].text)
            if found is None and (aged or origin or personal):
                gender = shown if personal and gender is None else gender
                found = self._recent_person(words[at], gender, origin[0] if origin else None)
            if found is not None:
                self.page.mention(found, span, "role")
                return found
        if (medium := self._medium_noun(first, stop, at)) is not None:
            return medium
        if len(words[at].text) > 1 and words[at].text.isupper() and (self.german or (article and stop - first == 2)):
            entity = (
                self._names_by_text().get(words[at].text)
                or self._spelt_out(words[at].text)
                or self.page.registry.body(words[at].text, "organisation")
            )
            entity.see(words[at].text, span)
            self.page.mention(entity, span, "name")
            return entity
        if not self.german and words[first].text.lower() in {"a", "an"} and self._who(stop):
            return self._unnamed(None, first, stop)
        if article and self._general(words[at].text):
            return self._same_body(words[at].text, first, at, words[at].begin, stated=False)
        if self._implausible(first, stop, at):
            return None
        if not article and capitals and not self.lex.exact("not_names", words[capitals[0]].text):
            end = next(
                (k for k in range(capitals[0], capitals[-1]) if self.lex.has("determiners", words[k].text)),
                capitals[-1] + 1,
            )  # "Jan Kos den Abend"
            name = " ".join(words[k].text for k in range(capitals[0], end))
            parts = name.split()
            plural = (
                not self.german and len(parts) == 1 and name.endswith("s") and lemma(name.lower(), "en") != name.lower()
            )
            noun = (
                self.german
                and len(parts) == 1
                and name.endswith((*self.lex.endings, "innen", "er", "en", "te", "ler"))
                and lemma(name, "de") != name
            )
            if not plural and not noun:
                body = any(p in self.lex.sets["org_parts"] for p in parts) or (len(parts) == 1 and name.isupper() and len(name) > 1) or (self.german and "-" in name and len(parts) == 1)  # fmt: skip # noqa: E501
                existing = self._names_by_text().get(name)
                if existing is None and self._no_name(name, body=body):
                    return None
                entity = existing or self.page.registry.body(
                    name, "organisation" if body or len(parts) > 3 else "person"
                )
                entity.see(name, span)
                self.page.mention(entity, span, "name")
                return entity
        if not self.german and words[first].text.lower() == "the" and not words[stop - 1].text.endswith("s"):
            return self._recent_person(words[at], None)
        return self._unnamed(None, first, last)
