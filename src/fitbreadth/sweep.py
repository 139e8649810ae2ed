"""Run a function over a grid, here or on any ``concurrent.futures`` executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from inspect import signature
from itertools import product
from math import prod
from os import PathLike
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from fitbreadth.rng import streams
from fitbreadth.sweep_runs import Call, each_run

R = TypeVar("R")
Grid = Mapping[str, Sequence[Any] | NDArray[Any]]
Report = Callable[[int, int], object]


@dataclass(frozen=True)
class Sweep(Generic[R]):
    """The runs of a sweep, in grid order: the last parameter varies fastest.

    Attributes
    ----------
    points : tuple of dict
        The grid's keyword arguments of each run.
    results : tuple
        What the function returned at each point.
    shape : tuple of int
        Number of values of each parameter: ``np.reshape(results, shape)`` is the table of
        a function that returns a number. Of a sweep that did not end, the number of runs.
    """

    points: tuple[dict[str, Any], ...]
    results: tuple[R, ...]
    shape: tuple[int, ...]


def sweep(
    function: Callable[..., R],
    grid: Grid,
    *,
    executor: Executor | None = None,
    seed: int | None = None,
    progress: bool | Report = False,
    store: str | PathLike[str] | None = None,
) -> Sweep[R]:
    """Call ``function`` with keyword arguments at every point of a product grid.

    Parameters
    ----------
    function : callable
        Called as ``function(**point)``. With a process pool it must be importable there.
    grid : mapping of str to sequence
        The values of each parameter.
    executor : concurrent.futures.Executor, optional
        Where to run; by default here, one point after the other. A Dask cluster's is
        ``client.get_executor()``. It stays open.
    seed : int, optional
        If given, each call also gets its own random stream, as ``rng=``, or as ``seed=`` if
        that is what the function takes. The stream depends on the seed and on the point's
        position alone: never on the workers or their order.
    progress : bool or callable, optional
        ``True`` shows a tqdm bar. A callable gets ``(done, total)`` at the start and
        whenever a run ends, in the thread that called ``sweep``.
    store : path, optional
        A file that takes every run as it ends; the same call made again does only what the
        file lacks. Its results are pickled: open only a store that you trust. See
        :mod:`fitbreadth.sweep_store`.

    Returns
    -------
    Sweep
        Points and results in grid order, however many workers there are.

    Raises
    ------
    TypeError
        If ``function`` is not callable, ``grid`` no mapping of sequences, ``executor`` no
        executor, ``progress`` neither bool nor callable, or ``store`` no path.
    ValueError
        If the grid is empty, or names what gets the stream while a seed is given, or the store
        holds another sweep.
    ModuleNotFoundError
        If ``progress=True`` and tqdm is missing.
    Exception
        Whatever ``function`` raises, with a note that names the point, or what the executor
        raises when a worker dies (``BrokenProcessPool``, Dask's ``KilledWorker``). Runs that
        have not started are cancelled, those that cannot be stopped are waited for, and
        ``error.partial`` is the Sweep of all that finished.

    Examples
    --------
    >>> runs = sweep(pow, {"base": [2, 3], "exp": [1, 2]})
    >>> np.reshape(runs.results, runs.shape)
    array([[2, 4],
           [3, 9]])

    Nothing that was done is lost with a run that fails:

    >>> try:
    ...     sweep(divmod, {"x": [7], "y": [2, 0]})
    ... except TypeError as error:
    ...     error.partial.points, error.__notes__[0]
    ((), 'at grid point x=7, y=2')
    """
    if not callable(function):
        raise TypeError(f"function must be callable, got {function!r}")
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise TypeError(f"executor must be a concurrent.futures.Executor, got {executor!r}")
    if store is not None and not isinstance(store, str | PathLike):
        raise TypeError(f"store must be a path, got {store!r}")
    shape = _shape(grid)
    points = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    calls = [Call(point) for point in points]
    if seed is not None:
        name = _stream_name(function)
        if name in grid:
            raise ValueError(f"grid must not name {name} when seed is given: each would set it")
        random = streams(seed, len(points))
        calls = [Call(point, {name: rng}) for point, rng in zip(points, random, strict=True)]
    done: dict[int, R] = {}
    with ExitStack() as stack:
        report = stack.enter_context(_reported(progress))
        keep = None
        if store is not None:
            # sqlite3 is not part of every Python that runs in a browser
            from fitbreadth.sweep_store import opened

            file = stack.enter_context(opened(store, function, grid, seed))
            done, keep = file.results(), file.add
        missing = {at: call for at, call in enumerate(calls) if at not in done}
        try:
            report(len(done), len(points))
            for at, result in each_run(function, missing, executor):
                done[at] = result
                if keep is not None:
                    keep(at, result)
                report(len(done), len(points))
        except BaseException as error:
            error.partial = partial_sweep(points, done)  # type: ignore[attr-defined]
            error.add_note(f"{len(done)} of {len(points)} runs are kept in error.partial")
            if store is not None:
                error.add_note(f"the same call goes on from what {store} holds")
            raise
    return Sweep(tuple(points), tuple(done[at] for at in range(len(points))), shape)


def partial_sweep(points: Sequence[dict[str, Any]], done: Mapping[int, R]) -> Sweep[R]:
    """Return the runs that are done, by position in the grid, as a sweep of their own.

    Examples
    --------
    >>> partial_sweep([{"n": 1}, {"n": 2}, {"n": 3}], {2: "c", 0: "a"}).results
    ('a', 'c')
    """
    order = sorted(done)
    return Sweep(tuple(points[at] for at in order), tuple(done[at] for at in order), (len(order),))


def _stream_name(function: Callable[..., Any]) -> str:
    try:
        names = signature(function).parameters
    except (TypeError, ValueError):  # of functions written in C
        return "rng"
    return "seed" if "seed" in names and "rng" not in names else "rng"


@contextmanager
def _reported(progress: bool | Report) -> Iterator[Report]:
    """Yield what to call with the number of runs done and their total."""
    if callable(progress):
        yield progress
    elif progress is False:
        yield lambda done, total: None
    elif progress is True:
        try:
            from tqdm.auto import tqdm
        except ModuleNotFoundError:
            raise ModuleNotFoundError(
                "progress=True needs tqdm: pip install 'fitbreadth[scale]', "
                "or give progress a function of done and total"
            ) from None
        with ExitStack() as stack:
            bar: Any = None

            def show(done: int, total: int) -> None:
                nonlocal bar
                if bar is None:
                    # the runs of an earlier call must not enter the speed shown
                    bar = stack.enter_context(tqdm(total=total, initial=done, unit="run"))
                bar.update(done - bar.n)

            yield show
    else:
        raise TypeError(f"progress must be a bool or a callable, got {progress!r}")


def _shape(grid: Grid) -> tuple[int, ...]:
    """Return the number of values of each parameter, once the grid is known to be one."""
    if not isinstance(grid, Mapping):
        raise TypeError(f"grid must be a mapping of names to sequences, got {grid!r}")
    for name, values in grid.items():
        listed = isinstance(values, Sequence) and not isinstance(values, str | bytes)
        sequence = listed or (isinstance(values, np.ndarray) and values.ndim > 0)
        if not isinstance(name, str) or not sequence:
            raise TypeError(f"grid must map names to sequences, got {name!r}: {values!r}")
    sizes = tuple(len(values) for values in grid.values())
    if prod(sizes) == 0 or not sizes:
        raise ValueError(f"grid must hold at least one point, got {dict(grid)!r}")
    return sizes
