"""From the text of a sentence to its quantities."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.language.quantities.ages import is_age
from lagebild.language.quantities.bounds import Hedge, hedge_after, hedge_before, is_range, limits, shared_scale
from lagebild.language.quantities.context import concepts_in, content_keys, local_concepts, segment, tense_of, thing_of
from lagebild.language.quantities.excluded import in_address, is_excluded
from lagebild.language.quantities.measures import Unit, unit_of
from lagebild.language.quantities.numerals import Numeral, find_numerals
from lagebild.language.quantities.phrases import counted_after, number_of, topic_of
from lagebild.language.quantities.terms import Term, find_terms
from lagebild.language.quantities.tokens import Token, tokenize
from lagebild.language.quantities.words import Words
from lagebild.model import Bound, Quantity, QuantityKind, Span, TimeExpression

MAX_SENTENCE = 4000
"""Code points; what is longer is no sentence and is cut."""
MAX_NUMERALS = 60
"""A sentence with more numbers is a table or noise; nothing in it says what they count."""
AGE_SUFFIX = "year"
RATE_BASES = frozenset(10.0**digits for digits in range(2, 7))
"""What a rate is told by: "68 pro 100.000 Einwohner"."""
MAX_PLACES = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with the working state its sentence still needs: term places and the unit as written."""

    quantity: Quantity
    unit_text: str | None
    first_term: int
    stop_term: int
    elided: bool
    head: Term | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence as its readers see it, and the readings of the sentence before."""

    doc: str
    text: str
    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    words: Words
    times: Sequence[TimeExpression]
    before: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class _Found:
    """A numeral or range that passed as a quantity."""

    first: int
    stop: int
    begin: int
    end: int
    bound: Bound
    low: float | None
    high: float | None
    value: float | None
    numeral: Numeral
    unit: Unit | None


def read_sentence(
    doc: str, text: str, span: Span, words: Words, times: Sequence[TimeExpression], before: Sequence[Reading]
) -> tuple[Reading, ...]:
    """The quantities of one sentence; ``before`` are those of the sentence before it, for what is elided."""
    tokens = tokenize(text, span.begin, min(span.end, span.begin + MAX_SENTENCE), words)
    numerals = find_numerals(tokens, words)
    if not 0 < len(numerals) <= MAX_NUMERALS:
        return ()
    terms = find_terms(tokens, text, words.language)
    scene = _Scene(doc, text, tokens, terms, words, times, before)
    found = _keep(scene, numerals)
    out: list[Reading] = []
    for number, item in enumerate(found):
        previous = _term_at(terms, found[number - 1].stop) if number else 0
        following = _term_at(terms, found[number + 1].first) if number + 1 < len(found) else len(terms)
        out.append(_read(scene, item, (previous, following), out))
    return tuple(out)


def _term_at(terms: Sequence[Term], token: int) -> int:
    """The first term that begins at or after a token."""
    return bisect_left([t.first for t in terms], token)


def _keep(scene: _Scene, numerals: Sequence[Numeral]) -> list[_Found]:
    tokens, words = scene.tokens, scene.words
    out: list[_Found] = []
    skip = False
    floor = 0
    for at, numeral in enumerate(numerals):
        if skip:
            skip = False
            continue
        unit = unit_of(tokens, numeral, words)
        right = numerals[at + 1] if at + 1 < len(numerals) else None
        gap = unit.stop if unit and unit.first >= numeral.stop else numeral.stop
        ranged = right if right and is_range(tokens, numeral, right, words, gap) else None
        last = ranged or numeral
        if ranged:
            unit = unit_of(tokens, ranged, words) or unit
        found = _judge(scene, numeral, last, unit, floor)
        if found:
            out.append(_converted(tokens, out, found))
            skip = ranged is not None
            floor = found.stop
        elif ranged:
            skip = True
    return out


def _converted(tokens: Sequence[Token], before: Sequence[_Found], found: _Found) -> _Found:
    """A measure in brackets after another is its conversion and shares its hedge: "about 3,700 km (2,300 miles)"."""
    if not before or found.unit is None or found.unit.kind != "dimension" or found.bound != "exact":
        return found
    last = before[-1]
    opening = tokens[found.first - 1].text == "(" if found.first else False
    measure = last.unit is not None and last.unit.kind == "dimension"
    if not opening or not measure or last.unit is None or last.unit.stop != found.first - 1 or last.bound == "range":
        return found
    low, high = limits(last.bound, found.value)
    return replace(found, bound=last.bound, low=low, high=high)


def _judge(scene: _Scene, numeral: Numeral, last: Numeral, unit: Unit | None, floor: int) -> _Found | None:
    tokens, terms, words = scene.tokens, scene.terms, scene.words
    start = unit.first if unit and unit.first < numeral.first else numeral.first
    ranged = last is not numeral
    between = (
        ranged and start and words.has("ranges.between", tokens[start - 1].low) and tokens[start - 1].low != "from"
    )
    anchor = start - 1 if between else start
    hedge = hedge_before(tokens, anchor, words, floor)
    if hedge and _fused(tokens, last) and words.has("of.skip", tokens[numeral.first - 1].low):
        hedge = None
    after = hedge_after(tokens, last.stop, words)
    noun = _noun_follows(tokens, terms, last, words)
    if numeral.form == "article" and not _article_counts(tokens, terms, numeral, unit, hedge, words):
        return None
    if numeral.form == "fraction" and not _share_counts(tokens, numeral, hedge, words):
        return None
    if numeral.suffix in {"time", "fold"} and numeral.value == 1:
        return None  # "einmal", "einfach"
    if in_address(scene.text, numeral):
        return None
    for part in (numeral, last) if ranged else (numeral,):
        if is_excluded(tokens, part, words, unit, hedged=hedge is not None, noun_follows=noun or (unit is not None)):
            return None
    if _is_time(numeral, last, unit, scene.times, noun=noun):
        return None
    first = min(anchor, hedge.first) if hedge else anchor
    begin, end = tokens[first].begin, last.end
    if ranged:
        low, high = shared_scale(numeral, last)
        if last.suffix == "digit":
            low, high = 10.0 ** (low - 1), 10.0**high - 1
        return _Found(first, last.stop, begin, end, "range", low, high, None, numeral, unit)
    bound: Bound = hedge.bound if hedge else after.bound if after else "exact"
    if after and not hedge:
        end = tokens[after.stop - 1].end
    value = numeral.value
    if value is not None and unit:
        value *= unit.factor
    if numeral.suffix == "digit" and value is not None and value < MAX_PLACES:
        return _Found(first, numeral.stop, begin, end, "range", 10 ** (value - 1), 10**value - 1, None, numeral, None)
    if numeral.form == "vague":
        bound = "vague" if bound in {"exact", "approx"} else bound
    low_one, high_one = limits(bound, value)
    stop = after.stop if after and not hedge else numeral.stop
    return _Found(first, stop, begin, end, bound, low_one, high_one, value, numeral, unit)


def _fused(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Part of an adjective or compound that an article stands before: "die fünfjährige", "die 5-Prozent-Hürde"."""
    hyphen = numeral.stop < len(tokens) and tokens[numeral.stop].glued and tokens[numeral.stop].text == "-"
    return numeral.suffix is not None or hyphen


