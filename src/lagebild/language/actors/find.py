"""One page: mentions, actors, and statements with their actor and the chain behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lagebild.language.actors.entities import Entity
from lagebild.language.actors.page import Page
from lagebild.language.actors.phrase import Resolver
from lagebild.language.actors.words import between
from lagebild.model import Document, LocalActor, Mention, Sentence, Span, Spans, Statement
from lagebild.text import fold, spoken

if TYPE_CHECKING:
    from lagebild.language.tagger import Tagging

_BEHIND = (
    ("unter", "berufung", "auf"), ("mit", "verweis", "auf"), ("unter", "verweis", "auf"), ("citing",), ("quoting",),
    ("nach", "erkenntnissen"), ("nach", "informationen"), ("auf", "grundlage", "von", "erkenntnissen"),
)  # fmt: skip
"""Words that name the source behind a speaker."""
_SAYINGS = frozenset({"erkenntnissen", "informationen"})
_STOPS = frozenset({",", ".", ";", ":", "(", "„", "“", '"', "seien", "sei", "habe", "hätten", "hat", "haben", "ist", "sind", "bereits", "in", "mitgeteilt", "as", "said", "that"})  # fmt: skip # noqa: E501
_REPORTS = frozenset({"reported", "reports", "berichtet", "berichtete", "meldet", "meldete"})
_NO_VERBS = frozenset({"according", "laut", "zufolge", "nach", "demnach", "danach", "soll", "sollen", "sollte", "sollten", "wolle", "will", "wollen", "believed", "reportedly", "heißt", "hieß"})  # fmt: skip # noqa: E501
_ADVERBS = frozenset({"also", "later", "then", "auch", "zudem", "has", "have", "had", "hat", "haben", "hatte"})
_SUBJECT = 8
"""Most words of a subject that opens a sentence."""
_BESIDE = 60
_PERSONAL = frozenset({"er", "sie", "he", "she", "they", "ich", "i", "wir", "we"})
_ECHOES = frozenset({"danach", "demnach", "demzufolge"})
_PAPERS = frozenset({"media", "agency", "document"})
_READS = frozenset({"reads", "read", "lautet", "lautete"})
_GAP = 3
"""Sentences after which nobody can be said to go on speaking."""
_TELLING = 5
"""Letters of a word that tells something of a heading."""
_MOST = 0.6
_NEAR = 40
"""Pieces of a speaker span closer than this are read as one phrase."""


def find_actors(
    document: Document,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    tagging: Tagging | None,
) -> tuple[tuple[LocalActor, ...], tuple[Mention, ...], tuple[Statement, ...]]:
    """Find who is named on the page and fill ``actor``, ``via`` and ``unclear`` of each statement.

    A statement without speaker words takes the speaker before it where the text runs on (Konjunktiv, a quotation
    continued); otherwise its actor stays ``None`` with ``unclear=True``. Narration has no actor and is not unclear.
    """
    if not sentences:
        return (), (), tuple(replace(s, unclear=s.mode != "narration") for s in statements)
    page = Page(
        document, sentences, tagging, [c for s in statements if s.speaker or s.mode == "direct" for c in s.content]
    )
    resolver = Resolver(page)
    order = sorted(range(len(statements)), key=lambda i: (statements[i].content[0].begin, i))
    filled: dict[int, Statement] = {}
    previous: tuple[Statement, str | None, tuple[str, ...]] | None = None
    for i in order:
        statement = statements[i]
        if statement.mode == "narration" and not statement.speaker:
            filled[i] = statement
            continue
        actor, via = _chain(page, resolver, statement, previous)
        if (opening := _opening(page, resolver, statement)) is not None and opening is not actor:
            actor, via = opening, []
        if actor is None or actor.kind != "person" or _stray(page, statement):
            going_on = _going_on(page, statement, previous)
            actor, via = (going_on, []) if going_on is not None and going_on is not actor else (actor, via)
        if actor is None:
            actor = _same_voice(page, resolver, statement)
        if actor is not None and not via and statement.speaker:
            actor, via = _relayed(page, resolver, statement, actor)
        keys = tuple(dict.fromkeys(v.key for v in via if actor is None or v.key != actor.key))
        filled[i] = replace(
            statement, actor=actor.key if actor else None, via=keys if actor else (), unclear=actor is None
        )
        previous = (statement, actor.key if actor else None, keys)
        if actor is not None:
            resolver.spoke(actor, statement.content[-1].begin)
    _headlined(page, filled)
    _shortened(page, filled)
    local = tuple(e.freeze() for e in sorted(page.registry.entities.values(), key=_order) if e.first is not None)
    keys_seen = {a.key for a in local}
    mentions = tuple(sorted({m for m in page.mentions if m.actor in keys_seen}, key=lambda m: (m.span, m.form)))
    return local, mentions, tuple(filled[i] for i in range(len(statements)))


def _going_on(
    page: Page, statement: Statement, previous: tuple[Statement, str | None, tuple[str, ...]] | None
) -> Entity | None:
    """Who spoke in the sentence before a bare quotation, if that sentence is all its speaker is known from."""
    if previous is None or previous[1] is None or statement.mode != "direct" or not statement.speaker:
        return None
    here = page.sentence_at(statement.content[0].begin)
    there = page.sentence_at(statement.speaker[0].begin)
    told = page.sentence_at(previous[0].content[-1].end - 1)
    if _stray(page, statement):
        near = here - told <= 1 and page.same_paragraph(told, here)
        return page.registry.entities.get(previous[1]) if near else None
    if there >= here or any(page.sentence_at(c.begin) == here for c in statement.cue):
        return None
    same_block = page.sentences[there].paragraph == page.sentences[here].paragraph
    runs_on = previous[0].mode == "direct" and here - told <= 1  # a quotation goes on over the paragraph's end
    if told < there or not (same_block or runs_on):
        return None
    return page.registry.entities.get(previous[1])


def _same_voice(page: Page, resolver: Resolver, statement: Statement) -> Entity | None:
    """Who spoke last in the paragraph, for a quotation without a frame of its own whose speaker words name nobody.

    "„…“, sagt Kolb. Zwei Stunden später war es dunkel. „Da half keiner.“" goes on with Kolb.
    """
    here = page.sentence_at(statement.content[0].begin)
    if statement.mode not in {"direct", "free_indirect"} or any(
        page.sentence_at(c.begin) == here for c in statement.cue
    ):
        return None
    near = 0 <= here - resolver.source_sentence <= _GAP and page.same_paragraph(here, resolver.source_sentence)
    words = (
        range(0)
        if not statement.speaker
        else between(page.words, statement.speaker[0].begin, statement.speaker[-1].end)
    )
    if not near or any(k in page.of_name or page.words[k].text.lower() in _PERSONAL for k in words):
        return None
    return resolver.source


def _stray(page: Page, statement: Statement) -> bool:
    """Whether a bare quotation's speaker words stand in a later paragraph, where somebody else may speak."""
    if statement.mode != "direct" or statement.cue or not statement.speaker:
        return False
    here = page.sentence_at(statement.content[-1].end - 1)
    there = page.sentence_at(statement.speaker[0].begin)
    return there > here and not page.same_paragraph(here, there)


