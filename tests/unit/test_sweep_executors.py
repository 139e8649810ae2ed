"""A sweep on processes and on a Dask cluster: same results, and what is done outlives a death."""

import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import numpy as np
import pytest
from distributed import Client, KilledWorker, LocalCluster
from sweep_functions import combine, die, die_always, draw, new_name

from fitbreadth.sweep import sweep
from fitbreadth.sweep_store import stored

GRID = {"scale": [1.0, 10.0, 100.0], "size": range(1, 5)}
DEATHS = {"processes": BrokenProcessPool, "dask": KilledWorker}


@contextmanager
def processes(workers=2):
    # a fresh interpreter: what works there works wherever the functions can be imported
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield pool


@pytest.fixture(scope="module")
def client():
    with (
        # port 0: two test runs at once would both want the usual one, and Dask warns of that
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client
    assert multiprocessing.active_children() == []


@pytest.fixture(params=DEATHS)
def executor(request):
    if request.param == "processes":
        with processes() as pool:
            yield pool
    else:
        yield request.getfixturevalue("client").get_executor()


@pytest.fixture
def mortal(request, executor):
    """Return an executor that does not try again what a worker has died of, and how it says so."""
    kind = request.node.callspec.params["executor"]
    if kind == "processes":
        yield executor, DEATHS[kind]
        return
    client = request.getfixturevalue("client")

    def allow(failures, dask_scheduler):
        before, dask_scheduler.allowed_failures = dask_scheduler.allowed_failures, failures
        return before

    before = client.run_on_scheduler(allow, 0)
    yield executor, DEATHS[kind]
    client.run_on_scheduler(allow, before)
    client.wait_for_workers(2, timeout=30)


def let_die(folder, *, when):
    """Return a progress callback that makes run 0 die when so many runs are done."""
    return lambda done, total: (folder / "die").touch() if done == when else None


def times_run(folder, n):
    return len(list(folder.glob(f"ran-{n}-*")))


def assert_same(here, there):
    assert here.points == there.points
    assert here.shape == there.shape
    for x, y in zip(here.results, there.results, strict=True):
        np.testing.assert_array_equal(x, y)


class TestSameResults:
    def test_with_a_seed(self, executor):
        assert_same(sweep(draw, GRID, seed=5), sweep(draw, GRID, seed=5, executor=executor))

    def test_without_one(self, executor):
        grid = {"base": range(2, 7), "exp": [0, 3]}
        assert_same(sweep(pow, grid), sweep(pow, grid, executor=executor))

    @pytest.mark.parametrize("workers", [1, 3])
    def test_on_other_numbers_of_processes(self, workers):
        with processes(workers) as pool:
            assert_same(sweep(draw, GRID, seed=5), sweep(draw, GRID, seed=5, executor=pool))

    def test_on_one_dask_worker(self, client):
        address = next(iter(client.scheduler_info()["workers"]))
        alone = client.get_executor(workers=[address])
        assert_same(sweep(draw, GRID, seed=5), sweep(draw, GRID, seed=5, executor=alone))

    def test_of_parameters_that_submit_has_too(self, executor):
        grid = {"fn": ["a", "b"], "key": [1], "retries": [2]}
        assert sweep(combine, grid, executor=executor).results == (("a", 1, 2), ("b", 1, 2))

    def test_a_lambda_travels_to_dask(self, client):
        runs = sweep(lambda n: n * 2, {"n": range(3)}, executor=client.get_executor())
        assert runs.results == (0, 2, 4)

    def test_equal_points_are_runs_of_their_own(self, executor):
        twice = [sweep(new_name, {"n": [1, 1]}, executor=executor).results for _ in range(2)]
        assert len({name for results in twice for _, name in results}) == 4

    def test_of_a_run_that_the_executor_tries_again(self):
        class Twice(Executor):
            def submit(self, function, /, *args, **kwargs):
                function(*args, **kwargs)
                run = Future()
                run.set_result(function(*args, **kwargs))
                return run

        assert_same(sweep(draw, GRID, seed=5), sweep(draw, GRID, seed=5, executor=Twice()))


class TestDeath:
    def test_keeps_what_was_done(self, mortal, tmp_path):
        executor, death = mortal
        grid = {"n": range(6), "folder": [str(tmp_path)]}
        with pytest.raises(death) as caught:
            sweep(die_always, grid, executor=executor, progress=let_die(tmp_path, when=5))
        assert caught.value.partial.results == (1, 2, 3, 4, 5)
        assert [point["n"] for point in caught.value.partial.points] == [1, 2, 3, 4, 5]
        assert caught.value.partial.shape == (5,)
        assert "grid point n=0" in caught.value.__notes__[0]
        assert caught.value.__notes__[1] == "5 of 6 runs are kept in error.partial"

    def test_with_runs_still_waiting(self, mortal, tmp_path):
        executor, death = mortal
        grid = {"n": range(60), "folder": [str(tmp_path)]}
        with pytest.raises(death) as caught:
            sweep(die_always, grid, executor=executor, progress=let_die(tmp_path, when=2))
        assert len(caught.value.partial.results) >= 2
        for point, result in zip(
            caught.value.partial.points, caught.value.partial.results, strict=True
        ):
            assert result == point["n"] > 0

    def test_and_then_the_store_does_the_rest(self, mortal, tmp_path):
        executor, death = mortal
        grid, store = {"n": range(6), "folder": [str(tmp_path)]}, tmp_path / "runs.db"
        with pytest.raises(death):
            sweep(die, grid, executor=executor, store=store, progress=let_die(tmp_path, when=5))
        assert [point["n"] for point in stored(store).points] == [1, 2, 3, 4, 5]
        with ThreadPoolExecutor(2) as other:
            runs = sweep(die, grid, executor=other, store=store)
        np.testing.assert_array_equal(runs.results, np.arange(6)[:, None] * np.ones(3))
        assert [times_run(tmp_path, n) for n in range(6)] == [2, 1, 1, 1, 1, 1]

    def test_is_survived_where_the_cluster_tries_again(self, client, tmp_path):
        (tmp_path / "die").touch()
        grid = {"n": range(4), "folder": [str(tmp_path)]}
        runs = sweep(die, grid, executor=client.get_executor())
        np.testing.assert_array_equal(runs.results, np.arange(4)[:, None] * np.ones(3))
        assert times_run(tmp_path, 0) == 2
        client.wait_for_workers(2, timeout=30)

    def test_of_a_pool_that_is_already_broken(self, tmp_path):
        (tmp_path / "die").touch()
        grid = {"n": range(3), "folder": [str(tmp_path)]}
        with processes() as pool:
            for _ in range(2):
                with pytest.raises(BrokenProcessPool, match="process") as caught:
                    sweep(die_always, grid, executor=pool)
        assert caught.value.partial.results == ()
