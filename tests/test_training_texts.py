"""The invented training texts: every mark fits, and the notation says what is wrong where it does not."""

import re
from pathlib import Path

import pytest

from training.markup import BadMarkup, read, read_folder

TEXTS = Path(__file__).parents[1] / "training" / "texts"
ROLES = ("quote", "cue", "speaker", "frame", "addressee", "via", "date")


def test_every_span_lies_in_its_text_and_begins_and_ends_with_a_word_or_sign():
    documents = list(read_folder(TEXTS))
    assert len({d["id"] for d in documents}) == len(documents) > 100
    for d in documents:
        for statement in d["statements"]:
            for role in ROLES:
                for begin, end in statement[role]:
                    piece = d["text"][begin:end]
                    assert piece
                    assert piece == piece.strip()


def test_marks_become_spans_and_leave_the_words():
    text = read(
        "id: x1\n<f1><s1.2>Der Minister</s1.2> <c1>sagte</c1>,</f1> <q1>er gehe</q1>. <q2>Er komme wieder.</q2>\n-----\n"
        "1: Indirect announce future\n2: IndirectFreeIndirect announce future"
    )
    assert text["text"] == "Der Minister sagte, er gehe. Er komme wieder."
    assert [[text["text"][b:e] for b, e in s["quote"]] for s in text["statements"]] == [
        ["er gehe"],
        ["Er komme wieder."],
    ]
    assert text["statements"][1]["speaker"] == [[0, 12]]


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("Der Minister", "begins with 'id"),
        ("id: x\n<q1>offen\n-----\n1: Direct assert certain", "never closed"),
        ("id: x\nzu</q1>\n-----\n1: Direct assert certain", "closes nothing"),
        ("id: x\n<c1>sagte</c1>\n-----\n1: Direct assert certain", "no quote"),
        ("id: x\n<q1>ja</q1>\n-----\n1: Direct claim certain", "cannot read"),
        ("id: x\n<q1>ja</q1> <q2>nein</q2>\n-----\n1: Direct assert certain", "no row"),
    ],
)
def test_a_fault_is_named(block, fault):
    with pytest.raises(BadMarkup, match=re.escape(fault)):
        read(block)


def test_every_claim_of_every_story_has_wordings_to_compare():
    claims: dict[str, list[str]] = {}
    stories: dict[str, int] = {}
    for path in sorted((TEXTS.parent / "wordings").glob("*.txt")):
        story = key = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("story: "):
                story = line.split()[1]
                assert story not in stories
                stories[story] = 0
            elif line.startswith("# "):
                key = f"{story} {line}"
                assert key not in claims
                claims[key] = []
                stories[story] += 1
            elif line.strip():
                claims[key].append(line.strip())
    assert min(stories.values()) >= 2
    assert all(len({*wordings}) == len(wordings) >= 2 for wordings in claims.values())
