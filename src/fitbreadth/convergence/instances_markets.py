"""The markets chapter's instance: a bettor with any appetite for risk."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.convergence.instances_plan import Instance, search
from fitbreadth.markets.risk import certain_factor
from fitbreadth.validate import Float, number, probabilities

ODDS = 5.0
"""What every horse pays for one staked; its size changes no plan."""


def bettor(p: ArrayLike, *, kappa: float) -> Instance:
    """Return a bettor of a given appetite at a race in which every horse pays the same.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each horse: > 0, sums to 1.
    kappa : float
        Appetite for risk, in [-20, 20]; 0 is Kelly's, 1 counts the mean alone.

    Returns
    -------
    Instance
        Found by climbing the certain factor of wealth that is as good as the bets.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    kelly1956, samuelson1971

    Examples
    --------
    >>> bettor([0.7, 0.3], kappa=0).shares.round(5)
    array([0.7, 0.3])
    """
    chances, appetite = probabilities("p", p), number("kappa", kappa, low=-20, high=20)

    def worth(bets: Float) -> float:
        return float(np.log(certain_factor(chances, bets=bets, odds=ODDS, rho=appetite)))

    found = search(worth, tasks=chances.size)
    return Instance("markets", "a bettor at the races", appetite, 1.0, found, worth)
