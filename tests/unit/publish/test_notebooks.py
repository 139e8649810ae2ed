"""A page as a notebook: all cells in their places, words in between, pictures of the labs."""

from __future__ import annotations

import base64

import nbformat
import pytest
from docutils import nodes

from fitbreadth.publish.notebooks import Piece, pieces, with_unseen

CELLS = """

```{code-cell}
:tags: [remove-cell]
from myst_nb import glue

glue("third", 1 / 3, display=False)
```

Between the figure and {glue:text}`third:.2f` stands [a link](#fig-line).

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
        ("code", "import altair as alt"),
        ("markdown", '<a id="fig-line"></a'),
        ("code", "from myst_nb import "),
        ("markdown", "Between the figure a"),
        ("markdown", "## Again"),
        ("code", "from IPython.display"),
        ("code", 'print("said")'),
    ]
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [f"cell-{i}" for i in range(1, 9)]


@pytest.mark.build
def test_nothing_needs_sphinx(made):
    notebook, _ = made
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "$$a = \\frac{b}{c} \\tag{1}$$" in words
    assert "**Fig. 1** Move *it*: $x^2$ rises." in words
    assert "0.33 stands [a link](#fig-line)" in words
    assert "(index.ipynb#" in words, "a citation without DOI leads to the list of references"
    assert not [form for form in ("{glue", "{cite", "{eq", ":::", "{numref") if form in words]


@pytest.mark.build
def test_a_lab_is_a_picture_that_any_viewer_shows(made):
    notebook, _ = made
    (output,) = notebook.cells[1].outputs
    assert set(output.data) == {"image/png", "text/plain"}
    assert base64.b64decode(output.data["image/png"]).startswith(b"\x89PNG")
    assert 'A line, "quoted" & <odd>.' in output.metadata["image/png"]["alt"]
    assert notebook.cells[1].metadata.jupyter.source_hidden


@pytest.mark.build
def test_other_outputs_are_kept(made):
    notebook, _ = made
    assert notebook.cells[3].outputs == []
    told = notebook.cells[6].outputs[0].data["text/markdown"]
    assert told.startswith("> **Note**")
    assert "](index.ipynb#" in told
    assert notebook.cells[7].outputs[0].text == "said\n"


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
