"""Where rules and the learned tagger meet, and the only place.

Direct speech is decided by quotation marks, the tagger says whose it is. Of indirect speech both find the clause;
the tagger's extent and speaker win where it is sure, the rule lends its verb, source chain and hearsay. What only
one of the two sees is kept with less confidence: rules with a plain grammatical ground always, summaries only if the
tagger is sure. ``decided_by`` names the one that decided.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lagebild.language.actors.grammar import body_head, noun_gender, role_head
from lagebild.language.actors.lexicon import load_lexicon
from lagebild.language.mood import mood
from lagebild.language.pack import Cue, Pack
from lagebild.language.statements.chains import line_kind
from lagebild.language.statements.draft import Draft, Line
from lagebild.language.statements.hits import QUOTES
from lagebild.language.statements.whole import acts_as_if, by_sentence, completed, inside, names_topic, reports_joined
from lagebild.language.tagger import TaggedStatement, Tagging
from lagebild.language.tagger.labels import ACTS, CERTAINTIES
from lagebild.model import Mode, Span
from lagebild.text import DOUBLE_QUOTES, SINGLE_QUOTES, overlap, trim

MODES: dict[str, Mode] = {
    "Direct": "direct",
    "Indirect": "indirect",
    "IndirectFreeIndirect": "free_indirect",
    "FreeIndirect": "free_indirect",
    "Reported": "reported",
}
_HEARSAY = frozenset({"soll", "sollen", "will", "wollen", "dürfte", "dürften", "angeblich", "offenbar", "mutmaßlich"})
_SAME = 0.5
_TOUCH = 0.2
_MARK_REACH = 2
_APART = 80
"""Characters between two pieces of one speech that one cue frames."""
_NEIGHBOURS = 6
_BREAK = 3
"""Characters between two pieces of one speech: a blank and quotation marks."""
_WINDOW = 60
"""Tagged statements looked at before the end of a rule's statement; keeps long pages linear."""
_SURE_SUMMARY = 0.35
_ALONE = 0.6
_FAINT = 0.3
_NEEDS_BOTH = frozenset(
    {
        "rule:dass",
        "rule:that",
        "rule:verb_second",
        "rule:bare_clause",
        "rule:inquit",
        "rule:echo",
        "rule:object",
    }
)
"""Rules that, where the tagger sees nothing, were wrong nine times in ten."""
_BOTH = 0.95
_GOVERNING = frozenset({"von", "laut", "nach", "mit", "bei", "aus", "zu", "gemäß", "seitens", "in", "auf", "und", "so"})
_FRAMING = frozenset({"rule:dass", "rule:verb_second", "rule:inquit", "rule:wie", "rule:colon"})
"""Rules that tell a frame from the clause it frames."""


def merge(drafts: Sequence[Draft], tagging: Tagging, lines: Sequence[Line], text: str) -> list[Draft]:
    """Join what the rules and the tagger found, in text order."""
    if not lines:
        return list(drafts)
    places = [line.sentence.span for line in lines]
    tagged = [_draft(t, text, lines, places) for t in tagging.statements if _inside(t, places)]
    tagged = _healed(sorted(tagged, key=lambda d: (d.extent.begin, d.extent.end)), text, places)
    kinds = [line_kind(line) for line in lines] if any(len(d.extent) for d in tagged) else []
    tagged = [completed(part, lines, places) for d in tagged for part in by_sentence(d, places, kinds)]
    tagged = [d for d in reports_joined(tagged, lines, places) if not names_topic(d, lines, places)]
    tagged = [d for d in tagged if not acts_as_if(d, lines, places)]
    out: list[Draft] = []
    claimed: set[int] = set()
    for draft in drafts:
        best, likeness = _closest(draft, tagged)
        if best is not None and (
            likeness >= _SAME or _fronted(draft, tagged[best]) or (draft.mode == "direct" and likeness > _TOUCH)
        ):
            claimed.add(best)
            out.append(_joined(draft, tagged[best], places, text))
        elif (best is None or likeness < _TOUCH) and not _empty(draft):
            draft.confidence = _FAINT if draft.rule in _NEEDS_BOTH else _ALONE
            out.append(draft)
        elif draft.mode != "reported" and best is not None and likeness >= _TOUCH:
            claimed.add(best)
            out.append(_joined(draft, tagged[best], places, text))
    quoted = [d for d in out if d.mode == "direct"]
    for number, draft in enumerate(tagged):
        if number in claimed or not _worth(draft, quoted) or not _grounded(draft, lines, places):
            continue
        out.append(draft)
    out = [d for d in out if not inside(d, out) and not _frame_only(d, out, places)]
    return sorted(_distinct(out), key=lambda d: (d.extent.begin, d.extent.end))


