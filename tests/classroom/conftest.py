"""A course with one small assignment, and a place to hand in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from handed_in import solutions
from nbformat import NotebookNode

from fitbreadth.classroom import course as courses
from fitbreadth.classroom.grades import Row, rows
from fitbreadth.classroom.grading import Outcome, grade
from fitbreadth.classroom.source import read

SAMPLE = Path(__file__).parent / "sample.md"
Grade = Callable[..., tuple[list[Outcome], list[Row]]]


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    courses.make_course(folder, [read(SAMPLE)])
    return folder


@pytest.fixture
def released(course: Path) -> NotebookNode:
    return courses.released(course)["sample"][0]


@pytest.fixture(scope="session")
def right() -> dict[str, str]:
    """The sample's solutions."""
    return solutions(read(SAMPLE))


@pytest.fixture
def graded(course: Path, tmp_path: Path) -> Grade:
    """Grade what stands in ``tmp_path``."""

    def grade_all(**how: object) -> tuple[list[Outcome], list[Row]]:
        outcomes = grade(course, tmp_path, **how)  # type: ignore[arg-type]
        return outcomes, rows(course, outcomes)

    return grade_all
