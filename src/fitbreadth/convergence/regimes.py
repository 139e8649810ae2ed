r"""The map of both regimes: where trade-off and world put the border of focus and breadth.

Two numbers place a contest on the map. :math:`\gamma` says how a trade-off bends, :math:`\rho` how
results combine, and by the allocation theorem (:mod:`fitbreadth.allocation`) a single task is the
best plan from :math:`\rho = \gamma` on, whatever the odds. The border between an equal split and a
single task does depend on them (:func:`fitbreadth.convergence.misfit_plans.focus_border`).

Contests between given types are placed by :mod:`fitbreadth.convergence.regime_orders`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.allocation import breadth, escort, misfit, optimum
from fitbreadth.validate import Float, number, probabilities, vector


@dataclass(frozen=True)
class Plan:
    """The best plan at a place of the map, and what two simple ones are worth there.

    Attributes
    ----------
    kappa : float
        rho/gamma; from 1 on focus is best.
    shares : ndarray, shape (n,)
        Of the budget.
    breadth : float
        Effective number of tasks, in [1, n].
    even, single : float
        Share of the budget with which the best plan does as well as an equal split, and as all on
        one likeliest task; in [0, 1].
    """

    kappa: float
    shares: Float
    breadth: float
    even: float
    single: float


def best_plan(p: ArrayLike, *, rho: float, gamma: float) -> Plan:
    """Return the best plan for tasks of given odds at a place of the map.

    Parameters
    ----------
    p : array_like, shape (n,)
        How often each task comes up: >= 0, sums to 1.
    rho, gamma : float
        As for :func:`fitbreadth.allocation.optimum`, rho finite.

    Returns
    -------
    Plan

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> plan = best_plan([0.8, 0.2], rho=1, gamma=2)
    >>> plan.kappa, plan.shares.round(3), round(plan.even, 3), round(plan.single, 3)
    (0.5, array([0.941, 0.059]), 0.735, 0.941)
    """
    odds = probabilities("p", p)
    best = optimum(odds, rho=number("rho", rho), gamma=gamma)
    equal = np.full(odds.size, 1 / odds.size)
    single = np.eye(odds.size)[odds.argmax()]
    even, alone = (
        float(np.exp(-gamma * max(0.0, misfit(odds, plan, rho, gamma)))) for plan in (equal, single)
    )
    return Plan(best.kappa, best.shares, breadth(best.shares), even, alone)


def kappa_of(effective: float, *, p: ArrayLike) -> float:
    """Return the kappa at which the best plan serves an effective number of tasks.

    Parameters
    ----------
    effective : float
        Above 1 and below the number of tasks.
    p : array_like, shape (n,)
        Odds, > 0, not all equal.

    Returns
    -------
    float
        Below 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range: equal odds are served equally up to kappa = 1.

    Examples
    --------
    >>> round(kappa_of(breadth([0.8, 0.2]), p=[0.8, 0.2]), 6) + 0.0
    0.0
    """
    from scipy.optimize import brentq

    odds = probabilities("p", p)
    vector("p", odds, above=0)
    if np.ptp(odds) < 1e-6:
        raise ValueError(f"p must not be equal odds, got {odds.tolist()}")
    wanted = number("effective", effective, above=1, below=odds.size)
    # in ln(1 - kappa), which has no end
    found = brentq(lambda y: breadth(escort(odds, 1 - np.exp(y))) - wanted, -20, 20, xtol=1e-12)
    return 1 - float(np.exp(found))
