r"""One word, two levels: narrow bettors can be a broad portfolio, if the level above shares.

There are n bettors, and bettor j puts all it has on horse j, every time: nobody is narrower. They
start with shares s of the money. After every race each puts a part :math:`\varphi` of what it has
into a pot, which is dealt out again as s. If horse j won, the money stands as
:math:`(1-\varphi) e_j + \varphi s` before the next race, so that all together grow by

.. math:: \sum_j p_j \sum_i p_i \ln o_i \big((1-\varphi) [i=j] + \varphi s_i\big)

a race. At :math:`\varphi = 1` that is :math:`\sum_i p_i \ln o_i s_i`: narrow bettors who pool
everything are one bettor who spreads its money as s, and with s = p they grow at Kelly's rate, the
best there is (:mod:`fitbreadth.markets.doubling`). A genotype whose young are dealt out over
phenotypes is such a pool (:mod:`fitbreadth.biology.hedge`). At :math:`\varphi = 0` the first race
leaves one bettor in the game, and the first that another horse wins leaves nobody: money is left
after t races with probability :math:`\sum_j p_j^t`, and

.. math:: E[T] = \sum_{t \ge 1} \sum_j p_j^t = \sum_j \frac{p_j}{1 - p_j}

races are survived on average. The *mean* of what is left is no smaller for that; it hangs on ever
rarer runs of luck.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.markets.doubling import payouts
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, number, probabilities


@dataclass(frozen=True, eq=False)
class Narrow:
    """All-in bettors through races, all together.

    Attributes
    ----------
    log_wealth : ndarray, shape (runs, races + 1)
        Natural log of the money of all, 0 at the start; -inf once nobody has anything.
    """

    log_wealth: Float

    @property
    def survived(self) -> Float:
        """Races after which somebody still has money, shape (runs,)."""
        return np.asarray(np.isfinite(self.log_wealth[:, 1:]).sum(axis=1), dtype=float)


def play_narrow(
    p: ArrayLike,
    *,
    shares: ArrayLike,
    odds: float | ArrayLike,
    pooled: float,
    races: int,
    runs: int,
    seed: int | np.random.Generator,
) -> Narrow:
    """Let one all-in bettor a horse play, race by race.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each horse: >= 0, sums to 1.
    shares : array_like, shape (n,)
        Share of the money that each horse's bettor starts with, and gets of the pot.
    odds : float or array_like, shape (n,)
        What each horse pays for one staked, > 0.
    pooled : float
        Part of everybody's money that goes through the pot after each race, in [0, 1].
    races, runs : int
        At least 1; their product at most ten million.
    seed : int or numpy.random.Generator
        Of all runs.

    Returns
    -------
    Narrow

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    kelly1956

    Examples
    --------
    >>> even = {"shares": [0.5, 0.5], "odds": 2.2, "races": 3, "runs": 1, "seed": 1}
    >>> play_narrow([0.5, 0.5], pooled=1, **even).log_wealth.round(4)
    array([[0.    , 0.0953, 0.1906, 0.2859]])
    >>> play_narrow([0.5, 0.5], pooled=0, **even).log_wealth.round(4)
    array([[0.    , 0.0953, 0.8838,   -inf]])
    """
    chances, first, later = _returns(p, shares, odds, pooled)
    length, count = integer("races", races, low=1), integer("runs", runs, low=1)
    if length * count > 10**7:
        raise ValueError(f"races times runs must be at most 10000000, got {length} times {count}")
    won = generator(seed).choice(chances.size, size=(count, length), p=chances / chances.sum())
    steps = np.hstack([np.zeros((count, 1)), first[won[:, :1]], later[won[:, :-1], won[:, 1:]]])
    return Narrow(np.cumsum(steps, axis=1))


def narrow_growth(
    p: ArrayLike, *, shares: ArrayLike, odds: float | ArrayLike, pooled: float
) -> float:
    """Return what the narrow bettors grow by, all together, in the long run: the theory.

    Parameters
    ----------
    p, shares, odds, pooled
        As for :func:`play_narrow`.

    Returns
    -------
    float
        Nats a race; -inf if they can all be ruined.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    Examples
    --------
    >>> coin = {"shares": [0.5, 0.5], "odds": 2.2}
    >>> [round(narrow_growth([0.5, 0.5], pooled=part, **coin), 4) for part in (0, 0.5, 1)]
    [-inf, -0.0485, 0.0953]
    """
    chances, _, later = _returns(p, shares, odds, pooled)
    live = chances > 0
    weights = np.outer(chances[live], chances[live])
    return float((weights * later[np.ix_(live, live)]).sum())


def least_pooled(p: ArrayLike, *, odds: float | ArrayLike) -> float:
    """Return the part that must go through the pot for the narrow bettors not to shrink.

    The pot is dealt out as the horses' chances are.

    Parameters
    ----------
    p, odds
        As for :func:`play_narrow`.

    Returns
    -------
    float
        In (0, 1], where :func:`narrow_growth` passes 0.

    Raises
    ------
    ValueError
        If an argument is out of its range, if even pooling everything does not grow at these
        odds, or if a horse always wins, so that nobody needs a pot.

    Examples
    --------
    >>> round(least_pooled([1 / 2, 1 / 4, 1 / 8, 1 / 8], odds=4), 4)
    0.5833
    """
    from scipy.optimize import brentq

    chances = probabilities("p", p)
    races_survived(chances)

    def growth(pooled: float) -> float:
        return narrow_growth(chances, shares=chances, odds=odds, pooled=pooled)

    if growth(1.0) < 0:
        raise ValueError(
            f"odds must let one bettor grow who bets as p, got {odds!r} with p={chances.tolist()!r}"
        )
    low = 0.5
    while growth(low) > 0:
        low /= 2
    return float(brentq(growth, low, 1.0, xtol=1e-13))


def _returns(
    p: ArrayLike, shares: ArrayLike, odds: float | ArrayLike, pooled: float
) -> tuple[Float, Float, Float]:
    """Return chances, and logs of what each winner does to all money: first, after each winner."""
    chances = probabilities("p", p)
    dealt = probabilities("shares", shares, size=chances.size)
    paid = payouts(odds, chances.size)
    part = number("pooled", pooled, low=0, high=1)
    stand = (1 - part) * np.eye(chances.size) + part * dealt
    return chances, log(dealt) + np.log(paid), log(stand) + np.log(paid)


def races_survived(p: ArrayLike) -> float:
    r"""Return how many races narrow bettors survive on average, each for itself.

    Parameters
    ----------
    p : array_like, shape (n,)
        Chance of each horse, all of which have a bettor: below 1, sums to 1.

    Returns
    -------
    float
        :math:`\sum_j p_j/(1-p_j)`.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is not a distribution, or a horse always wins, so that its bettor is never ruined.

    Examples
    --------
    >>> races_survived([0.5, 0.5])
    2.0
    """
    chances = probabilities("p", p)
    if chances.max() >= 1:
        raise ValueError(f"p must leave every horse a chance to lose, got {chances.tolist()!r}")
    return float(np.sum(chances / (1 - chances)))
