"""Page -> Document: bytes become frozen text with roles, facts and problems. Pure."""

from lagebild.reading.page import read_page

__all__ = ["read_page"]
