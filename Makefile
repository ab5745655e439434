# Every task of the project; `make help` lists them.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PEERS := build/peers
VENDOR := service/joinwise/web/static/vendor
PORT ?= 8000
WORKERS ?= 2
CC ?= cc
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
# Python 3.13 no longer has the call by which the engine calls back, under this name.
ENGINE_CC := $(CC) -O3 -DPyEval_CallObject=PyObject_CallObject
COMPILE := $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header
ALL := --extra bulk --extra otel --extra redis --extra tune --group dev --group bench
PYTHON ?= $(shell for each in python3.12 python3.13 python3.11 python3.14 python3; do "$$each" -c "$(FITS)" 2>/dev/null && echo $$each && break; done)

.DEFAULT_GOAL := help
.PHONY: help run install test quick coverage features sentences mutants check bench bounds clients load faults input numbers soak bench-peers advice-report rows spark cluster kill readme pictures editor lighthouse schema lock sbom audit lowest wheels image image-check clean

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-13s %s\n", $$1, $$2 }'

run: $(VENV)/.runs ## serve on 127.0.0.1:8000 (PORT=), and show one scored example
	@$(BIN)/joinwise score examples/fortnightly-local-business-club.json
	@echo "Serving on http://127.0.0.1:$(PORT): open it in a browser, see /docs, or"
	@echo "  curl -H 'Content-Type: application/json' -d @examples/speaking-clubs.json http://127.0.0.1:$(PORT)/v1/score"
	@exec $(BIN)/joinwise serve --port $(PORT) --workers $(WORKERS)

install: $(VENV)/.complete ## set up .venv with everything to work on joinwise, and .venv/bin/joinwise

test: install ## run all tests and specs
	@$(BIN)/pytest -n auto

quick: install ## run the tests that need no browser, no PostgreSQL and little time
	@$(BIN)/pytest -n auto -q -m "not slow and not browser and not postgres"

coverage: install ## run all tests and specs, and name the lines and branches that none of them runs
	@$(BIN)/pytest -n auto --cov --cov-report=term-missing

features: install ## run the specs, and write them as a page
	@$(BIN)/joinwise rules test --html build/specs.html

sentences: install ## list the sentences of features, in docs/sentences.md
	@$(BIN)/joinwise rules test --sentences > docs/sentences.md

mutants: install ## change the rules in every small way: what do the specs not notice?
	@$(BIN)/joinwise rules test --mutants

check: install ## lint, types, layers, spelling, rule files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/joinwise rules check --strict rules

bench: install ## measure, and write docs/benchmarks.md
	$(BIN)/python -m bench

bounds: install ## look for the costliest requests, into docs/evidence.md
	$(BIN)/python -m bench.bounds

load: install ## ask all calls by 64 connections while rules change: is each answer right? into docs/evidence.md (SECONDS=60)
	$(BIN)/python -m bench.proofs.load $(or $(SECONDS),60)

clients: install ## generate clients for Python and TypeScript, compile them strictly, use them (needs node, npm)
	$(BIN)/pip install --quiet uv
	$(BIN)/python -m tools.clients

faults: install ## kill workers, stop the database, fill its disk, set the clock back, into docs/evidence.md (as root, with cc and PostgreSQL 15)
	$(BIN)/python -m bench.proofs.faults

input: install ## mutated bodies, schemathesis, idle connections, into docs/evidence.md (BODIES=10000000)
	$(BIN)/python -m bench.proofs.inputs $(or $(BODIES),10000000)

numbers: install ## how soon it is ready, changes of rules, memory, slow clients, compression, into docs/evidence.md
	$(BIN)/python -m bench.proofs.numbers

soak: install ## memory over an hour at half load, into docs/evidence.md (SECONDS=3600)
	$(BIN)/python -m bench.proofs.soaking $(or $(SECONDS),3600)

bench-peers: install $(PEERS)/.complete ## measure joinwise beside its peers over HTTP, into docs/benchmarks.md (needs wrk, node, npm)
	$(BIN)/python -m bench.peers

advice-report: install ## weigh 100,000 candidates, and write docs/advice-report.md
	$(BIN)/python -m tools.advice_report

rows: install ## compare 100,000 generated rows with what each gets alone (ROWS=)
	$(BIN)/python -m tools.compare_rows $(or $(ROWS),100000)

