"""Grade what was submitted: look at it first, run nbgrader on what can be graded, list the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from fitbreadth.classroom import nbgrader_runs, notebooks
from fitbreadth.classroom.check import Checked, check
from fitbreadth.classroom.course import SUBMITTED, released
from fitbreadth.classroom.record import KEY, Record, digest, written
from fitbreadth.classroom.restore import restored
from fitbreadth.classroom.settings import SECONDS
from fitbreadth.classroom.submissions import Submission, find

Released = Mapping[str, tuple[NotebookNode, Record]]


@dataclass(frozen=True)
class Outcome:
    """What became of a submission.

    Attributes
    ----------
    submission : Submission
    assignment : str
        Empty if it is of none.
    graded : bool
    notes : tuple of str
        What is to be said of it; of one that was not graded, why.
    """

    submission: Submission
    assignment: str
    graded: bool
    notes: tuple[str, ...] = field(default=())


def grade(
    course: Path, submissions: Path | None = None, *, anyway: bool = False, seconds: int = SECONDS
) -> list[Outcome]:
    """Grade every submission that can be, one by one.

    Parameters
    ----------
    course : Path
        A course folder, see `course.make_course`.
    submissions : Path, optional
        Where they are; ``submitted`` in the course folder if not given. Nothing there is changed.
    anyway : bool
        Grade by what matches also where another version was handed in, or answers are missing
        or doubled.
    seconds : int
        How long one cell may run.

    Raises
    ------
    ClassroomError
        If there is no course, or there are no submissions.
    """
    out = released(course)
    found = find(submissions or course / SUBMITTED)
    seen: dict[tuple[str, str], Path] = {}
    outcomes = []
    for each in found:
        assignment, checked = _look(each, out)
        notes = [each.problem] if each.problem else [finding.what for finding in checked.findings]
        first = seen.setdefault((each.student, assignment), each.path)
        if assignment and first != each.path:
            notes = [f"{each.student} has handed in {first} as well: keep one", *notes]
        elif checked.notebook is not None and assignment and (anyway or not checked.stopped):
            copied = restored(checked.notebook, out[assignment][0])
            problem = _run(course, assignment, each.student, copied, seconds)
            if not problem:
                outcomes.append(Outcome(each, assignment, graded=True, notes=tuple(notes)))
                continue
            notes.append(problem)
        outcomes.append(Outcome(each, assignment, graded=False, notes=tuple(notes)))
    return outcomes


def _look(each: Submission, out: Released) -> tuple[str, Checked]:
    """Return the assignment, and what is to be said of the file held against it."""
    if each.problem:
        return "", Checked(each.path, (), None)
    alone = check(each.path)
    own = written(alone.notebook) if alone.notebook is not None else None
    for name in (each.assignment, own.assignment if own else "", each.path.stem):
        if name in out:
            return name, check(each.path, out[name][1])
    # without its metadata, a notebook is of the assignment that it has most cells of
    tried = {name: check(each.path, expected) for name, (_, expected) in out.items()}
    alike = {name: found for name, found in tried.items() if found.notebook is not None}
    if own is None and alike:
        name = min(alike, key=lambda name: len(alike[name].findings))
        return name, alike[name]
    return "", alone


def _run(course: Path, assignment: str, student: str, notebook: NotebookNode, seconds: int) -> str:
    """Grade the copy; return why that did not work, else nothing.

    What was graded just so before is not graded again: nbgrader would then want every written
    answer looked at a second time.
    """
    name = f"{assignment}.ipynb"
    source = (course / "source" / assignment / name).read_text(encoding="utf-8")
    notebook.metadata[KEY]["graded by"] = {"source": digest(source), "seconds": seconds}
    checked = course / "checked" / student / assignment / name
    commands: list[nbgrader_runs.Command] = ["autograde", "generate_feedback"]
    if (course / "autograded" / student / assignment / name).exists() and (
        checked.exists() and notebooks.read(checked) == notebook
    ):
        commands.remove("autograde")
    checked.parent.mkdir(parents=True, exist_ok=True)
    notebooks.write(notebook, checked)
    for command in commands:
        problem = nbgrader_runs.run(course, command, assignment, student, seconds=seconds)
        if problem:
            return f"nbgrader's {command} failed: {problem}"
    return ""


def summary(outcomes: list[Outcome]) -> Iterator[str]:
    """Return a line for each submission, and one for each thing to be said of it."""
    for each in outcomes:
        state = "graded" if each.graded else "NOT GRADED"
        yield f"{each.submission.path}: {state}"
        yield from (f"    {note}" for note in each.notes)
