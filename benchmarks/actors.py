"""Actors over hand-marked positions: right, wrong and unclear apart, and the chain behind.

``python -m benchmarks.actors CASES [--rules] [--wrong]`` reads every ``CASES/*/positions.json`` and the pages beside
it, matches statements to positions as the claims scorer does, and counts whose statement each was taken for.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lagebild.language.analyse import analyse
from lagebild.model import Actor, Analysis, Document, Page, Span, Statement
from lagebild.reading import read_page
from lagebild.story.actors import merge_actors
from lagebild.text import overlap
from lagebild.workflow import tagger

_ENOUGH = 0.4
_LONG = 4


def norm(name: str) -> str:
    return re.sub(r"[^a-zäöüß0-9]+", " ", name.lower()).strip()


def same_name(names: Iterable[str], accepted: Iterable[str]) -> bool:
    for n in map(norm, names):
        for a in map(norm, accepted):
            inside = re.search(rf"\b{re.escape(a)}\b", n) or (len(n) > _LONG and re.search(rf"\b{re.escape(n)}\b", a))
            if n and a and (n == a or inside):
                return True
    return False


def flat(values: Iterable[Any]) -> list[str]:
    return [x for v in values for x in (v if isinstance(v, list) else [v])]


def best(position: Span, statements: Sequence[Statement], taken: set[str]) -> Statement | None:
    found, quality = None, 0.0
    for s in statements:
        if s.id in taken:
            continue
        everything = tuple(x for x in (*s.content, *s.cue, *s.speaker) if x.end > x.begin)
        size = sum(len(p) for p in everything) or 1
        content = sum(len(p) for p in s.content) or 1
        whole, inner = overlap([position], everything), overlap([position], s.content)
        covered, covered_content = whole / len(position), inner / len(position)
        inside = max(whole / size, inner / content)
        score = min(1.0, max(covered, covered_content)) * inside
        if (covered >= 0.5 or covered_content >= _ENOUGH) and inside >= _ENOUGH and score > quality:
            found, quality = s, score
    return found


def score_case(folder: Path, *, learned: bool, show: bool) -> Counter[str]:
    positions = json.loads((folder / "positions.json").read_text(encoding="utf-8"))
    names = sorted({p["document"] for p in positions})
    documents = [read_page(Page(n, (folder / n).read_bytes())) for n in names]
    model = tagger(wanted=learned) if learned else None
    analyses = [analyse(d, model) for d in documents]
    merged = merge_actors(documents, analyses)
    return count(positions, documents, analyses, merged, show=show)


def count(
    positions: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    analyses: Sequence[Analysis],
    merged: Sequence[Actor],
    *,
    show: bool,
) -> Counter[str]:
    of = {member: actor for actor in merged for member in actor.members}
    by_ref = {d.ref: (d, a) for d, a in zip(documents, analyses, strict=True)}
    taken: set[str] = set()
    out: Counter[str] = Counter()

    def words(doc: str, key: str) -> list[str]:
        actor = of.get((doc, key))
        return [actor.name, *actor.aliases, *actor.roles] if actor else []

    for p in positions:
        document, analysis = by_ref[p["document"]]
        out["positions"] += 1
        at = document.text.find(p["text"])
        s = best(Span(at, at + len(p["text"])), analysis.statements, taken) if at >= 0 else None
        if s is None:
            continue
        taken.add(s.id)
        out["found"] += 1
        have = words(document.id, s.actor) if s.actor else []
        verdict = (
            "right"
            if same_name(have, flat(p["actor"]))
            else "wrong"
            if s.actor
            else "unclear"
            if s.unclear
            else "outlet"
        )
        out[verdict] += 1
        if p["via"]:
            out["via"] += 1
            out["via_right"] += same_name([w for v in s.via for w in words(document.id, v)], flat(p["via"]))
        if show and verdict != "right":
            speaker = " … ".join(x.of(document.text) for x in s.speaker)
            print(
                f"  {verdict}: {have[:2]} want {p['actor'][:3]} speaker {speaker!r} [{s.mode} {s.decided_by}]"
                f" {p['document'][:12]}: {p['text'][:70]!r}"
            )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--rules", action="store_true", help="without the learned tagger")
    parser.add_argument("--wrong", action="store_true", help="list what was not right")
    parser.add_argument("--only", default="", help="part of a case's name")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    for folder in sorted(given.cases.iterdir()):
        if not (folder / "positions.json").exists() or given.only not in folder.name:
            continue
        print(folder.name)
        one = score_case(folder, learned=not given.rules, show=given.wrong)
        total += one
        print(line(one))
    print("all", line(total))


def line(c: Counter[str]) -> str:
    found = c["found"] or 1
    shares = "  ".join(f"{name} {c[name] / found:.3f}" for name in ("right", "wrong", "unclear", "outlet"))
    share = c["found"] / (c["positions"] or 1)
    return f"  positions {c['positions']}  found {share:.3f}  actor: {shares}  via {c['via_right']}/{c['via']}"


if __name__ == "__main__":
    main()
