r"""Two specialists against a generalist, and how fine the balance between them is (caetano2021).

Two resources come in equally. The specialists hold enzymes (1, 0) and (0, 1), the generalist
(x, x) on the trade-off :math:`\sum_i x^\gamma = B`, so :math:`x = (B/2)^{1/\gamma}`. Equal budgets
on a straight trade-off are the case :math:`\gamma = B = 1` of :mod:`fitbreadth.biology.enzymes`,
where all three stay; this module moves both numbers off it.

The population as a whole plays the allocation theorem at :math:`\kappa = 0`. A single invader
does not: it is too rare to move the availabilities, and grows by :math:`\sum_i r_i\alpha_i`.
That is :math:`\rho = 1`, so :math:`\kappa = 1/\gamma`: the best invader is a corner for
:math:`\gamma < 1` and a generalist for :math:`\gamma > 1`. At :math:`\gamma = 1` every allocation
grows alike, because the residents have made both resources equally available.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.allocation import Optimum, optimum
from fitbreadth.biology.enzymes import Run, simulate
from fitbreadth.validate import Float, number, probabilities

SUPPLY = (0.5, 0.5)
"""What comes in of the two resources, per unit of time."""


@dataclass(frozen=True)
class Invasion:
    """How fast each strategy grows when rare among the others, per unit of 1/delta.

    Attributes
    ----------
    generalist : float
        Where the two specialists live, in the unit of delta.
    specialist : float
        Either of them, where the generalist lives. One rate is above 0 and the other below, or
        both are 0.
    """

    generalist: float
    specialist: float


def consumers(gamma: float, *, budget: float = 1.0) -> Float:
    """Return the enzymes of the two specialists and of the generalist.

    Parameters
    ----------
    gamma : float
        Shape of the trade-off, > 0: below 1 strong (bowed in), above 1 weak (bowed out).
    budget : float
        B of the generalist, > 0; the specialists have 1.

    Returns
    -------
    ndarray, shape (3, 2)
        A row for each consumer, the generalist last.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the generalist's enzymes do not fit a float.

    References
    ----------
    caetano2021

    Examples
    --------
    >>> consumers(0.5)
    array([[1.  , 0.  ],
           [0.  , 1.  ],
           [0.25, 0.25]])
    """
    level = np.exp(_log_level(gamma, budget))
    return np.array([[1, 0], [0, 1], [level, level]])


def compete(
    gamma: float,
    *,
    times: ArrayLike,
    budget: float = 1.0,
    shares: ArrayLike = (1 / 3, 1 / 3, 1 / 3),
    delta: float = 1.0,
) -> Run:
    r"""Let the three compete, from a community of the size that the supply feeds.

    Parameters
    ----------
    gamma, budget
        As for :func:`consumers`.
    times : array_like, shape (T,)
        When to record, increasing from 0.
    shares : array_like, shape (3,)
        Of the two specialists and the generalist at the start; they sum to 1.
    delta : float
        Rate of dilution or death, > 0.

    Returns
    -------
    Run
        Abundances, whose sum stays 1/delta, and availabilities.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or as :func:`fitbreadth.biology.enzymes.simulate`.

    References
    ----------
    posfai2017, caetano2021

    Examples
    --------
    >>> [compete(gamma, times=[0, 500]).n[-1].round(3).tolist() for gamma in (0.8, 1, 1.25)]
    [[0.5, 0.5, 0.0], [0.333, 0.333, 0.333], [0.0, 0.0, 1.0]]
    """
    start = probabilities("shares", shares, size=3)
    rate = number("delta", delta, above=0)
    alpha = consumers(gamma, budget=budget)
    return simulate(alpha, supply=SUPPLY, n0=start / rate, times=times, delta=rate)


def invasion(gamma: float, *, budget: float = 1.0, delta: float = 1.0) -> Invasion:
    r"""Return who can invade whom, in closed form.

    Specialists at home make both resources available at delta, so a rare generalist grows at
    :math:`\delta(2x - 1)`; the generalist at home makes it :math:`\delta/(2x)`, so a rare
    specialist grows at :math:`\delta(\frac{1}{2x} - 1)`. One of the two signs wins.

    Parameters
    ----------
    gamma, budget
        As for :func:`consumers`.
    delta : float
        Rate of dilution or death, > 0.

    Returns
    -------
    Invasion
        The two growth rates.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    caetano2021

    Examples
    --------
    >>> invasion(0.5)
    Invasion(generalist=-0.5, specialist=1.0)
    """
    rate = number("delta", delta, above=0)
    advantage = np.log(2) + _log_level(gamma, budget)
    return Invasion(float(rate * np.expm1(advantage)), float(rate * np.expm1(-advantage)))


def edge(budget: float = 1.0) -> float:
    r"""Return the shape of the trade-off at which neither side can invade the other.

    Parameters
    ----------
    budget : float
        B of the generalist, > 0.

    Returns
    -------
    float
        :math:`\gamma = 1 - \log_2 B`: above it the generalist wins, below it the specialists;
        at B >= 2 there is no such shape, and it is 0 or less.

    Raises
    ------
    TypeError, ValueError
        If ``budget`` is out of its range.

    References
    ----------
    caetano2021

    Examples
    --------
    >>> edge(), round(edge(1.05), 3)
    (1.0, 0.93)
    """
    return 1 - float(np.log2(number("budget", budget, above=0)))


def best_invader(gamma: float, *, budget: float = 1.0) -> Optimum:
    """Return the allocation that grows fastest where the two specialists live.

    They make both resources equally available, so it is the optimum of the shared theorem at
    equal weights and rho = 1. Its growth rate is ``delta * (2 * value - 1)``.

    Parameters
    ----------
    gamma, budget
        As for :func:`consumers`; here the budget of the invader, whatever its allocation.

    Returns
    -------
    Optimum
        A corner for gamma < 1, any allocation for gamma = 1, the generalist for gamma > 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    caetano2021, levins1968

    Examples
    --------
    >>> [best_invader(gamma).regime for gamma in (0.8, 1, 1.25)]
    ['corner', 'linear', 'interior']
    """
    return optimum([0.5, 0.5], rho=1, gamma=gamma, budget=budget)


def _log_level(gamma: float, budget: float) -> float:
    """Return ln x, once x is known to fit a float."""
    shape = number("gamma", gamma, above=0)
    level = float(np.log(number("budget", budget, above=0) / 2) / shape)
    if not abs(level) < 700:
        raise ValueError(
            f"gamma must be large enough for (budget/2)**(1/gamma) to fit a float, got "
            f"gamma={gamma!r} with budget={budget!r}"
        )
    return level