def _opening(page: Page, resolver: Resolver, statement: Statement) -> Entity | None:
    """Who opens the sentence of the verb of saying, if the speaker words stand in another sentence."""
    if statement.mode not in {"indirect", "reported"} or not statement.speaker or not statement.cue:
        return None
    cue = statement.cue[0]
    here = page.sentence_at(cue.begin)
    if here == page.sentence_at(statement.speaker[0].begin) or here != page.sentence_at(statement.content[0].begin):
        return None
    if any(w.lower() in _NO_VERBS for w in cue.of(page.text).split()[:1]):
        return None
    inside = between(page.words, page.sentences[here].span.begin, cue.begin)
    first, last = inside.start, inside.start
    while last < inside.stop and page.words[last].text not in _STOPS and last - first < _SUBJECT:
        last += 1
    if last == first or (last < inside.stop and not page.words[last].text == "," == page.words[inside.stop - 1].text):
        return None
    named = page.of_name.get(last + 1)
    if last < inside.stop and named is not None and named.kind == "person":  # "another man, X, who saw it, said"
        return named
    if last - first > 1 and any(page.lexicon.has("pronouns_m", w.text) for w in page.words[first:last]):
        return None
    while last - first > 1 and page.words[last - 1].text.lower() in _ADVERBS:
        last -= 1
    return resolver.resolve(Span(page.words[first].begin, page.words[last - 1].end), plural=_plural(page, statement))


