# The commands of the project. `make help` lists them.
SHELL := /bin/sh
PYTHON := $(shell for name in python3.13 python3.12 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo "$$name"; break; }; done)
BIN := .venv/bin
export PYTHONPATH := site
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help run test lint format lock tools bench lighthouse messages clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: .venv/installed ## the whole site, from a bare checkout, at http://127.0.0.1:8000/
	@$(BIN)/python -m config.preflight
	@exec $(BIN)/python -m config.start

test: .venv/installed-dev tools ## everything, from a bare checkout to green tests
	@$(BIN)/python scripts/test.py

lint: .venv/installed-dev ## style, types, imports, migrations, catalogues and locks
	@$(BIN)/python scripts/lint.py

format: .venv/installed-dev ## write code as `lint` wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/installed-dev ## bring the Urdu catalogue up to date with the code
	$(BIN)/python -m config.catalogues update

lock: .venv/installed-dev ## lock the dependencies of pyproject.toml, with hashes
	$(BIN)/python scripts/lock.py

bench: .venv/installed-dev ## the performance figures, as ratios (docs/benchmarks.md)
	@sh scripts/bench_tools.sh
	@$(BIN)/python scripts/bench.py $(if $(SMALL),--small)

lighthouse: .venv/installed-dev tools ## how the site feels on a phone (docs/lighthouse.md)
	@$(BIN)/python scripts/lighthouse.py

tools: ## the checkers from npm: axe, the Nu checker, Lighthouse (skipped where there is no npm)
	@if command -v npm >/dev/null 2>&1; then \
		cmp -s tests/tools/package-lock.json tests/tools/node_modules/installed-lock || { \
		npm ci --silent --no-audit --no-fund --prefix tests/tools >/dev/null 2>&1 \
		&& cp tests/tools/package-lock.json tests/tools/node_modules/installed-lock \
		|| echo "axe, the Nu checker and Lighthouse could not be installed from npm"; }; fi

clean: ## remove what was installed and built; the data in var/ stays
	rm -rf .venv tests/tools/node_modules .pytest_cache .mypy_cache .ruff_cache

.venv/installed: requirements.txt
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.12 or newer is missing. Install it (https://www.python.org/downloads/), then try again."; exit 1; fi
	@if ! [ -w . ]; then echo "This folder cannot be written: $(CURDIR). Copy it to a place of your own, then try again."; exit 1; fi
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 || { \
		rm -rf .venv; echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
