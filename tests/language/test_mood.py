"""Konjunktiv and Indikativ by the form of the verb."""

import pytest

from lagebild.language.mood import mood, unreal


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("sei", "sub"),
        ("seien", "sub"),
        ("habe", "sub"),
        ("gebe", "sub"),
        ("bleibe", "sub"),
        ("warte", "sub"),  # -te of the stem, not of the past tense
        ("kämen", "sub"),
        ("zurückträte", "sub"),  # Konjunktiv II with a prefix
        ("sagte", "ind"),  # weak past equals its Konjunktiv II
        ("wurde", "ind"),
        ("sollte", "ind"),
        ("geht", "ind"),
        ("brachte", "ind"),
        ("heute", None),
        ("straße", None),
        ("meine", None),
    ],
)
def test_mood(form, expected):
    assert mood(form) == expected


@pytest.mark.parametrize("form", ["habe", "komme"])
def test_first_person_is_indicative(form):
    assert mood(form, near_first_person=True) == "ind"


@pytest.mark.parametrize(
    ("form", "second"),
    [
        ("ginge", True),
        ("wegbliebe", True),
        ("böte", True),
        ("hätten", True),
        ("könnte", True),
        ("müsse", False),  # an umlaut of the stem
        ("erkläre", False),
        ("dürfe", False),
        ("gehe", False),
        ("führe", False),  # of "führen" rather than of "fahren"
    ],
)
def test_konjunktiv_ii(form, second):
    assert unreal(form) is second
