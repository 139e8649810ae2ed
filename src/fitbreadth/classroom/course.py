"""Make a course folder: nbgrader's settings, the sources, and the students' notebooks."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.assignment import Assignment, ClassroomError
from fitbreadth.classroom.record import Record, record, write, written
from fitbreadth.classroom.release import source_notebook

SUBMITTED = "submitted"
README = """# The course *Fit Beats Breadth*

1. Hand out `release/CHAPTER/CHAPTER.ipynb`.
2. Put what comes back into `submitted/STUDENT/CHAPTER/CHAPTER.ipynb`.
3. `python -m fitbreadth.classroom grade .` grades it; nothing in `submitted` is changed.
4. `jupyter lab` here, menu Nbgrader, Formgrader: grade the written answers; then give 3 again.
5. Read `points.csv`; hand back `feedback/STUDENT/CHAPTER/CHAPTER.html`.
"""


def make_course(folder: Path, assignments: Sequence[Assignment]) -> None:
    """Write the course into ``folder``; what was submitted and graded there stays.

    Raises
    ------
    ClassroomError
        If nbgrader refuses an assignment.
    """
    from fitbreadth.classroom.settings import FILE

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(README, encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(FILE, encoding="utf-8")
    (folder / SUBMITTED).mkdir(exist_ok=True)
    for assignment in assignments:
        _release(folder, assignment)


def _release(folder: Path, assignment: Assignment) -> None:
    from fitbreadth.classroom.nbgrader_runs import run

    source = folder / "source" / assignment.chapter / f"{assignment.chapter}.ipynb"
    released = _path(folder, assignment.chapter)
    before = {path: path.read_bytes() for path in (source, released) if path.exists()}
    source.parent.mkdir(parents=True, exist_ok=True)
    notebooks.write(source_notebook(assignment), source)
    problem = run(folder, "generate_assignment", assignment.chapter)
    if problem:
        # nbgrader has removed the old release by now, and it is needed to grade what came back
        for path, content in before.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        raise ClassroomError(
            f"{folder}: nbgrader does not release {assignment.chapter} ({problem}); an assignment "
            "that was graded and then changed needs a new course folder"
        )
    notebook = notebooks.read(released)
    write(record(assignment.chapter, notebook), notebook)
    notebooks.write(notebook, released)


def released(folder: Path) -> dict[str, tuple[NotebookNode, Record]]:
    """Return the released notebooks of a course, by assignment.

    Raises
    ------
    ClassroomError
        If there are none.
    """
    found = {}
    for path in sorted((folder / "release").glob("*/*.ipynb")):
        notebook = notebooks.read(path)
        own = written(notebook)
        if own is not None and path == _path(folder, own.assignment):
            found[own.assignment] = (notebook, own)
    if not found:
        raise ClassroomError(
            f"{folder} must be a course folder, with release/CHAPTER/CHAPTER.ipynb; make one with "
            "`python -m fitbreadth.classroom build`"
        )
    return found


def copy_student_versions(folder: Path, out: Path) -> None:
    """Copy what students get from a course folder to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((folder / "release").glob("*/*.ipynb")):
        shutil.copyfile(path, out / path.name)


def _path(folder: Path, chapter: str) -> Path:
    return folder / "release" / chapter / f"{chapter}.ipynb"
