r"""Which firms stand in an industry at rest, as entry makes up for exit.

In a year M firms enter; of those that stand, the ones below the threshold produce once more and
are gone, and the others move on. The measure over margins that reproduces itself,

.. math:: f(y') = \int_{y^*}^\infty f(y)\, \phi_{\mu,\sigma}(y' - y)\, dy + M g(y'),

is the equation of a firm's worth read backwards, with no discount
(:mod:`fitbreadth.markets.standing`). Its scale M follows from demand: here buyers spend one unit of
money a year, :math:`D(p) = 1/p`. Far above the threshold f falls like :math:`e^{-(a/\eta) y}` with
:math:`\mathrm{E} A^a = 1`, so sizes follow Pareto's law: the entrants show in the middle of the
distribution, not in its tail. For output to be finite :math:`\mathrm{E} A^\eta < 1` is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets._wiener_hopf import Solution, normal_density
from fitbreadth.markets.free_entry import Entry, free_entry
from fitbreadth.markets.industry import Industry
from fitbreadth.markets.standing import moment, standing
from fitbreadth.validate import Float, array, extended, instance


@dataclass(frozen=True)
class Census:
    """All firms of an industry at rest.

    Attributes
    ----------
    entry : Entry
        Price and threshold.
    entrants, firms : float
        M, and how many firms stand: measures, at a demand of one unit of money a year.
    exit_rate : float
        Share of the standing firms that leave in a year.
    output : float
        Units of the good a year.
    returned : Solution
        Firms past their first year, for each entrant, against the margin above the threshold.
    """

    entry: Entry
    entrants: float
    firms: float
    exit_rate: float
    output: float
    returned: Solution

    def density(self, y: ArrayLike) -> Float:
        """Return the density of firms (it integrates to 1) over margins y, of any shape.

        Raises
        ------
        TypeError, ValueError
            If ``y`` are no finite numbers.
        """
        above = array("y", y) - self.entry.solved.exit_margin
        first = normal_density(above, self._mean, self._sd)
        return np.asarray((self.returned(above) + first) * self.entrants / self.firms)

    def above(self, y: float, *, kappa: float = 0.0) -> float:
        """Return the share of firms with a margin above y; of their output for kappa = 1.

        Raises
        ------
        TypeError, ValueError
            If ``y`` is not a number (it may be infinite), or ``kappa`` as for
            :func:`fitbreadth.markets.standing.moment`.
        """
        start = extended("y", y) - self.entry.solved.exit_margin
        return self._moment(start, kappa) / self._moment(-np.inf, kappa)

    @property
    def _mean(self) -> float:
        return self.entry.mean - self.entry.solved.exit_margin

    @property
    def _sd(self) -> float:
        industry = self.entry.solved.industry
        return industry.eta * industry.s_e

    def _moment(self, start: float, kappa: float) -> float:
        return moment(self.returned, self._mean, self._sd, start=start, kappa=kappa)


def census(industry: Industry) -> Census:
    """Solve an industry's stationary equilibrium.

    Parameters
    ----------
    industry : Industry
        The industry.

    Returns
    -------
    Census

    Raises
    ------
    TypeError, ValueError
        If it is no Industry, cannot be resolved (:func:`fitbreadth.markets.free_entry.free_entry`),
        or has no stationary equilibrium: E[A^eta] >= 1.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    >>> found = census(Industry())
    >>> round(found.exit_rate, 4), round(found.output * found.entry.price, 10)
    (0.1355, 1.0)
    """
    mu, sigma = instance("industry", industry, Industry).step
    if mu + sigma**2 / 2 >= 0:
        raise ValueError(
            "m_a and s_a must let a firm's output shrink on average, E[A^eta] < 1, or one entrant "
            "in a row of years makes infinitely much and nothing stands still: got "
            f"m_a={industry.m_a!r}, s_a={industry.s_a!r}, theta={industry.theta!r}"
        )
    entry = free_entry(industry)
    mean, sd = entry.mean - entry.solved.exit_margin, industry.eta * industry.s_e
    later = standing(mu, sigma, mean=mean, sd=sd)
    stand = moment(later, mean, sd, start=-np.inf, kappa=0)
    # proceeds of a firm are e^y c / (1 - theta); those of all firms are what buyers spend, 1
    lifted = np.exp(entry.solved.exit_margin) * moment(later, mean, sd, start=-np.inf, kappa=1)
    entrants = (1 - industry.theta) / (industry.c * lifted)
    return Census(entry, entrants, entrants * stand, 1 / stand, 1 / entry.price, later)
