#!/usr/bin/env bash
# Sets up a virtual environment and shows the main job on the invented pages in examples/.
set -euo pipefail
cd "$(dirname "$0")"
venv="${LAGEBILD_VENV:-.venv}"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e .
"$venv/bin/lagebild" brief examples/chlorgas "$@"
