"""What a step away from the middle of three patches brings: to one body, and in a crowd."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.even_patches import even_patches
from fitbreadth.biology.levene import Levene
from fitbreadth.biology.levins import log_fitness
from fitbreadth.validate import Float, array, number

PATCHES = 3


def three_patches(d: float, *, sigma: float = 1.0) -> Levene:
    """Return three equal patches, neighbours d apart.

    Parameters
    ----------
    d : float
        Distance between neighbouring patches, in (0, 20 sigma].
    sigma : float
        Niche width, in [1e-6, 1e6].

    Returns
    -------
    Levene

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> three_patches(2).mu
    array([-2.,  0.,  2.])
    """
    width = number("sigma", sigma, low=1e-6, high=1e6)
    return even_patches(PATCHES, d=number("d", d, above=0, high=20 * width), sigma=width)


def value_alone(y: ArrayLike, *, d: float, sigma: float = 1.0) -> Float:
    """Return the mean viability of one body in the three patches, beside that in the middle.

    Parameters
    ----------
    y : array_like, shape (m,)
        Traits, in the unit of d, none beyond 1e100.
    d, sigma
        As for :func:`three_patches`.

    Returns
    -------
    ndarray, shape (m,)
        In (0, 1]: 1 at trait 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> value_alone([0, 0.5], d=1.5).round(4)
    array([1.    , 0.9849])
    """
    patches = three_patches(d, sigma=sigma)
    given = array("y", y, largest=1e100).ravel()
    logs = log_fitness(
        np.append(given, 0.0), optima=patches.mu, p=patches.c, grain="fine", sigma=sigma
    )
    with np.errstate(under="ignore"):
        return np.asarray(np.exp(logs[:-1] - logs[-1]))


def value_in_crowd(y: ArrayLike, *, d: float, sigma: float = 1.0) -> Float:
    """Return the offspring of a newcomer where everybody else stands in the middle.

    Parameters
    ----------
    y, d, sigma
        As for :func:`value_alone`.

    Returns
    -------
    ndarray, shape (m,)
        1 at trait 0, since a crowd in balance replaces itself; above 1 the newcomer spreads.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    geritz1998

    Examples
    --------
    >>> value_in_crowd([0, 0.5], d=1).round(3), value_in_crowd([0, 0.5], d=1.5).round(3)
    (array([1.   , 0.958]), array([1.   , 1.056]))
    """
    return three_patches(d, sigma=sigma).reproduction(
        array("y", y, largest=1e100).ravel(), traits=[0.0], q=[1.0]
    )
