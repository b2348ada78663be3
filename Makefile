# `make` alone lists the targets. What they need is set up on the way, in .venv/.
# Written for GNU Make 3.81 and later, the version that macOS ships.

UV_VERSION := 0.13.9

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
# GitHub's files against their schemas, which come with the tool.
FORMS := $(VENV)/bin/check-jsonschema --quiet --builtin-schema

# Trust the certificates that this machine trusts, as pip and git do, those of a proxy among them.
export UV_SYSTEM_CERTS := 1

# Material's banner about its end in May 2027: docs/decisions/0075-when-the-host-ends.md
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve test build lint format messages fields browser screenshots html lighthouse mutants lock
.PHONY: upgrade coverage clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
	    while IFS='|' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

serve: $(VENV)/.synced ## show the site on http://localhost:8000, renewed at each save
	@$(PY) -m mkdocs serve --dev-addr localhost:8000

test: $(VENV)/.synced $(VENV)/.browser ## run the tests, in a real browser where there is one
	@$(PY) -m pytest --numprocesses logical --dist loadfile

build: $(VENV)/.synced ## build the site into site/; a warning is an error
	@$(PY) -m mkdocs build --strict

lint: $(VENV)/.synced ## check style, types, scripts and the workflows
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-cache --no-logo
	@$(VENV)/bin/oxlint --deny-warnings site_builder
	@$(VENV)/bin/zizmor --offline --quiet --persona auditor .github
	@$(FORMS) vendor.github-workflows .github/workflows/*.yml
	@$(FORMS) vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-a-*.yml
	@$(FORMS) vendor.dependabot .github/dependabot.yml

format: $(VENV)/.synced ## mend what lint can mend by itself
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

messages: $(VENV)/.synced ## collect the words of pages, and update the catalogues of translations
	@$(PY) -m tests.support.messages

fields: $(VENV)/.synced ## write docs/fields.md from the content model
	@$(PY) -m tests.support.field_reference

browser: $(VENV)/.synced ## look for a Chromium again, or install one
	@rm -f $(VENV)/.browser
	@$(MAKE) --no-print-directory $(VENV)/.browser

screenshots: build $(VENV)/.browser ## take the pictures of the documents anew
	@$(PY) -m tests.support.screenshots

html: build ## check the HTML with the Nu checker; takes npm and Java
	@$(PY) -m mkdocs build --strict --quiet --config-file tests/fixtures/reading/mkdocs.yml \
	    --site-dir $(abspath $(VENV))/sheet
	@npx --yes --package vnu-jar@26.9.27 vnu --skip-non-html --Werror \
	    --filterfile tests/nu.filter site $(VENV)/sheet

lighthouse: build $(VENV)/.browser ## rate the site with Lighthouse; takes npm
	@$(PY) -m benchmarks.lighthouse

# Without the tests that look at the site in a browser: they take long, and read no code.
coverage: export COVERAGE_FILE := $(abspath $(VENV))/coverage/data
coverage: $(VENV)/.synced ## list what no test runs, the least tested modules first
	@rm -rf $(VENV)/coverage
	@$(PY) -m coverage run -m pytest --quiet --ignore tests/site
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

mutants: $(VENV)/.synced ## break MODULE=site_builder/... in small ways, and see that its tests notice
	@$(PY) -m tests.support.mutants "$(MODULE)" $(VENV)/mutants

lock: ## after a change of dependencies: renew requirements.lock, keeping its versions
upgrade: ## move requirements.lock to the newest versions allowed
upgrade: LOCK_FLAGS := --upgrade
lock upgrade: $(VENV)/.uv-$(UV_VERSION)
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes $(LOCK_FLAGS) \
	    --custom-compile-command 'make lock' --output-file requirements.lock \
	    pyproject.toml --group dev --all-extras

clean: ## remove all that was made here, .venv/ included
	@rm -rf $(VENV) site dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each is touched once its step has succeeded.

PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11

$(VENV)/.uv-$(UV_VERSION):
	@for python in $(PYTHONS) none; do \
	    "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	        2>/dev/null && break; \
	done; \
	if [ "$$python" = none ]; then \
	    echo 'No Python 3.11 or later with its venv module was found.'; \
	    echo "python3 here: $$(python3 --version 2>&1 || true)"; \
	    echo 'Install one (Debian and Ubuntu: python3 and python3-venv), or name one:'; \
	    echo '    make PYTHON=/path/to/python3 $(MAKECMDGOALS)'; \
	    exit 1; \
	fi >&2; \
	echo "Setting up $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv --clear $(VENV)
	@$(PY) -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# Bytecode is compiled here, once: where Python may not write it, as in many containers, every
# command would compile its imports anew, for a second. `pip check` finds a dependency that
# pyproject.toml names and requirements.lock lacks.
$(VENV)/.synced: $(VENV)/.uv-$(UV_VERSION) requirements.lock pyproject.toml hatch_build.py
	@echo 'Installing what requirements.lock names'
	@$(UV) pip sync --quiet --python $(PY) --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@$(UV) pip check --quiet --python $(PY) || \
	    { echo 'requirements.lock does not answer pyproject.toml: run `make lock`' >&2; exit 1; }
	@touch $@

$(VENV)/.browser: $(VENV)/.synced
	@$(PY) -m tests.support.setup_browser
	@touch $@
