"""Lagebild: who claims what, who says so, how sure, who denies it, and how many origins remain.

The functions here are the verbs of the command; the values they return are described in ``lagebild.model``. They
are loaded when first used, so that importing one room does not load them all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lagebild.errors import LagebildError
    from lagebild.report.verify import verify
    from lagebild.workflow import add, brief, correct, diff, picture_of, search, show, sources, why, write

HOME = {"LagebildError": "lagebild.errors", "verify": "lagebild.report.verify"}
"""Where each public name lives; the others in ``lagebild.workflow``."""

__all__ = [
    "LagebildError",
    "add",
    "brief",
    "correct",
    "diff",
    "picture_of",
    "search",
    "show",
    "sources",
    "verify",
    "why",
    "write",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- a module attribute
    """Load a public name on first use."""
    if name not in __all__:
        message = f"module 'lagebild' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(HOME.get(name, "lagebild.workflow")), name)
