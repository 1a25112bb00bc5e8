"""Noun phrases as speakers: where the subject of a frame begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.language.actors.grammar import body_head, noun_gender, role_head
from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.morphology import analyse_word
from lagebild.language.statements.draft import Line

if TYPE_CHECKING:
    from lagebild.language.statements.hits import Hit

_GENITIVE = frozenset(
    {"der", "des", "von", "vom", "für", "seines", "ihres", "eines", "einer", "of", "for", "from", "de"}
)
_JOINING = frozenset({"&", "-", "'", "’", "/", ".", "and", "und", "sowie"})
_ADJECTIVE_ENDS = ("e", "en", "er", "es", "em")
_LOOK = 12
_TIMES = frozenset(
    {"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "sonnabend", "jahr", "woche"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "abend", "morgen", "uhr"}
)


def noun_phrase(line: Line, i: int, stop: int) -> int:
    """End of the noun phrase that starts at token ``i`` (``i`` itself if there is none), before ``stop``."""
    if line.pack.language == "de":
        return _german(line, i, stop)
    return _english(line, i, stop)


def _german(line: Line, i: int, stop: int) -> int:
    pack, tokens = line.pack, line.tokens
    j = i
    capitals = 0
    genitive = False
    if i == 0 and stop and _no_noun(line):
        return i
    while j < min(stop, i + _LOOK):
        token, low = tokens[j], line.lows[j]
        if low in pack.words("pronouns") and capitals == 0 and j == i and not _noun_follows(line, j, stop):
            return j + 1
        if token.text == "(" and capitals:
            close = next((k for k in range(j, min(stop, j + 8)) if tokens[k].text == ")"), None)
            if close is None:
                break
            j = close + 1
        elif (
            token.capital and token.word and not (j == i and low in pack.words("adjuncts") | pack.words("determiners"))
        ):
            if low in _TIMES and not capitals and i:
                return i
            capitals, genitive = capitals + 1, False
            j += 1
        elif low in pack.words("determiners") or low in _GENITIVE:
            if not capitals:
                if low in {"von", "vom", "für", "of"}:
                    return i
                j += 1
            elif low in _GENITIVE and not _is_name(tokens[j - 1].text, low) and _noun_follows(line, j, stop):
                genitive = True
                j += 1
            else:
                break
        elif capitals and low in {"aus", "in", "beim", "im"} and _is_role_gap(line, j, stop, i):
            genitive = True
            j += 1
        elif low in {"„", "“", '"', "»", "«", "”"} or (
            token.text in _JOINING
            and capitals
            and j + 1 < stop
            and (tokens[j + 1].capital or _noun_follows(line, j, stop))
        ):
            j += 1
        elif low.endswith(_ADJECTIVE_ENDS) and token.word and (not capitals or genitive) and _noun_ahead(line, j, stop):
            if low in pack.words("adjuncts"):
                break
            j += 1
        else:
            break
    while j > i and not (tokens[j - 1].word or tokens[j - 1].text in ')“"»«”'):
        j -= 1
    return j if capitals else i


def _no_noun(line: Line) -> bool:
    """Whether only its place at the head of the sentence gives the first word its capital ("Indessen", "Vermisst")."""
    word, follows = line.tokens[0], line.tokens[1] if len(line.tokens) > 1 else None
    if not word.capital or not word.text.isalpha() or (follows is not None and follows.capital):
        return False
    if word.low in line.pack.words("pronouns") | line.pack.words("determiners"):
        return False
    found = analyse_word(word.text).pos
    return found in {"adverb", "verb"} or (found == "other" and word.low not in load_lexicon("de").first)


def fronted_object(line: Line, start: int, hit: Hit) -> bool:
    """Whether the words before a German verb are not its subject: a preposition, an accusative, a thing.

    "Angesichts der Lage fordert der Verband …", "Den Antrag lehnte der Rat ab", "Eine Zahl nannte der Landrat".
    """
    pack = line.pack
    if pack.language != "de" or line.part_of(hit.at) or hit.passive:
        return False
    low = line.lows[start]
    if low in pack.words("oblique_openers") | pack.words("accusatives"):
        return hit.at < line.parts[0][1] - 2  # a verb at the end is that of a subordinate clause
    if low not in pack.words("determiners"):
        return False
    end = noun_phrase(line, start, hit.at)
    after = noun_phrase(line, hit.at + 1, len(line.tokens))
    if after > hit.at + 1 and end == hit.at:
        one, two = _case(line, start, end), _case(line, hit.at + 1, after)
        if (one == "dative" or two == "nominative") and one != "nominative":
            return True
    if end != hit.at or after <= hit.at + 1 or line.lows[hit.at + 1] in {"sich", "es", "dem", "den"}:
        return False
    return not acting(line, start, end) and acting(line, hit.at + 1, after)


def _case(line: Line, begin: int, end: int) -> str | None:
    """The case that "der" shows before a singular noun: "der Stadt" is a dative, "der Inhaber" a nominative."""
    if line.lows[begin] != "der":
        return None
    noun = next((line.tokens[k].text for k in range(begin + 1, end) if line.tokens[k].capital), "")
    role = role_head(noun, load_lexicon("de")) if noun else None
    gender = role[1] if role else noun_gender(noun) if body_head(noun, load_lexicon("de")) else None
    return {"f": "dative", "m": "nominative"}.get(gender or "")


def acting(line: Line, begin: int, end: int) -> bool:
    """Whether a noun phrase names somebody who can speak: an office, a body, a listed name, a first name, a pronoun."""
    lexicon = load_lexicon(line.pack.language)
    for k in range(begin, end):
        token = line.tokens[k]
        if token.low in {"er", "wir", "ich", "man"} or (token.text,) in lexicon.known or token.text in lexicon.first:
            return True
        if k == begin and token.capital and analyse_word(token.text).pos == "name":
            return True
        if token.capital and (role_head(token.text, lexicon) or body_head(token.text, lexicon)):
            return True
    return False


def documents(line: Line) -> frozenset[str]:
    """Nouns for papers that say something ("Bericht", "Schreiben")."""
    return load_lexicon(line.pack.language).sets["documents"]


def told_nouns(line: Line) -> frozenset[str]:
    """Nouns for what was said, which somebody else may reject ("Vorwurf", "Gerücht")."""
    return load_lexicon(line.pack.language).sets["told"]


def _is_role_gap(line: Line, j: int, stop: int, i: int) -> bool:
    """As in "Sprecher aus dem Ministerium" but not "sagte Heil in Berlin"."""
    return line.lows[j] == "aus" and j - i <= 2 and _noun_follows(line, j, stop)


def _is_name(word: str, article: str) -> bool:
    """After a proper name "der"/"dem" opens the next phrase ("sagte Heil der Zeitung"); "des" and "von" go on."""
    return article == "der" and analyse_word(word).pos == "name"


def _noun_follows(line: Line, j: int, stop: int) -> bool:
    return _noun_ahead(line, j, min(stop, j + 4))


def _noun_ahead(line: Line, j: int, stop: int) -> bool:
    for k in range(j + 1, min(stop, j + 4)):
        if line.tokens[k].capital and line.tokens[k].word:
            return True
        low = line.lows[k]
        if not (low.endswith(_ADJECTIVE_ENDS) or low in line.pack.words("determiners") or low in {'"', "„"}):
            return False
    return False


def _opens_next(line: Line, j: int) -> bool:
    """An article right after a noun begins the next phrase ("told reporters the bridge …")."""
    return line.lows[j] in line.pack.words("determiners") and line.lows[j - 1] not in _GENITIVE | _JOINING | {
        "in",
        "at",
        "'s",
    }


def _english(line: Line, i: int, stop: int) -> int:
    pack, tokens = line.pack, line.tokens
    j = i
    heads = 0
    while j < min(stop, i + 2 * _LOOK):
        token, low = tokens[j], line.lows[j]
        if low in pack.words("pronouns") and j == i and low not in pack.words("determiners"):
            return j + 1
        if low in pack.words("pronouns") and j == i and j + 1 == stop:
            return j + 1
        if token.text in '“”"' or token.text == "(":
            break
        if not token.word and token.text not in _JOINING and token.text not in {".", "'", "’", "-", "&"}:
            break
        if low in pack.words("adjuncts") and not (heads and low in {"of", "for", "from", "in", "at"} and j + 1 < stop):
            break
        if heads and (low in pack.words("modals") | pack.words("auxiliaries") or _opens_next(line, j)):
            break
        heads += token.word and low not in pack.words("determiners")
        j += 1
    while j > i and not tokens[j - 1].word:
        j -= 1
    return j if heads else i
