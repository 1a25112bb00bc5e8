"""Pages into stories: what belongs together, what stays apart, what people may correct."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.model import Analysis, Block, Correction, Document, Picture, Reuse, Span, TimeExpression
from lagebild.story.grouping import group_stories
from lagebild.story.grouping_hand import story_id
from lagebild.story.grouping_links import FRESH_EVENT, NAMED, closeness, clusters, link
from lagebild.story.grouping_profile import FILLED, backgrounds, profile, rarity, stem, stems
from lagebild.story.grouping_why import why_story
from lagebild.story.reuse import find_reuse


def page(
    name: str, title: str, text: str, day: str | None = None, language: str = "de", kind: str = "article"
) -> Document:
    return Document(
        name, f"{name}.txt", text, language, (Block("body", Span(0, len(text))),), title=title, published=day, kind=kind
    )


def bare(documents: list[Document]) -> list[Analysis]:
    return [Analysis(d.id, d.language, "rules") for d in documents]


def grouped(
    documents: list[Document], analyses: list[Analysis] | None = None, corrections: tuple[Correction, ...] = ()
) -> set[frozenset[str]]:
    found = group_stories(documents, analyses or bare(documents), Reuse(), corrections)
    return {frozenset(s.documents) for s in found}


BRIDGE_1 = page(
    "p1",
    "Brückeneinsturz in Lindhausen",
    "In Lindhausen ist am Dienstag die Wupperbrücke eingestürzt. Baustadtrat Krellmann sprach von Materialermüdung an den Spannseilen der Wupperbrücke.",
    "2031-05-06",
)
BRIDGE_2 = page(
    "p2",
    "Nach dem Unglück: Krellmann unter Druck",
    "Nach dem Einsturz der Wupperbrücke in Lindhausen fordert die Opposition den Rücktritt von Baustadtrat Krellmann. Die Spannseile waren zuletzt vor Jahren geprüft worden.",
    "2031-05-07",
)
TAX = page(
    "p3",
    "Hundesteuer steigt",
    "Der Rat von Ebersmoor erhöht die Hundesteuer auf 140 Euro. Kämmerin Sodann verwies auf das Haushaltsloch.",
    "2031-05-06",
)
BRIDGE_EN = page(
    "p4",
    "Bridge falls",
    "A bridge called Wupperbrücke came down in Lindhausen on Tuesday, councillor Krellmann said.",
    "2031-05-06",
    "en",
)


def test_pages_about_one_event_are_one_story_and_others_are_not():
    assert grouped([BRIDGE_1, BRIDGE_2, TAX]) == {frozenset({"p1", "p2"}), frozenset({"p3"})}


def test_names_carry_a_story_across_languages():
    assert grouped([BRIDGE_1, BRIDGE_2, TAX, BRIDGE_EN]) == {frozenset({"p1", "p2", "p4"}), frozenset({"p3"})}


def test_vectors_join_pages_that_share_no_word():
    one = page("a", "Hangrutsch", "Geröll verschüttet Straße", "2031-05-06")
    two = page("b", "Landslide", "Road buried by debris", "2031-05-06", "en")
    near = np.zeros(384, "<f2")
    near[0] = 1
    same = [Analysis(d.id, d.language, "x", vector=near.tobytes()) for d in (one, two)]
    assert grouped([one, two], same) == {frozenset({"a", "b"})}
    assert len(grouped([one, two])) == 2


def test_undated_pages_are_grouped_by_content():
    assert frozenset({"p1", "p2"}) in grouped([replace(BRIDGE_1, published=None), BRIDGE_2])


@pytest.mark.parametrize(
    ("spoken", "together"),
    [
        (None, False),  # a week later the same thing happens again: another event
        ("2031-05-06", True),  # the later page speaks of the earlier day: the same event looked at again
    ],
)
def test_a_like_event_a_week_later_is_another_story(spoken, together):
    one = page(
        "a",
        "Scheune in Kollwitz niedergebrannt",
        "In Kollwitz ist am Dienstag eine Scheune niedergebrannt. 60 Feuerwehrleute löschten.",
        "2031-05-06",
    )
    two = page(
        "b",
        "Wieder brennt Scheune in Kollwitz",
        "In Kollwitz ist am Dienstag erneut eine Scheune niedergebrannt. 45 Feuerwehrleute löschten.",
        "2031-05-13",
    )
    times = (TimeExpression(Span(0, 2), "DATE", spoken, spoken, "explicit"),) if spoken else ()
    analyses = [Analysis("a", "de", "x"), Analysis("b", "de", "x", times=times)]
    assert (len(grouped([one, two], analyses)) == 1) is together


GAUGE_1 = page(
    "g1",
    "Pegel der Oster steigt",
    "Der Pegel der Oster lag am Montag in Osterau bei 214 Zentimetern. Das waren acht mehr als in der Vorwoche, teilte das Landesamt mit. Eine Gefahr bestehe nicht.",
    "2031-05-05",
)
GAUGE_2 = page(
    "g2",
    "Pegel der Oster sinkt",
    "Der Pegel der Oster lag am Montag in Osterau bei 199 Zentimetern. Das waren 15 weniger als in der Vorwoche, teilte das Landesamt mit. Eine Gefahr bestehe nicht.",
    "2031-05-12",
)


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        (GAUGE_1, GAUGE_2, False),  # next week's report in the same words with other numbers
        (GAUGE_1, replace(GAUGE_2, published="2031-05-05"), True),  # the same day: one report corrected
        (GAUGE_1, replace(GAUGE_2, text=GAUGE_2.text.replace("199", "214")), True),  # the old number again: one report
    ],
)
def test_recurring_reports_do_not_glue(one, two, together):
    found = group_stories([one, two], bare([one, two]), find_reuse([one, two]))
    assert (len(found) == 1) is together


@pytest.mark.parametrize(
    ("here", "there", "change"),
    [
        (("2031-05-05", "2031-05-06"), ("2031-05-05", "2031-05-06"), 1),  # days in common speak for one event
        (("2031-05-05", "2031-05-06"), ("2031-05-07", "2031-05-08"), -1),  # none in common speaks against it
        (("2031-05-06",), ("2031-05-07",), 0),  # the day of writing alone says nothing
    ],
)
def test_days_that_pages_speak_of_count(here, there, change):
    def told(name: str, days: tuple[str, ...]) -> Analysis:
        return Analysis(
            name,
            "de",
            "x",
            times=tuple(TimeExpression(Span(i, i + 1), "DATE", d, d, "explicit") for i, d in enumerate(days)),
        )

    pages = [BRIDGE_1, BRIDGE_2]
    plain = [profile(d, a) for d, a in zip(pages, bare(pages), strict=True)]
    dated = [
        replace(p, days=profile(d, told(d.id, days)).days)
        for p, d, days in zip(plain, pages, (here, there), strict=True)
    ]
    w = link(plain).weights
    difference = closeness(*dated, *w).value - closeness(*plain, *w).value
    assert (difference > 0) - (difference < 0) == change


def test_a_follow_up_days_later_is_held_by_its_names():
    later = page(
        "p5",
        "Anklage nach Einsturz der Wupperbrücke",
        "Gegen Baustadtrat Krellmann ist am Montag Anklage erhoben worden. Er soll von Rissen in den Spannseilen der Wupperbrücke gewusst haben, so die Staatsanwaltschaft Lindhausen.",
        "2031-05-12",
    )
    own = [
        Analysis(d.id, "de", "x", times=(TimeExpression(Span(0, 2), "DATE", d.published, d.published, "explicit"),))
        for d in (BRIDGE_1, later)
    ]
    assert grouped([BRIDGE_1, later], own) == {frozenset({"p1", "p5"})}


SPOILED = page(
    "m1",
    "Verdorbene Milch in Kitas",
    "Nach dem Genuss der Milch Almfrisch sind in Ottersbach mehrere Kinder erkrankt. Der Hersteller Brontal wies jede Schuld zurück. "
    "Kitaleiterin Swantje Moldenhauer sprach von Bauchkrämpfen. Amtsarzt Iven Quast ließ Proben ins Labor nach Rehfurt bringen.",
    "2031-05-06",
)


@pytest.mark.parametrize(
    ("title", "text", "together"),
    [
        (  # new people, new places, new matter; but firm, product, town and physician are the same
            "Razzia bei Molkerei",
            (
                "Ermittler haben am Montag Büros von Brontal in Gelsenhorst und Pinneau durchsucht. Anlass ist die Milch Almfrisch. Aktenordner, Laptops, Kühlprotokolle wurden "
                "beschlagnahmt, so Oberstaatsanwältin Wiebke Tornquist. Amtsarzt Quast hatte das Gutachten nach Ottersbach geschickt. Verteidiger Leander Hoyos nennt den Einsatz maßlos."
            ),
            True,
        ),
        (  # a like event in the same town: nobody of the first page is named
            "Salmonellen in Schulkantine",
            (
                "In Ottersbach sind am Montag mehrere Kinder nach dem Genuss von Mettbrötchen erkrankt. Küchenchef Hauke Brill wies jede Schuld zurück. "
                "Rektorin Jette Ohlsen sprach von Übelkeit. Die Caterer Schmausewerk und Tafelrunde ließen Proben untersuchen."
            ),
            False,
        ),
    ],
)
def test_a_shared_cast_holds_a_growing_story_together(title, text, together):
    later = page("m2", title, text, "2031-05-12")
    own = [
        Analysis(d.id, "de", "x", times=(TimeExpression(Span(0, 2), "DATE", d.published, d.published, "explicit"),))
        for d in (SPOILED, later)
    ]
    profiles = [profile(d, a) for d, a in zip((SPOILED, later), own, strict=True)]
    near = closeness(*profiles, *link(profiles).weights)
    assert near.names < NAMED
    assert (near.time > FRESH_EVENT) is together


def test_a_story_bears_a_headline_in_the_language_of_most_pages():
    early = replace(BRIDGE_EN, published="2031-05-05")
    pages = [early, BRIDGE_1, BRIDGE_2]
    (story,) = group_stories(pages, bare(pages), Reuse())
    assert (story.id, story.title) == (story_id("p4"), "Brückeneinsturz in Lindhausen")


def test_an_overview_page_belongs_to_both_stories_and_glues_neither():
    first = "Brücke eingestürzt\nIn Lindhausen ist die Wupperbrücke eingestürzt, Baustadtrat Krellmann nannte Materialermüdung."
    second = "Steuer\nDer Rat von Ebersmoor erhöht die Hundesteuer auf 140 Euro, sagte Kämmerin Sodann."
    text = first + "\n\n" + second
    blocks = (Block("body", Span(0, len(first))), Block("body", Span(len(first) + 2, len(text))))
    overview = replace(page("o", "Der Tag", text, "2031-05-06", kind="summary"), blocks=blocks)
    assert grouped([BRIDGE_1, BRIDGE_2, TAX, overview]) == {frozenset({"p1", "p2", "o"}), frozenset({"p3", "o"})}


def test_a_live_blog_of_one_event_belongs_to_its_story_as_a_whole():
    entries = (
        "Guten Morgen aus Lindhausen! Taucher, Kräne und Schaulustige treffen ein, der Imbiss am Ufer verteilt Kaffee.",
        "Krellmann kommt ins Rathaus. Reporter warten seit Stunden im Regen, ein Sprecher vertröstet auf den Nachmittag.",
        "Spannseile treiben im Wasser. Ein Schlepper der Hafenbehörde zieht Leitungen, Bohlen und Geländer ans Land.",
        "Die Wupperbrücke wird weiträumig abgesperrt. Pendler steigen auf Fähren um, Busse fahren Umwege über Sollmar.",
    )
    text = "\n\n".join(entries)
    starts = [text.index(e) for e in entries]
    blocks = tuple(Block("live_entry", Span(b, b + len(e))) for b, e in zip(starts, entries, strict=True))
    blog = replace(
        page("o", "Ticker: die Stunden nach dem Einsturz", text, "2031-05-06", kind="liveblog"), blocks=blocks
    )
    assert grouped([BRIDGE_1, BRIDGE_2, TAX, blog]) == {frozenset({"p1", "p2", "o"}), frozenset({"p3"})}


def test_a_new_page_leaves_other_stories_and_their_names_alone():
    before = {s.id: s.documents for s in group_stories([BRIDGE_1, TAX], bare([BRIDGE_1, TAX]), Reuse())}
    after = {
        s.id: s.documents for s in group_stories([BRIDGE_1, TAX, BRIDGE_2], bare([BRIDGE_1, TAX, BRIDGE_2]), Reuse())
    }
    assert set(before) == set(after)
    assert after[story_id("p3")] == before[story_id("p3")]


def said(kind: str, target: str, value: str) -> Correction:
    return Correction(kind, target, value, "Ida", "2031-05-08", "seen by eye")


def test_corrections_are_honoured():
    pages = [BRIDGE_1, BRIDGE_2, TAX]
    merge = said("merge_stories", story_id("p1"), story_id("p3"))
    assert grouped(pages, corrections=(merge,)) == {frozenset({"p1", "p2", "p3"})}  # two stories made one
    split = said("split_story", "p1", "p2")
    assert grouped(pages, corrections=(split,)) == {
        frozenset({"p1"}),
        frozenset({"p2"}),
        frozenset({"p3"}),
    }  # told apart
    out = said("not_this_story", "p2", story_id("p1"))
    assert grouped(pages, corrections=(out,)) == {frozenset({"p1"}), frozenset({"p2"}), frozenset({"p3"})}  # taken out
    first = said("not_this_story", "p1", story_id("p1"))
    assert grouped(pages, corrections=(first,)) == {
        frozenset({"p1"}),
        frozenset({"p2"}),
        frozenset({"p3"}),
    }  # its own first page
    unknown = said("merge_stories", "nowhere", story_id("p3"))
    assert grouped(pages, corrections=(unknown,)) == grouped(pages)  # names nothing here: nothing happens


def test_overviews_are_listed_as_people_say():
    text = "In Lindhausen ist die Wupperbrücke eingestürzt, Baustadtrat Krellmann nannte Materialermüdung."
    overview = page("o", "Der Tag", text, "2031-05-06", kind="summary")
    pages = [BRIDGE_1, TAX, overview]
    assert grouped(pages) == {frozenset({"p1", "o"}), frozenset({"p3"})}
    assert frozenset({"p3", "o"}) in grouped(pages, corrections=(said("merge_stories", "o", story_id("p3")),))
    assert frozenset({"p1"}) in grouped(pages, corrections=(said("not_this_story", "o", story_id("p1")),))


def test_reasons_are_named_in_the_words_of_the_pages():
    pages = [BRIDGE_1, BRIDGE_2, TAX]
    split = said("split_story", "p1", "p2")

    def picture(*corrections: Correction) -> Picture:
        found = group_stories(pages, bare(pages), Reuse(), corrections)
        return Picture(
            "2031-05-08", tuple(pages), tuple(bare(pages)), Reuse(), found, (), (), (), corrections=corrections
        )

    facts = why_story(picture(), "p1", "p2")
    assert facts[0] == "one story: Brückeneinsturz in Lindhausen"
    assert any("Wupperbrücke" in fact for fact in facts)
    assert why_story(picture(), "p1", "p3")[0] == "different stories"
    assert why_story(picture(split), "p1", "p2")[:2] == (
        "different stories",
        "taken apart by Ida on 2031-05-08: seen by eye",
    )


def test_a_capital_at_the_opening_of_a_sentence_makes_no_name():
    assert [upper for _, upper, _ in stems("Vierzehn Orte. Heute in Osterau: „Ruhe“")] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]


@settings(max_examples=25, deadline=None)
@given(st.permutations([BRIDGE_1, BRIDGE_2, TAX, BRIDGE_EN]))
def test_the_order_of_pages_does_not_matter(pages):
    assert grouped(pages) == grouped([BRIDGE_1, BRIDGE_2, TAX, BRIDGE_EN])


def test_average_link_joins_the_closest_first_and_stops_at_the_bound():
    links = {(0, 1): 0.9, (1, 2): 0.3, (3, 4): 0.5}
    assert clusters(5, links, 0.25) == [[0, 1], [2], [3, 4]]  # page 2 is close to one of two pages only: mean .15
    assert clusters(0, {}, 0.1) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Stuttgarter", "Stuttgart"),  # the adjective of a town
        ("Đoković", "Djokovic"),  # accents and strokes
        ("12.500", "12500"),  # digit groups
        ("Straße", "Strasse"),  # two spellings
    ],
)
def test_stems_fold_what_desks_write_differently(one, two):
    assert stem(one) == stem(two)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_name_that_all_of_a_few_pages_share_stays_rare(language):
    few = rarity("wupperbruck", language, Counter({"wupperbruck": 6}), 6)
    among_others = rarity("wupperbruck", language, Counter({"wupperbruck": 6}), FILLED)
    everywhere = rarity("wupperbruck", language, Counter({"wupperbruck": FILLED}), FILLED)
    assert few > 0.9 * among_others > 2 * everywhere


def test_background_is_read():
    assert set(backgrounds()) == {"de", "en"}
    assert all(b.pages > 100 and b.frequency for b in backgrounds().values())


def test_nothing_gives_nothing():
    assert group_stories([], [], Reuse()) == ()
