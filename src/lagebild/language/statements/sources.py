"""Sources named without a verb of saying: "laut X", "X zufolge", "nach Angaben von X", "so X", "according to X"."""

from __future__ import annotations

from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.nouns import noun_phrase
from lagebild.language.tokens import find_phrase, finite_verb, verb_mood
from lagebild.model import Span
from lagebild.text import subtract, trim

_BACK = 8
_GENITIVES = frozenset(
    {"der", "des", "von", "vom", "eines", "einer", "seiner", "seines", "ihrer", "ihres", "dieser", "dieses"}
)
_INFINITIVE_ENDS = ("haben", "sein", "werden", "worden")


def source_drafts(line: Line) -> list[Draft]:
    """Statements whose source stands in a prepositional frame of the sentence."""
    found = _german(line) if line.pack.language == "de" else _english(line)
    drafts = []
    for frame, cue, speaker, rule in found:
        content = _without(line, frame)
        if content:
            drafts.append(
                Draft(
                    content,
                    "indirect",
                    rule,
                    cue=[cue],
                    speaker=[] if speaker is None else [speaker],
                    frame=[frame],
                    inherited=speaker is None,
                )
            )
    return drafts[:1]


def _german(line: Line) -> list[tuple[Span, Span, Span | None, str]]:
    pack, n = line.pack, len(line.tokens)
    found: list[tuple[Span, Span, Span | None, str]] = []
    echo = find_phrase(line.lows, pack.phrases("echoes"))
    for i, low in enumerate(line.lows):
        if line.quoted[i]:
            continue
        if echo and i == echo[0]:
            found.append((line.span(*echo), line.span(*echo), None, "rule:echo"))
        elif low in pack.words("source_prepositions"):
            end = noun_phrase(line, i + 1, n)
            if end > i + 1:
                found.append((line.span(i, end), line.span(i, i + 1), line.span(i + 1, end), "rule:laut"))
        elif low in pack.words("source_postpositions"):
            begin = _phrase_before(line, i)
            if begin < i and not (echo and echo[0] <= i < echo[1]):
                found.append((line.span(begin, i + 1), line.span(i, i + 1), line.span(begin, i), "rule:zufolge"))
        elif low == "nach" or (low == "aus" and pack.words("viewpoints").intersection(line.lows[i + 1 : i + 3])):
            hit = _after_nach(line, i)
            if hit:
                found.append(hit)
        elif low == "so" and i and line.tokens[i - 1].text == "," and _retold(line, i):
            end = noun_phrase(line, i + 3, n)
            stop = line.parts[line.part_of(i)][1]
            if end > i + 3:
                span = line.span(i, max(end, stop - 1))
                found.append((span, line.span(i + 1, i + 2), line.span(i + 3, end), "rule:so_es"))
        elif low == "so" and i and line.tokens[i - 1].text in {",", "–", "“", "«", '"', "”"}:
            end = noun_phrase(line, i + 1, n)
            verb = any(finite_verb(line.tokens, k, pack) for k in range(i + 1, line.parts[line.part_of(i)][1]))
            if end > i + 1 and not verb and line.lows[i + 1] not in {"ein", "eine", "dass", "einen"}:
                stop = line.parts[line.part_of(i)][1]
                if line.tokens[stop - 1].text in {".", ","}:
                    stop -= 1
                found.append((line.span(i, max(end, stop)), line.span(i, i + 1), line.span(i + 1, end), "rule:so"))
        elif low in {"demnach", "danach", "demzufolge"} and low in pack.words("echoes") and i <= 3:
            nxt = line.tokens[i + 1] if i + 1 < n else None
            if low != "danach" or (
                nxt is not None and verb_mood(line.tokens, i + 1) and nxt.low in pack.words("modals")
            ):
                found.append((line.span(i, i + 1), line.span(i, i + 1), None, "rule:echo"))
    return found


def _retold(line: Line, i: int) -> bool:
    """As in "…, so schätzt es die Polizei, …": the verb, then "es", then who says so."""
    return i + 3 < len(line.tokens) and line.lows[i + 2] == "es" and not line.tokens[i + 1].capital


def _after_nach(line: Line, i: int) -> tuple[Span, Span, Span | None, str] | None:
    """As in "nach Angaben der Polizei", "aus Sicht von X", "nach ihrer Ansicht", "nach Medienberichten"."""
    nouns = line.pack.words("source_nouns") | line.pack.words("viewpoints")
    n = len(line.tokens)
    if i + 1 < n and line.tokens[i + 1].capital and _compound_source(line.lows[i + 1], line.pack.words("source_nouns")):
        return line.span(i, i + 2), line.span(i, i + 1), line.span(i + 1, i + 2), "rule:angaben"
    for k in range(i + 1, min(n, i + 5)):
        if line.lows[k] in nouns:
            end = noun_phrase(line, k + 1, n) if k + 1 < n and line.lows[k + 1] in _GENITIVES else k + 1
            if k + 1 < n and line.lows[k + 1] == "von":
                end = noun_phrase(line, k + 2, n)
            if k + 1 < n and line.lows[k + 1] == "vom":
                end = noun_phrase(line, k + 2, n)
            start = k + 2 if k + 1 < n and line.lows[k + 1] in {"von", "vom"} else k + 1
            if end > start:
                return line.span(i, end), line.span(i, k + 1), line.span(start, end), "rule:angaben"
            if k > i + 1 and line.lows[i + 1] in line.pack.words("determiners"):
                return line.span(i, k + 1), line.span(i, k + 1), line.span(i + 1, i + 2), "rule:angaben"
            if k > i + 1:
                return line.span(i, k + 1), line.span(i, k + 1), line.span(i + 1, k + 1), "rule:angaben"
            return line.span(i, k + 1), line.span(i, k + 1), None, "rule:angaben"
        if not (
            line.tokens[k].capital
            or line.lows[k] in line.pack.words("determiners")
            or line.lows[k].endswith(("en", "er"))
        ):
            return None
    return None


