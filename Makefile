# Everything a person or a machine does here. `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
TESTS ?=

.PHONY: help setup start test test-fast check fix bench fuzz model docs texts lock clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: .venv/main.stamp  ## make .venv with .venv/bin/jalon from the lock file

.venv/main.stamp: requirements/main.lock pyproject.toml $(wildcard src/jalon/locale/*/LC_MESSAGES/*.po)
	@sh tools/setup.sh "$(PYTHON)" main
	@touch $@

.venv/dev.stamp: requirements/dev.lock .venv/main.stamp
	@sh tools/setup.sh "$(PYTHON)" dev
	@touch $@

start: setup  ## create what is missing and run Jalon at 127.0.0.1:8000
	@$(BIN)/jalon start

test: .venv/dev.stamp  ## all tests, in a browser too where Chromium is installed
	@$(BIN)/pytest -n 2 --dist loadgroup $(TESTS)

test-fast: .venv/dev.stamp  ## all tests but those in a browser
	@$(BIN)/pytest -n 2 --dist loadgroup -m "not browser" $(TESTS)

check: .venv/dev.stamp  ## format, lint, types, imports, migrations, templates, texts, generated docs, lock file, known weaknesses
	@sh tools/check.sh

fix: .venv/dev.stamp  ## mend what can be mended by machine
	@$(BIN)/ruff format src tests tools
	@$(BIN)/ruff check --fix src tests tools
	@$(BIN)/python tools/texts.py update
	@$(BIN)/python tools/generate_docs.py

bench: .venv/dev.stamp  ## the benchmarks, one JSON line each
	@for name in reading tagging ingest search pages; do $(BIN)/jalon bench $$name --json || exit 1; done

SECONDS ?= 60
fuzz: .venv/dev.stamp  ## read damaged files of every format, SECONDS each (60)
	@$(BIN)/python -m tools.fuzz_reading all --seconds $(SECONDS)

model: .venv/dev.stamp  ## learn the tagger's model from src/jalon/data
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.train_tagging gcm

docs: .venv/dev.stamp  ## write the generated pages of docs/
	@$(BIN)/python tools/generate_docs.py

texts: .venv/dev.stamp  ## collect interface texts and compile translations
	@$(BIN)/python tools/texts.py update
	@$(BIN)/python tools/texts.py compile

lock:  ## resolve requirements/*.in anew, leaving out releases younger than seven days
	@sh tools/lock.sh

clean:  ## remove .venv and caches; data in var/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
