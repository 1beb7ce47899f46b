# One environment, made from the package index alone: uv when it is there, pip when not.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JAVASCRIPT := tests/javascript
export FTRACK_ORM_MAKE := 1

.PHONY: demo test services lint types bench profile soak fuzz compatibility coverage mutation audit docs clean

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

# Everything at once while everything fails, then an audit: MINUTES, and SEED to have the same faults again.
MINUTES ?= 20
SOAK_OPTIONS ?=
soak: $(STAMP)
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) $(SOAK_OPTIONS)

# Whatever comes in, many times over; the counts go into docs/reliability.md.
ROUNDS ?= 10
fuzz: $(STAMP)
	$(BIN)/python -m tests.hardening --rounds $(ROUNDS)

# The suite on every Python of this machine, and with the lowest versions of dependencies; ONLY="lowest 3.13" for some.
compatibility: $(STAMP)
	$(BIN)/python -m tests.release.compatibility $(foreach name,$(ONLY),--only $(name))

# The tests tested: code is changed in memory, and a test must notice; ONLY=planner, FILE='*/query/literal.py'.
mutation: $(STAMP)
	$(BIN)/python -m tests.mutation $(foreach name,$(ONLY),--only $(name)) $(if $(FILE),--file '$(FILE)')

# Lines and branches that the suite runs, those of processes that it starts included; fails below the bound of pyproject.toml.
coverage: $(STAMP)
	rm -rf build/coverage && mkdir -p build/coverage
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile -q --ignore=tests/typing --ignore=tests/benchmarks
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# Known vulnerabilities of what users install; needs a network.
audit: $(STAMP)
	$(BIN)/python -m tests.release.audit

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
