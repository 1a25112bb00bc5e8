"""The floors: imports point down, rooms on one floor never import each other, pure rooms touch no world."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "lagebild"
FLOORS = [
    "errors",
    "model",
    "text",
    "reading language story intake store report",
    "workflow",
    "batch selftest",
    "cli web __init__ __main__",
]
HEIGHT = {room: i for i, rooms in enumerate(FLOORS) for room in rooms.split()}
PURE = {"errors", "model", "text", "reading", "language", "story", "report"}
WORLD = {"socket", "urllib.request", "http.client", "subprocess", "sqlite3", "requests", "time", "random", "locale"}
FILES = sorted(SRC.rglob("*.py"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide the floor"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path):
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_down(path):
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "lagebild" and len(parts) > 1 and parts[1] in HEIGHT:
            there = parts[1]
            assert there == here or HEIGHT[there] < HEIGHT[here], f"{here} imports {there}"


@pytest.mark.parametrize("path", [p for p in FILES if room(p) in PURE], ids=lambda p: str(p.relative_to(SRC)))
def test_pure_rooms_touch_no_world(path):
    assert not WORLD.intersection(imports(path))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_no_file_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
