r"""Bell-shaped niches are another trade-off than the power curve: same border, another crossing.

In the middle between two habitats bells are like the power curve of one :math:`\kappa`
(:mod:`fitbreadth.convergence.niche_bend`), and both leave it where :math:`\kappa = 1`.
Away from the middle they part. Let habitat + come up with probability p and
:math:`h = \tfrac12\ln\frac{p}{1-p}`. The best phenotype solves :math:`m = \tanh(\kappa m + h)` for
its place :math:`m = 2z/d`; on the power curve the share of the budget for + less that for - is
:math:`m = \tanh(h/(1-\kappa))`, and a corner from :math:`\kappa = 1` on. To first order in h both
are :math:`h/(1-\kappa)`. At p = 1/2 one climbs like :math:`\sqrt{3(\kappa-1)}` and stays
:math:`2e^{-2\kappa}` short of its habitat; the other jumps.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.allocation import optimum
from fitbreadth.biology.peaks import peaks
from fitbreadth.validate import number

LARGEST = 1e6
"""Largest kappa asked about; long before it the best phenotype is at its own habitat."""


def bell_place(kappa: float, *, p: float = 0.5) -> float:
    r"""Return where the best phenotype of two bells stands, the theory.

    Parameters
    ----------
    kappa : float
        In [0, 1e6].
    p : float
        How often the commoner habitat comes up, in [1/2, 1).

    Returns
    -------
    float
        The largest solution m of :math:`m = \tanh(\kappa m + h)`: 0 midway between the habitats,
        1 at the commoner. At p = 1/2 the phenotype at -m is as good.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962

    Examples
    --------
    >>> bell_place(1), round(bell_place(1.25**2) * 1.25, 5)
    (0.0, 1.09967)
    """
    from scipy.optimize import brentq

    k = number("kappa", kappa, low=0, high=LARGEST)
    h = _lean(p)
    # without a lean the middle solves it too, and up to 1 only the middle
    if h == 0 and k <= 1 + 1e-12:
        return 0.0
    # at the largest root the tangent is shallower than the diagonal, so that the argument
    # exceeds the one at which its slope is 1/kappa
    low = np.arccosh(np.sqrt(k)) if k > 1 else 0.0
    root = brentq(lambda u: k * np.tanh(u) + h - u, low, k + h + 1, xtol=1e-14)
    return float(np.tanh(root))


def power_place(kappa: float, *, p: float = 0.5) -> float:
    """Return where the best split of a budget stands on the power curve of the theorem.

    Parameters
    ----------
    kappa, p
        As for :func:`bell_place`.

    Returns
    -------
    float
        Share of the budget for the commoner habitat less that for the other: 0 for an equal
        split, 1 for all on one. At p = 1/2 and kappa > 1 all on the other is as good, and at
        kappa = 1 every split.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    beck1993

    Examples
    --------
    >>> [power_place(kappa) for kappa in (0.99, 1.01)]
    [0.0, 1.0]
    >>> round(power_place(0.5, p=0.8), 4)
    0.8824
    """
    odds = _odds(p)
    k = number("kappa", kappa, low=0, high=LARGEST)
    shares = optimum([odds, 1 - odds], rho=k, gamma=1).shares
    return float(shares[0] - shares[1])


def found_place(kappa: float, *, p: float = 0.5) -> float:
    """Return where biology's own search finds the best phenotype of two bells, in a fine grain.

    Parameters
    ----------
    kappa : float
        In [1e-6, 1e6].
    p : float
        As for :func:`bell_place`.

    Returns
    -------
    float
        As for :func:`bell_place`, by :func:`fitbreadth.biology.peaks.peaks`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(found_place(1.25**2) * 1.25, 5)
    1.09967
    """
    odds = _odds(p)
    half = np.sqrt(number("kappa", kappa, low=1e-6, high=LARGEST))
    found = peaks([-half, half], p=[1 - odds, odds], grain="fine")
    return float(found.best.max() / half)


def _odds(p: float) -> float:
    return number("p", p, low=0.5, below=1)


def _lean(p: float) -> float:
    odds = _odds(p)
    return float(np.log(odds / (1 - odds)) / 2)
