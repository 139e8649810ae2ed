"""Threshold returns: less effort than that is wasted, so the best set of tasks is a knapsack."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.optimization.budget import Allocation
from fitbreadth.validate import integer, vector


def fully_served(
    thresholds: ArrayLike, *, budget: int, weights: ArrayLike | None = None
) -> Allocation:
    """Return the best set of tasks that pay only from their threshold on: a knapsack.

    Parameters
    ----------
    thresholds : array_like of int, shape (n,)
        Whole units of effort at which a task pays its weight, >= 1; less pays nothing.
    budget : int
        B >= 0 whole units, which need not all be spent.
    weights : array_like, shape (n,), optional
        Weight of each task, >= 0; by default all 1, when the cheapest tasks are served. With
        one threshold theta for all, that is floor(B/theta) of them.

    Returns
    -------
    Allocation
        Each effort is 0 or the threshold, each level 0 or 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the n (B + 1) table of the dynamic programme
        would exceed 100 million entries.

    References
    ----------
    kellerer2004

    Examples
    --------
    >>> fully_served([3] * 10, budget=16).served
    5
    >>> fully_served([2, 3, 4], budget=5, weights=[1, 1, 2.5]).effort
    array([0., 0., 4.])
    """
    costs = vector("thresholds", thresholds, low=1)
    if np.any(costs % 1):
        raise ValueError(f"thresholds must be whole numbers, got {thresholds!r}")
    limit = integer("budget", budget, low=0)
    worth = (
        np.ones(costs.size)
        if weights is None
        else vector("weights", weights, low=0, size=costs.size)
    )
    entries = costs.size * (limit + 1)
    if entries > 100_000_000:
        raise ValueError(
            f"budget {limit} with {costs.size} tasks needs a table of {entries} entries "
            f"({entries} bytes), more than 100000000"
        )
    value = np.zeros(limit + 1)
    taken = np.zeros((costs.size, limit + 1), dtype=bool)
    for i, cost in enumerate(costs.astype(np.int64)):
        if cost <= limit:
            with_i = value[: limit + 1 - cost] + worth[i]
            taken[i, cost:] = with_i > value[cost:]
            value[cost:] = np.maximum(value[cost:], with_i)
    effort, left = np.zeros(costs.size), limit
    for i in range(costs.size - 1, -1, -1):
        if taken[i, left]:
            effort[i] = costs[i]
            left -= int(costs[i])
    return Allocation(effort, (effort > 0).astype(float), float(worth[effort > 0].sum()))
