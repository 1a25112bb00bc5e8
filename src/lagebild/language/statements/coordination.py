"""One clause, one statement: what "und" or "and" joins is cut where both sides have a verb of their own.

"Man arbeite mit den Behörden zusammen, und der Betrieb bleibe bis Freitag zu" makes two claims, which other pages make
apart. Cut is only between clauses of one level: nothing inside a relative clause, nothing that hangs on a condition.
Parts of speech are HanTa's (Wartena 2019, "A probabilistic morphology model for German lemmatization").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lagebild.language.hanta import tags_of
from lagebild.language.morphology import analyse_word
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.frames import draft_of
from lagebild.language.statements.hits import Hit, find_hits
from lagebild.language.tokens import content_keys
from lagebild.model import Span

_FEWEST = 3
"""Words each side has at least."""
_BARE_JOINT = 5
"""Words each side has at least where a comma alone stands between them."""
_TELLING = 2
"""Base words each side has at least."""
_SUBJECT = 8
"""Words a subject has at most that is said once for two verbs."""

_FINITE = {
    "de": frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"}),
    "en": frozenset({"VBB", "VBD", "VBZ", "VDB", "VDD", "VDZ", "VHB", "VHD", "VHZ", "VM0", "VVB", "VVD", "VVZ"}),
}
_PREPOSITIONS = frozenset({"APPR", "PRP"})
_BARE = frozenset({"VVI", "VVB", "VBI", "VHI", "VDI"})
_OPENERS = {
    "de": frozenset({"PRELS", "PRELAT", "KOUS", "KOUI", "PWS", "PWAT", "PWAV"}),
    "en": frozenset({"PNQ", "AVQ", "DTQ", "CJS", "CJT"}),
}
"""What opens a clause that hangs on another."""
_SUBJECTS = {
    "de": frozenset({"ART", "NE", "NN", "NNA", "PPER", "PIS", "PPOSAT", "PDAT", "PIAT", "CARD", "ADJ(A)"}),
    "en": frozenset({"AT0", "NP0", "NN0", "NN1", "NN2", "PNP", "DPS", "CRD", "DT0", "AJ0", "EX0"}),
}
"""What a subject before its verb begins with."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A token of a content: its place in the line, and its part of speech."""

    at: int
    tag: str


def split_coordinated(drafts: Sequence[Draft], lines: Sequence[Line]) -> list[Draft]:
    """The drafts, those that make two claims or more cut in two or more; order is kept."""
    begins = [line.sentence.span.begin for line in lines]
    tagged: dict[int, tuple[str, ...]] = {}
    return [part for draft in drafts for part in _split(draft, lines, begins, tagged)]


def _split(
    draft: Draft, lines: Sequence[Line], begins: Sequence[int], tagged: dict[int, tuple[str, ...]]
) -> Iterator[Draft]:
    number = max(0, bisect_right(begins, draft.extent.begin) - 1)
    line = lines[number]
    inside = [k for k, t in enumerate(line.tokens) if any(s.begin <= t.begin and t.end <= s.end for s in draft.content)]
    joints = _joints(inside, line) if line.pack.language in _FINITE else []
    hangs = any(low in line.pack.words("conditions") for low in line.lows)
    if draft.extent.end > line.sentence.span.end or hangs or not joints or len(inside) <= 2 * _FEWEST:
        yield draft
        return
    if number not in tagged:
        tagged[number] = tags_of(tuple(t.text for t in line.tokens), line.pack.language)
    words = [_Word(k, tagged[number][k]) for k in inside]
    parts = _parts(words, joints, line)
    if len(parts) == 1 or (draft.mode == "reported" and not any(_cue_of(part, line) for part in parts)):
        yield draft
        return
    shared: list[_Word] = []
    for n, part in enumerate(parts):
        own = replace(draft, content=_spans([*_borrowed(part, shared, line), *part] if n else part, draft, line))
        if draft.mode == "reported":
            own = _with_cue(own, part, line)
        if not n or not _borrowed(part, shared, line):
            shared = part
        yield own


