"""Customers of two kinds, who come at random, in a steady mix or in one that swings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.rng import generator
from fitbreadth.validate import Float, extended, integer, number

MOST = 10**7
"""Customers in memory at a time."""


@dataclass(frozen=True)
class Demand:
    """Customers of two kinds, in the order they come.

    Attributes
    ----------
    gaps : ndarray, shape (runs, customers)
        Time since the customer before, or since the shop opened.
    kinds : ndarray of int, shape (runs, customers)
        0 or 1.
    work : ndarray, shape (runs, customers)
        Time that a generalist needs to serve them; 1 on average.
    """

    gaps: Float
    kinds: NDArray[np.int64]
    work: Float


def arrivals(
    load: float,
    *,
    customers: int,
    seed: int | np.random.Generator,
    runs: int = 1,
    swing: float = 0.0,
    season: float = np.inf,
) -> Demand:
    r"""Draw customers: a Poisson process of rate 2 rho, a kind and an exponential work for each.

    Parameters
    ----------
    load : float
        Mean arrivals of each kind per unit of time, :math:`\rho` in [1e-100, 1e100].
    customers, runs : int
        At least 1; their product is at most 1e7.
    seed : int or numpy.random.Generator
        Of all runs.
    swing : float
        v in [0, 1]: the kind in season makes up (1 + v)/2 of all customers.
    season : float
        Mean of the exponential time after which the kinds swap places, >= 1e-100; if it is
        infinite each run keeps to the kind it began with, either in half of them.

    Returns
    -------
    Demand

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> demand = arrivals(0.5, customers=10_000, seed=1)
    >>> bool(abs(demand.gaps.mean() - 1) < 0.04)
    True
    """
    rho, v = number("load", load, low=1e-100, high=1e100), number("swing", swing, low=0, high=1)
    T = extended("season", season)
    if not T >= 1e-100:
        raise ValueError(f"season must be a number >= 1e-100 or infinite, got {season!r}")
    shape = integer("runs", runs, low=1), integer("customers", customers, low=1)
    if shape[0] * shape[1] > MOST:
        raise ValueError(f"runs times customers must be at most {MOST}, got {shape[0]}*{shape[1]}")
    rng = generator(seed)
    gaps = rng.exponential(1 / (2 * rho), shape)
    # an odd number of swaps between two customers
    swapped = rng.random(shape) < -np.expm1(-2 * gaps / T) / 2
    first = rng.integers(2, size=(shape[0], 1))
    in_season = (first + np.cumsum(swapped, axis=1)) % 2
    other = rng.random(shape) >= (1 + v) / 2
    return Demand(gaps, in_season ^ other, rng.exponential(1.0, shape))
