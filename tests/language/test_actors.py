"""Who is named, which pronoun or role means whom, and the chain behind a speaker."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.actors import find_actors
from lagebild.language.actors.lexicon import examples, load_lexicon
from lagebild.language.actors.names import find_names
from lagebild.language.actors.words import split_words
from lagebild.language.sentences import split_sentences
from lagebild.model import Block, Document, Span, Statement


def read(text, speakers, language="de"):
    """Actors of statements whose speaker words are given in text order; content is the rest of the sentence."""
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),))
    statements, at = [], 0
    for words in speakers:
        begin = text.index(words, at)
        at = begin + len(words)
        statements.append(Statement("d", (Span(at, at + 1),), (), (Span(begin, at),)))
    actors, mentions, found = find_actors(document, split_sentences(document), statements, None)
    names = {a.key: a for a in actors}
    return [names.get(s.actor) for s in found], mentions, found


def last(text, speakers, language="de"):
    actors, _, _ = read(text, speakers, language)
    return actors[-1].name if actors[-1] else None


ROLES = [
    # the surname alone is the person named in full before
    ("Anna Berg kam. Berg schwieg dazu.", ["Anna Berg", "Berg"], "Anna Berg"),
    # an office names its holder
    ("Feuerwehrchef Jochen Dreyer kam. Der Feuerwehrchef ging.", ["Feuerwehrchef Jochen Dreyer", "Der Feuerwehrchef"], "Jochen Dreyer"),
    # the head of a compound is enough
    ("Landesverkehrsminister Ansgar Thole kam. Der Minister ging.", ["Ansgar Thole", "Der Minister"], "Ansgar Thole"),
    # another word for the office
    ("Präsident Emil Tondo kam. Der Staatschef ging.", ["Emil Tondo", "Der Staatschef"], "Emil Tondo"),
    # age and gender pick the woman
    ("Jochen Dreyer und Wiebke Lorenzen, 47, kamen. Die 47-Jährige ging.", ["Die 47-Jährige"], "Wiebke Lorenzen"),
    # apposition behind the name gives an office
    ("Mark Wolff, Generalsekretär der Liga, kam. Der Generalsekretär ging.", ["Mark Wolff", "Der Generalsekretär"], "Mark Wolff"),
    # he is the man, she the woman
    ("Renata Kubisch traf Ansgar Thole. Sie lachte.", ["Sie"], "Renata Kubisch"),
    ("Renata Kubisch traf Ansgar Thole. Er lachte.", ["Er"], "Ansgar Thole"),
    # "diese" is the one named last
    ("Ansgar Thole widersprach der Bahnchefin Renata Kubisch. Diese lachte.", ["Diese"], "Renata Kubisch"),
    # two men and a bare pronoun: the one who spoke goes on
    ("Karl Beck sprach mit Hans Otte. Beck nickte. Er lachte.", ["Beck", "Er"], "Karl Beck"),
    # a spokeswoman speaks for her house
    ("Das Finanzministerium schwieg. Eine Sprecherin des Finanzministeriums lachte.", ["Eine Sprecherin des Finanzministeriums"], "Finanzministerium"),
    ("Eine Polizeisprecherin lachte.", ["Eine Polizeisprecherin"], "Polizei"),
    # "ihr" before a noun is no pronoun
    ("Die Bahn schwieg. Ihr Sprecher Jan Okane lachte.", ["Ihr Sprecher Jan Okane"], "Jan Okane"),
    # somebody without a name is who the text says he is, where nobody named can be meant
    ("Es war kalt. Die Verkäuferin lachte.", ["Die Verkäuferin"], "Verkäuferin"),
    ("Es war kalt. Ein Tankwart lachte.", ["Ein Tankwart"], "Tankwart"),
    # a state's own figures
    ("Nach ukrainischen Angaben sank das Boot.", ["ukrainischen Angaben"], "Ukraine"),
    ("Ukrainischen Angaben zufolge sank das Boot.", ["Ukrainischen Angaben"], "Ukraine"),
    ("US-Angaben zufolge sank das Boot.", ["US-Angaben"], "USA"),
    # a service "seines Landes" is that of the state of whoever was named
    ("Der südkoreanische Präsident Kim Rho kam. Der südkoreanische Geheimdienst schwieg. Der Geheimdienst seines Landes lachte.", ["südkoreanische Geheimdienst", "Der Geheimdienst seines Landes"], "südkoreanischer Geheimdienst"),
    # metonyms are the state
    ("Der Kreml schwieg.", ["Der Kreml"], "Russland"),
    ("Pjöngjang schwieg.", ["Pjöngjang"], "Nordkorea"),
    # genitive and adjective come back to the nominative
    ("Das ergab eine Anfrage. Nach Angaben des südkoreanischen Geheimdienstes stimmt es.", ["Angaben des südkoreanischen Geheimdienstes"], "südkoreanischer Geheimdienst"),
    # compounds of saying name their source
    ("Das stimmt nach Polizeiangaben.", ["Polizeiangaben"], "Polizei"),
    # circles have no name of their own
    ("Das verlautete aus Regierungskreisen.", ["Regierungskreisen"], "Regierungskreise"),
    # a paper is a document
    ("Das geht aus einem internen Prüfbericht hervor.", ["einem internen Prüfbericht"], "interner Prüfbericht"),
    # a medium behind its noun
    ("Der Sender Radio Wolke meldet das.", ["Der Sender Radio Wolke"], "Radio Wolke"),
    # "den Angaben" means who spoke last
    ("Die Feuerwehr kam. Den Angaben zufolge brennt es.", ["Die Feuerwehr", "Den Angaben"], "Feuerwehr"),
    # nobody to point at: unclear, not a guess
    ("Er lachte.", ["Er"], None),
    # a thing does not speak
    ("Die Brücke lachte.", ["Die Brücke"], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "who"), ROLES)
def test_german_speakers(text, speakers, who):
    assert last(text, speakers) == who


ENGLISH = [
    # title and surname
    ("Ingrid Faulkner arrived. Ms Faulkner smiled.", ["Ingrid Faulkner", "Ms Faulkner"], "Ingrid Faulkner"),
    # possessed office in apposition: the deputy, not the harbour master
    ("Ingrid Faulkner smiled. Her deputy, Owen Prys, frowned.", ["Her deputy, Owen Prys,"], "Owen Prys"),
    # she
    ("Ingrid Faulkner met Owen Prys. She smiled.", ["She"], "Ingrid Faulkner"),
    # a month can be a surname
    ("Theresa May arrived. May smiled.", ["Theresa May"], "Theresa May"),
    # capitals speak for states
    ("Moscow denied it.", ["Moscow"], "Russia"),
    # the short form in brackets
    ("Transport for London (TfL) spoke. TfL agreed.", ["TfL"], "Transport for London"),
    # unnamed
    ("Two officials briefed on the matter agreed.", ["Two officials briefed on the matter"], "Two officials briefed on the matter"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "who"), ENGLISH)
def test_english_speakers(text, speakers, who):
    assert last(text, speakers, "en") == who


OFFICES_WITH_COMPLEMENT = [
    # "of" between office and name: the person, not the phrase
    ("Secretary of State Rex Mallory spoke. The secretary left.", ["Secretary of State Rex Mallory", "The secretary"], "en", "Rex Mallory"),
    # a state before it
    ("US Secretary of State Rex Mallory left.", ["US Secretary of State Rex Mallory"], "en", "Rex Mallory"),
    # the complement has an article
    ("Leader of the Opposition Peter Quill left.", ["Leader of the Opposition Peter Quill"], "en", "Peter Quill"),
    # the complement has an "and"
    ("Secretary of Health and Housing Ana Lopez left.", ["Secretary of Health and Housing Ana Lopez"], "en", "Ana Lopez"),
    # whoever serves a person is not that person
    ("A spokesman for Senator Ana Lopez left.", ["A spokesman for Senator Ana Lopez"], "en", "spokesman for Senator Ana Lopez"),
    # a German house in the genitive
    ("Der Chef der Staatskanzlei Karl Beck ging.", ["Der Chef der Staatskanzlei Karl Beck"], "de", "Karl Beck"),
    # a house with a field of its own
    ("Der Präsident des Bundesamts für Statistik Hans Otte ging.", ["Der Präsident des Bundesamts für Statistik Hans Otte"], "de", "Hans Otte"),
    # a ministry's field
    ("Der Minister für Verkehr Hans Otte ging.", ["Der Minister für Verkehr Hans Otte"], "de", "Hans Otte"),
    # a person in the genitive is somebody else
    ("Der Anwalt des Trainers Karl Beck ging.", ["Der Anwalt des Trainers Karl Beck"], "de", "Anwalt des Trainers Karl Beck"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), OFFICES_WITH_COMPLEMENT)
def test_offices_with_a_complement(text, speakers, language, who):
    assert last(text, speakers, language) == who


ONE_BODY = [
    # genitive, adjective and "of" name one body
    ("en", "South Korea's military|The South Korean military|The military of South Korea|The military"),
    # point of the compass on a page that names both states
    ("en", "North Korea fired. |South Korea's army|The South's army"),
    # a proper name with and without its state
    ("en", "U.S. Pacific Command|US Pacific Command|Pacific Command"),
    # a body named by its people, even where the state is misspelt
    ("en", "Southkorea's Joint Chiefs of Staff|South Korea's Joint Chiefs of Staff|The Joint Chiefs of Staff|The Joint Chiefs"),
    # German genitive and adjective
    ("de", "Südkoreas Geheimdienst|Der südkoreanische Geheimdienst|Der Geheimdienst"),
    # the state as the front of a compound
    ("de", "Das US-Militär|Das amerikanische Militär"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "forms"), ONE_BODY)
def test_a_body_of_a_state_is_one(language, forms):
    speakers = [form for form in forms.split("|") if not form.endswith(". ")]
    opening = "".join(form for form in forms.split("|") if form.endswith(". "))
    actors, _, _ = read(opening + " ".join(f"{form} ging." for form in speakers), speakers, language)
    assert {(a.key, a.kind) for a in actors} == {(actors[0].key, "organisation")}


def test_bodies_of_two_states_stay_apart():
    actors, _, _ = read("Russia's Ministry of Defence left. The Russian Ministry of Health left. Turkey's Ministry of Defence left.",
                        ["Russia's Ministry of Defence", "The Russian Ministry of Health", "Turkey's Ministry of Defence"], "en")  # fmt: skip
    assert len({a.key for a in actors}) == 3


OFFICES_OF_STATES = [
    # the only president of a page about one state
    ("President Lee Jun-ho arrived. South Korea's president smiled.", ["South Korea's president"], "en", "Lee Jun-ho"),
    # two presidents: the state decides
    ("US President Ronald Drum met South Korean President Lee Jun-ho. The U.S. president smiled.", ["The U.S. president"], "en", "Ronald Drum"),
    ("US President Ronald Drum met South Korea's President Lee Jun-ho. The South Korean president smiled.", ["The South Korean president"], "en", "Lee Jun-ho"),
    # another state's president is nobody on the page
    ("US President Ronald Drum spoke. South Korea's president smiled.", ["South Korea's president"], "en", "South Korea's president"),
    ("US-Präsident Ronald Drum traf den südkoreanischen Präsidenten Lee Jun-ho. Südkoreas Präsident ging.", ["Südkoreas Präsident"], "de", "Lee Jun-ho"),
    # the front of the compound is the state
    ("US-Präsident Ronald Drum traf den südkoreanischen Präsidenten Lee Jun-ho. Der amerikanische Präsident ging.", ["Der amerikanische Präsident"], "de", "Ronald Drum"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), OFFICES_OF_STATES)
def test_the_office_of_a_state(text, speakers, language, who):
    assert last(text, speakers, language) == who


KINDS = [
    # a mission to an organisation is a body of its state
    ("The Ethiopian Mission to the UN left.", "The Ethiopian Mission", "en", "organisation"),
    ("The Biden campaign left.", "The Biden campaign", "en", "organisation"),
    ("The inquiry left.", "The inquiry", "en", "organisation"),
    ("Die iranische Vertretung ging.", "Die iranische Vertretung", "de", "organisation"),
    ("Das Wahlkampfteam ging.", "Das Wahlkampfteam", "de", "organisation"),
    # agents without a name are a group, with and without article
    ("Mit den Clubbetreibern sprach er.", "den Clubbetreibern", "de", "unnamed"),
    ("Tierschützer kamen.", "Tierschützer", "de", "unnamed"),
    ("Windkraftgegner kamen.", "Windkraftgegner", "de", "unnamed"),
    # an office without name and state is an unnamed person
    ("The mayor left.", "The mayor", "en", "unnamed"),
    ("Der Landrat ging.", "Der Landrat", "de", "unnamed"),
    # a council is a body
    ("Der Aufsichtsrat ging.", "Der Aufsichtsrat", "de", "organisation"),
    # two states are a joint actor
    ("Moscow and Beijing left.", "Moscow and Beijing", "en", "state"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "language", "kind"), KINDS)
def test_kinds(text, speaker, language, kind):
    actors, _, _ = read(text, [speaker], language)
    assert actors[0].kind == kind


UNLISTED = [
    # a short form means the only body with these initials
    ("The Port Safety Review Agency met. Later the PSRA left.", ["The Port Safety Review Agency", "the PSRA"], "en", "Port Safety Review Agency"),
    # one of several has no name
    ("One of the five members left.", ["One of the five members"], "en", "One of the five members"),
    # whoever "who" describes is somebody
    ("A deckhand, who asked for tea, left.", ["A deckhand"], "en", "deckhand"),
    # who a relative clause describes
    ("Sam Kern, who has two ships, left.", ["who has two ships"], "en", "Sam Kern"),
    # a part of a medium's name
    ("Der Wallroder Anzeiger kam. Die Leute des Anzeigers gingen.", ["Der Wallroder Anzeiger", "des Anzeigers"], "de", "Wallroder Anzeiger"),
    # plans have an owner
    ("Laut den Regierungsplänen gilt das ab März.", ["den Regierungsplänen"], "de", "Regierung"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), UNLISTED)
def test_whom_no_list_knows(text, speakers, language, who):
    assert last(text, speakers, language) == who


def test_a_quotation_in_the_headline_is_his_who_says_the_same_words():
    text = "„Der Damm hält“\nRolf Maas kam. „Der Damm hält, ganz sicher“, sagte Ina Berg."
    blocks = (Block("headline", Span(0, 15)), Block("body", Span(16, len(text))))
    document = Document("d", "d", text, "de", blocks)
    begin = text.index("Der Damm hält, ganz")
    said = Span(begin, text.index("“, sagte"))
    cue, speaker = text.index("sagte"), text.index("Ina Berg")
    statements = [
        Statement("d", (Span(1, 14),), (), (), mode="direct"),
        Statement("d", (said,), (Span(cue, cue + 5),), (Span(speaker, speaker + 8),), mode="direct"),
    ]
    _, _, found = find_actors(document, split_sentences(document), statements, None)
    assert found[0].actor == found[1].actor is not None


def test_a_disease_is_nobody():
    assert last("Corona kam.", ["Corona"]) is None


def test_a_council_member_is_a_person():
    assert last("Stadtrat Karl Beck kam. Der Stadtrat ging.", ["Stadtrat Karl Beck", "Der Stadtrat"]) == "Karl Beck"


@pytest.mark.parametrize(
    ("noun", "who"),
    [
        ("Das Unternehmen", "Krankenkasse Merva"),  # no form of "Unternehmer"
        ("Die Kasse", "Krankenkasse Merva"),  # the end of its compound
        ("Der Konzern", "Krankenkasse Merva"),
        ("Der Unternehmer", "Unternehmer"),  # a person
    ],
)
def test_a_company_is_meant_by_its_kind(noun, who):
    assert last(f"Die Krankenkasse Merva schwieg. {noun} lachte.", ["Die Krankenkasse Merva", noun]) == who


def test_a_joint_actor_has_the_names_of_both():
    for text in ("Moscow and Beijing", "China and Russia"):
        actor = read(f"{text} left.", [text], "en")[0][0]
        assert actor.key == "joint:state:cn+state:ru"
        assert {"Russia", "China"} <= set(actor.names)


SUBJECTS = [
    # who the sentence before is about, not who spoke in the paragraph before
    ("Minister Karl Beck schwieg.\nGewerkschafter Hans Otte erneuerte seine Vorwürfe. Er lachte.", ["Minister Karl Beck", "Er"], "de", "Hans Otte"),
    # a state in the genitive is not the subject
    ("Minister Karl Beck schwieg.\nBayerns Regierungschef Hans Otte verteidigte das gegen Beck. Er lachte.", ["Minister Karl Beck", "Er"], "de", "Hans Otte"),
    # a house before a title is not the subject
    ("Ansgar Thole spoke.\nRoyal Navy veteran Owen Prys met Ansgar Thole. He smiled.", ["Ansgar Thole", "He"], "en", "Owen Prys"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), SUBJECTS)
def test_he_is_the_subject(text, speakers, language, who):
    assert last(text, speakers, language) == who


def paragraphs(text):
    out, at = [], 0
    for part in text.split("\n"):
        out.append(Block("body", Span(at, at + len(part))))
        at += len(part) + 1
    return tuple(out)


def spoken_by(text, *rows, language="de"):
    """Names of the actors of (content, speaker, cue, mode) rows; an empty string is no span."""

    def spans(words):
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    statements = [Statement("d", spans(c), spans(q), spans(s), mode=m) for c, s, q, m in rows]
    document = Document("d", "d", text, language, paragraphs(text))
    actors, _, found = find_actors(document, split_sentences(document), statements, None)
    names = {a.key: a.name for a in actors}
    return [names.get(s.actor) for s in found]


def test_a_bare_quotation_goes_on():
    # the words before the quotation name a thing; who spoke there goes on
    text = "Die Innenstadt habe sich gewandelt, sagt Karl Beck. „Los ging das früh.“"
    rows = [("Die Innenstadt habe sich gewandelt", "Karl Beck", "sagt", "indirect"), ("Los ging das früh.", "Die Innenstadt", "", "direct")]  # fmt: skip
    assert spoken_by(text, *rows) == ["Karl Beck", "Karl Beck"]
    # a person named there is who speaks
    text = "Das Fest sei aus, sagt Karl Beck. Hans Otte widersprach. „Los ging das früh.“"
    rows = [("Das Fest sei aus", "Karl Beck", "sagt", "indirect"), ("Los ging das früh.", "Hans Otte", "", "direct")]
    assert spoken_by(text, *rows) == ["Karl Beck", "Hans Otte"]


def test_a_speaker_in_a_later_paragraph_is_not_that_of_a_bare_quotation():
    text = "Owen Prys said the tram was fast. “It did not stop.”\nIngrid Faulkner said: “It was late.”"
    rows = [("the tram was fast", "Owen Prys", "said", "indirect"), ("It did not stop.", "Ingrid Faulkner", "", "direct")]  # fmt: skip
    assert spoken_by(text, *rows, language="en") == ["Owen Prys", "Owen Prys"]


DESCRIBED = [
    # rank, with an adjective before it
    ("Andy Marlow verlor.\nDer frühere Weltranglistenerste ging.", ["Der frühere Weltranglistenerste"], "de", "Andy Marlow"),
    ("Andy Marlow verlor. Die einstige Nummer eins ging.", ["Die einstige Nummer eins"], "de", "Andy Marlow"),
    ("Andy Marlow lost. The former world number one left.", ["The former world number one"], "en", "Andy Marlow"),
    # two could be meant
    ("Andy Marlow traf Owen Prys. Der Olympiasieger ging.", ["Der Olympiasieger"], "de", None),
    # origin picks one of two
    ("Der britische Profi Andy Marlow traf den Serben Novak Petrov. Der Brite ging.", ["Der Brite"], "de", "Andy Marlow"),
    ("Der britische Profi Andy Marlow traf den Serben Novak Petrov. Der Serbe ging.", ["Der Serbe"], "de", "Novak Petrov"),
    ("The Italian Marco Rossi met Andy Marlow. The Italian left.", ["The Italian Marco Rossi", "The Italian"], "en", "Marco Rossi"),
    # a minister is no president
    ("Präsident Emil Tondo kam. Der neue Minister ging.", ["Der neue Minister"], "de", "neuer Minister"),
    # a coach is somebody else, and a mother is a woman
    ("Jana Kern kam. Der Trainer ging.", ["Der Trainer"], "de", None),
    ("Jana Kern kam. Die dreifache Mutter ging.", ["Die dreifache Mutter"], "de", "Jana Kern"),
    # a trade no list knows, with a relative clause behind it
    ("Owen Prys was on the tram. The carpet fitter, who was hurt, left.", ["The carpet fitter"], "en", "Owen Prys"),
    ("Owen Prys was on the tram. The 30-year-old father left.", ["The 30-year-old father"], "en", "Owen Prys"),
    # the last speaker is meant before another of that party
    ("Ministerin Anna Berg (CDU) kam. Minister Karl Beck sprach. Der CDU-Politiker ging.", ["Karl Beck", "Der CDU-Politiker"], "de", "Karl Beck"),
    # unless his party is another
    ("Ministerin Anna Berg (CDU) kam. Minister Karl Beck (SPD) sprach. Die CDU-Politikerin ging.", ["Karl Beck", "Die CDU-Politikerin"], "de", "Anna Berg"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), DESCRIBED)
def test_descriptions(text, speakers, language, who):
    assert last(text, speakers, language) == who


SLIPS = [
    # one letter lost, in a name that stands right twice
    ("Armin Lauscher kam. Lauscher sprach. Lausher ging.", ["Lausher"], "Armin Lauscher"),
    # a first name of its own is another person
    ("Armin Schmidt kam. Schmidt sprach. Renate Schmitt ging.", ["Renate Schmitt"], "Renate Schmitt"),
    # short names differ by one letter all the time
    ("Karl Beck kam. Beck sprach. Anna Bock ging.", ["Bock"], "Anna Bock"),
    # once right is not enough
    ("Armin Lauscher kam. Lausher ging.", ["Lausher"], "Lausher"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "who"), SLIPS)
def test_slips_of_the_pen(text, speakers, who):
    assert last(text, speakers) == who


OPENINGS = [
    # content, speaker words in another sentence, verb, who
    # the sentence of the verb opens with who speaks
    ("Police kept quiet.\nWitness Ana Lopez also said it was dark.", "it was dark", "Police", "said it", "en", "Ana Lopez"),
    # an age between commas
    ("Police kept quiet. Owen Prys, 72, described the scene.", "the scene", "Police", "described", "en", "Owen Prys"),
    # a name between commas is who is meant
    ("Police kept quiet. Another man, Owen Prys, who was there, said it was dark.", "it was dark", "Police", "said it", "en", "Owen Prys"),
    # a modal verb is no verb of saying
    ("Karl Beck sprach. Hans Otte soll gelogen haben.", "gelogen haben", "Karl Beck", "soll", "de", "Karl Beck"),
    # nobody in front of the verb
    ("Karl Beck sprach. Eine Zahl nannte die Behörde nicht.", "die Behörde nicht", "Karl Beck", "nannte", "de", "Karl Beck"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "speaker", "verb", "language", "who"), OPENINGS)
def test_who_opens_the_sentence_of_the_verb(text, content, speaker, verb, language, who):
    assert spoken_by(text, (content, speaker, verb, "indirect"), language=language) == [who]


APPOSED = [
    # the name stands between commas behind the speaker words
    ("The foreign minister, Owen Prys, left.", ["The foreign minister"], "en", "Owen Prys"),
    ("Die Präsidentin des Instituts, Anna Berg, ging. Die Chefin lachte.", ["Die Präsidentin des Instituts", "Die Chefin"], "de", "Anna Berg"),
    # the speaker words end before the name
    ("Nato-Generalsekretär Karl Beck kam.", ["Nato-Generalsekretär"], "de", "Karl Beck"),
    # a name that begins a clause is somebody else
    ("Die Präsidentin des Instituts, Karl Beck habe gelogen.", ["Die Präsidentin des Instituts"], "de", "Präsidentin des Instituts"),
    # a house with a person's name is a house
    ("The Owen Prys campaign left.", ["The Owen Prys campaign"], "en", "Owen Prys campaign"),
    # whoever serves a person is not that person
    ("Karl Beck kam. Becks Anwalt ging.", ["Karl Beck", "Becks Anwalt"], "de", "Becks Anwalt"),
    # where somebody works is no part of the name, a particle of nobility is
    ("Der Virologe Christian Drost von der Charité kam. Drost ging.", ["Drost"], "de", "Christian Drost"),
    ("Ursula von der Layen kam.", ["Ursula von der Layen"], "de", "Ursula von der Layen"),
    # a general word for a medium named before
    ("The BBC called. The broadcaster hung up.", ["The broadcaster"], "en", "BBC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "language", "who"), APPOSED)
def test_names_beside_the_speaker_words(text, speakers, language, who):
    assert last(text, speakers, language) == who


TOPICS = [
    # nobody else was named since: the one the page is about
    ("Karl Beck kam. Beck sah fern. Beck sang laut. Es war kalt. Es war dunkel. Es war spät. Es war still. Er lachte.", ["Er"], "Karl Beck"),
    # named once is no topic
    ("Karl Beck kam. Es war kalt. Es war dunkel. Es war spät. Es war still. Er lachte.", ["Er"], None),
    # somebody else was named last
    ("Karl Beck kam. Beck sah fern. Beck sang laut. Hans Otte kam. Es war kalt. Es war dunkel. Es war spät. Es war still. Er lachte.", ["Er"], None),
    # both fit alike: the one named far more often
    ("Karl Beck kam. Beck sang. Beck aß. Anna Berg traf Hans Otte und Karl Beck. Er lachte.", ["Er"], "Karl Beck"),
    ("Anna Berg traf Hans Otte und Karl Beck. Er lachte.", ["Er"], None),
    # a full stop without its space ends a word
    ("Es war kalt.Karl Beck kam. Er lachte.", ["Er"], "Karl Beck"),
    # an object is no part of the name
    ("Gestern sang Jan Kos den Abend durch. Kos lachte.", ["Kos"], "Jan Kos"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers", "who"), TOPICS)
def test_he_is_the_topic(text, speakers, who):
    assert last(text, speakers) == who


def test_a_place_is_nobody():
    assert (
        last("In Heinberg war es kalt. Heinberg lachte. Dann kam Heinberg.", ["Heinberg", "Heinberg", "Heinberg"])
        is None
    )


class Tag(NamedTuple):
    label: str
    begin: int
    end: int


class Tags(NamedTuple):
    """A stand-in for the learned tagger: labelled spans."""

    spans: tuple[Tag, ...]


TAGGED = [
    # an inhabitant, a trade and a compound with an office are no names
    ("Der Serbe kam.", "PER", "Serbe", False),
    ("Mit Anwohnern sprach er.", "PER", "Anwohnern", False),
    ("Die Klinik-Mitarbeiter kamen.", "PER", "Klinik-Mitarbeiter", False),
    ("Der Nato-Generalsekretär kam.", "ORG", "Nato-Generalsekretär", False),
    # words of the language between them
    ("Einer der Verhafteten kam.", "PER", "Einer der Verhafteten", False),
    # a surname and a house are
    ("Lindhuber kam.", "PER", "Lindhuber", True),
    ("Die Klimahilfe kam.", "ORG", "Klimahilfe", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "words", "named"), TAGGED)
def test_names_the_tagger_saw(text, label, words, named):
    begin = text.index(words)
    tags = Tags((Tag(label, begin, begin + len(words)),))
    found = find_names(split_words(text), load_lexicon("de"), tags)
    assert [n.text for n in found] == ([words] if named else [])


@pytest.mark.parametrize(("language", "example"), list(examples()), ids=lambda x: str(x)[:40])
def test_list_examples(language, example):
    assert last(example["text"], [example["speaker"]], language) == example["actor"]


def test_same_surname_stays_apart():
    actors, _, _ = read("Martin Harris kam. Jane Harris ging.", ["Martin Harris", "Jane Harris"])
    assert actors[0].key != actors[1].key


def test_source_behind_the_speaker():
    text = "Vier Arbeiter seien verschleppt worden, meldete die Nachrichtenagentur Norpress unter Berufung auf das Innenministerium."
    actors, _, found = read(text, ["die Nachrichtenagentur Norpress"])
    assert actors[0].name == "Norpress"
    assert actors[0].kind == "agency"
    assert found[0].via == ("organisation:innenministerium",)


def test_telling_a_paper_is_no_relay():
    _, _, found = read("Das sei falsch, sagte Karl Beck der Deutschen Presse-Agentur.", ["Karl Beck"])
    assert found[0].via == ()


def test_chain_runs_on_and_narration_stays_with_the_outlet():
    text = "Karl Beck klagte. Man habe nichts gewusst. Es regnete."
    document = Document("d", "d", text, "de", (Block("body", Span(0, len(text))),))
    statements = (
        Statement("d", (Span(10, 16),), (), (Span(0, 9),)),
        Statement("d", (Span(18, 41),), mode="free_indirect"),
        Statement("d", (Span(43, 52),), mode="narration"),
    )
    _, _, found = find_actors(document, split_sentences(document), statements, None)
    assert found[1].actor == found[0].actor
    assert (found[2].actor, found[2].unclear) == (None, False)


def test_lists_are_lower_case_and_disjoint():
    for language in ("de", "en"):
        lexicon = load_lexicon(language)
        assert all(word == word.lower() for word in (*lexicon.people, *lexicon.bodies))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="AaBcDde EiInRrS.,„“'\n0-", max_size=120), st.sampled_from(["de", "en"]), st.integers(0, 100))
def test_any_text_gives_spans_in_the_text(text, language, cut):
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),) if text else ())
    begin = min(cut, len(text))
    statements = [Statement("d", (Span(begin, len(text)),), (), (Span(0, begin),))]
    actors, mentions, found = find_actors(document, split_sentences(document), statements, None)
    assert all(0 <= m.span.begin < m.span.end <= len(text) for m in mentions)
    assert {m.actor for m in mentions} <= {a.key for a in actors}
    assert len(found) == 1
    assert found == find_actors(document, split_sentences(document), statements, None)[2]
