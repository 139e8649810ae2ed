"""A sweep gives the same results on any executor."""

import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from scipy.sparse import random_array

from fitbreadth.rng import streams
from fitbreadth.sweep import sweep

GRID = {"scale": [1.0, 10.0, 100.0], "size": range(1, 5)}


def draw(*, scale, size, rng):
    return scale * rng.standard_normal(size)


def quotient(a, b):
    return a / b


class TestOrder:
    def test_last_parameter_varies_fastest(self):
        runs = sweep(lambda a, b: f"{a}{b}", {"a": ["x", "y"], "b": (0, 1, 2)})
        assert runs.results == ("x0", "x1", "x2", "y0", "y1", "y2")
        assert runs.points[1] == {"a": "x", "b": 1}
        assert runs.shape == (2, 3)

    def test_agrees_with_broadcasting(self):
        a, b = np.arange(4.0), np.linspace(1, 2, 3)
        runs = sweep(quotient, {"a": a, "b": b})
        np.testing.assert_array_equal(np.reshape(runs.results, runs.shape), a[:, None] / b)

    def test_does_not_depend_on_who_finishes_first(self):
        last_has_run = threading.Event()

        def run(i):
            if i == 3:
                last_has_run.set()
            return i if i or last_has_run.wait(30) else "never released"

        with ThreadPoolExecutor(4) as pool:
            assert sweep(run, {"i": range(4)}, executor=pool).results == (0, 1, 2, 3)


class TestRandomStreams:
    @pytest.mark.parametrize("workers", [1, 5])
    def test_same_numbers_on_threads(self, workers):
        here = sweep(draw, GRID, seed=5)
        with ThreadPoolExecutor(workers) as pool:
            there = sweep(draw, GRID, seed=5, executor=pool)
        assert there.points == here.points
        for x, y in zip(here.results, there.results, strict=True):
            np.testing.assert_array_equal(x, y)

    def test_same_numbers_in_other_processes(self):
        # A fresh interpreter cannot import this test module, so a SciPy function that takes rng=.
        grid = {"shape": [(3, 3), (2, 5)], "density": [0.2, 0.5, 0.9]}
        here = sweep(random_array, grid, seed=5)
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            there = sweep(random_array, grid, seed=5, executor=pool)
        for x, y in zip(here.results, there.results, strict=True):
            np.testing.assert_array_equal(x.toarray(), y.toarray())

    def test_each_point_has_the_stream_of_its_position(self):
        runs = sweep(draw, {"scale": [1.0], "size": [2, 2, 2]}, seed=5)
        for rng, values in zip(streams(5, 3), runs.results, strict=True):
            np.testing.assert_array_equal(values, rng.standard_normal(2))

    def test_repeats_with_its_seed_alone(self):
        first, again, other = (sweep(draw, GRID, seed=s).results for s in (1, 1, 2))
        assert all(np.array_equal(x, y) for x, y in zip(first, again, strict=True))
        assert not any(np.array_equal(x, y) for x, y in zip(first, other, strict=True))

    def test_points_do_not_hold_the_stream(self):
        assert sweep(draw, {"scale": [1.0], "size": [1]}, seed=5).points[0].keys() == {
            "scale",
            "size",
        }


class TestErrors:
    def test_name_the_point_and_keep_their_type(self):
        with pytest.raises(ZeroDivisionError) as caught:
            sweep(quotient, {"a": [1], "b": [2, 0]})
        assert caught.value.__notes__ == ["at grid point a=1, b=0"]

    def test_on_an_executor_too_and_the_waiting_runs_are_cancelled(self):
        failed, ran = threading.Event(), []

        def run(i):
            if i == 0:
                raise KeyError("first")
            failed.wait(30)
            ran.append(i)

        with ThreadPoolExecutor(1) as pool:
            # The one worker is held at run 1 until the sweep has given up on the rest.
            with pytest.raises(KeyError) as caught:
                sweep(run, {"i": range(100)}, executor=pool)
            failed.set()
        assert caught.value.__notes__ == ["at grid point i=0"]
        assert ran in ([], [1])

    def test_a_function_without_the_parameter(self):
        with pytest.raises(TypeError, match="unexpected keyword") as caught:
            sweep(quotient, {"a": [1], "c": [2]})
        assert caught.value.__notes__ == ["at grid point a=1, c=2"]

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"function": 3}, TypeError, "function must be callable, got 3"),
            ({"grid": [1, 2]}, TypeError, "grid must be a mapping"),
            ({"grid": {}}, ValueError, "grid must hold at least one point"),
            ({"grid": {"a": [1], "b": []}}, ValueError, "grid must hold at least one point"),
            ({"grid": {"a": 1, "b": [1]}}, TypeError, "names to sequences, got 'a': 1"),
            ({"grid": {"a": "12", "b": [1]}}, TypeError, "names to sequences, got 'a': '12'"),
            ({"grid": {"a": {1, 2}, "b": [1]}}, TypeError, "names to sequences"),
            ({"grid": {1: [1]}}, TypeError, "names to sequences, got 1"),
            ({"grid": {"a": np.array(3.0)}}, TypeError, "names to sequences, got 'a'"),
            ({"executor": 4}, TypeError, "executor must be a concurrent.futures.Executor, got 4"),
            ({"seed": -1}, ValueError, "seed must be an integer >= 0, got -1"),
            ({"seed": 1.5}, TypeError, "seed must be an integer"),
            ({"seed": 1, "grid": {"rng": [1]}}, ValueError, "grid must not name rng when seed"),
        ],
    )
    def test_refuses(self, arguments, error, message):
        usual = {"function": quotient, "grid": {"a": [1], "b": [1]}}
        call = {**usual, **arguments}
        with pytest.raises(error, match=message):
            sweep(call.pop("function"), call.pop("grid"), **call)
