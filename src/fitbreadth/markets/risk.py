r"""Appetite for risk: from an equal split through Kelly's bets to everything on the favourite.

A bettor who maximises :math:`(\sum_j p_j (o_j b_j)^\rho)^{1/\rho}`, the power mean of order
:math:`\rho` of what a race multiplies its money by, bets :math:`b_j \propto
(p_j o_j^\rho)^{1/(1-\rho)}`. If all horses pay the same, that is the allocation theorem with a
linear trade-off (:math:`\gamma = 1`, :math:`\kappa = \rho`): the escort distribution of p. At
:math:`\rho = -\infty` the money is spread so that every race returns the same; at
:math:`\rho = 0` it follows the chances, Kelly's rule, whatever the odds; at :math:`\rho = 1` only
the mean counts, and it goes all on the horse with the largest :math:`p_j o_j`.

Each of them is right by its own measure, in one race and in many (a power of final wealth is a
product over races); time, however, measures by :math:`\rho = 0`. With outcomes drawn apart, the
wealth of anyone else falls behind Kelly's by a factor that grows without bound, with probability
1 (Breiman). That is a theorem about who ends up richest, not about what one ought to want: the
other bettor may be content with its odds (Samuelson).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.allocation import optimum
from fitbreadth.divergence import power_mean
from fitbreadth.markets.doubling import payouts
from fitbreadth.validate import Float, extended, probabilities


def power_bets(p: ArrayLike, *, rho: float, odds: float | ArrayLike = 1.0) -> Float:
    """Return the bets of a bettor with a given appetite for risk.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each horse: >= 0, sums to 1.
    rho : float
        Appetite, any real or infinite number: 0 is Kelly's, 1 counts the mean alone.
    odds : float or array_like, shape (n,)
        What each horse pays for one staked, > 0; one number is the odds of all, and then its
        size does not matter.

    Returns
    -------
    ndarray, shape (n,)
        Shares of the wealth, which sum to 1. From rho = 1 on all is on one best horse (at 1 the
        best share alike, though any split among them is as good).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    kelly1956, samuelson1971

    Examples
    --------
    >>> p = [0.5, 0.3, 0.2]
    >>> [power_bets(p, rho=rho).round(3).tolist() for rho in (-np.inf, 0, 0.5, 1)]
    [[0.333, 0.333, 0.333], [0.5, 0.3, 0.2], [0.658, 0.237, 0.105], [1.0, 0.0, 0.0]]
    >>> power_bets(p, rho=0, odds=[1.5, 4, 6]).round(3)
    array([0.5, 0.3, 0.2])
    """
    chances = probabilities("p", p)
    chances = chances / chances.sum()
    paid = payouts(odds, chances.size)
    appetite = extended("rho", rho)
    may = chances > 0
    if (paid[may] == paid[may][0]).all():
        return optimum(chances, rho=appetite, gamma=1).shares
    if appetite >= 1:
        return _corner(chances, paid, appetite)
    # ln b = (ln p + rho ln o)/(1 - rho), written so that rho may be minus infinity
    tilt = 1 / (1 - appetite)
    scores = np.full(chances.size, -np.inf)
    scores[may] = tilt * np.log(chances[may]) + (tilt - 1) * np.log(paid[may])
    with np.errstate(under="ignore"):
        shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum())


def certain_factor(p: ArrayLike, *, bets: ArrayLike, odds: float | ArrayLike, rho: float) -> float:
    """Return the certain factor of wealth a race that a bettor finds as good as its bets.

    Parameters
    ----------
    p, rho, odds
        As for :func:`power_bets`.
    bets : array_like, shape (n,)
        Share of the wealth on each horse: >= 0, sums to 1.

    Returns
    -------
    float
        The power mean of order rho of the factors a race: the mean at rho = 1, what one ends
        with in the long run at 0, what one cannot fall below at -inf. Over T races take it to
        the power T.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    samuelson1971

    Examples
    --------
    >>> p, all_in = [0.5, 0.3, 0.2], [1, 0, 0]
    >>> [round(certain_factor(p, bets=all_in, odds=3, rho=rho), 12) for rho in (1, 0)]
    [1.5, 0.0]
    """
    chances = probabilities("p", p)
    shares = probabilities("bets", bets, size=chances.size)
    return power_mean(shares / shares.sum() * payouts(odds, chances.size), chances, rho)


def _corner(chances: Float, paid: Float, appetite: float) -> Float:
    """All on the horse with the largest p o^rho, as nothing is gained by dividing."""
    may = chances > 0
    # from the highest odds, so that a huge appetite can only overflow downwards
    scores = np.where(may, log(paid) - log(paid[may]).max(), -np.inf)
    if appetite < np.inf:
        with np.errstate(over="ignore"):
            scores = log(chances) + appetite * scores
    best = scores >= scores.max() - 1e-12
    if appetite == 1:
        return np.asarray(best / best.sum())
    return np.asarray(np.eye(chances.size)[best.argmax()])
