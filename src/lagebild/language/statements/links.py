"""Links of a chain that stand outside the frame: who stands behind a speaker, and papers that speak.

"Sie berichtete, ein Arzt habe ihr gesagt, …": she says so, the doctor stands behind her. "Der Sender berief sich auf
das Amt": behind what the sentence before reports. "…, zitierte das Blatt einen Wachmann". "…, heißt es darin": the
paper last named. "Nach Informationen unserer Zeitung aus Justizkreisen": the circles, not the page itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.language.actors.grammar import noun_in
from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.nouns import noun_phrase
from lagebild.language.tokens import find_phrase
from lagebild.model import Span

_TOLD = frozenset({"assert", "announce", "confirm", "warn", "assess"})
"""Acts by which a speaker passes on what he was told; who denies or doubts it does not."""
_IN_IT = frozenset({"darin", "dort", "hierin"})
_NEAR = 3
"""Words between "heißt es" and "darin"."""
_BEFORE = 2
"""Sentences back in which the paper may be named."""
_SHORT_SUBJECT = 4


def settle_links(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Draft]:
    """Complete the chains of ``drafts``, which are in text order and changed."""
    if not lines:
        return list(drafts)
    begins = [line.sentence.span.begin for line in lines]
    homes = [max(0, bisect_right(begins, (d.cue or d.content)[0].begin) - 1) for d in drafts]
    out = list(drafts)
    for draft, home in zip(drafts, homes, strict=True):
        line = lines[home]
        _without_preposition(draft, line)
        if line.pack.language == "de":
            _circles(draft, line)
            _paper(draft, lines, home)
        _quoted_source(draft, line)
    nest(drafts, lines)
    for number, line in enumerate(lines):
        source = referral(line)
        if source is None:
            continue
        before = [d for d, h in zip(drafts, homes, strict=True) if h == number - 1 and d.speaker]
        if before and lines[number - 1].sentence.paragraph == line.sentence.paragraph:
            for draft in before:
                draft.via = draft.via or [source]
            out = [d for d in out if not line.sentence.span.covers(d.extent)]
    return out


def _without_preposition(draft: Draft, line: Line) -> None:
    """As in "In dem Papier heißt es": the speaker is the paper."""
    if len(draft.speaker) == 1 and line.pack.language == "de":
        span = draft.speaker[0]
        inside = [t for t in line.tokens if span.begin <= t.begin < span.end]
        if len(inside) > 1 and inside[0].low in {"in", "im", "aus", "laut"}:
            draft.speaker = [Span(inside[1].begin, span.end)]


def _circles(draft: Draft, line: Line) -> None:
    """As in "nach Informationen unserer Zeitung aus Justizkreisen", "… der Redaktion aus Kreisen der Polizei"."""
    if not draft.speaker or not draft.cue or line.sentence.span.covers(draft.speaker[0]) is False:
        return
    low = draft.speaker[0].of(line.text).lower().split()
    if len(low) < 2 or low[0] not in line.pack.words("own_house") or draft.mode == "direct":
        return
    for k, word in enumerate(line.lows[:-1]):
        following = line.lows[k + 1]
        if word == "aus" and following.endswith(("kreisen", "kreise")):
            end = noun_phrase(line, k + 1, len(line.tokens))
            draft.speaker, draft.inherited = [line.span(k + 1, max(end, k + 2))], False
            return


def _paper(draft: Draft, lines: Sequence[Line], home: int) -> None:
    """As in "Das Amt legte seinen Bericht vor. Die Türen waren zu, heißt es darin."""
    line = lines[home]
    if draft.verb is None or draft.verb.verb not in {"heißen", "stehen", "lauten"} or not draft.cue:
        return
    at = next((k for k, t in enumerate(line.tokens) if t.begin == draft.cue[0].begin), None)
    if at is None or not _IN_IT.intersection(line.lows[max(0, at - _NEAR) : at + _NEAR + 1]):
        return
    papers = load_lexicon("de").sets["documents"]
    for number in range(home - 1, max(-1, home - 1 - _BEFORE), -1):
        named = [t for t in lines[number].tokens if t.capital and noun_in(t.text, papers, "de")]
        if named:
            draft.speaker, draft.inherited, draft.nobody = [Span(named[-1].begin, named[-1].end)], False, False
            return


def _quoted_source(draft: Draft, line: Line) -> None:
    """As in "Man habe Rauch gesehen, zitierte der Sender einen Wachmann": the object of the verb stands behind."""
    if draft.mode == "direct" or draft.via or not draft.speaker or not draft.cue or line.pack.language != "de":
        return
    if draft.cue[0].of(line.text).lower() not in line.pack.words("quoting"):
        return
    at = next((k for k, t in enumerate(line.tokens) if t.begin >= draft.speaker[0].end), None)
    if at is None or draft.speaker[0].begin < draft.cue[0].end:
        return
    end = noun_phrase(line, at, line.parts[line.part_of(at)][1])
    if end > at:
        draft.via = [line.span(at, end)]


def nest(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """Speech told inside speech: who tells it is the speaker, whom he heard it from stands behind."""
    begins = [line.sentence.span.begin for line in lines]
    homes = [bisect_right(begins, d.extent.begin) - 1 for d in drafts]
    for inner, home in zip(drafts, homes, strict=True):
        if inner.nested or inner.mode != "indirect" or not inner.cue or not inner.speaker:
            continue
        for outer, there in zip(drafts, homes, strict=True):
            if outer is inner or there != home or outer.mode != "indirect" or not outer.cue or not outer.speaker:
                continue
            held = all(any(c.covers(s) for c in outer.content) for s in (*inner.cue, *inner.speaker, *inner.content))
            act = outer.act or (outer.verb.act if outer.verb else "assert")
            if held and act in _TOLD and not outer.negated:
                inner.via = [*inner.speaker, *inner.via]
                inner.speaker, inner.cue, inner.nested = list(outer.speaker), list(outer.cue), True
                break


def referral(line: Line) -> Span | None:
    """The source in a sentence that says no more than whom a report relies on ("Der Sender berief sich auf X")."""
    hit = find_phrase(line.lows, line.pack.phrases("relying"))
    if hit is None:
        word = next((k for k, low in enumerate(line.lows) if low in line.pack.words("relying")), None)
        hit = None if word is None else (word, word + 1)
    if hit is None or any(line.quoted) or len(line.parts) > 1:
        return None
    subject = noun_phrase(line, 0, len(line.tokens))
    if not 0 < subject <= _SHORT_SUBJECT or subject > hit[0]:
        return None
    end = noun_phrase(line, hit[1], len(line.tokens))
    return line.span(hit[1], end) if end > hit[1] else None
