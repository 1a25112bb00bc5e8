"""What is measured: predictor, data, scorer, and what others reach on data of the same kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Set:
    """One data set of a task: input, scorer command (after the interpreter), peers' figures."""

    source: str
    scorer: tuple[str, ...]
    peers: str = ""


@dataclass(frozen=True)
class Task:
    """``predictor`` is ``module:function``, called with input path, output path, number of processes."""

    predictor: str
    sets: tuple[Set, ...]


@dataclass(frozen=True)
class Case:
    """A measurement that runs the whole program; ``command`` follows the interpreter."""

    command: tuple[str, ...]
    peers: str = ""


def _scorer(path: str, *rest: str) -> tuple[str, ...]:
    return ("{data}/" + path, *rest)


TASKS: dict[str, Task] = {
    "pages": Task(
        "benchmarks.pages:predict_pages",
        (
            Set(
                "pages/data",
                _scorer("pages/score_pages.py", "score", "{source}", "{out}"),
                "trafilatura: body .955 all / .951 German; title .784, author .566, date .874",
            ),
        ),
    ),
    "flat": Task(
        "benchmarks.pages:predict_flat",
        (
            Set(
                "pages/data/flat.jsonl",
                _scorer("pages/score_pages.py", "flat", "{source}", "{out}"),
                "longest run + stop words .792",
            ),
            Set(
                "pages/data/flat_lenient.jsonl",
                _scorer("pages/score_pages.py", "flat", "{source}", "{out}"),
                "same .873",
            ),
        ),
    ),
    "quotes": Task(
        "benchmarks.quotes:predict",
        (
            Set(
                "quotes/data/dev.jsonl",
                _scorer("quotes/score_quotes.py", "{source}", "{out}", "--boot", "500"),
                "QUiTE quote/joint F 47.9/39.1; regex quote + speaker 23.8",
            ),
            Set(
                "quotes/data/polnear_dev.jsonl",
                _scorer("quotes/score_quotes.py", "{source}", "{out}", "--boot", "500"),
                "human against human IoU 79.9, quote + speaker 74.7",
            ),
        ),
    ),
    "timex": Task(
        "benchmarks.timex:predict",
        (
            Set(
                "time/data/timex.jsonl",
                _scorer("time/score_timex.py", "{source}", "{out}", "--bootstrap", "500"),
                "HeidelTime strict 70.6, relaxed 79.7, value 64.4, type 75.4",
            ),
        ),
    ),
    "numbers": Task(
        "benchmarks.numbers:predict_numbers",
        (
            Set(
                "numbers/data/numbers.jsonl",
                _scorer("numbers/score_numbers.py", "{source}", "{out}"),
                "German: Recognizers-Text 93.2, text2num 37.8",
            ),
        ),
    ),
    "quantities": Task(
        "benchmarks.numbers:predict_quantities",
        (
            Set(
                "numbers/data/quantities.jsonl",
                _scorer("numbers/score_quantities.py", "{source}", "{out}"),
                "Recognizers + cue regex: bounds and kind 82.2, unit 74.3",
            ),
        ),
    ),
    "reuse": Task(
        "benchmarks.reuse:predict",
        (
            Set(
                "reuse/data/reuse_real_de.jsonl.gz",
                _scorer("reuse/score_reuse.py", "{source}", "{data}/reuse/data/reuse_real_de.pairs.jsonl.gz", "{out}"),
                "5-word shingle containment: pair F1 .970, family ARI .948",
            ),
            Set(
                "reuse/data/reuse_syn.jsonl.gz",
                _scorer("reuse/score_reuse.py", "{source}", "{data}/reuse/data/reuse_syn.pairs.jsonl.gz", "{out}"),
                "same: pair .969, ARI .820, passages .985, upstream .80",
            ),
        ),
    ),
    "stories": Task(
        "benchmarks.stories:predict",
        (
            Set(
                "stories/data/stories_de.jsonl.gz",
                _scorer("stories/score_stories.py", "{source}", "{out}"),
                "e5: pair F1 .667",
            ),
            Set(
                "stories/data/stories_en.jsonl.gz",
                _scorer("stories/score_stories.py", "{source}", "{out}"),
                "e5: pair F1 .964",
            ),
            Set(
                "stories/data/stories_en_ecb.jsonl.gz",
                _scorer("stories/score_stories.py", "{source}", "{out}"),
                "pair F1 .816",
            ),
        ),
    ),
}

CASES: dict[str, Case] = {
    "claims": Case(("-m", "benchmarks.claims", "{cases}", "{data}/claims/score_claims.py")),
    "case_numbers": Case(("-m", "benchmarks.case_numbers", "{cases}")),
    "hard": Case(("{data}/hard/run_hard.py", "{data}/hard/dev", "--quiet")),
}
