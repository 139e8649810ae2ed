r"""Levins' fitness set: one phenotype or a mixture, several habitats, and their grain.

A phenotype :math:`z` has viability :math:`w_i(z) = e^{-(z - \theta_i)^2/2\sigma^2}` in habitat
:math:`i`, which makes up a part :math:`p_i` of the world. In a *fine* grain viabilities average
arithmetically, :math:`A = \sum_i p_i w_i`; in a *coarse* grain in time they multiply,
:math:`A = \prod_i w_i^{p_i}`. Both adaptive functions are power means, of order 1 and 0, and at
order :math:`\rho`

.. math:: \sigma^2 \frac{d \ln A}{dz} = \sum_i r_i \theta_i - z, \qquad
          r_i \propto p_i w_i(z)^\rho .

The best single phenotype is the mean optimum under :math:`r`, the update of
:mod:`fitbreadth.selection`. In a coarse grain r = p, so there is one compromise at any distance.
In a fine grain what a phenotype is already good at counts for more, and beyond a distance it pays
to give something up.

In a coarse grain siblings may also differ. If a share :math:`q_j` of the offspring has phenotype
:math:`z_j`, whoever the parent, they add up within a generation and multiply from one to the next:

.. math:: \ln A = \sum_i p_i \ln \sum_j q_j w_i(z_j) .

The lineage may then stand anywhere in the convex hull of the fitness set (Levins' *extended*
fitness set), and where the set caves in a mixture of specialists beats every single phenotype.
It is the coalition of Levene's patches (:mod:`fitbreadth.biology.coalition`) in one family.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log_power_mean
from fitbreadth.validate import Float, choice, integer, number, probabilities, vector

ORDER = {"fine": 1.0, "coarse": 0.0}
"""Order rho of the power mean that each grain takes over habitats."""

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


@dataclass(frozen=True)
class Mixture:
    """What a lineage whose siblings may differ is best made of.

    Attributes
    ----------
    z : ndarray, shape (k,)
        Phenotypes, ascending, in the unit of the optima.
    q : ndarray, shape (k,)
        Their shares of the offspring, which sum to 1.
    log_fitness : float
        Growth of the lineage, in nats a generation.
    """

    z: Float
    q: Float
    log_fitness: float


def viability(z: ArrayLike, *, optima: ArrayLike, sigma: float = 1.0) -> Float:
    """Return how well each phenotype does in each habitat: the fitness set.

    Parameters
    ----------
    z : array_like, shape (m,)
        Phenotypes.
    optima : array_like, shape (n,)
        The optimum theta of each habitat, in the unit of ``z``.
    sigma : float
        Width of the viability curve, > 0, in the same unit.

    Returns
    -------
    ndarray, shape (m, n)
        Viabilities in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962

    Examples
    --------
    >>> viability([0, 1], optima=[-1, 1]).round(4)
    array([[0.6065, 0.6065],
           [0.1353, 1.    ]])
    """
    with np.errstate(under="ignore"):
        return np.exp(_log_viability(z, optima, sigma))


def log_fitness(
    z: ArrayLike, *, optima: ArrayLike, p: ArrayLike, grain: str, sigma: float = 1.0
) -> Float:
    """Return ln A, Levins' adaptive function, of single phenotypes.

    Parameters
    ----------
    z : array_like, shape (m,)
        Phenotypes.
    optima : array_like, shape (n,)
        The optimum of each habitat.
    p : array_like, shape (n,)
        Frequencies of the habitats: >= 0, sum to 1.
    grain : str
        ``"fine"`` for the arithmetic mean over habitats, ``"coarse"`` for the geometric.
    sigma : float
        Width, > 0.

    Returns
    -------
    ndarray, shape (m,)
        Natural logs, which do not underflow far from every optimum.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    levins1962, levins1968

    Examples
    --------
    >>> two = {"optima": [-1, 1], "p": [0.5, 0.5]}
    >>> log_fitness([0, 1], **two, grain="coarse")
    array([-0.5, -1. ])
    """
    logs = _log_viability(z, optima, sigma)
    odds = probabilities("p", p, size=logs.shape[1])
    order = ORDER[choice("grain", grain, tuple(ORDER))]
    return np.array([log_power_mean(row, odds, order) for row in logs])


def log_mixture_fitness(
    z: ArrayLike, q: ArrayLike, *, optima: ArrayLike, p: ArrayLike, sigma: float = 1.0
) -> float:
    """Return the growth, in a coarse grain, of a lineage whose siblings differ.

    Parameters
    ----------
    z : array_like, shape (m,)
        Phenotypes of the offspring.
    q : array_like, shape (m,)
        Share of each among the offspring of every parent: >= 0, sum to 1.
    optima : array_like, shape (n,)
        The optimum of each habitat.
    p : array_like, shape (n,)
        Frequencies of the habitats, which come in turn: >= 0, sum to 1.
    sigma : float
        Width, > 0.

    Returns
    -------
    float
        Nats a generation. With one phenotype it is :func:`log_fitness` in a coarse grain.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    levins1962, levins1968

    Examples
    --------
    >>> two = {"optima": [-2, 2], "p": [0.5, 0.5]}
    >>> round(log_mixture_fitness([-2, 2], [0.5, 0.5], **two), 4)
    -0.6928
    >>> log_mixture_fitness([0], [1], **two)
    -2.0
    """
    logs = _log_viability(z, optima, sigma)
    shares = probabilities("q", q, size=logs.shape[0])
    odds = probabilities("p", p, size=logs.shape[1])
    # within a generation siblings add up, and generations multiply
    means = np.array([log_power_mean(habitat, shares, ORDER["fine"]) for habitat in logs.T])
    return log_power_mean(means, odds, ORDER["coarse"])


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
    (:func:`best_mixture`).

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


def best_mixture(d: float, *, sigma: float = 1.0) -> Mixture:
    r"""Return the best mixture for two equally frequent habitats in a coarse grain: the theory.

    Half of the offspring are at plus and half at minus :func:`fine_optimum`. Both habitats then
    see the same mean viability, the largest that a fine grain allows: :math:`A^* = \max A(z)`. A
    little of another phenotype y would be worth :math:`\sum_i p_i w_i(y)/A^* = A(y)/A^* \le 1`
    of what it replaces, and growth is concave in the shares, so nothing is better. Mixing pays if
    and only if :math:`d > 2\sigma`.

    Parameters
    ----------
    d : float
        Distance between the two optima, in [0, 1e100 sigma].
    sigma : float
        Width, > 0, in the same unit.

    Returns
    -------
    Mixture
        Around the middle; one phenotype if none is better than the middle alone.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962, levins1968

    Examples
    --------
    >>> best = best_mixture(2.5)
    >>> best.z.round(5), best.q, round(best.log_fitness, 4)
    (array([-1.09967,  1.09967]), array([0.5, 0.5]), -0.6424)
    """
    apart = fine_optimum(d, sigma=sigma)
    z = np.array([-apart, apart] if apart else [0.0])
    alone = log_fitness(z[:1], optima=[-d / 2, d / 2], p=[0.5, 0.5], grain="fine", sigma=sigma)
    return Mixture(z, np.full(z.size, 1 / z.size), float(alone[0]))


def centre_curvature(d: float, *, habitats: int, sigma: float = 1.0) -> float:
    r"""Return :math:`A''` at the central phenotype in a fine grain, in closed form.

    For two equally frequent habitats a distance d apart it is
    :math:`(d^2/4\sigma^2 - 1) e^{-d^2/8\sigma^2}/\sigma^2`: the centre is a peak up to
    :math:`d = 2\sigma` and a valley beyond. For three, each d from the next, it is
    :math:`(2(d^2/\sigma^2 - 1) e^{-d^2/2\sigma^2} - 1)/3\sigma^2`, which never exceeds
    :math:`(4e^{-3/2} - 1)/3\sigma^2 < 0`: the centre stays a peak at every distance.

    Parameters
    ----------
    d : float
        Distance between neighbouring optima, in [0, 1e100 sigma].
    habitats : int
        2 or 3.
    sigma : float
        Width, > 0, in the unit of d.

    Returns
    -------
    float
        Per unit of z squared; negative at a peak.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1962

    Examples
    --------
    >>> centre_curvature(2, habitats=2)
    0.0
    >>> round(centre_curvature(3**0.5, habitats=3), 5)
    -0.03583
    """
    width = number("sigma", sigma, above=0)
    square = (number("d", d, low=0, high=1e100 * width) / width) ** 2
    if integer("habitats", habitats, low=2, high=3) == 2:
        return float((square / 4 - 1) * np.exp(-square / 8) / width**2)
    return float((2 * (square - 1) * np.exp(-square / 2) - 1) / 3 / width**2)


def _log_viability(z: ArrayLike, optima: ArrayLike, sigma: float) -> Float:
    theta, width = vector("optima", optima), number("sigma", sigma, above=0)
    with np.errstate(over="ignore"):
        logs = np.asarray(-(((vector("z", z)[:, None] - theta) / width) ** 2) / 2)
    if not np.isfinite(logs).all():
        raise ValueError(f"z must lie within 1e150 sigma of the optima, with sigma={width!r}")
    return logs
