import pytest
from claims_helpers import build, claim_of, page
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.model import Correction
from lagebild.story.claims_cluster import cluster
from lagebild.story.claims_items import Figure
from lagebild.story.claims_pairs import Pair

FILLER = [
    ("Der Bürgermeister lobte die Feuerwehr von Hohenau.", "Bürgermeister", "opine"),
    ("Bahnstrecke nach Altwasser bleibt gesperrt.", "Bahn", "support"),
    ("Händler fordern Entschädigung vom Land.", "Händler", "demand"),
]


def together(claims, a, b):
    return claim_of(claims, *a).id == claim_of(claims, *b).id


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        # other wording, same thing, same speaker
        (
            ("Staudamm Hohenau droht Überflutung Ventil defekt.", "Amt", "support"),
            ("Ventil Staudamm Hohenau defekt.", "Amt", "support"),
            True,
        ),
        # compound and its head, one figure, one speaker
        (
            ("2 Grenzbeamte verletzt.", "Petrak", "support", {"number": (2, "Grenzbeamte")}),
            ("2 Beamte Gefecht verletzt.", "Petrak", "support", {"number": (2, "Beamte")}),
            True,
        ),
        # a denial belongs to what it denies
        (
            ("Konzern Lactoria kauft Molkerei Harlgold.", "Zeitung", "support"),
            ("Konzern Lactoria kauft Molkerei Harlgold nicht.", "Harlgold", "deny"),
            True,
        ),
        # two values of one quantity are two claims
        (
            ("1500 Soldaten nach Norden verlegt.", "Amt", "support", {"number": (1500, "Soldat")}),
            ("12000 Soldaten nach Norden verlegt.", "Amt", "support", {"number": (12000, "Soldat")}),
            False,
        ),
        # a warning is no report of the event
        (("Staudamm Hohenau bricht.", "Amt", "support"), ("Staudamm Hohenau bricht.", "Partei", "warn"), False),
        # nor is what would be under a condition
        (
            ("Staudamm Hohenau bricht.", "Amt", "support"),
            ("Staudamm Hohenau bricht.", "Partei", "support", {"certainty": "hypothetical"}),
            False,
        ),
        # and no denial of the event denies it
        (("Staudamm Hohenau bricht.", "Amt", "deny"), ("Staudamm Hohenau bricht.", "Partei", "warn"), False),
        # a whole sentence is one claim, whatever it was taken for
        (
            ("Staudamm Hohenau verliert seit Sonntag Wasser, Ventil klemmt.", "Amt", "support"),
            ("Staudamm Hohenau verliert seit Sonntag Wasser, Ventil klemmt.", "Amt", "warn"),
            True,
        ),
        # nor a whole sentence told a little differently
        (
            ("Staudamm Hohenau verliert seit Sonntag Wasser, Ventil klemmt.", "Amt", "support"),
            ("Staudamm Hohenau verliert seit Sonntag viel Wasser, Ventil klemmt.", "Amt", "warn"),
            True,
        ),
        # what one calls for and another warns of leaving undone
        (
            ("Niemand öffnet vorschnell Staudamm Hohenau.", "Amt", "demand"),
            ("Vorschnell Staudamm Hohenau öffnen.", "Amt", "warn"),
            True,
        ),
        # who examines whether it is so does not say that it is
        (
            ("Ventil Talsperre Hohenau Sonntag defekt gewesen.", "Amt", "support"),
            ("Untersucht Ventil Talsperre Grundmoor defekt gewesen.", "Polizei", "support", {"certainty": "unknown"}),
            False,
        ),
        # exactly one rare number on two pages
        (
            ("1500 Kämpfer rücken nach Norden vor.", "Valdavi", "support", {"number": (1500, "Kämpfer")}),
            ("1500 Soldaten nach Hohenau vor.", "Klinikum", "support", {"number": (1500, "Soldat")}),
            True,
        ),
        (
            ("4 Kämpfer rücken nach Norden vor.", "Valdavi", "support", {"number": (4, "Kämpfer")}),
            ("4 Soldaten nach Hohenau vor.", "Klinikum", "support", {"number": (4, "Soldat")}),
            False,
        ),
        # nothing in common
        (
            ("Staudamm Hohenau bricht.", "Amt", "support"),
            ("Theater Lünzen eröffnet Spielzeit.", "Amt", "support"),
            False,
        ),
    ],
)
def test_what_makes_one_claim(left, right, one):
    claims = build(page("a", [left, *FILLER]), page("b", [right]))
    assert together(claims, ("a",), ("b",)) is one


@pytest.mark.parametrize(("other", "one"), [("Polizei", False), ("Amt", True)])
def test_a_single_word_that_two_voices_share_makes_no_claim(other, one):
    many = [(f"Straße{n} geworden, Brücke{n} gewesen.", "Netz", "support") for n in range(2)]
    left, right = ("Dunkel geworden.", "Amt", "support"), ("Dunkel gewesen.", other, "support")
    assert together(build(page("a", [left, *many]), page("b", [right])), ("a",), ("b",)) is one


def test_rounded_value_joins_the_exact_one():
    exact = ("1497 Haushalte in Hohenau ohne Strom.", "Netz", "support", {"number": (1497, "Haushalt")})
    coarse = ("1500 Haushalte in Hohenau ohne Strom.", "Netz", "support", {"number": (1500, "Haushalt")})
    claims = build(page("a", [exact, *FILLER]), page("b", [coarse]))
    assert together(claims, ("a",), ("b",))


