import pytest
from claims_helpers import build, claim_of, page

from lagebild.model import Block, Credit, Family, Reuse, Span
from lagebild.story.notices import notices
from lagebild.story.withdrawals import withdrawn_pages
from lagebild.text import fold

SAID = "Drei Waggons bei Dürrbach entgleist."


def triple(claim):
    return claim.origins.articles, claim.origins.texts, claim.origins.origins


def test_copies_are_one_text_and_one_origin():
    pages = [page(d, [(SAID, "Bundespolizei", "support")]) for d in "abc"]
    reuse = Reuse(families=(Family("f", ("a", "b", "c"), "a", "dpa", ("text",)),))
    assert triple(build(*pages, reuse=reuse)[0]) == (3, 1, 1)


def test_one_speaker_in_two_agencies_is_one_origin():
    pages = [
        page(d, [(SAID, "Petrak", "support")], credited=(Credit(g, "credit"),)) for d, g in (("a", "dpa"), ("b", "AFP"))
    ]
    claim = build(*pages)[0]
    assert triple(claim) == (2, 2, 1)
    assert claim.origins.groups[0].why == "same speaker, same day"


def test_two_bodies_are_two_origins():
    claim = build(page("a", [(SAID, "Polizei", "support")]), page("b", [(SAID, "Klinikum", "support")]))[0]
    assert triple(claim) == (2, 2, 2)


def test_the_end_of_the_chain_counts():
    pages = (
        page("a", [(SAID, "Kurier", "support", {"via": ("Amt",)})]),
        page("b", [(SAID, "Bote", "support", {"via": ("Amt",)})]),
    )
    assert triple(build(*pages)[0]) == (2, 2, 1)


@pytest.mark.parametrize(
    ("outlet", "cited", "expected"),
    [
        # the page cites a medium whose own page names its source
        ("talkurier.de", "Talkurier", (2, 2, 1)),
        ("kurier-online.de", "Kurier", (2, 2, 1)),
        # its own page is not here
        ("bote.de", "Talkurier", (2, 2, 2)),
    ],
)
def test_what_a_medium_reported_has_the_source_its_own_page_names(outlet, cited, expected):
    own = page("a", [(SAID, "Bahner", "support")], outlet=outlet)
    citing = page("b", [(SAID, cited, "support")], outlet="heimatblatt.de", published="2031-05-03")
    assert triple(build(own, citing, kinds={"Bahner": "unnamed", cited: "media"})[0]) == expected


@pytest.mark.parametrize(("about", "origins"), [("Der Talkurier fragte nach.", 1), ("Der Bote fragte nach.", 2)])
def test_some_paper_is_the_medium_that_its_page_names(about, origins):
    first = page("a", [(about, None, "opine"), (SAID, "Zeitung", "support")])
    claims = build(first, page("b", [(SAID, "Talkurier", "support")]), kinds={"Zeitung": "media", "Talkurier": "media"})
    assert triple(claim_of(claims, "b")) == (2, 2, origins)


def test_a_page_without_a_source_adds_no_origin_where_one_is_named():
    claim = build(
        page("a", [(SAID, "Polizei", "support")]), page("b", [(SAID, None, "support", {"mode": "narration"})])
    )[0]
    assert triple(claim) == (1, 1, 1)
    assert len(claim.origins.groups[0].statements) == 2


def test_denials_are_no_origin_of_the_claim():
    claim = build(page("a", [(SAID, "Polizei", "support")]), page("b", [(SAID, "Bahn", "deny")]))[0]
    assert claim.origins.origins == 1
    assert claim.corroboration.opposing == 1


def test_a_chain_told_in_full_and_in_part_is_one():
    claim = build(
        page("a", [(SAID, "Kurier", "support", {"via": ("Lokführer",)})]), page("b", [(SAID, "Kurier", "support")])
    )[0]
    assert triple(claim) == (2, 2, 1)
    assert claim.origins.groups[0].why == "one chain, told in full and in part"


