r"""One general system, a narrow one for each task, or both: what a year of calls costs.

Task j is called :math:`v_j` times a year. The general system costs b a year to have and
:math:`c_g` a call. A narrow one costs F a year to make and keep, and :math:`c_s` a call. A task
is cheaper with a system of its own if and only if it is called more often than

.. math:: Q^* = \frac{F}{c_g - c_s} .

So a plan is a rung of a ladder: systems of their own for the m busiest tasks, the general one for
the rest. Rung 0 is the general system alone, the last rung does without it, and no other plan is
cheaper than the best rung: given that the general system is kept, the tasks above :math:`Q^*` are
taken one by one; given that it is not, all have to be.

The formula is that of :mod:`fitbreadth.bitter_lesson.payback`, in any unit of money: with
:math:`F = 6nD`, :math:`c_g = 2nk_{eff}` and :math:`c_s = 2n` operations, :math:`Q^*` is the number
of tokens after which a narrow model has paid for its training. What is assumed is that all answers
are equally good, that a call finds its system for nothing, and that a second narrow system is no
cheaper to make than the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, number, vector

MOST = 1e100
"""Prices and numbers of calls beyond this are refused, to keep sums and products within floats."""


@dataclass(frozen=True)
class TaskCosts:
    """What every rung of the ladder costs a year, for ``n`` tasks.

    Attributes
    ----------
    order : ndarray of int, shape (n,)
        The tasks, busiest first.
    ladder : ndarray, shape (n + 1,)
        Cost with systems of their own for the 0, 1, ..., n busiest tasks; in the unit of the
        prices.
    own : int
        Systems on the cheapest rung (the fewest, if rungs tie).
    """

    order: np.ndarray[tuple[int], np.dtype[np.int64]]
    ladder: Float
    own: int

    @property
    def general(self) -> float:
        """Cost of the general system for everything."""
        return float(self.ladder[0])

    @property
    def narrow(self) -> float:
        """Cost of a system of its own for every task, and no general one."""
        return float(self.ladder[-1])

    @property
    def best(self) -> float:
        """Cost of the cheapest plan there is."""
        return float(self.ladder[self.own])


def break_even_volume(fixed: float, *, general: float, narrow: float) -> float:
    """Return Q*, the calls a year above which a task is cheaper with a system of its own.

    Parameters
    ----------
    fixed : float
        F, cost of making and keeping a narrow system, a year, in [0, 1e100].
    general, narrow : float
        Costs of a call, in [0, 1e100].

    Returns
    -------
    float
        Calls a year; infinite if a narrow call is no cheaper.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    sardana2024

    Examples
    --------
    >>> break_even_volume(900, general=1, narrow=0.25)
    1200.0
    """
    cost = number("fixed", fixed, low=0, high=MOST)
    saved = _price("general", general) - _price("narrow", narrow)
    with np.errstate(over="ignore"):
        return float(np.float64(cost) / saved) if saved > 0 else float(np.inf)


def task_costs(
    volumes: ArrayLike, *, fixed: float, general: float, narrow: float, base: float = 0.0
) -> TaskCosts:
    """Return what a year costs, for every number of systems that one may make.

    Parameters
    ----------
    volumes : array_like, shape (n,)
        Calls of each task a year, in [0, 1e100].
    fixed, general, narrow
        As for :func:`break_even_volume`.
    base : float
        b, what the general system costs a year even if it is hardly called, in [0, 1e100].

    Returns
    -------
    TaskCosts

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> year = task_costs([100, 700, 200], fixed=150, general=1, narrow=0.2)
    >>> year.ladder, year.own
    (array([1000.,  590.,  580.,  650.]), 2)
    """
    calls = vector("volumes", volumes, low=0)
    if calls.max() > MOST:
        raise ValueError(f"volumes must be at most {MOST:g}, got {calls.max():g}")
    cost = number("fixed", fixed, low=0, high=MOST)
    dear, cheap = _price("general", general), _price("narrow", narrow)
    rent = number("base", base, low=0, high=MOST)
    order = np.argsort(-calls, kind="stable")
    taken = np.concatenate([[0.0], np.cumsum(calls[order])])
    left = np.concatenate([np.cumsum(calls[order][::-1])[::-1], [0.0]])
    rungs = np.arange(calls.size + 1)
    ladder = cost * rungs + cheap * taken + dear * left + rent * (rungs < calls.size)
    return TaskCosts(order, ladder, int(ladder.argmin()))


def _price(name: str, value: object) -> float:
    return number(name, value, low=0, high=MOST)
