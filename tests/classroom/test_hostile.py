"""Whatever one answer does, the others are graded and the student is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import answered, by_task
from hostile import CASES
from nbformat import NotebookNode

from fitbreadth.classroom import notebooks

# far longer than any honest cell takes, also on a busy machine
SECONDS = 10
# what an honest notebook with its feedback weighs, twice over
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("name", CASES)
def test_others_are_graded(
    name: str,
    course: Path,
    released: NotebookNode,
    right: dict[str, str],
    graded,
    tmp_path: Path,
) -> None:
    case, student = CASES[name], name.replace(" ", "-")
    file = tmp_path / f"{student}.ipynb"
    notebooks.write(answered(released, right | {case.task: case.source}), file)
    submitted = file.read_bytes()
    outcomes, rows = graded(seconds=SECONDS)
    assert [each.graded for each in outcomes] == [True], outcomes
    points = by_task(rows, student)
    assert {task: points[task] for task in case.points} == case.points
    assert [row.task for row in rows if row.to_do] == ["why"]
    feedback = course / "feedback" / student / "sample" / "sample.html"
    assert case.word in feedback.read_text()
    for made in (feedback, course / "autograded" / student / "sample" / "sample.ipynb"):
        assert made.stat().st_size < MOST_BYTES, made
    assert file.read_bytes() == submitted


def test_table_says_which_cell_was_stopped(released, right, graded, tmp_path: Path) -> None:
    case = CASES["endless loop"]
    notebooks.write(answered(released, right | {"growth": case.source}), tmp_path / "stopped.ipynb")
    _, rows = graded(seconds=SECONDS)
    notes = {row.task: row.notes for row in rows}
    assert notes == {"mean": "", "growth": "growth-tests-1 ran too long", "why": ""}
