import pytest
from claims_helpers import build, claim_of, page

from lagebild.model import Picture, Reuse, StoryGroup
from lagebild.story.importance import most_important

NEGATED = {"negated": True}


@pytest.mark.parametrize(
    ("lines", "standing"),
    [
        # the same words but for "nicht"
        (
            [
                ("Talbahn stellt Linie Hohenau Altwasser ein.", "Kurier", "support"),
                ("Talbahn stellt Linie Hohenau Altwasser nicht ein.", "Talbahn", "support", NEGATED),
            ],
            "denied",
        ),
        # a negation that is about something else
        (
            [
                ("Fahrgäste riefen laut um Hilfe.", "Anna Fell", "support"),
                (
                    "Fahrgäste riefen laut um Hilfe, manche bewegten sich zwischen Sitzen nicht mehr.",
                    "Bert Ruh",
                    "support",
                    NEGATED,
                ),
            ],
            "reported",
        ),
        # two say that it is not so, one of them against somebody the pages do not quote
        (
            [
                ("Rakete bedroht Insel Guldö nicht.", "Kommando", "deny"),
                ("Rakete bedroht Insel Guldö nicht.", "Marine", "support", NEGATED),
            ],
            "reported",
        ),
        # he denies what he is said to have said: that something is not so
        (
            [
                ("Damm Hohenau sei nicht sicher.", "Moll", "support", {**NEGATED, "said": "2031-05-01"}),
                ("Damm Hohenau sei nicht sicher.", "Moll", "deny", {**NEGATED, "said": "2031-05-02"}),
            ],
            "withdrawn",
        ),
        # he says himself that he did not, and denies that he did: no withdrawal
        (
            [
                ("Auftrag Hafenausbau niemandem zugeschoben.", "Pell", "support", {**NEGATED, "said": "2031-05-01"}),
                ("Auftrag Hafenausbau jemandem zugeschoben.", "Pell", "deny", {"said": "2031-05-02"}),
                ("Auftrag Hafenausbau jemandem zugeschoben.", "Pell", "deny", {"said": "2031-05-03"}),
            ],
            "denied",
        ),
        # who denies it in one place and says with a negation elsewhere that it is not so denies it there, too
        (
            [
                ("Pell unterschlug Spenden Hohenau.", "Kurier", "support"),
                ("Pell unterschlug Spenden Hohenau.", "Pell", "deny", {"said": "2031-05-01"}),
                ("Pell unterschlug wissentlich niemals irgendwelche Spenden Hohenau.", "Pell", "support", NEGATED),
            ],
            "denied",
        ),
        # what is admitted is that it is not so
        (
            [
                ("Talbahn zahlte Bürgermeister Geld.", "Anna Fell", "support"),
                ("Talbahn zahlte Bürgermeister kein Geld.", "Kreis", "confirm", NEGATED),
            ],
            "denied",
        ),
        # a demand that a second voice repeats is confirmed by nobody
        (
            [
                ("Mehr Geld für Brücken Hohenau fordern.", "Anwohner", "demand"),
                ("Mehr Geld für Brücken Hohenau fordern.", "Ministerium", "demand"),
            ],
            "reported",
        ),
    ],
)
def test_sides(lines, standing):
    pages = [page(f"p{n}", [line]) for n, line in enumerate(lines)]
    claims = build(*pages, kinds={"Kurier": "media", "Anwohner": "person", "Anna Fell": "person", "Bert Ruh": "person"})
    assert len(claims) == 1
    assert claim_of(claims, "p0").standing == standing


def test_a_toll_of_many_pages_comes_before_a_denial_of_one_voice():
    toll, rumour = "Explosion Chemiewerk Hohenau tötet 14 Menschen.", "Gerücht Geiselnahme Rathaus Altwasser."
    pages = [
        page("a", [(toll, "Feuerwehr", "support"), (rumour, "Polizei", "deny")]),
        page("b", [(toll, "Klinikum", "support")]),
        page("c", [(toll, "Feuerwehr", "support")]),
    ]
    documents, analyses = tuple(p[0] for p in pages), tuple(p[1] for p in pages)
    story = StoryGroup("s", "t", tuple(d.id for d in documents), None, None)
    claims = build(*pages)
    picture = Picture("2031-05-03", documents, analyses, Reuse(), (story,), (), claims, ())
    first, second = most_important(picture, story)
    by_id = {c.id: c for c in claims}
    assert by_id[first].label == toll
    assert by_id[second].standing == "denied"
