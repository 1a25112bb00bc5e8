"""Speakers set right by the grammar of their own sentence. One reason a row."""

import pytest

from lagebild.language.statements.draft import Draft
from lagebild.language.statements.frames import subject
from lagebild.language.statements.hits import find_hits
from lagebild.language.statements.running import settle_speakers
from lagebild.language.statements.subjects import settle_subjects
from tests.language.test_whole import lines_of, span

WRONG = [
    # a word for what was said is not who rejects it
    ("de", "indirect", "Vorwürfe aus Minsk, das Tor sei offen, wies er erneut zurück.", "das Tor sei offen", "Vorwürfe aus Minsk", "Vorwürfe", "er"),
    ("de", "reported", "Gerüchte, wonach das Werk schließe, dementierte die Firma.", "Gerüchte, wonach das Werk schließe, dementierte die Firma", "Gerüchte", "dementierte", "die Firma"),
    # each clause has its own subject
    ("de", "reported", "Die Armee bestätigt den Fund; das Amt bestätigt zwei Verletzte.", "das Amt bestätigt zwei Verletzte", "Die Armee", "bestätigt", "das Amt"),
    ("de", "reported", "Die Klinik weist den Bericht zurück – der Landrat spricht von Unsinn.", "Die Klinik weist den Bericht zurück", "der Landrat", "spricht", "Die Klinik"),
    # what is denied is no subject
    ("de", "indirect", "Karl Beck erwartet keine Ausfälle, wenn der Hof nur kurz zu ist.", "wenn der Hof nur kurz zu ist", "keine Ausfälle", "erwartet", "Karl Beck"),
    # nor is whose paper it is
    ("de", "indirect", "Wie das Magazin unter Berufung auf ein Papier des Amtes berichtet, fehlt Geld.", "fehlt Geld", "Amtes", "berichtet", "das Magazin"),
    # a piece of the predicate
    ("en", "reported", "The mayor has repeatedly rejected the plan.", "The mayor has repeatedly rejected the plan", "has repeatedly", "rejected", "The mayor"),
    # right ones stay
    ("de", "reported", "Die Armee bestätigt den Fund; das Amt schweigt.", "Die Armee bestätigt den Fund", "Die Armee", "bestätigt", "Die Armee"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "mode", "text", "content", "speaker", "cue", "want"), WRONG)
def test_the_subject_of_the_framing_verb_speaks(language, mode, text, content, speaker, cue, want):
    draft = Draft([span(text, content)], mode, "tagger:test", cue=[span(text, cue)], speaker=[span(text, speaker)])
    (made,) = settle_subjects([draft], lines_of(text, language))
    assert [s.of(text) for s in made.speaker] == [want]


def test_rumours_that_somebody_calls_untrue_are_not_the_speaker():
    text = "Das Werk bleibe, sagte Ina Berg. Gerüchte, wonach Geld fehle, träfen nicht zu."
    first = Draft([span(text, "Das Werk bleibe")], "indirect", "tagger:test", cue=[span(text, "sagte")], speaker=[span(text, "Ina Berg")])  # fmt: skip
    second = Draft([span(text, "wonach Geld fehle, träfen nicht zu")], "indirect", "tagger:test", cue=[span(text, "Gerüchte")], speaker=[span(text, "Gerüchte")])  # fmt: skip
    made = settle_subjects([first, second], lines_of(text))
    assert [s.of(text) for s in made[1].speaker] == ["Ina Berg"]


BARE = [
    # the one spoken of is not who speaks
    ("The chief would ring at night, Owen Prys said. “I wanted peace.”", "The chief would ring at night", "indirect", "The chief"),
    # nor is the subject of a sentence whose frame names another
    ("The van “drove along the sea, which is bad,” Owen Prys said. “I wanted peace.”", "drove along the sea, which is bad,", "direct", "The van"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "mode", "subject"), BARE)
def test_a_bare_quotation_is_his_who_spoke_before(text, content, mode, subject):
    first = Draft([span(text, content)], mode, "tagger:test", cue=[span(text, "said")], speaker=[span(text, "Owen Prys")])  # fmt: skip
    second = Draft([span(text, "I wanted peace.")], "direct", "rule:quotation", speaker=[span(text, subject)], inherited=True)  # fmt: skip
    made = settle_speakers([first, second], lines_of(text, "en"))
    assert [s.of(text) for s in made[1].speaker] == ["Owen Prys"]


def test_words_no_verb_frames_do_not_say_whose_the_quotation_is():
    text = "„Wir gehen“, rief Hans Otte. Dann kam Ina Berg ans Pult. „Das Werk bleibt.“"
    first = Draft([span(text, "Dann kam Ina Berg ans Pult")], "direct", "tagger:test", speaker=[span(text, "Hans Otte")])  # fmt: skip
    second = Draft([span(text, "Das Werk bleibt.")], "direct", "rule:quotation", speaker=[span(text, "Ina Berg")], inherited=True)  # fmt: skip
    made = settle_speakers([first, second], lines_of(text))
    assert [s.of(text) for s in made[1].speaker] == ["Ina Berg"]


SAID_ONCE = [
    ("Der Verband sieht Gefahren und ruft alle Firmen auf, davon abzusehen.", "ruft", "Der Verband"),
    # behind something else than the subject nothing is guessed
    ("Am Montag kam Ina Berg und rief alle Firmen auf, davon abzusehen.", "rief", None),
    ("Alle Firmen ruft der Verband auf, davon abzusehen.", "ruft", "der Verband"),
]


@pytest.mark.parametrize(("text", "verb", "want"), SAID_ONCE)
def test_a_subject_said_once_is_not_the_object_behind_the_second_verb(text, verb, want):
    (line,) = lines_of(text)
    hit = next(h for h in find_hits(line) if line.lows[h.at] == verb)
    found = subject(line, hit)
    assert (found.of(text) if found else None) == want
