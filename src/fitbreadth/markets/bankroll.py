"""Bettors at the same races: what each has left, on average and typically.

The theory is in :mod:`fitbreadth.markets.doubling` (in the long run) and
:mod:`fitbreadth.markets.risk` (averages of any order).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets._stakes import MOST_NUMBERS, occurrences, stakes
from fitbreadth.markets.doubling import payouts
from fitbreadth.selection import after_counts
from fitbreadth.validate import Float, integer, number, probabilities


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

        Returns
        -------
        ndarray, shape (bettors,)
            Natural logs; -inf where that many runs are ruined.

        Raises
        ------
        TypeError, ValueError
            If ``chance`` is out of its range.

        Examples
        --------
        >>> Bankrolls(np.log([[1.0], [2.0], [4.0]])).quantile(0.5).round(4)
        array([0.6931])
        """
        share = number("chance", chance, low=0, high=1)
        return np.asarray(np.quantile(self.log_wealth, share, axis=0, method="inverted_cdf"))


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
        At least 1, and at most a billion races.
    seed : int or numpy.random.Generator
        Of all runs.

    Returns
    -------
    Bankrolls
        Log wealth at the end.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ, or more than 2**27 numbers (wins
        and log wealth) are to be kept.

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
    shares = stakes("bets", bets, size=chances.size)
    paid = payouts(odds, chances.size)
    length, count = integer("races", races, low=1, high=10**9), integer("runs", runs, low=1)
    if count * (len(shares) + chances.size) > MOST_NUMBERS:
        raise ValueError(
            f"runs must leave at most {MOST_NUMBERS} wins and log wealths to keep, got {count} "
            f"with {len(shares)} bettors and {chances.size} horses"
        )
    won = occurrences(chances, rounds=length, shape=(count,), seed=seed)
    # wealth is a share relative to that of somebody who keeps her money in her pocket
    factors = np.vstack([shares * paid, np.ones(chances.size)]).T
    start = np.full(len(shares) + 1, 1 / (len(shares) + 1))
    log_shares = after_counts(start, factors, counts=won)
    return Bankrolls(log_shares[:, :-1] - log_shares[:, -1:])
