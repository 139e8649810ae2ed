"""Focused no free lunch: two given algorithms are equal on far more sets than all of them are.

Write sigma_a(f) for the full trace of algorithm a on f. It is a bijection from functions to
traces, so phi = sigma_2^-1 o sigma_1 permutes the functions: algorithm 2 sees on phi(f) what
algorithm 1 sees on f. The two see the same traces over a set S exactly if phi(S) = S, that is,
if S is a union of cycles of phi (Whitley and Rowe 2008; Rowe, Vose and Wright 2009).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import factorial, prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization.algorithms import Algorithm, same_space
from fitbreadth.optimization.exhaustive import traces
from fitbreadth.optimization.problems import all_functions, functions, integer_array
from fitbreadth.optimization.space import space_size
from fitbreadth.validate import integer

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cycles:
    """The cycles of phi = sigma_2^-1 o sigma_1.

    Attributes
    ----------
    phi : ndarray of int64, shape (K^n,)
        By function number: the function on which the second algorithm sees the same.
    label : ndarray of int64, shape (K^n,)
        By function number: the smallest number in its cycle.
    lengths : ndarray of int64, shape (cycles,)
        Functions in each cycle, in order of label.

    References
    ----------
    whitley2008, rowe2009
    """

    phi: Numbers
    label: Numbers
    lengths: Numbers


def sigma(algorithm: Algorithm) -> Numbers:
    """Return the full trace of the algorithm on every function, by function number.

    Parameters
    ----------
    algorithm : Algorithm
        On n points and K values.

    Returns
    -------
    ndarray of int64, shape (K^n,)
        A permutation of 0..K^n - 1.

    Raises
    ------
    ValueError
        If K^n exceeds 2^24.

    Examples
    --------
    >>> from fitbreadth.optimization.searches import reverse_scan
    >>> sigma(reverse_scan(2, 2)).tolist()
    [0, 2, 1, 3]
    """
    chunks = all_functions(algorithm.n, algorithm.K)
    return np.concatenate([traces(algorithm, F) for F in chunks])


def cycles(first: Algorithm, second: Algorithm) -> Cycles:
    """Find the sets of functions on which two algorithms agree: unions of these cycles.

    Parameters
    ----------
    first, second : Algorithm
        On the same n and K.

    Returns
    -------
    Cycles

    Raises
    ------
    ValueError
        If they search different spaces, or K^n exceeds 2^24.

    References
    ----------
    whitley2008, rowe2009

    Examples
    --------
    >>> from fitbreadth.optimization.searches import reverse_scan, scan
    >>> found = cycles(scan(6, 3), reverse_scan(6, 3))
    >>> len(found.lengths), int(found.lengths.max())
    (378, 2)
    """
    same_space(first, second)
    space_size(first.n, first.K)
    trace = sigma(second)
    inverse = np.empty_like(trace)
    inverse[trace] = np.arange(trace.size)
    phi = inverse[sigma(first)]
    label = _cycle_minimum(phi)
    return Cycles(phi, label, np.unique(label, return_counts=True)[1])


def equal_on(first: Algorithm, second: Algorithm, numbers: ArrayLike) -> bool:
    """Say, by running both, whether they see the same multiset of traces over these functions.

    Parameters
    ----------
    first, second : Algorithm
        On the same n and K.
    numbers : array_like of int, shape (rows,)
        Function numbers, in [0, K^n); a repeated number counts again.

    Returns
    -------
    bool

    Raises
    ------
    TypeError, ValueError
        If the algorithms search different spaces or a number is out of range.

    Examples
    --------
    >>> from fitbreadth.optimization.searches import reverse_scan, scan
    >>> [equal_on(scan(2, 2), reverse_scan(2, 2), s) for s in ([1], [1, 2])]
    [False, True]
    """
    same_space(first, second)
    space_size(first.n, first.K)
    F = functions(numbers, first.n, first.K)
    if not len(F):
        return True
    return Counter(traces(first, F).tolist()) == Counter(traces(second, F).tolist())


def is_union_of_cycles(found: Cycles, numbers: ArrayLike) -> bool:
    """Say whether a set of functions holds each cycle wholly or not at all.

    Parameters
    ----------
    found : Cycles
        From :func:`cycles`.
    numbers : array_like of int, shape (rows,)
        Function numbers, in [0, K^n); repeated numbers count once.

    Returns
    -------
    bool

    Raises
    ------
    TypeError, ValueError
        If the numbers are not integers in range.

    Examples
    --------
    >>> from fitbreadth.optimization.searches import reverse_scan, scan
    >>> found = cycles(scan(2, 2), reverse_scan(2, 2))
    >>> [is_union_of_cycles(found, s) for s in ([1], [1, 2])]
    [False, True]
    """
    chosen = np.unique(integer_array("numbers", numbers, ndim=1))
    if chosen.size and (chosen[0] < 0 or chosen[-1] >= found.phi.size):
        raise ValueError(
            f"numbers must lie in [0, {found.phi.size}), got {chosen[0]} to {chosen[-1]}"
        )
    member = np.zeros(found.phi.shape, bool)
    member[chosen] = True
    return bool((member[found.phi] == member).all())


def largest_orbit(n: int, K: int) -> int:
    """Return n!/(prod_y c_y!) for the evenest counts: how large a permutation orbit gets.

    Orbits are the smallest sets on which *all* algorithms are equal; no cycle is longer.

    Parameters
    ----------
    n, K : int
        Points and values.

    Returns
    -------
    int

    Examples
    --------
    >>> largest_orbit(6, 3)
    90
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    share, extra = divmod(n, K)
    shares = [share + 1] * extra + [share] * (K - extra)
    return factorial(n) // prod(map(factorial, shares))


def _cycle_minimum(phi: Numbers) -> Numbers:
    """Return the smallest element of each element's cycle, looking twice as far each round."""
    label, ahead = np.arange(phi.size), phi
    while True:
        closer = np.minimum(label, label[ahead])
        if np.array_equal(closer, label):
            return label
        label, ahead = closer, ahead[ahead]
