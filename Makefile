# make book | make serve | make pdf | make ipynb | make assignments | make offline | make check | make test | make audit | make bench
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := _build/html
READER := _build/reader
PORT ?= 8000
export FITBREADTH_STILL := 1
export PYDEVD_DISABLE_FILE_VALIDATION := 1
# two workers share the cores already
export OPENBLAS_NUM_THREADS := 1

.PHONY: book serve pdf ipynb assignments offline check test lint unit builds notebooks classroom site jupyter statistics bench audit clean

$(VENV)/reader: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/maintainer: $(VENV)/reader
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -e ".[test,suite,digits,paper,classroom]"
	touch $@

# Executes what changed, one line of progress a chapter; any warning or failing cell ends it.
book: $(VENV)/reader
	$(BIN)/jupyter-book build book --path-output . -W -n --keep-going

serve: book
	@echo "The book is at http://127.0.0.1:$(PORT)/  (Ctrl-C stops)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(SITE)

# The built site as one PDF.
pdf: book $(VENV)/maintainer
	BIN=$(BIN) sh tests/site/install-browser
	$(BIN)/python -m fitbreadth.publish.pdf $(SITE) _build/fit-beats-breadth.pdf --date "$$(git log -1 --format=%cs 2>/dev/null)"

# The executed notebook of every page, and the package that they need.
ipynb: book
	rm -rf _build/notebooks
	cp -r $(SITE)/_static/notebooks _build/notebooks
	cp $(SITE)/_static/python/fitbreadth-*.whl _build/notebooks/

# The students' and the instructor's notebooks, and a course folder to grade in.
assignments: $(VENV)/maintainer
	$(BIN)/python -m fitbreadth.classroom build book/assignments _build/assignments

# One zip for a class without a network: the site, its notebooks, the assignments, and what runs them.
offline: book assignments $(VENV)/maintainer
	$(BIN)/python -m fitbreadth.publish.offline $(SITE) _build/fit-beats-breadth-offline.zip --assignments _build/assignments/student $(OFFLINE)

lint: $(VENV)/maintainer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/maintainer
	$(BIN)/pytest -q -n auto -m "not slow and not build"

# The edit loop.
check: lint unit

builds: $(VENV)/maintainer
	$(BIN)/pytest -q -n auto -m build tests/unit/publish

# What a reader installs, and nothing else.
$(READER)/installed: requirements.txt
	rm -rf $(READER)
	$(PYTHON) -m venv $(READER)
	$(READER)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(READER)/bin/python -m ipykernel install --prefix $(READER) --name reader
	touch $@

# Every chapter runs again, there, from the notebooks the build has executed, and gives the same outputs.
notebooks: book $(READER)/installed $(VENV)/maintainer
	JUPYTER_PATH=$(READER)/share/jupyter PYTHONPATH=tests/book $(BIN)/pytest -q -c /dev/null --rootdir . -n auto --dist loadfile -p glue_outputs --nbval --nbval-kernel-name reader _build/jupyter_execute

site: book $(VENV)/maintainer
	BIN=$(BIN) sh tests/site/install-browser
	$(BIN)/pytest -q -n auto --dist worksteal tests/site

# A reader's hands on the labs in a real JupyterLab.
jupyter: $(VENV)/maintainer
	BIN=$(BIN) sh tests/site/install-browser
	$(BIN)/pytest -q tests/jupyter

# nbgrader grades right, wrong and broken submissions.
classroom: $(VENV)/maintainer
	$(BIN)/pytest -q -n auto --dist worksteal tests/classroom

statistics: $(VENV)/maintainer
	$(BIN)/pytest -q -n auto --dist worksteal -m slow src tests/unit tests/statistics

# The chapters run one after the other: beside them there is a core for the unit tests.
test: lint
	$(MAKE) --jobs=2 --output-sync=target unit book
	$(MAKE) builds notebooks classroom site jupyter statistics

bench: $(VENV)/maintainer
	$(BIN)/pytest -q -s tests/benchmarks --benchmark-columns=median,rounds

# Requests, compressed bytes and Lighthouse's scores of every page; needs Node.js.
audit: book $(VENV)/maintainer
	BIN=$(BIN) sh tests/site/install-browser
	$(BIN)/python tests/site/audit.py $(SITE)

clean:
	rm -rf _build
