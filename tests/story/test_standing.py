import pytest
from claims_helpers import build, claim_of, page

from lagebild.model import Span

SAID = "Molkerei Harlgold wird an Konzern Lactoria verkauft."
KINDS = {"Agrarwoche": "media", "Kurier": "media", "Anwohner": "person", "Insider": "unnamed"}


def told(*steps):
    """One page per step: (actor, stance, day)."""
    pages = [page(f"p{n}", [(SAID, actor, stance)], published=day) for n, (actor, stance, day) in enumerate(steps)]
    claims = build(*pages, kinds=KINDS)
    return claim_of(claims, "p0")


@pytest.mark.parametrize(
    ("steps", "history"),
    [
        # one report, nobody who could know has spoken
        ([("Agrarwoche", "support", "2031-03-02")], ["reported"]),
        # a denial against a mere report, then the denier admits it
        (
            [
                ("Agrarwoche", "support", "2031-03-02"),
                ("Harlgold", "deny", "2031-03-03"),
                ("Harlgold", "confirm", "2031-03-05"),
            ],
            ["reported", "denied", "confirmed"],
        ),
        # the denier comes round without saying "confirm"
        (
            [
                ("Agrarwoche", "support", "2031-03-02"),
                ("Harlgold", "deny", "2031-03-03"),
                ("Harlgold", "support", "2031-03-05"),
            ],
            ["reported", "denied", "confirmed"],
        ),
        # who repeats himself confirms nothing, until somebody else takes a side
        ([("Harlgold", "support", "2031-03-02"), ("Harlgold", "confirm", "2031-03-03")], ["reported"]),
        # two who could know stand against each other
        ([("Lactoria", "support", "2031-03-02"), ("Harlgold", "deny", "2031-03-03")], ["reported", "disputed"]),
        # a confirmation later than the denial outweighs it
        (
            [
                ("Lactoria", "support", "2031-03-02"),
                ("Harlgold", "deny", "2031-03-03"),
                ("Kartellamt", "confirm", "2031-03-09"),
            ],
            ["reported", "disputed", "confirmed"],
        ),
        # a denial after the confirmation is a dispute
        (
            [
                ("Agrarwoche", "support", "2031-03-02"),
                ("Kartellamt", "confirm", "2031-03-03"),
                ("Harlgold", "deny", "2031-03-09"),
            ],
            ["reported", "confirmed", "disputed"],
        ),
        # a body repeats what a medium had reported
        ([("Agrarwoche", "support", "2031-03-02"), ("Kartellamt", "support", "2031-03-04")], ["reported", "confirmed"]),
        # a public body repeats on a later day what another body had said; on the same day it only joins in
        ([("Lactoria", "support", "2031-03-02"), ("Polizei", "support", "2031-03-04")], ["reported", "confirmed"]),
        ([("Lactoria", "support", "2031-03-02"), ("Polizei", "support", "2031-03-02")], ["reported"]),
        # a firm that repeats what another had said is one voice more
        ([("Harlgold", "support", "2031-03-02"), ("Lactoria", "support", "2031-03-04")], ["reported"]),
        # somebody of no office confirms by the word
        ([("Lactoria", "support", "2031-03-02"), ("Anwohner", "confirm", "2031-03-04")], ["reported", "confirmed"]),
        # an unnamed source confirms nothing
        ([("Agrarwoche", "support", "2031-03-02"), ("Insider", "confirm", "2031-03-04")], ["reported"]),
        # somebody who could know cannot confirm it
        (
            [("Agrarwoche", "support", "2031-03-02"), ("Kartellamt", "unconfirmed", "2031-03-04")],
            ["reported", "unconfirmed"],
        ),
        # the only origin takes it back
        ([("Anwohner", "support", "2031-03-02"), ("Anwohner", "deny", "2031-03-04")], ["reported", "withdrawn"]),
        # media and sources without a name stand against who could know
        (
            [
                ("Agrarwoche", "support", "2031-03-02"),
                ("Kurier", "support", "2031-03-02"),
                ("Insider", "support", "2031-03-02"),
                ("Harlgold", "deny", "2031-03-03"),
            ],
            ["reported", "denied"],
        ),
        # only a denial is known
        ([("Harlgold", "deny", "2031-03-04")], ["denied"]),
    ],
)
def test_history_follows_the_printed_rule(steps, history):
    claim = told(*steps)
    assert [t.standing for t in claim.history] == history
    assert claim.standing == history[-1]
    assert all(t.why for t in claim.history)


