# Every target sets up what it needs in .venv on first use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help gen check test lint types format clean

help: ## Say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

gen: $(VENV)/.tool ## Write generated/ from specs/ and say what changed
	@$(BIN)/errsmith gen

check: $(VENV)/.tool ## Fail if generated/ is not what specs/ gives
	@$(BIN)/errsmith gen --check

test: $(VENV)/.dev ## Run every test
	@$(BIN)/pytest -n auto

lint: $(VENV)/.dev ## Check style and formatting
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/black --quiet --check generated || { echo "generated/ is not as black has it; run: make gen"; exit 1; }

types: $(VENV)/.dev ## Check types, strictly, with mypy and pyright
	@$(BIN)/mypy
	@$(BIN)/pyright

format: $(VENV)/.dev ## Format the hand-written code
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

clean: ## Remove what the targets set up
	rm -rf $(VENV) .errsmith_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@echo "setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade pip

$(VENV)/.tool: pyproject.toml | $(VENV)/bin/python
	@echo "installing the generator"
	@$(PIP) install --editable '.[generator]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.tool
	@echo "installing the tools of the tests"
	@$(PIP) install --group dev
	@touch $@
