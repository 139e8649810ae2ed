"""Look at a submitted notebook before anybody grades it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from fitbreadth.classroom.record import Record, digest, name_of, written

MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Finding:
    """One thing about a submission: what is wrong and what to do; ``stops`` grading or not."""

    what: str
    stops: bool


@dataclass(frozen=True)
class Checked:
    """A submission that was looked at.

    Attributes
    ----------
    file : Path
    findings : tuple of Finding
    notebook : NotebookNode or None
        None where the file holds no notebook that could be graded at all.
    unanswered : tuple of str
        Answers that are as they were handed out.
    """

    file: Path
    findings: tuple[Finding, ...]
    notebook: NotebookNode | None
    unanswered: tuple[str, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether something stops it from being graded as it is."""
        return any(finding.stops for finding in self.findings)


def check(file: Path, expected: Record | None = None) -> Checked:
    """Return what is to be said of a submission.

    Parameters
    ----------
    file : Path
    expected : Record, optional
        What the course released. Without it, what the notebook says of itself.
    """
    try:
        notebook = _read(file)
    except ValueError as error:
        return Checked(file, (Finding(str(error), stops=True),), None)
    own = written(notebook)
    target = expected or own
    if target is None or (own is None and _names(notebook).isdisjoint(_answers(target))):
        what = (
            "is a notebook, but no assignment: hand in the notebook that you were given, with "
            "your answers in its cells"
        )
        return Checked(file, (Finding(what, stops=True),), None)
    findings = [*_other(own, expected), *_cells(notebook, target)]
    return Checked(file, tuple(findings), notebook, tuple(_unanswered(notebook, target)))


def _read(file: Path) -> NotebookNode:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError(
                f"is larger than {MOST_BYTES // 10**6} MB: clear all outputs and save it again"
            )
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(
            f"is no notebook (not JSON: {error}): open it in Jupyter, save it and hand it in again"
        ) from None
    if not isinstance(content, dict) or "nbformat" not in content:
        raise ValueError("is JSON, but no notebook: hand in the .ipynb file that you worked in")
    if content["nbformat"] != 4:
        raise ValueError(
            f"is of notebook format {content['nbformat']!r}, not 4: open it in a current Jupyter "
            "and save it"
        )
    try:
        notebook: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
        _tidy(notebook)
        nbformat.validate(notebook)
    except (nbformat.ValidationError, AttributeError, TypeError, KeyError) as error:
        first = str(error).strip().splitlines()[0]
        raise ValueError(
            f"is a damaged notebook ({first}): open it in Jupyter, save it and hand it in again"
        ) from None
    return notebook


def _tidy(notebook: NotebookNode) -> None:
    """Drop outputs, which are made anew, and cells' ids, which may be doubled or missing."""
    for number, cell in enumerate(notebook["cells"]):
        if isinstance(cell["source"], list):
            cell["source"] = "".join(cell["source"])
        cell["id"] = f"cell-{number}"
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    notebook["nbformat_minor"] = 5


def _answers(expected: Record) -> list[str]:
    return [part.name for part in expected.parts if part.kind == "answer"]


def _names(notebook: NotebookNode) -> set[str]:
    return {name_of(cell) for cell in notebook.cells} - {""}


def _other(own: Record | None, expected: Record | None) -> Iterable[Finding]:
    """Tell whether it is of another assignment or version than expected."""
    if expected is None:
        return
    if own is None:
        yield Finding(
            "does not say which version of the assignment it is (its metadata are gone): get the "
            "notebook again and copy the answers into it",
            stops=True,
        )
    elif own.assignment != expected.assignment:
        yield Finding(
            f"belongs to the assignment {own.assignment!r}, not {expected.assignment!r}: hand it "
            "in there",
            stops=True,
        )
    elif own.version != expected.version:
        yield Finding(
            f"was made from version {own.version} of the assignment, the course has "
            f"{expected.version}: get the notebook again and copy the answers into it",
            stops=True,
        )


def _cells(notebook: NotebookNode, expected: Record) -> Iterable[Finding]:
    found = Counter(map(name_of, notebook.cells))
    digests = {name_of(cell): digest(cell.source) for cell in notebook.cells}
    for part in expected.parts:
        where = f"cell {part.name!r}"
        if part.kind == "answer":
            if not found[part.name]:
                yield Finding(
                    f"{where}: this answer's cell is missing; get the notebook again and copy the "
                    "answers into it (a new cell in place of the old one is not recognised)",
                    stops=True,
                )
            elif found[part.name] > 1:
                yield Finding(
                    f"{where}: this answer's cell is there {found[part.name]} times; keep one, the "
                    "others may stay as new cells (split and copied cells keep the old name)",
                    stops=True,
                )
        elif not found[part.name]:
            yield Finding(f"{where} is missing; grading puts it back", stops=False)
        elif part.kind == "tests" and digests[part.name] != part.digest:
            yield Finding(f"{where}: changed tests; grading runs the original", stops=False)
        elif digests[part.name] != part.digest:
            yield Finding(f"{where}: changed, though given; grading uses the original", stops=False)


def _unanswered(notebook: NotebookNode, expected: Record) -> Iterable[str]:
    digests: dict[str, Any] = {name_of(cell): digest(cell.source) for cell in notebook.cells}
    for part in expected.parts:
        if part.kind == "answer" and digests.get(part.name) == part.digest:
            yield part.name
