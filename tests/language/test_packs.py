"""Every entry of a pack carries an example; every example is run."""

import pytest

from lagebild.errors import DataFileError
from lagebild.language.conjugation import forms_of
from lagebild.language.pack import languages, load_pack, read_pack
from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.language.tokens import find_phrase, tokenize
from lagebild.model import Block, Document, Span

CUES = [(lang, cue) for lang in languages() for cue in load_pack(lang).cues]
LISTS = [(lang, name) for lang in languages() for name in sorted(load_pack(lang).word_lists)]


def statements_of(text, language):
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),))
    return find_statements(document, split_sentences(document), None)


@pytest.mark.parametrize(("language", "cue"), CUES, ids=[f"{lang}-{c.verb}" for lang, c in CUES])
def test_cue_example(language, cue):
    found = [s for s in statements_of(cue.example, language) if s.mode != "narration"]
    assert found, cue.example
    cue_words = {w.lower() for s in found for c in s.cue for w in c.of(cue.example).split()}
    forms = cue.finite | cue.joined | cue.participles | cue.infinitives | cue.gerunds
    assert cue_words & forms, (cue.example, cue_words)


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_word_list_has_an_example(language, name):
    assert load_pack(language).examples[name], f"[words.{name}] needs an example"


@pytest.mark.parametrize(("language", "name"), LISTS)
def test_word_lists_are_lower_case_and_short(language, name):
    pack = load_pack(language)
    for entry in (*pack.words(name), *(w for p in pack.phrases(name) for w in p)):
        assert entry == entry.lower()
        assert len(entry) < 40


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"language": "xx", "mechanism": []}, "mechanisms"),  # a misspelt key is answered with the right one
        ({"language": "xx", "cue": [{"verb": "say", "acts": "assert", "example": "x"}]}, "act"),
        ({"language": "xx", "cue": [{"verb": "say", "act": "asert", "example": "x"}]}, "assert"),
        ({"language": "xx", "words": {"months": {"lists": []}}}, "list"),
        ({"language": "xx", "mechanisms": ["verb_first_complement"]}, "verb_second_complement"),
    ],
)
def test_wrong_key_names_the_nearest(data, named):
    with pytest.raises(DataFileError, match=named):
        read_pack("xx.toml", data)


@pytest.mark.parametrize(
    ("language", "verb", "form", "kind"),
    [
        ("de", "mit|teilen", "mitgeteilt", "participles"),
        ("de", "mit|teilen", "teilte", "finite"),
        ("de", "mit|teilen", "mitteilte", "joined"),  # subordinate clause: prefix and verb are one word
        ("de", "melden", "meldete", "finite"),  # e between d and t
        ("de", "äußern", "äußerte", "finite"),
        ("de", "kritisieren", "kritisiert", "participles"),  # no ge-
        ("de", "bestätigen", "bestätigt", "participles"),
        ("en", "deny", "denied", "finite"),
        ("en", "stress", "stresses", "finite"),
        ("en", "note", "noting", "gerunds"),
    ],
)
def test_forms(language, verb, form, kind):
    assert form in getattr(forms_of(language, verb), kind)


def test_phrases_are_found_in_order():
    tokens = tokenize("Das ist nicht ausgeschlossen.", Span(0, 29))
    assert find_phrase([t.low for t in tokens], (("nicht", "ausgeschlossen"),)) == (2, 4)
