"""The enumeration of ``fitbreadth.optimization.exhaustive`` in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product


def trace_counts(next_x: Sequence[int], n: int, K: int, m: int) -> Counter[tuple[int, ...]]:
    """Walk the decision tree on every function and count the values seen."""
    counts: Counter[tuple[int, ...]] = Counter()
    for f in product(range(K), repeat=n):
        node, seen = 0, []
        for _ in range(m):
            y = f[next_x[node]]
            seen.append(y)
            node = K * node + 1 + y
        counts[tuple(seen)] += 1
    return counts


def first_hits(next_x: Sequence[int], n: int, K: int) -> list[int]:
    """Walk the decision tree on every function until a maximum is visited."""
    hits = []
    for f in product(range(K), repeat=n):
        best, node = max(f), 0
        for evaluation in range(1, n + 1):
            y = f[next_x[node]]
            if y == best:
                hits.append(evaluation)
                break
            node = K * node + 1 + y
    return hits
