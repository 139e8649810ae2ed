r"""When being able to adapt has paid for itself, against a right specialist and a wrong one.

A mixture that starts with trust 1/N in each of N specialists and updates by Bayes' rule loses
:math:`\ln w_i(T)/w_i(0)` nats more than specialist i: what it has paid is what it has learned. The
weight of the right one cannot exceed 1, so that it pays at most :math:`\ln N`, once. A wrong
specialist pays :math:`\mathrm{KL}(p\|q)` a step, so that from :math:`T = \ln N/\mathrm{KL}` on the
mixture is ahead on average. That is a guarantee: where all the others are as wrong as q it is ahead
from the first step, since half-trust in the truth is already less wrong. It is nearly met where
the others are ruled out at once and only q is close.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.convergence.adaptation import LEAST
from fitbreadth.convergence.switching import forecasts, specialists
from fitbreadth.rng import generator
from fitbreadth.selection import after_counts
from fitbreadth.validate import Float, array, integer, number

LONGEST = 1e15
"""Steps of the longest horizon."""


@dataclass(frozen=True)
class Paid:
    """What the mixture lost beyond the right specialist, by horizon.

    Attributes
    ----------
    horizons : ndarray of int, shape (H,)
        Steps.
    excess : ndarray, shape (H, runs)
        Nats; every column is one history, at most ln N.
    """

    horizons: NDArray[np.int64]
    excess: Float


def break_even(kl: float, *, N: int) -> float:
    """Return ln N/KL, from which on the mixture is ahead of a wrong specialist on average.

    Parameters
    ----------
    kl : float
        What the wrong specialist loses a step, nats, at least 1e-100.
    N : int
        Specialists in the mixture, one of them right, in [2, 1e9].

    Returns
    -------
    float
        Steps.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(break_even(0.1, N=5), 2)
    16.09
    """
    return float(np.log(specialists(N)) / number("kl", kl, low=LEAST))


def one_close(kl: float, *, N: int) -> Float:
    """Return N forecasts: a right one, one that is ``kl`` nats off, and N - 2 about other things.

    The world (row 0) has two states, half and half, and row 1 leans to the first. The others hold
    that neither will come, but for one time in a thousand.

    Parameters
    ----------
    kl : float
        KL(row 0 || row 1), nats, in (0, 5].
    N : int
        Forecasters, in [2, 1e6].

    Returns
    -------
    ndarray, shape (N, 3)
        The third state is what the N - 2 wait for; it hardly comes.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> one_close(0.1, N=3).round(3)
    array([[0.5  , 0.5  , 0.   ],
           [0.713, 0.287, 0.   ],
           [0.   , 0.   , 0.999]])
    """
    apart = number("kl", kl, above=0, high=5)
    count = integer("N", N, low=2, high=10**6)
    rare = 1e-9
    # -ln(4 q (1 - q))/2 = KL of two fair states from a lean of q
    lean = (1 + np.sqrt(-np.expm1(-2 * apart))) / 2
    world = [[0.5, 0.5, 0.0], [lean, 1 - lean, 0.0]]
    rows = (1 - rare) * np.array(world) + rare * np.eye(3)[2]
    other = np.array([[0.0005, 0.0005, 0.999]])
    return np.vstack([rows, np.repeat(other, count - 2, axis=0)])


def paid(p: ArrayLike, *, horizons: ArrayLike, runs: int, seed: int | np.random.Generator) -> Paid:
    """Let row 0 be the truth, and measure what the Bayes mixture of all rows pays to find out.

    Parameters
    ----------
    p : array_like, shape (N, K)
        Forecasts: positive, rows sum to 1.
    horizons : array_like of int, shape (H,)
        Steps, in [0, 1e15], increasing.
    runs : int
        Histories, >= 1; times horizons and forecasters at most 1e8.
    seed : int or numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Paid
        Loss beyond the right specialist.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> got = paid([[0.9, 0.1], [0.1, 0.9]], horizons=[0, 100], runs=2, seed=1)
    >>> (got.excess / np.log(2)).round(6)
    array([[0., 0.],
           [1., 1.]])
    """
    tasks = forecasts(p)
    rng = generator(seed)
    steps = array("horizons", horizons, low=0, largest=LONGEST)
    if steps.ndim != 1 or not steps.size or (steps != np.floor(steps)).any():
        raise TypeError(f"horizons must be a 1-d array of integers, got {horizons!r}")
    gaps = np.diff(steps.astype(np.int64), prepend=0)
    if (gaps < 0).any():
        raise ValueError(f"horizons must be increasing, got {steps.tolist()}")
    many = integer("runs", runs, low=1, high=10**8 // (steps.size * len(tasks)))
    truth = tasks[0] / tasks[0].sum()
    counts = np.cumsum([rng.multinomial(gap, truth, size=many) for gap in gaps], axis=0)
    start = np.full(len(tasks), 1 / len(tasks))
    trust = after_counts(start, tasks.T, counts=counts)[..., 0]
    return Paid(steps.astype(np.int64), trust + np.log(len(tasks)))
