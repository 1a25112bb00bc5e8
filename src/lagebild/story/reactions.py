"""Statements that react to what somebody else said: they point at it, or stand behind a word of reaction.

* Little more than a pointing expression: "das", "die Berichte", "a spokesman rejected the allegation".
* What points in other words, in a denial or where somebody knows nothing of it: "dafür gebe es keine Hinweise", "no
  such call is on file".
* A verdict on what was said and nothing else: "das trifft zu", "the allegation was baseless".
* Words of one's own behind a verb of reaction and a colon: "Die Stadt dementierte: Es sei nur Altpapier gewesen."

The words are data (``reactions.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

from lagebild.errors import DataFileError
from lagebild.story.claims_items import Item, first_span
from lagebild.text import fold, subtract

Reaction: TypeAlias = Literal["deny", "confirm", "unconfirmed"]

REACTIONS: frozenset[str] = frozenset({"deny", "confirm", "unconfirmed"})
FEW_WORDS = 3
"""A content of no more base words than this besides the pointing expression says nothing of its own."""
POINTING_WORDS = 6
"""What points in other words has at most so many base words …"""
PRONOUN_CHARS = 5
"""A pointing expression of at most so many letters is a pronoun."""
SENTENCE_END = re.compile(r"[.!?…][„“”‚‘’»«\"'›‹)]*\s|\n")
GERMAN_ARTICLE = re.compile(r"\b[Dd]as\s+(?=[A-ZÄÖÜ])")
"""Before a noun "das" points at nothing."""
STRAY_WORDS = 1
"""A verdict on another statement holds at most so many words that are not known."""
REACH_CHARS = 400
"""How far before words of one's own a word of reaction is looked for, in code points."""
QUOTES = " „“”‚‘’»«\"'›‹"


@dataclass(frozen=True, slots=True)
class Frame:
    """Words of reaction before words of one's own; ``a|b`` is one of several, all stand in the text before them."""

    reaction: Reaction
    all: tuple[str, ...]
    example: str

    def found_in(self, words: str) -> bool:
        """Whether all its words stand in the folded words, which are padded with blanks."""
        return all(any(f" {w} " in words for w in word.split("|")) for word in self.all)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the data file."""

    frames: tuple[Frame, ...]
    adverbs: tuple[str, ...]
    pointers: tuple[str, ...]
    negators: tuple[str, ...]
    empty: frozenset[str]
    naming: frozenset[str]
    accounts: frozenset[str]
    true: frozenset[str]
    false: frozenset[str]
    fillers: frozenset[str]
    openings: frozenset[str]
    admissions: frozenset[str]
    events: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words by which reactions are told; raises ``DataFileError`` naming a faulty entry."""
    raw = tomllib.loads(files("lagebild.story").joinpath("reactions.toml").read_text(encoding="utf-8"))
    frames = []
    for number, entry in enumerate(raw.get("frame", ()), start=1):
        if set(entry) != {"reaction", "all", "example"} or entry["reaction"] not in REACTIONS:
            message = f"reactions.toml: frame {number} needs reaction ({', '.join(sorted(REACTIONS))}), all and example"
            raise DataFileError(message)
        frames.append(Frame(entry["reaction"], tuple(fold(w).text for w in entry["all"]), entry["example"]))

    def words(name: str) -> frozenset[str]:
        return frozenset(fold(w).text for w in raw[name]["words"])

    return Vocabulary(
        frames=tuple(frames),
        adverbs=tuple(sorted(words("adverb"))),
        pointers=tuple(sorted(words("pointer"))),
        negators=tuple(sorted(words("negator"))),
        empty=words("empty"),
        naming=words("naming"),
        accounts=words("account"),
        true=words("true"),
        false=words("false"),
        fillers=words("filler") | words("negator"),
        openings=words("opening"),
        admissions=words("admission"),
        events=words("event"),
    )


def reaction_of(item: Item) -> Reaction | None:
    """How a statement reacts to another one that it does not repeat; ``None`` if it stands for itself."""
    stance = item.statement.stance
    if stance in REACTIONS and points_elsewhere(item):
        return _reaction(stance)
    if framed := framed_by(item):
        return framed
    if points_in_words(item):
        return _reaction(stance) if stance in REACTIONS else "deny"
    return verdict_of(item)


