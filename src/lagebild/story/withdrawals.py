"""Texts that were taken back: an agency's kill notice, a page that says it is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lagebild.model import Document, Reuse
from lagebild.story.origins import Sources


def withdrawn_pages(documents: Sequence[Document], reuse: Reuse, sources: Sources) -> Mapping[str, str | None]:
    """Page id -> the day its text was withdrawn (``None`` if unknown). Copies fall with their text."""
    del documents, reuse, sources
    return {}
