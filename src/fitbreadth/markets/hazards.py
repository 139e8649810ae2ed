"""Death rates, and the swing in demand at which specialists and generalists die alike.

Who is still open after each year comes from :mod:`fitbreadth.markets.mortality`.
"""

from __future__ import annotations

from math import inf

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets.mortality import BUSINESS, Business, survival
from fitbreadth.markets.restaurants import G, performance
from fitbreadth.validate import Float, array


def death_rate(alive: ArrayLike) -> Float:
    """Return deaths per year in which an organisation was at risk.

    Parameters
    ----------
    alive : ndarray, shape (..., years + 1)
        Share or number still open after each year: finite, >= 0, and never rising.

    Returns
    -------
    ndarray, shape (...)
        Deaths by organisation-years.

    Raises
    ------
    TypeError, ValueError
        If these are no such numbers, nobody is alive at the start, or there is no year.

    Examples
    --------
    >>> death_rate(np.array([100, 90, 81]))
    array(0.1)
    """
    counts = array("alive", alive, low=0)
    if counts.ndim == 0 or counts.shape[-1] < 2 or not (counts[..., 0] > 0).all():
        raise ValueError(f"alive must begin above 0 and hold a year at least, got {alive!r}")
    # shares that stand still may rise by rounding
    if (np.diff(counts, axis=-1) > 1e-9 * counts[..., :1]).any():
        raise ValueError(f"alive must never rise from a year to the next, got {alive!r}")
    return np.asarray((counts[..., 0] - counts[..., -1]) / counts[..., :-1].sum(axis=-1))


def even_swing(
    spells: int, *, years: int, g: float = G, business: Business = BUSINESS, cells: int = 100
) -> float:
    """Return the swing beyond which specialists die more often than generalists.

    For the business here it is smaller than :func:`fitbreadth.markets.restaurants.critical_swing`,
    at which both grow alike: specialists' reserves vary more, and what varies more runs out sooner.

    Parameters
    ----------
    spells, years, business, cells
        As for :func:`survival`.
    g : float
        Performance of a generalist, in (0, 1).

    Returns
    -------
    float
        v in [0, 10], in niche widths; infinite if specialists die less often up to 10, and 0 if
        they die as often, or more, without any swing.

    Raises
    ------
    TypeError, ValueError
        As for :func:`survival`.

    Examples
    --------
    >>> [round(even_swing(M, years=20), 2) for M in (1, 4, 52)]
    [1.55, 2.02, inf]
    """
    from scipy.optimize import brentq

    def excess(v: float) -> float:
        payoffs = performance(v, g=g)
        alive = survival(payoffs, spells=spells, years=years, business=business, cells=cells)
        first, second = death_rate(alive)
        return float(first - second)

    if excess(0.0) >= 0:
        return 0.0
    return float(brentq(excess, 0, 10, xtol=1e-6)) if excess(10.0) > 0 else inf
