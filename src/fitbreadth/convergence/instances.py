r"""Worked instances of the allocation theorem: one from every model that spreads a budget.

Each is found by the chapter's own model or by a search over what that model pays; none of them
asks :mod:`fitbreadth.escort` for the answer, so that agreement with it can fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.allocation import optimum
from fitbreadth.convergence.instances_biology import habitats, years
from fitbreadth.convergence.instances_bitter_lesson import parameters
from fitbreadth.convergence.instances_learning import forecast, one_dimension, records
from fitbreadth.convergence.instances_markets import bettor
from fitbreadth.convergence.instances_optimization import effort
from fitbreadth.convergence.instances_plan import Instance
from fitbreadth.validate import Float, instance, probabilities

EXAMPLES = 1000
"""Most training examples of the forecaster; the odds must be whole numbers of them."""

WEAK, WEAKER, STRONG = 1.25, 2.0, 0.8
"""Shapes of the trade-off between habitats."""


@dataclass(frozen=True)
class Agreement:
    """An instance's plan beside the theorem's.

    Attributes
    ----------
    found, theorem : ndarray, shape (n,)
        Shares found by the model, and by the theorem.
    gap : float
        The largest difference between them.
    """

    found: Float
    theorem: Float
    gap: float


def worked(p: ArrayLike) -> tuple[Instance, ...]:
    """Return the fixed instances of all chapters, by rising kappa.

    Parameters
    ----------
    p : array_like, shape (n,)
        How often each task comes up: > 0, whole thousandths, one of them the largest; sums to 1.

    Returns
    -------
    tuple of Instance
        The bettor and the effort, who can have any kappa (or any above 0), are there at a few.
        They are found once for each ``p`` and kept.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is not as above.

    Examples
    --------
    >>> [(found.domain, round(found.kappa, 2)) for found in worked([0.75, 0.25])[2:6]]
    [('learning', -1.0), ('bitter_lesson', -0.34), ('biology', 0.0), ('learning', 0.0)]
    """
    return _worked(tuple(probabilities("p", p).tolist()))


@lru_cache(maxsize=8)
def _worked(p: tuple[float, ...]) -> tuple[Instance, ...]:
    odds = np.array(p)
    counts = np.rint(EXAMPLES * odds)
    if counts.min() < 1 or np.abs(counts - EXAMPLES * odds).max() > 1e-6:
        raise ValueError(f"p must be whole thousandths above 0, got {odds.tolist()!r}")
    if np.count_nonzero(odds == odds.max()) > 1:
        raise ValueError(f"p must have one likeliest task, got {odds.tolist()!r}")
    found = (
        bettor(odds, kappa=-3),
        bettor(odds, kappa=-1.5),
        records(odds),
        parameters(odds),
        years(odds),
        # as few examples as have these odds
        forecast(counts / np.gcd.reduce(counts.astype(np.int64))),
        effort(odds, kappa=0.25),
        habitats(odds, gamma=WEAKER),
        habitats(odds, gamma=WEAK),
        one_dimension(odds),
        habitats(odds, gamma=STRONG),
        effort(odds, kappa=1.75),
    )
    return tuple(sorted(found, key=lambda each: each.kappa))


def agreement(found: Instance, *, p: ArrayLike) -> Agreement:
    """Hold an instance's plan against the theorem's.

    Parameters
    ----------
    found : Instance
        A worked instance.
    p : array_like, shape (n,)
        The odds it was worked for.

    Returns
    -------
    Agreement

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    >>> agreement(years([0.7, 0.3]), p=[0.7, 0.3]).gap < 1e-9
    True
    """
    plan = instance("found", found, Instance)
    odds = probabilities("p", p, size=plan.shares.size)
    theorem = optimum(odds, rho=plan.rho, gamma=plan.gamma).shares
    return Agreement(plan.shares, theorem, float(np.abs(plan.shares - theorem).max()))
