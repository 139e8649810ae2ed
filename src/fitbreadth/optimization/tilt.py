"""Turn the world, little by little, towards the problems that score high: an exponential family."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.optimization.fit import cost_matrix
from fitbreadth.validate import Float, number, probabilities, vector


def tilt(p0: ArrayLike, scores: ArrayLike, beta: float) -> Float:
    """Turn a distribution towards the problems that score high: p0 exp(beta * score), normed.

    Parameters
    ----------
    p0 : array_like, shape (f,)
        Distribution at ``beta=0``.
    scores : array_like, shape (f,)
        What the world favours, in any unit.
    beta : float
        Strength, in one over that unit. Negative favours low scores; for large ``beta`` all the
        weight is on the highest scores that p0 allows.

    Returns
    -------
    ndarray, shape (f,)

    Raises
    ------
    TypeError, ValueError
        If ``p0`` is no distribution, or ``scores`` or ``beta`` are not finite and of its size.

    Examples
    --------
    >>> tilt([0.5, 0.5], [0, 1], 0)
    array([0.5, 0.5])
    >>> tilt([0.5, 0.5], [0, 1], np.log(3))
    array([0.25, 0.75])
    """
    p = probabilities("p0", p0)
    exponent = number("beta", beta) * vector("scores", scores, size=p.size)
    weight = p * np.exp(np.minimum(exponent - exponent[p > 0].max(), 0))
    return np.asarray(weight / weight.sum())


@dataclass(frozen=True)
class Tilted:
    """Expected costs while the world turns from p0 towards what scores high.

    Attributes
    ----------
    beta : ndarray, shape (b,)
        Strengths, as asked for.
    expected : ndarray, shape (b, a)
        Mean cost of every algorithm at every strength.
    slope : ndarray, shape (b, a)
        Its derivative in beta, which in an exponential family is the covariance, under the
        tilted distribution, of cost and score.
    information : ndarray, shape (b,)
        KL(p_beta || p0) in nats: how much there is to know about the tilted world.
    """

    beta: Float
    expected: Float
    slope: Float
    information: Float


def tilted(costs: ArrayLike, p0: ArrayLike, scores: ArrayLike, betas: ArrayLike) -> Tilted:
    """Sweep the strength of :func:`tilt` and follow every algorithm.

    Parameters
    ----------
    costs : array_like, shape (a, f)
        As in :func:`~fitbreadth.optimization.fit.profile`.
    p0, scores : array_like, shape (f,)
        As in :func:`tilt`.
    betas : array_like, shape (b,)
        Strengths.

    Returns
    -------
    Tilted

    Raises
    ------
    TypeError, ValueError
        As :func:`~fitbreadth.optimization.fit.profile` and :func:`tilt`.

    Examples
    --------
    >>> sweep = tilted([[1, 3], [2, 2]], [0.5, 0.5], [1, 0], [0, np.log(3)])
    >>> sweep.expected
    array([[2. , 2. ],
           [1.5, 2. ]])
    """
    c = cost_matrix(costs)
    p = probabilities("p0", p0, size=c.shape[1])
    s = vector("scores", scores, size=p.size)
    beta = vector("betas", betas)
    worlds = np.array([tilt(p, s, float(b)) for b in beta])
    expected = worlds @ c.T
    deviation = s - (worlds @ s)[:, None]
    log_ratio = np.log(np.divide(worlds, p, out=np.ones_like(worlds), where=worlds > 0))
    return Tilted(
        beta=beta,
        expected=expected,
        slope=(worlds * deviation) @ c.T,
        information=(worlds * log_ratio).sum(axis=1),
    )
