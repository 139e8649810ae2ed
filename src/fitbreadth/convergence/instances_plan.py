r"""A worked instance: one budget and one set of odds, in the words of one chapter's own model.

What a plan is worth is measured in budget. Performance :math:`G` is homogeneous of degree
:math:`1/\gamma` in the budget, so :math:`\gamma \ln G` rises by :math:`\ln 2` when the budget
doubles, and a difference of it between two plans is the log of the budget that one wastes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.escort import kappa
from fitbreadth.softmax import softmax
from fitbreadth.validate import Float, integer, probabilities

FLOOR = 20.0
"""Bound on the scores of a search: no share falls below e^-40 of another."""

LEVEL = 1e-7
"""Slope, in nats of budget a nat of score, at which a climb has arrived."""


@dataclass(frozen=True, eq=False)
class Instance:
    """One model of a chapter that spreads a budget over tasks.

    Attributes
    ----------
    domain : str
        A key of :data:`fitbreadth.palette.DOMAIN_SHAPE`.
    what : str
        Who spreads what over what, in a few words.
    rho, gamma : float
        How its results add up, and the shape of its trade-off: what the theorem has to know.
    shares : ndarray, shape (n,)
        The best plan that the model itself, or a search over what it pays, has found.
    worth : callable
        From shares, shape (n,), to gamma ln G, in nats of budget and up to a constant, by what
        the model pays.
    """

    domain: str
    what: str
    rho: float
    gamma: float
    shares: Float
    worth: Callable[[Float], float]

    @property
    def kappa(self) -> float:
        """rho/gamma, how far it rewards focus."""
        return kappa(self.rho, self.gamma)

    def loss(self, shares: ArrayLike) -> float:
        """Return what a plan loses against the one found, in nats of budget."""
        plan = probabilities("shares", shares, size=self.shares.size)
        return self.worth(self.shares) - self.worth(plan)


def search(worth: Callable[[Float], float], *, tasks: int) -> Float:
    """Return the shares that are worth most, found by climbing and without any theory.

    It climbs from an equal split, and from the best of the plans that give one task nine tenths:
    where focus is rewarded every task is a peak of its own, and only starts near each show which
    is the highest.

    Parameters
    ----------
    worth : callable
        From shares, shape (tasks,), all > 0, to a finite number.
    tasks : int
        In [2, 1000].

    Returns
    -------
    ndarray, shape (tasks,)
        Shares that sum to 1, to about 1e-6.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.
    RuntimeError
        If ``worth`` is not finite, or neither climb arrives.

    Examples
    --------
    >>> search(lambda s: float(np.log(s) @ [0.7, 0.3]), tasks=2).round(5)
    array([0.7, 0.3])
    """
    from scipy.optimize import minimize

    count = integer("tasks", tasks, low=2, high=1000)
    if not callable(worth):
        raise TypeError(f"worth must be a function of shares, got {worth!r}")

    def shares_of(scores: Float) -> Float:
        return softmax(FLOOR * np.tanh(scores / FLOOR))

    def cost(scores: Float) -> float:
        shares = shares_of(scores)
        value = -worth(shares)
        if not np.isfinite(value):
            raise RuntimeError(f"worth must be finite, got {-value} at {shares.tolist()}")
        return value

    nearly = np.log(9 * (count - 1)) * np.eye(count)
    starts = [np.zeros(count), min(nearly, key=cost)]
    # not L-BFGS-B: its LAPACK starts threads for five numbers, and they wait for one another
    climbs = [
        minimize(cost, start, method="BFGS", jac="3-point", options={"gtol": 1e-10})
        for start in starts
    ]
    # at the top a climber may find no step that rises at all, and call that a failure
    arrived = [climb for climb in climbs if np.abs(climb.jac).max() < LEVEL]
    if not arrived:
        slope = min(float(np.abs(climb.jac).max()) for climb in climbs)
        raise RuntimeError(f"no climb arrived: worth still rises by {slope:.2g} a nat of score")
    return shares_of(min(arrived, key=lambda climb: float(climb.fun)).x)
