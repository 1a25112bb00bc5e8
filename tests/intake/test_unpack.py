"""Feeds and web archives: every entry becomes a page, whatever is damaged is listed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.intake import gather
from lagebild.intake.unpack import MOST_ENTRIES, unpack
from lagebild.model import NotRead, Page
from lagebild.reading import read_page

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Küstenkurier</title><link>https://kurier.example/</link>
<item><title>Deich bei Ostersiel gebrochen</title><link>https://kurier.example/a1</link><dc:creator>Femke Harms</dc:creator>
<pubDate>Tue, 03 Feb 2026 08:15:00 +0100</pubDate><description>Kurzer Anriss.</description>
<content:encoded><![CDATA[<p>Der Deich bei Ostersiel ist gebrochen. Das teilte Deichgräfin Okka Janssen mit.</p><p>Die Bewohner wurden in Sicherheit gebracht, sagte der Bürgermeister.</p>]]></content:encoded></item>
<item><title>Fähre fährt wieder</title><description>Die Fähre nach Ostersiel fährt seit Montag wieder, teilte die Reederei mit.</description></item>
<item><link>https://kurier.example/leer</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title><entry><title>Brücke gesperrt</title>
<link rel="alternate" href="https://bote.example/b"/><published>2026-05-02T14:00:00+02:00</published><author><name>Ida Lenz</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Brücke über die Lemke ist seit Samstag gesperrt, teilte die Stadt mit.</p></div></content></entry></feed>"""
MHTML = """From: <Saved>
Snapshot-Content-Location: https://bote.example/b
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="xx"

--xx
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><h1>Br=C3=BCcke =C3=BCber die Lemke gesperrt</h1><p>Die Br=C3=BCcke ist seit Samstag gesperrt, teilte die Stadt mit.</p></body></html>
--xx--
"""


def test_entries_of_a_feed_become_pages():
    pages = unpack(Page("kurier.rss", RSS.encode()))
    first, second = (read_page(p) for p in pages[:2])
    assert (first.ref, first.url, first.outlet) == ("kurier.rss#1", "https://kurier.example/a1", "Küstenkurier")
    assert (first.title, first.authors) == ("Deich bei Ostersiel gebrochen", ("Femke Harms",))
    assert first.published == "2026-02-03T08:15+01:00"
    assert "Okka Janssen" in "".join(s.of(first.text) for s in first.body)
    assert "Reederei" in second.text
    assert isinstance(pages[2], NotRead)


def test_atom_with_markup_as_elements():
    (page,) = unpack(Page("feed.xml", ATOM.encode()))
    d = read_page(page)
    assert (d.title, d.authors, d.published, d.url) == (
        "Brücke gesperrt",
        ("Ida Lenz",),
        "2026-05-02T14:00+02:00",
        "https://bote.example/b",
    )
    assert "seit Samstag gesperrt" in d.text


def test_the_page_of_a_web_archive():
    (page,) = unpack(Page("b.mhtml", MHTML.encode()))
    d = read_page(page)
    assert (d.title, d.url) == ("Brücke über die Lemke gesperrt", "https://bote.example/b")


@pytest.mark.parametrize(
    ("ref", "body"),
    [
        ("a.mhtml", b"no archive"),
        ("a.rss", b"no feed"),
        ("a.xml", b"<list><x/></list>"),
        ("a.rss", b"<rss><channel/></rss>"),
    ],
)
def test_damage_is_listed(ref, body):
    assert all(isinstance(p, NotRead) for p in unpack(Page(ref, body)))


def test_other_pages_stay_as_they_are():
    page = Page("a.html", b"<html><body><p>Ein Wort</p></body></html>")
    assert unpack(page) == [page]


def test_long_feeds_are_cut_and_entities_not_expanded():
    bomb = '<!DOCTYPE rss [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    items = "<item><title>&b;Wort</title></item>" * (MOST_ENTRIES + 1)
    pages = unpack(Page("a.rss", f"{bomb}<rss><channel>{items}</channel></rss>".encode()))
    assert len(pages) == MOST_ENTRIES + 1
    assert isinstance(pages[-1], NotRead)
    assert not any(b"xxxxxxxxxx" in p.body for p in pages[:-1] if isinstance(p, Page))


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.rss", "a.mhtml", "a.xml", "a.html"]),
    st.sampled_from([b"", b"<rss><item>", b"<?xml version='1.0'?><feed><entry><title>"]),
)
def test_no_bytes_raise(raw, ref, start):
    assert unpack(Page(ref, start + raw))


def test_gather_opens_feeds_and_archives(tmp_path):
    (tmp_path / "k.rss").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.mhtml").write_text(MHTML, encoding="utf-8")
    pages, missed = gather([str(tmp_path)])
    assert len(pages) == 3
    assert len(missed) == 1
