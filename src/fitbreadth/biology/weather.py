"""Specialists and generalists through the weather, in a finite population.

Who leaves how many offspring is said in :mod:`fitbreadth.biology.grain`, and so is the theory: the
growth of each type and how far the weather throws them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fitbreadth._logarithms import log
from fitbreadth.biology.grain import Payoffs, checked
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, number


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
    checked(payoffs)
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
