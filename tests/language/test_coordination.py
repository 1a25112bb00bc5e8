"""One clause, one statement: where "und" and "and" part two claims and where they do not. One reason a row."""

import pytest

from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.model import Block, Document, Span

CUT = [
    # two main clauses in the Konjunktiv
    (
        "de",
        "Das Wehr halte stand, und es gebe keinen Grund zur Sorge, sagte die Ministerin.",
        ["Das Wehr halte stand", "es gebe keinen Grund zur Sorge"],
    ),
    # two clauses with "dass"
    (
        "de",
        "Die Behörde bestätigte, dass das Werk Filter verkauft hat und dass die Käufer sie zurückgeben wollen.",
        ["dass das Werk Filter verkauft hat", "dass die Käufer sie zurückgeben wollen"],
    ),
    # the subject is said once
    (
        "de",
        "Die Täter seien geflohen und hätten ein Auto gestohlen, sagte der Sprecher.",
        ["Die Täter seien geflohen", "Die Täter … hätten ein Auto gestohlen"],
    ),
    # the auxiliary is said once
    (
        "de",
        "Die Polizei habe den Mann verfolgt und zwei Helfer festgenommen, teilte sie mit.",
        ["Die Polizei habe den Mann verfolgt", "Die Polizei habe … zwei Helfer festgenommen"],
    ),
    # two acts of one speaker, each with its cue
    (
        "de",
        "Die Landrätin verurteilte den Überfall und dankte der Feuerwehr.",
        ["Die Landrätin verurteilte den Überfall", "Die Landrätin … dankte der Feuerwehr"],
    ),
    # two speakers in one sentence
    (
        "de",
        "Die Stadt fordert eine Antwort, während das Land vor Eile warnt.",
        ["Die Stadt fordert eine Antwort", "das Land vor Eile warnt"],
    ),
    # the first "und" joins homes, the second clauses
    (
        "de",
        "Es solle Tests in Alten- und Pflegeheimen geben und jeder Gast bekomme einen Brief, sagte der Landrat.",
        ["Es solle Tests in Alten- und Pflegeheimen geben", "jeder Gast bekomme einen Brief"],
    ),
    # a comma alone
    (
        "de",
        "Gegen einen Lehrling werde ermittelt, er habe einen Gast gegen den Kopf getreten, sagte die Polizei.",
        ["Gegen einen Lehrling werde ermittelt", "er habe einen Gast gegen den Kopf getreten"],
    ),
    (
        "en",
        "He said guests were running to the boats and there was smoke in the kitchen.",
        ["guests were running to the boats", "there was smoke in the kitchen"],
    ),
    (
        "en",
        "The ministry said the balloon crossed the island and fell into the sea.",
        ["the balloon crossed the island", "the balloon … fell into the sea"],
    ),
    (
        "en",
        "Norland and Sudland condemned the landing and urged a calm answer.",
        ["Norland and Sudland condemned the landing", "Norland and Sudland … urged a calm answer"],
    ),
]

WHOLE = [
    # things are joined, not clauses
    ("de", "Die Polizei und die Feuerwehr seien seit Stunden vor Ort, sagte der Sprecher."),
    # what is joined are homes, not clauses; the second "and" parts nothing of one kind
    ("de", "Der Kreis teilte mit, es solle Tests in Alten- und Pflegeheimen geben."),
    # one verb for both
    ("de", "Er sagte, dass drei Menschen getötet und vier Helfer verletzt worden seien."),
    # inside a relative clause
    ("de", "Die Polizei warnte vor Betrügern, die an der Tür klingeln und Geld verlangen."),
    # under a condition
    ("de", "Wenn es regnet, falle das Fest aus und die Halle bleibe zu, sagte der Wirt."),
    # the first says what the second is about
    ("de", "Er hat den Eindruck, die Regierung schläft, sagte Meier."),
    ("en", "Officials said the man who shot the guard and fled the scene was arrested."),
    ("en", "The tunnel that links the port and mainland Norland was closed on Monday, the operator said."),
    ("en", "If the vote fails, the mayor will resign and the council will meet, she said."),
]


def contents(text, language):
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),))
    found = find_statements(document, split_sentences(document), None)
    return [" … ".join(s.of(text) for s in statement.content) for statement in found]


@pytest.mark.parametrize(("language", "text", "wanted"), CUT)
def test_cut_between_clauses(language, text, wanted):
    assert contents(text, language) == wanted


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_stays_whole(language, text):
    assert len(contents(text, language)) == 1


def test_each_part_of_a_summary_keeps_its_own_speaker():
    text = "Die Stadt fordert eine Antwort, während das Land vor Eile warnt."
    document = Document("d", "d", text, "de", (Block("body", Span(0, len(text))),))
    found = find_statements(document, split_sentences(document), None)
    assert [(s.speaker[0].of(text), s.stance) for s in found] == [("Die Stadt", "demand"), ("das Land", "warn")]
