"""The copy of a submission that is graded: a student's work in the released notebook."""

from __future__ import annotations

import copy

from nbformat import NotebookNode

from fitbreadth.classroom.record import name_of


def restored(submission: NotebookNode, released: NotebookNode) -> NotebookNode:
    """Return the released notebook with the student's answers in it.

    Cells of the student's own stand after the cell that they followed. Of an answer that is
    there several times the last counts, and the others stay as cells of the student's own.
    An answer that is missing is as it was handed out.
    """
    known = {name_of(cell) for cell in released.cells}
    last = {name_of(cell): number for number, cell in enumerate(submission.cells)}
    answers: dict[str, str] = {}
    own: dict[str, list[NotebookNode]] = {}
    after = ""
    for number, cell in enumerate(submission.cells):
        name = name_of(cell)
        if name not in known or number != last[name]:
            own.setdefault(after, []).append(_own(cell, number))
        else:
            answers[name] = cell.source
            after = name
    cells = own.get("", [])
    for part in released.cells:
        made = copy.deepcopy(part)
        if part.metadata.nbgrader["solution"]:
            made.source = answers.get(name_of(part), part.source)
        cells += [made, *own.get(name_of(part), [])]
    whole = copy.deepcopy(released)
    whole.cells = cells
    return whole


def _own(cell: NotebookNode, number: int) -> NotebookNode:
    made = copy.deepcopy(cell)
    made.metadata.pop("nbgrader", None)
    made.id = f"own-{number}"
    return made
