"""How many firms stand at each size when luck moves them, the smallest leave and some enter.

For one entrant a year, and sizes as the logarithm of how far they exceed the barrier below which
firms leave. The industry that sets barrier and entrants is in :mod:`fitbreadth.markets.census`.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.markets._wiener_hopf import (
    Solution,
    gauss_legendre,
    normal_below,
    normal_density,
    solve,
)
from fitbreadth.markets.earnings import within_float
from fitbreadth.markets.free_entry import WIDE
from fitbreadth.validate import Float, extended, instance, number


def standing(mu: float, sigma: float, *, mean: float, sd: float) -> Solution:
    """Return how many firms past their first year stand at each log size, for each entrant a year.

    Parameters
    ----------
    mu, sigma : float
        Mean, in [-1e6, -1e-9], and standard deviation, in [1e-6, 1e6], of a year's log growth.
    mean, sd : float
        Mean, in [-1e6, 1e6], and standard deviation, in [1e-6, 1e6], of the log size of entrants
        above the barrier at 0.

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
    number("mu", mu, low=-1e6, high=-1e-9)
    number("mean", mean, low=-1e6, high=1e6)
    for name, value in (("sigma", sigma), ("sd", sd)):
        number(name, value, low=1e-6, high=1e6)
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
        Log size above the barrier; may be infinite.
    kappa : float
        0 counts firms, 1 adds up their sizes; below the index ``later.decay``.

    Returns
    -------
    float
        Firms, or their sizes in units of the barrier's, for one entrant a year.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the integral infinite (``kappa`` is not below the
        index) or too large for a float.

    Examples
    --------
    >>> later = standing(-0.02, 0.1, mean=0, sd=0.2)
    >>> round(moment(later, 0, 0.2, start=-np.inf, kappa=0), 2)  # years that an entrant lasts
    6.63
    """
    instance("later", later, Solution)
    number("mean", mean, low=-1e6, high=1e6)
    number("sd", sd, low=1e-6, high=1e6)
    number("kappa", kappa, low=-1e6, below=later.decay)
    if extended("start", start) == np.inf:
        return 0.0
    with np.errstate(over="ignore", invalid="ignore"):
        found = np.asarray(_above(later, mean, sd, start, kappa))
    return float(within_float(found, mean=mean, sd=sd, start=start, kappa=kappa))


def _above(later: Solution, mean: float, sd: float, start: float, kappa: float) -> float:
    everyone = np.exp(kappa * mean + (kappa * sd) ** 2 / 2)
    first = float(everyone * normal_below((mean + kappa * sd**2 - start) / sd))
    if start >= later.top:
        # the exponential alone is left
        fallen = np.exp(kappa * start - later.decay * (start - later.top))
        return first + later.last * float(fallen) / (later.decay - kappa)
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
