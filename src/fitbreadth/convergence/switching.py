r"""A world that changes its mind: N regimes, one of which holds until the next switch.

Regime i produces states with probabilities :math:`p_i`, and specialist i forecasts by :math:`p_i`
for ever: right in its own regime, wrong in all others. Which regime holds is told to nobody. A
forecaster that gave the state that came probability L loses :math:`-\ln L` nats.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.biology.cue import symmetric_cue
from fitbreadth.rng import generator
from fitbreadth.validate import Float, choice, integer, matrix, number

MOST = 10**9
"""Specialists in a formula at most."""

LARGEST = 10**8
"""Numbers that are drawn at most."""

SEGMENTS = ("random", "equal")
"""How switches may lie: anywhere, or evenly spaced."""


@dataclass(frozen=True)
class Histories:
    """Independent histories of one switching world.

    Attributes
    ----------
    p : ndarray, shape (N, K)
        Row i is what regime i produces and specialist i forecasts.
    regimes, states : ndarray of int, shape (runs, T)
        The regime that held and the state that came at each step.
    """

    p: Float
    regimes: NDArray[np.int64]
    states: NDArray[np.int64]

    @property
    def likelihoods(self) -> Float:
        """Probability that each specialist gave what came, shape (runs, T, N)."""
        return self.p.T[self.states]

    @property
    def told(self) -> Float:
        """Losses so far of one who is told the regime at every step, shape (runs, T + 1), nats."""
        gave = np.log(self.p[self.regimes, self.states])
        return np.pad(-np.cumsum(gave, axis=1), ((0, 0), (1, 0)))

    @property
    def switches(self) -> NDArray[np.int64]:
        """Number of switches so far at each step, shape (runs, T)."""
        changed = np.diff(self.regimes, axis=1) != 0
        return np.pad(np.cumsum(changed, axis=1), ((0, 0), (1, 0)))


def specialists(N: int) -> int:
    """Return ``N``, once it is known to be a number of specialists, from 2 to a billion.

    Raises
    ------
    TypeError, ValueError
        If it is anything else.

    Examples
    --------
    >>> specialists(1)
    Traceback (most recent call last):
    ValueError: N must be an integer in [2, 1000000000], got 1
    """
    return integer("N", N, low=2, high=MOST)


def regimes_apart(kl: float, *, N: int) -> Float:
    r"""Return N regimes, any two of which are ``kl`` nats apart.

    Each has a state of its own, which it produces with probability a, and the others with
    b = (1 - a)/(N - 1) each, so that KL = (a - b) ln(a/b).

    Parameters
    ----------
    kl : float
        Divergence of any regime from any other, nats, > 0 and at most 20.
    N : int
        Regimes and states, in [2, 1000].

    Returns
    -------
    ndarray, shape (N, N)
        Row i is p_i; entries are positive.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> regimes_apart(0.5 * np.log(6), N=5).round(6)[0]
    array([0.6, 0.1, 0.1, 0.1, 0.1])
    """
    from scipy.optimize import brentq

    apart = number("kl", kl, above=0, high=20)
    count = integer("N", N, low=2, high=1000)

    def gap(log_ratio: float) -> float:
        # a = r/(r + N - 1) with r = a/b
        ratio = np.exp(log_ratio)
        return float((ratio - 1) / (ratio + count - 1) * log_ratio - apart)

    # at ln r = kl + ln N + 2 the product is larger than kl for every N
    log_ratio = brentq(gap, 0, apart + np.log(count) + 2, xtol=1e-14)
    ratio = np.exp(log_ratio)
    return symmetric_cue(float(ratio / (ratio + count - 1)), states=count)


def histories(
    p: ArrayLike,
    *,
    T: int,
    k: int,
    runs: int = 1,
    segments: str = "random",
    seed: int | np.random.Generator,
) -> Histories:
    """Draw histories that switch exactly ``k`` times.

    Parameters
    ----------
    p : array_like, shape (N, K)
        Row i is regime i: positive, sums to 1. N >= 2.
    T : int
        Steps, in [1, 1e8].
    k : int
        Switches, in [0, T - 1]; each goes to any other regime alike.
    runs : int
        Histories, >= 1; runs times steps are at most 1e8.
    segments : str
        ``"random"``: all sets of k times are equally likely; ``"equal"``: evenly spaced.
    seed : int or numpy.random.Generator
        Source of randomness.

    Returns
    -------
    Histories
        Regimes and states.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> drawn = histories([[0.9, 0.1], [0.2, 0.8]], T=6, k=2, segments="equal", seed=1)
    >>> drawn.switches.tolist()
    [[0, 0, 1, 1, 2, 2]]
    """
    rng = generator(seed)
    tasks = forecasts(p)
    steps = integer("T", T, low=1, high=LARGEST)
    count = integer("k", k, low=0, high=steps - 1)
    many = integer("runs", runs, low=1, high=LARGEST // steps)
    choice("segments", segments, SEGMENTS)
    number_of = len(tasks)
    changes = np.zeros((many, steps), dtype=bool)
    if segments == "equal":
        changes[:, np.arange(1, count + 1) * steps // (count + 1)] = True
    else:
        order = rng.random((many, steps - 1)).argsort(axis=1)[:, :count]
        np.put_along_axis(changes, order + 1, True, axis=1)
    moves = rng.integers(1, number_of, size=(many, steps)) * changes
    moves[:, 0] = rng.integers(number_of, size=many)
    regimes = np.cumsum(moves, axis=1) % number_of
    return Histories(tasks, regimes, draw_states(tasks, regimes, rng))


def forecasts(p: ArrayLike) -> Float:
    """Return ``p`` as forecasts of N >= 2 specialists: positive rows that sum to 1.

    Raises
    ------
    TypeError, ValueError
        If it is anything else.

    Examples
    --------
    >>> forecasts([[1, 0], [0.5, 0.5]])
    Traceback (most recent call last):
    ValueError: p must be a 2-d array of numbers > 0 whose rows sum to 1, got 0.0 in row 0, column 1
    """
    accepted = "p must be a 2-d array of numbers > 0 whose rows sum to 1"
    tasks = matrix(accepted, p, low=0)
    if len(tasks) < 2:
        raise ValueError(f"{accepted}, at least two rows, got shape {tasks.shape}")
    if (tasks == 0).any():
        row, column = np.argwhere(tasks == 0)[0]
        raise ValueError(f"{accepted}, got 0.0 in row {row}, column {column}")
    totals = tasks.sum(axis=1)
    if (np.abs(totals - 1) > 1e-9).any():
        row = int(np.abs(totals - 1).argmax())
        raise ValueError(f"{accepted}, got a sum of {totals[row]:.10g} in row {row}")
    return tasks


def draw_states(
    p: Float, regimes: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw a state for every entry of ``regimes``, of any shape.

    Examples
    --------
    >>> draw_states(np.eye(3), np.array([2, 0]), generator(1)).tolist()
    [2, 0]
    """
    edges = np.cumsum(p, axis=1)[:, :-1]
    return np.asarray((rng.random(regimes.shape)[..., None] >= edges[regimes]).sum(axis=-1))
