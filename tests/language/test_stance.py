"""Act and stance where rules and tagger meet: words, what the tagger makes of them -> act. One reason a row."""

import pytest

from lagebild.language.pack import load_pack
from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.language.statements.draft import Draft
from lagebild.language.statements.judge import act_of
from lagebild.language.statements.telling import must_be_done, tells_event
from lagebild.language.tagger.labels import ACTS
from lagebild.language.tokens import tokenize
from lagebild.model import Block, Document, Span


def tokens_of(text):
    return tokenize(text, Span(0, len(text)))


def act(text, language="de", mode="indirect", **scores):
    tokens = tokens_of(text)
    draft = Draft([Span(0, len(text))], mode, "test", act_scores={a: scores.get(a, 0.0) for a in ACTS})
    return act_of(draft, tokens, tokens, load_pack(language))


EVENTS = [
    ("de", "Er hat sich nicht testen lassen.", True),
    ("de", "dass der Zug entgleist sei", True),
    ("de", "Daraufhin ist alles eskaliert", True),
    ("de", "Die Anlieger hätten sich gewehrt", True),
    ("de", "Wir glaubten an ein Versehen.", True),
    # present, unreal, a copula, a word of judgement, words in marks
    ("de", "Das Haus steht am Fluss.", False),
    ("de", "Die Hilfe hätte größer sein können", False),
    ("de", "Die Bilder seien abscheulich gewesen", False),
    ("de", "Man habe leider zu spät gehandelt", False),
    ("de", "Die Firma habe „wahnsinnig viel Geld verdient“", False),
    # only what is subordinate is past
    ("de", "Das, was da passiert ist, macht keinen Eindruck.", False),
    ("en", "It was put there on Friday night", True),
    ("en", "Arven tested its sirens in March", True),
    ("en", "The town is on its own", False),
    ("en", "These continued delays only deepen the mistrust", False),
]


@pytest.mark.parametrize(("language", "text", "past"), EVENTS)
def test_reports_of_something_past(language, text, past):
    assert tells_event(tokens_of(text), load_pack(language)) is past


MUSTS = [
    ("de", "Das muss die Gemeinde lösen", True),
    ("de", "Wer betrügt, müsse dafür haften", True),
    ("de", "Wer betrügt, dem müsse man das Handwerk legen", True),
    # a relative clause, a condition
    ("de", "Es gebe zwölf Häuser, die man prüfen müsse", False),
    ("de", "dass er zahlen muss, weil er baut", False),
    ("en", "The town must act, she said", True),
    ("en", "He never said who should win", False),
]


@pytest.mark.parametrize(("language", "text", "due"), MUSTS)
def test_what_must_be_done(language, text, due):
    assert must_be_done(tokens_of(text), load_pack(language)) is due


WEIGHED = [
    # the tagger's opinion of a report
    ("Er hat sich nicht testen lassen", {"assess": 0.9, "assert": 0.1}, "assert"),
    ("Das ist kein guter Eindruck", {"assess": 0.9, "assert": 0.1}, "assess"),
    # must in a main clause, and a duty only reported
    ("Das muss die Gemeinde lösen", {"assess": 0.9}, "demand"),
    ("Er muss sich vor Gericht verantworten", {"assert": 0.4, "announce": 0.6}, "assert"),
    ("Eine Kommission solle den Fall klären", {"announce": 0.6, "assert": 0.3}, "assert"),
    # without a verb of denial a negation is none unless the tagger is very sure
    ("man habe nicht gegen die Regeln verstoßen", {"deny": 0.8, "assert": 0.2}, "assert"),
    ("man habe nicht gegen die Regeln verstoßen", {"deny": 0.97}, "deny"),
    # what must not be, and who may not enter
    ("Es darf jetzt nicht bei Worten bleiben", {"demand": 0.4, "assess": 0.3, "warn": 0.3}, "demand"),
    ("Gäste dürfen nicht einreisen", {"assert": 0.95}, "assert"),
    # a word of judgement the tagger sees no judgement in
    ("zeigt er keine Symptome", {"assert": 0.6, "announce": 0.3}, "assert"),
    # what comes about under a condition
    ("Zögen sie nicht ab, sei der Vertrag hinfällig", {"assess": 0.5, "warn": 0.3}, "warn"),
    ("Wenn das so weitergehe, fehle bald Wasser", {"assess": 0.6, "warn": 0.3}, "warn"),
    ("Wenn er Zeit habe, komme er", {"assess": 0.9, "warn": 0.02}, "assess"),
]


