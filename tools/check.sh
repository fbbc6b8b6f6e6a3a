#!/bin/sh
# Everything `make check` looks at; goes on after a failure and tells at the end.
set -u
bin=.venv/bin
failed=""
JALON_HOME=$(mktemp -d)
export JALON_HOME
trap 'rm -rf "$JALON_HOME"' EXIT

look() {
    name=$1
    shift
    echo "-- $name"
    "$@" || failed="$failed $name;"
}

look "format" $bin/ruff format --check --quiet src tests tools
look "lint" $bin/ruff check --quiet src tests tools
look "types" $bin/mypy
look "imports" $bin/lint-imports --no-cache --config pyproject.toml
look "migrations" $bin/jalon manage makemigrations --check --dry-run
look "django" $bin/python tools/check_django.py
look "templates" $bin/python tools/check_templates.py
look "texts" $bin/python tools/texts.py check
look "generated docs" $bin/python tools/generate_docs.py --check
look "model" $bin/python -m tools.train_tagging --check
look "lock file" $bin/python tools/check_lock.py
look "known weaknesses" $bin/python tools/check_audit.py

if [ -n "$failed" ]; then
    echo "Not in order:$failed" >&2
    exit 1
fi
echo "All in order."
