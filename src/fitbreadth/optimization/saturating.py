r"""Saturating returns :math:`r = 1 - e^{-m/\tau}`: water-filling, and breadth like sqrt(B)."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, log, sqrt

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.optimization.budget import LARGEST, Allocation
from fitbreadth.validate import Float, number, vector


def water_filling(weights: ArrayLike, *, budget: float, tau: float = 1.0) -> Allocation:
    r"""Return the best allocation for saturating returns, exactly.

    It is :math:`m_i = \tau [\ln(w_i/\lambda)]_+` at the price that spends the budget, found from
    the sorted weights without iteration.

    Parameters
    ----------
    weights : array_like, shape (n,)
        Weights, > 0, in any order.
    budget : float
        B > 0.
    tau : float
        Scale of the returns, > 0, in the unit of the budget.

    Returns
    -------
    Allocation
        In the order of ``weights``; its price is lambda/tau.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    boyd2004

    Examples
    --------
    >>> water_filling([1, 0.5, 0.1], budget=np.log(2)).effort.round(4)
    array([0.6931, 0.    , 0.    ])
    """
    log_weights = np.asarray(np.log(vector("weights", weights, above=0)), dtype=float)
    return _fill(log_weights, budget=budget, tau=tau)


def geometric_tasks(budget: float, *, q: float, tau: float = 1.0) -> Allocation:
    r"""Return the best allocation over an unlimited list of tasks with weights q^i, i = 0, 1, ....

    Parameters
    ----------
    budget : float
        B > 0.
    q : float
        Ratio of one weight to the one before, in (0, 1).
    tau : float
        Scale of the returns :math:`1 - e^{-m/\tau}`, > 0, in the unit of the budget.

    Returns
    -------
    Allocation
        The tasks served, each with positive effort; every later task gets nothing.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or more than ten million tasks would be served.

    References
    ----------
    boyd2004

    Examples
    --------
    >>> [geometric_tasks(budget, q=0.8).served for budget in (1, 4, 16)]
    [3, 6, 12]
    """
    breadth = breadth_law(budget, q=q, tau=tau)
    if breadth > LARGEST:
        raise ValueError(
            f"budget {budget!r} with q={q!r} would serve about {breadth:.3g} tasks "
            f"({8 * breadth:.2g} bytes an array), more than {LARGEST}"
        )
    # Task k - 1 is served iff filling the better ones down to its weight leaves budget, that is
    # iff k(k - 1) is below the law's square: never beyond the law rounded up.
    filled = _fill(log(q) * np.arange(ceil(breadth) + 1, dtype=float), budget=budget, tau=tau)
    served = filled.effort > 0
    return replace(filled, effort=filled.effort[served], level=filled.level[served])


def breadth_law(budget: float, *, q: float, tau: float = 1.0) -> float:
    r"""Return :math:`\sqrt{2B/(\tau\ln(1/q))}`, the theory for the breadth of `geometric_tasks`.

    Parameters
    ----------
    budget, q, tau
        As for :func:`geometric_tasks`.

    Returns
    -------
    float
        The breadth is within one of it: it is the largest k with k(k - 1) below its square.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(breadth_law(16, q=0.8), 2)
    11.98
    """
    decay = number("tau", tau, above=0) * -log(number("q", q, above=0, below=1))
    return sqrt(2 * number("budget", budget, above=0) / decay)


def _fill(log_weights: Float, *, budget: float, tau: float) -> Allocation:
    """Water-filling from log weights, which do not underflow."""
    scale = number("tau", tau, above=0)
    spend = number("budget", budget, above=0) / scale
    top = float(log_weights.max())
    ordered = np.sort(log_weights - top)[::-1]
    # Log price if the k best tasks are served; right for the last k that clears its own price.
    log_price = (np.cumsum(ordered) - spend) / np.arange(1, ordered.size + 1)
    served = max(1, int(np.count_nonzero(ordered > log_price)))
    price = top + float(log_price[served - 1])
    effort = scale * np.maximum(log_weights - price, 0)
    level = -np.expm1(-effort / scale)
    with np.errstate(under="ignore"):
        total = float(np.exp(log_weights) @ level)
    return Allocation(effort, level, total, float(np.exp(price)) / scale)
