"""Problems: every function f from X = {0, ..., n-1} to Y = {0, ..., K-1}, as rows of integers.

A function is the row of its values f(0), ..., f(n-1). Read as the digits of a number in base
K, f(0) first, the row is the function's *number*, so counting from 0 to K^n - 1 meets every
function once. Wolpert and Macready (1997) write the space Y^X.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization.space import space_size
from fitbreadth.validate import integer

Functions = NDArray[Any]  # (rows, n) integers
Numbers = NDArray[np.int64]


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
