"""All statements of a page: rules with grammar, and where a tagger was at work, the place where both meet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from lagebild.language.pack import Pack, load_pack
from lagebild.language.statements.anaphor import anaphor_of
from lagebild.language.statements.chains import line_kind, run_chains
from lagebild.language.statements.coordination import split_coordinated
from lagebild.language.statements.direct import direct_drafts
from lagebild.language.statements.draft import Draft, Line, make_line
from lagebild.language.statements.frames import draft_of
from lagebild.language.statements.hits import Hit, find_hits, unlisted_hit
from lagebild.language.statements.interview import interview_drafts, unasked
from lagebild.language.statements.judge import STANCE_OF, act_of, certainty_of, is_negated, markers_of
from lagebild.language.statements.links import nest, settle_links
from lagebild.language.statements.marks import Quoted, quoted_stretches
from lagebild.language.statements.merge import merge
from lagebild.language.statements.modality import rehearsed
from lagebild.language.statements.narration import narration_drafts
from lagebild.language.statements.pointing import pointing_drafts
from lagebild.language.statements.reactions import settle_reactions
from lagebild.language.statements.running import settle_speakers
from lagebild.language.statements.sources import modal_draft, source_drafts, via_of
from lagebild.language.statements.subjects import settle_subjects
from lagebild.language.statements.weighing import weighed
from lagebild.language.tagger import Tagging
from lagebild.language.tokens import Token, content_keys, tokenize, verb_mood
from lagebild.model import EVIDENCE_KINDS, Act, Certainty, Document, Sentence, Span, Spans, Statement
from lagebild.text import overlap

_TELLING = frozenset({"confirm", "deny", "doubt", "decline"})
_DASH = re.compile(r"[-–—]+\s+")
_NEAR_DENIAL = 2
"""A denial named in one sentence colours negative speech up to this many sentences on, exclusive."""


Seen = Callable[[Draft, Act, Certainty, Sequence[Token]], None]
"""Told each draft with what the rules make of it, before it is weighed; training looks on that way."""


def find_statements(
    document: Document, sentences: Sequence[Sentence], tagging: Tagging | None, seen: Seen | None = None
) -> tuple[Statement, ...]:
    """Attributed and narrated statements of the evidence blocks, in text order.

    ``actor`` is left open; ``unclear`` is true for everything that somebody else says. Without ``tagging`` the
    rules alone decide; ``decided_by`` of each statement names the mechanism.
    """
    pack = load_pack(document.language)
    lines, quotes = read_lines(document, sentences, pack)
    drafts = attributed(document.text, lines, quotes, pack)
    if tagging is not None:
        drafts = settle_subjects(settle_speakers(merge(drafts, tagging, lines, document.text), lines), lines)
    drafts = settle_reactions(settle_links(drafts, lines), lines)
    if document.kind == "interview":
        drafts = interview_drafts(document, lines, drafts, tagging)
    narrated = narration_drafts(lines, drafts, document.kind)
    if document.kind == "interview":
        narrated = unasked(document, narrated)
    drafts = [*drafts, *narrated]
    rehearsed(drafts, lines)
    if document.kind == "comment":
        _own_opinion(drafts, lines)
    return _finish(document, lines, split_coordinated(drafts, lines), pack, tagging, seen)


def read_lines(
    document: Document, sentences: Sequence[Sentence], pack: Pack
) -> tuple[tuple[Line, ...], tuple[Quoted, ...]]:
    """The sentences of the evidence blocks, made ready, and all quoted stretches."""
    blocks = [b.span for b in document.blocks if b.kind in EVIDENCE_KINDS]
    quotes = quoted_stretches(document.text, blocks)
    begins = [q.outer.begin for q in quotes]
    lines = []
    for sentence in sentences:
        if sentence.block not in EVIDENCE_KINDS:
            continue
        tokens = tokenize(document.text, sentence.span)
        if tokens:
            lo = max(0, bisect_left(begins, sentence.span.begin) - 1)
            hi = bisect_right(begins, sentence.span.end)
            near = [q.outer for q in quotes[lo:hi]]
            lines.append(make_line(sentence, tokens, near, pack, document.text))
    return tuple(lines), quotes


def attributed(text: str, lines: Sequence[Line], quotes: Sequence[Quoted], pack: Pack) -> list[Draft]:
    """What the rules alone find: direct speech, framed clauses, sources, hearsay, chains."""
    hits = [find_hits(line) for line in lines]
    direct, used = direct_drafts(text, lines, quotes, hits)
    framed: list[Draft] = list(direct)
    for number, line in enumerate(lines):
        if all(q or not t.word for q, t in zip(line.quoted, line.tokens, strict=True)):
            continue
        own = _of_line(line, [h for h in hits[number] if (number, h.at) not in used])
        framed.extend(d for d in own if not _repeats(d, direct))
    framed.extend(pointing_drafts(lines, hits, framed))
    nest(framed, lines)
    ordered = sorted(framed, key=lambda d: (d.extent.begin, d.extent.end))
    return run_chains(lines, _best_only(ordered), pack)


def _repeats(draft: Draft, direct: Sequence[Draft]) -> bool:
    """A source frame around words that are already taken as direct speech."""
    if draft.mode != "indirect" or not draft.frame:
        return False
    size = sum(len(s) for s in draft.content)
    return any(2 * overlap(draft.content, d.content) > size for d in direct if d.extent.overlaps(draft.extent))


def _of_line(line: Line, hits: Sequence[Hit]) -> list[Draft]:
    found: list[Draft] = []
    via = via_of(line)
    if retold := [d for d in source_drafts(line) if d.rule == "rule:so_es"]:
        return retold
    for hit in hits:
        draft = draft_of(line, hit)
        if draft is not None and not _said_by_nobody(draft, hit):
            draft.via = [v for v in via if not any(v.overlaps(s) for s in draft.speaker)]
            found.append(draft)
    if not found and (draft := _unlisted_frame(line)) is not None:
        found.append(draft)
    if not [d for d in found if d.mode != "reported"]:
        sources = source_drafts(line)
        modal = modal_draft(line)
        if modal is not None and sources:
            sources[0].hearsay = modal.hearsay
        elif modal is not None:
            sources = [modal]
        found = [*sources, *(found if not sources else [])]
    return found


def _said_by_nobody(draft: Draft, hit: Hit) -> bool:
    """As in "Das Urteil wird im Mai erwartet": a summary in the passive without an agent, no denial or the like."""
    return draft.rule == "rule:object" and hit.passive and not draft.speaker and hit.cue.act not in _TELLING


def _unlisted_frame(line: Line) -> Draft | None:
    """As in "Es gehe los, brummte der Wirt": Konjunktiv, then any verb with its subject."""
    a, _ = line.parts[-1]
    if len(line.parts) == 1 or line.tokens[a - 1].text != "," or line_kind(line) != "reported":
        return None
    hit = unlisted_hit(line, a)
    if hit is None or "sub" not in {verb_mood(line.tokens, k) for k in range(a) if not line.quoted[k]}:
        return None
    return draft_of(line, hit)


def _best_only(drafts: Sequence[Draft]) -> list[Draft]:
    """Of two drafts with nearly one content keep the first framed one; summaries give way to clauses inside."""
    kept: list[Draft] = []
    for draft in drafts:
        rival = next((k for k in kept if k.extent == draft.extent), None)
        if rival is None:
            kept.append(draft)
    return kept


def _own_opinion(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """In a commentary, sentences without a frame are the commentator's own, whomever they judge.

    What runs on in the Konjunktiv after somebody's words stays his.
    """
    begins = [line.sentence.span.begin for line in lines]
    for draft in drafts:
        if draft.verb is not None or draft.mode not in {"reported", "free_indirect"}:
            continue
        home = lines[max(0, bisect_right(begins, draft.extent.begin) - 1)]
        if draft.mode == "free_indirect" and draft.speaker and line_kind(home) == "reported":
            continue
        draft.mode, draft.act, draft.speaker, draft.via, draft.cue = "narration", "assess", [], [], []


def _without_dash(text: str, content: Sequence[Span]) -> Spans:
    """The content without the dash that parts a dateline or a list's item from its words."""
    first = content[0]
    dash = _DASH.match(text, first.begin, first.end)
    return (Span(dash.end(), first.end), *content[1:]) if dash and dash.end() < first.end else tuple(content)