def _frame_only(draft: Draft, others: Sequence[Draft], places: Sequence[Span]) -> bool:
    """A summary that is but the frame of a clause beside it: "X rief dazu auf" of "…, das Haus zu räumen"."""
    if draft.mode not in {"reported", "free_indirect"}:
        return False
    here, reacts = _at(places, draft.extent.begin), draft.verb is None or draft.verb.act not in {"assert", "announce"}
    for other in others:
        held = any(c.covers(s) for c in draft.content for s in other.cue)
        held = held or (draft.mode == "reported" and bool(set(draft.cue) & set(other.cue)))
        if other.mode != "indirect" or not held or draft.extent.overlaps(other.extent):
            continue
        if not reacts or _at(places, other.extent.begin) == here:
            return True
    return False


def _empty(draft: Draft) -> bool:
    """A summary that names nobody, which only the rules see: mostly what happened, not what was said."""
    told = draft.verb is not None and draft.verb.act in {"confirm", "deny", "doubt", "decline"}
    return draft.rule == "rule:object" and not draft.speaker and not told


def _healed(tagged: Sequence[Draft], text: str, places: Sequence[Span]) -> list[Draft]:
    """Join pieces of one indirect speech that the tagger broke apart at a quotation mark."""
    out: list[Draft] = []
    for draft in tagged:
        last = out[-1] if out else None
        if last is not None and _one_speech(last, draft, text, places):
            last.content = _bridged(last, draft)
            last.cue, last.speaker = last.cue or draft.cue, last.speaker or draft.speaker
            last.frame, last.verb = last.frame or draft.frame, last.verb or draft.verb
            last.confidence = max(last.confidence, draft.confidence)
        else:
            out.append(draft)
    return out


def _bridged(one: Draft, two: Draft) -> list[Span]:
    """The contents of both; one span where no words of the frame stand between them."""
    gap = Span(one.content[-1].end, two.content[0].begin)
    framing = [*one.cue, *one.speaker, *one.frame, *two.cue, *two.speaker, *two.frame]
    if any(gap.overlaps(s) for s in framing):
        return [*one.content, *two.content]
    return [*one.content[:-1], Span(one.content[-1].begin, two.content[0].end), *two.content[1:]]


def _one_speech(one: Draft, two: Draft, text: str, places: Sequence[Span]) -> bool:
    if "direct" in {one.mode, two.mode} or _at(places, one.extent.begin) != _at(places, two.extent.begin):
        return False
    begin, end = one.content[-1].end, two.content[0].begin
    if one.cue and one.cue == two.cue and one.mode == two.mode == "indirect" and 0 <= end - begin <= _APART:
        return True
    between = text[begin:end]
    if between in {".", ","} and text[begin - 1].isdigit() and text[end].isdigit():
        return True
    if not 0 <= end - begin <= _BREAK or any(c != " " and c not in DOUBLE_QUOTES | SINGLE_QUOTES for c in between):
        return False
    cues = not one.cue or not two.cue or one.cue == two.cue
    return cues and (not one.speaker or not two.speaker or one.speaker == two.speaker)


def _at(places: Sequence[Span], position: int) -> int:
    """Index of the last sentence that begins at or before ``position``."""
    return max(0, bisect_right(places, position, key=lambda p: p.begin) - 1)


