"""A person's corrections, applied on every run: another speaker, one claim, not one claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lagebild.errors import CorrectionError
from lagebild.model import Analysis, Correction, Document, LocalActor, Picture
from lagebild.story.claims_items import Item, by_id
from lagebild.text import fold


def apply_corrections(
    documents: Sequence[Document], analyses: Sequence[Analysis], corrections: Sequence[Correction]
) -> tuple[Analysis, ...]:
    """Give corrected statements their right speaker; the latest correction of a statement counts.

    ``value`` is the speaker's name; an empty value means that the page itself vouches. A correction whose
    statement is not on these pages waits for another day.
    """
    del documents
    wanted = {c.target: c.value for c in sorted(corrections, key=lambda c: c.when) if c.kind == "speaker"}
    return tuple(_with_speakers(a, wanted) if wanted else a for a in analyses)


def _with_speakers(analysis: Analysis, wanted: dict[str, str]) -> Analysis:
    if not any(s.id in wanted for s in analysis.statements):
        return analysis
    actors = list(analysis.actors)
    statements = []
    for statement in analysis.statements:
        name = wanted.get(statement.id)
        if name is None:
            statements.append(statement)
            continue
        key = _key(name, actors) if name else None
        statements.append(replace(statement, actor=key, via=(), unclear=False, decided_by="person", confidence=1.0))
    return replace(analysis, actors=tuple(actors), statements=tuple(statements))


def _key(name: str, actors: list[LocalActor]) -> str:
    sought = fold(name).text
    for actor in actors:
        if sought in {fold(n).text for n in (actor.key, actor.name, *actor.names)}:
            return actor.key
    new = LocalActor(key=name, name=name, kind="person", names=(name,))
    actors.append(new)
    return new.key


def constraints(
    items: Sequence[Item], corrections: Sequence[Correction]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pairs of items a person put together, and pairs a person took apart; the later word on a pair counts."""
    known = by_id(items)
    verdicts: dict[tuple[int, int], str] = {}
    for correction in sorted(corrections, key=lambda c: c.when):
        if correction.kind not in {"same_claim", "not_same_claim"}:
            continue
        a, b = known.get(correction.target), known.get(correction.value)
        if a is not None and b is not None and a is not b:
            verdicts[min(a.order, b.order), max(a.order, b.order)] = correction.kind
    together = [pair for pair, kind in sorted(verdicts.items()) if kind == "same_claim"]
    apart = [pair for pair, kind in sorted(verdicts.items()) if kind == "not_same_claim"]
    return together, apart


def check_correction(picture: Picture, correction: Correction) -> None:
    """Raise ``CorrectionError`` if the correction names something that is not in the picture, or contradicts itself."""
    statements = {s.id for a in picture.analyses for s in a.statements}
    quantities = {q.id for a in picture.analyses for q in a.quantities}
    documents = {d.id for d in picture.documents}
    stories = {s.id for s in picture.stories}
    about: dict[str, tuple[str, set[str], set[str] | None]] = {
        "speaker": ("statement", statements, None),
        "same_claim": ("statement", statements, statements),
        "not_same_claim": ("statement", statements, statements),
        "other_quantity": ("number", quantities, quantities),
        "not_this_story": ("document", documents, stories | documents),
        "merge_stories": ("story or document", stories | documents, stories | documents),
        "split_story": ("story or document", stories | documents, stories | documents),
    }
    noun, targets, values = about[correction.kind]
    if correction.target not in targets:
        message = f"there is no {noun} '{correction.target}' in the picture"
        raise CorrectionError(message)
    if values is not None and correction.value and correction.value not in values:
        message = f"there is no '{correction.value}' in the picture for '{correction.target}' to be compared with"
        raise CorrectionError(message)
    if values is not None and correction.value == correction.target:
        message = f"'{correction.target}' cannot be corrected against itself"
        raise CorrectionError(message)
