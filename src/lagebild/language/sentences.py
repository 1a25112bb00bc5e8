"""Sentence bounds, never across blocks.

A full stop ends a sentence unless the word before it is an abbreviation, an initial or an ordinal ("am 3. Mai"),
or what follows cannot open a sentence. Closing quotation marks and brackets belong to the sentence they close.
A single line break inside a block is white space (hard-wrapped text); an empty line always ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lagebild.language.pack import Pack, load_pack
from lagebild.model import Document, Sentence, Span
from lagebild.text import trim

SKIPPED = frozenset({"boilerplate", "author_box", "byline"})
"""Block kinds no sentence is taken from."""

_STOP = re.compile(r"[.!?…]{1,4}[\"“”„«»'’‘›‹)\]]{0,3}(?=\s|$)|\n[ \t\r]*\n|[.!?][“”«»](?=[A-ZÄÖÜ„»«“])")
_WORD_BEFORE = re.compile(r"[^\s(\[„“”»«\"'’‘]+$")
_NEXT = re.compile(r"\s*([„“”»«\"'‚‘’›‹(\[–—-]{0,3})\s?(\w*)")
_LOOK_BACK = 40
_LOOK_AHEAD = 60
_ORDINAL_DIGITS = 3
_DOTTED = 6
_OPENING = frozenset("„“\"»«‚‘'’›‹([")


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """All sentences of the article's blocks in order; furniture, author boxes and bylines are left out."""
    pack = load_pack(document.language)
    found: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        if block.kind in SKIPPED:
            continue
        found.extend(Sentence(span, block.kind, number) for span in sentence_spans(document.text, block.span, pack))
    return tuple(found)


def sentence_spans(text: str, within: Span, pack: Pack) -> Iterator[Span]:
    """The sentence spans inside ``within``, trimmed of white space."""
    begin = within.begin
    for match in _STOP.finditer(text, within.begin, within.end):
        if match.start() < begin:
            continue
        if not match[0].startswith("\n") and not _ends_here(text, match, begin, within.end, pack):
            continue
        span = trim(text, Span(begin, match.end()))
        if span:
            yield span
        begin = match.end()
    span = trim(text, Span(begin, within.end))
    if span:
        yield span


def _ends_here(text: str, match: re.Match[str], begin: int, limit: int, pack: Pack) -> bool:
    after = _NEXT.match(text, match.end(), min(limit, match.end() + _LOOK_AHEAD))
    quote, word = (after[1], after[2]) if after else ("", "")
    if not word and not quote:
        return True
    mark, closing = match[0][0], match[0].lstrip(".!?…")
    lower = word[:1].islower()
    if lower and (closing or mark != "." or not quote):
        return False
    if mark != "." or match[0].startswith("..") or closing:
        return not lower
    before = _WORD_BEFORE.search(text, max(begin, match.start() - _LOOK_BACK), match.start())
    last = before[0] if before else ""
    return not _is_abbreviation(text, last, match.start() - len(last), begin, word, pack)


def _is_abbreviation(text: str, last: str, at: int, begin: int, following: str, pack: Pack) -> bool:
    folded = last.casefold()
    starter = following.casefold() in pack.words("sentence_starters")
    if last.isdigit():
        return _is_ordinal(text, last, at, begin, following, pack)
    if folded in pack.words("abbreviations"):
        return True
    if folded in pack.words("abbreviations_final") or ("." in last and len(last) <= _DOTTED and last[0].isalpha()):
        return not starter
    return len(last) == 1 and last.isupper() and bool(following) and not starter


def _is_ordinal(text: str, last: str, at: int, begin: int, following: str, pack: Pack) -> bool:
    if not pack.capital_nouns or len(last) > _ORDINAL_DIGITS or not following:
        return False
    folded = following.casefold()
    if folded in pack.words("months") or following[:1].isdigit():
        return True
    before = text[max(begin, at - 12) : at].split()
    return bool(before) and before[-1].casefold() in pack.words("before_ordinals") and len(last) < _ORDINAL_DIGITS
