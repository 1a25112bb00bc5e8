"""The database: nothing lost, nothing analysed twice, foreign and newer files refused."""

import sqlite3
import subprocess
import sys
import time

import pytest
from conftest import pages

from lagebild import workflow
from lagebild.errors import StoreError
from lagebild.model import Correction, Page
from lagebild.reading import read_page
from lagebild.store import Store, migrations, page_hash


@pytest.fixture
def db(tmp_path):
    return tmp_path / "a.sqlite"


def test_what_is_put_is_got(db):
    page = Page("a.txt", b"Titel\n\nDie Polizei teilte mit, dass 12 Menschen verletzt wurden.\n")
    document = read_page(page)
    with Store(db) as store:
        assert store.put(page, document)
        assert not store.put(page, document)
        assert store.documents() == (document,)
        assert store.page_bytes(document.id) == page.body
        assert store.has_page(page)


def test_show_equals_brief(db):
    workflow.add(pages("ferry"), db, learned=False)
    assert workflow.write(workflow.show(db, learned=False), "json") == workflow.write(
        workflow.brief(pages("ferry"), learned=False), "json"
    )


def test_an_unchanged_page_is_not_analysed_again(db, monkeypatch):
    workflow.add(pages("ferry"), db, learned=False)
    workflow.show(db, learned=False)
    monkeypatch.setattr(workflow, "analyse", lambda *_: pytest.fail("analysed twice"))
    again = workflow.add(pages("ferry"), db, learned=False)
    assert len(again.unchanged) == len(pages("ferry"))
    assert not again.stored
    workflow.show(db, learned=False)


def test_full_text_search_takes_words_literally(db):
    workflow.add(pages("ferry"), db, learned=False)
    assert workflow.search(db, "voyage recorder")[0][0].ref.endswith("04_national_courier.html")
    assert workflow.search(db, '" OR 1=1 --') == ()
    assert workflow.search(db, "\x00") == ()


def test_killing_the_process_loses_nothing_reported(db):
    command = [sys.executable, "-u", "-c", (
        "import sys; from lagebild import workflow\n"
        "for p in sys.argv[2:]:\n"
        "    for ref in workflow.add([p], sys.argv[1], learned=False).stored: print(ref, flush=True)\n"
    ), str(db), *pages("chlorgas")]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    reported = [process.stdout.readline().strip() for _ in range(3)]
    process.kill()
    process.wait()
    with Store(db) as store:
        refs = {d.ref for d in store.documents()}
        assert set(reported) <= refs
        assert all(store.page_bytes(d.id) for d in store.documents())


@pytest.mark.parametrize(
    "make",
    [
        lambda p: p.write_bytes(b"no database at all, but long enough to be taken for one" * 40),
        lambda p: sqlite3.connect(p).executescript("CREATE TABLE other (x); INSERT INTO other VALUES (1);"),
        lambda p: (Store(p).close(), sqlite3.connect(p).execute("PRAGMA user_version = 999").connection.commit()),
    ],
    ids=["no database", "another program's", "a newer version's"],
)
def test_files_that_are_not_ours_are_refused(db, make):
    make(db)
    with pytest.raises(StoreError, match=str(db)):
        Store(db)


def test_a_missing_file_says_what_to_do(db):
    with pytest.raises(StoreError, match="lagebild add"):
        Store(db, create=False)


def test_migrations_bring_an_old_file_up_to_date(db):
    Store(db).close()
    with sqlite3.connect(db) as old:
        old.execute("DROP TABLE correction")
        old.execute("PRAGMA user_version = 1")
    old.close()
    correction = Correction("speaker", "s", "Ida Krohn", "me", "2026-05-04", "typo")
    with Store(db) as store:
        store.correct(correction)
        assert store.corrections() == (correction,)
    assert [n for n, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_damaged_bytes_are_noticed(db):
    page = Page("a.txt", b"Titel\n\nDie Polizei meldet nichts.\n")
    with Store(db) as store:
        store.put(page, read_page(page))
        other = Page("b.txt", b"something else")
        store._db.execute(
            "UPDATE page SET bytes = ? WHERE hash = ?", (__import__("zlib").compress(other.body), page_hash(page))
        )
        with pytest.raises(StoreError, match="damaged"):
            store.page_bytes(store.documents()[0].id)


def test_two_processes_may_add_at_once(db):
    files = pages("chlorgas")
    command = [sys.executable, "-m", "lagebild.cli", "add", "--no-model", "--db", str(db)]
    both = [subprocess.Popen([*command, *part], stdout=subprocess.DEVNULL) for part in (files[:4], files[4:])]
    deadline = time.monotonic() + 120
    assert [p.wait(timeout=deadline - time.monotonic()) for p in both] == [0, 0]
    with Store(db) as store:
        assert {d.ref for d in store.documents()} == set(files)
