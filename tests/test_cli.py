"""The command as a user meets it: help, forms, exit codes, errors that say what to do, the same bytes everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, ROOT, pages

from lagebild.cli import main

FERRY = pages("ferry")


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)


def test_output_goes_through_links_and_into_devices(tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert run("brief", *FERRY, "--no-model", "--format", "json", "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("{")
    assert run("brief", *FERRY, "--no-model", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("command", [None, *sorted(main.commands)])
def test_help_teaches(command):
    result = run(*([command] if command else []), "--help")
    assert result.exit_code == 0
    assert len(result.output.split()) > 20
    assert "\\b" not in result.output


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command):
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/commands.md"))
    assert f"lagebild {command}" in text


def test_brief_writes_json_that_verifies(tmp_path):
    out = tmp_path / "d.json"
    assert run("brief", *FERRY, "--no-model", "--format", "json", "-o", out).exit_code == 0
    assert run("verify", out).output == "every citation holds\n"
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace("coastguard", "coastguarb", 1), encoding="utf-8")
    broken = run("verify", out)
    assert broken.exit_code == 1
    assert "documents[" in broken.output


def test_a_bad_page_is_listed_and_stops_nothing(tmp_path):
    (tmp_path / "empty.html").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    result = run(
        "brief",
        *FERRY,
        tmp_path / "empty.html",
        tmp_path / "binary.txt",
        tmp_path / "missing.txt",
        "--no-model",
        "--format",
        "json",
    )
    values = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {Path(n["ref"]).name for n in values["not_read"]} == {"empty.html", "binary.txt", "missing.txt"}
    assert all(n["why"] for n in values["not_read"])


def test_strict_turns_a_bad_page_into_an_exit_code(tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run("brief", *FERRY, tmp_path / "empty.txt", "--no-model", "--strict").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["brief", "missing.txt"], "no such file"),  # nothing left to read
        (["brief", "https://example.org/a"], "not fetched"),  # offline by default
        (["brief", *FERRY, "--as-of", "31.10.2024"], "YYYY-MM-DD"),  # a date in another form
        (["show", "--db", "missing.sqlite"], "lagebild add"),  # no database yet
        (["verify", "missing.json"], "cannot be opened"),
        (["brief", *FERRY, "--no-model", "-o", "no/such/folder/x.json"], "cannot be written"),
    ],
)
def test_errors_say_what_to_do(arguments, says):
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input_folders_and_globs(tmp_path):
    text = Path(FERRY[2]).read_bytes()
    assert (
        json.loads(run("brief", "-", "--no-model", "--format", "json", input=text).stdout)["documents"][0]["ref"] == "-"
    )
    folder = json.loads(run("brief", EXAMPLES / "ferry", "--no-model", "--format", "json").stdout)
    glob = json.loads(run("brief", str(EXAMPLES / "ferry" / "*"), "--no-model", "--format", "json").stdout)
    assert [d["ref"] for d in folder["documents"]] == [d["ref"] for d in glob["documents"]] == FERRY


def test_the_same_page_twice_counts_once():
    values = json.loads(run("brief", FERRY[0], FERRY[0], "--no-model", "--format", "json").stdout)
    assert len(values["documents"]) == 1


def environment(**changes):
    return {**os.environ, **changes}


@pytest.mark.parametrize(
    ("changes", "options"),
    [
        ({"TZ": "Pacific/Kiritimati"}, []),  # another day of the week
        ({"TZ": "America/Anchorage", "LC_ALL": "C"}, []),  # another zone, no locale
        ({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, []),  # a locale with its own letter case
        ({"PYTHONHASHSEED": "123"}, []),  # another order of sets
        ({}, ["--jobs", "2"]),
    ],
)
def test_same_bytes_everywhere(changes, options):
    command = [
        sys.executable,
        "-m",
        "lagebild.cli",
        "brief",
        *pages("chlorgas"),
        *FERRY,
        "--no-model",
        "--format",
        "json",
    ]
    base = subprocess.run(command, capture_output=True, env=environment(PYTHONHASHSEED="0", TZ="UTC"), check=True)
    other = subprocess.run([*command, *options], capture_output=True, env=environment(**changes), check=True)
    assert base.stdout == other.stdout


def test_store_verbs(tmp_path):
    db = tmp_path / "x.sqlite"
    added = run("add", *FERRY, "--no-model", "--db", db)
    assert added.output.count("stored") == len(FERRY)
    assert run("search", "sandbank", "--db", db).output.count(".html") >= 1
    claim = json.loads(run("show", "--db", db, "--no-model", "--format", "json").stdout)["claims"][0]["id"]
    assert "[" in run("sources", claim, "--db", db, "--no-model").output
    assert claim in run("why", claim, "--db", db, "--no-model").output
    assert run("why", "01_ainsley_post.html", "02_harbour_times.html", "--db", db, "--no-model").exit_code == 0
    assert run("sources", "no-such-claim", "--db", db, "--no-model").exit_code == 2


def test_diff_names_what_changed(tmp_path):
    result = run("diff", "2026-03-10", "2026-03-13", *FERRY, "--no-model")
    assert result.exit_code == 0
    assert result.output.strip() != "nothing changed"
    assert tmp_path.exists()


def test_export_writes_every_table(tmp_path):
    assert run("export", tmp_path / "out", *FERRY).exit_code == 0
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names >= {
        "statements.csv",
        "numbers.csv",
        "sources.csv",
        "statements.parquet",
        "annotations.jsonld",
        "sources.bib",
        "dictionary.csv",
    }
