"""Whole clauses: a content ends where a clause, a coordination or the frame ends, never amid a phrase.

The tagger marks words, so its spans may stop after a preposition or an article ("Die Behörde warnt vor"). Grammar
says where such a span may end; it is completed from its sentence up to there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.hits import find_hits
from lagebild.language.tokens import verb_mood
from lagebild.model import Span
from lagebild.text import overlap

_FARTHEST = 30
"""Words a piece may grow at one of its ends."""
_JOINING = frozenset({"und", "oder", "aber", "sowie", "sondern", "denn", "and", "or", "but", "while", "when"})
_OPENERS = frozenset({"to", "that", "wonach", "demzufolge", "derzufolge", "wherein"})
_REACTIONS = frozenset({"deny", "confirm", "doubt", "assess"})
_REPORTING = frozenset({"nach denen", "wonach", "denen zufolge", "demzufolge", "laut denen", "nach dem"})
_INNER = "-/&'’%"
"""Marks inside a phrase, at which no clause ends."""
_OPENING = '„“"»«‚‘('


def completed(draft: Draft, lines: Sequence[Line], places: Sequence[Span]) -> Draft:
    """The draft with each end of its content moved out to the nearest end of a clause; direct speech stays."""
    if draft.mode != "direct":
        own = [*draft.frame]
        if draft.mode == "indirect":
            own += [*draft.cue, *draft.speaker, *draft.addressee, *draft.via]
        pieces = _answered(sorted(draft.content), lines, places)
        draft.content = _disjoint([_grown(piece, draft, own, lines, places) for piece in pieces])
    return draft


def _answered(pieces: Sequence[Span], lines: Sequence[Line], places: Sequence[Span]) -> Sequence[Span]:
    """Without what somebody was only asked: "Asked whether it was laid, she said that nobody knew"."""
    line = lines[_at(places, pieces[0].begin)]
    asked = line.pack.words("asked")
    opened = line.lows[0] in asked or any(line.lows[: len(p)] == p for p in line.pack.phrases("asked"))
    question = Span(line.tokens[0].begin, line.tokens[line.parts[0][1] - 1].end)
    answers = [p for p in pieces if not question.covers(p)] if opened and len(line.parts) > 1 else []
    return answers or pieces


def by_sentence(draft: Draft, places: Sequence[Span], kinds: Sequence[str]) -> list[Draft]:
    """The draft cut where sentences end: one frame governs its own sentence, what follows in the Konjunktiv runs on.

    ``kinds`` are the moods of the sentences; a further sentence in the Indikativ is dropped. Direct speech stays.
    """
    first, last = _at(places, draft.content[0].begin), _at(places, draft.content[-1].end - 1)
    if draft.mode == "direct" or first == last:
        return [draft]
    home = _at(places, draft.cue[0].begin) if draft.cue else first
    home = home if first <= home <= last else first
    out: list[Draft] = []
    for number in range(first, last + 1):
        inside = [cut for s in draft.content if (cut := _common(s, places[number])) is not None]
        if not inside:
            continue
        if number == home:
            out.append(replace(draft, content=inside))
        elif draft.mode == "free_indirect" or kinds[number] == "reported":
            rest = replace(draft, content=inside, mode="free_indirect", cue=[], frame=[], verb=None, inherited=True)
            out.append(rest)
    return out


def reports_joined(drafts: Sequence[Draft], lines: Sequence[Line], places: Sequence[Span]) -> list[Draft]:
    """Join "dementierte Berichte" with the clause that says what the reports say, as in "…, nach denen X kämpfe"."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last is not None and _what_is_denied(last, draft, lines[_at(places, draft.extent.begin)]):
            last.content = [*last.content[:-1], Span(last.content[-1].begin, draft.extent.end)]
        else:
            out.append(draft)
    return out


def _what_is_denied(one: Draft, two: Draft, line: Line) -> bool:
    if one.mode != "reported" or two.mode == "direct":
        return False
    if one.extent.end > two.extent.begin or not line.sentence.span.covers(one.extent):
        return False
    relative = line.text[one.extent.end : two.extent.end].lower().lstrip(" ,")  # the tagger may take "nach" for a cue
    if not relative.startswith(tuple(f"{words} " for words in _REPORTING)):
        return False
    hits = find_hits(line)
    return any(h.cue.act in _REACTIONS for h in hits if one.extent.covers(line.span(h.at, h.at + 1)))


def names_topic(draft: Draft, lines: Sequence[Line], places: Sequence[Span]) -> bool:
    """Whether a summary only says that somebody spoke of something ("nahm Stellung zu …"), not what."""
    if draft.mode != "reported":
        return False
    line = lines[_at(places, draft.extent.begin)]
    lows = {t.low for t in line.tokens if draft.extent.begin <= t.begin < draft.extent.end}
    pack = line.pack
    spoke = lows & pack.words("stance_nouns") and lows & pack.words("stance_verbs")
    return bool(spoke) and not lows & pack.words("negators")


