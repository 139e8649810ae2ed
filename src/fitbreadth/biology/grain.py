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
coexist for every g between the *harmonic* and the arithmetic mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth._logarithms import log
from fitbreadth.divergence import power_mean
from fitbreadth.rng import generator
from fitbreadth.selection import growth_rate
from fitbreadth.validate import Float, integer, number

MOST_PATCHES = 1_000_000
"""Beyond so many patches the law of :func:`patches_law` says all there is to say."""

TIED = 1e-12
"""Growth rates no further apart than this count as equal: it is what rounding leaves."""


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


@dataclass(frozen=True)
class Competition:
    """What happened to specialists and generalists that compete in a finite population.

    Attributes
    ----------
    counts : ndarray of int, shape (runs, generations + 1, 2)
        Specialists and generalists alive; they sum to the population's size.
    offspring : ndarray, shape (runs, generations, 2)
        Expected offspring of each type, before numbers are cut back.
    good : ndarray, shape (runs, generations)
        Share of the patches that were good.
    """

    counts: NDArray[np.int64]
    offspring: Float
    good: Float

    @property
    def log_ratio(self) -> Float:
        """ln(specialists/generalists), shape (runs, generations + 1); infinite once one is lost."""
        alive = log(self.counts.astype(float))
        return np.asarray(alive[..., 0] - alive[..., 1])

    @property
    def growth(self) -> Float:
        """Mean log of offspring per parent, shape (2,), while the type was there to breed."""
        parents = self.counts[:, :-1]
        there = parents > 0
        per_parent = np.log(np.where(there, self.offspring, 1) / np.where(there, parents, 1))
        return np.asarray(per_parent.sum((0, 1)) / there.sum((0, 1)))


def compete(
    payoffs: Payoffs,
    *,
    patches: int | None,
    generations: int,
    seed: int | np.random.Generator,
    runs: int = 1,
    population: int = 10**9,
    share: float = 0.5,
) -> Competition:
    """Simulate a population of two types, resampled after reproduction (Wright-Fisher).

    In each generation every patch draws its habitat, individuals settle on patches at random and
    reproduce, and a population of the old size is drawn from all offspring.

    Parameters
    ----------
    payoffs : Payoffs
        Offspring of the types.
    patches : int or None
        M >= 1, the same for all; 1 is variation in time. None is a patch for each individual:
        variation in space.
    generations, runs : int
        At least 1.
    seed : int or numpy.random.Generator
        Of all runs.
    population : int
        Individuals, in [2, 10**15].
    share : float
        Specialists among them at the start, in (0, 1); rounded to leave one of each at least.

    Returns
    -------
    Competition
        Counts, offspring and habitats of every run.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    dempster1955, gillespie1974

    Examples
    --------
    >>> odds = Payoffs(g=1.1)
    >>> for patches in (None, 1):
    ...     found = compete(odds, patches=patches, generations=99, seed=1, population=10**15)
    ...     bool(found.log_ratio[0, -1] > 0)
    True
    False
    """
    _check(payoffs)
    rng = generator(seed)
    M = patches if patches is None else integer("patches", patches, low=1, high=10**15)
    size = integer("population", population, low=2, high=10**15)
    shape = (integer("runs", runs, low=1), integer("generations", generations, low=1))
    first = round(number("share", share, above=0, below=1) * size)
    counts = np.empty((shape[0], shape[1] + 1, 2), dtype=np.int64)
    counts[:, 0, 0] = min(max(first, 1), size - 1)
    counts[:, 0, 1] = size - counts[:, 0, 0]
    offspring, good = np.empty((*shape, 2)), np.empty(shape)
    for t in range(shape[1]):
        specialists, generalists = counts[:, t].T
        good[:, t] = payoffs.p if M is None else rng.binomial(M, payoffs.p, shape[0]) / M
        lucky = rng.binomial(specialists, good[:, t])
        offspring[:, t, 0] = payoffs.a * lucky + payoffs.b * (specialists - lucky)
        offspring[:, t, 1] = payoffs.g * generalists
        odds = offspring[:, t, 0] / offspring[:, t].sum(axis=1)
        counts[:, t + 1, 0] = rng.binomial(size, odds)
        counts[:, t + 1, 1] = size - counts[:, t + 1, 0]
    return Competition(counts, offspring, good)


