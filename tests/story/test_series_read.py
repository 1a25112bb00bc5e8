"""Series read from sentences: what joins, what state it is in, what it is called."""

from __future__ import annotations

import pytest

from lagebild.language.quantities import find_quantities
from lagebild.language.sentences import split_sentences
from lagebild.model import Analysis, Block, Document, Series, Span, StoryGroup
from lagebild.story.series import build_series


def read(
    *pages: tuple[str, str], stories: tuple[tuple[int, ...], ...] | None = None, language: str = "de"
) -> tuple[Series, ...]:
    documents, analyses = [], []
    for at, (day, text) in enumerate(pages):
        name = f"p{at}"
        document = Document(name, name, text, language, (Block("body", Span(0, len(text))),), published=day)
        sentences = split_sentences(document)
        found = find_quantities(name, text, sentences, language, ())
        documents.append(document)
        analyses.append(Analysis(name, language, "rules", sentences=sentences, quantities=found))
    rows = stories or (tuple(range(len(pages))),)
    groups = [StoryGroup(f"s{n}", "", tuple(f"p{i}" for i in row), None, None) for n, row in enumerate(rows)]
    return build_series(documents, analyses, groups, None)


MONDAY, TUESDAY = "2031-05-05", "2031-05-06"


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        (
            "Bisher sind 14 Menschen ums Leben gekommen.",
            "Bisher sind 15 Menschen ums Leben gekommen.",
            "Menschen ums Leben gekommen",
        ),
        ("Die Zahl der Toten stieg auf 14.", "Die Zahl der Toten stieg auf 15.", "Die Zahl der Toten stieg auf …"),
        (
            "Der Betreiber bezifferte den Schaden auf 512.000 Euro.",
            "Der Betreiber bezifferte den Schaden auf 512.000 Euro.",
            "Der Betreiber bezifferte den Schaden auf … Euro",
        ),
        (
            "Nach dem Beben wurden 63 Bewohner mit Booten gerettet, sagte er.",
            "Es wurden 63 Bewohner mit Booten gerettet.",
            "Bewohner mit Booten gerettet",
        ),
        (
            "Es wurden 63 Bewohner und 12 Helfer mit Booten gerettet.",
            "Man hat 63 Bewohner mit Booten gerettet.",
            "Bewohner mit Booten gerettet",
        ),
    ],
)
def test_a_series_is_called_in_words_of_its_pages(one, two, label):
    assert label in [s.label for s in read((MONDAY, one), (TUESDAY, two))]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Es sollen 300 Wohnungen gebaut werden.", "planned"),
        ("Die Stadt plant, 300 Wohnungen zu bauen.", "planned"),
        ("300 Bewohner mussten ihre Häuser verlassen.", "past"),  # what had to be was done
        ("40 Kinder konnten gerettet werden.", "past"),
        ("Es soll um rund 1.500 Boote gehen, die nach Osten gebracht wurden.", "past"),  # hearsay of what was done
        ("In dem Haus sollen 40 Menschen leben.", "present"),  # hearsay, no plan
    ],
)
def test_whether_it_is_planned(text, tense):
    document = Document("p", "p", text, "de", (Block("body", Span(0, len(text))),))
    assert [q.tense for q in find_quantities("p", text, split_sentences(document), "de", ())] == [tense]


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        (
            "Betroffen sind 86.000 Packungen.",
            "Der Hersteller holt 86.000 Schachteln zurück.",
            True,
        ),  # a telling value under another noun
        ("Es fielen 3 Flüge aus.", "Man sah 3 Hunde.", False),
        (
            "Es gab sieben Verdachtsfälle.",
            "Nun wurden 31 Verdachtsfälle erfasst.",
            True,
        ),  # the noun's only number on each page: it grew
        ("Der Zug fuhr 98 km/h schnell.", "Der Zug fuhr 98 Stundenkilometer schnell.", True),
        (
            "Ein Drittel der Stellen ist unbesetzt.",
            "33,3 Prozent der Stellen sind unbesetzt.",
            True,
        ),  # a share is a share
    ],
)
def test_what_counts_as_one_thing(one, two, joined):
    assert bool(read((MONDAY, one), (TUESDAY, two))) is joined


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        ("2031-05-05T21:40", "2031-05-05T22:05", "conflict"),  # minutes apart: nobody learned more in between
        ("2031-05-05T08:00", "2031-05-05T19:30", "update"),  # hours apart
        ("2031-05-05T08:00", "2031-05-05", "conflict"),  # the same day, the hour unknown
        ("2031-05-05", "2031-05-06", "update"),
    ],
)
def test_what_may_have_become_known_since(here, there, kind):
    (series,) = read(
        (here, "Bei dem Brand wurden drei Menschen verletzt."), (there, "Bei dem Brand wurden fünf Menschen verletzt.")
    )
    assert [d.type for d in series.disagreements] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Die Anwohnerin Alma Reuter, 30, wurde verletzt.",  # an age does not say whose it is
        "Die Zahl der Infektionen pro 100.000 Einwohner steigt.",  # what a rate is told by
        "Das kommt einem Stillstand gleich null nahe.",  # nought of nothing
        "Die 7-Tage-Inzidenz ist gestiegen.",  # a time that names something
        "Nur eine Frage bleibt offen.",  # one of which nothing became
    ],
)
def test_what_forms_no_series(text):
    assert read((MONDAY, text), (TUESDAY, text)) == ()


def test_a_conversion_does_not_contradict():
    flight = "The rocket flew 1,000 kilometers before it fell."
    (series,) = read((MONDAY, flight), (MONDAY, "The rocket flew 621 miles before it fell."), language="en")
    assert series.disagreements == ()


def test_the_numbers_of_an_overview_are_told_in_the_story_they_belong_to():
    fire = (MONDAY, "Bei dem Brand wurden 14 Menschen verletzt.")
    vote = (MONDAY, "Der Rat beschloss die Steuer.")
    overview = (
        MONDAY,
        "Bei dem Brand wurden 14 Menschen verletzt. Später hieß es: 14 Menschen wurden bei dem Brand verletzt.",
    )
    found = read(fire, vote, overview, stories=((1, 2), (0, 2)))
    assert [(s.story, len(s.points)) for s in found] == [("s1", 3)]
