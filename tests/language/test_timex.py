"""Time expressions: sentence -> value, one reason per row."""

import json
import os
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.timex import find_times
from lagebild.language.timex.lexicon import LANGUAGES, load
from lagebild.model import Sentence, Span

WEDNESDAY = "2024-05-15"


def examples(node):
    if isinstance(node, dict):
        if "example" in node:
            yield node["example"], node["gives"]
        for value in node.values():
            yield from examples(value)
    elif isinstance(node, list):
        for value in node:
            yield from examples(value)


def values(text, anchor=WEDNESDAY, language="de"):
    return {t.span.of(text): t.value for t in find_times(text, (), anchor, language)}


def intervals(text, anchor=WEDNESDAY, language="de"):
    return {t.span.of(text): t.interval for t in find_times(text, (), anchor, language)}


@pytest.mark.parametrize(
    ("language", "example", "gives"), [(lang, *pair) for lang in LANGUAGES for pair in examples(load(lang).data)]
)
def test_every_word_has_an_example_that_works(language, example, gives):
    assert gives in [t.value for t in find_times(example, (), WEDNESDAY, language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "section",
    [
        "weekday",
        "month",
        "season",
        "daypart",
        "unit",
        "shift",
        "deictic",
        "reference",
        "repetition",
        "holiday",
        "part",
        "zone",
        "sequel",
    ],
)
def test_every_entry_carries_an_example(language, section):
    assert all({"example", "gives"} <= set(entry) for entry in load(language).entries(section))


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Am Freitag ist er gestürzt.", "Freitag", "2024-05-10"),  # perfect: the last Friday
        ("Am Freitag soll er operiert werden.", "Freitag", "2024-05-17"),  # modal and infinitive: the coming one
        ("Er soll am Freitag Geld gestohlen haben.", "Freitag", "2024-05-10"),  # modal and perfect: hearsay of the past
        ("Am Samstag werde ein Gutachter erwartet.", "Samstag", "2024-05-18"),  # reported future
        ("Die Papiere seien am Freitag eingegangen.", "Freitag", "2024-05-10"),  # reported past
        ("Der Rat tagt am Freitag.", "Freitag", "2024-05-17"),  # present of a plan
        ("Der Fund vom Freitag.", "Freitag", "2024-05-10"),  # no verb: reporting tells of the past
        ("Er sagte am Mittwoch ab.", "Mittwoch", "2024-05-15"),  # the page's own weekday is today
        ("Noch am vergangenen Mittwoch war er da.", "vergangenen Mittwoch", "2024-05-08"),  # "vergangen" is not today
        ("Am frühen Dienstagmorgen brannte es.", "frühen Dienstagmorgen", "2024-05-14TMO"),  # compound and adjective
        ("Er war am 3. in Rom.", "3.", "2024-05-03"),  # a day without month
        ("Er war am 20. in Rom.", "20.", "2024-04-20"),  # not yet come this month: the last one
        ("Er will am 3. kommen.", "3.", "2024-06-03"),  # future: the next one
        ("Am 23. 3. 1976 trat es in Kraft.", "23. 3. 1976", "1976-03-23"),  # all digits
        ("Am 4.5.24 war Messe.", "4.5.24", "2024-05-04"),  # short year
        ("Im Dezember hatte er es bestritten.", "Dezember", "2023-12"),  # past perfect: last year's
        ("Ende März war Schluss.", "Ende März", "2024-03"),  # a part of a month keeps the month's value
        (
            "Das war im Sommer des vergangenen Jahres.",
            "Sommer des vergangenen Jahres",
            "2023-SU",
        ),  # season of a named year
        ("Im dritten Quartal 2023 sank der Umsatz.", "dritten Quartal 2023", "2023-Q3"),  # quarter
        ("In den neunziger Jahren war es anders.", "den neunziger Jahren", "199"),  # decade by word
        ("Seit den 1980er-Jahren ist es so.", "den 1980er-Jahren", "198"),  # decade by digits
        ("Anfang des 19. Jahrhunderts gab es das.", "Anfang des 19. Jahrhunderts", "18"),  # century
        ("Er saß drei Jahre und zwei Monate.", "drei Jahre und zwei Monate", "P3Y2M"),  # two units
        ("Seit einigen Wochen regnet es.", "einigen Wochen", "PXW"),  # vague length
        ("Er kommt jeden Montag.", "jeden Montag", "XXXX-WXX-1"),  # a set, no Monday of its own
        ("Das gilt heuer nicht.", "heuer", "2024"),  # Austrian year
    ],
)
def test_german(text, expression, value):
    assert values(text).get(expression) == value


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("He resigned Friday.", "Friday", "2024-05-10"),  # bare weekday in the past
        ("Talks will resume on Friday.", "Friday", "2024-05-17"),  # future
        ("The council is expected to vote on Friday.", "Friday", "2024-05-17"),  # passive of expectation
        ("It reopens next Monday.", "next Monday", "2024-05-20"),  # next
        ("A blast last Thursday shook the town.", "last Thursday", "2024-05-09"),  # last
        ("He spoke early Friday.", "early Friday", "2024-05-10"),  # "early" belongs to it
        ("On Sept. 3, 2020, it rained.", "Sept. 3, 2020", "2020-09-03"),  # American order
        ("It rained on 31 October.", "31 October", "2023-10-31"),  # British order, last past one
        ("Villagers complained in late April.", "late April", "2024-04"),  # part of a month
        ("It happened three years ago.", "three years ago", "2021"),  # as fine as the unit
        ("He left two weeks ago.", "two weeks ago", "2024-05-01"),  # weeks count to the day
        ("The war lasted six years.", "six years", "P6Y"),  # length
        ("It opened in 1974.", "1974", "1974"),  # bare year
        ("Sales fell in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3"),  # quarter
        ("In the 1990s it was different.", "the 1990s", "199"),  # decade
        ("He will speak tonight.", "tonight", "2024-05-15TNI"),  # part of today
    ],
)
def test_english(text, expression, value):
    assert values(text, language="en").get(expression) == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gestern kamen 2000 Menschen.", "de"),  # a round number that counts
        ("Der Eintritt ist ab 16 Jahren erlaubt.", "de"),  # an age
        ("Der Tagesspiegel berichtet.", "de"),  # a word with a day in it
        ("A second missile flew over.", "en"),  # an ordinal
        ("You may come.", "en"),  # a modal
        ("The 33-year-old left.", "en"),  # an age
    ],
)
def test_what_only_looks_like_time(text, language):
    assert [t for t in find_times(text, (), WEDNESDAY, language) if t.span.of(text) != "Gestern"] == []


