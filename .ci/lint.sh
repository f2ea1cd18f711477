#!/bin/sh
# Runs every check that is not a test, all of them even when one fails. Usage: sh .ci/lint.sh PACKAGE...
set -u
python=.venv/bin/python
failed=
step() {
    name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed, $name"
}
step format "$python" -m ruff format --check .
step lint "$python" -m ruff check .
step types "$python" -m mypy "$@"
step "import contracts" .venv/bin/lint-imports --no-logo
step lengths "$python" .ci/lengths.py
step wheels "$python" .ci/wheels.py
if [ -n "$failed" ]; then
    echo "Failed: ${failed#, }." >&2
    exit 1
fi
echo "All checks passed."
