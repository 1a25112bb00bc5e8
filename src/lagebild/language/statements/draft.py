"""What a mechanism hands on: a statement in the making, and the sentence it looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lagebild.language.pack import Cue, Pack
from lagebild.language.tokens import Token
from lagebild.model import Mode, Sentence, Span


@dataclass(slots=True)
class Draft:
    """A statement in the making; spans are in the document's text."""

    content: list[Span]
    mode: Mode
    rule: str
    cue: list[Span] = field(default_factory=list)
    speaker: list[Span] = field(default_factory=list)
    via: list[Span] = field(default_factory=list)
    addressee: list[Span] = field(default_factory=list)
    frame: list[Span] = field(default_factory=list)
    verb: Cue | None = None
    negated: bool = False
    inherited: bool = False
    nobody: bool = False
    nested: bool = False
    """Whether the words stand in reported speech of somebody else, who is the speaker."""
    hearsay: Span | None = None
    act: str | None = None
    certainty: str | None = None
    confidence: float = 0.8
    act_scores: dict[str, float] = field(default_factory=dict)
    certainty_scores: dict[str, float] = field(default_factory=dict)

    @property
    def extent(self) -> Span:
        """From the first to the last code point of the content."""
        return Span(min(s.begin for s in self.content), max(s.end for s in self.content))


@dataclass(slots=True)
class Line:
    """A sentence made ready for the rules: tokens, which of them are quoted, the segments between commas."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    quoted: tuple[bool, ...]
    pack: Pack
    text: str
    parts: tuple[tuple[int, int], ...] = ()

    def span(self, i: int, j: int) -> Span:
        """The text span of tokens ``[i, j)``."""
        return Span(self.tokens[i].begin, self.tokens[j - 1].end)

    @property
    def bare(self) -> Span:
        """The sentence without the full stop and blanks at its end."""
        span = self.sentence.span
        end = span.end
        while end > span.begin + 1 and self.text[end - 1] in ". \n":
            end -= 1
        return Span(span.begin, end)

    def part_of(self, i: int) -> int:
        """Index of the segment token ``i`` stands in."""
        for k, (a, b) in enumerate(self.parts):
            if a <= i < b:
                return k
        return len(self.parts) - 1


def make_line(sentence: Sentence, tokens: tuple[Token, ...], quotes: Sequence[Span], pack: Pack, text: str) -> Line:
    """Mark quoted tokens and cut the sentence at commas, colons, semicolons and dashes outside quotation marks."""
    quoted = tuple(any(q.begin <= t.begin < q.end for q in quotes) for t in tokens)
    cuts = [0]
    for i, token in enumerate(tokens):
        if quoted[i]:
            continue
        if token.text in {",", ":", ";", "–", "—"} or (token.text == "-" and _spaced(text, token)):
            cuts.append(i + 1)
    cuts.append(len(tokens))
    parts = tuple((a, b) for a, b in pairwise(cuts) if b > a)
    return Line(sentence, tokens, tuple(t.low for t in tokens), quoted, pack, text, parts)


def _spaced(text: str, token: Token) -> bool:
    return text[token.begin - 1 : token.begin].isspace() and text[token.end : token.end + 1].isspace()
