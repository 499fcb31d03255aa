# What people, hooks and machines call. `make` alone says what there is.

PYTHON ?= python3
VENV := $(or $(HEALTHMED_VENV),.venv)
BIN := $(VENV)/bin
TESTS ?= tests
COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--universal --no-annotate --no-header $(if $(UPGRADE),--upgrade) pyproject.toml
# docs/decisions/0003 tells why it is no danger here
PASSED_OVER := --ignore-vuln GHSA-wj6h-64fc-37mp
# Files that changed since the last search found nothing are searched for secrets
SEARCHED_AT := $(VENV)/.searched
SEARCHED := . ':!*.lock' ':!*package-lock.json' ':!*.svg' ':!*.png' ':!*.po'
# What is merely hard to guess is a digest here; the passwords of tests are words
NO_SECRETS := --disable-plugin KeywordDetector --disable-plugin Base64HighEntropyString \
	--disable-plugin HexHighEntropyString --disable-plugin IPPublicDetector \
	--exclude-secrets '^(s3cret|secret|password|open.*)$$$$'

.DEFAULT_GOAL := help
.PHONY: help up up-keycloak test test-keycloak test-operations check audit bench schema lock clean

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Install what is missing and run the whole clinic here; Ctrl-C stops it
	@$(PYTHON) cli/install.py --node
	@exec $(BIN)/python -m cli up

up-keycloak: ## The same, with a Keycloak beside it to sign in with (fetched once; needs Java 17 or newer)
	@$(PYTHON) cli/install.py --node
	@exec $(BIN)/python -m cli up --keycloak

test: ## Run all tests (ARGS="-k booking" or TESTS=tests/cli for some of Python's, TESTS=client for the client's)
	@$(PYTHON) cli/install.py --dev --node
ifneq ($(TESTS),client)
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(if $(filter tests,$(TESTS)),--ignore=tests/operations) $(TESTS) $(ARGS)
endif
ifneq ($(filter tests client,$(TESTS)$(ARGS)),)
	@cd frontend && npm run --silent test
	@cd frontend && HEALTHMED_VENV=$(abspath $(VENV)) npm run --silent e2e
endif

test-keycloak: ## Sign in, book and sign out with a real Keycloak, in a browser
	@$(PYTHON) cli/install.py --dev --node
	@cd frontend && HEALTHMED_VENV=$(abspath $(VENV)) npm run --silent e2e:keycloak

test-operations: ## Run what an operator relies on: image, proxy, alerts, restarts; installs Debian's programs, as root
	@$(PYTHON) cli/install.py --dev --node
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests/operations $(ARGS)

audit: ## Ask the registries for known holes in what is locked; needs a network
	@$(PYTHON) cli/install.py --dev --node
	$(BIN)/uv tool run pip-audit --disable-pip --require-hashes -r requirements-dev.lock $(PASSED_OVER)
	cd frontend && npm audit --audit-level=moderate

check: ## Lint, format, types, import contracts, the exported schema, and the client's own checks and budgets
	@$(PYTHON) cli/install.py --dev --node
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m migrations.chain
	$(BIN)/squawk migrations/versions/*.sql
	$(BIN)/python -m cli schema --check
	@test -e $(SEARCHED_AT) || touch -d @0 $(SEARCHED_AT)
	@touch $(SEARCHED_AT).now
	@git ls-files -z -- $(SEARCHED) | xargs -0 sh -c 'find "$$@" -newer $(SEARCHED_AT) -print0' searched | \
		xargs -0 -r -n 150 -P 2 $(BIN)/detect-secrets-hook --no-verify $(NO_SECRETS)
	@mv $(SEARCHED_AT).now $(SEARCHED_AT)
	cd frontend && npm run --silent check
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/bug.yml .github/ISSUE_TEMPLATE/wish.yml
	$(BIN)/zizmor --offline --no-progress --quiet .github
	$(BIN)/python -m tests.operations.manifests

bench: ## Measure reading, booking, live and the client, and print the comparison
	@$(PYTHON) cli/install.py --dev --node
	@$(BIN)/python -m bench

schema: ## Export the published GraphQL schema to schema/schema.graphql, and who may ask what to docs/permissions.md
	@$(PYTHON) cli/install.py
	@$(BIN)/python -m cli schema > schema/schema.graphql.new || { rm -f schema/schema.graphql.new; exit 1; }
	@mv schema/schema.graphql.new schema/schema.graphql
	@$(BIN)/python -m cli schema --permissions > docs/permissions.md.new || { rm -f docs/permissions.md.new; exit 1; }
	@mv docs/permissions.md.new docs/permissions.md

lock: ## Write the three lock files from pyproject.toml; UPGRADE=1 takes the newest of everything
	@$(PYTHON) cli/install.py --dev
	$(COMPILE) -o requirements-server.lock
	$(COMPILE) --extra embedded -c requirements-server.lock -o requirements.lock
	$(COMPILE) --extra embedded --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove what was installed and built; the data in var/ stays
	rm -rf $(VENV) frontend/node_modules frontend/dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './frontend/*' -prune -exec rm -rf {} +
