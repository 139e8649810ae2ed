r"""A lattice of traits: populations as counts per class, and mutation as a matrix.

Individuals of one class are alike, so a population is fully described by how many stand in
each class, and a generation of any size costs as much as the lattice is long.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import Float, integer, number, vector

LARGEST = 2001


def finite(name: str, values: ArrayLike) -> Float:
    """Return ``values`` as finite floats of the shape they have.

    Parameters
    ----------
    name : str
        What the error calls them.
    values : array_like
        Numbers, of any shape but not none.

    Returns
    -------
    ndarray

    Raises
    ------
    TypeError, ValueError
        If an entry is not a finite number or there is none.

    Examples
    --------
    >>> finite("x", 2)
    array(2.)
    """
    try:
        raw = np.asarray(values)
    except ValueError:
        raise TypeError(f"{name} must hold finite numbers, got rows of different lengths") from None
    return vector(name, raw.ravel()).reshape(raw.shape)


def lattice(traits: ArrayLike) -> Float:
    """Return ``traits`` as a lattice: increasing, evenly spaced, of 3 to 2001 classes.

    Parameters
    ----------
    traits : array_like, shape (m,)
        Trait values.

    Returns
    -------
    ndarray, shape (m,)
        The same values.

    Raises
    ------
    TypeError, ValueError
        If they are not finite numbers, too few or many, not increasing, or unevenly spaced.

    Examples
    --------
    >>> lattice([-1, 0, 1])
    array([-1.,  0.,  1.])
    >>> lattice([-1, 0, 2])
    Traceback (most recent call last):
    ValueError: traits must be increasing and evenly spaced, got steps from 1 to 2
    """
    values = vector("traits", traits)
    if not 3 <= values.size <= LARGEST:
        raise ValueError(f"traits must have 3 to {LARGEST} classes, got {values.size}")
    with np.errstate(over="ignore"):
        steps = np.diff(values)
    low, high = float(steps.min()), float(steps.max())
    if low <= 0 or high == np.inf or high - low > 1e-6 * high:
        raise ValueError(
            f"traits must be increasing and evenly spaced, got steps from {low:g} to {high:g}"
        )
    return values


def spacing(traits: Float) -> float:
    """Return the distance between neighbouring classes of a :func:`lattice`.

    Parameters
    ----------
    traits : ndarray, shape (m,)
        A lattice.

    Returns
    -------
    float
        In the unit of the trait, > 0.

    Examples
    --------
    >>> spacing(lattice([0, 0.5, 1]))
    0.5
    """
    return float((traits[-1] - traits[0]) / (traits.size - 1))


def monomorphic(traits: ArrayLike, x: float, *, individuals: int) -> NDArray[np.int64]:
    """Return a population in which everyone stands in the class nearest to ``x``.

    Parameters
    ----------
    traits : array_like, shape (m,)
        A lattice.
    x : float
        Trait value within the lattice.
    individuals : int
        Number of individuals, >= 1.

    Returns
    -------
    ndarray of int, shape (m,)
        Counts per class.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range or ``x`` lies outside the lattice.

    Examples
    --------
    >>> monomorphic([-1, 0, 1], 0.2, individuals=50)
    array([ 0, 50,  0])
    """
    values = lattice(traits)
    at = number("x", x, low=float(values[0]), high=float(values[-1]))
    counts = np.zeros(values.size, dtype=np.int64)
    counts[np.abs(values - at).argmin()] = integer("individuals", individuals, low=1)
    return counts


def mutation_matrix(traits: ArrayLike, *, probability: float, sd: float | None = None) -> Float:
    r"""Return the probability that a parent of one class has a child of another.

    A birth mutates with the given probability. A mutant moves one class up or down, or, with
    ``sd``, by a Gaussian step rounded to the lattice: k classes of width h with probability
    proportional to :math:`e^{-(kh)^2/2\,sd^2}`. The edges reflect: a step across the outer side
    of the last class is folded back into the lattice. Every class then receives as much as it
    sends, so mutation alone prefers no trait.

    Parameters
    ----------
    traits : array_like, shape (m,)
        A lattice.
    probability : float
        Chance that a birth mutates, in [0, 1].
    sd : float, optional
        Standard deviation of a mutant's step, in the unit of the trait, between the spacing of
        the lattice and its whole length; by default one class up or down.

    Returns
    -------
    ndarray, shape (m, m)
        Row: parent, column: child. Symmetric; rows and columns sum to 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> mutation_matrix([0, 1, 2], probability=0.2)
    array([[0.9, 0.1, 0. ],
           [0.1, 0.8, 0.1],
           [0. , 0.1, 0.9]])
    """
    values = lattice(traits)
    mu = number("probability", probability, low=0, high=1)
    m, h = values.size, spacing(values)
    if sd is None:
        steps, chance = np.array([-1, 1]), np.array([0.5, 0.5])
    else:
        # Narrower than a class, a rounded Gaussian no longer has the variance asked for.
        width = number("sd", sd, low=h * (1 - 1e-9), high=(m - 1) * h) / h
        steps = np.arange(-int(np.ceil(6 * width)), int(np.ceil(6 * width)) + 1)
        chance = np.exp(-((steps / width) ** 2) / 2)
        chance /= chance.sum()
    parents = np.arange(m)
    matrix = (1 - mu) * np.eye(m)
    for step, share in zip(steps, chance, strict=True):
        # Unfolded, the reflected lattice repeats forwards and backwards with period 2m.
        place = (parents + step) % (2 * m)
        matrix[parents, np.where(place < m, place, 2 * m - 1 - place)] += mu * share
    return matrix
