# Two commands do everything: `make run` and `make test`. The plain commands behind them are in the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Some machines keep Python from storing what it compiled: every command would then compile all its libraries again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run demo test lint types tests format lock clean

run: $(VENV)/.installed
	$(BIN)/walletwatch demo

demo: $(VENV)/.installed
	$(BIN)/walletwatch demo --no-dashboard

test: lint types tests

lint: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed
	$(BIN)/mypy

tests: $(VENV)/.installed
	$(BIN)/pytest -n auto --dist worksteal

format: $(VENV)/.installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# uv installs the lock (build backend included, hashes checked) in a tenth of pip's time; pip only fetches uv. Unlike pip it compiles nothing,
# so what the pages need is loaded once: nobody has to wait for it at the first page.
$(VENV)/.installed: $(BIN)/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m dashboard.web.ahead
	touch $@

$(BIN)/uv: bootstrap.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bootstrap.lock
	touch $@

# Re-resolve for every supported Python and platform at once.
lock: $(BIN)/uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --upgrade --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
