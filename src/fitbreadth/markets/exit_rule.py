r"""When to give up: the optimal stopping problem of a firm that is still finding out.

A firm of age n that believes it earns m a year on average stays if one more year, and what it will
learn in it, is worth more than leaving for nothing:

.. math:: U_n(m) = \max\{0,\; m + \beta\, \mathrm{E}\, U_{n+1}(m')\}, \qquad
          m' \sim N(m, V_n - V_{n+1}).

The best rule is a boundary :math:`b_n`: leave when the belief is below it. It is negative, since
staying keeps the option of learning better things, and it rises to break-even as there is less left
to learn: the young bear news that would make the old give up.

Backward induction on a grid. The belief's step is Gaussian, so an expectation is a convolution. The
last age is so far away that the years after it are discounted by a thousand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets.learning_firm import LARGEST, SMALLEST, posterior_variance, step_variance
from fitbreadth.validate import Float, integer, number

LOWEST, HIGHEST = -3.0, 8.0
"""Ends of the grid of beliefs, in units of s0: nobody stays below, nobody leaves above."""
MOST_NODES = 60_000
FINEST = 10**6
"""Nodes in a standard deviation of a step, at most."""


@dataclass(frozen=True)
class ExitRule:
    """When a firm that learns had best leave.

    Attributes
    ----------
    s0, s : float
        Spread of true profitability among founders, and of a year's noise, money a year.
    beta : float
        Discount factor of a year.
    boundary : ndarray, shape (ages + 1,)
        Belief below which a firm of age 0, 1, ... leaves, money a year; break-even is 0.
    belief : ndarray, shape (k,)
        Evenly spaced grid of beliefs, money a year.
    value : ndarray, shape (k,)
        What a firm about to start is worth at each belief, money.
    """

    s0: float
    s: float
    beta: float
    boundary: Float
    belief: Float
    value: Float


def exit_rule(*, s: float, s0: float = 1.0, beta: float = 0.9, ages: int = 30) -> ExitRule:
    """Return the rule that maximises the expected discounted profit of a firm.

    Parameters
    ----------
    s : float
        Standard deviation of a year's noise, money a year, in [s0/10, 100 s0] and in [1e-50, 1e50].
    s0 : float
        Standard deviation of true profitability among founders, money a year, in [1e-50, 1e50].
    beta : float
        Discount factor of a year, in [0.1, 0.99].
    ages : int
        Oldest age whose boundary is wanted, in [1, 200].

    Returns
    -------
    ExitRule
        Boundary and values; the boundary is good to about s0/1000.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or so little is learnt in the last years that the grid
        would be too fine.

    References
    ----------
    jovanovic1982, degroot1970

    Examples
    --------
    >>> exit_rule(s=2, beta=0.95).boundary[[0, 1, 5, 20]].round(3)
    array([-0.776, -0.656, -0.414, -0.18 ])
    """
    spread = number("s0", s0, low=SMALLEST, high=LARGEST)
    noise = number("s", s, low=spread / 10, high=100 * spread)
    discount = number("beta", beta, low=0.1, high=0.99)
    oldest = integer("ages", ages, low=1, high=200)
    horizon = oldest + int(np.ceil(np.log(1e-3) / np.log(discount)))
    sd = np.sqrt(step_variance(np.arange(1, horizon + 1), s0=spread, s=noise))
    # weights of a Gaussian on a grid are exact to 1e-8 while its sd is no less than the spacing
    h = min(float(sd[-1]), spread / 200)
    nodes = int(np.ceil((HIGHEST - LOWEST) * spread / h)) + 1
    if nodes > MOST_NODES:
        raise ValueError(
            f"s must be large enough to be worth {horizon} years of learning, got s={s!r} with "
            f"s0={s0!r}, beta={beta!r} and ages={ages!r}"
        )
    m: Float = LOWEST * spread + h * np.arange(nodes, dtype=float)
    U: Float = np.maximum(0, m) / (1 - discount)
    boundary = np.zeros(horizon + 1)
    for n in range(horizon - 1, -1, -1):
        w = step_weights(float(sd[n]), h)
        reach = w.size // 2
        above = (m[-1] + h * np.arange(1, reach + 1)) / (1 - discount)
        around = np.concatenate([np.zeros(reach), U, above])
        stay = m + discount * np.convolve(around, w, mode="valid")
        boundary[n] = np.interp(0, stay, m)
        U = np.maximum(0, stay)
    return ExitRule(spread, noise, discount, boundary[: oldest + 1], m, np.asarray(U, float))


def earliest_boundary(n: ArrayLike, *, s: float, s0: float = 1.0, beta: float = 0.9) -> Float:
    r"""Return a bound below the exit boundary: that of firms which learn all in their next year.

    It solves :math:`m + \frac{\beta}{1-\beta} \mathrm{E}(m + \sqrt{V_n} Z)^+ = 0`, Z standard
    normal. Nothing teaches more, so no firm of age n that believes less should stay.

    Parameters
    ----------
    n : array_like of int, shape (k,)
        Ages, >= 0.
    s, s0, beta
        As for :func:`exit_rule`; any s in [1e-50, 1e50] will do.

    Returns
    -------
    ndarray, shape (k,)
        Beliefs, money a year, negative.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> earliest_boundary([0, 1, 20], s=2, beta=0.95).round(3)
    array([-1.159, -1.037, -0.473])
    """
    from scipy.optimize import brentq
    from scipy.stats import norm

    discount = number("beta", beta, low=0.1, high=0.99)
    later = discount / (1 - discount)

    def worth(z: float) -> float:
        return float(z + later * (norm.pdf(z) + z * norm.cdf(z)))

    return float(brentq(worth, -10, 0)) * np.sqrt(posterior_variance(n, s0=s0, s=s))


def step_weights(sd: float, h: float) -> Float:
    """Return the probabilities of a Gaussian step on a grid, out to eight deviations.

    Sampled rather than integrated: on an even grid that gives all moments exactly (Poisson's sum).

    Parameters
    ----------
    sd : float
        Standard deviation, > 0; no less than h for the moments to be right.
    h : float
        Spacing of the grid, > 0, at least sd/10**6.

    Returns
    -------
    ndarray, shape (2 k + 1,)
        They sum to 1; the middle one is for no step.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> w = step_weights(0.3, 0.1)
    >>> round(float(w @ (0.1 * (np.arange(w.size) - w.size // 2)) ** 2), 12)
    0.09
    """
    width, gap = number("sd", sd, above=0), number("h", h, above=0)
    if width / gap > FINEST:
        raise ValueError(f"h must be at least sd/10**6, got h={h!r} with sd={sd!r}")
    reach = int(np.ceil(8 * width / gap))
    with np.errstate(over="ignore"):  # steps too far for a float have no chance
        w = np.exp(-0.5 * (np.arange(-reach, reach + 1) * gap / width) ** 2)
    return np.asarray(w / w.sum())