spark: install ## install PySpark, and compare what Spark says with what polars says (needs Java)
	@command -v java >/dev/null || { echo "spark needs Java 17 or newer (on Debian: apt-get install default-jre-headless)."; exit 2; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	$(BIN)/pytest -n 0 tests/spark --ignore tests/spark/test_cluster.py

cluster: install ## run the worked job on a Spark cluster of two workers on this machine, and kill one (needs Java)
	@command -v java >/dev/null || { echo "cluster needs Java 17 or newer (on Debian: apt-get install default-jre-headless)."; exit 2; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	$(BIN)/pytest -n 0 tests/spark/test_cluster.py

kill: install ## kill a service, reloads, backups and restores hundreds of times, on SQLite and on PostgreSQL
	$(BIN)/python -m tools.kill_service 200

readme: install ## rewrite what the commands in the README and the docs print
	@JOINWISE_LOG_LEVEL=error $(BIN)/joinwise serve --port 8765 --workers 1 & server=$$!; trap "kill $$server" EXIT; \
	  sleep 3; $(BIN)/python -m tools.readme http://127.0.0.1:8765

pictures: install ## take pictures of the pages, into docs/pictures (needs Chromium)
	@JOINWISE_LOG_LEVEL=error $(BIN)/python -m tools.pictures

editor: ## bundle the editor of the rule desk, with its licence, into the pages (needs node, npm)
	@command -v npm >/dev/null || { echo "editor needs npm (on Debian: apt-get install nodejs npm)."; exit 2; }
	@mkdir -p build/editor && cp tools/editor/* build/editor
	@npm ci --silent --prefix build/editor && npm run --silent --prefix build/editor build > $(VENDOR)/editor.min.js
	@cat build/editor/licence-head.txt build/editor/node_modules/@codemirror/view/LICENSE > $(VENDOR)/editor-LICENSE.txt

lighthouse: install ## measure the pages with Lighthouse (needs node, npm and Chromium)
	@mkdir -p build/lighthouse && cp tools/lighthouse/* build/lighthouse && npm install --silent --prefix build/lighthouse
	@JOINWISE_LOG_LEVEL=error $(BIN)/python -m tools.measure_pages

schema: install ## write rules/schema.json, by which editors help with rule files
	@$(BIN)/joinwise rules schema > rules/schema.json

translations: install ## bring the catalogues of translations up to date, and name what is missing
	@$(BIN)/python -m tools.translations

lock: install ## lock the newest versions of all packages, with hashes
	$(BIN)/pip install --quiet uv
	$(COMPILE) --upgrade $(ALL) -o requirements-all.lock
	$(COMPILE) --upgrade --constraint requirements-all.lock -o requirements.lock
	$(COMPILE) --upgrade --constraint requirements-all.lock --extra spark -o requirements-spark.lock

sbom: install ## list what the service is made of, as CycloneDX, in build/joinwise.cdx.json
	$(BIN)/pip install --quiet uv
	mkdir -p build
	$(BIN)/uv tool run --quiet --from cyclonedx-bom==7.5.0 cyclonedx-py requirements --pyproject pyproject.toml \
	  --output-reproducible -o build/joinwise.cdx.json requirements.lock

audit: install ## look for known vulnerabilities in what is locked (needs the advisories of PyPI)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv tool run --quiet --from pip-audit==2.10.1 pip-audit --requirement requirements-all.lock --disable-pip \
	  --require-hashes --strict --progress-spinner off

lowest: install ## install the lowest versions that pyproject.toml allows, and serve by them
	$(BIN)/pip install --quiet uv
	$(BIN)/uv venv --quiet --clear build/lowest
	CC="$(ENGINE_CC)" $(BIN)/uv pip install --quiet --python build/lowest/bin/python --resolution lowest-direct .
	build/lowest/bin/python -P tools/smoke.py

wheels: ## build joinwise and its rule engine as wheels, for each Python found, into build/wheels
	@for version in 11 12 13 14; do python=python3.$$version; "$$python" -c "$(FITS)" 2>/dev/null || continue; \
	  CC="$(ENGINE_CC)" "$$python" -m pip wheel --quiet --no-cache-dir --no-deps --no-binary durable-rules \
	    --wheel-dir build/wheels "$$(grep -oE 'durable-rules==[0-9.]+' requirements.lock | head -1)" . || exit; \
	done; ls build/wheels

image: ## build the container image
	docker build -t joinwise .

image-check: install ## follow the Dockerfile without a container engine, and serve by what it makes (as root, with debootstrap)
	$(BIN)/python -m tools.image_check

clean: ## remove what the tasks made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/pip:
	@test -n "$(PYTHON)" || { echo "joinwise needs Python 3.11 or newer with venv (on Debian: apt-get install python3 python3-venv); PYTHON=/path/to/python3 names one elsewhere."; exit 2; }
	@"$(PYTHON)" -c "$(FITS)" || { echo "$$("$(PYTHON)" --version) does not serve: joinwise needs Python 3.11 or newer, with venv."; exit 2; }
	@command -v $(firstword $(CC)) >/dev/null || { echo "joinwise needs a C compiler to build its rule engine (on Debian: apt-get install gcc python3-dev)."; exit 2; }
	"$(PYTHON)" -m venv $(VENV)

# The rule engine is compiled here, optimised; the cache might hold it otherwise.
$(VENV)/.runs: requirements.lock pyproject.toml | $(VENV)/bin/pip
	CC="$(ENGINE_CC)" $(BIN)/pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.complete: $(VENV)/.runs requirements-all.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-all.lock
	@touch $@

# The peers stay out of joinwise's environment; OpenFisca has one of its own, since it needs an older gunicorn.
$(PEERS)/.complete: bench/peers/requirements.txt bench/peers/openfisca.txt bench/peers/package-lock.json | $(VENV)/.complete
	@for program in wrk node npm; do command -v $$program >/dev/null || { echo "bench-peers needs $$program (on Debian: apt-get install wrk nodejs npm)."; exit 2; }; done
	"$(PYTHON)" -m venv $(PEERS)/python
	"$(PYTHON)" -m venv $(PEERS)/openfisca
	$(PEERS)/python/bin/pip install --quiet --disable-pip-version-check -r bench/peers/requirements.txt
	$(PEERS)/python/bin/pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(PEERS)/openfisca/bin/pip install --quiet --disable-pip-version-check -r bench/peers/openfisca.txt
	cp bench/peers/package.json bench/peers/package-lock.json $(PEERS)
	npm ci --silent --prefix $(PEERS)
	@touch $@
