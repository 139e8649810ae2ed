r"""A firm learns what it is worth: Gaussian signals, and a belief that moves less every year.

A firm's true profitability :math:`\theta` (profit a year on average, after all it could earn
elsewhere) is drawn once from :math:`N(\mu, s_0^2)` and never changes; the firm does not know it.
Each year its profit shows :math:`\theta` plus noise of standard deviation :math:`s`. By Bayes' rule
the belief after n years is :math:`N(m_n, V_n)` with

.. math:: V_n = \frac{s_0^2 s^2}{s^2 + n s_0^2}, \qquad
          m_n - m_{n-1} \sim N(0,\; V_{n-1} - V_n),

the step being independent of all that went before. So the young change their minds much, and the
old little. Jovanovic's firms learn their costs in just this way, though their profit is not linear
in what they learn. When to give up is in :mod:`fitbreadth.markets.exit_rule`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, number, vector


def posterior_variance(n: ArrayLike, *, s0: float, s: float) -> Float:
    """Return V_n, how uncertain a firm is of itself after n years.

    Parameters
    ----------
    n : array_like of int, shape (k,)
        Years in business, >= 0.
    s0 : float
        Standard deviation of true profitability among founders, money a year, > 0.
    s : float
        Standard deviation of one year's noise, money a year, > 0.

    Returns
    -------
    ndarray, shape (k,)
        Variance, money a year squared.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    degroot1970, jovanovic1982

    Examples
    --------
    >>> posterior_variance([0, 1, 2, 4], s0=1, s=2).round(4)
    array([1.    , 0.8   , 0.6667, 0.5   ])
    """
    years = _years("n", n, low=0)
    prior, noise = number("s0", s0, above=0), number("s", s, above=0)
    return np.asarray(1 / (1 / prior**2 + years / noise**2))


def step_variance(n: ArrayLike, *, s0: float, s: float) -> Float:
    r"""Return V_(n-1) - V_n, the variance of the belief's step in the n-th year.

    Parameters
    ----------
    n : array_like of int, shape (k,)
        Which year, >= 1.
    s0, s : float
        As for :func:`posterior_variance`.

    Returns
    -------
    ndarray, shape (k,)
        Variance, money a year squared; it falls with n, and adds up to s0 squared.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    degroot1970, jovanovic1982

    Examples
    --------
    >>> step_variance([1, 2, 3, 4, 5], s0=1, s=2).round(4)
    array([0.2   , 0.1333, 0.0952, 0.0714, 0.0556])
    """
    years = _years("n", n, low=1)
    before = posterior_variance(years - 1, s0=s0, s=s)
    after = posterior_variance(years, s0=s0, s=s)
    # the difference of the two, without losing digits where they are all but equal
    return np.asarray(before * after / number("s", s) ** 2)


def posterior_mean(signals: ArrayLike, *, mean: float, s0: float, s: float) -> Float:
    """Return what a firm believes of itself before the first signal and after each.

    Parameters
    ----------
    signals : array_like, shape (..., T)
        A year's profit in each of T years, for any number of firms, money a year.
    mean : float
        What founders expect, money a year.
    s0, s : float
        As for :func:`posterior_variance`.

    Returns
    -------
    ndarray, shape (..., T + 1)
        m_0 to m_T, money a year.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or a signal is not finite.

    References
    ----------
    degroot1970

    Examples
    --------
    >>> posterior_mean([5.0, -1.0], mean=0, s0=1, s=2).round(4)
    array([0.    , 1.    , 0.6667])
    """
    seen = np.asarray(signals)
    if seen.dtype.kind not in "iuf":
        raise TypeError(f"signals must be numbers, got entries of type {seen.dtype}")
    if seen.ndim == 0 or not np.isfinite(seen).all():
        raise ValueError("signals must be an array of finite numbers, years along its last axis")
    start = number("mean", mean)
    years = np.arange(seen.shape[-1] + 1)
    V = posterior_variance(years, s0=s0, s=s)
    total = np.zeros((*seen.shape[:-1], years.size))
    np.cumsum(seen - start, axis=-1, out=total[..., 1:])
    return np.asarray(start + V / number("s", s) ** 2 * total)


def _years(name: str, values: ArrayLike, *, low: int) -> Float:
    years = vector(name, values, low=low)
    if np.any(years != np.floor(years)):
        raise ValueError(f"{name} must be whole years, got {values!r}")
    return years
