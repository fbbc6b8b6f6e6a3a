#!/bin/sh
# Resolve requirements/*.in into lock files with hashes and no addresses, so that any mirror serves.
# Releases younger than seven days are left out (cool-down).
set -eu
before=$(date -u -d '7 days ago' +%Y-%m-%d)
for name in uv main dev; do
    .venv/bin/uv pip compile --quiet --python-version 3.11 --universal --exclude-newer "$before" \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
        "requirements/$name.in" -o "requirements/$name.lock"
done
