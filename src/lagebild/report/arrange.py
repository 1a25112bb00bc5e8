"""Picture -> sheet: choose, order and word what is printed. No text is invented: templates and quotes only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lagebild.model import (
    Claim,
    Document,
    Picture,
    Place,
    Quantity,
    Series,
    Statement,
    StoryGroup,
)
from lagebild.report.dossier import unread
from lagebild.report.sheet import (
    Card,
    Line,
    MatrixRow,
    NumberPoint,
    NumberRow,
    Sheet,
    Source,
    StorySheet,
    Voice,
)
from lagebild.report.wording import Words, words
from lagebild.text import spoken, squeeze

EVENTS = frozenset({"event", "state", "plan"})
OPPOSED = frozenset({"deny"})
UNSURE = frozenset({"unconfirmed"})
SETTLED = frozenset({"denied", "disputed", "unconfirmed", "withdrawn"})
MATRIX_ROWS = 12
IMPORTANT = 5
LABEL_CHARS = 220


@dataclass(frozen=True)
class Desk:
    """A picture with the look-ups that arranging it needs."""

    picture: Picture
    words: Words
    ranking: Mapping[str, Sequence[str]]

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.picture.documents}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id."""
        return {s.id: s for a in self.picture.analyses for s in a.statements}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {q.id: q for a in self.picture.analyses for q in a.quantities}

    @cached_property
    def people(self) -> dict[tuple[str, str], str]:
        """Names of actors by document and local key."""
        return {member: actor.name for actor in self.picture.actors for member in actor.members}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of actors by id."""
        return {actor.id: actor.name for actor in self.picture.actors}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Pages counted from 1 in the order they were given; citations name them."""
        return {d.id: i for i, d in enumerate(self.picture.documents, 1)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Short names of pages: the outlet, else the file."""
        return {d.id: d.outlet or d.ref.rsplit("/", 1)[-1] for d in self.picture.documents}

    def who(self, s: Statement) -> str:
        """The speaker in words; never a guess."""
        if s.actor and (name := self.people.get((s.doc, s.actor))):
            return name
        return (
            self.words("line", "unclear") if s.unclear else self.words.line("outlet_itself", outlet=self.labels[s.doc])
        )

    def chain(self, s: Statement) -> str | None:
        """The sources behind the speaker, nearest first."""
        links = [name for key in s.via if (name := self.people.get((s.doc, key)))]
        return self.words.line("via", chain=" ← ".join(links)) if links else None

    def said(self, s: Statement) -> str | None:
        """The day a statement was made: its own, else its page's."""
        return s.date.value if s.date else self.documents[s.doc].published

    def text(self, place: Place) -> str:
        """The cited words on one line."""
        return squeeze(place.span.of(self.documents[place.doc].text))

    def place(self, s: Statement) -> Place:
        """Where a statement stands, from the first to the last word of content, cue and speaker."""
        content = s.content
        first, last = content[0], content[-1]
        near = [p for p in (*s.cue, *s.speaker) if first.begin - 200 <= p.begin and p.end <= last.end + 200]
        begin = min([first.begin, *(p.begin for p in near)])
        end = max([last.end, *(p.end for p in near)])
        return Place(s.doc, type(first)(begin, end))


def arrange(picture: Picture, language: str, ranking: Mapping[str, Sequence[str]]) -> Sheet:
    """Arrange a picture for reading. ``ranking`` gives, per story id, claim ids by importance."""
    desk = Desk(picture, words(language), ranking)
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
        rules=tuple(w("rule", key) for key in ("programme", "truth", "known", "standing", "origins", "important")),
    )


def is_known(claim: Claim) -> bool:
    """Apply the printed rule: confirmed beside another origin, or three agreeing ones with one first-hand.

    A confirmation that is a claim's only voice has nothing to confirm, unless the claim is a special case of one
    that others report.
    """
    if claim.kind not in EVENTS:
        return False
    if claim.standing == "confirmed":
        return claim.origins.origins > 1 or bool(claim.supports)
    c = claim.corroboration
    return claim.standing == "reported" and c.evidence == "robust" and c.agreement == "high" and c.first_hand > 0


