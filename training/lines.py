"""Fit the trees that tell which lines of a flattened page are the story (``reading/linewise.json``).

    python -m training.lines PAGES [--folds 5] [--write]

PAGES holds gold.jsonl with html/, flat.jsonl and flat_lenient.jsonl. Learnt from are the lines labelled there, and the
flattened text of every other German or English page whose body was labelled in full. Prints the line F1 of pages
whose sites were left out of the fitting (the figure to expect), then, with --write, fits all and writes the trees.
Needs scikit-learn and, for captures as a lenient extractor makes them, resiliparse.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
from resiliparse.extract.html2text import extract_plain_text
from sklearn.ensemble import HistGradientBoostingClassifier

from lagebild.reading import flat, linewise
from lagebild.reading import html as web
from lagebild.reading.body import cover
from lagebild.reading.decode import decode
from lagebild.reading.headline import squash
from lagebild.reading.page import _title_index

TARGET = Path(__file__).resolve().parents[1] / "src" / "lagebild" / "reading" / "linewise.json"
SETTINGS = {"max_iter": 120, "learning_rate": 0.09, "max_leaf_nodes": 15, "l2_regularization": 1.0}
THRESHOLD = 0.45
COVERED = 0.6
STORY = frozenset({"lead", "body", "subhead", "live_entry", "quote_box", "summary_box"})


@dataclass
class Capture:
    """A flattened page: its paragraphs, their features, which are the story's, how much each counts."""

    name: str
    lenient: bool
    hand: bool
    site: str
    lines: list[str]
    body: set[int]
    ignored: set[int]
    items: list[flat.Paragraph]
    title: int | None
    features: list[dict[str, float]]
    label: np.ndarray
    weight: np.ndarray


def capture(
    name: str, site: str, lines: list[str], body: set[int], ignored: set[int], *, lenient: bool, hand: bool
) -> Capture:
    items = flat.paragraphs("\n".join(lines))
    title = _title_index(items)
    flat.weigh(items)
    spans = [[i for i in range(*p.lines) if lines[i].strip()] for p in items]
    label = np.array([2 * sum(i in body for i in s) >= len(s) for s in spans])
    # every page counts alike, long or short; hand-labelled ones more, and lenient captures, which have fewer lines
    scale = (3 if hand else 1) * (2 if lenient else 1) * 40 / (label.sum() + 10)
    weight = np.array([0.0 if any(i in ignored for i in s) else scale for s in spans])
    return Capture(
        name, lenient, hand, site, lines, body, ignored, items, title, linewise.rows(items, title), label, weight
    )


def captures(folder: Path) -> Iterator[Capture]:
    pages = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    for lenient, file in ((False, "flat.jsonl"), (True, "flat_lenient.jsonl")):
        done = set()
        for row in map(json.loads, (folder / file).open(encoding="utf-8")):
            done.add(row["id"])
            yield capture(
                row["id"],
                row["site"],
                row["lines"],
                set(row["body"]),
                set(row.get("ignore", ())),
                lenient=lenient,
                hand=True,
            )
        for page in pages:
            if page["kind"] != "full" or page["language"] not in {"de", "en"} or page["file"] in done:
                continue
            markup = decode(gzip.decompress((folder / page["file"]).read_bytes()), "a.html").text
            lines = _lenient(markup) if lenient else _all_text(markup)
            keys = [squash(line) for line in lines]
            wanted = [k for k in map(squash, page["text"].split("\n")) if k]
            covered, missing = cover(keys, wanted, 0)
            body = {i for i, key in enumerate(keys) if key and covered[i] >= COVERED * len(key)}
            if body and sum(len(wanted[i]) for i in missing) < 0.15 * sum(map(len, wanted)):
                yield capture(page["file"], page["site"], lines, body, set(), lenient=lenient, hand=False)


def _lenient(markup: str) -> list[str]:
    text = extract_plain_text(markup, main_content=True, alt_texts=False)
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _all_text(markup: str) -> list[str]:
    root = web.parse(markup)
    return [d.text for d in web.found_blocks(root)] if root is not None else []


