r"""Adaptive dynamics in Levene's patches: soft selection, and when one lineage becomes two.

Patch i holds a share :math:`c_i` of the places and favours the trait :math:`\mu_i`: the young of
trait x survive there with viability :math:`f_i(x) = e^{-(x-\mu_i)^2/2\sigma^2}`. Each patch
fills its places from its own survivors (*soft* selection) and all adults breed in one pool. In a
population with frequencies q an individual of trait y leaves on average

.. math:: W(y) = \sum_i c_i \frac{f_i(y)}{\sum_j q_j f_i(x_j)}

offspring. A rare mutant among residents x grows at the rate
:math:`s_x(y) = \ln\sum_i c_i f_i(y)/f_i(x)`, the invasion fitness of Geritz et al. (1998). Its
gradient at y = x is :math:`(x^*-x)/\sigma^2` with :math:`x^* = \sum_i c_i \mu_i`: everybody
evolves towards the mean optimum. There the curvature is
:math:`\mathrm{Var}_c(\mu)/\sigma^4 - 1/\sigma^2`: if the optima spread wider than the niche, the
point that attracts everybody is the worst place to be, and the population branches.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log
from fitbreadth.biology.lattice import finite, lattice, spacing
from fitbreadth.validate import Float, number, probabilities, vector

#: Below this a patch holds nobody that a float can tell from nobody.
_DESERTED = 1e-290


@dataclass(frozen=True, eq=False)
class Levene:
    r"""Patches under soft selection, in the notation of Geritz et al. (1998).

    Parameters
    ----------
    mu : array_like, shape (k,)
        Optimum of each patch, in the unit of the trait.
    c : array_like, shape (k,)
        Share of each patch: >= 0, sums to 1.
    sigma : float
        Niche width, > 0, in the unit of the trait.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or the lengths differ.

    References
    ----------
    levene1953, geritz1998

    Examples
    --------
    >>> patches = Levene([-1, 2], [0.5, 0.5], 1)
    >>> patches.singular_point, patches.curvature, patches.branches
    (0.5, 1.25, True)
    """

    mu: Float
    c: Float
    sigma: float

    def __post_init__(self) -> None:
        optima = vector("mu", self.mu)
        object.__setattr__(self, "mu", optima)
        object.__setattr__(self, "c", probabilities("c", self.c, size=optima.size))
        object.__setattr__(self, "sigma", number("sigma", self.sigma, above=0))

    @property
    def singular_point(self) -> float:
        """x*, where the selection gradient vanishes: the mean optimum."""
        return float(self.c @ self.mu)

    @property
    def variance(self) -> float:
        """Var_c(mu): how far the optima spread, in squared units of the trait."""
        return float(self.c @ (self.mu - self.singular_point) ** 2)

    @property
    def curvature(self) -> float:
        """Second derivative of the invasion fitness in the mutant's trait, at x*."""
        return (self.variance / self.sigma**2 - 1) / self.sigma**2

    @property
    def branches(self) -> bool:
        """Whether the singular point is a branching point: Var_c(mu) > sigma^2."""
        return self.variance > self.sigma**2

    def log_viability(self, x: ArrayLike) -> Float:
        """Return ln f_i(x), the patches along a new first axis.

        Parameters
        ----------
        x : array_like
            Trait values of any shape.

        Returns
        -------
        ndarray, shape (k, ...)
            Nats, <= 0.

        Raises
        ------
        TypeError, ValueError
            If ``x`` does not hold finite numbers.
        """
        values = finite("x", x)
        optima = self.mu.reshape((-1,) + (1,) * values.ndim)
        return np.asarray(-(((values - optima) / self.sigma) ** 2) / 2)

    def invasion_fitness(self, x: ArrayLike, y: ArrayLike) -> Float:
        """Return s_x(y), the growth rate of a rare mutant y among residents x.

        Parameters
        ----------
        x, y : array_like
            Traits of resident and mutant; they broadcast against each other.

        Returns
        -------
        ndarray
            Nats a generation, of the broadcast shape. Zero where y = x.

        Raises
        ------
        TypeError, ValueError
            If a trait is not a finite number.

        Examples
        --------
        >>> from fitbreadth.biology.even_patches import even_patches
        >>> even_patches(2, d=3).invasion_fitness(0, [0, 1]).round(4)
        array([0.    , 0.3554])
        """
        x, y = np.broadcast_arrays(finite("x", x), finite("y", y))
        ratio = self.log_viability(y) - self.log_viability(x)
        shares = log(self.c).reshape((-1,) + (1,) * (ratio.ndim - 1))
        return np.asarray(np.logaddexp.reduce(shares + ratio, axis=0))

    def gradient(self, x: ArrayLike) -> Float:
        """Return the selection gradient, the slope of s_x(y) in y at y = x.

        Parameters
        ----------
        x : array_like
            Traits of the resident.

        Returns
        -------
        ndarray
            Nats a generation and unit of trait: (x* - x)/sigma^2.

        Raises
        ------
        TypeError, ValueError
            If a trait is not a finite number.

        Examples
        --------
        >>> Levene([-1, 2], [0.5, 0.5], 1).gradient([0, 0.5])
        array([0.5, 0. ])
        """
        return np.asarray((self.singular_point - finite("x", x)) / self.sigma**2)

    def reproduction(self, y: ArrayLike, *, traits: ArrayLike, q: ArrayLike) -> Float:
        """Return W(y), the mean number of offspring in a polymorphic community.

        Its logarithm is the invasion fitness of y. Over the residents its mean is 1.

        Parameters
        ----------
        y : array_like
            Traits, of any shape: residents or rare mutants.
        traits : array_like, shape (m,)
            Traits of the residents.
        q : array_like, shape (m,)
            Their frequencies: >= 0, sum to 1.

        Returns
        -------
        ndarray
            Offspring an individual, of the shape of ``y``.

        Raises
        ------
        TypeError, ValueError
            If an argument is out of its range, the lengths differ, or a W exceeds a float.

        Examples
        --------
        >>> from fitbreadth.biology.even_patches import even_patches
        >>> two = even_patches(2, d=3)
        >>> two.reproduction([-1.5, 0], traits=[-1.5, 1.5], q=[0.5, 0.5]).round(4)
        array([1.    , 0.6422])
        """
        residents = vector("traits", traits)
        frequencies = probabilities("q", q, size=residents.size)
        crowd = log(frequencies / frequencies.sum()) + self.log_viability(residents)
        filled = np.logaddexp.reduce(crowd, axis=1)
        mutants = self.log_viability(finite("y", y))
        price = (log(self.c) - filled).reshape((-1,) + (1,) * (mutants.ndim - 1))
        with np.errstate(over="ignore", under="ignore"):
            W = np.exp(np.logaddexp.reduce(price + mutants, axis=0))
        if not np.isfinite(W).all():
            raise ValueError(
                f"y must not be fitter than a float can hold, got a W of infinity with "
                f"sigma={self.sigma!r}: the residents are too far from an optimum"
            )
        return np.asarray(W)

    def on(self, traits: ArrayLike) -> Callable[[Float], Float]:
        """Return the function that gives W of every class of a lattice from the counts in it.

        Parameters
        ----------
        traits : array_like, shape (m,)
            A lattice that covers all optima, no coarser than sigma/4.

        Returns
        -------
        callable
            Counts, shape (m,), to W, shape (m,). It raises ValueError for a population so
            far from an optimum that its viability there is no longer a float.

        Raises
        ------
        TypeError, ValueError
            If ``traits`` is no lattice, too coarse, or leaves out an optimum.
        """
        values = lattice(traits)
        if spacing(values) > self.sigma / 4 * (1 + 1e-9):
            raise ValueError(
                f"traits must be no coarser than sigma/4 = {self.sigma / 4:g}, got steps of "
                f"{spacing(values):g}"
            )
        if values[0] > self.mu.min() or values[-1] < self.mu.max():
            raise ValueError(
                f"traits must cover all optima, from {self.mu.min():g} to {self.mu.max():g}, "
                f"got {values[0]:g} to {values[-1]:g}"
            )
        with np.errstate(under="ignore"):
            f = np.exp(self.log_viability(values))

        def reproduction(counts: Float) -> Float:
            with np.errstate(under="ignore"):
                filled = f @ counts / counts.sum()
            if filled.min() < _DESERTED:
                i = int(filled.argmin())
                raise ValueError(
                    f"traits must leave every patch some survivors, got none at the optimum "
                    f"{self.mu[i]:g} with sigma={self.sigma!r}: the population is too far away"
                )
            with np.errstate(under="ignore"):
                return np.asarray((self.c / filled) @ f)

        return reproduction

    def draw(self, expected: Float, rng: np.random.Generator) -> NDArray[np.int64]:
        """Return the next generation: as many adults as places, each an independent draw.

        Parameters
        ----------
        expected : ndarray, shape (m,)
            Expected counts; their sum is the number of places.
        rng : numpy.random.Generator
            Where the draws come from.

        Returns
        -------
        ndarray of int, shape (m,)
            Counts (the Wright-Fisher model).
        """
        total = expected.sum()
        return rng.multinomial(round(total), expected / total)
