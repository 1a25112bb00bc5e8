"""Claims: statements about the same thing brought together across pages, languages, wordings and days.

The recipe: prepare statements (``claims_items``), nominate and judge pairs (``claims_pairs``), tie answers to what
they answer (``answers``), group under constraints (``claims_cluster``), then count origins (``origins``)
and trace the standing (``standing``). Rules in plain words: ``docs/claims.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from lagebild.model import (
    Actor,
    Analysis,
    Claim,
    ClaimKind,
    Correction,
    Document,
    Place,
    Reuse,
    Stance,
    StoryGroup,
)
from lagebild.story.answers import answered, confirmed, linked
from lagebild.story.claims_cluster import cluster
from lagebild.story.claims_items import CARRYING, Item, first_span, prepare
from lagebild.story.claims_pairs import (
    SURELY_LONG,
    SURELY_SHORT,
    Lexicon,
    Pair,
    candidates,
    common_likeness,
    judge,
    special_case,
)
from lagebild.story.corrections import constraints
from lagebild.story.openings import opens_with
from lagebild.story.origins import Sources, count_origins
from lagebild.story.retractions import Revoked, corrected_numbers
from lagebild.story.sides import Side, sides_of, turned_stances
from lagebild.story.standing import corroborate, trace
from lagebild.story.withdrawals import withdrawn_pages
from lagebild.text import spoken

FACTUAL: frozenset[str] = frozenset({"event", "state", "plan"})
LABEL_CHARS = 140
SUMMARY = 0.6
"""A summary ("X hat den Einsatz bestätigt") stands less well for a claim than the words of it."""
PUTS_FORWARD = {"deny": 0.5, "unconfirmed": 0.0, "withdraw": 0.2}
"""How well a statement words the claim by its stance (else 1): a denial names it, who cannot confirm names himself, who
takes it back says more than the claim."""
LEANING = {"pronoun": 1.2, "connector": 0.2, "speaker": 0.2}
"""How much worse a wording stands for a claim if it cannot be read by itself."""
OWN_WORDS = 5
"""Base words from which a statement that points at others ("Berichte, nach denen …") words the claim itself."""
IDEAL_CHARS = 120
"""Length of a wording that stands well for a claim."""


def build_claims(
    documents: Sequence[Document],
    analyses: Sequence[Analysis],
    reuse: Reuse,
    stories: Sequence[StoryGroup],
    actors: Sequence[Actor],
    as_of: str | None,
    corrections: Sequence[Correction] = (),
) -> tuple[tuple[Claim, ...], Mapping[str, Stance]]:
    """Every claim of the pages, ordered by story and first appearance; and stances that the others of a claim turn.

    Each statement except questions and refusals to speak belongs to exactly one claim. Pages that appeared after
    ``as_of`` are ignored.
    """
    items = prepare(documents, analyses, reuse, stories, actors, as_of)
    groups, pairs, ties = group(items, corrections)
    sources = Sources.of(documents, actors, reuse)
    withdrawn = withdrawn_pages(documents, reuse)
    reasons = {(p.left, p.right): p for p in pairs}
    revoked = corrected_numbers(items, sources)
    claims = [_claim([items[i] for i in g], reasons, ties, sources, withdrawn, revoked, stories) for g in groups]
    turned = {s: stance for g in groups for s, stance in turned_stances([items[i] for i in g]).items()}
    return _linked(claims, items, groups, pairs), turned


def _linked(
    claims: Sequence[Claim], items: Sequence[Item], groups: Sequence[tuple[int, ...]], pairs: Sequence[Pair]
) -> tuple[Claim, ...]:
    """Name, for each claim, the more general claims of its story that it is a special case of."""
    home = {i: n for n, g in enumerate(groups) for i in g}
    lexicon = Lexicon(items)
    general: dict[int, set[str]] = {}
    for pair in pairs:
        for a, b in ((pair.left, pair.right), (pair.right, pair.left)):
            left, right = claims[home[a]], claims[home[b]]
            if left is right or left.story != right.story or not {left.kind, right.kind} <= FACTUAL:
                continue
            if special_case(items[a], items[b], lexicon):
                general.setdefault(home[a], set()).add(right.id)
    return tuple(replace(c, supports=tuple(sorted(general.get(n, ())))) for n, c in enumerate(claims))


def group(
    items: Sequence[Item], corrections: Sequence[Correction] = ()
) -> tuple[tuple[tuple[int, ...], ...], tuple[Pair, ...], Mapping[int, tuple[int, str]]]:
    """Groups of items by order, the judged pairs, and the answers tied to what they answer."""
    lexicon = Lexicon(items)
    usual = common_likeness(items)
    together, apart = constraints(items, corrections)
    settled = {i for pair in (*together, *apart) for i in pair}
    ties = {a: t for a, t in {**repeated(items), **answered(items)}.items() if a not in settled}
    free = [item for item in items if item.order not in ties]
    pairs = tuple(judge(free[a], free[b], lexicon, usual) for a, b in candidates(free, lexicon))
    groups = attach(cluster(len(items), pairs, together, apart), ties)
    late = {a: t for a, t in linked(items, groups, lexicon).items() if a not in settled}
    groups = attach(groups, late)
    sure = {a: t for a, t in confirmed(items, groups, pairs).items() if a not in settled}
    return attach(groups, sure), pairs, {**ties, **late, **sure}


def repeated(items: Sequence[Item]) -> Mapping[int, tuple[int, str]]:
    """For each item that repeats an earlier one of its story word for word: the order of the first, and why.

    Few words can be a report here and a warning there; a whole sentence cannot, whatever was made of it.
    """
    first: dict[tuple[str, str, str], int] = {}
    found: dict[int, tuple[int, str]] = {}
    for item in items:
        if len(item.keys) < SURELY_SHORT or item.statement.anaphor is not None:
            continue
        kind = "" if len(item.keys) >= SURELY_LONG else item.kind
        named = [(item.text, kind, story) for story in item.stories or (item.document.id,)]
        known = min((first[n] for n in named if n in first), default=item.order)
        if known != item.order:
            found[item.order] = (known, "same words")
        for name in named:
            first.setdefault(name, known)
    return found


def attach(groups: Sequence[tuple[int, ...]], ties: Mapping[int, tuple[int, str]]) -> tuple[tuple[int, ...], ...]:
    """Move each answer to the group of what it answers; an answer to an answer follows it."""
    home = {i: n for n, g in enumerate(groups) for i in g}
    for answer in sorted(ties):
        target, seen = ties[answer][0], {answer}
        while target in ties and target not in seen:
            seen.add(target)
            target = ties[target][0]
        home[answer] = home[target]
    members: dict[int, list[int]] = {}
    for item in sorted(home):
        members.setdefault(home[item], []).append(item)
    return tuple(tuple(g) for g in sorted(members.values(), key=lambda g: g[0]))


def _claim(
    items: Sequence[Item],
    pairs: Mapping[tuple[int, int], Pair],
    ties: Mapping[int, tuple[int, str]],
    sources: Sources,
    withdrawn: Mapping[str, str | None],
    revoked: Revoked,
    stories: Sequence[StoryGroup],
) -> Claim:
    sides = sides_of(items)
    wording = _wording(items, pairs, sides)
    kind = _kind(items)
    carrying = [i for i in items if sides[i.id] in CARRYING]
    history = trace(items, sides=sides, sources=sources, withdrawn=withdrawn, revoked=revoked)
    return Claim(
        id="c-" + blake2b(items[0].id.encode(), digest_size=6).hexdigest(),
        story=_story(items, stories),
        label=_label(wording),
        wording=Place(wording.document.id, first_span(wording)),
        kind=kind,
        statements=tuple(i.id for i in items),
        standing=history[-1].standing,
        history=history,
        origins=count_origins(carrying or items, sources),
        corroboration=corroborate(items, sides=sides, sources=sources),
        why=tuple((i.id, _joined(i, items, pairs, ties)) for i in items[1:]),
    )


def _wording(items: Sequence[Item], pairs: Mapping[tuple[int, int], Pair], sides: Mapping[str, Side]) -> Item:
    """The statement that stands for the claim: one that puts it forward in words of its own, close to the others."""

    def fitness(item: Item) -> tuple[float, int]:
        likely = [p.likely for o in items if (p := pairs.get((min(o.order, item.order), max(o.order, item.order))))]
        central = sum(likely) / max(1, len(items) - 1)
        statement = item.statement
        score = central + min(PUTS_FORWARD.get(s, 1.0) for s in (statement.stance, sides[item.id]))
        score -= 2.0 if statement.anaphor and len(item.keys) < OWN_WORDS else 0.0
        score -= SUMMARY if statement.mode == "reported" else 0.0
        score -= LEANING.get(opens_with(item.text) or "", 0.0)
        score -= abs(len(item.text) - IDEAL_CHARS) / 400
        return score, -item.order

    return max(items, key=fitness)


def _kind(items: Sequence[Item]) -> ClaimKind:
    stances = Counter(i.kind for i in items if i.statement.stance != "deny") or Counter(i.kind for i in items)
    leading = max(sorted(stances), key=lambda k: stances[k])
    if leading == "warn":
        return "warning"
    if leading == "demand":
        return "demand"
    if leading == "opine":
        return "assessment"
    planned = sum(i.statement.certainty == "future" for i in items)
    if planned * 2 > len(items):
        return "plan"
    return "event" if any(i.statement.event_date for i in items) else "state"


def _story(items: Sequence[Item], stories: Sequence[StoryGroup]) -> str:
    votes = Counter(s for i in items for s in i.stories)
    order = {s.id: n for n, s in enumerate(stories)}
    return min(votes, key=lambda s: (-votes[s], order[s]), default="")


def _label(item: Item) -> str:
    words = spoken(item.document.flow, item.statement.content)
    if len(words) <= LABEL_CHARS:
        return words
    return words[:LABEL_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _joined(
    item: Item,
    items: Sequence[Item],
    pairs: Mapping[tuple[int, int], Pair],
    ties: Mapping[int, tuple[int, str]],
) -> str:
    if item.order in ties:
        return ties[item.order][1]
    found = [p for o in items if (p := pairs.get((min(o.order, item.order), max(o.order, item.order))))]
    best = max(found, key=lambda p: p.likely, default=None)
    return "; ".join(best.why) if best and best.why else "tied to a statement of this claim"
