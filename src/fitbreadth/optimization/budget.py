r"""How many tasks is a finite budget worth spreading over? The shape of the returns decides.

Task i has weight w_i and returns r(m) for effort m; efforts sum to the budget B.

* :mod:`~fitbreadth.optimization.saturating`, :math:`r = 1 - e^{-m/\tau}`: serve the tasks above a
  price (water-filling). With weights :math:`w_i = q^i` without end, breadth is finite and grows
  like :math:`\sqrt{B}`.
* :mod:`~fitbreadth.optimization.power`, :math:`r = m^\kappa`: an equal split over n tasks leaves
  :math:`(B/n)^\kappa \to 0` to each, while the total :math:`n^{1-\kappa} B^\kappa` rises with n
  if :math:`\kappa < 1`.
* :mod:`~fitbreadth.optimization.hill`, :math:`r = m^h/(1 + m^h)`: S-shaped returns serve some
  tasks equally, and the others not at all.
* :mod:`~fitbreadth.optimization.threshold`: below it effort is wasted, so tasks are served fully
  or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import Float, integer, number, vector

LARGEST = 10_000_000
"""Most tasks that are listed."""


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
