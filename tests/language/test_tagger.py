"""The tagger's own work: spans from label scores, windows, linking by pointers, and the packaged model."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import TaggerUnavailable
from lagebild.language import tagger as package
from lagebild.language.tagger import Tagger, windows
from lagebild.language.tagger.decode import log_softmax, spans_of, transitions, viterbi
from lagebild.language.tagger.labels import DISTANCES, HEADS, HIDDEN, MARKS, POINTER, ROLES, buckets
from lagebild.language.tagger.link import Evidence, gelu, link
from lagebild.language.tagger.pieces import words

TAGS = HEADS["outer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sagte: „Nein.“", ["Er", "sagte", ":", "„", "Nein", ".", "“"]),  # marks stand alone
        ("Nato-Chef Stoltenberg’s", ["Nato-Chef", "Stoltenberg’s"]),  # hyphens and apostrophes stay inside
        ("3.000 Euro", ["3", ".", "000", "Euro"]),  # numbers are the business of another room
        ("  \n", []),  # nothing but white space
    ],
)
def test_words(text, expected):
    assert [text[b:e] for b, e in words(text)] == expected


@given(st.integers(1, 30), st.integers(0, 2**31))
@settings(max_examples=30, deadline=None)
def test_no_span_continues_out_of_nothing(length, seed):
    scores = log_softmax(np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32) * 3)
    path = viterbi([scores], [transitions(TAGS, np.ones((len(TAGS), len(TAGS))).tolist())])[0]
    tags = [TAGS[i] for i in path]
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert tag[0] != "I" or before[1:] == tag[1:]
    found = spans_of(path, TAGS, scores)
    assert all(0 <= p.begin < p.end <= length and 0 <= p.score <= 1 for p in found)
    assert all(a.end <= b.begin for a, b in pairwise(found))


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=80), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_windows_cover_every_word_once(sentences):
    sizes, bounds = [], []
    for sentence in sentences:
        bounds.append((len(sizes), len(sizes) + len(sentence)))
        sizes.extend(sentence)
    cuts = windows(sizes, bounds)
    assert [i for cut in cuts for i in range(*cut)] == list(range(len(sizes)))
    assert all(sum(sizes[b:e]) <= package.WINDOW for b, e in cuts)


def test_distance_classes():
    assert buckets(9, 4, 8)[5] == 0
    assert buckets(120, 100, 110)[[99, 98, 96, 0]].tolist() == [1, 2, 3, 7]
    assert buckets(501, 0, 10)[[10, 11, 500]].tolist() == [9, 10, 16]
    assert buckets(700, 300, 301).max() < DISTANCES


def test_gelu_is_the_exact_one():
    import math  # noqa: PLC0415

    x = np.linspace(-4, 4, 41).astype(np.float32)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    assert np.abs(gelu(x) - np.array(exact)).max() < 1e-6


def _evidence(tags, pointing, nobody=0.0):
    """Ten words: '0 sagte 2 , 4 5 6 . 8 9'; ``tags`` marks spans by head, ``pointing`` role -> word."""
    count = 10
    columns = {head: np.log(np.full((count, len(names)), 1e-3, np.float32)) for head, names in HEADS.items()}
    for head, spans in tags.items():
        for begin, end, kind in spans:
            for at in range(begin, end):
                columns[head][at, HEADS[head].index(f"{'B' if at == begin else 'I'}-{kind}")] = 0.0
    for scores in columns.values():
        scores[:, 0] = np.where(scores.max(1) < -1, 0.0, scores[:, 0])
    key = np.zeros((count, len(ROLES), POINTER), np.float32)
    for role, at in pointing.items():
        key[at, ROLES.index(role), 0] = 80.0
    query = np.zeros((count, len(ROLES), POINTER), np.float32)
    query[:, :, 0] = 1.0
    columns |= {"query": query.reshape(count, -1), "key": key.reshape(count, -1)}
    columns["nobody"] = np.full((count, len(ROLES)), 5.0 + nobody, np.float32)
    columns["said"], columns["cued"] = (np.zeros((count, HIDDEN), np.float32) for _ in range(2))
    size = sum(map(len, MARKS.values()))
    found = {}
    for head in HEADS:
        path = columns[head].argmax(1).tolist()
        found[head] = spans_of(path, HEADS[head], columns[head])
    return Evidence(
        columns=columns,
        found=found,
        sentence=[0] * 8 + [1] * 2,
        window=[(0, count)] * count,
        alphabetic=[at not in {3, 7} for at in range(count)],
        distance=np.zeros((len(ROLES), DISTANCES), np.float32),
        marks=(np.zeros((size, HIDDEN), np.float32), np.arange(size, dtype=np.float32)),
    )


SAID = {"outer": [(4, 7, "Indirect")], "speaker": [(0, 1, "speaker")], "cue": [(1, 2, "cue")]}


def test_a_statement_takes_the_span_it_points_to():
    (draft,) = link(_evidence(SAID, {"speaker": 0, "cue": 1}))
    assert (draft.roles["speaker"], draft.roles["cue"], draft.inherited) == ([(0, 1)], [(1, 2)], False)


def test_not_filled_is_a_decision_of_its_own():
    (draft,) = link(_evidence(SAID, {"speaker": 0, "cue": 1}, nobody=20.0))
    assert draft.roles["speaker"] == []


def test_a_pointed_word_without_a_span_becomes_one():
    tags = {"outer": SAID["outer"]}
    (draft,) = link(_evidence(tags, {"speaker": 2}))
    assert draft.roles["speaker"] == [(2, 3)]


def test_a_speaker_in_another_sentence_is_inherited():
    tags = {"outer": [(8, 10, "IndirectFreeIndirect")], "speaker": [(0, 1, "speaker")]}
    (draft,) = link(_evidence(tags, {"speaker": 0}))
    assert (draft.roles["speaker"], draft.inherited) == ([(0, 1)], True)


def test_speech_inside_speech_is_nested():
    tags = {"outer": [(4, 9, "Indirect")], "direct": [(5, 7, "Direct")]}
    outer, inner = link(_evidence(tags, {}))
    assert (outer.type, outer.nested, inner.type, inner.nested) == ("Indirect", False, "Direct", True)


def test_interrupted_speech_is_one_statement():
    tags = {"outer": [(0, 2, "Indirect"), (6, 8, "Indirect")], "frame": [(3, 6, "frame")]}
    evidence = _evidence(tags, {})
    evidence.alphabetic[2] = False
    (draft,) = link(evidence)
    assert draft.words == [(0, 2), (6, 8)]


def test_missing_weights_are_told_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr(package, "files", lambda _: tmp_path)
    with pytest.raises(TaggerUnavailable, match="rules work without it"):
        Tagger.load()


@lru_cache(maxsize=1)
def _loaded():
    return Tagger.load()


@pytest.fixture(scope="module")
def tagger():
    return _loaded()


def _tag(tagger, *sentences):
    text, bounds = "", []
    for sentence in sentences:
        bounds.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, tagger.tag(text, bounds)


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker", "quote"),
    [
        # a subordinate clause after a verb of saying
        ("Die Ministerin erklärte, dass die Brücke gesperrt bleibe.", "Indirect", "Die Ministerin", "Brücke gesperrt"),
        # quotation marks, speaker behind
        ("„Wir haben den Deich gehalten“, sagte Bürgermeister Jansen.", "Direct", "Jansen", "den Deich gehalten"),
        # the same in English
        ("The mayor said that the bridge would stay closed.", "Indirect", "The mayor", "the bridge would stay closed"),
    ],
)
def test_plain_statements_are_found(tagger, sentence, kind, speaker, quote):
    text, tagging = _tag(tagger, sentence)
    said = next(s for s in tagging.statements if s.type == kind)
    assert speaker in " ".join(text[b:e] for b, e in said.speaker)
    assert quote in " ".join(text[b:e] for b, e in said.quote)


def test_narration_is_no_statement(tagger):
    _, tagging = _tag(tagger, "Der Zug fuhr um acht Uhr in Hamburg ab und kam mittags in Kiel an.")
    assert tagging.statements == ()
    assert {s.label for s in tagging.spans} >= {"LOC"}


def test_the_same_text_gives_the_same_value(tagger):
    sentences = ["Die Polizei teilte mit, der Mann sei geflohen.", "Er sei bewaffnet gewesen."] * 12
    assert _tag(tagger, *sentences) == _tag(tagger, *sentences)
    assert Tagger.load(threads=2).tag(*_bounds(sentences)) == tagger.tag(*_bounds(sentences))


def _bounds(sentences):
    text, bounds = "", []
    for sentence in sentences:
        bounds.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, bounds


@given(st.text(max_size=120))
@settings(max_examples=15, deadline=None)
def test_any_text_can_be_tagged(text):
    tagging = _loaded().tag(text, [(0, len(text))])
    spans = [(s.begin, s.end) for s in tagging.spans] + [x for s in tagging.statements for x in s.quote]
    assert all(0 <= b < e <= len(text) for b, e in spans)


def test_vectors_lie_near_for_a_translation(tagger):
    vectors = tagger.vectors(
        [
            "Bei dem Erdbeben starben mindestens zwölf Menschen.",
            "At least twelve people died in the earthquake.",
            "Der Verein verpflichtet einen neuen Torwart.",
            "",
        ]
    )
    assert vectors.shape == (4, 384)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.05
    assert np.allclose(np.linalg.norm(vectors[:3], axis=1), 1, atol=1e-4)
    assert not vectors[3].any()


def test_claim_vectors_tell_claims_of_one_story_apart(tagger):
    said = (
        "Die Schleusen seien viel zu spät geöffnet worden",
        "Der Verband weist den Vorwurf zurück, das Wasser zu spät abgelassen zu haben",
        "Die Schleusen müssten nach dem Hochwasser repariert werden",
    )
    text, bounds = _bounds([f"{one}." for one in said])
    meaning = tagger.tag(text, bounds).meaning
    vectors = [meaning.of([span]) for span in bounds]
    assert vectors[0].shape == (128,)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert np.allclose(meaning.of([(0, 3), (4, bounds[0][1])]), vectors[0], atol=1e-5)
    assert not meaning.of([(len(text), len(text))]).any()
    assert not tagger.tag("", []).meaning.of([(0, 4)]).any()
