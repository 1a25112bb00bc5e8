"""The command ``lagebild``: a thin verb for each function of the workflow.

Exit codes: 0 done · 1 a dossier does not verify · 2 the command cannot be carried out as given ·
3 done, but some page could not be read (only with ``--strict``) · 130 interrupted.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from lagebild import selftest, workflow
from lagebild.errors import InputError, LagebildError
from lagebild.model import Correction, CorrectionKind, Picture
from lagebild.report.dossier import unread
from lagebild.report.export import EXPORTS, export
from lagebild.report.verify import problems_line, verify

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_DB = "lagebild.sqlite"
FORMS = ("terminal", "full", "json", "markdown", "html")
NOTICEABLE = 8
"""From this many pages on, progress is shown."""


class _Group(click.Group):
    """Turns every Lagebild error into one clear line and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- click's own signature
        try:
            return super().invoke(ctx)
        except LagebildError as error:
            click.echo(f"lagebild: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("lagebild"), prog_name="lagebild")
def main() -> None:
    """Read news pages and write the picture: who claims what, how sure, who denies it, how many origins.

    \b
    The first thing to try:
      lagebild brief pages/*.html                  the picture of some pages, on the terminal
      lagebild brief pages/ --format html -o d.html   the same beside the pages, for the browser
    \b
    To follow a story for days:
      lagebild add today/*.html && lagebild show
      lagebild diff 2024-10-22 2024-10-31

    Everything runs on this machine; no page is fetched and nothing is sent anywhere.
    Exit codes: 0 done, 1 a dossier does not verify, 2 not possible as given (the message says what to do),
    3 done but some page could not be read (with --strict), 130 interrupted.
    """


def _output(command: F) -> F:
    for option in (
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMS),
            default="terminal",
            show_default=True,
            help="How to write it. 'full' is the terminal form with nothing shortened.",
        ),
        click.option(
            "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of the screen."
        ),
        click.option(
            "--lang",
            type=click.Choice(["de", "en"]),
            help="Language of the program's own words; by default that of most pages.",
        ),
        click.option(
            "--as-of",
            metavar="DATE",
            help="The day to stand on (YYYY-MM-DD); later pages are left out. By default the latest date in the pages.",
        ),
        click.option("--no-model", is_flag=True, help="Use the rules alone, without the learned model."),
        click.option("--strict", is_flag=True, help="End with exit code 3 if any page could not be read."),
    ):
        command = option(command)
    return command


def _rules_only(command: F) -> F:
    option = click.option("--no-model", is_flag=True, help="Use the rules alone, without the learned model.")
    return option(command)


def _database(command: F) -> F:
    option = click.option(
        "--db",
        type=click.Path(dir_okay=False),
        default=DEFAULT_DB,
        show_default=True,
        envvar="LAGEBILD_DB",
        help="The database file.",
    )
    return option(command)


def _emit(text: str, output: str | None) -> None:
    """Write whole or not at all: a file is replaced in one step, what a link points at too.

    A device or a pipe ("/dev/null") is written to as it is.
    """
    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    target = Path(output).resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        message = f"{output} cannot be written: {error.strerror}"
        raise InputError(message) from error


