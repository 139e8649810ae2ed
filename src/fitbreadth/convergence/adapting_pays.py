r"""How often a world may switch until being able to adapt is not sure to pay.

In a world that switches at rate :math:`\alpha` a tuned learner loses at most
:math:`H(\alpha) + \alpha \ln(N-1)` nats a step to one who is told the regime. Equal trust that is
never updated loses the mutual information of regime and state. Where the first reaches
the second the guarantee is worth nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.cue import mutual_information
from fitbreadth.convergence.switching import forecasts, specialists
from fitbreadth.divergence import renyi
from fitbreadth.validate import number


def static_cost(p: ArrayLike) -> float:
    """Return what equal, unchanging trust loses a step if all regimes come equally often.

    Parameters
    ----------
    p : array_like, shape (N, K)
        Row i is regime i: positive, sums to 1.

    Returns
    -------
    float
        Nats a step beyond one who is told the regime: the mutual information of regime and
        state (:func:`fitbreadth.biology.cue.mutual_information`), at most ln N.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is out of its range.

    Examples
    --------
    >>> round(static_cost([[0.8, 0.2], [0.2, 0.8]]), 6)
    0.192745
    """
    tasks = forecasts(p)
    return mutual_information(np.full(len(tasks), 1 / len(tasks)), tasks)


def fixed_cost(p: ArrayLike) -> float:
    """Return what the best single specialist loses a step if all regimes come equally often.

    Parameters
    ----------
    p : array_like
        As for :func:`static_cost`.

    Returns
    -------
    float
        Nats a step beyond one who is told the regime. For N regimes any two of which are KL
        apart it is (1 - 1/N) KL.

    Raises
    ------
    TypeError, ValueError
        If ``p`` is out of its range.

    Examples
    --------
    >>> round(float(fixed_cost([[0.8, 0.2], [0.2, 0.8]]) / np.log(4)), 6)
    0.3
    """
    tasks = forecasts(p)
    return min(float(np.mean([renyi(truth, own) for truth in tasks])) for own in tasks)


def switching_cost(alpha: float, *, N: int) -> float:
    """Return H(alpha) + alpha ln(N - 1), the most that a tuned learner loses a step.

    Parameters
    ----------
    alpha : float
        Switching rate of the world, which the learner assumes, in [0, 1].
    N : int
        Regimes, in [2, 1e9].

    Returns
    -------
    float
        Nats a step: the entropy rate of the regimes. Largest, ln N, at alpha = (N - 1)/N.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(switching_cost(0.8, N=5) - float(np.log(5)), 12)
    0.0
    """
    rate = number("alpha", alpha, low=0, high=1)
    count = specialists(N)
    left = np.array([rate, 1 - rate])
    logs = np.log(np.where(left > 0, left, 1))
    return float(-left @ logs + rate * np.log(count - 1))


def border_rate(gain: float, *, N: int) -> float:
    """Return the switching rate up to which adapting is sure to pay.

    Parameters
    ----------
    gain : float
        What a rival who does not adapt loses a step, nats, > 0: :func:`static_cost` or
        :func:`fixed_cost`.
    N : int
        Regimes, in [2, 1e9].

    Returns
    -------
    float
        The rate at which :func:`switching_cost` reaches ``gain``; (N - 1)/N, at which nothing is
        left to be learned from the past, if it never does.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(border_rate(static_cost([[0.8, 0.2], [0.2, 0.8]]), N=2), 4)
    0.0481
    """
    from scipy.optimize import brentq

    worth = number("gain", gain, above=0)
    count = specialists(N)
    last = 1 - 1 / count
    if worth >= switching_cost(last, N=count):
        return last
    return float(brentq(lambda rate: switching_cost(rate, N=count) - worth, 0, last))
