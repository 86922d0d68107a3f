# Loket: everything one runs. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
FLASK := .venv/bin/flask --app wsgi
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input \
    --use-pep517 --require-hashes
HOST ?= 127.0.0.1
PORT ?= 8000
DATA := $(or $(LOKET_DATA),var)
PYTEST_ARGS ?= -n 3 --dist worksteal

TEMPLATE := intranet/translations/messages.pot
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard intranet/translations/*/LC_MESSAGES/*.po))
MIGRATIONS := $(wildcard migrations/versions/*.py)
READY := .venv/.ready intranet/static/vendor/manifest.json $(CATALOGUES)

.PHONY: help setup run test test-deep check lint lock benchmarks screenshots translations clean \
    system-packages-run system-packages-test

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: system-packages-run $(READY) .venv/.ready-dev  ## Install everything for work on Loket

run: system-packages-run $(READY) $(DATA)/.migrated  ## Start Loket on this machine, the first time with demo data
	@$(FLASK) demo load --if-empty
	@exec $(FLASK) serve --host $(HOST) --port $(PORT)

test: system-packages-test $(READY) .venv/.ready-dev  ## Run all tests, on SQLite and on PostgreSQL
	LOKET_TEST_DATABASE=sqlite $(PYTHON) -m pytest $(PYTEST_ARGS)
	@# A desk may lack a PostgreSQL server and is told so; where CI is set that is a failure.
	@if $(PYTHON) -m tests.databases; then \
	    LOKET_TEST_DATABASE=postgresql $(PYTHON) -m pytest $(PYTEST_ARGS) --ignore tests/rules; \
	else test -z "$${CI:-}"; fi

test-deep: $(READY) .venv/.ready-dev  ## Compare the rules' evaluators over 100,000 applicants; race 100 times
	RULES_DOCUMENTS=$${RULES_DOCUMENTS:-2000} $(PYTHON) -m pytest tests/rules/test_evaluators_agree.py
	RACE_ROUNDS=100 LOKET_TEST_DATABASE=sqlite $(PYTHON) -m pytest tests/allocations/test_race.py
	@if $(PYTHON) -m tests.databases; then \
	    RACE_ROUNDS=100 LOKET_TEST_DATABASE=postgresql $(PYTHON) -m pytest tests/allocations/test_race.py; \
	else test -z "$${CI:-}"; fi

check: lint test  ## Check format, style, types, import order, then run all tests

lint: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

benchmarks: setup .venv/.ready-benchmarks  ## Measure speed and print the figures
	$(PYTHON) -m benchmarks

screenshots: system-packages-test $(READY) .venv/.ready-dev  ## Take the pictures of the documentation anew
	$(PYTHON) -m tests.screenshots

# No places, dates or machine paths in the catalogue: only what was really changed shows in a diff.
translations: .venv/.ready  ## Bring the English catalogue up to date with the strings in the code
	@.venv/bin/pybabel --quiet extract --mapping=intranet/translations/babel.cfg \
	    --keywords='_l _lp:1c,2 lazy_gettext lazy_pgettext:1c,2' --no-location --sort-output --omit-header \
	    --width=100 --output-file=$(TEMPLATE) intranet templates
	@.venv/bin/pybabel --quiet update --input-file=$(TEMPLATE) --domain=messages --locale=en \
	    --output-dir=intranet/translations --no-fuzzy-matching --ignore-obsolete --omit-header \
	    --width=100

lock:  ## Pin the newest fitting packages anew (needs uv and npm)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --output-file requirements.txt pyproject.toml
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --constraint requirements.txt --extra dev \
	    --output-file requirements-dev.txt pyproject.toml
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --constraint requirements-dev.txt --extra benchmarks \
	    --output-file requirements-benchmarks.txt pyproject.toml
	npm install --package-lock-only --ignore-scripts --loglevel=error
	node .ci/tidy-lock.js

clean:  ## Remove what set-up made; data in var/ stay
	rm -rf .venv node_modules intranet/static/vendor intranet/places/data $(CATALOGUES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

system-packages-run system-packages-test:
	@.ci/system-packages $(@:system-packages-%=%)

# Set-up, in steps that are repeated only when what they are made from has changed.

.venv/bin/python: | system-packages-run
	"$$(.ci/find-python)" -m venv .venv

# Python 3.13 has lost a C macro that durable-rules 2.0.28 uses; the flag spells it the new way.
.venv/.ready: requirements.txt | .venv/bin/python
	@echo 'Installing the Python packages'
	@if $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 13))'; \
	then export CPPFLAGS="$${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"; fi; \
	$(PIP_INSTALL) -r requirements.txt
	@$(PYTHON) -c 'import durable_rules_engine, weasyprint'
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@echo 'Installing the packages for tests'
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

.venv/.ready-benchmarks: requirements-benchmarks.txt .venv/.ready
	@echo 'Installing the peers that benchmarks measure'
	@$(PIP_INSTALL) -r requirements-benchmarks.txt
	@touch $@

# A machine without Node gets it inside the virtual environment.
node_modules/.ready: package.json package-lock.json .npmrc .ci/requirements-node.txt | .venv/.ready
	@echo 'Installing scripts, style and fonts'
	@{ command -v node && command -v npm; } >/dev/null || $(PIP_INSTALL) -r .ci/requirements-node.txt
	@PATH="$$PATH:$(CURDIR)/.venv/bin" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

intranet/static/vendor/manifest.json: node_modules/.ready intranet/vendoring.py intranet/static/app/icons.txt
	@$(PYTHON) -m intranet.vendoring

%.mo: %.po | .venv/.ready
	@.venv/bin/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@

$(DATA)/.migrated: $(MIGRATIONS) | $(READY)
	@$(FLASK) db upgrade
	@mkdir -p $(DATA) && touch $@
