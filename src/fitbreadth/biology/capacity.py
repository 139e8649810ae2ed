"""How many of each trait an axis could feed: a bell, and shapes that are nearly one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, choice, number, vector

SHAPES = ("bell", "bump", "flat", "edge")
"""The shapes of K that :func:`capacity` knows."""


def capacity(x: ArrayLike, *, shape: str, sigma_K: float, change: float = 0.01) -> Float:
    """Return the carrying capacity of each trait, 1 for the best of a bell.

    Parameters
    ----------
    x : array_like, shape (S,)
        Traits.
    shape : str
        ``"bell"``: Gaussian. ``"bump"``: the bell times 1 plus ``change`` times a Gaussian of
        a fifth of the width. ``"flat"``: exp(-(x/sigma_K)^4 / 4). ``"edge"``: the bell as far
        as sigma_K and 0 beyond.
    sigma_K : float
        Width of the bell, > 0, in the unit of ``x``.
    change : float
        Height of the bump, > -1, as a share of K; other shapes do not use it.

    Returns
    -------
    ndarray, shape (S,)
        K >= 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    szabo2006

    Examples
    --------
    >>> capacity([0, 1, 2], shape="bell", sigma_K=1).round(4)
    array([1.    , 0.6065, 0.1353])
    """
    relative = vector("x", x) / number("sigma_K", sigma_K, above=0)
    size = number("change", change, above=-1)
    with np.errstate(over="ignore", under="ignore"):
        bell = np.exp(-(relative**2) / 2)
        if choice("shape", shape, SHAPES) == "bump":
            return np.asarray(bell * (1 + size * np.exp(-((5 * relative) ** 2) / 2)))
        if shape == "flat":
            return np.asarray(np.exp(-(relative**4) / 4))
    # The comparison forgives a grid's rounding.
    return bell if shape == "bell" else np.where(np.abs(relative) <= 1 + 1e-9, bell, 0.0)
