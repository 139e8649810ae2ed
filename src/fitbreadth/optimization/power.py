r"""Power returns :math:`r = m^\kappa`: concave ones spread a budget, convex ones concentrate it."""

from __future__ import annotations

from numpy.typing import ArrayLike

from fitbreadth.allocation import optimum
from fitbreadth.optimization.budget import Allocation
from fitbreadth.validate import integer, number


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
