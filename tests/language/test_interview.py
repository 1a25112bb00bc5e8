"""Whose words the answers of an interview are."""

from lagebild.language.statements.interview import _answering
from lagebild.language.tagger import Tagging
from lagebild.language.tagger.records import TaggedSpan
from lagebild.model import Span


def test_who_is_addressed_by_an_office_is_named_before_the_talk():
    lead = "Mit Sam Kern sprach General Karl Beck über die Nacht am Deich und im Stab, als alles dunkel war."
    question = "Herr General, wo waren Sie?"
    text = f"{lead}\n{question}\nIch war beim Stab."
    people = tuple(TaggedSpan("PER", text.index(n), text.index(n) + len(n), 1.0) for n in ("Sam Kern", "Karl Beck"))
    asked = Span(text.index(question), text.index(question) + len(question))
    found = _answering(text, [asked], asked.begin, Tagging(people, ()))
    assert found is not None
    assert found.of(text) == "Karl Beck"


def test_who_is_addressed_by_name_is_that_name():
    text = "Sam Kern fragte.\nFrau Berg, wo waren Sie?"
    begin = text.index("Frau")
    found = _answering(text, [Span(begin, len(text))], begin, None)
    assert found is not None
    assert found.of(text) == "Frau Berg"
