"""Closure under permutation: every re-ordering of the domain of a function is in the class too.

A class of functions is closed iff all algorithms are equal on it (Schumacher, Vose and Whitley
2001), which :mod:`fitbreadth.optimization.permutation` tries out.
"""

from __future__ import annotations

from math import factorial, prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization.problems import Functions, as_functions
from fitbreadth.validate import integer


def permutation_closure(F: ArrayLike, *, limit: int = 2**24) -> Functions:
    """Return every re-ordering of the domain of the given functions: f o pi for all pi.

    Parameters
    ----------
    F : array_like of int, shape (rows, n)
        At least one function; values >= 0.
    limit : int
        Refuse a larger closure than this.

    Returns
    -------
    ndarray, shape (closure, n)
        Each function once, in lexicographic order, in the type of ``F``.

    Raises
    ------
    ValueError
        If the closure has more than ``limit`` functions.

    References
    ----------
    schumacher2001

    Examples
    --------
    >>> permutation_closure([[0, 0, 1]]).tolist()
    [[0, 0, 1], [0, 1, 0], [1, 0, 0]]
    """
    rows = as_functions(F)
    values, left = _contents(rows)
    size = _closure_size(left)
    if size > integer("limit", limit, low=1):
        raise ValueError(f"the closure has {size} functions, above limit={limit}: raise limit")
    closure = np.empty((len(left), 0), rows.dtype)
    for _ in range(rows.shape[1]):  # place one more value, each that is left, at each point
        parent, value = left.nonzero()
        closure = np.column_stack((closure[parent], values[value]))
        left = left[parent]
        left[np.arange(len(left)), value] -= 1
    return closure[np.lexsort(closure.T[::-1])]


def is_permutation_closed(F: ArrayLike) -> bool:
    """Say whether every re-ordering of the domain of every function of F is in F.

    Nothing is enumerated: F lies within its closure, so it is closed iff it is as large.

    Parameters
    ----------
    F : array_like of int, shape (rows, n)
        At least one function; values >= 0. Repeated rows count once.

    Returns
    -------
    bool

    Raises
    ------
    TypeError, ValueError
        As :func:`as_functions`.

    References
    ----------
    schumacher2001

    Examples
    --------
    >>> is_permutation_closed([[0, 1], [1, 0]]), is_permutation_closed([[0, 1]])
    (True, False)
    """
    rows = as_functions(F)
    return len(np.unique(rows, axis=0)) == _closure_size(_contents(rows)[1])


def _contents(rows: Functions) -> tuple[Functions, NDArray[np.int64]]:
    """Return the values in use, and how often each occurs in each distinct multiset of values."""
    values = np.unique(rows)
    counts = (rows[:, :, None] == values).sum(axis=1)
    return values, np.unique(counts, axis=0)


def _closure_size(contents: NDArray[np.int64]) -> int:
    n = int(contents[0].sum())
    return sum(factorial(n) // prod(map(factorial, c)) for c in contents.tolist())
