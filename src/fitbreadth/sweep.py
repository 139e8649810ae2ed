"""Run a function over a grid, here or on any ``concurrent.futures`` executor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from fitbreadth.rng import streams

R = TypeVar("R")


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
        a function that returns a number.
    """

    points: tuple[dict[str, Any], ...]
    results: tuple[R, ...]
    shape: tuple[int, ...]


def sweep(
    function: Callable[..., R],
    grid: Mapping[str, Sequence[Any] | NDArray[Any]],
    *,
    executor: Executor | None = None,
    seed: int | None = None,
) -> Sweep[R]:
    """Call ``function`` with keyword arguments at every point of a product grid.

    Parameters
    ----------
    function : callable
        Called as ``function(**point)``; with a process pool it must be importable.
    grid : mapping of str to sequence
        The values of each parameter.
    executor : concurrent.futures.Executor, optional
        Where to run; by default here, one point after the other. It stays open.
    seed : int, optional
        If given, each call also gets ``rng=`` its own random stream, which depends on the
        seed and on the point's position alone: never on the workers or their order.

    Returns
    -------
    Sweep
        Points and results in grid order, however many workers there are.

    Raises
    ------
    TypeError
        If ``function`` is not callable, ``grid`` no mapping of sequences or ``executor`` no
        executor.
    ValueError
        If the grid is empty, or names ``rng`` while a seed is given.
    Exception
        Whatever ``function`` raises, with a note that names the point; runs that have not
        started are then cancelled.

    Examples
    --------
    >>> runs = sweep(pow, {"base": [2, 3], "exp": [1, 2]})
    >>> np.reshape(runs.results, runs.shape)
    array([[2, 4],
           [3, 9]])
    """
    if not callable(function):
        raise TypeError(f"function must be callable, got {function!r}")
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise TypeError(f"executor must be a concurrent.futures.Executor, got {executor!r}")
    shape = _shape(grid)
    points = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    calls = points
    if seed is not None:
        if "rng" in grid:
            raise ValueError("grid must not name rng when seed is given: each would set it")
        random = streams(seed, len(points))
        calls = [{**point, "rng": rng} for point, rng in zip(points, random, strict=True)]
    if executor is None:
        pairs = zip(points, calls, strict=True)
        results = [_at(point, partial(function, **call)) for point, call in pairs]
        return Sweep(tuple(points), tuple(results), shape)
    futures = [executor.submit(function, **call) for call in calls]
    try:
        results = [_at(point, run.result) for point, run in zip(points, futures, strict=True)]
    finally:
        for run in futures:
            run.cancel()
    return Sweep(tuple(points), tuple(results), shape)


def _at(point: Mapping[str, Any], run: Callable[[], R]) -> R:
    """Return the result of ``run``, or raise its error with the point added."""
    try:
        return run()
    except Exception as error:
        error.add_note("at grid point " + ", ".join(f"{k}={v!r}" for k, v in point.items()))
        raise


def _shape(grid: Mapping[str, Sequence[Any] | NDArray[Any]]) -> tuple[int, ...]:
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
