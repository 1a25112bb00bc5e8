"""Names in running text: known ones from the lists, persons by first name, title or office, and the tagger's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import simplemma

from lagebild.language.actors.grammar import body_head, lemma, noun_in, role_head, upright
from lagebild.language.actors.lexicon import Known, Lexicon
from lagebild.language.actors.words import Word, between
from lagebild.model import ActorKind

if TYPE_CHECKING:
    from lagebild.language.tagger import Tagging

_SURNAME_FIRST = frozenset(
    {
        "Kim", "Lee", "Park", "Yoon", "Moon", "Choi", "Jung", "Chung", "Kang", "Cho", "Han", "Roh", "Ban", "Xi",
        "Li", "Wang", "Hu", "Wen", "Mao", "Deng", "Hua", "Zhang", "Chen", "Liu", "Tsai", "Ma", "Ri", "Pak",
        "Zhao", "Huang", "Wu", "Zhou", "Yang", "Shin", "Hwang", "Lim", "Jang", "Nguyen", "Tran", "Pham",
    }
)  # fmt: skip
_NOBLE = frozenset({"von", "vom", "zu", "zum", "zur", "den", "der", "dem", "des"})
"""Words that stand before a surname or, behind one, begin something else."""
_FROM = frozenset({"of", "from", "at", "for", "aus"})
_CLOSING = frozenset('.!?:“”"»«')
_LONGEST = 4
_MONTH_NAMES = frozenset({"May", "March", "June", "August"})
_QUOTES = frozenset("„“”\"»«‚‘’'")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: words ``[first, last)``, what it is, and its plain form."""

    first: int
    last: int
    begin: int
    end: int
    text: str
    kind: ActorKind
    known: Known | None = None
    gender: str | None = None
    surname: str | None = None
    sure: bool = True


def find_names(words: Sequence[Word], lexicon: Lexicon, tagging: Tagging | None) -> list[Name]:
    """All names in order, without overlap. Known names win over persons, persons over what the tagger alone saw."""
    taken: dict[int, Name] = {}

    def take(name: Name | None) -> None:
        if name and not any(i in taken for i in range(name.first, name.last)):
            taken.update(dict.fromkeys(range(name.first, name.last), name))

    tagged = _tagged(words, lexicon, tagging)
    people = {name.first: name for name in tagged if name.kind == "person"}
    others = {i for name in tagged if name.kind != "person" for i in range(name.first, name.last)}
    for introduced in _acronyms(words, lexicon):
        take(introduced)
    i = 0
    while i < len(words):
        name = (
            None
            if i in taken
            else _known_at(words, i, lexicon) or (None if i in taken else _medium_at(words, i, lexicon))
        )
        if name is None and i not in taken:
            name = _person_at(words, i, lexicon)
            if name and any(k in others for k in range(name.first, name.last)) and not _titled(words, name, lexicon):
                name = None
            wider = people.get(i)
            if name and wider and wider.last > name.last:
                name = wider
        take(name)
        i = name.last if name else i + 1
    for other in tagged:
        take(other)
    for other in _surnames(words, list(taken.values()), lexicon):
        take(other)
    return sorted(set(taken.values()), key=lambda n: n.begin)


def _titled(words: Sequence[Word], name: Name, lexicon: Lexicon) -> bool:
    """Whether a full name stands behind a title, whatever the tagger took it for: "Inspector X of Y"."""
    full = name.sure and lexicon.first.get(words[name.first].text) is not None
    return full and _title(words, name.first - 1, lexicon)


_SMALL = frozenset({"for", "of", "and", "the", "für", "und", "der", "des", "zur", "zum", "von"})


def _acronyms(words: Sequence[Word], lexicon: Lexicon) -> list[Name]:
    """Organisations introduced with their short form: "Transport for London (TfL)"."""
    out: list[Name] = []
    for i in range(2, len(words) - 2):
        short = words[i + 1].text
        if words[i].text != "(" or words[i + 2].text != ")" or sum(c.isupper() for c in short) < 2 or len(short) > 8:
            continue
        letters = [c.casefold() for c in short if c.isalpha()]
        k, first = i - 1, -1
        while k >= 0 and letters and i - k <= 9:
            word = words[k].text
            starts = [part[0].casefold() for part in word.replace("-", " ").split() if part]
            if starts and (word[0].isupper() or letters[-1] == starts[-1]) and starts == letters[-len(starts) :]:
                del letters[-len(starts) :]
                first = k
            elif word.casefold() not in _SMALL:
                break
            k -= 1
        if first >= 0 and not letters and words[first].capital:
            made = _make(words, first, i, "organisation")
            entry = lexicon.known.get(tuple(w.text for w in words[first:i])) or lexicon.known.get((short,))
            out.append(replace(made, known=entry, kind=entry.kind if entry else "organisation"))
    return out


