"""Whether a wording can be read by itself: it names what it speaks of, and hangs on no sentence before it.

The words are data (``openings.toml``).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from lagebild.text import fold

LEANING = ("pronoun", "connector", "speaker")
QUOTES = " „“”‚‘’»«\"'›‹(…"


@lru_cache(maxsize=1)
def openings() -> dict[str, frozenset[str]]:
    """The first words that tell, by what they are: "pronoun", "connector"."""
    raw = tomllib.loads(files("lagebild.story").joinpath("openings.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(fold(w).text for w in entry["words"]) for kind, entry in raw.items()}


def opens_with(words: str) -> str | None:
    """What a wording begins with ("pronoun", "connector", "speaker") if it leans on words that are not there."""
    told = [w for word in words.split()[:2] if (w := fold(word.strip(QUOTES)).text.strip(".,;:!?–-").split("'")[0])]
    if told and told[0] in openings()["joint"]:
        told = told[1:]
    return next((kind for kind in LEANING if told and told[0] in openings()[kind]), None)
