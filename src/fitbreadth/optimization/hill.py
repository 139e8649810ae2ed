r"""Hill returns :math:`r = m^h/(1 + m^h)`, equal weights: some k tasks are best served equally.

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

from math import log

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.optimization.budget import Allocation, compare_breadth
from fitbreadth.validate import Float, number, vector


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
