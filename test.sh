#!/usr/bin/env bash
# Sets up a virtual environment and runs the linters, the types and the tests.
set -euo pipefail
cd "$(dirname "$0")"
venv="${LAGEBILD_VENV:-.venv-test}"
[ -z "${CI:-}" ] || rm -rf "$venv"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e '.[dev]'
"$venv/bin/ruff" check src tests benchmarks
"$venv/bin/mypy"
exec "$venv/bin/python" -m pytest -n 2 "$@"
