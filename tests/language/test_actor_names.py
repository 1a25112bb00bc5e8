"""Names that are names, and who is meant by a word that is none."""

import pytest

from lagebild.language.actors import find_actors
from lagebild.language.sentences import split_sentences
from lagebild.model import Block, Document, Span, Statement
from tests.language.test_actors import last, read, spoken_by

FORMS = [
    # a surname shortened to a letter is no full stop
    ("Rosa M. kam. Hans Otte schwieg. Sie ging.", ["Rosa M", "Sie"], "de", "Rosa M."),
    # an adjective with a capital stays one
    ("Der Technische Leiter ging.", ["Der Technische Leiter"], "de", "Technischer Leiter"),
    ("Das Statistische Landesamt ging.", ["Das Statistische Landesamt"], "de", "Statistisches Landesamt"),
    # an adjective used as a noun keeps its ending
    ("Die Landesbeauftragte für Wasser ging.", ["Die Landesbeauftragte für Wasser"], "de", "Landesbeauftragte für Wasser"),
    # the genitive of a compound no dictionary knows
    ("Nach Angaben des Ruderweltverbandes ruht der Ball.", ["des Ruderweltverbandes"], "de", "Ruderweltverband"),
    ("Mobile Teams gingen.", ["Mobile Teams"], "de", "Mobile Teams"),
    ("Einer der Jungs ging.", ["Einer der Jungs"], "de", "Einer der Jungs"),
    # a first name before a word of which bodies' names are made
    ("The Claire Harbour Bureau spoke.", ["The Claire Harbour Bureau"], "en", "Claire Harbour Bureau"),
    # letters behind a name, a title with a first name alone
    ("Dame Ingrid Grey KC spoke. Dame Ingrid left.", ["Dame Ingrid Grey", "Dame Ingrid"], "en", "Ingrid Grey"),
    # known bodies bear the name of the page's language
    ("The United Nations left.", ["The United Nations"], "en", "United Nations"),
    ("The Liberal Democrats left.", ["The Liberal Democrats"], "en", "Liberal Democrats"),
    # a house with a small word that is a determiner elsewhere
    ("No 10 denied it.", ["No 10"], "en", "Britain"),
    # a description too long to be a name
    ("Two clerks who had been at the old harbour that night left.", ["Two clerks who had been at the old harbour that night"], "en", "Two clerks"),
    # words that describe nobody
    ("All your comments left.", ["All your comments"], "en", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), FORMS)
def test_a_name_has_its_right_form(text, speakers, language, who):
    assert last(text, speakers, language) == who


def test_capitals_shouted_in_a_headline_make_no_name():
    actors, _, _ = read("Chief adviser QUITS over leak. Owen Prys left.", ["Owen Prys"], "en")
    assert [a.name for a in actors] == ["Owen Prys"]


def test_an_apposition_is_no_clause():
    actors, _, _ = read("Ina Grey, 46, hurried to her sister's house.", ["Ina Grey"], "en")
    assert actors[0].roles == ()


NAMELESS = [
    # who tells without a name is one, whoever was named since
    ("Ein Mitarbeiter der Werft sprach. Bürgermeister Karl Beck schwieg. Der Insider ging.", ["Ein Mitarbeiter der Werft", "Karl Beck", "Der Insider"], "de", "Mitarbeiter der Werft"),
    ("An insider spoke. Mayor Owen Prys smiled. The insider left.", ["An insider", "Owen Prys", "the insider"], "en", "insider"),
    ("Ein Insider sprach. Karl Beck kam. Der Insider ging.", ["Ein Insider", "Karl Beck", "Der Insider"], "de", "Insider"),
    ("An ally of the mayor left.", ["An ally of the mayor"], "en", "ally of the mayor"),
    # one of several speaks for them, a further one is another
    ("Friends of the mayor spoke. One smiled.", ["Friends of the mayor", "One"], "en", "Friends of the mayor"),
    ("Friends of the mayor spoke. The friend left.", ["Friends of the mayor", "The friend"], "en", "Friends of the mayor"),
    ("Two clerks spoke. Another left.", ["Two clerks", "Another"], "en", "another clerk"),
    # the paragraph's one official is she
    ("One official spoke. She left.", ["One official", "She"], "en", "One official"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), NAMELESS)
def test_who_tells_without_a_name(text, speakers, language, who):
    speakers = [s if s in text else s.capitalize() for s in speakers]
    assert last(text, speakers, language) == who


BODIES = [
    # a hospital is no firm
    ("Die Firma Haller kam. Das Klinikum schwieg. Das Unternehmen ging.", ["Die Firma Haller", "Das Klinikum", "Das Unternehmen"], "de", "Firma Haller"),
    # a hospital is meant by another word for it, with an adjective too
    ("Das Klinikum kam. Die Nordwerk AG schwieg. Das kommunale Krankenhaus ging.", ["Das Klinikum", "Die Nordwerk AG", "Das kommunale Krankenhaus"], "de", "Klinikum"),
    ("Das Klinikum kam. Das Spital ging.", ["Das Klinikum", "Das Spital"], "de", "Klinikum"),
    # but not by one that tells it apart
    ("Das Klinikum kam. Das andere Krankenhaus ging.", ["Das Klinikum", "Das andere Krankenhaus"], "de", "Krankenhaus"),
    # a spokesman of "the force" speaks for the police
    ("Northport Police spoke. A force spokesman left.", ["Northport Police", "A force spokesman"], "en", "Northport Police"),
    # "own" is the subject's
    ("Die Firma Haller kam. Es liefert nach eigenen Angaben nach Polen.", ["Die Firma Haller", "eigenen Angaben"], "de", "Firma Haller"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), BODIES)
