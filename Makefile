# Two commands: `make demo` translates the documents in texts/, `make test` runs every check.
# Nothing is needed but Python 3.11 or newer and make. PYTHON=... chooses another interpreter.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test check tests gate baseline clean

demo: .venv/base
	$(BIN)/align translate texts --to en -o out
	@$(BIN)/python -c "from pathlib import Path; print('The page:', Path('out/index.html').resolve())"

test: .venv/dev check tests

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

tests: .venv/dev
	$(BIN)/python -m pytest

# The suite's translations against those that were accepted; `make baseline` accepts what there is.
gate: .venv/base
	$(BIN)/align check texts/suite.toml

baseline: .venv/base
	$(BIN)/align check texts/suite.toml --update-baseline

.venv/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; make PYTHON=python3.12 ...')"
	$(PYTHON) -m venv .venv
	@touch $@

.venv/base: .venv/python pyproject.toml
	$(PIP) --editable .
	@touch $@

.venv/dev: .venv/python pyproject.toml
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/base

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(name, ignore_errors=True) for name in ('.venv', 'out', 'build', 'dist')]"
