# What a person runs: make demo, make test, make bench, make lint. Needs Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --timeout 60 --retries 5
SAMPLES := resources/samples/临江省未来产业培育行动方案
OLD := $(SAMPLES)（征求意见稿）.docx
NEW := $(SAMPLES)（正式稿）.docx
OUT := demo-output

# Compiled once now, so that the first command starts as fast as the later ones; nothing is lost where that fails.
define ready
@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q comparators desktop || true
@PYTHONDONTWRITEBYTECODE= $(BIN)/duigao compare "$(OLD)" "$(NEW)" --json - >/dev/null 2>&1 || true
endef

.PHONY: demo test bench lint screenshots samples clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	@mkdir -p $(OUT)
	@rm -f $(OUT)/*
	@$(BIN)/duigao compare "$(OLD)" "$(NEW)"
	@$(BIN)/duigao compare "$(OLD)" "$(NEW)" --json $(OUT)/comparison.json --html $(OUT)/comparison.html
	@for kind in word table; do \
	  $(BIN)/duigao compare "$(OLD)" "$(NEW)" --$$kind $(OUT)/$$kind.docx 2>/dev/null || [ $$? -eq 2 ] || exit 1; \
	done
	@echo; echo "$(OUT)/:"; ls -1 $(OUT)

test: $(VENV)/.installed-test
	@bash .ci/system-libraries
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not bench" -n auto $(PYTEST)

bench: $(VENV)/.installed-test
	@$(BIN)/python -m tests.benchmarks $(BENCH); kept=$$?; \
	for part in bench_review window; do echo; echo "$$part"; $(BIN)/python -m tests.benchmarks.$$part || kept=1; done; exit $$kept

lint: $(VENV)/.installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

samples: $(VENV)/.installed
	$(BIN)/python tests/data/build_samples.py

screenshots: $(VENV)/.installed-test
	@bash .ci/system-libraries
	@if [ -n "$$DISPLAY" ]; then $(BIN)/python -m tests.screenshots screenshots; \
	else xvfb-run -a -s "-screen 0 2600x1500x24" $(BIN)/python -m tests.screenshots screenshots; fi
	@ls -1 screenshots

clean:
	rm -rf $(VENV) $(OUT) build dist bench-output screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One file for each kind of installation, renewed when pyproject.toml changes.
$(VENV)/bin/python:
	@PYTHON="$(PYTHON)" bash .ci/virtual-environment $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing Duigao into $(VENV) …"
	@$(PIP) install --quiet --editable .
	$(ready)
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	@echo "Installing Duigao and what its tests need into $(VENV) …"
	@$(PIP) install --quiet --editable ".[test]"
	$(ready)
	@touch $(VENV)/.installed $@

$(VENV)/.installed-lint: pyproject.toml | $(VENV)/bin/python
	@echo "Installing Duigao and the linters into $(VENV) …"
	@$(PIP) install --quiet --editable ".[test,lint]"
	@touch $(VENV)/.installed $(VENV)/.installed-test $@
