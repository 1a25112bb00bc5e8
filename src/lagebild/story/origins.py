"""How many of the voices behind a claim are independent: articles, texts, origins, and why they collapse.

*Articles* are pages. *Texts* are pages after copies of one text are counted once. *Origins* are the ends of the
chains: who first vouches for the claim. Rules, first that applies:

1. one text: pages of one family, or a passage taken from another page;
2. one speaker: chains that end with the same actor, under one name or by an office only one person holds, or where
   the one passes through the end of the other;
3. a body and its voice: chains that end with a body and with somebody who speaks for it, or with a state and its
   organ (``voices``); a spokesperson of whom nobody says whose speaks for the body that says it too and that his
   page names;
4. one utterance: pages that give it in the same words, whoever they name as the speaker;
5. one agency or one outlet: pages that vouch themselves but took their text from the same agency;
6. an outlet relays an outlet: a page cites a medium, and the chain ends there, whether or not its own page is here;
   if it is, and vouches itself, it is that medium's word; if it names a source, the source is the origin;
7. pages that give it as somebody's words without saying whose count as articles and texts and go with the first
   origin; pages that vouch themselves, where others name a source, are listed with it and not counted: nobody can
   tell whether they know it by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild.model import Actor, Document, OriginGroup, Origins, Reuse
from lagebild.story.claims_items import CARRYING, Item, first_span
from lagebild.story.voices import is_some_medium, is_spokesperson, one_voice
from lagebild.text import DOUBLE_QUOTES, fold

QUOTE_MARGIN = 60
"""A shared passage is a copied text only if it goes beyond the shared quotation by this many code points."""
REPEATED = 0.7
"""Share of base words two statements of one text have in common if they are the same sentence."""
QUOTED_RUN = 5
TOLD_RUN = 8
"""Words in a row that two pages share only if they give one utterance: quoted, and told."""
ARTICLE_CHARS = 3
"""Letters of an article before a title ("Der Ostbote", "theledger.com")."""
HEARSAY: frozenset[str] = frozenset({"hearsay", "subjunctive"})
NO_NAME = "with pages that do not say whose words they give"
NO_SOURCE = "with pages that name no source of their own"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the counting needs to know about all pages: actors by id, text families, and direct upstreams."""

    actors: Mapping[str, Actor]
    family: Mapping[str, str]
    agency: Mapping[str, str]
    reuse: Reuse
    outlets: Mapping[str, str]
    """Actor id -> the outlet of these pages that the actor is."""

    @classmethod
    def of(cls, documents: Iterable[Document], actors: Iterable[Actor], reuse: Reuse) -> Sources:
        """Index the pages once."""
        family = {d: f.id for f in reuse.families if "text" in f.basis for d in f.documents}
        agency = {d: f.credit for f in reuse.families if f.credit for d in f.documents}
        agency |= {u.doc: u.agency for u in reuse.upstreams if u.agency}
        documents, actors = tuple(documents), tuple(actors)
        for document in documents:
            if document.id not in agency and document.credits:
                agency[document.id] = document.credits[0].agency
        titles = _titles(documents)
        pages = {d.id: d.outlet for d in documents if d.outlet}
        outlets = {a.id: o for a in actors if a.kind != "agency" and (o := _outlet_of(a, titles, pages))}
        known = {a.id: replace(a, kind="media") if a.id in outlets else a for a in actors}
        return cls(known, family, agency, reuse, outlets)

    def is_by(self, page: Document, medium: Actor) -> bool:
        """Whether a page appeared in this medium."""
        return page.outlet is not None and self.outlets.get(medium.id) == page.outlet


def _outlet_of(actor: Actor, titles: Mapping[str, str], pages: Mapping[str, str]) -> str | None:
    """The outlet of these pages that somebody is: by its title, or by a part of it on its own page ("the Globe")."""
    names = [_bare(n) for n in (actor.name, *actor.aliases)]
    found = next((o for n in names if (o := titles.get(n) or titles.get(n.replace(" ", "")))), None)
    if found is not None or actor.kind not in {"media", "organisation"}:
        return found
    own = dict.fromkeys(pages[doc] for doc, _ in actor.members if doc in pages)
    return next((o for o in own for n in names if _ends_address(o, n)), None)


