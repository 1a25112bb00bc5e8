"""Hard-wrapped text: breaks that mean nothing are undone without moving a single place."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.model import Page
from lagebild.reading import read_page
from lagebild.reading.flat import paragraphs
from lagebild.reading.wraps import SOFT, unwrapped
from lagebild.workflow import brief

STORY = (
    "Die Brücke über die Aller bleibt bis Freitag gesperrt, sagte Bürgermeisterin Ottilie Benz am Dienstag. "
    "Gutachter hätten Risse in zwei Pfeilern gefunden. Das Landesamt für Straßenbau wies den Vorwurf zurück, "
    "die Schäden seit Jahren zu kennen. Man habe im Frühjahr nur den Belag geprüft, erklärte ein Sprecher."
)


@pytest.mark.parametrize("width", [36, 52, 72])
def test_wrapped_text_reads_like_the_same_text_on_one_line(width):
    wrapped = "\n".join(textwrap.wrap(STORY, width))
    assert unwrapped(wrapped) == STORY


@pytest.mark.parametrize(
    "text",
    [
        STORY,  # nothing to undo
        "Start\nPolitik\nSport\nKultur\nWetter\nAnmelden",  # a menu
        f"{STORY}\n{STORY}\n{STORY}\n{STORY}\n{STORY}",  # a paragraph a line
        "- Die Brücke ist gesperrt\n- der Umweg kostet Zeit\n- der Landkreis prüft\n- die Polizei rät zur Bahn",
        "ein Reim\nist kein Keim\nund auch\nkein Brauch",  # too short for a column
    ],
)
def test_lines_that_mean_something_stay(text):
    assert unwrapped(text) is None


def test_a_divided_word_is_one_word_and_a_compound_keeps_its_hyphen():
    text = "Elf Wochen lang hat das Wasser-\nwerk nach einem Leck im Nord-\nWest-Viertel gesucht, nun ist\nes gefunden. Die Leitung liege\nunter dem Festplatz, sagte der\nWerkleiter am Dienstag."
    made = unwrapped(text)
    assert made is not None
    assert f"Wasser{SOFT}{SOFT}werk" in made
    assert "Nord- West" in made


@given(st.lists(st.text(alphabet="ab, .-\nÄ„“", max_size=60), max_size=12).map("\n".join))
def test_places_never_move(text):
    made = unwrapped(text)
    assert made is None or (len(made) == len(text) and made.replace(SOFT, "-").split() != [])


def test_a_wrapped_file_gives_the_statements_of_the_plain_one(tmp_path):
    head = "Brücke bis Freitag gesperrt\n\n13.10.2026 · Aller-Bote\n\n"
    found = []
    for name, body in (("plain", STORY), ("wrapped", "\n".join(textwrap.wrap(STORY, 60)))):
        path = tmp_path / f"{name}.txt"
        path.write_text(head + body + "\n", encoding="utf-8")
        picture = brief([str(path)], learned=False)
        (document,) = picture.documents
        assert document.text == head + body + "\n"
        found.append(
            [
                (s.act, [" ".join(c.of(document.text).split()) for c in s.content], s.actor)
                for a in picture.analyses
                for s in a.statements
            ]
        )
    assert found[0] == found[1]
    assert len(found[0]) >= 3


def test_soft_hyphens_of_a_page_divide_no_word():
    body = "<p>Der Kran&shy;führer habe den Not&shy;ruf gewählt, sagte die Bürger&shy;meisterin Ottilie Benz. " + STORY
    page = Page("a.html", f"<html><body><article><h1>Kran</h1>{body}</p></article>".encode())
    document = read_page(page)
    assert "Ottilie Benz" in document.text


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        # a line that ends with a word no sentence ends with goes on, and so does one before an indent
        (("Nach Angaben der Bürgermeisterin Ina Berg prüft die", "Verwaltung den Damm."), 1),
        (("Die geplanten Treffen in Lohe und in Alt-Wahl am", " Sonntag könnten nicht stattfinden."), 1),
        # a heading ends with its verb, or is short
        (("Die Stadt setzt die Feier am Sonntag wieder an", "Die Feier fällt nicht aus."), 2),
        (("Alles über die", "Stadt Lohe am Montag."), 2),
    ],
)
def test_lines_that_break_off_go_on(lines, count):
    assert len(paragraphs("\n".join(lines))) == count
