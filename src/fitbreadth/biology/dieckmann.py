r"""Competition along a gradient: similar traits compete, and the best place gets crowded.

The environment alone would carry :math:`K(x) = K_0 e^{-x^2/2\sigma_K^2}` individuals of trait x;
a neighbour u away counts as :math:`\alpha(u) = e^{-u^2/2\sigma_a^2}` competitors. A rare mutant y
among K(x) residents x grows at the rate

.. math:: s_x(y) = r\,\Bigl(1 - \alpha(y-x)\,\frac{K(x)}{K(y)}\Bigr) ,

whose one singular point is x = 0, where the curvature is :math:`r(1/\sigma_a^2 - 1/\sigma_K^2)`: it
branches if and only if competition is narrower than the environment (Dieckmann and Doebeli 1999).

In discrete time each individual leaves Poisson(:math:`e^{r(1 - \sum_j \alpha(x-x_j) n_j/K(x))}`)
offspring (Ricker's form, with the same invasion fitness). At an equilibrium of several traits the
eigenvalues of that map lie in [1 - r, 1], so it is stable for r < 2.

Two Gaussians are a special case: given for ever and no chance, the branches branch again until the
counts are a Gaussian of variance :math:`\sigma_K^2-\sigma_a^2` without gaps (:func:`packing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.biology.lattice import finite, lattice, spacing
from fitbreadth.validate import Float, number


@dataclass(frozen=True)
class Dieckmann:
    """Gaussian competition for a Gaussian resource, as Dieckmann and Doebeli (1999) write it.

    Parameters
    ----------
    sigma_a : float
        Width of competition, > 0, in the unit of the trait.
    sigma_K : float
        Width of the carrying capacity, > 0, in the unit of the trait.
    K0 : float
        Carrying capacity at x = 0, > 0 and at most 1e12, in individuals.
    r : float
        Growth rate of a small population, in (0, 2), a generation.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range; from r = 2 on numbers cycle, then are chaotic.

    References
    ----------
    dieckmann1999

    Examples
    --------
    >>> kernel = Dieckmann(sigma_a=0.4, sigma_K=0.5)
    >>> round(kernel.curvature, 12), kernel.branches
    (2.25, True)
    """

    sigma_a: float
    sigma_K: float
    K0: float = 1000.0
    r: float = 1.0

    def __post_init__(self) -> None:
        for name in ("sigma_a", "sigma_K"):
            object.__setattr__(self, name, number(name, getattr(self, name), above=0))
        # Beyond this many NumPy's Poisson draws are no longer whole numbers that a float holds.
        object.__setattr__(self, "K0", number("K0", self.K0, above=0, high=1e12))
        try:
            object.__setattr__(self, "r", number("r", self.r, above=0, below=2))
        except ValueError as error:
            raise ValueError(f"{error}: from 2 on numbers cycle, then are chaotic") from None

    @property
    def singular_point(self) -> float:
        """x* = 0, where the carrying capacity is largest."""
        return 0.0

    @property
    def curvature(self) -> float:
        """Second derivative of the invasion fitness in the mutant's trait, at x*."""
        return self.r * (self.sigma_a**-2 - self.sigma_K**-2)

    @property
    def branches(self) -> bool:
        """Whether the singular point is a branching point: sigma_a < sigma_K."""
        return self.sigma_a < self.sigma_K

    def carrying_capacity(self, x: ArrayLike) -> Float:
        """Return K(x).

        Parameters
        ----------
        x : array_like
            Traits of any shape.

        Returns
        -------
        ndarray
            Individuals.

        Raises
        ------
        TypeError, ValueError
            If a trait is not a finite number.

        Examples
        --------
        >>> Dieckmann(sigma_a=1, sigma_K=2).carrying_capacity([0, 2]).round(1)
        array([1000. ,  606.5])
        """
        with np.errstate(under="ignore"):
            return np.asarray(self.K0 * np.exp(-((finite("x", x) / self.sigma_K) ** 2) / 2))

    def invasion_fitness(self, x: ArrayLike, y: ArrayLike) -> Float:
        """Return s_x(y), the growth rate of a rare mutant y among K(x) residents x.

        Parameters
        ----------
        x, y : array_like
            Traits of resident and mutant; they broadcast against each other.

        Returns
        -------
        ndarray
            Nats a generation, <= r. Zero where y = x.

        Raises
        ------
        TypeError, ValueError
            If a trait is not a finite number, or a mutant is so unfit that its growth rate
            exceeds a float.

        Examples
        --------
        >>> Dieckmann(sigma_a=0.4, sigma_K=0.5).invasion_fitness(0, [0, 0.2]).round(4)
        array([0.   , 0.044])
        """
        resident, mutant = finite("x", x), finite("y", y)
        with np.errstate(over="ignore", under="ignore"):
            log_capacity = (mutant**2 - resident**2) / (2 * self.sigma_K**2)
            log_competition = -(((mutant - resident) / self.sigma_a) ** 2) / 2
            s = 0.0 - self.r * np.expm1(log_capacity + log_competition)
        if not np.isfinite(s).all():
            raise ValueError(
                f"y must not be less fit than a float can hold, got a growth rate of -infinity "
                f"with sigma_K={self.sigma_K!r}"
            )
        return np.asarray(s)

    def on(self, traits: ArrayLike) -> Callable[[Float], Float]:
        """Return the function that gives the offspring of every class from the counts in it.

        Parameters
        ----------
        traits : array_like, shape (m,)
            A lattice from -2 sigma_K or below to 2 sigma_K or above, no coarser than
            sigma_a/4 and sigma_K/4.

        Returns
        -------
        callable
            Counts, shape (m,), to mean offspring, shape (m,).

        Raises
        ------
        TypeError, ValueError
            If ``traits`` is no lattice, too coarse or too short, or so long that the
            carrying capacity at an edge is no longer a float.
        """
        values = lattice(traits)
        finest = min(self.sigma_a, self.sigma_K) / 4
        if spacing(values) > finest * (1 + 1e-9):
            raise ValueError(
                f"traits must be no coarser than a quarter of sigma_a and sigma_K, {finest:g}, "
                f"got steps of {spacing(values):g}"
            )
        reach = 2 * self.sigma_K * (1 - 1e-9)
        if values[0] > -reach or values[-1] < reach:
            raise ValueError(
                f"traits must cover two sigma_K, from {-2 * self.sigma_K:g} to "
                f"{2 * self.sigma_K:g}, got {values[0]:g} to {values[-1]:g}"
            )
        capacity = self.carrying_capacity(values)
        if capacity.min() < 1e-290:
            raise ValueError(
                f"traits must stay where the carrying capacity is a float, within 36 sigma_K of "
                f"0, got {values[0]:g} to {values[-1]:g}"
            )
        with np.errstate(under="ignore"):
            distance = (values[:, None] - values) / self.sigma_a
            competition = np.exp(-(distance**2) / 2)

        def offspring(counts: Float) -> Float:
            with np.errstate(over="ignore", under="ignore"):
                return np.asarray(np.exp(self.r * (1 - competition @ counts / capacity)))

        return offspring

    def draw(self, expected: Float, rng: np.random.Generator) -> NDArray[np.int64]:
        """Return the next generation: Poisson numbers of offspring.

        Parameters
        ----------
        expected : ndarray, shape (m,)
            Expected counts.
        rng : numpy.random.Generator
            Where the draws come from.

        Returns
        -------
        ndarray of int, shape (m,)
            Counts; all may be zero.
        """
        return rng.poisson(expected)


