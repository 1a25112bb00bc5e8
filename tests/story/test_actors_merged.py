"""Actors across pages: one for all spellings, never one for two people."""

from lagebild.model import Analysis, Document, LocalActor
from lagebild.story.actors import merge_actors


def merged(*pages):
    documents = [Document(f"d{n}", "", "", "de") for n in range(len(pages))]
    analyses = [Analysis(f"d{n}", "de", "rules", actors=tuple(actors)) for n, actors in enumerate(pages)]
    return merge_actors(documents, analyses)


def person(name, *roles):
    return LocalActor(f"person:{name.casefold()}", name, "person", (name,), roles)


def test_transliterations_are_one():
    for names in (
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
        ("Yoon Suk Yeol", "Yoon Suk-yeol"),
        ("Novak Đoković", "Novak Djokovic"),
    ):
        assert len(merged([person(names[0])], [person(names[1])])) == 1, names


def test_surname_joins_its_only_bearer():
    assert len(merged([person("Mark Wolff")], [person("Wolff")])) == 1
    assert len(merged([person("Mark Wolff")], [person("Jane Wolff")], [person("Wolff")])) == 3


def test_first_names_keep_people_apart():
    assert len(merged([person("Martin Harris")], [person("Jane Harris")])) == 2


def test_office_joins_its_only_holder():
    nameless = LocalActor(
        "person:x", "ukrainischer Präsident", "person", ("ukrainische Präsident",), ("ukrainischer Präsident",)
    )
    assert len(merged([nameless], [person("Petro Maler", "ukrainische Präsident")])) == 1


def test_states_join_and_unnamed_stay_apart():
    russia = LocalActor("state:ru", "Russland", "state", ("Russland", "Moskau"))
    english = LocalActor("state:ru", "Russia", "state", ("Kremlin",))
    assert len(merged([russia], [english])) == 1
    circle = LocalActor("unnamed:kreise", "Kreise", "unnamed", ("Kreise",))
    assert len(merged([circle], [circle])) == 2


def test_everyday_bodies_need_a_shared_name():
    police = LocalActor("organisation:polizei", "Polizei", "organisation", ("Polizei",))
    assert len([a for a in merged([police], [police]) if a.name == "Polizei"]) == 2
    beck = person("Karl Beck")
    assert len([a for a in merged([police, beck], [police, beck]) if a.name == "Polizei"]) == 1


def test_ids_do_not_depend_on_order():
    pages = [[person("Mark Wolff"), person("Jane Harris")], [person("Wolff")]]
    assert {a.id for a in merged(*pages)} == {a.id for a in merged(*reversed(pages))}


def body(key, *names):
    return LocalActor(key, names[0], "organisation", names)


def test_bodies_of_a_state_join_in_any_wording():
    genitive = body("body:kr:military", "South Korea's military")
    assert len(merged([genitive], [body("body:kr:military", "South Korean military")])) == 1
    assert len(merged([genitive], [body("body:us:military", "US military")])) == 2
    # the whole name read as a proper name elsewhere
    assert len(merged([body("body:gb:rail watch", "British Rail watch")], [body("organisation:british rail watch", "British Rail Watch")])) == 1  # fmt: skip


def test_a_body_without_its_state_joins_the_only_one():
    american = body("body:us:pacific command", "US Pacific Command", "Pacific Command")
    bare = body("organisation:pacific command", "Pacific Command")
    assert len(merged([american], [bare])) == 1
    chiefs = [body(f"body:{s}:joint chiefs", f"{s} Joint Chiefs", "Joint Chiefs") for s in ("us", "kr")]
    assert len(merged(chiefs, [body("organisation:joint chiefs", "Joint Chiefs")])) == 3


def test_the_office_of_a_state_joins_its_holder():
    nameless = LocalActor("person:x", "South Korea's president", "person", ("South Korea's president",),
                          ("South Korea's president", "South Korean president"))  # fmt: skip
    assert len(merged([nameless], [person("Lee Jun-ho", "South Korean President")])) == 1
    assert len(merged([nameless], [person("Ronald Drum", "US President")])) == 2


def test_joint_actors_join_without_their_members():
    joint = LocalActor("joint:person:ana lopez+person:karl beck", "Karl Beck and Ana Lopez", "person", ("Karl Beck and Ana Lopez", "Lopez"))  # fmt: skip
    pages = merged([joint], [joint, person("Ana Lopez")], [person("Lopez")])
    assert sorted(len(a.members) for a in pages) == [2, 2]
    circles = LocalActor("joint:organisation:polizei+unnamed:anwohner", "Polizei und Anwohner", "unnamed")
    assert len(merged([circles], [circles])) == 2


def test_an_inflected_body_is_the_same():
    inflected = body("organisation:deutschen klimahilfe", "Deutschen Klimahilfe")
    assert len(merged([inflected], [body("organisation:deutsche klimahilfe", "Deutsche Klimahilfe")])) == 1
    assert len(merged([inflected], [body("organisation:deutsche kinderhilfe", "Deutsche Kinderhilfe")])) == 2
