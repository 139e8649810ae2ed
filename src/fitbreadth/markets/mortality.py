r"""Who lives longer: the reserves of an organisation, and the year in which they run out.

Every year the log reserve of an organisation changes by :math:`\ln(W/c) + \sigma\varepsilon`: W is
its performance, averaged over the spells of the year, c the performance at which it breaks even,
and :math:`\varepsilon` its own standard normal luck. Above a ceiling R the owners take the rest
out; below 0 it closes. It begins at R. A few close every year for reasons that have nothing to do
with money. All in a city have the same spells, so they close together.

Averaged over the weather an organisation's reserve is a Markov chain, and its survival is computed
here without simulation; the cities are in :mod:`fitbreadth.markets.mortality_runs`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.biology.grain import Payoffs
from fitbreadth.validate import Float, instance, integer, number


@dataclass(frozen=True)
class Business:
    """What it takes to stay in business.

    Parameters
    ----------
    break_even : float
        c in [1e-100, 1e100], the performance at which reserves neither grow nor shrink.
    ceiling : float
        R in (0, 100 noise], nats: an organisation begins with e^R times what it needs to stay.
    noise : float
        sigma in [1e-100, 1e100], nats a year.
    accident : float
        Probability to close in a year for other reasons, in [0, 1).

    Raises
    ------
    TypeError, ValueError
        If a value is out of its range.

    Examples
    --------
    >>> Business(break_even=0)
    Traceback (most recent call last):
    ValueError: break_even must be a finite number in [1e-100, 1e+100], got 0
    """

    break_even: float = 0.44
    ceiling: float = 2.0
    noise: float = 0.6
    accident: float = 0.03

    def __post_init__(self) -> None:
        for name in ("break_even", "noise"):
            number(name, getattr(self, name), low=1e-100, high=1e100)
        number("ceiling", self.ceiling, above=0, high=100 * self.noise)
        number("accident", self.accident, low=0, below=1)


BUSINESS = Business()
"""Ours, not measured: generalists earn a little more than they must, and yet some close."""


def yearly(payoffs: Payoffs, *, spells: int) -> tuple[Float, Float]:
    """Return what a specialist's year can be, and how likely.

    Parameters
    ----------
    payoffs : Payoffs
        Performance in each kind of spell.
    spells : int
        M, in a year, in [1, 1000].

    Returns
    -------
    W, p : ndarray, shape (M + 1,)
        Performance averaged over the year, and its probability.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> yearly(Payoffs(a=1, b=0.5, g=0.6), spells=2)
    (array([0.5 , 0.75, 1.  ]), array([0.25, 0.5 , 0.25]))
    """
    from scipy.stats import binom

    instance("payoffs", payoffs, Payoffs)
    M = integer("spells", spells, low=1, high=1000)
    good = np.arange(M + 1)
    return payoffs.b + (payoffs.a - payoffs.b) * good / M, binom.pmf(good, M, payoffs.p)


def survival(
    payoffs: Payoffs,
    *,
    spells: int,
    years: int,
    business: Business = BUSINESS,
    cells: int = 100,
) -> Float:
    """Return the share of specialists, and of generalists, still open after each year.

    Parameters
    ----------
    payoffs, spells
        As for :func:`yearly`.
    years : int
        In [1, 10000].
    business : Business
        What it takes to stay open.
    cells : int
        The range of reserves is cut into so many; the error falls with their square.

    Returns
    -------
    ndarray, shape (2, years + 1)
        Probabilities, averaged over the weather; 1 at the start.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> from fitbreadth.markets.restaurants import performance
    >>> survival(performance(1), spells=1, years=20)[:, -1].round(2)
    array([0.54, 0.23])
    """
    instance("business", business, Business)
    n, T = integer("cells", cells, low=10, high=2000), integer("years", years, low=1, high=10_000)
    W, p = yearly(payoffs, spells=spells)
    found = np.ones((2, T + 1))
    for who, (results, chances) in enumerate([(W, p), (np.array([payoffs.g]), np.ones(1))]):
        step = _chain(np.log(results / business.break_even), chances, business, n)
        here = np.zeros(n + 1)
        here[n] = 1
        for t in range(T):
            here = (here @ step) * (1 - business.accident)
            found[who, t + 1] = here.sum()
    return found


def _chain(change: Float, p: Float, business: Business, cells: int) -> Float:
    """Return the chance to go from the middle of each cell to each cell, and to the ceiling."""
    from scipy.special import ndtr

    edges = np.linspace(0, business.ceiling, cells + 1)
    # the last state is the ceiling itself, where many spend most of their years
    start = np.append((edges[1:] + edges[:-1]) / 2, business.ceiling)
    gap = edges - start[:, None]
    below = sum(
        chance * ndtr((gap - move) / business.noise) for move, chance in zip(change, p, strict=True)
    )
    assert isinstance(below, np.ndarray)
    return np.column_stack([np.diff(below, axis=1), 1 - below[:, -1]])