def _make(words: Sequence[Word], first: int, last: int, kind: ActorKind) -> Name:
    text = ""
    for i in range(first, last):
        gap = i > first and words[i].begin > words[i - 1].end
        text += (" " if gap else "") + words[i].text
    return Name(first, last, words[first].begin, words[last - 1].end, text, kind)


def _known_at(words: Sequence[Word], i: int, lexicon: Lexicon) -> Name | None:
    word = words[i]
    if not word.alphabetic:
        return None
    for start, cut in ((word.text, ""), *(((word.text[:-1], "s"),) if word.text.endswith("s") else ())):
        for length in range(min(lexicon.longest.get(start, 0), len(words) - i), 0, -1):
            key = (start, *(w.text for w in words[i + 1 : i + length]))
            entry = lexicon.known.get(key)
            if entry is None and cut == "" and length > 1 and key[-1].endswith("s"):
                entry = lexicon.known.get((*key[:-1], key[-1][:-1]))
            if entry is None or (cut and length > 1):
                continue
            if entry.common and not (i and words[i - 1].text in _QUOTES) and not _after_noun(words, i, lexicon):
                continue
            if cut and lexicon.language != "de":
                continue
            return replace(_make(words, i, i + length, entry.kind), text=" ".join(key), known=entry)
    if lexicon.language == "de" and word.text[:1].isupper() and length_ok(word):
        for ending in ("en", "es", "em", "er", "e"):  # Weißen Haus, Deutschen Presse-Agentur
            stem = word.text.removesuffix(ending)
            if stem == word.text or not words[i + 1 : i + 2] or not words[i + 1].capital:
                continue
            for nominative_ending in ("es", "e", "er"):
                head = stem + nominative_ending
                for length in range(min(lexicon.longest.get(head, 0), len(words) - i), 1, -1):
                    tail = tuple(w.text for w in words[i + 1 : i + length])
                    for key in ((head, *tail), (head, *tail[:-1], tail[-1].removesuffix("es").removesuffix("s"))):
                        if key in lexicon.known:
                            made = _make(words, i, i + length, lexicon.known[key].kind)
                            return replace(made, text=" ".join(key), known=lexicon.known[key])
    return None


def length_ok(word: Word) -> bool:
    """Whether a word is long enough to carry an adjective ending."""
    return 4 < len(word.text) < 24


