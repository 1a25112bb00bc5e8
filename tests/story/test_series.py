"""Series: which numbers belong together, and how they disagree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.model import Analysis, Dating, Document, Quantity, Series, Span, Statement, StoryGroup
from lagebild.story.series import build_series
from lagebild.story.series_bounds import agree, allowed, is_rounding


def count(doc: str, at: int, value: float, *keys: str, bound: str = "exact", head: str = "mensch", **more) -> Quantity:
    low = None if bound in {"almost", "up_to", "less_than", "at_most"} else value
    high = None if bound in {"more_than", "at_least", "just_over", "vague"} else value
    span = Span(at, at + 10)
    return Quantity(
        doc,
        span,
        span,
        bound,
        low,
        high,
        counts=head,
        counts_head=head,
        counts_span=span,
        keys=keys,
        value=value,
        **more,
    )


def build(*pages: tuple[str, str | None, list[Quantity]], statements: tuple[Statement, ...] = ()) -> tuple[Series, ...]:
    documents = [Document(name, name, "x" * 1000, "de", published=day) for name, day, _ in pages]
    analyses = [
        Analysis(name, "de", "rules", quantities=tuple(found), statements=tuple(s for s in statements if s.doc == name))
        for name, _, found in pages
    ]
    story = StoryGroup("s", "", tuple(name for name, _, _ in pages), None, None)
    return build_series(documents, analyses, [story], None)


KILLED = ("@killed", "#person", "erdbeben")
HURT = ("@injured", "#person", "erdbeben")


def types(series: Series) -> list[str]:
    return [d.type for d in series.disagreements]


def test_a_growing_toll_is_an_update() -> None:
    (s,) = build(
        ("a", "2026-09-14", [count("a", 0, 12, *KILLED)]),
        ("b", "2026-09-15", [count("b", 0, 15, *KILLED)]),
    )
    assert types(s) == ["update"]
    assert [p.date for p in s.points] == ["2026-09-14", "2026-09-15"]


def test_the_injured_are_not_the_killed() -> None:
    assert (
        build(("a", "2026-09-14", [count("a", 0, 12, *KILLED)]), ("b", "2026-09-14", [count("b", 0, 12, *HURT)])) == ()
    )


def test_two_exact_numbers_of_one_day_conflict() -> None:
    (s,) = build(("a", "2026-09-14", [count("a", 0, 12, *KILLED)]), ("b", "2026-09-14", [count("b", 0, 13, *KILLED)]))
    assert types(s) == ["conflict"]


def test_a_bound_does_not_contradict_what_it_allows() -> None:
    (s,) = build(
        ("a", "2026-09-14", [count("a", 0, 5000, *KILLED, bound="more_than")]),
        ("b", "2026-09-14", [count("b", 0, 5600, *KILLED)]),
    )
    assert types(s) == []


def test_the_same_text_twice_is_no_disagreement() -> None:
    (s,) = build(("a", "2026-09-14", [count("a", 0, 12, *KILLED)]), ("b", "2026-09-15", [count("b", 0, 12, *KILLED)]))
    assert types(s) == []


def test_one_number_with_and_without_its_bound_is_a_rounding() -> None:
    (series,) = build(
        ("a", "2031-05-05", [count("a", 0, 51, "@injured", "tram")]),
        ("b", "2031-05-05", [count("b", 0, 51, "@injured", "tram", bound="more_than")]),
    )
    assert [d.type for d in series.disagreements] == ["rounding"]


def test_so_many_times_as_much_is_another_thing() -> None:
    assert not build(
        ("a", "2031-05-05", [count("a", 0, 10, "@killed", "halle", "#person")]),
        ("b", "2031-05-06", [count("b", 0, 2000, "@killed", "halle", "#person")]),
    )


def test_about_and_exact_are_a_rounding() -> None:
    (s,) = build(
        ("a", "2026-09-14", [count("a", 0, 1500, *KILLED, bound="approx")]),
        ("b", "2026-09-14", [count("b", 0, 1487, *KILLED)]),
    )
    assert types(s) == ["rounding"]


def test_about_and_the_same_number_agree() -> None:
    (s,) = build(
        ("a", "2026-09-14", [count("a", 0, 1500, *KILLED, bound="approx")]),
        ("b", "2026-09-14", [count("b", 0, 1500, *KILLED)]),
    )
    assert types(s) == []


def test_a_plan_is_not_a_fact() -> None:
    sent = count("a", 0, 400, "@moved", "#soldier", head="soldat", tense="past")
    planned = count("b", 0, 900, "@moved", "#soldier", head="soldat", tense="planned")
    assert build(("a", "2026-09-14", [sent]), ("b", "2026-09-14", [planned])) == ()


def test_other_things_stay_apart() -> None:
    tents = count("a", 0, 400, "@arrived", head="zelt")
    beds = count("b", 0, 400, "@arrived", head="bett")
    assert build(("a", "2026-09-14", [tents]), ("b", "2026-09-14", [beds])) == ()


def test_a_point_knows_its_statement_and_its_day() -> None:
    statement = Statement("a", (Span(0, 50),), event_date=Dating("2026-09-13", "am Sonntag"))
    (s,) = build(
        ("a", "2026-09-14", [count("a", 5, 12, *KILLED)]),
        ("b", "2026-09-14", [count("b", 0, 12, *KILLED)]),
        statements=(statement,),
    )
    assert s.points[0].statement == statement.id
    assert s.points[0].date == "2026-09-13"


def test_pages_after_the_day_are_left_out() -> None:
    documents = [Document(n, n, "x" * 100, "de", published=d) for n, d in (("a", "2026-09-14"), ("b", "2026-09-16"))]
    analyses = [Analysis(n, "de", "rules", quantities=(count(n, 0, 12, *KILLED),)) for n in "ab"]
    assert build_series(documents, analyses, [StoryGroup("s", "", ("a", "b"), None, None)], "2026-09-15") == ()


def test_rounding_needs_a_rounded_number() -> None:
    assert is_rounding(1487, 1500)
    assert not is_rounding(1487, 1600)
    assert not is_rounding(12, 13)


BOUNDS = st.sampled_from(["exact", "approx", "almost", "just_over", "more_than", "at_least", "less_than", "up_to"])


@settings(max_examples=60)
@given(st.floats(1, 1e6), st.floats(1, 1e6), BOUNDS, BOUNDS)
def test_agreement_is_symmetric_and_reflexive(x: float, y: float, one: str, two: str) -> None:
    a, b = count("a", 0, x, bound=one), count("b", 0, y, bound=two)
    assert agree(a, b) == agree(b, a)
    assert agree(a, a)
    low, high = allowed(a)
    assert low <= high


@settings(max_examples=20, deadline=None)
@given(st.permutations(["a", "b", "c", "d"]))
def test_order_of_pages_does_not_matter(order: list[str]) -> None:
    values = {"a": 12, "b": 14, "c": 15, "d": 15}
    pages = [(n, f"2026-09-1{'abcd'.index(n)}", [count(n, 0, values[n], *KILLED)]) for n in order]
    first = build(*pages)
    again = build(*sorted(pages, key=lambda p: p[0]))
    assert {frozenset(p.quantity for p in s.points) for s in first} == {
        frozenset(p.quantity for p in s.points) for s in again
    }