def _inside(tagged: TaggedStatement, places: Sequence[Span]) -> bool:
    i = _at(places, tagged.quote[0][0])
    return places[i].begin <= tagged.quote[0][0] < places[i].end


def _draft(tagged: TaggedStatement, text: str, lines: Sequence[Line], places: Sequence[Span]) -> Draft:
    first = _at(places, tagged.quote[0][0])
    limit = _paragraph_end(lines, first)
    pack = lines[first].pack
    pieces = (_clean(text, Span(b, min(e, limit))) for b, e in tagged.quote if b < limit)
    content = [s for s in pieces if s is not None] or [Span(*tagged.quote[0])]
    mode = MODES[tagged.type]
    kind = tagged.type
    if mode == "direct" and not _has_marks(text, content):
        mode, kind = "indirect", "Indirect"
    draft = Draft(
        content,
        mode,
        f"tagger:{kind}",
        cue=_near_cue([Span(b, e) for b, e in tagged.cue], content, places),
        speaker=[Span(b, e) for b, e in tagged.speaker],
        via=[Span(b, e) for b, e in tagged.via],
        addressee=[Span(b, e) for b, e in tagged.addressee],
        frame=[Span(b, e) for b, e in tagged.frame],
        inherited=tagged.speaker_inherited,
        confidence=tagged.score,
        act_scores=dict(zip(ACTS, tagged.act_scores, strict=True)),
        certainty_scores=dict(zip(CERTAINTIES, tagged.certainty_scores, strict=True)),
    )
    if mode == "free_indirect":  # speech that runs on belongs to somebody named before it
        last = _at(places, content[-1].begin)
        draft.speaker = [s for s in draft.speaker if _at(places, s.begin) <= last]
    nearby = lines[_at(places, draft.cue[0].begin)].lows if draft.cue else ()
    draft.verb = _verb(draft, text, pack, nearby)
    draft.negated = _negated(draft, text, pack)
    return draft


def _paragraph_end(lines: Sequence[Line], first: int) -> int:
    last = first
    while last + 1 < len(lines) and lines[last + 1].sentence.paragraph == lines[first].sentence.paragraph:
        last += 1
    return lines[last].sentence.span.end


def _has_marks(text: str, content: Sequence[Span]) -> bool:
    """Whether quotation marks stand at, or right outside, either end of the words."""
    around = text[max(0, content[0].begin - _MARK_REACH) : content[0].begin + 1]
    around += text[content[-1].end - 1 : content[-1].end + _MARK_REACH]
    return any(c in DOUBLE_QUOTES or c in SINGLE_QUOTES for c in around)


def _near_cue(cues: list[Span], content: Sequence[Span], places: Sequence[Span]) -> list[Span]:
    """Cue words in the sentences of the content, where there are any."""
    own = {_at(places, p) for s in content for p in (s.begin, s.end - 1)}
    near = [c for c in cues if _at(places, c.begin) in own]
    return near or cues


def _clean(text: str, span: Span) -> Span | None:
    begin, end = span.begin, span.end
    while begin < end and text[begin] in " ,;:–—-\n":
        begin += 1
    while end > begin and text[end - 1] in " ,;:–—\n.":
        end -= 1
    return trim(text, Span(begin, end)) if begin < end else None


def _verb(draft: Draft, text: str, pack: Pack, nearby: Sequence[str]) -> Cue | None:
    """The listed verb of the tagger's cue, one with its particle before one without."""
    words = [w.strip(".,:;") for s in draft.cue for w in s.of(text).lower().split()]
    german = pack.language == "de"
    opening = words[0] if len(words) > 1 and words[0] in pack.words("asked") else ""  # "Asked whether …, he said"
    for word in words:
        if word == opening:
            continue
        fits = [
            cue
            for cue, _kind in pack.by_form.get(word, ())
            if not cue.particle
            or cue.particle in words
            or (german and word in cue.joined | cue.participles | cue.infinitives)
        ]
        fits = [cue for cue in fits if _in_company(cue, nearby)]
        if fits:
            return max(fits, key=lambda cue: bool(cue.particle))
    for word in words if german else ():  # the tagger may leave the separated prefix out of its cue
        for cue, kind in pack.by_form.get(word, ()):
            if kind == "finite" and _closes_clause(cue.particle, nearby) and _in_company(cue, nearby):
                return cue
    return None