class _Bar:
    """Progress on standard error, where a person watches; silent in a pipe and on short work."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> workflow.Progress:
        self._progress.start()
        return self._step

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _step(self, step: str, done: int, total: int) -> None:
        if total < NOTICEABLE and step != "build":
            return
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._tasks[step], completed=done)


def _finish(picture: Picture, form: str, output: str | None, lang: str | None, *, strict: bool) -> None:
    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size().columns, 120) if colour else 100
    text = workflow.write(picture, cast("workflow.Form", form), language=lang, colour=colour, width=width)
    _emit(text, output)
    poor = list(unread(picture))
    for item in poor if form == "json" or output else ():
        click.echo(f"lagebild: {item.ref}: {item.why}", err=True)
    if strict and poor:
        raise click.exceptions.Exit(3)


@main.command()
@click.argument("pages", nargs=-1, required=True)
@_output
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that share the reading."
)
def brief(
    pages: tuple[str, ...],
    form: str,
    output: str | None,
    lang: str | None,
    as_of: str | None,
    no_model: bool,
    strict: bool,
    jobs: int,
) -> None:
    """Write the dossier of PAGES: files (.html, .txt), folders, globs, or - for standard input.

    \b
    lagebild brief pages/*.html
    lagebild brief pages/ --as-of 2024-10-28 --format json -o dossier.json
    """
    with _Bar() as progress:
        picture = workflow.brief(pages, as_of=as_of, jobs=jobs, learned=not no_model, progress=progress)
    _finish(picture, form, output, lang, strict=strict)


@main.command()
@click.argument("pages", nargs=-1, required=True)
@_database
@click.option("--no-model", is_flag=True, help="Use the rules alone, without the learned model.")
def add(pages: tuple[str, ...], db: str, no_model: bool) -> None:
    """Store PAGES in the database and analyse the new ones. Pages that have not changed are left alone."""
    with _Bar() as progress:
        added = workflow.add(pages, db, learned=not no_model, progress=progress)
    for ref in added.stored:
        click.echo(f"stored     {ref}")
    for ref in added.unchanged:
        click.echo(f"unchanged  {ref}")
    for item in added.not_read:
        click.echo(f"not read   {item.ref}: {item.why}")


@main.command()
@_database
@_output
def show(
    db: str, form: str, output: str | None, lang: str | None, as_of: str | None, no_model: bool, strict: bool
) -> None:
    """Write the dossier of everything in the database."""
    with _Bar() as progress:
        picture = workflow.show(db, as_of=as_of, learned=not no_model, progress=progress)
    _finish(picture, form, output, lang, strict=strict)


@main.command()
@click.argument("query")
@_database
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most this many pages.")
def search(query: str, db: str, limit: int) -> None:
    """Find stored pages that hold all the words of QUERY."""
    for document, snippet in workflow.search(db, query, limit):
        click.echo(f"{document.id}  {document.published or '-':<10}  {document.ref}\n    {' '.join(snippet.split())}")


@main.command()
@click.argument("claim")
@_database
@_rules_only
def sources(claim: str, db: str, no_model: bool) -> None:
    """Show who says CLAIM (an id, or its beginning), through whom, how sure, and the sentence for each."""
    picture = workflow.show(db, learned=not no_model)
    for line in workflow.sources(picture, claim):
        click.echo(line)


@main.command()
@click.argument("name", metavar="CLAIM|PAGE")
@click.argument("other", metavar="[PAGE]", required=False)
@_database
@_rules_only
def why(name: str, other: str | None, db: str, no_model: bool) -> None:
    """Explain a CLAIM (how its statements were joined and its origins counted), or what two PAGEs share."""
    for line in workflow.why(workflow.show(db, learned=not no_model), name, other):
        click.echo(line)


@main.command()
@click.argument("old", metavar="DAY")
@click.argument("new", metavar="DAY")
@click.argument("pages", nargs=-1)
@_database
@_rules_only
def diff(old: str, new: str, pages: tuple[str, ...], db: str, no_model: bool) -> None:
    """Show what changed from one DAY to another, in the database or in PAGES."""
    learned = not no_model
    views = [
        workflow.brief(pages, as_of=day, learned=learned) if pages else workflow.show(db, as_of=day, learned=learned)
        for day in (old, new)
    ]
    for line in workflow.diff_lines(views[0], views[1]):
        click.echo(line)


@main.command()
@click.argument("kind", type=click.Choice(get_args(CorrectionKind)))
@click.argument("target")
@click.argument("value")
@_database
@click.option("--who", required=True, help="Who corrects; shown in the dossier.")
@click.option("--why", "reason", required=True, help="The reason; shown in the dossier.")
def correct(kind: CorrectionKind, target: str, value: str, db: str, who: str, reason: str) -> None:
    """Correct the program: KIND says what is wrong, TARGET is the id, VALUE what it should be.

    \b
    speaker STATEMENT "Name"           it is this person's statement ("-" for nobody known)
    not_same_claim STATEMENT STATEMENT these two do not say the same
    same_claim STATEMENT STATEMENT     these two say the same
    other_quantity QUANTITY QUANTITY   these numbers count different things
    not_this_story PAGE STORY          the page belongs elsewhere
    merge_stories STORY STORY          one story
    split_story PAGE PAGE              these pages tell different stories
    """
    when = datetime.now(UTC).date().isoformat()
    workflow.correct(db, Correction(kind, target, value, who, when, reason))
    click.echo("kept; every later dossier shows it")


@main.command("verify")
@click.argument("dossier_file", metavar="DOSSIER.json", type=click.Path(dir_okay=False))
def verify_command(dossier_file: str) -> None:
    """Prove that every citation in DOSSIER.json still matches its text. Exit code 1 and the place if not."""
    try:
        data = sys.stdin.buffer.read() if dossier_file == "-" else Path(dossier_file).read_bytes()
    except OSError as error:
        message = f"{dossier_file} cannot be opened: {error.strerror}"
        raise InputError(message) from error
    faults = verify(data)
    for line in problems_line(faults):
        click.echo(line)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("every citation holds")


@main.command("export")
@click.argument("folder", type=click.Path(file_okay=False))
@click.argument("pages", nargs=-1)
@_database
@click.option("--as-of", metavar="DATE", help="The day to stand on.")
@click.option(
    "--only", type=click.Choice(EXPORTS), multiple=True, help="Only this form; may be repeated. Default: all."
)
def export_command(folder: str, pages: tuple[str, ...], db: str, as_of: str | None, only: tuple[str, ...]) -> None:
    """Write tables and citations to FOLDER: CSV, Parquet, Web Annotations, BibTeX, with a data dictionary."""
    picture = workflow.brief(pages, as_of=as_of) if pages else workflow.show(db, as_of=as_of)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, data in export(picture, only or EXPORTS):
        part = target / f".{name}.part"
        part.write_bytes(data)
        part.replace(target / name)
        click.echo(str(target / name))


@main.command("selftest")
@click.option("--hard", is_flag=True, help="Print every check that failed, not the score card alone.")
@click.option("--no-model", is_flag=True, help="Use the rules alone, without the learned model.")
def selftest_command(hard: bool, no_model: bool) -> None:
    """Run the invented hard cases that come with the program and print this version's score card."""
    lines = selftest.card(tuple(selftest.run(selftest.cases(), learned=not no_model)))
    for line in lines:
        if hard or not line.startswith("  "):
            click.echo(line)


if __name__ == "__main__":
    main()
