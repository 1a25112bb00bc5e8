"""A dossier proves itself: intact it holds, one changed byte is found and placed."""

import json
import random

import pytest

from lagebild.report.dossier import dossier, to_json
from lagebild.report.seal import seal
from lagebild.report.verify import _stands, content_faults, verify


@pytest.fixture(scope="module")
def written(chlorgas):
    return to_json(seal(dossier(chlorgas))).encode()


def test_an_intact_dossier_holds(written):
    assert verify(written) == ()


def test_every_single_byte_change_is_found(written):
    rng = random.Random(7)
    for _ in range(300):
        at = rng.randrange(len(written))
        changed = bytearray(written)
        changed[at] = (changed[at] + rng.randrange(1, 256)) % 256
        faults = verify(bytes(changed))
        assert faults, f"byte {at} changed unseen"


def test_the_place_is_named(written):
    values = json.loads(written)
    values["statements"][3]["certainty"] = (
        "possible" if values["statements"][3]["certainty"] != "possible" else "certain"
    )
    assert any(
        fault.startswith(f"statements[3] ({values['statements'][3]['id']})")
        for fault in verify(to_json(values).encode())
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        # a citation moved by one character
        (lambda v: v["statements"][0]["content"].__setitem__(0, [v["statements"][0]["content"][0][0] + 1, v["statements"][0]["content"][0][1]]), "words are not the words"),
        # a span outside its text
        (lambda v: v["statements"][0]["cue"].append([10**7, 10**7 + 5]), "does not lie"),
        # a number that does not stand in its sentence
        (lambda v: next(q for q in v["quantities"] if q["low"] == 600).update(low=700, high=700), "does not stand in"),
        # a name that is not in the document
        (lambda v: next(a for a in v["actors"] if "Ostermann" in a["name"]).update(name="Erna Beispiel", aliases=[], roles=[]), "is not named"),
        # a claim that leads nowhere
        (lambda v: v["statements"][0].update(claim="c-none"), "leads to nothing"),
        # a label in other words than the page's
        (lambda v: v["claims"][0].update(label="Frei erfunden"), "label says words"),
    ],
)  # fmt: skip
def test_a_resealed_lie_is_still_found(written, change, says):
    values = json.loads(written)
    del values["seal"]
    change(values)
    faults = verify(to_json(seal(values)).encode())
    assert any(says in fault for fault in faults), faults


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100000, b'{"schema": "lagebild.dossier/1"}'])
def test_what_is_no_dossier_is_said_to_be_none(data):
    assert verify(data)


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        (12000.0, "rund 12.000 Soldaten", True),  # German grouping
        (12000.0, "12,000 troops", True),  # English grouping
        (4200000.0, "4,2 Millionen", True),  # a multiplier changes no significant digit
        (1500.0, "15.000", True),  # significant digits alone cannot tell 1,500 from 15,000: reading tests do
        (700.0, "600 Menschen", False),
        (41.0, "14 Menschen", False),
    ],
)
def test_a_number_stands_in_its_words(value, words, expected):
    assert _stands(value, words) is expected


def test_content_faults_is_silent_on_true_content(ferry):
    assert list(content_faults(seal(dossier(ferry)))) == []
