"""The self-test itself: its cases are sound, and it can fail."""

from lagebild.report.dossier import dossier
from lagebild.selftest import Outcome, _judge, card, cases, run


def test_cases_are_sound():
    found = cases()
    assert len({c.id for c in found}) == len(found) >= 15
    for case in found:
        assert any(not c["kind"].startswith(("no_", "different_")) for c in case.checks), case.id


def test_an_empty_dossier_earns_nothing(chlorgas):
    empty = dossier(chlorgas) | {"statements": [], "claims": [], "quantities": []}
    check = {"kind": "statement", "at": ["x", "Karin Ostermann"], "actor": "Ostermann"}
    empty["documents"][0]["ref"] = "x"
    assert _judge(empty, check) == "no statement: Karin Ostermann"


def test_most_checks_pass_with_the_rules_alone():
    outcomes = list(run(cases(), learned=False))
    assert sum(o.fault is None for o in outcomes) >= 0.6 * len(outcomes), card(outcomes)


def test_the_card_counts():
    lines = card(
        [Outcome("a", "speaker", "statement", True, None), Outcome("a", "speaker", "no_statement", False, "wrong")]
    )
    assert lines[0].split() == ["speaker", "found", "1/1", "not", "claimed", "0/1"]
    assert lines[-1] == "  a no_statement: wrong"
