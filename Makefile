# The only way in: `make run` to try it, `make test` to prove it. CI calls the same recipes.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
# A council's proxy that signs TLS anew is known to the system, not to the installer's own list.
export UV_SYSTEM_CERTS := 1
# Compiled modules are kept: web server, worker and every process of the tests would compile all of Django again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench long clean lock environment developer-environment

run: environment ## make the environment and the synthetic county, start the service
	@$(BIN)/onenumber try --port $(PORT)

test: developer-environment ## install what the tests need and run everything, on both databases
	@$(BIN)/python tools/run_tests.py

check: developer-environment ## lint, types, import contracts, vendored files
	@$(BIN)/ruff check src tests tools
	@$(BIN)/ruff format --check src tests tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/vendor.py --check

bench: developer-environment ## measure and write docs/benchmarks.md
	@$(BIN)/python tools/bench.py

long: developer-environment ## the proofs that take hours: LONG="kills=100 requests=200000 tamperings=10000 wall" (docs/developer/testing.md)
	@$(BIN)/python tools/long_runs.py $(LONG)

lock: developer-environment ## resolve the dependencies again (no registry address is written)
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q pyproject.toml --extra all -o requirements.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -q --group build -o requirements-build.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q pyproject.toml --extra all --group dev -o requirements-dev.lock

environment: $(VENV)/.made-for-use
developer-environment: $(VENV)/.made-for-work

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit("One Number needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "Python has no venv module: on Debian or Ubuntu run  sudo apt-get install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-build.lock

$(VENV)/.made-for-use: $(VENV)/bin/uv requirements.lock pyproject.toml
	@echo "Installing from the lock file (about ten seconds)"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.made-for-work: $(VENV)/bin/uv requirements-dev.lock pyproject.toml
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.made-for-use

clean: ## remove what was made (not your data folder)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
