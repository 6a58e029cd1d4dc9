# Everything a fresh machine needs beyond Python 3.11+, git and make is installed by these targets.

.DEFAULT_GOAL := help
SHELL := /bin/bash
TOOLS := .tools
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
BUNDLE := blueprint/ui/components/editor/dist/editor.js
RUN := $(UV) run --no-sync

# Of two Pythons of one version the distribution's: it is built with optimisation, which those of version managers often lack.
version_of = $(shell $(1) -c 'import sys; print(sys.version_info[:2])' 2>/dev/null)
ifneq ($(call version_of,/usr/bin/python3),)
ifeq ($(call version_of,/usr/bin/python3),$(call version_of,python3))
export UV_PYTHON ?= /usr/bin/python3
endif
endif

.PHONY: help demo run test coverage slow check check-corpus lint format types contracts lock setup browser poppler check-publishing \
  bench-publishing bench-library bench-text bench-people bench-floods bench-history messages screenshots mutants audit release hooks \
  clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: setup ## the workbench with a sample convening, in a data folder of its own, at http://localhost:8501
	$(RUN) blueprint demo

run: setup ## the workbench, empty at first
	$(RUN) blueprint serve

# Python may be forbidden to keep what it compiled, and would compile everything again for each file that is made.
setup: export UV_COMPILE_BYTECODE = 1
setup: $(UV) ## install the locked dependencies and build the editor
	@$(UV) sync --quiet
	@test -f $(BUNDLE) || $(UV) sync --quiet --reinstall-package blueprint-workbench
	@$(RUN) python -m compileall -q app.py blueprint

$(TOOLS)/bin/uv:
	python3 -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv

browser: ## Chromium, for the tests that look at pages
	@python3 -m tools.chromium

poppler: ## poppler's programs, for the tests that read PDFs
	@python3 -m tools.poppler

test: setup browser poppler lint types contracts ## every test that belongs to daily work
	$(RUN) pytest -m "not slow" -n 2 --dist loadgroup --durations=15

# Apart from `test`, since measuring doubles the time that the processor takes.
coverage: setup browser poppler lint types contracts ## the same, and what they reach of the code
	$(RUN) pytest -m "not slow" -n 2 --dist loadgroup --durations=15 --cov

slow: setup browser poppler ## what belongs to `make check` alone: slow tests, and the search for texts that break a law
	HYPOTHESIS_PROFILE=searching $(RUN) pytest -m "slow or hypothesis" -n 2 --dist loadgroup

check: test slow ## all of it, as CI does; what tests reach of the code: make coverage

check-corpus: setup browser ## the whole path on real histories: make check-corpus CORPUS=FOLDER [LANGUAGES='NAME=de …']
	$(RUN) python -m tools.corpus "$(CORPUS)" $(LANGUAGES)

lint: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) python tools/javascript/check.py lint

format: setup ## let the formatter have its way
	$(RUN) ruff check --fix . && $(RUN) ruff format . && $(RUN) python tools/javascript/check.py format

types: setup
	$(RUN) mypy
	$(RUN) python tools/javascript/check.py types

contracts: setup
	$(RUN) lint-imports

check-publishing: setup browser poppler ## editions in all languages against every checker and two readers of PDFs, and hostile texts; CORPUS=FOLDER adds Word, ODT, HTML and Markdown files
	CORPUS="$(CORPUS)" $(RUN) pytest tests/publishing tests/services/publishing/test_build.py -n 2

bench-publishing: setup ## how fast editions are made, beside Pandoc with xelatex and WeasyPrint where these are installed
	$(RUN) python -m benchmarks.publishing

bench-library: setup ## how many readers the public library answers, beside nginx where that is installed; searching it
	$(RUN) python -m benchmarks.library
	$(RUN) python -m benchmarks.search

bench-text: setup ## the text engine beside other tools; CORPUS=FOLDER adds real histories, CHARTS=FOLDER draws
	CORPUS="$(CORPUS)" CHARTS="$(CHARTS)" $(RUN) --with redlines python -m benchmarks.text

bench-people: setup ## 300 people at once, and a large proposal opened for review
	$(RUN) python -m benchmarks.review
	$(RUN) python -m benchmarks.people

bench-floods: setup ## the library and members' steps while strangers and members flood the server
	$(RUN) python -m benchmarks.floods

bench-history: setup ## what a revision takes in the database beside Git; CORPUS=FOLDER takes histories of your own
	$(RUN) python -m benchmarks.history_size $(CORPUS)

messages: setup ## collect the interface's words from the code, and bring the translators' catalogues up to date
	@mkdir -p $(TOOLS)
	$(RUN) pybabel -q extract -F pyproject.toml -k mark -k pmark:1c,2 -k plural_forms:1,2 -k label --add-location=file -o $(TOOLS)/blueprint.pot .
	$(RUN) pybabel -q update -i $(TOOLS)/blueprint.pot -d blueprint/locales -D blueprint \
	  --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(UV) sync --quiet --reinstall-package blueprint-workbench

screenshots: setup browser ## take the guide's pictures anew
	$(RUN) python -m tools.screenshots

mutants: setup ## small faults, put in one at a time: how many do the tests find? LAYERS='services text'
	$(RUN) --with cosmic-ray==8.7.0 python -m tools.mutants $(LAYERS)

audit: setup ## known vulnerabilities and licences of what we use; asks services on the internet
	$(RUN) --with pip-audit==2.10.1 --with license-expression==30.4.4 python -m tools.audit "$(UV)"

release: setup ## wheel and source distribution in dist/, each tried in an empty environment
	$(RUN) python -m tools.release "$(UV)"

hooks: setup ## have Git run lint, types and contracts before each commit
	$(RUN) pre-commit install

lock: $(UV) ## choose new versions of everything and write them into pyproject.toml
	$(RUN) python -m tools.lock "$(UV)"

clean: ## remove what was installed and built; the data folders stay
	rm -rf .venv $(TOOLS) uv.lock blueprint/ui/components/*/dist blueprint/ui/components/*/node_modules tools/*/node_modules
