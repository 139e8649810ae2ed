"""How many steps of gradient descent until an error is small, at the rate that suits best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.descent import Diverged, descend
from fitbreadth.validate import Float, array, integer, number, vector

FAR = 1e50
"""Size of a parameter from which on a run counts as lost."""


@dataclass(frozen=True)
class Race:
    """Steps until the error is as small as was asked, for each rate and run.

    Attributes
    ----------
    rates : ndarray, shape (rates,)
        Learning rates tried.
    steps : ndarray, shape (rates, runs)
        Steps taken when first looked at and small enough; infinite if never, or if it diverged.
    best : int
        Position of the rate with the smallest median, the smaller rate if several are.
    """

    rates: Float
    steps: Float
    best: int


def steps_to(
    objective: Callable[[Float], tuple[Float, Float]],
    error: Callable[[Float], Float],
    x0: ArrayLike,
    *,
    target: float,
    rates: Sequence[float],
    steps: int,
    looks: int = 60,
) -> Race:
    """Return after how many steps of plain gradient descent the error is small enough.

    Parameters
    ----------
    objective : callable
        What is descended, as for :func:`fitbreadth.descent.descend`, one loss a run.
    error : callable
        What is judged: from parameters, shape (runs, ...), to one error a run.
    x0 : array_like, shape (runs, ...)
        Where to start.
    target : float
        Small enough, > 0.
    rates : sequence of float
        Increasing learning rates to try, > 0.
    steps : int
        Most steps, >= 1.
    looks : int
        How often to look, at numbers of steps about even in their logarithm; at least 2.

    Returns
    -------
    Race

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    A bowl with its minimum at 0, from 1: each step divides by two, or overshoots ever further.

    >>> bowl = lambda x: ((x**2).sum(axis=-1), 2 * x)
    >>> found = steps_to(
    ...     bowl, lambda x: x[:, 0] ** 2, [[1.0]], target=1e-3, rates=[0.25, 1.5], steps=10
    ... )
    >>> found.steps.tolist(), found.best
    ([[5.0], [inf]], 0)
    """
    limit, most = number("target", target, above=0), integer("steps", steps, low=1)
    grid = vector("rates", rates, above=0)
    if (np.diff(grid) <= 0).any():
        raise ValueError(f"rates must be increasing, got {rates!r}")
    at = np.geomspace(1, most, integer("looks", looks, low=2)).round().astype(np.int64)
    record = [0, *(int(step) for step in np.unique(at))]
    first = array("x0", x0)
    if first.ndim < 2 or first.shape[0] == 0:
        raise ValueError(f"x0 must have shape (runs, ...), got {first.shape}")

    def small_at(theta: Float) -> Float:
        # on its way to infinity a run is judged as it began: its error need not fit a float
        near = (np.abs(theta) < FAR).reshape(len(theta), -1).all(axis=1)
        inside = np.where(near.reshape(-1, *[1] * (theta.ndim - 1)), theta, first)
        return np.asarray(error(inside) <= limit)

    taken = np.full((grid.size, first.shape[0]), np.inf)
    for i, rate in enumerate(grid.tolist()):
        try:
            path = descend(objective, first, rate=rate, steps=most, record=record)
        except Diverged:
            continue  # of some run: such a rate is no rate to recommend
        small = np.array([small_at(theta) for theta in path.x])
        taken[i] = np.where(small.any(axis=0), path.steps[small.argmax(axis=0)], np.inf)
    return Race(grid, taken, int(np.median(taken, axis=1).argmin()))
