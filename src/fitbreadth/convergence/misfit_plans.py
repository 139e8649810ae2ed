"""Wrong ways to spread a budget, and the border between the two simplest of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, choice, integer, number, probabilities

PLANS = ("equal", "starved", "upside down")
"""Wrong plans: all tasks alike; 95 % for the likeliest; the ideal shares in reverse order."""

FAVOURED = 0.95


def wrong_plan(ideal: ArrayLike, *, plan: str, far: float = 1.0) -> Float:
    """Return shares that lie some of the way from an ideal plan to a wrong one.

    Parameters
    ----------
    ideal : array_like, shape (n,)
        Ideal shares, n >= 2: >= 0, sum to 1, likeliest task first.
    plan : str
        One of :data:`PLANS`.
    far : float
        How far: 0 is the ideal, 1 the wrong plan, all of it.

    Returns
    -------
    ndarray, shape (n,)
        Sums to 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> wrong_plan([0.7, 0.3], plan="equal", far=0.5)
    array([0.6, 0.4])
    >>> wrong_plan([0.7, 0.3], plan="upside down")
    array([0.3, 0.7])
    """
    best = probabilities("ideal", ideal)
    n = integer("number of tasks", best.size, low=2)
    step = number("far", far, low=0, high=1)
    if choice("plan", plan, PLANS) == "equal":
        wrong = np.full(n, 1 / n)
    elif plan == "starved":
        wrong = np.full(n, (1 - FAVOURED) / (n - 1))
        wrong[0] = FAVOURED
    else:
        wrong = best[::-1]
    return np.asarray((1 - step) * best + step * wrong)


def focus_border(p: ArrayLike) -> float:
    r"""Return the kappa from which all on the likeliest task beats an equal split.

    All-in is worth :math:`(\max p)^{1/\kappa}` of the budget, and nothing if :math:`\kappa \le 0`;
    an equal split over n tasks is worth 1/n. They are even at
    :math:`\kappa = \ln(1/\max p)/\ln n`.

    Parameters
    ----------
    p : array_like, shape (n,)
        How often each of n >= 2 tasks comes up, >= 0, summing to 1.

    Returns
    -------
    float
        In [0, 1]: 1 if all tasks are alike.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is no distribution over at least two tasks.

    Examples
    --------
    >>> round(focus_border([0.5, 0.25, 0.15, 0.1]), 12)
    0.5
    """
    odds = probabilities("p", p)
    n = integer("number of tasks", odds.size, low=2)
    return abs(float(np.log(odds.max()) / np.log(n)))
