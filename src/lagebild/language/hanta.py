"""The probabilistic morphology of German and English words, loaded once and with its answers kept.

HanTa (Wartena 2019, "A probabilistic morphology model for German lemmatization") analyses each word anew; news repeats
its words, so the analyses of a word are kept for as long as the process runs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_MODELS = {"de": "morphmodel_ger.pgz", "en": "morphmodel_en.pgz"}
_KEPT = 65_536
"""Analyses kept; the oldest are forgotten."""


@cache
def load_hanta(language: str) -> Any:  # noqa: ANN401 -- the library ships no types
    """The analyser of ``language`` ("de" or "en"), one per process."""
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 -- loads 18 MB, only for pages in the language

    tagger = HanoverTagger(_MODELS[language])
    # both depend on their arguments alone, and their callers only read what they return
    tagger.analyze_forward = lru_cache(maxsize=_KEPT)(tagger.analyze_forward)
    tagger.analyze_viterbi = lru_cache(maxsize=_KEPT)(tagger.analyze_viterbi)
    return tagger


@lru_cache(maxsize=_KEPT)
def lemma_of(word: str, tag: str, language: str) -> str:
    """Base form of ``word`` as ``tag``, one of HanTa's own."""
    return str(load_hanta(language).analyze(word, pos=tag)[0])


@lru_cache(maxsize=256)
def tags_of(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Part of speech of each word in its sentence, in HanTa's own tags (STTS for German, CLAWS 5 for English)."""
    return tuple(str(tag) for _, _, tag in load_hanta(language).tag_sent(list(words)))
