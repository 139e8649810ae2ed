r"""Growth by chance that is blind to size, and the tail that it makes: firms one by one.

Every year the log size of every firm moves by a normal step of mean :math:`\mu` and standard
deviation :math:`\sigma`, however large it is (Gibrat's law). Firms that end a year below the
barrier leave, and as many enter. Then sizes come to follow Pareto's law,
:math:`P(\text{size} > x) \propto x^{-a}`, with

.. math:: \mathrm{E}\, e^{a g} = 1 \quad\Rightarrow\quad a = -\frac{2\mu}{\sigma^2},

whatever the barrier and the entrants are like: luckier years make a fatter tail. It takes all
three: without exit sizes stay log-normal and drift away; if the large grow less than the small,
sizes stay log-normal and come to rest; and it takes long, about :math:`2(\sigma/\mu)^2` years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fitbreadth.rng import generator
from fitbreadth.validate import Float, instance, integer, number

MOST = 10**8
"""Sizes that fit a computer's memory."""


@dataclass(frozen=True)
class Growth:
    """How firms grow, enter and leave; sizes are in units of the smallest size that can stay.

    Parameters
    ----------
    mu, sigma : float
        Mean, in [-10, 10], and standard deviation, in [1e-6, 10], of a year's log growth.
    mean, sd : float
        Mean, in [-100, 100], and standard deviation, in [1e-6, 10], of the log size of entrants.
    leave : bool
        Whether firms below size 1 leave, each replaced by an entrant.
    reversion : float
        Share of the way back to the entrants' mean that log size is pulled each year, in [0, 1);
        0 is Gibrat's law.

    Raises
    ------
    TypeError, ValueError
        If a value is out of its range.

    References
    ----------
    gabaix2009

    Examples
    --------
    >>> round(Growth(mu=-0.03, sigma=0.2).index, 12)
    1.5
    """

    mu: float
    sigma: float
    mean: float = 0.3
    sd: float = 0.3
    leave: bool = True
    reversion: float = 0.0

    def __post_init__(self) -> None:
        number("mu", self.mu, low=-10, high=10)
        number("mean", self.mean, low=-100, high=100)
        for name in ("sigma", "sd"):
            number(name, getattr(self, name), low=1e-6, high=10)
        number("reversion", self.reversion, low=0, below=1)
        instance("leave", self.leave, bool)

    @property
    def index(self) -> float:
        """Pareto's index of sizes at rest; infinite where the tail is thinner than any power."""
        if self.mu >= 0 and self.reversion == 0 and self.leave:
            raise ValueError(f"mu must be < 0 for sizes to come to rest, got {self.mu!r}")
        if not self.leave or self.reversion > 0:
            return float(np.inf)
        return -2 * self.mu / self.sigma**2


def simulate(
    growth: Growth, *, firms: int, years: Sequence[int], seed: int | np.random.Generator
) -> Float:
    """Return the log sizes of all firms in some years.

    Parameters
    ----------
    growth : Growth
        How they grow.
    firms : int
        How many stand at any time, 1 to 1e6.
    years : sequence of int
        When to look, rising, from 0 on, at most 1e5; times ``firms`` at most 1e8 looks. In year 0
        all are entrants.
    seed : int or numpy.random.Generator
        Source of chance.

    Returns
    -------
    ndarray, shape (len(years), firms)
        Natural logs of size, in units of the barrier. Without exit the years between two looks
        are drawn in one step, which has the same distribution.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    gabaix2009, luttmer2007

    Examples
    --------
    >>> sizes = simulate(Growth(mu=-0.03, sigma=0.2), firms=1000, years=[0, 100], seed=1)
    >>> sizes.shape, bool(sizes[1].max() > sizes[0].max())
    ((2, 1000), True)
    """
    instance("growth", growth, Growth)
    n = integer("firms", firms, low=1, high=10**6)
    if np.ndim(np.asarray(years, dtype=object)) != 1:
        raise TypeError(f"years must be a sequence of integers, got {years!r}")
    when = [integer("years", year, low=0, high=10**5) for year in years]
    if not when or any(b <= a for a, b in pairwise(when)):
        raise ValueError(f"years must rise from each to the next, got {list(years)!r}")
    if len(when) * n > MOST:
        raise ValueError(
            f"firms times the number of years must be at most {MOST}, got {n}*{len(when)}"
        )
    rng = generator(seed)
    x = growth.mean + growth.sd * rng.standard_normal(n)
    seen = np.empty((len(when), n))
    now = 0
    for row, year in enumerate(when):
        if growth.leave:
            for _ in range(year - now):
                x = _year_with_exit(growth, x, rng)
        elif year > now:
            x = _years_without_exit(growth, x, year - now, rng)
        seen[row], now = x, year
    return seen


def _year_with_exit(growth: Growth, x: Float, rng: np.random.Generator) -> Float:
    gone = np.flatnonzero(x < 0)
    pulled = x - growth.reversion * (x - growth.mean) if growth.reversion else x
    moved = pulled + growth.mu + growth.sigma * rng.standard_normal(x.size)
    moved[gone] = growth.mean + growth.sd * rng.standard_normal(gone.size)
    return np.asarray(moved)


def _years_without_exit(growth: Growth, x: Float, years: int, rng: np.random.Generator) -> Float:
    keeps = (1 - growth.reversion) ** np.arange(years)
    drift, spread = growth.mu * keeps.sum(), growth.sigma * np.sqrt((keeps**2).sum())
    left = keeps[-1] * (1 - growth.reversion)
    moved = growth.mean + left * (x - growth.mean) + drift
    return np.asarray(moved + spread * rng.standard_normal(x.size))
