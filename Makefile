# What people, hooks and machines call. `make` alone says what there is.

PYTHON ?= python3
VENV := $(or $(HEALTHMED_VENV),.venv)
BIN := $(VENV)/bin
TESTS ?= tests
COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--universal --no-annotate --no-header $(if $(UPGRADE),--upgrade) pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help up test check bench schema lock clean

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Install what is missing and run the whole clinic here; Ctrl-C stops it
	@$(PYTHON) cli/install.py --node
	@exec $(BIN)/python -m cli up

test: ## Run all tests (ARGS="-k booking" or TESTS=tests/cli for some of Python's, TESTS=client for the client's)
	@$(PYTHON) cli/install.py --dev --node
ifneq ($(TESTS),client)
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS) $(ARGS)
endif
ifneq ($(filter tests client,$(TESTS)$(ARGS)),)
	@cd frontend && npm run --silent test
	@cd frontend && HEALTHMED_VENV=$(abspath $(VENV)) npm run --silent e2e
endif

check: ## Lint, format, types, import contracts, the exported schema, and the client's own checks and budgets
	@$(PYTHON) cli/install.py --dev --node
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cli schema --check
	cd frontend && npm run --silent check

bench: ## Measure reading, booking, live and the client, and print the comparison
	@$(PYTHON) cli/install.py --dev --node
	@$(BIN)/python -m bench

schema: ## Export the published GraphQL schema to schema/schema.graphql
	@$(PYTHON) cli/install.py
	@$(BIN)/python -m cli schema > schema/schema.graphql.new || { rm -f schema/schema.graphql.new; exit 1; }
	@mv schema/schema.graphql.new schema/schema.graphql

lock: ## Write the two lock files from pyproject.toml; UPGRADE=1 takes the newest of everything
	@$(PYTHON) cli/install.py --dev
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## Remove what was installed and built; the data in var/ stays
	rm -rf $(VENV) frontend/node_modules frontend/dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './frontend/*' -prune -exec rm -rf {} +