def test_a_bare_noun_means_the_body_named_before(text, speakers, language, who):
    assert last(text, speakers, language) == who


OWNERS = [
    # what somebody writes are his words
    ("Karl Beck schwieg. Sein Brief spricht.", ["Karl Beck", "Sein Brief"], "de", "Karl Beck"),
    ("Owen Prys left. His letter says so.", ["Owen Prys", "His letter"], "en", "Owen Prys"),
    # people around somebody bear his name
    ("Karl Beck schwieg. Sein Büro ging.", ["Karl Beck", "Sein Büro"], "de", "Büro von Karl Beck"),
    ("Owen Prys left. His office stayed.", ["Owen Prys", "His office"], "en", "Owen Prys's office"),
    ("Minister Owen Prys left. The minister's team stayed.", ["The minister's team"], "en", "Owen Prys's team"),
    # an office stacked before another
    ("Aarberg's MP, the minister Owen Prys, left. The MP smiled.", ["The MP"], "en", "Owen Prys"),
    # who spoke, called by the party
    ("MP Owen Prys left. Minister Ina Grey spoke. The Labour MP smiled.", ["Owen Prys", "Ina Grey", "The Labour MP"], "en", "Ina Grey"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), OWNERS)
def test_what_is_somebodys_speaks_for_him(text, speakers, language, who):
    assert last(text, speakers, language) == who


def test_sie_with_a_singular_verb_is_no_crowd():
    text = "Eine Sprecherin der Polizei kam. Die Täter flohen. Jede Spur fehle, sagte sie."
    rows = [("kam", "Eine Sprecherin der Polizei", "", "reported"), ("flohen", "Die Täter", "", "reported")]
    assert spoken_by(text, *rows, ("Jede Spur fehle", "sie", "sagte", "indirect")) == ["Polizei", "Täter", "Polizei"]


def test_it_reads_is_who_wrote():
    text = "Ina Grey put out a statement. “Nobody came,” it reads."
    assert spoken_by(text, ("Nobody came,", "it", "reads", "direct"), language="en") == ["Ina Grey"]


def test_a_quotation_goes_on_over_a_sentence_that_nobody_says():
    text = "Die Fahrt sei lang, sagt Karl Beck. Zwei Stunden später war es dunkel. „Da half keiner.“"
    rows = [("Die Fahrt sei lang", "Karl Beck", "sagt", "indirect"), ("Da half keiner.", "Zwei Stunden", "", "direct")]
    assert spoken_by(text, *rows) == ["Karl Beck", "Karl Beck"]


def test_danach_points_to_the_paper_named_before():
    text = "Ina Berg sagt, es sei kalt. Anlass ist ein Bericht des Magazins „Echo“. Danach soll Geld fehlen."
    rows = [
        ("es sei kalt", "Ina Berg", "sagt", "indirect"),
        ("soll Geld fehlen", "Ina Berg", "Danach", "free_indirect"),
    ]
    assert spoken_by(text, *rows) == ["Ina Berg", "Echo"]


def test_he_beside_reported_speech_is_not_whom_it_speaks_of():
    text = "Owen Prys came. Karl Beck had been rude, he said."
    assert spoken_by(text, ("Karl Beck had been rude", "he", "said", "indirect"), language="en") == ["Owen Prys"]


def test_a_subhead_is_not_who_speaks_in_the_next_sentence():
    heading, body = "Vertrauen sei dahin", "Sprecher Karl Beck sagte, man prüfe das."
    text = f"{heading}\n{body}"
    blocks = (Block("subhead", Span(0, len(heading))), Block("body", Span(len(heading) + 1, len(text))))
    document = Document("d", "d", text, "de", blocks)
    who = Span(text.index("Sprecher"), text.index(" sagte"))
    said = Span(text.index("man"), len(text) - 1)
    statements = [
        Statement("d", (Span(0, len(heading)),), (), (who,), mode="indirect"),
        Statement("d", (said,), (), (who,), mode="indirect"),
    ]
    _, _, found = find_actors(document, split_sentences(document), statements, None)
    assert [bool(s.actor) for s in found] == [False, True]
    assert found[0].unclear


def test_a_headline_names_by_its_noun_whom_the_text_names_in_full():
    heading, body = "Bureau confirms alarm", "The Claire Harbour Bureau said so."
    text = f"{heading}\n{body}"
    blocks = (Block("headline", Span(0, len(heading))), Block("body", Span(len(heading) + 1, len(text))))
    document = Document("d", "d", text, "en", blocks)
    full = Span(text.index("The Claire"), text.index(" said"))
    statements = [
        Statement("d", (Span(0, len(heading)),), (), (Span(0, 6),), mode="reported"),
        Statement("d", (Span(len(text) - 3, len(text)),), (), (full,), mode="indirect"),
    ]
    actors, _, found = find_actors(document, split_sentences(document), statements, None)
    assert found[0].actor == found[1].actor
    assert {a.name for a in actors if a.key == found[0].actor} == {"Claire Harbour Bureau"}
