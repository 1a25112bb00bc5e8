"""Lagebild: who claims what, who says so, how sure, and how many origins remain."""
