"""A store keeps what is done, does only what is missing, and is never another sweep's."""

import os
import pickle
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest

import fitbreadth.sweep_store as sweep_store
from fitbreadth.sweep import sweep
from fitbreadth.sweep_store import opened, stored

GRID = {"n": [1, 2, 3], "k": [0.5, 1.5]}


NAN, PLAIN = np.array([np.nan]), np.arange(6).reshape(2, 3)


@dataclass(frozen=True)
class Trace:
    values: np.ndarray
    label: str


def trace(n, k, rng):
    return Trace(k * rng.standard_normal(n), f"{n} at {k}")


def first(n):
    return n


def second(n):
    return -n


def fails_at_two(n):
    if n == 2:
        raise OverflowError("two")
    return n


class Scaled:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, n):
        return self.factor * n


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.db"


def counted(runs):
    """Return a progress callback that says how many runs it saw end."""
    return lambda done, total: runs.append(done)


class TestResumes:
    def test_with_the_same_results_as_at_once(self, path):
        seen = []

        def stop(done, total):
            if done == 4:
                raise InterruptedError

        with pytest.raises(InterruptedError) as caught:
            sweep(trace, GRID, seed=3, store=path, progress=stop)
        assert f"the same call goes on from what {path} holds" in caught.value.__notes__
        resumed = sweep(trace, GRID, seed=3, store=path, progress=counted(seen))
        assert seen == [4, 5, 6]
        for x, y in zip(resumed.results, sweep(trace, GRID, seed=3).results, strict=True):
            np.testing.assert_array_equal(x.values, y.values)
            assert x.label == y.label

    def test_and_runs_nothing_once_all_is_there(self, path):
        seen = []
        runs = sweep(trace, GRID, seed=3, store=path)
        again = sweep(trace, GRID, seed=3, store=path, progress=counted(seen))
        assert seen == [6]
        assert again.points == runs.points

    def test_after_a_run_that_failed(self, path):
        with pytest.raises(OverflowError):
            sweep(fails_at_two, {"n": [0, 1, 2, 3]}, store=path)
        assert stored(path).results == (0, 1)

    @pytest.mark.parametrize(
        "again",
        [np.array([1, 2, 3]), (np.int64(1), np.int64(2), np.int64(3))],
        ids=["array", "numbers"],
    )
    def test_a_grid_that_says_the_same(self, path, again):
        sweep(first, {"n": np.arange(1, 4)}, store=path)
        seen = []
        sweep(first, {"n": again}, store=path, progress=counted(seen))
        assert seen == [3]

    @pytest.mark.parametrize("values", [[np.nan], [np.array([1.0, np.nan])], [range(3)], [first]])
    def test_a_grid_of_values_without_plain_equality(self, path, values):
        seen = []
        for _ in range(2):
            sweep(repr_of, {"n": values}, store=path, progress=counted(seen))
        assert seen == [0, 1, 1]

    @pytest.mark.parametrize(
        ("values", "again"),
        [
            ([NAN, NAN], [NAN, NAN.copy()]),
            ([PLAIN], [np.asfortranarray(PLAIN)]),
        ],
        ids=["not a number", "in another layout"],
    )
    def test_a_grid_that_pickles_otherwise(self, path, values, again):
        sweep(repr_of, {"n": values}, store=path)
        assert len(sweep(repr_of, {"n": again}, store=path).results) == len(values)

    def test_by_two_who_write_at_once(self, path):
        with opened(path, first, {"n": [5, 6]}, None) as one:
            with opened(path, first, {"n": [5, 6]}, None) as other:
                other.add(0, 5)
            one.add(0, 5)
            one.add(1, 6)
            assert one.results() == {0: 5, 1: 6}


def repr_of(n):
    return repr(n)


class TestPowerCut:
    def test_drops_the_run_that_was_being_written(self, path):
        # A result larger than SQLite's cache is on the disk in part before it is committed.
        code = f"""
import os
from sweep_functions import new_name
from fitbreadth.sweep_store import opened
with opened({str(path)!r}, new_name, {{"n": [0, 1]}}, None) as store:
    store.add(0, "first")
    store._database.execute("PRAGMA cache_size = 10")
    store._database.execute("BEGIN")
    store.add(1, b"x" * 5_000_000)
    os._exit(9)
"""
        search = os.pathsep.join(sys.path)
        ended = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": search}
        )
        assert ended.returncode == 9
        assert path.with_name("runs.db-journal").exists()
        assert stored(path).results == ("first",)

    def test_before_the_first_run(self, path):
        path.touch()
        with pytest.raises(ValueError, match="got an empty file"):
            stored(path)
        assert sweep(first, {"n": [4]}, store=path).results == (4,)


