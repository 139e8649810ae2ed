r"""What is best hangs on what the others do: one body against a population, in the same patches.

Three equal patches lie d apart, each with a bell-shaped viability of width :math:`\sigma` around
its optimum. *One body* that must serve all three is scored by its mean viability. It does best in
the middle at every d (:func:`fitbreadth.biology.levins.centre_curvature` is negative there for
arithmetic means, and geometric ones never leave the mean optimum). In a *population* each patch
feeds only so many (:mod:`fitbreadth.biology.levene`), so what a newcomer earns falls with how many
already live off the same patch. The middle still attracts everybody, and beyond
:math:`d = \sqrt{3/2}\,\sigma` it is the worst place to be: two branches part, and from some larger
distance on a third returns to the middle, which the two have left.

Two branches at :math:`\pm z` fill the outer patches alike, and rest where

.. math:: z = \tfrac{2d}{3} \tanh(z d/\sigma^2) ,

which is :math:`m = \tanh(\kappa m)` of :mod:`fitbreadth.convergence.niche_shape` with
:math:`\kappa = \mathrm{Var}(\mu)/\sigma^2 = 2d^2/3\sigma^2`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.biology.coalition import residents
from fitbreadth.biology.even_patches import branching_distance
from fitbreadth.biology.peaks import peaks
from fitbreadth.convergence.crowd_values import PATCHES, three_patches
from fitbreadth.convergence.niche_shape import bell_place
from fitbreadth.validate import Float, integer, number


@dataclass(frozen=True, eq=False)
class Crowding:
    """Who does best in three patches: one body for all of them, and a population.

    Attributes
    ----------
    alone : ndarray, shape (k,)
        Best trait of a single body, in the unit of d; several only if they tie.
    traits : ndarray, shape (b,)
        Traits that live together in the stable population, ascending.
    shares : ndarray, shape (b,)
        What part of the population each is; they sum to 1.
    """

    alone: Float
    traits: Float
    shares: Float


def crowding(d: float, *, sigma: float = 1.0, resolution: int = 801) -> Crowding:
    """Return the best single body and the stable population, by biology's own searches.

    Parameters
    ----------
    d : float
        Distance between neighbouring patches, in (0, 20 sigma].
    sigma : float
        Niche width, in [1e-6, 1e6].
    resolution : int
        Traits at hand, evenly spaced between the outer patches, odd, in [51, 4001]. The traits of
        the population are exact to about one spacing; branches closer than that are one.

    Returns
    -------
    Crowding

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962, levene1953, geritz1998

    Examples
    --------
    >>> near, far = crowding(1), crowding(1.5)
    >>> near.alone.round(6) + 0.0, near.traits.round(2) + 0.0
    (array([0.]), array([0.]))
    >>> far.alone.round(6) + 0.0, far.traits.round(2)
    (array([0.]), array([-0.86,  0.86]))
    """
    patches = three_patches(d, sigma=sigma)
    count = integer("resolution", resolution, low=51, high=4001)
    if count % 2 == 0:
        raise ValueError(f"resolution must be odd, so that the middle is at hand, got {count}")
    alone = peaks(patches.mu, p=patches.c, grain="fine", sigma=sigma).best
    settled = residents(patches, np.linspace(-d, d, count))
    return Crowding(alone, settled.positions, settled.shares)


def branch_point(*, sigma: float = 1.0) -> float:
    r"""Return :math:`\sqrt{3/2}\,\sigma`, the distance beyond which the population parts.

    Examples
    --------
    >>> round(branch_point(), 4)
    1.2247
    """
    return branching_distance(PATCHES, sigma=sigma)


def branches(d: float, *, sigma: float = 1.0) -> float:
    r"""Return how far from the middle each of two branches rests, the theory.

    Parameters
    ----------
    d, sigma
        As for :func:`crowding`. Beyond :func:`third_point` a third branch joins and the two move
        further out than this.

    Returns
    -------
    float
        The largest root of :math:`z = (2d/3)\tanh(zd/\sigma^2)`; 0 up to :func:`branch_point`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> branches(1.2), round(branches(1.5), 4)
    (0.0, 0.8586)
    """
    three_patches(d, sigma=sigma)
    return 2 * d / 3 * bell_place(2 * (d / sigma) ** 2 / 3)


def third_point(*, sigma: float = 1.0) -> float:
    """Return the distance beyond which a newcomer in the middle prospers between two branches.

    Parameters
    ----------
    sigma : float
        As for :func:`crowding`.

    Returns
    -------
    float
        In the unit of sigma, where the offspring of the newcomer pass 1.

    Raises
    ------
    TypeError, ValueError
        If ``sigma`` is out of its range.

    Examples
    --------
    >>> round(third_point(), 4)
    1.9292
    """
    from scipy.optimize import brentq

    def surplus(d: float) -> float:
        z = branches(d)
        middle = three_patches(d).reproduction([0.0], traits=[-z, z], q=[0.5, 0.5])
        return float(middle[0]) - 1

    return number("sigma", sigma, low=1e-6, high=1e6) * float(brentq(surplus, 1.5, 2.5, xtol=1e-12))
