"""Unequal demand: shares of tasks by Zipf's law, and how many of them are worth a system."""

from __future__ import annotations

import numpy as np

from fitbreadth.validate import Float, integer, number


def zipf(k: int, *, exponent: float) -> Float:
    r"""Return shares :math:`p_j \propto j^{-a}` of k tasks, the busiest first.

    Parameters
    ----------
    k : int
        Tasks, in [1, 1e6].
    exponent : float
        a, in [0, 20]: 0 for equal shares.

    Returns
    -------
    ndarray, shape (k,)
        They sum to 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> zipf(3, exponent=1).round(3)
    array([0.545, 0.273, 0.182])
    """
    ranks = np.arange(1, integer("k", k, low=1, high=10**6) + 1, dtype=float)
    weights = ranks ** -number("exponent", exponent, low=0, high=20)
    return np.asarray(weights / weights.sum())


def own_systems(k: int, *, exponent: float, share: float) -> int:
    r"""Return how many of k Zipf tasks are above a break-even.

    It is the theory for :func:`fitbreadth.convergence.task_cost.task_costs`.
    :math:`p_j = j^{-a}/H > x` wherever :math:`j < (xH)^{-1/a}`, with :math:`H = \sum_j j^{-a}`:
    the more unequal the demand, the fewer tasks carry it. It is for a general system that costs
    nothing to have, and counts tasks strictly above the break-even.

    Parameters
    ----------
    k, exponent
        As for :func:`zipf`, with an exponent > 0.
    share : float
        x, break-even volume as a share of all calls, > 0.

    Returns
    -------
    int
        From 0 to k.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> own_systems(20, exponent=1, share=0.05)
    5
    """
    a = number("exponent", exponent, above=0, high=20)
    total = 1 / float(zipf(k, exponent=a)[0])
    log_rank = -np.log(number("share", share, above=0) * total) / a
    if log_rank > np.log(k + 1):
        return k
    return max(0, int(np.ceil(np.exp(log_rank))) - 1)
