"""Page -> Document: bytes become frozen text with roles, facts and problems. Pure."""
