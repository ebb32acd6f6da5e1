# One command a chore. Each sets up .venv when it is missing or older than pyproject.toml or constraints.txt.
# PYTHON=python3.12 make test   chooses the interpreter the environment is made with.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# what the demo needs is a small part of it
DEMO := $(VENV)/.installed-demo
EXTRAS ?= dev,demo,rocksdb,otel,export,docs
# the first interpreter that runs and is 3.11, 3.12 or 3.13
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	  if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; \
	  then echo $$p; break; fi; done)

.PHONY: help demo test soak mutations check bench docs fuzz format clean venv

help:
	@echo "make demo     the whole pipeline on this machine: embedded broker, worker, sample articles"
	@echo "make test     every test; those on Apache Kafka need java and mvn, and skip without"
	@echo "make soak     the faults that a worker must outlast, each ten times, in two hours; needs java and mvn"
	@echo "make mutations  whether each fault's test fails without what protects against it; ARGS=words of their names"
	@echo "make check    lint, format, types, import directions"
	@echo "make bench    the benchmarks"
	@echo "make docs     the documentation as a site, in site/; needs nothing of the network to be read"
	@echo "make fuzz     a coverage-guided fuzzer over bytes, articles and events; ARGS=seconds"
	@echo "make format   format the sources"
	@echo "make clean    remove the environment, caches and build results"

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11, 3.12 or 3.13 is needed; set PYTHON=/path/to/python" >&2; exit 2; fi
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@ $(DEMO)

$(DEMO): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11, 3.12 or 3.13 is needed; set PYTHON=/path/to/python" >&2; exit 2; fi
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[demo]'
	@touch $@

demo: $(DEMO)
	$(BIN)/khabar demo $(ARGS)

# in several processes: tests that wait for brokers beside those that compute; ARGS='-n 0 ...' in one, for a debugger
WORKERS ?= 4
test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

# every fault ten times, with more messages and for longer: two hours or so
soak: export KHABAR_FAULT_ROUNDS ?= 10
soak: export KHABAR_FAULT_STORM ?= 120
soak: $(STAMP)
	KHABAR_TEST_KAFKA=require $(BIN)/python -m pytest tests/faults $(ARGS)

mutations: $(STAMP)
	$(BIN)/python -m tests.faults.mutations $(ARGS)

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_imports.py

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS),bench]'
	$(BIN)/python -m bench $(ARGS)

docs: export NO_MKDOCS_2_WARNING = 1
docs: $(STAMP)
	$(BIN)/python -m mkdocs build --strict $(ARGS)

fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS),fuzz]'
	$(BIN)/python -m tests.fuzz $(ARGS)

format: $(STAMP)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist site *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
