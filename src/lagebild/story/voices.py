"""When two names stand for one voice: a name in two spellings, an office and who holds it, a body and its organs.

The words behind it are data (``voices.toml``). Everything is decided from the two actors alone, within one claim:
that two names tell the same thing is part of the evidence that they are one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

from lagebild.errors import DataFileError
from lagebild.model import Actor
from lagebild.text import fold

MIN_STEM = 5
"""A name is found inside an office by at least this many letters ("Südkorea" in "südkoreanischer Präsident")."""
ENDING = 4
"""Letters in which two forms of a word may differ at most ("Litauens", "litauisches")."""
_LINKS: frozenset[str] = frozenset({"of", "the", "for", "and", "in", "und", "der", "des", "die", "für", "s"})
_SHEETS = {
    "office": {"words", "one", "other"},
    "official": {"words", "one"},
    "spokesperson": {"words", "one"},
    "medium": {"words", "one"},
    "bystander": {"words", "one"},
    "hidden": {"words", "one"},
    "former": {"words", "one"},
    "public": {"words", "one"},
    "body": {"whole", "parts", "one", "other"},
    "ministry": {"bodies", "heads", "one", "other"},
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Offices, public and past ones; people who speak for a body or are not named; bystanders; bodies."""

    offices: frozenset[str]
    officials: frozenset[str]
    spokespersons: frozenset[str]
    media: frozenset[str]
    bystanders: frozenset[str]
    hidden: frozenset[str]
    former: frozenset[str]
    public: frozenset[str]
    bodies: tuple[tuple[frozenset[str], frozenset[str]], ...]
    ministries: frozenset[str]
    ministers: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of the data file; raises ``DataFileError`` naming a faulty entry."""
    raw = tomllib.loads(files("lagebild.story").joinpath("voices.toml").read_text(encoding="utf-8"))
    examples = []
    for sheet, fields in _SHEETS.items():
        for number, entry in enumerate(raw.get(sheet, ()), start=1):
            if set(entry) != fields:
                message = f"voices.toml: {sheet} {number} needs {', '.join(sorted(fields))}"
                raise DataFileError(message)
            examples.append((sheet, entry["one"], entry.get("other", "")))
    return Vocabulary(
        offices=frozenset(w for e in raw["office"] for w in e["words"]),
        officials=frozenset(w for e in raw["official"] for w in e["words"]),
        spokespersons=frozenset(w for e in raw["spokesperson"] for w in e["words"]),
        media=frozenset(w for e in raw["medium"] for w in e["words"]),
        bystanders=frozenset(w for e in raw["bystander"] for w in e["words"]),
        hidden=frozenset(w for e in raw["hidden"] for w in e["words"]),
        former=frozenset(w for e in raw["former"] for w in e["words"]),
        public=frozenset(w for e in raw["public"] for w in e["words"]),
        bodies=tuple((frozenset(e["whole"]), frozenset(e["parts"])) for e in raw["body"]),
        ministries=frozenset(w for e in raw["ministry"] for w in e["bodies"]),
        ministers=frozenset(w for e in raw["ministry"] for w in e["heads"]),
        examples=tuple(examples),
    )


@lru_cache(maxsize=65536)
def one_voice(left: Actor, right: Actor) -> str | None:
    """Why two actors are one source, or ``None`` if nothing says so."""
    if same_name(left, right) or same_office(left, right) or same_office(right, left):
        return "same speaker"
    if speaks_for(left, right) or speaks_for(right, left) or same_body(left, right) or same_body(right, left):
        return f"{left.name} and {right.name} are one body and its voice"
    if heads(left, right) or heads(right, left):
        return f"{left.name} and {right.name} are one body and its voice"
    return None


@lru_cache(maxsize=65536)
def same_name(left: Actor, right: Actor) -> bool:
    """Whether two actors bear one name: but for accents, a title or the words' order, or as a body and its initials."""
    ours = {p for n in (left.name, *left.aliases) if (p := _plain(n))}
    theirs = {p for n in (right.name, *right.aliases) if (p := _plain(n))}
    if ours & theirs:
        return True
    for a in sorted(ours):
        for b in sorted(theirs):
            short, long = sorted((a.split(), b.split()), key=len)
            if len(short) > 1 and long[-len(short) :] == short:
                return True
            if len(short) == 1 and len(long) > 2 and short[0] == "".join(w[0] for w in long if w not in _LINKS):
                return True
            if len(short) > 1 and _content(short) == _content(long):
                return True
    return False


