r"""How far to divide a job: what specialising brings against what coordinating costs.

A team of n people divides a job, each doing a share 1/n of its tasks. Output per head, in the
notation of Becker and Murphy, is

.. math:: y(n) = A H^\gamma n^\theta - \lambda n^\beta, \qquad 0 < \theta < \beta ,

with :math:`H` the general knowledge they can draw on. The first term comes from a workshop in
:mod:`fitbreadth.markets.workshop`. The second is a reduced form: with :math:`\beta = 1` it is the
cost of everybody talking to everybody, and :math:`\lambda` more for each. (The form charges even
one who works alone with :math:`\lambda`.) The best size is in :mod:`fitbreadth.markets.best_team`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, instance, number, vector


@dataclass(frozen=True)
class Technology:
    """What a team can do.

    Parameters
    ----------
    A : float
        Output of one who knows H = 1, goods per head, > 0.
    H : float
        General knowledge, > 0.
    gamma : float
        Elasticity of output in knowledge, >= 0.
    theta : float
        Elasticity of output per head in the size of the team, > 0.
    lam : float
        Cost of coordination per head in a "team" of one, goods, > 0.
    beta : float
        Elasticity of that cost in the size of the team, > theta.

    Raises
    ------
    TypeError, ValueError
        If a value is out of its range.

    References
    ----------
    becker1992

    Examples
    --------
    >>> Technology().H
    2.0
    """

    A: float = 1.3
    H: float = 2.0
    gamma: float = 0.5
    theta: float = 0.4
    lam: float = 0.05
    beta: float = 1.1

    def __post_init__(self) -> None:
        for name in ("A", "H", "theta", "lam"):
            object.__setattr__(self, name, number(name, getattr(self, name), above=0))
        object.__setattr__(self, "gamma", number("gamma", self.gamma, low=0))
        object.__setattr__(self, "beta", number("beta", self.beta, above=self.theta))


def gross(n: ArrayLike, *, technology: Technology) -> Float:
    """Return A H^gamma n^theta, output per head before coordination is paid for.

    Parameters
    ----------
    n : array_like, shape (k,)
        Sizes of teams, > 0.
    technology : Technology
        What a team can do.

    Returns
    -------
    ndarray, shape (k,)
        Goods per head.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the result too large for a float.

    References
    ----------
    becker1992

    Examples
    --------
    >>> gross([1, 32], technology=Technology()).round(3)
    array([1.838, 7.354])
    """
    t = instance("technology", technology, Technology)
    return _power(n, float(np.log(t.A)) + t.gamma * float(np.log(t.H)), t.theta)


def coordination(n: ArrayLike, *, technology: Technology) -> Float:
    """Return lam n^beta, the cost per head of working together.

    Parameters
    ----------
    n, technology
        As for :func:`gross`.

    Returns
    -------
    ndarray, shape (k,)
        Goods per head.

    Raises
    ------
    TypeError, ValueError
        As for :func:`gross`.

    Examples
    --------
    >>> coordination([1, 32], technology=Technology()).round(3)
    array([0.05 , 2.263])
    """
    t = instance("technology", technology, Technology)
    return _power(n, float(np.log(t.lam)), t.beta)


def output(n: ArrayLike, *, technology: Technology) -> Float:
    """Return y(n), output per head of a team.

    Parameters
    ----------
    n, technology
        As for :func:`gross`.

    Returns
    -------
    ndarray, shape (k,)
        Goods per head; negative where coordination eats up more than is made.

    Raises
    ------
    TypeError, ValueError
        As for :func:`gross`.

    References
    ----------
    becker1992

    Examples
    --------
    >>> output([1, 32, 40.625], technology=Technology()).round(3)
    array([1.788, 5.091, 5.149])
    """
    return gross(n, technology=technology) - coordination(n, technology=technology)


def _power(n: ArrayLike, log_scale: float, exponent: float) -> Float:
    """Return exp(log_scale) n^exponent."""
    sizes = vector("n", n, above=0)
    with np.errstate(over="ignore", invalid="ignore"):
        logs = log_scale + exponent * np.log(sizes)
    if not (logs <= 709).all():
        raise ValueError(
            f"n must give an output and a cost that fit a float with this technology, got up to "
            f"{float(sizes.max())!r}"
        )
    return np.asarray(np.exp(logs))
