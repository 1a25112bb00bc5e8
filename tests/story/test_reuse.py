"""Copies, families, lineage: what is taken from whom, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.model import Block, Credit, Document, Span
from lagebild.story.reuse import find_reuse, new_passages, why

A = [
    "Die Stadt Torfeld will den Verkauf von Lachgas an Jugendliche bis zum Herbst verbieten.",
    "Das kündigte Ordnungsdezernentin Petra Wilkens am Donnerstag vor dem Ausschuss an.",
    "Nach Angaben des Klinikums wurden seit Januar 12.500 Proben untersucht, doppelt so viele wie im Vorjahr.",
    "Der Handelsverband reagierte zurückhaltend und verlangte eine Regelung für das ganze Land.",
    "Große Straßen sollen künftig von Streifen der Ordnungsbehörde überwacht werden.",
]
B = [
    "Im Hafen von Osterwisch ist ein Frachter mit Getreide an Bord auf Grund gelaufen.",
    "Das Wasser- und Schifffahrtsamt schickte drei Schlepper zur Unfallstelle vor der Mole.",
    "Die Besatzung blieb unverletzt, Öl trat nach ersten Erkenntnissen nicht aus.",
    "Ein Gutachter soll nun klären, warum das Radar in der Nacht ausgefallen war.",
]
OWN = (
    "Unsere Reporterin hat mit Anwohnern gesprochen, die den Plan für überfällig halten und auf mehr Kontrollen hoffen."
)
BOX = "Unterstützen Sie den Küstenblick mit fünf Euro im Monat, damit wir auch morgen genau hinsehen können, Ihre Spende ist steuerlich absetzbar."


def page(
    name: str, text: str, day: str | None = None, outlet: str | None = None, agency: str | None = None
) -> Document:
    named = (Credit(agency, "credit"),) if agency else ()
    return Document(
        name,
        name,
        text,
        "de",
        (Block("body", Span(0, len(text))),),
        outlet=outlet or name,
        published=day,
        credits=named,
    )


def groups(documents: list[Document]) -> set[frozenset[str]]:
    return {frozenset(f.documents) for f in find_reuse(documents).families}


WIRE = page("wire", "Torfeld (dpa) - " + " ".join(A), "2031-05-06T08:00", "dpa", "dpa")

SAME_TEXT = {
    "verbatim": " ".join(A),
    "sentences in another order": " ".join(A[::-1]),
    "end cut off": " ".join(A[:2]),
    "teaser breaking off in mid-sentence": " ".join(A)[:150] + " …",
    "new lead and own paragraph": OWN + " " + " ".join(A[1:]),
    "ss for ß and digits without point": " ".join(A).replace("ß", "ss").replace("12.500", "12500"),
    "soft hyphens": " ".join(A).replace("Verband", "Ver\u00adband").replace("Torfeld", "Tor\u00adfeld"),
    "a word replaced here and there": " ".join(A)
    .replace("kündigte", "teilte")
    .replace("doppelt", "zweimal")
    .replace("ganze", "gesamte"),
}


@pytest.mark.parametrize("text", SAME_TEXT.values(), ids=SAME_TEXT.keys())
def test_one_text_is_found_through_rewriting(text):
    assert groups([WIRE, page("copy", text, "2031-05-06T10:00"), page("other", " ".join(B))]) == {
        frozenset({"wire", "copy"})
    }


def test_passages_point_at_the_same_words_in_both_texts():
    copy = page("copy", OWN + " " + " ".join(A[1:3]), "2031-05-06T10:00")
    found = find_reuse([WIRE, copy])
    text = {d.id: d.text for d in (WIRE, copy)}
    assert found.passages
    for p in found.passages:
        assert (p.copy.doc, p.source.doc) == ("copy", "wire")
        assert p.copy.span.of(text["copy"]) == p.source.span.of(text["wire"])
    assert " ".join(s.of(copy.text).strip() for s in new_passages(copy, found)).startswith(OWN[:60])


def test_two_reporters_quoting_one_speaker_do_not_copy():
    quote = (
        "„Wir finden keine Hebammen, so einfach und so bitter ist das, und niemand hat uns zugehört, als noch Zeit war“"
    )
    one = page("one", f"Die Klinik schließt ihre Station im April. {quote}, sagte die Chefin.")
    two = page(
        "two", f"Wer hier ein Kind erwartet, muss weit fahren. {quote}, klagt sie bei der Vorstellung der Zahlen."
    )
    assert groups([one, two]) == set()


def test_standing_text_of_an_outlet_is_no_copy():
    topics = [" ".join(f"{n}{k}wort{n}" for k in "abcdefghijklmnopqrstuvwxyz") for n in "QRSTUVWXYZ"]
    pages = [page(f"p{i}", f"{topic} {BOX}", outlet=f"o{i}") for i, topic in enumerate(topics)]
    assert groups(pages) == set()


def test_pages_of_one_outlet_share_memory_not_copies():
    one = page("one", f"{A[0]} {A[1]} {B[0]}", "2031-05-06", "Blatt")
    two = page("two", f"{A[0]} {A[1]} {B[2]} {B[3]}", "2031-05-07", "Blatt")
    assert groups([one, two]) == set()
    again = page("again", f"{A[0]} {A[1]} {B[0]}", "2031-05-07", "Blatt")
    assert groups([one, again]) == {frozenset({"one", "again"})}  # the same text once more is one text


def test_a_page_of_two_texts_stands_in_both_families_and_glues_neither():
    copies = [page(f"a{i}", " ".join(A), f"2031-05-06T1{i}:00") for i in range(2)]
    others = [page(f"b{i}", " ".join(B), f"2031-05-06T1{i}:00") for i in range(2)]
    both = page("both", " ".join(A) + "\n\n" + " ".join(B), "2031-05-07")
    assert groups([*copies, *others, both]) == {frozenset({"a0", "a1", "both"}), frozenset({"b0", "b1", "both"})}


def test_origin_credit_and_direct_source():
    copy = page("copy", " ".join(A), "2031-05-06T10:00", agency="dpa")
    # the third page carries the second one's slip, so it was taken from there and not from the agency
    slip = " ".join(A).replace("Petra Wilkens am Donnerstag", "Petra Wilkes am Freitag") + " " + OWN
    second = page("second", slip, "2031-05-06T11:00")
    third = page("third", slip, "2031-05-06T12:00")
    found = find_reuse([WIRE, copy, second, third])
    (family,) = found.families
    assert (family.origin, family.credit, family.basis) == ("wire", "dpa", ("text", "credit"))
    direct = {u.doc: u.source for u in found.upstreams}
    assert (direct["copy"], direct["third"]) == ("wire", "second")
    assert any("taken from the other" in line for line in why([WIRE, second, third], found, "third", "second"))


def test_what_cannot_be_known_stays_unknown():
    one, two = page("one", " ".join(A)), page("two", " ".join(A))
    found = find_reuse([one, two])
    assert found.families[0].origin is None
    assert {p.direction for p in found.passages} == {"unknown"}
    assert not [u for u in found.upstreams if u.confidence == "certain"]


def test_an_agency_whose_text_is_missing_is_named():
    found = find_reuse([page("one", " ".join(A), "2031-05-06", agency="AFP")])
    assert [(u.doc, u.source, u.agency) for u in found.upstreams] == [("one", None, "AFP")]


def test_old_text_under_a_new_date_is_stale():
    old, new = page("old", " ".join(A), "2028-05-06"), page("new", " ".join(A), "2031-05-06")
    found = find_reuse([old, new])
    assert [(s.doc, s.source) for s in found.stale] == [("new", "old")]
    assert found.families[0].origin == "old"


@pytest.mark.parametrize(
    ("number", "day", "copied"),
    [
        ("199", "2031-05-12", False),  # next week's number in last week's words
        ("214", "2031-05-12", True),  # last week's number: last week's text
        ("199", "2031-05-07", True),  # a newer number the next day: an update of one text
    ],
)
def test_a_form_filled_in_again_is_no_copy(number, day, copied):
    form = "Der Pegel der Oster lag am Montag in Osterau bei {} Zentimetern. Das Landesamt teilte mit, eine Gefahr für Anlieger am Ufer bestehe nicht."
    assert (
        len(groups([page("a", form.format("214"), "2031-05-05"), page("b", form.format(number), day)])) == 1
    ) is copied


def test_reasons_without_a_copy_say_so():
    pages = [page("one", " ".join(A)), page("two", " ".join(B))]
    assert why(pages, find_reuse(pages), "one", "two") == ("no passages in common",)


@settings(max_examples=20, deadline=None)
@given(
    st.permutations(
        [
            WIRE,
            page("copy", " ".join(A[:3]), "2031-05-07"),
            page("mix", A[0] + " " + " ".join(B), "2031-05-07"),
            page("b", " ".join(B), "2031-05-06"),
        ]
    )
)
def test_the_order_of_documents_does_not_matter(documents):
    assert find_reuse(documents) == find_reuse(sorted(documents, key=lambda d: d.id))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab 1.„“ß\u00ad\n", max_size=120), max_size=5))
def test_any_text_can_be_read(texts):
    documents = [replace(page(f"d{i}", t), text=t) for i, t in enumerate(texts)]
    found = find_reuse(documents)
    size = {d.id: len(d.text) for d in documents}
    for p in found.passages:
        for place in (p.copy, p.source):
            assert 0 <= place.span.begin < place.span.end <= size[place.doc]
