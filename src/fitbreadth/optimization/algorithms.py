"""Search algorithms: deterministic, non-revisiting, black-box; that is, decision trees.

What such an algorithm asks next depends only on what it has seen. Number the root 0 and call
K*i + 1 + y the node that follows node i when it sees the value y; then the nodes of depth d
fill the block from (K^d - 1)/(K - 1) on, in order of the values seen on the way to them, and
the whole algorithm is one array: ``next_x[i]``, the point it evaluates at node i. Wolpert and
Macready (1997) call it a map from samples d_m to the points not yet visited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import log10

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization.problems import power_of_ten, space_size
from fitbreadth.validate import integer

History = tuple[tuple[int, int], ...]  # ((x, y), ...) in order of evaluation
Rule = Callable[[History], int]


@dataclass(frozen=True, eq=False)
class Algorithm:
    """A search algorithm on {0..n-1} -> {0..K-1} as a table of its decisions.

    Attributes
    ----------
    n, K : int
        Points and values.
    next_x : ndarray of int, shape ((K^n - 1)/(K - 1),)
        Point to evaluate at each node, read-only; child of node i on value y: K*i + 1 + y.
    name : str
        For labels.

    Raises
    ------
    ValueError
        If the table has another shape, a point outside {0..n-1}, or a path that revisits one.

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> Algorithm(2, 2, np.array([0, 1, 1])).levels
    (array([0], dtype=uint8), array([1, 1], dtype=uint8))
    >>> Algorithm(2, 2, np.array([0, 1, 0]))
    Traceback (most recent call last):
    ValueError: next_x must not revisit a point: node 2 goes back to 0
    """

    n: int
    K: int
    next_x: NDArray[np.uint8]
    name: str = "algorithm"

    def __post_init__(self) -> None:
        nodes = tree_size(self.n, self.K, limit=2**62)
        table = np.asarray(self.next_x)
        if table.shape != (nodes,) or table.dtype.kind not in "iu":
            raise ValueError(
                f"next_x must be {nodes} integers for n={self.n}, K={self.K}, "
                f"got {table.dtype} of shape {table.shape}"
            )
        if table.min() < 0 or table.max() >= self.n:
            raise ValueError(
                f"next_x must hold points 0 to {self.n - 1}, got {table.min()} to {table.max()}"
            )
        table = table.astype(np.uint8)
        table.flags.writeable = False
        object.__setattr__(self, "next_x", table)
        seen = np.zeros(1, np.int64)  # one bit a point
        node = 0
        for depth, points in enumerate(self.levels):
            seen = np.repeat(seen, self.K if depth else 1)
            bit = np.left_shift(1, points, dtype=np.int64)
            revisits = (seen & bit).nonzero()[0]
            if revisits.size:
                at = int(revisits[0])
                raise ValueError(
                    f"next_x must not revisit a point: node {node + at} goes back to {points[at]}"
                )
            node += len(points)
            seen |= bit

    @property
    def levels(self) -> tuple[NDArray[np.uint8], ...]:
        """The table by depth: K^d points at depth d, in order of the values seen so far."""
        ends = [(self.K**d - 1) // (self.K - 1) for d in range(self.n + 1)]
        return tuple(self.next_x[i:j] for i, j in pairwise(ends))


def tree_size(n: int, K: int, *, limit: int = 2**24) -> int:
    """Return (K^n - 1)/(K - 1), the number of decisions (and bytes) an algorithm takes.

    Parameters
    ----------
    n, K : int
        Points and values.
    limit : int
        Refuse trees for more than ``limit`` functions.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If K^n exceeds ``limit``.

    Examples
    --------
    >>> tree_size(8, 4)
    21845
    """
    return (space_size(n, K, limit=limit) - 1) // (K - 1)


def count_algorithms(n: int, K: int) -> int:
    """Return N(n, K) = n N(n-1, K)^K: a first point, then any algorithm for each value seen.

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
        If the count itself would take more than 2^20 digits to write.

    Examples
    --------
    >>> [count_algorithms(n, K) for n, K in ((2, 2), (3, 2), (4, 2), (3, 3))]
    [2, 12, 576, 24]
    """
    digits = _log10_algorithms(n, K)
    if digits > 2**20:
        raise ValueError(f"n={n}, K={K} means about 10^{power_of_ten(log10(digits))} algorithms")
    count = 1
    for points in range(2, n + 1):
        count = points * count**K
    return count


def all_algorithms(n: int, K: int, *, limit: int = 100_000) -> Iterator[Algorithm]:
    """Yield every deterministic non-revisiting algorithm once.

    Parameters
    ----------
    n, K : int
        Points and values.
    limit : int
        Refuse to enumerate more algorithms than this.

    Returns
    -------
    iterator of Algorithm

    Raises
    ------
    ValueError
        If there are more than ``limit``; at the call, before anything is enumerated.

    Examples
    --------
    >>> [a.next_x.tolist() for a in all_algorithms(2, 2)]
    [[0, 1, 1], [1, 0, 0]]
    """
    digits = _log10_algorithms(n, K)
    if digits > log10(integer("limit", limit, low=1)) + 1e-9:
        count = count_algorithms(n, K) if digits < 15 else f"about {power_of_ten(digits)}"
        raise ValueError(
            f"n={n}, K={K} means {count} algorithms, above limit={limit}: "
            "choose a smaller n or K, or raise limit"
        )
    trees = _trees(tuple(range(n)), K)
    return (
        Algorithm(n, K, np.array([x for level in tree for x in level]), f"algorithm {i}")
        for i, tree in enumerate(trees)
    )


def from_rule(
    rule: Rule, n: int, K: int, *, name: str | None = None, limit: int = 2**24
) -> Algorithm:
    """Ask a rule for its next point in every situation it can meet.

    Parameters
    ----------
    rule : callable
        Maps a history ((x, y), ...) of evaluations to a point not yet in it. It is not asked
        when one point is left.
    n, K : int
        Points and values.
    name : str, optional
        The rule's own name if not given.
    limit : int
        Refuse trees for more than ``limit`` functions.

    Returns
    -------
    Algorithm

    Raises
    ------
    ValueError
        If K^n exceeds ``limit``, or the rule revisits a point or leaves {0..n-1}.

    Examples
    --------
    >>> from_rule(lambda seen: 2 - len(seen), 3, 2).next_x.tolist()
    [2, 1, 1, 0, 0, 0, 0]
    """
    next_x = np.empty(tree_size(n, K, limit=limit), np.uint8)

    def grow(node: int, history: History, free: tuple[int, ...]) -> None:
        x = free[0] if len(free) == 1 else rule(history)
        if x not in free:
            raise ValueError(
                f"rule must return one of the unvisited points {free} after {history}, got {x!r}"
            )
        next_x[node] = x
        rest = tuple(z for z in free if z != x)
        child = K * node + 1
        if len(rest) == 1:
            next_x[child : child + K] = rest[0]
        elif rest:
            for y in range(K):
                grow(child + y, (*history, (x, y)), rest)

    grow(0, (), tuple(range(n)))
    label = getattr(rule, "__name__", "rule") if name is None else name
    return Algorithm(n, K, next_x, str(label))


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


def _log10_algorithms(n: int, K: int) -> float:
    n, K = integer("n", n, low=1), integer("K", K, low=2)
    digits = 0.0
    for points in range(2, n + 1):
        digits = log10(points) + K * digits
        if digits > 1e300:
            break
    return digits


def _trees(free: tuple[int, ...], K: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every tree over the free points as its levels."""
    for x in free:
        rest = tuple(z for z in free if z != x)
        if not rest:
            yield ((x,),)
            continue
        for children in product(_trees(rest, K), repeat=K):
            yield (
                (x,),
                *(
                    tuple(z for part in level for z in part)
                    for level in zip(*children, strict=True)
                ),
            )
