# `make help` lists the targets. Everything happens in .venv; nothing else on the machine is changed, except
# that `make test` and `make check` install Debian's Chromium, Node.js and npm, and `make interop` its PostgreSQL, QGIS, OpenRefine and Firefox,
# where they are missing and the user is root.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NOMINATIM := .venv-nominatim
BIDI := .venv-firefox
DATE ?= 2020-10-22
MAP := karamap-$(DATE).html
REFERENCE ?=
ALIASES ?=
FOLDER ?=
NPM ?=
CORES ?= 2
SECONDS ?= 300
COUNT ?= 200
LOCKED ?=
LANE ?=
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help map war test quick lowest newest coverage check scripts format bench notebooks interop openrefine firefox fuzz mutants wheel docs release lock screenshot chromium node nominatim qgis clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/' | expand -t 14

map: $(VENV)/installed  ## draw the map of DATE (2020-10-22) and print its path
	@$(BIN)/karamap render --date $(DATE) -o $(MAP) >/dev/null
	@echo "$(CURDIR)/$(MAP)"

war: $(VENV)/installed  ## draw every day from 27 September to 1 December 2020 under one slider
	@$(BIN)/karamap render --from 2020-09-27 --to 2020-12-01 --date 2020-10-22 -o karamap-war.html >/dev/null
	@echo "$(CURDIR)/karamap-war.html"

test: $(VENV)/tested chromium node  ## install what the tests need and run all of them
	$(BIN)/python -m pytest -n $(CORES) --dist worksteal

quick: $(VENV)/tested  ## the tests without a browser and without what takes long, side by side
	$(BIN)/python -m pytest -n $(CORES) --dist worksteal --ignore=tests/browser -m "not slow"

lowest:  ## the quick tests with the lowest versions that are allowed, in an environment of their own
	$(MAKE) VENV=.venv-lowest LANE=lowest quick

newest:  ## the same with the newest
	$(MAKE) VENV=.venv-newest LANE=newest quick

coverage: $(VENV)/tested chromium node  ## the same tests, and which lines they run
	$(BIN)/python -m pytest -n $(CORES) --dist worksteal --cov=karamap --cov-report=term

check: $(VENV)/tested node  ## format, lint, types (Python and JavaScript), tables
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/karamap check
	$(BIN)/karamap data-changes >/dev/null
	@if command -v node >/dev/null && command -v npm >/dev/null; then $(MAKE) --no-print-directory scripts; \
	elif [ -n "$$CI" ]; then echo "Node.js and npm are not here: JavaScript cannot be checked" >&2; exit 1; \
	else echo "Node.js and npm are not here: JavaScript was not checked"; fi

scripts: node_modules/installed
	npx --no-install eslint .
	npx --no-install tsc --project tsconfig.json

node_modules/installed: package-lock.json
	npm ci --no-progress --loglevel=error >/dev/null
	@touch $@

format: $(VENV)/tested  ## rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/tested  ## side-by-side measurements; REFERENCE, ALIASES, FOLDER and NPM name the outside data that some need
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/counts.py
	$(BIN)/python benchmarks/both_sides.py
	$(BIN)/python benchmarks/panel.py
	$(BIN)/python benchmarks/tampering.py
	$(BIN)/python benchmarks/attack.py
	$(BIN)/python benchmarks/outlines.py $(REFERENCE)
	$(BIN)/python benchmarks/resolve.py $(ALIASES)
	$(BIN)/python benchmarks/territory.py $(FOLDER)
	$(BIN)/python benchmarks/page.py $(NPM)

notebooks: $(VENV)/tested  ## run every notebook from top to bottom
	$(BIN)/python -m pytest tests/test_notebooks.py

interop: $(VENV)/tested $(NOMINATIM)/installed nominatim qgis openrefine chromium firefox  ## opt-in: ask a Nominatim filled with karamap's places, QGIS, OpenRefine and Firefox
	PATH="$(CURDIR)/$(NOMINATIM)/bin:$$PATH" $(BIN)/python -m pytest -o addopts= --ignore=tests/interop/test_firefox.py tests/interop
	PYTHONPATH="$(CURDIR)/$(BIDI)" $(BIN)/python -m pytest -o addopts= tests/interop/test_firefox.py

