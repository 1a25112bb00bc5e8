"""Lagebild: who claims what, who says so, how sure, who denies it, and how many origins remain.

The functions here are the verbs of the command; the values they return are described in ``lagebild.model``.
"""

from lagebild.errors import LagebildError
from lagebild.report.verify import verify
from lagebild.workflow import add, brief, correct, diff, picture_of, search, show, sources, why, write

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
