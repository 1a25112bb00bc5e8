"""Who is on the page: one entity per actor, with every form, office and place of mention."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from lagebild.language.actors.lexicon import Known, Lexicon
from lagebild.language.actors.names import Name
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
    """An actor while the page is being read.

    ``voice`` is the gender of an unnamed person who speaks for a body, ``state`` the id of the state a body belongs
    to, ``parts`` those who speak as one.
    """

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
    state: str | None = None
    parts: tuple[Entity, ...] = ()

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
        forms = dict.fromkeys([*self.names, *(n for p in self.parts for n in (p.name, *p.names))])
        names = [self.name, *sorted((n for n in forms if n != self.name), key=lambda n: (-len(n), n))]
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
        if not bearers and not given:
            bearers = self._called(surname)
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

    def _called(self, given: str) -> list[Entity]:
        """The only fully named person whose first name this is ("Dame Ina" for "Dame Ina Grey")."""
        found = [e for e in self.entities.values() if e.kind == "person" and e.given]
        found = [e for e in found if e.given and sound(e.given.split()[0]) == sound(given)]
        return found if len(found) == 1 else []


def given_agree(left: str, right: str) -> bool:
    """Whether two first names can belong to one person: equal, initials, or one the beginning of the other."""
    a, b = left.replace("-", " ").split(), right.replace("-", " ").split()
    if not a or not b:
        return True
    x, y = sound(a[0]), sound(b[0])
    short = min(len(x), len(y))
    return x == y or (short == 1 and x[:1] == y[:1]) or sound("".join(a)) == sound("".join(b))
