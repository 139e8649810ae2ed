r"""The most that fixed share can lose to any sequence of specialists.

**Theorem.** Against any sequence of specialists with k switches in T steps the learner of
:mod:`fitbreadth.convergence.fixed_share` loses at most

.. math:: \ln N - k \ln \tfrac{\alpha}{N-1} - (T-1-k) \ln(1-\alpha)

nats more, whatever the states are. At :math:`\alpha = k/(T-1)` that is
:math:`\ln N + k \ln(N-1) + (T-1) H(k/(T-1))`, with the entropy :math:`H(x) = -x\ln x -
(1-x)\ln(1-x)`.

**Proof.** Let sequences :math:`i_1, \dots, i_T` have the prior of a Markov chain: 1/N to start,
then stay with :math:`1-\alpha`, or go to any other with :math:`\alpha/(N-1)`. Bayes' rule for the
current member of the chain is the update above, so the learner's forecasts multiply to
:math:`\sum_i \mathrm{prior}(i) \prod_t L_{t,i_t}`. A sum of terms that are not negative is at least
any one of them; take minus the logarithm of that one, whose prior is
:math:`\frac1N (\frac{\alpha}{N-1})^k (1-\alpha)^{T-1-k}`. ∎
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.convergence.fixed_share import payoffs_of
from fitbreadth.convergence.switching import specialists
from fitbreadth.validate import Float, integer, number


def share_bound(T: int, *, k: int, N: int, alpha: float | None = None) -> float:
    """Return the most that fixed share loses to any sequence with ``k`` switches.

    Parameters
    ----------
    T, k : int
        Steps, in [1, 1e15], and switches, in [0, T - 1].
    N : int
        Specialists, in [2, 1e9].
    alpha : float, optional
        Assumed switching rate, in (0, 1); k/(T - 1), which makes the bound least, if left out.

    Returns
    -------
    float
        Nats.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    herbster1998

    Examples
    --------
    >>> round(share_bound(2000, k=9, N=5), 1), round(share_bound(2000, k=9, N=5, alpha=0.05), 1)
    (71.7, 143.1)
    """
    steps = integer("T", T, low=1, high=10**15)
    switches = integer("k", k, low=0, high=steps - 1)
    count = specialists(N)
    rate = switches / max(1, steps - 1)
    if alpha is not None:
        rate = number("alpha", alpha, above=0, below=1)
    stays = steps - 1 - switches
    # 0 ln 0 = 0: what the tuned rate rules out does not occur
    went = switches * np.log(rate / (count - 1)) if switches else 0.0
    stayed = stays * np.log1p(-rate) if stays else 0.0
    return float(np.log(count) - went - stayed)


def best_sequence_loss(L: ArrayLike, *, k: int) -> Float:
    """Return the loss of the best sequence of specialists in hindsight.

    Parameters
    ----------
    L : array_like
        As for :func:`fitbreadth.convergence.fixed_share.fixed_share`; at every step one
        specialist gives what came a chance.
    k : int
        Most switches that the sequence may have, >= 0.

    Returns
    -------
    ndarray, shape (...)
        Nats; infinite if all such sequences gave what came no chance at some step.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> gave = [[0.5, 0.25], [0.25, 0.5]]
    >>> [float(best_sequence_loss(gave, k=k) / np.log(2)) for k in (0, 1)]
    [3.0, 2.0]
    """
    payoffs = payoffs_of(L)
    switches = integer("k", k, low=0)
    with np.errstate(divide="ignore"):
        losses = -np.log(payoffs)
    *lead, steps, count = losses.shape
    # by switches made so far and specialist in use; only as many as can have been made
    best = np.full((*lead, min(switches, steps) + 1, count), np.inf)
    best[..., 0, :] = losses[..., 0, :]
    for t in range(1, steps):
        arrived = best[..., :-1, :].min(axis=-1, keepdims=True)
        best[..., 1:, :] = np.minimum(best[..., 1:, :], arrived)
        best += losses[..., t, None, :]
    return np.asarray(best.min(axis=(-1, -2)))
