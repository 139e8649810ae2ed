"""Every deterministic non-revisiting algorithm there is: how many, and one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import log10

import numpy as np

from fitbreadth.optimization.algorithms import Algorithm
from fitbreadth.optimization.space import power_of_ten
from fitbreadth.validate import integer


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
