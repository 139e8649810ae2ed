"""The search that fits a class of functions best, and the one that fits it worst.

A class F of functions f: X -> Y on n points is a prior. A strategy that knows F chooses each
next point from the values it has seen, and pays one for every distinct evaluation until it
first visits a maximum of f. If F is closed under permutation, every strategy pays the same
(Schumacher, Vose and Whitley 2001); if it is not, there is something to know, and both the most
that knowledge saves and the most that misfit costs follow exactly from dynamic programming
over *information states*: which points were seen, and with which value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.optimization._states import (
    Integers,
    Table,
    next_point,
    price_states,
    unsolved_weight,
)
from fitbreadth.optimization.problems import as_functions
from fitbreadth.validate import choice, vector

STATES = 2_000_000
"""Most information states that one dynamic programme may hold."""


@dataclass(frozen=True)
class FittedSearch:
    """The price of fit and of misfit on one class of functions.

    Attributes
    ----------
    best, worst : Fraction or float
        Expected distinct evaluations up to and including the first visit to a maximum, of the
        best and of the worst strategy. Fractions if the weights are whole numbers.
    random_order : Fraction or float
        The same, averaged over all n! fixed orders: what a searcher pays that knows nothing.
    best_first, worst_first : int
        The point x that the best and the worst strategy visit first (of several, the lowest).
    functions : ndarray of int, shape (m, n)
        The class, one function a row.
    levels : ndarray of int, shape (K,)
        The values that occur, ascending.
    best_value, worst_value : ndarray, shape (K + 1,) * n
        Weight times evaluations still to be paid, in every information state. Index 0 on axis x
        means not yet seen, index 1 + j means seen with value ``levels[j]``.
    """

    best: Fraction | float
    worst: Fraction | float
    random_order: Fraction | float
    best_first: int
    worst_first: int
    functions: Integers = field(repr=False, compare=False)
    levels: Integers = field(repr=False, compare=False)
    best_value: Table = field(repr=False, compare=False)
    worst_value: Table = field(repr=False, compare=False)


def fitted_search(F: ArrayLike, *, weights: ArrayLike | None = None) -> FittedSearch:
    """Find the cheapest and the dearest deterministic, non-revisiting search for a class.

    Nobody tells the strategy that it has hit: an onlooker scores the first visit.

    Parameters
    ----------
    F : array_like of int, shape (m, n)
        One function a row, all different; ``F[i, x]`` >= 0 is the value at x. Only the order of
        the K values that occur matters. At most two million information states, (K + 1)^n.
    weights : array_like, shape (m,), optional
        Prior weights >= 0, not all 0; they need not sum to 1. Uniform if left out. Whole numbers
        (as integers) keep the arithmetic exact.

    Returns
    -------
    FittedSearch

    Raises
    ------
    TypeError
        If ``F`` is not an array of integers, or ``weights`` not of numbers.
    ValueError
        If a row occurs twice, the weights do not fit, or there are too many states.

    References
    ----------
    schumacher2001, igel2003

    Examples
    --------
    Needles in three places: there is nothing to know. Ramps up to the right: everything.

    >>> needles = fitted_search([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    >>> needles.best == needles.worst == needles.random_order == 2
    True
    >>> ramps = fitted_search([[0, 0, 1], [0, 1, 2], [0, 0, 2], [1, 1, 2]])
    >>> str(ramps.best), str(ramps.worst), ramps.best_first
    ('1', '3', 2)
    """
    f = as_functions(F).astype(np.int64)
    if len(np.unique(f, axis=0)) < len(f):
        raise ValueError("F must have distinct rows: give a repeated function a larger weight")
    w = _prior(weights, f)
    levels = np.unique(f)
    n, K = f.shape[1], levels.size
    states = (K + 1) ** n
    if states > STATES:
        raise ValueError(
            f"F has n={n} points and K={K} values, so (K+1)^n = {states} information "
            f"states, about {24 * states / 1e6:.0f} MB of tables; at most {STATES} are accepted"
        )
    unsolved = unsolved_weight(np.searchsorted(levels, f), w, K)
    best, worst = price_states(unsolved, np.minimum), price_states(unsolved, np.maximum)
    start, total = (0,) * n, w.sum()
    optima = (f == f.max(axis=1, keepdims=True)).sum(axis=1)

    def mean(paid: Any, weight: Any) -> Fraction | float:
        exact = w.dtype.kind == "i"
        return Fraction(int(paid), int(weight)) if exact else float(paid / weight)

    blind = [mean(w[optima == k].sum() * (n + 1), total * (k + 1)) for k in np.unique(optima)]
    return FittedSearch(
        best=mean(best[start], total),
        worst=mean(worst[start], total),
        random_order=sum(blind[1:], start=blind[0]),
        best_first=next_point(best, start, "best"),
        worst_first=next_point(worst, start, "worst"),
        functions=f,
        levels=levels,
        best_value=best,
        worst_value=worst,
    )


def path(fitted: FittedSearch, f: ArrayLike, *, aim: str = "best") -> tuple[int, ...]:
    """Follow the best or the worst strategy on one function until it visits a maximum.

    Parameters
    ----------
    fitted : FittedSearch
        What :func:`fitted_search` found for the class.
    f : array_like of int, shape (n,)
        A function of that class.
    aim : {"best", "worst"}
        Which of the two strategies.

    Returns
    -------
    tuple of int
        The points x in the order visited; its length is the cost on ``f``.

    Raises
    ------
    ValueError
        If ``f`` is not in the class or ``aim`` is neither.

    Examples
    --------
    >>> ramps = fitted_search([[0, 0, 1], [0, 1, 2], [0, 0, 2], [1, 1, 2]])
    >>> path(ramps, [0, 1, 2]), path(ramps, [0, 1, 2], aim="worst")
    ((2,), (0, 1, 2))
    """
    choice("aim", aim, ("best", "worst"))
    y = np.asarray(f)
    n = fitted.functions.shape[1]
    if y.shape != (n,) or not (fitted.functions == y).all(axis=1).any():
        raise ValueError(f"f must be a function of the class, of {n} values, got {f!r}")
    value = fitted.best_value if aim == "best" else fitted.worst_value
    state, visited = (0,) * n, list[int]()
    while not visited or y[visited[-1]] < y.max():
        x = next_point(value, state, aim)
        seen = 1 + int(np.searchsorted(fitted.levels, y[x]))
        state = (*state[:x], seen, *state[x + 1 :])
        visited.append(x)
    return tuple(visited)


def _prior(weights: ArrayLike | None, f: Integers) -> Table:
    """Check the weights; keep integers exact as long as no sum can overflow."""
    if weights is None:
        return np.ones(len(f), dtype=np.int64)
    w = vector("weights", weights, low=0, size=len(f))
    if w.sum() == 0:
        raise ValueError("weights must not all be 0")
    whole = np.asarray(weights).dtype.kind in "iu"
    if whole and w.sum() * (f.shape[1] + 1) ** 2 >= 2**62:
        raise ValueError(f"weights must sum to less than 2^62/(n+1)^2, got {w.sum():.3g}")
    return np.asarray(weights, dtype=np.int64) if whole else w