firefox: $(BIDI)/installed
	@if command -v firefox-esr || command -v firefox; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr; \
	else echo "The page is tried in Firefox as well (Debian: apt-get install firefox-esr)." >&2; exit 1; \
	fi >/dev/null

fuzz: $(VENV)/tested  ## opt-in: every reader for SECONDS of processor time, with coverage as the guide
	$(INSTALL) 'atheris>=3'
	for target in $$(ls tests/fuzz); do $(BIN)/python tools/fuzz.py $$target $(SECONDS) || exit 1; done

mutants: $(VENV)/tested  ## opt-in: alter the code of record, names and tables at COUNT places and see whether a test fails
	$(BIN)/python tools/mutants.py --count $(COUNT)

wheel: $(VENV)/tested  ## build the wheel into dist/
	$(BIN)/python -m build --wheel

docs: $(VENV)/tested  ## build the documentation into dist/docs/, strictly: a broken link or picture ends it
	$(INSTALL) -e '.[docs]'
	$(BIN)/python -m mkdocs build --strict --quiet

release: $(VENV)/tested  ## packages, bill of materials and a folder for Zenodo into dist/release/
	$(if $(LOCKED),,$(INSTALL) -e '.[release]')
	$(BIN)/python tools/release.py dist/release

lock: $(VENV)/tested  ## lock what karamap runs with and is tested with anew (needs uv)
	$(BIN)/python tools/build_lock.py

screenshot: war chromium $(VENV)/tested  ## draw the picture in the README anew
	$(BIN)/python docs/screenshot.py karamap-war.html docs/map-2020-10-22.png

chromium:
	@if command -v chromium-headless-shell; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell fonts-dejavu-core; then :; \
	elif command -v chromium || command -v chromium-browser || command -v google-chrome; then :; \
	else echo "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell) and run make test again." >&2; exit 1; \
	fi >/dev/null

node:
	@if command -v node && command -v npm; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm || :; \
	else echo "The page's scripts are tested with Node.js and checked with npm: install them (Debian: apt-get install nodejs npm)." >&2; \
	fi >/dev/null

nominatim:
	@if command -v osm2pgsql && ls /usr/lib/postgresql/*/bin/initdb /usr/share/postgresql/*/extension/postgis.control; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql postgresql-postgis osm2pgsql; \
	else echo "Nominatim needs PostgreSQL, PostGIS and osm2pgsql (Debian: postgresql postgresql-postgis osm2pgsql)." >&2; exit 1; \
	fi >/dev/null 2>&1

qgis:
	@if /usr/bin/python3 -c "import qgis.core"; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-qgis || :; \
	else echo "The days of a GeoPackage are tried with QGIS (Debian: python3-qgis)." >&2; \
	fi >/dev/null 2>&1

openrefine:
	@if command -v openrefine; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openrefine || :; \
	else echo "The reconciliation service is tried with OpenRefine (Debian: openrefine)." >&2; \
	fi >/dev/null 2>&1

$(NOMINATIM)/installed:
	$(PYTHON) -m venv $(NOMINATIM)
	$(NOMINATIM)/bin/python -m pip install --quiet --disable-pip-version-check 'nominatim-db==5.*' 'nominatim-api==5.*' falcon uvicorn
	@touch $@

# Later versions of Playwright ask for commands of WebDriver BiDi that the Firefox of Debian's stable release lacks.
$(BIDI)/installed: $(VENV)/tested
	$(INSTALL) --upgrade --target $(BIDI) 'playwright==1.60.*'
	@touch $@

# LOCKED=1 takes the very files of constraints/, by their hashes; else the newest versions that pyproject.toml allows.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(if $(LOCKED),$(INSTALL) --require-hashes -r constraints/run.txt)
	$(INSTALL) $(if $(LOCKED),--no-deps) $(if $(filter lowest,$(LANE)),-c constraints/lowest.txt) -e .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(INSTALL) $(if $(LOCKED),--require-hashes -r constraints/test.txt,$(if $(filter lowest,$(LANE)),-c constraints/lowest.txt) -e '.[test]')
	@touch $@

clean:  ## remove what make made
	rm -rf $(VENV) .venv-lowest .venv-newest $(NOMINATIM) $(BIDI) node_modules dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis karamap-*.html
