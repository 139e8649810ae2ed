r"""Thrift against truth: what a wrong belief costs can be made up by saving more, up to a point.

In the market of :mod:`fitbreadth.markets.race` trader i saves the fraction :math:`\delta_i` of its
wealth a round and bets its belief :math:`\pi_i`. What the market selects is the survival index

.. math:: \ln \delta_i - \mathrm{KL}(p \| \pi_i)

(:func:`fitbreadth.markets.drift.drift`), not truth alone: a wrong trader outgrows a right one if it
saves :math:`e^{\mathrm{KL}}` times as much. As nobody can save more than everything, there are
beliefs too wrong for that.

The theorem is Blume and Easley's of 1992, and stands on its conditions: complete markets, a bounded
total to be shared, states drawn apart from the same p, saving fractions that are *given*. If
traders choose how much to save by an optimal plan and discount the future alike, only beliefs
matter (Sandroni; Blume and Easley 2006); a lower discount rate then does what thrift does here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.divergence import renyi
from fitbreadth.markets.drift import drift
from fitbreadth.validate import number, probabilities

TIED = 1e-12
"""Survival indices no further apart than this count as equal: it is what rounding leaves."""


def break_even_saving(
    belief: ArrayLike, *, p: ArrayLike, against: ArrayLike | None = None, saving: float
) -> float:
    r"""Return the fraction that a trader must save to keep up with another.

    Parameters
    ----------
    belief : array_like, shape (K,)
        What the trader puts on each state: >= 0, sums to 1.
    p : array_like, shape (K,)
        Probability of each state.
    against : array_like, shape (K,), optional
        Belief of the other, positive wherever ``p`` is; the truth, p, by default.
    saving : float
        Fraction that the other saves, in (0, 1].

    Returns
    -------
    float
        :math:`\delta_i e^{\mathrm{KL}_j - \mathrm{KL}_i}`: whoever saves more takes over. **Above
        1 it cannot be done**, as nobody saves more than everything; infinite for a belief that
        will be ruined (or needs more than fits a float).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or the other will be ruined.

    References
    ----------
    blume1992, blume2006, sandroni2000

    Examples
    --------
    >>> p = [0.5, 0.3, 0.2]
    >>> [round(break_even_saving(belief, p=p, saving=0.95), 5)
    ...  for belief in ([0.6, 0.2, 0.2], [1 / 3, 1 / 3, 1 / 3])]
    [0.9794, 1.01782]
    """
    states = probabilities("p", p)
    share = number("saving", saving, above=0, high=1)
    own = renyi(states, probabilities("belief", belief, size=states.size))
    rival = states if against is None else probabilities("against", against, size=states.size)
    other = renyi(states, rival)
    if np.isinf(other):
        raise ValueError(
            f"against must put something on every state that can occur, or it is ruined and "
            f"anybody keeps up with it; got {rival.tolist()} with p = {states.tolist()}"
        )
    with np.errstate(over="ignore"):
        return float(share * np.exp(own - other))


def survivors(
    beliefs: ArrayLike, *, p: ArrayLike, saving: ArrayLike | None = None
) -> NDArray[np.bool_]:
    """Return which traders the market lets live: those with the largest survival index.

    Parameters
    ----------
    beliefs, p, saving
        As for :func:`fitbreadth.markets.race.race`.

    Returns
    -------
    ndarray of bool, shape (traders,)
        Whether the share of each does not go to 0 with probability 1. If several tie with
        different beliefs, the lead among them changes for ever (their log ratio is a random walk
        without drift): each survives, none for good.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ, or every trader will be ruined.

    References
    ----------
    blume1992

    Examples
    --------
    The even-handed trader outlives the truthful one, who saves too little; the bold one is ruined.

    >>> survivors([[0.7, 0.3], [0.5, 0.5], [1, 0]], p=[0.7, 0.3], saving=[0.9, 0.98, 1])
    array([False,  True, False])
    """
    index = drift(beliefs, p=p, saving=saving)
    best = index.max()
    if np.isneginf(best):
        raise ValueError(
            "beliefs must leave a trader who puts something on every state that can occur, or all "
            "are ruined sooner or later"
        )
    return np.asarray(index >= best - TIED)
