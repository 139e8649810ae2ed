r"""The best single phenotype for several habitats: one compromise, or several peaks.

At order :math:`\rho` of the mean over habitats (:mod:`fitbreadth.biology.levins`)

.. math:: \sigma^2 \frac{d \ln A}{dz} = \sum_i r_i \theta_i - z, \qquad
          r_i \propto p_i w_i(z)^\rho .

The best single phenotype is the mean optimum under :math:`r`, the update of
:mod:`fitbreadth.selection`. In a coarse grain r = p, so there is one compromise at any distance.
In a fine grain what a phenotype is already good at counts for more, and beyond a distance it pays
to give something up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.biology.levins import ORDER, log_fitness
from fitbreadth.validate import Float, choice, number, probabilities, vector

TIED = 1e-9
"""Log fitness within which two phenotypes count as equally good."""


@dataclass(frozen=True)
class Peaks:
    """The local maxima of an adaptive function.

    Attributes
    ----------
    z : ndarray, shape (k,)
        Phenotypes, ascending, in the unit of the optima.
    log_fitness : ndarray, shape (k,)
        ln A at each.
    is_best : ndarray of bool, shape (k,)
        Whether no other is fitter; several are if they tie.
    """

    z: Float
    log_fitness: Float
    is_best: NDArray[np.bool_]

    @property
    def best(self) -> Float:
        """The fittest phenotypes: one, or all that tie."""
        return self.z[self.is_best]


def peaks(optima: ArrayLike, *, p: ArrayLike, grain: str, sigma: float = 1.0) -> Peaks:
    """Return every local maximum of the adaptive function.

    All lie between the outermost optima. The search looks at 50 points a sigma, and at 2000 in
    all at least; maxima closer together than that count as one.

    Parameters
    ----------
    optima, p, grain, sigma
        As for :func:`log_fitness`; optima at most 10,000 sigma apart.

    Returns
    -------
    Peaks
        Phenotypes, their log fitness, and which are best.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    levins1962, levins1968

    Examples
    --------
    >>> two = {"optima": [-1.25, 1.25], "p": [0.5, 0.5]}
    >>> peaks(**two, grain="fine").best.round(5), peaks(**two, grain="coarse").best.round(5)
    (array([-1.09967,  1.09967]), array([0.]))
    """
    from scipy.optimize import brentq

    theta = vector("optima", optima)
    odds = probabilities("p", p, size=theta.size)
    order = ORDER[choice("grain", grain, tuple(ORDER))]
    width = number("sigma", sigma, above=0)
    theta, odds = theta[odds > 0], odds[odds > 0]
    middle, reach = (theta.max() + theta.min()) / 2, np.ptp(theta) / 2 / width
    if reach > 5_000:
        raise ValueError(
            f"optima must lie within 10000 sigma of one another, got {2 * reach:.6g} sigma"
        )

    # in units of sigma around the middle, where an even number of nodes leaves no node
    optimum = (theta - middle) / width

    def slope(x: Float) -> Float:
        score = np.log(odds) - order * (x[:, None] - optimum) ** 2 / 2
        r = np.exp(score - score.max(axis=1, keepdims=True))
        return np.asarray(r @ optimum / r.sum(axis=1) - x)

    nodes = np.linspace(-reach - 0.01, reach + 0.01, 2 * max(1000, int(50 * reach) + 1))
    with np.errstate(under="ignore"):
        up = slope(nodes) > 0
        z = np.array(
            [
                brentq(lambda x: float(slope(np.array([x]))[0]), nodes[i], nodes[i + 1], xtol=1e-14)
                for i in np.flatnonzero(up[:-1] & ~up[1:])
            ]
        )
    z = middle + width * z
    value = log_fitness(z, optima=theta, p=odds / odds.sum(), grain=grain, sigma=width)
    return Peaks(z, value, value >= value.max() - TIED)


def coarse_optimum(optima: ArrayLike, *, p: ArrayLike) -> float:
    """Return the theory for the coarse grain: the mean optimum, however far apart they are.

    It is the best of single phenotypes; where the fitness set caves in, a mixture beats it
    (:func:`fitbreadth.biology.mixture.best_mixture`).

    Parameters
    ----------
    optima, p
        As for :func:`log_fitness`.

    Returns
    -------
    float
        The one maximum, in the unit of the optima.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    Examples
    --------
    >>> coarse_optimum([0, 10], p=[0.75, 0.25])
    2.5
    """
    theta = vector("optima", optima)
    return float(probabilities("p", p, size=theta.size) @ theta)


def fine_optimum(d: float, *, sigma: float = 1.0) -> float:
    r"""Return the theory for the fine grain with two equally frequent habitats.

    The generalist in the middle is best if and only if :math:`d \le 2\sigma`. Beyond, two
    phenotypes tie at plus and minus the root of :math:`z = (d/2) \tanh(zd/2\sigma^2)`.

    Parameters
    ----------
    d : float
        Distance between the two optima, in [0, 1e100 sigma].
    sigma : float
        Width, > 0, in the same unit.

    Returns
    -------
    float
        Distance of the best phenotypes from the middle, in [0, d/2].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962

    Examples
    --------
    >>> fine_optimum(2), round(fine_optimum(2.5), 5)
    (0.0, 1.09967)
    """
    from scipy.optimize import brentq

    width = number("sigma", sigma, above=0)
    half = number("d", d, low=0, high=1e100 * width) / 2 / width
    if half <= 1 + 1e-13:  # nearer to the threshold the sign below is lost in rounding
        return 0.0
    # With u = z d / (2 sigma^2) the equation is u = half^2 tanh(u). At its root the right-hand
    # side rises more slowly than the left, so u exceeds arccosh(half) and half^2 tanh of that.
    low, high = half * np.sqrt(half**2 - 1), 1.01 * half**2
    root = brentq(lambda u: half**2 * np.tanh(u) - u, low, high, xtol=1e-14)
    return float(width * root / half)