def _compound_source(low: str, nouns: frozenset[str]) -> bool:
    """As in "nach Polizeiangaben", "nach Behördeninformationen": the source is the first part of the plural."""
    return any(low.endswith(noun) and len(low) > len(noun) + 2 for noun in nouns if noun.endswith("en"))


def _phrase_before(line: Line, i: int) -> int:
    a = line.parts[line.part_of(i)][0]
    for k in range(max(a, i - _BACK), i):
        if not line.quoted[k] and noun_phrase(line, k, i) == i:
            return k
    return i


def _english(line: Line) -> list[tuple[Span, Span, Span | None, str]]:
    found: list[tuple[Span, Span, Span | None, str]] = []
    hit = find_phrase(line.lows, (*line.pack.phrases("source_prepositions"), *line.pack.phrases("source_nouns")))
    if hit and not line.quoted[hit[0]]:
        end = noun_phrase(line, hit[1], len(line.tokens))
        if end > hit[1]:
            found.append((line.span(hit[0], end), line.span(*hit), line.span(hit[1], end), "rule:according"))
    return found


def _without(line: Line, frame: Span) -> list[Span]:
    kept: list[Span] = []
    for piece in subtract([line.sentence.span], [frame]):
        begin, end = piece.begin, piece.end
        while begin < end and line.text[begin] in " ,;:.–—\n\t\u00a0":
            begin += 1
        while end > begin and line.text[end - 1] in " ,;:.–—\n\t\u00a0":
            end -= 1
        span = trim(line.text, Span(begin, end)) if begin < end else None
        if span:
            kept.append(span)
    return kept


def via_of(line: Line) -> list[Span]:
    """Sources behind the speaker: "unter Berufung auf X", "nach Erkenntnissen des X", "aus X erfuhr", "citing X"."""
    phrase = find_phrase(line.lows, line.pack.phrases("relaying"))
    if phrase is None:
        words = line.pack.words("relaying")
        at = next((i for i, low in enumerate(line.lows) if low in words and not line.quoted[i]), None)
        phrase = (at, at + 1) if at is not None else None
    if phrase is not None:
        start = phrase[1]
        if start < len(line.lows) and line.lows[start] in {"von", "vom"}:
            start += 1
        end = noun_phrase(line, start, len(line.tokens))
        if end > start:
            return [line.span(start, end)]
    for i, low in enumerate(line.lows[:-2]):
        if low == "aus" and line.pack.language == "de" and any(w in {"erfuhr", "erfahren"} for w in line.lows[i:]):
            end = noun_phrase(line, i + 1, len(line.tokens))
            if end > i + 1:
                return [line.span(i + 1, end)]
    return []


def modal_draft(line: Line) -> Draft | None:
    """German "soll … haben" (hearsay) and "will … gesehen haben" (the subject's own claim) about the past."""
    if "hearsay_modals" not in line.pack.mechanisms:
        return None
    for i, low in enumerate(line.lows):
        if line.quoted[i] or low not in {"soll", "sollen", "will", "wollen"}:
            continue
        end = next(
            (k for k in range(i + 2, len(line.tokens)) if line.tokens[k].text in {",", ".", ";", ":", "–"}),
            len(line.tokens),
        )
        if end >= len(line.tokens) - 1 or line.lows[end - 1] in _INFINITIVE_ENDS:
            last, before = line.lows[end - 1], line.lows[end - 2]
            perfect = last in {"haben", "sein"} and _participle(before)
            if (
                low.startswith("so")
                and not perfect
                and last in {"gehen", "handeln"}
                and "es" in line.lows[i - 1 : i + 3]
            ):
                perfect = True
            if perfect:
                return _modal(line, i, low)
    return None


def _participle(low: str) -> bool:
    return low.endswith(("t", "en")) and len(low) > 3


def _modal(line: Line, i: int, low: str) -> Draft:
    span = line.sentence.span
    content = span
    while content.end > content.begin and line.text[content.end - 1] in " .":
        content = Span(content.begin, content.end - 1)
    cue = line.span(i, i + 1)
    draft = Draft([content], "free_indirect", "rule:soll", cue=[cue], hearsay=cue)
    if low.startswith("w"):
        draft.rule = "rule:will"
        end = noun_phrase(line, 0, i)
        if 0 < end <= i:
            draft.speaker = [line.span(0, end)]
        else:
            after = noun_phrase(line, i + 1, len(line.tokens))
            draft.speaker = [line.span(i + 1, after)] if after > i + 1 else []
    else:
        draft.inherited = True
    return draft
