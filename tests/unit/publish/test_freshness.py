"""A stale figure is impossible, and what has not changed is not run again."""

from __future__ import annotations

import ast

import pytest

from fitbreadth.publish import freshness

from .conftest import NOTEBOOK, Book

CELL = "```{code-cell}\n:tags: [hide-input]\nfrom fitbreadth import one\n```\n"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package in which ``one`` imports ``two``, and ``three`` stands apart."""
    folder = tmp_path / "fitbreadth"
    for name, text in {
        "__init__.py": "",
        "one.py": "from fitbreadth.sub import two\n",
        "sub/__init__.py": "",
        "sub/two.py": "import fitbreadth.sub.two\n",
        "three.py": "",
        "publish/__init__.py": "",
        "data/table.csv": "1\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.setattr(freshness, "PACKAGE", folder)
    return folder


@pytest.mark.parametrize(
    ("changed", "matters"),
    [
        ("one.py", True),
        ("sub/two.py", True),
        ("sub/__init__.py", True),
        ("__init__.py", True),
        ("data/table.csv", True),
        ("three.py", False),
        ("publish/__init__.py", False),
    ],
)
def test_digest_follows_what_is_imported(package, changed, matters):
    before = freshness.digest(CELL)
    file = package / changed
    file.write_text(file.read_text() + "# changed\n")
    assert (freshness.digest(CELL) != before) is matters


def test_digest_follows_further_files(package, tmp_path):
    extra = tmp_path / "requirements.txt"
    missing = freshness.digest(CELL, (extra,))
    extra.write_text("numpy==2.0\n")
    before = freshness.digest(CELL, (extra,))
    extra.write_text("numpy==2.1\n")
    assert len({missing, before, freshness.digest(CELL, (extra,))}) == 3


def test_digest_ignores_code_that_is_not_run(package):
    shown = "```python\nfrom fitbreadth import three\n```\n"
    before = freshness.digest(CELL + shown)
    (package / "three.py").write_text("x = 1\n")
    assert freshness.digest(CELL + shown) == before


@pytest.mark.parametrize(
    "cell",
    [
        "```{code-cell}\nimport fitbreadth.one\n```\n",
        "```{code-cell} ipython3\n%matplotlib inline\nfrom fitbreadth.one import x\n```\n",
        "````{code-cell}\n---\ntags: [a]\n---\nfrom fitbreadth import one\n````\n",
        ":::{code-cell}\ndef f():\n    import fitbreadth.one as o\n:::\n",
    ],
)
def test_every_way_to_write_an_import_is_seen(package, cell):
    before = freshness.digest(cell)
    (package / "sub" / "two.py").write_text("x = 1\n")
    assert freshness.digest(cell) != before


def test_other_packages_are_not_followed():
    assert freshness.imported_modules("import numpy, fitbreadthless\nfrom . import x") == set()


def test_no_chapter_depends_on_how_it_is_published():
    modules = {f"fitbreadth.{name}" for name in ("lab", "chart", "ledger", "widgets")}
    files = freshness.reachable_files(modules)
    assert {"lab.py", "chart.py", "panel.py"} <= {file.name for file in files}
    assert not [file for file in files if "publish" in file.parts]


def test_the_package_imports_by_full_name():
    """Relative imports would not be followed."""
    for file in freshness.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), file


COUNTED = """\
# Chapter

```{code-cell}
import os, pathlib
from fitbreadth import rng
folder = pathlib.Path(os.environ["TINY_BOOK"])
runs = folder / "runs"
runs.write_text(str(int(runs.read_text()) + 1) if runs.exists() else "1")
print("the model says", (folder / "fitbreadth_copy" / "rng.py").read_text())
```
"""


def test_runs_again_exactly_when_something_changed(tmp_path):
    """From first build to last: nothing, the package, the text, an unrelated file, the cell."""
    copy = tmp_path / "fitbreadth_copy"
    copy.mkdir()
    (copy / "rng.py").write_text("'old'")
    (copy / "other.py").write_text("")
    (tmp_path / "elsewhere.py").write_text(
        "from pathlib import Path\nfrom fitbreadth.publish import freshness\n"
        f"def setup(app):\n    freshness.PACKAGE = Path({str(copy)!r})\n    return {{}}\n"
    )
    book = Book(tmp_path, extensions="[fitbreadth.publish, elsewhere]")

    def build():
        built, output = book.build()
        assert built, output
        return int((tmp_path / "runs").read_text())

    book.chapter(COUNTED)
    assert build() == 1
    assert build() == 1, "nothing changed"
    (copy / "rng.py").write_text("'new'")
    assert build() == 2, "the package changed"
    assert "the model says 'new'" in book.page().get_text()
    (copy / "other.py").write_text("x = 1")
    book.chapter(COUNTED + "\nMore words.\n")
    assert build() == 2, "only words changed"
    assert "More words." in book.page().get_text()
    book.chapter(COUNTED.replace("says", "now says"))
    assert build() == 3, "the cell changed"


def test_a_failing_cell_stops_the_build_and_shows_why(tiny):
    tiny.chapter("# C\n\n```{code-cell}\nvalue = {}['no such key']\n```\n")
    for _ in range(2):
        built, output = tiny.build()
        assert not built
        assert "KeyError" in output
        assert "no such key" in output


def test_a_warning_fails_this_build_and_the_next(tiny):
    """Sphinx alone would pass the second time, having nothing left to read."""
    tiny.chapter("# C\n\nSee {numref}`fig-nowhere`.\n")
    for _ in range(2):
        built, output = tiny.build()
        assert not built
        assert "fig-nowhere" in output
    tiny.chapter("# C\n\nSee.\n")
    assert tiny.build()[0]


def test_chapters_without_code_are_left_alone():
    text = NOTEBOOK.replace("kernelspec:", "other:") + "# C\n"
    assert freshness._KERNELSPEC.search(text) is None
