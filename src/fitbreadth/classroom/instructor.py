"""The instructor's version of an assignment: solved, run, with everything students do not see."""

from __future__ import annotations

from subprocess import DEVNULL

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.assignment import (
    Assignment,
    Cell,
    ClassroomError,
    Misconception,
    in_words,
)
from fitbreadth.classroom.release import source_notebook

SECONDS = 120


def instructor_notebook(assignment: Assignment) -> NotebookNode:
    """Return it, executed.

    Raises
    ------
    ClassroomError
        If a cell of the solution fails.
    """
    solved = {cell.id: cell for cell in source_notebook(assignment).cells}
    cells = [notebooks.markdown(_overview(assignment), "overview"), solved["guard"]]
    wrong = {each.name: each for each in assignment.misconceptions}
    for cell in assignment.cells:
        if cell.kind == "misconception":
            cells.append(notebooks.markdown(_misconception(wrong[cell.name]), cell.name))
        elif cell.kind == "rubric":
            text = f"**Rubric for `{cell.task}`.**\n\n{cell.source}"
            cells.append(notebooks.markdown(text, cell.name))
        else:
            cells.append(_answer(cell, solved[cell.name]))
    for cell in cells:
        cell.metadata.pop("nbgrader", None)
    whole = notebooks.notebook(cells)
    client = NotebookClient(whole, timeout=SECONDS, record_timing=False)
    try:
        client.execute(stdout=DEVNULL, stderr=DEVNULL)
    except CellExecutionError as error:
        last = str(error).strip().splitlines()[-1]
        raise ClassroomError(f"{assignment.chapter}: the solution fails: {last}") from None
    return whole


def _answer(cell: Cell, made: NotebookNode) -> NotebookNode:
    if cell.kind == "answer" and not cell.code:
        points = in_words(cell.points)
        made.source = f"**Model answer for `{cell.name}`, {points}.**\n\n{cell.source}"
    return made


def _overview(assignment: Assignment) -> str:
    rows = [
        f"| `{task.name}` | {task.points} | {'a person' if task.by_person else 'tests'} |"
        for task in assignment.tasks
    ]
    table = ["| task | points | graded by |", "|---|---|---|", *rows]
    total = f"| all | {assignment.points} | |"
    loses = ["| misconception | loses |", "|---|---|"]
    loses += [f"| {each.name} | {_loses(each)} |" for each in assignment.misconceptions]
    return "\n".join(
        [
            f"# For instructors: {assignment.title}",
            "",
            f"{assignment.minutes} minutes. Solutions, hidden tests, rubrics and common "
            "misconceptions stand where they belong; students see none of them.",
            "",
            *table,
            total,
            "",
            *loses,
        ]
    )


def _misconception(each: Misconception) -> str:
    code = [f"```python\n{source}\n```" for source in each.answers.values()]
    head = f"**Misconception: {each.name}.** Loses {_loses(each)}."
    return "\n\n".join([head, each.text, *code])


def _loses(each: Misconception) -> str:
    return ", ".join(f"{in_words(points)} of `{task}`" for task, points in each.loses.items())
