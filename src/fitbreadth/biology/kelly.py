r"""Seeds as stakes: a plant with a seed bank is a gambler who may keep part of the money.

In the symbols of :mod:`fitbreadth.biology.bet_hedging` write :math:`s = (s_1, s_2)` with
:math:`s_1 = (gY + (1-g)V)/Y` and :math:`s_2 = (1-g)(Y-V)/Y`. They sum to 1, the growth rate G is
:math:`p\ln s_1 + (1-p)\ln s_2` and a constant, so this is the theorem of
:mod:`fitbreadth.allocation` at :math:`\kappa = 0`: best is :math:`s = (p, 1-p)`, and any other g
falls short by :math:`D(p\|s)`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.bet_hedging import multiplication
from fitbreadth.validate import Float, number


def kelly(p: float, *, b: float) -> float:
    """Return the share of wealth to stake on a bet, f = (bp - q)/b.

    Germinating is a bet at odds ``b = (Y - V)/V`` against the seeds that wait:
    ``kelly(p, b=(Y - V)/V)`` is :func:`fitbreadth.biology.bet_hedging.optimal_fraction`.

    Parameters
    ----------
    p : float
        Probability of winning, in [0, 1]; q = 1 - p.
    b : float
        What is won per unit staked, > 0; a lost stake is gone.

    Returns
    -------
    float
        In [0, 1]; 0 when the bet does not pay on average.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    kelly1956

    Examples
    --------
    >>> round(kelly(0.6, b=(5 - 0.8) / 0.8), 5)
    0.52381
    """
    chance, odds = number("p", p, low=0, high=1), number("b", b, above=0)
    return max(0.0, chance - (1 - chance) / odds)


def shares(g: ArrayLike, *, Y: float, V: float) -> Float:
    """Return what each plant stakes on good and on bad years, seen as a gambler.

    Parameters
    ----------
    g, Y, V
        As for :func:`multiplication`, with Y > V.

    Returns
    -------
    ndarray, shape (2, N)
        Shares s of the module's first paragraph, good year first; each column sums to 1. The
        growth rate falls short of the best by ``misfit([p, 1 - p], s, rho=0, gamma=1)``
        wherever the best is inside, ``p * Y >= V``.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or ``Y <= V``.

    References
    ----------
    cohen1966, kelly1956

    Examples
    --------
    >>> from fitbreadth.biology.bet_hedging import optimal_fraction
    >>> shares([0, optimal_fraction(0.6, Y=5, V=0.8)], Y=5, V=0.8).round(12)
    array([[0.16, 0.6 ],
           [0.84, 0.4 ]])
    """
    harvest = number("Y", Y, above=number("V", V, above=0, high=1))
    good = multiplication(g, Y=Y, V=V)[0] / harvest
    return np.stack([good, 1 - good])
