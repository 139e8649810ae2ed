r"""Which mutants invade which residents, for any invasion fitness.

:math:`s_x(y)` is the growth rate of a rare mutant of trait y among residents of trait x, so
:math:`s_x(x) = 0`. Its signs over all pairs of traits make the pairwise invasibility plot
(Geritz et al. 1998). Where the residents evolve to is asked in :mod:`fitbreadth.biology.singular`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.biology.lattice import finite
from fitbreadth.validate import Float, vector

Fitness = Callable[[Float, Float], ArrayLike]
"""s(resident, mutant): arrays of one shape in, that shape out, zero where the two are equal."""

NEUTRAL = 1e-12
"""Growth up to this is taken for rounding."""


@dataclass(frozen=True, eq=False)
class Invasibility:
    """A pairwise invasibility plot.

    Attributes
    ----------
    residents : ndarray, shape (n,)
        Traits of the resident.
    mutants : ndarray, shape (k,)
        Traits of the mutant, increasing.
    fitness : ndarray, shape (n, k)
        s(resident, mutant), in the unit of s.
    sign : ndarray of int, shape (n, k)
        1 where the mutant invades, -1 where it dies out, 0 where it is neutral to 1e-12.
    """

    residents: Float
    mutants: Float
    fitness: Float
    sign: NDArray[np.int8]

    def intervals(self) -> tuple[NDArray[np.int64], Float, Float]:
        """Return the intervals of mutants that invade: a light way to draw the plot.

        Returns
        -------
        resident : ndarray of int, shape (intervals,)
            Index of the resident.
        low, high : ndarray, shape (intervals,)
            Ends of the interval, interpolated between the mutants of the grid.
        """
        inside = np.pad(self.sign > 0, ((0, 0), (1, 1))).astype(np.int8)
        edges = np.diff(inside, axis=1)
        resident, first = np.nonzero(edges == 1)
        last = np.nonzero(edges == -1)[1] - 1
        return (
            resident.astype(np.int64),
            self._crossing(resident, first, first - 1),
            self._crossing(resident, last, last + 1),
        )

    def _crossing(
        self, row: NDArray[np.intp], inner: NDArray[np.intp], outer: NDArray[np.intp]
    ) -> Float:
        outer = np.clip(outer, 0, self.mutants.size - 1)
        high, low = self.fitness[row, inner], np.minimum(self.fitness[row, outer], 0)
        share = np.where(outer == inner, 0, high / (high - low))
        return np.asarray(self.mutants[inner] + share * (self.mutants[outer] - self.mutants[inner]))


def pairwise(s: Fitness, residents: ArrayLike, mutants: ArrayLike | None = None) -> Invasibility:
    """Return the pairwise invasibility plot of ``s``.

    Parameters
    ----------
    s : callable
        Invasion fitness s(resident, mutant), called once with two arrays of one shape.
    residents : array_like, shape (n,)
        Traits of the resident.
    mutants : array_like, shape (k,), optional
        Traits of the mutant, increasing; by default the residents.

    Returns
    -------
    Invasibility

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or ``s`` returns another shape, values that are
        not finite, or growth for a resident among its like.

    References
    ----------
    geritz1998

    Examples
    --------
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> pairwise(even_patches(2, d=3).invasion_fitness, [-1, 0, 1]).sign
    array([[0, 1, 1],
           [1, 0, 1],
           [1, 1, 0]], dtype=int8)
    """
    x = vector("residents", residents)
    y = x if mutants is None else vector("mutants", mutants)
    if (np.diff(y) <= 0).any():
        raise ValueError("mutants must be increasing, got a step that is not")
    evaluate(s, x, x)
    fitness = evaluate(s, *np.meshgrid(x, y, indexing="ij"))
    sign = np.where(np.abs(fitness) <= NEUTRAL, 0, np.sign(fitness)).astype(np.int8)
    return Invasibility(x, y, fitness, sign)


def mutually_invasible(s: Fitness, x: ArrayLike, y: ArrayLike) -> NDArray[np.bool_]:
    """Return whether each of two types grows when it is rare: they then live together.

    Parameters
    ----------
    s : callable
        Invasion fitness.
    x, y : array_like
        Traits of the two types; they broadcast against each other.

    Returns
    -------
    ndarray of bool
        Of the broadcast shape.

    Raises
    ------
    TypeError, ValueError
        As for :func:`pairwise`.

    Examples
    --------
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> mutually_invasible(even_patches(2, d=3).invasion_fitness, -0.5, [0.5, 4])
    array([ True, False])
    """
    a, b = np.broadcast_arrays(finite("x", x), finite("y", y))
    return np.asarray((evaluate(s, a, b) > NEUTRAL) & (evaluate(s, b, a) > NEUTRAL))


def evaluate(s: Fitness, x: Float, y: Float) -> Float:
    """Return s(x, y), once it is known to be an invasion fitness.

    Parameters
    ----------
    s : callable
        Invasion fitness.
    x, y : ndarray
        Traits of resident and mutant, of one shape.

    Returns
    -------
    ndarray
        Of that shape.

    Raises
    ------
    TypeError, ValueError
        If ``s`` is no function, or returns another shape, values that are not finite, or
        growth for a resident among its like.

    Examples
    --------
    >>> evaluate(lambda x, y: y - x, np.array([0, 1]), np.array([2, 1]))
    array([2., 0.])
    """
    if not callable(s):
        raise TypeError(f"s must be a function of resident and mutant, got {s!r}")
    values = np.asarray(s(x, y), dtype=float)
    if values.shape != np.shape(x):
        raise ValueError(f"s must return shape {np.shape(x)}, got shape {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError("s must be finite, got a value that is not")
    same = np.abs(values[np.equal(x, y)])
    if same.size and same.max() > 1e-9:
        raise ValueError(f"s must be 0 where mutant = resident, got {same.max():g}")
    return values
