"""Picture -> sheet: choose, order and word what is printed. No text is invented: templates and quotes only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lagebild.model import Claim, Document, Picture, StoryGroup
from lagebild.report.cards import card, matrix_row
from lagebild.report.desk import Desk, moment
from lagebild.report.dossier import unread
from lagebild.report.number_rows import number_row, ranked_series
from lagebild.report.overview import changed, contradictions, gaps, headline, questions, sections, status, timeline
from lagebild.report.sheet import Sheet, Source, StorySheet
from lagebild.report.wording import words

MATRIX_ROWS = 12
IMPORTANT = 5
SECTION_RULES = frozenset({"known", "important"})
"""Rules that say what stands in one section."""


def arrange(
    picture: Picture,
    language: str,
    ranking: Mapping[str, Sequence[str]],
    outdated: frozenset[str] = frozenset(),
) -> Sheet:
    """Arrange a picture for reading.

    ``ranking`` gives, per story id, claim ids by importance; ``outdated`` are claims whose number was replaced.
    """
    desk = Desk(picture, words(language), ranking, outdated)
    w = desk.words
    learned = any("+" in a.engine for a in picture.analyses)
    return Sheet(
        language=w.language,
        as_of=w("status", "as_of").format(day=picture.as_of) if picture.as_of else w("status", "no_day"),
        engine=w("status", "engine_model" if learned else "engine_rules"),
        stories=tuple(_story(desk, story) for story in picture.stories),
        unread=tuple((n.ref, w.said(n.why)) for n in unread(picture)),
        corrections=tuple(
            w.line("corrected", who=c.who, when=c.when, kind=c.kind, why=c.why) for c in picture.corrections
        ),
        rules=tuple(
            f"{w('section', key)}: {w('rule', key)}" if key in SECTION_RULES else w("rule", key)
            for key in ("programme", "truth", "known", "standing", "origins", "important")
        ),
    )


def is_known(desk: Desk, claim: Claim) -> bool:
    """Apply the printed rule: confirmed beside another origin, or three agreeing ones with one first-hand.

    What anybody says as an assessment is not known, whoever agrees; nor is a toll that later pages have replaced.

    A confirmation that is a claim's only voice has nothing to confirm, unless the claim is a special case of one
    that others report.
    """
    voices = [desk.statements[s] for s in claim.statements]
    if not desk.fact(claim) or claim.id in desk.outdated or any(s.act == "assess" for s in voices):
        return False
    if claim.standing == "confirmed":
        return claim.origins.origins > 1 or bool(claim.supports)
    c = claim.corroboration
    return claim.standing == "reported" and c.evidence == "robust" and c.agreement == "high" and c.first_hand > 0


def is_told(desk: Desk, claim: Claim) -> bool:
    """A single page says it in its own words and names nobody: no claim that anybody could be asked about."""
    voices = [desk.statements[s] for s in claim.statements]
    return all(s.actor is None and not s.unclear for s in voices) and len({s.doc for s in voices}) == 1


def _story(desk: Desk, story: StoryGroup) -> StorySheet:
    picture = desk.picture
    claims = {c.id: c for c in picture.claims if c.story == story.id}
    order = [claims[c] for c in desk.ranking.get(story.id, ()) if c in claims]
    order += [c for c in claims.values() if c not in order]
    cards = {c.id: card(desk, c) for c in order}
    facts = [c for c in order if desk.fact(c)]
    known, claimed, open_, told = sections(
        facts, {c.id: is_known(desk, c) for c in facts}, {c.id: is_told(desk, c) for c in facts}
    )
    said = [c for c in facts if c not in told]
    docs = [desk.documents[d] for d in story.documents]
    return StorySheet(
        id=story.id,
        title=story.title,
        status=status(desk, docs, order),
        important=tuple(headline(desk, c) for c in facts[:IMPORTANT]),
        changed=changed(desk, order),
        numbers=tuple(number_row(desk, r) for r in ranked_series(picture, story)),
        known=tuple(cards[c.id] for c in known),
        claimed=tuple(cards[c.id] for c in claimed),
        open=tuple(cards[c.id] for c in open_),
        views=tuple(cards[c.id] for c in order if not desk.fact(c)),
        told=tuple(headline(desk, c) for c in told),
        contradictions=contradictions(desk, story, order),
        questions=questions(desk, said),
        gaps=gaps(desk, docs, said, order),
        timeline=timeline(desk, said),
        sources=tuple(_source(desk, d) for d in docs),
        copies=_copies(desk, story),
        matrix=tuple(matrix_row(desk, c, docs) for c in said[:MATRIX_ROWS]),
    )


def _source(desk: Desk, d: Document) -> Source:
    w = desk.words
    basis = w("basis", d.published_basis) if d.published_basis else ""
    problems = [p.message for p in d.problems]
    problems += [p.message for a in desk.picture.analyses if a.doc == d.id for p in a.problems]
    return Source(
        doc=d.id,
        number=desk.numbers[d.id],
        label=desk.labels[d.id],
        ref=d.ref,
        outlet=d.outlet or d.ref.rsplit("/", 1)[-1],
        title=d.title,
        published=w.line("published", date=moment(d.published), basis=basis)
        if d.published
        else w("line", "unpublished"),
        modified=w.line("modified", date=moment(d.modified)) if d.modified else None,
        authors=d.authors,
        credits=tuple(dict.fromkeys(c.agency for c in d.credits)),
        kind=w("document", d.kind),
        readable=d.readable,
        readable_words=w("readable", d.readable),
        problems=tuple(map(w.said, problems)),
    )


def _copies(desk: Desk, story: StoryGroup) -> tuple[str, ...]:
    w, out, ids = desk.words, [], {*story.documents}
    for family in desk.picture.reuse.families:
        if not ids.intersection(family.documents):
            continue
        names = ", ".join(f"{desk.labels[d]} [{desk.numbers[d]}]" for d in family.documents)
        text = w.line("family", n=len(family.documents), documents=names)
        if family.origin:
            text += "; " + w.line("family_origin", origin=desk.labels[family.origin])
        elif not family.credit:
            text += "; " + w("line", "family_unknown")
        if family.credit:
            text += "; " + w.line("family_credit", credit=family.credit)
        out.append(text)
    out += [w.line("stale", doc=desk.labels[u.doc]) for u in desk.picture.reuse.stale if u.doc in ids]
    return tuple(out)
