"""The phrases every part of the sheet shares: who says it, how it stands, in words that cannot be misread."""

import pytest

from lagebild.report.arrange import arrange
from lagebild.report.desk import moment, short
from lagebild.report.wording import words
from lagebild.workflow import brief, rankings


@pytest.fixture(scope="module")
def sheet(ferry):
    return arrange(ferry, "en", rankings(ferry))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dass die Brücke hält", "die Brücke hält"),  # a conjunction that changes nothing
        ("and the bridge holds", "the bridge holds"),
        ("ob die Brücke hält", "ob die Brücke hält"),  # without it the question would become a report
        ("whether the bridge holds", "whether the bridge holds"),
        ("BELL: We saw the bridge fall", "We saw the bridge fall"),  # the name before a turn
        ("ANN BELL, BYLINE: We saw it", "We saw it"),
        ("Bell: We saw it", "Bell: We saw it"),
    ],
)
def test_short(text, expected):
    assert short(text) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2031-05-02", "2031-05-02"),
        ("2031-05-02T14:05:00+02:00", "2031-05-02 14:05 +02:00"),
        ("2031-05-02T14:05", "2031-05-02 14:05"),
    ],
)
def test_moment(when, expected):
    assert moment(when) == expected


@pytest.mark.parametrize(
    ("name", "unnamed", "plural"),
    [
        ("police", False, True),  # a word that is always one of several
        ("British Transport Police", False, True),
        ("officials", True, True),
        ("officials and witnesses in Leeds", True, True),
        ("source at Northgas", True, False),  # the name of the house is not the speaker
        ("press", True, False),
        ("Investigators", False, False),  # of a name nobody can tell
    ],
)
def test_verbs_agree_with_their_speakers(name, unnamed, plural):
    assert words("en").is_plural(name, unnamed=unnamed) is plural
    assert words("de").is_plural(name, unnamed=unnamed) is False


def test_a_listed_body_goes_by_its_name_in_the_language_of_the_sheet(tmp_path):
    page = tmp_path / "page.txt"
    said = "The United Nations said on Tuesday that the bridge at Leeds had fallen."
    page.write_text(f"Bridge falls at Leeds\n\n{said}\n", encoding="utf-8")
    found = brief([str(page)], learned=False)
    story = arrange(found, "en", rankings(found)).stories[0]
    assert {v.who for card in story.claimed for v in card.voices} == {"United Nations"}


def test_words_that_are_a_denial_are_called_one(sheet):
    lines = [line.text for line in sheet.stories[0].questions]
    assert any("no alarm of any kind" in line and "a denial by" in line for line in lines)
    assert any("too early to comment" in line and "left open by" in line for line in lines)


def test_nobody_is_called_unclear_and_then_quoted_with_a_verb(sheet):
    voices = [v for story in sheet.stories for card in story.claimed + story.open for v in card.voices]
    unclear = words("en")("line", "unclear")
    assert {v.act for v in voices if v.who == unclear and v.act} <= {
        f"({act})" for act in words("en").table["act"].values()
    }
    assert not any(unclear in card.standing_words for story in sheet.stories for card in story.open)


def test_a_page_of_opinion_reports_nothing(sheet):
    opinion = next(s for s in sheet.stories if all(source.kind == "opinion" for source in s.sources))
    assert opinion.views
    assert [*opinion.important, *opinion.known, *opinion.claimed, *opinion.open, *opinion.timeline] == []


def test_what_anybody_assesses_is_not_known(picture):
    for story in arrange(picture, "en", rankings(picture)).stories:
        assert not [v for card in story.known for v in card.voices if v.act in {"assesses", "assess"}]


def test_a_label_is_quoted_and_contradicts_itself_in_one_line(picture):
    for story in arrange(picture, "de", rankings(picture)).stories:
        assert all(row.label.startswith("„") and row.label.endswith("“") for row in story.numbers)
        rows = [line.text.partition(":")[0] for line in story.contradictions if not line.standing]
        assert len(rows) == len(set(rows))
