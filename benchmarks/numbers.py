"""Predictors for the tasks ``numbers`` (recogniser specifications) and ``quantities`` (hedged numbers in news)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lagebild.language.quantities import find_readings
from lagebild.language.quantities.bounds import Hedge, hedge_after, hedge_before, is_range, shared_scale
from lagebild.language.quantities.excluded import ADDRESS_MARKS, in_address
from lagebild.language.quantities.measures import HYPHENS, Unit, unit_of, with_minor
from lagebild.language.quantities.numerals import Numeral, find_numerals
from lagebild.language.quantities.tokens import Token, tokenize
from lagebild.language.quantities.words import Words, load_words
from lagebild.model import Sentence, Span

Row = dict[str, Any]
PERCENT_OF = ("percent of", "per cent of", "prozent von")
TEMPERATURES = {"°C": "C", "°F": "F", "K": "K", "°": "Degree"}
AGES = {"year": "Year", "month": "Month", "week": "Week", "day": "Day"}


def read_sentence(row: Mapping[str, Any]) -> Row:
    """One sentence ``{id, text}`` -> ``{id, quantities}``."""
    text = row["text"]
    readings = find_readings(row["id"], text, [Sentence(Span(0, len(text)), "body", 0)], row.get("lang", "de"))
    found = []
    for reading in readings:
        quantity = reading.quantity
        unit = reading.unit_text or (reading.head.text if reading.head else None)
        found.append(
            {
                "begin": quantity.number.begin,
                "end": quantity.number.end,
                "kind": quantity.bound,
                "low": quantity.low,
                "high": quantity.high,
                "unit": unit,
            }
        )
    return {"id": row["id"], "quantities": found}


def read_case(row: Mapping[str, Any]) -> Row:
    """One specification case ``{id, lang, model, input}`` -> ``{id, results}``."""
    words = load_words(row["lang"])
    text = row["input"]
    tokens = tokenize(text, 0, len(text), words)
    numerals = find_numerals(tokens, words)
    model = row["model"]
    if model == "number":
        results = [_span(n.begin, n.end, n.value) for n in numerals if _speaks(tokens, n, words)]
    elif model == "percentage":
        results = list(_percentages(text, tokens, numerals, words))
        if not any(mark in text for mark in ADDRESS_MARKS):
            results += _bare_percent(tokens, results, words)
    elif model == "numberrange":
        results = list(_ranges(tokens, numerals, words))
    elif model == "ordinal":
        results = []
    else:
        results = list(_measured(text, tokens, numerals, words, model))
    return {"id": row["id"], "results": [_written(r, row["lang"]) for r in results]}


def _each(predict: Callable[[Mapping[str, Any]], Row], source: str, out: str) -> None:
    with Path(source).open(encoding="utf-8") as rows, Path(out).open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(predict(json.loads(row)), ensure_ascii=False) + "\n" for row in rows)


def predict_numbers(source: str, out: str, jobs: int = 1) -> None:  # noqa: ARG001 -- one signature for all tasks
    """Predict a whole file of specification cases."""
    _each(read_case, source, out)


def predict_quantities(source: str, out: str, jobs: int = 1) -> None:  # noqa: ARG001 -- one signature for all tasks
    """Predict a whole file of sentences."""
    _each(read_sentence, source, out)


def _span(begin: int, end: int, value: float | str | None) -> Row:
    return {"begin": begin, "end": end, "value": value}


def _written(result: Row, lang: str) -> Row:
    """German cases write their values with a decimal comma."""
    value = result["value"]
    if lang == "de" and isinstance(value, float):
        return {**result, "value": f"{value:.15g}".replace(".", ",") if "e" not in f"{value:.15g}" else f"{value:.0f}"}
    return result


def _speaks(tokens: Sequence[Token], numeral: Numeral, words: Words) -> bool:
    """The specifications count the German article, but not English "this one", "which one"."""
    if numeral.form == "article" and not words.compound:
        before = tokens[numeral.first - 1].low if numeral.first else ""
        return before not in {"this", "that", "which"} and tokens[numeral.first].low == "one"
    glued = numeral.stop < len(tokens) and tokens[numeral.stop].glued and tokens[numeral.stop].kind == "w"
    ordinal = glued and tokens[numeral.stop].low in {"st", "nd", "rd", "th"}
    return numeral.form != "vague" and not ordinal and numeral.suffix is None


def _percentages(text: str, tokens: Sequence[Token], numerals: Sequence[Numeral], words: Words) -> Iterator[Row]:
    for numeral in numerals:
        if in_address(text, numeral) or numeral.value is None:
            continue
        unit = unit_of(tokens, numeral, words)
        if unit and unit.kind == "percent":
            yield _span(numeral.begin, tokens[unit.stop - 1].end, _percent(numeral.value))
            continue
        for phrase in PERCENT_OF:
            size = len(phrase.split())
            if (
                numeral.first >= size
                and " ".join(t.low for t in tokens[numeral.first - size : numeral.first]) == phrase
            ):
                yield _span(tokens[numeral.first - size].begin, numeral.end, _percent(numeral.value))


def _bare_percent(tokens: Sequence[Token], taken: Sequence[Row], words: Words) -> Iterator[Row]:
    """A percent sign or "percentage" without a number is listed with no value."""
    for token in tokens:
        named = token.low in {"%", "percentage", "percentages"} and not words.compound
        if named and not any(r["begin"] < token.end and token.begin < r["end"] for r in taken):
            yield _span(token.begin, token.end, "null")


def _percent(value: float) -> str:
    return f"{value:.15g}%"


def _ranges(tokens: Sequence[Token], numerals: Sequence[Numeral], words: Words) -> Iterator[Row]:
    brackets = {"more_than": "({},)", "at_least": "[{},)", "less_than": "(,{})", "at_most": "(,{}]", "up_to": "(,{}]"}
    skip = False
    for at, numeral in enumerate(numerals):
        if skip:
            skip = False
            continue
        right = numerals[at + 1] if at + 1 < len(numerals) else None
        if right and is_range(tokens, numeral, right, words, numeral.stop):
            low, high = shared_scale(numeral, right)
            first = numeral.first
            if first and (words.has("ranges.between", tokens[first - 1].low)):
                first -= 1
            phone = tokens[first - 1].low in {"-", "+"} if first else False
            long = right.stop < len(tokens) and tokens[right.stop].low == "-"
            if not phone and not long:
                yield _span(tokens[first].begin, right.end, f"[{low:.15g},{high:.15g})")
            skip = True
            continue
        hedge = hedge_before(tokens, numeral.first, words)
        after = hedge_after(tokens, numeral.stop, words)
        bound = after.bound if after else hedge.bound if hedge else None
        joined = _both_sides(tokens, hedge, numeral, right, words)
        if joined:
            yield joined
            skip = True
            continue
        if numeral.value is None or bound not in brackets:
            if hedge and hedge.bound == "exact" and tokens[hedge.first].low.startswith("equal"):
                yield _span(tokens[hedge.first].begin, numeral.end, f"[{numeral.value:.15g},{numeral.value:.15g}]")
            continue
        begin = numeral.begin if after else tokens[hedge.first].begin if hedge else numeral.begin
        end = tokens[after.stop - 1].end if after else numeral.end
        yield _span(begin, end, brackets[bound].format(f"{numeral.value:.15g}"))


def _both_sides(
    tokens: Sequence[Token], hedge: Hedge | None, numeral: Numeral, right: Numeral | None, words: Words
) -> Row | None:
    """As in "above 10 and below 20", "at most 100 and at least 20": one range."""
    if hedge is None or right is None or numeral.value is None or right.value is None:
        return None
    other = hedge_before(tokens, right.first, words, numeral.stop)
    if other is None or [t.low for t in tokens[numeral.stop : other.first]] not in (["and"], ["but"], [","], ["und"]):
        return None
    ends = {"more_than": "(", "at_least": "[", "less_than": ")", "at_most": "]"}
    if hedge.bound not in ends or other.bound not in ends:
        return None
    sides = sorted([(numeral.value, ends[hedge.bound]), (right.value, ends[other.bound])])
    (low, opening), (high, closing) = sides
    if opening not in "([" or closing not in ")]":
        return None
    return _span(tokens[hedge.first].begin, right.end, f"{opening}{low:.15g},{high:.15g}{closing}")


def _measured(
    text: str, tokens: Sequence[Token], numerals: Sequence[Numeral], words: Words, model: str
) -> Iterator[Row]:
    taken = -1
    for numeral in numerals:
        unit = unit_of(tokens, numeral, words)
        if unit is None or numeral.value is None or numeral.first < taken or in_address(text, numeral):
            continue
        if model == "currency":
            if unit.kind != "money":
                continue
            unit = with_minor(tokens, numeral, unit, words)
        elif model == "dimension" and words.has("dimension_rules.also_weight", tokens[unit.first].low):
            pass
        elif model == "age":
            unit = _age(tokens, numeral, unit, words)
        elif unit.kind != "dimension" or (model == "temperature") != (
            unit.name in TEMPERATURES and _heat(tokens, unit)
        ):
            continue
        if unit is None:
            continue
        begin = tokens[min(numeral.first, unit.first)].begin
        end = max(numeral.end, tokens[unit.stop - 1].end)
        if (
            unit.stop < len(tokens)
            and tokens[unit.stop].text in {"]", "}"}
            and tokens[unit.first - 1].text in {"[", "{"}
        ):
            end = tokens[unit.stop].end
        result = _span(begin, end, numeral.value * unit.factor + unit.minor)
        if model == "age":
            result["unit"] = AGES[unit.name]
        if model == "temperature":
            result["unit"] = TEMPERATURES[unit.name]
        taken = unit.stop
        yield result


def _age(tokens: Sequence[Token], numeral: Numeral, unit: Unit, words: Words) -> Unit | None:
    if unit.kind != "duration" or unit.name not in AGES:
        return None
    for size in (2, 1):
        tail = " ".join(t.low for t in tokens[unit.stop : unit.stop + size])
        if words.has("age.after", tail):
            return Unit("age", unit.name, unit.first, unit.stop + size)
    before = [t.low for t in tokens[max(0, numeral.first - 3) : numeral.first]]
    return unit if any(words.has("age.before", low) for low in before) else None


def _heat(tokens: Sequence[Token], unit: Unit) -> bool:
    """Degrees without a scale are heat unless something turns."""
    if unit.name != "°":
        return True
    around = {t.low for t in tokens}
    turning = {"drehen", "winkel", "abbiegen", "angle", "angles", "turn", "rotate", "biegen", "left", "right"}
    return not around & turning and tokens[unit.first].text not in HYPHENS


__all__ = ["predict_numbers", "predict_quantities", "read_case", "read_sentence"]
