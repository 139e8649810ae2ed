r"""The prize for fit shrinks as fit spreads: what a trader's share of all wealth comes to.

She bets against others in a market whose prices all of them set (:mod:`price_edge
<fitbreadth.convergence.price_edge>` has the growth of a round): round by round in the market of
:mod:`fitbreadth.markets.race`, and exactly, in the mean over all histories.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.convergence.price_edge import stakes
from fitbreadth.markets.race import race
from fitbreadth.validate import Float, array, integer, number

MOST_HISTORIES = 2_000_000
"""Counts of states that an exact expectation may add up over."""

RAREST = -70.0
"""Log of the chance below which counts are left out: two million of them weigh below 1e-24."""


@dataclass(frozen=True)
class PriceFeedback:
    """What a trader's share came to, in every run.

    Attributes
    ----------
    times : ndarray of int, shape (times,)
        Rounds played.
    growth : ndarray, shape (runs, times)
        Natural log of the share over the share at the start; never above ``ceiling``.
    ceiling : float
        ln 1/w0, nats.
    """

    times: NDArray[np.int64]
    growth: Float
    ceiling: float


def feedback(
    w0: float,
    *,
    p: ArrayLike,
    belief: ArrayLike,
    other: ArrayLike,
    times: ArrayLike,
    runs: int,
    seed: int | np.random.Generator,
    saving: tuple[float, float] = (1.0, 1.0),
) -> PriceFeedback:
    """Let a trader with the share w0 bet against the others, who set the prices with her.

    Parameters
    ----------
    w0 : float
        Her share at the start, in (0, 1).
    p, belief, other, saving
        As for :func:`fitbreadth.convergence.price_edge.edge`.
    times : array_like of int
        Rounds at which her share is recorded: rising, at least two, in [0, 1e15].
    runs : int
        In [1, 1e6].
    seed : int or numpy.random.Generator
        Of all runs.

    Returns
    -------
    PriceFeedback

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    blume1992

    Examples
    --------
    >>> found = feedback(0.01, p=[0.5, 0.3, 0.2], belief=[0.5, 0.3, 0.2], other=[0.6, 0.2, 0.2],
    ...                  times=[0, 1000], runs=20, seed=1)
    >>> bool((found.growth[:, -1] <= found.ceiling).all()), round(found.ceiling, 3)
    (True, 4.605)
    """
    start = number("w0", w0, above=0, below=1)
    stakes(p, belief, other, saving)
    when = array("times", times, low=0, largest=1e15)
    if when.ndim != 1 or when.size < 2 or (np.diff(when) <= 0).any() or (when % 1 != 0).any():
        raise ValueError(f"times must be at least two rising integers, got {when.tolist()}")
    met = race(
        np.stack([np.asarray(belief, dtype=float), np.asarray(other, dtype=float)]),
        p=p,
        rounds=int(when[-1]),
        runs=integer("runs", runs, low=1, high=10**6),
        seed=seed,
        saving=saving,
        w0=[start, 1 - start],
        record=when,
    )
    return PriceFeedback(met.times, met.log_shares[..., 0] - np.log(start), float(-np.log(start)))


def expected_growth(
    w0: float,
    *,
    p: ArrayLike,
    belief: ArrayLike,
    other: ArrayLike,
    t: int,
    saving: tuple[float, float] = (1.0, 1.0),
) -> float:
    """Return the exact mean of :attr:`PriceFeedback.growth` after t rounds.

    It adds up over all counts of states, each with its multinomial probability.

    Parameters
    ----------
    w0, p, belief, other, saving
        As for :func:`feedback`.
    t : int
        Rounds, at least 0; so few that there are at most two million different counts.

    Returns
    -------
    float
        Nats, at most ln 1/w0.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or there are too many counts.

    Examples
    --------
    >>> p, other = [0.5, 0.3, 0.2], [0.6, 0.2, 0.2]
    >>> [round(expected_growth(0.01, p=p, belief=p, other=other, t=t), 3) for t in (1, 100, 400)]
    [0.03, 2.434, 4.413]
    """
    start = number("w0", w0, above=0, below=1)
    chances, hers, theirs = stakes(p, belief, other, saving)
    rounds = integer("t", t, low=0)
    if comb(rounds + chances.size - 1, chances.size - 1) > MOST_HISTORIES:
        raise ValueError(
            f"t must leave at most {MOST_HISTORIES} counts of {chances.size} states, got {rounds}"
        )
    steps = np.log(hers) - np.log(theirs)
    against = np.log(start) - np.log1p(-start)
    weights, counts = _histories(rounds, tuple(chances.tolist()))
    # ln of the share from the log ratio to the others
    return float(weights @ (-np.logaddexp(0, -(against + counts @ steps)) - np.log(start)))


@lru_cache(maxsize=64)
def _histories(t: int, p: tuple[float, ...]) -> tuple[Float, NDArray[np.int64]]:
    """Return the counts of states after t rounds, with their probabilities.

    Left out are counts so unlikely that all of them together weigh less than rounding.
    """
    from scipy.special import gammaln

    counts = _counts(t, len(p))
    chance = gammaln(t + 1) - gammaln(counts + 1).sum(axis=1) + counts @ np.log(p)
    likely = chance > RAREST
    return np.exp(chance[likely]), counts[likely]


def _counts(t: int, K: int) -> NDArray[np.int64]:
    """Return all ways of K counts to sum to t, one a row."""
    if K == 1:
        return np.array([[t]])
    if K == 2:
        heads = np.arange(t + 1)
        return np.column_stack([heads, t - heads])
    rests = [_counts(t - head, K - 1) for head in range(t + 1)]
    return np.vstack([np.insert(rest, 0, head, axis=1) for head, rest in enumerate(rests)])
