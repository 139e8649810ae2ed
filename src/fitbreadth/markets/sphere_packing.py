r"""The room that equal balls leave between them, in a space of one to eight dimensions.

Péli and Nooteboom drew Carroll's market as a packing. A generalist is a ball in the space of
tastes: it reaches all customers within one distance. Equal balls that do not overlap cannot fill a
space of more than one dimension, however cleverly they lie, and what is left over is room for
specialists. The densest lattices known leave 9% of the plane, 26% of space and 75% of eight
dimensions.

Nothing says that real generalists pack so well, or are balls of one size. The lattices, and what is
proved of them, are in :mod:`fitbreadth.markets.lattices`.
"""

from __future__ import annotations

from itertools import product
from math import gamma, pi, sqrt

import numpy as np

from fitbreadth.markets.lattices import densest_lattice, packing_radius
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, number


def ball_volume(n: int, *, radius: float = 1.0) -> float:
    """Return the volume of a ball in ``n`` dimensions.

    Parameters
    ----------
    n : int
        Dimensions, in [1, 100].
    radius : float
        In [0, 1000].

    Returns
    -------
    float
        In the unit of the radius, to the power n.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> round(ball_volume(3), 6), round(4 * pi / 3, 6)
    (4.18879, 4.18879)
    """
    size = integer("n", n, low=1, high=100)
    length = number("radius", radius, low=0, high=1000)
    return float(pi ** (size / 2) / gamma(size / 2 + 1) * length**size)


def room(n: int) -> float:
    """Return the share of space that the balls of the densest lattice leave uncovered, 1 - density.

    Computed from the lattice: the volume of a ball over that of its cell.

    Parameters
    ----------
    n : int
        Dimensions, in [1, 8].

    Returns
    -------
    float
        In [0, 1).

    Raises
    ------
    TypeError, ValueError
        If ``n`` is no integer in [1, 8].

    References
    ----------
    conway1999, peli1999

    Examples
    --------
    >>> [round(room(n), 4) for n in range(2, 6)]
    [0.0931, 0.2595, 0.3831, 0.5347]
    """
    cell = abs(float(np.linalg.det(densest_lattice(n))))
    return max(0.0, 1 - ball_volume(n, radius=packing_radius(n)) / cell)


def published_room(n: int) -> float:
    r"""Return the closed form of :func:`room` for the densest lattice.

    One minus :math:`1, \pi/\sqrt{12}, \pi/\sqrt{18}, \pi^2/16, \pi^2/15\sqrt2, \pi^3/48\sqrt3,
    \pi^3/105, \pi^4/384` for one to eight dimensions.

    Parameters
    ----------
    n : int
        Dimensions, in [1, 8].

    Returns
    -------
    float
        In [0, 1).

    Raises
    ------
    TypeError, ValueError
        If ``n`` is no integer in [1, 8].

    References
    ----------
    conway1999

    Examples
    --------
    >>> round(published_room(8), 4)
    0.7463
    """
    densities = (
        1.0,
        pi / sqrt(12),
        pi / sqrt(18),
        pi**2 / 16,
        pi**2 / (15 * sqrt(2)),
        pi**3 / (48 * sqrt(3)),
        pi**3 / 105,
        pi**4 / 384,
    )
    return 1 - densities[integer("n", n, low=1, high=8) - 1]


def distances(n: int, *, samples: int, seed: int | np.random.Generator) -> Float:
    """Return how far random points of space lie from the nearest point of the densest lattice.

    The share of them beyond the packing radius estimates :func:`room`, with standard error
    ``sqrt(room (1 - room) / samples)``. All lattice points that could be nearest are tried: those
    up to one step beyond the corners of the point's cell.

    Parameters
    ----------
    n : int
        Dimensions, in [1, 5].
    samples : int
        Points, in [1, 10**6].
    seed : int or numpy.random.Generator
        Of the points.

    Returns
    -------
    ndarray, shape (samples,)
        In the unit of :func:`densest_lattice`.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> far = distances(2, samples=10_000, seed=1)
    >>> bool(abs((far > packing_radius(2)).mean() - 0.0931) < 0.012)
    True
    """
    rows = densest_lattice(integer("n", n, low=1, high=5))
    count = integer("samples", samples, low=1, high=10**6)
    points = generator(seed).random((count, n)) @ rows
    nearest = np.full(count, np.inf)
    for corner in product(range(-1, 3), repeat=n):
        apart = points - np.array(corner) @ rows
        np.minimum(nearest, (apart**2).sum(axis=1), out=nearest)
    return np.asarray(np.sqrt(nearest))