@pytest.mark.parametrize(("words", "origins"), [("Die Bundespolizei ermittelt.", 1), ("Niemand ermittelt.", 2)])
def test_a_spokesperson_speaks_for_the_body_his_page_names(words, origins):
    claims = build(
        page("a", [(SAID, "Bundespolizei", "support")]),
        page("b", [(words, None, "ask"), (SAID, "Rolf Ehm", "support")]),
        kinds={"Rolf Ehm": "person"},
        roles={"Rolf Ehm": ("Sprecher",)},
    )
    assert triple(claims[0]) == (2, 2, origins)


@pytest.mark.parametrize(
    ("outlet", "articles"), [("Ostbote", 2), ("derostbote.de", 2), ("Dürrbacher Ostbote", 2), ("Westbote", 1)]
)
def test_a_medium_that_others_cite_speaks_on_its_own_page(outlet, articles):
    claim = build(
        page("a", [(SAID, "Der Ostbote" if "er " not in outlet else "Ostbote", "support")]),
        page("b", [(SAID, None, "support", {"mode": "narration"})], outlet=outlet),
        kinds={"Der Ostbote": "media", "Ostbote": "media"},
    )[0]
    assert triple(claim) == (articles, articles, 1)


def test_the_same_words_on_two_pages_are_one_utterance():
    quote = "Wer am Deich gräbt, gräbt am eigenen Keller, das weiß hier jeder seit der letzten Flut."
    pages = [
        page(d, [(quote, who, "support", {"mode": "direct"})]) for d, who in (("a", "Hinrich Voss"), ("b", "Kurier"))
    ]
    claim = build(*pages, kinds={"Hinrich Voss": "person", "Kurier": "media"})[0]
    assert triple(claim) == (2, 2, 1)
    assert claim.origins.groups[0].why == "one utterance, told in the same words"


def test_a_page_that_does_not_say_whose_words_it_gives_counts_but_is_no_origin():
    claim = build(page("a", [(SAID, "Polizei", "support")]), page("b", [(SAID, None, "support", {"unclear": True})]))[0]
    assert triple(claim) == (2, 2, 1)


@pytest.mark.parametrize("notice", notices(), ids=lambda n: n.example[:40])
def test_every_notice_finds_its_example(notice):
    assert notice.found_in(fold(notice.example).text)


def test_a_withdrawn_text_loses_its_origin():
    said = "Dirigent Anton Wiesner ist tot."
    kill = "Achtung Redaktionen: Bitte verwenden Sie die dpa-Meldung zum Tod von Dirigent Anton Wiesner nicht."
    story = page("a", [(said, None, "support", {"mode": "narration"})], credited=(Credit("dpa", "credit"),))
    notice = page("b", [(kill, None, "demand")], blocks=(Block("body", Span(0, len(kill))),))
    assert withdrawn_pages([story[0], notice[0]], Reuse()) == {"a": "2031-05-02"}
    claim = claim_of(build(story, notice), "a")
    assert [t.standing for t in claim.history] == ["reported", "withdrawn"]


def test_a_correction_takes_back_its_own_outlets_statement_only():
    said = "Bei dem Einsturz sind vierzehn Menschen gestorben."
    note = "In einer früheren Fassung hieß es, vierzehn Menschen sind bei dem Einsturz gestorben."
    pages = (
        page("a", [(said, None, "support", {"mode": "narration"})], published="2031-05-01", outlet="Bote"),
        page("b", [(note, None, "support")], outlet="Bote", blocks=(Block("correction", Span(0, len(note))),)),
    )
    assert [t.standing for t in claim_of(build(*pages), "a").history] == ["reported", "withdrawn"]
    other = page("c", [(said, "Feuerwehr", "support")], published="2031-05-01", outlet="Kurier")
    assert claim_of(build(*pages, other), "c").standing == "reported"
