"""Sentence bounds."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.sentences import split_sentences
from lagebild.model import Block, Document, Span


def split(text, language="de", kind="body"):
    document = Document("d", "d", text, language, (Block(kind, Span(0, len(text))),))
    return [s.span.of(text) for s in split_sentences(document)]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. Mai fuhr der Zug. Er war leer.", 2),  # ordinal before a month
        ("de", "Das war der 2. Versuch. Er gelang.", 2),  # ordinal after an article
        ("de", "Es war im Jahr 2020. Dann kam der Regen.", 2),  # a year ends a sentence
        ("de", "Dr. Hale wog ca. 80 Kilo, z. B. im Mai.", 1),
        ("de", "„Wir gehen!“, sagte sie. „Jetzt.“", 2),  # exclamation inside a frame
        ("de", "„Wir gehen.“ Dann ging sie.", 2),  # closing mark belongs to its sentence
        ("de", "Der Bau kostete 3.500 Euro. Das ist viel.", 2),
        ("de", "Ein Satz, der\nhart umbrochen ist. Noch einer.", 2),  # a single line break is white space
        ("de", "Ohne Punkt\n\nNeuer Absatz", 2),  # an empty line always ends a sentence
        ("en", "Mr. Hale met Gen. Ortiz at 5 p.m. They spoke.", 2),
        ("en", "He left the U.S. The trip was long.", 2),
        ("en", "The U.S. Senate met. It voted.", 2),
        ("en", "“Why?” he asked. “It is so.”", 2),
        ("en", "J. R. Hale wrote it. It sold.", 2),
    ],
)
def test_bounds(language, text, count):
    assert len(split(text, language)) == count


def test_never_across_blocks_and_furniture_is_left_out():
    text = "Kopf ohne Punkt Text des Artikels. Impressum und Datenschutz."
    blocks = (Block("headline", Span(0, 15)), Block("body", Span(16, 34)), Block("boilerplate", Span(35, len(text))))
    found = split_sentences(Document("d", "d", text, "de", blocks))
    assert [s.block for s in found] == ["headline", "body"]
    assert [s.paragraph for s in found] == [0, 1]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='aÄb .!?„“"\n3', max_size=80))
def test_sentences_are_ordered_and_lose_no_letter(text):
    document = Document("d", "d", text, "de", (Block("body", Span(0, len(text))),))
    found = split_sentences(document)
    assert all(a.span.end <= b.span.begin for a, b in pairwise(found))
    kept = "".join(s.span.of(text) for s in found)
    assert sum(c.isalnum() for c in kept) == sum(c.isalnum() for c in text)
