import pytest
from claims_helpers import build, claim_of, page

from lagebild.model import Block, Span

TOLD = "Zwei Kinder in Hohenau vermisst."
BACK = "Die Meldung über zwei in Hohenau vermisste Kinder wird zurückgezogen."
BODY = (Block("body", Span(0, 500)),)


def standing(*pages, kinds=None):
    return claim_of(build(*pages, kinds=kinds or {}), "a").standing


@pytest.mark.parametrize(
    ("actor", "extra", "expected"),
    [
        # the source says it itself
        ("Bergwacht", {}, "withdrawn"),
        # the page does not say whose notice it is; there is only one origin
        (None, {"unclear": True}, "withdrawn"),
        # somebody else cannot take it back
        ("Gemeinde", {}, "reported"),
    ],
)
def test_a_source_takes_its_word_back(actor, extra, expected):
    first = page("a", [(TOLD, "Bergwacht", "support")], published="2031-05-01")
    later = page("b", [(BACK, actor, "support", extra)], published="2031-05-02", blocks=BODY)
    kinds = {"Bergwacht": "organisation", "Gemeinde": "organisation"}
    assert standing(first, later, kinds=kinds) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Der Talkurier korrigierte seine Meldung über zwei in Hohenau vermisste Kinder.", "withdrawn"),
        ("Talkurier, der zwei Kinder in Hohenau vermisst gemeldet hatte, berichtigte seine Angabe.", "withdrawn"),
        ("Die zunächst genannten zwei in Hohenau vermissten Kinder: diese Angabe war falsch.", "withdrawn"),
        ("Der Talkurier bekräftigte seine Meldung über zwei in Hohenau vermisste Kinder.", "reported"),
    ],
)
def test_who_corrects_his_own_word_takes_back_what_stands_before_the_colon(words, expected):
    first = page("a", [(TOLD, "Talkurier", "support")], published="2031-05-01")
    later = page("b", [(words, "Talkurier", "support")], published="2031-05-02", blocks=BODY)
    assert standing(first, later, kinds={"Talkurier": "media"}) == expected


def test_a_medium_that_corrects_itself_takes_back_what_its_page_told_of_a_source():
    first = page("a", [(TOLD, "Helfer", "support")], published="2031-05-01", outlet="talkurier.de")
    words = "Der Talkurier korrigierte seine Meldung über zwei in Hohenau vermisste Kinder."
    later = page("b", [(words, "Talkurier", "support")], published="2031-05-02", blocks=BODY)
    assert standing(first, later, kinds={"Talkurier": "media", "Helfer": "unnamed"}) == "withdrawn"


def test_a_corrected_number_takes_back_the_old_one_of_the_same_source_only():
    first = page(
        "a",
        [
            ("Bei Brand in Hohenau 512 Menschen verletzt.", "Gesundheitsamt", "support", {"number": (512, "mensch")}),
        ],
        published="2031-05-01",
    )
    other = page(
        "b",
        [("Bei Brand in Hohenau 530 Menschen verletzt.", "Klinikum", "support", {"number": (530, "mensch")})],
        published="2031-05-01",
    )
    words = "Bei Brand in Hohenau nur noch 480 Menschen verletzt, einige waren doppelt gezählt."
    later = page(
        "c",
        [(words, "Gesundheitsamt", "support", {"number": (480, "mensch")})],
        published="2031-05-03",
        blocks=BODY,
    )
    claims = build(first, other, later)
    assert [claim_of(claims, d).standing for d in "abc"] == ["withdrawn", "reported", "reported"]


def test_a_higher_number_of_the_next_day_takes_nothing_back():
    pages = [
        page(
            d,
            [(f"Brand in Hohenau {n} Menschen verletzt.", "Amt", "support", {"number": (n, "mensch")})],
            published=day,
        )
        for d, n, day in (("a", 17, "2031-05-01"), ("b", 19, "2031-05-02"))
    ]
    claims = build(*pages)
    assert [claim_of(claims, d).standing for d in "ab"] == ["reported", "reported"]


@pytest.mark.parametrize(("speaker", "expected"), [("Polizei", "withdrawn"), ("Klinikum", "reported")])
def test_a_number_that_is_named_and_taken_back_falls_for_its_source_only(speaker, expected):
    first = page(
        "a",
        [("Bei Brand in Hohenau 31 Menschen verletzt.", "Polizei", "support", {"number": (31, "mensch")})],
        published="2031-05-01",
    )
    words = f"Die Zahl von 31 Verletzten zog {speaker} zurück: Einige seien doppelt gezählt worden."
    later = page("c", [(words, speaker, "deny")], published="2031-05-02", blocks=BODY)
    assert standing(first, later) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Frühere Zahl der Vermissten in Hohenau falsch.", "withdrawn"),
        ("Zahl der Vermissten in Hohenau übernimmt Kreis, Helfer kehren zurück.", "reported"),  # no "nimmt … zurück"
    ],
)
def test_a_source_calls_its_earlier_word_wrong(words, expected):
    first = page("a", [("Zahl der Vermissten in Hohenau elf.", "Bergwacht", "support")])
    later = page("b", [(words, "Bergwacht", "support")], published="2031-05-03", blocks=BODY)
    assert standing(first, later) == expected