def _joints(inside: Sequence[int], line: Line) -> list[int]:
    """Places at which a clause can begin anew: after "und", "während", or after a comma alone."""
    joining, found = line.pack.words("coordinators"), []
    for k in inside:
        comma = line.tokens[k].text == "," and line.lows[k + 1 : k + 2] and line.lows[k + 1] not in joining
        if line.lows[k] in joining or comma:
            found.append(k)
    return found


def _parts(words: list[_Word], joints: Sequence[int], line: Line) -> list[list[_Word]]:
    parts = [words]
    for joint in joints:
        last = parts[-1]
        at = next((n for n, w in enumerate(last) if w.at == joint), None)
        if at is None:
            continue
        left, right = last[:at], last[at + 1 :]
        while left and not line.tokens[left[-1].at].word and line.tokens[left[-1].at].text in {",", ";", "–", "-"}:
            left = left[:-1]
        if not left or not right or not _is_clause(left, line, first=True):
            continue
        if line.tokens[joint].text == "," and not _side_by_side(left, right, line):
            continue
        if last[at].tag in _PREPOSITIONS:
            continue
        if (_is_clause(right, line, first=False) and _fits(left, right, line)) or _one_auxiliary(left, right, line):
            parts[-1:] = [left, right]
    return parts


def _is_clause(words: Sequence[_Word], line: Line, *, first: bool) -> bool:
    """Whether these words hold a finite verb that no clause inside them claims; the right side has it in its head."""
    language = line.pack.language
    if not _says_enough(words, line, _FEWEST if first else _FEWEST - 1):
        return False
    head = words if first else _head(words, line)
    if not first and _goes_on(head, line):
        return False
    verbs = sum(w.tag in _FINITE[language] for w in head)
    openers = sum(w.tag in _OPENERS[language] for w in head[1:])
    return verbs > openers


def _goes_on(head: Sequence[_Word], line: Line) -> bool:
    """Whether the first words end the clause before, as in "in Alten- und Pflegeheimen geben und …"."""
    joint = next((n for n, w in enumerate(head) if line.lows[w.at] in line.pack.words("coordinators")), len(head))
    tags = {w.tag for w in head[:joint]}
    return tags.isdisjoint(_FINITE[line.pack.language]) and any(tag.startswith("V") for tag in tags)


def _side_by_side(left: Sequence[_Word], right: Sequence[_Word], line: Line) -> bool:
    """Whether a comma alone parts two main clauses: long enough, a subject first, no "Er glaubt, sie kommt"."""
    both = all(_says_enough(part, line, _BARE_JOINT) for part in (left, right))
    return both and bool(_subject(right, line)) and _cue_of(left, line) is None


def _says_enough(words: Sequence[_Word], line: Line, least: int) -> bool:
    said = [line.tokens[w.at] for w in words if line.tokens[w.at].word]
    return len(said) >= least and len(content_keys(said, line.pack)) >= _TELLING


def _one_auxiliary(left: Sequence[_Word], right: Sequence[_Word], line: Line) -> bool:
    """As in "Er werde sich schonen und den Test wiederholen", "she will resign and pay the fine"."""
    if not _says_enough(right, line, _FEWEST - 1) or not _with_auxiliary(left, line):
        return False
    if line.pack.language == "de":
        plain = not any(w.tag in _FINITE["de"] | _OPENERS["de"] for w in right)
        one, two = (analyse_word(line.tokens[words[-1].at].text) for words in (left, right))
        alike = (one.infinitive and two.infinitive) or (one.participle and two.participle)
        return alike and right[0].tag in _SUBJECTS["de"] and plain
    return right[0].tag in _BARE and any(w.tag == "VM0" for w in left)


def _head(words: Sequence[_Word], line: Line) -> Sequence[_Word]:
    end = next((n for n, w in enumerate(words) if line.tokens[w.at].text in {",", ":", "–", "("}), len(words))
    return words[:end]