def _closes_clause(particle: str, nearby: Sequence[str]) -> bool:
    """Whether a separated prefix stands where it belongs, not as an article or a preposition before a word."""
    after = [
        [low for low in nearby[k + 1 : k + 3] if low[0] not in QUOTES][:1]
        for k, low in enumerate(nearby)
        if low == particle
    ]
    return any(not words or not words[0][0].isalnum() or words[0] in {"und", "oder"} for words in after)


def _in_company(cue: Cue, nearby: Sequence[str]) -> bool:
    """Whether the words a cue needs beside it stand in the sentence, and none that turns it into something else."""
    return (not cue.company or not cue.company.isdisjoint(nearby)) and cue.without.isdisjoint(nearby)


def _negated(draft: Draft, text: str, pack: Pack) -> bool:
    frame = draft.frame or draft.cue
    words = [w.strip('.,:;„“"') for s in frame for w in s.of(text).lower().split()]
    return any(w in pack.words("negators") for w in words)


def _closest(draft: Draft, tagged: Sequence[Draft]) -> tuple[int | None, float]:
    best: int | None = None
    most = 0.0
    extent = draft.extent
    last = bisect_left(tagged, extent.end, key=lambda d: d.extent.begin)
    for number in range(max(0, last - _WINDOW), last):
        other = tagged[number]
        if not other.extent.overlaps(extent):
            continue
        both = overlap(draft.content, other.content)
        total = sum(len(s) for s in draft.content) + sum(len(s) for s in other.content) - both
        share = both / total if total else 0.0
        if draft.mode == "direct" and other.mode == "direct":
            share = max(share, both / max(1, sum(len(s) for s in draft.content)))
        if share > most:
            best, most = number, share
    return best, most


def _joined(draft: Draft, other: Draft, places: Sequence[Span], text: str) -> Draft:
    """One statement of the two: quotation marks from the rule, else extent and parts of the tagger."""
    direct = draft.mode == "direct" or draft.nested
    framed = draft.rule == "rule:so_es" or _fronted(draft, other) or _swallowed(draft, other, text)
    joined = Draft(
        draft.content if direct or framed or _interrupted(draft, other) else other.content,
        draft.mode if direct or framed else other.mode,
        draft.rule if direct else other.rule,
        cue=draft.cue if draft.nested else _cue(draft, other, places),
        speaker=draft.speaker if (framed or draft.nested) and draft.speaker else _speaker(draft, other, places, text),
        via=draft.via if draft.nested else other.via or draft.via,
        addressee=other.addressee,
        frame=other.frame,
        verb=_verb_of(draft, other, places, text),
        negated=draft.negated or other.negated,
        inherited=other.inherited if other.speaker else draft.inherited,
        hearsay=draft.hearsay,
        act=draft.act,
        certainty=draft.certainty,
        confidence=other.confidence if other.mode in {"reported", "free_indirect"} else max(other.confidence, _BOTH),
    )
    joined.nested = draft.nested
    joined.act_scores, joined.certainty_scores = other.act_scores, other.certainty_scores
    return joined


def _verb_of(draft: Draft, other: Draft, places: Sequence[Span], text: str) -> Cue | None:
    """The verb of the cue that is kept: a verb the rule found elsewhere says nothing about this speech."""
    if other.verb is None or not draft.cue or draft.nested:
        return draft.verb or other.verb
    cue = _cue(draft, other, places)
    if any(one.overlaps(two) for one in draft.cue for two in cue) or _said_as_well(draft, other, text):
        return draft.verb
    return other.verb


