r"""Insurance with every belief: a mixture of all constant beliefs about a two-way event.

Spread the money evenly over all beliefs :math:`q \in [0, 1]` in the chance of rain and let each
bet by itself. After k rainy days of n the whole has kept

.. math:: \int_0^1 q^k (1-q)^{n-k}\,dq = \frac{1}{(n+1)\binom{n}{k}},

which no order of the days can change. It bets as Laplace's rule says, :math:`(k+1)/(n+2)` on rain,
and falls short of the best belief in hindsight, :math:`k/n`, by at most :math:`\ln(n+1)` nats (if
all days are alike), and by about half of :math:`\ln n` otherwise. That is no longer a constant, as
infinitely many beliefs are insured, but it is less and less a round. The bound is against the best
*constant* belief, for every sequence of days, and assumes nothing about where they come from.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array, integer, number


def laplace_rule(k: ArrayLike, *, n: int) -> Float:
    """Return what the mixture of all beliefs bets on rain after k rainy days of n.

    Parameters
    ----------
    k : int or array_like of int
        Rainy days so far, 0 to ``n``.
    n : int
        Days so far, >= 0 and at most a billion.

    Returns
    -------
    ndarray, shape of ``k``
        (k + 1)/(n + 2), between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        If a number is no integer or out of its range.

    References
    ----------
    cover1991, cover2006

    Examples
    --------
    >>> laplace_rule([0, 7, 10], n=10).round(4)
    array([0.0833, 0.6667, 0.9167])
    """
    rainy, days = _days(k, n)
    return np.asarray((rainy + 1) / (days + 2))


def laplace_shortfall(k: ArrayLike, *, n: int) -> Float:
    r"""Return the nats by which the mixture trails the best belief after k rainy days of n.

    Parameters
    ----------
    k, n
        As for :func:`laplace_rule`.

    Returns
    -------
    ndarray, shape of ``k``
        :math:`\ln[(n+1)\binom{n}{k}] + k\ln\frac kn + (n-k)\ln\frac{n-k}n`: at most ln(n + 1),
        met when k is 0 or n, and least in the middle. In money, the best belief is e to this
        power times as rich.

    Raises
    ------
    TypeError, ValueError
        As for :func:`laplace_rule`.

    References
    ----------
    cover1991, cover2006

    Examples
    --------
    >>> laplace_shortfall([0, 500, 620, 1000], n=1000).round(3)
    array([6.909, 3.229, 3.258, 6.909])
    """
    from scipy.special import gammaln, xlogy

    rainy, days = _days(k, n)
    dry = days - rainy
    choose = gammaln(days + 1) - gammaln(rainy + 1) - gammaln(dry + 1)
    best = xlogy(rainy, rainy / max(days, 1)) + xlogy(dry, dry / max(days, 1))
    # rounding must not break the bound that it is here to show
    return np.asarray(np.clip(np.log1p(days) + choose + best, 0, np.log1p(days)), dtype=float)


def laplace_law(n: int, *, p: float) -> float:
    r"""Return :math:`\tfrac12 \ln \frac{n}{2\pi p(1-p)}`, the limit of :func:`laplace_shortfall`.

    Parameters
    ----------
    n : int
        Days, in [1, 10**15].
    p : float
        Share of rainy days k/n, strictly between 0 and 1. Good if many days are of either kind.

    Returns
    -------
    float
        Nats; the error is of order 1/n. (If k is random, so is k/n, and with it this number.)

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    cover2006

    Examples
    --------
    >>> round(laplace_law(1000, p=0.62), 3)
    3.258
    """
    days, share = integer("n", n, low=1, high=10**15), number("p", p, above=0, below=1)
    return float(np.log(days) - np.log(2 * np.pi) - np.log(share) - np.log1p(-share)) / 2


def _days(k: ArrayLike, n: int) -> tuple[Float, int]:
    """Return k as whole numbers of an array of floats, and n."""
    days = integer("n", n, low=0, high=10**9)
    rainy = array("k", k)
    accepted = f"k must be whole numbers from 0 to n = {days}"
    if rainy.size == 0:
        raise ValueError(f"{accepted}, got none")
    bad = (rainy < 0) | (rainy > days) | (rainy != np.floor(rainy))
    if bad.any():
        raise ValueError(f"{accepted}, got {rainy[bad][0]:g}")
    return rainy, days
