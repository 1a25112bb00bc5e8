"""Actors across pages."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.model import Actor, Analysis, Document


def merge_actors(documents: Sequence[Document], analyses: Sequence[Analysis]) -> tuple[Actor, ...]:
    """One actor per name; the members are what each page calls it."""
    members: dict[str, list[tuple[str, str]]] = {}
    first: dict[str, Actor] = {}
    for document, analysis in zip(documents, analyses, strict=True):
        for local in analysis.actors:
            key = local.name.casefold()
            members.setdefault(key, []).append((document.id, local.key))
            first.setdefault(key, Actor(f"a:{key}", local.name, local.kind, local.roles, local.names, ()))
    return tuple(
        Actor(a.id, a.name, a.kind, a.roles, a.aliases, tuple(members[key])) for key, a in first.items()
    )
