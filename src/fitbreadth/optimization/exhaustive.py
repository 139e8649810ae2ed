"""No free lunch, enumerated: run an algorithm on every function and count what it sees.

A *trace* is the sequence of values y_1, ..., y_m an algorithm sees (Wolpert and Macready's
d_m^y), written here as a number in base K, y_1 first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization._words import CHUNK, all_words, pack, run, shifts
from fitbreadth.optimization.algorithms import Algorithm
from fitbreadth.optimization.problems import as_functions
from fitbreadth.optimization.space import space_size
from fitbreadth.validate import integer


@dataclass(frozen=True, eq=False)
class TraceCounts:
    """How often each trace of m values occurs over all K^n functions.

    Attributes
    ----------
    n, K, m : int
        Points, values, evaluations.
    counts : ndarray of int64, shape (K^m,)
        Functions by trace, the trace's digits in base K being the values seen, first first.
    theory : int
        K^(n-m), what every count must be (Theorem 1).

    References
    ----------
    wolpert1997
    """

    n: int
    K: int
    m: int
    counts: NDArray[np.int64]
    theory: int


def trace_counts(algorithm: Algorithm, m: int | None = None, *, limit: int = 2**28) -> TraceCounts:
    """Run the algorithm for m evaluations on every function and count the traces.

    Parameters
    ----------
    algorithm : Algorithm
        Its n and K say which functions.
    m : int, optional
        Evaluations, 1..n; n if not given.
    limit : int
        Refuse to run on more than this many functions.

    Returns
    -------
    TraceCounts

    Raises
    ------
    ValueError
        If ``m`` is out of range or K^n exceeds ``limit``.

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> from fitbreadth.optimization.searches import hill_climb
    >>> seen = trace_counts(hill_climb(4, 3), 2)
    >>> seen.counts.tolist(), seen.theory
    ([9, 9, 9, 9, 9, 9, 9, 9, 9], 9)
    """
    n, K = algorithm.n, algorithm.K
    m = _evaluations(algorithm, m)
    space_size(n, K, limit=limit)
    counts = np.zeros(K**m, np.int64)
    steps = shifts(algorithm, m)
    for words in all_words(n, K):
        *_, (_, trace) = run(steps, K, words)
        np.add.at(counts, trace.astype(np.intp), 1)
    return TraceCounts(n, K, m, counts, K ** (n - m))


def traces(algorithm: Algorithm, F: ArrayLike, *, m: int | None = None) -> NDArray[np.int64]:
    """Return the trace of the algorithm on each of the functions, as a number in base K.

    Parameters
    ----------
    algorithm : Algorithm
        On n points and K values.
    F : array_like of int, shape (rows, n)
        Functions, values 0..K-1.
    m : int, optional
        Evaluations, 1..n; n if not given.

    Returns
    -------
    ndarray of int64, shape (rows,)
        In [0, K^m); ``functions(traces, m, K)`` are the values seen, in order.

    Raises
    ------
    TypeError, ValueError
        If F is not an array of such functions or ``m`` is out of range.

    Examples
    --------
    >>> from fitbreadth.optimization.searches import reverse_scan
    >>> traces(reverse_scan(3, 2), [[0, 0, 1], [1, 1, 0]]).tolist()
    [4, 3]
    """
    rows = as_functions(F, n=algorithm.n, K=algorithm.K)
    steps = shifts(algorithm, _evaluations(algorithm, m))
    result = np.empty(len(rows), np.int64)
    for at in range(0, len(rows), CHUNK):
        *_, (_, trace) = run(steps, algorithm.K, pack(rows[at : at + CHUNK].T, algorithm.K))
        result[at : at + CHUNK] = trace
    return result


def _evaluations(algorithm: Algorithm, m: int | None) -> int:
    return algorithm.n if m is None else integer("m", m, low=1, high=algorithm.n)
