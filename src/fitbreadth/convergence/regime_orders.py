r"""Where a contest between given types lies on the map of both regimes.

The theorem is about plans that may be mixed at will
(:mod:`fitbreadth.convergence.regimes`). A contest between two given types can be placed as well.
Let a specialist reach a in a good state and b in a bad one, and a generalist g in
both (:class:`fitbreadth.biology.grain.Payoffs`). A power mean rises with its order, so there is one
:math:`\gamma` with :math:`g = M_\gamma(a, b)`: with even odds it is the curve
:math:`x_1^\gamma + x_2^\gamma = c` that runs through (a, b), (g, g) and (b, a). And there is one
:math:`\rho` with :math:`e^{\mathrm{E} \ln W} = M_\rho(a, b)`, where W is what the specialists
multiply by. They win if and only if :math:`M_\rho(a, b) > M_\gamma(a, b)`, that is
:math:`\rho > \gamma`: the same border, and exact.

For a population that is spread over M patches, :math:`c = 1/M` is the share of the variation that
all have in common. While variation is small, both :math:`\mathrm{E} \ln W_M` and
:math:`\ln M_\rho` are the log of the mean less a multiple of the squared coefficient of variation
:math:`v^2`, :math:`c v^2/2` and :math:`(1-\rho) v^2/2`. Hence

.. math:: \rho = 1 - c + O(v) ,

from 0 if all meet the same weather to 1 if each meets their own; with even odds the next term
vanishes too, and what is left is of order :math:`v^2`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.grain import Payoffs, checked, growth
from fitbreadth.divergence import power_mean
from fitbreadth.validate import number, probabilities, vector

STEEPEST = 300.0
"""Largest order, of either sign, that is looked for."""


def mean_order(value: float, *, levels: ArrayLike, p: ArrayLike) -> float:
    """Return the order of the power mean of given levels that equals a value.

    Parameters
    ----------
    value : float
        Between the lowest and the highest of the levels.
    levels : array_like, shape (n,)
        In any unit, > 0.
    p : array_like, shape (n,)
        Their odds.

    Returns
    -------
    float
        In [-300, 300]; 1 if ``value`` is the arithmetic mean, 0 if it is the geometric.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or no order within 300 gives ``value``.

    References
    ----------
    hardy1952

    Examples
    --------
    >>> [round(mean_order(x, levels=[1, 4], p=[0.5, 0.5]), 6) for x in (1.6, 2.5)]
    [-1.0, 1.0]
    """
    from scipy.optimize import brentq

    odds = probabilities("p", p)
    x = vector("levels", levels, above=0, size=odds.size)
    aim = float(np.log(number("value", value, above=0)))

    def above(order: float) -> float:
        return float(np.log(power_mean(x / x.max(), odds, order))) + float(np.log(x.max())) - aim

    if not above(-STEEPEST) <= 0 <= above(STEEPEST) or np.ptp(x[odds > 0]) == 0:
        raise ValueError(
            f"value must be a power mean of levels, of order {-STEEPEST:g} to {STEEPEST:g}, got "
            f"{value!r} for {x.tolist()} with p={odds.tolist()}"
        )
    return float(brentq(above, -STEEPEST, STEEPEST, xtol=1e-13))


def bend(payoffs: Payoffs) -> float:
    r"""Return the :math:`\gamma` of a contest: the order of the mean that the generalist equals.

    Parameters
    ----------
    payoffs : Payoffs
        With g above the geometric mean of a and b, and below a.

    Returns
    -------
    float
        > 0.

    Raises
    ------
    TypeError, ValueError
        If ``payoffs`` is not one or g lies elsewhere: there is no such trade-off.

    References
    ----------
    levins1968

    Examples
    --------
    Half the budget in each habitat, on a straight trade-off:

    >>> round(bend(Payoffs(a=0.7, b=0.3, g=0.5)), 9)
    1.0
    """
    checked(payoffs)
    low = payoffs.window[0]
    if not low < payoffs.g < payoffs.a:
        raise ValueError(
            f"g must lie above the geometric mean {low:.4g} and below a = {payoffs.a:g} for a "
            f"trade-off to pass through it, got {payoffs.g!r}"
        )
    return mean_order(payoffs.g, levels=(payoffs.a, payoffs.b), p=(payoffs.p, 1 - payoffs.p))


def world_order(payoffs: Payoffs, *, patches: int | None) -> float:
    r"""Return the :math:`\rho` of a world of M patches: the order of the mean it grows by.

    Parameters
    ----------
    payoffs : Payoffs
        With a > b.
    patches : int or None
        M, as for :func:`fitbreadth.biology.grain.growth`.

    Returns
    -------
    float
        0 for one patch, 1 for a patch each, and between for others.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or a = b, when every order will do.

    References
    ----------
    dempster1955, gillespie1974

    Examples
    --------
    >>> [round(world_order(Payoffs(a=1.1, b=1), patches=M), 3) + 0.0 for M in (1, 2, 10, None)]
    [0.0, 0.5, 0.9, 1.0]
    """
    specialists = float(np.exp(growth(payoffs, patches=patches)[0]))
    return mean_order(specialists, levels=(payoffs.a, payoffs.b), p=(payoffs.p, 1 - payoffs.p))


def order_law(patches: int | None) -> float:
    r"""Return :math:`1 - 1/M`, the theory for :func:`world_order` when variation is small.

    Parameters
    ----------
    patches : int or None
        M >= 1, or None for many.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    TypeError, ValueError
        If ``patches`` is out of its range.

    Examples
    --------
    >>> order_law(1), order_law(4), order_law(None)
    (0.0, 0.75, 1.0)
    """
    return 1.0 if patches is None else 1 - 1 / number("patches", patches, low=1)
