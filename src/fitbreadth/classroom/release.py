"""The notebook from which nbgrader makes the students' version and grades."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.assignment import Assignment, Cell, Task, in_words
from fitbreadth.classroom.guard import GIVEN, TESTS
from fitbreadth.classroom.marked import HIDDEN

GUARD = f"""{GIVEN} It keeps slips in one answer from spoiling the tests of another.
# No module named 'fitbreadth'? Install the file fitbreadth-....whl that belongs to this notebook.
from fitbreadth.classroom import guard

guard.install()"""
_ONLY_HIDDEN = "# They run when your work is graded."


def source_notebook(assignment: Assignment) -> NotebookNode:
    """Return nbgrader's source notebook, with solutions and hidden tests in it.

    The code cells that the guard attends to begin with the comments it knows them by.
    """
    cells = [_cell(Cell("guard", "given", "", True, 0, GUARD))]
    tasks = {task.name: task for task in assignment.tasks}
    for cell in assignment.cells:
        if cell.kind in ("given", "answer", "tests"):
            cells.append(_cell(cell, tasks.get(cell.task)))
    return notebooks.notebook(cells)


def _cell(cell: Cell, task: Task | None = None) -> NotebookNode:
    new = notebooks.code if cell.code else notebooks.markdown
    made = new(_source(cell), cell.name)
    by_person = task is not None and task.by_person
    known: dict[str, Any] = {
        "grade": cell.kind == "tests" or by_person,
        "solution": cell.kind == "answer",
        "locked": cell.kind != "answer",
        "task": False,
        "grade_id": cell.name,
        "schema_version": 3,
    }
    if known["grade"]:
        known["points"] = cell.points
    made.metadata["nbgrader"] = known
    return made


def _source(cell: Cell) -> str:
    if not cell.code or cell.kind == "answer" or cell.source.startswith(GIVEN):
        return cell.source
    if cell.kind == "given":
        return f"{GIVEN}\n{cell.source}"
    hidden = [_ONLY_HIDDEN] if cell.source.startswith(HIDDEN[0]) else []
    return "\n".join([f"{TESTS}{cell.task}: {in_words(cell.points)}.", *hidden, cell.source])