def _story(desk: Desk, story: StoryGroup) -> StorySheet:
    picture = desk.picture
    claims = {c.id: c for c in picture.claims if c.story == story.id}
    order = [claims[c] for c in desk.ranking.get(story.id, ()) if c in claims]
    order += [c for c in claims.values() if c not in order]
    cards = {c.id: _card(desk, c) for c in order}
    facts = [c for c in order if c.kind in EVENTS]
    known = [c for c in facts if is_known(c)]
    open_ = [c for c in facts if c not in known and c.standing in SETTLED]
    claimed = [c for c in facts if c not in known and c not in open_]
    docs = [desk.documents[d] for d in story.documents]
    return StorySheet(
        id=story.id,
        title=story.title,
        status=_status(desk, docs, order),
        important=tuple(_headline(desk, c) for c in order[:IMPORTANT]),
        changed=_changed(desk, order),
        numbers=tuple(_numbers(desk, r) for r in _ranked_series(picture, story)),
        known=tuple(cards[c.id] for c in known),
        claimed=tuple(cards[c.id] for c in claimed),
        open=tuple(cards[c.id] for c in open_),
        views=tuple(cards[c.id] for c in order if c.kind not in EVENTS),
        contradictions=_contradictions(desk, story, order),
        questions=_questions(desk, docs, order),
        timeline=_timeline(desk, order),
        sources=tuple(_source(desk, d) for d in docs),
        copies=_copies(desk, story),
        matrix=tuple(_matrix_row(desk, c, docs) for c in facts[:MATRIX_ROWS]),
    )


def _status(desk: Desk, docs: Sequence[Document], claims: Sequence[Claim]) -> str:
    w = desk.words
    ids = {d.id for d in docs}
    copied = sum(len(ids.intersection(f.documents)) - 1 for f in desk.picture.reuse.families if ids & {*f.documents})
    ends = {group.actor or group.statements[0] for c in claims if c.kind in EVENTS for group in c.origins.groups}
    return w("status", "triple").format(
        articles=w.count("status", "articles", len(docs)),
        texts=w.count("status", "texts", len(docs) - copied),
        origins=w.count("status", "origins", len(ends)),
    )


def standing_words(desk: Desk, claim: Claim) -> str:
    """The standing with the names behind it: never "confirmed" without by whom."""
    w = desk.words
    voices = [desk.statements[s] for s in claim.statements]
    deciding = [desk.statements[t.statement] for t in claim.history if t.standing == claim.standing]
    no = _people(desk, [s for s in voices if s.stance in OPPOSED])
    yes = _people(desk, [s for s in voices if s.stance in {"support", "confirm"}])
    who = _people(desk, deciding[-1:])
    if claim.standing == "disputed":
        return w("standing_by", "disputed").format(yes=yes or who, no=no or who)
    if claim.standing == "denied":
        who = no or who
    if claim.standing == "unconfirmed":
        who = _people(desk, [s for s in voices if s.stance in UNSURE]) or who
    return w("standing_by", claim.standing).format(who=who)


def _people(desk: Desk, statements: Sequence[Statement]) -> str:
    return ", ".join(dict.fromkeys(desk.who(s) for s in statements))


def _headline(desk: Desk, claim: Claim) -> Line:
    quote = desk.words.quote(_short(claim.label))
    places = [claim.wording, *(desk.place(desk.statements[t.statement]) for t in claim.history)]
    return Line(f"{quote} — {standing_words(desk, claim)}", tuple(dict.fromkeys(places)), claim.standing)


def _short(text: str) -> str:
    """Cut a long wording, and the conjunction a clause begins with."""
    head, _, rest = text.partition(" ")
    if head in {"dass", "that", "ob", "whether"} and rest:
        text = rest
    return text if len(text) <= LABEL_CHARS else text[:LABEL_CHARS].rsplit(" ", 1)[0] + " …"


