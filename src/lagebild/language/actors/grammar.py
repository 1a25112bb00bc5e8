"""Small grammar: heads of compounds, gender of role nouns, base and nominative forms."""

from __future__ import annotations

from functools import lru_cache

import simplemma

from lagebild.language.actors.lexicon import Lexicon

_LINKS = ("s", "en", "n", "es", "-")
_SHORTEST_HEAD = 4
_ADJECTIVAL = ("agt", "end", "lich", "isch", "igt", "iert", "etzt", "annt", "andt")
_LINKED = ("ung", "schaft", "heit", "keit", "ion", "tät", "dienst", "gericht", "amt")


@lru_cache(maxsize=4096)
def lemma(word: str, language: str) -> str:
    """Base form of a noun, capital kept."""
    if not word:
        return word
    base = simplemma.lemmatize(word, language)
    if language == "de" and word[:1].isupper() and base.lower().endswith(_ADJECTIVAL) and word != base:
        ending = word[len(base) :] if word.lower().startswith(base.lower()) else ""
        if ending in {"e", "er", "en", "em", "es"}:  # an adjective used as a noun: "Beauftragte" is no "Beauftragt"
            return word if ending in {"e", "er"} else word[: -len(ending)] + "e"
    if word[:1].isupper() and base[:1].islower():
        base = base[0].upper() + base[1:]
    return base


def role_head(word: str, lexicon: Lexicon) -> tuple[str, str | None] | None:
    """The person noun a word is or ends in, and the gender it shows: ("minister", "f") for "Innenministerin".

    ``None`` if the word names no person. Gender ``None`` where the form does not tell. German plurals give gender
    ``None``; the caller sees number from the article.
    """
    low = word.lower()
    if lexicon.language == "en":
        return _english_role(low, lexicon)
    if not word[:1].isupper():
        return None
    body = _longest_suffix(low, lexicon.bodies) or ""
    for form, gender in _german_forms(low):
        head = _longest_suffix(form, lexicon.people)
        if head and (form == low or len(body) < len(head)):  # "Unternehmen" is a body, no form of "Unternehmer"
            return head, "f" if gender and head in lexicon.sets["female"] else gender
    return None


def _german_forms(low: str) -> list[tuple[str, str | None]]:
    forms: list[tuple[str, str | None]] = [(low, "m")]
    if low.endswith("in"):
        stem = low[:-2]
        forms = [(stem, "f"), (f"{stem}e", "f"), (_unumlaut(stem), "f"), (low, "m")]
    elif low.endswith("innen"):
        stem = low[:-5]
        forms = [(stem, None), (f"{stem}e", None)]
    elif low.endswith("ern"):
        forms += [(low[:-1], None)]
    elif low.endswith("en"):
        forms += [(low[:-2], "m"), (low[:-1], "m"), (f"{low[:-1]}r", "m")]
    elif low.endswith("n"):
        forms += [(low[:-1], "m"), (f"{low[:-1]}r", "m")]
    elif low.endswith("es"):
        forms += [(low[:-2], "m"), (low[:-1], "m")]
    elif low.endswith("s"):
        forms += [(low[:-1], "m")]
    elif low.endswith("e"):
        forms += [(f"{low}r", None), (low[:-1], None)]
    return forms


def _unumlaut(stem: str) -> str:
    for umlaut, plain in (("ä", "a"), ("ö", "o"), ("ü", "u")):
        at = stem.rfind(umlaut)
        if at >= 0:
            return stem[:at] + plain + stem[at + 1 :]
    return stem


def _longest_suffix(form: str, table: object) -> str | None:
    words = table if isinstance(table, dict) else {}
    if form in words:
        return form
    for begin in range(1, len(form) - _SHORTEST_HEAD + 1):
        if form[begin:] in words:
            return form[begin:]
    return None


def _english_role(low: str, lexicon: Lexicon) -> tuple[str, str | None] | None:
    base = low.rsplit("-", 1)[-1]
    for form in (low, base, *_singular(base)):
        if form in lexicon.people:
            female, male = form in lexicon.sets["female"], form in lexicon.sets["male"]
            return form, "f" if female else "m" if male else None
    return None


