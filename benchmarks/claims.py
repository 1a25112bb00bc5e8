"""Scores the claims of real stories: positions found, actor, stance, grouping, standing and origins.

    python -m benchmarks.claims CASES SCORER [--only NAME] [--rules] [--show] [--keep FOLDER]

``CASES`` holds a folder per story with pages (``*.txt``), ``positions.json`` and ``story.json``; ``SCORER`` is the
program that scores a dossier against the positions (``score_claims.py``). The whole program runs, with or without
the learned tagger (``--rules``). Standing and origins are judged on the claim that holds most of a labelled claim's
positions; a labelled claim of which no position was found counts as wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from lagebild.report.dossier import dossier
from lagebild.workflow import brief

Json = dict[str, Any]
SHOWN = ("found", "actor", "stance", "grouping", "score", "clutter")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        message = f"{path} is no Python file"
        raise SystemExit(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def matched(gold: list[Json], made: Json, scorer: ModuleType) -> dict[str, Counter[str]]:
    """Labelled claim -> the dossier's claims that hold its positions, by overlap of the text."""
    docs = {Path(d["ref"]).name: d for d in made["documents"]}
    found: dict[str, Counter[str]] = {g["claim"]: Counter() for g in gold}
    for position in gold:
        page = docs.get(position["document"])
        at = scorer.locate(position["text"], page["text"]) if page else None
        best: tuple[float, str | None] = (0.0, None)
        for statement in made["statements"] if at and page else ():
            if statement["doc"] != page["id"] or not statement["claim"]:
                continue
            content = [tuple(s) for s in statement["content"]]
            whole = content + [tuple(s) for s in (*statement["cue"], *statement["speaker"])]
            share, inside = scorer.covered(at, whole)
            content_share, content_inside = scorer.covered(at, content)
            fit = max(share, content_share) * max(inside, content_inside)
            if (share >= 0.5 or content_share >= 0.4) and max(inside, content_inside) >= 0.4 and fit > best[0]:
                best = (fit, statement["claim"])
        if best[1]:
            found[position["claim"]][best[1]] += 1
    return found


def flat(position: Json) -> Json:
    """A position whose accepted names of the chain are one list."""
    via = [n for v in position.get("via", ()) for n in (v if isinstance(v, list) else [v])]
    return {**position, "via": via}


def judge(story: Json, gold: list[Json], made: Json, scorer: ModuleType) -> tuple[list[bool], list[bool], list[str]]:
    claims = {c["id"]: c for c in made["claims"]}
    found = matched(gold, made, scorer)
    standing: list[bool] = []
    origins: list[bool] = []
    notes: list[str] = []
    for key, want in story.get("standing", {}).items():
        claim = claims[found[key].most_common(1)[0][0]] if found.get(key) else None
        allowed = want if isinstance(want, list) else [want]
        standing.append(claim is not None and claim["standing"] in allowed)
        if not standing[-1]:
            got = [tuple(h.values()) for h in claim["history"]] if claim else "not found"
            notes.append(f"  standing {key}: want {allowed}, got {got}")
    for key, want in story.get("origins", {}).items():
        claim = claims[found[key].most_common(1)[0][0]] if found.get(key) else None
        right = claim is not None and all(
            claim["origins"][n] in (v if isinstance(v, list) else [v]) for n, v in want.items()
        )
        origins.append(right)
        if not right:
            got_triple = {n: claim["origins"][n] for n in want} if claim else "not found"
            why = [g["why"] for g in claim["origins"]["groups"]] if claim else []
            notes.append(f"  origins {key}: want {want}, got {got_triple} {why}")
    return standing, origins, notes


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--rules", action="store_true")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--keep", type=Path)
    asked = arguments.parse_args()
    scorer = load(asked.scorer)
    means: dict[str, list[float]] = {name: [] for name in SHOWN}
    standings: list[bool] = []
    triples: list[bool] = []
    for folder in sorted(p for p in asked.cases.iterdir() if (p / "positions.json").exists() and asked.only in p.name):
        pages = sorted(str(p) for p in folder.glob("*.txt"))
        made = dossier(brief(pages, learned=not asked.rules))
        if asked.keep:
            (asked.keep / f"{folder.name}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        gold = [flat(g) for g in json.loads((folder / "positions.json").read_text(encoding="utf-8"))]
        story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
        result = scorer.score(gold, made)
        standing, origins, notes = judge(story, gold, made, scorer)
        standings += standing
        triples += origins
        for name in SHOWN:
            means[name].append(result[name] or 0.0)
        figures = "  ".join(f"{name} {means[name][-1]:.3f}" for name in SHOWN)
        counts = f"standing {sum(standing)}/{len(standing)}  origins {sum(origins)}/{len(origins)}"
        print(f"{folder.name:30} {figures}  {counts}")
        if asked.show:
            print("\n".join(notes))
    figures = "  ".join(f"{name} {sum(v) / max(1, len(v)):.3f}" for name, v in means.items())
    print(f"{'mean':30} {figures}  standing {sum(standings)}/{len(standings)}  origins {sum(triples)}/{len(triples)}")


if __name__ == "__main__":
    main()
