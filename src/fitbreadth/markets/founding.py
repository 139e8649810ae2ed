"""Where founders start: entry goes on until a new firm is worth no more than it costs to found.

The dearer a firm is to found, the fewer come, the higher stays the price of what they sell, and the
further above the exit boundary they start.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.markets.exit_rule import ExitRule
from fitbreadth.validate import instance, number


def entry_profit(rule: ExitRule, *, cost: float) -> float:
    """Return what founders must expect if a new firm is worth just what it costs to found.

    Founders come while a firm is worth more than that, and the price of what they all sell falls
    until it is not. At cost 0 they start on the exit boundary.

    Parameters
    ----------
    rule : ExitRule
        What they will do.
    cost : float
        Of founding a firm, money, >= 0.

    Returns
    -------
    float
        Expected profit of a founder, mu, money a year; it may well be negative.

    Raises
    ------
    TypeError, ValueError
        If ``rule`` is not one, or the cost is negative or larger than any firm is worth.

    References
    ----------
    jovanovic1982

    Examples
    --------
    >>> from fitbreadth.markets.exit_rule import exit_rule
    >>> rule = exit_rule(s=2, beta=0.95)
    >>> [round(entry_profit(rule, cost=cost), 3) for cost in (0, 1, 4)]
    [-0.776, -0.557, -0.158]
    """
    instance("rule", rule, ExitRule)
    worth = number("cost", cost, low=0, high=float(rule.value[-1]))
    if worth == 0:
        return float(rule.boundary[0])
    staying = rule.value > 0
    m = np.append(rule.boundary[0], rule.belief[staying])
    return float(np.interp(worth, np.append(0, rule.value[staying]), m))