def _finish(
    document: Document,
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    pack: Pack,
    tagging: Tagging | None,
    seen: Seen | None,
) -> tuple[Statement, ...]:
    out: dict[tuple[int, int], Statement] = {}
    denied = -_NEAR_DENIAL
    begins = [line.sentence.span.begin for line in lines]
    for draft in drafts:
        content = _tokens_of(lines, begins, draft.content)
        whole = _whole_tokens(lines, begins, draft)
        if not any(t.word for t in content):
            continue
        act = act_of(draft, content, whole, pack)
        negated = is_negated(content, pack)
        narrated = draft.mode == "narration"
        place = bisect_right(begins, draft.extent.begin) - 1
        if act in {"assert", "assess"} and negated and not narrated and place - denied < _NEAR_DENIAL:
            act = "deny"  # the words of a denial the sentence before has announced
        certainty = certainty_of(draft, act, content, pack)
        if seen is not None:
            seen(draft, act, certainty, content)
        act, ruled = weighed(draft, act, certainty, content, tagging, pack), act
        certainty = certainty if act == ruled else certainty_of(draft, act, content, pack)
        if act == "deny" and draft.mode == "reported":
            denied = place
        statement = Statement(
            doc=document.id,
            content=_without_dash(document.text, sorted(draft.content)),
            cue=tuple(sorted(draft.cue)),
            speaker=tuple(sorted(draft.speaker)),
            via_spans=tuple(draft.via),
            addressee=tuple(draft.addressee),
            unclear=not narrated,
            mode=draft.mode,
            act=act,
            stance=STANCE_OF[act],
            certainty=certainty,
            markers=markers_of(draft, content, pack),
            negated=negated and (act != "deny" or _denied_by_cue(draft)),
            anaphor=anaphor_of(draft, content, act, pack),
            keys=content_keys(content, pack),
            decided_by=draft.rule,
            confidence=round(draft.confidence, 3),
            frame=tuple(sorted(draft.frame)),
        )
        key = (statement.content[0].begin, statement.content[-1].end)
        out.setdefault(key, statement)
    return tuple(out[k] for k in sorted(out))


def _denied_by_cue(draft: Draft) -> bool:
    """Whether the cue denies the content, so that a negation in it belongs to what is denied."""
    return draft.mode != "reported" and draft.verb is not None and draft.verb.act == "deny"


def _tokens_of(lines: Sequence[Line], begins: Sequence[int], spans: Sequence[Span]) -> list[Token]:
    found: list[Token] = []
    for span in sorted(spans):
        i = max(0, bisect_right(begins, span.begin) - 1)
        while i < len(lines) and lines[i].sentence.span.begin < span.end:
            found.extend(t for t in lines[i].tokens if span.begin <= t.begin and t.end <= span.end)
            i += 1
    return found


def _whole_tokens(lines: Sequence[Line], begins: Sequence[int], draft: Draft) -> list[Token]:
    """The tokens of the sentence the cue stands in, or of the content's own."""
    at = draft.cue[0].begin if draft.cue else draft.extent.begin
    i = max(0, bisect_right(begins, at) - 1)
    return [t for t, q in zip(lines[i].tokens, lines[i].quoted, strict=True) if not q]