def _said_as_well(draft: Draft, other: Draft, text: str) -> bool:
    """As in "bestätigte die Berichte und erklärte, dass …": what is said is what somebody confirms or denies."""
    if draft.verb is None or other.verb is None or not other.cue or other.verb.act != "assert":
        return False
    gap = text[draft.cue[-1].end : other.cue[0].begin].split() if draft.cue[-1].end < other.cue[0].begin else []
    joined = bool(gap) and gap[-1] in {"und", "and"} and not any(word.endswith(",") for word in gap)
    return joined and draft.verb.act in {"confirm", "deny"}


def _cue(draft: Draft, other: Draft, places: Sequence[Span]) -> list[Span]:
    """The tagger's cue, unless it stands in another sentence and the rule's beside what is said."""
    own = {_at(places, p) for s in other.content for p in (s.begin, s.end - 1)}
    beside = any(_at(places, c.begin) in own for c in draft.cue)
    if beside and not any(_at(places, c.begin) in own for c in other.cue):
        return draft.cue
    return other.cue or draft.cue


def _fronted(draft: Draft, other: Draft) -> bool:
    """As in "Den Vorwurf, …, wies X zurück": the tagger left out the object, which stands first."""
    return draft.rule == "rule:fronted" and any(a.overlaps(b) for a in draft.cue for b in other.cue)


def _swallowed(draft: Draft, other: Draft, text: str) -> bool:
    """As in "Das Tor sei zu, versicherte Berg": the tagger took the frame for a part of what is said."""
    if draft.rule == "rule:soll" and draft.verb is not None and other.mode != "direct":
        return all(any(c.covers(s) for c in draft.content) for s in other.content)
    if draft.rule not in _FRAMING or other.mode == "direct" or not draft.cue:
        return False
    if any(mood(c.of(text).lower()) == "sub" for c in draft.cue):
        return False  # "Er habe gerufen, dass …" is itself reported
    inside = all(any(c.covers(s) for c in other.content) for s in (*draft.content, *draft.cue))
    least = 0 if draft.hearsay else sum(len(s) for s in other.content) / 3
    return inside and overlap(draft.content, other.content) >= least


def _interrupted(draft: Draft, other: Draft) -> bool:
    """As in "X ist nach Angaben der Klinik wohlauf": a source amid a clause, of which the tagger took one side."""
    if len(draft.frame) != 1 or len(draft.content) != 2 or len(other.content) != 1:
        return False
    before, after, frame = draft.content[0], draft.content[1], draft.frame[0]
    amid = 0 <= frame.begin - before.end <= 1 and 0 <= after.begin - frame.end <= 1
    return amid and (before.covers(other.content[0]) or after.covers(other.content[0]))


def _speaker(draft: Draft, other: Draft, places: Sequence[Span], text: str = "") -> list[Span]:
    """A speaker named in the sentence of the cue goes before one carried over from another sentence."""
    if draft.nobody:
        return []
    if draft.verb is not None and draft.speaker and other.speaker and _addressed(other.speaker[0], text):
        return draft.speaker
    if draft.verb is not None and draft.cue and _behind_the_subject(draft, other, text):
        return draft.speaker
    if draft.speaker and (other.inherited or not other.speaker):
        return draft.speaker
    if (
        draft.speaker
        and other.speaker
        and (_inside_words(other.speaker, other) or (draft.rule in _FRAMING and _inside_words(other.speaker, draft)))
        and not _inside_words(draft.speaker, other)
    ):
        return draft.speaker  # who is spoken of does not speak, where a frame names somebody else
    if draft.speaker and draft.cue:
        own = {_at(places, c.begin) for c in draft.cue}
        beside = any(_at(places, s.begin) in own for s in draft.speaker)
        if beside and not any(_at(places, s.begin) in own for s in other.speaker):
            return draft.speaker
    return other.speaker


