"""A generalist made of specialists: run k algorithms in turn, one evaluation each.

The portfolio solves a problem when the first of its members does, so it pays at most k times
what the right specialist would have paid, whichever that is. Someone who must pick one member
blindly pays the members' mean, which may be infinite. So the portfolio wins as soon as the mean
exceeds k times the best: breadth is worth its price where misfit is dear.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import Float, integer, probabilities


@dataclass(frozen=True)
class Portfolio:
    """What running all k members in turn costs, beside picking one of them.

    Attributes
    ----------
    cost : ndarray, shape (f,)
        Evaluations, over all members, until the portfolio solves each problem; inf if none does.
    bound : ndarray, shape (f,)
        k times the best member's running time; ``cost`` is never more.
    specialist : ndarray, shape (f,)
        Mean running time of a member picked at random; inf if any member never solves it.
    mismatch : ndarray, shape (f,)
        ``specialist`` over the best member's time, from 1 to inf; nan where no member solves it.
        Wherever it exceeds k, the portfolio is cheaper.
    wins : ndarray of bool, shape (f,)
        Where ``cost`` is below ``specialist``.
    expected_cost, expected_specialist : float
        Means of ``cost`` and ``specialist`` over the distribution of problems.
    expected_member : ndarray, shape (k,)
        Mean running time of every member: what whoever commits to it in advance pays.
    """

    cost: Float
    bound: Float
    specialist: Float
    mismatch: Float
    wins: NDArray[np.bool_]
    expected_cost: float
    expected_specialist: float
    expected_member: Float


def portfolio(times: ArrayLike, *, p: ArrayLike | None = None) -> Portfolio:
    """Run the algorithms of a matrix of running times in turn, in the order of its rows.

    Parameters
    ----------
    times : array_like, shape (k, f)
        Evaluations that each of k algorithms needs alone on each of f problems, >= 1; inf if it
        never succeeds. Where running times are random and their expectations are given, the costs
        are upper bounds on expected costs (the first of several is sooner than each).
    p : array_like, shape (f,), optional
        Probability of each problem; equal if left out. A problem of probability 0 does not count,
        even if it takes for ever.

    Returns
    -------
    Portfolio

    Raises
    ------
    TypeError, ValueError
        If ``times`` is not a matrix of numbers >= 1 or ``p`` no distribution over its columns.

    References
    ----------
    huberman1997, gomes2001

    Examples
    --------
    Two specialists, each lost on the other's problem:

    >>> both = portfolio([[10, np.inf], [np.inf, 10]])
    >>> both.cost, both.specialist
    (array([19., 20.]), array([inf, inf]))

    Two that differ by too little to be worth hedging:

    >>> portfolio([[10, 12], [12, 10]]).wins
    array([False, False])
    """
    t = _times(times)
    k, size = t.shape
    q = np.full(size, 1 / size) if p is None else probabilities("p", p, size=size)
    best = t.min(axis=0)
    # member i makes its t-th evaluation after t - 1 full rounds and i others
    cost = (k * (t - 1) + np.arange(1, k + 1)[:, None]).min(axis=0)
    specialist = t.mean(axis=0)
    solved = np.isfinite(best)
    mismatch = np.divide(specialist, best, out=np.full(size, np.nan), where=solved)
    asked = q > 0
    return Portfolio(
        cost=cost,
        bound=k * best,
        specialist=specialist,
        mismatch=mismatch,
        wins=cost < specialist,
        expected_cost=float(cost[asked] @ q[asked]),
        expected_specialist=float(specialist[asked] @ q[asked]),
        expected_member=t[:, asked] @ q[asked],
    )


def break_even(k: int, *, right: int = 1) -> float:
    """Return how many times slower the wrong members must be for the portfolio to break even.

    If ``right`` of k members need T evaluations and the others r T, a member picked at random
    needs (right + (k - right) r) T/k on average and the portfolio at most k T. They are equal at
    r = (k^2 - right)/(k - right): with one right member, at k + 1.

    Parameters
    ----------
    k : int
        Members, at least 1.
    right : int
        Members that fit the problem, from 1 to k.

    Returns
    -------
    float
        The slowdown r >= k + 1 beyond which the portfolio wins; inf if every member is right.

    Raises
    ------
    TypeError, ValueError
        If ``k`` or ``right`` is not a whole number in its range.

    Examples
    --------
    >>> break_even(4), break_even(4, right=2), break_even(4, right=4)
    (5.0, 7.0, inf)
    """
    k = integer("k", k, low=1)
    right = integer("right", right, low=1, high=k)
    return float("inf") if right == k else (k * k - right) / (k - right)


def _times(times: ArrayLike) -> Float:
    """Check the running times: a non-empty matrix of numbers >= 1, inf allowed, nan not."""
    t = np.asarray(times)
    accepted = "times must be an (algorithms, problems) array of numbers >= 1 or inf"
    if t.dtype.kind not in "iuf":
        raise TypeError(f"{accepted}, got an array of {t.dtype}")
    if t.ndim != 2 or t.size == 0:
        raise ValueError(f"{accepted}, got shape {t.shape}")
    if not (t >= 1).all():
        at = tuple(int(i) for i in np.argwhere(~(t >= 1))[0])
        raise ValueError(f"{accepted}, got {float(t[at])!r} at {at}")
    return t.astype(float)
