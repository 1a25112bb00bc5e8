"""Surnames misspelt once on a page that has them right elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lagebild.language.actors.names import Name

_SHORTEST = 5
_OFTEN = 2


def one_letter_off(left: str, right: str) -> bool:
    """Whether two words differ by one letter added, lost or changed, or by two neighbours swapped."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b or a == b[1:]


def meant(surname: str, known: Mapping[str, int]) -> str | None:
    """The surname a misspelt one means: seen at least twice, same first letter, one letter off; ``None`` if unsure."""
    if len(surname) < _SHORTEST or known.get(surname, 0) > 1:
        return None
    found = [
        name
        for name, count in known.items()
        if count >= _OFTEN and len(name) >= _SHORTEST and name[0] == surname[0] and one_letter_off(name, surname)
    ]
    return found[0] if len(found) == 1 else None


def surnames(names: Sequence[Name]) -> Counter[str]:
    """How often each surname stands on the page."""
    return Counter(n.surname for n in names if n.kind == "person" and n.surname)


def mended(names: Sequence[Name]) -> list[Name]:
    """The names with misspelt surnames set right where the first name, if there is one, agrees."""
    known = surnames(names)
    givens: dict[str, set[str]] = {}
    for n in names:
        if n.surname and n.text != n.surname and n.text.endswith(n.surname):
            givens.setdefault(n.surname, set()).add(n.text[: -len(n.surname)].strip())
    out: list[Name] = []
    for n in names:
        right = meant(n.surname, known) if n.kind == "person" and n.surname else None
        if right is not None and n.surname is not None and n.text.endswith(n.surname):
            given = n.text[: -len(n.surname)].strip()
            if not given or given in givens.get(right, ()):
                n = replace(n, surname=right, text=f"{given} {right}".strip())  # noqa: PLW2901
        out.append(n)
    return out
