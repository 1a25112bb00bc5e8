"""Contents end where clauses end; speech that runs on finds its speaker. One reason a row."""

import pytest

from lagebild.language.pack import load_pack
from lagebild.language.sentences import split_sentences
from lagebild.language.statements.draft import Draft, make_line
from lagebild.language.statements.marks import quoted_stretches
from lagebild.language.statements.running import settle_speakers
from lagebild.language.statements.whole import by_sentence, completed, inside, names_topic, reports_joined
from lagebild.language.tokens import tokenize
from lagebild.model import Block, Document, Span


def lines_of(text, language="de"):
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),))
    marks = [q.outer for q in quoted_stretches(text, [Span(0, len(text))])]
    pack = load_pack(language)
    return [make_line(s, tokenize(text, s.span), marks, pack, text) for s in split_sentences(document)]


def span(text, words):
    begin = text.index(words)
    return Span(begin, begin + len(words))


WHOLE = [
    # amid the object of a preposition
    ("de", "reported", "Die Behörde warnt vor Glätte auf Brücken.", "Die Behörde warnt vor", [], "Die Behörde warnt vor Glätte auf Brücken"),
    # amid a subordinate clause
    ("de", "indirect", "Ob und wie die Straße öffnet, bleibt offen.", "Ob und wie die", [], "Ob und wie die Straße öffnet"),
    # a coordination ends it
    ("de", "indirect", "Er meint, dass der Damm hält und lobte den Bau.", "dass der Damm", [], "dass der Damm hält"),
    # an ordinal's full stop does not
    ("de", "reported", "Der Rat tagte am 21. Mai über den Deich.", "Der Rat tagte am", [], "Der Rat tagte am 21. Mai über den Deich"),
    # the frame does
    ("de", "indirect", "Der Damm ist nach Angaben der Stadt gebrochen.", "Damm", ["nach Angaben der Stadt"], "Der Damm ist"),
    # the verb behind a source belongs to what it says
    ("de", "indirect", "Laut der Stadt plant Molm den Abriss.", "Molm den Abriss", ["Laut der Stadt"], "plant Molm den Abriss"),
    # words in quotation marks amid a phrase are a part of it
    ("de", "indirect", "Er sagte, man habe „nur Glück“ gehabt.", "man habe", [], "man habe „nur Glück“ gehabt"),
    # an infinitive and a clause with "that" begin where they begin
    ("en", "indirect", "The mayor told residents to stay indoors tonight.", "to stay", [], "to stay indoors tonight"),
    # direct speech is left alone
    ("de", "direct", "„Wir gehen heim“, sagte er.", "Wir gehen", [], "Wir gehen"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "mode", "text", "words", "frame", "want"), WHOLE)
def test_contents_end_where_clauses_end(language, mode, text, words, frame, want):
    lines = lines_of(text, language)
    draft = Draft([span(text, words)], mode, "test", frame=[span(text, f) for f in frame])
    made = completed(draft, lines, [line.sentence.span for line in lines])
    assert [s.of(text) for s in made.content] == [want]


def test_one_frame_governs_its_own_sentence():
    text = "Der Damm halte, versicherte Kern. Wasser sei keines da. Es ist warm."
    lines = lines_of(text)
    draft = Draft(
        [Span(0, 14), span(text, "Wasser sei keines da. Es ist warm")], "indirect", "t", cue=[span(text, "versicherte")]
    )
    made = by_sentence(draft, [line.sentence.span for line in lines], ["reported", "reported", "plain"])
    assert [(d.mode, d.content[0].of(text)) for d in made] == [
        ("indirect", "Der Damm halte"),
        ("free_indirect", "Wasser sei keines da."),
    ]


def test_a_part_without_a_cue_of_its_own_goes():
    text = "Insgesamt soll die Stadt beschlossen haben, den Damm zu räumen."
    whole, part = Draft([Span(0, 62)], "free_indirect", "t"), Draft([Span(0, 42)], "free_indirect", "t")
    clause = Draft([span(text, "den Damm zu räumen")], "indirect", "t", cue=[span(text, "beschlossen")])
    assert [inside(d, [whole, part, clause]) for d in (whole, part, clause)] == [False, True, False]


