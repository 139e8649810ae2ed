r"""A learner over specialists that keeps a share of its trust for those it does not believe.

Fixed share (herbster1998) is the one update of :mod:`fitbreadth.selection` and one more line:

.. math:: v_i = \frac{w_i L_i}{\sum_j w_j L_j}, \qquad
          w_i \leftarrow (1-\alpha) v_i + \frac{\alpha}{N-1} (1 - v_i).

Without it (:math:`\alpha = 0`, the Bayes mixture) the weight of a specialist that is wrong falls
exponentially, and once the world has switched it takes as long to come back as it took to go.

What it can lose is bounded, whatever comes (:mod:`fitbreadth.convergence.share_bound`). If
regimes switch as a Markov chain of that rate does, it is the best there is: nobody who is not told
the regime forecasts better on average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.selection import mixture_loss
from fitbreadth.validate import Float, array, number


@dataclass(frozen=True)
class Shared:
    """What a learner over N specialists believed and lost.

    Attributes
    ----------
    weights : ndarray, shape (..., T + 1, N)
        Trust in each specialist before the first and after every step; each row sums to 1.
    loss : ndarray, shape (..., T + 1)
        Loss so far, nats, starting at 0.
    """

    weights: Float
    loss: Float

    @property
    def breadth(self) -> Float:
        """Effective number of specialists that are trusted, exp(entropy), shape (..., T + 1)."""
        logs = np.log(np.where(self.weights > 0, self.weights, 1))
        return np.asarray(np.exp(-(self.weights * logs).sum(axis=-1)))


def fixed_share(L: ArrayLike, *, alpha: float) -> Shared:
    """Run fixed share from equal weights.

    Parameters
    ----------
    L : array_like, shape (..., T, N)
        Probability that each specialist gave what came, >= 0, for as many histories as there
        are leading places; N >= 2.
    alpha : float
        Assumed switching rate, in (0, 1).

    Returns
    -------
    Shared
        Weights and losses.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or no specialist gave what came any probability,
        which the error names. ``alpha=0`` is :func:`fitbreadth.selection.mixture_loss`.

    References
    ----------
    herbster1998

    Examples
    --------
    >>> run = fixed_share([[0.9, 0.3]], alpha=0.1)
    >>> run.weights.round(3), run.loss.round(4)
    (array([[0.5, 0.5],
           [0.7, 0.3]]), array([0.    , 0.5108]))
    """
    rate = number("alpha", alpha, above=0, below=1)
    payoffs = payoffs_of(L)
    *lead, steps, count = payoffs.shape
    weights = np.empty((*lead, steps + 1, count))
    weights[..., 0, :] = 1 / count
    totals = np.empty((*lead, steps))
    for t in range(steps):
        scored = weights[..., t, :] * payoffs[..., t, :]
        total = scored.sum(axis=-1)
        totals[..., t] = total
        if (total <= 0).any():
            raise ValueError(
                f"L must give what came a positive probability by some specialist at every step, "
                f"but all are 0 at step {t}"
            )
        weights[..., t + 1, :] = share(scored / total[..., None], rate)
    loss = np.zeros((*lead, steps + 1))
    loss[..., 1:] = -np.cumsum(np.log(totals), axis=-1)
    return Shared(weights, loss)


def share(v: Float, alpha: float) -> Float:
    """Return weights ``v`` (..., N) once everyone gave a share alpha in equal parts to the others.

    Examples
    --------
    >>> share(np.array([1.0, 0.0, 0.0]), 0.2)
    array([0.8, 0.1, 0.1])
    """
    return np.asarray((1 - alpha) * v + alpha / (v.shape[-1] - 1) * (1 - v))


def bayes_mixture(L: ArrayLike) -> Float:
    """Return the losses so far of the learner that never shares, shape (..., T + 1), nats.

    Parameters
    ----------
    L : array_like
        As for :func:`fixed_share`.

    Raises
    ------
    TypeError, ValueError
        As for :func:`fixed_share`.

    Examples
    --------
    >>> bayes_mixture([[0.9, 0.1]]).round(4)
    array([0.    , 0.6931])
    """
    payoffs = payoffs_of(L)
    *lead, steps, count = payoffs.shape
    flat = payoffs.reshape(-1, steps, count)
    losses = [mixture_loss(np.full(count, 1 / count), one) for one in flat]
    return np.asarray(losses).reshape(*lead, steps + 1)


def payoffs_of(L: ArrayLike) -> Float:
    """Return ``L`` as probabilities by history, step and specialist.

    Raises
    ------
    TypeError, ValueError
        If it is no array of numbers >= 0 of shape (..., T, N) with N >= 2.

    Examples
    --------
    >>> payoffs_of([[0.5, 0.5]]).shape
    (1, 2)
    """
    payoffs = array("L", L, low=0)
    if payoffs.ndim < 2 or payoffs.size == 0 or payoffs.shape[-1] < 2:
        raise ValueError(f"L must have shape (..., T, N) with N >= 2, got {payoffs.shape}")
    return payoffs