def _order(entity: Entity) -> tuple[int, str]:
    return (entity.first.begin if entity.first else 0, entity.key)


def _phrases(spans: Spans) -> list[Span]:
    """Speaker pieces, those close together joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.begin - out[-1].end <= _NEAR:
            out[-1] = Span(out[-1].begin, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _chain(
    page: Page,
    resolver: Resolver,
    statement: Statement,
    previous: tuple[Statement, str | None, tuple[str, ...]] | None,
) -> tuple[Entity | None, list[Entity]]:
    plural = _plural(page, statement)
    if (writer := _written_by(page, statement)) is not None:
        return writer, []
    if (paper := _echoed(page, statement)) is not None:
        return paper, []
    found: list[Entity] = []
    for span in _phrases(statement.speaker)[:1]:
        entity = resolver.resolve(span, plural=plural)
        if entity is not None:
            found.append(entity)
    behind = [e for span in statement.via_spans if (e := resolver.resolve(span)) is not None]
    if statement.speaker:
        actor = found[0] if found else None
        if actor is None or (
            statement.cue
            and (resolver.addressee(statement.speaker[0]) or _told_to(page, statement, actor))
            and not _sourced(page, statement)
        ):
            actor = _beside_cue(page, resolver, statement) or actor
        if actor is not None and actor.kind in {"person", "organisation", "state"}:
            relay = [e for e in behind if e.kind in {"media", "agency"}]
            if relay and len(relay) == len(behind):  # the relaying medium stands before the one it quotes
                return relay[0], [*relay[1:], actor]
        return actor, behind
    if behind:
        return behind[0], behind[1:]
    inherited = _inherit(page, resolver, statement, previous)
    if inherited is None:
        return None, []
    chain = previous[2] if previous and previous[1] == inherited.key else ()
    return inherited, [page.registry.entities[k] for k in chain]


def _echoed(page: Page, statement: Statement) -> Entity | None:
    """The medium or paper in the sentence before that "Danach soll …" points to, if the speaker stands further off."""
    if not statement.cue or not statement.speaker or page.lexicon.language != "de":
        return None
    cue = statement.cue[0]
    here = page.sentence_at(cue.begin)
    off = here - page.sentence_at(statement.speaker[0].begin) > 1
    opens = cue.begin == page.sentences[here].span.begin
    if not (off and opens and cue.of(page.text).lower() in _ECHOES and page.same_paragraph(here, here - 1)):
        return None
    return next((e for back, _, e in page.before(cue.begin, 1) if back == 1 and e.kind in _PAPERS), None)


def _written_by(page: Page, statement: Statement) -> Entity | None:
    """Whose words "it reads" are, behind a sentence that tells of somebody's statement or post."""
    after = page.text[statement.speaker[-1].end :].split(maxsplit=1)[:1] if statement.speaker else []
    if not after or after[0].lower().strip(".,:") not in _READS:
        return None
    if statement.speaker[0].of(page.text).lower() not in {"it", "es"}:
        return None
    here = page.sentence_at(statement.speaker[0].begin)
    for back in range(1, _GAP):
        if here - back >= 0 and page.same_paragraph(here, here - back):
            subject = page.subject_of(here - back)
            if subject is not None:
                return subject if subject.kind == "person" else None
    return None