def _singular(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (f"{word[:-3]}man",)
    if word.endswith("ies"):
        return (f"{word[:-3]}y",)
    return (word[:-1],) if word.endswith("s") else ()


def body_head(word: str, lexicon: Lexicon) -> str | None:
    """The body noun a word is or ends in ("ministerium" for "Bundesinnenministeriums"); ``None`` if none."""
    low = word.lower()
    if lexicon.language == "en":
        for form in (low, low.rsplit("-", 1)[-1], *_singular(low)):
            if form in lexicon.bodies:
                return form
        return None
    for form in (low, lemma(word, "de").lower(), *(low[:-n] for n in (1, 2) if low.endswith(("s", "n", "es", "en")))):
        head = _longest_suffix(form, lexicon.bodies)
        if head:
            return head
    return None


def noun_in(word: str, words: frozenset[str], language: str) -> str | None:
    """The listed noun that a word is or (German) ends in."""
    low = word.lower()
    candidates = (low, lemma(word, language).lower())
    for form in candidates:
        if form in words:
            return form
    if language != "de":
        return None
    for form in candidates:
        for begin in range(2, len(form) - _SHORTEST_HEAD + 1):
            if form[begin:] in words:
                return form[begin:]
    return None


_PARTICLE = 3


def compound_front(word: str, head: str) -> str | None:
    """What stands before the head of a German compound: "Polizei" of "Polizeisprecherin"."""
    at = word.lower().rfind(head)
    if at <= 1:
        return None
    front = word[:at].rstrip("-‐‑")
    if front.endswith("s") and front[:-1].endswith(_LINKED):
        front = front[:-1]
    if front.lower() in {"behörden", "medien"}:
        return front
    if len(front) <= _PARTICLE and front[1:].islower():
        return None  # "Aufsicht" is no "Sicht" of anybody's
    return front if len(front) > 1 else None


def nominative(adjective: str, gender: str | None) -> str:
    """A German adjective in the strong nominative: "südkoreanischen" -> "südkoreanischer" before a masculine noun."""
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.endswith(ending) and len(adjective) - len(ending) > 2:
            return adjective[: -len(ending)] + {"m": "er", "f": "e", "n": "es"}.get(gender or "", "e")
    return adjective


_FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "ei", "wehr", "behörde", "zentrale", "partei", "in", "justiz", "agentur", "zeitung", "bank", "stadt", "gemeinde", "firma", "bahn", "armee", "botschaft", "kammer", "kirche", "gruppe", "klinik", "miliz", "wache")  # fmt: skip # noqa: E501
_NEUTER = ("um", "amt", "gericht", "institut", "unternehmen", "präsidium", "militär", "kabinett", "haus", "parlament", "werk", "papier", "dokument", "gutachten", "blatt", "magazin", "land", "bündnis", "komitee", "video", "team", "sekretariat", "kommando", "lager", "hauptquartier", "kreise", "fernsehen", "kreuz", "zentrum")  # fmt: skip # noqa: E501


_MASCULINE = (
    "bund",
    "verband",
    "verein",
    "rat",
    "rundfunk",
    "dienst",
    "konzern",
    "club",
    "klub",
    "hof",
    "schutz",
    "fonds",
    "kreis",
    "senat",
    "tag",
)
INFLECTED = (
    "isch",
    "lich",
    "ig",
    "iv",
    "al",
    "är",
    "ell",
    "end",
    "erst",
    "zweit",
    "dritt",
    "deutsch",
    "frei",
    "allgemein",
)
"""What adjectives end in that are written with a capital as part of a name."""


def upright(name: str) -> str:
    """A body's name in the nominative: "Deutschen Umweltstiftung" is "Deutsche Umweltstiftung"; else as it stands."""
    *front, last = name.split()
    gender = next(
        (g for g, ends in (("n", _NEUTER), ("f", _FEMININE), ("m", _MASCULINE)) if last.lower().endswith(ends)), None
    )
    if gender is None:
        return name
    return " ".join([*(nominative(w, gender) if _adjective(w) else w for w in front), last])


def _adjective(word: str) -> bool:
    return any(word.endswith(e) and word[: -len(e)].lower().endswith(INFLECTED) for e in ("e", "en", "em", "er", "es"))


def noun_gender(word: str) -> str | None:
    """Grammatical gender of a German noun for a body or document, by its ending; masculine if nothing else fits."""
    low = word.lower()
    if low.endswith(_NEUTER):
        return "n"
    if low.endswith(_FEMININE) and not low.endswith("verein"):
        return "f"
    return "m"