def acts_as_if(draft: Draft, lines: Sequence[Line], places: Sequence[Span]) -> bool:
    """Whether the words only say how somebody behaved ("tat, als sei das leicht", "acted as if …")."""
    line = lines[_at(places, draft.extent.begin)]
    first = bisect_left(line.tokens, draft.extent.begin, key=lambda t: t.begin)
    if draft.mode == "direct" or first + 1 >= len(line.tokens):
        return False
    if line.pack.language == "en":
        return line.lows[first : first + 2] in {("as", "if"), ("as", "though")}
    return line.lows[first] == "als" and (line.lows[first + 1] == "ob" or verb_mood(line.tokens, first + 1) == "sub")


def _at(places: Sequence[Span], position: int) -> int:
    return max(0, bisect_right(places, position, key=lambda p: p.begin) - 1)


def _common(one: Span, two: Span) -> Span | None:
    begin, end = max(one.begin, two.begin), min(one.end, two.end)
    return Span(begin, end) if begin < end else None


def _disjoint(pieces: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for piece in pieces:
        if out and piece.begin <= out[-1].end:
            out[-1] = Span(out[-1].begin, max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return out


def _grown(piece: Span, draft: Draft, own: Sequence[Span], lines: Sequence[Line], places: Sequence[Span]) -> Span:
    outside = [s for s in own if not piece.covers(s)]
    return Span(_begin(piece, draft, outside, lines, places), _end(piece, outside, lines, places))


def _begin(piece: Span, draft: Draft, own: Sequence[Span], lines: Sequence[Line], places: Sequence[Span]) -> int:
    line = lines[_at(places, piece.begin)]
    tokens, pack = line.tokens, line.pack
    first = bisect_left(tokens, piece.begin, key=lambda t: t.begin)
    if first >= len(tokens) or tokens[first].begin != piece.begin:
        return piece.begin
    if line.lows[first] in pack.words("complementizers") | pack.words("subordinators") | _OPENERS:
        return piece.begin
    part = Span(tokens[line.parts[line.part_of(first)][0]].begin, piece.begin)
    framed = any(s.overlaps(part) for s in (*draft.cue, *draft.frame))
    if draft.mode != "reported" and framed and (draft.verb is not None or pack.language != "de"):
        return piece.begin  # "dementierte |, dass": the frame stands before
    i = first
    while i > 0 and first - i < _FARTHEST and not _opens(line, i, own):
        i -= 1
    return tokens[i].begin if first - i < _FARTHEST else piece.begin


def _opens(line: Line, i: int, own: Sequence[Span]) -> bool:
    """Whether a clause may begin at token ``i``."""
    before = line.tokens[i - 1]
    if any(s.begin <= before.begin < s.end for s in own):
        return True
    if line.lows[i] in _JOINING or line.lows[i - 1] in _JOINING | _OPENERS | line.pack.words("complementizers"):
        return True
    return not before.word and before.text not in _INNER and not _ordinal(line, i - 1)


def _ordinal(line: Line, i: int) -> bool:
    """A full stop amid the sentence ends a numeral or an abbreviation, no clause."""
    return line.tokens[i].text == "." and i + 1 < len(line.tokens)


def _end(piece: Span, own: Sequence[Span], lines: Sequence[Line], places: Sequence[Span]) -> int:
    line = lines[max(0, bisect_left(places, piece.end, key=lambda p: p.begin) - 1)]
    tokens = line.tokens
    after = bisect_left(tokens, piece.end, key=lambda t: t.begin)
    if not after or tokens[after - 1].end > piece.end or tokens[after - 1].begin < piece.begin:
        return piece.end
    j = after
    while j < len(tokens) and j - after < _FARTHEST and not _closes(line, j, own, fresh=j == after):
        j += 1
    return tokens[j - 1].end if j - after < _FARTHEST else piece.end


def _closes(line: Line, j: int, own: Sequence[Span], *, fresh: bool) -> bool:
    """Whether a clause may end before token ``j``; ``fresh`` says that the piece ended there already."""
    token, before = line.tokens[j], line.tokens[j - 1]
    if any(s.begin <= token.begin < s.end for s in own):
        return True
    quoted = before.text in _OPENING and not fresh and token.word  # words in marks amid the clause
    if not before.word and before.text not in _INNER and not _ordinal(line, j - 1) and not quoted:
        return before.text not in _OPENING or not line.quoted[j]
    if line.lows[j] in _JOINING:
        return line.lows[j - 1] not in line.pack.words("determiners")
    if token.word or token.text in _INNER or _ordinal(line, j):
        return False
    return not (line.quoted[j] and token.text in _OPENING and before.word) and token.text != "("


def inside(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a content lies in that of another draft without a cue of its own there."""
    for other in () if draft.nested else others:
        if other is draft or "direct" in {draft.mode, other.mode} or not other.extent.covers(draft.extent):
            continue
        size = sum(len(s) for s in draft.content)
        if overlap(draft.content, other.content) < size or sum(len(s) for s in other.content) == size:
            continue
        framed = draft.cue and all(any(c.covers(s) for c in other.content) for s in draft.cue)
        if not framed or draft.extent.begin == other.extent.begin:
            return True
    return False
