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

from fitbreadth.validate import Float, array, number, vector

SMALLEST, LARGEST = 1e-50, 1e50
"""Standard deviations between which no product of variances leaves the range of a float."""


def posterior_variance(n: ArrayLike, *, s0: float, s: float) -> Float:
    """Return V_n, how uncertain a firm is of itself after n years.

    Parameters
    ----------
    n : array_like of int, shape (k,)
        Years in business, in [0, 10**15].
    s0 : float
        Standard deviation of true profitability among founders, money a year, in [1e-50, 1e50].
    s : float
        Standard deviation of one year's noise, money a year, in [1e-50, 1e50].

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
    prior = number("s0", s0, low=SMALLEST, high=LARGEST)
    noise = number("s", s, low=SMALLEST, high=LARGEST)
    return np.asarray(1 / (1 / prior**2 + years / noise**2))


def step_variance(n: ArrayLike, *, s0: float, s: float) -> Float:
    r"""Return V_(n-1) - V_n, the variance of the belief's step in the n-th year.

    Parameters
    ----------
    n : array_like of int, shape (k,)
        Which year, in [1, 10**15].
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
        If an argument is out of its range, a signal is not finite, or beliefs fit no float.

    References
    ----------
    degroot1970

    Examples
    --------
    >>> posterior_mean([5.0, -1.0], mean=0, s0=1, s=2).round(4)
    array([0.    , 1.    , 0.6667])
    """
    seen = array("signals", signals)
    if seen.ndim == 0:
        raise ValueError(f"signals must be an array, years along its last axis, got {signals!r}")
    start = number("mean", mean)
    years = np.arange(seen.shape[-1] + 1)
    V = posterior_variance(years, s0=s0, s=s)
    total = np.zeros((*seen.shape[:-1], years.size))
    with np.errstate(over="ignore", invalid="ignore"):
        np.cumsum(seen - start, axis=-1, out=total[..., 1:])
        found = np.asarray(start + V / number("s", s) ** 2 * total)
    if not np.isfinite(found).all():
        raise ValueError(
            f"signals and mean must be small enough for their sums to fit a float, got signals up "
            f"to {float(np.abs(seen).max())!r} in size and mean={mean!r}"
        )
    return found


def _years(name: str, values: ArrayLike, *, low: int) -> Float:
    years = vector(name, values, low=low)
    bad = (years != np.floor(years)) | (years > 1e15)
    if bad.any():
        raise ValueError(f"{name} must be whole years, 10**15 at most, got {years[bad][0]}")
    return years