def _behind_the_subject(draft: Draft, other: Draft, text: str) -> bool:
    """As in "Der Rat hatte die Regierung gewarnt": the tagger took who stands behind the verb, not its subject."""
    if not draft.speaker or not other.speaker or other.inherited:
        return False
    one, two, verb = draft.speaker[0], other.speaker[0], min(c.begin for c in draft.cue)
    if not one.end <= verb < two.begin or any(c.overlaps(two) for c in draft.content):
        return False
    words, objects = one.of(text).split(), two.of(text).split()
    masculine = len(words) > 1 and words[0] == "Der" and not _feminine(words[1])
    return masculine or objects[0] in {"der", "dem", "den"}


def _addressed(speaker: Span, text: str) -> bool:
    """Whether a phrase is a dative that nothing governs: "Der Stadt hielt X vor …", "sagte X dem Blatt"."""
    words = speaker.of(text).split()
    article = words[0].lower() if words else ""
    before = text[: speaker.begin].split()[-1:]
    if len(words) < 2 or (before and (before[0][:1].isupper() or before[0].lower() in _GOVERNING)):
        return article == "der" and len(words) > 1 and _opens_sentence(before) and _feminine(words[1])
    return article == "dem" or (article == "der" and _feminine(words[1]))


def _opens_sentence(before: Sequence[str]) -> bool:
    return not before or before[0][-1] in ".!?“”«»:"


def _feminine(noun: str) -> bool:
    role = role_head(noun, load_lexicon("de"))
    if role is not None:
        return role[1] == "f"
    return body_head(noun, load_lexicon("de")) is not None and noun_gender(noun) == "f"


def _inside_words(spans: Sequence[Span], draft: Draft) -> bool:
    return all(any(c.covers(s) for c in draft.content) for s in spans)


def _grounded(draft: Draft, lines: Sequence[Line], places: Sequence[Span]) -> bool:
    """German speech without any frame must show it: Konjunktiv or a hearsay modal, not plain Indikativ."""
    i = _at(places, draft.extent.begin)
    if draft.mode == "direct" or lines[0].pack.language != "de" or draft.frame:
        return True
    paragraph = lines[i].sentence.paragraph
    near = [c for c in draft.cue if lines[_at(places, c.begin)].sentence.paragraph == paragraph]
    if any(not _unreal(c, draft, lines[i]) for c in near):
        return True
    line = lines[i]
    kind = line_kind(line)
    if draft.mode == "reported" and any(line.sentence.span.covers(s) for s in draft.speaker):
        return True
    if kind == "unreal":
        return i > 0 and lines[i - 1].sentence.paragraph == line.sentence.paragraph
    return kind == "reported" or any(low in _HEARSAY for low in line.lows)


def _unreal(cue: Span, draft: Draft, line: Line) -> bool:
    """As in "Wäre das Tor offen, stünde hier Wasser": the verb of a condition is no verb of saying."""
    return draft.verb is None and mood(cue.of(line.text).lower()) == "sub" and line_kind(line) != "reported"


def _worth(draft: Draft, quoted: Sequence[Draft]) -> bool:
    if draft.mode == "direct":
        return not any(q.extent.overlaps(draft.extent) for q in quoted)
    if any(_same_words(draft, q) for q in quoted):
        return False
    return draft.mode != "reported" or draft.confidence >= _SURE_SUMMARY


def _same_words(draft: Draft, quote: Draft) -> bool:
    """Whether a draft lies in a quotation and nobody inside the quotation is said to say it."""
    tells = draft.speaker or draft.cue
    return quote.extent.covers(draft.extent) and not any(quote.extent.covers(s) for s in tells)


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without drafts of one extent, and without those that lie in another one of the same cue."""
    seen: set[tuple[int, int]] = set()
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.extent.begin, -d.extent.end)):
        key = (draft.extent.begin, draft.extent.end)
        if key in seen or any(_part_of(draft, other) for other in kept[-_NEIGHBOURS:]):
            continue
        seen.add(key)
        kept.append(draft)
    return kept


def _part_of(draft: Draft, other: Draft) -> bool:
    if "direct" in {draft.mode, other.mode} or not draft.cue or draft.cue != other.cue or draft.nested:
        return False
    return other.extent.covers(draft.extent)
