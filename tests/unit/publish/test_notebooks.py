"""A page as a notebook: all cells in their places, words in between, pictures of the labs."""

from __future__ import annotations

import base64
import re

import nbformat
import pytest
from docutils import nodes

from fitbreadth.publish import launch, notebook_start
from fitbreadth.publish.markdown import Writer
from fitbreadth.publish.notebooks import Piece, notebook, pieces, with_unseen

CELLS = """

```{code-cell}
:tags: [remove-cell]
from myst_nb import glue

glue("third", 1 / 3, display=False)
```

Between the figure and {glue:text}`third:.2f` stands [a link](#fig-line), a {term}`fit`.

(again)=
## Again

```{code-cell}
from IPython.display import Markdown

Markdown(":::{note}\\nSee {cite:t}`one`.\\n:::")
```

```{code-cell}
print("said")
```

```{nb-exec-table}
```
"""

INDEX = """
# Tiny

See {numref}`fig-line`, {eq}`eq-a` and {ref}`again <again>`.

```{glossary}
fit
  Best for a world.
```

```{bibliography}
```
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory, publish_book):
    """Return the notebook of a page with everything on it, and the book."""
    book = publish_book(tmp_path_factory.mktemp("tiny"))
    built, output = book.build()
    assert built, output
    return nbformat.read(book.html / "_static" / "notebooks" / "chapter.ipynb", as_version=4), book


@pytest.fixture(scope="module")
def publish_book():
    from publish import conftest

    def make(folder):
        book = conftest.Book(folder)
        book.write("index.md", INDEX)
        book.chapter(conftest.CHAPTER + CELLS)
        return book

    return make


def kinds(notebook):
    return [(cell.cell_type, cell.source.split("\n")[0][:20]) for cell in notebook.cells]


@pytest.mark.build
def test_cells_stand_in_their_order(made):
    notebook, _ = made
    assert kinds(notebook) == [
        ("markdown", "# Chapter"),
        ("markdown", "> **To run this note"),
        ("code", "import altair as alt"),
        ("markdown", '<a id="fig-line"></a'),
        ("code", "from myst_nb import "),
        ("markdown", "Between the figure a"),
        ("markdown", '<a id="again"></a>'),
        ("code", "from IPython.display"),
        ("code", 'print("said")'),
    ]
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [f"cell-{i}" for i in range(1, 10)]


@pytest.mark.build
def test_nothing_needs_sphinx(made):
    notebook, _ = made
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "$$a = \\frac{b}{c} \\tag{1}$$" in words
    assert "**Fig. 1** Move *it*: $x^2$ rises." in words
    assert "0.33 stands [a link](#fig-line)" in words
    assert "(index.ipynb#" in words, "a citation without DOI leads to the list of references"
    assert not [form for form in ("{glue", "{cite", "{eq", ":::", "{numref") if form in words]


def linked(notebook):
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return set(re.findall(r"\]\((\w+\.ipynb)?#([^)]+)\)", words))


def anchors(notebook):
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.findall(r'<a id="([^"]+)"></a>', words)


@pytest.mark.build
def test_links_between_notebooks_lead_to_a_place(made):
    _, book = made
    folder = book.html / "_static" / "notebooks"
    read = {file.name: nbformat.read(file, as_version=4) for file in folder.glob("*.ipynb")}
    assert {page for page, _ in linked(read["index.ipynb"])} == {"chapter.ipynb"}
    assert {page for page, _ in linked(read["chapter.ipynb"])} == {"", "index.ipynb"}
    for name, one in read.items():
        assert len(anchors(one)) == len(set(anchors(one)))
        for page, place in linked(one):
            assert place in anchors(read[page or name])


@pytest.mark.build
def test_a_lab_is_a_picture_that_any_viewer_shows(made):
    notebook, _ = made
    (output,) = notebook.cells[2].outputs
    assert set(output.data) == {"image/png", "text/plain"}
    assert base64.b64decode(output.data["image/png"]).startswith(b"\x89PNG")
    assert 'A line, "quoted" & <odd>.' in output.metadata["image/png"]["alt"]
    assert "into a lab" in notebook.cells[1].source
    assert notebook.cells[2].metadata.jupyter.source_hidden


@pytest.mark.build
def test_other_outputs_are_kept(made):
    notebook, _ = made
    assert notebook.cells[4].outputs == []
    told = notebook.cells[7].outputs[0].data["text/markdown"]
    assert told.startswith("> **Note**")
    assert "](index.ipynb#" in told
    assert notebook.cells[8].outputs[0].text == "said\n"


@pytest.mark.build
def test_the_same_build_writes_the_same_bytes(made, publish_book, tmp_path):
    _, book = made
    again = publish_book(tmp_path)
    built, output = again.build()
    assert built, output
    for name in ("index", "chapter"):
        path = f"_static/notebooks/{name}.ipynb"
        first = (book.html / path).read_bytes()
        assert first == (again.html / path).read_bytes()
        assert str(book.folder).encode() not in first


def test_headings_open_a_new_cell():
    page = nodes.section("", nodes.title("", "A"), nodes.paragraph("", "a"))
    page += nodes.section("", nodes.title("", "B"))
    found = list(pieces(nodes.container("", page), lambda node: node.astext()))
    assert [(piece.words, piece.opens) for piece in found] == [
        ("A", True),
        ("a", False),
        ("B", True),
    ]


def test_unseen_cells_stand_where_their_source_does():
    def cell(kind):
        return {"cell_type": kind}

    order = ["markdown", "code", "markdown", "code", "code", "markdown", "code"]
    executed = {
        "metadata": {"source_map": [0, 10, 20, 30, 40, 50, 60]},
        "cells": [cell(kind) for kind in order],
    }
    seen = [Piece(2, "a"), Piece(21, "b"), Piece(30, cell=3), Piece(51, "c")]
    whole = with_unseen(seen, executed)
    assert [piece.cell or piece.words for piece in whole] == ["a", 1, "b", 3, 4, "c", 6]


@pytest.mark.parametrize("repository", ["", "https://github.com/ada/book"])
def test_how_to_run_stands_before_the_first_cell_and_only_there(monkeypatch, repository):
    monkeypatch.setenv(launch.REPOSITORY, repository)
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": []}
    executed = {"metadata": {}, "cells": [cell, cell]}
    page = [Piece(0, "# A"), Piece(2, cell=0), Piece(4, "b"), Piece(6, cell=1)]
    write = Writer(lambda reference: "", lambda node: "")
    sources = [made["source"] for made in notebook(page, executed, write)["cells"]]
    start = ["# A", notebook_start.note(labs=False)] + [notebook_start.install()] * bool(repository)
    assert sources == [*start, "1", "b", "1"]
    words = notebook(page[:1], executed, write)["cells"]
    assert [made["source"] for made in words] == ["# A"]
