#!/bin/sh
# Known weaknesses of every locked package. Exit code 3 means that nothing was audited, which is no pass.
# Usage: sh .ci/audit.sh [--advisories FILE.zip]
set -eu
exec .venv/bin/python .ci/audit.py "$@"
