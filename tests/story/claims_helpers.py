"""Small pages for the tests of claims: one statement per line, written here."""

from lagebild.model import Actor, Analysis, Dating, Document, LocalActor, Quantity, Reuse, Span, Statement, StoryGroup
from lagebild.story.claims import build_claims

STOP = {
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "in",
    "an",
    "am",
    "und",
    "the",
    "a",
    "of",
    "at",
    "sind",
    "ist",
    "was",
    "were",
}


def page(doc, lines, *, published="2031-05-02", outlet=None, language="de", credited=(), blocks=(), kind="article"):
    """A document and its analysis. A line: (words, actor or None, stance, {further fields})."""
    text, statements, quantities, names = "", [], [], {}
    for words, actor, stance, *more in lines:
        extra = dict(more[0]) if more else {}
        span = Span(len(text), len(text) + len(words))
        if "said" in extra:
            extra["date"] = Dating(extra.pop("said"), "am Tag")
        number = extra.pop("number", None)
        if number is not None:
            low, head = number
            quantities.append(Quantity(doc, span, span, "exact", low, low, counts=head, counts_head=head))
        keys = tuple(w.strip(".,„“").lower() for w in words.split() if w.lower() not in STOP and not w[0].isdigit())
        if extra.pop("anaphor", False):
            extra["anaphor"] = span
        if actor:
            names[actor] = LocalActor(actor, actor, "organisation", (actor,))
        statements.append(Statement(doc, (span,), actor=actor, stance=stance, keys=keys, **extra))
        text += words + "\n"
    document = Document(
        doc,
        f"{doc}.txt",
        text,
        language,
        tuple(blocks),
        published=published,
        outlet=outlet,
        credits=credited,
        kind=kind,
    )
    return document, Analysis(
        doc, language, "test", actors=tuple(names.values()), statements=tuple(statements), quantities=tuple(quantities)
    )


def build(*pages, kinds=None, roles=None, reuse=None, as_of=None, corrections=()):
    """Claims of the pages, all of one story; actors of one name are one."""
    documents, analyses = tuple(p[0] for p in pages), tuple(p[1] for p in pages)
    names = sorted(
        {s.actor for a in analyses for s in a.statements if s.actor}
        | {v for a in analyses for s in a.statements for v in s.via}
    )
    actors = tuple(
        Actor(
            n,
            n,
            (kinds or {}).get(n, "organisation"),
            (roles or {}).get(n, ()),
            (n,),
            tuple((d.id, n) for d in documents),
        )
        for n in names
    )
    stories = (StoryGroup("s", "t", tuple(d.id for d in documents), None, None),)
    return build_claims(documents, analyses, reuse or Reuse(), stories, actors, as_of, corrections)[0]


def claim_of(claims, doc, place=0):
    """The claim of a page's statement, by its place on the page."""
    found = [c for c in claims for s in c.statements if s.startswith(f"{doc}.s")]
    order = sorted(
        {
            int(s.split(".s")[1].split("-")[0]): c for c in found for s in c.statements if s.startswith(f"{doc}.s")
        }.items()
    )
    return order[place][1]
