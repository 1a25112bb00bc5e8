"""Make a test page from a saved one: same structure, invented words.

    python scripts/new_outlet_case.py SAVED.html NAME [--site DOMAIN]

Writes tests/pages/NAME.html and prints what is read from it. With --site, also prints an entry for sites.toml to be
filled in: what is odd about the outlet, since when, and how its page should be read. Words are replaced one for one
(same length, same capital, same final sound), numbers digit by digit; dates, class names and short labels that steer
reading ("Von", "Foto", "Anzeige", "Uhr", "dpa") stay.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path

import lxml.html

from lagebild.model import Document, Page
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
    {"description", "og:title", "og:description", "og:site_name", "application-name", "publisher", "twitter:title"}
    | {"twitter:description", "author", "keywords"}
)
STEERING = frozenset(
    {"@context", "@type", "@id", "datePublished", "dateModified", "dateCreated", "isAccessibleForFree", "inLanguage"}
)
"""Fields of JSON-LD that keep their values."""


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


def linked(value: object, field: str = "") -> object:
    """A JSON-LD value with every telling word invented; kinds, dates and references stay, addresses go."""
    if isinstance(value, dict):
        return {k: linked(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [linked(v, field) for v in value]
    if not isinstance(value, str) or (field in STEERING and not value.startswith("http")) or field == "@context":
        return value
    if re.match(r"(?:https?:)?/", value):
        return "#" + hashlib.sha256(value.encode()).hexdigest()[:6] if field == "@id" else "#"
    return replaced(value)


def data_of(node: lxml.html.HtmlElement) -> str | None:
    """A script's JSON-LD, disguised; ``None`` if it is another script."""
    if "ld+json" not in (node.get("type") or "").lower():
        return None
    try:
        return json.dumps(linked(json.loads(node.text or "", strict=False)), ensure_ascii=False)
    except ValueError:
        return None


def disguise(markup: str) -> str:
    """The page without the publisher's words, images' addresses and scripts, JSON-LD excepted."""
    root = lxml.html.document_fromstring(markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for node in list(root.iter()):
        if node.tag == "script" and (data := data_of(node)):
            node.text = data
        elif not isinstance(node.tag, str) or node.tag in {"script", "style", "noscript", "svg", "iframe"}:
            node.drop_tree()
    for node in root.iter():
        node.text, node.tail = node.text if node.tag == "script" else replaced(node.text), replaced(node.tail)
        for name in ("href", "src", "srcset", "data-src", "alt", "title", "aria-label", "style", "onclick"):
            if name in node.attrib:
                node.set(name, "#" if name in {"href", "src"} else "")
        if node.tag == "meta" and (node.get("name") or node.get("property")) in CONTENT:
            node.set("content", replaced(node.get("content")) or "")
    return str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def entry(site: str, name: str, document: Document) -> str:
    """An entry for ``sites.toml`` to be filled in, with what is read so far."""
    quoted = [json.dumps(v, ensure_ascii=False) for v in (site, f"{name}.html", document.title or "")]
    authors = json.dumps(list(document.authors), ensure_ascii=False)
    day = (document.published or "")[:10] or "YYYY-MM-DD"
    return (
        f'[[site]]\nsite = {quoted[0]}\nsince = {day}\nnote = "what is odd, in one sentence"\npage = {quoted[1]}\n'
        f'title = {quoted[2]}\nauthors = {authors}\n# drop = [], author = "", kicker = "", title_suffix = ""\n'
    )


def main() -> None:
    """Write the page and show how it is read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, metavar="SAVED.html")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--site", metavar="DOMAIN")
    a = parser.parse_args()
    target = Path(__file__).resolve().parents[1] / "tests" / "pages" / f"{a.name}.html"
    target.write_text(disguise(decode(a.source.read_bytes(), a.source.name).text), encoding="utf-8")
    url = f"https://{a.site}/" if a.site else None
    d = read_page(Page(ref=target.name, body=target.read_bytes(), url=url))
    print(f"{target.name}: {d.title!r}, outlet {d.outlet!r}, {d.authors}, published {d.published}", d.kind, d.readable)
    for block in d.blocks:
        print(f"  {block.kind:<12} {block.span.of(d.text)[:90]}")
    if a.site:
        print("\nFor src/lagebild/reading/sites.toml:\n\n" + entry(a.site, a.name, d))


if __name__ == "__main__":
    main()