def test_page_shortly_after_midnight():
    anchor = "2026-05-06T00:40:00+02:00"  # a Wednesday
    text = (
        "Es war am Dienstagabend ausgebrochen. In der Nacht zu Mittwoch wuchs es. Noch gestern hieß es, alles sei gut."
    )
    got = intervals(text, anchor)
    assert got["Dienstagabend"] == got["gestern"] == "2026-05-05"
    assert got["der Nacht zu Mittwoch"] == "2026-05-05/2026-05-06"
    assert intervals("Am Abend brannte es.", anchor)["Abend"] == "2026-05-05"  # the evening just over


def test_utc_anchor_of_a_german_page_is_put_on_its_clock():
    assert values("Er kam gestern.", "2026-05-05T22:40:00Z") == {"gestern": "2026-05-05"}
    assert values("He came yesterday.", "2026-05-05T22:40:00Z", "en") == {"yesterday": "2026-05-04"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Das war am 30. März 2025 um 1.30 Uhr deutscher Zeit.", "2025-03-30T01:30+01:00"),  # before the leap
        ("Das war am 30. März 2025 um 3.30 Uhr deutscher Zeit.", "2025-03-30T03:30+02:00"),  # after it
        ("Das war am 26. Oktober 2025 um 2.30 Uhr deutscher Zeit.", "2025-10-26T02:30"),  # exists twice: no offset
        ("Das war am 26. Oktober 2025 um 2.30 Uhr MEZ.", "2025-10-26T02:30+01:00"),  # the zone settles it
    ],
)
def test_night_the_clocks_change(text, value):
    assert value in values(text).values()


