"""What is printed around the claims: nothing without its place, long stories kept short."""

import pytest

from lagebild.report.arrange import arrange
from lagebild.report.overview import LEADING
from lagebild.report.terminal import to_terminal
from lagebild.workflow import rankings


@pytest.fixture(scope="module")
def sheet(chlorgas):
    return arrange(chlorgas, "de", rankings(chlorgas))


def test_open_questions_and_days_cite_their_places(sheet):
    story = sheet.stories[0]
    assert story.questions
    assert all(line.evidence for line in story.questions)
    assert all(line.evidence for day in story.timeline for line in day.lines)


def test_a_page_s_own_narration_is_no_claim_of_somebody(chlorgas, sheet):
    story = sheet.stories[0]
    statements = {s.id: s for a in chlorgas.analyses for s in a.statements}
    assert story.told
    for card in story.claimed:
        voices = [statements[v.statement] for v in card.voices]
        pages = {s.doc for s in voices} | {place.doc for v in card.voices for place in v.copies}
        assert any(s.actor or s.unclear for s in voices) or len(pages) > 1


def test_first_reports_beyond_the_leading_claims_are_counted_not_listed(sheet):
    story = sheet.stories[0]
    said = len(story.known) + len(story.claimed) + len(story.open)
    assert sum(day.others for day in story.timeline) <= max(0, said - LEADING)


def test_no_line_ends_in_blanks(sheet):
    assert not [line for line in to_terminal(sheet).splitlines() if line != line.rstrip()]
