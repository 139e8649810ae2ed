r"""Demand that swings: two specialists while now one kind of customer prevails, now the other.

As in :mod:`fitbreadth.markets.queues`, but the shares of the two kinds are (1 + v)/2 and
(1 - v)/2, and are swapped at the end of a season; their total stays the same. Seasons last for an
exponential time, T on average. Generalists who share a queue do not notice. A specialist's queue
is an M/M/1 in a random environment with two states: arrivals come at :math:`\rho(1 + v)` in one,
at :math:`\rho(1 - v)` in the other. Short seasons average out, as if v = 0. Long ones are two
queues, each in its own balance:

.. math:: \frac12 \left[\frac{1 + v}{s - \rho(1 + v)} + \frac{1 - v}{s - \rho(1 - v)}\right],

which exists only if a specialist can keep up with a busy season, :math:`s > \rho(1 + v)`.
"""

from __future__ import annotations

from math import inf, isinf, sqrt

import numpy as np

from fitbreadth.markets.queues import mean_sojourn
from fitbreadth.validate import extended, number


def specialists_sojourn(load: float, *, speed: float, swing: float, season: float) -> float:
    r"""Return the mean time that customers of two specialists spend, under swinging demand.

    By the generating functions of Yechiali and Naor, and one root of a cubic. The formula is exact;
    rounding leaves 1e-4 of the result where load or season are extreme, and mostly far less.

    Parameters
    ----------
    load : float
        Mean arrivals of each kind per unit of time, :math:`\rho` > 0.
    speed : float
        Customers that a busy specialist finishes per unit of time, s > load, in [1e-9, 1e9].
    swing : float
        v in [0, 1]: the kind in season makes up (1 + v)/2 of all customers.
    season : float
        Mean length T in [1e-6, 1e6]; infinite is the limit of long seasons, swing=0 of short ones.

    Returns
    -------
    float
        In units of time, averaged over customers.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the queues grow for ever (``load >= speed``, or
        ``load (1 + swing) >= speed`` in endless seasons), or rounding spoils the result, as it
        does if ``load`` is tiny.

    References
    ----------
    yechiali1971

    Examples
    --------
    Seasons of a tenth, of a thousand services, and endless ones.

    >>> setting = {"load": 0.5, "speed": 1.25, "swing": 0.6}
    >>> [round(specialists_sojourn(**setting, season=T), 3) for T in (0.1, 1000, float("inf"))]
    [1.345, 1.962, 1.968]
    """
    rho, s, v = (
        number("load", load, above=0),
        number("speed", speed, low=1e-9, high=1e9),
        _share(swing),
    )
    T = _length(season)
    if v == 0:
        return mean_sojourn(1, load=rho, speed=s)
    fastest = rho * (1 + v) if isinf(T) else rho
    if s <= fastest:
        raise ValueError(
            f"speed must exceed {fastest:.6g}, or the queues grow for ever, got speed={s!r} with "
            f"load={rho!r}, swing={v!r} and season={T!r}"
        )
    return _endless(rho, s, v) if isinf(T) else _in_random_environment(rho, s, v, T)


def _endless(rho: float, s: float, v: float) -> float:
    x = s - rho
    return (x + rho * v**2) / ((x - rho * v) * (x + rho * v))


def _in_random_environment(rho: float, s: float, v: float, T: float) -> float:
    """Solve the M/M/1 queue whose arrivals switch between two rates at rate 1/T."""
    from scipy.optimize import brentq

    busy, slack, q = rho * (1 + v), rho * (1 - v), 1 / T

    # G(z), the generating function of the customers there, in each season is -s n(z)/g(z). The
    # idle probabilities in n follow from n = 0 at the root of g below 1.
    # It is sought as y = 1 - z, which is tiny where seasons are long.
    def g(y: float) -> float:
        up, down = busy * (1 - y) - s, slack * (1 - y) - s
        return up * down * y + q * (1 - y) * (up + down)

    y = brentq(g, 0.0, 1.0, xtol=1e-300, rtol=8.9e-16)
    idle = np.array([q * (1 - y), -(slack * (1 - y) - s) * y - q * (1 - y)])
    idle *= (s - rho) / s / idle.sum()
    level, slope = 2 * q * (rho - s), 2 * q * (rho - s) + 2 * q * rho - (busy - s) * (slack - s)
    # n and its slope at z = 1
    n = q * idle.sum()
    n_slope = (s - np.array([slack, busy]) + q) * idle + q * idle[::-1]
    there = float((-s * (n_slope * level - n * slope) / level**2).sum())
    sojourn = there / rho
    # between the limits of short and of long seasons
    high = _endless(rho, s, v) if s > busy else inf
    if not (1 - 1e-5) / (s - rho) <= sojourn <= (1 + 1e-5) * high:
        raise ValueError(
            f"load, swing and season are lost in rounding, got load={rho!r}, speed={s!r}, "
            f"swing={v!r} and season={T!r}: no queue to speak of, or try season=inf"
        )
    return min(max(sojourn, 1 / (s - rho)), high)


def seasonal_break_even(load: float, *, swing: float, season: float = inf) -> float:
    r"""Return how fast two specialists must be to equal two generalists, under swinging demand.

    In endless seasons it is :math:`\rho + x` with

    .. math:: x = \frac{m + \sqrt{m^2 + 4 \rho v^2 (\rho + m)}}{2}, \qquad m = 1 - \rho^2,

    which is :math:`1 + \rho(1 - \rho)` for v = 0, and more for every v > 0.

    Parameters
    ----------
    load : float
        :math:`\rho` in (0, 1).
    swing, season
        As for :func:`specialists_sojourn`.

    Returns
    -------
    float
        s. Above it specialists are faster.

    Raises
    ------
    TypeError, ValueError
        As for :func:`specialists_sojourn`.

    Examples
    --------
    >>> [round(seasonal_break_even(0.5, swing=v), 3) for v in (0, 0.3, 0.6, 1)]
    [1.25, 1.319, 1.48, 1.75]
    """
    from scipy.optimize import brentq

    rho, v = number("load", load, above=0, below=1), _share(swing)
    T, W = _length(season), mean_sojourn(2, load=rho)
    m = 1 / W
    longest = rho + (m + sqrt(m**2 + 4 * rho * v**2 * (rho + m))) / 2
    if v == 0 or isinf(T):
        return longest

    def excess(s: float) -> float:
        return specialists_sojourn(rho, speed=s, swing=v, season=T) - W

    # the limits of short and of long seasons, and a little more for rounding
    return float(brentq(excess, rho + 0.999 * m, 1.001 * longest, xtol=1e-12))


def _length(season: float) -> float:
    length = extended("season", season)
    if not 1e-6 <= length <= 1e6 and length != inf:
        raise ValueError(f"season must be in [1e-6, 1e6] or infinite, got {season!r}")
    return length


def _share(swing: float) -> float:
    return number("swing", swing, low=0, high=1)
