"""No free lunch, enumerated: run an algorithm on every function and count what it sees.

A *trace* is the sequence of values y_1, ..., y_m an algorithm sees (Wolpert and Macready's
d_m^y), written here as a number in base K, y_1 first. The number of the next trace is K times
the last plus the value seen, which is also the tree node's place in its level: so one step of
all functions at once is a table lookup, a shift, a mask and a multiply-add. Functions are
packed into one machine word each, a few bits a value, so that "look up f(x)" is that shift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.optimization.algorithms import Algorithm
from fitbreadth.optimization.problems import as_functions, functions, space_size
from fitbreadth.validate import integer

Words = NDArray[Any]  # unsigned, one function each
CHUNK = 2**15  # functions at a time: their words, traces and lookups stay in the L2 cache


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
    >>> from fitbreadth.optimization.algorithms import hill_climb
    >>> seen = trace_counts(hill_climb(4, 3), 2)
    >>> seen.counts.tolist(), seen.theory
    ([9, 9, 9, 9, 9, 9, 9, 9, 9], 9)
    """
    n, K = algorithm.n, algorithm.K
    m = _evaluations(algorithm, m)
    space_size(n, K, limit=limit)
    counts = np.zeros(K**m, np.int64)
    shifts = _shifts(algorithm, m)
    for words in _all_words(n, K):
        *_, (_, trace) = _run(shifts, K, words)
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
    >>> from fitbreadth.optimization.algorithms import reverse_scan
    >>> traces(reverse_scan(3, 2), [[0, 0, 1], [1, 1, 0]]).tolist()
    [4, 3]
    """
    rows = as_functions(F, n=algorithm.n, K=algorithm.K)
    shifts = _shifts(algorithm, _evaluations(algorithm, m))
    result = np.empty(len(rows), np.int64)
    for at in range(0, len(rows), CHUNK):
        *_, (_, trace) = _run(shifts, algorithm.K, _pack(rows[at : at + CHUNK].T, algorithm.K))
        result[at : at + CHUNK] = trace
    return result


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
    >>> from fitbreadth.optimization.algorithms import scan
    >>> first_hit(scan(3, 3), [[0, 1, 2], [2, 2, 1], [0, 1, 0]]).tolist()
    [3, 1, 2]
    """
    rows = as_functions(F, n=algorithm.n, K=algorithm.K)
    shifts = _shifts(algorithm, algorithm.n)
    result = np.empty(len(rows), np.int64)
    for at in range(0, len(rows), CHUNK):
        columns = np.ascontiguousarray(rows[at : at + CHUNK].T)
        words = _pack(columns, algorithm.K)
        best = columns.max(axis=0).astype(words.dtype)
        searching = np.ones(best.shape, bool)
        hit = np.zeros(best.shape, np.uint8)
        for value, _ in _run(shifts, algorithm.K, words):
            hit += searching
            searching &= value != best
        result[at : at + CHUNK] = hit
    return result


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
    >>> from fitbreadth.optimization.algorithms import reverse_scan, scan
    >>> scores = compare(scan(2, 2), reverse_scan(2, 2), [[0, 0], [0, 1], [1, 0], [1, 1]])
    >>> scores.difference.tolist(), scores.mean
    ([0, 1, -1, 0], Fraction(0, 1))
    """
    if (first.n, first.K) != (second.n, second.K):
        raise ValueError(
            "the algorithms must search the same space, got "
            f"n={first.n}, K={first.K} and n={second.n}, K={second.K}"
        )
    return Comparison(first_hit(first, F), first_hit(second, F))


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


def revisiting_law(n: int, k: int) -> Fraction:
    """Return n/k: the mean evaluations of random search that may evaluate a point again.

    Parameters
    ----------
    n : int
        Points.
    k : int
        Points that are maxima, 1..n.

    Returns
    -------
    Fraction

    Examples
    --------
    >>> revisiting_law(6, 1)
    Fraction(6, 1)
    """
    n = integer("n", n, low=1)
    return Fraction(n, integer("k", k, low=1, high=n))


def histogram_fractions(seen: TraceCounts) -> dict[tuple[int, ...], Fraction]:
    """Return the measured fraction of functions by histogram of the values seen.

    Parameters
    ----------
    seen : TraceCounts
        From :func:`trace_counts`.

    Returns
    -------
    dict of tuple of int to Fraction
        (c_0, ..., c_{K-1}), how often each value was seen, to the fraction of functions.

    Examples
    --------
    >>> from fitbreadth.optimization.algorithms import scan
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
        From :func:`trace_counts`.

    Returns
    -------
    Fraction
        In [0, K-1].

    Examples
    --------
    >>> from fitbreadth.optimization.algorithms import scan
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


def _run(shifts: Sequence[Words], K: int, words: Words) -> Iterator[tuple[Words, Words]]:
    """Yield the value seen and the trace so far, both of all functions, after each evaluation.

    The arrays are overwritten by the next evaluation.
    """
    trace, value = np.zeros_like(words), np.empty_like(words)
    index = np.empty(words.shape, np.intp)
    mask = 2 ** _bits(K) - 1
    for level in shifts:
        if len(level) == 1:  # the root: no function is told from another yet
            value.fill(level[0])
        else:
            np.copyto(index, trace, casting="same_kind")
            # a trace is always inside its level; "wrap" is the mode that costs least
            np.take(level, index, out=value, mode="wrap")
        np.right_shift(words, value, out=value)
        np.bitwise_and(value, mask, out=value)
        np.multiply(trace, K, out=trace)
        np.add(trace, value, out=trace)
        yield value, trace


def _shifts(algorithm: Algorithm, m: int) -> list[Words]:
    """Return, by level of the tree, how far to shift a word to look at the next point."""
    n, bits = algorithm.n, _bits(algorithm.K)
    word = _word(n, algorithm.K)
    return [((n - 1 - level) * bits).astype(word) for level in algorithm.levels[:m]]


def _all_words(n: int, K: int) -> Iterator[Words]:
    """Pack every function, in order of number: the last points vary within a chunk."""
    low = max(h for h in range(1, n + 1) if K**h <= CHUNK or h == 1)
    digits: Words = np.arange(K, dtype=_word(n, K))

    def every(points: int) -> Words:
        words: Words = np.zeros(1, digits.dtype)
        for _ in range(points):
            words = (words[:, None] << _bits(K) | digits).ravel()
        return words

    inner, outer = every(low), every(n - low) << low * _bits(K)
    blocks = max(1, CHUNK // len(inner))
    return ((outer[at : at + blocks, None] | inner).ravel() for at in range(0, len(outer), blocks))


def _pack(columns: NDArray[Any], K: int) -> Words:
    """Pack functions given by column: all values f(0), then all f(1), ..."""
    word = _word(len(columns), K)
    words: Words = np.zeros(columns.shape[1], word)
    for column in columns:
        words <<= _bits(K)
        words |= column.astype(word, copy=False)
    return words


def _bits(K: int) -> int:
    return (K - 1).bit_length()


def _word(n: int, K: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest word that holds a packed function, and so a trace."""
    return np.uint32 if n * _bits(K) <= 32 else np.uint64


def _evaluations(algorithm: Algorithm, m: int | None) -> int:
    return algorithm.n if m is None else integer("m", m, low=1, high=algorithm.n)
