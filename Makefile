# Everything a person needs to run, test and build Pawsort. Needs Python 3.11 to 3.13 and make; fetches the rest.
# `make help` lists the targets.

PYTHON ?= python3
DATA ?= ../shared/data
OUT ?= labels.csv
MANY ?= 100
BOOTSTRAP = $(PYTHON) tools/bootstrap.py

# GPU=1 takes onnxruntime-gpu with its CUDA libraries, in an environment of its own.
ifdef GPU
APP_GROUP = app-gpu
VENV = .venv-gpu
else
APP_GROUP = app
VENV = .venv
endif

ifeq ($(OS),Windows_NT)
BIN = $(VENV)/Scripts
else
BIN = $(VENV)/bin
endif

.DEFAULT_GOAL := help
.PHONY: help run label setup test suite lint format typecheck contracts unit coverage model screenshots translations lock benchmark package-setup package bundle smoke windows arm64 clean

help: ## list the targets
	@$(PYTHON) tools/bootstrap.py --targets Makefile

run: ## set up what the app needs and open the window
	@$(BOOTSTRAP) $(APP_GROUP) --venv $(VENV) --check-qt
	$(BIN)/pawsort

label: ## label PHOTOS=folder without a screen, into OUT=labels.csv; OVERWRITE=1 replaces a table that is there
	@test -n "$(PHOTOS)" || { echo 'Say which photos: make label PHOTOS=folder [OUT=labels.csv] [OVERWRITE=1]' >&2; exit 2; }
	@test -e "$(PHOTOS)" || { echo "$(PHOTOS) does not exist. Give a photo or a folder that is there." >&2; exit 2; }
	@test -n "$(OVERWRITE)" || test ! -f "$(OUT)" || { echo "$(OUT) is there already and was left as it is: give another name (OUT=other.csv), or OVERWRITE=1." >&2; exit 2; }
	@$(BOOTSTRAP) $(APP_GROUP) --venv $(VENV)
	$(BIN)/pawsort label "$(PHOTOS)" --out "$(OUT)" $(if $(OVERWRITE),--overwrite)

setup: ## set up everything for development in .venv
	@$(BOOTSTRAP) development --venv .venv

test: ## linter, formatter, type checker, import contracts and all tests
	@$(BOOTSTRAP) development --venv .venv --check-qt
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory suite

suite: setup ## all tests alone, without linter, types and contracts
	.venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder

unit: setup ## the tests that need neither a window nor TensorFlow
	.venv/bin/pytest tests/unit -m "not training"

coverage: setup ## all tests, with the lines that none of them reaches
	.venv/bin/pytest --cov --cov-report=term

lint: setup ## ruff, mypy and the import contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

typecheck: setup ## mypy alone
	.venv/bin/mypy

contracts: setup ## the import contracts alone
	.venv/bin/lint-imports

format: setup ## let ruff mend what it can
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

model: setup ## train and export the bundled model pack from DATA=folder
	.venv/bin/python -m export finder --data "$(DATA)" --out runs/bundled/dog_finder.onnx
	.venv/bin/python -m training bundle --data "$(DATA)" --run runs/bundled
	.venv/bin/python -m export ship runs/bundled --data "$(DATA)" --out assets/packs/pawsort
	.venv/bin/python tools/model_card.py

translations: setup ## collect the texts of the interface, compile the languages, and say what is not translated
	.venv/bin/python tools/translations.py

screenshots: setup ## make the pictures of the user guide, and of every screen in every size, language and theme into build/screenshots
	.venv/bin/python tools/screenshots.py
	.venv/bin/python tools/screenshots.py --all build/screenshots

benchmark: setup ## measure speed, memory and stalls; prints ratios
	.venv/bin/python -m benchmarks --data "$(DATA)"

package-setup: ## set up what makes installers in .venv-package
	@$(BOOTSTRAP) packaging --venv .venv-package --check-qt

package: package-setup ## build the bundle, the Debian package and the Windows installer's script into dist/
	.venv-package/bin/python packaging/build.py workflows
	.venv-package/bin/python packaging/build.py bundle
	.venv-package/bin/python packaging/build.py deb
	.venv-package/bin/python packaging/build.py windows
	.venv-package/bin/python packaging/build.py papers

bundle: package-setup ## build the bundle alone and test it frozen: the quick part of `make package` and `make smoke`
	.venv-package/bin/python packaging/build.py bundle
	.venv-package/bin/python packaging/smoke.py --app dist/pawsort/pawsort

smoke: ## test what `make package` built, frozen and installed in a clean root (needs root and debootstrap)
	.venv-package/bin/python packaging/smoke.py --app dist/pawsort/pawsort --many $(MANY)
	.venv-package/bin/python packaging/clean_root.py dist/pawsort_*.deb --many $(MANY)

windows: ## try what people on Windows get, under Wine (Linux, root; docs/packaging.md says how long)
	@$(BOOTSTRAP) development --venv .venv
	.venv/bin/python -m trials windows --data "$(DATA)"

arm64: setup ## optional: `pawsort label` on 300 photos of DATA=folder on an emulated ARM processor, compared with this one
	.venv/bin/python -m trials arm64 --data "$(DATA)"

lock: ## resolve the dependencies again and write requirements/
	@$(BOOTSTRAP) --lock

clean: ## remove the environments and caches
	rm -rf .venv .venv-gpu .venv-package .venv-package-gpu .tools build dist .mypy_cache .ruff_cache .pytest_cache .cache .import_linter_cache .hypothesis .coverage
