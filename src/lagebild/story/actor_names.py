"""Names across pages: folded over spelling, script and transliteration, and which of them can be one person."""

from __future__ import annotations

import unicodedata

_FOLDS = (("tsch", "c"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("ch", "h"), ("ck", "k"), ("ph", "f"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"))  # fmt: skip # noqa: E501
_SINGLE = {"đ": "dj", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae"}
_ENDINGS = ("en", "em", "er", "es", "e", "s", "n")
_SHORTEST = 4
_NAME_WORDS = 2
_LETTERS_AFTER = 3
"""Letters of an honour or office behind a name ("KC", "MBE"), at most."""
_ARTICLES = frozenset(
    {"der", "die", "das", "des", "dem", "den", "ein", "eine", "the", "a", "an", "of", "von", "für", "for", "in"}
)


def sound(name: str) -> str:
    """Letters and digits of a name with transliterations made alike: "Selenskyj" and "Zelensky" fold to one."""
    low = "".join(_SINGLE.get(c, c) for c in name.casefold())
    plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    for old, new in _FOLDS:
        plain = plain.replace(old, new)
    out: list[str] = []
    for char in plain:
        if char.isalnum() and (not out or out[-1] != char):
            out.append(char)
    return "".join(out)


def ends(name: str) -> tuple[str, str]:
    """First and last word of a person's name, folded; both the same for a single word."""
    words = [w for w in name.replace("-", " ").split() if w[:1].isalnum()] or [name]
    while len(words) > _NAME_WORDS and words[-1].isupper() and 1 < len(words[-1]) <= _LETTERS_AFTER:
        words.pop()  # "Jane Doe KC"
    return sound(words[0]), sound(words[-1])


def is_proper(name: str) -> bool:
    """Whether a body's name is a proper name: two or more words, all with capitals but for the small ones."""
    words = name.split()
    return len(words) > 1 and all(w[:1].isupper() or w in _ARTICLES or w in {"and", "und", "&"} for w in words)


def stems(role: str) -> frozenset[str]:
    """Content words of a role without inflection: "ukrainische Präsident" and "ukrainischer Präsident" are one."""
    out: set[str] = set()
    for word in role.casefold().replace("-", " ").split():
        if word in _ARTICLES:
            continue
        cut = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST), "")
        out.add(sound(word.removesuffix(cut)))
    return frozenset(out)


def slug(name: str) -> str:
    """A name as part of an id: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", "".join(_SINGLE.get(c, c) for c in name.casefold()))
    kept = "".join(c if c.isascii() and c.isalnum() else "-" if c.isspace() or c in "-_/." else "" for c in plain)
    return "-".join(part for part in kept.split("-") if part) or "x"
