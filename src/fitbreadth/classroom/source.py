"""Read the source of an assignment, a MyST notebook, and refuse what is not as it must be.

The kind of a cell is a key of its metadata:

===================  ========  ================================================================
``answer``           code      the reference solution; students get it without what stands
                               between ``### BEGIN SOLUTION`` and ``### END SOLUTION``
``answer, points``   Markdown  a model answer, which a person grades
``tests, points``    code      asserts; students do not see what stands between
                               ``### BEGIN HIDDEN TESTS`` and ``### END HIDDEN TESTS``
``rubric``           Markdown  how the points of a written answer are given
``misconception``,   Markdown  a common mistake and the points it loses, per answer
``loses``
``instead-of``       code      an answer of a student who makes it; after its misconception
none of these                  given to students, locked
===================  ========  ================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fitbreadth.classroom import marked
from fitbreadth.classroom.assignment import (
    TESTS,
    Assignment,
    Cell,
    ClassroomError,
    Misconception,
    Task,
)
from fitbreadth.classroom.front_matter import front_matter
from fitbreadth.classroom.kinds import accept

FEWEST_MISCONCEPTIONS = 3


def read(path: Path) -> Assignment:
    """Return the assignment whose source is ``path``.

    Raises
    ------
    ClassroomError
        If it is not as it must be. The message names file, cell and what is accepted.
    """
    import jupytext  # type: ignore[import-untyped, unused-ignore]

    try:
        notebook = jupytext.read(path, fmt="md:myst")
    except (OSError, UnicodeDecodeError) as error:
        raise ClassroomError(f"{path}: {error}") from None
    except Exception as error:  # a broken fence or front matter; jupytext's errors are many
        raise ClassroomError(f"{path} must be a MyST notebook: {error}") from None
    head = front_matter(path, notebook.metadata.get("assignment"))
    reading = _Reading(path)
    for number, cell in enumerate(notebook.cells, start=1):
        reading.take(number, cell)
    return reading.finish(head)


class _Reading:
    """The cells taken so far."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._where = ""
        self._cells: list[Cell] = []
        self._tasks: dict[str, Task] = {}
        self._wrong: dict[str, tuple[str, dict[str, int], dict[str, str]]] = {}

    def take(self, number: int, cell: Any) -> None:
        """Take the next cell."""
        metadata, source = cell.metadata, cell.source.strip("\n")
        self._where = f"{self._path}, cell {number} ({_first_line(source)})"
        code = cell.cell_type == "code"
        accept(self._where, metadata, code=code)
        if "answer" in metadata:
            self._answer(self._name(metadata["answer"]), metadata, code, source)
        elif "tests" in metadata:
            self._tests(metadata, source)
        elif "rubric" in metadata:
            self._known(metadata["rubric"])
            self._cells.append(
                Cell(f"{metadata['rubric']}-rubric", "rubric", metadata["rubric"], False, 0, source)
            )
        elif "misconception" in metadata:
            name = self._name(metadata["misconception"])
            self._wrong[name] = (source, self._loses(metadata["loses"]), {})
            self._cells.append(Cell(name, "misconception", name, False, 0, source))
        elif "instead-of" in metadata:
            self._instead(metadata["instead-of"], source)
        elif source:
            marked.nothing(self._where, source)
            name = f"given-{len(self._cells) + 1}"
            self._cells.append(Cell(name, "given", "", code, 0, source))

    def finish(self, head: tuple[str, str, int]) -> Assignment:
        """Return the whole, if it is one."""
        untested = [
            task.name for task in self._tasks.values() if not task.by_person and not task.points
        ]
        if untested:
            raise ClassroomError(f"{self._path}: answers without tests: {', '.join(untested)}")
        if not any(cell.kind == "tests" for cell in self._cells):
            raise ClassroomError(f"{self._path} must have a cell with `tests`, got none")
        tests = {name: task.points for name, task in self._tasks.items() if not task.by_person}
        for name, (_, loses, answers) in self._wrong.items():
            self._agree(name, loses, answers, tests)
        if len(self._wrong) < FEWEST_MISCONCEPTIONS:
            raise ClassroomError(
                f"{self._path} must have at least {FEWEST_MISCONCEPTIONS} misconceptions, "
                f"got {len(self._wrong)}"
            )
        wrong = tuple(Misconception(name, *rest) for name, rest in self._wrong.items())
        return Assignment(*head, tuple(self._cells), tuple(self._tasks.values()), wrong)

    def _refuse(self, must: str) -> ClassroomError:
        return ClassroomError(f"{self._where}: {must}")

    def _name(self, name: object) -> str:
        if not isinstance(name, str) or not marked.NAME.fullmatch(name):
            raise self._refuse(f"a name must be letters, digits, _ and -, got {name!r}")
        if name in self._tasks or name in self._wrong:
            raise self._refuse(f"names must be unique, {name!r} stands above")
        return name

    def _known(self, name: object) -> Task:
        if not isinstance(name, str) or name not in self._tasks:
            raise self._refuse(
                f"it must belong to an answer above, one of {list(self._tasks)}, got {name!r}"
            )
        return self._tasks[name]

    def _points(self, points: object) -> int:
        if isinstance(points, bool) or not isinstance(points, int) or points < 1:
            raise self._refuse(f"points must be an integer >= 1, got {points!r}")
        return points

    def _answer(self, name: str, metadata: Mapping[str, Any], code: bool, source: str) -> None:
        points = 0 if code else self._points(metadata["points"])
        if code:
            marked.solution(self._where, source)
        self._tasks[name] = Task(name, points, by_person=not code)
        self._cells.append(Cell(name, "answer", name, code, points, source))

    def _tests(self, metadata: Mapping[str, Any], source: str) -> None:
        task = self._known(metadata["tests"])
        if task.by_person:
            raise self._refuse(f"{task.name!r} is a written answer, which a person grades")
        marked.hidden(self._where, source)
        points = self._points(metadata["points"])
        count = sum(cell.task == task.name for cell in self._cells)
        self._cells.append(
            Cell(f"{task.name}{TESTS}{count}", "tests", task.name, True, points, source)
        )
        self._tasks[task.name] = Task(task.name, task.points + points, by_person=False)

    def _loses(self, loses: object) -> dict[str, int]:
        if not isinstance(loses, dict) or not loses:
            raise self._refuse(f"loses must be points per answer, as {{NAME: N}}, got {loses!r}")
        return {str(name): self._points(points) for name, points in loses.items()}

    def _instead(self, name: object, source: str) -> None:
        task = self._known(name)
        if not self._wrong or task.by_person:
            raise self._refuse("it must follow a misconception and stand for an answer in code")
        _, _, answers = self._wrong[list(self._wrong)[-1]]
        if task.name in answers:
            raise self._refuse(f"this misconception has its answer for {task.name!r} already")
        answers[task.name] = source

    def _agree(
        self,
        name: str,
        loses: Mapping[str, int],
        answers: Mapping[str, str],
        tests: Mapping[str, int],
    ) -> None:
        """Refuse a misconception that loses nothing, or more than there is."""
        where = f"{self._path}, misconception {name!r}"
        if not answers:
            raise ClassroomError(f"{where} must be followed by a code cell with `instead-of`")
        for task, lost in loses.items():
            if task not in tests:
                raise ClassroomError(f"{where}: loses must be of {list(tests)}, got {task!r}")
            if lost > tests[task]:
                raise ClassroomError(
                    f"{where}: {task!r} has {tests[task]} points by tests, it cannot lose {lost}"
                )


def _first_line(source: str) -> str:
    line = next((line for line in source.splitlines() if line.strip()), "empty")
    return line if len(line) <= 40 else line[:39] + "…"