def _after_noun(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    return i > 0 and words[i - 1].text.lower() in lexicon.sets["medium_nouns"]


def _medium_at(words: Sequence[Word], i: int, lexicon: Lexicon) -> Name | None:
    """A medium named by a noun before it ("Sender Radio Wolke", "Zeitung „Hoy“") or a word in it ("Pellham Echo")."""
    low = words[i].text.lower()
    german = lexicon.language == "de" and words[i].capital
    forms = (low, low.removesuffix("s"), low.removesuffix("es"))
    agency = german and any(f.endswith(tuple(lexicon.sets["agency_nouns"])) for f in forms)
    if german and (agency or any(f.endswith(tuple(lexicon.sets["medium_nouns"])) for f in forms)):
        first = i + 1
        if first < len(words) and words[first].text in _QUOTES:
            last = first + 1
            while last < len(words) and last - first < 6 and words[last].text not in _QUOTES:
                last += 1
            if last > first + 1 and last < len(words) and words[last].text in _QUOTES:
                return _medium(_make(words, first + 1, last, "agency" if agency else "media"), agency=agency)
            return None
        last = first
        while last < len(words) and last - first < 3 and words[last].capital and not _common(words[last], lexicon):
            last += 1
        if last > first and not _known_at(words, first, lexicon):
            return _medium(_make(words, first, last, "agency" if agency else "media"), agency=agency)
        return None
    if words[i].capital and not lexicon.exact("not_names", words[i].text):
        last = i
        while last < len(words) and last - i < _LONGEST and _name_word(words, last, i, lexicon, number=True):
            last += 1
        parts = [k for k in range(i, last) if words[k].text in lexicon.sets["medium_parts"]]
        if parts and last - i > 1 and (lexicon.language == "en" or parts[0] == i or parts[-1] == last - 1):
            return _medium(_make(words, i, last, "media"), agency=False)
    return None


def _name_word(words: Sequence[Word], k: int, first: int, lexicon: Lexicon, *, number: bool) -> bool:
    word = words[k]
    if k > first and word.begin - words[k - 1].end > 1:
        return False
    return (word.capital and not lexicon.exact("not_names", word.text)) or (
        number and k > first and word.text.isdigit()
    )


def _medium(name: Name, *, agency: bool) -> Name:
    entry = Known(
        f"medium:{name.text.lower()}",
        name.text,
        "agency" if agency else "media",
        frozenset({"agency", "medium"} if agency else {"medium"}),
    )
    return replace(name, known=entry, kind=entry.kind)


def _common(word: Word, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is a noun of the language rather than part of a name."""
    text = word.text
    if not word.alphabetic or lexicon.exact("not_names", text):
        return True
    if lexicon.language == "en":
        return text in lexicon.sets["org_parts"]
    if lexicon.first.get(text):
        return False
    return (
        role_head(text, lexicon) is not None or body_head(text, lexicon) is not None or text.endswith(lexicon.endings)
    )


def _first_name(text: str, lexicon: Lexicon) -> str | None:
    return lexicon.first.get(text) or lexicon.first.get(text.split("-", maxsplit=1)[0].split("‑", maxsplit=1)[0])


def _title(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    return i >= 0 and (
        lexicon.exact("titles", words[i].text)
        or (words[i].alphabetic and len(words[i].text) > 3 and role_head(words[i].text, lexicon) is not None)
    )


def _person_at(words: Sequence[Word], i: int, lexicon: Lexicon) -> Name | None:
    word = words[i]
    if not word.capital or not word.alphabetic or lexicon.exact("not_names", word.text):
        return None
    if lexicon.exact("titles", word.text) or lexicon.has("determiners", word.text):  # "Einer" is a first name, too
        return None
    adjacent = i > 0 and words[i].begin - words[i - 1].end <= 2 and words[i - 1].text != "."
    if _shouted(words, i, i + 1, lexicon):
        return None
    titled = adjacent and _title(words, i - 1, lexicon)
    first_name = _first_name(word.text, lexicon)
    if not first_name and not titled and word.text not in _SURNAME_FIRST:
        return None
    if titled and _common(word, lexicon):
        return None
    last = _run(words, i, lexicon)
    if _body_follows(words, last, lexicon):  # "Marine Accident Bureau", "Charlotte Police"
        return None
    if last == i + 1:
        if not titled or (first_name and lexicon.language == "de" and not _honorific(words, i - 1, lexicon)):
            return None if not titled else _person(words, i, last, lexicon)
        return _person(words, i, last, lexicon)
    if word.text in _SURNAME_FIRST and not first_name and not titled and lexicon.language == "de":
        return _person(words, i, last, lexicon) if "-" in words[i + 1].text or last - i == 3 else None
    return _person(words, i, last, lexicon)


def _honorific(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    return lexicon.exact("titles", words[i].text)


def _run(words: Sequence[Word], i: int, lexicon: Lexicon) -> int:
    """Where the name that begins at ``i`` ends."""
    last, count, full = i + 1, 1, words[i].text not in _SURNAME_FIRST and not _first_name(words[i].text, lexicon)
    while last < len(words) and count < _LONGEST and words[last].begin - words[last - 1].end <= 1:
        word = words[last]
        if word.text == "." and len(words[last - 1].text) == 1:
            last += 1
            continue
        if full and count > 1 and word.text in _NOBLE:  # "X von der Charité"
            break
        if lexicon.has("particles", word.text) and word.text.lower() != "und":
            ahead = last + 1
            while ahead < len(words) and lexicon.has("particles", words[ahead].text):
                ahead += 1
            if ahead < len(words) and words[ahead].capital and not _common(words[ahead], lexicon) and ahead - last < 3:
                last, count, full = ahead + 1, count + 1, True
                continue
            break
        if not word.capital or not word.alphabetic:
            break
        if lexicon.exact("not_names", word.text) and not (
            lexicon.language == "en" and count == 1 and word.text in _MONTH_NAMES
        ):
            break
        if lexicon.language == "en" and word.text in lexicon.sets["org_parts"]:
            break
        if lexicon.exact("postnominals", word.text) and count > 1:
            break
        given = _first_name(word.text, lexicon) is not None or len(word.text) == 1
        if lexicon.language == "de" and full and not given and words[i].text not in _SURNAME_FIRST:
            break
        if count > 0 and lexicon.language == "de" and not given and _role_not_name(words, last, lexicon) and full:
            break
        last, count = last + 1, count + 1
        full = full or not given
    return last


def _role_not_name(words: Sequence[Word], k: int, lexicon: Lexicon) -> bool:
    return role_head(words[k].text, lexicon) is not None


def _person(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Name:
    made = _make(words, first, last, "person")
    parts = [words[k].text for k in range(first, last) if words[k].alphabetic]
    text = made.text
    surname = parts[-1]
    if text.endswith(f"{surname}."):  # "Ina B.", shortened to protect her
        surname += "."
    eastern = parts[0] in _SURNAME_FIRST and len(parts) > 1 and not _first_name(parts[0], lexicon)
    if eastern or (parts[0] == "Kim" and (len(parts) == 3 or "-" in parts[-1])):
        surname = parts[0]
    else:
        k = len(parts) - 1
        while k - 1 > 0 and lexicon.has("particles", parts[k - 1]):
            k -= 1
            surname = f"{parts[k]} {surname}"
    if (
        lexicon.language == "de"
        and last < len(words)
        and len(surname) > 4
        and surname.endswith("s")
        and words[last].capital
    ):
        # "Angela Merkels Sprecher": the genitive is no part of the name
        text, surname = text[:-1], surname[:-1]
    gender: str | None = _first_name(parts[0], lexicon) if len(parts) > 1 else None
    if gender == "u":
        gender = None
    before = words[first - 1].text if first else ""
    if before in lexicon.sets["female_titles"]:
        gender = "f"
    elif before in lexicon.sets["male_titles"]:
        gender = "m"
    return replace(made, text=text, gender=gender, surname=surname, sure=len(parts) > 1)


def _nameable(words: Sequence[Word], first: int, last: int, label: str, lexicon: Lexicon) -> bool:
    """Whether what the tagger took for a name can be one: no adjective, inhabitant, trade or thing of the language."""
    text = words[first].text
    whole = " ".join(w.text for w in words[first:last]).lower()
    if whole in lexicon.adjectives or (
        label == "PER" and lexicon.language == "en" and _trade(words[last - 1].text, lexicon)
    ):
        return False
    opens = first == 0 or words[first - 1].text in _CLOSING
    if label == "PER" and lexicon.language == "en" and last - first == 1 and opens and not lexicon.first.get(text):
        return not simplemma.is_known(text.lower(), "en")  # "Overhead, …"
    if lexicon.language != "de" or (lexicon.first.get(text) and not lexicon.has("determiners", text)):
        return True
    if last - first > 1:
        return label == "ORG" or not any(lexicon.has("determiners", w.text) or lexicon.exact("not_names", w.text) for w in words[first:last])  # fmt: skip # noqa: E501
    compound = "-" in text and role_head(text, lexicon) is not None
    if label == "ORG":
        return not compound
    article = first > 0 and lexicon.has("determiners", words[first - 1].text)
    if article and text in lexicon.sets["not_names"] | {lemma(text, "de")} and simplemma.is_known(text, "de"):
        return False  # "das Ziel"
    common = text.lower() in lexicon.inhabitants or noun_in(text, lexicon.sets["unnamed"], "de") is not None
    return not (compound or common or text.endswith(lexicon.endings) or (article and role_head(text, lexicon)))


def _trade(text: str, lexicon: Lexicon) -> bool:
    """Whether the last word of what the tagger took for a person is several people's trade: "Tory MPs"."""
    found = role_head(text, lexicon)
    return found is not None and text.lower() != found[0] and text.endswith("s")


def _tagged(words: Sequence[Word], lexicon: Lexicon, tagging: Tagging | None) -> list[Name]:
    out: list[Name] = []
    for span in tagging.spans if tagging else ():
        if span.label not in {"PER", "ORG"}:
            continue
        inside = between(words, span.begin, span.end)
        first, last = inside.start, inside.stop
        while first < last and (not words[first].capital or lexicon.exact("titles", words[first].text)):
            first += 1
        while first < last and not words[last - 1].alphabetic:
            last -= 1
        if first >= last or (
            last - first == 1
            and (lexicon.has("determiners", words[first].text) or lexicon.exact("not_names", words[first].text))
        ):
            continue
        if not _nameable(words, first, last, span.label, lexicon):
            continue
        if span.label == "PER" and _shouted(words, first, last, lexicon):
            continue
        if span.label == "PER":
            while last - first > 1 and lexicon.exact("postnominals", words[last - 1].text):
                last -= 1
            while (
                last - first > 1
                and role_head(words[first].text, lexicon)
                and not _first_name(words[first].text, lexicon)
            ):
                first += 1
            for k in range(first + 2, last):
                if (words[k].text in _NOBLE and not _first_name(words[k - 1].text, lexicon)) or words[k].text in _FROM:
                    last = k  # "X von der Charité", "X of the Guild"
                    break
            out.append(_person(words, first, last, lexicon))
        elif (last := _whole(words, first, last, lexicon)) - first > 1 or body_head(words[first].text, lexicon) is None:
            made = _make(words, first, last, "organisation")
            if lexicon.language == "de":
                made = replace(made, text=lemma(made.text, "de") if last - first == 1 else upright(made.text))
            out.append(made)
    places = _placed(words) - {words[n.last - 1].text for n in out if n.sure}
    return [n for n in out if n.kind != "person" or n.sure or n.text not in places or _first_name(n.text, lexicon)]


_AT = frozenset({"in", "aus", "near", "kreis", "kreises", "landkreis", "landkreises", "stadt", "gemeinde"})


def _placed(words: Sequence[Word]) -> set[str]:
    """Words that somewhere on the page stand for a place: "in Aarberg", "des Kreises Aarberg"."""
    return {word.text for before, word in pairwise(words) if word.capital and before.text.lower() in _AT}


def _body_follows(words: Sequence[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether an English name goes on with a word of which bodies' names are made."""
    if lexicon.language != "en" or last >= len(words):
        return False
    return words[last].text in lexicon.sets["org_parts"] and words[last].begin - words[last - 1].end == 1


def _whole(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """The end of a body's name that the tagger cut off: "Guild of | Harbour Masters", "Marine Safety | Bureau"."""
    if words[last - 1].text.lower() not in _SMALL or last - first < 2:
        while _body_follows(words, last, lexicon):
            last += 1
        return last
    end = last
    while (
        end < len(words) and end - last < _LONGEST and words[end].capital and words[end].begin - words[end - 1].end == 1
    ):
        end += 1
    return end if end > last else last - 1


def _shouted(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether capitals only make everyday words look like a name ("aide QUITS"), nowhere written otherwise."""
    texts = [words[k].text for k in range(first, last)]
    if not all(t.isupper() and len(t) > 2 and simplemma.is_known(t.lower(), lexicon.language) for t in texts):
        return False
    return not any(w.text.upper() in texts and w.text not in texts and w.capital for w in words)


def _surnames(words: Sequence[Word], names: Sequence[Name], lexicon: Lexicon) -> list[Name]:
    """Further places where the surname of a fully named person stands alone."""
    index = {n.surname.split()[-1]: n.surname for n in names if n.kind == "person" and n.surname and n.sure}
    out: list[Name] = []
    for i, word in enumerate(words):
        if not word.capital and word.text not in index:
            continue
        surname = index.get(word.text)
        if surname is None and lexicon.language == "de" and word.text.endswith("s"):
            surname = index.get(word.text[:-1])
        if surname is None:
            continue
        article = i > 0 and words[i - 1].text.lower() in {"der", "die", "das", "dem", "den", "ein", "eine", "the", "a"}
        if article and (
            role_head(word.text, lexicon) or lemma(word.text, lexicon.language).lower() != word.text.lower()
        ):
            continue
        parts = len(surname.split())
        first = (
            max(0, i - parts + 1) if " ".join(w.text for w in words[max(0, i - parts + 1) : i + 1]) == surname else i
        )
        made = _make(words, first, i + 1, "person")
        out.append(
            replace(made, text=surname, surname=surname, sure=False, gender=_title_gender(words, first, lexicon))
        )
    return out


def _title_gender(words: Sequence[Word], first: int, lexicon: Lexicon) -> str | None:
    before = words[first - 1].text if first else ""
    if before in lexicon.sets["female_titles"]:
        return "f"
    return "m" if before in lexicon.sets["male_titles"] else None
