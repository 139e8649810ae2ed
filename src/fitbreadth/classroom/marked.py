"""The regions that students do not see, and what they see instead."""

from __future__ import annotations

import re

from fitbreadth.classroom.assignment import ClassroomError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
_ANY = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS)")


def solution(where: str, source: str) -> None:
    r"""Refuse an answer that is not one solution between its marks, or has other marks.

    Raises
    ------
    ClassroomError

    Examples
    --------
    >>> solution("cell 3", "def f(x):\n    return x")
    Traceback (most recent call last):
    fitbreadth.classroom.assignment.ClassroomError: cell 3: a solution must stand between
    `### BEGIN SOLUTION` and `### END SOLUTION`
    """
    if not _regions(source, SOLUTION):
        raise ClassroomError(
            f"{where}: a solution must stand between `{SOLUTION[0]}` and `{SOLUTION[1]}`"
        )


def hidden(where: str, source: str) -> None:
    """Refuse tests whose marks of hidden ones do not come in pairs, or that do not test.

    Raises
    ------
    ClassroomError

    Examples
    --------
    >>> hidden("cell 4", "assert f(1) == 1, 'f keeps 1'")
    """
    if _ANY.search(source) and not _regions(source, HIDDEN):
        raise ClassroomError(
            f"{where}: hidden tests must stand between `{HIDDEN[0]}` and `{HIDDEN[1]}`"
        )
    if "assert" not in source:
        raise ClassroomError(f"{where}: a cell with `tests` must assert something")


def nothing(where: str, source: str) -> None:
    """Refuse marks in a cell that students get as it is.

    Raises
    ------
    ClassroomError

    Examples
    --------
    >>> nothing("cell 1", "import numpy as np")
    """
    if _ANY.search(source):
        raise ClassroomError(f"{where}: marks belong in cells with `answer` or `tests` only")


def without(source: str, marks: tuple[str, str]) -> str:
    r"""Return ``source`` without the lines of the marks; what stands between them stays.

    Examples
    --------
    >>> without("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", SOLUTION)
    'x = 1'
    """
    return "\n".join(line for line in source.splitlines() if line.strip() not in marks)


def _regions(source: str, marks: tuple[str, str]) -> int:
    """Return how many regions there are; none if anything about the marks is wrong."""
    found = [line.strip() for line in source.splitlines() if _ANY.search(line)]
    pairs = len(found) // 2
    return pairs if found == [*marks] * pairs else 0
