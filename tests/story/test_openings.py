"""Wordings that lean on words which are not there."""

import tomllib
from importlib.resources import files

import pytest
from claims_helpers import build, page

from lagebild.story.openings import opens_with

DATA = tomllib.loads(files("lagebild.story").joinpath("openings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", [k for k in DATA if k != "joint"])
def test_every_entry_finds_its_example(kind):
    assert opens_with(DATA[kind]["example"]) == kind


def test_a_conjunction_is_looked_past():
    assert opens_with(DATA["joint"]["example"]) == "pronoun"


@pytest.mark.parametrize(
    "words", ["Der Kreis sperrt Altwasser.", "Es gab keinen Alarm.", "„Sieben Wagen entgleist“", "…", ""]
)
def test_a_wording_of_its_own(words):
    assert opens_with(words) is None


def test_a_claim_is_worded_by_who_names_what_it_is_about():
    lines = ["Dieser Hafen Altwasser bleibt bis Freitag gesperrt.", "Der Hafen Altwasser bleibt bis Freitag gesperrt."]
    claims = build(*(page(d, [(words, f"Amt {d}", "support")]) for d, words in zip("ab", lines, strict=True)))
    assert [c.label for c in claims] == [lines[1]]
