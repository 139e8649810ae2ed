r"""How many tasks is a finite budget worth spreading over? The shape of the returns decides.

Task i has weight w_i and returns r(m) for effort m; efforts sum to the budget B.

* **Saturating**, :math:`r = 1 - e^{-m/\tau}`: serve the tasks above a price (water-filling). With
  weights :math:`w_i = q^i` without end, breadth is finite and grows like :math:`\sqrt{B}`.
* **Power**, :math:`r = m^\kappa`: an equal split over n tasks leaves :math:`(B/n)^\kappa \to 0` to
  each, while the total :math:`n^{1-\kappa} B^\kappa` rises with n if :math:`\kappa < 1`.
* **Threshold**: below it effort is wasted, so tasks are served fully or not at all.

**Hill returns**, :math:`r = m^h/(1 + m^h)`, equal weights: some k tasks are best served equally.

*Proof.* If :math:`h \le 1`, r is concave and k is all tasks. Let :math:`h > 1`. Of two efforts in
the convex part, moving some from one to the other gains; of unequal ones in the concave part,
equality gains. So a best allocation holds at most one convex effort a, beside k equal concave
efforts b. If there are both, then :math:`r'(a) = r'(b)`, and moving a at constant a + kb shows
a minimum, not a maximum, because :math:`r''(a) > -r''(b)` as follows. We have
:math:`r' \propto m^{-1} \cosh^{-2}(\frac h2 \ln m)`. Let s and d be the sum and the difference of
:math:`-\frac h2 \ln a` and :math:`\frac h2 \ln b`. Equal slopes mean
:math:`s/h = \ln(\cosh\frac{s+d}2 / \cosh\frac{s-d}2) = \int_0^s \sinh d\,dt/(\cosh t + \cosh d)`
and the inequality is :math:`h \cosh s \sinh d > 1 + \cosh s \cosh d`. Together:
:math:`s > \int_0^s (1/\!\cosh s + \cosh d)/(\cosh t + \cosh d)\,dt`, as the integrand is < 1. ∎
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.allocation import optimum
from fitbreadth.validate import Float, integer, number, vector

LARGEST = 10_000_000


@dataclass(frozen=True)
class Allocation:
    """A budget spent over tasks.

    Attributes
    ----------
    effort : ndarray, shape (n,)
        Effort m_i of each task, in the unit of the budget.
    level : ndarray, shape (n,)
        Returns r(m_i) of each task, before its weight.
    total : float
        Sum of weight times level over all tasks.
    price : float
        What one more unit of budget adds to the total; nan where that is no derivative.
    """

    effort: Float
    level: Float
    total: float
    price: float = np.nan

    @property
    def served(self) -> int:
        """Number of tasks with positive effort: the breadth."""
        return int(np.count_nonzero(self.effort))

    def level_of(self, task: int) -> float:
        """Return the level of task 0, 1, 2, ...; 0 beyond the tasks listed."""
        at = integer("task", task, low=0)
        return float(self.level[at]) if at < self.level.size else 0.0


@dataclass(frozen=True)
class Spread:
    """A budget split equally over the first n tasks, for n = 1..N.

    Attributes
    ----------
    tasks : ndarray of int, shape (N,)
        The number n of tasks.
    level : ndarray, shape (N,)
        Returns r(B/n) of each of the n tasks.
    total : ndarray, shape (N,)
        Sum of weight times level over the n tasks.
    """

    tasks: NDArray[np.int64]
    level: Float
    total: Float


def hill(m: ArrayLike, *, h: float, theta: float = 1.0) -> Float:
    """Return m**h / (theta**h + m**h): S-shaped if h > 1, a step at theta as h grows.

    Parameters
    ----------
    m : array_like, shape (n,)
        Efforts, >= 0.
    h : float
        Steepness, > 0.
    theta : float
        Effort of half the returns, > 0.

    Returns
    -------
    ndarray, shape (n,)
        Levels in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> hill([0, 1, 3], h=2)
    array([0. , 0.5, 0.9])
    """
    efforts, steepness = vector("m", m, low=0), number("h", h, above=0)
    scale = number("theta", theta, above=0)
    # Written as a logistic curve of ln m, because m**h overflows for steep thresholds.
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        return np.asarray(1 / (1 + np.exp(-steepness * (np.log(efforts) - log(scale)))))


def compare_breadth(
    budget: float,
    *,
    tasks: int,
    returns: Callable[[Float], ArrayLike],
    weights: ArrayLike | None = None,
) -> Spread:
    """Return what an equal split over n tasks is worth, for n = 1..tasks.

    Parameters
    ----------
    budget : float
        B > 0.
    tasks : int
        The largest n, N >= 1.
    returns : callable
        From efforts, shape (N,), to levels, shape (N,): ``lambda m: hill(m, h=4)``.
    weights : array_like, shape (N,), optional
        Weight of each task, >= 0, most valuable first; by default all 1.

    Returns
    -------
    Spread
        Level of each task and total value, by n.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or ``returns`` gives another shape.

    Examples
    --------
    >>> spread = compare_breadth(4, tasks=4, returns=np.sqrt)
    >>> spread.level.round(3), spread.total.round(3)
    (array([2.   , 1.414, 1.155, 1.   ]), array([2.   , 2.828, 3.464, 4.   ]))
    """
    count = integer("tasks", tasks, low=1, high=LARGEST)
    n = np.arange(1, count + 1)
    worth = np.ones(count) if weights is None else vector("weights", weights, low=0, size=count)
    if not callable(returns):
        raise TypeError(f"returns must be a function from efforts to levels, got {returns!r}")
    level = vector("returns(effort)", returns(number("budget", budget, above=0) / n), size=count)
    return Spread(n, level, np.cumsum(worth) * level)


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


def power_allocation(p: ArrayLike, *, budget: float, kappa: float) -> Allocation:
    """Return the best allocation for power returns: escort or corner.

    Parameters
    ----------
    p : array_like, shape (n,)
        Weights of the tasks, as a distribution: >= 0, sums to 1.
    budget : float
        B > 0.
    kappa : float
        Elasticity of the returns, > 0.

    Returns
    -------
    Allocation
        See :func:`fitbreadth.allocation.optimum` for ties.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> power_allocation([0.8, 0.2], budget=17, kappa=0.5).effort.round(12)
    array([16.,  1.])
    >>> power_allocation([0.8, 0.2], budget=17, kappa=2).effort
    array([17.,  0.])
    """
    elasticity = number("kappa", kappa, above=0)
    best = optimum(p, rho=elasticity, gamma=1, budget=budget)
    total = best.value**elasticity
    # The total is homogeneous of degree kappa in the budget.
    return Allocation(best.levels, best.levels**elasticity, total, elasticity * total / budget)


def power_total(tasks: int, *, budget: float, kappa: float) -> float:
    """Return n**(1 - kappa) * B**kappa, the total of an equal split over n equal tasks.

    Parameters
    ----------
    tasks : int
        n >= 1.
    budget : float
        B > 0.
    kappa : float
        Elasticity of the returns, > 0.

    Returns
    -------
    float
        Rises with n below kappa = 1, is constant at 1 and falls above it.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> [power_total(100, budget=4, kappa=kappa) for kappa in (0.5, 1, 2)]
    [20.0, 4.0, 0.16]
    """
    exponent = number("kappa", kappa, above=0)
    scale = number("budget", budget, above=0)
    return float(integer("tasks", tasks, low=1) * (scale / tasks) ** exponent)


def hill_allocation(budget: float, *, tasks: int, h: float, theta: float = 1.0) -> Allocation:
    """Return the best allocation over equal tasks with Hill returns, by trying every k.

    Parameters
    ----------
    budget : float
        B > 0.
    tasks : int
        Number of tasks on offer, n >= 1.
    h : float
        Steepness, > 0.
    theta : float
        Effort of half the returns, > 0.

    Returns
    -------
    Allocation
        k tasks at B/k and the rest at 0; on a tie the smallest k. (That no unequal split
        is better is proved in the module's docstring.)

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    udell2013

    Examples
    --------
    >>> [hill_allocation(12, tasks=20, h=h).served for h in (1, 2, 5, 50)]
    [20, 12, 9, 11]
    """
    spread = compare_breadth(budget, tasks=tasks, returns=lambda m: hill(m, h=h, theta=theta))
    best = int(spread.total.argmax())
    effort = np.where(spread.tasks <= best + 1, budget / (best + 1), 0.0)
    return Allocation(effort, hill(effort, h=h, theta=theta), float(spread.total[best]))


def hill_breadth_law(budget: float, *, h: float, theta: float = 1.0) -> float:
    """Return B / (theta (h - 1)**(1/h)), the breadth of :func:`hill_allocation` but for rounding.

    Parameters
    ----------
    budget, h, theta
        As for :func:`hill_allocation`.

    Returns
    -------
    float
        Where the mean return r(m)/m is largest; infinite if h <= 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> hill_breadth_law(12, h=2), hill_breadth_law(12, h=1)
    (12.0, inf)
    """
    scale = number("budget", budget, above=0) / number("theta", theta, above=0)
    steepness = number("h", h, above=0)
    return np.inf if steepness <= 1 else float(scale * (steepness - 1) ** (-1 / steepness))


def fully_served(
    thresholds: ArrayLike, *, budget: int, weights: ArrayLike | None = None
) -> Allocation:
    """Return the best set of tasks that pay only from their threshold on: a knapsack.

    Parameters
    ----------
    thresholds : array_like of int, shape (n,)
        Whole units of effort at which a task pays its weight, >= 1; less pays nothing.
    budget : int
        B >= 0 whole units, which need not all be spent.
    weights : array_like, shape (n,), optional
        Weight of each task, >= 0; by default all 1, when the cheapest tasks are served. With
        one threshold theta for all, that is floor(B/theta) of them.

    Returns
    -------
    Allocation
        Each effort is 0 or the threshold, each level 0 or 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the n (B + 1) table of the dynamic programme
        would exceed 100 million entries.

    References
    ----------
    kellerer2004

    Examples
    --------
    >>> fully_served([3] * 10, budget=16).served
    5
    >>> fully_served([2, 3, 4], budget=5, weights=[1, 1, 2.5]).effort
    array([0., 0., 4.])
    """
    costs = vector("thresholds", thresholds, low=1)
    if np.any(costs % 1):
        raise ValueError(f"thresholds must be whole numbers, got {thresholds!r}")
    limit = integer("budget", budget, low=0)
    worth = (
        np.ones(costs.size)
        if weights is None
        else vector("weights", weights, low=0, size=costs.size)
    )
    entries = costs.size * (limit + 1)
    if entries > 100_000_000:
        raise ValueError(
            f"budget {limit} with {costs.size} tasks needs a table of {entries} entries "
            f"({entries} bytes), more than 100000000"
        )
    value = np.zeros(limit + 1)
    taken = np.zeros((costs.size, limit + 1), dtype=bool)
    for i, cost in enumerate(costs.astype(int)):
        if cost <= limit:
            with_i = value[: limit + 1 - cost] + worth[i]
            taken[i, cost:] = with_i > value[cost:]
            value[cost:] = np.maximum(value[cost:], with_i)
    effort, left = np.zeros(costs.size), limit
    for i in range(costs.size - 1, -1, -1):
        if taken[i, left]:
            effort[i] = costs[i]
            left -= int(costs[i])
    return Allocation(effort, (effort > 0).astype(float), float(worth[effort > 0].sum()))


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
