"""Equal patches, evenly spaced: how far apart they must lie for one lineage to become two.

They are Levene's patches (:mod:`fitbreadth.biology.levene`) with one number to vary.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from fitbreadth.biology.levene import Levene
from fitbreadth.validate import integer, number


def even_patches(count: int, *, d: float, sigma: float = 1.0) -> Levene:
    """Return equal patches with evenly spaced optima, centred on 0.

    Parameters
    ----------
    count : int
        Number of patches, >= 1.
    d : float
        Distance between neighbouring optima, >= 0, in the unit of the trait.
    sigma : float
        Niche width, > 0.

    Returns
    -------
    Levene

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> even_patches(3, d=1.5).mu
    array([-1.5,  0. ,  1.5])
    """
    k = integer("count", count, low=1, high=1000)
    optima = np.asarray(number("d", d, low=0) * (np.arange(k) - (k - 1) / 2), dtype=float)
    return Levene(optima, np.full(k, 1 / k), sigma)


def branching_distance(count: int, *, sigma: float = 1.0) -> float:
    r"""Return the distance beyond which :func:`even_patches` branch, the theory.

    k evenly spaced optima have variance :math:`d^2(k^2-1)/12`, so it is
    :math:`\sigma\sqrt{12/(k^2-1)}`: 2 sigma for two patches, 1.2247 sigma for three.

    Parameters
    ----------
    count : int
        Number of patches, >= 2.
    sigma : float
        Niche width, > 0.

    Returns
    -------
    float
        In the unit of the trait.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    geritz1998

    Examples
    --------
    >>> branching_distance(2), round(branching_distance(3), 4)
    (2.0, 1.2247)
    """
    return number("sigma", sigma, above=0) * sqrt(12 / (integer("count", count, low=2) ** 2 - 1))
