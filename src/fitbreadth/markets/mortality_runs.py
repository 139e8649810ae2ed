"""Specialists and generalists in many cities, each with its own weather for all in it.

What keeps an organisation open is said in :mod:`fitbreadth.markets.mortality`, and so is the
theory.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.biology.grain import Payoffs
from fitbreadth.markets.hazards import death_rate
from fitbreadth.markets.mortality import BUSINESS, Business, yearly
from fitbreadth.rng import generator
from fitbreadth.validate import Float, instance, integer

MOST = 10**7
"""Reserves, or years of cities, in memory at a time."""


@dataclass(frozen=True)
class Lives:
    """How many organisations of both kinds were open, city by city.

    Attributes
    ----------
    alive : ndarray of int, shape (2, cities, years + 1)
        Specialists and generalists open after each year.
    performance : ndarray, shape (cities, years)
        Of specialists, averaged over the spells of each year.
    """

    alive: NDArray[np.int64]
    performance: Float

    @property
    def death_rates(self) -> Float:
        """Deaths per organisation-year over all cities, of specialists and of generalists."""
        return death_rate(self.alive.sum(axis=1))


def live(
    payoffs: Payoffs,
    *,
    spells: int,
    years: int,
    cities: int,
    organisations: int,
    seed: int | np.random.Generator,
    business: Business = BUSINESS,
) -> Lives:
    """Let organisations of both kinds live through the weather of their cities.

    Parameters
    ----------
    payoffs, spells, business
        As for :func:`fitbreadth.markets.mortality.survival`.
    years, cities : int
        At least 1.
    organisations : int
        Of each kind in each city at the start, at least 1. None is founded later. Cities times
        the sum of organisations and years is at most 1e7.
    seed : int or numpy.random.Generator
        Of all cities.

    Returns
    -------
    Lives

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    freeman1983

    Examples
    --------
    Where spells are long and swings are wide specialists die more often.

    >>> from fitbreadth.markets.restaurants import performance
    >>> for M in (52, 1):
    ...     lives = live(
    ...         performance(2.5), spells=M, years=20, cities=50, organisations=50, seed=1
    ...     )
    ...     specialist, generalist = lives.death_rates
    ...     bool(specialist > generalist)
    False
    True
    """
    instance("business", business, Business)
    W, p = yearly(payoffs, spells=spells)
    T = integer("years", years, low=1)
    size = integer("cities", cities, low=1), integer("organisations", organisations, low=1)
    if size[0] * (size[1] + T) > MOST:
        raise ValueError(
            f"cities times the sum of organisations and years must be at most {MOST}, got "
            f"cities={cities}, organisations={organisations} and years={years}"
        )
    rng = generator(seed)
    performance = W[rng.choice(W.size, (size[0], T), p=p / p.sum())]
    alive = np.empty((2, size[0], T + 1), dtype=np.int64)
    alive[:, :, 0] = size[1]
    reserve = np.full((2, *size), float(business.ceiling))
    for t in range(T):
        earned = np.stack([performance[:, t], np.full(size[0], payoffs.g)])
        luck = business.noise * rng.standard_normal(reserve.shape)
        # who has closed stays below 0
        reserve += np.log(earned / business.break_even)[..., None] + luck
        reserve = np.minimum(reserve, business.ceiling)
        closed = (reserve < 0) | (rng.random(reserve.shape) < business.accident)
        reserve[closed] = -np.inf
        alive[:, :, t + 1] = (~closed).sum(axis=-1)
    return Lives(alive, performance)