def _titles(documents: Sequence[Document]) -> Mapping[str, str]:
    """Names of outlets -> the outlet: by title or by address, "ostbote.de", "Ostbote", "Der Ostbote"."""
    found: dict[str, str] = {}
    for outlet in dict.fromkeys(d.outlet for d in documents if d.outlet):
        address, words = fold(outlet).text.partition(".")[0], fold(outlet).text.split()
        plain, first = "".join(c for c in address if c.isalnum()), address.partition("-")[0]
        names = {plain, *(n for n in (plain[ARTICLE_CHARS:], first) if len(n) > ARTICLE_CHARS)}
        names |= {" ".join(words[-n:]) for n in range(1, len(words) + 1) if len(words) > 1}
        for name in sorted(names - {""}):
            found.setdefault(name, outlet)
    return found


def _ends_address(outlet: str, name: str) -> bool:
    """Whether a name is the end of an outlet's address ("Globe", "dailyglobe.co.uk")."""
    word = name.replace(" ", "")
    return len(word) > ARTICLE_CHARS and fold(outlet).text.partition(".")[0].endswith(word)


@lru_cache(maxsize=8192)
def _bare(name: str) -> str:
    """A name without the article before it."""
    words = "".join(c if c.isalnum() else " " if c.isspace() else "" for c in fold(name).text).split()
    return " ".join(words[1:] if len(words) > 1 and len(words[0]) <= ARTICLE_CHARS else words)


class _Union:
    """Disjoint sets with the reason for each union."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.why: dict[int, list[str]] = {}

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: int, b: int, why: str) -> None:
        left, right = sorted((self.find(a), self.find(b)))
        if left != right:
            self.parent[right] = left
            reasons = self.why.setdefault(left, [])
            for reason in (*self.why.pop(right, []), why):
                if reason not in reasons:
                    reasons.append(reason)


def count_origins(items: Sequence[Item], sources: Sources, *, one_side: bool = True) -> Origins:
    """The triple for the statements that carry a claim, in any order.

    Where they are not all on one side, a page that does not say whose words it gives is listed with nobody.
    """
    ordered = sorted(items, key=lambda i: (i.day or "9999", i.order))
    named = [i for i in ordered if chain_end(i) is not None]
    carried = {sources.family[i.document.id] for i in named if i.document.id in sources.family}
    cited = [i for i in named if _end(i, sources) is not None]
    told = [
        i
        for i in ordered
        if _told(i) or sources.family.get(i.document.id) in carried or any(_own_report(i, c, sources) for c in cited)
    ]
    unsourced = [i for i in ordered if i not in told] if named else []
    voices = told if named else ordered
    groups = _Union(len(voices))
    texts = _texts(voices, sources)
    for a, left in enumerate(voices):
        for b in range(a + 1, len(voices)):
            why = _one_origin(left, voices[b], texts, sources)
            if why:
                groups.join(a, b, why)
    for place, first, why in _informants(voices, sources):
        groups.join(first, place, why)
    speaking = [p for p, v in enumerate(voices) if chain_end(v) is not None]
    spoken_for = {groups.find(p) for p in speaking}
    for place, voice in enumerate(voices):
        if one_side and speaking and groups.find(place) not in spoken_for:
            groups.join(speaking[_home(voice, [voices[p] for p in speaking], sources)], place, NO_NAME)
    homes = {i.id: _home(i, voices, sources) for i in unsourced}
    members: dict[int, list[int]] = {}
    for place in range(len(voices)):
        members.setdefault(groups.find(place), []).append(place)
    made = []
    for root, places in sorted(members.items()):
        joined = [i.id for i in unsourced if homes[i.id] in places]
        reasons = [*groups.why.get(root, ())] or [_single(voices[root], sources)]
        reasons += [NO_SOURCE] if joined else []
        made.append(
            OriginGroup(
                statements=(*(voices[p].id for p in places), *joined),
                actor=_shown(voices[root], sources),
                why="; ".join(reasons),
            )
        )
    return Origins(
        articles=len({v.document.id for v in voices}),
        texts=len({texts[v.document.id] for v in voices}),
        origins=len(members),
        groups=tuple(made),
    )


def _told(item: Item) -> bool:
    """Whether a page gives this as somebody's words, whether or not it says whose."""
    statement = item.statement
    return chain_end(item) is not None or statement.unclear or any(m.kind in HEARSAY for m in statement.markers)


