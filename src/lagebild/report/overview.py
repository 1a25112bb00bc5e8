"""What stands around the claims: status line, the most important, changes, contradictions, open questions, days.

A finding is a line with its places. Long stories are kept readable by one rule, printed with the dossier: what is
asked and what stands in the timeline comes from the leading claims; the rest is counted, and listed in the JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lagebild.model import Claim, Document, Place, StoryGroup
from lagebild.report.cards import doubts
from lagebild.report.desk import CARRIES, OPPOSED, Desk, is_own, short, sides, standing_words, turn_words
from lagebild.report.number_rows import conflict, ranked_series
from lagebild.report.sheet import Day, Line

LEADING = 12
"""How many claims are asked about and followed through the days."""
READABLE = 4
"""Words a wording has at least to be listed among the changes."""
UNRESOLVED = frozenset({"disputed", "unconfirmed", "denied"})


def status(desk: Desk, docs: Sequence[Document], claims: Sequence[Claim]) -> str:
    """The triple of a story: pages, texts once copies are folded, and independent ends of all its chains."""
    w = desk.words
    ids = {d.id for d in docs}
    families = {d: f.id for f in desk.picture.reuse.families for d in f.documents}
    copied = sum(len(ids.intersection(f.documents)) - 1 for f in desk.picture.reuse.families if ids & {*f.documents})
    groups = [group for c in claims if desk.fact(c) for group in c.origins.groups]
    own = {desk.statements[g.statements[0]].doc for g in groups if not g.actor}
    ends = {g.actor for g in groups if g.actor} | {families.get(doc, doc) for doc in own}
    return w("status", "triple").format(
        articles=w.count("status", "articles", len(docs)),
        texts=w.count("status", "texts", len(docs) - copied),
        origins=w.count("status", "origins", len(ends)),
    )


def headline(desk: Desk, claim: Claim) -> Line:
    """A claim in one line, with the places its standing rests on."""
    quote = desk.words.quote(short(claim.label))
    places = [claim.wording, *(desk.place(desk.statements[t.statement]) for t in claim.history)]
    return Line(f"{quote} — {standing_words(desk, claim)}", tuple(dict.fromkeys(places)), claim.standing)


def changed(desk: Desk, claims: Sequence[Claim]) -> tuple[Line, ...]:
    """Turns of the reader's day that changed how a claim stood before; a scrap of a sentence tells nobody what."""
    w, day, out = desk.words, desk.picture.as_of, []
    for claim in (c for c in claims if len(c.label.split()) >= READABLE):
        for before, turn in zip(claim.history, claim.history[1:], strict=False):
            if turn.date and day and turn.date[:10] == day and turn.standing != before.standing:
                s = desk.statements[turn.statement]
                turned = f"{w('standing', before.standing)} → {w('standing', turn.standing)}"
                text = f"{w.quote(short(claim.label))}: {turned} ({desk.who(s)})"
                out.append(Line(text, (desk.place(s),), turn.standing))
    return tuple(out)


def contradictions(desk: Desk, story: StoryGroup, claims: Sequence[Claim]) -> tuple[Line, ...]:
    """Claims that one side carries and another denies, and numbers that cannot both be true."""
    out = []
    for claim in claims:
        if not desk.fact(claim):
            continue
        voices = [desk.statements[s] for s in claim.statements]
        no = [s for s in voices if s.stance in OPPOSED]
        yes = [s for s in voices if s.stance in CARRIES]
        if no and yes and claim.standing in {"disputed", "denied"}:
            for_it, against = sides(desk, voices)
            group = "standing_own" if is_own(desk, claim) else "standing_by"
            text = desk.words(group, "disputed").format(yes=for_it, no=against)
            places = tuple(desk.place(s) for s in (*yes, *no))
            out.append(Line(f"{desk.words.quote(short(claim.label))} — {text}", places, claim.standing))
    return (*out, *_number_conflicts(desk, story))


def _number_conflicts(desk: Desk, story: StoryGroup) -> list[Line]:
    found = [(s, line) for s in ranked_series(desk.picture, story) if (line := conflict(desk, s))]
    return [Line(f"{desk.words.quote(s.label)}: {line.text}", line.evidence) for s, line in found]


def questions(desk: Desk, facts: Sequence[Claim]) -> tuple[Line, ...]:
    """What stays open: unresolved claims first, then leading claims that rest on one origin or on nobody named."""
    w = desk.words
    unresolved = [c for c in facts if c.standing in UNRESOLVED]
    thin = [c for c in facts[:LEADING] if c not in unresolved and doubts(desk, c)]
    out = []
    for claim in (*unresolved, *thin):
        said = ([standing_words(desk, claim)] if claim in unresolved else []) + [*doubts(desk, claim)]
        out.append(Line(f"{w.quote(short(claim.label))}: {'; '.join(said)}", _first_places(desk, claim)))
    return tuple(out)


def gaps(desk: Desk, docs: Sequence[Document], facts: Sequence[Claim], claims: Sequence[Claim]) -> tuple[str, ...]:
    """What is missing as a whole: denials, more claims of one origin, unclear speakers, pages not fully readable."""
    w, out = desk.words, []
    poor = sum(1 for d in docs if d.readable != "full")
    if any(c.standing not in UNRESOLVED for c in facts):
        pages = w.count("line", "pages", len(docs) - poor)
        out.append(w.line("not_found_denial", read=pages))
    single = sum(1 for c in facts[LEADING:] if c.standing not in UNRESOLVED and doubts(desk, c))
    if single:
        out.append(w.line("more_single_origin", n=single))
    unclear = sum(1 for c in claims for s in c.statements if desk.statements[s].unclear)
    if unclear:
        out.append(w.line("unclear_speakers", n=unclear))
    undated = sum(1 for d in docs if not d.published)
    if undated:
        out.append(w.line("undated_pages", n=undated))
    if poor:
        out.append(w.line("unreadable_pages", n=poor))
    return tuple(out)


def _first_places(desk: Desk, claim: Claim) -> tuple[Place, ...]:
    return tuple(dict.fromkeys((claim.wording, *(desk.place(desk.statements[s]) for s in claim.statements))))[:4]


def timeline(desk: Desk, facts: Sequence[Claim]) -> tuple[Day, ...]:
    """Days with the turns of the leading claims and of all that turned; their other first reports are counted."""
    days: dict[str, list[Line]] = {}
    others: Counter[str] = Counter()
    for rank, claim in enumerate(facts):
        for turn in claim.history:
            if not turn.date:
                continue
            day = turn.date[:10]
            if rank >= LEADING and len(claim.history) == 1:
                others[day] += 1
                continue
            s = desk.statements[turn.statement]
            text = f"{desk.who(s)}: {desk.words.quote(short(claim.label))} — {turn_words(desk, claim, turn.standing)}"
            days.setdefault(day, []).append(Line(text, (desk.place(s),), turn.standing))
    return tuple(Day(day, tuple(days[day]), others[day]) for day in sorted(days))


def sections(
    facts: Sequence[Claim], known: Mapping[str, bool], told: Mapping[str, bool]
) -> tuple[list[Claim], list[Claim], list[Claim], list[Claim]]:
    """Claims known, claimed, open, and merely told by one page in its own words."""
    sure = [c for c in facts if known[c.id]]
    rest = [c for c in facts if not known[c.id]]
    settled = [c for c in rest if c.standing not in {"reported", "confirmed"}]
    rest = [c for c in rest if c not in settled]
    return sure, [c for c in rest if not told[c.id]], settled, [c for c in rest if told[c.id]]