def test_answer_without_words_of_its_own_follows_what_it_answers():
    lines = [
        ("Konzern verkauft das Werk Altwieda.", "Metallwoche", "support"),
        ("das", "Konzern", "deny", {"anaphor": True}),
    ]
    claims = build(page("a", lines), kinds={"Metallwoche": "media"})
    assert len(claims) == 1
    assert claims[0].standing == "denied"


def test_special_claim_names_the_general_one():
    general = ("Fremde Truppen am Staudamm Hohenau.", "Amt", "support")
    special = (
        "700 Soldaten fremde Truppen Staudamm Hohenau Brücke Altwasser Fluss Nacht Boote übergesetzt Munition Kisten Generator mitgebracht.",
        "Kurier",
        "support",
        {"number": (700, "Soldat")},
    )
    claims = build(page("a", [general, *FILLER]), page("b", [special]))
    assert claim_of(claims, "b").supports == (claim_of(claims, "a").id,)
    assert claim_of(claims, "a").supports == ()


def test_questions_and_refusals_make_no_claim():
    claims = build(page("a", [("Kommt der Verkauf?", "Redaktion", "ask"), ("Kein Kommentar.", "Amt", "decline")]))
    assert claims == ()


def test_every_other_statement_has_exactly_one_claim():
    lines = [
        (f"Aussage {w} über Sache {w}.", "Amt", s)
        for w, s in zip("abcde", ("support", "warn", "opine", "deny", "demand"), strict=True)
    ]
    claims = build(page("a", lines))
    said = [s for c in claims for s in c.statements]
    assert len(said) == len(set(said)) == len(lines)


def test_a_person_parts_and_joins():
    pages = (
        page("a", [("Ventil Staudamm defekt.", "Amt", "support")]),
        page("b", [("Ventil Staudamm defekt.", "Amt", "support")]),
    )
    one = build(*pages)
    assert len(one) == 1
    a, b = one[0].statements
    part = Correction("not_same_claim", a, b, "mh", "2031-05-03", "two dams")
    assert len(build(*pages, corrections=(part,))) == 2
    join = Correction("same_claim", a, b, "mh", "2031-05-04", "one dam after all")
    assert len(build(*pages, corrections=(part, join))) == 1


def test_pages_after_the_day_are_ignored():
    pages = (
        page("a", [("Ventil Staudamm defekt.", "Amt", "support")]),
        page("b", [("Ventil Staudamm defekt.", "Amt", "deny")], published="2031-06-01"),
    )
    assert build(*pages, as_of="2031-05-10")[0].standing == "reported"


def test_order_of_pages_changes_no_grouping():
    pages = [page(d, [("Ventil am Staudamm Hohenau defekt.", "Amt", "support"), *FILLER]) for d in "abc"]
    groups = {frozenset(c.statements) for c in build(*pages)}
    assert groups == {frozenset(c.statements) for c in build(*reversed(pages))}


pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0, 1), st.booleans()), max_size=20)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_clusters_part_the_items_and_never_hold_a_barred_pair(raw):
    unique = {(min(a, b), max(a, b)): (p, barred) for a, b, p, barred in raw if a != b}
    judged = [Pair(a, b, p, (), barred) for (a, b), (p, barred) in sorted(unique.items())]
    groups = cluster(8, judged)
    assert sorted(i for g in groups for i in g) == list(range(8))
    for group in groups:
        assert not any(p.barred and p.left in group and p.right in group for p in judged)


@pytest.mark.parametrize(
    ("left", "right", "contradict"),
    [
        (("injured", 14), ("killed", 14), True),
        (("injured", 14), ("injured", 14), False),
        (("injured", 14), ("killed", 3), False),  # other numbers of other things go together in one sentence
        (("injured", 2), ("killed", 2), False),  # small numbers meet by chance
        ((None, 14), ("killed", 14), False),  # nobody says what became of them
    ],
)
def test_one_number_of_dead_and_of_injured_is_two_claims(left, right, contradict):
    one, two = (Figure("", "mensch", n, n, frozenset({state} - {None})) for state, n in (left, right))
    assert one.contradicts(two) == two.contradicts(one) == contradict


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ((84, 84), (84, 84), True),
        ((1497, 1497), (1500, 1500), True),  # rounded
        ((84, None), (84, 84), True),  # at least 84
        ((400, 500), (None, 500), True),  # up to 500
        ((84, None), (85, 85), False),  # leaves room for it, but says another number
        ((84, None), (None, 90), False),
        ((84, 84), (95, 95), False),
    ],
)
def test_one_figure_is_one_value_not_room_for_it(left, right, one):
    a, b = Figure("", "mensch", *left), Figure("", "mensch", *right)
    assert a.matches(b) == b.matches(a) == one


def test_the_dead_of_an_erring_page_are_no_wording_of_the_injured(chlorgas):
    texts = {d.id: d.text for d in chlorgas.documents}
    statements = {s.id: s for a in chlorgas.analyses for s in a.statements}
    for claim in chlorgas.claims:
        words = [" ".join(p.of(texts[s.doc]) for p in s.content) for s in map(statements.get, claim.statements)]
        assert not (any("ums Leben" in w for w in words) and any("14 Menschen verletzt" in w for w in words))
