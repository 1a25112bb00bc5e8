"""Mood of German verbs against UD German GSD: precision, recall, F1 of Mood=Sub.

Use: ``python -m benchmarks.mood FILE.conllu [--errors N]``
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from lagebild.language.mood import mood
from lagebild.language.morphology import analyse_word

NEAR = 4


def sentences(path: Path) -> list[list[list[str]]]:
    """The token rows of a CoNLL-U file, sentence by sentence; ranges and empty nodes left out."""
    found: list[list[list[str]]] = []
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in part.splitlines() if line[:1].isdigit()]
        found.append([r for r in rows if r[0].isdigit()])
    return [s for s in found if s]


def score(path: Path, errors: int = 0) -> dict[str, float]:
    """Precision, recall and F1 in percent, and words per second of processor time."""
    hit = extra = missed = words = 0
    shown: list[str] = []
    start = time.process_time()
    for rows in sentences(path):
        low = [r[1].casefold() for r in rows]
        for i, row in enumerate(rows):
            words += 1
            first = "ich" in low[max(0, i - NEAR) : i + NEAR]
            lower = row[1][:1].islower() or (i == 0 and analyse_word(row[1]).pos not in {"noun", "name"})
            said = mood(low[i], first) == "sub" if lower else False
            gold = "Mood=Sub" in row[5]
            hit, extra, missed = hit + (said and gold), extra + (said and not gold), missed + (gold and not said)
            if said != gold:
                shown.append(f"{'+' if said else '-'} {row[1]}: {' '.join(r[1] for r in rows[max(0, i - 5) : i + 4])}")
    seconds = time.process_time() - start
    for line in shown[:errors]:
        print(line)
    precision, recall = hit / max(1, hit + extra), hit / max(1, hit + missed)
    return {
        "precision": 100 * precision,
        "recall": 100 * recall,
        "f1": 200 * precision * recall / max(1e-9, precision + recall),
        "words_per_second": words / max(seconds, 1e-9),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    for name, value in score(args.file, args.errors).items():
        print(f"{name} {value:.1f}")


if __name__ == "__main__":
    main()
