"""Find what was handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fitbreadth.classroom.assignment import ClassroomError

# nbgrader finds students' folders by patterns, and sqlite and the feedback go by this name
_STUDENT = re.compile(r"[\w.@-]*\w[\w.@-]*")


@dataclass(frozen=True)
class Submission:
    """Something handed in.

    Attributes
    ----------
    path : Path
        The notebook, or a student's folder without one.
    student : str
    assignment : str
        What the place says, empty if it says nothing.
    problem : str
        Why it cannot even be looked at; else empty.
    """

    path: Path
    student: str
    assignment: str = ""
    problem: str = ""


def find(folder: Path) -> list[Submission]:
    """Return what is in ``folder``, by student.

    It may stand as ``STUDENT/CHAPTER/NAME.ipynb``, as nbgrader wants it, as
    ``STUDENT/NAME.ipynb``, or as ``STUDENT.ipynb``.

    Raises
    ------
    ClassroomError
        If there is no such folder, or nothing in it.
    """
    if not folder.is_dir():
        raise ClassroomError(f"{folder} must be a folder with submissions, there is none")
    found = [_submission(folder, file) for file in _notebooks(folder)]
    students = {each.student for each in found}
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in students and not path.name.startswith("."):
            problem = "has no .ipynb file: hand in the notebook itself"
            found.append(Submission(path, path.name, problem=problem))
    if not found:
        raise ClassroomError(f"{folder} must have submissions in it, it is empty")
    return found


def _notebooks(folder: Path) -> Iterable[Path]:
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() == ".ipynb" and file.is_file() and not hidden:
            yield file


def _submission(folder: Path, file: Path) -> Submission:
    parts = file.relative_to(folder).parts
    student = parts[0] if len(parts) > 1 else file.stem
    problem = ""
    if not _STUDENT.fullmatch(student):
        problem = (
            "a student's name must be letters, digits and . _ - @, "
            f"got {student!r}: rename the file or folder"
        )
    return Submission(file, student, parts[1] if len(parts) == 3 else "", problem)
