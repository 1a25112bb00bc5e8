"""The data files of quantities: every example holds, every entry is well-formed."""

from __future__ import annotations

from typing import get_args

import pytest

from lagebild.language.quantities import find_quantities
from lagebild.language.quantities.numerals import find_numerals
from lagebild.language.quantities.tokens import tokenize
from lagebild.language.quantities.words import load_words, read_data
from lagebild.model import Bound, Sentence, Span

LANGUAGES = ("de", "en")
HEDGES = [(lang, e) for lang in LANGUAGES for key in ("hedge", "after") for e in read_data(lang)[key]]
NUMBERS = [(lang, e["text"], e["value"]) for lang in LANGUAGES for e in read_data(lang)["example"]]
CONCEPTS = [(lang, e) for lang in LANGUAGES for e in read_data(lang)["concept"]]


def quantities(text: str, language: str):
    return find_quantities("d", text, [Sentence(Span(0, len(text)), "body", 0)], language)


@pytest.mark.parametrize(("language", "entry"), HEDGES)
def test_hedge_example(language: str, entry: dict) -> None:
    assert entry["bound"] in get_args(Bound)
    (q,) = quantities(entry["example"], language)
    assert q.bound == entry["bound"]


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_number_example(language: str, text: str, value: float) -> None:
    words = load_words(language)
    (numeral,) = find_numerals(tokenize(text, 0, len(text), words), words)
    assert numeral.value == pytest.approx(value)


@pytest.mark.parametrize(("language", "entry"), CONCEPTS)
def test_concept_example(language: str, entry: dict) -> None:
    (q,) = quantities(entry["example"], language)
    assert f"@{entry['id']}" in q.keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_listed_twice_under_one_concept(language: str) -> None:
    for entry in read_data(language)["concept"]:
        assert len(entry["words"]) == len(set(entry["words"])), entry["id"]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("sechsundneunzig", 96),
        ("einhunderttausendunddrei", 100003),
        ("neunzehnhundertneunundachtzig", 1989),
        ("dreieinhalb", 3.5),
    ],
)
def test_german_compounds(word: str, value: float) -> None:
    words = load_words("de")
    (numeral,) = find_numerals(tokenize(word, 0, len(word), words), words)
    assert numeral.value == value


@pytest.mark.parametrize("word", ["Achtung", "einander", "Dreieck", "Elfenbein", "zweifelt", "Vierteljahr"])
def test_words_that_only_begin_like_numbers(word: str) -> None:
    words = load_words("de")
    assert find_numerals(tokenize(word, 0, len(word), words), words) == ()
