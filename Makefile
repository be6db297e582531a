# Every target does its own preparation: none needs another to have been run before.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
PURE_TESTS := $(wildcard tests/domain tests/test_architecture.py tests/test_packaging.py tests/test_rules_table.py tests/playbooks)
# Tests start hundreds of programs, and none has to compile what another has compiled.
export PYTHONDONTWRITEBYTECODE :=
LAWS := $(shell grep -rlE 'from tests.pace import' --include='test_*.py' tests)
# Many tests wait for a clock of a second or two, so two cores have time for four of them.
PYTEST := $(BIN)/python -m pytest -n $(or $(WORKERS),4)

.PHONY: help env up test check dates nightly coverage bench chaos lock fmt histories shapes pictures screenshots docs reference tutorial

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

env: .venv/.stamp ## make the environment in .venv, again only when the lock or pyproject.toml has changed

.venv/.stamp: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install it, or name one with make PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, and $(PYTHON) is $$($(PYTHON) --version 2>&1): name another with make PYTHON=python3.12." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@# Compiled afterwards, on all cores: pip does it on one. A file for another Python is no error.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q -j 0 .venv/lib >/dev/null || true
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

up: env ## Temporal, worker, gateway and desk on this machine; Ctrl-C stops them
	@exec $(BIN)/followup up

test: env ## linters, types and all tests of the day, in about nine minutes on two cores
	@.ci/prerequisites
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-logo --no-cache
	@# The types are checked beside the tests, which wait a good deal. In a fresh clone all tests are compiled once,
	@# before each of the processes does it.
	@# What tests write is kept in memory where there are 4 GB of it: a third of the system's time goes into syncing files.
	@$(BIN)/mypy & types=$$!; failed=0; \
	[ -d tests/__pycache__ ] || $(BIN)/python -m pytest -qq --collect-only >/dev/null || true; \
	free=$$(df --output=avail -k /dev/shm 2>/dev/null | tail -1 || echo 0); \
	[ "$${free:-0}" -gt 4000000 ] && in_memory="-p /dev/shm" || in_memory=""; \
	scratch=$$(mktemp -d $$in_memory); chmod 711 "$$scratch"; \
	TMPDIR=$$scratch $(PYTEST) --hypothesis-profile=ci -p tests.dates --dates-beside-the-rest || failed=$$?; \
	rm -rf "$$scratch"; \
	wait $$types || failed=$$?; \
	exit $$failed

check: env ## linters, types and the tests that start no server, in under twenty seconds
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/mypy
	$(PYTEST) -n 2 -q -m "not long and not nightly" $(PURE_TESTS)

nightly: env ## what takes too long for the day, and every law on many new lives
	@.ci/prerequisites
	$(PYTEST) -m nightly
	$(PYTEST) --hypothesis-profile=nightly --timeout=3600 $(LAWS)
	@$(MAKE) --no-print-directory dates

coverage: env ## which lines the tests of the day run, programs that they start included
	@.ci/prerequisites
	@rm -f .coverage .coverage.*
	$(PYTEST) -q --hypothesis-profile=ci --timeout=300 --cov --cov-report=
	@$(BIN)/coverage report --skip-covered --sort=cover

# All of tests/starter but what starts a server or is named in tests/dates.py, so that a new test of a command is not
# forgotten. Every other test without a server meets one of the ten instants in each ordinary run (tests/clocks.py).
# `make test` has them beside all others; here they run alone, with their laws.
dates: env ## no test may hang on the day: the tests of the commands at ten awkward instants, from leap day to midnight
	$(BIN)/ruff check --select TID251 tests
	$(PYTEST) -n 2 -q -p tests.dates tests/starter

bench: env ## one page: the product beside the floor and the alternatives, counts first (some minutes; SIZE=--full: hours)
	@$(BIN)/python -m bench $(or $(SIZE),--quick)

chaos: env ## kills, faults and stops on the real parts, half an hour; CHAOS="--seeds 1-2 --candidates 20" for less, CHAOS="--workers 3" for several
	@.ci/prerequisites
	@exec $(BIN)/python -m tests.chaos $(CHAOS)

fmt: env ## put the code in order: formatting, imports, what ruff can mend
	$(BIN)/ruff check --fix-only --exit-zero
	$(BIN)/ruff format

lock: ## resolve pyproject.toml into requirements.lock and requirements-runtime.lock anew
	@.ci/lock

shapes: env ## pin the shapes of what is persisted that are new
	$(BIN)/python -m tests.persisted_shapes

pictures: env ## draw again what the commands print, as tests/starter/pictures has it
	FOLLOWUP_PICTURES=draw $(BIN)/python -m pytest -q tests/starter/test_pictures.py

screenshots: env ## take the pictures of README.md and docs/temporal-ui.md again, on a weekday, with Chromium
	$(BIN)/python docs/pictures/screenshots.py

histories: env ## record the workflow histories that the replay tests read
	$(BIN)/python -m tests.histories.record

reference: env ## write the pages in docs/reference that come from the code
	$(BIN)/python -m docs.generate

docs: .venv/.docs-stamp reference ## the site, in site/; a warning or a request to another server is an error
	$(BIN)/python -m docs.build

tutorial: env ## run every command of docs/tutorial.md and put its output into the page
	$(BIN)/python -m docs.record_tutorial

.venv/.docs-stamp: .venv/.stamp docs/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r docs/requirements.lock
	@touch $@
