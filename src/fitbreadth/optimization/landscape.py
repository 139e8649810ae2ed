"""What a function looks like to a walker on the path 0, 1, ..., n-1."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization.problems import as_functions


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
