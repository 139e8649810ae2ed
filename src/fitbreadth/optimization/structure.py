"""What knowing the class is worth, from all functions down to the constant ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.search import STATES, fitted_search
from fitbreadth.validate import Float, integer


@dataclass(frozen=True)
class StructureCurve:
    """What knowing the class is worth, from all functions down to the constant ones.

    Attributes
    ----------
    slope : ndarray of int, shape (K,)
        Largest step allowed between neighbours on the path: K - 1 (any function) down to 0.
    size : ndarray of int, shape (K,)
        Number of functions in the class.
    best, worst, random_order : ndarray of float, shape (K,)
        Expected distinct evaluations until the first visit to a maximum.
    """

    slope: NDArray[np.int64]
    size: NDArray[np.int64]
    best: Float
    worst: Float
    random_order: Float


def structure_curve(n: int, K: int) -> StructureCurve:
    """Tighten the class of K-valued functions on a path of n points, slope by slope.

    Parameters
    ----------
    n : int
        Points on the path, at least 1.
    K : int
        Values, from 2 to 100, with K (K + 1)^n at most ten million.

    Returns
    -------
    StructureCurve

    Raises
    ------
    TypeError, ValueError
        If ``n`` or ``K`` is not a whole number in its range or the two are too large together.

    Examples
    --------
    >>> curve = structure_curve(3, 3)
    >>> curve.slope, curve.size
    (array([2, 1, 0]), array([27, 17,  3]))
    >>> curve.worst - curve.best  # nothing to know, something to know, nothing left to find
    array([0.        , 0.11764706, 0.        ])
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2, high=100)
    states = K * (K + 1) ** n
    if states > 5 * STATES:
        raise ValueError(
            f"n={n} and K={K} need up to K (K+1)^n = {states} information states over K slopes; "
            f"at most {5 * STATES} are accepted"
        )
    slopes = range(K - 1, -1, -1)
    fits = [fitted_search(lipschitz_functions(n, K, slope)) for slope in slopes]
    return StructureCurve(
        slope=np.array(slopes),
        size=np.array([len(fit.functions) for fit in fits]),
        best=np.array([float(fit.best) for fit in fits]),
        worst=np.array([float(fit.worst) for fit in fits]),
        random_order=np.array([float(fit.random_order) for fit in fits]),
    )
