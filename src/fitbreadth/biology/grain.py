r"""Grain: whether all meet the same weather, or each their own, decides who wins.

A specialist leaves :math:`a` offspring in a good habitat and :math:`b` in a bad one, a generalist
:math:`g` in both; a habitat is good with probability :math:`p`. The one thing that varies is the
number :math:`M` of patches whose habitats are drawn apart in every generation, and over which the
population is spread. With one patch all share a habitat, and variation is in *time*; with a patch
for each individual it is in *space*. When :math:`K` of the :math:`M` patches are good, specialists
multiply by

.. math:: W_M = \frac{K a + (M - K) b}{M}, \qquad K \sim \mathrm{Binomial}(M, p),

so in the long run they grow by :math:`\mathrm{E} \ln W_M` a generation: the log of the geometric
mean of a and b for M = 1, rising to the log of the arithmetic mean. A generalist between the two
means loses in space and wins in time. Numbers are regulated over all patches at once (hard
selection, as in Dempster). Under Levene's regulation within each of many patches the two would
coexist for every g between the *harmonic* and the arithmetic mean. Both types are let through the
weather in :mod:`fitbreadth.biology.weather`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fitbreadth.divergence import power_mean
from fitbreadth.selection import growth_rate
from fitbreadth.validate import Float, integer, number

MOST_PATCHES = 1_000_000
"""Beyond so many patches the law of :mod:`fitbreadth.biology.critical_patches` says it all."""


@dataclass(frozen=True)
class Payoffs:
    """Offspring of a specialist and of a generalist, in Levins' two habitats.

    Parameters
    ----------
    a, b : float
        Offspring of a specialist in a good and in a bad habitat, 0 < b <= a <= 1e9.
    g : float
        Offspring of a generalist in either, > 0 and at most 1e9.
    p : float
        Probability that a habitat is good, in [0, 1].

    Raises
    ------
    TypeError, ValueError
        If a value is out of its range.

    References
    ----------
    levins1968, dempster1955

    Examples
    --------
    >>> Payoffs(g=1.1).window
    (1.0, 1.25)
    """

    a: float = 2.0
    b: float = 0.5
    g: float = 1.1
    p: float = 0.5

    def __post_init__(self) -> None:
        number("b", self.b, above=0)
        number("a", self.a, low=self.b, high=1e9)
        number("g", self.g, above=0, high=1e9)
        number("p", self.p, low=0, high=1)

    @property
    def window(self) -> tuple[float, float]:
        """Geometric and arithmetic mean of a and b: between them the winner turns with grain."""
        mean, odds = (self.a, self.b), (self.p, 1 - self.p)
        return power_mean(mean, odds, 0), power_mean(mean, odds, 1)


def growth(payoffs: Payoffs, *, patches: int | None) -> Float:
    """Return how fast specialists and generalists grow in a large population.

    It is the theory for :attr:`fitbreadth.biology.weather.Competition.growth`.

    Parameters
    ----------
    payoffs : Payoffs
        Offspring of the types.
    patches : int or None
        M, at least 1 and at most a million; None is the limit of many.

    Returns
    -------
    ndarray, shape (2,)
        Expected log growth of specialists, E ln W_M, and of generalists, ln g, in nats a
        generation. Their difference is the slope of the log ratio.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    levins1968, dempster1955

    Examples
    --------
    >>> np.exp(growth(Payoffs(), patches=1)).round(4), np.exp(growth(Payoffs(), patches=None))
    (array([1. , 1.1]), array([1.25, 1.1 ]))
    """
    W, odds = _mean_over_patches(payoffs, patches)
    return growth_rate(np.column_stack([W, np.full_like(W, payoffs.g)]), p=odds)


def volatility(payoffs: Payoffs, *, patches: int | None) -> float:
    """Return the standard deviation of ln W_M: how far weather throws the log ratio a generation.

    Parameters
    ----------
    payoffs, patches
        As for :func:`growth`.

    Returns
    -------
    float
        Nats; over t generations multiply by sqrt(t). 0 if every individual has its own patch.

    Raises
    ------
    TypeError, ValueError
        As for :func:`growth`.

    Examples
    --------
    >>> round(volatility(Payoffs(), patches=1), 4), round(float(np.log(2)), 4)
    (0.6931, 0.6931)
    """
    W, odds = _mean_over_patches(payoffs, patches)
    spread = np.log(W) - odds @ np.log(W)
    return float(np.sqrt(odds @ spread**2))


def checked(payoffs: object) -> Payoffs:
    """Return ``payoffs``, once it is known that they are.

    Parameters
    ----------
    payoffs : object
        What should be Payoffs.

    Returns
    -------
    Payoffs

    Raises
    ------
    TypeError
        If it is anything else.

    Examples
    --------
    >>> checked(Payoffs()).p
    0.5
    """
    if not isinstance(payoffs, Payoffs):
        raise TypeError(f"payoffs must be Payoffs, got {payoffs!r}")
    return payoffs


def _mean_over_patches(payoffs: Payoffs, patches: int | None) -> tuple[Float, Float]:
    """Return the values of W_M and their probabilities."""
    checked(payoffs)
    if patches is None:
        return np.array([payoffs.window[1]]), np.ones(1)
    M = integer("patches", patches, low=1, high=MOST_PATCHES)
    if M == 1:
        return np.array([payoffs.b, payoffs.a]), np.array([1 - payoffs.p, payoffs.p])
    from scipy.stats import binom

    good = np.arange(M + 1) / M
    odds = binom.pmf(np.arange(M + 1), M, payoffs.p)
    return payoffs.a * good + payoffs.b * (1 - good), odds / odds.sum()
