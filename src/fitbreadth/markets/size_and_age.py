r"""Growth and failure by size and by age: what Evans found, from the learning firm.

Let a firm's size stand for its belief m: the better it thinks of itself, the larger it is. One of
age n with belief m leaves at the next decision with probability
:math:`\Phi((b_{n+1} - m)/\sigma_{n+1})`, :math:`\sigma_n^2 = V_{n-1} - V_n`. Those that stay grew
by :math:`\sigma_{n+1}` times the inverse Mills ratio on average: more if small, for among the small
only those with good news stayed. Both follow from the belief's step being Gaussian and independent
of the past; nobody wants to grow.

Failure falls with size at every age. At a given size it falls with age, in all that was computed,
for firms that believe they break even (m >= 0) or better. Not for those below: the boundary rises
towards them, and at some age they are sure to give up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.markets.exit_rule import ExitRule
from fitbreadth.markets.learning_firm import step_variance
from fitbreadth.validate import Float, instance, integer, vector


def failure(rule: ExitRule, m: ArrayLike, *, age: int) -> Float:
    """Return the chance that a firm in business leaves at its next decision.

    Parameters
    ----------
    rule : ExitRule
        When firms leave.
    m : array_like, shape (k,)
        Beliefs, money a year; at least the boundary at that age.
    age : int
        Years in business, from 0 to the last but one that the rule covers.

    Returns
    -------
    ndarray, shape (k,)
        Probabilities.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    jovanovic1982, evans1987

    Examples
    --------
    >>> from fitbreadth.markets.exit_rule import exit_rule
    >>> rule = exit_rule(s=2)
    >>> failure(rule, [0, 0.5, 1], age=1).round(3)
    array([0.135, 0.007, 0.   ])
    >>> failure(rule, [0, 0.5, 1], age=10).round(3)
    array([0.091, 0.   , 0.   ])
    """
    from scipy.stats import norm

    z = _distance(rule, m, age)[0]
    return np.asarray(norm.sf(z))


def growth(rule: ExitRule, m: ArrayLike, *, age: int) -> Float:
    """Return how much a firm that will stay grows by its next decision, on average.

    Parameters
    ----------
    rule, m, age
        As for :func:`failure`.

    Returns
    -------
    ndarray, shape (k,)
        Change of the belief, money a year; it falls with m.

    Raises
    ------
    TypeError, ValueError
        As for :func:`failure`.

    References
    ----------
    jovanovic1982, evans1987

    Examples
    --------
    >>> from fitbreadth.markets.exit_rule import exit_rule
    >>> growth(exit_rule(s=2), [0, 0.5, 1], age=1).round(3)
    array([0.092, 0.007, 0.   ])
    """
    from scipy.stats import norm

    z, sd = _distance(rule, m, age)
    return np.asarray(sd * norm.pdf(z) / norm.cdf(z))


def _distance(rule: ExitRule, m: ArrayLike, age: int) -> tuple[Float, float]:
    """Return how many steps the beliefs lie above the next boundary, and the size of a step."""
    instance("rule", rule, ExitRule)
    n = integer("age", age, low=0, high=rule.boundary.size - 2)
    beliefs = vector("m", m, low=float(rule.boundary[n]))
    sd = float(np.sqrt(step_variance([n + 1], s0=rule.s0, s=rule.s)[0]))
    with np.errstate(over="ignore"):
        z = (beliefs - rule.boundary[n + 1]) / sd
    # beyond 40 steps the chance of leaving fits no float, and the square of z may fit none either
    return np.minimum(z, 40), sd
