"""Make all versions of the assignments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.course import copy_student_versions, make_course
from fitbreadth.classroom.instructor import instructor_notebook
from fitbreadth.classroom.source import read


def build(sources: Sequence[Path], out: Path) -> Iterator[str]:
    """Write ``out/course``, ``out/student`` and ``out/instructor``; yield a line for each.

    Raises
    ------
    ClassroomError
        If a source is not as it must be, or its solution fails.
    """
    assignments = [read(path) for path in sources]
    make_course(out / "course", assignments)
    yield f"{out / 'course'}: {len(assignments)} assignments"
    copy_student_versions(out / "course", out / "student")
    (out / "instructor").mkdir(exist_ok=True)
    for each in assignments:
        path = out / "instructor" / f"{each.chapter}.ipynb"
        notebooks.write(instructor_notebook(each), path)
        yield f"{path}: {len(each.tasks)} tasks, {each.points} points, {each.minutes} minutes"