def _reaction(stance: str) -> Reaction:
    return "deny" if stance == "deny" else "confirm" if stance == "confirm" else "unconfirmed"


def points_elsewhere(item: Item) -> bool:
    """Whether the content is little more than a pointing expression ("die Berichte", "das")."""
    statement = item.statement
    if statement.anaphor is None:
        return False
    text = item.document.text
    behind = text[statement.anaphor.end : statement.anaphor.end + 30].split()
    if statement.mode == "reported" and not names_an_account(item):
        noun = bool(behind) and behind[0][0].isupper() and item.document.language == "de"
        return not noun
    if behind and fold(behind[0]).text.strip(",") in vocabulary().naming:
        return False
    told = [k for k in item.keys if k not in vocabulary().empty]
    own = sum(len(s) for s in subtract(statement.content, (statement.anaphor, *statement.cue, *statement.speaker)))
    return len(told) <= FEW_WORDS or own <= len(statement.anaphor)


def names_an_account(item: Item) -> bool:
    """Whether it points by a noun ("den Bericht", "diese Darstellung"), not by a pronoun."""
    anaphor = item.statement.anaphor
    if anaphor is None or item.statement.mode != "reported":
        return False
    return len(anaphor) > PRONOUN_CHARS or " " in anaphor.of(item.document.text)


def names_the_event(item: Item) -> bool:
    """Whether an answer only names what happened at all: "bestätigte den Vorfall", "confirmed the incident"."""
    if item.statement.mode != "reported" or len(item.keys) > POINTING_WORDS:
        return False
    words = _padded(item.text)
    return any(f" {w} " in words for w in vocabulary().events)


def points_in_words(item: Item) -> bool:
    """Whether a denial, or a statement that something is not so, points at what was said: "no such call"."""
    statement = item.statement
    denies = statement.stance in {"deny", "unconfirmed"} or (statement.stance == "support" and statement.negated)
    if not denies or statement.mode == "narration" or len(item.keys) > POINTING_WORDS:
        return False
    words = _padded(item.text)
    adverb = len(item.keys) <= FEW_WORDS + 1 and any(f" {w} " in words for w in vocabulary().adverbs)
    return adverb or any(f" {w} " in words for w in vocabulary().pointers)


def verdict_of(item: Item) -> Reaction | None:
    """What a statement says of another one that it only names: "the claim was nonsense", "that is correct"."""
    words = vocabulary()
    statement, text = item.statement, item.document.text
    if statement.mode == "narration" or item.figures:
        return None
    own = subtract(statement.content, (*statement.cue, *statement.speaker))
    tokens = [w for piece in own for w in _padded(fold(piece.of(text)).text).split()]
    left = [w for w in tokens if w not in words.fillers and w not in words.accounts]
    true, false = [w for w in left if w in words.true], [w for w in left if w in words.false]
    if bool(true) == bool(false) or len(left) > len(true) + len(false) + STRAY_WORDS:
        return None
    if statement.stance == "unconfirmed" or tokens[0] in words.openings:
        return "unconfirmed"
    negated = any(w in words.negators for w in tokens)
    return "confirm" if bool(true) != negated else "deny"


def framed_by(item: Item) -> Reaction | None:
    """The reaction named before words of one's own, if a colon joins them."""
    text, begin = item.document.text, first_span(item).begin
    before = SENTENCE_END.split(text[max(0, begin - REACH_CHARS) : begin].rstrip(QUOTES))[-1]
    if not before.endswith(":"):
        return None
    if item.document.language == "de":
        before = GERMAN_ARTICLE.sub("", before)
    words = _padded(fold(before).text)
    found = next((f.reaction for f in vocabulary().frames if f.found_in(words)), None)
    negated = any(f" {w} " in words for w in vocabulary().negators)
    return "unconfirmed" if found == "confirm" and negated else found


def admits(item: Item) -> bool:
    """Whether a confirmation is told as an admission ("räumte ein", "admitted")."""
    cues = [fold(piece.of(item.document.text)).text for piece in item.statement.cue]
    return item.statement.stance == "confirm" and any(c in vocabulary().admissions for c in cues)


@lru_cache(maxsize=8192)
def _padded(text: str) -> str:
    words: Sequence[str] = "".join(c if c.isalnum() else " " for c in text).split()
    return f" {' '.join(words)} "
