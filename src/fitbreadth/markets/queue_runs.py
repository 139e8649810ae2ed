"""The same customers, let into two shops: to the desk of their kind, or to whichever is free first.

The theory is in :mod:`fitbreadth.markets.queues` and :mod:`fitbreadth.markets.seasons`. Both shops
get the same arrivals and the same amounts of work, so what differs between them is the rule alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.markets.customers import Demand
from fitbreadth.validate import Float, instance, integer, number


@dataclass(frozen=True)
class Served:
    """What happened to the customers of a shop.

    Attributes
    ----------
    sojourn : ndarray, shape (runs, customers)
        Time each spent, waiting and being served, in mean services of a generalist.
    stranded : ndarray of bool, shape (runs, customers)
        Whether they found one desk idle and, at the other, somebody waiting.
    """

    sojourn: Float
    stranded: NDArray[np.bool_]

    def mean(self, *, warm_up: int) -> Float:
        """Return the mean time of each run's customers but for the first ``warm_up``.

        Runs are independent: their standard deviation by the root of their number is the standard
        error. ``warm_up`` must be long against the time in which the queues forget that they
        began empty.

        Raises
        ------
        TypeError, ValueError
            If ``warm_up`` is not an integer that leaves a customer.
        """
        kept = integer("warm_up", warm_up, low=0, high=self.sojourn.shape[1] - 1)
        return np.asarray(self.sojourn[:, kept:].mean(axis=1))


def specialists(demand: Demand, *, speed: float) -> Served:
    """Serve every customer at the desk of their kind, by Lindley's recursion.

    Parameters
    ----------
    demand : Demand
        Who comes.
    speed : float
        How much faster than a generalist a specialist works, s >= 1e-100.

    Returns
    -------
    Served

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    lindley1952

    Examples
    --------
    A specialist who is as fast as a generalist is no match for a shared queue.

    >>> from fitbreadth.markets.customers import arrivals
    >>> demand = arrivals(0.5, customers=10_000, seed=1)
    >>> alone = specialists(demand, speed=1).sojourn.mean()
    >>> round(alone, 1), round(generalists(demand).sojourn.mean(), 1)
    (np.float64(2.0), np.float64(1.3))
    """
    seen, s = instance("demand", demand, Demand), number("speed", speed, low=1e-100)
    now = np.cumsum(seen.gaps, axis=1)
    sojourn = np.empty_like(now)
    idle, waiting = [], []
    for kind in (0, 1):
        own = seen.kinds == kind
        work = np.where(own, seen.work, 0) / s
        # the recursion max(0, load + work - gap), as a walk above its lowest point so far
        walk = np.cumsum(work, axis=1) - work - now
        left = walk - np.minimum(np.minimum.accumulate(walk, axis=1), 0)
        sojourn[own] = (left + work)[own]
        begun = np.maximum.accumulate(np.where(own, now + left, 0), axis=1)
        waiting.append(begun[:, :-1] > now[:, 1:])
        idle.append(left[:, 1:] == 0)
    stranded = np.zeros(now.shape, dtype=bool)
    stranded[:, 1:] = (idle[0] & waiting[1]) | (idle[1] & waiting[0])
    return Served(sojourn, stranded)


def generalists(demand: Demand) -> Served:
    """Serve every customer at whichever of two desks is free first (Kiefer and Wolfowitz).

    Parameters
    ----------
    demand : Demand
        Who comes.

    Returns
    -------
    Served
        Nobody is ever stranded.

    Raises
    ------
    TypeError
        If ``demand`` is not a Demand.

    References
    ----------
    kiefer1955

    Examples
    --------
    >>> generalists(Demand(np.ones((1, 3)), np.zeros((1, 3), int), np.full((1, 3), 3.0))).sojourn
    array([[3., 3., 4.]])
    """
    seen = instance("demand", demand, Demand)
    sooner, later = np.zeros((2, seen.gaps.shape[0]))
    sojourn = np.empty_like(seen.gaps)
    for i, (gap, work) in enumerate(zip(seen.gaps.T, seen.work.T, strict=True)):
        busy = np.maximum(sooner - gap, 0) + work
        other = np.maximum(later - gap, 0)
        sojourn[:, i] = busy
        sooner, later = np.minimum(busy, other), np.maximum(busy, other)
    return Served(sojourn, np.zeros(sojourn.shape, dtype=bool))
