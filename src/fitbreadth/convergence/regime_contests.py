"""Focus against breadth in the populations of the earlier chapters: who outgrew whom.

Every function takes parameters of a chapter's own model, runs it, and reports who won. Plans that
are compared one by one are in :mod:`fitbreadth.convergence.regime_plans`.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology import knife_edge
from fitbreadth.biology.grain import Payoffs
from fitbreadth.biology.weather import compete
from fitbreadth.convergence.regime_orders import bend, world_order
from fitbreadth.convergence.regime_outcome import BREADTH, EVEN, FOCUS, Outcome
from fitbreadth.markets.bankroll import play
from fitbreadth.markets.restaurants import performance
from fitbreadth.validate import integer, number

LEAN = 0.7
"""Share of its budget that a specialist of the weather spends on its habitat."""

RUNS, GENERATIONS, POPULATION, SEED = 32, 2000, 10**15, 12


def weather(*, gamma: float, patches: int) -> Outcome:
    r"""Let specialists and generalists through the weather of M patches, in a finite population.

    A specialist spends 70 % of its budget on one of two habitats, a generalist half on each, on a
    trade-off of shape :math:`\gamma`; habitats are equally likely.

    Parameters
    ----------
    gamma : float
        In [0.2, 5].
    patches : int
        M, as for :func:`fitbreadth.biology.weather.compete`.

    Returns
    -------
    Outcome
        Won by who is ahead in more of the 32 runs.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> weather(gamma=0.4, patches=20).winner, weather(gamma=0.4, patches=1).winner
    ('focus', 'breadth')
    """
    integer("patches", patches, low=1)
    shape = 1 / number("gamma", gamma, low=0.2, high=5)
    payoffs = Payoffs(a=LEAN**shape, b=(1 - LEAN) ** shape, g=0.5**shape)
    name = f"weather, {patches} patch{'es' if patches > 1 else ''}"
    return _through(payoffs, patches, "biology", name)


def restaurants(*, swing: float, spells: int) -> Outcome:
    """Let restaurants with narrow and with broad menus through years of M spells of demand.

    Parameters
    ----------
    swing, spells
        As for :func:`fitbreadth.markets.restaurants.advantage`.

    Returns
    -------
    Outcome
        Won by who is ahead in more of the 32 runs.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or the swing so small that the broad menu lies below
        every trade-off.

    Examples
    --------
    >>> restaurants(swing=2, spells=1).winner, restaurants(swing=2, spells=52).winner
    ('breadth', 'focus')
    """
    integer("spells", spells, low=1)
    name = f"restaurants, {spells} spell{'s' if spells > 1 else ''} a year"
    return _through(performance(swing), spells, "markets", name)


def consumers(gamma: float) -> Outcome:
    r"""Let consumers of one sugar each and a consumer of two compete for both.

    A rare invader meets what the residents leave, and its gains add up: :math:`\rho = 1`.

    Parameters
    ----------
    gamma : float
        Shape of the trade-off, as for :func:`fitbreadth.biology.knife_edge.compete`.

    Returns
    -------
    Outcome
        Won by who has most at the end.

    Raises
    ------
    TypeError, ValueError
        If ``gamma`` is out of its range.

    Examples
    --------
    >>> consumers(0.8).winner, consumers(1.25).winner
    ('focus', 'breadth')
    """
    end = knife_edge.compete(gamma, times=[0, 1000]).n[-1]
    generalist = float(end[2] / end.sum())
    winner = BREADTH if generalist > 0.5 else FOCUS
    how = f"consumer of both ends with {generalist:.0%}"
    return Outcome("biology", "consumers of two sugars", float(gamma), 1.0, winner, how)


def races() -> Outcome:
    r"""Bet all on one of two equal horses, race after race, or half on each (Kelly).

    Wealth multiplies: :math:`\rho = 0`; shares of wealth add up to 1: :math:`\gamma = 1`.

    Returns
    -------
    Outcome
        Won by who has more in more of 400 runs of 100 races.

    Examples
    --------
    >>> races().winner
    'breadth'
    """
    found = play(
        EVEN, bets=np.array([[1, 0], EVEN]), odds=2, races=100, runs=400, seed=SEED
    ).log_wealth
    ahead = float((found[:, 1] > found[:, 0]).mean())
    how = f"who spreads bets is ahead in {ahead:.0%} of runs"
    return Outcome("markets", "a hundred races", 1.0, 0.0, BREADTH if ahead > 0.5 else FOCUS, how)


def runs_ahead(payoffs: Payoffs, *, patches: int, runs: int, seed: int) -> int:
    """Return in how many runs of 2,000 generations specialists end ahead of generalists.

    Parameters
    ----------
    payoffs, patches, runs, seed
        As for :func:`fitbreadth.biology.weather.compete`.

    Returns
    -------
    int
        From 0 to ``runs``.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> runs_ahead(Payoffs(a=2, b=0.5, g=0.9), patches=1, runs=20, seed=1)
    20
    """
    found = compete(
        payoffs,
        patches=patches,
        generations=GENERATIONS,
        runs=runs,
        population=POPULATION,
        seed=seed,
    )
    return int((found.log_ratio[:, -1] > 0).sum())


def _through(payoffs: Payoffs, patches: int, domain: str, name: str) -> Outcome:
    ahead = runs_ahead(payoffs, patches=patches, runs=RUNS, seed=SEED)
    winner = FOCUS if 2 * ahead > RUNS else BREADTH
    how = f"specialists ahead in {ahead} of {RUNS} runs"
    return Outcome(domain, name, bend(payoffs), world_order(payoffs, patches=patches), winner, how)
