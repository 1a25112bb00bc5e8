"""Offices in apposition to a name: before it, behind it, and with a complement ("Secretary of State X")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.language.actors.grammar import body_head, role_head
from lagebild.language.actors.lexicon import Lexicon
from lagebild.language.actors.names import Name
from lagebild.language.actors.words import Word


@dataclass(frozen=True, slots=True)
class Office:
    """A role as written, its head noun, and the gender it shows."""

    text: str
    head: str
    gender: str | None


def offices(words: Sequence[Word], name: Name, lexicon: Lexicon, text: str) -> list[Office]:
    """Roles in apposition: before the name ("Innenminister X", "her deputy, X") and after it ("X, head of Y,")."""
    out: list[Office] = []
    before = _before(words, name.first, lexicon, text)
    if before:
        out.append(before)
        if (stacked := _stacked(words, name.first, lexicon, text)) is not None:
            out.append(stacked)
    after = _after(words, name.last, lexicon, text)
    if after:
        out.append(after)
    return out


_BEFORE = 7
_AFTER = 14
_OWNED = frozenset({"'s", "’s", "'", "’"})
_VERBS = frozenset({"was", "were", "is", "are", "has", "had", "have"})
_NO_TITLE = _VERBS | frozenset({"his", "her", "their", "its", "to", "at", "in", "on", "by", "with", "as"})
"""Words that never stand inside an apposition before the office; possessives may open it."""
_COMPLEMENT = 6
"""Most words between an office and the name behind its complement."""
_OF = {"en": frozenset({"of", "for"}), "de": frozenset({"des", "der", "für", "von", "vom"})}


def office_of(words: Sequence[Word], first: int, lexicon: Lexicon) -> int | None:
    """Where the office stands whose complement runs up to the name at ``first``: "Secretary of State X".

    The complement is a house or a field, never a person: "aides of Senator X" gives ``None``.
    """
    k, named, german = first - 1, False, lexicon.language == "de"
    while k > 0 and first - k <= _COMPLEMENT:
        word = words[k]
        low = word.text.lower()
        if word.end < words[k + 1].begin - 1:
            return None
        if low in _OF[lexicon.language] and named:
            if role_head(words[k - 1].text, lexicon) is not None:
                return k - 1 if low == "für" or _house(words, k + 1, first, lexicon) else None
        elif word.capital and word.alphabetic:
            if role_head(word.text, lexicon) is not None or lexicon.exact("not_names", word.text):
                return None
            named = True
        elif low not in {"the", "and", "&", "und", "-"} and not (named and german and low.endswith(("en", "er"))):
            return None
        k -= 1
    return None


def _house(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a German complement is a body; in English any capitalised noun will do."""
    if lexicon.language == "en":
        return True
    return any(w.capital and (body_head(w.text, lexicon) or w.text.isupper()) for w in words[first:last])


def _before(words: Sequence[Word], first: int, lexicon: Lexicon, text: str) -> Office | None:
    k = first - 1
    comma = k >= 0 and words[k].text == ","
    if comma:
        k -= 1
    head = -1
    low = k
    while low >= 0 and k - low < _BEFORE:
        word = words[low]
        if head >= 0 and low and word.text in _OWNED and words[low - 1].capital:  # "South Korea's President X"
            low -= 1
            while low >= 0 and words[low].capital and not lexicon.exact("not_names", words[low].text):
                low -= 1
            break
        if not word.alphabetic or lexicon.has("determiners", word.text) or lexicon.exact("not_names", word.text):
            break
        if text[word.end : words[low + 1].begin].count("\n"):
            break
        if head < 0 and low == k and not comma and (at := office_of(words, first, lexicon)) is not None:
            head = low = at
            low -= 1
            continue
        found = role_head(word.text, lexicon) if len(word.text) > 2 else None
        if found and head < 0:
            head = low
        elif head < 0 and (comma or not lexicon.exact("titles", word.text)):
            if not comma:
                return None
            if low < k - 4:
                return None
        elif head >= 0 and not _attributive(word, low, head, lexicon):
            break
        low -= 1
    if head < 0:
        return None
    if (
        comma
        and lexicon.language == "de"
        and head == k
        and low >= 0
        and words[low].text.lower() in {"ein", "eine", "mit"}
    ):
        return None
    noun, gender = role_head(words[head].text, lexicon) or ("", None)
    while k > head and lexicon.exact("titles", words[k].text):
        k -= 1  # "employment barrister Dame"
    return Office(text[words[low + 1].begin : words[k].end], noun, gender)


