"""A claim as a card: its standing, its origins with their reasons, and each voice with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lagebild.model import Claim, Document, Place, Statement
from lagebild.report.desk import OPPOSED, UNSURE, Desk, short, standing_words, turn_words
from lagebild.report.sheet import Card, Line, MatrixRow, Voice
from lagebild.text import spoken

MANY = 2
"""Origins from which they can agree."""
SAID_BY: dict[str, str] = {"future": "future", "hypothetical": "condition"}
"""The marker that a certainty says already."""


def card(desk: Desk, claim: Claim) -> Card:
    """The card of a claim, voices of one origin that say the same words folded."""
    w = desk.words
    groups = {s: i for i, g in enumerate(claim.origins.groups, 1) for s in g.statements}
    voices = _folded(desk, [_voice(desk, desk.statements[s], groups.get(s, 0)) for s in claim.statements])
    c = claim.corroboration
    labels = {k.id: k.label for k in desk.picture.claims}
    general = [w.quote(short(labels[s])) for s in claim.supports if s in labels]
    single = c.supporting + c.opposing < MANY
    return Card(
        id=claim.id,
        quote=w.quote(short(claim.label)),
        place=claim.wording,
        kind=claim.kind,
        kind_word=w("kind", claim.kind),
        standing=claim.standing,
        standing_words=standing_words(desk, claim),
        triple=w("status", "triple").format(
            articles=w.count("status", "articles", claim.origins.articles),
            texts=w.count("status", "texts", claim.origins.texts),
            origins=w.count("status", "origins", claim.origins.origins),
        ),
        reasons=tuple(
            w.line("reason", n=len(g.statements), why=w.said(_reasons(g.why)))
            for g in claim.origins.groups
            if len(g.statements) > 1
        ),
        corroboration=w.line(
            "corroboration_single" if single else "corroboration",
            evidence=w("evidence", c.evidence),
            agreement=w("agreement", c.agreement),
            supporting=c.supporting,
            opposing=c.opposing,
            first_hand=c.first_hand,
        ),
        voices=voices,
        history=tuple(
            Line(
                f"{t.date or w('line', 'undated')}: {turn_words(desk, claim, t.standing)}"
                f" — {desk.who(desk.statements[t.statement])}",
                (desk.place(desk.statements[t.statement]),),
                t.standing,
            )
            for t in claim.history
        ),
        supports=w.line("supports", claims="; ".join(general)) if general else None,
        doubts=doubts(desk, claim),
    )


def _reasons(why: str) -> str:
    """The reasons of a collapse, each once: one speaker on one day is one speaker."""
    parts = dict.fromkeys(why.split("; "))
    if "same speaker" in parts:
        parts.pop("same speaker, same day", None)
    return "; ".join(parts)


def doubts(desk: Desk, claim: Claim) -> tuple[str, ...]:
    """Why a claim is thin: a single origin, nobody named."""
    w, out = desk.words, []
    if desk.fact(claim) and claim.origins.origins == 1 and claim.standing == "reported":
        out.append(w("line", "single_origin"))
    kinds = {m: a.kind for a in desk.picture.actors for m in a.members}
    speakers = [kinds.get((s.doc, s.actor or "")) for s in map(desk.statements.__getitem__, claim.statements)]
    if speakers and all(k == "unnamed" for k in speakers):
        out.append(w("line", "unnamed_source"))
    return tuple(out)


def _voice(desk: Desk, s: Statement, origin: int) -> Voice:
    w = desk.words
    kinds = dict.fromkeys(m.kind for m in s.markers if SAID_BY.get(s.certainty) != m.kind)
    return Voice(
        statement=s.id,
        who=desk.who(s),
        chain=desk.chain(s),
        act=desk.act(s),
        certainty=w("certainty", s.certainty),
        date=s.date.value if s.date else None,
        basis=s.date.basis if s.date else None,
        source=desk.labels[s.doc],
        quote=w.quote(spoken(desk.documents[s.doc].text, s.content)),
        place=desk.place(s),
        stance=s.stance,
        origin=origin,
        markers=", ".join(w("marker", k) for k in kinds),
    )


def _folded(desk: Desk, voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Fold voices of one origin that say the same words: the first stays, the others become its copies."""
    out: dict[tuple[object, ...], Voice] = {}
    for voice in voices:
        itself = desk.statements[voice.statement].actor is None
        key = (voice.origin, "" if itself else voice.who, voice.act, voice.quote)
        first = out.get(key)
        out[key] = replace(first, copies=(*first.copies, voice.place)) if first else voice
    return tuple(out.values())


def matrix_row(desk: Desk, claim: Claim, docs: Sequence[Document]) -> MatrixRow:
    """What each page does with a claim: says, denies, cannot confirm it, is silent, could not be read."""
    cells: list[tuple[str, Place | None]] = []
    for d in docs:
        voices = [desk.statements[s] for s in claim.statements if desk.statements[s].doc == d.id]
        pick = next((s for s in voices if s.stance in OPPOSED), None)
        word = "denies"
        if pick is None:
            pick = next((s for s in voices if s.stance in UNSURE), None)
            word = "unsure"
        if pick is None and voices:
            pick, word = voices[0], "says"
        if pick is None:
            cells.append(("unread" if d.readable in {"empty", "unreadable"} else "silent", None))
        else:
            cells.append((word, desk.place(pick)))
    return MatrixRow(claim.id, desk.words.quote(short(claim.label)), tuple(cells))