def _relayed(page: Page, resolver: Resolver, statement: Statement, actor: Entity) -> tuple[Entity, list[Entity]]:
    """Sources behind the speaker that the same sentence names, and a medium that passes the statement on.

    "unter Berufung auf X", "citing X", "nach Erkenntnissen von X" put X behind the speaker; "X said, Reuters
    reported" puts Reuters before him.
    """
    span = page.sentences[page.sentence_at(statement.content[0].begin)].span
    inside = between(page.words, span.begin, span.end)
    low = [page.words[k].text.lower() for k in inside]
    lex = page.lexicon
    for at in range(len(low)):
        for opening in _BEHIND:
            if tuple(low[at : at + len(opening)]) != opening:
                continue
            first = inside.start + at + len(opening)
            stop = first
            while stop < inside.stop and stop - first < 9 and page.words[stop].text not in _STOPS:
                stop += 1
            if stop == first:
                continue
            begin = page.words[first - 1].begin if opening[-1] in _SAYINGS else page.words[first].begin
            source = resolver.resolve(Span(begin, page.words[stop - 1].end))
            if source is not None and source is not actor:
                return actor, [source]
    if actor.kind in {"media", "agency"}:
        for k in inside:  # "wie die Agentur aus Regierungskreisen erfuhr"
            circle = page.words[k]
            if circle.text.endswith("kreisen") and k > inside.start and page.words[k - 1].text.lower() == "aus":
                source = resolver.resolve(Span(circle.begin, circle.end))
                return actor, [source] if source is not None and source is not actor else []
        return actor, []
    for k in inside:
        medium = page.of_name.get(k)
        if medium is None or medium.kind not in {"media", "agency"} or page.in_speech(page.words[k].begin):
            continue
        name_end = next(n.last for n in page.names if n.first == k)
        before = {w.text.lower() for w in page.words[max(inside.start, k - 6) : k]}
        after = page.words[name_end].text.lower() if name_end < inside.stop else ""
        tail = {w.text.lower() for w in page.words[name_end : min(inside.stop, name_end + 3)]}
        passes = (
            bool(before & {"cited", "quoted"})
            or ("according" in before)
            or after in _REPORTS
            or bool(tail & _REPORTS and "agency" in tail)
        )
        if passes and not before & {"told", "dem", "gegenüber"} and lex is not None:
            return medium, [actor]
    return actor, []


def _told_to(page: Page, statement: Statement, actor: Entity) -> bool:
    """As in "Ina Berg sagte ZEIT ONLINE, …": a medium without an article behind the verb is whom somebody told."""
    if actor.kind not in {"media", "agency", "organisation"} or page.lexicon.language != "de":
        return False
    gap = statement.speaker[0].begin - statement.cue[0].end
    first = next(iter(statement.speaker[0].of(page.text).lower().split()), "")
    return 0 <= gap <= 1 and not page.lexicon.has("determiners", first) and statement.cue[0].of(page.text).islower()


def _headlined(page: Page, statements: dict[int, Statement]) -> None:
    """What a heading quotes is his who says the same in the text below.

    A quotation in a headline keeps its guess if nobody does. A subhead that names nobody is nobody's then: it has
    nothing to do with who speaks in the sentence before or after.
    """
    said = [s for s in statements.values() if s.mode != "narration" and s.actor is not None]
    for i, statement in statements.items():
        place = page.sentences[page.sentence_at(statement.content[0].begin)]
        block, named = place.block, any(place.span.covers(s) for s in statement.speaker)
        quoted = statement.mode == "direct" and not statement.cue and block in {"headline", "kicker"}
        open_ = block == "subhead" and not named and statement.mode != "narration"
        if not (quoted or open_):
            continue
        below = (s for s in said if s is not statement and s.content[0].begin > statement.content[-1].end)
        same = next((s for s in below if _repeats(page, statement, s, quoted=quoted)), None)
        if same is not None:
            statements[i] = replace(statement, actor=same.actor, via=same.via, unclear=False)
        elif open_:
            statements[i] = replace(statement, actor=None, via=(), unclear=True)


def _shortened(page: Page, statements: dict[int, Statement]) -> None:
    """A body that a headline calls by its noun alone is the one the text names in full.

    "Bureau confirms alarm", "Aufsicht bestätigt": the Harbour Bureau, the Gewerbeaufsichtsamt.
    """
    bodies = [e for e in page.registry.entities.values() if e.kind == "organisation" and e.first is not None]
    for i, statement in statements.items():
        here = page.sentences[page.sentence_at(statement.content[0].begin)].block in {"headline", "kicker"}
        short = page.registry.entities.get(statement.actor or "") if here else None
        if short is None or short.kind != "organisation" or " " in short.name:
            continue
        noun = short.name.lower()
        last = {e.key: e.name.lower().split()[-1] for e in bodies if e is not short and e.name.strip()}
        full = [e for e in bodies if (word := last.get(e.key)) and (word == noun or word.find(noun) > 0)]
        if len(full) == 1:
            statements[i] = replace(statement, actor=full[0].key)


