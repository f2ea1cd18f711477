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
step weaknesses "$python" -m bandit --quiet --recursive --configfile pyproject.toml "$@" pages sample_data .ci app.py cli.py
step licences "$python" .ci/licences.py --check
# Not every machine reaches a vulnerability service. Without one nothing was audited, and that is said last of all;
# AUDIT=required, as where a release is made, takes it for a failure.
echo "== audit"
audited=0
sh .ci/audit.sh ${ADVISORIES:+--advisories "$ADVISORIES"} || audited=$?
if [ "$audited" -ne 0 ] && { [ "$audited" -ne 3 ] || [ "${AUDIT:-}" = required ]; }; then
    failed="$failed, audit"
fi
if [ -n "$failed" ]; then
    echo "Failed: ${failed#, }." >&2
    exit 1
fi
if [ "$audited" -eq 3 ]; then
    echo "All other checks passed. The locked packages were NOT AUDITED for known weaknesses." >&2
    exit 0
fi
echo "All checks passed."
