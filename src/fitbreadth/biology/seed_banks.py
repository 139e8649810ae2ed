"""Rival seed banks through the same random years: what their growth rates come to.

The plants are those of :mod:`fitbreadth.biology.bet_hedging`. After many years the log number of
seeds is nearly normal, its mean and spread known in closed form.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log
from fitbreadth.biology.bet_hedging import multiplication
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, number, vector

LARGEST = 20_000_000
"""Most numbers that one simulation may hold."""


@dataclass(frozen=True)
class SeedBanks:
    """Rival plants through the same years, many times over.

    Attributes
    ----------
    germinating : ndarray, shape (N,)
        Fraction g of each plant.
    good : ndarray of bool, shape (runs, years)
        Whether each year was good; all plants of a run live through the same years.
    log_seeds : ndarray, shape (runs, years + 1, N)
        Natural log of the number of seeds, starting at 0 for one seed; -inf once extinct.
    """

    germinating: Float
    good: NDArray[np.bool_]
    log_seeds: Float

    @property
    def extinct(self) -> NDArray[np.bool_]:
        """Whether each plant had died out by the end, shape (runs, N)."""
        return np.isneginf(self.log_seeds[:, -1])

    @property
    def growth(self) -> Float:
        """Mean growth a year that each run measured, in nats, shape (runs, N)."""
        return np.asarray(self.log_seeds[:, -1] / self.good.shape[1])


def simulate(
    g: ArrayLike,
    *,
    p: float,
    Y: float,
    V: float,
    years: int,
    runs: int,
    seed: int | np.random.Generator,
) -> SeedBanks:
    """Let rival plants live through the same random years.

    Parameters
    ----------
    g, p, Y, V
        As for :func:`fitbreadth.biology.bet_hedging.growth`.
    years, runs : int
        At least 1. The same seed gives the same years, whoever lives through them.
    seed : int or numpy.random.Generator
        Source of the years.

    Returns
    -------
    SeedBanks
        Every run, every year, every plant.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or ``runs * (years + 1)`` times the number of
        plants exceeds twenty million.

    References
    ----------
    cohen1966, lewontin1969

    Examples
    --------
    >>> banks = simulate([0.5, 1], p=0.6, Y=5, V=0.8, years=60, runs=100, seed=1)
    >>> banks.extinct.mean(axis=0)
    array([0., 1.])
    """
    steps = log(multiplication(g, Y=Y, V=V))
    fraction = vector("g", g)
    span, count = integer("years", years, low=1), integer("runs", runs, low=1)
    if count * (span + 1) * fraction.size > LARGEST:
        raise ValueError(
            f"runs * (years + 1) * plants must be at most {LARGEST}, got "
            f"{count} * {span + 1} * {fraction.size}"
        )
    good = generator(seed).random((count, span)) < number("p", p, low=0, high=1)
    log_seeds = np.zeros((count, span + 1, fraction.size))
    np.cumsum(np.where(good[..., None], steps[0], steps[1]), axis=1, out=log_seeds[:, 1:])
    return SeedBanks(fraction, good, log_seeds)


def growth_sd(g: ArrayLike, *, p: float, Y: float, V: float) -> Float:
    """Return the standard deviation of one year's log growth, theory for :func:`simulate`.

    Parameters
    ----------
    g, p, Y, V
        As for :func:`simulate`, with every g < 1.

    Returns
    -------
    ndarray, shape (N,)
        Nats; over T years the log number of seeds has this times sqrt(T).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> growth_sd([0, 0.5], p=0.5, Y=5, V=0.8).round(4)
    array([0.    , 0.9905])
    """
    factors = multiplication(g, Y=Y, V=V)
    if np.any(np.equal(g, 1)):
        raise ValueError("g must be < 1 for its log growth to have a spread, got 1.0")
    good, bad = np.log(factors)
    chance = number("p", p, low=0, high=1)
    return np.asarray(np.sqrt(chance * (1 - chance)) * np.abs(good - bad))