def packing(model: Dieckmann, traits: ArrayLike) -> Float:
    r"""Return the counts at which every trait breaks even, the theory for a large population.

    Competition smears the counts by :math:`\sigma_a`, and the result must be K. So they are
    Gaussian with variance :math:`\sigma_K^2 - \sigma_a^2` and :math:`K_0\sigma_K/\sigma_a` in all.

    Parameters
    ----------
    model : Dieckmann
        With sigma_a < sigma_K.
    traits : array_like, shape (m,)
        A lattice.

    Returns
    -------
    ndarray, shape (m,)
        Individuals in each class.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or sigma_a >= sigma_K: one trait holds everything.

    References
    ----------
    macarthur1967, szabo2006

    Examples
    --------
    >>> counts = packing(Dieckmann(sigma_a=0.4, sigma_K=0.5), np.linspace(-2, 2, 101))
    >>> round(float(counts.sum()), 6)
    1250.0
    """
    values = lattice(traits)
    if not model.branches:
        raise ValueError(
            f"model must have sigma_a < sigma_K, got sigma_a={model.sigma_a!r} and "
            f"sigma_K={model.sigma_K!r}"
        )
    sd = float(np.sqrt(model.sigma_K**2 - model.sigma_a**2))
    total = model.K0 * model.sigma_K / model.sigma_a
    with np.errstate(under="ignore"):
        density = np.exp(-((values / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))
    return np.asarray(total * spacing(values) * density)
