r"""The prize for fit at prices that traders set: the expected growth of a share of all wealth.

The theorem of :mod:`fitbreadth.allocation` takes pay-offs as given. In Blume and Easley's market
(:mod:`fitbreadth.markets.race`) traders set them. Let a share w of all wealth belong to somebody
who believes :math:`\pi` and saves :math:`\delta`, the rest to others who believe q and save
:math:`\delta'`. The price of state k is what is staked on it,

.. math:: r_k = \frac{w\delta\pi_k + (1-w)\delta' q_k}{\bar\delta},\qquad
          \bar\delta = w\delta + (1-w)\delta' ,

and her share is expected to grow by

.. math:: g(w) = \ln(\delta/\bar\delta) + D(p\|r) - D(p\|\pi)

nats a round, D being Kullback and Leibler's divergence. With :math:`\pi = p` and equal saving that
is :math:`D(p\|r)`: the misfit of the *price*, which is gone once the price is right. (If prices are
given, no bets bring more than p. Hers move them, and some others would bring her more in the round:
:mod:`fitbreadth.convergence.price_maker`.) However it goes, she cannot gain more than
:math:`\ln 1/w_0` in all, as nobody can own more than everything. At *given* prices g would stay.

What does go on is the ratio to the others' wealth: its log moves by
:math:`\ln(\delta/\delta') + D(p\|q) - D(p\|\pi)` for ever, which is their ruin
and no growth of hers. If it is negative (they save enough more,
:func:`fitbreadth.markets.saving.break_even_saving`) she is the one who disappears.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array, number, probabilities


def edge(
    w: ArrayLike,
    *,
    p: ArrayLike,
    belief: ArrayLike,
    other: ArrayLike,
    saving: tuple[float, float] = (1.0, 1.0),
) -> Float:
    """Return how fast the share of a trader is expected to grow when she owns the part w.

    Parameters
    ----------
    w : array_like
        Her share of all wealth, in [0, 1]; any shape.
    p : array_like, shape (K,)
        Probability of each state.
    belief, other : array_like, shape (K,)
        What she and the others put on each state, positive wherever ``p`` is.
    saving : tuple of two floats
        Fractions that she and the others save, in (0, 1].

    Returns
    -------
    ndarray, of the shape of ``w``
        Nats a round.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or somebody puts nothing on a
        state that can occur.

    References
    ----------
    blume1992

    Examples
    --------
    Who knows the odds gains while the price is wrong. Once she owns all, the price is right.

    >>> edge([0, 0.5, 1], p=[0.5, 0.3, 0.2], belief=[0.5, 0.3, 0.2], other=[0.6, 0.2, 0.2]).round(4)
    array([0.0305, 0.007 , 0.    ])
    """
    share = array("w", w, low=0)
    if share.size and share.max() > 1:
        raise ValueError(f"w must be shares in [0, 1], got {share.max()}")
    chances, hers, theirs = stakes(p, belief, other, saving)
    price = share[..., None] * hers + (1 - share[..., None]) * theirs
    return np.asarray((np.log(hers) - np.log(price)) @ chances)


def stakes(
    p: ArrayLike, belief: ArrayLike, other: ArrayLike, saving: tuple[float, float]
) -> tuple[Float, Float, Float]:
    """Return the chances of the states that can occur, and what both stake on each per wealth.

    Raises
    ------
    TypeError, ValueError
        As for :func:`edge`.

    Examples
    --------
    >>> stakes([0.5, 0.5, 0], [0.5, 0.5, 0], [0.75, 0.25, 0], saving=(1.0, 0.5))
    (array([0.5, 0.5]), array([0.5, 0.5]), array([0.375, 0.125]))
    """
    chances = probabilities("p", p)
    may = chances > 0
    staked = []
    if not isinstance(saving, Sequence | np.ndarray) or len(saving) != 2:
        raise ValueError(f"saving must be two fractions, hers and the others', got {saving!r}")
    for name, parts, kept in zip(("belief", "other"), (belief, other), saving, strict=True):
        share = number("saving", kept, above=0, high=1)
        bets = probabilities(name, parts, size=chances.size)
        if (bets[may] == 0).any():
            raise ValueError(
                f"{name} must put something on every state that can occur, or it is ruined; "
                f"got {bets.tolist()} with p = {chances.tolist()}"
            )
        staked.append(share * bets[may])
    return chances[may] / chances[may].sum(), staked[0], staked[1]
