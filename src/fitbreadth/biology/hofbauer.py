"""Lotka-Volterra equations are replicator equations: Hofbauer's change of variables.

With one extra strategy that earns nothing the two have the same orbits, so what the book says of
selection holds for competing species too; the pay-off of each now depends on who else is there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.lotka_volterra import parameters
from fitbreadth.validate import Float


def replicator_payoffs(alpha: ArrayLike, *, K: ArrayLike, r: ArrayLike = 1.0) -> Float:
    r"""Return the game whose replicator equation has the same orbits (Hofbauer).

    Let :math:`x_0 = 1/(1 + \sum_j n_j)` and :math:`x_i = n_i x_0`. Then :math:`n_i = x_i/x_0`
    obeys the Lotka-Volterra equations when x obeys the replicator equation of this game in the time
    :math:`d\tau = (1 + \sum_j n_j)\,dt`: strategy 0 earns nothing, so
    :math:`\dot{(x_i/x_0)} = (x_i/x_0)\,(A x)_i`.

    Parameters
    ----------
    alpha, K, r
        As for :func:`fitbreadth.biology.lotka_volterra.growth_rate`.

    Returns
    -------
    ndarray, shape (S + 1, S + 1)
        Pay-off of the row strategy against the column strategy.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    hofbauer1998

    Examples
    --------
    >>> replicator_payoffs([[1]], K=2, r=3)
    array([[ 0. ,  0. ],
           [ 3. , -1.5]])
    """
    effect, capacity, rate = parameters(alpha, K=K, r=r)
    payoffs = np.zeros((rate.size + 1, rate.size + 1))
    payoffs[1:, 0] = rate
    payoffs[1:, 1:] = -(rate / capacity)[:, None] * effect
    return payoffs
