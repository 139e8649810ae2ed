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

from fitbreadth.markets.division import Technology, gross, output
from fitbreadth.validate import instance, integer

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
    log_size = _log_size(technology)
    if not abs(log_size) <= 700:
        raise ValueError(
            f"technology must have a best size that fits a float (lam of the order of A, and beta "
            f"well above theta), got {technology!r}"
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
    TypeError, ValueError
        If ``technology`` is not one, or its output fits no float.

    References
    ----------
    becker1992

    Examples
    --------
    >>> round(critical_cost(Technology()), 4)
    0.6685
    """
    t = instance("technology", technology, Technology)
    return float(gross([1], technology=t)[0]) * (t.theta / t.beta)


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
        If an argument is out of its range, the market sets no limit and the best team has more
        than 10^15 people, or output fits no float.

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
    log_ideal = _log_size(technology)
    most = MOST_PEOPLE if market is None else integer("market", market, low=1, high=MOST_PEOPLE)
    if not log_ideal <= np.log(MOST_PEOPLE) and market is None:
        raise ValueError(
            f"technology must keep the best team below {MOST_PEOPLE:.0e} people where the market "
            f"sets no limit, got {technology!r}"
        )
    # y rises up to n* and falls from there, so the best whole number is one of its neighbours
    # logs are compared, for n* itself may be too large for a float
    if log_ideal > np.log(most + 1):
        free = most + 1
    else:
        ideal = np.exp(log_ideal)
        free = _better(np.floor(ideal), np.ceil(ideal), technology)
    size = min(free, most)
    best = float(output([size], technology=technology)[0])
    return Team(size, best, "market" if size < free else "coordination")


def _log_size(technology: Technology) -> float:
    """Return ln n*, which may be infinite."""
    t = instance("technology", technology, Technology)
    ratio = float(np.log(t.theta) + np.log(t.A) - np.log(t.beta) - np.log(t.lam))
    return (ratio + t.gamma * float(np.log(t.H))) / (t.beta - t.theta)


def _better(few: float, many: float, technology: Technology) -> int:
    sizes = np.maximum([few, many], 1)
    return int(sizes[output(sizes, technology=technology).argmax()])
