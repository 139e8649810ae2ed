r"""The one update all chapters share: :math:`w_i \leftarrow w_i L_i / \sum_j w_j L_j`.

Read L as fitness and it is the discrete replicator; as likelihood, Bayes' rule; as
:math:`e^{-\eta\,\mathrm{loss}}`, multiplicative weights; as return on wealth, the market of
Blume and Easley. Two facts follow from the update alone, whatever L means:

* the log ratio of two weights moves by :math:`\ln L_i/L_j` a step: with constant L it is linear in
  time, and with random L its slope is the difference of the two growth rates;
* the population (mixture) pays :math:`-\ln \sum_i w_i L_i` a step, and over any horizon at most
  :math:`\ln 1/w_i(0)` more than unit i: breadth costs ln N nats, once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.validate import Float, matrix, probabilities, vector


def update(w: ArrayLike, L: ArrayLike) -> Float:
    """Return the weights after one step of selection.

    Parameters
    ----------
    w : array_like, shape (N,)
        Weights: >= 0, sum to 1.
    L : array_like, shape (N,)
        Fitness, likelihood or return of each unit, >= 0.

    Returns
    -------
    ndarray, shape (N,)
        Weights proportional to ``w * L``; a weight of zero stays zero.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the lengths differ, or no unit with positive
        weight has positive L.

    References
    ----------
    blume1992, herbster1998

    Examples
    --------
    >>> update([0.5, 0.5], [0.9, 0.3])
    array([0.75, 0.25])
    """
    weights = probabilities("w", w)
    likelihood = vector("L", L, low=0, size=weights.size)
    return np.asarray(np.exp(trajectory(weights, likelihood[None, :])[1]))


def trajectory(w0: ArrayLike, L: ArrayLike) -> Float:
    """Return the log weights along T steps of selection.

    Parameters
    ----------
    w0 : array_like, shape (N,)
        Initial weights: >= 0, sum to 1.
    L : array_like, shape (T, N)
        L of each unit at each step, >= 0.

    Returns
    -------
    ndarray, shape (T + 1, N)
        Natural logs of the weights before the first and after every step; -inf where a
        weight is zero. Logs, because a losing weight soon falls below the smallest float.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ, or every unit is extinct
        after some step, which the error names.

    Examples
    --------
    >>> np.exp(trajectory([0.5, 0.5], [[2, 1], [2, 1]]))
    array([[0.5       , 0.5       ],
           [0.66666667, 0.33333333],
           [0.8       , 0.2       ]])
    """
    scores = _scores(w0, L)
    return scores - _log_total(scores)[:, None]


def after_counts(w0: ArrayLike, L: ArrayLike, *, counts: ArrayLike) -> Float:
    """Return the log weights once each of K states has occurred so many times, in any order.

    The update only multiplies, so a history is summed up by how often each state occurred:
    :func:`trajectory` ends here whatever the order was. A long race costs no more than a short.

    Parameters
    ----------
    w0 : array_like, shape (N,)
        Initial weights: >= 0, sum to 1.
    L : array_like, shape (K, N)
        L of each unit in each state, >= 0.
    counts : array_like of int, shape (..., K)
        Occurrences of each state, >= 0, of as many histories as there are leading places.

    Returns
    -------
    ndarray, shape (..., N)
        Natural logs of the weights; -inf where a weight is zero. A state with L = 0 ruins a unit
        at its first occurrence, and costs nothing until then.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, the shapes differ, or a history leaves every unit
        extinct, which the error names.

    Examples
    --------
    >>> np.exp(after_counts([0.5, 0.5], [[2, 1], [0, 1]], counts=[[3, 0], [3, 1]])).round(4)
    array([[0.8889, 0.1111],
           [0.    , 1.    ]])
    """
    weights = probabilities("w0", w0)
    payoffs = _matrix(L, columns=weights.size)
    seen = _counts(counts, payoffs.shape[0])
    # 0 times -inf is not a number: ruin is counted apart from what is finite
    finite = log(np.where(payoffs > 0, payoffs, 1))
    scores = log(weights / weights.sum()) + seen @ finite
    scores[seen @ (payoffs == 0) > 0] = -np.inf
    alive = np.isfinite(scores).any(axis=-1)
    if not alive.all():
        first = seen[~alive][0].astype(np.int64).tolist()
        raise ValueError(
            f"L must leave some unit with positive weight a positive L in every state that "
            f"occurred, but every unit is extinct after counts {first}"
        )
    return np.asarray(scores - _log_total(scores)[..., None])


def mixture_loss(w0: ArrayLike, L: ArrayLike) -> Float:
    """Return the cumulative log loss of the whole population.

    Parameters
    ----------
    w0, L : array_like
        As for :func:`trajectory`.

    Returns
    -------
    ndarray, shape (T + 1,)
        The sum of ``-ln(w_t @ L_t)`` over the steps so far, in nats, starting at 0.

    Raises
    ------
    TypeError, ValueError
        As for :func:`trajectory`.

    Examples
    --------
    >>> mixture_loss([0.5, 0.5], [[0.9, 0.1]]).round(4)
    array([0.    , 0.6931])
    """
    totals = _log_total(_scores(w0, L))
    return np.asarray(totals[0] - totals)


def regret_bound(w0: ArrayLike) -> Float:
    """Return the most that the population can ever lose to each unit, -ln w0.

    Parameters
    ----------
    w0 : array_like, shape (N,)
        Initial weights: >= 0, sum to 1.

    Returns
    -------
    ndarray, shape (N,)
        Nats: ln N for each of N equal units, infinity for an absent one.

    Raises
    ------
    TypeError, ValueError
        If ``w0`` is not a distribution.

    Examples
    --------
    >>> regret_bound([0.25] * 4).round(4)
    array([1.3863, 1.3863, 1.3863, 1.3863])
    """
    return -log(probabilities("w0", w0))


def growth_rate(L: ArrayLike, *, p: ArrayLike) -> Float:
    """Return the expected log growth of each unit when states are drawn from ``p``.

    Parameters
    ----------
    L : array_like, shape (K, N)
        L of each unit in each of K states, >= 0.
    p : array_like, shape (K,)
        Probability of each state.

    Returns
    -------
    ndarray, shape (N,)
        Nats a step. Differences are the slopes of the log ratios; if the columns of L are
        beliefs they are differences of KL(p || belief). -inf for a unit that can be ruined.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the shapes differ.

    References
    ----------
    kelly1956, blume1992

    Examples
    --------
    >>> rates = growth_rate([[0.5, 1 / 3], [0.3, 1 / 3], [0.2, 1 / 3]], p=[0.5, 0.3, 0.2])
    >>> round(float(rates[0] - rates[1]), 6)
    0.068959
    """
    payoffs = _matrix(L)
    states = probabilities("p", p, size=payoffs.shape[0])
    return np.asarray(states[states > 0] @ log(payoffs[states > 0]), dtype=float)


def _scores(w0: ArrayLike, L: ArrayLike) -> Float:
    """Log of initial weight times all L so far, shape (T + 1, N)."""
    weights = probabilities("w0", w0)
    payoffs = _matrix(L, columns=weights.size)
    scores = np.cumsum(np.vstack([log(weights / weights.sum()), log(payoffs)]), axis=0)
    alive = np.isfinite(scores).any(axis=1)
    if not alive.all():
        raise ValueError(
            f"L must leave some unit with positive weight a positive L at every step, but "
            f"every unit is extinct after step {int(alive.argmin())}"
        )
    return scores


def _log_total(scores: Float) -> Float:
    """Log of the sum of exponentials along the last axis."""
    top = scores.max(axis=-1)
    with np.errstate(under="ignore"):
        return np.asarray(top + np.log(np.exp(scores - top[..., None]).sum(axis=-1)))


def _matrix(L: ArrayLike, columns: int | None = None) -> Float:
    """``L`` as a finite, non-negative float array of two dimensions."""
    accepted = f"L must be a 2-d array of finite numbers >= 0 with {columns or 'N'} columns"
    return matrix(accepted, L, low=0, columns=columns)


def _counts(counts: ArrayLike, states: int) -> Float:
    """Return ``counts`` as floats, which hold whole numbers exactly up to 2**53."""
    accepted = f"counts must be integers >= 0, {states} in the last dimension"
    try:
        raw = np.asarray(counts)
    except ValueError:
        raise ValueError(f"{accepted}, got rows of different lengths") from None
    if raw.dtype.kind not in "iu":
        raise TypeError(f"{accepted}, got entries of type {raw.dtype}")
    if raw.ndim == 0 or raw.shape[-1] != states:
        raise ValueError(f"{accepted}, got shape {raw.shape}")
    if raw.size and raw.min() < 0:
        raise ValueError(f"{accepted}, got {raw.min()}")
    if raw.size and raw.max() > 2**53:
        raise ValueError(f"{accepted}, and at most 2**53, got {raw.max()}")
    return raw.astype(float)
