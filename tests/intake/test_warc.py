"""Web archives: pages come out, damage and bombs are listed, nothing else happens."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from lagebild.intake import warc
from lagebild.intake.gather import gather
from lagebild.intake.unpack import unpack
from lagebild.model import NotRead, Page

PAGE = "<html><body><article><h1>Brücke gesperrt</h1><p>Die Brücke ist zu.</p></article></body></html>".encode()


def archive(*records, gzip=True):
    """A WARC file of (url, status, content type, body)."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, status, kind, body in records:
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=head))
    return out.getvalue()


@pytest.mark.parametrize("gzip", [True, False])
def test_pages_come_out_with_their_address(gzip):
    body = archive(
        ("https://a.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://a.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://a.example/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
        ("https://a.example/2", "200 OK", "text/html", PAGE),
        gzip=gzip,
    )
    pages = unpack(Page("news.warc.gz" if gzip else "news.warc", body))
    assert [(p.ref.split("#")[1], p.url) for p in pages] == [("2", "https://a.example/1"), ("5", "https://a.example/2")]
    assert pages[0].body == PAGE


def test_a_cut_archive_keeps_what_stood_before():
    body = archive(*((f"https://a.example/{n}", "200 OK", "text/html", PAGE * 50) for n in range(3)))
    found = unpack(Page("a.warc.gz", body[:-40]))
    assert any(isinstance(p, Page) for p in found)


def test_what_is_no_archive_is_listed():
    (found,) = unpack(Page("a.warc", b"no archive at all"))
    assert isinstance(found, NotRead)
    (empty,) = unpack(Page("a.warc", b""))
    assert isinstance(empty, NotRead)


def test_a_page_that_unpacks_to_too_much_is_listed(monkeypatch):
    monkeypatch.setattr(warc, "MOST_BYTES", 1_000)
    (found,) = unpack(
        Page("a.warc.gz", archive(("https://a.example/1", "200 OK", "text/html", b" " * 999 + b"x" * 9_000)))
    )
    assert isinstance(found, NotRead)


def test_many_pages_are_bounded(monkeypatch):
    monkeypatch.setattr(warc, "MOST_PAGES", 2)
    body = archive(*((f"https://a.example/{n}", "200 OK", "text/html", PAGE) for n in range(4)))
    found = unpack(Page("a.warc.gz", body))
    assert [type(f) for f in found] == [Page, Page, NotRead]
    monkeypatch.setattr(warc, "MOST_TOGETHER", len(PAGE) - 1)
    assert [type(f) for f in unpack(Page("a.warc.gz", body))] == [Page, NotRead]


@given(st.binary(max_size=400), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_bytes_yield_pages_or_reasons(tail, begun):
    head = archive(("https://a.example/1", "200 OK", "text/html", PAGE), gzip=False)[:300] if begun else b""
    assert all(isinstance(f, Page | NotRead) for f in unpack(Page("a.warc", head + tail)))


def test_a_folder_offers_its_archives(tmp_path):
    (tmp_path / "b.warc.gz").write_bytes(archive(("https://a.example/1", "200 OK", "text/html", PAGE)))
    (tmp_path / "c.gz").write_bytes(b"x")
    pages, missed = gather([str(tmp_path)])
    assert [p.url for p in pages] == ["https://a.example/1"]
    assert not missed