def _home(item: Item, voices: Sequence[Item], sources: Sources) -> int:
    """The voice a page without a source is listed with: of the same page, of the same text, else the first."""
    text = sources.family.get(item.document.id, item.document.id)
    for place, voice in enumerate(voices):
        if voice.document.id == item.document.id:
            return place
    for place, voice in enumerate(voices):
        if sources.family.get(voice.document.id) == text:
            return place
    return 0


def chain_end(item: Item) -> str | None:
    """The actor at the end of the chain: the last one behind the speaker, else the speaker."""
    return item.chain[-1] if item.chain else item.actor


def _texts(voices: Sequence[Item], sources: Sources) -> dict[str, str]:
    """Page id -> id of the text it carries, as far as these statements go."""
    text = {v.document.id: sources.family.get(v.document.id, v.document.id) for v in voices}
    held: dict[str, list[Item]] = {}
    for voice in voices:
        held.setdefault(voice.document.id, []).append(voice)
    for passage in sources.reuse.passages:
        copy, source = passage.copy, passage.source
        if copy.doc not in held or source.doc not in held:
            continue
        carried = [v for v in held[copy.doc] if _carried(copy.span.begin, copy.span.end, v)]
        given = any(_carried(source.span.begin, source.span.end, v) for v in held[source.doc])
        if given and len(carried) == len(held[copy.doc]):
            old, new = text[copy.doc], text[source.doc]
            text = {doc: new if t == old else t for doc, t in text.items()}
    return text


def _carried(begin: int, end: int, voice: Item) -> bool:
    """Whether a passage carries a statement and more than what was said: else two reporters heard the same speech."""
    span = first_span(voice)
    said = voice.statement.mode == "direct" and DOUBLE_QUOTES.isdisjoint(voice.document.text[begin:end])
    inside = begin <= span.begin and span.end <= end
    return inside and not said and (end - begin) - len(span) >= QUOTE_MARGIN


def _one_origin(left: Item, right: Item, texts: Mapping[str, str], sources: Sources) -> str | None:
    a, b = chain_end(left), chain_end(right)
    same_text = texts[left.document.id] == texts[right.document.id]
    if same_text and left.document.id != right.document.id and (a == b or None in {a, b} or _repeats(left, right)):
        return "one text"
    if a is not None and a == b:
        return "same speaker, same day" if left.day and left.day == right.day else "same speaker"
    if a is not None and b is not None:
        if b in {left.actor, *left.chain} or a in {right.actor, *right.chain}:
            return "one chain, told in full and in part"
        return same_voice(left, right, a, b, sources) or _one_wording(left, right)
    if a is None and b is None:
        return _own_words(left, right, sources)
    return _own_report(left, right, sources) or _own_report(right, left, sources)


def same_voice(left: Item, right: Item, a: str, b: str, sources: Sources) -> str | None:
    """Why the actors ``a`` and ``b`` of two statements are one source, or ``None`` if nothing says so."""
    first, second = sources.actors[a], sources.actors[b]
    return (
        one_voice(first, second)
        or _one_medium(a, b, sources)
        or _nameless_voice(left, first, second)
        or _nameless_voice(right, second, first)
    )


def _one_medium(left: str, right: str, sources: Sources) -> str | None:
    """Whether two names are one outlet of these pages, told in full and in part."""
    outlet = sources.outlets.get(left)
    return "same speaker" if outlet is not None and outlet == sources.outlets.get(right) else None


