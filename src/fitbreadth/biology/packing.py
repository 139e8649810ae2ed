r"""How many species fit on an axis: the limit to similarity is there unless the shape is special.

Let every trait x be occupied, with density n(x), and let competition be the Gaussian overlap of
niches of width w, :math:`a(x) = e^{-x^2/4w^2}`. All grow at rate zero when :math:`a * n = K`. For a
Gaussian K of standard deviation :math:`\sigma_K` this has a solution: convolution adds variances,
and a has the variance :math:`\sigma_\alpha^2 = 2w^2`, so

.. math:: n(x) \propto e^{-x^2/2(\sigma_K^2 - 2w^2)} , \qquad \sigma_K > \sqrt2\,w :

a continuum of species, as alike as you like (:func:`bell_density`). It exists for every K that is
some density of species blurred by a, such as a sum of wide bells, and for no other; and next to
each of these, as near as you like, lies a K for which it does not. Add a
ripple :math:`\varepsilon\cos(2\pi x/\lambda)` to a level K: dividing by the Fourier transform of a,
n must ripple with the amplitude :math:`\varepsilon\,e^{(2\pi w/\lambda)^2}`, and cannot once that
exceeds 1. For a wave as long as two niche widths 52 parts in a million are enough
(:func:`ripple_threshold`). Past that no continuum solves the equations, and single species a
niche width or two apart are left (:func:`pack`). How far apart depends on the disturbance through
its logarithm: with a bump of 1 % the gaps are 2.0 niche widths, with a millionth they are 1.3. A
gap of that order, and no number such as 1.56, is what is robust.

**What can be told apart numerically.** The exponential that makes the bell fragile also makes a row
of single species look like a continuum: on a level K, h apart, the pressure they exert ripples by
:math:`2e^{-(2\pi w/h)^2}`, which for h = w is less than the last digit of a float. So the question
is always put with a ``tolerance``: the slowest growth that still counts as an invasion. A true
limit to similarity leaves the same species whatever the tolerance, once it is below the depth of
the gaps; where there is none, smaller tolerances let ever more of them in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.biology.assembly import assemble
from fitbreadth.biology.similarity import competition_matrix
from fitbreadth.validate import Float, number, vector


@dataclass(frozen=True)
class Packing:
    """The community on an axis to which no species can be added.

    Attributes
    ----------
    x : ndarray, shape (C,)
        Traits of the species in it, increasing. Neighbouring points of the grid that are both
        occupied are one species whose trait lies between them, at their mean.
    n : ndarray, shape (C,)
        Densities of these, > 0, in the unit of K.
    growth : ndarray, shape (S,)
        Growth when rare at every point of the grid, for r = 1: 0 where a species lives,
        elsewhere at most the tolerance.
    """

    x: Float
    n: Float
    growth: Float

    @property
    def spacing(self) -> Float:
        """Distances between neighbours, shape (C - 1,)."""
        return np.asarray(np.diff(self.x))


def pack(x: ArrayLike, K: ArrayLike, *, w: float, tolerance: float = 1e-9) -> Packing:
    """Return the species that are left on an axis when every point of a grid may be one.

    Parameters
    ----------
    x : array_like, shape (S,)
        Traits, increasing; a step of a twentieth of ``w`` or so places species well.
    K : array_like, shape (S,)
        Carrying capacities, >= 0, not all 0; no species lives where it is 0.
    w : float
        Width of the niches, > 0, in the unit of ``x``.
    tolerance : float
        As for :func:`assemble`.

    Returns
    -------
    Packing
        Species, densities and growth when rare (-1 where K is 0).

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, ``x`` does not increase or the lengths differ.

    References
    ----------
    macarthur1967, szabo2006

    Examples
    --------
    >>> from fitbreadth.biology.capacity import capacity
    >>> x = np.linspace(-6, 6, 121)
    >>> pack(x, capacity(x, shape="edge", sigma_K=3), w=1).x.round(2)
    array([-3.  , -0.92,  0.92,  3.  ])
    """
    traits = vector("x", x)
    supply = vector("K", K, low=0, size=traits.size)
    if (np.diff(traits) <= 0).any():
        raise ValueError(f"x must increase, got {traits[:5].tolist()}...")
    if not supply.any():
        raise ValueError("K must be > 0 for some trait, got zeros only")
    alpha = competition_matrix(traits, w=w)
    able = supply > 0
    n = np.zeros(traits.size)
    n[able] = assemble(alpha[np.ix_(able, able)], K=supply[able], tolerance=tolerance)
    growth = np.full(traits.size, -1.0)
    with np.errstate(over="ignore"):
        growth[able] = 1 - (alpha @ n)[able] / supply[able]
    at = np.flatnonzero(n)
    groups = np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)
    total = np.array([n[group].sum() for group in groups])
    place = np.array([n[group] @ traits[group] for group in groups]) / total
    return Packing(place, total, growth)


def bell_density(x: ArrayLike, *, w: float, sigma_K: float) -> Float:
    """Return the continuum of species under a bell-shaped K, in closed form.

    Parameters
    ----------
    x : array_like, shape (S,)
        Traits.
    w : float
        Width of the niches, > 0.
    sigma_K : float
        Width of the bell, greater than sqrt(2) times ``w``.

    Returns
    -------
    ndarray, shape (S,)
        Density per unit of trait: a Gaussian of variance sigma_K^2 - 2 w^2.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range; for a narrower bell one species is left, at 0.

    References
    ----------
    szabo2006

    Examples
    --------
    >>> bell_density([0, 2], w=1, sigma_K=2).round(4)
    array([0.3989, 0.1468])
    """
    width = number("w", w, above=0)
    bell = number("sigma_K", sigma_K, above=float(np.sqrt(2)) * width)
    variance = bell**2 - 2 * width**2
    height = bell / (2 * width * np.sqrt(np.pi * variance))
    return np.asarray(height * np.exp(-(vector("x", x) ** 2) / (2 * variance)))


def ripple_threshold(wavelength: float, *, w: float) -> float:
    r"""Return the largest ripple of a level K that a continuum of species survives.

    Parameters
    ----------
    wavelength : float
        Of the ripple, > 0.
    w : float
        Width of the niches, > 0, in the same unit.

    Returns
    -------
    float
        :math:`e^{-(2\pi w/\lambda)^2}`, as a share of K.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    References
    ----------
    szabo2006

    Examples
    --------
    >>> f"{ripple_threshold(2, w=1):.2g}"
    '5.2e-05'
    """
    waves = 2 * np.pi * number("w", w, above=0) / number("wavelength", wavelength, above=0)
    return float(np.exp(-(min(waves, 1e3) ** 2)))