def same_office(nameless: Actor, holder: Actor) -> bool:
    """Whether ``nameless``, known by an office only one person holds, can be ``holder``, who is said to hold it."""
    if nameless.kind not in {"person", "unnamed"} or nameless.name not in nameless.roles:
        return False
    sought = _content(_plain(nameless.name).split())
    if not any(w in vocabulary().offices for w in sought):
        return False
    held = [_plain(_own_office(role)).split() for role in holder.roles]
    return any(all(_held(w, words) for w in sought) for words in held)


def _own_office(role: str) -> str:
    """An office without whose it is: who is "the minister's spokesman" is no minister."""
    return fold(role).text.rpartition("'s ")[2]


def _held(office: str, words: Collection[str]) -> bool:
    """Whether a word of an office is among those of a role, alone or as the end of a compound."""
    return any(w == office or (len(office) >= MIN_STEM and w.endswith(office)) for w in words)


@lru_cache(maxsize=65536)
def speaks_for(voice: Actor, body: Actor) -> bool:
    """Whether ``voice`` holds an office of ``body`` or is its organ: the body's name is part of office or name."""
    if body.kind in {"media", "agency", "document", "person"} or voice.kind in {"media", "agency"}:
        return False
    if body.kind == "state" and _state(voice) is not None and _state(voice) == _state(body):
        return True
    offices = [_folded(r) for r in voice.roles]
    if voice.kind in {"organisation", "state", "unnamed"}:
        offices += [_folded(n) for n in (voice.name, *voice.aliases)]
    words = [w for office in offices for w in office.replace("-", " ").split()]
    for name in (body.name, *body.aliases):
        parts = _folded(name).replace("-", " ").split()
        if len(parts) == 1 and len(parts[0]) >= MIN_STEM and any(w.startswith(parts[0]) for w in words):
            return True
        if len(parts) > 1 and all(any(w.startswith(p[: max(4, len(p) - 2)]) for w in words) for p in parts):
            return True
    return False


def same_body(part: Actor, whole: Actor) -> bool:
    """Whether ``part`` is ``whole`` under another name, its organ, or somebody who holds an office of it."""
    if part.kind not in {"organisation", "unnamed", "person"} or whole.kind not in {"organisation", "unnamed"}:
        return False
    here, there = _state(part), _state(whole)
    if here is not None and there is not None and here != there:
        return False
    ours, theirs = _offices(part) if part.kind == "person" else _names(part), _names(whole)
    organs = part.kind != whole.kind and "unnamed" in {part.kind, whole.kind}
    placed = part.kind == "person"
    return any(
        (_ends_with(theirs, wholes, placed=placed) or (organs and _ends_with(theirs, parts)))
        and _ends_with(ours, parts)
        for wholes, parts in vocabulary().bodies
    )


def heads(person: Actor, body: Actor) -> bool:
    """Whether somebody is the minister of a ministry: one field ("Verteidigung"), and nothing else told apart."""
    if body.kind != "organisation" or person.kind not in {"person", "unnamed"}:
        return False
    here, there = _state(person), _state(body)
    if here is not None and there is not None and here != there:
        return False
    told = max((body.name, *body.aliases), key=len)
    fields = [f] if (f := _field(told, vocabulary().ministries)) else []
    ours = [f for r in person.roles if (f := _field(r, vocabulary().ministers))]
    return any(_one_field(a, b) for a in fields for b in ours)


def _field(name: str, words: Collection[str]) -> frozenset[str] | None:
    """The words of a ministry's or a minister's name but for that word itself; ``None`` if it is neither."""
    told = _content(_plain(name).split())
    found = next(((w, end) for w in told for end in words if w.endswith(end)), None)
    if found is None:
        return None
    word, end = found
    return told - {word} | ({word.removesuffix(end)} - {""})


