r"""How the chance of leaving changes with age: the theory, year by year.

All firms founded in one year are a *cohort*. They start with one belief, and every year the beliefs
spread by a Gaussian step and those below the boundary leave. Pushing the density of beliefs through
the years gives the **hazard**: the share of firms in business that leave at each age.

No firm changes its profitability. Those in business earn more with age because the others have
gone: selection, not adaptation. As a belief is right on average, the mean belief of those in
business *is* their mean true profitability.

What comes out is no single shape. Where a founder starts at or near the boundary (founding is
cheap) the hazard falls from the first year on; the further above it starts, the later the hazard
peaks, for bad news has to add up first. After the peak it falls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth.markets.exit_rule import ExitRule, step_weights
from fitbreadth.markets.learning_firm import step_variance
from fitbreadth.validate import Float, instance, number


@dataclass(frozen=True)
class Cohort:
    """What becomes of the firms founded in one year.

    Attributes
    ----------
    age : ndarray of int, shape (ages,)
        1, 2, ..., years.
    hazard : ndarray, shape (ages,)
        Share of those in business that leave at that age.
    survival : ndarray, shape (ages + 1,)
        Share of all founders in business after the decisions at age 0, 1, ...
    profit : ndarray, shape (ages + 1,)
        Mean true profitability of those in business, money a year.
    """

    age: NDArray[np.int64]
    hazard: Float
    survival: Float
    profit: Float

    @property
    def peak(self) -> int:
        """Age at which the hazard is largest, years."""
        return int(self.age[self.hazard.argmax()])


def cohort(rule: ExitRule, *, mean: float) -> Cohort:
    """Push the beliefs of a cohort through the years, leaving out those who give up.

    Parameters
    ----------
    rule : ExitRule
        When they leave; it says how many years are followed.
    mean : float
        What founders expect, mu, money a year: from the boundary at age 0 up to 3 s0.

    Returns
    -------
    Cohort
        Hazard, survival and mean profitability by age, good to about 1e-3 of their size.

    Raises
    ------
    TypeError, ValueError
        If ``rule`` is not one, or ``mean`` is so low that nobody starts a firm, or so high that the
        beliefs leave the grid.

    References
    ----------
    jovanovic1982

    Examples
    --------
    >>> from fitbreadth.markets.exit_rule import exit_rule
    >>> from fitbreadth.markets.founding import entry_profit
    >>> rule = exit_rule(s=2, beta=0.95, ages=5)
    >>> cohort(rule, mean=entry_profit(rule, cost=0)).hazard.round(3)
    array([0.605, 0.307, 0.195, 0.138, 0.103])
    >>> cohort(rule, mean=entry_profit(rule, cost=4)).hazard.round(3)
    array([0.133, 0.156, 0.121, 0.093, 0.074])
    """
    instance("rule", rule, ExitRule)
    start = number("mean", mean, low=float(rule.boundary[0]), high=3 * rule.s0)
    age = np.arange(1, rule.boundary.size)
    sd = np.sqrt(step_variance(age, s0=rule.s0, s=rule.s))
    m, h = rule.belief, float(rule.belief[1] - rule.belief[0])
    mass = np.exp(-0.5 * ((m - start) / sd[0]) ** 2)
    mass /= mass.sum()
    survival, profit = np.ones(age.size + 1), np.full(age.size + 1, start)
    for n in age:
        if n > 1:
            w = step_weights(float(sd[n - 1]), h)
            mass = np.convolve(mass, w)[w.size // 2 :][: m.size]
        # a node stands for the cell about it, of which the boundary cuts off a part
        mass = mass * np.clip((m - rule.boundary[n]) / h + 0.5, 0, 1)
        survival[n] = mass.sum()
        profit[n] = mass @ m / survival[n]
    return Cohort(age, 1 - survival[1:] / survival[:-1], survival, profit)
