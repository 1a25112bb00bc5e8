"""Scores of the packaged weights: quotations, names, acts and certainty, vectors, speed."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quotes_official import NO_FLOORS, Floors, to_official
from lagebild.language.tagger import TaggedStatement, Tagger
from lagebild.language.tagger.pieces import words
from training.corpus import read_lines, read_names, read_statements, sentences

MATCH = 0.5
"""Overlap (intersection over union) from which on a found statement counts as the labelled one."""

Tagged = list[tuple[dict[str, Any], tuple[TaggedStatement, ...]]]


def tag_all(tagger: Tagger, documents: Sequence[dict[str, Any]]) -> tuple[Tagged, float]:
    """Statements of each document, and words per second."""
    began, count, out = time.process_time(), 0, []
    for document in documents:
        offsets = words(document["text"])
        bounds = [(offsets[b][0], offsets[e - 1][1]) for b, e in sentences(document["text"], offsets)]
        out.append((document, tagger.tag(document["text"], bounds).statements))
        count += len(document["text"].split())
    return out, count / max(time.process_time() - began, 1e-9)


def official(tagged: Tagged, source: Path, scorer: Path, floors: Floors, *, top: bool) -> dict[str, float]:
    """Run the official scorer; `top` leaves nested statements out, where the gold labels have none."""
    with tempfile.TemporaryDirectory() as folder:
        out, result = Path(folder) / "out.jsonl", Path(folder) / "result.json"
        with out.open("w", encoding="utf-8") as lines:
            for document, said in tagged:
                found = to_official([s for s in said if not (top and s.nested)], document["text"], floors)
                lines.write(json.dumps({"name": document["name"], "annotations": found}, ensure_ascii=False) + "\n")
        subprocess.run(
            [sys.executable, str(scorer), str(source), str(out), "--json", str(result)], check=True, capture_output=True
        )
        found = json.loads(result.read_text(encoding="utf-8"))
    return {
        "quote": round(100 * found["official_macro"]["quote"]["F"], 1),
        "joint": round(100 * found["official_macro"]["joint"]["F"], 1),
        "overlap": round(100 * found["iou"]["F"], 1),
        "quote and speaker": round(100 * found["quote+speaker_head"]["F"], 1),
    }


def names(tagger: Tagger, path: Path) -> dict[str, float]:
    """Exact F1 of names, each sentence alone; words as the file has them, joined with spaces."""
    counts: Counter[str] = Counter()
    for text in read_names(path):
        offsets, at = [], 0
        for word in text.surface:
            offsets.append((at, at + len(word)))
            at += len(word) + 1
        gold = set()
        for (begin, end), tag in zip(offsets, text.labels["name"], strict=True):
            if tag % 2:
                gold.add((begin, end, (tag - 1) // 2))
            elif tag and gold:
                last = max(gold)
                gold.discard(last)
                gold.add((last[0], end, last[2]))
        joined = " ".join(text.surface)
        kinds = ("PER", "ORG", "LOC")
        found = {
            (*_tokens(offsets, s.begin, s.end), kinds.index(s.label))
            for s in tagger.tag(joined, [(0, len(joined))]).spans
            if s.label in kinds
        }
        counts.update(hit=len(gold & found), gold=len(gold), found=len(found))
    return {"exact F1": round(200 * counts["hit"] / max(counts["gold"] + counts["found"], 1), 1)}


def _tokens(offsets: Sequence[tuple[int, int]], begin: int, end: int) -> tuple[int, int]:
    """The bounds of the file's tokens that a span touches ("I." is one token there, two words here)."""
    touched = [(b, e) for b, e in offsets if b < end and e > begin]
    return touched[0][0], touched[-1][1]


def marks(tagged: Tagged) -> dict[str, float]:
    """Accuracy and macro F1 of act and certainty on found statements that match a labelled one."""
    pairs: dict[str, list[tuple[str, str]]] = {"act": [], "certainty": []}
    labelled = 0
    for document, said in tagged:
        labelled += len(document["statements"])
        for gold in document["statements"]:
            here = {i for b, e in gold["quote"] for i in range(b, e)}
            best, overlap = None, MATCH
            for one in said:
                there = {i for b, e in one.quote for i in range(b, e)}
                value = len(here & there) / len(here | there)
                if value >= overlap:
                    best, overlap = one, value
            if best:
                for mark, found in pairs.items():
                    found.append((gold[mark], getattr(best, mark)))
    out: dict[str, float] = {"labelled": labelled, "matched": len(pairs["act"])}
    for mark, found in pairs.items():
        gold, guess = Counter(g for g, _ in found), Counter(p for _, p in found)
        right = Counter(g for g, p in found if g == p)
        scores = [200 * right[name] / (gold[name] + guess[name]) for name in gold]
        out[f"{mark} accuracy"] = round(100 * right.total() / max(len(found), 1), 1)
        out[f"{mark} macro F1"] = round(float(np.mean(scores)) if scores else 0.0, 1)
    return out


def translations(tagger: Tagger, german: Path, english: Path, count: int = 200) -> dict[str, float]:
    """Cosine of translated sentences and of others, and how often the translation is nearest."""
    pairs = [[_joined(t.surface) for t in read_names(path)[:count]] for path in (german, english)]
    one, two = (tagger.vectors(texts) for texts in pairs)
    likeness = one @ two.T
    own = np.diag(likeness)
    other = likeness[~np.eye(len(own), dtype=bool)]
    return {
        "pairs, mean": round(float(own.mean()), 3),
        "others, mean": round(float(other.mean()), 3),
        "others, 99th percentile": round(float(np.quantile(other, 0.99)), 3),
        "nearest is the translation": round(100 * float((likeness.argmax(1) == np.arange(len(own))).mean()), 1),
    }


def _joined(surface: Sequence[str]) -> str:
    return " ".join(surface)


FLOORS = [Floors(r, f) for r in (0.7, 0.8, 0.9) for f in (0.6, 0.8)]


def evaluate(corpus: Path, bench: Path, *, limit: int | None = None) -> dict[str, Any]:
    """All scores; `bench` holds `score_quotes.py` and `data/`, whose labels are for scoring only."""
    tagger = Tagger.load()
    out: dict[str, Any] = {"weights": tagger.name, "recipe": tagger.recipe}
    scorer = bench / "score_quotes.py"
    for name, top in (("dev", False), ("polnear_dev", True)):
        source = bench / "data" / f"{name}.jsonl"
        documents = read_lines(source)[:limit]
        tagged, speed = tag_all(tagger, documents)
        out[name] = {"words per core second": round(speed)}
        if limit is None:
            out[name]["all"] = official(tagged, source, scorer, NO_FLOORS, top=top)
            for floors in FLOORS:
                key = f"reported {floors.reported}, free {floors.free}"
                out[name][key] = official(tagged, source, scorer, floors, top=top)
        print(name, json.dumps(out[name], indent=1), flush=True)
    held = read_statements(corpus)[1][:limit]
    for language, start in (("German", "w"), ("English", "e")):
        part = [d for d in held if d["id"].startswith(start)]
        out[f"marks, {language}"] = marks(tag_all(tagger, part)[0])
    out["marks, both"] = marks(tag_all(tagger, held)[0])
    out["names"] = names(tagger, corpus / "ner" / "dev.tsv")
    out["vectors"] = translations(tagger, corpus / "ner" / "uner" / "pud.iob2", corpus / "ner" / "uner" / "en_pud.iob2")
    for key in ("marks, German", "marks, English", "marks, both", "names", "vectors"):
        print(key, json.dumps(out[key]), flush=True)
    return out
