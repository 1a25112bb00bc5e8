import pytest
from claims_helpers import build, page

from lagebild.errors import CorrectionError
from lagebild.model import Correction, Picture, Reuse
from lagebild.story.corrections import apply_corrections, check_correction

DOCUMENT, ANALYSIS = page(
    "a", [("Ventil am Staudamm defekt.", "Amt", "support"), ("Schule bleibt zu.", "Stadt", "support")]
)
FIRST, SECOND = (s.id for s in ANALYSIS.statements)


def correction(kind, target, value, when="2031-05-03"):
    return Correction(kind, target, value, "mh", when, "seen by eye")


def speakers(*corrections):
    (applied,) = apply_corrections([DOCUMENT], [ANALYSIS], corrections)
    return [s.actor for s in applied.statements]


def test_another_speaker():
    assert speakers(correction("speaker", FIRST, "Stadt")) == ["Stadt", "Stadt"]


def test_a_speaker_nobody_knew_is_added():
    (applied,) = apply_corrections([DOCUMENT], [ANALYSIS], [correction("speaker", FIRST, "Ute Brandis")])
    assert applied.statements[0].actor in {a.key for a in applied.actors}
    assert applied.statements[0].decided_by == "person"


def test_the_later_correction_counts_whatever_the_order():
    early, late = correction("speaker", FIRST, "Stadt"), correction("speaker", FIRST, "", "2031-05-04")
    assert speakers(late, early) == speakers(early, late) == [None, "Stadt"]


def test_a_correction_of_an_absent_statement_waits():
    assert speakers(correction("speaker", "z.s0-5", "Stadt")) == ["Amt", "Stadt"]


@pytest.mark.parametrize(
    ("kind", "target", "value"),
    [
        ("speaker", "z.s0-5", "Stadt"),  # no such statement
        ("same_claim", FIRST, "z.s0-5"),  # no such counterpart
        ("not_same_claim", FIRST, FIRST),  # against itself
        ("other_quantity", FIRST, SECOND),  # statements are no numbers
    ],
)
def test_what_cannot_be_applied_is_refused(kind, target, value):
    picture = Picture(None, (DOCUMENT,), (ANALYSIS,), Reuse(), (), (), build((DOCUMENT, ANALYSIS)), ())
    with pytest.raises(CorrectionError):
        check_correction(picture, correction(kind, target, value))
    check_correction(picture, correction("same_claim", FIRST, SECOND))
