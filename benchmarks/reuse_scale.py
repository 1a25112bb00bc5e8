"""Copies at scale: seconds and memory for N invented articles, a third of them copies with cut ends and own leads.

python -m benchmarks.reuse_scale [N]
"""

from __future__ import annotations

import random
import resource
import sys
import time

from lagebild.model import Block, Document, Span
from lagebild.story.reuse import find_reuse

WORDS = 60_000
LENGTH = 400


def word(rank: int) -> str:
    """An invented word of letters only, since a digit within would make it three words."""
    letters = ""
    while rank:
        rank, at = divmod(rank, 20)
        letters += "bcdfghklmnprstvwxzjq"[at] + "aeiou"[at % 5]
    return letters


def invent(count: int) -> list[Document]:
    """Articles of ``LENGTH`` words from a Zipf-like vocabulary; every third is a copy of an earlier one."""
    rng = random.Random(7)  # noqa: S311 -- repeatable, not secret
    known = [word(rank) for rank in range(1, WORDS + 2)]
    out: list[Document] = []
    for number in range(count):
        words = [known[int(WORDS ** rng.random())] for _ in range(LENGTH)]
        if number % 3 == 2:
            source = out[rng.randrange(max(0, number - 40), number)].text.split()
            words = words[: rng.randrange(40)] + source[: rng.randrange(150, LENGTH)]
        text = " ".join(words)
        day = f"2031-{number * 12 // count + 1:02d}-15"
        name = f"d{number:06d}"
        body = (Block("body", Span(0, len(text))),)
        out.append(Document(name, name, text, "de", body, outlet=f"o{number % 97}", published=day))
    return out


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    documents = invent(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.process_time()
    found = find_reuse(documents)
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} articles: {seconds:.1f} s of one core, {count / seconds:.0f} per second")
    print(f"peak memory {peak:.0f} MB (before: {before:.0f})")
    print(f"{len(found.families)} families, {len(found.passages)} passages")


if __name__ == "__main__":
    main()
