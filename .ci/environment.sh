#!/bin/sh
# Makes .venv and installs the locked packages. Usage: sh .ci/environment.sh run|test
# Does nothing when the lock is the one last installed.
set -eu
wanted=${1:?run or test}
venv=.venv
python=$venv/bin/python

newest_python() {
    # Every directory of PATH is tried: a version manager's shim may stand first and answer with an error.
    for minor in 14 13 12 11; do
        old_ifs=$IFS
        IFS=:
        for directory in $PATH; do
            candidate=$directory/python3.$minor
            if [ -x "$candidate" ] && "$candidate" -c "import sys, venv, ensurepip, ssl, sqlite3
sys.exit(sys.version_info[:2] != (3, $minor))" >/dev/null 2>&1; then
                IFS=$old_ifs
                printf '%s\n' "$candidate"
                return 0
            fi
        done
        IFS=$old_ifs
    done
    return 1
}

locks() {
    if [ "$wanted" = test ]; then
        cat requirements.txt requirements-dev.txt
    else
        cat requirements.txt
    fi | cksum
}

if ! "$python" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >/dev/null 2>&1; then
    if ! base=$(newest_python); then
        echo "No working python3.11 to python3.14 with venv was found on PATH: install one, on Debian with 'apt install python3-venv', on macOS with 'brew install python@3.14'." >&2
        exit 1
    fi
    echo "Making $venv with $base" >&2
    rm -rf "$venv"
    "$base" -m venv "$venv"
fi

stamp=$venv/.installed-$wanted
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(locks)" ]; then
    exit 0
fi
echo "Installing the locked packages into $venv" >&2
rm -f "$venv"/.installed-*
set -- -r requirements.txt
if [ "$wanted" = test ]; then
    set -- "$@" -r requirements-dev.txt
fi
if ! "$python" -m pip install --quiet --no-input --disable-pip-version-check --require-hashes --only-binary :all: "$@"; then
    echo "The locked packages could not be installed: the lines above say why." >&2
    exit 1
fi
locks >"$stamp"
if [ "$wanted" = test ]; then
    wanted=run
    locks >"$venv/.installed-run"
fi
