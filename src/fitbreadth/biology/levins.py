r"""Levins' fitness set: how one phenotype does in several habitats, and how their grain sums it up.

A phenotype :math:`z` has viability :math:`w_i(z) = e^{-(z - \theta_i)^2/2\sigma^2}` in habitat
:math:`i`, which makes up a part :math:`p_i` of the world. In a *fine* grain viabilities average
arithmetically, :math:`A = \sum_i p_i w_i`; in a *coarse* grain in time they multiply,
:math:`A = \prod_i w_i^{p_i}`. Both adaptive functions are power means, of order 1 and 0. Where
they are largest is asked in :mod:`fitbreadth.biology.peaks`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log_power_mean
from fitbreadth.validate import Float, choice, integer, number, probabilities, vector

ORDER = {"fine": 1.0, "coarse": 0.0}
"""Order rho of the power mean that each grain takes over habitats."""


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
        return np.exp(log_viability(z, optima=optima, sigma=sigma))


def log_viability(z: ArrayLike, *, optima: ArrayLike, sigma: float = 1.0) -> Float:
    """Return the natural log of :func:`viability`, which does not underflow far from an optimum.

    Parameters
    ----------
    z, optima, sigma
        As for :func:`viability`.

    Returns
    -------
    ndarray, shape (m, n)
        Nats, <= 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or a phenotype is over 1e150 sigma from an optimum.

    Examples
    --------
    >>> log_viability([0, 2], optima=[-1, 1]) + 0.0
    array([[-0.5, -0.5],
           [-4.5, -0.5]])
    """
    theta, width = vector("optima", optima), number("sigma", sigma, above=0)
    with np.errstate(over="ignore"):
        logs = np.asarray(-(((vector("z", z)[:, None] - theta) / width) ** 2) / 2)
    if not np.isfinite(logs).all():
        raise ValueError(f"z must lie within 1e150 sigma of the optima, with sigma={width!r}")
    return logs


def log_fitness(
    z: ArrayLike, *, optima: ArrayLike, p: ArrayLike, grain: str, sigma: float = 1.0
) -> Float:
    """Return ln A, Levins' adaptive function, of single phenotypes.

    Parameters
    ----------
    z, optima, sigma
        As for :func:`viability`.
    p : array_like, shape (n,)
        Frequencies of the habitats: >= 0, sum to 1.
    grain : str
        ``"fine"`` for the arithmetic mean over habitats, ``"coarse"`` for the geometric.

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
    logs = log_viability(z, optima=optima, sigma=sigma)
    odds = probabilities("p", p, size=logs.shape[1])
    order = ORDER[choice("grain", grain, tuple(ORDER))]
    return np.array([log_power_mean(row, odds, order) for row in logs])


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
