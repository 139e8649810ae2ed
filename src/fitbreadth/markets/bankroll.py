"""Bettors at the same races: what each has left, on average and typically.

The theory is in :mod:`fitbreadth.markets.doubling` (in the long run) and
:mod:`fitbreadth.markets.risk` (averages of any order).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.markets.doubling import payouts
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, matrix, probabilities


@dataclass(frozen=True)
class Bankrolls:
    """What is left of one unit of money after the last race.

    Attributes
    ----------
    log_wealth : ndarray, shape (runs, bettors)
        Natural logs; -inf for a ruined bettor.
    """

    log_wealth: Float

    @property
    def ruined(self) -> Float:
        """Share of the runs that left a bettor nothing, shape (bettors,)."""
        return np.asarray(np.isneginf(self.log_wealth).mean(axis=0))

    @property
    def typical(self) -> Float:
        """Log of the median wealth, shape (bettors,); -inf where half of the runs are ruined."""
        return self.quantile(0.5)

    def quantile(self, chance: float) -> Float:
        """Return the log of what a share of the runs stays at or below, shape (bettors,).

        Parameters
        ----------
        chance : float
            In [0, 1]. The result is one of the runs: the poorer where two would do.

        Examples
        --------
        >>> Bankrolls(np.log([[1.0], [2.0], [4.0]])).quantile(0.5).round(4)
        array([0.6931])
        """
        return np.asarray(np.quantile(self.log_wealth, chance, axis=0, method="inverted_cdf"))


def play(
    p: ArrayLike,
    *,
    bets: ArrayLike,
    odds: float | ArrayLike,
    races: int,
    runs: int,
    seed: int | np.random.Generator,
) -> Bankrolls:
    """Let bettors put all they have on the horses, race after race, in independent runs.

    All see the same races. A race multiplies wealth, so only how often each horse won matters.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each horse: >= 0, sums to 1.
    bets : array_like, shape (bettors, n)
        Share of its wealth that each puts on each horse: rows >= 0 that sum to 1.
    odds : float or array_like, shape (n,)
        What each horse pays for one staked, > 0; one number is the odds of all.
    races, runs : int
        At least 1.
    seed : int or numpy.random.Generator
        Of all runs.

    Returns
    -------
    Bankrolls
        Log wealth at the end.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    kelly1956, cover2006

    Examples
    --------
    >>> p = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
    >>> found = play(p, bets=[p, [1, 0, 0, 0]], odds=4, races=50, runs=1000, seed=1)
    >>> found.ruined
    array([0., 1.])
    >>> bool(9 < found.typical[0] / np.log(2) < 16)  # near 50 races of a quarter of a doubling
    True
    """
    chances = probabilities("p", p)
    accepted = f"bets must be a 2-d array of finite numbers >= 0 with {chances.size} columns"
    shares = matrix(accepted, bets, low=0, columns=chances.size)
    off = np.abs(shares.sum(axis=1) - 1) > 1e-9
    if off.any():
        at = int(off.argmax())
        total = f"{shares[at].sum():.10g}"
        raise ValueError(f"bets must have rows that sum to 1, got a sum of {total} in row {at}")
    paid = payouts(odds, chances.size)
    length, count = integer("races", races, low=1, high=10**9), integer("runs", runs, low=1)
    won = np.zeros((count, chances.size), dtype=np.int64)
    # drawn over the horses that can win: rounding must not give the others a chance
    may = chances > 0
    won[:, may] = generator(seed).multinomial(length, chances[may] / chances.sum(), size=count)
    # 0 times -inf is not a number: ruin is counted apart from what is finite
    wealth = won @ log(np.where(shares > 0, shares * paid, 1)).T
    wealth[won @ (shares == 0).T > 0] = -np.inf
    return Bankrolls(wealth)
