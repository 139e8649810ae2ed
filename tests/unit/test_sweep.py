"""A sweep gives the same results on any executor."""

import sys
import threading
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest
from scipy.sparse import random_array

from fitbreadth.markets.race import race
from fitbreadth.rng import streams
from fitbreadth.sweep import Sweep, sweep

GRID = {"scale": [1.0, 10.0, 100.0], "size": range(1, 5)}


def draw(*, scale, size, rng):
    return scale * rng.standard_normal(size)


def quotient(a, b):
    return a / b


def identity(i):
    return i


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

    def test_goes_to_seed_where_a_model_takes_that(self):
        grid = {"p": [(0.7, 0.3), (0.5, 0.5)]}
        bets = partial(race, [[0.7, 0.3], [0.5, 0.5]], rounds=20, runs=3)
        found = sweep(bets, grid, seed=5).results
        for rng, p, run in zip(streams(5, 2), grid["p"], found, strict=True):
            np.testing.assert_array_equal(run.counts, bets(p=p, seed=rng).counts)

    def test_points_do_not_hold_the_stream(self):
        assert sweep(draw, {"scale": [1.0], "size": [1]}, seed=5).points[0].keys() == {
            "scale",
            "size",
        }


class TestProgress:
    def test_counts_from_none_to_all(self):
        told = []
        sweep(quotient, {"a": [1, 2], "b": [1, 2]}, progress=lambda *now: told.append(now))
        assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]

    def test_counts_on_an_executor_in_the_calling_thread(self):
        told = []
        with ThreadPoolExecutor(3) as pool:
            sweep(
                quotient,
                {"a": range(5), "b": [1]},
                executor=pool,
                progress=lambda *now: told.append((*now, threading.current_thread())),
            )
        here = threading.current_thread()
        assert told == [(done, 5, here) for done in range(6)]

    def test_may_end_the_sweep(self):
        def stop(done, total):
            if done == 2:
                raise InterruptedError("enough")

        with pytest.raises(InterruptedError, match="enough") as caught:
            sweep(quotient, {"a": range(5), "b": [1]}, progress=stop)
        assert caught.value.partial.results == (0, 1)
        assert caught.value.__notes__ == ["2 of 5 runs are kept in error.partial"]

    def test_bar(self, capsys):
        sweep(quotient, {"a": range(5), "b": [1]}, progress=True)
        shown = capsys.readouterr().err
        assert shown.startswith("\r  0%|")
        assert "| 5/5 [" in shown

    def test_bar_of_a_sweep_that_goes_on(self, capsys, tmp_path):
        grid, store = {"base": [2], "exp": range(4)}, tmp_path / "runs.db"

        def stop(done, total):
            if done == 2:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            sweep(pow, grid, store=store, progress=stop)
        sweep(pow, grid, store=store, progress=True)
        assert capsys.readouterr().err.startswith("\r 50%|")

    def test_bar_needs_tqdm(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
        ran = []
        with pytest.raises(ModuleNotFoundError, match=r"pip install 'fitbreadth\[scale\]'"):
            sweep(ran.append, {"a": [1]}, progress=True)
        assert ran == []


class Watched(ThreadPoolExecutor):
    """Knows when the last of the runs handed in is over, or cancelled."""

    def submit(self, *args, **kwargs):
        self.last = super().submit(*args, **kwargs)
        return self.last


class TestErrors:
    def test_name_the_point_and_keep_their_type(self):
        with pytest.raises(ZeroDivisionError) as caught:
            sweep(quotient, {"a": [1], "b": [2, 0, 4]})
        assert caught.value.__notes__ == [
            "at grid point a=1, b=0",
            "1 of 3 runs are kept in error.partial",
        ]
        assert caught.value.partial == Sweep(({"a": 1, "b": 2},), (0.5,), (1,))

    def test_on_an_executor_too_and_the_waiting_runs_are_cancelled(self):
        given_up, started = threading.Event(), []

        def run(i):
            if i == 1:
                started.append(i)
                raise KeyError("first")
            if i > 1:
                pool.last.add_done_callback(lambda last: given_up.set())
                assert given_up.wait(30)
            started.append(i)
            return i

        with Watched(1) as pool, pytest.raises(KeyError) as caught:
            # run 2 may have begun by then: it is waited for and kept
            sweep(run, {"i": range(100)}, executor=pool)
        assert caught.value.__notes__[0] == "at grid point i=1"
        assert started in ([0, 1], [0, 1, 2])
        assert caught.value.partial.results == tuple(i for i in started if i != 1)

    def test_of_several_the_first_in_the_grid_is_raised(self):
        both = threading.Barrier(2)

        def run(i):
            both.wait(30)
            raise KeyError(i)

        with ThreadPoolExecutor(2) as pool, pytest.raises(KeyError) as caught:
            sweep(run, {"i": [0, 1]}, executor=pool)
        assert caught.value.args == (0,)

    def test_keep_what_was_done_when_the_user_interrupts(self):
        def run(i):
            if i == 2:
                raise KeyboardInterrupt
            return i

        with pytest.raises(KeyboardInterrupt) as caught:
            sweep(run, {"i": range(5)})
        assert caught.value.partial.results == (0, 1)

    def test_a_function_without_the_parameter(self):
        with pytest.raises(TypeError, match="unexpected keyword") as caught:
            sweep(quotient, {"a": [1], "c": [2]})
        assert caught.value.__notes__[0] == "at grid point a=1, c=2"

    def test_of_the_callback_cancel_the_waiting_runs_too(self):
        given_up, started = threading.Event(), []

        def run(i):
            started.append(i)
            if i == 1:
                pool.last.add_done_callback(lambda last: given_up.set())
                given_up.wait(30)

        def stop(done, total):
            if done == 1:
                raise InterruptedError

        with Watched(1) as pool, pytest.raises(InterruptedError):
            sweep(run, {"i": range(100)}, executor=pool, progress=stop)
        assert started in ([0], [0, 1])

    def test_of_an_executor_that_ends_before_it_has_all_runs(self):
        class Ends(ThreadPoolExecutor):
            def submit(self, run_call, function, call, name):
                if call.point["i"] == 3:
                    raise BrokenExecutor("ended")
                return super().submit(run_call, function, call, name)

        with Ends(2) as pool, pytest.raises(BrokenExecutor, match="ended") as caught:
            sweep(identity, {"i": range(9)}, executor=pool)
        assert caught.value.partial.results == (0, 1, 2)
        assert caught.value.__notes__[0] == "the executor broke; first unfinished grid point i=3"

    def test_of_a_broken_pool_leave_its_runs_to_it(self):
        # A pool that breaks gives each of its runs the error, and stops if one was cancelled.
        class Run(Future):
            def cancel(self):
                assert self.done(), "cancelled while the pool was ending it"
                return super().cancel()

        class Breaks(Executor):
            def submit(self, run_call, function, call, name):
                run = Run()
                wait = 0.2 * call.point["i"]
                threading.Timer(wait, run.set_exception, [BrokenExecutor("died")]).start()
                return run

        with pytest.raises(BrokenExecutor, match="died") as caught:
            sweep(identity, {"i": range(2)}, executor=Breaks())
        assert caught.value.partial.results == ()

    def test_of_an_executor_that_was_shut_down(self):
        pool = ThreadPoolExecutor(1)
        pool.shutdown()
        with pytest.raises(RuntimeError, match="after shutdown") as caught:
            sweep(quotient, {"a": [1], "b": [2]}, executor=pool)
        assert caught.value.partial.results == ()

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
            ({"progress": 3}, TypeError, "progress must be a bool or a callable, got 3"),
            ({"store": 3}, TypeError, "store must be a path, got 3"),
            ({"seed": -1}, ValueError, "seed must be an integer >= 0, got -1"),
            ({"seed": 1.5}, TypeError, "seed must be an integer"),
            ({"seed": 1, "grid": {"rng": [1]}}, ValueError, "grid must not name rng when seed"),
            (
                {"seed": 1, "function": race, "grid": {"seed": [1]}},
                ValueError,
                "grid must not name seed when seed",
            ),
        ],
    )
    def test_refuses(self, arguments, error, message):
        usual = {"function": quotient, "grid": {"a": [1], "b": [1]}}
        call = {**usual, **arguments}
        with pytest.raises(error, match=message):
            sweep(call.pop("function"), call.pop("grid"), **call)
