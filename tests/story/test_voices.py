"""Which names stand for one voice."""

import pytest

from lagebild.model import Actor
from lagebild.story.voices import (
    holds_office,
    is_official,
    is_some_medium,
    is_spokesperson,
    one_voice,
    same_name,
    same_office,
    speaks_for,
    speaks_officially,
    speaks_openly,
    vocabulary,
)


def actor(name, kind="organisation", roles=(), aliases=()):
    return Actor(name, name, kind, roles, aliases, ())


def organ(name, code):
    return Actor(name, name, "organisation", (), (), (("a", f"body:{code}:{name.lower()}"),))


def state(name, code):
    return Actor(name, name, "state", (), (), (("a", f"state:{code}"),))


@pytest.mark.parametrize(
    ("voice", "body", "expected"),
    [
        (actor("Rolf Ehm", "person", ("Polizeisprecher",)), actor("Polizei"), True),  # office contains the body
        (actor("Amt", roles=("valdavischer Geheimdienst",)), actor("Valdavi", "state"), True),  # organ of a state
        (actor("Rolf Ehm", "person", ("Wirt",)), actor("Polizei"), False),  # another office
        (actor("Polizei"), actor("Polizeiblatt", "media"), False),  # a medium has no voice but its own
        (organ("Küstenwache", "vd"), state("Valdavi", "vd"), True),  # of one state by its code
        (organ("Küstenwache", "xx"), state("Valdavi", "vd"), False),
    ],
)
def test_body_and_voice(voice, body, expected):
    assert speaks_for(voice, body) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (actor("François Vidal"), actor("Francois Vidal"), True),  # accents
        (actor("Rail Safety Board"), actor("RSB"), True),  # initials
        (actor("Minister Anna Groth"), actor("Anna Groth"), True),  # a title before the name
        (actor("Anna Groth"), actor("Hanna Groth"), False),  # another first name
        (actor("Farnholt prosecutor"), actor("prosecutor of Farnholt"), True),  # order of words
    ],
)
def test_one_name(left, right, expected):
    assert same_name(left, right) is expected


def test_names_without_a_letter_are_no_name():
    assert not same_name(actor("Jule B.", "person", aliases=(".",)), actor("Rolf E.", "person", aliases=(".",)))


@pytest.mark.parametrize(
    ("role", "body", "expected"),
    [
        ("Valdavias Verkehrsminister", "valdavisches Verkehrsministerium", True),  # forms of one word
        ("Verkehrsminister", "Innenministerium", False),  # another field
        ("Valdavias Verkehrsminister", "Norlands Verkehrsministerium", False),  # another state
        ("Transport Secretary", "Department for Transport", True),
        ("minister", "Ministry of Transport", False),  # of what, nobody says
    ],
)
def test_a_minister_speaks_for_his_ministry(role, body, expected):
    found = one_voice(actor("Jule Brandt", "person", (role,)), actor(body))
    assert (found is not None) is expected


def test_who_speaks_for_a_minister_is_no_minister():
    nameless = actor("minister", "unnamed", ("minister",))
    assert not same_office(nameless, actor("Rolf Ehm", "person", ("the minister's spokesman",)))


@pytest.mark.parametrize(
    ("nameless", "holder", "expected"),
    [
        ("Landrat", ("Landrat im Kreis Ostmark",), True),
        ("Bürgermeister", ("Oberbürgermeister",), True),
        ("Landrat", ("Bürgermeister",), False),
        ("Zeuge", ("Zeuge",), False),  # many are
    ],
)
def test_who_is_known_by_an_office_is_who_holds_it(nameless, holder, expected):
    assert same_office(actor(nameless, "unnamed", (nameless,)), actor("Jule Brandt", "person", holder)) is expected


@pytest.mark.parametrize(("sheet", "one", "other"), vocabulary().examples)
def test_every_entry_finds_its_example(sheet, one, other):
    if sheet == "official":
        assert is_official(actor(one, "unnamed"))
    elif sheet == "spokesperson":
        assert is_spokesperson(actor(one, "unnamed"))
        assert is_spokesperson(actor("Jule Brandt", "person", (one,)))
        assert not is_spokesperson(actor("Jule Brandt", "person", (f"{one} Moorwerke",)))
    elif sheet == "medium":
        assert is_some_medium(actor(one))
        assert not is_some_medium(actor(one, aliases=("Talkurier",)))
    elif sheet == "ministry":
        assert "one body" in (one_voice(actor(one), actor("Jule Brandt", "person", (other,))) or "")
    elif sheet == "bystander":
        assert not holds_office(actor("Jule Brandt", "person", (one,)))
        assert holds_office(actor("Jule Brandt", "person", (one, "Landrätin")))
    elif sheet == "hidden":
        assert not speaks_openly(actor(one, "unnamed"))
        assert speaks_openly(actor("Deichamt", "unnamed"))
    elif sheet == "former":
        assert not speaks_officially(actor("Jule Brandt", "person", (one,)))
        assert speaks_officially(actor("Jule Brandt", "person", (one, "Landrätin")))
    elif sheet == "public":
        assert speaks_officially(actor("Jule Brandt", "person", (one,)))
    elif sheet == "office":
        assert one_voice(actor(one, "unnamed", (one,)), actor("Jule Brandt", "person", (other,))) == "same speaker"
    else:
        assert "one body" in (one_voice(actor(one), actor(other, "unnamed")) or "")


@pytest.mark.parametrize(
    ("office", "body", "expected"),
    [
        (actor("Jule Brandt", "person", ("Oberstaatsanwältin",)), actor("Staatsanwaltschaft Ostmark"), True),
        (actor("Jule Brandt", "person", ("Oberstaatsanwältin",)), actor("Ermittler", "unnamed"), True),
        (actor("Jule Brandt", "person", ("Landrätin",)), actor("Ermittler", "unnamed"), False),
        # two people of one body are not one voice because of the body
        (
            actor("Jule Brandt", "person", ("Staatsanwältin",)),
            actor("Rolf Ehm", "person", ("Staatsanwalt",)),
            False,
        ),
    ],
)
def test_who_holds_an_office_of_a_body_speaks_with_it(office, body, expected):
    assert (one_voice(office, body) is not None) is expected
    assert (one_voice(body, office) is not None) is expected


def test_two_forces_of_two_states_are_two_voices():
    assert one_voice(organ("army", "vd"), organ("general staff", "xx")) is None
    assert one_voice(organ("army", "vd"), organ("general staff", "vd")) is not None


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (actor("Norland", "state"), True),
        (actor("Police"), True),
        (actor("Behörden", "unnamed"), True),
        (actor("Jule Brandt", "person", ("Regierungssprecherin",)), True),
        (actor("Jule Brandt", "person", ("assistant chief constable",)), True),
        (actor("Jule Brandt", "person", ("police reporter",)), False),
        (actor("Jule Brandt", "person", ("transport expert",)), False),
        (actor("Jule Brandt", "person", ("navy veteran",)), False),
        (actor("Moorwerke"), False),
        (actor("Jule Brandt", "person", ("Betriebsleiterin",)), False),
        (actor("Gewerbeaufsichtsamt"), True),
        (None, False),
    ],
)
def test_who_speaks_officially(who, expected):
    assert speaks_officially(who) is expected
