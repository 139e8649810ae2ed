r"""Where the shared theorem does not reach: no free lunch needs no budget, only symmetry.

Over *all* functions every search sees the same multiset of values after any number of evaluations
(Wolpert and Macready). So the best and the worst of all searches differ by 0 whether evaluations
are scarce or not, and however the outcomes on different functions are summed up: no budget, no
trade-off curve and no :math:`\rho` appears. What makes searches differ is what the world rules
out, here a step between neighbours larger than ``slope``, at one and the same budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fitbreadth.divergence import power_mean
from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.exhaustive import trace_counts
from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.problems import functions
from fitbreadth.optimization.search import fitted_search
from fitbreadth.validate import Float, extended, integer

MOST = 1000
"""Algorithms that are compared one by one at most."""


@dataclass(frozen=True)
class AllEqual:
    """What the best and the worst of all searches find, over all functions.

    Attributes
    ----------
    algorithms, functions : int
        How many were compared, and on how many functions.
    rhos : tuple of float
        Orders of the power mean over functions.
    best, worst : ndarray, shape (n, orders)
        Largest and smallest performance of any search after 1, ..., n evaluations: the power
        mean, over functions, of the best value so far, values being 1, ..., K.
    """

    algorithms: int
    functions: int
    rhos: tuple[float, ...]
    best: Float
    worst: Float

    @property
    def gap(self) -> float:
        """Largest difference at any number of evaluations and any order."""
        return float((self.best - self.worst).max())


@dataclass(frozen=True)
class Ruled:
    """What fit is worth on the functions that a bound on steps leaves.

    Attributes
    ----------
    slope : int
        Largest step between neighbours.
    functions : int
        How many there are.
    best, worst : float
        Mean evaluations until a maximum is first visited, of the search that fits the class best
        and of the one that fits it worst.
    """

    slope: int
    functions: int
    best: float
    worst: float

    @property
    def gap(self) -> float:
        """Evaluations that fit saves against misfit."""
        return self.worst - self.best


def all_equal(
    n: int, K: int, *, rhos: Sequence[float] = (-np.inf, -1.0, 0.0, 1.0, np.inf)
) -> AllEqual:
    """Compare every search with every other on all functions, at every budget and every rho.

    Parameters
    ----------
    n, K : int
        Points, at least 1, and values, at least 2; so few that there are at most 1000 searches.
    rhos : sequence of float
        Orders of the power mean over functions, any real or infinite; at least one.

    Returns
    -------
    AllEqual

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or there are too many searches.

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> found = all_equal(3, 2)
    >>> found.algorithms, found.functions, found.gap
    (12, 8, 0.0)
    """
    points, values = integer("n", n, low=1, high=MOST), integer("K", K, low=2, high=MOST)
    if not isinstance(rhos, Sequence):
        raise TypeError(f"rhos must be a sequence of orders, got {rhos!r}")
    orders = tuple(extended(f"rhos[{i}]", rho) for i, rho in enumerate(rhos))
    if not orders:
        raise ValueError(f"rhos must hold at least one order, got {rhos!r}")
    found: list[list[list[float]]] = []
    for algorithm in all_algorithms(points, values, limit=MOST):
        found.append([])
        for m in range(1, points + 1):
            seen = trace_counts(algorithm, m).counts
            tops = functions(np.arange(seen.size), m, values).max(axis=1) + 1.0
            found[-1].append([power_mean(tops, seen / seen.sum(), rho) for rho in orders])
    scores = np.array(found)
    return AllEqual(
        len(scores), values**points, orders, best=scores.max(axis=0), worst=scores.min(axis=0)
    )


def ruled(n: int, K: int, *, slope: int) -> Ruled:
    """Find the best and the worst search when no step between neighbours exceeds ``slope``.

    At ``slope = K - 1`` nothing is ruled out and they are equal.

    Parameters
    ----------
    n, K : int
        Points on a path, at least 1, and values, at least 2; (K + 1)^n at most two million.
    slope : int
        In [0, K - 1].

    Returns
    -------
    Ruled

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or there are too many states.

    References
    ----------
    schumacher2001, igel2003

    Examples
    --------
    >>> [(each.functions, round(each.gap, 4)) for each in (ruled(5, 4, slope=s) for s in (0, 1, 3))]
    [(4, 0.0), (178, 0.6517), (1024, 0.0)]
    """
    values = integer("K", K, low=2, high=10**6)
    integer("n", n, low=1, high=20)
    largest = integer("slope", slope, low=0, high=values - 1)
    F = lipschitz_functions(n, values, largest)
    fit = fitted_search(F)
    return Ruled(largest, len(F), float(fit.best), float(fit.worst))
