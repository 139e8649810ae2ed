"""A simulated cohort: firms of fixed quality that find out, and leave if the news is bad.

Here every firm has its true profitability, has good years and bad ones, and reckons by Bayes' rule;
the theory is :mod:`fitbreadth.markets.age_hazard`, which knows only beliefs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.markets._stakes import MOST_NUMBERS
from fitbreadth.markets.exit_rule import ExitRule
from fitbreadth.markets.learning_firm import posterior_mean
from fitbreadth.rng import generator
from fitbreadth.validate import Float, instance, integer, number


@dataclass(frozen=True)
class Firms:
    """The lives of simulated firms.

    Attributes
    ----------
    theta : ndarray, shape (firms,)
        True profitability, money a year; it never changes.
    belief : ndarray, shape (firms, ages + 1)
        What each believes at age 0, 1, ..., money a year; after it has left, what it would
        have believed.
    active : ndarray of bool, shape (firms, ages + 1)
        Whether it is in business after its decision at that age.
    """

    theta: Float
    belief: Float
    active: NDArray[np.bool_]

    @property
    def at_risk(self) -> NDArray[np.int64]:
        """Number of firms in business before the decisions at age 1, 2, ..., shape (ages,)."""
        return np.asarray(self.active[:, :-1].sum(axis=0))

    @property
    def hazard(self) -> Float:
        """Share of those that left at age 1, 2, ..., shape (ages,).

        Raises
        ------
        ValueError
            If at some age no firm is left to count.
        """
        there = self.at_risk
        if not there.all():
            raise ValueError(
                f"firms must be enough for some to be in business to the end, got "
                f"{self.theta.size}, of which none is left after age {int(there.argmin())}"
            )
        return np.asarray(1 - self.active[:, 1:].sum(axis=0) / there)

    @property
    def last_age(self) -> NDArray[np.int64]:
        """Age at which each left, or one more than the last followed, shape (firms,)."""
        return np.asarray(self.active.sum(axis=1))


def simulate(rule: ExitRule, *, mean: float, firms: int, seed: int | np.random.Generator) -> Firms:
    """Found firms, and let them learn and leave.

    Parameters
    ----------
    rule : ExitRule
        When they leave; it says how many years are followed.
    mean : float
        Mean of true profitability among founders, mu, money a year; at least the boundary at
        age 0.
    firms : int
        At least 1; 2**27 beliefs at most are kept.
    seed : int or numpy.random.Generator
        Of all that is random.

    Returns
    -------
    Firms
        Qualities, beliefs and who is in business when.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, nobody would start a firm, or too many beliefs are
        to be kept.

    References
    ----------
    jovanovic1982

    Examples
    --------
    >>> from fitbreadth.markets.exit_rule import exit_rule
    >>> found = simulate(exit_rule(s=2, ages=20), mean=-0.3, firms=4000, seed=1)
    >>> old = found.active[:, -1]
    >>> bool(found.theta[old].mean() > found.theta.mean() + 1)
    True
    """
    instance("rule", rule, ExitRule)
    start = number("mean", mean, low=float(rule.boundary[0]))
    count = integer("firms", firms, low=1, high=MOST_NUMBERS // rule.boundary.size)
    rng = generator(seed)
    theta = start + rule.s0 * rng.standard_normal(count)
    years = rule.boundary.size - 1
    signals = theta[:, None] + rule.s * rng.standard_normal((count, years))
    belief = posterior_mean(signals, mean=start, s0=rule.s0, s=rule.s)
    stays = belief >= rule.boundary
    stays[:, 0] = True  # the first belief is mu up to rounding
    return Firms(theta, belief, np.logical_and.accumulate(stays, axis=1))
