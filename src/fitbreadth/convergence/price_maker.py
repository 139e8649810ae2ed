r"""What a trader bets in a round if her own bets move the prices.

She owns the share w of all wealth and knows the probabilities p; the others stake as q, and all
stake the same part of what they own. With the bets b she expects her share to grow in this round by

.. math:: \sum_k p_k \ln \frac{b_k}{w b_k + (1-w) q_k} .

If she takes the prices as given, b = p is best at any prices (Kelly). It is also what makes her
wealth grow fastest beside the others', whatever her share: that ratio moves by
:math:`\sum_k p_k \ln(b_k/q_k)`. But her share itself, in this one round, grows faster if she leaves
the state that she backs against the crowd a little cheaper: the sum is concave in b, and at its top

.. math:: \frac{p_k (1-w) q_k}{b_k (w b_k + (1-w) q_k)}

is the same for all k. As w goes to 1 this becomes :math:`b_k \propto \sqrt{p_k q_k}`, half of the
way to the crowd.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.convergence.price_edge import stakes
from fitbreadth.validate import Float, number, probabilities


def best_bets(w: float, *, p: ArrayLike, other: ArrayLike) -> Float:
    """Return the bets by which a trader's share is expected to grow most in one round.

    What they bring is :func:`fitbreadth.convergence.price_edge.edge` with these for ``belief``.

    Parameters
    ----------
    w : float
        Her share of all wealth, in [0, 1). Who owns everything gains nothing by any bet.
    p : array_like, shape (K,)
        Probability of each state, which she knows.
    other : array_like, shape (K,)
        What the others put on each state, positive wherever ``p`` is.

    Returns
    -------
    ndarray, shape (K,)
        Parts of what she stakes, summing to 1; 0 on states that cannot occur. All is ``p`` at
        ``w = 0``.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or the others put nothing on a
        state that can occur.

    References
    ----------
    kelly1956, blume1992

    Examples
    --------
    >>> best_bets(0.5, p=[0.5, 0.3, 0.2], other=[1 / 3, 1 / 3, 1 / 3]).round(3)
    array([0.443, 0.317, 0.24 ])
    """
    from scipy.optimize import brentq

    share = number("w", w, low=0, below=1)
    odds = probabilities("p", p)
    chances, _, crowd = stakes(odds, odds, other, (1.0, 1.0))
    rest = (1 - share) * crowd

    def bets(scale: float) -> Float:
        # the positive root of w b^2 + rest b = scale p rest, in the form that w = 0 does not upset
        gain = scale * chances * rest
        return np.asarray(2 * gain / (rest + np.sqrt(rest**2 + 4 * share * gain)))

    # from p rest/(w + rest) <= bets/scale <= p, with room for rounding
    highest = 1 / float((chances * rest / (share + rest)).sum())
    scale = brentq(lambda x: float(bets(x).sum()) - 1, 1 - 1e-9, highest * (1 + 1e-9))
    found = np.zeros(odds.size)
    found[odds > 0] = bets(scale) / bets(scale).sum()
    return found


def halfway(p: ArrayLike, *, other: ArrayLike) -> Float:
    """Return the theory: where the best bets go as she comes to own everything.

    Parameters
    ----------
    p, other
        As for :func:`best_bets`.

    Returns
    -------
    ndarray, shape (K,)
        In proportion to the square root of ``p * other``.

    Raises
    ------
    TypeError, ValueError
        As for :func:`best_bets`.

    Examples
    --------
    >>> halfway([0.8, 0.2], other=[0.2, 0.8])
    array([0.5, 0.5])
    """
    odds = probabilities("p", p)
    stakes(odds, odds, other, (1.0, 1.0))
    middle = np.sqrt(odds * np.asarray(other, dtype=float))
    return np.asarray(middle / middle.sum())
