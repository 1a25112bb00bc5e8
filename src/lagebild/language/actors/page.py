"""One page being read: its words, names and entities, and who was mentioned where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lagebild.language.actors.apposition import offices
from lagebild.language.actors.entities import Entity, Registry
from lagebild.language.actors.grammar import role_head
from lagebild.language.actors.kinds import kinds_of
from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.actors.names import Name, find_names
from lagebild.language.actors.slips import mended, surnames
from lagebild.language.actors.words import Word, split_words
from lagebild.model import Document, Mention, Sentence, Span
from lagebild.text import join

if TYPE_CHECKING:
    from lagebild.language.tagger import Tagging

_TITLE = 5
"""Most words from a state to the name of the one who holds an office there."""
_WHERE = frozenset({"in", "kreis", "landkreis", "near", "nach", "aus", "from"})
_CLAUSE = 8
"""Words of a relative clause that may show whom it speaks of."""
_REACH = 3
"""How many sentences back a pronoun or a role may look."""


class Page:
    """The state of one page's reading; built once, then asked for each speaker in text order."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], tagging: Tagging | None, said: Sequence[Span] = ()
    ) -> None:
        self.text = document.text
        self.outlet = document.outlet
        self._said = sorted(join(s for s in said if s.end > s.begin))
        self.lexicon = load_lexicon(document.language if document.language in {"de", "en"} else "en")
        self.sentences = sorted(sentences, key=lambda s: s.span)
        self._begins = [s.span.begin for s in self.sentences]
        self.words: list[Word] = []
        for sentence in self.sentences:
            self.words += split_words(self.text, sentence.span.begin, sentence.span.end)
        self.names = mended(find_names(self.words, self.lexicon, tagging))
        self.surnames = surnames(self.names)
        self.tagged = tagging is not None
        self.places = self._found_places(tagging)
        self.registry = Registry(self.lexicon)
        self.mentions: list[Mention] = []
        self.of_name: dict[int, Entity] = {}
        self.mentioned: list[tuple[int, Entity]] = []
        self._collect()

    def _collect(self) -> None:
        persons = [n for n in self.names if n.kind == "person"]
        for name in (*(n for n in persons if n.sure), *(n for n in persons if not n.sure)):
            entity = self.registry.person(name)
            self._note(name, entity)
            for office in offices(self.words, name, self.lexicon, self.text):
                self.give_office(entity, office.text, office.head, office.gender)
            self._age(name, entity)
            entity.gender = entity.gender or self._shown(name)
            if name.first and (origin := self.lexicon.inhabitants.get(self.words[name.first - 1].text.lower())):
                entity.state = entity.state or origin[0]  # "der Bulgare X"
                entity.gender = entity.gender or origin[1] or None
        for name in self.names:
            if name.kind == "person":
                continue
            entity = self.registry.known(name.known) if name.known else self.registry.body(name.text, name.kind, ())
            if name.kind == "organisation":
                entity.classes |= kinds_of(self.words, name, self.lexicon)
            if not (name.known and name.known.seat) or name.text in self.lexicon.sets["houses"]:
                self._note(name, entity)
            else:
                self.of_name[name.first] = entity
            self._short_form(name, entity)
        self.mentioned.sort(key=lambda pair: pair[0])
        if self.lexicon.language == "en":  # the lists know a body by its German name first
            for entity in self.registry.entities.values():
                if (
                    entity.key.startswith("org:")
                    and entity.names
                    and entity.name not in entity.names
                    and not entity.name.isupper()
                ):
                    entity.name = max(entity.names, key=len)

    def _found_places(self, tagging: Tagging | None) -> frozenset[str]:
        """Words that stand for a place on this page: behind "in" and no person's name, or so read by the tagger."""
        people = {k for n in self.names if n.kind != "state" for k in range(n.first, n.last)}
        found = {
            w.text
            for k, w in enumerate(self.words)
            if k and k not in people and w.capital and self.words[k - 1].text.lower() in _WHERE
        }
        for span in tagging.spans if tagging else ():
            if span.label == "LOC":
                found.add(self.text[span.begin : span.end])
        return frozenset(found)

    def _note(self, name: Name, entity: Entity) -> None:
        entity.see(name.text, Span(name.begin, name.end))
        self.of_name[name.first] = entity
        self.mentioned.append((name.begin, entity))
        self.mentions.append(Mention(Span(name.begin, name.end), "name", entity.kind, entity.key))

    def give_office(self, entity: Entity, text: str, head: str, gender: str | None) -> None:
        """Note an office; its form may tell the gender."""
        role = " ".join(text.split())
        if role and role not in entity.roles:
            entity.roles.append(role)
        entity.heads.add(head)
        entity.classes.add(self.lexicon.people.get(head, ""))
        if gender and (entity.gender is None or (self.lexicon.language == "de" and gender == "f")):
            entity.gender = gender

    def _age(self, name: Name, entity: Entity) -> None:
        ahead = self.words[name.last : name.last + 3]
        if (
            len(ahead) == 3
            and ahead[0].text in {",", "("}
            and ahead[1].text.isdigit()
            and ahead[2].text in {",", ")", "."}
        ):
            entity.ages.add(ahead[1].text)
        if (
            len(ahead) == 3
            and ahead[0].text == "("
            and (party := self.lexicon.known.get((ahead[1].text,)))
            and "party" in party.classes
        ):
            entity.classes.add(f"party:{ahead[1].text.lower()}")
        if name.first and (head := self.words[name.first - 1].text).endswith(("jährige", "jähriger", "year-old")):
            entity.ages.add(head.split("-")[0])

    def _shown(self, name: Name) -> str | None:
        """The gender a relative clause or apposition shows: "X, die …", "X, who was on his way"."""
        ahead = [w.text.lower() for w in self.words[name.last : name.last + _CLAUSE]]
        if ahead[:1] != [","] or len(ahead) < _CLAUSE:
            return None
        if self.lexicon.language == "de":
            return {"der": "m", "dessen": "m", "die": "f", "deren": "f"}.get(ahead[1])
        if ahead[1] != "who":
            return None
        clause = ahead[2 : ahead.index(",", 2) if "," in ahead[2:] else _CLAUSE]
        return next((g for w, g in (("his", "m"), ("her", "f")) if w in clause), None)

    def _short_form(self, name: Name, entity: Entity) -> None:
        ahead = self.words[name.last : name.last + 3]
        if name.kind == "state":
            return
        if (
            len(ahead) == 3
            and ahead[0].text == "("
            and ahead[2].text == ")"
            and sum(c.isupper() for c in ahead[1].text) > 1
        ):
            short = ahead[1].text
            if all(n.text != short or n.known is None for n in self.names):
                entity.names.append(short)

    # --- places -------------------------------------------------------------------------------

    def sentence_at(self, place: int) -> int:
        """Index of the sentence a place lies in (or follows)."""
        return max(0, bisect_right(self._begins, place) - 1)

    def before(self, place: int, reach: int = _REACH) -> list[tuple[int, int, Entity]]:
        """Mentions before a place, nearest first: (sentences back, offset, entity). Stays within a live entry."""
        here = self.sentence_at(place)
        low = max(0, here - reach)
        while low < here and self._apart(low, here):
            low += 1
        floor = self.sentences[low].span.begin if self.sentences else 0
        out: list[tuple[int, int, Entity]] = []
        k = bisect_right([p for p, _ in self.mentioned], place - 1) - 1
        while k >= 0 and self.mentioned[k][0] >= floor:
            spot, entity = self.mentioned[k]
            out.append((here - self.sentence_at(spot), spot, entity))
            k -= 1
        return out

    def in_speech(self, place: int) -> bool:
        """Whether a place lies inside what somebody is said to have said."""
        k = bisect_right(self._said, Span(place, 1 << 60)) - 1
        return k >= 0 and place < self._said[k].end

    def same_paragraph(self, left: int, right: int) -> bool:
        """Whether two sentences, by index, stand in one paragraph."""
        both = range(len(self.sentences))
        return left in both and right in both and self.sentences[left].paragraph == self.sentences[right].paragraph

    def _apart(self, low: int, here: int) -> bool:
        left, right = self.sentences[low], self.sentences[here]
        if "live_entry" in {left.block, right.block} and left.paragraph != right.paragraph:
            return True
        return left.block in {"headline", "kicker"} and here - low > 1

    def mention(self, entity: Entity, span: Span, form: str) -> None:
        """Note a later mention (role, pronoun, unnamed) so that pronouns after it find it."""
        entity.places.append(span.begin)
        if entity.first is None:
            entity.first = span
        pair = (span.begin, entity)
        at = bisect_right([p for p, _ in self.mentioned], span.begin)
        self.mentioned.insert(at, pair)
        self.mentions.append(Mention(span, form, entity.kind, entity.key))  # type: ignore[arg-type]

    def subject_of(self, sentence: int) -> Entity | None:
        """The first person or body named in a sentence, if the sentence opens with it or an office before it."""
        span = self.sentences[sentence].span
        for k, (spot, entity) in enumerate(self.mentioned):
            if spot >= span.end:
                break
            if spot >= span.begin:
                ahead = self.mentioned[k + 1] if k + 1 < len(self.mentioned) else None
                if entity.kind != "person" and ahead is not None and ahead[1].kind == "person" and ahead[0] < span.end:
                    gap = self.text[spot : ahead[0]].split()
                    titled = all(w[:1].isupper() for w in gap) or role_head(gap[-1], self.lexicon) is not None
                    if len(gap) <= _TITLE and titled:  # "Bayerns Regierungschef X", "Labour leader X"
                        return ahead[1]
                return entity
        return None
