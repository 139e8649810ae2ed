"""Problems: every function f from X = {0, ..., n-1} to Y = {0, ..., K-1}, as rows of integers.

A function is the row of its values f(0), ..., f(n-1). Read as the digits of a number in base
K, f(0) first, the row is the function's *number*, so counting from 0 to K^n - 1 meets every
function once. Wolpert and Macready (1997) write the space Y^X.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import factorial, log2, log10, prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import integer

Functions = NDArray[Any]  # (rows, n) integers
Numbers = NDArray[np.int64]


def space_size(n: int, K: int, *, limit: int = 2**24) -> int:
    """Return K^n, the number of functions, or say what listing them would cost.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).
    limit : int
        The most functions the caller is ready to enumerate.

    Returns
    -------
    int
        K^n.

    Raises
    ------
    ValueError
        If K^n exceeds ``limit``.

    Examples
    --------
    >>> space_size(8, 4)
    65536
    >>> space_size(20, 10)
    Traceback (most recent call last):
    ValueError: n=20, K=10 means 10^20 functions (about 1.0e20; 2.0e21 bytes as rows), above
    limit=16777216: choose a smaller n or K, or raise limit
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    limit = integer("limit", limit, low=1)
    # the logarithm first: K**n itself may be too long a number to compute
    if n * log2(K) > 64 or K**n > limit:
        digits = n * log10(K)
        raise ValueError(
            f"n={n}, K={K} means {K}^{n} functions (about {power_of_ten(digits)}; "
            f"{power_of_ten(digits + log10(n))} bytes as rows), above limit={limit}: "
            "choose a smaller n or K, or raise limit"
        )
    return int(K**n)


def all_functions(n: int, K: int, *, chunk: int = 2**15, limit: int = 2**24) -> Iterator[Functions]:
    """Stream every function from n points to K values, in order of their numbers.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).
    chunk : int
        Most functions in one array.
    limit : int
        Refuse a larger space than this.

    Returns
    -------
    iterator of ndarray, shape (<= chunk, n)
        Values 0..K-1 in the smallest unsigned type that holds them.

    Raises
    ------
    ValueError
        If K^n exceeds ``limit``; at the call, before anything is enumerated.

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> [f.tolist() for f in all_functions(2, 2, chunk=3)]
    [[[0, 0], [0, 1], [1, 0]], [[1, 1]]]
    """
    size = space_size(n, K, limit=limit)
    step = integer("chunk", chunk, low=1)
    return (functions(np.arange(at, min(at + step, size)), n, K) for at in range(0, size, step))


def functions(numbers: ArrayLike, n: int, K: int) -> Functions:
    """Return the functions with these numbers: the n digits in base K, f(0) first.

    Parameters
    ----------
    numbers : array_like of int, shape (rows,)
        In [0, K^n).
    n, K : int
        Points and values.

    Returns
    -------
    ndarray, shape (rows, n)

    Raises
    ------
    ValueError
        If a number lies outside [0, K^n).

    Examples
    --------
    >>> functions([5], 4, 2).tolist()
    [[0, 1, 0, 1]]
    """
    size = space_size(n, K, limit=2**62)
    rest = integer_array("numbers", numbers, ndim=1).astype(np.int64)
    if rest.size and (rest.min() < 0 or rest.max() >= size):
        raise ValueError(f"numbers must lie in [0, {K}^{n}), got {rest.min()} to {rest.max()}")
    rows = np.empty((rest.size, n), np.min_scalar_type(K - 1))
    for x in reversed(range(n)):
        rest, rows[:, x] = np.divmod(rest, K)
    return rows


def function_numbers(F: ArrayLike, K: int) -> Numbers:
    """Return the number of each function: the inverse of :func:`functions`.

    Parameters
    ----------
    F : array_like of int, shape (rows, n)
        Values 0..K-1.
    K : int
        Number of values.

    Returns
    -------
    ndarray of int64, shape (rows,)

    Raises
    ------
    TypeError, ValueError
        As :func:`as_functions`.

    Examples
    --------
    >>> function_numbers([[0, 1, 0, 1]], 2).tolist()
    [5]
    """
    rows = as_functions(F, K=K)
    space_size(rows.shape[1], K, limit=2**62)
    numbers = np.zeros(len(rows), np.int64)
    for column in rows.T:
        numbers = numbers * K + column
    return numbers


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


def as_functions(F: ArrayLike, *, n: int | None = None, K: int | None = None) -> Functions:
    """Return F as a non-empty (rows, n) array of integers 0..K-1.

    Parameters
    ----------
    F : array_like of int, shape (rows, n)
        One function a row.
    n, K : int, optional
        Required number of points; number of values.

    Returns
    -------
    ndarray, shape (rows, n)

    Raises
    ------
    TypeError
        If the entries are not integers.
    ValueError
        If F has another shape or a value out of range.

    Examples
    --------
    >>> as_functions([[0, 3]], K=3)
    Traceback (most recent call last):
    ValueError: F must have values in [0, 2], got 0 to 3
    """
    rows = integer_array("F", F, ndim=2)
    if rows.size == 0 or (n is not None and rows.shape[1] != n):
        wanted = "(rows, n)" if n is None else f"(rows, {n})"
        raise ValueError(f"F must be a non-empty array of shape {wanted}, got shape {rows.shape}")
    low, high = int(rows.min()), int(rows.max())
    top = high if K is None else integer("K", K, low=1) - 1
    if low < 0 or high > top:
        bounds = ">= 0" if K is None else f"in [0, {top}]"
        raise ValueError(f"F must have values {bounds}, got {low} to {high}")
    return rows


def integer_array(name: str, values: ArrayLike, *, ndim: int) -> NDArray[Any]:
    """Return ``values`` as an array of integers with ``ndim`` dimensions.

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    values : array_like of int
        May be empty.
    ndim : int
        Required number of dimensions.

    Returns
    -------
    ndarray

    Raises
    ------
    TypeError
        If the entries are not integers.
    ValueError
        If it has another number of dimensions.

    Examples
    --------
    >>> integer_array("numbers", [0.5], ndim=1)
    Traceback (most recent call last):
    TypeError: numbers must be a 1-d array of integers, got float64
    """
    array = np.asarray(values)
    if array.ndim != ndim:
        raise ValueError(f"{name} must be a {ndim}-d array of integers, got shape {array.shape}")
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name} must be a {ndim}-d array of integers, got {array.dtype}")
    return array


def power_of_ten(digits: float) -> str:
    """Write 10**digits shortly, also where it is too large for a float.

    Parameters
    ----------
    digits : float
        The decimal logarithm, at least 0.

    Returns
    -------
    str

    Examples
    --------
    >>> power_of_ten(400.3)
    '2.0e400'
    """
    return f"{10 ** (digits % 1):.1f}e{int(digits)}"


def _contents(rows: Functions) -> tuple[Functions, NDArray[np.int64]]:
    """Return the values in use, and how often each occurs in each distinct multiset of values."""
    values = np.unique(rows)
    counts = (rows[:, :, None] == values).sum(axis=1)
    return values, np.unique(counts, axis=0)


def _closure_size(contents: NDArray[np.int64]) -> int:
    n = int(contents[0].sum())
    return sum(factorial(n) // prod(map(factorial, c)) for c in contents.tolist())