def _fits(left: Sequence[_Word], right: Sequence[_Word], line: Line) -> bool:
    """Whether both are of one level: what stands before the joint is no clause that hangs on another."""
    language = line.pack.language
    cut = max((n for n, w in enumerate(left) if line.tokens[w.at].text in {",", ":", "–"}), default=-1)
    last = left[cut + 1 :]
    embedded = any(w.tag in _OPENERS[language] for w in last[:2]) and cut >= 0
    if embedded or right[0].tag in _OPENERS[language] - _OPENERS_AGAIN[language]:
        return False
    if right[0].tag in _OPENERS_AGAIN[language]:
        return line.lows[right[0].at] == line.lows[left[0].at]
    return right[0].tag not in _FINITE[language] or bool(_subject(left, line))


_OPENERS_AGAIN = {"de": frozenset({"KOUS"}), "en": frozenset({"CJT"})}
"""What may open both sides: "dass A, und dass B"."""


def _subject(words: Sequence[_Word], line: Line) -> list[_Word]:
    """What stands before the first verb, if it is a subject: a short phrase that begins as one does."""
    language = line.pack.language
    start = 1 if words[0].tag in _OPENERS_AGAIN[language] else 0
    verb = next((n for n, w in enumerate(words) if w.tag in _FINITE[language]), 0)
    found = list(words[start:verb])
    plain = all(line.tokens[w.at].word for w in found)
    if found and plain and len(found) <= _SUBJECT and found[0].tag in _SUBJECTS[language]:
        return found
    return []


def _with_auxiliary(words: Sequence[_Word], line: Line) -> list[_Word]:
    """The subject and the finite verb behind it."""
    subject = _subject(words, line)
    behind = next((n for n, w in enumerate(words) if subject and w is subject[-1]), -1) + 1
    return [*subject, words[behind]] if subject else []


def _borrowed(part: Sequence[_Word], before: Sequence[_Word], line: Line) -> list[_Word]:
    """What a part has in common with the one before and does not say again: the subject, and an auxiliary."""
    language = line.pack.language
    if not any(w.tag in _FINITE[language] for w in _head(part, line)) or (
        part[0].tag in _BARE and any(w.tag == "VM0" for w in before)
    ):
        return _with_auxiliary(before, line)
    return _subject(before, line) if part[0].tag in _FINITE[language] else []


def _cue_of(part: Sequence[_Word], line: Line) -> Hit | None:
    """The first cue that stands in a part."""
    return next((hit for hit in find_hits(line) if any(w.at == hit.at for w in part)), None)


def _with_cue(draft: Draft, part: Sequence[_Word], line: Line) -> Draft:
    """The part of a summary with the cue that stands in it; a part without one is told by the page."""
    hit = _cue_of(part, line)
    if hit is None:
        return Draft(draft.content, "narration", draft.rule, act="assert", confidence=draft.confidence)
    if any(s.begin <= line.tokens[hit.at].begin < s.end for s in draft.cue):
        return draft
    again = draft_of(line, hit)
    inside = Span(line.tokens[part[0].at].begin, line.tokens[part[-1].at].end)
    speaker = [s for s in again.speaker if inside.covers(s)] if again else []
    spans = [Span(line.tokens[k].begin, line.tokens[k].end) for k in hit.words]
    return replace(
        draft, cue=spans, verb=hit.cue, negated=hit.negated, act=None, speaker=speaker or draft.speaker, frame=[]
    )


def _spans(words: Sequence[_Word], draft: Draft, line: Line) -> list[Span]:
    """The text of the words: runs of tokens within each piece of the content."""
    out: list[Span] = []
    last = None
    for word in words:
        token = line.tokens[word.at]
        piece = next(s for s in draft.content if s.begin <= token.begin and token.end <= s.end)
        if last == (word.at - 1, piece) and out:
            out[-1] = Span(out[-1].begin, token.end)
        else:
            out.append(Span(token.begin, token.end))
        last = (word.at, piece)
    return out
