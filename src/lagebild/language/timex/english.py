"""The grammar of English time expressions."""

from __future__ import annotations

from lagebild.language.timex.grammar import Rule


def rules() -> tuple[Rule, ...]:
    """All rules of English."""
    return ()
