"""Direct speech: which quoted stretches are somebody's words, and whose.

A stretch counts as speech if it stands for itself (after a colon, a comma, at the start of a sentence or next to
a verb of saying) and is more than a name or a single word. Interrupted quotations have one frame; a stretch that
follows in the same paragraph without a frame goes on with the speaker before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.frames import with_frame
from lagebild.language.statements.hits import Hit, unlisted_hit
from lagebild.language.statements.marks import Quoted
from lagebild.language.statements.nouns import acting, noun_phrase
from lagebild.model import Span
from lagebild.text import trim

_FEWEST_WORDS = 3
_NEAR = 3
_NOBODY = frozenset({"es"})
"""Subjects that nobody is: "Es gelte zu handeln: „…“"."""
_ASKED = frozenset({"er", "sie", "he", "she"})


def direct_drafts(
    text: str, lines: Sequence[Line], quotes: Sequence[Quoted], hits: Sequence[Sequence[Hit]]
) -> tuple[list[Draft], set[tuple[int, int]]]:
    """Direct speech with its frames, and the cues it has used up as (line, token)."""
    begins = [line.sentence.span.begin for line in lines]
    out: list[Draft] = []
    used: set[tuple[int, int]] = set()
    last: tuple[int, Draft, int, int] | None = None
    for quote in quotes:
        a = bisect_right(begins, quote.outer.begin) - 1
        b = bisect_right(begins, quote.inner.end - 1) - 1
        if a < 0 or not _is_speech(text, lines[a], quote):
            continue
        draft = Draft(_pieces(text, lines[a : b + 1], quote.inner), "direct", "rule:quotation")
        place = _frame(lines, hits, a, b, quote)
        paragraph = lines[a].sentence.paragraph
        if place is not None:
            number, hit = place
            with_frame(draft, lines[number], hit)
            used.add((number, hit.at))
        elif (
            not _so_frame(lines[b], quote, draft)
            and last is not None
            and last[0] in {paragraph, paragraph - 1}
            and last[3] >= a - 1
        ):
            gap = text[last[2] : quote.outer.begin].strip()
            if last[0] == paragraph or (not gap and lines[a].sentence.span.begin >= quote.outer.begin):
                draft.speaker, draft.inherited = list(last[1].speaker), True
        if not draft.speaker and place is None and not draft.cue:
            draft.speaker, draft.inherited = _before(lines, a, quote), True
        last = (lines[b].sentence.paragraph, draft, quote.outer.end, b)
        out.extend(_split(draft))
    return out, used


def _is_speech(text: str, line: Line, quote: Quoted) -> bool:
    words = quote.inner.of(text).split()
    if not words:
        return False
    before = text[line.sentence.span.begin : quote.outer.begin].rstrip()
    alone = not before or before[-1] in ':,–—-;“”»«".' or quote.outer.begin <= line.sentence.span.begin
    ended = words[-1][-1] in ".!?," or text[quote.outer.end : quote.outer.end + 1] in {",", ""}
    after = text[quote.outer.end : quote.outer.end + 3].strip()
    if len(words) >= _FEWEST_WORDS and alone:
        return ended or not after or not after[0].islower() or before[-1:] == ":"
    return alone and ended and (len(words) > 1 or words[-1][-1] in "!?.," or before[-1:] == ":" or not before)


def _pieces(text: str, lines: Sequence[Line], inner: Span) -> list[Span]:
    """The quoted words sentence by sentence, so that each proposition can be compared on its own."""
    found: list[Span] = []
    for line in lines:
        begin, end = max(inner.begin, line.sentence.span.begin), min(inner.end, line.sentence.span.end)
        span = trim(text, Span(begin, end)) if begin < end else None
        if span is not None and any(c.isalnum() for c in span.of(text)):
            found.append(span)
    return found or [inner]


def _split(draft: Draft) -> list[Draft]:
    return [
        Draft(
            [piece],
            "direct",
            draft.rule,
            cue=list(draft.cue),
            speaker=list(draft.speaker),
            verb=draft.verb,
            negated=draft.negated,
            inherited=draft.inherited,
            nobody=draft.nobody,
        )
        for piece in draft.content
    ]


def _frame(
    lines: Sequence[Line], hits: Sequence[Sequence[Hit]], a: int, b: int, quote: Quoted
) -> tuple[int, Hit] | None:
    after = [h for h in hits[b] if lines[b].tokens[h.at].begin >= quote.outer.end and "clause" in h.cue.takes]
    gap = [t for t in lines[b].tokens if t.begin >= quote.outer.end and t.word]
    if after and gap and sum(t.begin < lines[b].tokens[after[0].at].begin for t in gap) <= 8:
        before_quote = [h for h in hits[a] if lines[a].tokens[h.at].begin < quote.outer.begin]
        colon = lines[a].text[: quote.outer.begin].rstrip()[-1:] == ":"
        if not (before_quote and colon):
            return b, after[0]
    if (unlisted := _unlisted(lines[b], quote)) is not None:
        return b, unlisted
    before = [h for h in hits[a] if lines[a].tokens[h.at].begin < quote.outer.begin]
    if before:
        return a, before[-1]
    if after:
        return b, after[0]
    lead = lines[a].text[lines[a].sentence.span.begin : quote.outer.begin].strip()
    if not lead and a and hits[a - 1] and lines[a - 1].text[: lines[a - 1].sentence.span.end].endswith(":"):
        return a - 1, hits[a - 1][-1]
    return None


def _unlisted(line: Line, quote: Quoted) -> Hit | None:
    """The verb right behind the closing mark and a comma, whatever it is: "…“, schimpft ein Maurer"."""
    at = next((k for k, t in enumerate(line.tokens) if t.begin >= quote.outer.end), None)
    if at is None or line.tokens[at].text != "," or at + 1 >= len(line.tokens):
        return None
    return unlisted_hit(line, at + 1)


def _so_frame(line: Line, quote: Quoted, draft: Draft) -> bool:
    """As in "…“, so X"."""
    for k, token in enumerate(line.tokens[:-1]):
        if token.low != "so" or line.quoted[k] or line.pack.language != "de" or not k or line.tokens[k - 1].word:
            continue
        end = noun_phrase(line, k + 1, len(line.tokens))
        if end > k + 1 and (token.begin >= quote.outer.end or line.quoted[0] or not line.tokens[0].word):
            draft.cue, draft.speaker, draft.rule = [line.span(k, k + 1)], [line.span(k + 1, end)], "rule:so"
            return True
    head = [k for k, t in enumerate(line.tokens) if t.end <= quote.outer.begin]
    if head and line.tokens[head[-1]].text == ":" and not draft.cue:
        end = noun_phrase(line, 0, head[-1])
        if end and end >= head[-1] - 1 and line.lows[0] not in _NOBODY:
            draft.speaker, draft.rule = [line.span(0, end)], "rule:colon"
            return True
    laut = next((k for k, t in enumerate(line.tokens) if t.low == "laut" and not line.quoted[k]), None)
    if laut is not None:
        end = noun_phrase(line, laut + 1, len(line.tokens))
        if end > laut + 1:
            draft.cue, draft.speaker = [line.span(laut, laut + 1)], [line.span(laut + 1, end)]
            return True
    return False


def _before(lines: Sequence[Line], a: int, quote: Quoted) -> list[Span]:
    """The subject of the sentence before a quotation that has no frame at all."""
    line = lines[a]
    if line.sentence.span.begin < quote.outer.begin - _NEAR:
        end = noun_phrase(line, 0, len(line.tokens))
        return [line.span(0, end)] if end and line.lows[0] not in _NOBODY else []
    if not a or lines[a - 1].sentence.paragraph < line.sentence.paragraph - 1:
        return []
    prior = lines[a - 1]
    if prior.sentence.block in {"headline", "kicker"}:
        return []
    if prior.tokens[-1].text == "?":  # "Was er dazu sagt? „…“"
        asked = next((k for k, low in enumerate(prior.lows) if low in _ASKED and not prior.quoted[k]), None)
        return [] if asked is None else [prior.span(asked, asked + 1)]
    for start in (0, *range(1, min(4, len(prior.tokens)))):
        end = noun_phrase(prior, start, len(prior.tokens))
        named = acting(prior, start, end) or any(t.capital for t in prior.tokens[max(1, start) : end])
        if end > start and not prior.quoted[start] and named:
            return [prior.span(start, end)]
    return []
