"""A search that forgets where it has been, and so escapes the theorem, at its own cost."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from fitbreadth.rng import generator
from fitbreadth.validate import integer


def forgetful_search(
    n: int, *, optima: int = 1, runs: int = 1000, seed: int | np.random.Generator = 0
) -> NDArray[np.int64]:
    """Draw points with replacement until one of the optima comes up.

    Revisits are why the theorem counts distinct evaluations: they break the tie.

    Parameters
    ----------
    n : int
        Points, at least 1.
    optima : int
        How many of them are optima, from 1 to n.
    runs : int
        Independent searches, at least 1.
    seed : int or numpy.random.Generator
        Source of randomness.

    Returns
    -------
    ndarray of int, shape (runs,)
        Evaluations up to and including the first optimum.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a whole number in its range.

    Examples
    --------
    >>> forgetful_search(1, runs=3)
    array([1, 1, 1])
    """
    n, k = integer("n", n, low=1), integer("optima", optima, low=1, high=n)
    rng = generator(seed)
    paid = np.zeros(integer("runs", runs, low=1), dtype=np.int64)
    searching = np.arange(paid.size)
    while searching.size:
        paid[searching] += 1
        searching = searching[rng.integers(n, size=searching.size) >= k]
    return paid


def forgetful_law(n: int, *, optima: int = 1) -> Fraction:
    """Return the mean of :func:`forgetful_search`: n over the number of optima.

    Whoever never revisits needs (n + 1)/(optima + 1) on a class closed under permutation.

    Parameters
    ----------
    n, optima : int
        As in :func:`forgetful_search`.

    Returns
    -------
    Fraction

    Raises
    ------
    TypeError, ValueError
        If ``n`` or ``optima`` is not a whole number in its range.

    Examples
    --------
    >>> str(forgetful_law(6)), str(forgetful_law(6, optima=4))
    ('6', '3/2')
    """
    n = integer("n", n, low=1)
    return Fraction(n, integer("optima", optima, low=1, high=n))
