# One command each: `make demo` shows what sitrep does, `make test` checks everything.

PYTHON ?= python3
VENV := .venv
LONG := .venv-long
BIN := $(VENV)/bin
CASE := demo-case
EXAMPLES := examples/pages
BROWSER := { command -v chromium || command -v chromium-browser; }

# Every process that the tests start would otherwise compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo screens test test-browser test-faults test-large test-hostile fuzz desk-load bench bench-speed timing made audit dist third-party format clean

help:
	@echo "make demo    read the example pages into a case and show the claims"
	@echo "make test    lint, types, import contracts, tests, doc tests"
	@echo "make test-browser  only the tests of the desk in a real browser"
	@echo "make test-faults   kill -9, full disks, two writers at once: nothing lost, nothing doubled (minutes)"
	@echo "make test-large    50,000 pages, killed twice and resumed, within memory (an hour)"
	@echo "make test-hostile  6,000 malformed inputs, every regular expression at length, the desk under made-up requests"
	@echo "make fuzz    every parser under a fuzzer for SECONDS (60) each"
	@echo "make desk-load CASE=...  the desk beside Datasette on the same file, while pages are added"
	@echo "make bench   score the readers on the development data (needs the shared folder)"
	@echo "make bench-speed  measure speed and memory against other tools (needs the shared folder; long)"
	@echo "make timing  time the reader against stock spaCy (needs the shared folder)"
	@echo "make made    write 2,000 invented pages to made.jsonl, for trying a big case"
	@echo "make audit   ask whether anything is known against the packages that sitrep needs"
	@echo "make dist    build the source archive, the wheel, the bill of materials and their sums into dist/"
	@echo "make third-party  write THIRD_PARTY.md anew after the lock files changed"
	@echo "make format  format the code"
	@echo "make clean   remove the virtual environment, the demo case and caches"

$(VENV)/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sitrep needs Python 3.11 or newer; run make PYTHON=python3.12"; exit 1; }
	@echo "installing into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The long targets have an environment of their own: their packages bring plugins that the short tests do without.
$(LONG)/.installed: requirements-long.txt pyproject.toml
	@echo "installing into $(LONG) ..."
	@test -x $(LONG)/bin/python || $(PYTHON) -m venv $(LONG)
	@$(LONG)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-long.txt
	@$(LONG)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(VENV)/.installed
	@$(BIN)/sitrep gazetteer build --if-needed

demo: install
	@test -d $(CASE) || $(BIN)/sitrep init $(CASE)
	@$(BIN)/sitrep add $(CASE) $(EXAMPLES)
	@$(BIN)/sitrep claims --table $(CASE)
	@echo
	@echo "These claims now stand in $(CASE)/. What next:"
	@echo "  $(BIN)/sitrep claims $(CASE)                              one JSON object a claim"
	@echo "  $(BIN)/sitrep link $(CASE)                                claims of one happening become one incident"
	@echo "  $(BIN)/sitrep serve $(CASE)                               all of it in your browser"
	@echo "  $(BIN)/sitrep export $(CASE) --as csv -o claims.csv       a table for a spreadsheet"
	@echo "  $(BIN)/sitrep read --table PAGE.html                      any page of yours, nothing kept"
	@echo "  docs/tour.md                                              one page through every room"

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BROWSER) > /dev/null || echo "No Chromium here: the tests of the desk in a browser are left out; make test-browser says what to install."
	OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses auto --dist worksteal

test-browser: install
	@$(BROWSER) > /dev/null || { echo "No Chromium here. Install Debian's package: apt-get install chromium"; exit 1; }
	OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses auto --dist worksteal -m browser tests/serve

# The pictures of docs/desk.md, of the case that make demo leaves.
screens: demo
	@$(BROWSER) > /dev/null || { echo "No Chromium here. Install Debian's package: apt-get install chromium"; exit 1; }
	$(BIN)/python -m tests.serve.screens $(CASE) docs/desk

# Processes killed, disks full, folders that may not be written to: minutes. As root it also mounts small disks.
test-faults: $(LONG)/.installed
	@$(LONG)/bin/sitrep gazetteer build --if-needed
	OMP_NUM_THREADS=1 $(LONG)/bin/python -m pytest --numprocesses 2 --dist worksteal -rs tests/faults

# 50,000 pages, killed twice and resumed: an hour. Stopped, it goes on where it was; LARGE is where it works.
LARGE ?= large-case
test-large: $(LONG)/.installed
	@$(LONG)/bin/sitrep gazetteer build --if-needed
	OMP_NUM_THREADS=1 $(LONG)/bin/python -m tests.faults.large --pages 50000 --jobs 2 $(LARGE)

# What takes long about hostile input; none of it is part of `make test`, which has the small parts of it.
test-hostile: $(LONG)/.installed
	$(LONG)/bin/sitrep gazetteer build --if-needed
	$(LONG)/bin/python -m tests.hostile.inputs --workers 2
	$(LONG)/bin/python -m tests.hostile.expressions
	$(LONG)/bin/python -m tests.hostile.desk

SECONDS := 60

fuzz: $(LONG)/.installed
	$(LONG)/bin/python -m tests.hostile.fuzz --seconds $(SECONDS)

desk-load: $(LONG)/.installed
	$(LONG)/bin/python bench/made_case.py --pages 1500 -o made.jsonl
	$(LONG)/bin/python bench/desk_load.py --case $(CASE) --pages made.jsonl

bench: install
	$(BIN)/python bench/run.py

bench-speed: install $(LONG)/.installed
	OMP_NUM_THREADS=1 $(LONG)/bin/python bench/speed.py

timing: install
	OMP_NUM_THREADS=1 $(BIN)/python bench/timing.py

made: install
	$(BIN)/python bench/made_case.py --pages 2000 -o made.jsonl

audit: $(LONG)/.installed
	@PATH="$(abspath $(LONG))/bin:$$PATH" $(LONG)/bin/python supply/audit.py

dist: $(LONG)/.installed
	$(LONG)/bin/python supply/release.py

third-party: $(LONG)/.installed
	$(LONG)/bin/python supply/third_party.py

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(LONG) $(CASE) $(LARGE) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist src/*.egg-info