def test_who_admits_what_he_said_was_not_so_does_not_repeat_himself():
    first = page("a", [("Rathaus kannte Prüfbericht nicht.", "Rathaus", "support", {"negated": True})])
    admitted = "Rathaus räumte ein: Rathaus kannte Prüfbericht."
    later = page("b", [(admitted, "Rathaus", "confirm", {"cue": (Span(8, 14), Span(15, 18))})], published="2031-05-04")
    assert claim_of(build(first, later), "b").standing == "confirmed"


def test_a_page_that_tells_how_somebody_came_round_does_not_date_his_denial():
    report = page("a", [(SAID, "Agrarwoche", "support")], published="2031-03-02")
    lines = [(SAID, "Harlgold", "deny"), (SAID, "Harlgold", "confirm", {"said": "2031-03-07"})]
    claim = claim_of(build(report, page("b", lines, published="2031-03-08"), kinds=KINDS), "a")
    assert [t.standing for t in claim.history] == ["reported", "denied", "confirmed"]


def test_a_medium_that_denies_what_its_page_told_of_a_source_takes_it_back():
    own = page("a", [(SAID, "Insider", "support")], published="2031-03-02", outlet="agrarwoche.de")
    later = page("b", [(SAID, "Agrarwoche", "deny")], published="2031-03-04")
    assert claim_of(build(own, later, kinds=KINDS), "a").standing == "withdrawn"


def test_a_page_that_names_nobody_does_not_turn_anybodys_word():
    report = page("a", [(SAID, "Agrarwoche", "support"), (SAID, "Harlgold", "deny")], published="2031-03-02")
    later = page("b", [(SAID, None, "unconfirmed", {"mode": "narration"})], published="2031-03-08")
    assert claim_of(build(report, later, kinds=KINDS), "a").standing == "denied"


def test_a_demand_is_not_taken_back_by_a_denial():
    words = "Banken Hohenau kaufen keine Molkerei."
    own = page("a", [(words, "Pell", "demand")], published="2031-03-02")
    later = page("b", [(words, "Pell", "deny")], published="2031-03-04")
    assert "withdrawn" not in {c.standing for c in build(own, later)}


def test_history_runs_by_day_not_by_page():
    claim = told(("Harlgold", "confirm", "2031-03-05"), ("Agrarwoche", "support", "2031-03-02"))
    assert [(t.date, t.standing) for t in claim.history] == [("2031-03-02", "reported"), ("2031-03-05", "confirmed")]


@pytest.mark.parametrize(
    ("steps", "evidence", "agreement"),
    [
        # one origin
        ([("Lactoria", "support", "2031-03-02")], "limited", "high"),
        # two origins, one against
        (
            [
                ("Lactoria", "support", "2031-03-02"),
                ("Bank", "support", "2031-03-02"),
                ("Harlgold", "deny", "2031-03-02"),
            ],
            "medium",
            "medium",
        ),
        # three media and nobody first-hand is not robust
        (
            [
                ("Agrarwoche", "support", "2031-03-02"),
                ("Kurier", "support", "2031-03-02"),
                ("Insider", "support", "2031-03-02"),
            ],
            "medium",
            "high",
        ),
        # three, one of which could know
        (
            [
                ("Agrarwoche", "support", "2031-03-02"),
                ("Kurier", "support", "2031-03-02"),
                ("Bank", "support", "2031-03-02"),
            ],
            "robust",
            "high",
        ),
    ],
)
def test_corroboration_in_words(steps, evidence, agreement):
    found = told(*steps).corroboration
    assert (found.evidence, found.agreement) == (evidence, agreement)


@pytest.mark.parametrize("said", ["2031-05-04", "2031-05"])
def test_a_told_denial_comes_before_the_confession_on_its_page_however_coarse_the_day(said):
    first = page("a", [("Brunnen Altwasser vergiftet.", "Kurier", "support")], published="2031-04-01")
    lines = [
        ("Brunnen Altwasser vergiftet.", "Werk", "deny"),
        ("Brunnen Altwasser vergiftet.", "Werk", "confirm", {"said": said}),
    ]
    claims = build(first, page("b", lines, published="2031-05-06"), kinds={"Kurier": "media"})
    history = [turn.standing for turn in claim_of(claims, "a").history]
    assert history == ["reported", "denied", "confirmed"]
