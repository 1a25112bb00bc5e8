"""What comes first: tolls by their last value, one voice on one line, nothing that cannot be read by itself."""

from dataclasses import replace

from claims_helpers import build, page

from lagebild.model import Picture, Reuse, Series, SeriesPoint, StoryGroup
from lagebild.story.importance import most_important


def picture(*pages, toll=False):
    """A picture; ``toll`` makes one series of all numbers, of what was killed."""
    documents, analyses = tuple(p[0] for p in pages), tuple(p[1] for p in pages)
    story = StoryGroup("s", "t", tuple(d.id for d in documents), None, None)
    series = ()
    if toll:
        analyses = tuple(
            replace(a, quantities=tuple(replace(q, value=q.low, keys=(*q.keys, "@killed")) for q in a.quantities))
            for a in analyses
        )
        points = tuple(SeriesPoint(q.id, None, None) for a in analyses for q in a.quantities)
        series = (Series("toll", "Tote", None, points, (), "s"),)
    claims = build(*zip(documents, analyses, strict=True))
    return Picture(None, documents, analyses, Reuse(), (story,), (), claims, series)


def first(found, n=5):
    labels = {c.id: c.label for c in found.claims}
    return [labels[c] for c in most_important(found, found.stories[0], n)]


def test_a_toll_counts_for_the_claim_that_gives_its_last_value():
    found = picture(
        page(
            "a",
            [("Drei Wanderer starben am Hohenstein.", None, "support", {"number": (3, "wanderer")})],
            published="2031-05-01",
        ),
        page(
            "b",
            [("Fünf Wanderer kamen am Berg ums Leben.", "Amt", "support", {"number": (5, "wanderer")})],
            published="2031-05-02",
        ),
        page(
            "c",
            [
                ("Sieben Tote meldet inzwischen der Rettungsdienst.", "Dienst", "support", {"number": (7, "tote")}),
                ("Straße nach Altwasser bleibt gesperrt.", "Kreis", "support"),
            ],
            published="2031-05-03",
        ),
        page("d", [("Straße nach Altwasser bleibt gesperrt.", "Polizei", "support")], published="2031-05-03"),
        toll=True,
    )
    order = first(found)
    assert order[0] == "Sieben Tote meldet inzwischen der Rettungsdienst."
    assert order[1].startswith("Straße")
    assert order.index("Fünf Wanderer kamen am Berg ums Leben.") > 1  # an earlier value waits


def test_no_voice_fills_two_of_the_first_lines():
    lines = [
        ("Fenster splitterten beim Aufprall überall.", "Zeuge", "support"),
        ("Kinder weinten nebenan im Wagen.", "Zeuge", "support"),
    ]
    found = picture(
        page("a", lines),
        page("b", lines),
        page("c", [("Bremse versagte kurz vor Altwasser.", "Werk", "support")]),
    )
    assert [label.split()[0] for label in first(found)] == ["Fenster", "Bremse", "Kinder"]


def test_a_page_is_not_its_own_second_origin():
    found = picture(
        page("a", [("Damm Hohenau hält stand.", None, "support")], published="2031-05-03"),
        page("b", [("Damm Hohenau hält stand.", None, "support")], published="2031-05-03"),
        page("c", [("Schule Altwasser bleibt geschlossen.", "Kreis", "support")]),
        page("d", [("Schule Altwasser bleibt geschlossen.", "Schulamt", "support")]),
    )
    assert first(found)[0].startswith("Schule")  # two pages and two voices; the dam has two pages


def test_what_cannot_be_read_by_itself_waits():
    found = picture(
        page(
            "a",
            [("Niemand sagt, warum.", "Rat", "support", {}), ("Brücke Altwasser gilt als sicher.", "Amt", "support")],
        ),
        page("b", [("Niemand sagt, warum.", "Kreis", "support")]),
    )
    documents, analyses = found.documents, found.analyses
    short = tuple(
        replace(
            a,
            statements=tuple(
                replace(s, keys=s.keys[:1]) if "warum." in s.keys or "warum" in s.keys else s for s in a.statements
            ),
        )
        for a in analyses
    )
    story = found.stories[0]
    claims = build(*zip(documents, short, strict=True))
    thin = Picture(None, documents, short, Reuse(), (story,), (), claims, ())
    assert first(thin)[0].startswith("Brücke")


def test_a_page_of_opinion_gives_opinions():
    found = picture(
        page("a", [("Bürgermeisterin muss jetzt handeln sofort.", None, "support")], kind="comment"),
        page("b", [("Bürgermeisterin muss jetzt handeln sofort.", None, "support")], kind="comment"),
        page("c", [("Schule Altwasser bleibt geschlossen.", "Kreis", "support")]),
    )
    assert first(found)[0].startswith("Schule")


def test_of_equal_points_a_claim_without_day_comes_last():
    found = picture(
        page("a", [("Damm Hohenau hält stand.", "Amt", "support")], published=None),
        page("b", [("Schule Altwasser bleibt geschlossen.", "Kreis", "support")]),
    )
    assert first(found)[0].startswith("Schule")
