r"""Seeds that wait: how much of a seed bank to risk on a year that may fail.

Cohen's annual plant (cohen1966): each year a fraction g of the seeds germinates. In a good year,
of probability p, every germinated seed leaves Y seeds; in a bad one it leaves none. Seeds that did
not germinate survive with V. Years multiply, so what counts in the long run is the mean logarithm

.. math:: G(g) = p \ln(gY + (1-g)V) + (1-p) \ln((1-g)V) .

The plant is a gambler who may keep part of the stake. Write :math:`s = (s_1, s_2)` with
:math:`s_1 = (gY + (1-g)V)/Y` and :math:`s_2 = (1-g)(Y-V)/Y`. They sum to 1, G is
:math:`p\ln s_1 + (1-p)\ln s_2` and a constant, so this is the theorem of
:mod:`fitbreadth.allocation` at :math:`\kappa = 0`: best is :math:`s = (p, 1-p)`, and any other g
falls short by :math:`D(p\|s)`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log
from fitbreadth.rng import generator
from fitbreadth.selection import growth_rate
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


def growth_sd(g: ArrayLike, *, p: float, Y: float, V: float) -> Float:
    """Return the standard deviation of one year's log growth, theory for :func:`simulate`.

    Parameters
    ----------
    g, p, Y, V
        As for :func:`growth`, with every g < 1.

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
    if np.any(_fractions(g) == 1):
        raise ValueError("g must be < 1 for its log growth to have a spread, got 1.0")
    good, bad = np.log(multiplication(g, Y=Y, V=V))
    chance = number("p", p, low=0, high=1)
    return np.asarray(np.sqrt(chance * (1 - chance)) * np.abs(good - bad))


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


def kelly(p: float, *, b: float) -> float:
    """Return the share of wealth to stake on a bet, f = (bp - q)/b.

    Germinating is a bet at odds ``b = (Y - V)/V`` against the seeds that wait:
    ``kelly(p, b=(Y - V)/V)`` is :func:`optimal_fraction`.

    Parameters
    ----------
    p : float
        Probability of winning, in [0, 1]; q = 1 - p.
    b : float
        What is won per unit staked, > 0; a lost stake is gone.

    Returns
    -------
    float
        In [0, 1]; 0 when the bet does not pay on average.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    kelly1956

    Examples
    --------
    >>> round(kelly(0.6, b=(5 - 0.8) / 0.8), 5)
    0.52381
    """
    chance, odds = number("p", p, low=0, high=1), number("b", b, above=0)
    return max(0.0, chance - (1 - chance) / odds)


def shares(g: ArrayLike, *, Y: float, V: float) -> Float:
    """Return what each plant stakes on good and on bad years, seen as a gambler.

    Parameters
    ----------
    g, Y, V
        As for :func:`multiplication`, with Y > V.

    Returns
    -------
    ndarray, shape (2, N)
        Shares s of the module's first paragraph, good year first; each column sums to 1. The
        growth rate falls short of the best by ``misfit([p, 1 - p], s, rho=0, gamma=1)``
        wherever the best is inside, ``p * Y >= V``.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or ``Y <= V``.

    References
    ----------
    cohen1966, kelly1956

    Examples
    --------
    >>> shares([0, optimal_fraction(0.6, Y=5, V=0.8)], Y=5, V=0.8).round(12)
    array([[0.16, 0.6 ],
           [0.84, 0.4 ]])
    """
    harvest = number("Y", Y, above=number("V", V, above=0, high=1))
    good = multiplication(g, Y=Y, V=V)[0] / harvest
    return np.stack([good, 1 - good])


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
        As for :func:`growth`.
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
    fraction = _fractions(g)
    steps = log(multiplication(fraction, Y=Y, V=V))
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


def _fractions(g: ArrayLike) -> Float:
    fraction = vector("g", g, low=0)
    if np.any(fraction > 1):
        at = int(np.flatnonzero(fraction > 1)[0])
        raise ValueError(f"g must lie in [0, 1], got {float(fraction[at])!r} at position {at}")
    return fraction


def _years(p: float) -> Float:
    chance = number("p", p, low=0, high=1)
    return np.array([chance, 1 - chance])
