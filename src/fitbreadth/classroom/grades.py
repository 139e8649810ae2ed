"""The table of grades."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.assignment import TESTS
from fitbreadth.classroom.execute import ENDED, TOO_LONG
from fitbreadth.classroom.grading import Outcome
from fitbreadth.classroom.record import name_of


@dataclass(frozen=True)
class Row:
    """One task of one submission, or one submission that was not graded.

    Attributes
    ----------
    student, assignment, task : str
    points : float or None
        So far; None where nothing is known.
    of : float or None
    to_do : str
        What a person still has to do; empty if nothing.
    notes : str
    """

    student: str
    assignment: str
    task: str
    points: float | None
    of: float | None
    to_do: str
    notes: str


def rows(course: Path, outcomes: Sequence[Outcome]) -> list[Row]:
    """Return the rows of all submissions, read from the course's gradebook."""
    made: list[Row] = []
    with Gradebook(f"sqlite:///{course.resolve() / 'gradebook.db'}") as gradebook:
        for each in outcomes:
            notes = "; ".join(each.notes)
            student = each.submission.student
            if each.graded:
                found = gradebook.find_submission_notebook(
                    each.assignment, each.assignment, student
                )
                stopped = _stopped(course, each)
                made += _tasks(each, found.grades, stopped, notes)
            else:
                made.append(Row(student, each.assignment, "", None, None, "see notes", notes))
    return made


def _tasks(
    each: Outcome, grades: Iterable[Any], stopped: dict[str, str], notes: str
) -> Iterable[Row]:
    tasks: dict[str, list[Any]] = {}
    for grade in grades:
        tasks.setdefault(grade.name.split(TESTS)[0], []).append(grade)
    for task, parts in tasks.items():
        said = [why for name, why in stopped.items() if name.split(TESTS)[0] == task]
        yield Row(
            each.submission.student,
            each.assignment,
            task,
            sum(part.score for part in parts),
            sum(part.max_score for part in parts),
            next(filter(None, map(_to_do, parts)), ""),
            "; ".join(filter(None, [*said, notes])),
        )


def _to_do(part: Any) -> str:
    """Return what a person has to do for a part; nbgrader asks again after it has graded anew."""
    if not part.needs_manual_grade:
        return ""
    once = part.manual_score is not None
    return "graded by hand: look again" if once else "grade by hand"


def _stopped(course: Path, each: Outcome) -> dict[str, str]:
    """Return the cells that ran too long or ended the kernel, with what is to be said of them."""
    folder = course / "autograded" / each.submission.student / each.assignment
    path = folder / f"{each.assignment}.ipynb"
    found = {}
    for cell in notebooks.read(path).cells:
        for output in cell.get("outputs", []):
            if output.get("ename") in (TOO_LONG, ENDED):
                name = name_of(cell) or "a cell of the student's own"
                why = "ran too long" if output.ename == TOO_LONG else "ended the kernel"
                found[name] = f"{name} {why}"
    return found


def write(path: Path, table: Iterable[Row]) -> None:
    """Write the table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(each.name.replace("_", " ") for each in fields(Row))
        out.writerows(astuple(row) for row in table)
