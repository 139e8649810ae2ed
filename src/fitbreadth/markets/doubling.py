r"""Kelly's race: how often wealth doubles when a bettor puts all of it on the horses, every time.

Horse j wins with probability :math:`p_j` and pays :math:`o_j` for one staked on it; a bettor who
stakes the shares :math:`b_j` of everything multiplies its wealth by :math:`b_j o_j`. Wealth grows
by :math:`W = \sum_j p_j \log_2 (b_j o_j)` bits, that is doublings, a race (Cover and Thomas). The
odds and the bets separate in this sum: best is :math:`b = p` *whatever the odds*, and any other
bettor doubles :math:`D(p\|b)` bits less often, which is the misfit of :mod:`fitbreadth.allocation`
at :math:`\kappa = 0`. Against odds that a crowd with beliefs r has made fair,
:math:`o_j = 1/r_j`, a bettor gains :math:`D(p\|r) - D(p\|b)`: whoever is nearer the truth.

It assumes that all money is bet, with outcomes drawn apart from the same p. If the track takes a
cut, a bettor does better who keeps some money back, and then the odds do matter.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.allocation import misfit_law
from fitbreadth.selection import growth_rate
from fitbreadth.validate import Float, integer, number, probabilities, vector


def doubling_rate(p: ArrayLike, *, bets: ArrayLike, odds: float | ArrayLike) -> float:
    """Return how many times a bettor's wealth doubles a race, in the long run.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each horse: >= 0, sums to 1.
    bets : array_like, shape (n,)
        Share of the wealth on each: >= 0, sums to 1.
    odds : float or array_like, shape (n,)
        What each horse pays for one staked, > 0; one number is the odds of all.

    Returns
    -------
    float
        Bits a race; negative if wealth halves, -inf if a horse that may win is not bet on.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    kelly1956, cover2006

    Examples
    --------
    >>> p = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
    >>> round(doubling_rate(p, bets=p, odds=4), 12)
    0.25
    """
    chances = probabilities("p", p)
    shares = probabilities("bets", bets, size=chances.size)
    returns = shares / shares.sum() * payouts(odds, chances.size)
    return float(growth_rate(returns[:, None], p=chances)[0] / np.log(2))


def best_doubling_rate(p: ArrayLike, *, odds: float | ArrayLike) -> float:
    """Return the doubling rate of bets = p, the most there is: E log2 o minus the entropy of p.

    Parameters
    ----------
    p, odds
        As for :func:`doubling_rate`.

    Returns
    -------
    float
        Bits a race.

    Raises
    ------
    TypeError, ValueError
        As for :func:`doubling_rate`.

    References
    ----------
    kelly1956, cover2006

    Examples
    --------
    >>> round(best_doubling_rate([1 / 2, 1 / 4, 1 / 8, 1 / 8], odds=[4, 4, 2, 2]), 12)
    0.0
    """
    chances = probabilities("p", p)
    paid = payouts(odds, chances.size)
    may = chances > 0
    return float(chances[may] @ np.log2(paid[may]) + chances[may] @ np.log2(chances[may]))


def lost_doublings(p: ArrayLike, *, bets: ArrayLike) -> float:
    """Return what a bettor misses of the best doubling rate, at any odds: D(p || bets).

    Parameters
    ----------
    p, bets
        As for :func:`doubling_rate`.

    Returns
    -------
    float
        Bits a race, in [0, inf].

    Raises
    ------
    TypeError, ValueError
        As for :func:`doubling_rate`.

    References
    ----------
    kelly1956, cover2006

    Examples
    --------
    An equal split over the four horses doubles a quarter of a time less often.

    >>> round(lost_doublings([1 / 2, 1 / 4, 1 / 8, 1 / 8], bets=[1 / 4] * 4), 12)
    0.25
    """
    shares = probabilities("bets", bets, size=probabilities("p", p).size)
    return misfit_law(p, shares, rho=0, gamma=1) / float(np.log(2))


def payouts(odds: float | ArrayLike, horses: int) -> Float:
    """Return the odds of every horse, once they are known to be odds.

    Parameters
    ----------
    odds : float or array_like, shape (n,)
        What each pays for one staked, > 0; one number is the odds of all.
    horses : int
        n, in [1, 10**8].

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If an entry is not > 0, there are not as many as horses, or ``horses`` is out of its range.

    Examples
    --------
    >>> payouts(4, 3)
    array([4., 4., 4.])
    """
    count = integer("horses", horses, low=1, high=10**8)
    if np.iterable(odds):
        return vector("odds", odds, above=0, size=count)
    return np.full(count, number("odds", np.asarray(odds).item(), above=0))
