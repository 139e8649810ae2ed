r"""Seeds that wait: how much of a seed bank to risk on a year that may fail.

Cohen's annual plant (cohen1966): each year a fraction g of the seeds germinates. In a good year,
of probability p, every germinated seed leaves Y seeds; in a bad one it leaves none. Seeds that did
not germinate survive with V. Years multiply, so what counts in the long run is the mean logarithm

.. math:: G(g) = p \ln(gY + (1-g)V) + (1-p) \ln((1-g)V) .

The plant is a gambler who may keep part of the stake (:mod:`fitbreadth.biology.kelly`), and rival
plants are let through the same years in :mod:`fitbreadth.biology.seed_banks`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth._logarithms import log
from fitbreadth.selection import growth_rate
from fitbreadth.validate import Float, number, vector


def multiplication(g: ArrayLike, *, Y: float, V: float) -> Float:
    """Return the factor by which seeds multiply in a good year and in a bad one.

    Parameters
    ----------
    g : array_like, shape (N,)
        Fraction germinating of each plant, in [0, 1].
    Y : float
        Seeds left by a germinated seed in a good year, > 0.
    V : float
        Share of the waiting seeds that survive a year, in (0, 1].

    Returns
    -------
    ndarray, shape (2, N)
        Good year first.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> multiplication([0, 0.5, 1], Y=5, V=0.8)
    array([[0.8, 2.9, 5. ],
           [0.8, 0.4, 0. ]])
    """
    fraction = _fractions(g)
    harvest, survival = number("Y", Y, above=0), number("V", V, above=0, high=1)
    kept = (1 - fraction) * survival
    return np.stack([fraction * harvest + kept, kept])


def growth(g: ArrayLike, *, p: float, Y: float, V: float) -> Float:
    """Return the growth rate in the long run, G(g).

    Parameters
    ----------
    g, Y, V
        As for :func:`multiplication`.
    p : float
        Probability of a good year, in [0, 1].

    Returns
    -------
    ndarray, shape (N,)
        Nats a year; -inf where all seeds germinate and bad years happen.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    cohen1966, lewontin1969

    Examples
    --------
    >>> growth([0.2, 0.5238, 0.9], p=0.6, Y=5, V=0.8).round(4)
    array([ 0.1183,  0.2731, -0.0973])
    """
    return growth_rate(multiplication(g, Y=Y, V=V), p=_years(p))


def growth_of_the_mean(g: ArrayLike, *, p: float, Y: float, V: float) -> Float:
    """Return the log of the mean factor: how the average over all histories grows.

    It is what a plant would maximise if it lived in all possible years at once, and it is
    linear inside the log: all seeds should germinate as soon as ``p * Y > V``.

    Parameters
    ----------
    g, p, Y, V
        As for :func:`growth`.

    Returns
    -------
    ndarray, shape (N,)
        Nats a year, never below :func:`growth`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    lewontin1969

    Examples
    --------
    >>> growth_of_the_mean([0.2, 0.5238, 1], p=0.6, Y=5, V=0.8).round(4)
    array([0.2151, 0.669 , 1.0986])
    """
    return log(_years(p) @ multiplication(g, Y=Y, V=V))


def optimal_fraction(p: float, *, Y: float, V: float) -> float:
    """Return the fraction germinating with the largest growth rate, G* = (pY - V)/(Y - V).

    It is 0 when ``p * Y <= V`` (waiting beats sprouting even on average) and reaches 1 only
    when no year is bad.

    Parameters
    ----------
    p, Y, V
        As for :func:`growth`.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    cohen1966

    Examples
    --------
    >>> round(optimal_fraction(0.6, Y=5, V=0.8), 5)
    0.52381
    >>> optimal_fraction(0.1, Y=5, V=0.8)
    0.0
    """
    chance = number("p", p, low=0, high=1)
    harvest, survival = number("Y", Y, above=0), number("V", V, above=0, high=1)
    if chance * harvest <= survival:
        return 0.0
    return (chance * harvest - survival) / (harvest - survival)


def _fractions(g: ArrayLike) -> Float:
    fraction = vector("g", g, low=0)
    if np.any(fraction > 1):
        at = int(np.flatnonzero(fraction > 1)[0])
        raise ValueError(f"g must lie in [0, 1], got {float(fraction[at])!r} at position {at}")
    return fraction


def _years(p: float) -> Float:
    chance = number("p", p, low=0, high=1)
    return np.array([chance, 1 - chance])
