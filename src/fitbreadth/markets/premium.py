"""What the insurance of breadth costs: when it pays, and where it stops being cheap.

The premium of :mod:`fitbreadth.markets.insurance` is paid once if the best specialist stays the
best and if keeping the others is free. Neither need be so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets._stakes import market
from fitbreadth.markets.insurance import shortfall
from fitbreadth.selection import after_counts
from fitbreadth.validate import Float, integer, matrix, number


def break_even(N: int, *, gap: float, cost: float = 0.0) -> float:
    """Return after how many rounds a mixture of N overtakes a wrong specialist.

    Parameters
    ----------
    N : int
        Specialists in the mixture, in [1, 10**15].
    gap : float
        Nats a round by which the wrong specialist falls behind the best of them, > 0; if the best
        believes the truth p, it is KL(p || the wrong belief).
    cost : float
        Nats a round that it costs to keep one specialist, >= 0: the mixture keeps e^(-cost N) of
        its wealth.

    Returns
    -------
    float
        Rounds, ln N / (gap - cost N): by then the mixture is ahead in expected log wealth, though
        it should have paid its whole premium. Infinite from cost = gap/N on, where it never is.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the rounds are too many for a float.

    References
    ----------
    cover2006

    Examples
    --------
    >>> round(break_even(50, gap=0.068959), 1), round(break_even(50, gap=0.068959, cost=0.001), 1)
    (56.7, 206.3)
    >>> break_even(50, gap=0.068959, cost=0.002)
    inf
    """
    count = integer("N", N, low=1, high=10**15)
    net = number("gap", gap, above=0) - number("cost", cost, low=0) * count
    if net <= 0:
        return np.inf
    rounds = float(np.log(count)) / net
    if np.isinf(rounds):
        raise ValueError(
            f"gap must exceed cost * N by enough for the rounds to fit a float, got gap={gap!r}, "
            f"cost={cost!r} and N={N!r}"
        )
    return rounds


def behind_switching(beliefs: ArrayLike, *, counts: ArrayLike) -> float:
    """Return how far the mixture is behind whoever changes to the best specialist every season.

    Parameters
    ----------
    beliefs : array_like, shape (N, K)
        Of each specialist, > 0; rows sum to 1.
    counts : array_like of int, shape (seasons, K)
        How often each state occurred in each season.

    Returns
    -------
    float
        Nats, >= 0. At most ln N if one specialist is best in every season; otherwise it grows in
        proportion to the seasons, and no constant bounds it. (A mixture that moves a little wealth
        back to all every round can follow the switches.)

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the shapes differ.

    References
    ----------
    herbster1998

    Examples
    --------
    Two specialists, each right in every other season of ten days:

    >>> both = [[0.9, 0.1], [0.1, 0.9]]
    >>> [round(behind_switching(both, counts=[[9, 1], [1, 9]] * n), 1) for n in (1, 2, 4, 8)]
    [17.6, 35.2, 70.3, 140.6]
    """
    parts = matrix("beliefs must be a 2-d array of finite numbers > 0", beliefs)
    N, K = parts.shape
    market(parts, p=np.full(K, 1 / K), saving=None)  # refuses rows that are no distributions
    if (parts == 0).any():
        raise ValueError("beliefs must be > 0, or a season may ruin a specialist, got 0")
    seasons = _seasons(counts, K)
    whole = seasons.sum(axis=0)
    logs = after_counts(np.full(N, 1 / N), parts.T, counts=whole.astype(np.int64))
    premium = shortfall(logs)
    gains = np.log(parts)
    switching = (seasons @ gains.T).max(axis=-1).sum() - (whole @ gains.T).max()
    return float(switching + premium)


def _seasons(counts: ArrayLike, states: int) -> Float:
    accepted = f"counts must be a 2-d array of whole numbers >= 0, {states} for each season"
    seasons = matrix(accepted, counts, low=0, columns=states)
    broken = seasons != np.floor(seasons)
    if broken.any():
        raise ValueError(f"{accepted}, got {seasons[broken][0]}")
    with np.errstate(over="ignore"):
        total = float(seasons.sum())
    if total > 2**53:
        raise ValueError(f"{accepted}, at most 2**53 in all, got a sum of {total:.10g}")
    return seasons