def _repeats(page: Page, heading: Statement, other: Statement, *, quoted: bool) -> bool:
    """Whether a statement of the text says what a heading says: in its very words, or in most of its longer ones."""
    words, told = (fold(spoken(page.text, s.content)).text.strip(" .!?…") for s in (heading, other))
    if quoted or heading.mode == "direct":
        return other.mode == "direct" and bool(words) and words in told
    long, there = ({w.strip('„“”".,:;!?') for w in text.split()} for text in (words, told))
    long = {w for w in long if len(w) >= _TELLING}
    return bool(long) and len(long & there) >= _MOST * len(long)


def _sourced(page: Page, statement: Statement) -> bool:
    """Whether a preposition makes the speaker phrase a source ("laut der Zeitung", "nach Angaben der Agentur")."""
    before = page.text[max(0, statement.speaker[0].begin - 30) : statement.speaker[0].begin].lower().split()
    words = {*before[-2:], *(c.of(page.text).lower() for c in statement.cue)}
    return bool(words & {"laut", "angaben", "zufolge", "bericht", "informationen", "nach", "gemäß"}) or statement.cue[0].of(page.text) == "zufolge"  # fmt: skip # noqa: E501


def _beside_cue(page: Page, resolver: Resolver, statement: Statement) -> Entity | None:
    """Who stands next to the verb of saying, when the speaker words name nobody."""
    if not statement.cue:
        return None
    cue = statement.cue[0]
    place = page.sentence_at(cue.begin)
    if statement.mode == "direct" and place > page.sentence_at(statement.content[-1].end - 1) + 1:
        return None
    sentence = page.sentences[place].span
    content = [c for c in statement.content if c.end > c.begin]
    right = between(page.words, cue.end, min(sentence.end, cue.end + _BESIDE))
    for k in right:
        word = page.words[k]
        if word.text in {",", ":", ".", "„", '"', "“", ";"} or any(c.begin <= word.begin < c.end for c in content):
            break
        if page.lexicon.has("pronouns_m", word.text) or word.text in {"er", "sie", "he", "she"}:
            return resolver.resolve(Span(word.begin, word.end), plural=_plural(page, statement))
        if k in page.of_name and page.of_name[k].kind == "person":
            return page.of_name[k]
    for k in reversed(between(page.words, max(sentence.begin, cue.begin - _BESIDE), cue.begin)):
        word = page.words[k]
        if word.text in {":", "„", '"', "“", ";"} or any(c.begin <= word.begin < c.end for c in content):
            break
        if k in page.of_name and page.of_name[k].kind == "person":
            return page.of_name[k]
    return None


def _plural(page: Page, statement: Statement) -> bool | None:
    """Whether the verb of saying shows a plural subject ("sagten"); ``None`` without a German cue."""
    if page.lexicon.language != "de" or not statement.cue:
        return None
    verb = statement.cue[0].of(page.text).split()
    return verb[0].endswith("en") if verb else None


def _inherit(
    page: Page,
    resolver: Resolver,
    statement: Statement,
    previous: tuple[Statement, str | None, tuple[str, ...]] | None,
) -> Entity | None:
    """Who goes on speaking in a statement without speaker words."""
    here = page.sentence_at(statement.content[0].begin)
    if previous is None:
        before, actor, gap = None, None, 99
    else:
        before = page.sentence_at(previous[0].content[-1].end - 1)
        actor = page.registry.entities.get(previous[1]) if previous[1] else None
        gap = here - before
    same_block = before is not None and page.sentences[before].paragraph == page.sentences[here].paragraph
    if statement.cue and statement.mode != "direct" and not (same_block and gap <= 1):
        return None
    if actor is not None and (gap <= 1 or (same_block and gap <= 2)):
        if same_block or statement.mode in {"direct", "free_indirect"}:
            return actor
        return None
    if (
        here
        and statement.mode in {"direct", "free_indirect"}
        and page.sentences[here - 1].paragraph == page.sentences[here].paragraph
    ):
        subject = page.subject_of(here - 1)
        return subject if subject is not None and subject.kind in {"person", "organisation", "state"} else None
    _ = resolver
    return None
