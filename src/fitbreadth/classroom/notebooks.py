"""Notebook files and their parts, as ``nbformat`` makes them, which knows no types."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode, v4

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def read(path: Path) -> NotebookNode:
    """Return the notebook in a file."""
    return cast(NotebookNode, nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook to a file."""
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def notebook(cells: list[NotebookNode]) -> NotebookNode:
    """Return a notebook of the cells, for the kernel that all assignments use."""
    made = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})  # type: ignore[no-untyped-call]
    return cast(NotebookNode, made)


def code(source: str, name: str) -> NotebookNode:
    """Return a code cell."""
    return cast(NotebookNode, v4.new_code_cell(source=source, id=name))  # type: ignore[no-untyped-call]


def markdown(source: str, name: str) -> NotebookNode:
    """Return a Markdown cell."""
    return cast(NotebookNode, v4.new_markdown_cell(source=source, id=name))  # type: ignore[no-untyped-call]


def printed(text: str) -> NotebookNode:
    """Return an output that was printed."""
    return cast(NotebookNode, v4.new_output("stream", name="stdout", text=text))  # type: ignore[no-untyped-call]


def failure(name: str, why: str) -> NotebookNode:
    """Return an output that is an exception."""
    made = v4.new_output("error", ename=name, evalue=why, traceback=[f"{name}: {why}"])  # type: ignore[no-untyped-call]
    return cast(NotebookNode, made)