class TestRefuses:
    @pytest.mark.parametrize(
        ("other", "message"),
        [
            ({"function": second}, r"its function is .*\.first, not .*\.second\. It is left"),
            ({"grid": {"n": [1, 3]}}, r"its grid has n=\[1, 2\], not \[1, 3\]\."),
            ({"grid": {"n": [1, 2, 3]}}, r"its grid has n=\[1, 2\], not \[1, 2, 3\]"),
            ({"grid": {"n": [1, 2.0]}}, r"its grid has n=\[1, 2\], not \[1, 2.0\]"),
            ({"grid": {"m": [1, 2]}}, "its grid is over n, not m"),
            ({"seed": 8}, "its seed is None, not 8"),
            ({"function": second, "seed": 8}, "not .*second; its seed is None, not 8"),
        ],
    )
    def test_the_store_of_another_sweep(self, path, other, message):
        usual = {"function": first, "grid": {"n": [1, 2]}, "seed": None}
        sweep(first, {"n": [1, 2]}, store=path)
        before = path.read_bytes()
        given = {**usual, **other}
        with pytest.raises(ValueError, match=message):
            sweep(given["function"], given["grid"], seed=given["seed"], store=path)
        assert path.read_bytes() == before

    def test_a_grid_of_dataclasses_that_changed(self, path):
        sweep(repr_of, {"n": [Trace(np.arange(2), "a")]}, store=path)
        with pytest.raises(ValueError, match=r"its grid has n=\[Trace.*not \[Trace"):
            sweep(repr_of, {"n": [Trace(np.arange(3, 5), "a")]}, store=path)

    def test_parameters_in_another_order(self, path):
        sweep(pow, {"base": [2], "exp": [3, 4]}, store=path)
        with pytest.raises(ValueError, match="its grid is over base, exp, not exp, base"):
            sweep(pow, {"exp": [3, 4], "base": [2]}, store=path)

    @pytest.mark.parametrize(
        "make", [Scaled, lambda n: partial(pow, n), lambda n: Scaled(n).__call__]
    )
    def test_another_state_of_the_function(self, path, make):
        grid = {"exp" if "pow" in repr(make(2)) else "n": [3]}
        sweep(make(2), grid, store=path)
        assert sweep(make(2), grid, store=path).results == stored(path).results
        with pytest.raises(ValueError, match="with other arguments or state"):
            sweep(make(5), grid, store=path)

    def test_a_function_whose_code_changed(self, path, monkeypatch):
        sweep(first, {"n": [1]}, store=path)
        monkeypatch.setattr(sweep_store, "getsource", lambda function: "def first(n): return n+0")
        with pytest.raises(ValueError, match=r"the code of .*\.first has changed"):
            sweep(first, {"n": [1]}, store=path)

    def test_but_not_one_whose_words_changed(self, path, monkeypatch):
        sweep(first, {"n": [1]}, store=path)
        text = "def first(n):\n    '''Say n.'''\n    return (n)  # at once\n"
        monkeypatch.setattr(sweep_store, "getsource", lambda function: text)
        assert sweep(first, {"n": [1]}, store=path).results == (1,)

    def test_what_is_no_store(self, tmp_path):
        text, database = tmp_path / "notes.txt", tmp_path / "mine.db"
        text.write_text("my notes\n" * 100)
        with sqlite3.connect(database) as mine:
            mine.execute("CREATE TABLE thesis (chapter TEXT)")
        mine.close()
        for file, message in {text: "not a database", database: "got another database"}.items():
            before = file.read_bytes()
            with pytest.raises(ValueError, match=message):
                sweep(first, {"n": [1]}, store=file)
            with pytest.raises(ValueError, match=message):
                stored(file)
            assert file.read_bytes() == before

    def test_places_where_no_file_can_be(self, tmp_path):
        with pytest.raises(ValueError, match="store must be a file, got the folder"):
            sweep(first, {"n": [1]}, store=tmp_path)
        with pytest.raises(FileNotFoundError, match="must lie in a folder that exists"):
            sweep(first, {"n": [1]}, store=tmp_path / "none" / "runs.db")
        with pytest.raises(FileNotFoundError, match="must be the store of a sweep, got none"):
            stored(tmp_path / "runs.db")

    def test_what_does_not_pickle(self, path):
        with pytest.raises(TypeError, match=r"function must pickle .* a name at the top level"):
            sweep(lambda n: n, {"n": [1]}, store=path)
        with pytest.raises(TypeError, match="grid must pickle to have a store"):
            sweep(first, {"n": [lambda: 1]}, store=path)
        assert not path.exists()
        with pytest.raises(TypeError, match="results that pickle, got a generator") as caught:
            sweep(iterate, {"n": [1]}, store=path)
        assert len(caught.value.partial.results) == 1


def iterate(n):
    return (i for i in range(n))


class TestSeed:
    def test_larger_than_a_database_number(self, path):
        runs = sweep(trace, GRID, seed=2**80, store=path)
        again = sweep(trace, GRID, seed=2**80, store=path)
        assert pickle.dumps(again.results[0].values) == pickle.dumps(runs.results[0].values)
        with pytest.raises(ValueError, match=f"its seed is {2**80}, not 1"):
            sweep(trace, GRID, seed=1, store=path)
