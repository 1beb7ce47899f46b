# One environment, made from the package index alone: uv when it is there, pip when not.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export FTRACK_ORM_MAKE := 1

.PHONY: demo test services lint types bench docs clean

demo: $(STAMP)
	$(BIN)/python docs/demo/run.py

test: lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Servers and a browser that some tests start for themselves, from the system's packages.
services:
	@needed=; \
	command -v redis-server >/dev/null 2>&1 || needed=redis-server; \
	{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || needed="$$needed postgresql"; \
	command -v chromium >/dev/null 2>&1 || needed="$$needed chromium"; \
	[ -z "$$needed" ] || { \
		run=; [ "$$(id -u)" = 0 ] || run=sudo; \
		$$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$needed; \
	}

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy
	$(BIN)/mypy tests
	$(BIN)/pyright

bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks

docs: $(STAMP)
	$(BIN)/python -m pytest tests/test_docs.py

$(STAMP): pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(BIN)/python -e '.[dev]'; \
	else \
		$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'; \
	fi
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
