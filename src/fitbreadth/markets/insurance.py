r"""Breadth as insurance: own every specialist, and trail the best of them by a constant.

Give N specialists equal wealth and let each bet its own belief (:mod:`fitbreadth.markets.race`).
Together they own :math:`\sum_i w_i(0) e^{G_i}`, where :math:`G_i` is what specialist i has gained
in log wealth. A sum is at least its largest term, so

.. math:: \max_i G_i - \ln \sum_i \tfrac1N e^{G_i} \;\le\; \ln N

at any time and for *every* sequence of events, drawn by chance or chosen by an enemy. Breadth
costs at most ln N nats, once, where a specialist with a wrong belief loses without end. In the
shares :math:`w_i` of that wealth the shortfall is :math:`\ln N + \ln \max_i w_i`: it reaches its
bound when one specialist has all, and the mixture has become the specialist that it could not
have picked.

What it does not say. ln N nats are a factor N of money: whoever knew the best specialist is N times
as rich. The comparison is with the best *fixed* specialist of the N; if all are wrong, so is the
mixture, and if the best one changes, or if keeping many costs something,
:mod:`fitbreadth.markets.premium` is what it costs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.selection import regret_bound
from fitbreadth.validate import Float, integer


def even_beliefs(N: int) -> Float:
    """Return N specialists' beliefs in a rainy day, evenly spread between never and always.

    Parameters
    ----------
    N : int
        In [1, 10**7].

    Returns
    -------
    ndarray, shape (N, 2)
        Beliefs in rain and in shine: rain at the middle of each of N equal parts of [0, 1].

    Raises
    ------
    TypeError, ValueError
        If ``N`` is no integer or out of its range.

    Examples
    --------
    >>> even_beliefs(5)[:, 0]
    array([0.1, 0.3, 0.5, 0.7, 0.9])
    """
    count = integer("N", N, low=1, high=10**7)
    rain = (2 * np.arange(count) + 1) / (2 * count)
    return np.column_stack([rain, rain[::-1]])


def shortfall(log_shares: ArrayLike, *, w0: ArrayLike | None = None) -> Float:
    """Return how far all specialists together are behind the best of them in hindsight.

    Parameters
    ----------
    log_shares : array_like, shape (..., N)
        Natural logs of the specialists' shares of their common wealth, as
        :attr:`fitbreadth.markets.race.Race.log_shares` has them.
    w0 : array_like, shape (N,), optional
        Their shares at the start, > 0; equal by default.

    Returns
    -------
    ndarray, shape (...)
        Nats between 0 and ln N (the best one's -ln w0, if they started unequal): the log of how
        many times richer the best is than the mixture, had both started with the same.

    Raises
    ------
    TypeError, ValueError
        If ``log_shares`` are no logs of shares, or ``w0`` is no distribution of all over as many.

    References
    ----------
    cover2006, herbster1998

    Examples
    --------
    >>> shortfall(np.log([[0.5, 0.5], [0.9, 0.1]])).round(4)
    array([0.    , 0.5878])
    """
    return np.asarray(np.maximum(_gains(log_shares, w0).max(axis=-1), 0))


def behind(log_shares: ArrayLike, *, w0: ArrayLike | None = None) -> Float:
    """Return how far each specialist alone is behind the best of them in hindsight.

    Parameters
    ----------
    log_shares, w0
        As for :func:`shortfall`.

    Returns
    -------
    ndarray, shape (..., N)
        Nats, >= 0: without bound for a wrong belief, infinite for a ruined specialist.

    Raises
    ------
    TypeError, ValueError
        As for :func:`shortfall`.

    Examples
    --------
    >>> behind(np.log([0.75, 0.25])).round(4)
    array([0.    , 1.0986])
    """
    gains = _gains(log_shares, w0)
    return np.asarray(gains.max(axis=-1, keepdims=True) - gains)


def _gains(log_shares: ArrayLike, w0: ArrayLike | None) -> Float:
    """Log of what each specialist's wealth was multiplied by, relative to the mixture's."""
    accepted = "log_shares must be logs of shares that sum to 1, along the last axis"
    try:
        logs = np.asarray(log_shares)
    except ValueError:
        raise ValueError(f"{accepted}, got rows of different lengths") from None
    if logs.dtype.kind not in "iuf":
        raise TypeError(f"{accepted}, got entries of type {logs.dtype}")
    if logs.ndim == 0 or logs.size == 0:
        raise ValueError(f"{accepted}, got shape {logs.shape}")
    with np.errstate(under="ignore", over="ignore"):
        off = ~(np.abs(np.exp(logs).sum(axis=-1) - 1) < 1e-6)
    if off.any():
        raise ValueError(f"{accepted}, got {logs[off][0].tolist()[:6]}")
    N = logs.shape[-1]
    bound = regret_bound(np.full(N, 1 / N) if w0 is None else w0)
    if bound.size != N or not np.isfinite(bound).all():
        raise ValueError(f"w0 must have {N} entries > 0, got {w0!r}")
    return np.asarray(logs + bound)