def fit(parts: Sequence[Capture]) -> HistGradientBoostingClassifier:
    values = np.array([list(row.values()) for c in parts for row in c.features])
    model = HistGradientBoostingClassifier(**SETTINGS, random_state=0, early_stopping=False)
    return model.fit(
        values, np.concatenate([c.label for c in parts]), sample_weight=np.concatenate([c.weight for c in parts])
    )


def _logit(chance: np.ndarray | float) -> np.ndarray:
    return np.log(chance / (1 - chance))


def line_f1(c: Capture, chance: np.ndarray, threshold: float) -> float:
    """Scored as read: with the roles that stand behind the trees, and the rule for short texts instead of them."""
    for p in c.items:
        p.kind = "boilerplate"
    if len(c.items) >= flat.CRAWL:
        linewise.assign(c.items, c.title, list(_logit(chance) - _logit(threshold)))
    else:
        flat.roles(c.items, c.title)
    chosen = [p.kind in STORY for p in c.items]
    found = {
        i for p, yes in zip(c.items, chosen, strict=True) if yes for i in range(*p.lines) if c.lines[i].strip()
    } - c.ignored
    body = c.body - c.ignored
    return 2 * len(found & body) / ((len(found) + len(body)) or 1)


def folds(data: Sequence[Capture], count: int) -> dict[str, int]:
    """Sites in groups that hold about as many hand-labelled pages each."""
    size = {site: sum(c.site == site and c.hand for c in data) for site in {c.site for c in data}}
    filled, out = [0.0] * count, {}
    for site in sorted(size, key=lambda s: (-size[s], s)):
        out[site] = min(range(count), key=lambda j: (filled[j], j))
        filled[out[site]] += 1 + 3 * size[site]
    return out


def cross_validate(data: Sequence[Capture], count: int) -> None:
    group = folds(data, count)
    chance: dict[int, np.ndarray] = {}
    for k in range(count):
        model = fit([c for c in data if group[c.site] != k])
        for c in data:
            if group[c.site] == k and c.hand:
                chance[id(c)] = model.predict_proba(np.array([list(row.values()) for row in c.features]))[:, 1]
    for threshold in (0.35, 0.4, THRESHOLD, 0.5, 0.55):
        score = [
            mean(line_f1(c, chance[id(c)], threshold) for c in data if c.hand and c.lenient == kind)
            for kind in (False, True)
        ]
        print(
            f"threshold {threshold}: line F1 of left-out sites, full {score[0]:.4f}, lenient {score[1]:.4f}",
            flush=True,
        )


def _tree(nodes: np.ndarray, at: int = 0) -> list | float:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    return [
        int(node["feature_idx"]),
        round(float(node["num_threshold"]), 5),
        _tree(nodes, node["left"]),
        _tree(nodes, node["right"]),
    ]


def write(model: HistGradientBoostingClassifier, names: Sequence[str]) -> None:
    trees = [json.dumps(_tree(stage[0].nodes), separators=(",", ":")) for stage in model._predictors]  # noqa: SLF001
    start = round(float(model._baseline_prediction.ravel()[0]), 4)  # noqa: SLF001
    limit = round(float(np.log(THRESHOLD / (1 - THRESHOLD))), 4)
    head = json.dumps({"features": list(names), "start": start, "threshold": limit}, ensure_ascii=False)
    TARGET.write_text(head[:-1] + ', "trees": [\n' + ",\n".join(trees) + "\n]}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    a = parser.parse_args()
    data = list(captures(a.pages))
    names = list(data[0].features[0])
    print(f"{len(data)} captures, {sum(len(c.items) for c in data)} paragraphs, {len(names)} features", flush=True)
    if a.folds > 1:
        cross_validate(data, a.folds)
    if a.write:
        write(fit(data), names)


if __name__ == "__main__":
    main()
