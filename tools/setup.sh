#!/bin/sh
# Make .venv from a lock file: tools/setup.sh PYTHON main|dev. Called by make; may be run twice.
set -eu
python=$1
lock=requirements/$2.lock

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Jalon needs Python 3.11 or newer; $python is older. Name another: make start PYTHON=python3.12" >&2
    exit 1
}
if [ ! -x .venv/bin/pip ]; then
    "$python" -m venv .venv 2>/dev/null || {
        rm -rf .venv
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
            "$python" -m venv .venv
        else
            echo "Python's venv module is missing: install it first (Debian: apt-get install python3-venv)." >&2
            exit 1
        fi
    }
fi
.venv/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements/uv.lock
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
.venv/bin/python tools/texts.py compile
