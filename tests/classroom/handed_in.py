"""Hand notebooks in as students would, and read what they got."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.assignment import Assignment
from fitbreadth.classroom.grades import Row
from fitbreadth.classroom.marked import SOLUTION, without
from fitbreadth.classroom.record import name_of


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the cell of a name."""
    return next(each for each in notebook.cells if name_of(each) == name)


def answered(released: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """Return a released notebook with answers typed into it."""
    notebook = copy.deepcopy(released)
    for name, source in answers.items():
        cell(notebook, name).source = source
    return notebook


def solutions(assignment: Assignment) -> dict[str, str]:
    """Return the reference solution of every answer."""
    return {
        each.name: without(each.source, SOLUTION)
        for each in assignment.cells
        if each.kind == "answer"
    }


def hand_in(course: Path, student: str, chapter: str, notebook: NotebookNode) -> Path:
    """Put a notebook where the course looks for it."""
    path = course / "submitted" / student / chapter / f"{chapter}.ipynb"
    path.parent.mkdir(parents=True)
    notebooks.write(notebook, path)
    return path


def by_task(rows: list[Row], student: str) -> dict[str, float | None]:
    """Return a student's points."""
    return {row.task: row.points for row in rows if row.student == student}
