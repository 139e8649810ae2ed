r"""The densest lattices in one to eight dimensions.

A lattice is all whole-number combinations of the rows of a generator matrix; half its shortest
vector is the radius of the balls, and :math:`|\det|` the volume that each has to itself. Those
here are densest among lattices in up to eight dimensions (proved: Gauss, Korkine and
Zolotareff, Blichfeldt), and among *all* packings in one, two, three and eight (trivial, Thue and
Fejes Tóth, Hales, Viazovska); in four to seven that is not known.
"""

from __future__ import annotations

from itertools import product
from math import sqrt

import numpy as np

from fitbreadth.validate import Float, integer

NAMES = ("A1", "A2", "D3", "D4", "D5", "E6", "E7", "E8")
"""The densest lattice in one to eight dimensions, as Conway and Sloane call it."""


def densest_lattice(n: int) -> Float:
    """Return a generator matrix of the densest lattice in ``n`` dimensions.

    Parameters
    ----------
    n : int
        Dimensions, in [1, 8].

    Returns
    -------
    ndarray, shape (n, n)
        Rows whose whole-number combinations are the lattice; the shortest has length sqrt(2).

    Raises
    ------
    TypeError, ValueError
        If ``n`` is no integer in [1, 8].

    References
    ----------
    conway1999

    Examples
    --------
    >>> densest_lattice(3)
    array([[ 1.,  1.,  0.],
           [ 1., -1.,  0.],
           [ 0.,  1., -1.]])
    """
    size = integer("n", n, low=1, high=8)
    if size == 1:
        return np.array([[sqrt(2)]])
    if size == 2:
        return np.array([[sqrt(2), 0], [sqrt(0.5), sqrt(1.5)]])
    if size <= 5:
        # D_n: whole numbers with an even sum
        rows = np.eye(size) - np.eye(size, k=1)
        return np.vstack([rows[0] + 2 * np.eye(size)[1], rows[:-1]])
    # E_n by its Cartan matrix: a chain of n - 1 roots, and one more at the third from its end
    gram = 2 * np.eye(size)
    bonds = [(i, i + 1) for i in range(size - 2)] + [(size - 4, size - 1)]
    for i, j in bonds:
        gram[i, j] = gram[j, i] = -1
    return np.asarray(np.linalg.cholesky(gram))


def packing_radius(n: int) -> float:
    """Return the radius of the balls about the points of the densest lattice in ``n`` dimensions.

    Half the shortest vector, found by trying every combination of the rows with coefficients from
    -2 to 2; the rows are shortest vectors themselves.

    Parameters
    ----------
    n : int
        Dimensions, in [1, 8].

    Returns
    -------
    float
        In the unit of :func:`densest_lattice`.

    Raises
    ------
    TypeError, ValueError
        If ``n`` is no integer in [1, 8].

    Examples
    --------
    >>> round(packing_radius(8) ** 2, 12)
    0.5
    """
    rows = densest_lattice(n)
    best = np.inf
    for first in range(n):  # the first row that is used may be taken with a positive sign
        rest = rows[first + 1 :]
        tail = np.array(list(product(range(-2, 3), repeat=len(rest)))).reshape(5 ** len(rest), -1)
        for times in (1, 2):
            lengths = ((times * rows[first] + tail @ rest) ** 2).sum(axis=1)
            best = min(best, float(lengths.min()))
    return sqrt(best) / 2
