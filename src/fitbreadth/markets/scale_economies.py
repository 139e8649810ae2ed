r"""What size saves and what breadth costs.

A firm makes each unit by hand at cost 1, or buys a plant that saves the share :math:`\sigma` of it.
The plant costs as much as it saves on :math:`k` units, so at volume :math:`q` the cheaper way costs

.. math:: c(q) = 1 - \sigma\,(1 - k/q)^+ .

:math:`k` is the **scale** needed: customers before mass production pays. (The minimum efficient
scale of industrial economics is some multiple of it.) Against this stands fit. A customer whose
taste is :math:`d` away from the product takes it as :math:`\tau d^2` dearer (Hotelling's
line, with the quadratic cost that is usual today), and each unit costs :math:`b w` more if the firm
caters for tastes within :math:`w` of it.

Two things are called strong economies of scale, and they act against each other. A larger *scale*
k leaves fewer firms large enough, and room beside them. A larger *saving* σ lets a large firm reach
farther, and leaves less.

Where on the line size can pay is in :mod:`fitbreadth.markets.where_size_pays`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array, instance, number


@dataclass(frozen=True)
class Costs:
    """What size saves, and what misfit and breadth cost; all in the cost of a unit made by hand.

    Parameters
    ----------
    scale : float
        k, customers before mass production pays, > 0.
    saving : float
        sigma, share of the cost that it saves in the limit, in [0, 0.95]. At 0 there are no
        economies of scale.
    misfit : float
        tau, cost to a customer per squared distance of taste, in [1e-12, 100].
    breadth : float
        b, cost per unit sold and unit of half-width of the range catered for, in [0, 100].

    Raises
    ------
    TypeError, ValueError
        If a value is out of its range.

    References
    ----------
    carroll1985, hotelling1929

    Examples
    --------
    >>> Costs(saving=1)
    Traceback (most recent call last):
    ValueError: saving must be a finite number in [0, 0.95], got 1
    """

    scale: float = 160.0
    saving: float = 0.4
    misfit: float = 2.0
    breadth: float = 0.1

    def __post_init__(self) -> None:
        number("scale", self.scale, above=0, high=1e12)
        number("saving", self.saving, low=0, high=0.95)
        number("misfit", self.misfit, low=1e-12, high=100)
        number("breadth", self.breadth, low=0, high=100)


def unit_cost(volume: ArrayLike, costs: Costs) -> Float:
    """Return what a unit costs to make, apart from the cost of breadth.

    Parameters
    ----------
    volume : array_like of any shape
        Customers, one unit each, finite and >= 0.
    costs : Costs
        Of the firm.

    Returns
    -------
    ndarray
        Like ``volume``: 1 up to the scale, then falling towards 1 - saving.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> unit_cost([0, 100, 200, 400], Costs(scale=100, saving=0.4))
    array([1. , 1. , 0.8, 0.7])
    """
    return cost_at(array("volume", volume, low=0), instance("costs", costs, Costs))


def cost_at(volume: Float, costs: Costs) -> Float:
    """Return :func:`unit_cost` of what is known to be in order; simulations call it every step.

    Parameters
    ----------
    volume, costs
        As for :func:`unit_cost`, unchecked.

    Returns
    -------
    ndarray
        As for :func:`unit_cost`.

    Examples
    --------
    >>> float(cost_at(np.array(320.0), Costs(scale=160, saving=0.4)))
    0.8
    """
    k = costs.scale
    return np.asarray(1 - costs.saving * (1 - k / np.maximum(volume, k)))
