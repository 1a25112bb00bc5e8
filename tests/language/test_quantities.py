"""Quantities: number, bound, unit, counted thing, and what is no quantity."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.quantities import find_quantities
from lagebild.model import Quantity, Sentence, Span


def read(text: str, language: str = "de") -> list[Quantity]:
    return list(find_quantities("d", text, [Sentence(Span(0, len(text)), "body", 0)], language))


def read_all(*texts: str, language: str = "de") -> list[Quantity]:
    whole, sentences = "", []
    for text in texts:
        sentences.append(Sentence(Span(len(whole), len(whole) + len(text)), "body", 0))
        whole += text + " "
    return list(find_quantities("d", whole, sentences, language))


BOUNDS = [
    ("Rund 300 Menschen kamen.", "approx", 300, 300),  # a hedge without a side
    ("Knapp 300 Menschen kamen.", "almost", None, 300),  # no width is invented
    ("Gut 300 Menschen kamen.", "just_over", 300, None),
    ("Mehr als 300 Menschen kamen.", "more_than", 300, None),
    ("Über 300 Menschen kamen.", "more_than", 300, None),
    ("Mindestens 300 Menschen kamen.", "at_least", 300, None),
    ("Weniger als 300 Menschen kamen.", "less_than", None, 300),
    ("Höchstens 300 Menschen kamen.", "at_most", None, 300),
    ("Bis zu 300 Menschen kamen.", "up_to", None, 300),
    ("Es kamen nicht mehr als 20 Menschen.", "at_most", None, 20),  # a negated bound turns round
    ("Es kamen nicht weniger als 20 Menschen.", "at_least", 20, None),
    ("Es sind keine fünf Monate.", "less_than", None, 5),
    ("Es kamen 80 bis 100 Menschen.", "range", 80, 100),
    ("Es kamen zwischen 80 und 100 Menschen.", "range", 80, 100),
    ("Es gibt 100 bis 300 Milliarden Sterne.", "range", 100e9, 300e9),  # the scale is shared
    ("Ein sechs- bis siebenstelliger Betrag fehlt.", "range", 1e5, 9999999),
    ("Dutzende Keller liefen voll.", "vague", 12, None),
    ("Schäden in Milliardenhöhe", "vague", 1e9, None),  # the text ends with the magnitude
    ("Mehrere hundert Keller liefen voll.", "vague", 100, None),
    ("Ein paar Tausend Keller liefen voll.", "vague", 1000, None),
    ("Zig Keller liefen voll.", "vague", None, None),
    ("Genau 300 Menschen kamen.", "exact", 300, 300),
    ("Etwa ein Dutzend Keller liefen voll.", "approx", 12, 12),
    ("Die Arbeit ruht mindestens für zwei Wochen.", "at_least", 2, None),  # words between hedge and number
    ("Es kamen 300 oder mehr Menschen.", "at_least", 300, None),  # hedge behind the number
]


@pytest.mark.parametrize(("text", "bound", "low", "high"), BOUNDS)
def test_bound(text: str, bound: str, low: float | None, high: float | None) -> None:
    (q,) = read(text)
    assert (q.bound, q.low, q.high) == (bound, low, high)


ENGLISH_BOUNDS = [
    ("About 300 people came.", "approx", 300, 300),
    ("Nearly 300 people came.", "almost", None, 300),
    ("More than 300 people came.", "more_than", 300, None),
    ("At least seven people came.", "at_least", 7, None),
    ("No more than 20 people came.", "at_most", None, 20),
    ("Up to 20 people came.", "up_to", None, 20),
    ("Between eight and 10 people came.", "range", 8, 10),
    ("Tens of thousands of people came.", "vague", 10000, None),
    ("Several hundred people came.", "vague", 100, None),
    ("It is less than a month old.", "less_than", None, 1),  # the article counts beside a hedge and a unit
    ("Twenty-one people came.", "exact", 21, 21),
    ("Half a million people came.", "exact", 500000, 500000),
]


@pytest.mark.parametrize(("text", "bound", "low", "high"), ENGLISH_BOUNDS)
def test_english_bound(text: str, bound: str, low: float | None, high: float | None) -> None:
    (q,) = read(text, "en")
    assert (q.bound, q.low, q.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The storm cost £1.3m.", 1.3e6, "Pound"),  # behind a sign of money "m" is no length
        ("The storm cost $12m.", 12e6, "Dollar"),
        ("The storm cost €2 m.", 2e6, "EUR"),
        ("The wall is 1.3m high.", 1.3, "m"),
        ("A quarter of a million litres ran out.", 250_000, "l"),
        ("Three quarters of a million jobs are at risk.", 750_000, None),
        ("Half a million people came.", 500_000, None),
        ("A quarter of a litre was left.", 0.25, None),
    ],
)
def test_english_scales_behind_signs_and_shares(text: str, value: float, unit: str | None) -> None:
    (q,) = read(text, "en")
    assert (q.low, q.high, q.unit) == (pytest.approx(value), pytest.approx(value), unit)


NOTHING = [
    ("Am 3. Mai 2016 begann es.", "a date"),
    ("Um 14.20 Uhr begann es.", "a clock time"),
    ("Das Spiel endete 3:1.", "a score"),
    ("Telefon 0471 313800.", "a phone number"),
    ("Nach Paragraf 129 droht Haft.", "a paragraph of law"),
    ("Sie kam auf Platz 3.", "a rank"),
    ("Covid-19 breitet sich aus.", "a name"),
    ("Der 3. Versuch gelang.", "an ordinal"),
    ("Eine Frau kam.", "an article"),
    ("Einer von ihnen kam.", "a pronoun"),
    ("2019 wurde gewählt.", "a year"),
    ("Von 2015 bis 2018 war er Minister.", "years"),
    ("Siehe https://example.org/a/12?b=34 dort.", "an address"),
    ("Claudia Tausend kam.", "a surname"),
    ("Es waren mehr als 2018.", "a year compared with"),
    ("Einmal kam er.", "an adverb"),
]


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_no_quantity(text: str, why: str) -> None:
    assert read(text) == [], why


def test_english_pronoun_and_ordinal_count_nothing() -> None:
    assert read("This one is the 85th on May 4, 2016.", "en") == []


KINDS = [
    ("Die Quote stieg um 0,4 Prozentpunkte.", "percentage_points", "percentage points", 0.4),
    ("Die Quote liegt bei 6,1 Prozent.", "percent", "%", 6.1),
    ("Das kostet 1,2 Mrd. Euro.", "money", "EUR", 1.2e9),
    ("Das kostet anderthalb Millionen Euro.", "money", "EUR", 1.5e6),
    ("Das kostet 3 $.", "money", "Dollar", 3),
    ("Er ist 25 Jahre alt.", "age", "year", 25),
    ("Das dauert zweieinhalb Stunden.", "duration", "hour", 2.5),
    ("Der Zug fuhr 244 Meter pro Sekunde.", "dimension", "m/s", 244),
    ("Es sind 12\u202f000 Liter da.", "dimension", "l", 12000),  # a thin space groups digits
    ("Zwei Drittel der Täter kamen.", "fraction", None, 2 / 3),
    ("Eine zweiwöchige Pause beginnt.", "duration", "week", 2),  # a number inside a word
]


@pytest.mark.parametrize(("text", "kind", "unit", "value"), KINDS)
def test_kind_and_unit(text: str, kind: str, unit: str | None, value: float) -> None:
    (q,) = read(text)
    assert (q.kind, q.unit) == (kind, unit)
    assert q.value == pytest.approx(value)


COUNTED = [
    ("400 nordische Soldaten kamen.", "nordische Soldaten"),  # restrictions belong to it
    ("Die Zahl der Verletzten stieg auf mehr als 200.", "Verletzten"),
    ("Dutzende von Toten wurden gezählt.", "Toten"),
    ("15 der Festgenommenen kamen frei.", "Festgenommenen"),
    ("50 Kinder und Jugendliche kamen.", "Kinder und Jugendliche"),
    ("Von den Mitarbeitern sind 20 krank.", "Mitarbeitern"),
]


@pytest.mark.parametrize(("text", "counts"), COUNTED)
def test_counted_thing(text: str, counts: str) -> None:
    assert read(text)[0].counts == counts


def test_elided_thing_is_the_one_before() -> None:
    found = read("27 Menschen wurden getötet und Hunderte verletzt.")
    assert [q.counts for q in found] == ["Menschen", "Menschen"]
    assert "@killed" in found[0].keys
    assert "@killed" not in found[1].keys
    assert "@injured" in found[1].keys


def test_part_of_the_sentence_before() -> None:
    found = read_all("Am Hafen warten 1.500 Soldaten.", "Davon sind 200 krank.")
    assert found[1].counts == "Soldaten"
    assert "~partitive" in found[1].keys


def test_plan_is_not_a_fact() -> None:
    planned, past, hearsay = read_all(
        "300 Soldaten sollen geschickt werden.",
        "300 Soldaten wurden geschickt.",
        "300 Soldaten sollen geschickt worden sein.",
    )
    assert planned.tense == "planned"
    assert past.tense == "past"
    assert hearsay.tense == "past"


def test_conversion_shares_the_hedge() -> None:
    one, two = read("It flew about 3,700 kilometers (2,300 miles).", "en")
    assert one.bound == two.bound == "approx"
    assert two.unit == "mile"


AGES = [
    ("Alma Reuter (30) sah den Zug kommen.", "de", "age"),  # in brackets after a full name
    ("Die Anwohnerin Alma Reuter, 30, sah den Zug.", "de", "age"),  # between commas after a full name
    ("Frau Reuter, 30, sah den Zug.", "de", "age"),  # after a title
    ("Der Fahrer, 42, wurde verhört.", "de", "age"),  # after what somebody is
    ("Fälle gab es in Bad Hohenau (12) und Altwasser (30).", "de", "count"),  # a place may have a count
    ("Alma Reuter (30 Tore) traf wieder.", "de", "count"),  # brackets that go on
    ("Mary Holt, 61, from Leeds, saw it.", "en", "age"),
    ("Mr Holt, 61, saw it.", "en", "age"),
    ("The driver, 42, from Leeds, was held.", "en", "age"),
    ("The 42-year-old driver was held.", "en", "age"),  # a hyphen between measure and "old"
    ("Cases rose in Leeds (12) and York (30).", "en", "count"),
]


@pytest.mark.parametrize(("text", "language", "kind"), AGES)
def test_an_age_beside_a_person_is_no_count(text: str, language: str, kind: str) -> None:
    assert {q.kind for q in read(text, language)} == {kind}


def test_a_rate_knows_what_it_is_told_by() -> None:
    whole, cases = read("Pro 100.000 Einwohner gab es 68 neue Fälle.")
    assert "~per" in whole.keys
    assert "~per" not in cases.keys
    assert "~per" not in read("Je 30 Helfer kamen aus drei Orten.")[0].keys


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das ist nicht einfach zu erklären.", "de"),  # "simple", not "once"
        ("The Euro 2016 tournament ended quietly.", "en"),  # a name with its year
    ],
)
def test_words_and_names_that_count_nothing(text: str, language: str) -> None:
    assert read(text, language) == []


def test_other_languages_yield_nothing() -> None:
    assert read("300 personnes sont venues.", "fr") == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789.,- einzwodrMiohustp€%()\n", max_size=120), st.sampled_from(["de", "en"]))
def test_spans_lie_in_the_text_in_order(text: str, language: str) -> None:
    found = read(text, language)
    for q in found:
        assert 0 <= q.span.begin <= q.number.begin < q.number.end <= q.span.end <= len(text)
        assert q.low is None or q.high is None or q.low <= q.high
    assert [q.number for q in found] == sorted(q.number for q in found)


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=1, max_value=999_999))
def test_grouping_follows_the_language(number: int) -> None:
    german, english = f"{number:,}".replace(",", "."), f"{number:,}"
    assert read(f"Es kamen rund {german} Menschen.")[0].value == number
    assert read(f"About {english} people came.", "en")[0].value == number
