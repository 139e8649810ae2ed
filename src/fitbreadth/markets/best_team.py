r"""The best team: as large as coordination allows, or the market.

Output per head y(n) of :mod:`fitbreadth.markets.division` rises up to

.. math:: n^* = \Big(\frac{\theta A}{\beta \lambda}\Big)^{1/(\beta-\theta)}
          H^{\gamma/(\beta-\theta)}

and falls from there. If :math:`n^* \le 1`, that is :math:`\lambda \ge \theta A H^\gamma / \beta`,
everybody does everything. And no more can share the job than the market employs (:math:`n \le N`:
Smith's limit, against which Becker and Murphy set theirs).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.markets.division import Technology, checked_technology, gross, output
from fitbreadth.validate import integer

MOST_PEOPLE = 10**15
"""Beyond so many, floats do not tell a team from one with a member more."""


@dataclass(frozen=True)
class Team:
    """The best team, and what stops it from growing.

    Attributes
    ----------
    size : int
        People, at least 1.
    output : float
        Goods per head.
    limit : str
        ``"market"`` (it would be larger in a larger market) or ``"coordination"``.
    """

    size: int
    output: float
    limit: str


def optimal_size(technology: Technology) -> float:
    """Return n* in closed form, the theory for :func:`best_team` in a large market.

    Parameters
    ----------
    technology : Technology
        What a team can do.

    Returns
    -------
    float
        People; at most 1 where dividing the job does not pay.

    Raises
    ------
    TypeError, ValueError
        If ``technology`` is not one, or the size too large or too small for a float.

    References
    ----------
    becker1992

    Examples
    --------
    >>> round(optimal_size(Technology()), 3)
    40.625
    """
    t = checked_technology(technology)
    ratio = np.log(t.theta) + np.log(t.A) - np.log(t.beta) - np.log(t.lam)
    log_size = float((ratio + t.gamma * np.log(t.H)) / (t.beta - t.theta))
    if abs(log_size) > 700:
        raise ValueError(
            f"beta must be further above theta for the best size to fit a float, got "
            f"beta={t.beta!r} and theta={t.theta!r}"
        )
    return float(np.exp(log_size))


def critical_cost(technology: Technology) -> float:
    """Return theta A H^gamma / beta, the cost of coordination from which on nobody divides a job.

    Parameters
    ----------
    technology : Technology
        What a team can do; its own lam does not matter.

    Returns
    -------
    float
        Goods per head.

    Raises
    ------
    TypeError
        If ``technology`` is not one.

    References
    ----------
    becker1992

    Examples
    --------
    >>> round(critical_cost(Technology()), 4)
    0.6685
    """
    t = checked_technology(technology)
    return float(gross([1], technology=t)[0] * t.theta / t.beta)


def best_team(technology: Technology, *, market: int | None = None) -> Team:
    """Return the team, of whole people, with the largest output per head.

    Parameters
    ----------
    technology : Technology
        What a team can do.
    market : int or None
        Most people that the market for the product can employ, N >= 1; None is no limit.

    Returns
    -------
    Team
        The best size, its output and what stops it.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the best team has more than 10^15 people.

    References
    ----------
    smith1776, young1928, becker1992

    Examples
    --------
    >>> best_team(Technology()).size
    41
    >>> best_team(Technology(), market=10).limit
    'market'
    """
    ideal = optimal_size(technology)
    most = MOST_PEOPLE if market is None else integer("market", market, low=1, high=MOST_PEOPLE)
    if market is None and ideal > MOST_PEOPLE:
        raise ValueError(
            f"technology must keep the best team below {MOST_PEOPLE:.0e} people where the market "
            f"sets no limit, got {technology!r}"
        )
    # y rises up to n* and falls from there, so the best whole number is one of its neighbours
    held = ideal > most + 1
    free = most + 1 if held else _better(np.floor(ideal), np.ceil(ideal), technology)
    size = min(free, most)
    best = float(output([size], technology=technology)[0])
    return Team(size, best, "market" if size < free else "coordination")


def _better(few: float, many: float, technology: Technology) -> int:
    sizes = np.maximum([few, many], 1)
    return int(sizes[output(sizes, technology=technology).argmax()])
