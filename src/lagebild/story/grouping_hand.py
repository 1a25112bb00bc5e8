"""What people said about stories, applied on every run: merged, split, taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from lagebild.model import Correction, Document


def story_id(page: str) -> str:
    """The id of the story whose earliest page has this id."""
    return "s" + hashlib.sha256(page.encode()).hexdigest()[:12]


class Verdicts:
    """Corrections of stories in the order in which they were made. A story id stands for its earliest page."""

    def __init__(self, pages: Sequence[Document], corrections: Sequence[Correction]) -> None:
        self._rows = {story_id(page.id): row for row, page in enumerate(pages)}
        self._rows |= {page.id: row for row, page in enumerate(pages)}
        self._said = sorted(corrections, key=lambda c: (c.when, c.kind, c.target, c.value))

    def _about(self, *kinds: str) -> Iterator[tuple[str, int, int]]:
        """Kind and rows of the corrections that name two pages or stories that are here."""
        for said in self._said:
            a, b = self._rows.get(said.target), self._rows.get(said.value)
            if said.kind in kinds and a is not None and b is not None:
                yield said.kind, a, b

    def apply(self, groups: list[list[int]], links: Mapping[tuple[int, int], float]) -> list[list[int]]:
        """The groups as people want them. Who is taken out of a story that bears their name leaves it to the others."""
        for kind, a, b in self._about("merge_stories", "split_story", "not_this_story"):
            one = next((g for g in groups if a in g), None)
            two = next((g for g in groups if b in g), None)
            if one is None or two is None:
                continue
            if kind == "merge_stories" and one is not two:
                groups = [g for g in groups if g is not one and g is not two] + [sorted(one + two)]
            elif kind == "split_story" and one is two and a != b:
                near_a = [r for r in one if r == a or (r != b and _mutual(links, r, a) >= _mutual(links, r, b))]
                near_b = [r for r in one if r not in near_a]
                groups = [g for g in groups if g is not one] + [near_a, near_b]
            elif kind == "not_this_story" and one is two and len(one) > 1:
                groups = [g for g in groups if g is not one] + [[a], [r for r in one if r != a]]
        return sorted(groups)

    def homes(self, row: int, found: set[int], groups: Sequence[Sequence[int]]) -> set[int]:
        """The stories (by number) an overview page is listed with: those ``found``, less and more by hand."""
        out = set(found)
        for kind, a, b in self._about("merge_stories", "not_this_story"):
            if row in (a, b):
                named = {n for n, group in enumerate(groups) if (b if row == a else a) in group}
                out = out | named if kind == "merge_stories" else out - named
        return out


def _mutual(links: Mapping[tuple[int, int], float], a: int, b: int) -> float:
    return links.get((min(a, b), max(a, b)), 0.0)