def _card(desk: Desk, claim: Claim) -> Card:
    w = desk.words
    groups = {s: i for i, g in enumerate(claim.origins.groups, 1) for s in g.statements}
    voices = _folded(desk, [_voice(desk, desk.statements[s], groups.get(s, 0)) for s in claim.statements])
    c = claim.corroboration
    labels = {k.id: k.label for k in desk.picture.claims}
    general = [w.quote(_short(labels[s])) for s in claim.supports if s in labels]
    return Card(
        id=claim.id,
        quote=w.quote(_short(claim.label)),
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
            w.line("reason", n=len(g.statements), why=w.said(g.why))
            for g in claim.origins.groups
            if len(g.statements) > 1
        ),
        corroboration=w.line(
            "corroboration",
            evidence=w("evidence", c.evidence),
            agreement=w("agreement", c.agreement),
            supporting=c.supporting,
            opposing=c.opposing,
            first_hand=c.first_hand,
        ),
        voices=voices,
        history=tuple(
            Line(
                f"{t.date or w('line', 'undated')}: {w('standing', t.standing)}"
                f" — {desk.who(desk.statements[t.statement])}",
                (desk.place(desk.statements[t.statement]),),
                t.standing,
            )
            for t in claim.history
        ),
        supports=w.line("supports", claims="; ".join(general)) if general else None,
        doubts=_doubts(desk, claim),
    )


def _doubts(desk: Desk, claim: Claim) -> tuple[str, ...]:
    w, out = desk.words, []
    if claim.kind in EVENTS and claim.origins.origins == 1 and claim.standing == "reported":
        out.append(w("line", "single_origin"))
    kinds = {m: a.kind for a in desk.picture.actors for m in a.members}
    speakers = [kinds.get((s.doc, s.actor or "")) for s in map(desk.statements.__getitem__, claim.statements)]
    if speakers and all(k == "unnamed" for k in speakers):
        out.append(w("line", "unnamed_source"))
    return tuple(out)


