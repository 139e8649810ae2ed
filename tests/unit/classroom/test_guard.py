"""What the guard gives back, and what it leaves alone."""

from __future__ import annotations

import builtins
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from fitbreadth.classroom.guard import GIVEN, TESTS, Guard


@pytest.fixture
def names() -> dict[str, Any]:
    return {}


def guarded(names: dict[str, Any]) -> Guard:
    """Return a guard after one given cell; it holds on to the streams of its time."""
    guard = Guard(names)
    guard.before(GIVEN)
    names["math"], names["LIMIT"] = math, 3
    guard.after(GIVEN)
    return guard


def _test(guard: Guard) -> None:
    guard.before(TESTS)
    guard.after(TESTS)


def test_given_names(names: dict[str, Any], capsys) -> None:
    guard = guarded(names)
    names["math"] = 5
    del names["LIMIT"]
    _test(guard)
    assert names == {"math": math, "LIMIT": 3}
    assert capsys.readouterr().out == "Given back their meaning for these tests: math, LIMIT.\n"


def test_given_data_changed_in_place(names: dict[str, Any], capsys) -> None:
    guard = Guard(names)
    guard.before(GIVEN)
    names["data"], names["array"] = [3, 1, 2], np.array([2.0, 1.0])
    guard.after(GIVEN)
    names["data"].sort()
    _test(guard)
    assert names["data"] == [3, 1, 2]
    assert capsys.readouterr().out == "Given back their meaning for these tests: data.\n"
    names["array"].sort()
    _test(guard)
    assert names["array"].tolist() == [2.0, 1.0]
    _test(guard)
    assert capsys.readouterr().out == "Given back their meaning for these tests: array.\n"


def test_builtins_named_anew(names: dict[str, Any]) -> None:
    guard = guarded(names)
    names["sum"] = 0
    _test(guard)
    assert "sum" not in names


def test_builtins_themselves_at_once(monkeypatch, capsys) -> None:
    guard = guarded({})
    monkeypatch.setattr(builtins, "sorted", None)
    guard.before("a student's cell")
    guard.after("a student's cell")
    assert sorted([2, 1]) == [1, 2]
    _test(guard)
    assert "sorted" in capsys.readouterr().out


def test_functions_of_modules(monkeypatch) -> None:
    guard = guarded({})
    sine = math.sin
    monkeypatch.setattr(math, "sin", None)
    monkeypatch.delattr(math, "cos")
    _test(guard)
    assert math.sin is sine
    assert math.cos(0) == 1


def test_students_own_names_are_left(names: dict[str, Any], capsys) -> None:
    guard = guarded(names)
    names["mine"] = 1
    names["math"] = math
    _test(guard)
    assert names["mine"] == 1
    assert capsys.readouterr().out == ""


def test_given_cell_run_again_after_a_slip(names: dict[str, Any]) -> None:
    guard = guarded(names)
    names["LIMIT"] = 0
    guard.before(GIVEN)
    assert names["LIMIT"] == 3
    guard.after(GIVEN)


def test_errors_are_printed_in_tests_only(capsys) -> None:
    guard = guarded({})
    guard.before(TESTS)
    print("so so", file=sys.stderr)
    guard.after(TESTS)
    print("afterwards", file=sys.stderr)
    out, err = capsys.readouterr()
    assert out == "so so\n"
    assert err == "afterwards\n"


def test_needs_nothing_that_students_do_not_have() -> None:
    """Its imports are Python's own, IPython only where it is installed."""
    code = (
        "import sys\nfor name in ('nbgrader', 'nbformat', 'nbclient', 'nbconvert', 'jupytext',"
        " 'IPython', 'numpy'):\n    sys.modules[name] = None\n"
        "from fitbreadth.classroom import guard"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_check_needs_no_nbgrader() -> None:
    code = (
        "import sys\nfor name in ('nbgrader', 'nbclient', 'nbconvert', 'jupytext'):\n"
        "    sys.modules[name] = None\nimport fitbreadth.classroom.__main__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
