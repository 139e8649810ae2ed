r"""What the race of beliefs must come to: the theory of :mod:`fitbreadth.markets.race`.

Relative to a trader who knows the odds p and saves everything, the wealth of trader i grows by
:math:`\ln \delta_i - \mathrm{KL}(p \| \pi_i)` nats a round in the long run (Blume and Easley).
Everything is there: the market selects the largest sum of thrift and fit, and with equal saving
the beliefs closest to the truth. Breadth as such is worth nothing, and narrowness ruins only whom
it leaves without a stake in something that happens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.markets._stakes import market
from fitbreadth.selection import growth_rate
from fitbreadth.validate import Float, integer, number, probabilities


@dataclass(frozen=True)
class LogRatioLaw:
    """How the log of the wealth of i per wealth of j moves: slope * t, give or take sd * sqrt(t).

    Attributes
    ----------
    slope : float
        Mean step, nats a round; positive if i wins.
    sd : float
        Standard deviation of a step, nats. Steps are independent, so by the central limit
        theorem the log ratio after many rounds t is normal, with sd * sqrt(t).
    """

    slope: float
    sd: float

    def quantile(self, chance: float, *, rounds: int) -> float:
        """Return what the log ratio stays below with some chance, after many rounds.

        Parameters
        ----------
        chance : float
            In (0, 1).
        rounds : int
            t, in [1, 10**15]; the normal law is good when many states of each kind are in it.

        Returns
        -------
        float
            Nats.

        Raises
        ------
        TypeError, ValueError
            If an argument is out of its range.

        Examples
        --------
        >>> round(LogRatioLaw(0.1, 2.0).quantile(0.5, rounds=100), 6)
        10.0
        """
        from scipy.special import ndtri

        t = integer("rounds", rounds, low=1, high=10**15)
        z = float(ndtri(number("chance", chance, above=0, below=1)))
        return self.slope * t + z * self.sd * float(np.sqrt(t))


def drift(beliefs: ArrayLike, *, p: ArrayLike, saving: ArrayLike | None = None) -> Float:
    r"""Return :math:`\ln \delta_i - \mathrm{KL}(p \| \pi_i)` of each trader.

    Parameters
    ----------
    beliefs, p, saving
        As for :func:`fitbreadth.markets.race.race`.

    Returns
    -------
    ndarray, shape (traders,)
        Nats a round; differences are the slopes of the log ratios. -inf for a trader who will be
        ruined.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    blume1992, kelly1956, breiman1961, cover2006

    Examples
    --------
    The overconfident falls behind faster than the even-handed; the bold one is ruined.

    >>> drift([[0.7, 0.3], [0.5, 0.5], [0.9, 0.1], [1, 0]], p=[0.7, 0.3]).round(4)
    array([ 0.    , -0.0823, -0.1537,    -inf])
    """
    parts, chances, saved = market(beliefs, p=p, saving=saving)
    truth = (chances / chances.sum())[:, None]
    return np.asarray(log(saved) + growth_rate(parts.T, p=chances) - growth_rate(truth, p=chances))


def log_ratio_law(
    i: ArrayLike, j: ArrayLike, *, p: ArrayLike, saving: tuple[float, float] = (1.0, 1.0)
) -> LogRatioLaw:
    r"""Return the law of :math:`\ln(w_i/w_j)`: its slope, and its spread per root of a round.

    The step in state k is :math:`\ln(\delta_i/\delta_j) + \ln(\pi_i(k)/\pi_j(k))`. Whoever else
    trades, and at what prices, cancels.

    Parameters
    ----------
    i, j : array_like, shape (K,)
        Beliefs of the two traders, positive wherever ``p`` is.
    p : array_like, shape (K,)
        Probability of each state.
    saving : tuple of two floats
        Fractions that i and j save, in (0, 1].

    Returns
    -------
    LogRatioLaw
        Slope and standard deviation.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or one of the two bets nothing on
        a state that can occur and so has no finite slope (see :func:`ruin`).

    References
    ----------
    blume1992, breiman1961

    Examples
    --------
    >>> law = log_ratio_law([0.5, 0.3, 0.2], [1 / 3] * 3, p=[0.5, 0.3, 0.2])
    >>> round(law.slope, 6), round(law.sd, 4)
    (0.068959, 0.3646)
    """
    size = probabilities("p", p).size
    pair = np.stack([probabilities("i", i, size=size), probabilities("j", j, size=size)])
    parts, chances, saved = market(pair, p=p, saving=saving)
    possible = chances > 0
    empty = possible & (parts == 0)
    if empty.any():
        who, state = np.argwhere(empty)[0]
        raise ValueError(
            f"{'ij'[who]} must put something on every state that can occur, or it is ruined and "
            f"the log ratio has no slope; got 0 on state {state}"
        )
    chance = chances[possible] / chances[possible].sum()
    # a sum of logs: the products may be too small for a float
    thrift = log(saved[0]) - log(saved[1])
    steps = thrift + log(parts[0, possible]) - log(parts[1, possible])
    slope = float(chance @ steps)
    return LogRatioLaw(slope, float(np.sqrt(chance @ (steps - slope) ** 2)))


def ruin(beliefs: ArrayLike, *, p: ArrayLike, rounds: int) -> Float:
    r"""Return the chance that each trader has been ruined within so many rounds.

    A trader is ruined as soon as a state occurs that it has put nothing on. If such states have
    probability z together, that is after 1/z rounds on average, and within t rounds with
    probability :math:`1 - (1 - z)^t`. A zero on what never occurs is harmless.

    Parameters
    ----------
    beliefs, p
        As for :func:`fitbreadth.markets.race.race`.
    rounds : int
        t, in [1, 10**15].

    Returns
    -------
    ndarray, shape (traders,)
        Probabilities.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    Examples
    --------
    >>> ruin([[1, 0], [0.9, 0.1]], p=[0.7, 0.3], rounds=10).round(4)
    array([0.9718, 0.    ])
    """
    parts, chances, _ = market(beliefs, p=p, saving=None)
    t = integer("rounds", rounds, low=1, high=10**15)
    uncovered = np.minimum((parts == 0) @ (chances / chances.sum()), 1)
    with np.errstate(divide="ignore"):  # ruin for certain has the log -inf
        return np.asarray(np.abs(np.expm1(t * np.log1p(-uncovered))))
