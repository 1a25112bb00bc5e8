"""Names of people in author fields and byline lines; agencies, desks, sites and places are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lagebild.reading.headline import host_key, squash
from lagebild.reading.lists import PUNCTUATION, agency_names, boilerplate

PARTICLES = frozenset(
    ["von", "van", "der", "den", "de", "da", "di", "du", "le", "la", "zu", "zur", "zum", "al", "bin", "ten", "ter", "dos", "del",
     "dei", "y", "e", "el", "v"]
)  # fmt: skip
ARTICLES = frozenset(["der", "die", "das", "ein", "eine", "the", "les"])
PERSON = re.compile(
    r"^[^\W\d_][\w.'’-]{0,30}(?:\s(?:von|van|der|de|da|di|du|le|la|zu|zur|den|al|bin|ten|ter|dos|del|y|e|el|v\.)(?=\s)|"
    r"\s[^\W\d_][\w.'’-]{0,30}){1,4}$"
)
HANDLE = re.compile(r"^[^\W\d_][\w.-]{1,22}$")
BY = re.compile(
    r"^(?:\W{0,3}(?:ein(?:e)?\s(?:kommentar|gastbeitrag|analyse|essay|reportage|interview|beitrag)\s(?:von|by)|"
    r"(?:geschrieben|verfasst|veröffentlicht|erstellt|gepostet|eingestellt|posted|written|published|submitted|"
    r"article|text|kommentar|interview|artikel|story|beitrag|protokoll|words)\s(?:von|by|durch)|"
    r"aus\s\w+\s(?:berichtet|von)|autor(?:in|en)?|author|verfasser(?:in)?|redakteur(?:in)?|text(?:\s(?:&|und)\sfotos?)?|"
    r"von|vom|by|par|por|di|door|av|autore?s?|texto|texte)\b\s?:?\s*){1,2}",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\s(?:am|vom|on|um|aktualisiert|updated|veröffentlicht|erschienen|published)\s|\d|\s[|•·–—]\s|[|•·]|\s-\s|\n"
)
SPLIT = re.compile(r"\s*(?:,|;|\bund\b|\band\b|\bet\b|&|/|\|)\s*")
ELSE = re.compile(r"\s(?:aus|mit|in|für|with|from|for|im)\s")
"""What follows tells where, with or for whom."""
TITLE = re.compile(r"^(?:Dr|Prof|Mag|Dipl\.-Ing)\.\s(?=\w+\s\w)")


def once(found: Iterable[str]) -> tuple[str, ...]:
    """Every name once, in order, eight at most."""
    out: dict[str, str] = {}
    for name in found:
        out.setdefault(squash(name), name)
    return tuple(out.values())[:8]


def is_person(text: str) -> bool:
    """Whether a text has the shape of a full name: two to five words, none in lower case but particles."""
    words = text.split()
    if (
        not PERSON.match(text)
        or words[0].casefold() in ARTICLES
        or any(w.islower() and w.strip(".") not in PARTICLES for w in words)
    ):
        return False
    return not any(b in {"der", "den"} and a.lower() not in {"van", "von", "op", "aan"} for a, b in pairwise(words))


def names(raw: Sequence[str], site: str | None, url: str | None = None, *, handles: bool = False) -> list[str]:
    """The names of people in author fields; with ``handles`` also single words ("Tobi") that no outlet goes by."""
    own = {k for k in (squash(site or ""), host_key(url)) if len(k) > 1}
    out: list[str] = []
    for text in raw:
        if "http" in text or "@" in text or "www." in text or len(text) > 200:
            continue
        found = [
            name
            for piece in SPLIT.split(CUT.split(BY.sub("", " ".join(text.split())) + " ")[0])
            if (name := _one(piece, own, handles=handles))
        ]
        full = [n for n in found if " " in n]
        full = [n for n in full if not n.isupper()] or full  # "Eva Lind, BOTE NORD"
        out += full or found  # a single word behind a full name is a place ("Eva Lind, Berlin")
    return out


def _one(piece: str, own: set[str], *, handles: bool) -> str | None:
    lists, known = boilerplate(), agency_names()
    name = re.sub(r"\s*\([^)]{0,60}\)", "", piece).strip(PUNCTUATION.replace(".", ""))
    name = ELSE.split(name)[0]
    name = re.sub(r"(?<=\w\w\w)\.$", "", name)
    name = without_role(TITLE.sub("", name) if not handles else name)
    full = is_person(name)
    if not full and not (handles and HANDLE.match(name)):
        return None
    words = [w.casefold().strip(".") for w in name.split()]
    if any(w in lists["nobody"].phrases or w in known or w in lists["organisation"].phrases for w in words):
        return None
    half = len(words) // 2
    if len(words) % 2 == 0 and half > 1 and words[:half] == words[half:]:  # "Eva Lind Eva Lind"
        name = " ".join(name.split()[:half])
    key = squash(name)
    if name.casefold() in known or key in own:
        return None
    if not full and any((len(key) > 3 and key in k) or (len(k) > 4 and k in key) for k in own):
        return None
    return name.strip()


def without_role(name: str) -> str:
    """A name without what the person does ("Chefreporter Per Holm") or whose it is ("Euer Tobi")."""
    words = name.split()
    roles, whose = boilerplate()["role"].phrases, ("euer", "eure", "dein", "deine", "ihr", "ihre")
    while len(words) > 2 and words[0].casefold().endswith(roles):
        words = words[1:]
    if len(words) > 1 and words[0].casefold() in whose:
        words = words[1:]
    return " ".join(words)
