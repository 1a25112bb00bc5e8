"""Terminal, Markdown, HTML: everything from a page is escaped, everything printed has its evidence."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lagebild import workflow
from lagebild.model import Page, Place, Span
from lagebild.report.pages import escape_markdown, harmless
from lagebild.report.sheet import Line
from lagebild.report.wording import words

HOSTILE = """Polizei <script>alert(1)</script> meldet Unfall
2026-05-04 · Blatt"><img src=x onerror=alert(2)>

Bei dem Unfall wurden nach Angaben der Polizei 12 Menschen verletzt. "Es war <b onmouseover=alert(3)>schlimm</b>", sagte Sprecherin Ida Krohn.

Die Feuerwehr teilte mit, [klick](javascript:alert(4)) die Straße sei gesperrt. \x1b[31mRot\x1b[0m und \u202egnuthcsneM sagte Ida Krohn.
"""


@pytest.fixture(scope="module")
def hostile():
    return workflow.picture_of([Page("böse.txt", HOSTILE.encode())], learned=False)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_html_runs_nothing_from_a_page(hostile):
    html = workflow.write(hostile, "html")
    tags = Tags()
    tags.feed(html)
    assert [t for t, _ in tags.seen].count("script") == 1
    assert not [t for t, _ in tags.seen if t in {"img", "b", "iframe", "link", "object", "form"}]
    assert not [a for _, attrs in tags.seen for a in attrs if a.startswith("on")]
    assert all(a.get("href", "#").startswith("#") for t, a in tags.seen if t == "a")


def test_html_asks_nothing_of_the_network(picture):
    html = workflow.write(picture, "html")
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", html)
    assert "url(" not in html
    assert "@import" not in html


def test_terminal_is_not_steered_by_a_page(hostile):
    text = workflow.write(hostile, "full")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_markdown_makes_no_link_or_tag_of_a_page(hostile):
    text = workflow.write(hostile, "markdown")
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert not re.search(r"(?<!\\)<script", text)


def test_harmless_keeps_offsets():
    text = "a\r\nb\x00c\u202ed\ud800e"
    assert len(harmless(text)) == len(text)


def test_escape_markdown():
    assert escape_markdown("a*b_[c]<d>&e|f") == r"a\*b\_\[c\]\<d\>&amp;e\|f"


@pytest.mark.parametrize("form", ["terminal", "full", "markdown", "html"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_form_in_both_languages(picture, form, language):
    text = workflow.write(picture, form, language=language)
    assert words(language)("section", "claimed") in text
    assert picture.stories[0].title.split()[0] in text


def test_marked_passages_are_the_cited_ones(chlorgas):
    """The offsets in the page are UTF-16 offsets of the text beside it."""
    first = chlorgas.documents[0]
    html = workflow.write(chlorgas, "html")
    links = re.findall(r'data-d="d1" data-b="(\d+)" data-e="(\d+)">([^<]*)', html)
    assert links
    for begin, end, _ in links:
        assert 0 <= int(begin) < int(end) <= len(first.text.encode("utf-16-le")) // 2


def test_astral_characters_do_not_shift_the_mark():
    page = Page(
        "a.txt",
        "Titel der Seite\n2026-05-04 · Blatt\n\n😀😀 Die Polizei teilte mit, dass 12 Menschen verletzt wurden.\n".encode(),
    )
    html = workflow.write(workflow.picture_of([page], learned=False), "html")
    text = page.body.decode().encode("utf-16-le")
    found = [
        text[2 * int(b) : 2 * int(e)].decode("utf-16-le") for b, e in re.findall(r'data-b="(\d+)" data-e="(\d+)"', html)
    ]
    assert any("12 Menschen" in words_ for words_ in found)


def test_a_line_without_evidence_cannot_be_made():
    with pytest.raises(ValueError, match="without evidence"):
        Line("Behauptung", ())
    assert Line("Behauptung", (Place("d", Span(0, 1)),)).text == "Behauptung"


def test_an_empty_picture_prints(chlorgas):
    empty = replace(chlorgas, documents=(), analyses=(), stories=(), claims=(), series=(), actors=())
    for form in ("terminal", "markdown", "html", "json"):
        assert workflow.write(empty, form, language="de")