def _nameless_voice(item: Item, voice: Actor, body: Actor) -> str | None:
    """Whether a spokesperson of whom nobody says whose speaks for a body that his page names, or "the paper" is it."""
    kinds = {"media"} if is_some_medium(voice) else {"organisation"} if is_spokesperson(voice) else set()
    if body.kind not in kinds or is_some_medium(body):
        return None
    page = fold(item.document.text).text
    named = any(fold(n).text in page for n in (body.name, *body.aliases))
    return f"{body.name} and {voice.name} are one body and its voice" if named else None


def _own_report(own: Item, citing: Item, sources: Sources) -> str | None:
    """Whether a page that vouches itself is of the medium that another page cites."""
    medium = _end(citing, sources)
    if chain_end(own) is not None or medium is None or medium.kind != "media":
        return None
    return f"{medium.name} and a page that relays it" if sources.is_by(own.document, medium) else None


def _agree(own: Item, citing: Item) -> bool:
    """Whether a medium's own page can have this from its source: who denies it there is no source of the medium."""
    stances = {own.statement.stance, citing.statement.stance}
    return CARRYING.issuperset(stances) if "deny" not in stances else own.statement.stance in CARRYING


def _informants(voices: Sequence[Item], sources: Sources) -> Iterable[tuple[int, int, str]]:
    """Voices that cite a medium whose own page names its source: their place, that of the source, and why they are one.

    What a medium reported is what it printed: the first who says it there.
    """
    for place, voice in enumerate(voices):
        medium = _end(voice, sources)
        if medium is None or medium.kind != "media":
            continue
        own = [n for n, v in enumerate(voices) if n != place and sources.is_by(v.document, medium)]
        own = [n for n in own if chain_end(voices[n]) is not None]
        own = [n for n in own if _agree(voices[n], voice)] or own
        if own:
            yield place, own[0], f"{medium.name} and whom its own page names"


def _end(item: Item, sources: Sources) -> Actor | None:
    end = chain_end(item)
    return sources.actors.get(end) if end is not None else None


def _repeats(left: Item, right: Item) -> bool:
    """Whether two pages of one text say this in the same words, whoever was found to be the speaker."""
    shared, every = len(left.keys & right.keys), len(left.keys | right.keys)
    return left.text == right.text or (every > 0 and shared / every >= REPEATED)


def _one_wording(left: Item, right: Item) -> str | None:
    """Two pages give one utterance if they share a run of words nobody finds twice: shorter inside quotation marks."""
    if left.document.id == right.document.id:
        return None
    quoted = left.statement.mode == "direct" and right.statement.mode == "direct"
    length = QUOTED_RUN if quoted else TOLD_RUN
    return "one utterance, told in the same words" if _runs(left.text, length) & _runs(right.text, length) else None


@lru_cache(maxsize=8192)
def _runs(text: str, length: int) -> frozenset[str]:
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return frozenset(" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def _own_words(left: Item, right: Item, sources: Sources) -> str | None:
    """Both pages speak for themselves, or do not say who does."""
    if left.document.id == right.document.id:
        return "one page"
    agencies = {sources.agency.get(left.document.id), sources.agency.get(right.document.id)}
    if len(agencies) == 1 and (agency := agencies.pop()):
        return f"one agency ({agency})"
    outlets = {left.document.outlet, right.document.outlet}
    return f"one outlet ({left.document.outlet})" if len(outlets) == 1 and None not in outlets else None


def _shown(voice: Item, sources: Sources) -> str | None:
    end = chain_end(voice)
    return end if end in sources.actors else None


def _single(voice: Item, sources: Sources) -> str:
    end = chain_end(voice)
    if end is not None and end in sources.actors:
        return f"chain ends with {sources.actors[end].name}"
    agency = sources.agency.get(voice.document.id)
    if voice.statement.unclear:
        return "the page does not say who"
    return f"text of {agency}" if agency else "the page vouches itself"
