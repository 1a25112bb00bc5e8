"""One page: mentions, actors, and statements with their actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lagebild.model import Document, LocalActor, Mention, Sentence, Statement
from lagebild.text import spoken

if TYPE_CHECKING:
    from lagebild.language.tagger import Tagging


def find_actors(
    document: Document,
    sentences: Sequence[Sentence],  # noqa: ARG001
    statements: Sequence[Statement],
    tagging: Tagging | None,  # noqa: ARG001
) -> tuple[tuple[LocalActor, ...], tuple[Mention, ...], tuple[Statement, ...]]:
    """Name the actor of each statement by the words of its speaker span."""
    actors: dict[str, LocalActor] = {}
    mentions: list[Mention] = []
    out: list[Statement] = []
    for statement in statements:
        if not statement.speaker:
            out.append(replace(statement, unclear=statement.mode != "narration"))
            continue
        name = spoken(document.text, statement.speaker)
        key = name.casefold()
        actors.setdefault(key, LocalActor(key, name, "unnamed", names=(name,), first=statement.speaker[0]))
        mentions.append(Mention(statement.speaker[0], "name", "unnamed", key))
        out.append(replace(statement, actor=key))
    return tuple(actors.values()), tuple(mentions), tuple(out)
