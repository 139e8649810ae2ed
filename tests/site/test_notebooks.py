"""What the written notebooks themselves say: their links lead somewhere, and they can be opened."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
import serving
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

FOLDER = serving.SITE / "_static" / "notebooks"
NOTEBOOKS = {file.name: file for file in sorted(FOLDER.rglob("*.ipynb"))}
MARKDOWN = MarkdownIt("commonmark").enable("table")


def read(name):
    return nbformat.read(NOTEBOOKS[name], as_version=4)


def written(name):
    """Return what a viewer shows of a notebook's words, those of its outputs too."""
    told = []
    for cell in read(name).cells:
        if cell.cell_type == "markdown":
            told.append(cell.source)
        for output in cell.get("outputs", ()):
            told.append(output.get("data", {}).get("text/markdown", ""))
    return BeautifulSoup("\n".join(map(MARKDOWN.render, told)), "html.parser")


@pytest.fixture(scope="module")
def pages():
    return {name: written(name) for name in NOTEBOOKS}


def test_every_page_has_one():
    pages = {f"{page.stem}.ipynb" for page in serving.SITE.glob("*.html")}
    assert pages - {"genindex.ipynb", "search.ipynb"} == set(NOTEBOOKS)


def test_links_between_notebooks_lead_to_a_place(pages):
    places = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            parts = urlsplit(link["href"])
            if parts.scheme:
                continue
            there = parts.path or name
            if there not in places or unquote(parts.fragment) not in {"", *places[there]}:
                broken.append((name, link["href"]))
    assert broken == []


def test_no_place_is_named_twice(pages):
    for name, page in pages.items():
        names = [tag["id"] for tag in page.find_all(id=True)]
        assert len(names) == len(set(names)), name


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_is_valid_and_says_how_to_run_it(name):
    notebook = read(name)
    nbformat.validate(notebook)
    kinds = [cell.cell_type for cell in notebook.cells]
    pictures = any(
        "image/png" in o.get("data", {}) for c in notebook.cells for o in c.get("outputs", ())
    )
    notes = [c.source for c in notebook.cells if c.source.startswith("> **To run this notebook**")]
    assert len(notes) == ("code" in kinds)
    assert ("into a lab" in "".join(notes)) == pictures


def test_the_ledger_has_a_heading_a_chapter_and_a_line_before_each_claim(pages):
    page = pages["claims.ipynb"]
    folded = page.find_all("summary", string=re.compile("what was computed"))
    assert len(folded) == len(page.find_all("hr")) > 0
    chapters = [link.text for link in page.table.find_all("a", href=re.compile("^#ledger-"))]
    assert [heading.text for heading in page.find_all("h3")] == chapters
