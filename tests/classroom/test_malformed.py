"""What cannot be graded is listed with its reason; the rest is, and no file is changed."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from handed_in import answered, by_task, cell
from nbformat import NotebookNode

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.record import KEY, name_of

FULL = {"mean": 3, "growth": 5, "why": 0}


@pytest.fixture
def done(released: NotebookNode, right: dict[str, str]) -> NotebookNode:
    return answered(released, right)


def _no_json(done: NotebookNode) -> str:
    return "Dear teacher, here is my"


def _cut_off(done: NotebookNode) -> str:
    return json.dumps(done)[:-300]


def _no_notebook(done: NotebookNode) -> str:
    return "[1, 2]"


def _old_format(done: NotebookNode) -> str:
    return json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []})


def _damaged(done: NotebookNode) -> str:
    return json.dumps(done | {"cells": [{"cell_type": "code"}]})


def _no_cells(done: NotebookNode) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def _another_notebook(done: NotebookNode) -> str:
    return json.dumps(notebooks.notebook([notebooks.code("1 + 1", "one")]))


UNREADABLE = {
    _no_json: "is no notebook (not JSON",
    _cut_off: "is no notebook (not JSON",
    _no_notebook: "is JSON, but no notebook",
    _old_format: "is of notebook format 3, not 4",
    _damaged: "is a damaged notebook",
    _no_cells: "is a damaged notebook",
    _another_notebook: "is a notebook, but no assignment",
}


@pytest.mark.parametrize("spoil", UNREADABLE, ids=lambda function: function.__name__[1:])
@pytest.mark.parametrize("anyway", [False, True])
def test_unreadable(spoil, anyway: bool, done: NotebookNode, graded, tmp_path: Path) -> None:
    file = tmp_path / "ada.ipynb"
    file.write_text(spoil(done))
    before = file.read_bytes()
    (outcome,), (row,) = graded(anyway=anyway)
    assert not outcome.graded
    assert UNREADABLE[spoil] in row.notes
    assert (row.student, row.task, row.points) == ("ada", "", None)
    assert file.read_bytes() == before


def _other_version(done: NotebookNode) -> None:
    done.metadata[KEY]["version"] = "0" * 12


def _no_metadata(done: NotebookNode) -> None:
    done.metadata = {}


def _missing_answer(done: NotebookNode) -> None:
    done.cells = [each for each in done.cells if name_of(each) != "mean"]


def _doubled_answer(done: NotebookNode) -> None:
    wrong = copy.deepcopy(cell(done, "mean"))
    wrong.source = "def mean(x):\n    return 0"
    done.cells.insert(2, wrong)


STOPPED = {
    _other_version: ("was made from version 000000000000", FULL),
    _no_metadata: ("does not say which version", FULL),
    _missing_answer: ("cell 'mean': this answer's cell is missing", FULL | {"mean": 0}),
    _doubled_answer: ("cell 'mean': this answer's cell is there 2 times", FULL),
}


@pytest.mark.parametrize("spoil", STOPPED, ids=lambda function: function.__name__[1:])
def test_graded_by_what_matches_only_if_asked(
    spoil, done: NotebookNode, graded, tmp_path: Path
) -> None:
    spoil(done)
    student = spoil.__name__[1:]
    file = tmp_path / f"{student}.ipynb"
    file.write_text(json.dumps(done))
    before = file.read_bytes()
    word, points = STOPPED[spoil]
    (outcome,), (row,) = graded()
    assert not outcome.graded
    assert word in row.notes
    (outcome,), rows = graded(anyway=True)
    assert outcome.graded
    assert by_task(rows, student) == points
    assert all(word in row.notes for row in rows)
    assert file.read_bytes() == before


def test_other_assignment(done: NotebookNode, graded, tmp_path: Path) -> None:
    done.metadata[KEY]["assignment"] = "biology"
    folder = tmp_path / "ada" / "sample"
    folder.mkdir(parents=True)
    notebooks.write(done, folder / "sample.ipynb")
    (outcome,), (row,) = graded()
    assert not outcome.graded
    assert "belongs to the assignment 'biology', not 'sample'" in row.notes


def _changed_tests(done: NotebookNode) -> None:
    cell(done, "mean-tests-1").source = "assert True"


def _missing_tests(done: NotebookNode) -> None:
    done.cells = [each for each in done.cells if name_of(each) != "mean-tests-2"]


def _changed_given(done: NotebookNode) -> None:
    cell(done, "given-2").source = "import numpy as np"


def _no_guard(done: NotebookNode) -> None:
    done.cells = done.cells[1:]


REPAIRED = {
    _changed_tests: "cell 'mean-tests-1': changed tests; grading runs the original",
    _missing_tests: "cell 'mean-tests-2' is missing; grading puts it back",
    _changed_given: "cell 'given-2': changed, though given; grading uses the original",
    _no_guard: "cell 'guard' is missing; grading puts it back",
}


@pytest.mark.parametrize("spoil", REPAIRED, ids=lambda function: function.__name__[1:])
def test_put_right_and_said(spoil, done: NotebookNode, graded, tmp_path: Path) -> None:
    cell(done, "mean").source = "def mean(x):\n    return 2"
    spoil(done)
    student = spoil.__name__[1:]
    notebooks.write(done, tmp_path / f"{student}.ipynb")
    (outcome,), rows = graded()
    assert outcome.notes == (REPAIRED[spoil],)
    assert by_task(rows, student) == FULL | {"mean": 1}


def test_cells_of_the_students_own_are_kept_in_place(
    done: NotebookNode, graded, course: Path, tmp_path: Path
) -> None:
    place = [name_of(each) for each in done.cells].index("mean")
    done.cells.insert(place, notebooks.code("def total(x):\n    return sum(x)", "helper"))
    cell(done, "mean").source = "def mean(x):\n    return total(x) / len(x)"
    notebooks.write(done, tmp_path / "helper.ipynb")
    (outcome,), rows = graded()
    assert outcome.notes == ()
    assert by_task(rows, "helper") == FULL
    graded_copy = notebooks.read(course / "autograded/helper/sample/sample.ipynb")
    sources = [each.source for each in graded_copy.cells]
    assert sources.index("def total(x):\n    return sum(x)") == place


def test_one_bad_file_costs_nobody_else(done: NotebookNode, graded, tmp_path: Path) -> None:
    (tmp_path / "bad.ipynb").write_text("{")
    (tmp_path / "empty").mkdir()
    notebooks.write(done, tmp_path / "bob smith.ipynb")
    notebooks.write(done, tmp_path / "zoe.ipynb")
    (tmp_path / "zoe").mkdir()
    notebooks.write(done, tmp_path / "zoe" / "again.ipynb")
    outcomes, rows = graded()
    assert {each.submission.path.name for each in outcomes if each.graded} == {"again.ipynb"}
    said = {row.student: row.notes for row in rows if not row.task}
    assert "no notebook" in said["bad"]
    assert "no .ipynb" in said["empty"]
    assert "rename" in said["bob smith"]
    assert "keep one" in said["zoe"]
    assert by_task(rows, "zoe").items() >= FULL.items()
