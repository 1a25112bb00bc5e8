import pytest

from lagebild.language.pack import load_pack
from lagebild.language.statements.anaphor import anaphor_of
from lagebild.language.statements.draft import Draft
from lagebild.language.tokens import tokenize
from lagebild.model import Span


@pytest.mark.parametrize(
    ("language", "mode", "act", "words", "points"),
    [
        ("de", "reported", "deny", "Der Betreiber wies die Vorwürfe zurück", "Vorwürfe"),
        ("de", "reported", "deny", "Diese grobe Unterstellung wiesen die Winzer zurück", "Diese grobe Unterstellung"),
        ("en", "reported", "deny", "The ministry denied these figures", "these figures"),
        ("de", "reported", "deny", "Die Winzer bestreiten einen Preisverfall", None),
        ("de", "reported", "assert", "Diese Zahl nannten die Winzer", None),
        ("de", "direct", "not_confirm", "Das kann ich Ihnen nicht bestätigen", "Das kann ich Ihnen nicht bestätigen"),
        ("de", "direct", "deny", "Frei erfunden", "Frei erfunden"),
        (
            "en",
            "indirect",
            "not_confirm",
            "he could neither confirm nor deny this",
            "he could neither confirm nor deny this",
        ),
        ("de", "indirect", "not_confirm", "einen Verkauf der Werft könne er nicht bestätigen", None),
        ("en", "indirect", "confirm", "it had been an accident", None),
        ("en", "indirect", "deny", "the dam was not safe", None),
    ],
)
def test_what_a_reaction_points_at(language, mode, act, words, points):
    whole = Span(0, len(words))
    draft = Draft(content=[whole], mode=mode, rule="test")
    pack = load_pack(language)
    found = anaphor_of(draft, tokenize(words, whole), act, pack)
    assert (found.of(words) if found else None) == points


@pytest.mark.parametrize(
    ("language", "words", "speaker", "cue"),
    [
        ("de", "Die Hafen AG widerspricht", "Die Hafen AG", "widerspricht"),
        ("en", "The port disagreed", "The port", "disagreed"),
    ],
)
def test_a_reaction_that_names_nothing_points_by_its_verb(language, words, speaker, cue):
    whole = Span(0, len(words))
    begin = words.index(cue)
    draft = Draft(content=[whole], mode="reported", rule="test", cue=[Span(begin, begin + len(cue))])
    draft.speaker = [Span(0, len(speaker))]
    found = anaphor_of(draft, tokenize(words, whole), "deny", load_pack(language))
    assert found is not None
    assert found.of(words) == cue
