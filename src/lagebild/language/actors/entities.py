"""Who is on the page: one entity per actor, with every form, office and place of mention."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lagebild.language.actors.grammar import role_head
from lagebild.language.actors.lexicon import Known, Lexicon
from lagebild.language.actors.names import Name
from lagebild.language.actors.words import Word
from lagebild.model import ActorKind, LocalActor, Span

_FOLDS = (("tsch", "c"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("ch", "h"), ("ck", "k"), ("ph", "f"), ("đ", "dj"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"))  # fmt: skip # noqa: E501


def sound(name: str) -> str:
    """A name folded over transliterations: "Selenskyj", "Zelensky" and "Selenski" are one."""
    low = name.casefold().replace("đ", "dj").replace("ø", "o").replace("ł", "l")
    plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    for old, new in _FOLDS:
        plain = plain.replace(old, new)
    out: list[str] = []
    for char in plain:
        if char.isalnum() and (not out or out[-1] != char):
            out.append(char)
    return "".join(out)


@dataclass(slots=True)
class Entity:
    """An actor while the page is being read. ``voice`` is the gender of an unnamed person who speaks for a body."""

    key: str
    kind: ActorKind
    name: str
    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool | None = None
    voice: str | None = None
    surname: str | None = None
    given: str | None = None
    ages: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    first: Span | None = None
    spoken: bool = False

    def see(self, name: str, span: Span, place: int | None = None) -> None:
        """Note a form of the name and where it stands."""
        if name not in self.names:
            self.names.append(name)
        self.places.append(span.begin if place is None else place)
        if self.first is None or span.begin < self.first.begin:
            self.first = span

    def last_before(self, place: int) -> int | None:
        """Where it was last mentioned before a place."""
        return max((p for p in self.places if p < place), default=None)

    def freeze(self) -> LocalActor:
        """The value others see: names fullest first."""
        names = [self.name, *sorted((n for n in self.names if n != self.name), key=lambda n: (-len(n), n))]
        gender = self.gender if self.gender in {"f", "m", "n"} else None
        return LocalActor(
            key=self.key,
            name=self.name,
            kind=self.kind,
            names=tuple(names),
            roles=tuple(dict.fromkeys(self.roles)),
            gender=gender,  # type: ignore[arg-type]
            plural=self.plural,
            first=self.first,
        )


@dataclass(slots=True)
class Registry:
    """All entities of a page, findable by name."""

    lexicon: Lexicon
    entities: dict[str, Entity] = field(default_factory=dict)
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)

    def add(self, entity: Entity) -> Entity:
        """Take a new entity in under a key of its own."""
        key, n = entity.key, 2
        while key in self.entities:
            key, n = f"{entity.key}#{n}", n + 1
        entity.key = key
        self.entities[key] = entity
        return entity

    def known(self, entry: Known) -> Entity:
        """The entity of a known name."""
        found = self.entities.get(entry.key)
        if found is None:
            found = self.add(Entity(entry.key, entry.kind, entry.name, classes=set(entry.classes), gender="n"))
        return found

    def body(self, name: str, kind: ActorKind, classes: Iterable[str] = ()) -> Entity:
        """The organisation, document or circle of this name."""
        key = f"{kind}:{name.casefold()}"
        found = self.entities.get(key)
        if found is None:
            found = self.add(Entity(key, kind, name, classes=set(classes)))
        return found

    def person(self, name: Name) -> Entity:
        """The person a name means: the same full name, else whoever on the page bears the surname."""
        surname = name.surname or name.text
        given = name.text[: -len(surname)].strip() if name.text.endswith(surname) else name.text[len(surname) :].strip()
        bearers = self.by_surname.get(sound(surname), [])
        if not bearers and self.lexicon.language == "de" and not given and surname.endswith("s"):
            bearers = self.by_surname.get(sound(surname[:-1]), [])
        if given:
            same = [e for e in bearers if e.given is None or given_agree(e.given, given)]
        else:
            same = [e for e in bearers if not (name.gender and e.gender and name.gender != e.gender)] or bearers
        if same:
            entity = max(same, key=lambda e: -1 if (spot := e.last_before(name.begin)) is None else spot)
            if given and (entity.given is None or len(given) > len(entity.given)):
                entity.given, entity.name = given, name.text
        else:
            entity = Entity(f"person:{name.text.casefold()}", "person", name.text, surname=surname, given=given or None)
            self.add(entity)
            self.by_surname.setdefault(sound(surname), []).append(entity)
        entity.gender = entity.gender or name.gender
        return entity


def given_agree(left: str, right: str) -> bool:
    """Whether two first names can belong to one person: equal, initials, or one the beginning of the other."""
    a, b = left.replace("-", " ").split(), right.replace("-", " ").split()
    if not a or not b:
        return True
    x, y = sound(a[0]), sound(b[0])
    short = min(len(x), len(y))
    return x == y or (short == 1 and x[:1] == y[:1]) or sound("".join(a)) == sound("".join(b))


@dataclass(frozen=True, slots=True)
class Office:
    """A role as written, its head noun, and the gender it shows."""

    text: str
    head: str
    gender: str | None


def offices(words: Sequence[Word], name: Name, lexicon: Lexicon, text: str) -> list[Office]:
    """Roles in apposition: before the name ("Innenminister X", "her deputy, X") and after it ("X, head of Y,")."""
    out: list[Office] = []
    before = _before(words, name.first, lexicon, text)
    if before:
        out.append(before)
    after = _after(words, name.last, lexicon, text)
    if after:
        out.append(after)
    return out


_BEFORE = 7
_AFTER = 14


def _before(words: Sequence[Word], first: int, lexicon: Lexicon, text: str) -> Office | None:
    k = first - 1
    comma = k >= 0 and words[k].text == ","
    if comma:
        k -= 1
    head = -1
    low = k
    while low >= 0 and k - low < _BEFORE:
        word = words[low]
        if not word.alphabetic or lexicon.has("determiners", word.text) or lexicon.exact("not_names", word.text):
            break
        if text[word.end : words[low + 1].begin].count("\n"):
            break
        found = role_head(word.text, lexicon) if len(word.text) > 2 else None
        if found and head < 0:
            head = low
        elif head < 0 and (comma or not lexicon.exact("titles", word.text)):
            if not comma:
                return None
            if low < k - 4:
                return None
        elif head >= 0 and not _attributive(word, low, head, lexicon):
            break
        low -= 1
    if head < 0:
        return None
    if (
        comma
        and lexicon.language == "de"
        and head == k
        and low >= 0
        and words[low].text.lower() in {"ein", "eine", "mit"}
    ):
        return None
    noun, gender = role_head(words[head].text, lexicon) or ("", None)
    return Office(text[words[low + 1].begin : words[k].end], noun, gender)


def _attributive(word: Word, at: int, head: int, lexicon: Lexicon) -> bool:
    if lexicon.language == "en":
        return (
            word.capital
            or (head - at <= 2
            and not lexicon.has("subordinators", word.text)
            and not word.text.endswith(("ed", "ly")))
        )
    return (word.capital and word.text.endswith("s")) or (
        not word.capital
        and word.text.endswith(("e", "en", "er", "es", "em"))
        and not lexicon.has("skip", word.text)
        and not lexicon.has("subordinators", word.text)
        and (
            not word.text.endswith(("te", "ten"))
            or word.text.startswith("ge")
            or word.text.endswith(("ierte", "ierten", "igte", "igten"))
        )
    )


def _after(words: Sequence[Word], last: int, lexicon: Lexicon, text: str) -> Office | None:
    if last + 1 >= len(words):
        return None
    if words[last].text == "(":
        return None
    if words[last].text != ",":
        return None
    k = last + 1
    if words[k].text.isdigit() and k + 1 < len(words) and words[k + 1].text == ",":
        k += 2
    begin, head = k, -1
    while k < len(words) and k - begin < _AFTER and words[k].text not in {",", ".", ";", ":", "(", "“", "”", '"', "–"}:
        if lexicon.exact("demonstrative_any", words[k].text.lower()) and k == begin and lexicon.language == "de":
            found_next = k + 1 < len(words) and role_head(words[k + 1].text, lexicon)
            if not found_next:
                return None
        if lexicon.language == "en" and words[k].text.lower() in {
            "who",
            "which",
            "said",
            "says",
            "told",
            "whose",
            "when",
            "and",
        }:
            break
        if head < 0 and len(words[k].text) > 2 and (words[k].capital or lexicon.language == "en") and k - begin < 6:
            if role_head(words[k].text, lexicon):
                head = k
            elif lexicon.has("subordinators", words[k].text) and k == begin:
                return None
        k += 1
    if head < 0 or text[words[last].begin : words[head].end].count("\n"):
        return None
    noun, gender = role_head(words[head].text, lexicon) or ("", None)
    start = begin
    while start < head and lexicon.has("determiners", words[start].text):
        start += 1
    return Office(text[words[start].begin : words[k - 1].end], noun, gender)
