"""A book of one chapter, built in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

CONFIG = """\
title: Tiny
author: Nobody
only_build_toc_files: true
execute:
  execute_notebooks: cache
  timeout: 60
  allow_errors: false
bibtex_bibfiles:
  - references.bib
sphinx:
  extra_extensions: {extensions}
  config:
    numfig: true
    language: en
    html_math_renderer: mathml
    nb_execution_raise_on_error: true
    nb_execution_show_tb: true
    nb_render_markdown_format: myst
    bibtex_reference_style: author_year
    html_theme_options: {{search_as_you_type: false}}
"""
NOTEBOOK = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
REFERENCES = """\
@article{one, author={One, A.}, title={A title}, journal={A journal}, year={1901}}
"""


class Book:
    """Source and build of a tiny book."""

    def __init__(self, folder: Path, extensions: str = "[fitbreadth.publish]") -> None:
        self.folder = folder
        self.source = folder / "book"
        self.write("_config.yml", CONFIG.format(extensions=extensions))
        self.write("_toc.yml", "format: jb-book\nroot: index\nchapters:\n  - file: chapter\n")
        self.write("references.bib", REFERENCES)
        self.write("index.md", "# Tiny\n\nA book. {cite:t}`one`\n\n```{bibliography}\n```\n")

    def write(self, name: str, text: str) -> None:
        file = self.source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def chapter(self, text: str) -> None:
        self.write("chapter.md", NOTEBOOK + text)

    def build(self) -> tuple[bool, str]:
        """Return whether the build succeeds as 'make book' demands, and what it says."""
        program = str(Path(sys.executable).with_name("jupyter-book"))
        command = [program, "build", str(self.source)]
        ran = subprocess.run(
            [*command, "--path-output", str(self.folder), "-W", "-n", "--keep-going"],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ
            | {"PYTHONPATH": str(self.folder), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
            | {"TINY_BOOK": str(self.folder)},
        )
        return ran.returncode == 0, ran.stdout + ran.stderr

    @property
    def html(self) -> Path:
        return self.folder / "_build" / "html"

    def page(self, name: str = "chapter") -> BeautifulSoup:
        text = (self.html / f"{name}.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser")


def pytest_collection_modifyitems(items):
    for item in items:
        if {"tiny", "book"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.build)


@pytest.fixture
def tiny(tmp_path):
    return Book(tmp_path)


CHAPTER = """\
# Chapter

$$a = \\frac{b}{c}$$ (eq-a)

See {eq}`eq-a` and {numref}`fig-line`.

:::{predict} Which is *it*, $x$?
- The **first**.

  No. See {cite:t}`one`.
- The second.

  Yes.

  Because.
:::

:::{predict} And this?
- One.

  No.
- Two.

  Yes.
:::

```{code-cell}
:tags: [hide-input]
import altair as alt
from fitbreadth import chart
from fitbreadth.control import Control
from fitbreadth.lab import Lab

chart.enable()
Lab(
    name="fig-line",
    controls=(
        Control("k", "Slope <k>", (0.00001, 1, 1000000), 1, unit="a & b"),
        Control("s", "Grain", ("space", "time"), "time", labels=("Space", "Time")),
    ),
    rows=lambda *, k, s: [{"x": x, "y": k * x, "z": None} for x in range(60)],
    draw=lambda rows: alt.Chart(alt.Data(values=rows)).mark_line().encode(x="x:Q", y="y:Q"),
    caption="Move *it*: $x^2$ rises.",
    description='A line, "quoted" & <odd>.',
    columns={"x": "Step", "y": "Level <y>", "z": "Nothing"},
    readout=lambda *, k, s: f"Now {k} in {s} & on.",
)
```
"""


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """A book with everything in it, built once."""
    made = Book(tmp_path_factory.mktemp("tiny"))
    made.chapter(CHAPTER)
    built, output = made.build()
    assert built, output
    return made