def _noun_follows(tokens: Sequence[Token], terms: Sequence[Term], last: Numeral, words: Words) -> bool:
    at = last.stop
    if at < len(tokens) and tokens[at].glued and tokens[at].text == "-":
        return True
    return counted_after(terms, _term_at(terms, at), words) is not None


def _article_counts(
    tokens: Sequence[Token],
    terms: Sequence[Term],
    numeral: Numeral,
    unit: Unit | None,
    hedge: Hedge | None,
    words: Words,
) -> bool:
    """An article is a number beside a hedge, "only", or a measure; English "one" also before its noun."""
    low = tokens[numeral.first].low
    if hedge and hedge.bound != "exact":
        phrase = " ".join(t.low for t in tokens[hedge.first : hedge.stop])
        soft = words.has("hedge_rules.soft", phrase)
        return unit is not None if soft else hedge.stop == numeral.first or unit is not None
    before = tokens[numeral.first - 1].low if numeral.first else ""
    if words.has("articles.only", before):
        return unit is not None or words.compound
    if low == "one":
        follows = terms[_term_at(terms, numeral.stop)] if _term_at(terms, numeral.stop) < len(terms) else None
        pronoun = before in {"this", "that", "which", "no", "any", "every", "each", "the", "another", "at", "not"}
        return bool(follows and follows.kind == "noun" and not pronoun) or (unit is not None and not pronoun)
    if words.compound and unit and low not in {"eines", "einer"}:
        return unit.kind in {"money", "percent", "dimension"} or (unit.kind == "duration" and unit.name != "day")
    return False


