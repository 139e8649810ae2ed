"""Search algorithms: deterministic, non-revisiting, black-box; that is, decision trees.

What such an algorithm asks next depends only on what it has seen. Number the root 0 and call
K*i + 1 + y the node that follows node i when it sees the value y; then the nodes of depth d
fill the block from (K^d - 1)/(K - 1) on, in order of the values seen on the way to them, and
the whole algorithm is one array: ``next_x[i]``, the point it evaluates at node i. Wolpert and
Macready (1997) call it a map from samples d_m to the points not yet visited.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization.space import space_size

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


def same_space(first: Algorithm, second: Algorithm) -> None:
    """Refuse two algorithms that do not search the same functions.

    Raises
    ------
    ValueError
        If their n or K differ.

    Examples
    --------
    >>> one = Algorithm(1, 2, np.array([0]))
    >>> same_space(one, Algorithm(1, 3, np.array([0])))
    Traceback (most recent call last):
    ValueError: the algorithms must search the same space, got n=1, K=2 and n=1, K=3
    """
    if (first.n, first.K) != (second.n, second.K):
        raise ValueError(
            "the algorithms must search the same space, got "
            f"n={first.n}, K={first.K} and n={second.n}, K={second.K}"
        )


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
