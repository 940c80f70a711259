# Deux commandes suffisent : « make demo » ouvre l'observatoire, « make test » éprouve tout.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet
CHECKED := dashboard pipelines tests
SHAPE := tests/sql tests/architecture
SEEN := tests/browser tests/views tests/exports tests/cli tests/journal tests/package
READ := tests/intake tests/reading tests/snapshots tests/territories tests/samples

.PHONY: demo test test-seen test-read test-figures check look bench clean
.DELETE_ON_ERROR:

$(VENV)/run.stamp: requirements/run.lock requirements/build.lock requirements/territories.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/run.lock
	$(PIP) --require-hashes -r requirements/build.lock
	$(PIP) --require-hashes --no-deps -r requirements/territories.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.lock
	$(PIP) --require-hashes -r requirements/test.lock
	touch $@

demo: $(VENV)/run.stamp
	$(BIN)/observatoire demo

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest $(SHAPE)

# Trois parts côte à côte : ce qu'on voit (pages, fichiers, commandes), ce qu'on lit, les chiffres.
test: check
	$(MAKE) --no-print-directory -j3 -O test-seen test-read test-figures

test-seen: $(VENV)/test.stamp
	$(BIN)/pytest $(SEEN)

test-read: $(VENV)/test.stamp
	$(BIN)/pytest $(READ)

test-figures: $(VENV)/test.stamp
	$(BIN)/pytest tests $(addprefix --ignore=,$(SHAPE) $(SEEN) $(READ))

look: $(VENV)/test.stamp
	PYTHONPATH=tests $(BIN)/python -m browser.look

$(VENV)/bench.stamp: $(VENV)/test.stamp requirements/bench.lock
	$(PIP) --require-hashes -r requirements/bench.lock
	touch $@

bench: $(VENV)/bench.stamp
	$(BIN)/python tests/benchmarks/bench.py

clean:
	rm -rf $(VENV) .demo .look .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