@pytest.mark.parametrize(
    ("text", "expression", "interval"),
    [
        ("Das geschah vergangene Woche.", "vergangene Woche", "2024-05-06/2024-05-12"),  # a week, no day
        ("Das geschah am Wochenende.", "Wochenende", "2024-05-11/2024-05-12"),  # two days
        ("Mitte Oktober 2023 war Klage.", "Mitte Oktober 2023", "2023-10-11/2023-10-20"),  # a third
        ("Ende 2023 war Schluss.", "Ende 2023", "2023-09-01/2023-12-31"),  # four months
        ("Das war vor drei Tagen.", "drei Tagen", "2024-05-12"),  # a length that leads to a day
        ("Das war vor drei Jahren.", "drei Jahren", "2021-01-01/2021-12-31"),  # as fine as its unit
        ("In den letzten drei Jahren stieg es.", "den letzten drei Jahren", None),  # a length only
    ],
)
def test_an_interval_rather_than_an_invented_day(text, expression, interval):
    assert intervals(text)[expression] == interval


def test_the_day_told_of_carries_evening_and_next_day():
    text = "Es geschah am Montag. Am Abend kam die Polizei. Tags darauf war Ruhe."
    assert values(text) == {"Montag": "2024-05-13", "Abend": "2024-05-13TEV", "Tags darauf": "2024-05-14"}


def test_the_day_of_saying_is_not_the_day_told_of():
    text = "The blast came last Thursday, officials said on Tuesday. Two days earlier there had been another."
    assert values(text, language="en")["Two days earlier"] == "2024-05-07"


def test_without_a_page_day_only_what_is_explicit_has_a_value():
    got = values("Am Montag und am 3. Mai 2020, nach drei Tagen.", None)
    assert got == {"Montag": None, "3. Mai 2020": "2020-05-03", "drei Tagen": "P3D"}


def test_rule_and_anchor_say_what_decided():
    (time,) = find_times("Er kam am Freitag.", (), "2024-05-15T10:00+02:00", "de")
    assert (time.rule, time.anchor) == ("weekday-past", WEDNESDAY)


def test_unknown_language_yields_nothing():
    assert find_times("Il est venu lundi.", (), WEDNESDAY, "fr") == ()