def _one_field(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two names have the same words, up to their endings."""
    pairs = ((ours, theirs), (theirs, ours))
    return bool(ours) and all(all(any(_alike(a, b) for b in there) for a in here) for here, there in pairs)


def _alike(left: str, right: str) -> bool:
    stem = max(MIN_STEM, min(len(left), len(right)) - ENDING)
    return left == right or (min(len(left), len(right)) >= stem and left[:stem] == right[:stem])


def _offices(actor: Actor) -> frozenset[str]:
    """The words of a person's roles, each as if it were the name of an organ."""
    return frozenset(w for role in actor.roles for w in _plain(role).split())


def is_official(actor: Actor) -> bool:
    """Whether somebody without a name holds an office or speaks for a public body ("officials", "her lawyer")."""
    if actor.kind != "unnamed":
        return False
    words = {w for n in (actor.name, *actor.roles) for w in _plain(n).split()}
    return not words.isdisjoint(vocabulary().officials | vocabulary().offices)


def is_spokesperson(actor: Actor) -> bool:
    """Whether somebody is known as a spokesperson only, and nothing says of whom."""
    if actor.kind not in {"person", "unnamed"}:
        return False
    known = [_plain(r) for r in actor.roles] or [_plain(actor.name)]
    return all(k in vocabulary().spokespersons for k in known)


def is_some_medium(actor: Actor) -> bool:
    """Whether somebody is known only as some medium or its staff ("the paper", "die Redaktion")."""
    return all(_plain(n) in vocabulary().media for n in (actor.name, *actor.aliases))


def speaks_openly(actor: Actor | None) -> bool:
    """Whether an actor is no medium and no document, and nobody who keeps his name back ("insiders", "a source")."""
    if actor is None or actor.kind in {"media", "agency", "document"}:
        return False
    words = {w for n in (actor.name, *actor.roles) for w in _plain(n).split()}
    return actor.kind != "unnamed" or words.isdisjoint(vocabulary().hidden)


def holds_office(actor: Actor) -> bool:
    """Whether a person is given a role other than that of a bystander or an insider ("a passenger", "reporter for")."""
    idle = vocabulary().bystanders | vocabulary().hidden
    return any(idle.isdisjoint(_plain(role).split()) for role in actor.roles)


@lru_cache(maxsize=8192)
def speaks_officially(actor: Actor | None) -> bool:
    """Whether an actor is a state, a public body, or somebody who holds a public office: no firm, no expert."""
    if actor is None:
        return False
    if actor.kind == "state" or any(key.startswith(("state:", "body:")) for _, key in actor.members):
        return True
    organs = frozenset[str]().union(*(parts | wholes for wholes, parts in vocabulary().bodies))
    return _is_called(actor, vocabulary().public | vocabulary().officials | organs)


def keeps_office(actor: Actor) -> bool:
    """Whether a person holds a listed office, public or not, and still does."""
    return actor.kind == "person" and _is_called(actor, vocabulary().public | vocabulary().offices)


def _is_called(actor: Actor, words: Collection[str]) -> bool:
    """Whether a role (of a body: its name too) has one of the words and none of a bystander or of the past."""
    if actor.kind not in {"person", "unnamed", "organisation"}:
        return False
    held = actor.roles if actor.kind == "person" else (actor.name, *actor.aliases, *actor.roles)
    idle = vocabulary().former | vocabulary().bystanders
    told = [said for role in held if idle.isdisjoint(said := _plain(role).split())]
    return any(_held(word, said) for word in words for said in told)


def _ends_with(names: Collection[str], words: Collection[str], *, placed: bool = False) -> bool:
    """Whether a name is one of the words, ends with it, or (``placed``) has nothing but a place behind it."""
    return any(
        n == w
        or (placed and n.startswith(f"{w} "))
        or n.endswith(f" {w}")
        or (len(w) >= MIN_STEM and n.split()[-1].endswith(w))
        for n in names
        for w in words
    )


def _names(actor: Actor) -> frozenset[str]:
    return frozenset(_plain(n) for n in (actor.name, *actor.aliases) if n.strip())


@lru_cache(maxsize=8192)
def _state(actor: Actor) -> str | None:
    """The code of the state an actor is or belongs to, if the pages say so and agree."""
    codes = {key.split(":")[1] for _, key in actor.members if key.startswith(("state:", "body:"))}
    return codes.pop() if len(codes) == 1 else None


def _content(words: Collection[str]) -> frozenset[str]:
    return frozenset(w for w in words if w not in _LINKS)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return fold(name).text


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    letters = normalize("NFD", fold(name).text.replace(".", ""))
    plain = "".join(c for c in letters if not combining(c)).replace("-", " ")
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