@pytest.mark.parametrize(("text", "scores", "expected"), WEIGHED)
def test_rules_and_tagger_weighed(text, scores, expected):
    assert act(text, **scores) == expected


def by_rules(text, language, content):
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),))
    for s in find_statements(document, split_sentences(document), None):
        if any(content in c.of(text) for c in s.content):
            return s
    message = f"no statement holds {content!r}"
    raise AssertionError(message)


CUES = [
    # an article before a quotation is no separated prefix of "einsehen"
    ("de", "Die Ministerin sieht in dem Überfall ein „Signal an alle Bürger“.", "Signal an alle", "support"),
    # the infinitive is negated, not the asking
    ("de", "Der Rat appellierte an die Bürger, nicht in andere Orte zu reisen.", "zu reisen", "demand"),
    # the saying itself is denied
    ("en", "The publisher denied claiming that its books were safe.", "books were safe", "deny"),
    # what is not expected is not denied
    ("de", "Der Rat geht nicht davon aus, dass die Brücke hält.", "die Brücke hält", "opine"),
    # a set phrase with something between
    ("en", "The chief said he could not at this stage confirm the number.", "the number", "unconfirmed"),
    # to repeat is not to confirm
    ("de", "Der Premier bekräftigte, er bleibe im Amt.", "er bleibe", "support"),
    # a particle belongs to its verb, not to a word far behind it
    ("en", "Ida Kern called her mother, Ruth, on Monday to say she was safe.", "she was safe", "support"),
    ("en", "The commissioner asked for all files by Friday.", "all files", "demand"),
    # what somebody ought to say is not said
    ("de", "Die Stadt sollte endlich Hilfe anbieten, sagte Ida Kern.", "Hilfe anbieten", "demand"),
    ("de", "Der Wirt lehnte ein Gespräch mit der Zeitung ab.", "ein Gespräch", "decline"),
]


@pytest.mark.parametrize(("language", "text", "content", "stance"), CUES)
def test_cues(language, text, content, stance):
    assert by_rules(text, language, content).stance == stance


def acts_of(text, language="de"):
    """The acts of what the rules alone find in a text, narration left out."""
    document = Document("d", "d", text, language, (Block("body", Span(0, len(text))),))
    found = find_statements(document, split_sentences(document), None)
    return [s.act for s in found if s.mode != "narration"]