def _voice(desk: Desk, s: Statement, origin: int) -> Voice:
    w = desk.words
    kinds = dict.fromkeys(m.kind for m in s.markers)
    return Voice(
        statement=s.id,
        who=desk.who(s),
        chain=desk.chain(s),
        act=w("act", s.act),
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


def _changed(desk: Desk, claims: Sequence[Claim]) -> tuple[Line, ...]:
    """Turns of the reader's day that changed how a claim stood before."""
    w, day, out = desk.words, desk.picture.as_of, []
    for claim in claims:
        for before, turn in zip(claim.history, claim.history[1:], strict=False):
            if turn.date and day and turn.date[:10] == day and turn.standing != before.standing:
                s = desk.statements[turn.statement]
                text = (
                    f"{w.quote(_short(claim.label))}: {w('standing', before.standing)} → {w('standing', turn.standing)}"
                )
                out.append(Line(f"{text} ({desk.who(s)})", (desk.place(s),), turn.standing))
    return tuple(out)


def _ranked_series(picture: Picture, story: StoryGroup) -> list[Series]:
    docs = {*story.documents}
    here = [r for r in picture.series if r.story in {None, story.id} and _doc_of(r) in docs]
    return sorted(here, key=lambda r: (-len({p.quantity.split(".")[0] for p in r.points}), -len(r.points), r.id))


def _doc_of(series: Series) -> str:
    return series.points[0].quantity.rsplit(".", 1)[0] if series.points else ""


def _numbers(desk: Desk, series: Series) -> NumberRow:
    w = desk.words
    points: dict[tuple[object, ...], NumberPoint] = {}
    for p in sorted(
        series.points, key=lambda p: (p.date or "9999", desk.numbers[p.quantity.rsplit(".", 1)[0]], p.quantity)
    ):
        q = desk.quantities[p.quantity]
        s = desk.statements.get(p.statement or "")
        words = squeeze(q.span.of(desk.documents[q.doc].text))
        itself = s is None or (s.actor is None and not s.unclear)
        who = desk.who(s) if s else w.line("outlet_itself", outlet=desk.labels[q.doc])
        place, day = Place(q.doc, q.span), p.date[:10] if p.date else None
        key = (words.casefold(), day, "" if itself else who)
        first = points.get(key)
        points[key] = (
            replace(first, copies=(*first.copies, place))
            if first
            else NumberPoint(q.id, words, w("bound", q.bound), q.low, q.high, day, who, place)
        )
    return NumberRow(
        id=series.id,
        label=series.label,
        tense=w("tense", series.tense) if series.tense else None,
        points=tuple(points.values()),
        disagreements=_disagreements(desk, series),
        conflict=any(c.type == "conflict" for c in series.disagreements),
    )


def _disagreements(desk: Desk, series: Series) -> tuple[Line, ...]:
    """Each pair of differing words once, whatever the number of pages that print them."""
    w, seen, out = desk.words, set(), []
    for c in series.disagreements:
        left, right = (desk.quantities[q] for q in c.between)
        a, b = (squeeze(q.span.of(desk.documents[q.doc].text)) for q in (left, right))
        if (a, b, c.type) in seen:
            continue
        seen.add((a, b, c.type))
        text = w.line("conflict", left=w.quote(a), right=w.quote(b), type=w("disagreement", c.type))
        out.append(Line(text, (Place(left.doc, left.span), Place(right.doc, right.span))))
    return tuple(out)


def _contradictions(desk: Desk, story: StoryGroup, claims: Sequence[Claim]) -> tuple[Line, ...]:
    out = []
    for claim in claims:
        if claim.kind not in EVENTS:
            continue
        voices = [desk.statements[s] for s in claim.statements]
        no = [s for s in voices if s.stance in OPPOSED]
        yes = [s for s in voices if s.stance in {"support", "confirm"}]
        if no and yes:
            text = desk.words("standing_by", "disputed").format(yes=_people(desk, yes), no=_people(desk, no))
            places = tuple(desk.place(s) for s in (*yes, *no))
            out.append(Line(f"{desk.words.quote(_short(claim.label))} — {text}", places, claim.standing))
    for series in _ranked_series(desk.picture, story):
        wanted = [c for c in series.disagreements if c.type == "conflict"]
        if wanted:
            pruned = Series(series.id, series.label, series.tense, series.points, tuple(wanted), series.story)
            out += [Line(f"{series.label}: {line.text}", line.evidence) for line in _disagreements(desk, pruned)]
    return tuple(out)


def _questions(desk: Desk, docs: Sequence[Document], claims: Sequence[Claim]) -> tuple[str, ...]:
    w, out = desk.words, []
    poor = [d for d in docs if d.readable != "full"]
    for claim in claims:
        doubts = _doubts(desk, claim) if claim.kind in EVENTS else ()
        if claim.standing in {"disputed", "unconfirmed"} and claim.kind in EVENTS:
            doubts = (
                w("line", "denied_unresolved") if claim.standing == "disputed" else standing_words(desk, claim),
                *doubts,
            )
        if claim.kind in EVENTS and not any(desk.statements[s].stance in OPPOSED for s in claim.statements):
            continue_ = bool(doubts)
            pages = w.count("line", "pages", len(docs) - len(poor))
            doubts = (*doubts, w.line("not_found_denial", read=pages, unread=len(poor))) if continue_ else ()
        if doubts:
            out.append(f"{w.quote(_short(claim.label))}: {'; '.join(doubts)}")
    unclear = sum(1 for c in claims for s in c.statements if desk.statements[s].unclear)
    if unclear:
        out.append(w.line("unclear_speakers", n=unclear))
    if poor:
        out.append(w.line("unreadable_pages", n=len(poor)))
    return tuple(out)


def _timeline(desk: Desk, claims: Sequence[Claim]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    days: dict[str, list[Line]] = {}
    for claim in claims:
        if claim.kind not in EVENTS:
            continue
        for turn in claim.history:
            s = desk.statements[turn.statement]
            day = turn.date[:10] if turn.date else None
            if day is None:
                continue
            text = f"{desk.who(s)}: {desk.words.quote(_short(claim.label))} — {desk.words('standing', turn.standing)}"
            days.setdefault(day, []).append(Line(text, (desk.place(s),), turn.standing))
    return tuple((day, tuple(days[day])) for day in sorted(days))


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
        published=w.line("published", date=d.published, basis=basis) if d.published else w("line", "unpublished"),
        modified=w.line("modified", date=d.modified) if d.modified else None,
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


def _matrix_row(desk: Desk, claim: Claim, docs: Sequence[Document]) -> MatrixRow:
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
    return MatrixRow(claim.id, desk.words.quote(_short(claim.label)), tuple(cells))
