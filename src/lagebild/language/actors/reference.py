"""What every reading of a phrase shares: the page, the last source, and the plain form of a phrase."""

from __future__ import annotations

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.grammar import (
    INFLECTED,
    body_head,
    lemma,
    nominative,
    role_head,
)
from lagebild.language.actors.page import Page
from lagebild.model import Span

_BREAKS = frozenset(
    {"who", "whose", "which", "that", "briefed", "close", "familiar", "speaking", "cited", "quoted", "nahe"}
)
"""English words that end the core of a phrase."""
_LONG = 8
"""Most words of a nameless speaker's description."""
MARKS = frozenset("„“”\"»«‚‘’'()[],.:;–-—")
NOTHING = object()
"""Says that a reading does not apply, as opposed to ``None``: it applies and finds nobody."""


class Reference:
    """The state of reading, and what the readings of one phrase call of each other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lex = page.lexicon
        self.german = page.lexicon.language == "de"
        self.source: Entity | None = None
        self.source_sentence = -9
        self._memo: dict[tuple[int, int], Entity | None] = {}
        self._names = {n.first: n for n in page.names}
        self._name_of = {i: n for n in page.names for i in range(n.first, n.last)}

    def _last_source(self, place: int) -> Entity | None:
        return self.source if self.page.sentence_at(place) - self.source_sentence <= 3 else None

    def _names_by_text(self) -> dict[str, Entity]:
        return {form: e for e in self.page.registry.entities.values() for form in (e.name, *e.names)}

    def _core(self, first: int, last: int) -> int:
        """End of the phrase's core: before the first comma, preposition or relative word."""
        for k in range(first + 1, last):
            low = self.page.words[k].text.lower()
            if k in self._name_of and k not in self._names:
                continue
            if self.page.words[k].text in {",", "(", "–", ";"} or (
                low in self.lex.sets["subordinators"] and not (self.german and low == "der" and k == first)
            ):
                return k
            if low in _BREAKS and not self.german:
                return k
        return last

    def _singular(self, first: int) -> bool:
        if self.page.words[first].text.lower() in {"die", "diese"}:
            noun = next((w.text for w in self.page.words[first + 1 : first + 4] if w.capital), "")
            role = role_head(noun, self.lex) if body_head(noun, self.lex) is None else None
            return lemma(noun, "de") == noun and not (role and role[1] == "m")  # "die Täter"
        if self.page.words[first].text.lower() == "den":
            noun = next((w.text for w in self.page.words[first + 1 : first + 4] if w.capital), "")
            if noun.endswith(("ern", "eln", "innen")):  # the dative plural
                return False
        return self.page.words[first].text.lower() in {"der", "ein", "eine", "einer", "eines", "einem", "dem", "des", "den", "dieser", "a", "an", "one", "another", "the", "kein"}  # fmt: skip # noqa: E501

    def _plain(self, first: int, last: int, head: int, gender: str | None) -> str:
        """A phrase without its article, head and adjectives in base form, cut at the first comma."""
        words = self.page.words
        out: list[str] = []
        for k in range(first, last):
            text = words[k].text
            if k > first and text in {",", "(", "–", ";"}:
                break
            if self.lex.has("determiners", text) and k < head and not text.isdigit():
                continue
            if self.german and k < head and not (words[k].capital and text.endswith("er")):
                text = nominative(text, gender) if text[0].islower() or stem(text).endswith(INFLECTED) else text
            elif self.german and k == head:
                text = lemma(text, "de") if not text.lower().endswith(("kreise", "kreisen")) else text.removesuffix("n")
                holder = role_head(text, self.lex) if gender == "m" else None
                base = body_head(text, self.lex)
                at = text.lower().rfind(base) if base else -1
                if base and at >= 0 and text.lower()[at + len(base) :] in {"s", "es"}:
                    text = text[: at + len(base)]  # "des Weltverbandes"
                if holder and f"{text}r".lower().endswith(holder[0]) and not text.lower().endswith(holder[0]):
                    text += "r"  # "der Beauftragte" alone is "Beauftragter"
            if text in {"'s", "’s", "'", "’"} and out:
                out[-1] += text
            elif text not in '„“”"»«':
                out.append(text)
        if len(out) > 1 or (out and out[0].endswith(("'s", "’s"))):
            out[-1] = out[-1].removesuffix("'s").removesuffix("’s")
        return " ".join(out) or words[head].text

    def _unnamed(self, text: str | None, first: int, last: int) -> Entity:
        words = self.page.words
        core = self._core(first, last)
        heads = [k for k in range(first, core) if words[k].capital and not self.lex.has("determiners", words[k].text)]
        head = (heads[0] if heads else first) if self.german else core - 1
        if text is None:
            start = first + (words[first].text.lower() in {*self.lex.sets["definite"], "a", "an"})
            name = " ".join(w.text for w in words[start:last])
            if self.german:
                one = words[first].text.lower() in {"einer", "eine", "eines"} and words[first + 1].text.lower() in {
                    "der",
                    "von",
                }
                name = " ".join(w.text for w in words[first:last]) if one else self._plain(first, core, head, None)
                shown = next((p for p in name.split() if p[:1].isupper()), "")
                rest = words[core:last]
                if not one and rest and rest[0].text.lower() in {"des", "der", "von", "vom"} and len(rest) <= 5:
                    name = f"{name} {' '.join(w.text for w in rest)}"
                written = words[head].text
                if not self._singular(first):
                    dative = written.lower().endswith(("kreisen", "berichten", "ern", "eln"))
                    plain = written.removesuffix("n") if dative else written
                    name = " ".join(plain if part == shown else part for part in name.split())
            else:
                told = {"who", "which", "that"}.isdisjoint(w.text.lower() for w in words[start:last])
                name = name if last - start < _LONG + told else " ".join(w.text for w in words[start:core])
                parts = name.split()[:_LONG]
                while len(parts) > 1 and parts[-1].lower() in _BREAKS | self.lex.sets["subordinators"]:
                    parts.pop()
                name = " ".join(parts)
        else:
            name = text
        entity = self.page.registry.body(name, "unnamed")
        entity.plural = True if entity.plural is None and not self._singular(first) else entity.plural
        span = Span(words[first].begin, words[last - 1].end)
        entity.see(name, span)
        self.page.mention(entity, span, "unnamed")
        return entity

    def _by_front(self, front: str, at: int) -> Entity:
        name = self._names_by_text().get(front)
        if name is not None:
            return name
        known = self.lex.known.get((front,))
        if known is not None:
            entity, word = self.page.registry.known(known), self.page.words[at]
            entity.see(front, Span(word.begin, word.end))
            return entity
        word = self.page.words[at]
        if body_head(front, self.lex) and front != "Behörden":
            return self._body(front, at, at + 1, Span(word.begin, word.end), known=True)
        return self._unnamed(front, at, at + 1)

    def _phrase(self, first: int, last: int, *, plural: bool | None = None, depth: int = 0) -> Entity | None:
        raise NotImplementedError

    def _noun_phrase(self, first: int, last: int, depth: int) -> Entity | None:
        raise NotImplementedError

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
        raise NotImplementedError

    def _trim(self, inside: range) -> tuple[int, int]:
        raise NotImplementedError

    def _role(
        self, first: int, core: int, last: int, head: int, role: tuple[str, str | None], depth: int
    ) -> Entity | None:
        raise NotImplementedError


def stem(word: str) -> str:
    """An adjective without its ending."""
    low = word.lower()
    for ending in ("en", "em", "er", "es", "e"):
        if low.endswith(ending):
            return low[: -len(ending)]
    return low