RUNNING = [
    # the own subject is spoken of
    ("Der Damm halte, sagte Kern. Niemand müsse fort.", "Niemand", "Niemand müsse fort", "free_indirect", "Kern"),
    # not who is named in passing
    ("Der Damm halte, sagte Kern der Wirtin. Man habe Sand.", "der Wirtin", "Man habe Sand", "free_indirect", "Kern"),
    # the subject of "soll" is no source
    ("Der Damm halte, sagte Kern. Das Amt soll kommen.", "Das Amt", "Das Amt soll kommen", "free_indirect", "Kern"),
    # a bare quotation goes on, whoever speaks next
    ("„Wir gehen“, sagte Kern. „Und zwar gleich.“ Rolf Maas blieb.", "Rolf Maas", "Und zwar gleich.", "direct", "Kern"),
    # its own sentence names the speaker
    ("Der Damm halte, sagte Kern. Anders Rolf Maas: Er sei marode.", "Rolf Maas", "Er sei marode", "free_indirect", "Rolf Maas"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "guess", "content", "mode", "want"), RUNNING)
def test_speech_runs_on(text, guess, content, mode, want):
    first = Draft([Span(0, text.index(","))], "indirect", "t", cue=[span(text, "sagte")], speaker=[span(text, "Kern")])
    second = Draft([span(text, content)], mode, "t", speaker=[span(text, guess)])
    made = settle_speakers([first, second], lines_of(text))
    assert [s.of(text) for s in made[1].speaker] == [want]


def test_a_quotation_that_opens_a_paragraph_goes_on_with_the_one_before():
    text = "“We stay,” Kern said. “The dam holds.\n\n“It was built well.\n\nRolf Maas left."
    blocks = tuple(Block("body", span(text, p)) for p in text.split("\n\n"))
    marks = [q.outer for q in quoted_stretches(text, [b.span for b in blocks])]
    pack = load_pack("en")
    found = split_sentences(Document("d", "d", text, "en", blocks))
    lines = [make_line(s, tokenize(text, s.span), marks, pack, text) for s in found]
    first = Draft([span(text, "The dam holds.")], "direct", "rule:quotation", speaker=[span(text, "Kern")])
    second = Draft([span(text, "It was built well.")], "direct", "rule:quotation", speaker=[span(text, "Rolf Maas")])
    made = settle_speakers([first, second], lines)
    assert [s.of(text) for s in made[1].speaker] == ["Kern"]


TOLD = [
    # whom somebody's words speak of, not who speaks
    ("Das Land helfe, sagte Kern. Es sei eilig.", "Das Land", "Es sei eilig", "indirect", ["Kern"]),
    # who is named inside the quotation does not say it
    ("„Ich sah Rolf Maas“, sagte Kern. „Rolf Maas lief.“", "Rolf Maas", "Rolf Maas lief.", "direct", ["Kern"]),
]


@pytest.mark.parametrize(("text", "guess", "content", "mode", "want"), TOLD)
def test_who_is_spoken_of_does_not_speak(text, guess, content, mode, want):
    cut = text.index(", sagte")
    first = Draft([Span(0, cut)], "indirect", "t", cue=[span(text, "sagte")], speaker=[span(text, "Kern")])
    at = text.index(content) if guess in content else text.index(guess)
    guessed = Span(at, at + len(guess))
    second = Draft([span(text, content)], mode, "rule:quotation", speaker=[guessed])
    made = settle_speakers([first, second], lines_of(text))
    assert [s.of(text) for s in made[1].speaker] == want


@pytest.mark.parametrize("words", ["nach denen der Damm bricht", "denen der Damm bricht"])
def test_what_a_denied_report_says_belongs_to_the_denial(words):
    text = "Molm dementierte Berichte, nach denen der Damm bricht."
    cue = next(c for c in load_pack("de").cues if c.verb == "dementieren")
    denial = Draft([span(text, "Molm dementierte Berichte")], "reported", "t", verb=cue)
    report = Draft([span(text, words)], "indirect", "t")
    lines = lines_of(text)
    made = reports_joined([denial, report], lines, [line.sentence.span for line in lines])
    assert [[s.of(text) for s in d.content] for d in made] == [[text[:-1]]]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Molm nahm am Montag Stellung zu den Berichten.", True),
        ("Molm nahm nicht Stellung zu den Berichten.", False),  # a refusal
        ("Molm kritisierte die Stellung der Pfeiler.", False),
    ],
)
def test_who_only_speaks_of_something_says_nothing(text, topic):
    lines = lines_of(text)
    draft = Draft([Span(0, len(text) - 1)], "reported", "t")
    assert names_topic(draft, lines, [line.sentence.span for line in lines]) is topic
