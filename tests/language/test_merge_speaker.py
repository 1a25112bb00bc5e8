"""Whose statement it is where rule and tagger name different people."""

import pytest

from lagebild.language.pack import load_pack
from lagebild.language.statements.draft import Draft
from lagebild.language.statements.merge import _speaker
from lagebild.model import Span

PLACES = (Span(0, 20), Span(21, 60))
HERE, EARLIER, CUE = Span(21, 30), Span(0, 8), Span(31, 38)


def draft(speaker, cue=(CUE,), **more):
    return Draft([Span(40, 59)], "indirect", "test", cue=list(cue), speaker=list(speaker), **more)


def test_the_speaker_of_the_own_sentence_goes_before_one_of_another():
    assert _speaker(draft([HERE]), draft([EARLIER]), PLACES) == [HERE]


def test_two_in_the_own_sentence_leave_it_to_the_tagger():
    other = Span(22, 29)
    assert _speaker(draft([HERE]), draft([other]), PLACES) == [other]


def test_a_rule_that_carries_a_speaker_over_does_not_override():
    assert _speaker(draft([EARLIER]), draft([HERE]), PLACES) == [HERE]


@pytest.mark.parametrize(
    ("text", "tagged", "ruled"),
    [
        ("Der Stadt hält die Trainerin vor, zu spät gehandelt zu haben.", "Der Stadt", "die Trainerin"),
        ("Ein Beamter bestätigte der Agentur Nordpress, dass das Tor fehlt.", "der Agentur Nordpress", "Ein Beamter"),
        ("Das sagte dem Blatt Ida Kern.", "dem Blatt", "Ida Kern"),
        ("Der Beirat hatte die Regierung gewarnt, dass das Geld fehlt.", "die Regierung", "Der Beirat"),
    ],
)
def test_a_dative_is_spoken_to(text, tagged, ruled):
    def span(words):
        return Span(text.index(words), text.index(words) + len(words))

    verb = next(w for w in ("hält", "bestätigte", "sagte", "hatte") if w in text)
    one, two = draft([span(ruled)], [span(verb)]), draft([span(tagged)], [span(verb)])
    one.content = two.content = [Span(len(text) - 3, len(text) - 1)]
    one.verb = load_pack("de").cues[0]
    assert _speaker(one, two, (Span(0, len(text)),), text) == [span(ruled)]
