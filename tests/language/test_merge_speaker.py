"""Whose statement it is where rule and tagger name different people."""

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
