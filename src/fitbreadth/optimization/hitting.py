"""How long a search takes: distinct evaluations until a maximum of f is first visited.

On a class closed under permutation the mean is the same for every algorithm, and has a closed form.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization._words import CHUNK, pack, run, shifts
from fitbreadth.optimization.algorithms import Algorithm, same_space
from fitbreadth.optimization.problems import as_functions
from fitbreadth.validate import integer


def first_hit(algorithm: Algorithm, F: ArrayLike) -> NDArray[np.int64]:
    """Count the distinct evaluations until the algorithm first visits a maximum of f.

    An onlooker who knows f keeps the score. The algorithm neither knows that it has arrived
    nor stops: to let it peek would give it a lunch.

    Parameters
    ----------
    algorithm : Algorithm
        On n points and K values.
    F : array_like of int, shape (rows, n)
        Functions, values 0..K-1.

    Returns
    -------
    ndarray of int64, shape (rows,)
        In 1..n.

    Raises
    ------
    TypeError, ValueError
        If F is not an array of such functions.

    Examples
    --------
    >>> from fitbreadth.optimization.searches import scan
    >>> first_hit(scan(3, 3), [[0, 1, 2], [2, 2, 1], [0, 1, 0]]).tolist()
    [3, 1, 2]
    """
    rows = as_functions(F, n=algorithm.n, K=algorithm.K)
    steps = shifts(algorithm, algorithm.n)
    result = np.empty(len(rows), np.int64)
    for at in range(0, len(rows), CHUNK):
        columns = np.ascontiguousarray(rows[at : at + CHUNK].T)
        words = pack(columns, algorithm.K)
        best = columns.max(axis=0).astype(words.dtype)
        searching = np.ones(best.shape, bool)
        hit = np.zeros(best.shape, np.uint8)
        for value, _ in run(steps, algorithm.K, words):
            hit += searching
            searching &= value != best
        result[at : at + CHUNK] = hit
    return result


def first_hit_law(n: int, k: int) -> Fraction:
    """Return (n+1)/(k+1): the mean of :func:`first_hit` on a closed class with k maxima.

    Parameters
    ----------
    n : int
        Points.
    k : int
        Points that are maxima in every function of the class, 1..n.

    Returns
    -------
    Fraction

    Examples
    --------
    >>> first_hit_law(6, 1), first_hit_law(6, 2)
    (Fraction(7, 2), Fraction(7, 3))
    """
    n = integer("n", n, low=1)
    return Fraction(n + 1, integer("k", k, low=1, high=n) + 1)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two algorithms' distinct evaluations until a maximum is first visited, problem by problem.

    Attributes
    ----------
    first, second : ndarray of int64, shape (rows,)
        Evaluations by each algorithm, 1..n.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]

    @property
    def difference(self) -> NDArray[np.int64]:
        """Shape (rows,): evaluations the first algorithm needs more; negative where it wins."""
        return self.first - self.second

    @property
    def mean(self) -> Fraction:
        """The average difference, exactly; 0 on all functions and on any closed class."""
        return Fraction(int(self.difference.sum()), self.first.size)

    @property
    def wins(self) -> tuple[int, int, int]:
        """Problems that the first algorithm wins, that neither wins, that the second wins."""
        sign = np.sign(self.difference)
        return int((sign < 0).sum()), int((sign == 0).sum()), int((sign > 0).sum())


def compare(first: Algorithm, second: Algorithm, F: ArrayLike) -> Comparison:
    """Score two algorithms on the same functions, problem by problem.

    Parameters
    ----------
    first, second : Algorithm
        On the same n and K.
    F : array_like of int, shape (rows, n)
        Functions, values 0..K-1.

    Returns
    -------
    Comparison

    Raises
    ------
    TypeError, ValueError
        If the algorithms search different spaces, or F is not an array of such functions.

    Examples
    --------
    >>> from fitbreadth.optimization.searches import reverse_scan, scan
    >>> scores = compare(scan(2, 2), reverse_scan(2, 2), [[0, 0], [0, 1], [1, 0], [1, 1]])
    >>> scores.difference.tolist(), scores.mean
    ([0, 1, -1, 0], Fraction(0, 1))
    """
    same_space(first, second)
    return Comparison(first_hit(first, F), first_hit(second, F))
