"""Jobs of many steps, played step by step."""

from __future__ import annotations

import numpy as np

from fitbreadth.convergence.tail import JOB, STEP, chance
from fitbreadth.rng import generator
from fitbreadth.validate import choice, integer


def jobs_right(
    error: float,
    *,
    steps: int,
    jobs: int,
    seed: int | np.random.Generator,
    misrouted: float = 0.0,
    lost: float = 1.0,
    routed: str = STEP,
) -> float:
    """Return the fraction of simulated jobs that come out right, played step by step.

    Parameters
    ----------
    error, misrouted, lost, routed
        As for :func:`fitbreadth.convergence.tail.suite_chain`; with ``misrouted`` 0 it is a
        system that nobody routes to.
    steps : int
        m, in [1, 10,000].
    jobs : int
        In [1, 1e6].
    seed : int or numpy.random.Generator

    Returns
    -------
    float
        Its standard error is sqrt(P(1 - P)/jobs), with P of
        :func:`fitbreadth.convergence.tail.suite_chain`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> jobs_right(0.0, steps=5, jobs=10, seed=1), jobs_right(1.0, steps=5, jobs=10, seed=1)
    (1.0, 0.0)
    """
    e, q, f = chance("error", error), chance("misrouted", misrouted), chance("lost", lost)
    length = integer("steps", steps, low=1, high=10_000)
    count = integer("jobs", jobs, low=1, high=10**6)
    once = choice("routed", routed, (STEP, JOB)) == JOB
    rng = generator(seed)
    astray = rng.random(count) < q
    right = np.ones(count, dtype=bool)
    for _ in range(length):
        if not once:
            astray = rng.random(count) < q
        right &= rng.random(count) >= np.where(astray, f, e)
    return float(right.mean())
