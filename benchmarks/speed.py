"""Speed and memory of the whole program, measured from outside on pages grown from the examples."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SIZES = (10, 100, 500)
WORDS = ("Norden", "Süden", "Osten", "Westen", "Mitte", "Hafen", "Rathaus", "Bahnhof", "Markt", "Werk")


def grow(folder: Path, count: int) -> list[str]:
    """Write ``count`` pages: the examples, each further copy with a paragraph of its own."""
    sources = sorted((EXAMPLES / "chlorgas").iterdir())
    for i in range(count):
        source = sources[i % len(sources)]
        text = source.read_text(encoding="utf-8")
        place = f"{WORDS[i % 10]}-{WORDS[i // 10 % 10]}-{i}"
        own = f"<p>Ein Bewohner aus {place} sagte am Dienstag, {i + 3} Nachbarn seien noch nicht zurück.</p></article>"
        text = (
            text.replace("</article>", own, 1)
            if "</article>" in text
            else text + f"\n\nAus {place} meldete die Polizei {i + 3} Einsätze.\n"
        )
        (folder / f"{i:04}{source.suffix}").write_text(text, encoding="utf-8")
    return sorted(str(p) for p in folder.iterdir())


def timed(pages: list[str], *options: str) -> tuple[float, float, float]:
    """Wall seconds, processor seconds, peak memory in MB of one run of the command as its own process."""
    command = [sys.executable, "-m", "lagebild.cli", "brief", *pages, "--format", "json", "-o", os.devnull, *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    del before
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(arguments: list[str]) -> None:
    """Print a row per size, with and without the learned model."""
    sizes = [int(a) for a in arguments] or list(SIZES)
    print(f"{'pages':>6} {'model':>6} {'wall s':>8} {'cpu s':>8} {'peak MB':>8} {'cpu s/page':>10}")
    example = sorted(str(p) for p in (EXAMPLES / "chlorgas").iterdir())[:5]
    for name, options in (("no", ("--no-model",)), ("yes", ())):
        wall, cpu, peak = timed(example, *options)
        print(f"{5:>6} {name:>6} {wall:8.1f} {cpu:8.1f} {peak:8.0f} {cpu / 5:10.2f}   cold start, five example pages")
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                wall, cpu, peak = timed(grow(Path(folder), size), *options)
            print(f"{size:>6} {name:>6} {wall:8.1f} {cpu:8.1f} {peak:8.0f} {cpu / size:10.3f}", flush=True)
