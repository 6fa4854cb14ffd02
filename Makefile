# Needs Python 3.11 or newer and make; everything else is fetched into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check faults bench lock clean

run: $(VENV)/run.stamp  ## the sandbox: a chat page on this machine
	$(BIN)/python -m bot sandbox

test: $(VENV)/dev.stamp  ## all tests
	$(BIN)/python -m pytest -n auto --dist worksteal -q

check: $(VENV)/dev.stamp  ## lint, types, layers, data and every screen
	$(BIN)/ruff check bot faults flows locales tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check
	$(BIN)/python -m bot i18n check --thorough --brief
	$(BIN)/python -m bot i18n stats --complete

faults: $(VENV)/dev.stamp  ## bots killed and cut off under load; FAULTS="--people 30 --only disk" for a part
	$(BIN)/python -m faults $(FAULTS)

bench: $(VENV)/dev.stamp  ## the figures of README
	$(BIN)/python -m benchmarks

lock: $(VENV)/dev.stamp  ## renew the hashed locks
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --strip-extras --allow-unsafe -o requirements/run.txt pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --strip-extras --allow-unsafe --extra dev --extra peers -c requirements/run.txt -o requirements/dev.txt pyproject.toml

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/artefacts
