"""Markup to lines: a bounded parse and the visible text, one line per block element, with what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml import etree

MAX_ELEMENTS = 60_000
"""A page of more elements is read by the plain method only, so that its time stays bounded."""

_BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option optgroup p pre section "
    "select summary table tbody td tfoot th thead tr ul video audio iframe label textarea br".split()
)
_SKIP = frozenset("script style noscript template head svg iframe object canvas math datalist select".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_XML_DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(slots=True)
class Line:
    """One line of a page. ``words`` are class, id and role words of the enclosing elements, lower case.

    ``linked`` is the share of characters inside links. ``tags`` are the enclosing tags, outermost first.
    """

    text: str
    tags: tuple[str, ...]
    words: frozenset[str]
    linked: float
    time: str | None = None
    after_br: bool = False

    @property
    def heading(self) -> int:
        """Heading level 1..6, 0 if the line is no heading."""
        return next((int(t[1]) for t in reversed(self.tags) if t in _HEADINGS), 0)


def parse(markup: str) -> Any | None:  # noqa: ANN401 - lxml ships no types
    """An lxml tree, or ``None``. The parser is bounded: no network, no entities, limited depth."""
    markup = _CONTROL.sub(" ", _XML_DECLARATION.sub("", markup))
    if not markup.strip():
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def lines_of(root: Any) -> list[Line]:  # noqa: ANN401
    """All visible lines in document order, without recursion."""
    out: list[Line] = []
    buffer: list[tuple[str, bool]] = []
    state: list[Any] = [False]  # whether the running line began after <br>

    def flush(context: _Context, *, br: bool = False) -> None:
        text = clean("".join(piece for piece, _ in buffer))
        if text:
            total = sum(len(piece.strip()) for piece, _ in buffer) or 1
            linked = sum(len(piece.strip()) for piece, link in buffer if link) / total
            out.append(Line(text, context.tags, context.words, linked, context.time, after_br=state[0]))
        buffer.clear()
        state[0] = br

    empty = _Context((), frozenset(), link=False, time=None)
    stack: list[tuple[Any, _Context, bool]] = [(root, empty, False)]
    while stack:
        element, outer, leaving = stack.pop()
        tag = element.tag
        if leaving:
            context = outer
            if tag in _BLOCK:
                flush(context)
            parent_context = context.parent or empty
            if element.tail:
                buffer.append((element.tail, parent_context.link))
            continue
        if not isinstance(tag, str) or tag in _SKIP or _hidden(element):
            if element.tail:
                buffer.append((element.tail, outer.link))
            continue
        if tag == "br":
            flush(outer, br=True)
            if element.tail:
                buffer.append((element.tail, outer.link))
            continue
        context = _enter(element, tag, outer)
        if tag in _BLOCK:
            flush(outer)
        if element.text:
            buffer.append((element.text, context.link))
        stack.append((element, context, True))
        stack.extend((child, context, False) for child in reversed(element))
    flush(empty)
    return out


@dataclass(slots=True)
class _Context:
    tags: tuple[str, ...]
    words: frozenset[str]
    link: bool
    time: str | None
    parent: _Context | None = None


_WORD = re.compile(r"[a-zA-ZäöüÄÖÜß0-9]{2,40}")
_CAMEL = re.compile(r"([a-z])([A-Z])")


def _enter(element: Any, tag: str, outer: _Context) -> _Context:  # noqa: ANN401
    tags = (*outer.tags[-24:], tag)
    words = outer.words
    names = " ".join(filter(None, (element.get(key) for key in ("class", "id", "role", "data-component", "itemprop"))))
    if names and tag not in {"html", "body"}:
        own = frozenset(w.lower() for w in _WORD.findall(_CAMEL.sub(r"\1 \2", names[:400])))
        if not own <= words:
            words = words | own
    when = element.get("datetime") if tag == "time" else None
    return _Context(tags, words, outer.link or tag == "a", when or outer.time, outer)


def _hidden(element: Any) -> bool:  # noqa: ANN401
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def clean(text: str) -> str:
    """One line: white space runs and no-break spaces become one blank. Soft hyphens and zero-width signs go."""
    text = text.replace("\xad", "").replace("\u200b", "").replace("\ufeff", "").replace("\u2060", "")
    return _SPACE.sub(" ", text).strip()
