"""The command ``lagebild``: a thin verb for each function of the workflow."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lagebild import workflow
from lagebild.errors import LagebildError
from lagebild.report.dossier import dossier, to_json
from lagebild.report.seal import seal


@click.group()
def main() -> None:
    """Read news pages and write the picture."""


@main.command()
@click.argument("pages", nargs=-1, required=True)
@click.option("--as-of", metavar="DATE")
@click.option("--format", "form", type=click.Choice(["terminal", "json", "markdown", "html"]), default="terminal")
@click.option("--no-model", is_flag=True)
@click.option("--jobs", default=1)
def brief(pages: tuple[str, ...], as_of: str | None, form: str, no_model: bool, jobs: int) -> None:
    """Brief."""
    picture = workflow.brief(pages, as_of=as_of, learned=not no_model, jobs=jobs)
    click.echo(to_json(seal(dossier(picture))), nl=False)


if __name__ == "__main__":
    main()
