"""Make calls here or on an executor, and hand over each result as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

import numpy as np

R = TypeVar("R")


@dataclass(frozen=True)
class Call:
    """What one run is called with.

    Attributes
    ----------
    point : dict
        Its place in the grid, as keyword arguments.
    stream : dict
        Its random stream by the name of its argument, if the sweep has a seed.
    """

    point: dict[str, Any]
    stream: dict[str, np.random.Generator] = field(default_factory=dict)

    def __str__(self) -> str:
        return ", ".join(f"{name}={value!r}" for name, value in self.point.items())


def each_run(
    function: Callable[..., R], calls: Mapping[int, Call], executor: Executor | None
) -> Iterator[tuple[int, R]]:
    """Yield the position and the result of each call, in the order in which they end.

    Parameters
    ----------
    function : callable
        Called with keyword arguments.
    calls : mapping of int to Call
        By position.
    executor : concurrent.futures.Executor or None
        Where to run; here if ``None``.

    Yields
    ------
    int
        Position.
    object
        What the function returned.

    Raises
    ------
    Exception
        The failure that stands first among the positions, with a note that names its point,
        once all runs have ended that could not be cancelled.

    Examples
    --------
    >>> list(each_run(pow, {7: Call({"base": 2, "exp": 3})}, None))
    [(7, 8)]
    """
    if executor is None:
        for at, call in calls.items():
            try:
                result = _run(function, call)
            except Exception as error:
                error.add_note(f"at grid point {call}")
                raise
            yield at, result
        return
    # Dask takes two calls with equal arguments for one, and remembers a failed one
    sweep = uuid4().hex
    runs: dict[Future[R], int] = {}
    try:
        for at, call in calls.items():
            try:
                # positional: Dask's submit has keywords of its own, such as workers and key
                runs[executor.submit(_run, function, call, (sweep, at))] = at
            except Exception as error:  # the executor ended, but earlier runs may be done
                refused = Future[R]()
                refused.set_exception(error)
                runs[refused] = at
                break
        yield from _collect(runs, calls)
    finally:
        for run in runs:
            run.cancel()


def _run(function: Callable[..., R], call: Call, name: object = None) -> R:
    # A run that a cluster tries again must meet the same numbers, so the stream is not used up.
    return function(**call.point, **deepcopy(call.stream))


def _collect(runs: Mapping[Future[R], int], calls: Mapping[int, Call]) -> Iterator[tuple[int, R]]:
    """Yield what ends; after a failure cancel what can be cancelled and yield the rest."""
    waiting, failed = set(runs), dict[int, Exception]()
    while waiting:
        for run in as_completed(waiting):
            waiting.discard(run)
            at = runs[run]
            try:
                result = run.result()
            except Exception as error:
                first, failed[at] = not failed, error
                # A pool that broke ends all its runs itself; a cancelled one would stop it halfway.
                if first and not isinstance(error, BrokenExecutor):
                    waiting = {other for other in waiting if not other.cancel()}
                    break
            else:
                yield at, result
    if failed:
        at = min(failed)
        broken = isinstance(failed[at], BrokenExecutor)
        where = "the executor broke; first unfinished grid point" if broken else "at grid point"
        failed[at].add_note(f"{where} {calls[at]}")
        raise failed[at]
