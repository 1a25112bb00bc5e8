"""Base forms and word classes of the words around a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.language.hanta import lemma_of, load_hanta
from lagebild.language.quantities.tokens import Token
from lagebild.language.quantities.words import fold_word

Class = Literal[
    "noun", "name", "adj", "participle", "verb", "aux", "adv", "det", "prep", "conj", "num", "pron", "sign", "other"
]
_GERMAN: dict[str, Class] = {
    "NN": "noun", "NNA": "noun", "NNI": "noun", "NE": "name", "ADJ(A)": "adj", "ADJ(D)": "adj", "VV(PP)": "participle",
    "VV(FIN)": "verb", "VV(INF)": "verb", "VV(IZU)": "verb", "VV(IMP)": "verb", "ADV": "adv", "PROAV": "adv",
    "ART": "det", "PPOSAT": "det", "PDAT": "det", "PIAT": "det", "PRELAT": "det", "APPR": "prep", "APPRART": "prep",
    "KON": "conj", "KOUS": "conj", "KOUI": "conj", "KOKOM": "conj", "CARD": "num",
}  # fmt: skip
_ENGLISH: dict[str, Class] = {
    "NP0": "name", "CRD": "num", "PRF": "prep", "PRP": "prep", "TO0": "other", "AV0": "adv", "AVP": "adv",
    "AT0": "det", "DPS": "det", "DT0": "det", "VVN": "participle", "VM0": "aux", "ORD": "adj",
}  # fmt: skip
HYPHENS = frozenset("-‐‑")
MAX_WORD = 40
"""The tagger's cost grows steeply with a word's length; of longer words only the end is looked at."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word as a reader sees it, hyphenated compounds as one; tokens ``first`` to ``stop`` (exclusive)."""

    first: int
    stop: int
    begin: int
    end: int
    text: str
    lemma: str
    kind: Class
    tag: str

    @property
    def low(self) -> str:
        """The folded form as written."""
        return fold_word(self.text)


def find_terms(tokens: Sequence[Token], text: str, language: str) -> tuple[Term, ...]:
    """The words of one sentence with base form (folded) and word class, in order."""
    groups = _grouped(tokens)
    written = [text[tokens[a].begin : tokens[b - 1].end] for a, b in groups]
    tags = load_hanta(language).tag_sent([w[-MAX_WORD:] for w in written], taglevel=0)
    out = []
    for (first, stop), word, tag in zip(groups, written, tags, strict=True):
        lemma = lemma_of(word[-MAX_WORD:], tag, language)
        kind = _class(tag, tokens[first], language)
        out.append(Term(first, stop, tokens[first].begin, tokens[stop - 1].end, word, fold_word(lemma), kind, tag))
    return tuple(out)


def _grouped(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        stop = at + 1
        while (
            tokens[at].kind == "w"
            and stop + 1 < len(tokens)
            and tokens[stop].text in HYPHENS
            and tokens[stop].glued
            and tokens[stop + 1].glued
            and tokens[stop + 1].kind != "p"
        ):
            stop += 2
        groups.append((at, stop))
        at = stop
    return groups


def _class(tag: str, token: Token, language: str) -> Class:
    if token.kind == "p":
        return "sign"
    if token.kind == "n":
        return "num"
    if language == "de":
        if tag.startswith(("VA", "VM")):
            return "aux"
        if tag.startswith("P"):
            return _GERMAN.get(tag, "pron")
        return _GERMAN.get(tag, "other")
    found = _ENGLISH.get(tag)
    if found:
        return found
    if tag.startswith("NN"):
        return "noun"
    if tag.startswith("AJ"):
        return "adj"
    if tag.startswith(("VB", "VH", "VD")):
        return "aux"
    if tag.startswith("V"):
        return "verb"
    if tag.startswith("CJ"):
        return "conj"
    return "pron" if tag.startswith("P") and not tag.startswith("PU") else "other"
