r"""What a firm earns and makes at a price, in the industry of :mod:`fitbreadth.markets.industry`.

Everything that a firm decides depends on one number only, how often its profit before the fixed
cost would pay that cost. Its logarithm is called the :func:`margin` here; it moves as a random walk
with steps :math:`\eta \ln A`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets.industry import Industry
from fitbreadth.validate import Float, array, instance, number


def profit(industry: Industry, phi: ArrayLike, *, p: float) -> Float:
    """Return a year's profit of firms, the fixed cost paid.

    Parameters
    ----------
    industry : Industry
        The industry.
    phi : array_like
        Productivities, > 0.
    p : float
        Price of the good, > 0.

    Returns
    -------
    ndarray, shape of phi
        Money a year, at least -c.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the result too large for a float.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    At a price of 1 a productivity of 4 does not earn the fixed cost.

    >>> profit(Industry(), [4, 8], p=1).round(3)
    array([-0.972,  4.15 ])
    """
    y = margin(industry, phi, p=p)
    with np.errstate(over="ignore"):
        return within_float(industry.c * np.expm1(y), phi=phi, p=p)


def output(industry: Industry, phi: ArrayLike, *, p: float) -> Float:
    """Return a year's output of firms.

    Parameters
    ----------
    industry, phi, p
        As for :func:`profit`.

    Returns
    -------
    ndarray, shape of phi
        Units of the good a year, > 0: gross profit is the share 1 - theta of the proceeds.

    Raises
    ------
    TypeError, ValueError
        As for :func:`profit`.

    References
    ----------
    hopenhayn1992, quantecon_hopenhayn

    Examples
    --------
    >>> output(Industry(), [4, 8], p=1).round(3)
    array([ 4.325, 11.642])
    """
    y = margin(industry, phi, p=p)
    with np.errstate(over="ignore"):
        return within_float(industry.c * np.exp(y) * industry.eta / p, phi=phi, p=p)


def margin(industry: Industry, phi: ArrayLike, *, p: float) -> Float:
    """Return ln(profit before the fixed cost / fixed cost), all that a firm's decision depends on.

    Parameters
    ----------
    industry, phi, p
        As for :func:`profit`.

    Returns
    -------
    ndarray, shape of phi
        0 where a firm earns its fixed cost exactly.

    Raises
    ------
    TypeError, ValueError
        As for :func:`profit`.

    Examples
    --------
    >>> margin(Industry(), [4, 8], p=1).round(3)
    array([-0.279,  0.712])
    """
    level = scale(industry)
    logs = np.log(array("phi", phi, above=0)) + np.log(number("p", p, above=0))
    return np.asarray(industry.eta * logs + level)


def scale(industry: Industry) -> float:
    """Return the margin of a firm with p * phi = 1: ln of (1-theta)(theta/w)^(theta eta)/c.

    Parameters
    ----------
    industry : Industry
        The industry.

    Returns
    -------
    float

    Raises
    ------
    TypeError
        If it is no Industry.

    Examples
    --------
    >>> round(scale(Industry()), 4)
    -2.259
    """
    theta, w = instance("industry", industry, Industry).theta, industry.w
    return float(np.log1p(-theta) + theta * industry.eta * np.log(theta / w) - np.log(industry.c))


def within_float(money: Float, **arguments: object) -> Float:
    """Return ``money``, once it is known to be finite.

    Parameters
    ----------
    money : ndarray of any shape
        A result.
    **arguments : object
        What it was computed from, for the message.

    Returns
    -------
    ndarray
        As it came.

    Raises
    ------
    ValueError
        If an entry is too large for a float.

    Examples
    --------
    >>> within_float(np.array([2.0, np.inf]), p=1e300)
    Traceback (most recent call last):
    ValueError: p must keep the result within what a float holds, got p=1e+300
    """
    if not np.isfinite(money).all():
        got = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
        names = " and ".join(arguments)
        raise ValueError(f"{names} must keep the result within what a float holds, got {got}")
    return np.asarray(money)
