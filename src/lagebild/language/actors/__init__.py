"""Who is named, which pronoun or role means whom, and whose statement each statement is."""

from lagebild.language.actors.find import find_actors

__all__ = ["find_actors"]
