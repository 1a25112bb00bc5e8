"""Dates of statements and of what they tell: hand-made statements in short texts."""

from dataclasses import replace

import pytest

from lagebild.language.dating import date_statement, date_statements
from lagebild.language.timex import find_times
from lagebild.model import Sentence, Span, Statement

WEDNESDAY = "2024-05-15"


def spans(text, *pieces):
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in pieces)


def sentences(text):
    out, begin = [], 0
    for part in text.split("| "):
        out.append(Sentence(Span(begin, begin + len(part)), "body", 0))
        begin += len(part) + 2
    return tuple(out)


def said(text, content, cue, actor="x", mode="indirect"):
    return Statement("d", spans(text, *content), spans(text, *cue), actor=actor, mode=mode)


def dated(text, *statements, published=WEDNESDAY, language="de"):
    rows = sentences(text)
    times = find_times(text, rows, published, language)
    return date_statements(text, statements, times, rows, published, language)


def value(dating):
    return dating.value if dating else None


@pytest.mark.parametrize(
    ("text", "content", "cue", "date", "event"),
    [
        # the cue's Monday is the telling, October the event
        (
            "Er erklärte am Montag, dass im Oktober 2023 Truppen kamen.",
            ["dass im Oktober 2023 Truppen kamen"],
            ["erklärte"],
            "2024-05-13",
            "2023-10",
        ),
        # split cue, date in its middle
        (
            "Er hatte am Freitag mitgeteilt, die Brücke sei sicher.",
            ["die Brücke sei sicher"],
            ["hatte", "mitgeteilt"],
            "2024-05-10",
            None,
        ),
        # content first, frame after the comma
        (
            "Am Samstag werde ein Gutachter erwartet, sagte er am Dienstag.",
            ["Am Samstag werde ein Gutachter erwartet"],
            ["sagte"],
            "2024-05-14",
            "2024-05-18",
        ),
        # no date of telling: none is invented from the page's day
        (
            "Am Samstag werde ein Gutachter erwartet, sagte er.",
            ["Am Samstag werde ein Gutachter erwartet"],
            ["sagte"],
            None,
            "2024-05-18",
        ),
        # "laut" tells who, not when: the Sunday is the event's
        (
            "Am Sonntag sind laut Polizei elf Menschen erkrankt.",
            ["Am Sonntag sind", "elf Menschen erkrankt"],
            ["laut"],
            None,
            "2024-05-12",
        ),
        # a relative clause has its own day
        ("Müller, der am Freitag zurückgetreten war, sagte, alles sei gut.", ["alles sei gut"], ["sagte"], None, None),
        # the day of the meeting is farther from the cue than the day of telling
        (
            "Nach dem Treffen vom Freitag sagte er am Montag, alles sei gut.",
            ["alles sei gut"],
            ["sagte"],
            "2024-05-13",
            None,
        ),
        # a day since when something holds is not when it happened
        (
            "Das Land habe die Berichte seit Montag gekannt, sagte er.",
            ["Das Land habe die Berichte seit Montag gekannt"],
            ["sagte"],
            None,
            None,
        ),
        # an interval
        (
            "Die Messe sei vom 3. bis 5. Juni, sagte er.",
            ["Die Messe sei vom 3. bis 5. Juni"],
            ["sagte"],
            None,
            "2024-06-03/2024-06-05",
        ),
        # a week stays a week
        (
            "Der Rat habe vergangene Woche zugestimmt, sagte er gestern.",
            ["Der Rat habe vergangene Woche zugestimmt"],
            ["sagte"],
            "2024-05-14",
            "2024-05-06/2024-05-12",
        ),
        # a length that leads to a day
        (
            "Er hatte vor einer Woche gewarnt, das Dach sei morsch.",
            ["das Dach sei morsch"],
            ["hatte", "gewarnt"],
            "2024-05-08",
            None,
        ),
        # day in brackets behind the cue
        ('Sie sagte der Zeitung (Dienstag): "Alles gut."', ["Alles gut."], ["sagte"], "2024-05-14", None),
    ],
)
def test_german(text, content, cue, date, event):
    (statement,) = dated(text, said(text, content, cue))
    assert (value(statement.date), value(statement.event_date)) == (date, event)


@pytest.mark.parametrize(
    ("text", "content", "cue", "date", "event"),
    [
        (
            "The wall cracked last Thursday, surveyors said on Tuesday.",
            ["The wall cracked last Thursday"],
            ["said"],
            "2024-05-14",
            "2024-05-09",
        ),  # frame last
        (
            "He said Friday morning that it would rain on Saturday.",
            ["that it would rain on Saturday"],
            ["said"],
            "2024-05-10",
            "2024-05-18",
        ),  # bare weekday
        (
            "According to police, eleven people fell ill on Sunday.",
            ["eleven people fell ill on Sunday"],
            ["According to"],
            None,
            "2024-05-12",
        ),  # source preposition
    ],
)
def test_english(text, content, cue, date, event):
    (statement,) = dated(text, said(text, content, cue), language="en")
    assert (value(statement.date), value(statement.event_date)) == (date, event)


def test_a_speakers_date_holds_on_and_another_speaker_has_none():
    text = "Das Rohr sei alt, sagte sie am Montag.| Es werde ersetzt, sagte sie.| Das sei falsch, sagte er."
    first = said(text, ["Das Rohr sei alt"], ["sagte"], "sie")
    second = said(text, ["Es werde ersetzt"], ["sagte sie."], "sie")
    third = said(text, ["Das sei falsch"], ["sagte er"], "er")
    got = dated(text, first, second, third)
    assert [value(s.date) for s in got] == ["2024-05-13", "2024-05-13", None]
    assert got[1].date.basis == "Montag"


