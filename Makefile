# The two commands that an editor needs, and what they stand on. Each sets itself up on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Parts of a check that need nothing of each other run at once: each keeps a core busy while another waits.
AT_ONCE := --jobs=4 --no-print-directory

.PHONY: book serve check test browser benchmark pictures clean style types modules tables units suite notebooks

book: $(READY)
	$(BIN)/livingwell build

serve: $(READY)
	$(BIN)/livingwell serve

# What is known in about a minute, without a browser or a book: style, types, tables and wording, examples, units.
check: $(READY)
	$(MAKE) $(AT_ONCE) types units modules style tables

test: $(READY) browser
	$(MAKE) $(AT_ONCE) suite types modules style notebooks

style: $(READY)
	$(BIN)/ruff check --quiet livingwell_learning tests benchmarks
	$(BIN)/ruff format --check --quiet livingwell_learning tests benchmarks

types: $(READY)
	$(BIN)/mypy

modules: $(READY)
	$(BIN)/python -m tests.module_types

tables: $(READY)
	$(BIN)/livingwell check

# What Python and pytest compile is kept beside it, also where that is turned off: each process would compile it again,
# for a third of the time that it takes to begin.
units: export PYTHONDONTWRITEBYTECODE :=
UNITS := tests/data tests/library tests/original tests/reflection tests/words
units: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser" --doctest-modules livingwell_learning $(UNITS)

suite: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal --doctest-modules livingwell_learning tests

notebooks: $(READY)
	$(BIN)/python -m pytest --nbval tests/notebooks

benchmark: $(READY) browser
	$(BIN)/python benchmarks/build_time.py
	$(BIN)/python benchmarks/serve_time.py
	$(BIN)/python benchmarks/serve_time.py --pages 1000 --runs 5

# The pictures of docs/LOOKS.md, from the built site.
pictures: $(READY) browser
	$(BIN)/python -m docs.pictures

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, and this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

browser: $(READY)
	$(BIN)/python tests/browser.py

clean:
	rm -rf _build
