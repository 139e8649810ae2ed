r"""The race of beliefs: traders who bet on what comes next, and a market that keeps the score.

In every round one of K states occurs, state k with probability :math:`p_k`. For each state there
is an Arrow security, which pays 1 if that state occurs and nothing otherwise. Trader i saves the
fraction :math:`\delta_i` of its wealth and puts the part :math:`\pi_i(k)` of what it saves on
state k. Prices clear the market, so the wealth shares w follow

.. math:: w_i \leftarrow \frac{w_i \, \delta_i \pi_i(s)}{\sum_j w_j \, \delta_j \pi_j(s)}

when state s has occurred: :func:`fitbreadth.selection.update` with
:math:`L_{si} = \delta_i \pi_i(s)`. With equal saving it is Bayes' rule, each trader a hypothesis
and its wealth the probability that it is right. What the market must select is in
:mod:`fitbreadth.markets.drift`.

It holds under conditions. Markets are complete (a security for every state); traders stake all
that they save on the securities, in fixed proportions, and none of them learns; betting
:math:`\pi` is what somebody with log utility does who believes :math:`\pi`, whatever the prices.
With incomplete markets, or other rules, a trader with wrong beliefs may survive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.markets._stakes import MOST_NUMBERS, market, occurrences
from fitbreadth.selection import after_counts
from fitbreadth.validate import Float, array, integer, probabilities, vector


@dataclass(frozen=True)
class Race:
    """Who owned what, in every run and at every recorded round.

    Attributes
    ----------
    times : ndarray of int, shape (times,)
        Rounds played when the shares were recorded, rising.
    log_shares : ndarray, shape (runs, times, traders)
        Natural logs of the shares of all wealth; -inf for a ruined trader.
    counts : ndarray of int, shape (runs, times, K)
        How often each state had occurred.
    """

    times: NDArray[np.int64]
    log_shares: Float
    counts: NDArray[np.int64]

    @property
    def shares(self) -> Float:
        """Shares of all wealth, shape (runs, times, traders); 0 where they fit no float."""
        with np.errstate(under="ignore"):
            return np.asarray(np.exp(self.log_shares))

    @property
    def ruined(self) -> NDArray[np.bool_]:
        """Whether each trader has nothing left at the last recorded round, (runs, traders)."""
        return np.isneginf(self.log_shares[:, -1])

    @property
    def owner(self) -> NDArray[np.int64]:
        """The trader that owns most at the last recorded round, shape (runs,)."""
        return np.asarray(self.log_shares[:, -1].argmax(axis=1), dtype=np.int64)

    @property
    def slope(self) -> Float:
        """Log growth of each share a round, first to last record, in nats; (runs, traders).

        -inf for a trader ruined at the last, whether or not it was so at the first already.
        """
        with np.errstate(invalid="ignore"):  # who is ruined at both has no difference
            change = self.log_shares[:, -1] - self.log_shares[:, 0]
        change[self.ruined] = -np.inf
        return np.asarray(change / (self.times[-1] - self.times[0]))


def race(
    beliefs: ArrayLike,
    *,
    p: ArrayLike,
    rounds: int,
    runs: int,
    seed: int | np.random.Generator,
    saving: ArrayLike | None = None,
    w0: ArrayLike | None = None,
    record: ArrayLike | None = None,
) -> Race:
    """Let traders bet against one another, round after round, in independent runs.

    Only how often each state has occurred matters, so the cost grows with the rounds recorded and
    not with the rounds played.

    Parameters
    ----------
    beliefs : array_like, shape (traders, K)
        What each trader puts on each state, as parts of what it saves: rows >= 0 that sum to 1.
    p : array_like, shape (K,)
        Probability of each state in every round.
    rounds, runs : int
        At least 1.
    seed : int or numpy.random.Generator
        Of all runs. Another ``record`` draws other runs.
    saving : array_like, shape (traders,), optional
        Fraction of its wealth that each trader saves a round, delta, in (0, 1]; by default all
        save the same, and then it does not matter how much.
    w0 : array_like, shape (traders,), optional
        Shares at the start, > 0; equal by default.
    record : array_like of int, optional
        Rounds at which shares are kept, rising, at least two, from 0 to ``rounds``; by default
        101 evenly spaced ones, or all if there are fewer.

    Returns
    -------
    Race
        Log shares and counts at the recorded rounds.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, shapes differ, more than 2**27 numbers (log shares
        and counts) are to be recorded, or every trader puts nothing on some state that can occur:
        all would be ruined.

    References
    ----------
    blume1992, kelly1956

    Examples
    --------
    Rain falls on seven days of ten. Who bets so owns all after a year, not who is surer of rain.

    >>> found = race([[0.7, 0.3], [0.5, 0.5], [0.9, 0.1]], p=[0.7, 0.3], rounds=365, runs=4, seed=1)
    >>> found.owner
    array([0, 0, 0, 0])
    >>> found.log_shares.shape, found.times[:3]
    ((4, 101, 3), array([0, 4, 7]))
    """
    parts, chances, saved = market(beliefs, p=p, saving=saving)
    traders, K = parts.shape
    last = integer("rounds", rounds, low=1, high=10**15)
    times = _recorded(record, last)
    shape = (integer("runs", runs, low=1), times.size)
    if shape[0] * shape[1] * (traders + K) > MOST_NUMBERS:
        raise ValueError(
            f"record must leave at most {MOST_NUMBERS} log shares and counts to keep, got runs = "
            f"{shape[0]} with {shape[1]} recorded rounds, {traders} traders and {K} states"
        )
    start = np.full(traders, 1 / traders) if w0 is None else probabilities("w0", w0, size=traders)
    vector("w0", start, above=0)
    safe = (parts[:, chances > 0] > 0).all(axis=1)
    if not safe.any():
        raise ValueError(
            "beliefs must leave a trader who puts something on every state that can occur, or all "
            f"are ruined sooner or later; trader 0 puts nothing on state "
            f"{int(np.flatnonzero((chances > 0) & (parts[0] == 0))[0])}"
        )
    gaps = np.diff(times, prepend=0)
    counts = occurrences(chances, rounds=gaps, shape=shape, seed=seed).cumsum(axis=1)
    L = (saved[:, None] * parts).T
    return Race(times, after_counts(start, L, counts=counts), counts)


def _recorded(record: ArrayLike | None, rounds: int) -> NDArray[np.int64]:
    if record is None:
        return np.linspace(0, rounds, min(rounds, 100) + 1).round().astype(np.int64)
    times = array("record", record)
    accepted = f"record must be at least two rising integers in [0, {rounds}]"
    if times.ndim != 1 or times.size < 2:
        raise ValueError(f"{accepted}, got shape {times.shape}")
    rising = (times[1:] > times[:-1]).all() and times[0] >= 0 and times[-1] <= rounds
    if not rising or (times != np.floor(times)).any():
        raise ValueError(f"{accepted}, got {times.tolist()[:6]}")
    return times.astype(np.int64)
