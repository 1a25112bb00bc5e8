"""Numbers of the same thing over time and across pages."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.model import Analysis, Document, Series, StoryGroup


def build_series(
    documents: Sequence[Document], analyses: Sequence[Analysis], stories: Sequence[StoryGroup], as_of: str | None
) -> tuple[Series, ...]:
    """No series yet."""
    del documents, analyses, stories, as_of
    return ()
