"""The sheet for a terminal: plain in a pipe, coloured where a person looks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.model import Place, Standing
from lagebild.report.sheet import Card, Line, NumberRow, Sheet, StorySheet
from lagebild.report.wording import Words, words

COLOURS: dict[Standing | None, str] = {
    "confirmed": "green",
    "denied": "red",
    "disputed": "magenta",
    "unconfirmed": "yellow",
    "withdrawn": "bright_black",
    "reported": "cyan",
    None: "default",
}
CARDS = 12
VOICES = 8
ROWS = 10
TOLD = 5
CONTROL = dict.fromkeys((*range(32), 127, *range(128, 160), *range(8234, 8239), *range(8294, 8298)))
"""Control and direction-changing characters: nothing on a page may move the cursor or colour the terminal."""


def to_terminal(sheet: Sheet, *, colour: bool = False, width: int = 100, full: bool = False) -> str:
    """Print a sheet. ``full`` shows every claim and voice; else long lists end with a count of the rest."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    w = words(sheet.language)
    console.print(Text(f"Lagebild · {sheet.as_of} · {sheet.engine}", style="bold"))
    for story in sheet.stories:
        _story(console, w, story, full=full)
    if sheet.unread:
        _head(console, w("section", "unread"))
        for ref, why in sheet.unread:
            console.print(_safe(f"  {ref}: {why}"))
    if sheet.corrections:
        _head(console, w("section", "corrections"))
        for line in sheet.corrections:
            console.print(_safe(f"  {line}"))
    _head(console, w("section", "rules"))
    for rule in sheet.rules:
        console.print(Padding(_safe(rule, "bright_black"), (0, 0, 0, 2)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _safe(text: str, style: str = "") -> Text:
    return Text(text.translate(CONTROL), style=style)


def _head(console: Console, title: str) -> None:
    console.print()
    console.print(Rule(escape(title), align="left", style="bright_black", characters="─"))


def _story(console: Console, w: Words, story: StorySheet, *, full: bool) -> None:
    console.print()
    console.print(_safe(story.title, "bold"))
    console.print(_safe(story.status))
    pages = {s.doc: str(s.number) for s in story.sources}
    _lines(console, w, "important", story.important, pages)
    _lines(console, w, "changed", story.changed, pages)
    if story.numbers:
        _head(console, w("section", "numbers"))
        shown = story.numbers if full else story.numbers[:ROWS]
        for row in shown:
            _number(console, row, pages)
        _rest(console, w, len(story.numbers) - len(shown))
    facts = story.known or story.claimed or story.open
    for name, cards in (
        ("known", story.known),
        ("claimed", story.claimed),
        ("open", story.open),
        ("views", story.views),
    ):
        if not cards and (name == "views" or not facts):
            continue
        _head(console, w("section", name))
        if not cards:
            console.print(f"  {w('line', 'none')}")
        shown_cards = cards if full else cards[:CARDS]
        for card in shown_cards:
            _card(console, w, card, pages, full=full)
        _rest(console, w, len(cards) - len(shown_cards))
    if story.told:
        _head(console, w("section", "told"))
        for line in story.told if full else story.told[:TOLD]:
            _cited(console, "–", line, pages)
        _rest(console, w, 0 if full else len(story.told) - TOLD)
    _lines(console, w, "contradictions", story.contradictions, pages)
    if story.questions or story.gaps:
        _head(console, w("section", "questions"))
        for line in story.questions if full else story.questions[:ROWS]:
            _cited(console, "?", line, pages)
        _rest(console, w, 0 if full else len(story.questions) - ROWS)
        for gap in story.gaps:
            console.print(Padding(_safe(f"? {gap}"), (0, 0, 0, 2)))
    if story.timeline:
        _head(console, w("section", "timeline"))
        for day in story.timeline:
            for line in day.lines if full else day.lines[:ROWS]:
                _cited(console, f"{day.day} ", line, pages)
            if more := day.others + (0 if full else max(0, len(day.lines) - ROWS)):
                rest = _safe(f"{day.day}  {w.count('line', 'others', more)}", "bright_black")
                console.print(Padding(rest, (0, 0, 0, 2)))
    _sources(console, w, story)


def _rest(console: Console, w: Words, n: int) -> None:
    if n > 0:
        console.print(_safe(f"  {w.line('more', n=n)}", "bright_black"))


def _where(place: Place, pages: dict[str, str]) -> str:
    return f"{pages.get(place.doc, place.doc)}:{place.span.begin}"


def _lines(console: Console, w: Words, section: str, lines: Iterable[Line], pages: dict[str, str]) -> None:
    rows = list(lines)
    if not rows:
        return
    _head(console, w("section", section))
    for i, line in enumerate(rows, 1):
        _cited(console, f"{i}.", line, pages)


def _cited(console: Console, mark: str, line: Line, pages: dict[str, str]) -> None:
    text = _safe(f"{mark} {line.text}", COLOURS[line.standing])
    cited = ", ".join(dict.fromkeys(_where(p, pages) for p in line.evidence[:4]))
    text.append(f"  [{cited}]", style="bright_black")
    console.print(Padding(text, (0, 0, 0, 2)))


def _number(console: Console, row: NumberRow, pages: dict[str, str]) -> None:
    console.print(Padding(_safe(row.label + (f" ({row.tense})" if row.tense else ""), "bold"), (0, 0, 0, 2)))
    for point in row.points:
        line = f"{point.date or '–':<10}  {point.words} — {point.who}"
        text = _safe(line)
        cited = ", ".join(_where(p, pages) for p in (point.place, *point.copies))
        text.append(f"  [{cited}]", style="bright_black")
        console.print(Padding(text, (0, 0, 0, 4)))
    for issue in row.disagreements:
        console.print(Padding(_safe(f"≠ {issue.text}", "magenta" if row.conflict else "bright_black"), (0, 0, 0, 4)))


def _card(console: Console, w: Words, card: Card, pages: dict[str, str], *, full: bool) -> None:
    console.print(Padding(_safe(f"● {card.quote}", "bold " + COLOURS[card.standing]), (0, 0, 0, 2)))
    facts = [f"{card.kind_word} · {card.standing_words}", f"{card.triple} · {card.corroboration}", *card.reasons]
    facts += [x for x in (card.supports, *card.doubts) if x]
    for fact in facts:
        console.print(Padding(_safe(fact), (0, 0, 0, 4)))
    shown: Sequence = card.voices if full else card.voices[:VOICES]  # type: ignore[type-arg]
    for v in shown:
        said = v.date or ""
        head = " · ".join(x for x in (f"{v.who} {v.act}".strip(), v.chain, v.certainty, v.markers, said, v.source) if x)
        text = _safe(f"– {head}: ")
        text.append(v.quote.translate(CONTROL), style="italic")
        cited = ", ".join(_where(p, pages) for p in (v.place, *v.copies))
        text.append(f"  [{cited}]", style="bright_black")
        console.print(Padding(text, (0, 0, 0, 6)))
    _rest(console, w, len(card.voices) - len(shown))


def _sources(console: Console, w: Words, story: StorySheet) -> None:
    _head(console, w("section", "sources"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for s in story.sources:
        facts = [s.published, s.modified or "", ", ".join(s.authors), ", ".join(s.credits), s.kind, s.readable_words]
        cell = _safe(s.title or "–")
        cell.append("\n" + " · ".join(f for f in facts if f).translate(CONTROL))
        for problem in s.problems:
            cell.append("\n! " + problem.translate(CONTROL), style="yellow")
        table.add_row(_safe(f"[{s.number}]"), _safe(s.label), cell)
    console.print(Padding(table, (0, 0, 0, 2)))
    if story.copies:
        _head(console, w("section", "copies"))
        for line in story.copies:
            console.print(Padding(_safe(line), (0, 0, 0, 2)))
