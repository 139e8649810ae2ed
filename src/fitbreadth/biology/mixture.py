r"""A mixture of phenotypes in one family: Levins' extended fitness set.

In a coarse grain siblings may differ. If a share :math:`q_j` of the offspring has phenotype
:math:`z_j`, whoever the parent, they add up within a generation and multiply from one to the next:

.. math:: \ln A = \sum_i p_i \ln \sum_j q_j w_i(z_j) .

The lineage may then stand anywhere in the convex hull of the fitness set
(:mod:`fitbreadth.biology.levins`), and where the set caves in a mixture of specialists beats every
single phenotype. It is the coalition of Levene's patches (:mod:`fitbreadth.biology.coalition`) in
one family.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log_power_mean
from fitbreadth.biology.levins import ORDER, log_fitness, log_viability
from fitbreadth.biology.peaks import fine_optimum
from fitbreadth.validate import Float, probabilities


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
    optima, p, sigma
        As for :func:`log_fitness`; the habitats come in turn.

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
    logs = log_viability(z, optima=optima, sigma=sigma)
    shares = probabilities("q", q, size=logs.shape[0])
    odds = probabilities("p", p, size=logs.shape[1])
    # within a generation siblings add up, and generations multiply
    means = np.array([log_power_mean(habitat, shares, ORDER["fine"]) for habitat in logs.T])
    return log_power_mean(means, odds, ORDER["coarse"])


def best_mixture(d: float, *, sigma: float = 1.0) -> Mixture:
    r"""Return the best mixture for two equally frequent habitats in a coarse grain: the theory.

    Half of the offspring are at plus and half at minus :func:`fine_optimum`. Both habitats then
    see the same mean viability, the largest that a fine grain allows: :math:`A^* = \max A(z)`. A
    little of another phenotype y would be worth :math:`\sum_i p_i w_i(y)/A^* = A(y)/A^* \le 1`
    of what it replaces, and growth is concave in the shares, so nothing is better. Mixing pays if
    and only if :math:`d > 2\sigma`.

    Parameters
    ----------
    d, sigma
        As for :func:`fine_optimum`.

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
