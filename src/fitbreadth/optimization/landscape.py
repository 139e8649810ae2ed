"""Functions on the path 0, 1, ..., n-1: how rugged they are to a walker, and the smooth ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization.problems import Functions, as_functions
from fitbreadth.validate import integer


def peaks(F: ArrayLike) -> NDArray[np.int64]:
    """Count the peaks of each function: points, or flat stretches, higher than what adjoins them.

    Parameters
    ----------
    F : array_like of int, shape (m, n)
        One function a row.

    Returns
    -------
    ndarray of int64, shape (m,)
        At least 1; a constant function is one flat peak.

    Raises
    ------
    TypeError, ValueError
        If ``F`` is not an array of functions.

    Examples
    --------
    >>> peaks([[0, 1, 2, 1], [2, 0, 0, 2], [1, 1, 1, 1]])
    array([1, 2, 1])
    """
    f = as_functions(F).astype(np.int64)
    # walk once from left to right, remembering the last way the ground went
    rising = np.ones(len(f), dtype=bool)
    count = np.zeros(len(f), dtype=np.int64)
    for before, after in zip(f.T, f.T[1:], strict=False):
        count += rising & (after < before)
        rising = np.where(after == before, rising, after > before)
    return count + rising


def lipschitz_functions(n: int, K: int, slope: int, *, limit: int = 2**24) -> Functions:
    """Return the functions on a path that change by at most ``slope`` a step.

    Parameters
    ----------
    n, K : int
        Points on the path and values.
    slope : int
        Largest abs(f(x+1) - f(x)), at least 0.
    limit : int
        Refuse a larger class than this.

    Returns
    -------
    ndarray, shape (rows, n)
        In order of the functions' numbers.

    Raises
    ------
    ValueError
        If the class has more than ``limit`` functions.

    Examples
    --------
    >>> lipschitz_functions(2, 3, 1).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1], [1, 2], [2, 1], [2, 2]]
    >>> len(lipschitz_functions(5, 4, 1))
    178
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    slope, limit = integer("slope", slope, low=0), integer("limit", limit, low=1)
    values = np.arange(K, dtype=np.min_scalar_type(K - 1))
    near = np.abs(np.arange(K)[:, None] - np.arange(K)) <= slope
    rows = values[:, None]
    for _ in range(n - 1):
        count = int(near.sum(axis=1)[rows[:, -1]].sum())
        if count > limit:
            raise ValueError(
                f"n={n}, K={K}, slope={slope} means at least {count} functions, above "
                f"limit={limit}: choose a smaller n, K or slope, or raise limit"
            )
        parent, value = near[rows[:, -1]].nonzero()
        rows = np.column_stack((rows[parent], values[value]))
    return rows
