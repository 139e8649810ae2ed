"""Sharpened no free lunch: where, and only where, all algorithms are equal.

A set F of functions is closed under permutation (c.u.p.) if re-ordering the domain of any f
in F gives a function in F. Schumacher, Vose and Whitley (2001): all algorithms see the same
multiset of traces over F if and only if F is closed. Igel and Toussaint (2003): hardly any
set is. Here the "if and only if" is tried on every set and every algorithm of a small space.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb, ldexp, log, log1p, log10

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization.census import all_algorithms, count_algorithms
from fitbreadth.optimization.exhaustive import traces
from fitbreadth.optimization.problems import function_numbers, functions
from fitbreadth.optimization.space import space_size
from fitbreadth.validate import integer

Mask = NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class SharpenedNFL:
    """For every non-empty set of functions: whether all algorithms are equal, and it is closed.

    Attributes
    ----------
    n, K : int
        Points and values.
    algorithms : int
        How many algorithms were compared: all there are.
    sets : ndarray of uint32, shape (2^(K^n) - 1,)
        Each set as a bit mask: bit j says whether it holds function number j.
    equal : ndarray of bool, same shape
        Whether all algorithms see the same multiset of traces over the set.
    closed : ndarray of bool, same shape
        Whether the set is closed under permutation of the domain.

    References
    ----------
    schumacher2001
    """

    n: int
    K: int
    algorithms: int
    sets: Mask
    equal: NDArray[np.bool_]
    closed: NDArray[np.bool_]


def sharpened_nfl(n: int, K: int, *, limit: int = 2**30) -> SharpenedNFL:
    """Compare every algorithm on every non-empty set of functions, and test each for closure.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).
    limit : int
        Refuse more than this many pairs of a set and an algorithm.

    Returns
    -------
    SharpenedNFL

    Raises
    ------
    ValueError
        If there are more pairs than ``limit`` or more than 32 functions; before it starts.

    References
    ----------
    schumacher2001

    Examples
    --------
    >>> seen = sharpened_nfl(3, 2)
    >>> int(seen.equal.sum()), len(seen.sets), bool((seen.equal == seen.closed).all())
    (15, 255, True)
    """
    size = space_size(n, K, limit=32)
    algorithms = count_algorithms(n, K)
    if 2**size * algorithms > integer("limit", limit, low=1):
        raise ValueError(
            f"n={n}, K={K} means {2**size - 1} sets times {algorithms} algorithms, "
            f"above limit={limit}: choose a smaller n or K, or raise limit"
        )
    F = functions(np.arange(size), n, K)
    # A full trace tells which function it came from, so no two functions of a set share one
    # and the multiset of traces over the set is a set: an image under a bijection, a mask.
    images = (_images(traces(a, F)) for a in all_algorithms(n, K, limit=algorithms))
    reference = next(images)
    equal = _all_equal(reference, images)
    # neighbouring swaps generate every re-ordering of the domain
    orders = (np.r_[0:x, x + 1, x, x + 2 : n] for x in range(n - 1))
    sets = np.arange(2**size, dtype=np.uint32)
    closed = _all_equal(sets, (_images(function_numbers(F[:, order], K)) for order in orders))
    return SharpenedNFL(n, K, algorithms, sets[1:], equal[1:], closed[1:])


def count_closed(n: int, K: int) -> int:
    """Return 2^C(n+K-1, n) - 1: how many non-empty sets of functions are closed.

    Functions that are re-orderings of each other share their multiset of n values; there are
    C(n+K-1, n) multisets, and a closed set takes all functions of a multiset or none.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the count has more than 2^24 binary digits.

    References
    ----------
    igel2003

    Examples
    --------
    >>> count_closed(3, 2), count_closed(2, 3)
    (15, 63)
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    orbits = comb(n + K - 1, n)
    if orbits > 2**24:
        raise ValueError(f"n={n}, K={K} means a count of {orbits} binary digits, above {2**24}")
    return int(2**orbits - 1)


def closed_fraction(n: int, K: int) -> Fraction:
    """Return the fraction of the 2^(K^n) - 1 non-empty sets of functions that are closed.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).

    Returns
    -------
    Fraction

    Raises
    ------
    ValueError
        If K^n exceeds 2^20: use :func:`log10_closed_fraction`.

    References
    ----------
    igel2003

    Examples
    --------
    >>> closed_fraction(3, 2)
    Fraction(1, 17)
    """
    return Fraction(count_closed(n, K), 2 ** space_size(n, K, limit=2**20) - 1)


def log10_closed_fraction(n: int, K: int) -> float:
    """Return the decimal logarithm of :func:`closed_fraction`, also where that is too small.

    Parameters
    ----------
    n, K : int
        Points (>= 1) and values (>= 2).

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If K^n exceeds 10^300.

    References
    ----------
    igel2003

    Examples
    --------
    >>> round(log10_closed_fraction(8, 2), 2), f"{log10_closed_fraction(20, 10):.2g}"
    (-74.36, '-3e+19')
    """
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    if n * log10(K) > 300:
        raise ValueError(f"n={n}, K={K}: the logarithm itself exceeds 1e300")
    orbits, size = comb(n + K - 1, n), K**n
    corrections = log1p(-_power_of_half(orbits)) - log1p(-_power_of_half(size))
    return float(orbits - size) * log10(2) + corrections / log(10)


def _images(bijection: NDArray[np.int64]) -> Mask:
    """Return the image of every subset of 0..N-1, both as bit masks, the subset as position."""
    masks = np.zeros(1, np.uint32)
    for target in bijection:  # the sets without element j, then the same sets with it
        masks = np.concatenate((masks, masks | np.uint32(1 << int(target))))
    return masks


def _all_equal(reference: Mask, others: Iterable[Mask]) -> NDArray[np.bool_]:
    equal = np.ones(reference.shape, bool)
    for other in others:
        equal &= other == reference
    return equal


def _power_of_half(exponent: int) -> float:
    return ldexp(1.0, -min(exponent, 1074))
