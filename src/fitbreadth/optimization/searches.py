"""Five searches to tell apart: orders fixed in advance, a climber and its opposite."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fitbreadth.optimization.algorithms import Algorithm, History, from_rule, tree_size
from fitbreadth.validate import integer


def fixed_order(
    order: Sequence[int], K: int, *, name: str = "fixed order", limit: int = 2**24
) -> Algorithm:
    """Evaluate the points in this order, whatever is seen.

    Parameters
    ----------
    order : sequence of int
        Each point 0..n-1 once.
    K : int
        Number of values.
    name : str
        For labels.
    limit : int
        Refuse trees for more than ``limit`` functions.

    Returns
    -------
    Algorithm

    Raises
    ------
    ValueError
        If ``order`` is not a re-ordering of 0..n-1, or the tree is too large.

    Examples
    --------
    >>> fixed_order([1, 0], 2).next_x.tolist()
    [1, 0, 0]
    """
    if len(order) == 0 or sorted(order) != list(range(len(order))):
        raise ValueError(f"order must hold each of 0..n-1 once, got {order!r}")
    tree_size(len(order), K, limit=limit)
    depths = [K**d for d in range(len(order))]
    return Algorithm(len(order), K, np.repeat(np.asarray(order, np.uint8), depths), name)


def scan(n: int, K: int) -> Algorithm:
    """Evaluate 0, 1, ..., n-1.

    Parameters
    ----------
    n, K : int
        Points and values.

    Returns
    -------
    Algorithm

    Examples
    --------
    >>> scan(2, 2).next_x.tolist()
    [0, 1, 1]
    """
    return fixed_order(range(integer("n", n, low=1)), K, name="scan")


def reverse_scan(n: int, K: int) -> Algorithm:
    """Evaluate n-1, ..., 1, 0.

    Parameters
    ----------
    n, K : int
        Points and values.

    Returns
    -------
    Algorithm

    Examples
    --------
    >>> reverse_scan(2, 2).next_x.tolist()
    [1, 0, 0]
    """
    return fixed_order(range(integer("n", n, low=1))[::-1], K, name="reverse scan")


def sweep_outwards(n: int, K: int, *, start: int | None = None) -> Algorithm:
    """Work outwards from the start, right before left, whatever is seen.

    It starts where :func:`hill_climb` and :func:`flee` do, so that what separates them is what
    they make of the values, not where they begin.

    Parameters
    ----------
    n, K : int
        Points and values.
    start : int, optional
        First point; n // 2 if not given.

    Returns
    -------
    Algorithm

    Raises
    ------
    ValueError
        If ``start`` is not a point, or the tree is too large.

    Examples
    --------
    >>> [int(points[0]) for points in sweep_outwards(5, 2).levels]
    [2, 3, 1, 4, 0]
    """
    first = _start(n, start)
    order = sorted(range(n), key=lambda x: (abs(x - first), -x))
    return fixed_order(order, K, name="sweep outwards")


def hill_climb(n: int, K: int, *, start: int | None = None) -> Algorithm:
    """Climb on the path 0 - 1 - ... - n-1 without stepping twice on a point.

    The next point is the right, else the left neighbour of the best point so far (the
    earliest of equals), if unvisited; else the lowest unvisited point. From an end of the
    path this is the scan: what is visited has only one open side.

    Parameters
    ----------
    n, K : int
        Points and values.
    start : int, optional
        First point; n // 2 if not given.

    Returns
    -------
    Algorithm

    Raises
    ------
    ValueError
        If ``start`` is not a point, or the tree is too large.

    Examples
    --------
    >>> hill_climb(3, 2).next_x.tolist()
    [1, 2, 2, 0, 0, 0, 0]
    """
    first = _start(n, start)

    def rule(history: History) -> int:
        if not history:
            return first
        free, best = _standing(history, n)
        return next((x for x in (best + 1, best - 1) if x in free), free[0])

    return from_rule(rule, n, K, name="hill climb")


def flee(n: int, K: int, *, start: int | None = None) -> Algorithm:
    """Go as far from the best point so far as possible: the hill climber's opposite.

    The next point is the unvisited one farthest on the path from the best so far (the earliest
    of equals); of two as far, the lower.

    Parameters
    ----------
    n, K, start
        As for :func:`hill_climb`.

    Returns
    -------
    Algorithm

    Raises
    ------
    ValueError
        As for :func:`hill_climb`.

    Examples
    --------
    >>> flee(3, 2, start=0).next_x.tolist()
    [0, 2, 2, 1, 1, 1, 1]
    """
    first = _start(n, start)

    def rule(history: History) -> int:
        if not history:
            return first
        free, best = _standing(history, n)
        return max(free, key=lambda x: abs(x - best))

    return from_rule(rule, n, K, name="flee")


def _start(n: int, start: int | None) -> int:
    n = integer("n", n, low=1)
    return n // 2 if start is None else integer("start", start, low=0, high=n - 1)


def _standing(history: History, n: int) -> tuple[list[int], int]:
    """Return the unvisited points in order, and the best point so far, the earliest of equals."""
    visited = {x for x, _ in history}
    best = max(history, key=lambda seen: seen[1])[0]
    return [x for x in range(n) if x not in visited], best
