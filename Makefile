# Every target sets up what it needs in .venv on first use.

PYTHON ?= python3
VENV := .venv
PROOF := .venv-proof
FUZZ := .venv-fuzz
SECONDS := 60
BIN := $(VENV)/bin
BENCH := .cache/bench
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help gen check test test-libraries test-browser versions ci-full fuzz lint types format docs bench proof dist clean

help: ## Say what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

gen: $(VENV)/.tool ## Write generated/ from specs/ and say what changed
	@$(BIN)/errsmith gen

check: $(VENV)/.tool ## Fail if generated/ is not what specs/ gives
	@$(BIN)/errsmith gen --check

test: $(VENV)/.dev ## Run the tests
	@$(BIN)/pytest -n auto

test-libraries: $(VENV)/.libraries ## Run the SDK and examples/ with the libraries that applications use
	@$(BIN)/pytest tests/libraries examples -n auto

test-browser: $(VENV)/.dev ## Run the tests of the catalogue's page in Chromium
	@$(BIN)/pytest tests/browser

versions: $(VENV)/.dev ## Run every test on each supported Python that is on the PATH
	@$(BIN)/nox

ci-full: ## Run every test as an ordinary user, twice in random order, and on each Python
	@PYTHON=$(PYTHON) .ci/full

fuzz: $(FUZZ)/.done ## Search a minute for inputs that break a promise; longer: SECONDS=3600
	@for target in replies specs; do \
		$(FUZZ)/bin/python -m fuzz $$target $$(($(SECONDS) / 2)) || exit 1; \
	done

lint: $(VENV)/.dev ## Check style, formatting and the arrows of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/black --quiet --check generated || { echo "generated/ is not as black has it; run: make gen"; exit 1; }
	@$(BIN)/lint-imports --no-cache

types: $(VENV)/.libraries ## Check types, strictly, with mypy and pyright
	@$(BIN)/mypy
	@$(BIN)/pyright

format: $(VENV)/.dev ## Format the hand-written code
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

docs: $(VENV)/.dev ## Build the documentation as a site in .cache/site; a broken link or anchor fails
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build

bench: $(VENV)/.tool $(BENCH)/.peers ## Measure it beside its peers; ARGS=--fast is quick, ARGS=--record writes the page
	@$(BENCH)/bin/python -m bench $(ARGS)

proof: $(PROOF)/.peers ## Compare with others' packages: make proof TELETHON=errors.csv KAFKA=errors.html
	@$(PROOF)/bin/python -m proof $(if $(TELETHON),--telethon $(TELETHON)) $(if $(KAFKA),--kafka $(KAFKA))

dist: ## Build the sdist and the wheel, check them, and install each into an empty environment
	@PYTHON=$(PYTHON) .ci/dist

clean: ## Remove what the targets set up
	rm -rf $(VENV) $(FUZZ) $(PROOF) .cache .fuzz .nox .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

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

$(FUZZ)/.done: pyproject.toml
	@echo "setting up $(FUZZ)"
	@$(PYTHON) -m venv $(FUZZ)
	@$(FUZZ)/bin/python -m pip --disable-pip-version-check --quiet install --upgrade pip
	@$(FUZZ)/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[generator]' --group fuzz
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.tool
	@echo "installing the tools of the tests"
	@$(PIP) install --editable '.[import]' --group dev
	@touch $@

$(VENV)/.libraries: pyproject.toml $(VENV)/.dev
	@echo "installing the libraries around"
	@$(PIP) install --group libraries
	@touch $@

# The peers have an environment of their own, so that nothing here can come to depend on them.
$(BENCH)/.peers: bench/requirements.txt | $(VENV)/bin/python
	@echo "setting up $(BENCH) with the peers"
	@$(BIN)/python -m venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --requirement $<
	@touch $@

$(PROOF)/.peers: pyproject.toml proof/requirements.txt
	@echo "setting up $(PROOF)"
	@$(PYTHON) -m venv $(PROOF)
	@$(PROOF)/bin/python -m pip --disable-pip-version-check --quiet install \
		--editable '.[generator]' --requirement proof/requirements.txt
	@touch $@
