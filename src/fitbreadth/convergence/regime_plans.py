"""Focus against breadth in the plans of the earlier chapters: which did better.

Every function takes parameters of a chapter's own model and has it price one plan after another.
None uses the theorem to find the best.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fitbreadth.bitter_lesson.premium_shares import shared_loss
from fitbreadth.convergence.regime_outcome import BEST, BREADTH, EVEN, FOCUS, ODDS, Outcome
from fitbreadth.learning.one_direction import shared_direction
from fitbreadth.learning.pooling import dedicated_risk
from fitbreadth.markets.risk import certain_factor
from fitbreadth.optimization.budget import compare_breadth
from fitbreadth.optimization.portfolio import portfolio
from fitbreadth.validate import Float, number

GRID = np.linspace(0, 1, 201)
"""Shares of the budget for the likelier task that are tried."""


def spread_or_not(kappa: float) -> Outcome:
    r"""Spend 4 evaluations on one task, or half of them on each of two that count alike.

    Returns are :math:`m^\kappa`, so :math:`\gamma = 1/\kappa`; results add up.

    Parameters
    ----------
    kappa : float
        In [0.1, 10].

    Returns
    -------
    Outcome

    Raises
    ------
    TypeError, ValueError
        If ``kappa`` is out of its range.

    Examples
    --------
    >>> spread_or_not(0.5).winner, spread_or_not(2).winner
    ('breadth', 'focus')
    """
    power = number("kappa", kappa, low=0.1, high=10)
    total = compare_breadth(4, tasks=2, returns=lambda m: m**power).total
    how = f"one task {total[0]:.3g}, two tasks {total[1]:.3g}"
    winner = FOCUS if total[0] > total[1] else BREADTH
    return Outcome("optimization", f"effort with returns m^{power:g}", 1 / power, 1.0, winner, how)


def run_in_turn() -> Outcome:
    r"""Run two search algorithms in turn, or commit to one; each solves one of two problems.

    The problems are equally likely. An algorithm that gets a share s of the evaluations takes 1/s
    times as long, and mean times count: results combine with :math:`\rho = -1`, and shares add up
    to 1, so :math:`\gamma = 1`.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> run_in_turn().winner
    'breadth'
    """
    both = portfolio([[100, np.inf], [np.inf, 100]], p=EVEN)
    alone = float(both.expected_member.min())
    winner = FOCUS if alone < both.expected_cost else BREADTH
    how = f"both in turn {both.expected_cost:.4g} evaluations, one alone {_endless(alone)}"
    return Outcome("optimization", "two algorithms in turn", 1.0, -1.0, winner, how)


def bettor(rho: float) -> Outcome:
    r"""Look for the bets that a bettor with a given appetite for risk likes best, among 201.

    Parameters
    ----------
    rho : float
        Appetite, as for :func:`fitbreadth.markets.risk.certain_factor`.

    Returns
    -------
    Outcome
        Won by focus if all on one horse is liked best.

    Raises
    ------
    TypeError, ValueError
        If ``rho`` is out of its range.

    Examples
    --------
    >>> bettor(0.5).winner, bettor(1.5).winner
    ('breadth', 'focus')
    """
    liked = _best(lambda s: certain_factor(ODDS, bets=[s, 1 - s], odds=2, rho=rho))
    return Outcome(
        "markets", f"a bettor of appetite {rho:g}", 1.0, float(rho), *_split(liked), BEST
    )


def one_direction() -> Outcome:
    r"""Share one dimension between two unrelated tasks, of which one counts more.

    At the angle whose squared cosine with a task is s, that task is explained to a part s, and the
    other to a part 1 - s: :math:`\gamma = 1`. What is explained adds up: :math:`\rho = 1`. So it
    lies on the border, and the more important task takes all.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> one_direction().winner
    'focus'
    """
    heads = np.sqrt(ODDS)
    first, second = shared_direction(
        np.eye(2), heads[0] * np.eye(2)[0], np.eye(2), heads[1] * np.eye(2)[1]
    )
    # what the direction explains of each task, as a part of that task
    explained = np.array([first @ np.eye(2)[0] / heads[0], second @ np.eye(2)[1] / heads[1]])
    likelier = float(explained[0])
    return Outcome("learning", "one dimension for two tasks", 1.0, 1.0, *_split(likelier), BEST)


def records() -> Outcome:
    r"""Divide 1000 records between two tasks so that the mean of their typical errors is least.

    Errors (roots of mean squares) fall as the root of the records: :math:`\rho = -1/2`.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> records().winner
    'breadth'
    """

    def gain(s: float) -> float:
        if s in (0, 1):
            return -np.inf
        each = [dedicated_risk(1000 * part, d=5) for part in (s, 1 - s)]
        return -float(ODDS @ np.sqrt(each))

    return Outcome("learning", "records for two tasks", 1.0, -0.5, *_split(_best(gain)), BEST)


def parameters(alpha: float) -> Outcome:
    r"""Divide a million parameters between two tasks so that the mean loss is least.

    Losses fall as :math:`N^{-\alpha}`: :math:`\rho = -\alpha`.

    Parameters
    ----------
    alpha : float
        As for :func:`fitbreadth.bitter_lesson.premium_shares.shared_loss`.

    Returns
    -------
    Outcome

    Raises
    ------
    TypeError, ValueError
        If ``alpha`` is out of its range.

    Examples
    --------
    >>> parameters(0.34).how
    'likelier task gets 57.5%'
    """
    power = number("alpha", alpha)

    def gain(s: float) -> float:
        if s in (0, 1):
            return -np.inf
        return -shared_loss([s, 1 - s], N=1e6, weights=ODDS, alpha=power)

    name = f"parameters, loss N^−{power:g}"
    return Outcome("bitter_lesson", name, 1.0, -power, *_split(_best(gain)), BEST)


def _best(worth: Callable[[float], float]) -> float:
    """Return the share for the likelier task with the largest worth, among all that are tried."""
    values: Float = np.array([worth(float(s)) for s in GRID])
    return float(GRID[values.argmax()])


def _split(likelier: float) -> tuple[str, str]:
    alone = likelier > 1 - 1e-6
    return FOCUS if alone else BREADTH, f"likelier task gets {likelier:.1%}"


def _endless(value: float) -> str:
    return "without end" if np.isinf(value) else f"{value:.4g}"