PIECES = [
    "am 3.",
    "Mai",
    "Freitag",
    "gestern",
    "vor",
    "drei Jahren",
    "2024",
    "bis",
    "um 8 Uhr",
    ",",
    ".",
    "und",
    "er kam",
    "\n",
    "30.2.",
    "99",
    "on",
    "May 3",
    "two days ago",
    "next",
    "week",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25),
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, WEDNESDAY, "0001-01-01", "9999-12-31", "x"]),
)
def test_spans_lie_in_the_text_in_order_without_overlap(pieces, language, anchor):
    text = " ".join(pieces)
    times = find_times(text, (Sentence(Span(0, len(text)), "body", 0),), anchor, language)
    assert all(0 <= t.span.begin < t.span.end <= len(text) for t in times)
    assert all(a.span.end <= b.span.begin for a, b in pairwise(times))


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_zone_and_locale_of_the_machine_do_not_matter(zone):
    code = (
        "import json; from lagebild.language.timex import find_times as f;"
        "print(json.dumps([t.value for t in f('Er kam gestern um 2.30 Uhr deutscher Zeit.', (), '2025-10-27T00:10Z', 'de')]))"
    )
    env = {**os.environ, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert json.loads(done.stdout) == ["2025-10-26", "2025-10-26T02:30"]


@pytest.mark.parametrize(("unit", "language"), [("am Freitag ", "de"), ("1. und ", "de"), ("May 3 and ", "en")])
def test_work_grows_with_the_text_not_faster(unit, language):
    def seconds(count):
        begin = time.process_time()
        find_times(unit * count, (), WEDNESDAY, language)
        return time.process_time() - begin

    find_times(unit, (), WEDNESDAY, language)
    assert seconds(2000) < 10 * seconds(500) + 0.3


@pytest.mark.parametrize(
    ("language", "text", "words", "interval"),
    [
        # a weekday moved on by weeks, or back behind the last one
        ("de", "Am Samstag in einer Woche singt der Chor.", "Samstag in einer Woche", "2024-05-25"),
        ("de", "Am Montag vor zwei Wochen brach die Achse.", "Montag vor zwei Wochen", "2024-04-29"),
        ("de", "Er kam am Montag in einer Kutsche.", "Montag", "2024-05-13"),
        ("en", "The fair opens a week on Saturday.", "a week on Saturday", "2024-05-25"),
        ("en", "The fair opens on Tuesday week.", "Tuesday week", "2024-05-28"),
        ("en", "The gale sank it two weeks ago on Monday.", "two weeks ago on Monday", "2024-04-29"),
        ("en", "He stayed on Monday for a week.", "Monday", "2024-05-13"),
        # the same day of another year, month or week
        ("de", "Heute vor einem Jahr brannte die Halle.", "Heute vor einem Jahr", "2023-05-15"),
        ("de", "Morgen in acht Tagen beginnt der Lauf.", "Morgen in acht Tagen", "2024-05-23"),
        ("de", "Gestern vor drei Monaten war das.", "Gestern vor drei Monaten", "2024-02-14"),
        ("en", "The mill burned ten years ago today.", "ten years ago today", "2014-05-15"),
        ("en", "She comes two weeks from tomorrow.", "two weeks from tomorrow", "2024-05-30"),
        # a numbered weekday of a month
        ("de", "Am ersten Montag im November öffnet der Markt.", "ersten Montag im November", "2024-11-04"),
        ("de", "Es war der letzte Sonntag im Oktober 2021.", "der letzte Sonntag im Oktober 2021", "2021-10-31"),
        ("de", "Am letzten Sonntag war Markt.", "letzten Sonntag", "2024-05-12"),
        ("en", "It reopens on the second Friday of June.", "the second Friday of June", "2024-06-14"),
        # an English night is the evening it begins on
        ("en", "The barn burned on Sunday night.", "Sunday night", "2024-05-12"),
        ("en", "It burned in the night of Sunday to Monday.", "the night of Sunday to Monday", "2024-05-12/2024-05-13"),
    ],
)
def test_days_named_by_two_measures(language, text, words, interval):
    assert intervals(text, language=language)[words] == interval


@pytest.mark.parametrize(
    ("language", "sentences", "words", "interval"),
    [
        ("en", ("The pier closed on 12 April.", "Ten days after the closure a firm came."), "Ten days", "2024-04-22"),
        ("en", ("A lorry crashed on Tuesday.", "Two weeks before the crash it failed."), "Two weeks", "2024-04-30"),
        ("en", ("A lorry crashed on Tuesday.", "Two days after the fatal crash it rained."), "Two days", "2024-05-16"),
        ("de", ("Das Erdbeben war am 3. Mai.", "Zwei Tage nach dem Beben regnete es."), "Zwei Tage", "2024-05-05"),
        ("de", ("Am 3. Mai war ein Brand.", "Eine Woche vor dem Brand war alles gut."), "Eine Woche", "2024-04-26"),
        # nothing on the page is dated by that name
        ("de", ("Am 3. Mai war ein Brand.", "Zwei Tage nach dem Umzug regnete es."), "Zwei Tage", None),
        ("en", ("A lorry crashed on Tuesday.", "He came two days after the war."), "two days", None),
    ],
)
def test_days_counted_from_a_dated_event(language, sentences, words, interval):
    text = " ".join(sentences)
    at = len(sentences[0]) + 1
    rows = (Sentence(Span(0, at - 1), "body", 0), Sentence(Span(at, len(text)), "body", 0))
    found = {t.span.of(text): t.interval for t in find_times(text, rows, WEDNESDAY, language)}
    assert found[words] == interval
