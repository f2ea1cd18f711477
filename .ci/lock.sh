#!/bin/sh
# Resolves requirements.in, then requirements-dev.in held to it, for every platform at once, with hashes.
# UPGRADE=1 takes the newest releases; otherwise what is locked stays where it still fits.
set -eu
if [ -n "${PIP_INDEX_URL:-}" ]; then
    UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}
    export UV_DEFAULT_INDEX
fi
compile() {
    .venv/bin/python -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
        --custom-compile-command "make lock" ${UPGRADE:+--upgrade} "$1.in" --output-file "$1.txt"
}
compile requirements
compile requirements-dev
.venv/bin/python .ci/wheels.py
