"""The contests of the earlier chapters on the map of both regimes, each by its own model.

Where a contest lies follows from its parameters; who won is what its model came to. The models do
not know of the map. Two given rivals meet at even odds, where best plans and given rivals have one
border; the best of many plans is at odds of 60 to 40, as its border is the same at any odds
(``compared`` of :class:`fitbreadth.convergence.regime_outcome.Outcome`). Populations are in
:mod:`fitbreadth.convergence.regime_contests`, plans in
:mod:`fitbreadth.convergence.regime_plans`.
"""

from __future__ import annotations

from functools import cache

from fitbreadth.convergence import regime_contests as contests
from fitbreadth.convergence import regime_plans as plans
from fitbreadth.convergence.regime_outcome import BREADTH, FOCUS, Outcome
from fitbreadth.validate import instance

__all__ = ["BREADTH", "FOCUS", "Outcome", "expected", "points", "right"]


def expected(outcome: Outcome) -> str:
    """Return who should win by the theorem: focus if and only if rho >= gamma.

    Parameters
    ----------
    outcome : Outcome
        Of a contest.

    Returns
    -------
    str
        ``FOCUS`` or ``BREADTH``. On the border, with odds that differ, focus is best.

    Raises
    ------
    TypeError
        If ``outcome`` is not one.

    Examples
    --------
    >>> expected(Outcome("markets", "a bet", gamma=1, rho=0, winner=BREADTH, how=""))
    'breadth'
    """
    instance("outcome", outcome, Outcome)
    return FOCUS if outcome.rho >= outcome.gamma else BREADTH


def right(outcome: Outcome) -> bool:
    """Return whether the winner is the one that the theorem expects.

    Parameters
    ----------
    outcome : Outcome
        Of a contest.

    Returns
    -------
    bool

    Raises
    ------
    TypeError
        If ``outcome`` is not one.

    Examples
    --------
    >>> right(Outcome("markets", "a bet", gamma=1, rho=0, winner=FOCUS, how=""))
    False
    """
    return instance("outcome", outcome, Outcome).winner == expected(outcome)


@cache
def points() -> tuple[Outcome, ...]:
    """Return the outcomes of all contests, chapter by chapter.

    Returns
    -------
    tuple of Outcome

    Examples
    --------
    >>> found = points()
    >>> sum(map(right, found)) == len(found)
    True
    """
    return (
        *(plans.spread_or_not(kappa) for kappa in (0.5, 0.96, 1.04, 2.5)),
        plans.run_in_turn(),
        contests.weather(gamma=0.35, patches=1),
        contests.weather(gamma=0.4, patches=2),
        contests.weather(gamma=0.65, patches=2),
        contests.weather(gamma=0.7, patches=4),
        contests.weather(gamma=0.85, patches=4),
        contests.weather(gamma=0.8, patches=10),
        contests.weather(gamma=1.1, patches=10),
        contests.consumers(0.85),
        contests.consumers(1.2),
        contests.restaurants(swing=2.0, spells=1),
        contests.restaurants(swing=1.9, spells=2),
        contests.restaurants(swing=2.2, spells=2),
        contests.restaurants(swing=2.0, spells=52),
        contests.races(),
        *(plans.bettor(rho) for rho in (0.9, 1.1, 1.5)),
        plans.one_direction(),
        plans.records(),
        *(plans.parameters(alpha) for alpha in (0.34, 0.75)),
    )
