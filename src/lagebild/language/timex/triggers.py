"""Which kinds of time words a paragraph holds, so that only the rules that can match are tried.

One pass over the words of a paragraph with dictionary look-ups; German compounds are known by their last part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lagebild.language.timex.lexicon import Lexicon, load

TOKEN = re.compile(r"\w+")
KINDS = ("weekday", "month", "season", "daypart", "unit", "deictic", "reference", "repetition", "holiday")
SHORTEST = 3


@lru_cache(maxsize=4)
def _tables(language: str) -> tuple[dict[str, frozenset[str]], tuple[tuple[tuple[str, ...], str], ...]]:
    lex = load(language)
    words: dict[str, set[str]] = {}
    for kind in KINDS:
        for form in lex.words(kind):
            for token in TOKEN.findall(form.lower()):
                words.setdefault(token, set()).add(kind)
    for entry in lex.entries("daypart"):
        if entry.get("adverb"):
            words.setdefault(entry["adverb"].lower(), set()).add("daypart")
    extra = {
        "relative": "deictic",
        "sequel": "deictic",
        "sequel_part": "deictic",
        "deictic_part": "deictic",
        "zone": "clock",
    }
    for section, kind in extra.items():
        for form in lex.words(section):
            for token in TOKEN.findall(form.lower()):
                words.setdefault(token, set()).add(kind)
    for token in lex.group("glue", "clock_word"):
        words.setdefault(token.lower(), set()).add("clock")
    for stem in (s for e in lex.entries("deictic_adjective") for s in e["stems"]):
        for ending in ("", "e", "en", "er", "es", "em"):
            words.setdefault(stem + ending, set()).update({"deictic", "unit"})
    tails = tuple(
        (tuple(sorted(_tails(lex, kind))), kind) for kind in ("unit", "season", "weekday", "daypart", "repetition")
    )
    return {w: frozenset(k) for w, k in words.items()}, tails


def _tails(lex: Lexicon, kind: str) -> set[str]:
    forms = {f.lower() for f in lex.words(kind) if len(f) > SHORTEST and f.isalpha()}
    if kind == "repetition":
        return {f + ending for f in forms for ending in ("e", "en", "er", "es", "em")}
    if kind == "season":
        return {f + ending for f in forms for ending in ("monate", "monaten", "s")}
    if kind == "unit":
        stems = ("jährig", "monatig", "wöchig", "tägig", "stündig", "minütig")
        return (
            forms
            | {f"{s}{e}" for s in stems for e in ("e", "en", "er", "es", "em")}
            | {f + s for f in forms for s in ("lang", "lange", "langen", "langer", "langes")}
            | {
                f + s
                for f in forms
                for s in ("anfang", "beginn", "mitte", "ende", "schluss", "monate", "monaten", "hälfte")
            }
        )
    return forms


@lru_cache(maxsize=4)
def _heads(language: str) -> tuple[str, ...]:
    """Weekdays, with which compounds begin ("Montagabend")."""
    return tuple(sorted({f.lower() for f in load(language).words("weekday") if f.isalpha()}))


def kinds_in(text: str, begin: int, end: int, language: str) -> frozenset[str]:
    """The kinds of trigger words in ``text[begin:end]``."""
    words, tails = _tables(language)
    heads = _heads(language)
    found: set[str] = set()
    for token in set(TOKEN.findall(text, begin, end)):
        if token[0].isdigit():
            found.add("digit")
            if len(token) > 1 and token[-1].isalpha():
                found.update({"unit", "clock"})
            continue
        lower = token.lower()
        if kinds := words.get(lower):
            found |= kinds
        if lower.startswith(heads):
            found.add("weekday")
        for endings, kind in tails:
            if kind not in found and lower.endswith(endings):
                found.add(kind)
    return frozenset(found)
