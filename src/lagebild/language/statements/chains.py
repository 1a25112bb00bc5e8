"""Reported speech that runs on: Konjunktiv without a frame goes on with the last speaker.

"Die Pumpe sei ausgefallen, sagte X. Deshalb seien Abwässer ausgetreten." An Indikativ main clause leaves reported
speech; a later Konjunktiv I in the same paragraph takes it up again. A newly named subject of a speech-like
sentence becomes the speaker of what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.language.mood import unreal
from lagebild.language.pack import Pack
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.nouns import noun_phrase
from lagebild.language.tokens import verb_mood
from lagebild.model import Span


def run_chains(lines: Sequence[Line], drafts: Sequence[Draft], pack: Pack) -> list[Draft]:
    """Add chain statements and give speakers to drafts that inherit one; text order is kept."""
    out = list(drafts)
    by_line = _by_line(lines, drafts)
    subjunctive = "reported_subjunctive" in pack.mechanisms
    speaker: list[Span] = []
    via: list[Span] = []
    paragraph = -1
    since = 99
    for number, line in enumerate(lines):
        here = by_line[number]
        if line.sentence.paragraph != paragraph:
            paragraph = line.sentence.paragraph
            since += 1
        if line.sentence.block in {"headline", "kicker"}:
            speaker, via = [], []
        for draft in here:
            if draft.speaker:
                speaker, via, since = draft.speaker, draft.via, 0
            elif draft.inherited and since <= 2:
                draft.speaker, draft.via = list(speaker), draft.via or list(via)
            elif draft.nobody and since == 0 and draft.mode == "indirect" and _impersonal(draft):
                draft.speaker, draft.via, draft.nobody = list(speaker), draft.via or list(via), False
        if here or not subjunctive:
            continue
        kind = line_kind(line)
        colon = _viewpoint(line)
        if kind == "reported" or (kind == "unreal" and since == 0 and speaker):
            if colon is not None:
                speaker, via, since = [colon[0]], [], 0
                content = colon[1]
            else:
                content = line.sentence.span
                if _ownerless(line):
                    speaker, via = [], []
                elif since > 0 and not speaker:
                    speaker = _last_subject(lines, number)
            out.append(
                Draft(
                    [_bare(line, content)],
                    "free_indirect",
                    "rule:chain",
                    speaker=list(speaker),
                    via=list(via),
                    inherited=colon is None,
                    nobody=colon is None and _ownerless(line),
                )
            )
    return sorted(out, key=lambda d: (d.extent.begin, d.extent.end))


def _ownerless(line: Line) -> bool:
    """As in "Im Netz kursierte die Behauptung, er sei an Land gegangen": a claim of nobody in particular."""
    if len(line.parts) < 2:
        return False
    stop = line.parts[0][1]
    return line.tokens[stop - 1].text == "," and line.lows[stop - 2] in line.pack.words("opinion_nouns")


def _impersonal(draft: Draft) -> bool:
    return draft.verb is not None and draft.verb.verb in {"heißen", "verlauten"}


def _by_line(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[list[Draft]]:
    found: list[list[Draft]] = [[] for _ in lines]
    ordered = sorted(drafts, key=lambda d: d.extent.begin)
    i = 0
    for draft in ordered:
        while i + 1 < len(lines) and lines[i + 1].sentence.span.begin <= draft.extent.begin:
            i += 1
        if lines:
            found[i].append(draft)
            if draft.cue and not lines[i].sentence.span.overlaps(draft.cue[0]):
                continue
    return found


def line_kind(line: Line) -> str:
    """As in "reported" (Konjunktiv I in a main clause), "unreal" (only Konjunktiv II), "plain"."""
    reported = second = indicative = False
    for a, b in line.parts:
        first = a
        while first < b and (line.quoted[first] or not line.tokens[first].word):
            first += 1
        if first >= b:
            continue
        sub = line.lows[first] in line.pack.words("subordinators") | {"dass", "ob"} and a > 0
        for k in range(a, b):
            if line.quoted[k]:
                continue
            mood = verb_mood(line.tokens, k)
            if mood == "sub":
                if unreal(line.lows[k]):
                    second = True
                else:
                    reported = True
            elif mood == "ind" and not sub and a == 0:
                indicative = True
    if reported:
        return "reported"
    if second and not indicative and not _condition(line):
        return "unreal"
    return "plain"


def _condition(line: Line) -> bool:
    low = line.lows[0]
    return low in {"wäre", "hätte", "sollte", "würde", "wenn", "falls", "wer", "wären", "hätten"} or "wenn" in line.lows


def _viewpoint(line: Line) -> tuple[Span, Span] | None:
    """As in "Anders die Sicht von X: …", "X sieht das anders: …" — the speaker stands before the colon."""
    if len(line.parts) < 2:
        return None
    colon = next((b for a, b in line.parts if line.tokens[b - 1].text == ":"), None)
    if colon is None or colon >= len(line.tokens):
        return None
    nouns = line.pack.words("opinion_nouns")
    for k in range(colon - 1):
        if line.lows[k] in nouns:
            start = k + 2 if line.lows[k + 1] in {"von", "vom"} else k + 1
            end = noun_phrase(line, start, colon)
            if end > start:
                return line.span(start, end), Span(line.tokens[colon].begin, line.sentence.span.end)
    end = noun_phrase(line, 0, colon)
    if end > 0:
        return line.span(0, end), Span(line.tokens[colon].begin, line.sentence.span.end)
    return None


def _subject_of(line: Line) -> list[Span]:
    end = noun_phrase(line, 0, len(line.tokens))
    return [line.span(0, end)] if end else []


def _last_subject(lines: Sequence[Line], number: int) -> list[Span]:
    if number and lines[number - 1].sentence.paragraph >= lines[number].sentence.paragraph - 1:
        return _subject_of(lines[number - 1])
    return []


def _bare(line: Line, span: Span) -> Span:
    end = span.end
    while end > span.begin and line.text[end - 1] in ". \n":
        end -= 1
    return Span(span.begin, end)
