import pytest
from claims_helpers import build, claim_of, page

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
