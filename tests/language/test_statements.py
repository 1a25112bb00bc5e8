"""Statements by rules alone: sentence -> content, speaker, mode, stance, certainty. One reason a row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.language.sentences import split_sentences
from lagebild.language.statements import find_statements
from lagebild.model import Block, Document, Span


def statements_of(text, language="de", kind="article", block="body"):
    document = Document("d", "d", text, language, (Block(block, Span(0, len(text))),), kind=kind)
    return find_statements(document, split_sentences(document), None)


def words(text, spans):
    return " … ".join(s.of(text) for s in spans)


def find(text, content, language="de"):
    for s in statements_of(text, language):
        if content in words(text, s.content):
            return s
    message = f"no statement holds {content!r}"
    raise AssertionError(message)


ATTRIBUTION = [
    # verb-second complement after the frame
    ("de", "Der Sprecher sagte, die Brücke sei sicher.", "die Brücke sei sicher", "Der Sprecher", "indirect"),
    # frame after the content, separable verb
    ("de", "Es gebe kein Leck, teilte die Behörde mit.", "Es gebe kein Leck", "die Behörde", "indirect"),
    # dass-clause
    ("de", "Die Ministerin erklärte, dass das Werk schließt.", "das Werk schließt", "Die Ministerin", "indirect"),
    # infinitive
    ("de", "Der Rat verlangt, die Straße zu sperren.", "die Straße zu sperren", "Der Rat", "indirect"),
    # source without a verb
    ("de", "Laut der Polizei ist die Straße glatt.", "ist die Straße glatt", "der Polizei", "indirect"),
    ("de", "Der Reederei zufolge sank das Boot.", "sank das Boot", "Der Reederei", "indirect"),
    ("de", "Nach Angaben der Klinik geht es ihm gut.", "geht es ihm gut", "der Klinik", "indirect"),
    # clause with wie
    ("de", "Wie das Amt mitteilte, bleibt die Schule zu.", "bleibt die Schule zu", "das Amt", "indirect"),
    # direct speech in three typographies
    ("de", "„Wir bleiben ruhig“, sagte Ida Kern.", "Wir bleiben ruhig", "Ida Kern", "direct"),
    ("de", "»Wir bleiben ruhig«, sagte Ida Kern.", "Wir bleiben ruhig", "Ida Kern", "direct"),
    ("en", '"We are staying calm," said Ida Kern.', "We are staying calm", "Ida Kern", "direct"),
    # frame before, with a colon
    ("de", "Ida Kern sagte: „Das Tor war offen.“", "Das Tor war offen", "Ida Kern", "direct"),
    # interrupted by its frame
    ("de", "„Das Tor“, sagte Ida Kern, „war die ganze Nacht offen.“", "war die ganze Nacht", "Ida Kern", "direct"),
    # an apposition between subject and verb
    ("de", "Ida Kern, die Leiterin, nannte den Plan „mutig“.", "den Plan", "Ida Kern", "reported"),
    # summary of what was said
    ("de", "Der Verein wies die Vorwürfe zurück.", "die Vorwürfe", "Der Verein", "reported"),
    # a paper speaks
    ("de", "In dem Papier heißt es, der Deich sei marode.", "der Deich sei marode", "dem Papier", "indirect"),
    ("en", "The mayor said that the dam was safe.", "the dam was safe", "The mayor", "indirect"),
    ("en", "The dam was safe, the mayor said.", "The dam was safe", "the mayor", "indirect"),
    ("en", "According to the union, pay is low.", "pay is low", "the union", "indirect"),
    ("en", "The mayor told reporters the dam was safe.", "the dam was safe", "The mayor", "indirect"),
    # the next sentence names who said it
    (
        "de",
        "Die Brücke bleibt zu. Das sagte ein Sprecher der Stadt.",
        "bleibt zu",
        "ein Sprecher der Stadt",
        "indirect",
    ),
    # what stands before the verb is no subject: a preposition, an accusative, a thing
    ("de", "Angesichts der Lage fordert der Verband mehr Geld.", "mehr Geld", "der Verband", "reported"),
    ("de", "Den Vorfall machte der Verein öffentlich.", "Den Vorfall", "der Verein", "reported"),
    ("de", "Eine Zahl nannte der Landrat eine Zumutung.", "eine Zumutung", "der Landrat", "reported"),
    # a point of view
    ("de", "Aus Sicht der Feuerwehr war der Weg zu schmal.", "war der Weg", "der Feuerwehr", "indirect"),
    # the scene comes first, then the frame
    ("de", "Als die Wehr kam, sagte der Wirt, das Haus sei leer.", "das Haus sei leer", "der Wirt", "indirect"),
    # decrees are reported by the one who issues them
    ("de", "Der Kreis verhängte eine Ausgangssperre.", "eine Ausgangssperre", "Der Kreis", "reported"),
    # a relative clause between subject and verb
    ("en", "A man who was there, eating lunch, said that the dam broke.", "the dam broke", "A man", "indirect"),
    # a verb no list knows, in the place of a frame
    ("de", "„Das wird nichts“, knurrte der Wirt.", "Das wird nichts", "der Wirt", "direct"),
    ("de", "Der Deich sei marode, knurrte der Wirt.", "Der Deich sei marode", "der Wirt", "indirect"),
    # "der" shows who is who
    ("de", "Der Stadt hielt die Trainerin vor, zu spät zu handeln.", "zu spät zu handeln", "die Trainerin", "indirect"),
    ("de", "Eine Kollegin lobte der Inhaber.", "Eine Kollegin", "der Inhaber", "reported"),
    # a report under "soll": the saying is hearsay, what is said is his; a decision is told by somebody else
    ("de", "Kern soll am Montag gesagt haben, das Tor sei zu.", "das Tor sei zu", "Kern", "indirect"),
    ("de", "Kern soll beschlossen haben, das Tor zu schließen.", "Kern soll beschlossen haben", "", "free_indirect"),
    # by whom it was said in the passive
    ("de", "In dem Bericht war vor Eis gewarnt worden.", "vor Eis", "dem Bericht", "reported"),
    # a noun that looks like a verb of saying
    ("en", "Media reports said the dam broke.", "the dam broke", "Media reports", "indirect"),
]


@pytest.mark.parametrize(("language", "text", "content", "speaker", "mode"), ATTRIBUTION)
def test_attribution(language, text, content, speaker, mode):
    found = find(text, content, language)
    assert (words(text, found.speaker), found.mode) == (speaker, mode)
    assert found.unclear
    assert found.decided_by.startswith("rule:")


STANCE = [
    ("en", "The leader urged supporters not to celebrate early.", "celebrate early", "demand"),
    ("en", '"We want patrols by June," said Gil Orr.', "We want patrols", "demand"),
    ("de", "Die Firma dementierte Berichte über einen Verkauf.", "Berichte", "deny"),
    ("de", "Der Netzchef bestritt nicht, dass die Wartung ausfiel.", "die Wartung ausfiel", "confirm"),  # no denial
    ("de", "Brack AG wollte den Bericht weder bestätigen noch dementieren.", "den Bericht", "unconfirmed"),
    ("de", "Das Amt lehnte einen Kommentar ab.", "Kommentar", "decline"),
    ("de", "Es gebe keine Hinweise auf Brandstiftung, sagte der Ermittler.", "keine Hinweise", "deny"),
    ("de", "Man könne den Bericht nicht bestätigen, sagte der Sprecher.", "nicht bestätigen", "unconfirmed"),
    ("de", "Der Wetterdienst warnte vor Sturm.", "Sturm", "warn"),
    ("de", "Für den Schaden müsse die Stadt aufkommen, sagte die Bäuerin.", "müsse die Stadt", "demand"),
    ("de", "Die Partei fordert, den Markt zu verlegen.", "den Markt", "demand"),
    ("de", "Die Bahn kündigte an, die Strecke zu sperren.", "die Strecke", "support"),  # own plan
    ("de", "Der Verband lobte die Helfer.", "die Helfer", "opine"),
    ("de", "Von einem Baustopp könne keine Rede sein, sagte der Minister.", "keine Rede", "deny"),
    ("de", "Die Anwälte stellten die Tat in Abrede.", "die Tat", "deny"),
    ("de", "Ob der Damm hält, wollte der Landrat nicht sagen.", "der Damm hält", "decline"),
    ("de", "Der Landrat konnte nicht sagen, ob der Damm hält.", "der Damm hält", "unconfirmed"),
    ("de", "Sollte der Damm brechen, werde geräumt, sagte der Landrat.", "werde geräumt", "support"),  # a condition
    ("en", "The firm denied that data had been lost.", "data had been lost", "deny"),
    ("en", "The firm declined to comment.", "comment", "decline"),
    ("en", "Police could not confirm the report, the mayor said.", "the report", "unconfirmed"),
]


@pytest.mark.parametrize(("language", "text", "content", "stance"), STANCE)
def test_stance(language, text, content, stance):
    assert find(text, content, language).stance == stance


CERTAINTY = [
    # unreal and inverted conditions
    ("de", "„Da wäre niemand herausgekommen“, sagte Ina Lind.", "niemand herausgekommen", "hypothetical"),
    ("de", "„Wäre das echt, hätten wir gesperrt“, sagte Ina Lind.", "hätten wir gesperrt", "hypothetical"),
    ("de", "„Ich hätte gern mehr Zeit“, sagte Ina Lind.", "gern mehr Zeit", "certain"),
    ("en", "Had the gale hit, boats would have stopped, she added.", "boats would", "hypothetical"),
    ("en", "The Bay Party would win if a vote were held, a poll found.", "would win", "hypothetical"),
    ("en", "The Bay Party had won the vote, a poll found.", "had won", "certain"),
    # what is set for a day; what a sentence may come to
    ("en", "The baker is due to testify on Thursday.", "testify", "future"),
    ("en", "The hearing is set to resume on Friday.", "resume", "future"),
    ("en", "The 40 closures were due to the rain.", "the rain", "certain"),
    ("en", "Owen Hale faces up to seven years in prison.", "seven years", "hypothetical"),
    ("en", "The town of Lenham faces the sea.", "the sea", "certain"),
    ("de", "Dem Kapitän drohen bis zu sieben Jahre Haft.", "sieben Jahre", "possible"),
    ("de", "Der Rat von Lohe drohte 2020 mit Klage.", "Klage", "future"),
    # drills told as real
    ("de", "Am Samstag ist in Lohe der Damm gebrochen - zumindest im Drehbuch.", "der Damm", "hypothetical"),
    ("de", "Das Szenario: Ein Bus ist in den Fluss gestürzt. 20 Menschen sind tot.", "20 Menschen", "hypothetical"),
    ("de", "Über Lohe steht schwarzer Rauch. Es ist aber nur eine Übung.", "schwarzer Rauch", "hypothetical"),
    ("de", "Über Lohe steht schwarzer Rauch. Die Übung wurde abgesagt.", "schwarzer Rauch", "certain"),
    ("en", "The dam at Lenham broke at noon. It was only a drill.", "The dam", "hypothetical"),
    ("de", "Der Täter sei möglicherweise geflohen, sagte der Ermittler.", "geflohen", "possible"),
    ("de", "Ein Brand sei nicht ausgeschlossen, sagte der Ermittler.", "ausgeschlossen", "possible"),
    ("de", "Der Täter sei höchstwahrscheinlich geflohen, sagte der Ermittler.", "geflohen", "probable"),
    ("de", "Falls es regne, falle das Fest aus, sagte die Wirtin.", "Fest", "hypothetical"),
    ("de", "Der Mann soll in einem Wagen geflohen sein.", "geflohen", "unknown"),  # hearsay
    ("de", "Der Bau ist fertig, sagte die Leiterin.", "fertig", "certain"),
    ("en", "The road will close unless it is repaired, the mayor said.", "close", "hypothetical"),
    ("en", "The road may close, the mayor said.", "close", "possible"),
]


@pytest.mark.parametrize(("language", "text", "content", "certainty"), CERTAINTY)
def test_certainty(language, text, content, certainty):
    assert find(text, content, language).certainty == certainty


CHAIN = (
    "Die Pumpe sei ausgefallen, sagte Leiter Ole Rick. Deshalb seien Abwässer ausgetreten. Das Werk wurde 1987 gebaut."
)


def test_konjunktiv_runs_on_and_indicative_ends_it():
    carried = find(CHAIN, "Abwässer")
    assert (words(CHAIN, carried.speaker), carried.mode) == ("Leiter Ole Rick", "free_indirect")
    own = find(CHAIN, "1987")
    assert (own.mode, own.speaker, own.unclear) == ("narration", (), False)


def test_will_have_seen_is_a_claim_and_will_do_is_a_plan():
    text = "Ein Jogger will das Tier gesehen haben."
    seen = find(text, "gesehen")
    assert [m.kind for m in seen.markers if m.kind == "hearsay"] == ["hearsay"]
    assert words(text, seen.speaker) == "Ein Jogger"
    plan = find("Das Umweltamt will die Proben bis Ostern prüfen.", "Proben")
    assert not any(m.kind == "hearsay" for m in plan.markers)


def test_unreal_condition_is_the_outlets_own_thought():
    found = find("Wäre das Becken offen gewesen, stünde die Altstadt unter Wasser.", "Altstadt")
    assert (found.mode, found.certainty) == ("narration", "hypothetical")


def test_what_somebody_would_say_is_not_said():
    assert all(s.mode == "narration" for s in statements_of("Wer am Hang von Lohe wohnt, würde sich kaum beklagen."))
    assert find("Die Mieter beklagen die Kälte im Haus.", "die Kälte").mode == "reported"


def test_shouts_from_a_crowd_belong_to_nobody():
    text = "Ida Kern sagte: „Wir schließen den Betrieb.“ „Ihr habt uns verkauft!“, schallte es aus der Menge."
    assert find(text, "verkauft").speaker == ()


def test_relays_are_kept_as_via():
    text = "Das Haus sei verkauft, meldete der Sender unter Berufung auf das Ministerium."
    assert words(text, find(text, "verkauft").via_spans) == "das Ministerium"


def test_quotation_over_two_paragraphs():
    text = "„Das Tor war offen, sagte niemand etwas?\n\nWir haben gerufen“, sagte Ida Kern."
    assert any(s.mode == "direct" for s in statements_of(text))


def test_captions_and_furniture_yield_nothing():
    assert statements_of("Der Sprecher sagte, die Brücke sei sicher.", block="caption") == ()


def test_in_a_comment_plain_sentences_are_opinion():
    found = statements_of("Der Bürgermeister hat die Stadt im Stich gelassen.", kind="comment")
    assert [s.stance for s in found] == ["opine"]


def test_a_reaction_points_at_the_claim_it_does_not_repeat():
    text = "Der Verein wies die Vorwürfe zurück."
    found = find(text, "Vorwürfe")
    assert found.anaphor is not None
    assert found.anaphor.of(text) == "Vorwürfe"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["„", "“", '"', "sagte", "dass", ",", ":", "Kern", "sei", "soll", "haben", ".", "\n\n"]),
        max_size=40,
    )
)
def test_any_order_of_words_gives_spans_inside_the_text(parts):
    text = " ".join(parts)
    for s in statements_of(text):
        assert all(0 <= c.begin < c.end <= len(text) for c in (*s.content, *s.cue, *s.speaker))


def test_a_word_like_false_denies_only_as_the_predicate():
    assert find("Das Ventil sei bei der Wartung falsch montiert worden, sagte sie.", "Ventil").stance != "deny"
    assert find("Der Bericht sei falsch, sagte sie.", "Bericht").stance == "deny"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Kassel (dpa/lhe) - In Kassel sind zwei Züge zusammengestoßen.", "In Kassel sind zwei Züge zusammengestoßen"),
        ("PARIS, May 3 (Reuters) — Two trains collided near Lille.", "Two trains collided near Lille"),
        ("Der Park (früher ein Friedhof) - lange gesperrt - wurde geräumt.", None),  # no place and agency
    ],
)
def test_a_report_begins_after_its_dateline(text, content):
    (found,) = statements_of(text, "en" if "May" in text else "de")
    assert found.content[0].of(text) == (content or text.rstrip("."))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Das Urteil wird im Mai erwartet.", False),  # expected by nobody
        ("Die Leser sind gut informiert.", False),  # a state
        ("Das Urteil wird von der Kammer im Mai erwartet.", True),
    ],
)
def test_an_agentless_passive_says_nothing_of_anybody(text, found):
    assert any(s.mode == "reported" for s in statements_of(text)) is found


def test_the_box_about_an_author_is_no_narration():
    assert not statements_of("Mit meinen Texten möchte ich zum Gespräch in Molm beitragen.")


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker", "via"),
    [
        # told by somebody who heard it from somebody
        (
            "de",
            "Ute Kern sagte, ein Arzt habe ihr versichert, das Kind sei wohlauf.",
            "das Kind sei wohlauf",
            "Ute Kern",
            "ein Arzt",
        ),
        (
            "de",
            "Ute Kern bestritt, dass ein Arzt gesagt habe, das Kind sei wohlauf.",
            "das Kind sei wohlauf",
            "ein Arzt",
            "",
        ),
        # whom a report relies on, in the next sentence
        (
            "de",
            "Zwei Orte seien leer, meldete der Sender. Er berief sich auf das Amt.",
            "Zwei Orte",
            "der Sender",
            "das Amt",
        ),
        (
            "en",
            "Two villages were empty, the broadcaster said. It cited the water board.",
            "Two villages",
            "the broadcaster",
            "the water board",
        ),
        (
            "de",
            "Zwei Orte seien leer, meldete der Sender. Er berief sich auf sein Recht, zu schweigen.",
            "Zwei Orte",
            "der Sender",
            "",
        ),
        # the object of a verb of quoting
        ("de", "Man habe Rauch gesehen, zitierte der Sender einen Wachmann.", "Rauch", "der Sender", "einen Wachmann"),
        # papers
        (
            "de",
            "Das Amt legte seinen Prüfbericht vor. Die Türen waren zu, heißt es darin.",
            "Die Türen",
            "Prüfbericht",
            "",
        ),
        # a claim that goes around
        (
            "de",
            "Ute Kern sagte, sie bleibe. Im Netz kursierte die Behauptung, sie sei in Ulm.",
            "sie sei in Ulm",
            "",
            "",
        ),
        # compounds
        ("de", "Am Samstag sind nach Polizeiangaben 400 Menschen gekommen.", "400 Menschen", "Polizeiangaben", ""),
        # an article is no pointer
        ("de", "Der Deich sei alt. Das Amt teilte auf Anfrage mit, er sei sicher.", "er sei sicher", "Das Amt", ""),
    ],
)
def test_links_outside_the_frame(language, text, content, speaker, via):
    found = [s for s in statements_of(text, language) if content in words(text, s.content)]
    found.sort(key=lambda s: len(words(text, s.content)))
    assert (words(text, found[0].speaker), words(text, found[0].via_spans)) == (speaker, via)


TALK = (
    "Die Stadträtin Ina Berg steht in der Kritik.",
    "Frau Berg, Sie wussten seit 2020 von den Rissen. Warum geschah nichts?",
    "Der Damm war alt. Das Geld fehlte uns. Mein Vorgänger sagte, der Damm sei sicher.",
    "Treten Sie zurück?",
    "Am 3. April entscheidet der Rat.",
    "Interview: Lutz Harms",
)


def test_answers_of_an_interview_are_the_words_of_whom_the_questions_address():
    text = "\n".join(TALK)
    blocks, begin = [], 0
    for turn in TALK:
        blocks.append(Block("body", Span(begin, begin + len(turn))))
        begin += len(turn) + 1
    document = Document("d", "d", text, "de", tuple(blocks), kind="interview")
    found = find_statements(document, split_sentences(document), None)
    said = {words(text, s.content): words(text, s.speaker) for s in found if s.mode == "direct"}
    assert said == dict.fromkeys(
        ("Der Damm war alt", "Das Geld fehlte uns", "Am 3. April entscheidet der Rat"), "Frau Berg"
    )
    others = {words(text, s.content): s.act for s in found if s.mode != "direct"}
    assert others["der Damm sei sicher"] == "assert"
    assert not any("wussten" in content or "Interview" in content for content in others)


def test_so_estimates_somebody():
    text = "Rund 50 Leute, so schätzt es die Polizei, hätten am Damm gestanden."
    document = Document("d", "d", text, "de", (Block("body", Span(0, len(text))),))
    (found,) = find_statements(document, split_sentences(document), None)
    assert words(text, found.speaker) == "die Polizei"


TRANSCRIPT = (
    "Ina Berg spoke to our presenter Sam Kern.",
    "KERN: The dam broke. Who knew about it?",
    "BERG: Nobody did. The dam was old.",
    "KERN: So you lied.",
    "BERG: We told the council.",
    "It did nothing.",
)


def talk(turns):
    text, blocks = "\n".join(turns), []
    begin = 0
    for turn in turns:
        blocks.append(Block("body", Span(begin, begin + len(turn))))
        begin += len(turn) + 1
    document = Document("d", "d", text, "de" if "Damm" in text else "en", tuple(blocks), kind="interview")
    found = find_statements(document, split_sentences(document), None)
    return {words(text, s.content): words(text, s.speaker) for s in found if s.mode == "direct"}


def test_turns_that_bear_names_are_the_words_of_those_named():
    said = ("The dam was old", "We told the council", "It did nothing")
    assert talk(TRANSCRIPT) == dict.fromkeys(said, "BERG")


def test_a_question_needs_no_question_mark_where_question_and_answer_take_turns():
    turns = (
        "Frau Berg, brach der Damm?",
        "Ja, er brach am Montag in zwei Teile, das Wasser hoch wie nie.",
        "Sie wussten davon.",
        "Das wussten alle im Rat seit dem Herbst, auch die Leute im Amt.",
        "Was nun?",
        "Am 3. April entscheidet der Rat über einen neuen Damm aus Stein.",
    )
    said = talk(turns)
    assert len(said) == 3
    assert set(said.values()) == {"Frau Berg"}
    assert "Sie wussten davon" not in said


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Das stimme so nicht, erklärte der Minister.", "deny"),
        ("„Daran ist kein Wort wahr“, sagte Kuntz.", "deny"),
        ("„Wir nehmen die Meldung zurück“, teilte die Agentur Nordpress mit.", "deny"),
        ("Von einer Warnung wisse man nichts, erklärte das Amt.", "not_confirm"),
        ("Das stimme ihn froh, erklärte der Minister.", "assess"),  # no denial
        ("Der Ring soll gestohlen worden sein, so die Polizei.", "assert"),  # what is supposed to have happened
        ("Die Bahn soll endlich pünktlich fahren, forderte Kuntz.", "demand"),
        ("“There is not a word of truth in it,” said Kuntz.", "deny"),
        ("The company had nothing to do with the leak, said Sam Kern.", "deny"),
    ],
)
def test_denials_by_set_phrases(text, act):
    (found,) = statements_of(
        text, "de" if any(c in text for c in "äöü„") or text[:3] in {"Das", "Von", "Der", "Die"} else "en"
    )
    assert found.act == act


def test_a_dash_before_the_words_is_none_of_them():
    (found,) = statements_of("- Zwei Züge sind am Montag bei Kassel zusammengestoßen, teilte die Polizei mit.", "de")
    assert found.content[0].begin == 2
