r"""How alike may neighbours be: the limiting similarity of MacArthur and Levins.

A species at x on a resource axis takes the resource z in the proportions
:math:`u_x(z) \propto e^{-(z-x)^2/2w^2}`: a niche of width w. Two species d apart compete by the
overlap of what they take, :math:`\alpha = \int u_x u_y\,dz / \int u_x^2\,dz = e^{-d^2/4w^2}`.

Put three with equal K at -d, 0 and d. The outer pair, 2d apart, compete at :math:`\alpha^4` and
settle at :math:`K/(1+\alpha^4)` each. A few of the middle species grow if
:math:`2\alpha/(1+\alpha^4) < 1`, that is if

.. math:: 1 - 2\alpha + \alpha^4 = (1-\alpha)(1 - \alpha - \alpha^2 - \alpha^3) > 0 ,

so if :math:`\alpha < 0.543689`, the real root of :math:`\alpha^3 + \alpha^2 + \alpha = 1`, or
:math:`d > 1.56125\,w`. The number belongs to its assumptions: see
:mod:`fitbreadth.biology.packing`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.lotka_volterra import invasion_growth
from fitbreadth.biology.trajectory import Trajectory, simulate
from fitbreadth.validate import Float, number, vector


@dataclass(frozen=True)
class Limit:
    """The closest packing at which the species in the middle persists.

    Attributes
    ----------
    alpha : float
        Competition between neighbours at the limit, in (0, 1).
    d : float
        Distance between neighbours at the limit, in the unit of the niche width.
    """

    alpha: float
    d: float


def utilisation(z: ArrayLike, x: float, *, w: float) -> Float:
    """Return how a species takes the resources along an axis.

    Parameters
    ----------
    z : array_like, shape (Z,)
        Positions on the resource axis.
    x : float
        The species' own position, any real.
    w : float
        Width of its niche (standard deviation), > 0, in the unit of ``z``.

    Returns
    -------
    ndarray, shape (Z,)
        A Gaussian scaled so that its square integrates to 1: then the integral of the
        product of two of them is :func:`competition`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> utilisation([0, 1], 0, w=1).round(4)
    array([0.7511, 0.4556])
    """
    width = number("w", w, above=0)
    away = (vector("z", z) - number("x", x)) / width
    return np.asarray(np.exp(-(away**2) / 2) / (np.pi**0.25 * np.sqrt(width)))


def competition(d: float, *, w: float) -> float:
    r"""Return :math:`\alpha = e^{-d^2/4w^2}` between species whose niches lie ``d`` apart.

    Parameters
    ----------
    d : float
        Distance, >= 0.
    w : float
        Width of the niches, > 0, in the unit of ``d``.

    Returns
    -------
    float
        In [0, 1]: the effect of one individual of the other species, counted in own ones.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> round(competition(2, w=1), 6)
    0.367879
    """
    return float(_gaussian(np.asarray(number("d", d, low=0)), w))


def competition_matrix(x: ArrayLike, *, w: float) -> Float:
    """Return the competition between every two species on an axis.

    Parameters
    ----------
    x : array_like, shape (S,)
        Positions.
    w : float
        Width of the niches, > 0, in the unit of ``x``.

    Returns
    -------
    ndarray, shape (S, S)
        Symmetric, with 1 along the diagonal.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> competition_matrix([-1, 0, 1], w=1).round(3)
    array([[1.   , 0.779, 0.368],
           [0.779, 1.   , 0.779],
           [0.368, 0.779, 1.   ]])
    """
    place = vector("x", x)
    return _gaussian(place[:, None] - place, w)


def simulate_trio(d: float, *, w: float, t: ArrayLike) -> Trajectory:
    """Follow three species at -d, 0 and d that start equally common, with K = r = 1.

    Parameters
    ----------
    d : float
        Distance between neighbours, > 0.
    w : float
        Width of the niches, > 0, in the unit of ``d``.
    t : array_like, shape (T,)
        Times at which to report, >= 0, increasing, the last one > 0.

    Returns
    -------
    Trajectory
        Densities in the order of position, the middle species second.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> simulate_trio(1.4, w=1, t=[500]).n.round(3)
    array([[0.877, 0.   , 0.877]])
    """
    place = number("d", d, above=0) * np.array([-1, 0, 1])
    return simulate(np.full(3, 1 / 3), alpha=competition_matrix(place, w=w), K=1.0, t=t)


def middle_density(d: float, *, w: float) -> float:
    r"""Return where the middle species ends, the theory for :func:`simulate_trio`.

    It is :math:`(1-\alpha-\alpha^2-\alpha^3)/\bigl((1-\alpha)(1+\alpha)^2\bigr)` while that is
    positive, by elimination from the two equations of the equilibrium, and 0 otherwise.

    Parameters
    ----------
    d, w
        As for :func:`simulate_trio`.

    Returns
    -------
    float
        In [0, 1], as a share of K.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> middle_density(1.5, w=1), round(middle_density(2, w=1), 4)
    (0.0, 0.3779)
    """
    a = competition(number("d", d, above=0), w=w)
    room = 1 - a - a**2 - a**3
    return room / ((1 - a) * (1 + a) ** 2) if room > 0 else 0.0


def limiting_similarity(*, w: float = 1.0) -> Limit:
    """Return the limit found as the root of the middle species' growth when rare.

    Parameters
    ----------
    w : float
        Width of the niches, > 0.

    Returns
    -------
    Limit
        Its competition and its distance, the latter in the unit of ``w``.

    Raises
    ------
    TypeError, ValueError
        If ``w`` is out of its range.

    References
    ----------
    macarthur1967

    Examples
    --------
    >>> limit = limiting_similarity(w=1)
    >>> round(limit.alpha, 6), round(limit.d, 5)
    (0.543689, 1.56125)
    """
    from scipy.optimize import brentq

    width = number("w", w, above=0)

    def growth(apart: float) -> float:
        alpha = competition_matrix(np.array([-apart, 0, apart]), w=1.0)
        return invasion_growth(1, alpha=alpha, K=1.0)

    # From half a width on: at a distance of 0 the growth is zero as well.
    apart = float(brentq(growth, 0.5, 5.0, xtol=1e-14))
    return Limit(competition(apart, w=1.0), apart * width)


def limiting_alpha() -> float:
    r"""Return the real root of :math:`\alpha^3 + \alpha^2 + \alpha = 1` in closed form.

    It is 1 over the tribonacci constant, the theory for :func:`limiting_similarity`; the
    distance follows as :math:`d = 2w\sqrt{\ln 1/\alpha}`.

    Returns
    -------
    float
        About 0.543689.

    Examples
    --------
    >>> a = limiting_alpha()
    >>> round(a, 6), round(2 * float(np.sqrt(-np.log(a))), 5)
    (0.543689, 1.56125)
    """
    root = 3 * np.sqrt(33)
    return float(3 / (1 + np.cbrt(19 + root) + np.cbrt(19 - root)))


def _gaussian(distance: Float, w: float) -> Float:
    """Overlap of niches of width w at any distances."""
    width = number("w", w, above=0)
    with np.errstate(under="ignore", over="ignore"):
        return np.asarray(np.exp(-((distance / width) ** 2) / 4))
