"""The door to all measurements.

    python -m benchmarks                          every score on the developer data, next to its peers
    python -m benchmarks quotes timex             only these tasks
    python -m benchmarks predict TASK IN OUT      predictions as JSON lines, as the task's scorer reads them
    python -m benchmarks diff TASK OLD NEW        findings gained and lost between two prediction files
    python -m benchmarks speed [PAGES]            pages per second, cold start, peak memory, growth

The data lies outside the project (its licences do not allow shipping it): --data DIR, or LAGEBILD_BENCH, by
default ../shared/bench.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benchmarks.tasks import CASES, TASKS, Task

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("LAGEBILD_BENCH", ROOT.parent / "shared" / "bench"))


def predictor(task: str) -> Callable[[Path, Path, int], None]:
    module, name = TASKS[task].predictor.split(":")
    return getattr(import_module(module), name)


def predict(task: str, source: Path, target: Path, jobs: int = 1) -> float:
    """Write predictions; return the seconds it took."""
    begin = time.perf_counter()
    predictor(task)(source, target, jobs)
    return time.perf_counter() - begin


def run(name: str, task: Task, data: Path, jobs: int) -> None:
    for entry in task.sets:
        source = data / entry.source
        if not source.exists():
            print(f"{name:<12} {entry.source}: not there, skipped")
            continue
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.jsonl"
            seconds = predict(name, source, out, jobs)
            values = {"data": data, "source": source, "out": out}
            command = [sys.executable, *(part.format(**values) for part in entry.scorer)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"== {name}: {entry.source}  ({seconds:.1f} s)   {entry.peers}")
        print((done.stdout if done.returncode == 0 else done.stdout + done.stderr).rstrip() + "\n", flush=True)


def gained_and_lost(old: Path, new: Path) -> None:
    """Print, per item, the findings only one of two prediction files has."""

    def load(path: Path) -> dict[str, dict]:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {str(next(row[k] for k in ("name", "doc", "id", "file") if k in row)): row for row in rows}

    before, after = load(old), load(new)
    gained = lost = 0
    for key in sorted({*before, *after}):
        a, b = _findings(before.get(key, {})), _findings(after.get(key, {}))
        for sign, items in (("-", sorted(a - b)), ("+", sorted(b - a))):
            for item in items:
                print(f"{sign} {key}: {item}")
        gained, lost = gained + len(b - a), lost + len(a - b)
    print(f"{gained} gained, {lost} lost")


def _findings(row: dict) -> set[str]:
    out = set()
    for key, value in row.items():
        if isinstance(value, list):
            out |= {f"{key} {json.dumps(v, ensure_ascii=False, sort_keys=True)}" for v in value}
        elif key not in {"name", "doc", "id", "file"}:
            out.add(f"{key} {json.dumps(value, ensure_ascii=False)}")
    return out


def main() -> None:
    words = sys.argv[1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--jobs", type=int, default=1)
    if words[:1] == ["predict"]:
        parser.add_argument("verb")
        parser.add_argument("task", choices=sorted(TASKS))
        parser.add_argument("source", type=Path)
        parser.add_argument("target", type=Path)
        a = parser.parse_args(words)
        print(f"{predict(a.task, a.source, a.target, a.jobs):.1f} s")
    elif words[:1] == ["diff"]:
        parser.add_argument("verb")
        parser.add_argument("task", choices=sorted(TASKS))
        parser.add_argument("old", type=Path)
        parser.add_argument("new", type=Path)
        a = parser.parse_args(words)
        gained_and_lost(a.old, a.new)
    elif words[:1] == ["speed"]:
        from benchmarks.speed import report  # noqa: PLC0415 -- only this verb needs it

        report(words[1:])
    else:
        parser.add_argument("tasks", nargs="*", metavar="TASK", help=f"of {', '.join([*TASKS, *CASES])}")
        a = parser.parse_args(words)
        for name, task in TASKS.items():
            if not a.tasks or name in a.tasks:
                run(name, task, a.data, a.jobs)
        for name, case in CASES.items():
            if not a.tasks or name in a.tasks:
                print(f"== {name}   {case.peers}")
                command = [
                    sys.executable,
                    *(part.format(data=a.data, cases=a.data.parent / "cases") for part in case.command),
                ]
                subprocess.run(command, check=False, cwd=ROOT)
                print(flush=True)


if __name__ == "__main__":
    main()
