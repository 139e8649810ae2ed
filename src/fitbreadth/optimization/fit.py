"""Performance is an inner product: what an algorithm is good at, times what the world asks.

Wolpert and Macready's geometric reading of their theorem. Row a of a matrix of costs is an
algorithm's profile over problems; a distribution p over the same problems is the world; the
expected cost is their inner product. Over all problems, equally likely, every profile has the
same mean. So whatever an algorithm gains elsewhere, it gains by *covarying* with p.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import Float, probabilities


@dataclass(frozen=True)
class Profile:
    """The expected cost of each algorithm, and how far its fit to the problems explains it.

    Attributes
    ----------
    expected : ndarray, shape (a,)
        Mean cost under p, in the unit of the costs.
    uniform : ndarray, shape (a,)
        Mean cost when all problems are equally likely.
    covariance : ndarray, shape (a,)
        Covariance, over equally likely problems, of the cost and the likelihood ratio p/u.
        ``expected - uniform`` equals it. Negative: cheap on the problems that p favours.
    bound : ndarray, shape (a,)
        What the covariance cannot exceed in size (Cauchy-Schwarz): the standard deviation of the
        costs times the root of chi-squared(p || u). An algorithm that is the same everywhere,
        or a world that favours nothing, leaves nothing to fit.
    """

    expected: Float
    uniform: Float
    covariance: Float
    bound: Float


def profile(costs: ArrayLike, p: ArrayLike) -> Profile:
    """Take the inner product of every algorithm's profile with the distribution of problems.

    Parameters
    ----------
    costs : array_like, shape (a, f)
        Finite cost of each of a algorithms on each of f problems, in any unit.
    p : array_like, shape (f,)
        Probability of each problem.

    Returns
    -------
    Profile

    Raises
    ------
    TypeError, ValueError
        If ``costs`` is not a matrix of finite numbers or ``p`` no distribution over its columns.

    References
    ----------
    wolpert1997

    Examples
    --------
    >>> world = profile([[1, 3], [2, 2]], [0.75, 0.25])
    >>> world.uniform, world.expected, world.covariance
    (array([2., 2.]), array([1.5, 2. ]), array([-0.5,  0. ]))
    """
    c = cost_matrix(costs)
    size = c.shape[1]
    q = probabilities("p", p, size=size)
    uniform = c.mean(axis=1)
    deviation = c - uniform[:, None]
    ratio = size * q - 1
    return Profile(
        expected=c @ q,
        uniform=uniform,
        covariance=(deviation * ratio).mean(axis=1),
        bound=np.sqrt((deviation**2).mean(axis=1) * (ratio**2).mean()),
    )


def ranking(costs: ArrayLike, p: ArrayLike) -> NDArray[np.int64]:
    """Rank the algorithms by expected cost; algorithms that tie share the better rank.

    Parameters
    ----------
    costs, p : array_like
        As in :func:`profile`.

    Returns
    -------
    ndarray of int, shape (a,)
        1 for the cheapest. Means that rounding alone keeps apart count as tied: neighbours in the
        order closer than 1e-12 times the largest cost.

    Raises
    ------
    TypeError, ValueError
        As :func:`profile`.

    Examples
    --------
    >>> ranking([[1, 3], [2, 2], [3, 1]], [0.5, 0.5])
    array([1, 1, 1])
    >>> ranking([[1, 3], [2, 2], [3, 1]], [0.75, 0.25])
    array([1, 2, 3])
    """
    c = cost_matrix(costs)
    expected = c @ probabilities("p", p, size=c.shape[1])
    order = np.argsort(expected, kind="stable")
    worse = np.diff(expected[order]) > 1e-12 * np.abs(c).max()
    place = np.arange(1, order.size + 1)
    ranks = np.empty_like(place)
    ranks[order] = np.maximum.accumulate(np.where(np.append(True, worse), place, 1))
    return ranks


def cost_matrix(costs: ArrayLike) -> Float:
    """Check the costs: a non-empty matrix of finite numbers."""
    c = np.asarray(costs)
    accepted = "costs must be an (algorithms, problems) array of finite numbers"
    if c.dtype.kind not in "iuf":
        raise TypeError(f"{accepted}, got an array of {c.dtype}")
    if c.ndim != 2 or c.size == 0:
        raise ValueError(f"{accepted}, got shape {c.shape}")
    if not np.isfinite(c).all():
        at = tuple(int(i) for i in np.argwhere(~np.isfinite(c))[0])
        raise ValueError(f"{accepted}, got {float(c[at])!r} at {at}")
    return c.astype(float)
