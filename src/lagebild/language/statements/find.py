"""Placeholder."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.model import Document, Sentence, Statement


def find_statements(document: Document, sentences: Sequence[Sentence], tagging: object | None) -> tuple[Statement, ...]:  # noqa: ARG001, D103
    return ()
