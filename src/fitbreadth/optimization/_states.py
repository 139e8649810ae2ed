"""Dynamic programming over information states: which points were seen, and with which value.

A table over the states has n axes. Index 0 on axis x means that x was not yet seen, index 1 + j
that it was seen with the j-th value.
"""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Table = NDArray[Any]


def unsolved_weight(ranks: Integers, w: Table, K: int) -> Table:
    """Weight of the functions that agree with each state and whose maximum it has not seen."""
    n = ranks.shape[1]
    best_seen = reduce(np.maximum, np.ix_(*[np.arange(-1, K)] * n))
    unsolved = np.zeros((K + 1,) * n, dtype=w.dtype)
    top = ranks.max(axis=1)
    for maximum in np.unique(top):
        consistent = np.zeros_like(unsolved)
        consistent[tuple(1 + ranks[top == maximum].T)] = w[top == maximum]
        for axis in range(n):
            by_value = np.moveaxis(consistent, axis, 0)
            by_value[0] = by_value[1:].sum(axis=0)
        unsolved += np.where(best_seen < maximum, consistent, 0)
    return unsolved


def price_states(unsolved: Table, choose: np.ufunc) -> Table:
    """Price every state, those with the fewest unseen points first."""
    value, n = unsolved.copy(), unsolved.ndim
    seen = slice(1, None)
    for count in range(1, n + 1):
        for unseen in combinations(range(n), count):
            here: list[int | slice] = [0 if x in unseen else seen for x in range(n)]
            options = [
                value[(*here[:x], seen, *here[x + 1 :])].sum(axis=x - unseen.index(x))
                for x in unseen
            ]
            value[tuple(here)] += reduce(choose, options)
    return value


def next_point(value: Table, state: tuple[int, ...], aim: str) -> int:
    """Return the unseen point that the strategy visits next; of equals, the lowest."""
    unseen = [x for x, mark in enumerate(state) if mark == 0]
    ahead = []
    for x in unseen:
        outcomes: list[int | slice] = list(state)
        outcomes[x] = slice(1, None)
        ahead.append(value[tuple(outcomes)].sum())
    return unseen[int(np.argmin(ahead) if aim == "best" else np.argmax(ahead))]