def test_an_earlier_time_breaks_the_chain():
    text = "Das Rohr sei alt, sagte sie am Montag.| Zuvor hatte sie gesagt, es sei neu."
    first = said(text, ["Das Rohr sei alt"], ["sagte"], "sie")
    second = said(text, ["es sei neu"], ["hatte", "gesagt"], "sie")
    assert [value(s.date) for s in dated(text, first, second)] == ["2024-05-13", None]


@pytest.mark.parametrize(
    ("last", "date"),
    [
        # "nun" leaves the look back for the day of the story
        ("Es sei dicht, sagte Berg nun.", "2024-05-13"),
        # without such a word it goes on
        ("Es sei dicht, sagte Berg.", "2024-05-10"),
        # the same word in what is said leaves nothing
        ("Es sei nun dicht, sagte Berg.", "2024-05-10"),
    ],
)
def test_now_leaves_a_look_back(last, date):
    text = f"Das Rohr sei alt, sagte Berg am Montag.| Berg hatte am Freitag versichert, es sei neu.| {last}"
    first = said(text, ["Das Rohr sei alt"], ["sagte"], "berg")
    middle = said(text, ["es sei neu"], ["versichert"], "berg")
    middle = replace(middle, speaker=(Span(text.index("Berg hatte"), text.index(" hatte")),))
    place = text.rindex("sagte")
    words = last.split(", sagte")[0]
    end = Statement("d", spans(text, words), (Span(place, place + 5),), actor="berg", mode="indirect")
    assert [value(s.date) for s in dated(text, first, middle, end)] == ["2024-05-13", "2024-05-10", date]


def test_a_quotations_yesterday_is_the_day_before_it_was_said():
    text = '"Gestern brannte es", sagte er am Montag.'
    (statement,) = dated(text, said(text, ["Gestern brannte es"], ["sagte"], mode="direct"))
    assert (value(statement.date), value(statement.event_date)) == ("2024-05-13", "2024-05-12")


def test_narration_is_not_said_on_any_day():
    text = "Am Sonntag brannte das Lager."
    (statement,) = dated(text, said(text, [text], [], None, "narration"))
    assert (statement.date, value(statement.event_date)) == (None, "2024-05-12")


def test_an_undated_page_dates_nothing_relative():
    text = "Er sagte am Montag, im Mai 2020 sei Wahl gewesen."
    rows = sentences(text)
    statement = said(text, ["im Mai 2020 sei Wahl gewesen"], ["sagte"])
    got = date_statement(text, statement, find_times(text, rows, None, "de"), rows, None, "de")
    assert (got.date, value(got.event_date)) == (None, "2020-05")


def test_basis_and_span_are_the_words_it_rests_on():
    text = "Er sagte am Montag, alles sei gut."
    (statement,) = dated(text, said(text, ["alles sei gut"], ["sagte"]))
    assert statement.date.basis == statement.date.span.of(text) == "Montag"


@pytest.mark.parametrize(
    ("text", "content", "cue", "language", "date"),
    [
        # what is told of happened on the page's own day: so people speak of it on that day
        (
            "Am Mittwoch ist die Halle eingestürzt.| Alle seien wohlauf, sagte er.",
            "Alle seien wohlauf",
            "sagte",
            "de",
            WEDNESDAY,
        ),
        ("Heute begann der Prozess.| Er schweige, sagte der Anwalt.", "Er schweige", "sagte", "de", WEDNESDAY),
        ("The mayor resigned on Wednesday.| I am tired, she said.", "I am tired", "said", "en", WEDNESDAY),
        (
            "Am Mittwoch sei das Dach gebrochen, sagte er.",
            "Am Mittwoch sei das Dach gebrochen",
            "sagte",
            "de",
            WEDNESDAY,
        ),
        # an earlier day leaves it open
        (
            "Am Montag ist die Halle eingestürzt.| Alle seien wohlauf, sagte er.",
            "Alle seien wohlauf",
            "sagte",
            "de",
            None,
        ),
        ("Am Mittwoch brannte es.| Am Montag war er da.| Er sei froh, sagte er.", "Er sei froh", "sagte", "de", None),
        # what is to come says nothing of when it is spoken of
        ("Am Mittwoch wird die Halle geöffnet.| Alle seien froh, sagte er.", "Alle seien froh", "sagte", "de", None),
        # a look back does not belong to the day
        ("Am Mittwoch brannte es.| Es sei sicher, hatte er gesagt.", "Es sei sicher", "hatte", "de", None),
    ],
)
def test_said_on_the_day_of_the_event(text, content, cue, language, date):
    (found,) = dated(text, said(text, [content], [cue]), language=language)
    assert value(found.date) == date


def test_lead_is_as_old_as_the_words_behind_it():
    text = "Das Amt kann nicht bestätigen, dass es brannte.| Wir prüfen das, sagte ein Sprecher am Mittwoch."
    lead = said(text, ["dass es brannte"], ["kann nicht bestätigen"], actor="amt")
    reply = said(text, ["Wir prüfen das"], ["sagte"], actor="sprecher")
    assert [value(s.date) for s in dated(text, lead, reply)] == [WEDNESDAY, WEDNESDAY]
    text = text.replace("Mittwoch", "Montag")
    lead = said(text, ["dass es brannte"], ["kann nicht bestätigen"], actor="amt")
    reply = said(text, ["Wir prüfen das"], ["sagte"], actor="sprecher")
    assert [value(s.date) for s in dated(text, lead, reply)] == [None, "2024-05-13"]
