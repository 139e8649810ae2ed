"""What an assignment consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["given", "answer", "tests", "rubric", "misconception"]
TESTS = "-tests-"
"""Stands in the name of a cell of tests, between the answer's name and a number."""


class ClassroomError(ValueError):
    """Something handed to this package is not as it must be; the message says it in one line."""


@dataclass(frozen=True)
class Cell:
    """One cell that students get, or that belongs to one.

    Attributes
    ----------
    name : str
        Unique in the assignment, and nbgrader's ``grade_id``.
    kind : {"given", "answer", "tests", "rubric", "misconception"}
    task : str
        The answer it belongs to; the misconception's name for a misconception; else empty.
    code : bool
        Code, or else Markdown.
    points : int
        What it gives; 0 for a cell that is not graded by itself.
    source : str
    """

    name: str
    kind: Kind
    task: str
    code: bool
    points: int
    source: str


@dataclass(frozen=True)
class Task:
    """An answer and what it is worth, in points given by tests or by a person."""

    name: str
    points: int
    by_person: bool


@dataclass(frozen=True)
class Misconception:
    """A plausible mistake: its description, the points it loses per task, and answers with it."""

    name: str
    text: str
    loses: Mapping[str, int]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Assignment:
    """A source as it was read; ``cells`` in their order."""

    chapter: str
    title: str
    minutes: int
    cells: tuple[Cell, ...]
    tasks: tuple[Task, ...]
    misconceptions: tuple[Misconception, ...]

    @property
    def points(self) -> int:
        """All points together.

        Examples
        --------
        >>> tasks = (Task("growth", 5, by_person=False), Task("why", 2, by_person=True))
        >>> Assignment("biology", "An example", 60, (), tasks, ()).points
        7
        """
        return sum(task.points for task in self.tasks)


def in_words(points: int) -> str:
    """Return points as a text says them.

    Examples
    --------
    >>> in_words(1), in_words(2)
    ('1 point', '2 points')
    """
    return f"{points} point" + "s" * (points != 1)
