"""Whether the clause around a date tells of what was or of what is to come.

The verb decides; German verbs may stand at either end of the clause, so all verb signs of the clause are weighed:
an auxiliary of the future beats a bare participle, a preterite beats a present. A clause without a verb asks the
nearest verb of the sentence. Modal + participle + "haben/sein" ("soll gestohlen haben") is past.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lagebild.language.timex.lexicon import alternatives, load
from lagebild.language.timex.resolve import Tense

WINDOW = 600
"""How far, in code points, a verb is looked for: no sentence that reads well is longer."""
BREAK = re.compile(r"[,;:()\"„“”»«–—]|\s-\s")
WORD = re.compile(r"[^\W\d_]+")
PARTICIPLE = re.compile(r"(?:[a-zäöüß]{0,9}ge[a-zäöüß]{2,20}(?:t|en)|[a-zäöüß]{2,20}iert"
                        r"|(?:be|er|ver|zer|ent|emp|miss|über|unter)[a-zäöüß]{2,20}(?:t|en))")  # fmt: skip
PRETERITE = re.compile(r"[a-zäöüß]{2,20}(?:te|ten)")
REGULAR_PAST = re.compile(r"[a-z]{2,20}ed")


@lru_cache(maxsize=4)
def _break(language: str) -> re.Pattern[str]:
    words = load(language).group("glue", "clause_words")
    return re.compile(rf"{BREAK.pattern}|(?<!\w){alternatives(words)}(?!\w)") if words else BREAK


def clause_around(text: str, begin: int, end: int, low: int, high: int, language: str) -> tuple[int, int]:
    """Bounds of the clause that holds ``text[begin:end]`` in the sentence ``[low, high)``."""
    pattern = _break(language)
    low, high = max(low, begin - WINDOW), min(high, end + WINDOW)
    left = low
    for m in pattern.finditer(text, low, begin):
        left = m.end()
    found = pattern.search(text, end, high)
    return left, found.start() if found else high


@lru_cache(maxsize=4)
def _verbs(language: str) -> dict[str, frozenset[str]]:
    out = {key: frozenset(words) for key, words in load(language).data["verbs"].items() if isinstance(words, list)}
    if language == "de":
        out["strong_past"] |= {f"{form}en" for form in out["strong_past"] if not form.endswith("n")}
    return out


def tense_at(text: str, begin: int, end: int, low: int, high: int, language: str) -> Tense | None:
    """Tense of the clause that holds ``text[begin:end]`` in the sentence ``[low, high)``."""
    low, high = max(low, begin - WINDOW), min(high, end + WINDOW)
    left, right = clause_around(text, begin, end, low, high, language)
    judge = _german if language == "de" else _english
    if language == "en":
        # "said Friday it would rain": the verb of saying beside the day owns it
        beside = WORD.findall(text, left, begin)[-3:] + WORD.findall(text, end, right)[:2]
        if not _verbs("en")["saying"].isdisjoint(beside):
            return "past"
    decided = judge(WORD.findall(text, left, begin) + WORD.findall(text, end, right))
    if decided or (left == low and right == high):
        return decided
    # no verb in the clause: what follows it, what precedes it, then all of the sentence
    return (
        judge(WORD.findall(text, right, high)) if right - left < 40 else None
    ) or judge(WORD.findall(text, low, left)) or judge(WORD.findall(text, low, high))  # fmt: skip


def _german(words: list[str]) -> Tense | None:
    verbs = _verbs("de")
    kinds = set(words)
    future = kinds & verbs["future_auxiliary"]
    perfect = kinds & verbs["perfect_auxiliary"]
    lower = [w for w in words if w[:1].islower()]
    participle = any(PARTICIPLE.fullmatch(w) and w not in verbs["not_past"] for w in lower)
    if kinds & verbs["past_auxiliary"] - {"worden", "gewesen"}:
        return "past"
    if future:
        if participle and kinds & verbs["participle_after"]:
            return "past"
        return "past" if kinds & verbs["strong_past"] and not future - {"sollte", "sollten"} else "future"
    if kinds & verbs["past_auxiliary"] or (perfect and participle):
        return "past"
    if kinds & verbs["strong_past"] or any(PRETERITE.fullmatch(w) and w not in verbs["not_past"] for w in lower):
        return "past"
    if perfect or kinds & verbs["present"]:
        return "future"
    return None


def _english(words: list[str]) -> Tense | None:
    verbs = _verbs("en")
    lower = [w.lower() for w in words]
    kinds = set(lower)
    if kinds & verbs["past_auxiliary"]:
        return "past"
    perfect = kinds & verbs["perfect_auxiliary"]
    past = bool(kinds & verbs["strong_past"]) or any(
        REGULAR_PAST.fullmatch(w) and w not in verbs["not_past"] for w in lower
    )
    if kinds & verbs["future_auxiliary"]:
        return "past" if perfect & {"have"} and past else "future"
    if perfect or past:
        return "future" if kinds & {"is", "are"} and kinds & verbs["expected"] else "past"
    return "future" if kinds & verbs["present"] else None


def has_verb(text: str, begin: int, end: int, language: str) -> bool:
    """Whether the stretch shows a verb by which ``tense_at`` could judge it."""
    judge = _german if language == "de" else _english
    return judge(WORD.findall(text, begin, end)) is not None


def tells_of_saying(text: str, begin: int, end: int, low: int, high: int, language: str) -> bool:
    """Whether the clause around ``text[begin:end]`` reports a speech: its day is not the day of the event."""
    left, right = clause_around(text, begin, end, low, high, language)
    words = WORD.findall(text, left, right)
    return not _verbs(language)["saying"].isdisjoint(w.lower() for w in words)
