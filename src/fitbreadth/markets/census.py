r"""Which firms stand in an industry at rest, as entry makes up for exit.

In a year M firms enter; of those that stand, the ones below the threshold produce once more and
are gone, and the others move on. The measure over margins that reproduces itself,

.. math:: f(y') = \int_{y^*}^\infty f(y)\, \phi_{\mu,\sigma}(y' - y)\, dy + M g(y'),

is the equation of a firm's worth read backwards, with no discount, and is solved by the same
function. Its scale M follows from demand: here buyers spend one unit of money a year,
:math:`D(p) = 1/p`. Far above the threshold f falls like :math:`e^{-(a/\eta) y}` with
:math:`\mathrm{E} A^a = 1`, so sizes follow Pareto's law: the entrants show in the middle of the
distribution, not in its tail. For output to be finite :math:`\mathrm{E} A^\eta < 1` is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.markets._wiener_hopf import (
    Solution,
    gauss_legendre,
    normal_below,
    normal_density,
    solve,
)
from fitbreadth.markets.free_entry import WIDE, Entry, free_entry
from fitbreadth.markets.industry import Industry, checked
from fitbreadth.validate import Float, number


@dataclass(frozen=True)
class Census:
    """All firms of an industry at rest.

    Parameters
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

    def density(self, y: Float) -> Float:
        """Return the density of firms (it integrates to 1) over margins y."""
        above = np.asarray(y, dtype=float) - self.entry.solved.threshold
        first = normal_density(above, self._mean, self._sd)
        return np.asarray((self.returned(above) + first) * self.entrants / self.firms)

    def above(self, y: float, *, kappa: float = 0.0) -> float:
        """Return the share of firms with a margin above y; of their output for kappa = 1."""
        start = y - self.entry.solved.threshold
        return self._moment(start, kappa) / self._moment(-np.inf, kappa)

    @property
    def _mean(self) -> float:
        return self.entry.mean - self.entry.solved.threshold

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
    mu, sigma = checked(industry).step
    if mu + sigma**2 / 2 >= 0:
        raise ValueError(
            "m_a and s_a must let a firm's output shrink on average, E[A^eta] < 1, or one entrant "
            "in a row of years makes infinitely much and nothing stands still: got "
            f"m_a={industry.m_a!r}, s_a={industry.s_a!r}, theta={industry.theta!r}"
        )
    entry = free_entry(industry)
    mean, sd = entry.mean - entry.solved.threshold, industry.eta * industry.s_e
    later = standing(mu, sigma, mean=mean, sd=sd)
    stand = moment(later, mean, sd, start=-np.inf, kappa=0)
    # proceeds of a firm are e^y c / (1 - theta); those of all firms are what buyers spend, 1
    lifted = np.exp(entry.solved.threshold) * moment(later, mean, sd, start=-np.inf, kappa=1)
    entrants = (1 - industry.theta) / (industry.c * lifted)
    return Census(entry, entrants, entrants * stand, 1 / stand, 1 / entry.price, later)


def standing(mu: float, sigma: float, *, mean: float, sd: float) -> Solution:
    """Return how many firms past their first year stand at each log size, for each entrant a year.

    Parameters
    ----------
    mu, sigma : float
        Mean, < 0, and standard deviation, > 0, of a year's log growth.
    mean, sd : float
        Mean and standard deviation, > 0, of the log size of entrants above the barrier at 0.

    Returns
    -------
    Solution
        A density over log size. Of one entrant, the expected number of later years spent there.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the growth too small against the rest to resolve.

    References
    ----------
    gabaix2009, luttmer2007

    Examples
    --------
    >>> later = standing(-0.02, 0.1, mean=0, sd=0.2)
    >>> round(later.decay, 12)  # Pareto's index, -2 mu / sigma^2
    4.0
    """
    number("mu", mu, below=0)
    number("sigma", sigma, above=0)
    number("mean", mean)
    number("sd", sd, above=0)
    both = np.hypot(sd, sigma)

    def second_year(s: Float) -> Float:
        # of entrants that stand at s a year later, those that were not below the barrier before
        before = (mean * sigma**2 + (s - mu) * sd**2) / both**2
        staying = normal_below(before * both / (sd * sigma))
        return normal_density(s, mean + mu, float(both)) * staying

    index = -2 * mu / sigma**2
    reach = max(mean, 0) + index * sd**2 + WIDE * float(both)
    return solve(second_year, mu=-mu, sigma=sigma, discount=1.0, reach=reach)


def moment(later: Solution, mean: float, sd: float, *, start: float, kappa: float) -> float:
    """Return the integral of e^(kappa s) over all firms larger than ``start``, for each entrant.

    Parameters
    ----------
    later : Solution
        From :func:`standing`.
    mean, sd : float
        Of the entrants, as there.
    start : float
        Log size above the barrier; may be minus infinity.
    kappa : float
        0 counts firms, 1 adds up their sizes; below the index ``later.decay``.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the integral is infinite: ``kappa`` is not below the index.

    Examples
    --------
    >>> later = standing(-0.02, 0.1, mean=0, sd=0.2)
    >>> round(moment(later, 0, 0.2, start=-np.inf, kappa=0), 2)  # years that an entrant lasts
    6.63
    """
    number("kappa", kappa, below=later.decay)
    everyone = float(np.exp(kappa * mean + (kappa * sd) ** 2 / 2))
    first = everyone * float(normal_below((mean + kappa * sd**2 - start) / sd))
    if start >= later.top:
        there = float(later(np.array([start]))[0])
        return first + there * float(np.exp(kappa * start)) / (later.decay - kappa)
    lowest = -(WIDE * later.sigma + abs(later.mu))
    low = max(start, lowest)
    rest = 0.0
    if low < 0:
        s, weights = gauss_legendre(low, 0, int(np.ceil(-low / later.sigma)))
        rest = later.integral(kappa) + float(weights @ (later(s) * np.exp(kappa * s)))
    else:
        s, weights = gauss_legendre(low, later.top, int(np.ceil((later.top - low) / later.sigma)))
        rest = float(weights @ (later(s) * np.exp(kappa * s)))
        rest += later.last * float(np.exp(kappa * later.top)) / (later.decay - kappa)
    return first + rest
