"""What changed between two pictures of the same story: the morning's and the evening's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.model import Claim, Picture, Quantity, Span, Standing, Statement
from lagebild.text import spoken, squeeze


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A claim that stands otherwise than before. ``why`` is the rule of its last turn."""

    claim: str
    label: str
    before: Standing
    now: Standing
    why: str


@dataclass(frozen=True, slots=True)
class NewVoice:
    """A denial or a number that was not there before: its id, the words as written, the claim or series it joins."""

    id: str
    words: str
    joins: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs. Claims are matched by their statements, since a claim's id is its first one's.

    ``new`` and ``gone`` are claims without a counterpart; ``standing`` lists changes of standing; ``numbers`` are
    values a series did not have; ``denials`` are denials on pages that were not there or not seen; ``documents``
    are new pages by their reference.
    """

    new: tuple[Claim, ...] = ()
    gone: tuple[Claim, ...] = ()
    standing: tuple[StandingChange, ...] = ()
    numbers: tuple[NewVoice, ...] = ()
    denials: tuple[NewVoice, ...] = ()
    documents: tuple[str, ...] = ()


def compare(old: Picture, new: Picture) -> Changes:
    """The way from ``old`` to ``new``. Equal pictures yield empty ``Changes``."""
    counterpart = _match(old.claims, new.claims)
    matched = set(counterpart.values())
    before = {c.id: c for c in old.claims}
    known = {d.id for d in old.documents if d.id in {a.doc for a in old.analyses}}
    read = {a.doc for a in new.analyses}
    return Changes(
        new=tuple(c for c in new.claims if c.id not in counterpart),
        gone=tuple(c for c in old.claims if c.id not in matched),
        standing=tuple(
            StandingChange(c.id, c.label, then.standing, c.standing, c.history[-1].why)
            for c in new.claims
            if c.id in counterpart and (then := before[counterpart[c.id]]).standing != c.standing
        ),
        numbers=tuple(_new_numbers(old, new)),
        denials=tuple(_new_denials(old, new)),
        documents=tuple(d.ref for d in new.documents if d.id in read and d.id not in known),
    )


def _match(old: Sequence[Claim], new: Sequence[Claim]) -> dict[str, str]:
    """New claim id -> the old claim most of whose statements it holds; each old claim is used once."""
    home = {s: c.id for c in old for s in c.statements}
    shared = Counter((c.id, home[s]) for c in new for s in c.statements if s in home)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (now, then), _ in sorted(shared.items(), key=lambda e: (-e[1], e[0])):
        if now not in found and then not in taken:
            found[now] = then
            taken.add(then)
    return found


def _new_numbers(old: Picture, new: Picture) -> Iterable[NewVoice]:
    held = {q.id: q for a in (*old.analyses, *new.analyses) for q in a.quantities}
    texts = {d.id: d.text for d in new.documents}
    known = {_value(held[p.quantity]) for s in old.series for p in s.points if p.quantity in held}
    for series in new.series:
        for point in series.points:
            quantity = held.get(point.quantity)
            if quantity is None or _value(quantity) in known:
                continue
            known.add(_value(quantity))
            yield NewVoice(quantity.id, squeeze(quantity.span.of(texts[quantity.doc])), series.label)


def _value(quantity: Quantity) -> tuple[object, ...]:
    return (quantity.bound, quantity.low, quantity.high, quantity.unit, (quantity.counts_head or "").casefold())


def _new_denials(old: Picture, new: Picture) -> Iterable[NewVoice]:
    seen = {s.id for a in old.analyses for s in a.statements}
    texts = {d.id: d.text for d in new.documents}
    home = {s: c.id for c in new.claims for s in c.statements}
    for analysis in new.analyses:
        for statement in analysis.statements:
            if statement.stance == "deny" and statement.id not in seen:
                yield NewVoice(statement.id, _words(statement, texts[statement.doc]), home.get(statement.id))


def _words(statement: Statement, text: str) -> str:
    extent: Span = statement.extent
    return squeeze(extent.of(text)) if len(extent) <= 400 else spoken(text, statement.content)


def changes_lines(changes: Changes) -> tuple[str, ...]:
    """One line for each change, in fixed words; empty if nothing changed."""
    return (
        *(f"new page: {ref}" for ref in changes.documents),
        *(f"{c.before} -> {c.now}: “{c.label}” ({c.why})" for c in changes.standing),
        *(f"new denial: “{d.words}”" for d in changes.denials),
        *(f"new number: “{n.words}”" + (f" ({n.joins})" if n.joins else "") for n in changes.numbers),
        *(f"new claim, {c.standing}: “{c.label}”" for c in changes.new),
        *(f"no longer there: “{c.label}”" for c in changes.gone),
    )
