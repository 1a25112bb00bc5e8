"""Make a test page from a saved one: same structure, invented words.

    python scripts/new_outlet_case.py SAVED.html NAME

Writes tests/pages/NAME.html and prints what is read from it. Words are replaced one for one (same length, same
capital, same final sound), numbers digit by digit; dates, class names and short labels that steer reading
("Von", "Foto", "Anzeige", "Uhr", "dpa") stay.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import lxml.html

from lagebild.model import Page
from lagebild.reading import read_page
from lagebild.reading.decode import decode
from lagebild.reading.lists import agency_names, boilerplate

WORD = re.compile(r"[^\W\d_]{3,}")
DATED = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|\w+)\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d\S*|\d{1,2}:\d\d")
KEPT = frozenset(
    [
        *("von", "und", "der", "die", "das", "den", "dem", "ein", "eine", "in", "im", "am", "auf", "mit"),
        *("nach", "aus"),
        *("bei", "sagte", "sagten", "teilte", "erklärte", "uhr", "foto", "bild", "anzeige", "aktualisiert", "stand"),
        *("the", "and", "of", "to", "on", "by", "said", "updated", "photo"),
    ]
)
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru", "sa", "te", "wi", "zo")
CONTENT = frozenset(
    {"description", "og:title", "og:description", "twitter:title", "twitter:description", "author", "keywords"}
)


def invented(word: str) -> str:
    """A word that does not exist, of the same length and capitals; always the same for the same word."""
    if word.casefold() in KEPT or word.casefold() in agency_names():
        return word
    digest = hashlib.sha256(word.casefold().encode()).digest()
    letters = "".join(SYLLABLES[b % len(SYLLABLES)] for b in digest)[: len(word)]
    return letters.upper() if word.isupper() else letters.capitalize() if word[:1].isupper() else letters


def replaced(text: str | None) -> str | None:
    """A text with every telling word invented; phrases that steer reading stay."""
    if not text or not text.strip():
        return text
    lists = boilerplate()
    if len(text) < 90 and any(lists[n].opens(text) or lists[n].equals(text) for n in ("end", "drop_line", "summary")):
        return text
    out, at = [], 0
    for match in DATED.finditer(text):
        out += [WORD.sub(lambda m: invented(m[0]), text[at : match.start()]), match[0]]
        at = match.end()
    return "".join(out) + WORD.sub(lambda m: invented(m[0]), text[at:])


def disguise(markup: str) -> str:
    """The page without scripts, images' addresses and the publisher's words."""
    root = lxml.html.document_fromstring(markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in {"script", "style", "noscript", "svg", "iframe"}:
            node.drop_tree()
    for node in root.iter():
        node.text, node.tail = replaced(node.text), replaced(node.tail)
        for name in ("href", "src", "srcset", "data-src", "alt", "title", "aria-label", "style", "onclick"):
            if name in node.attrib:
                node.set(name, "#" if name in {"href", "src"} else "")
        if node.tag == "meta" and (node.get("name") or node.get("property")) in CONTENT:
            node.set("content", replaced(node.get("content")) or "")
    return str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def main() -> None:
    """Write the page and show how it is read."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, name = Path(sys.argv[1]), sys.argv[2]
    target = Path(__file__).resolve().parents[1] / "tests" / "pages" / f"{name}.html"
    target.write_text(disguise(decode(source.read_bytes(), source.name).text), encoding="utf-8")
    d = read_page(Page(ref=target.name, body=target.read_bytes()))
    print(f"{target.name}: {d.title!r}, outlet {d.outlet!r}, {d.authors}, published {d.published}, {d.readable}")
    for block in d.blocks:
        print(f"  {block.kind:<12} {block.span.of(d.text)[:90]}")


if __name__ == "__main__":
    main()
