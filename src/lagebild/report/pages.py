"""The sheet as Markdown with footnotes and as one self-contained HTML file.

Nothing from a page can act: HTML escapes everything, a content security policy allows only the style and script
written here (by hash), and control and direction-changing characters are replaced one for one, so that offsets
stay true.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from lagebild.model import Document, Place
from lagebild.report.charts import number_chart, timeline_chart
from lagebild.report.sheet import Sheet
from lagebild.report.wording import words
from lagebild.text import squeeze

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
CONTEXT = 300


def harmless(text: str) -> str:
    """Replace characters that could act (control, direction, lone surrogates) one for one."""
    return ACTING.sub("\ufffd", text.replace("\r\n", " \n").replace("\r", " "))


def escape_markdown(text: str) -> str:
    """Escape Markdown and HTML syntax in page text."""
    flat = " ".join(harmless(text).split())
    return MARKDOWN.sub(r"\\\1", flat.replace("&", "&amp;"))


def slug(text: str) -> str:
    """A name fit for an HTML id."""
    return "x" + re.sub(r"[^A-Za-z0-9_-]", "-", text)


def _template(name: str) -> str:
    return files("lagebild.report").joinpath("templates", name).read_text(encoding="utf-8")


def _environment(*, html: bool) -> Environment:
    name = "dossier.html.j2" if html else "dossier.md.j2"
    env = Environment(
        loader=DictLoader({"page": _template(name)}),
        autoescape=html,  # noqa: S701 -- Markdown has its own escaping
        undefined=StrictUndefined,
        trim_blocks=not html,
        lstrip_blocks=False,
        keep_trailing_newline=True,
    )
    env.filters |= {"md": escape_markdown, "clean": harmless, "slug": slug}
    env.globals |= {"number_chart": number_chart, "timeline_chart": timeline_chart}
    return env


def _title(sheet: Sheet) -> str:
    return sheet.stories[0].title if sheet.stories else "Lagebild"


def to_markdown(sheet: Sheet, documents: Sequence[Document], *, charts: bool = False) -> str:
    """Write the sheet as Markdown; each finding has a footnote with its page, its place and its words."""
    texts = {d.id: d for d in documents}
    numbers: dict[Place, int] = {}

    def notes(places: Iterable[Place]) -> str:
        return "".join(f"[^{numbers.setdefault(p, len(numbers) + 1)}]" for p in dict.fromkeys(places))

    def footnotes() -> str:
        rows = []
        for place, n in numbers.items():
            d = texts[place.doc]
            quote = squeeze(place.span.of(d.text))
            quote = quote if len(quote) <= CONTEXT else quote[:CONTEXT] + " …"
            where = f"{d.outlet or d.ref} ({d.ref}), {place.span.begin}–{place.span.end}"
            rows.append(f"[^{n}]: {escape_markdown(where)}: {words(sheet.language).quote(escape_markdown(quote))}")
        return "\n".join(rows)

    page = _environment(html=False).get_template("page")
    text = page.render(
        sheet=sheet, w=words(sheet.language), title=_title(sheet), notes=notes, footnotes=footnotes, charts=charts
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@dataclass(frozen=True)
class _Page:
    anchor: str
    label: str
    text: str
    astral: tuple[int, ...]

    def offset(self, at: int) -> int:
        """The offset in UTF-16 units, which is what a browser counts in."""
        return at + bisect_left(self.astral, at)


def to_html(sheet: Sheet, documents: Sequence[Document]) -> str:
    """Write the sheet as one HTML file: the dossier beside the pages, each line marked in its page on demand."""
    labels = {s.doc: s.label for story in sheet.stories for s in story.sources}
    pages = {
        d.id: _Page(
            anchor=f"d{i}",
            label=f"{labels.get(d.id) or d.outlet or d.ref} · {d.published or '–'} · {d.ref.rsplit('/', 1)[-1]}",
            text=harmless(d.text),
            astral=tuple(j for j, c in enumerate(d.text) if ord(c) > 0xFFFF),
        )
        for i, d in enumerate(documents, 1)
    }
    style, script = _template("style.css"), _template("reader.js")
    hints = {
        "de": "Eine Zeile anklicken oder überfahren: hier steht dann die Seite mit der markierten Stelle.",
        "en": "Click or hover a line: its page appears here with the passage marked.",
    }
    return (
        _environment(html=True)
        .get_template("page")
        .render(
            sheet=sheet,
            w=words(sheet.language),
            title=_title(sheet),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            documents=list(pages.values()),
            hint=hints[sheet.language],
            anchor=lambda p: pages[p.doc].anchor,
            label=lambda p: pages[p.doc].anchor[1:],
            begin=lambda p: pages[p.doc].offset(p.span.begin),
            end=lambda p: pages[p.doc].offset(p.span.end),
        )
    )


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
