r"""What a ceiling on the grid of productivities does to the price: a trap to fall into once.

The textbook way to solve for a firm's worth keeps it at points from 0 to some
:math:`\varphi_{\max}`, joined by straight lines, and takes the last value for everything above.
Finer points make the lines better and leave the ceiling where it is. But a firm may grow without
bound, and its worth with it; that upside, cut off, is what entrants pay for. Fewer enter, and the
price comes out too high: "close to 1.5" in the lecture by which :mod:`fitbreadth.markets.industry`
goes, with a ceiling of 5. Without one it is that of :mod:`fitbreadth.markets.free_entry`.

With the points given, worth is :math:`\kappa\, v_1 - c\, v_2` for a rule of whom to keep, with
the price in :math:`\kappa` alone. So the break-even price of a rule takes one linear equation, a
better rule at that price lowers it, and after a few rules (Howard's policy iteration) none does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.markets._wiener_hopf import lognormal_below, normal_below
from fitbreadth.markets.earnings import scale
from fitbreadth.markets.industry import Industry
from fitbreadth.validate import Float, instance, integer, number

MOST_RULES = 100
"""A handful suffice."""


@dataclass(frozen=True)
class Capped:
    """The worth of firms on a grid with a ceiling, at the price at which entry breaks even there.

    Attributes
    ----------
    price : float
        What comes out as p*.
    threshold : float
        Productivity below which a firm leaves, interpolated between points.
    phi, value : ndarray, shape (points,)
        Productivities from 0 to the ceiling, and what a firm is worth there, in money.
    """

    price: float
    threshold: float
    phi: Float
    value: Float


def capped_price(
    industry: Industry, *, ceiling: float, points: int = 100, nodes: int | None = None
) -> Capped:
    """Solve for the price of free entry as if no firm were worth more than at the ceiling.

    Parameters
    ----------
    industry : Industry
        The industry.
    ceiling : float
        The largest productivity of the grid, > 0; at least half of all entrants lie below it.
    points : int
        Evenly spaced points from 0 to the ceiling, 3 to 4000; at least half of all entrants lie
        beyond the first two.
    nodes : int, optional
        Take expectations by so many Gauss-Hermite nodes, 2 to 100, instead of exactly.

    Returns
    -------
    Capped

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range: most entrants lie above the ceiling or in the first
        cell, or no rule of exit is found on this grid.

    References
    ----------
    quantecon_hopenhayn

    Examples
    --------
    >>> for ceiling in (5, 7, 10):
    ...     print(round(capped_price(Industry(), ceiling=ceiling, points=400).price, 3))
    1.477
    1.413
    1.39
    """
    instance("industry", industry, Industry)
    top = number("ceiling", ceiling, above=0)
    n = integer("points", points, low=3, high=4000)
    if nodes is not None:
        integer("nodes", nodes, low=2, high=100)
    typical = float(np.exp(industry.m_e))
    if not top / (n - 1) <= typical <= top:
        raise ValueError(
            f"ceiling must leave most entrants, whose median is {typical:.4g}, below it and above "
            f"the first cell, got {ceiling!r} with points={points!r}"
        )
    phi = np.linspace(0, top, n)
    later = _expectation(phi, np.log(phi[1:]) + industry.m_a, industry.s_a, nodes)
    later = np.vstack([np.eye(1, n), later])  # a firm of no productivity keeps it
    drawn = _expectation(phi, np.array([industry.m_e]), industry.s_e, nodes)[0]
    with np.errstate(over="ignore"):
        gross, cost = phi**industry.eta, np.full(n, industry.c)
    if not (np.isfinite(gross[-1]) and drawn @ gross > 0):
        raise ValueError(
            "m_e, theta and ceiling must keep phi^(1/(1 - theta)) within what a float holds, got "
            f"m_e={industry.m_e!r}, theta={industry.theta!r} and ceiling={ceiling!r}"
        )
    stays = np.ones(n, dtype=bool)
    stays[0] = False
    for _ in range(MOST_RULES):
        kept = np.eye(n) - industry.beta * np.where(stays[:, None], later, 0.0)
        earns, costs = np.linalg.solve(kept, np.column_stack([gross, cost])).T
        kappa = (industry.c_e + drawn @ costs) / (drawn @ earns)
        worth = kappa * earns - costs
        ahead = later @ worth
        better = ahead >= 0
        if np.array_equal(better, stays):
            break
        stays = better
    else:
        raise ValueError(f"ceiling={ceiling!r} with points={points!r} settled on no rule of exit")
    if stays.all() or not stays.any():
        raise ValueError(
            f"ceiling must leave room for firms that stay and firms that leave, got {ceiling!r} "
            f"with points={points!r}"
        )
    at = int(np.argmax(stays))
    share = ahead[at] / (ahead[at] - ahead[at - 1])
    unit = scale(industry) + np.log(industry.c)
    price = float(np.exp((np.log(kappa) - unit) / industry.eta))
    return Capped(price, float(phi[at] - share * (phi[at] - phi[at - 1])), phi, worth)


def _expectation(phi: Float, means: Float, sd: float, nodes: int | None) -> Float:
    """Return weights on the points that give the mean of a broken line, flat above the last.

    Of a variable whose logarithm is normal; a row for each of its ``means``.
    """
    if nodes is not None:
        z, chances = np.polynomial.hermite_e.hermegauss(nodes)
        with np.errstate(over="ignore"):
            drawn = np.minimum(np.exp(means[:, None] + sd * z), phi[-1])
        place = np.clip(np.searchsorted(phi, drawn) - 1, 0, phi.size - 2)
        share = (drawn - phi[place]) / (phi[place + 1] - phi[place])
        weights = np.zeros((means.size, phi.size))
        rows = np.broadcast_to(np.arange(means.size)[:, None], place.shape)
        np.add.at(weights, (rows, place), (1 - share) * chances / chances.sum())
        np.add.at(weights, (rows, place + 1), share * chances / chances.sum())
        return weights
    below = np.zeros((means.size, phi.size))
    partial = np.zeros_like(below)
    edges = np.log(phi[1:])
    below[:, 1:] = normal_below((edges - means[:, None]) / sd)
    partial[:, 1:] = lognormal_below(means[:, None] - edges, sd) * phi[1:]
    inside, mean, width = np.diff(below, axis=1), np.diff(partial, axis=1), np.diff(phi)
    right = (mean - inside * phi[:-1]) / width
    weights = np.zeros_like(below)
    weights[:, :-1] += inside - right
    weights[:, 1:] += right
    weights[:, -1] += 1 - below[:, -1]
    return weights
