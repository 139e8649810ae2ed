r"""The price that free entry lets stand.

Anybody may pay :math:`c_e` and draw a productivity, its logarithm normal. While the draw is worth
more than it costs, firms enter and the price falls; so in equilibrium

.. math:: \mathrm{E}\, v(\varphi_e, p^*) = c_e .

The left side rises with p without bound, from -c (an entrant that can sell for nothing loses one
year's fixed cost), so every :math:`c_e > -c` has exactly one price. Dearer entry means a higher
price, and since only :math:`p\varphi` counts, a lower :math:`\varphi^*`: what keeps others out
keeps the unfit in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.markets._wiener_hopf import (
    gauss_legendre,
    lognormal_below,
    normal_below,
    normal_density,
)
from fitbreadth.markets.earnings import scale, within_float
from fitbreadth.markets.firm_value import FirmValue, exit_threshold, firm_value
from fitbreadth.markets.industry import Industry
from fitbreadth.validate import instance, number

WIDE = 9.0
"""Standard deviations beyond which entrants are too few for floats to notice."""


MOST = 1e300
"""Stands for a worth that fits no float while the price is sought."""


@dataclass(frozen=True)
class Entry:
    """Price and exit threshold under free entry.

    Attributes
    ----------
    solved : FirmValue
        The worth of a firm, of which this is one price.
    price : float
        p*, money for a unit of the good.
    threshold : float
        phi*: firms of lower productivity leave after the year's production.
    mean : float
        Mean margin of entrants.
    at_once : float
        Share of entrants that leave after their first year.
    """

    solved: FirmValue
    price: float
    threshold: float
    mean: float
    at_once: float


def free_entry(industry: Industry) -> Entry:
    """Find the price at which entering is worth what it costs.

    Parameters
    ----------
    industry : Industry
        The industry.

    Returns
    -------
    Entry

    Raises
    ------
    TypeError, ValueError
        If it is no Industry, the solver cannot resolve its ``s_a``, or its price fits no float.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    >>> entry = free_entry(Industry())
    >>> round(entry.price, 4), round(entry.threshold, 3), round(entry.at_once, 3)
    (1.3791, 2.893, 0.622)

    >>> dear = free_entry(Industry(c_e=8))
    >>> dear.price > entry.price, dear.threshold < entry.threshold
    (True, True)
    """
    from scipy.optimize import brentq

    solved = firm_value(industry)
    sd = industry.eta * industry.s_e
    goal = industry.c_e / industry.c

    def gain(mean: float) -> float:
        return min(_worth(solved, mean), MOST) - goal

    low, high = -sd * sd, 1.0
    while gain(low) > 0 and low > -700:
        low = 2 * low - 1
    while gain(high) < 0 and high < 700:
        high *= 2
    if gain(low) > 0 or gain(high) < 0:
        raise ValueError(f"c_e must leave a price that fits a float, got {industry.c_e!r}")
    mean = float(brentq(gain, low, high, xtol=1e-13, rtol=1e-14, maxiter=5000))
    with np.errstate(over="ignore"):
        price = float(np.exp((mean - scale(industry)) / industry.eta - industry.m_e))
    if not 0 < price < np.inf:
        raise ValueError(
            f"m_e, s_e and theta must leave a price that fits a float, got {industry!r}"
        )
    at_once = float(normal_below((solved.exit_margin - mean) / sd))
    return Entry(solved, price, exit_threshold(solved, p=price), mean, at_once)


def worth_of_entry(solved: FirmValue, mean: float) -> float:
    """Return what entrants are worth on average, in fixed costs.

    Parameters
    ----------
    solved : FirmValue
        The worth of a firm.
    mean : float
        Mean margin of entrants, a pure number (:func:`fitbreadth.markets.earnings.margin`).

    Returns
    -------
    float
        E v / c, a pure number, rising with ``mean`` from -1 without bound.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or ``mean`` so large that the result fits no float.

    Examples
    --------
    >>> solved = firm_value(Industry())
    >>> round(worth_of_entry(solved, -50), 6), worth_of_entry(solved, 0) > 0
    (-1.0, True)
    """
    instance("solved", solved, FirmValue)
    worth = np.asarray(_worth(solved, number("mean", mean)))
    return float(within_float(worth, mean=mean))


def _worth(solved: FirmValue, mean: float) -> float:
    industry, (mu, sigma) = solved.industry, solved.industry.step
    sd, beta, G = industry.eta * industry.s_e, industry.beta, np.exp(mu + sigma**2 / 2)
    # those that stay: as if for ever, in closed form, and the right to leave, by quadrature
    above = solved.exit_margin - mean
    with np.errstate(over="ignore"):
        everyone = np.exp(mean + sd**2 / 2)
        leavers = np.exp(solved.exit_margin) * lognormal_below(-above, sd)
        forever = G * (everyone - leavers) / (1 - beta * G) - normal_below(-above / sd) / (1 - beta)
        low, high = max(solved.exit_margin, mean - WIDE * sd), mean + WIDE * sd
        option = 0.0
        if high > low:
            panels = int(np.ceil((high - low) / min(sd, 4 * sigma)))
            y, weights = gauss_legendre(low, high, min(panels, 400))
            worth = normal_density(y, mean, sd) * solved.option(y - solved.exit_margin)
            option = float(weights @ worth)
    return float(everyone - 1 + beta * (forever + option))
