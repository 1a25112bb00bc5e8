"""Rules and tagger weighed: what the small model may move, and what it leaves alone."""

from pathlib import Path

import numpy as np
import pytest

from lagebild.language.pack import load_pack
from lagebild.language.statements.draft import Draft
from lagebild.language.statements.weighing import may_move, named_features, weighed
from lagebild.language.tagger import Tagging
from lagebild.language.tagger.records import Voice
from lagebild.language.tagger.stances import StanceModel
from lagebild.language.tokens import tokenize
from lagebild.model import Span

TEXT = "Geschossen worden sei nicht"
LABELS = Path(__file__).parents[2] / "training" / "stances"
STANCES = {"support", "confirm", "deny", "unconfirmed", "opine", "demand", "warn", "ask", "decline", "x"}


def tagging(**scores):
    """A tagging whose model gives each stance this score whatever the words."""
    stances = tuple(sorted(scores))
    bias = np.array([scores[s] for s in stances], np.float32)
    model = StanceModel(stances, {}, np.zeros((704, len(stances)), np.float32), bias)
    return Tagging((), (), stances=model)


def weigh(act, told, mode="indirect"):
    tokens = tokenize(TEXT, Span(0, len(TEXT)))
    return weighed(Draft([Span(0, len(TEXT))], mode, "test"), act, "certain", tokens, told, load_pack("de"))


MOVES = [
    ("assert", {"deny": 2.0, "support": 0.0}, "deny"),
    ("assess", {"support": 2.0, "opine": 0.0}, "assert"),
    ("not_confirm", {"deny": 3.0, "unconfirmed": 0.0}, "deny"),
    # not sure enough; a stance that takes a word; acts a word decides
    ("assert", {"deny": 0.2, "support": 0.0}, "assert"),
    ("assert", {"confirm": 3.0, "support": 0.0}, "assert"),
    ("deny", {"support": 5.0, "deny": 0.0}, "deny"),
    ("confirm", {"support": 5.0, "deny": 0.0}, "confirm"),
    ("not_confirm", {"support": 5.0, "deny": 0.0}, "not_confirm"),
]


@pytest.mark.parametrize(("act", "scores", "expected"), MOVES)
def test_what_the_model_moves(act, scores, expected):
    assert weigh(act, tagging(**scores)) == expected


def test_without_weights_or_for_narration_the_rules_stand():
    sure = tagging(deny=5.0, support=0.0)
    assert weigh("assert", None) == "assert"
    assert weigh("assert", Tagging((), ())) == "assert"
    assert weigh("assert", sure, mode="narration") == "assert"


def test_what_may_move_is_a_stance_the_words_leave_open():
    assert may_move("opine", "support", 0.7)
    assert not may_move("demand", "support", 0.7)
    assert not may_move("decline", "support", 1.0)


def test_features_name_what_the_lists_say():
    tokens = tokenize(TEXT, Span(0, len(TEXT)))
    named = named_features(Draft([Span(0, len(TEXT))], "indirect", "t"), "assert", "certain", tokens, load_pack("de"))
    assert named["act:assert"] == named["negated"] == named["negation last"] == 1.0
    assert "negation first" not in named


def test_voice_is_the_mean_over_the_words_touched():
    said = np.cumsum(np.vstack([np.zeros((1, 192)), np.ones((1, 192)), 3 * np.ones((1, 192))]), 0).astype(np.float32)
    voice = Voice(((0, 4), (5, 9)), said, said)
    assert voice.of([(0, 9)], [])[0] == pytest.approx(2.0)
    assert voice.of([(5, 9)], [])[0] == pytest.approx(3.0)
    assert not voice.of([], []).any()


def test_packaged_weights_fit_the_features():
    model = StanceModel.load()
    assert model.dense.shape == (704, len(model.stances))
    likely = model.likely({"act:assert": 1.0}, np.zeros(704, np.float32))
    assert sum(likely.values()) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("path", sorted(LABELS.glob("*.tsv")), ids=lambda p: p.name)
def test_label_files_hold_places_and_known_stances(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert all(len(row) == 4 and 0 <= int(row[1]) < int(row[2]) and row[3] in STANCES for row in rows)
    assert len({tuple(row[:3]) for row in rows}) == len(rows)
