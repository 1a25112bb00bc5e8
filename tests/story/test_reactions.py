"""Which statements react to what somebody else said, and how."""

import tomllib
from importlib.resources import files

import pytest
from claims_helpers import build, claim_of, page

from lagebild.model import Document, Span, Statement
from lagebild.story.claims_items import Item
from lagebild.story.reactions import admits, framed_by, points_elsewhere, reaction_of, vocabulary
from lagebild.text import fold

SHEETS = tomllib.loads(files("lagebild.story").joinpath("reactions.toml").read_text(encoding="utf-8"))


def item(text, *, content=None, stance="support", anaphor=None, mode="indirect", negated=False, cue=None, keys=None):
    """A statement that fills its page, or the part of it named by ``content``."""
    part = content or text
    begin = text.index(part)
    cut = text.index(anaphor) if anaphor else 0
    statement = Statement(
        "a",
        (Span(begin, begin + len(part)),),
        stance=stance,
        mode=mode,
        negated=negated,
        anaphor=Span(cut, cut + len(anaphor)) if anaphor else None,
        cue=(Span(text.index(cue), text.index(cue) + len(cue)),) if cue else (),
    )
    english = " the " in f" {text.lower()}"
    document = Document("a", "a.txt", text, "en" if english else "de", ())
    words = frozenset(keys or (w.strip(".,„“:").lower() for w in part.split()))
    return Item(0, statement, document, "x", (), None, words, (), fold(part).text, ("s",))


NEITHER = {"stance": "unconfirmed", "anaphor": "die Angaben", "mode": "reported"}


@pytest.mark.parametrize("frame", vocabulary().frames, ids=lambda f: f.example[:40])
def test_every_frame_finds_its_example(frame):
    told = frame.example.split(": ", 1)[1]
    assert framed_by(item(frame.example, content=told)) == frame.reaction


@pytest.mark.parametrize(
    ("sheet", "fields", "expected"),
    [
        ("negator", {"content": "Wir prüfen noch."}, "unconfirmed"),
        ("adverb", {"stance": "deny", "keys": ("dafür", "anhaltspunkt")}, "deny"),
        ("pointer", {"negated": True}, "deny"),
        (
            "empty",
            {**NEITHER, "keys": ("angabe", "weder", "noch", "bestätigen", "dementieren", "mögen")},
            "unconfirmed",
        ),
        ("naming", {"stance": "deny", "anaphor": "Berichte", "mode": "reported"}, None),
        ("account", {}, "deny"),
        ("true", {}, "confirm"),
        ("false", {}, "deny"),
        ("filler", {}, "deny"),
        ("opening", {}, "unconfirmed"),
    ],
)
def test_every_list_finds_its_example(sheet, fields, expected):
    assert reaction_of(item(SHEETS[sheet]["example"], **fields)) == expected


def test_an_admission_is_known_by_its_word():
    text = SHEETS["admission"]["example"]
    assert admits(item(text, stance="confirm", cue="räumte"))
    assert not admits(item("Das Amt bestätigte den Fund.", stance="confirm", cue="bestätigte"))


@pytest.mark.parametrize(
    "told",
    [
        item("Der Damm ist falsch gebaut worden."),  # about the thing, not about a claim
        item("Das Amt wies den Fahrer zurück. Er sagte: Der Damm hält.", content="Der Damm hält."),
        item("Das Amt bestätigte: Der Damm hält.", content="Der Damm hält."),  # nothing it points at
        item("Solche Dämme halten.", stance="support"),  # no denial
        item("Im Vertrag steht davon nichts.", mode="narration", negated=True),
    ],
)
def test_what_stands_for_itself(told):
    assert reaction_of(told) is None


def test_an_article_before_a_name_points_at_nothing():
    assert not points_elsewhere(
        item("Zwei Zeugen bestätigten dem Ostboten die Reise.", stance="confirm", anaphor="dem", mode="reported")
    )


SAID = ("Damm Hohenau seit Montag unterspült.", "Anwohner", "support")


@pytest.mark.parametrize(
    ("reaction", "standing"),
    [
        (("Das trifft zu.", "Landkreis", "support"), "confirmed"),
        (("Das trifft nicht zu.", "Landkreis", "support"), "denied"),
        (("Die Darstellung sei frei erfunden.", "Landkreis", "opine"), "denied"),
        (("Dafür keine Belege.", "Landkreis", "deny"), "denied"),
        (("Ein solcher Schaden nicht bekannt.", "Landkreis", "unconfirmed"), "unconfirmed"),
    ],
)
def test_a_reaction_moves_the_standing_of_what_it_answers(reaction, standing):
    claims = build(page("a", [SAID, reaction]), kinds={"Anwohner": "person"})
    assert claim_of(claims, "a").standing == standing


def test_a_non_confirmation_is_of_the_first_line_of_an_account():
    lines = [
        ("Bewohner Hohenau manipulierte Gasleitung.", "Ostbote", "support"),
        ("Räumung Wohnung Mittwoch angekündigt.", "Ostbote", "support"),
        ("Das kann ich nicht bestätigen.", "Landkreis", "unconfirmed", {"anaphor": True}),
    ]
    claims = build(page("a", lines), kinds={"Ostbote": "media"})
    assert claim_of(claims, "a", 0).standing == "unconfirmed"
    assert claim_of(claims, "a", 1).standing == "reported"
