"""Who says what, directly or not, and how sure: the statements of one page."""

from lagebild.language.statements.find import find_statements

__all__ = ["find_statements"]
