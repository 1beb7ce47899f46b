# One environment, made from the package index alone: uv when it is there, pip when not.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JAVASCRIPT := tests/javascript
export FTRACK_ORM_MAKE := 1

.PHONY: demo test services lint types bench profile docs clean

demo: $(STAMP)
	$(BIN)/python docs/demo/run.py

test: lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Servers, a browser, node and ffmpeg, which some tests start for themselves, from the system's packages.
services:
	@needed=; \
	command -v redis-server >/dev/null 2>&1 || needed=redis-server; \
	{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || needed="$$needed postgresql"; \
	command -v chromium >/dev/null 2>&1 || needed="$$needed chromium"; \
	command -v ffmpeg >/dev/null 2>&1 || needed="$$needed ffmpeg"; \
	command -v node >/dev/null 2>&1 || needed="$$needed nodejs"; \
	command -v npm >/dev/null 2>&1 || needed="$$needed npm"; \
	[ -z "$$needed" ] || { \
		run=; [ "$$(id -u)" = 0 ] || run=sudo; \
		$$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$needed; \
	}
	@$(MAKE) --no-print-directory $(JAVASCRIPT)/node_modules/.installed

# The official JavaScript client, for the scenarios that run on node.
$(JAVASCRIPT)/node_modules/.installed: $(JAVASCRIPT)/package-lock.json
	npm ci --prefix $(JAVASCRIPT) --silent
	@touch $@

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy
	$(BIN)/mypy tests
	$(BIN)/pyright

bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks

# The pictures of docs/speed.md: where the processor time goes, by sampling.
profile: $(STAMP)
	@for work in reading modifying; do \
		$(BIN)/py-spy record --rate 200 --function --output docs/images/profile_$$work.svg -- \
			$(BIN)/python -m tests.benchmarks.profiling $$work 15 && \
		sed -i -E "s|[^>]*py-spy record[^<]*|$$work|" docs/images/profile_$$work.svg; \
	done

docs: $(STAMP)
	$(BIN)/python -m pytest tests/test_docs.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

$(STAMP): pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(BIN)/python -e '.[dev]'; \
	else \
		$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'; \
	fi
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