def _share_counts(tokens: Sequence[Token], numeral: Numeral, hedge: Hedge | None, words: Words) -> bool:
    if hedge:
        return True
    before = tokens[numeral.first - 1].low if numeral.first else ""
    after = tokens[numeral.stop].low if numeral.stop < len(tokens) else ""
    partitive = words.has("of.partitive", after) or after in {"davon", "des", "of", "the"}
    if words.has("halves.forms", tokens[numeral.stop - 1].low):
        return partitive and before not in {"zweite", "zweiten", "erste", "ersten", "first", "second", "other", "zur"}
    return partitive or (numeral.value is not None and tokens[numeral.first].low not in words.lists["articles.forms"])


def _is_time(
    numeral: Numeral, last: Numeral, unit: Unit | None, times: Sequence[TimeExpression], *, noun: bool
) -> bool:
    """Whether the numbers belong to a date or clock time; "vor zwei Wochen" still counts weeks."""
    if unit or numeral.suffix:
        return False
    span = Span(numeral.begin, last.end)
    return any(
        t.span.overlaps(span)
        and t.type in {"DATE", "TIME", "SET"}
        and (t.span.covers(span) or not noun)
        and t.span != span  # a bare number read as a year: the rules for years have already decided
        for t in times
    )


def _read(scene: _Scene, item: _Found, around: tuple[int, int], here: Sequence[Reading]) -> Reading:
    """Everything about one number; ``around`` are the terms after the previous and of the next one."""
    text, tokens, terms, words = scene.text, scene.tokens, scene.terms, scene.words
    unit, numeral = item.unit, item.numeral
    after_unit = unit.stop if unit and unit.first >= numeral.stop else item.stop
    kind = _kind(tokens, item, words)
    at = _term_at(terms, after_unit)
    if unit is None and after_unit < len(tokens) and tokens[after_unit].glued and tokens[after_unit].text == "-":
        counted, hyphen_text = None, _hyphen_noun(tokens, after_unit)
    else:
        counted, hyphen_text = counted_after(terms, at, words), None
    if kind in {"duration", "age"} and not (counted and counted.part):
        counted = None
    if numeral.suffix == "time" and counted and counted.part:
        counted = None
    elided = False
    counts_span: Span | None = None
    head: Term | None = None
    if counted:
        head = terms[counted.head]
        counts_span = Span(terms[counted.first].begin, terms[counted.stop - 1].end)
    elif hyphen_text:
        counts_span = hyphen_text
    elif kind in {"count", "fraction", "percent", "percentage_points"} and numeral.suffix is None:
        counts_span, head, elided = _antecedent(scene, item, here, kind)
    first_term, stop_term = _term_at(terms, item.first), counted.stop if counted else at
    left, right = segment(terms, first_term, stop_term, *around)
    part = terms[left:right]
    keys = _keys(terms, part, item, head, words, elided=elided, part_of=bool(counted and counted.part), stop=stop_term)
    end = max(item.end, tokens[after_unit - 1].end, counts_span.end if counted and counts_span else 0)
    begin = min(item.begin, tokens[unit.first].begin) if unit else item.begin
    unit_text = text[tokens[unit.first].begin : tokens[unit.stop - 1].end] if unit else None
    if unit is None and numeral.suffix:
        unit_text = text[numeral.end : tokens[numeral.stop - 1].end].lstrip("-‐‑")
        end = max(end, tokens[numeral.stop - 1].end)
    quantity = Quantity(
        doc=scene.doc,
        span=Span(begin, end),
        number=Span(item.begin, item.end),
        bound=item.bound,
        low=item.low,
        high=item.high,
        kind=kind,
        unit=_unit_name(kind, unit, numeral),
        counts=text[counts_span.begin : counts_span.end] if counts_span else None,
        counts_head=head.lemma if head else None,
        counts_span=counts_span,
        tense=tense_of(part, terms, words),
        keys=keys,
        value=item.value,
    )
    return Reading(quantity, unit_text, first_term, stop_term, elided, head, terms)


def _unit_name(kind: QuantityKind, unit: Unit | None, numeral: Numeral) -> str | None:
    if unit:
        return unit.name
    if kind == "age":
        return AGE_SUFFIX
    return numeral.suffix if numeral.suffix not in {None, "head", "digit"} else None


