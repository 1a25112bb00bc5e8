"""Where pages come from: files, folders, saved feeds and web archives, standard input."""

from lagebild.intake.gather import gather

__all__ = ["gather"]
