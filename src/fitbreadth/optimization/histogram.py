"""What any algorithm has found after m evaluations: histograms of values, and the best so far.

A measure of performance looks at a trace through the histogram of its values, and that has the
same law for every algorithm: m throws of a fair die with K faces (Wolpert and Macready 1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import factorial, prod

import numpy as np

from fitbreadth.optimization.exhaustive import TraceCounts
from fitbreadth.optimization.problems import functions
from fitbreadth.validate import integer


def histogram_fractions(seen: TraceCounts) -> dict[tuple[int, ...], Fraction]:
    """Return the measured fraction of functions by histogram of the values seen.

    Parameters
    ----------
    seen : TraceCounts
        From :func:`~fitbreadth.optimization.exhaustive.trace_counts`.

    Returns
    -------
    dict of tuple of int to Fraction
        (c_0, ..., c_{K-1}), how often each value was seen, to the fraction of functions.

    Examples
    --------
    >>> from fitbreadth.optimization.exhaustive import trace_counts
    >>> from fitbreadth.optimization.searches import scan
    >>> histogram_fractions(trace_counts(scan(3, 2), 2))[1, 1]
    Fraction(1, 2)
    """
    values = functions(np.arange(seen.counts.size), seen.m, seen.K)
    histograms = (values[:, :, None] == np.arange(seen.K)).sum(axis=1)
    total: Counter[tuple[int, ...]] = Counter()
    for c, count in zip(histograms.tolist(), seen.counts.tolist(), strict=True):
        total[tuple(c)] += count
    return {c: Fraction(count, int(seen.counts.sum())) for c, count in total.items()}


def histogram_law(c: Sequence[int]) -> Fraction:
    """Return m!/(prod c_i!) K^-m: the fraction of functions with histogram c after m values.

    Parameters
    ----------
    c : sequence of int, length K
        How often each value was seen; m is the sum.

    Returns
    -------
    Fraction

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> histogram_law((1, 1))
    Fraction(1, 2)
    """
    counts = [integer(f"c[{i}]", count, low=0) for i, count in enumerate(c)]
    integer("len(c)", len(counts), low=2)
    m = sum(counts)
    return Fraction(factorial(m), prod(map(factorial, counts)) * len(counts) ** m)


def best_so_far(seen: TraceCounts) -> Fraction:
    """Return the measured mean, over all functions, of the best of the values seen.

    Parameters
    ----------
    seen : TraceCounts
        From :func:`~fitbreadth.optimization.exhaustive.trace_counts`.

    Returns
    -------
    Fraction
        In [0, K-1].

    Examples
    --------
    >>> from fitbreadth.optimization.exhaustive import trace_counts
    >>> from fitbreadth.optimization.searches import scan
    >>> best_so_far(trace_counts(scan(3, 3), 2))
    Fraction(13, 9)
    """
    best = functions(np.arange(seen.counts.size), seen.m, seen.K).max(axis=1)
    return Fraction(int(best.astype(np.int64) @ seen.counts), int(seen.counts.sum()))


def best_so_far_law(m: int, K: int) -> Fraction:
    """Return E[max] = sum_{k=1}^{K-1} (1 - (k/K)^m) for values 0..K-1, whatever the algorithm.

    Parameters
    ----------
    m : int
        Evaluations, at least 1.
    K : int
        Values, at least 2.

    Returns
    -------
    Fraction

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> [str(best_so_far_law(m, 3)) for m in (1, 2, 3, 4, 5)]
    ['1', '13/9', '5/3', '145/81', '151/81']
    """
    m, K = integer("m", m, low=1), integer("K", K, low=2)
    return sum((1 - Fraction(k, K) ** m for k in range(1, K)), Fraction(0))