WORDINGS = [
    # a label that calls it untrue; not where the label is taken back or is no label
    ("de", "Der Wirt sprach von einer üblen Unterstellung seiner Nachbarn.", "deny"),
    ("de", "Der Wirt sprach nicht von einer Verleumdung.", "assess"),
    ("de", "Die Stadt nannte den Bericht „frei erfunden“.", "deny"),
    ("en", "The landlord called the story a fabrication by his rivals.", "deny"),
    ("en", "The club said it was “simply untrue” that the gate had been shut.", "deny"),
    # flat negations, protests, disbelief
    ("de", "Der Kassierer sei überhaupt nicht im Haus gewesen, sagte die Leiterin.", "deny"),
    ("de", "Er versicherte, er habe den Brief nicht gelesen.", "deny"),
    ("de", "Gelesen habe er den Brief nicht, versichert Ostermann.", "deny"),
    ("de", "Der Trainer sagte, er sei nicht müde.", "assert"),
    ("de", "„An den Zufall glaube ich nicht“, sagte die Nachbarin.", "deny"),
    ("en", "“No gate was shut at any time,” said the steward.", "deny"),
    ("en", "The coach poured cold water on the rumours.", "deny"),
    # a negated verb turns to what its entry says, a thing and not a clause being negated
    ("de", "Das Blatt hält seine Darstellung nicht aufrecht.", "deny"),
    ("de", "Die Polizei sieht kein politisches Motiv.", "deny"),
    ("de", "Von einem Brand, der im Netz vermutet wurde, geht die Feuerwehr nicht aus.", "deny"),
    ("de", "Der Rat geht nicht davon aus, dass das Bad öffnet.", "assess"),
    ("en", "The minister did not commit herself to an inquiry.", "decline"),
    # the negation of a clause is not the verb's own
    ("en", "The firm admitted that it had not checked the pipes.", "confirm"),
    ("en", "The firm acknowledged it had never checked the pipes.", "confirm"),
    # a reaction before a colon, or around the clause that says what is rejected
    ("de", "Wirt Uwe Harling widerspricht: Die Kasse sei zu gewesen, schreibt er.", "deny"),
    ("de", "Wenig später bestätigte das die Polizei: „Es sind zwei Männer“, sagte ein Sprecher.", "confirm"),
    ("de", "Den Vorwurf, zu spät geliefert zu haben, wies die Firma zurück.", "deny"),
    # a negation behind a colon or a comma belongs to the words, not to the verb
    ("de", "Das Amt dementierte: Kein Wagen habe die Brücke überquert.", "deny"),
    ("en", "If it were closed, she warned, no child would come.", "warn"),
    # what others claim is rejected, whatever the noun, and labelled behind the clause
    ("en", "The firm rejected claims that a gate was open.", "deny"),
    ("en", "The club denies reports that it had paid a fine.", "deny"),
    ("en", "The council called claims that the bridge was unsafe “rubbish”.", "deny"),
    ("de", "Den Vorwurf, Geld genommen zu haben, nannte der Wirt eine Lüge.", "deny"),
    ("en", "The chairman dismissed as nonsense a rumour that the gate was open.", "deny"),
    # what was told is called wrong in the end
    ("en", "“The figure in the report is wrong,” said the landlord.", "deny"),
    ("de", "Die genannte Zahl sei zu hoch, sagte der Wirt.", "deny"),
    ("en", "“The price is wrong,” said the landlord.", "assess"),
    # a number is no negation
    ("en", "No 10 called the story “untrue”.", "deny"),
    # what must be thought asks for nothing, nor does what need not be done
    ("de", "„Wir müssen von drei Verletzten ausgehen“, sagte der Arzt.", "assert"),
    ("de", "Man müsse mit Verspätungen rechnen, sagte der Sprecher.", "assert"),
    ("de", "Gehen müsse die Leiterin deshalb nicht, sagte der Rat.", "assert"),
    ("en", "“We must assume that more people are hurt,” said the doctor.", "assert"),
    # demands: said outright, done by saying so, owed by another
    ("en", "“The families deserve the truth,” said the priest.", "demand"),
    ("en", "“We call on all clubs to help,” she said.", "demand"),
    ("de", "Der Arzt sprach von einem Rätsel. Von Reisen rate er ab.", "demand"),
    ("de", "Die Mutter erwartet, dass sich die Stadt entschuldigt.", "demand"),
    ("de", "Die Bank erwartet, dass die Preise sinken.", "assess"),
    ("en", "The parents have asked for an inquiry.", "demand"),
    ("en", "The mayor asked residents to stay home.", "demand"),
    ("en", "The senator renewed her call for an inquiry.", "demand"),
    # an apology is no request, too soon to say is no report
    ("de", "Der Wirt bat die Gäste um Entschuldigung.", "assess"),
    ("en", "The ministry said it was too soon to decide on the form.", "not_confirm"),
]


@pytest.mark.parametrize(("language", "text", "expected"), WORDINGS, ids=[text for _, text, _ in WORDINGS])
def test_wordings_that_tell_the_act(language, text, expected):
    assert acts_of(text, language)[-1] == expected


WEIGHED = [
    # a feeling is an opinion, however sure the tagger is of a report
    ("Sie sei zuversichtlich, den Zug zu erreichen.", {"assert": 0.95, "assess": 0.03}, "assess"),
    # how somebody is and how many there are is none
    ("Dem Kind gehe es wieder gut", {"assess": 0.9}, "assert"),
    ("Mehr als 70 Menschen seien im Saal", {"assess": 0.9}, "assert"),
    ("Im Mai werde es 70 Klagen geben", {"assess": 0.9}, "assess"),
]


@pytest.mark.parametrize(("text", "scores", "expected"), WEIGHED)
def test_feelings_health_and_counts(text, scores, expected):
    assert act(text, **scores) == expected