def _hyphen_noun(tokens: Sequence[Token], at: int) -> Span | None:
    if at + 1 < len(tokens) and tokens[at + 1].glued and tokens[at + 1].kind == "w":
        return Span(tokens[at + 1].begin, tokens[at + 1].end)
    return None


def _kind(tokens: Sequence[Token], item: _Found, words: Words) -> QuantityKind:
    unit, numeral = item.unit, item.numeral
    if numeral.suffix == AGE_SUFFIX:
        return "age"
    if numeral.suffix in set(words.durations.values()):
        return "duration"
    if numeral.suffix == "%":
        return "percent"
    if is_age(tokens, item.first, numeral, unit, words):
        return "age"
    if unit is None:
        return "fraction" if numeral.form == "fraction" else "count"
    return unit.kind


def _antecedent(
    scene: _Scene, item: _Found, here: Sequence[Reading], kind: QuantityKind
) -> tuple[Span | None, Term | None, bool]:
    """The noun of an elided count: "die Zahl der …" first, then the count before it."""
    terms, words = scene.terms, scene.words
    named = number_of(terms, _term_at(terms, item.first), words)
    if named and kind == "count":
        return Span(terms[named.first].begin, terms[named.stop - 1].end), terms[named.head], False
    whole = item.value is None or item.value == int(item.value)
    if kind in {"percent", "percentage_points"} or not whole:
        return None, None, False
    topic = topic_of(terms, _term_at(terms, item.first), words)
    if topic:
        return Span(terms[topic.first].begin, terms[topic.stop - 1].end), terms[topic.head], False
    for reading in (*reversed(here), *reversed(scene.before)):
        quantity = reading.quantity
        if quantity.kind == "count" and quantity.counts_span and reading.head:
            return quantity.counts_span, reading.head, True
    return None, None, False


def _keys(
    terms: Sequence[Term],
    part: Sequence[Term],
    item: _Found,
    head: Term | None,
    words: Words,
    *,
    elided: bool,
    part_of: bool,
    stop: int,
) -> tuple[str, ...]:
    """Base forms around the number, then concepts ("@killed"), the thing counted ("#soldier") and its role."""
    at = _term_at(terms, item.first)
    whole = _is_whole(terms, at, words)
    span = (at, max(stop, at + 1))
    concepts = concepts_in(terms[at:stop], words) if whole else local_concepts(terms, *span, words)
    own = concepts_in([head], words) if head is not None and not elided else ()
    stated = words.states.intersection(concepts)
    concepts = (*concepts, *(c for c in own if c not in concepts and not (stated and c in words.states)))
    roles = [c for c in ("more", "partitive") if any(words.has(f"{c}.forms", t.low) for t in _close(terms, item, head))]
    before = terms[at - 1].low if at else ""
    if words.has("delta.by", before) and "rose" in concepts:
        roles.append("change")
    if part_of or any(words.has("partitive.forms", t.low) for t in terms[max(0, at - 2) : at]):
        roles.append("partitive")
    if whole:
        roles = ["whole"]
    if words.has("rate.per", before) and item.value is not None and item.value in RATE_BASES:
        roles.append("per")
    thing = thing_of(head, words) or ("person" if head is not None and concepts_in([head], words) else None)
    names = [t.lemma for t in terms if t.kind == "name" and len(t.lemma) > 2]
    keys = dict.fromkeys((*content_keys(part, words), *names))
    marks = [f"@{c}" for c in concepts] + [f"~{r}" for r in dict.fromkeys(roles)]
    return (*keys, *marks, *([f"#{thing}"] if thing else ()))


def _is_whole(terms: Sequence[Term], at: int, words: Words) -> bool:
    """Whether the number is what another is a part of: "1.550 der etwa 7.000 Beschäftigten", "20 of the 50"."""
    before = at - 1
    while before > 0 and words.has("of.skip", terms[before].low) and not words.has("of.partitive", terms[before].low):
        before -= 1
    return before > 0 and words.has("of.partitive", terms[before].low) and terms[before - 1].kind == "num"


def _close(terms: Sequence[Term], item: _Found, head: Term | None) -> Sequence[Term]:
    at = _term_at(terms, item.first)
    stop = _term_at(terms, item.stop)
    last = stop + 3 if head is None or head.first < item.first else _term_at(terms, head.first)
    return (*terms[max(0, at - 1) : at], *terms[stop:last])
