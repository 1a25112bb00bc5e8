"""What sort of body a name is, as far as the page shows it."""

import pytest

from lagebild.language.actors.kinds import kinds_of
from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.actors.names import Name
from lagebild.language.actors.words import split_words


@pytest.mark.parametrize(
    ("language", "before", "name", "kinds"),
    [
        ("de", "Die", "Haller GmbH", {"company"}),
        ("de", "den Lieferanten", "Nordbyte", {"company"}),
        ("en", "The", "Northport Police", {"authority"}),
        ("en", "The software firm", "Nordbyte", {"company"}),
        ("de", "Auf", "Nordbyte", set()),
    ],
)
def test_a_name_its_form_and_the_noun_before_it(language, before, name, kinds):
    words = split_words(f"{before} {name} kam.")
    first, last = len(split_words(before)), len(split_words(f"{before} {name}"))
    made = Name(first, last, words[first].begin, words[last - 1].end, name, "organisation")
    assert kinds_of(words, made, load_lexicon(language)) == kinds
