"""Every assignment, graded by nbgrader: its solution, its stub, and its misconceptions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from handed_in import answered, by_task, hand_in, solutions
from nbgrader.api import Gradebook

from fitbreadth.classroom import course as courses
from fitbreadth.classroom.assignment import Assignment
from fitbreadth.classroom.grades import rows
from fitbreadth.classroom.grading import grade
from fitbreadth.classroom.source import read

BOOK = Path(__file__).parents[2] / "book" / "assignments"
SOURCES = [Path(__file__).parent / "sample.md", *sorted(BOOK.glob("*.md"))]


def test_every_chapter_has_one() -> None:
    chapters = {"optimization", "biology", "markets", "learning", "bitter-lesson", "convergence"}
    assert {path.stem for path in SOURCES[1:]} == chapters


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_grades(source: Path, tmp_path: Path) -> None:
    assignment = read(source)
    chapter, right = assignment.chapter, solutions(assignment)
    courses.make_course(tmp_path, [assignment])
    released = courses.released(tmp_path)[chapter][0]
    hand_in(tmp_path, "reference", chapter, answered(released, right))
    hand_in(tmp_path, "stub", chapter, released)
    for each in assignment.misconceptions:
        hand_in(tmp_path, each.name, chapter, answered(released, right | dict(each.answers)))
    outcomes = grade(tmp_path)
    assert [each for each in outcomes if each.notes or not each.graded] == []

    table = rows(tmp_path, outcomes)
    expected = _expected(assignment)
    assert {student: by_task(table, student) for student in expected} == expected
    waiting = {task.name for task in assignment.tasks if task.by_person}
    for student in expected:
        to_do = {row.task for row in table if row.student == student and row.to_do}
        assert to_do == (set() if student == "stub" else waiting), student
    assert [row.notes for row in table if row.notes] == []

    _grade_by_hand(tmp_path, assignment)
    shutil.copytree(tmp_path / "submitted" / "reference", tmp_path / "again" / "reference")
    table = rows(tmp_path, grade(tmp_path, tmp_path / "again"))
    assert sum(by_task(table, "reference").values()) == assignment.points
    assert [row for row in table if row.student == "reference" and row.to_do] == []


def _expected(assignment: Assignment) -> dict[str, dict[str, int]]:
    """Return the points of each student before a person has graded."""
    full = {task.name: 0 if task.by_person else task.points for task in assignment.tasks}
    expected = {"reference": full, "stub": dict.fromkeys(full, 0)}
    for each in assignment.misconceptions:
        expected[each.name] = {task: full[task] - each.loses.get(task, 0) for task in full}
    return expected


def _grade_by_hand(course: Path, assignment: Assignment) -> None:
    """Enter points for written answers as nbgrader's form does."""
    chapter = assignment.chapter
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for task in assignment.tasks:
            if task.by_person:
                mark = gradebook.find_grade(task.name, chapter, chapter, "reference")
                mark.manual_score, mark.needs_manual_grade = task.points, False
        gradebook.db.commit()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_students_see_no_answers(source: Path, tmp_path: Path) -> None:
    assignment = read(source)
    courses.make_course(tmp_path, [assignment])
    released = courses.released(tmp_path)[assignment.chapter][0]
    text = "\n".join(cell.source for cell in released.cells)
    given = "\n".join(cell.source for cell in assignment.cells if cell.kind in ("given", "tests"))
    for cell in assignment.cells:
        if cell.kind in ("rubric", "misconception") or (cell.kind == "answer" and not cell.code):
            assert cell.source not in text, cell.name
    for line in _unseen(assignment):
        assert line not in text.splitlines() or line in given.splitlines(), line
    assert "SOLUTION" not in text
    assert "HIDDEN" not in text


def _unseen(assignment: Assignment) -> list[str]:
    """Return the lines between marks."""
    lines, inside = [], False
    for line in "\n".join(cell.source for cell in assignment.cells).splitlines():
        if line.strip().startswith(("### BEGIN", "### END")):
            inside = "BEGIN" in line
        elif inside and len(line.strip()) > 12:
            lines.append(line)
    assert lines
    return lines