def growth(payoffs: Payoffs, *, patches: int | None) -> Float:
    """Return the theory for :attr:`Competition.growth` in a large population.

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


def critical_patches(payoffs: Payoffs) -> int | None:
    """Return the fewest patches with which specialists outgrow generalists.

    Parameters
    ----------
    payoffs : Payoffs
        Offspring of the types.

    Returns
    -------
    int or None
        1 if they do so even in time; None if no number suffices (g at or above the arithmetic
        mean).

    Raises
    ------
    TypeError, ValueError
        If ``payoffs`` is not one, or its g lies so near the arithmetic mean that it takes more
        than a million.

    Examples
    --------
    >>> [critical_patches(Payoffs(g=g)) for g in (0.9, 1.1, 1.2, 1.24, 1.25)]
    [1, 2, 5, 23, None]
    """
    _check(payoffs)
    if np.log(payoffs.g) >= np.log(payoffs.window[1]) - TIED:
        return None

    def wins(patches: int) -> bool:
        specialist, generalist = growth(payoffs, patches=patches)
        return bool(specialist > generalist + TIED)

    # the growth rises with the number of patches (Jensen), so halving finds where it passes ln g
    low, high = 0, 1
    while not wins(high):
        if high == MOST_PATCHES:
            raise ValueError(
                f"g must be far enough below the arithmetic mean {payoffs.window[1]!r} for "
                f"{MOST_PATCHES} patches to do, got {payoffs.g!r}"
            )
        low, high = high, min(2 * high, MOST_PATCHES)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wins(middle) else (middle, high)
    return high


def patches_law(payoffs: Payoffs) -> float:
    r"""Return :math:`c^2 / (2 \ln(\bar W/g))`, the theory for :func:`critical_patches`.

    Averaging over M patches divides the variance of W by M, and variance costs half of itself in
    log growth: :math:`\mathrm{E} \ln W_M \approx \ln \bar W - c^2/2M` with the arithmetic mean
    :math:`\bar W` and coefficient of variation c of a and b. Good when the number is large.

    Parameters
    ----------
    payoffs : Payoffs
        Offspring of the types, with g below the arithmetic mean.

    Returns
    -------
    float
        Patches.

    Raises
    ------
    TypeError, ValueError
        If ``payoffs`` is not one, or its g is not below the arithmetic mean.

    References
    ----------
    gillespie1974

    Examples
    --------
    >>> round(patches_law(Payoffs(g=1.24)), 2)
    22.41
    """
    _check(payoffs)
    mean = payoffs.window[1]
    number("g", payoffs.g, below=mean)
    variance = payoffs.p * (1 - payoffs.p) * (payoffs.a - payoffs.b) ** 2
    return float(variance / mean**2 / (2 * np.log(mean / payoffs.g)))


def _mean_over_patches(payoffs: Payoffs, patches: int | None) -> tuple[Float, Float]:
    """Return the values of W_M and their probabilities."""
    _check(payoffs)
    if patches is None:
        return np.array([payoffs.window[1]]), np.ones(1)
    from scipy.stats import binom

    M = integer("patches", patches, low=1, high=MOST_PATCHES)
    good = np.arange(M + 1) / M
    odds = binom.pmf(np.arange(M + 1), M, payoffs.p)
    return payoffs.a * good + payoffs.b * (1 - good), odds / odds.sum()


def _check(payoffs: object) -> None:
    if not isinstance(payoffs, Payoffs):
        raise TypeError(f"payoffs must be Payoffs, got {payoffs!r}")
