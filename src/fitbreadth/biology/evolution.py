r"""Evolution on a lattice of traits: chance and mutation, and the limit without chance.

A generation takes the counts n to the expected counts

.. math:: \lambda = M^\top (n \odot W(n)) ,

W being the mean offspring of each class and M the chance that a parent's child is of another
class. The share :math:`n W/\sum n W` of the classes among the parents is one
:func:`fitbreadth.selection.update`. The next counts are a draw around :math:`\lambda`:
multinomial if the number of places is fixed (Levene), Poisson if it is not (Dieckmann). Both are
exact: to follow N individuals one by one gives counts of the very same distribution.
:func:`mean_field` keeps :math:`\lambda` itself, the limit of large numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.biology.lattice import lattice, mutation_matrix
from fitbreadth.rng import generator
from fitbreadth.selection import update
from fitbreadth.validate import Float, integer, vector


class Ecology(Protocol):
    """What a model offers to evolve in: :class:`Levene`, :class:`Dieckmann`, or one's own."""

    def on(self, traits: ArrayLike) -> Callable[[Float], Float]:
        """Return the function from counts to mean offspring of each class of a lattice."""

    def draw(self, expected: Float, rng: np.random.Generator) -> NDArray[np.int64]:
        """Return random counts around the expected ones."""


@dataclass(frozen=True, eq=False)
class Evolution:
    """The recorded generations of a population.

    Attributes
    ----------
    traits : ndarray, shape (m,)
        The lattice.
    generations : ndarray of int, shape (records,)
        Which generations were recorded, the first being 0.
    counts : ndarray, shape (records, m)
        Individuals in each class: whole numbers of :func:`evolve`, expected numbers of
        :func:`mean_field`.
    extinct : int or None
        The first generation without anybody, after which all counts are zero.
    """

    traits: Float
    generations: NDArray[np.int64]
    counts: NDArray[Any]
    extinct: int | None

    @property
    def size(self) -> Float:
        """Individuals in each recorded generation, shape (records,)."""
        return np.asarray(self.counts.sum(axis=1), dtype=float)

    @property
    def mean(self) -> Float:
        """Mean trait of each recorded generation before extinction, shape (living records,)."""
        living = self.counts[self.size > 0]
        return np.asarray(living @ self.traits / living.sum(axis=1))


def evolve(
    model: Ecology,
    start: ArrayLike,
    *,
    traits: ArrayLike,
    generations: int,
    mutation: float,
    sd: float | None = None,
    every: int = 1,
    seed: int | np.random.Generator,
) -> Evolution:
    """Run the individual-based model.

    Parameters
    ----------
    model : Levene, Dieckmann or other Ecology
        Who leaves how many offspring.
    start : array_like of int, shape (m,)
        Individuals in each class, as from :func:`monomorphic`. In Levene's patches their
        number is the number of places and stays.
    traits : array_like, shape (m,)
        A lattice that suits the model.
    generations : int
        How many, >= 1.
    mutation : float
        Chance that a birth mutates, in [0, 1].
    sd : float, optional
        Standard deviation of a mutant's step; by default one class up or down
        (:func:`mutation_matrix`).
    every : int
        Record generation 0 and each ``every``-th after it, in [1, generations].
    seed : int or numpy.random.Generator
        Where the random numbers come from.

    Returns
    -------
    Evolution
        If the population dies out, ``extinct`` says when.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, nobody is there at the start, or the lattice
        does not suit the model.
    OverflowError
        If numbers outgrow what can be counted.

    References
    ----------
    geritz1998, dieckmann1999

    Examples
    --------
    >>> from fitbreadth.biology.lattice import monomorphic
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> traits = np.linspace(-2, 2, 41)
    >>> run = evolve(
    ...     even_patches(2, d=1), monomorphic(traits, 1.5, individuals=500), traits=traits,
    ...     generations=400, mutation=0.05, every=100, seed=1,
    ... )
    >>> run.generations, bool(abs(run.mean[-1]) < 0.3)
    (array([  0, 100, 200, 300, 400]), True)
    """
    counts = _start(start, traits)
    if (counts != np.floor(counts)).any():
        at = int(np.flatnonzero(counts != np.floor(counts))[0])
        raise ValueError(f"start must hold whole numbers, got {counts[at]:g} at position {at}")
    rng = generator(seed)
    return _run(model, counts, traits, generations, mutation, sd, every, np.int64, rng)


def mean_field(
    model: Ecology,
    start: ArrayLike,
    *,
    traits: ArrayLike,
    generations: int,
    mutation: float,
    sd: float | None = None,
    every: int = 1,
) -> Evolution:
    """Run the limit of large numbers, in which expected counts breed expected counts.

    Parameters
    ----------
    model, traits, generations, mutation, sd, every
        As for :func:`evolve`.
    start : array_like, shape (m,)
        Individuals in each class, >= 0; need not be whole.

    Returns
    -------
    Evolution
        Without mutation it is selection among the classes at hand alone.

    Raises
    ------
    TypeError, ValueError, OverflowError
        As for :func:`evolve`.

    Examples
    --------
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> traits = np.linspace(-2, 2, 41)
    >>> run = mean_field(
    ...     even_patches(2, d=3), np.ones(41), traits=traits, generations=3000, mutation=0
    ... )
    >>> traits[run.counts[-1] > 1]
    array([-1.5,  1.5])
    """
    counts = _start(start, traits)
    return _run(model, counts, traits, generations, mutation, sd, every, np.float64, None)


def _start(start: ArrayLike, traits: ArrayLike) -> Float:
    counts = vector("start", start, low=0, size=lattice(traits).size)
    total = counts.sum()
    if not 0 < total <= 1e12:
        raise ValueError(f"start must hold more than 0 and at most 1e12 individuals, got {total:g}")
    return counts


def _run(
    model: Ecology,
    counts: Float,
    traits: ArrayLike,
    generations: int,
    mutation: float,
    sd: float | None,
    every: int,
    dtype: type[np.int64] | type[np.float64],
    rng: np.random.Generator | None,
) -> Evolution:
    last = integer("generations", generations, low=1)
    pace = integer("every", every, low=1, high=last)
    values = lattice(traits)
    offspring = model.on(values)
    child = mutation_matrix(values, probability=mutation, sd=sd)
    record = np.zeros((last // pace + 1, values.size), dtype=dtype)
    record[0] = counts
    extinct = None
    for generation in range(1, last + 1):
        W = offspring(counts)
        births = float(counts @ W)
        if not births <= 1e15:
            raise OverflowError(
                f"{model!r} must keep numbers below 1e15, got {births:g} births in generation "
                f"{generation}"
            )
        if births > 0:
            counts = births * (update(counts / counts.sum(), W) @ child)
            if rng is not None:
                counts = model.draw(counts, rng).astype(float)
        if births == 0 or not counts.any():
            extinct = generation
            break
        if generation % pace == 0:
            record[generation // pace] = counts
    return Evolution(values, np.arange(0, last + 1, pace), record, extinct)
