import pytest
from claims_helpers import build, claim_of, page

from lagebild.model import Actor, Block, Reuse, Span
from lagebild.story.answers import confirmed
from lagebild.story.claims_items import prepare
from lagebild.story.claims_pairs import Pair

POINTS = {"anaphor": True}
REPORTED = {"mode": "reported"}


def same(pages, left, right):
    claims = build(*pages, kinds={"Kurier": "media"})
    return claim_of(claims, *left).id == claim_of(claims, *right).id


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        # "das" after what somebody said, and what he thinks of it
        (
            [
                ("Nachbarn haben Brunnen Altwasser vergiftet.", "Müller", "support"),
                ("Unverschämt und feige.", "Müller", "opine"),
                ("Vorwürfe zurückgewiesen.", "Winzer", "deny", POINTS),
            ],
            0,
        ),
        # little is named: the statement just before
        (
            [
                ("Waffenruhe gilt ab Sonntag für dreißig Tage.", "Vermittler", "support"),
                ("Einigung bestätigt.", "Präsidium", "confirm", REPORTED),
            ],
            0,
        ),
        # a telling word shared with the neighbour that tells it afterwards
        (
            [
                ("Keine Warnung erhalten.", "Hafenamt", "deny"),
                ("Warnung vorher telefonisch eingegangen.", "Kurier", "support"),
            ],
            1,
        ),
    ],
)
def test_an_answer_goes_with_what_it_answers(lines, meant):
    assert same([page("a", lines)], ("a", meant), ("a", len(lines) - 1 if meant != 1 else 0))


def test_who_confirms_the_incident_confirms_what_the_page_tells_first():
    lines = [
        ("Frachter Albine rammte Hafenmauer Altwasser.", "Hafenamt", "support"),
        ("Lotse sei nüchtern gewesen.", "Reeder", "support"),
        ("Reederei bestätigte den Vorfall.", "Reederei", "confirm", REPORTED),
    ]
    assert same([page("a", lines)], ("a", 0), ("a", 2))


def test_a_heading_answers_what_stands_below_it():
    lines = [
        ("Lotse sei nüchtern gewesen.", "Reeder", "support"),
        ("Reederei räumt Zusammenstoß ein", "Reederei", "confirm", REPORTED),
        ("Frachter Albine rammte Hafenmauer.", "Hafenamt", "support"),
    ]
    begin = len(lines[0][0]) + 1
    blocks = (Block("subhead", Span(begin, begin + len(lines[1][0]))),)
    claims = build(page("a", lines, blocks=blocks))
    assert claim_of(claims, "a", 0).id != claim_of(claims, "a", 1).id


def test_a_denial_of_one_thing_does_not_deny_its_neighbour():
    lines = [
        ("Werk Hohenau schließt im Herbst.", "Kurier", "support"),
        ("Gehälter seien seit Monaten offen.", "Betriebsrat", "support"),
        ("Offene Gehälter gebe es keine.", "Werksleitung", "deny"),
    ]
    claims = build(page("a", lines), kinds={"Kurier": "media"})
    assert claim_of(claims, "a", 0).standing == "reported"


def test_who_denies_again_in_other_words_denies_the_same():
    first = page(
        "a",
        [
            ("Mängel dem Gesundheitsamt fernmündlich gemeldet.", "Verfasser", "support"),
            ("Zurückgewiesen.", "Landrat", "deny", POINTS),
        ],
    )
    other = page("b", [("Gesundheitsamt im Frühjahr eingeweiht.", "Landrat", "deny")])
    assert same([first, other], ("a", 0), ("b", 0))


TIED = [
    ("confirm", Pair(0, 1, 0.9, ()), True),
    # not sure enough, barred, no confirmation
    ("confirm", Pair(0, 1, 0.8, ()), False),
    ("confirm", Pair(0, 1, 0.9, (), barred=True), False),
    ("support", Pair(0, 1, 0.9, ()), False),
]


@pytest.mark.parametrize(("stance", "pair", "tied"), TIED)
def test_who_only_confirms_goes_with_what_is_surely_the_same(stance, pair, tied):
    first = page("a", [("Pumpe Altwasser abgeschaltet.", "Betriebsrat", "support")])
    later = page("b", [("Pumpe Altwasser aus.", "Aufsicht", stance)], published="2031-05-04")
    documents, analyses = zip(first, later, strict=True)
    actors = [Actor(n, n, "organisation", (), (n,), ((d, n),)) for n, d in (("Betriebsrat", "a"), ("Aufsicht", "b"))]
    items = prepare(documents, analyses, Reuse(), (), actors, None)
    assert (1 in confirmed(items, ((0,), (1,)), [pair])) is tied
