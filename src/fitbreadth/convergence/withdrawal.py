r"""Systems that go away: services that fail together, and what it is worth to own a system.

k services on k systems, each down a share a of the time, or all on one. On average ka are down
either way. On one system they are down together, with chance a; on their own at least one is down
with the larger chance :math:`1 - (1-a)^k`, and all with :math:`a^k`. It is the sum that is the
same, and the tails that differ: one large interruption, or many small ones. That systems fail
independently is the weak point: a common router, supplier or power line is a shared system again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.validate import integer, number


@dataclass(frozen=True)
class Outages:
    """How many of ``k`` services are down at a time.

    Attributes
    ----------
    mean : float
        Expected number.
    any : float
        Chance that at least one is.
    all : float
        Chance that all are.
    """

    mean: float
    any: float
    all: float


def outages(down: float, *, services: int, shared: bool) -> Outages:
    """Return how often services fail together: on systems of their own, or all on one.

    Parameters
    ----------
    down : float
        Chance that a system is down, in [0, 1]; systems fail independently.
    services : int
        k, in [1, 1e6].
    shared : bool
        Whether all run on one system.

    Returns
    -------
    Outages
        The mean is the same either way.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> own, one = (outages(0.1, services=2, shared=shared) for shared in (False, True))
    >>> round(own.any, 4), round(own.all, 4), one.any, one.all
    (0.19, 0.01, 0.1, 0.1)
    """
    a, k = number("down", down, low=0, high=1), integer("services", services, low=1, high=10**6)
    if not isinstance(shared, bool):
        raise TypeError(f"shared must be True or False, got {shared!r}")
    if shared:
        return Outages(k * a, a, a)
    return Outages(k * a, float(-np.expm1(k * np.log1p(-a))) if a < 1 else 1.0, a**k)


def worth_owning(withdrawal: float, *, switching: float, own_failure: float = 0.0) -> float:
    """Return what it is worth a year, at most, that a system cannot be taken away.

    (w - w_own) S: the chance a year of having to move to another, times what a move costs, less
    the same for a system of one's own, which may fail too. An expectation, without interest, and
    nothing on top for who fears large losses more than in proportion.

    Parameters
    ----------
    withdrawal, own_failure : float
        Chances a year, in [0, 1].
    switching : float
        S, cost of a move, >= 0.

    Returns
    -------
    float
        In the unit of ``switching``, a year; negative if one's own is the likelier to go.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> worth_owning(0.125, switching=400_000, own_failure=0.025)
    40000.0
    """
    gone = number("withdrawal", withdrawal, low=0, high=1)
    broken = number("own_failure", own_failure, low=0, high=1)
    return (gone - broken) * number("switching", switching, low=0)