def _stacked(words: Sequence[Word], first: int, lexicon: Lexicon, text: str) -> Office | None:
    """A further office before a comma: "Aarberg's MP, the minister X", "der Parteichef, der Minister X"."""
    at = first - 1
    while at > 1 and first - at < _BEFORE and not lexicon.has("definite", words[at].text):
        at -= 1
    if at < 2 or words[at - 1].text != "," or (found := role_head(words[at - 2].text, lexicon)) is None:
        return None
    low = at - 2
    while (
        low
        and (words[low - 1].text in _OWNED or words[low - 1].capital)
        and words[low - 1].alphabetic | (words[low - 1].text in _OWNED)
    ):
        low -= 1
    return Office(text[words[low].begin : words[at - 2].end], *found)


def _attributive(word: Word, at: int, head: int, lexicon: Lexicon) -> bool:
    if lexicon.language == "en":
        return word.capital or (
            head - at <= 2 and not lexicon.has("subordinators", word.text) and not word.text.endswith(("ed", "ly"))
        )
    return (word.capital and word.text.endswith("s")) or (
        not word.capital
        and word.text.endswith(("e", "en", "er", "es", "em"))
        and not lexicon.has("skip", word.text)
        and not lexicon.has("subordinators", word.text)
        and (
            not word.text.endswith(("te", "ten"))
            or word.text.startswith("ge")
            or word.text.endswith(("ierte", "ierten", "igte", "igten"))
        )
    )


def _after(words: Sequence[Word], last: int, lexicon: Lexicon, text: str) -> Office | None:
    if last + 1 >= len(words):
        return None
    if words[last].text == "(":
        return None
    if words[last].text != ",":
        return None
    k = last + 1
    if words[k].text.isdigit() and k + 1 < len(words) and words[k + 1].text == ",":
        k += 2
    begin, head = k, -1
    while k < len(words) and k - begin < _AFTER and words[k].text not in {",", ".", ";", ":", "(", "“", "”", '"', "–"}:
        if lexicon.exact("demonstrative_any", words[k].text.lower()) and k == begin and lexicon.language == "de":
            found_next = k + 1 < len(words) and role_head(words[k + 1].text, lexicon)
            if not found_next:
                return None
        if lexicon.language == "en" and words[k].text.lower() in {
            "who",
            "which",
            "said",
            "says",
            "told",
            "whose",
            "when",
            "and",
        }:
            break
        if head < 0 and len(words[k].text) > 2 and (words[k].capital or lexicon.language == "en") and k - begin < 6:
            if (
                lexicon.language == "en"
                and words[k].text.lower() in _NO_TITLE
                and k > begin - (words[k].text.lower() in _VERBS)
            ):
                return None  # "X, 46, hurried to her sister's house", "X, 52, lost his closest aide"
            if role_head(words[k].text, lexicon):
                head = k
            elif lexicon.has("subordinators", words[k].text) and k == begin:
                return None
        k += 1
    if head < 0 or text[words[last].begin : words[head].end].count("\n"):
        return None
    noun, gender = role_head(words[head].text, lexicon) or ("", None)
    start = begin
    while start < head and lexicon.has("determiners", words[start].text):
        start += 1
    return Office(text[words[start].begin : words[k - 1].end], noun, gender)
