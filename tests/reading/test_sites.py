"""Quirks of single outlets: every entry with its page, and that it holds only where and when it says."""

from pathlib import Path

import pytest

from lagebild.model import Page
from lagebild.reading import read_page
from lagebild.reading.sites import site_of, sites

PAGES = Path(__file__).parents[1] / "pages"


def read(entry, host):
    return read_page(Page(ref=entry.page, body=(PAGES / entry.page).read_bytes(), url=f"https://{host}/a"))


@pytest.mark.parametrize("entry", sites(), ids=lambda e: e.page)
def test_every_entry_reads_its_page(entry):
    d = read(entry, f"www.{entry.site}")
    assert (d.title, d.authors) == (entry.title, entry.authors)


@pytest.mark.parametrize("entry", sites(), ids=lambda e: e.page)
def test_no_entry_is_idle(entry):
    """Without its entry the page is read otherwise."""
    mine, other = read(entry, entry.site), read(entry, "other.example")
    assert (mine.title, mine.authors, mine.body) != (other.title, other.authors, other.body)


def test_dropped_blocks_are_no_story():
    entry = next(e for e in sites() if e.drop)
    body = [s.of(d.text) for d in [read(entry, entry.site)] for s in d.body]
    assert len(body) == 3
    assert not any("Friesenkranz" in line for line in body)


@pytest.mark.parametrize(
    ("url", "day", "since"),
    [
        ("https://www.bergbote.example/a", "2024-02-20T11:05+01:00", "2023-01-15"),
        ("https://bergbote.example/a", "2025-06-01", "2025-06-01"),
        # no date: the latest; before the first: none; another outlet that only ends alike: none
        ("http://m.bergbote.example:8080/a", None, "2025-06-01"),
        ("https://bergbote.example/a", "2020-01-01", None),
        ("https://neuerbergbote.example/a", None, None),
        (None, None, None),
    ],
)
def test_the_entry_that_holds(url, day, since):
    found = site_of(url, day)
    assert (found.since if found else None) == since
