r"""Power means, and the two Rényi quantities that are power means in disguise.

The weighted power mean of order :math:`\rho` is
:math:`M_\rho(x; p) = (\sum_j p_j x_j^\rho)^{1/\rho}`. Weighting by a distribution itself gives
the measures of fit and breadth that the book uses:

* Rényi divergence: :math:`D_\alpha(r \| s) = \ln M_{\alpha-1}(r/s;\, r)`
* Hill number (effective number of tasks): :math:`{}^\alpha\!D(s) = 1 / M_{\alpha-1}(s;\, s)`

so one stable mean in logarithms serves them all, with its limits at 0 and at infinity.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log, log_power_mean
from fitbreadth.validate import extended, probabilities, vector


def power_mean(x: ArrayLike, p: ArrayLike, rho: float) -> float:
    r"""Return the power mean :math:`(\sum_j p_j x_j^\rho)^{1/\rho}` over the support of ``p``.

    Parameters
    ----------
    x : array_like, shape (n,)
        Levels, >= 0, in any unit.
    p : array_like, shape (n,)
        Task distribution: >= 0, sums to 1.
    rho : float
        Order, any real or infinite: 1 is the arithmetic mean, 0 the geometric, -1 the
        harmonic, infinity the maximum and minus infinity the minimum.

    Returns
    -------
    float
        The mean, in the unit of ``x``; 0 if ``rho <= 0`` and a task in the support has level 0.

    Raises
    ------
    TypeError, ValueError
        If ``x`` has a negative entry or another length than ``p``, ``p`` is not a
        distribution, or ``rho`` is not a number.

    References
    ----------
    hardy1952

    Examples
    --------
    >>> [round(power_mean([1, 4], [0.5, 0.5], rho), 12) for rho in (-np.inf, -1, 0, 1, np.inf)]
    [1.0, 1.6, 2.0, 2.5, 4.0]
    """
    weights = probabilities("p", p)
    levels = vector("x", x, low=0, size=weights.size)
    return float(np.exp(log_power_mean(log(levels), weights, extended("rho", rho))))


def renyi(r: ArrayLike, s: ArrayLike, order: float = 1.0) -> float:
    r"""Return :math:`D_\alpha(r\|s) = \ln(\sum_j r_j^\alpha s_j^{1-\alpha}) / (\alpha-1)`.

    Parameters
    ----------
    r, s : array_like, shape (n,)
        Distributions: >= 0, sum to 1. ``r`` is the ideal, ``s`` the actual.
    order : float
        The order alpha in [0, inf]. 1 is the Kullback-Leibler divergence, 0 is minus the
        log of what ``s`` puts on the support of ``r``, infinity the log of the largest ratio.

    Returns
    -------
    float
        Nats, in [0, inf]. Infinite if the supports are disjoint, or if ``order >= 1`` and
        ``s`` is zero somewhere in the support of ``r``.

    Raises
    ------
    TypeError, ValueError
        If ``r`` or ``s`` is not a distribution, their lengths differ or ``order < 0``.

    References
    ----------
    renyi1961, vanerven2014

    Examples
    --------
    >>> round(renyi([0.5, 0.5], [0.25, 0.75], order=2), 6), round(float(np.log(4 / 3)), 6)
    (0.287682, 0.287682)
    >>> renyi([0.5, 0.5], [1, 0])
    inf
    """
    ideal = probabilities("r", r)
    actual = probabilities("s", s, size=ideal.size)
    alpha = _order(order)
    ideal, actual = ideal / ideal.sum(), actual / actual.sum()
    support = ideal > 0
    ratio = np.log(ideal[support]) - log(actual[support])
    return max(0.0, log_power_mean(ratio, ideal[support], alpha - 1))


def breadth(s: ArrayLike, order: float = 1.0) -> float:
    """Return the effective number of tasks that an allocation serves (a Hill number).

    Parameters
    ----------
    s : array_like, shape (n,)
        Allocation: shares >= 0 that sum to 1.
    order : float
        In [0, inf]. 1 (the default) is the exponential of the entropy; 0 counts the
        tasks served at all; 2 is the inverse of the sum of squares.

    Returns
    -------
    float
        Between 1 (all on one task) and ``n`` (equal shares).

    Raises
    ------
    TypeError, ValueError
        If ``s`` is not a distribution or ``order < 0``.

    References
    ----------
    hill1973

    Examples
    --------
    >>> round(breadth([0.25, 0.25, 0.25, 0.25]), 12), breadth([1, 0, 0])
    (4.0, 1.0)
    """
    shares = probabilities("s", s)
    return float(np.exp(-log_power_mean(log(shares), shares, _order(order) - 1)))


def _order(order: float) -> float:
    """Return an order in [0, inf]."""
    alpha = extended("order", order)
    if alpha < 0:
        raise ValueError(f"order must be a number >= 0 or infinite, got {order!r}")
    return alpha
