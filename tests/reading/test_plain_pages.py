"""Flattened pages: which lines are the story; facts from the lines around it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.model import Page
from lagebild.reading import read_page
from lagebild.reading.dates import _plain_date
from lagebild.reading.lists import agencies, agency_pattern, boilerplate

STORY = """Pegel der Lemke steigt weiter

Von Ida Lenz

14. März 2026, 09:30 Uhr

Der Pegel der Lemke ist in der Nacht auf vier Meter gestiegen. Das teilte das Wasseramt am Samstag mit.

Die Stadt hat die Uferstraße gesperrt. „Wir sind vorbereitet“, sagte Feuerwehrchef Olaf Brandt.
"""
TAIL = """
Related Posts

Zoo tauft Nashorn

Das Nashorn wurde am Sonntag getauft. Mehr als 2.000 Besucher kamen nach Angaben des Zoos…

Schreibe einen Kommentar

Deine E-Mail-Adresse wird nicht veröffentlicht.
"""


def read(text, ref="a.txt"):
    return read_page(Page(ref=ref, body=text if isinstance(text, bytes) else text.encode("utf-8", "replace")))


def body(document):
    return "\n".join(s.of(document.text) for s in document.body)


def test_facts_and_text():
    d = read(STORY + TAIL)
    assert d.text == STORY + TAIL
    assert (d.title, d.authors, d.published) == ("Pegel der Lemke steigt weiter", ("Ida Lenz",), "2026-03-14T09:30")
    assert "Feuerwehrchef Olaf Brandt" in body(d)
    assert "Nashorn wurde" not in body(d)
    assert "E-Mail-Adresse" not in body(d)


def test_line_ends_stay_as_they_are():
    text = STORY.replace("\n", "\r\n")
    d = read("\ufeff" + text)
    assert d.text == text


DATES = [
    ("29.04.2026 - Die Straße ist frei, teilte die Stadt am Mittwoch mit.", "2026-04-29"),
    ("Husum, 11. Mai 2026. Die Straße ist frei, teilte die Stadt am Montag mit.", "2026-05-11"),
    ("Stand: 09.06.2026, 07:45 Uhr\n\nDie Straße ist frei, teilte die Stadt am Montag mit.", "2026-06-09T07:45"),
    # an event's date is not the page's
    ("Die Straße war seit dem 3. Mai 2024 gesperrt, teilte die Stadt am Montag mit.", None),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_own_dates(text, day):
    assert read(f"Straße wieder frei für den Verkehr\n\n{text}\n").published == day


def test_date_and_source_line():
    d = read(
        "Straße wieder frei für alle\n2020-06-22 · bote.example\n\nDie Straße ist frei. Das teilte die Stadt am Montag mit.\n"
    )
    assert (d.published, d.outlet) == ("2020-06-22", "bote.example")


CREDITS = [
    ("Husum (dpa) - Die Straße ist frei, teilte die Stadt mit.", ["dpa"]),
    ("Die Straße ist frei, teilte die Stadt am Montag mit.\n\ndpa/lno", ["dpa"]),
    ("Die Straße ist frei, teilte die Stadt am Montag mit. (AFP)", ["AFP"]),
    ("Die Straße ist frei, sagte die Stadt der Deutschen Presse-Agentur.", ["dpa"]),
    ("Die Straße ist frei, teilte die Stadt am Montag mit.", []),
    # behind a name and a stroke; not in an address
    ("Die Straße ist frei, teilte die Stadt am Montag mit. (Ida Lenz/dpa)", ["dpa"]),
    ("Die Straße ist frei, teilte die Stadt am Montag mit.\n\nQuelle: bote.de/dpa", []),
    # a publisher's central desk, behind an agency; not where somebody only spoke to it
    ("Die Straße ist frei, teilte die Stadt am Montag mit.\n\nRND/dpa", ["dpa", "RND"]),
    ("Die Straße ist frei, teilte die Stadt am Montag mit. (RND)", ["RND"]),
    ("Die Straße ist frei, sagte die Stadt dem RedaktionsNetzwerk Deutschland.", []),
]


@pytest.mark.parametrize(("text", "found"), CREDITS)
def test_credits(text, found):
    assert [c.agency for c in read(f"Straße wieder frei für den Verkehr\n\n{text}\n").credits] == found


def test_live_blog_entries_have_their_own_times():
    d = read(
        "Liveblog\n\nBrand im Hafen: Alles im Ticker\n\nStand: 19.06.2026, 22:14 Uhr\n\n22:14 Uhr\nNeun Verletzte\nDie Zahl der Verletzten stieg auf neun.\n\n19:05 Uhr\nVier Verletzte\nNach Angaben der Feuerwehr sind vier Menschen verletzt.\n\nÄltere Einträge laden\n"
    )
    assert d.kind == "liveblog"
    assert [(b.time, b.span.of(d.text)) for b in d.blocks if b.kind == "live_entry"] == [
        ("2026-06-19T22:14", "Die Zahl der Verletzten stieg auf neun."),
        ("2026-06-19T19:05", "Nach Angaben der Feuerwehr sind vier Menschen verletzt."),
    ]


@pytest.mark.parametrize("name", sorted(boilerplate()))
def test_every_list_knows_its_example(name):
    phrases = boilerplate()[name]
    assert phrases.within(phrases.example)


@pytest.mark.parametrize("agency", agencies(), ids=lambda a: a.name)
def test_every_agency_is_found_in_its_example(agency):
    assert agency_pattern().search(agency.example)[0] in agency.names


HOSTILE = [
    (b"", "empty", "empty"),
    (b" \n\t", "empty", "empty"),
    (bytes(range(256)) * 40, "unreadable", "binary"),
    (b"%PDF-1.7 \x00\x01", "unreadable", "binary"),
    (b"<html><body>" + b"<div>" * 100_000, "unreadable", "structure"),
    (b"<html><body><div " + b" ".join(b"a%d=1" % i for i in range(50_000)) + b">Wort</div>", "unreadable", "structure"),
    (b"<html><body><script>" + b"x" * 100_000 + b"</script></body></html>", "empty", "empty"),
]


@pytest.mark.parametrize(("raw", "readable", "code"), HOSTILE)
def test_what_cannot_be_read_says_why(raw, readable, code):
    d = read(raw, "a.html" if raw.startswith(b"<") else "a.txt")
    assert d.readable == readable
    assert code in {p.code for p in d.problems}


def test_a_page_too_large_is_cut_and_says_so():
    d = read(b"Das ist ein Satz der Stadt, sagte er.\n\n" * 40_000)
    assert "too_large" in {p.code for p in d.problems}
    assert len(d.text) <= 1_000_000


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html"]))
def test_no_bytes_raise(raw, ref):
    d = read_page(Page(ref=ref, body=raw))
    assert all(0 <= b.span.begin < b.span.end <= len(d.text) for b in d.blocks)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div>", "Wort ", "<br>", "<h1>", "</h1>", "&shy;", "<a href=x>", "</a>", "ä"]
        ),
        max_size=40,
    )
)
def test_no_markup_raises(parts):
    d = read_page(Page(ref="a.html", body=("<html><body>" + "".join(parts)).encode()))
    d.text.encode("utf-8")


WORDED = [
    # dates the page search cannot read by itself, complete ones only
    ("Miércoles, 15 de Abril de 2026", "2026-04-15"),
    ("26 | 01 | 2026", "2026-01-26"),
    ("Feb. 19 2026", "2026-02-19"),
    ("le 3 août 2026", "2026-08-03"),
    # no guess where the day does not exist, the year is missing, or there are two
    ("31 | 02 | 2026", None),
    ("3. März 14:05", None),
    ("5 août 2026 6 août 2026", None),
]


@pytest.mark.parametrize(("text", "day"), WORDED)
def test_dates_in_words(text, day):
    found = _plain_date(text)
    assert (found and found.date().isoformat()) == day


OUTLETS = [
    # the page's title repeats the headline with the outlet behind it
    ("Pegel der Lemke steigt weiter | Küstenkurier\n\n" + STORY, "Küstenkurier"),
    (STORY + "\n© 2026 Küstenkurier\n", "Küstenkurier"),
    (STORY + "\nHerausgeber: Küstenkurier Verlag, Husum\n", "Küstenkurier Verlag"),
    # an author box names whom somebody writes for; another line must know it
    (
        STORY
        + "\nÜber die Autorin: Ida Lenz schreibt seit 2011 für den Küstenkurier über Häfen.\n\nAbo beim Küstenkurier\n",
        "Küstenkurier",
    ),
    (STORY + "\nÜber die Autorin: Ida Lenz schreibt seit 2011 für den Küstenkurier über Häfen.\n", None),
    (STORY, None),
]


@pytest.mark.parametrize(("text", "outlet"), OUTLETS)
def test_outlets(text, outlet):
    assert read(text).outlet == outlet


CAPTURE = [
    ("Menü", None), ("Politik", None), ("Sport", None), ("Abo testen", None), ("Lemker Bote", None),
    ("Schleuse an der Lemke bleibt bis zum Herbst gesperrt", None), ("14.03.2026, 09:30 Uhr", None),
    ("Die Schleuse an der Lemke bleibt nach Angaben des Wasseramts bis zum Herbst gesperrt. Grund sind Risse in einem Tor.", True),
    ("Die Schleuse bei Nacht. Foto: Ida Lenz", False),
    ("Taucher hatten die Risse am Montag entdeckt. „Das Tor hält, aber wir gehen kein Wagnis ein“, sagte Amtsleiter Olaf Brandt.", True),
    ("Schiffe müssen warten", None),
    ("Etwa vierzig Frachter liegen seit Dienstag im Unterwasser fest. Die Reeder rechnen mit Kosten in Millionenhöhe.", True),
    ("Das Land will die Schleuse ohnehin erneuern. Der Bau soll nach jetzigem Stand im kommenden Jahr beginnen.", True),
    ("Ein Ersatz für das Tor wird in einer Werft an der Küste gebaut, wie das Amt am Mittwoch mitteilte.", True),
]  # fmt: skip
BEHIND = [
    ["12 Kommentare", "flussratte vor 2 Stunden", "Das war doch lange abzusehen, die Schleuse ist seit Jahren in einem schlimmen Zustand gewesen.", "Dann soll das Amt endlich das Tor an der Schleuse erneuern, statt immer nur zu reden."],
    ["Über Ida Lenz", "Als Reporterin kennt Ida Lenz jede Schleuse und jeden Deich an der Lemke seit vielen Jahren."],
    ["Mehr zum Thema", "Zoo tauft Nashorn", "Das Nashorn im Zoo wurde am Sonntag getauft, mehr als 2.000 Besucher kamen bei Sonnenschein.", "Newsletter", "Abonnieren Sie unseren Newsletter, dann haben Sie das Wichtigste aus der Region am Morgen."],
]  # fmt: skip


@pytest.mark.parametrize("behind", BEHIND)
def test_whole_captures(behind):
    """Captions, comments, author boxes and teasers of a whole capture are not the story."""
    text = "\n".join([*(line for line, _ in CAPTURE), *behind])
    found = body(read(text))
    assert [line for line, story in CAPTURE if story and line not in found] == []
    assert [line for line in (*(line for line, story in CAPTURE if story is False), *behind) if line in found] == []


@pytest.mark.parametrize("line", ["Das ist ein Satz der Stadt.\n", "ab\n", "- "])
def test_long_texts_cost_no_more_than_their_lines(line):
    begun = time.process_time()
    read(line * (400_000 // len(line)))
    assert time.process_time() - begun < 10
