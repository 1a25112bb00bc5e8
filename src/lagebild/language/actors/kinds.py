"""What sort of body a name is, as far as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.actors.grammar import body_head
from lagebild.language.actors.lexicon import Lexicon
from lagebild.language.actors.names import Name
from lagebild.language.actors.words import Word


def kinds_of(words: Sequence[Word], name: Name, lexicon: Lexicon) -> set[str]:
    """What a body is, by its own words, its legal form, or the noun before it: "Nordwerk AG", "the software firm X"."""
    parts = [words[k].text for k in range(name.first, name.last)]
    found = {lexicon.bodies[head] for part in parts if (head := body_head(part, lexicon))}
    if not lexicon.sets["legal_forms"].isdisjoint((*parts, *(w.text for w in words[name.last : name.last + 1]))):
        found.add("company")
    before = words[name.first - 1] if name.first else None
    near = before is not None and words[name.first].begin - before.end <= 1
    if before is not None and near and (head := body_head(before.text, lexicon)):
        found.add(lexicon.bodies[head])
    return found
