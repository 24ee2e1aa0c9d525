PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test test-ardour check install

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: install
	$(BIN)/mixtaste demo

test: install
	$(BIN)/python -m pytest

# Sessions made afresh by a real Ardour (Debian's package `ardour`); skipped where it is not installed.
test-ardour: install
	MIXTASTE_ARDOUR=1 $(BIN)/python -m pytest tests/parsers/formats/ardour/test_real_ardour.py

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
