from claims_helpers import build, page

from lagebild.model import Picture, Reuse, StoryGroup
from lagebild.story.compare import Changes, changes_lines, compare
from lagebild.story.importance import most_important

SAID = "Ventil am Staudamm Hohenau defekt."


def picture(*pages):
    documents, analyses = tuple(p[0] for p in pages), tuple(p[1] for p in pages)
    story = StoryGroup("s", "t", tuple(d.id for d in documents), None, None)
    return Picture("2031-05-03", documents, analyses, Reuse(), (story,), (), build(*pages), ())


MORNING = (page("a", [(SAID, "Kurier", "support")]),)
EVENING = (
    *MORNING,
    page("b", [(SAID, "Betreiber", "deny"), ("Schule Altwasser bleibt geschlossen.", "Amt", "support")]),
)


def test_nothing_changed():
    assert compare(picture(*MORNING), picture(*MORNING)) == Changes()
    assert changes_lines(Changes()) == ()


def test_evening_brings_a_denial_and_a_new_claim():
    changes = compare(picture(*MORNING), picture(*EVENING))
    assert changes.documents == ("b.txt",)
    assert [(c.before, c.now) for c in changes.standing] == [("reported", "disputed")]
    assert [d.words for d in changes.denials] == [SAID]
    assert [c.label for c in changes.new] == ["Schule Altwasser bleibt geschlossen."]
    assert changes.gone == ()
    assert len(changes_lines(changes)) == 4


def test_backwards_the_claim_is_gone():
    changes = compare(picture(*EVENING), picture(*MORNING))
    assert [c.label for c in changes.gone] == ["Schule Altwasser bleibt geschlossen."]


def test_disputed_comes_before_reported_and_opinions_last():
    lines = [
        ("Eine Schande für Hohenau.", "Partei", "opine"),
        ("Schule Altwasser bleibt geschlossen.", "Amt", "support"),
    ]
    found = picture(page("c", lines), *EVENING[:2])
    order = most_important(found, found.stories[0])
    by_id = {c.id: c for c in found.claims}
    assert by_id[order[0]].standing == "disputed"
    assert by_id[order[-1]].kind == "assessment"
    assert most_important(found, found.stories[0], limit=1) == order[:1]
