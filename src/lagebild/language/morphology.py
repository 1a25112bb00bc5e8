"""Base form, part of speech and finiteness of single words.

German words are analysed by HanTa (Wartena 2019, "A probabilistic morphology model for German lemmatization");
English words by simplemma and a few endings. Results are cached: news repeats its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import simplemma

from lagebild.language.hanta import lemma_of, load_hanta

Pos = Literal["noun", "name", "verb", "adjective", "adverb", "other"]

_MAX_WORD = 40
_FINITE_MARGIN = 4.0
_CONTENT = {"NN": "noun", "NNA": "noun", "NNI": "noun", "NE": "name", "FM": "name", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word is out of context. ``finite``: it can well be a finite verb; ``infinitive``: an infinitive."""

    lemma: str
    pos: Pos
    finite: bool
    infinitive: bool
    participle: bool


@lru_cache(maxsize=65536)
def analyse_word(word: str) -> Analysis:
    """Analysis of a German word as written (capitals matter)."""
    if len(word) > _MAX_WORD or not any(c.isalpha() for c in word):
        return Analysis(word.casefold(), "other", finite=False, infinitive=False, participle=False)
    tags = load_hanta("de").tag_word(word, cutoff=8)
    if not tags:
        return Analysis(word.casefold(), "other", finite=False, infinitive=False, participle=False)
    best, top = tags[0][0], tags[0][1]
    near = {tag for tag, score in tags if score >= top - _FINITE_MARGIN}
    finite = any(tag.endswith("(FIN)") for tag in near)
    lemma = _lemma(word, best, near)
    return Analysis(
        lemma,
        _pos(best),
        finite,
        infinitive=any(tag.endswith(("(INF)", "(IZU)")) for tag in near),
        participle=any(tag.endswith("(PP)") for tag in near),
    )


def _lemma(word: str, best: str, near: set[str]) -> str:
    verbs = sorted(tag for tag in near if tag.endswith("(FIN)"))
    tag = verbs[0] if verbs and not best.startswith(("NN", "NE")) else best
    return lemma_of(word, tag, "de").casefold()


def _pos(tag: str) -> Pos:
    if tag.startswith(("VV", "VA", "VM")):
        return "verb"
    head = tag.split("(", maxsplit=1)[0]
    if head == "ADV":
        return "adverb"
    return _CONTENT.get(head, "other")  # type: ignore[return-value]


@lru_cache(maxsize=65536)
def base_form(word: str, language: str) -> str:
    """Lower-case base form of a word."""
    if language == "de":
        return str(simplemma.lemmatize(word, lang="de")).casefold()
    return str(simplemma.lemmatize(word, lang="en")).casefold()
