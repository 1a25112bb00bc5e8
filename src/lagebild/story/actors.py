"""Actors across pages: who on one page is who on another.

Pages agree on an actor if they give the same full name (in any transliteration), the same known body, state or
medium, or a surname or office that only one of the fully named people bears. Everyday bodies ("die Polizei") are one
only on pages that also share a specific name; unnamed speakers and documents stay with their page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lagebild.model import Actor, Analysis, Document, LocalActor
from lagebild.story.actor_names import ends, is_proper, slug, sound, stems

Member = tuple[str, str]
_CANONICAL = ("state:", "medium:", "org:", "body:", "joint:")


@dataclass(slots=True)
class _Sets:
    """Disjoint sets of members; the smallest index leads, so the outcome does not depend on the order of joining."""

    leader: list[int] = field(default_factory=list)

    def find(self, i: int) -> int:
        while self.leader[i] != i:
            self.leader[i] = self.leader[self.leader[i]]
            i = self.leader[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self.leader[b] = a


def merge_actors(documents: Sequence[Document], analyses: Sequence[Analysis]) -> tuple[Actor, ...]:
    """One actor for everybody the pages mean alike; ``members`` are (document id, local key).

    ``analyses`` run parallel to ``documents``. Ids are made of kind and name and do not depend on the other pages
    unless two actors would share one. Two people of one surname and different first names stay two.
    """
    members: list[Member] = []
    locals_: list[LocalActor] = []
    for document, analysis in zip(documents, analyses, strict=True):
        for local in analysis.actors:
            members.append((document.id, local.key))
            locals_.append(local)
    sets = _Sets(list(range(len(members))))
    _join_known(locals_, sets)
    _join_full_names(locals_, sets)
    _join_bodies(members, locals_, sets)
    _join_stateless(locals_, sets)
    _join_surnames(locals_, sets)
    _join_offices(locals_, sets)
    groups: dict[int, list[int]] = {}
    for i in range(len(members)):
        groups.setdefault(sets.find(i), []).append(i)
    return _named([_actor([locals_[i] for i in g], [members[i] for i in g]) for g in groups.values()])


def _join_all(keyed: Iterable[tuple[object, int]], sets: _Sets) -> None:
    first: dict[object, int] = {}
    for key, i in keyed:
        sets.join(first.setdefault(key, i), i)


def _join_known(actors: Sequence[LocalActor], sets: _Sets) -> None:
    known = [(a.key, i) for i, a in enumerate(actors) if a.key.startswith(_CANONICAL) and "unnamed:" not in a.key]
    _join_all(known, sets)


def _full(actor: LocalActor) -> bool:
    joint = actor.key.startswith("joint:")
    return actor.kind == "person" and not joint and len(actor.name.split()) > 1 and actor.name not in actor.roles


def _join_full_names(actors: Sequence[LocalActor], sets: _Sets) -> None:
    keyed: list[tuple[object, int]] = []
    for i, a in enumerate(actors):
        if _full(a):
            keyed += [(("whole", sound(a.name)), i), (("ends", ends(a.name)), i)]
    _join_all(keyed, sets)


def _specific(actor: LocalActor) -> bool:
    return _full(actor) or (actor.kind == "organisation" and len(actor.name.split()) > 1 and actor.name[:1].isupper())


def _join_bodies(members: Sequence[Member], actors: Sequence[LocalActor], sets: _Sets) -> None:
    anchors: dict[str, list[str]] = {}
    for (doc, _), a in zip(members, actors, strict=True):
        if _specific(a):
            anchors.setdefault(doc, []).append(sound(a.name))
    keyed: list[tuple[object, int]] = []
    for i, a in enumerate(actors):
        if a.kind not in {"organisation", "media", "agency", "state"}:
            continue
        if a.key.startswith("body:"):
            rest = sound(a.key.split(":", 2)[2])
            keyed += [(("body", sound(n)), i) for n in a.names if len(n.split()) > 1 and sound(n) != rest]
        if a.key.startswith(_CANONICAL):
            continue
        name = sound(a.name)
        if _specific(a) or a.name.isupper() or a.kind in {"media", "agency"}:
            keyed.append((("body", name), i))
            if _specific(a):  # "Deutschen Umwelthilfe", as read in the genitive
                keyed.append((("words", stems(a.name)), i))
            keyed += [(("body", sound(n)), i) for n in a.names if n.isupper() and len(n) > 1]
        else:
            keyed += [(("local", name, anchor), i) for anchor in anchors.get(members[i][0], ())]
    canonical = {sound(n): i for i, a in enumerate(actors) if a.key.startswith("org:") for n in a.names}
    for i, a in enumerate(actors):
        if (
            a.kind == "organisation"
            and not a.key.startswith(_CANONICAL)
            and (j := canonical.get(sound(a.name))) is not None
        ):
            sets.join(i, j)
    _join_all(keyed, sets)


def _join_stateless(actors: Sequence[LocalActor], sets: _Sets) -> None:
    """Bodies named without their state ("Pacific Command") join the only body of a state that goes by that name."""
    stated: dict[str, set[int]] = {}
    for i, a in enumerate(actors):
        if a.key.startswith("body:"):
            for n in a.names:
                if is_proper(n):
                    stated.setdefault(sound(n), set()).add(sets.find(i))
    for i, a in enumerate(actors):
        if a.kind == "organisation" and not a.key.startswith(_CANONICAL):
            found = {sets.find(j) for n in a.names if is_proper(n) for j in stated.get(sound(n), ())}
            if len(found) == 1:
                sets.join(i, next(iter(found)))


def _join_surnames(actors: Sequence[LocalActor], sets: _Sets) -> None:
    bearers: dict[str, set[int]] = {}
    for i, a in enumerate(actors):
        if _full(a):
            for end in set(ends(a.name)):
                bearers.setdefault(end, set()).add(sets.find(i))
    lone: dict[str, list[int]] = {}
    for i, a in enumerate(actors):
        if a.kind == "person" and not _full(a) and a.name not in a.roles:
            lone.setdefault(sound(a.name), []).append(i)
    for name, places in lone.items():
        whole = {sets.find(i) for i in bearers.get(name, ())}
        if len(whole) == 1:
            for i in places:
                sets.join(i, next(iter(whole)))
        elif not whole:
            for i in places[1:]:
                sets.join(places[0], i)


def _join_offices(actors: Sequence[LocalActor], sets: _Sets) -> None:
    """People known by office alone ("der ukrainische Präsident") join the only one who holds just that office."""
    holders: dict[frozenset[str], set[int]] = {}
    for i, a in enumerate(actors):
        if a.kind == "person" and a.name not in a.roles:
            for role in a.roles:
                if len(stems(role)) > 1:
                    holders.setdefault(stems(role), set()).add(sets.find(i))
    nameless = [(stems(a.name), i) for i, a in enumerate(actors) if a.kind == "person" and a.name in a.roles]
    for office, i in nameless:
        found = {sets.find(j) for j in holders.get(office, ())}
        if len(office) > 1 and len(found) == 1:
            sets.join(i, next(iter(found)))
    _join_all(((office, i) for office, i in nameless if len(office) > 1), sets)


def _actor(parts: Sequence[LocalActor], members: Sequence[Member]) -> Actor:
    fullest = [p for p in parts if _full(p)] or list(parts)
    counts = Counter(p.name for p in fullest)
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    forms = dict.fromkeys(form for p in parts for form in (p.name, *p.names))
    kind = Counter(p.kind for p in fullest).most_common(1)[0][0]
    roles = tuple(dict.fromkeys(role for p in parts for role in p.roles))
    local = kind in {"unnamed", "document"}
    ident = f"{kind}.{slug(name)}" + (f".{members[0][0]}" if local else "")
    return Actor(ident, name, kind, roles, tuple(f for f in forms if f != name), tuple(members))


def _named(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Give those that would share an id numbers, in the order of the pages."""
    seen: Counter[str] = Counter()
    out: list[Actor] = []
    for a in actors:
        seen[a.id] += 1
        ident = a.id if seen[a.id] == 1 else f"{a.id}.{seen[a.id]}"
        out.append(Actor(ident, a.name, a.kind, a.roles, a.aliases, a.members))
    return tuple(out)
