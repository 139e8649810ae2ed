"""A real benchmark's published running times: nobody wins everywhere.

The benchmark is the BBOB suite of 24 functions (hansen2010). The table that ships with the
package, described in ``fitbreadth/data/README.md``, holds the best of the algorithms entered in
2009 for every function and target. Notation follows the BBOB papers: D is the dimension, a
target is a precision f - f_opt, and ERT is the expected running time in evaluations of f.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fitbreadth.optimization._tables import column_of, frozen
from fitbreadth.stored import table
from fitbreadth.validate import Float, integer

TARGETS = (1e1, 1.0, 1e-1, 1e-3, 1e-5, 1e-7)
"""Precisions f - f_opt, easiest first, that our own runs were timed at."""

REFERENCE_TARGETS = (*TARGETS, 1e-8)
"""The same and the hardest target that was published."""

DIMENSIONS = (5, 20)
"""Dimensions of the published table that ship with the package."""

NAMES = (
    *("sphere", "separable ellipsoid", "separable Rastrigin", "skew Rastrigin-Büche"),
    *("linear slope", "attractive sector", "step ellipsoid", "Rosenbrock", "rotated Rosenbrock"),
    *("rotated ellipsoid", "discus", "bent cigar", "sharp ridge", "sum of different powers"),
    *("rotated Rastrigin", "Weierstrass", "Schaffer F7, condition 10"),
    *("Schaffer F7, condition 1000", "Griewank-Rosenbrock", "Schwefel", "Gallagher, 101 peaks"),
    *("Gallagher, 21 peaks", "Katsuura", "Lunacek bi-Rastrigin"),
)
"""Short names of f1 to f24, in that order."""

GROUPS = {
    "separable": range(1, 6),
    "low or moderate conditioning": range(6, 10),
    "high conditioning, unimodal": range(10, 15),
    "multimodal, adequate structure": range(15, 20),
    "multimodal, weak structure": range(20, 25),
}
"""The suite's five groups, and the numbers of the functions in each."""


@dataclass(frozen=True)
class Reference:
    """The best of BBOB-2009 in one dimension.

    Row i is function f(i+1), column j is ``REFERENCE_TARGETS[j]``.

    Attributes
    ----------
    dimension : int
        D.
    ert : ndarray, shape (24, 7)
        Lowest ERT of any entry, in evaluations, as published: rounded to whole evaluations.
    algorithm : ndarray of str, shape (24, 7)
        The entry that has it. The published table names one where several tie.
    successes, runs : ndarray of int, shape (24, 7)
        Runs of that entry that hit the target, and runs made.
    """

    dimension: int
    ert: Float = field(repr=False)
    algorithm: NDArray[np.str_] = field(repr=False)
    successes: NDArray[np.int64] = field(repr=False)
    runs: NDArray[np.int64] = field(repr=False)


@lru_cache(maxsize=2)
def reference(dimension: int) -> Reference:
    """Return the best of BBOB-2009, read from the table that ships with the package.

    Parameters
    ----------
    dimension : int
        D, 5 or 20.

    Raises
    ------
    TypeError, ValueError
        If ``dimension`` is neither.

    References
    ----------
    hansen2010

    Examples
    --------
    >>> best = reference(5)
    >>> best.ert[3 - 1].tolist()
    [716.0, 1622.0, 1637.0, 1646.0, 1650.0, 1654.0, 1657.0]
    >>> str(best.algorithm[3 - 1, -1])
    'LSstep'
    """
    if integer("dimension", dimension) not in DIMENSIONS:
        raise ValueError(f"dimension must be 5 or 20, got {dimension!r}")
    rows = [row for row in table("bbob2009.csv")[0] if int(row["dimension"]) == dimension]
    cells = np.array([list(row.values()) for row in rows])
    shape = (24, len(REFERENCE_TARGETS))
    return Reference(
        dimension=int(dimension),
        ert=frozen(cells[:, 3].astype(float).reshape(shape)),
        # a data set is called ALGORITHM_author_noiseless
        algorithm=frozen(np.array([s.rsplit("_", 2)[0] for s in cells[:, 4]]).reshape(shape)),
        successes=frozen(cells[:, 5].astype(np.int64).reshape(shape)),
        runs=frozen(cells[:, 6].astype(np.int64).reshape(shape)),
    )


def winners(dimension: int, *, target: float = 1e-8) -> dict[str, int]:
    """Count on how many of the 24 functions each entry of BBOB-2009 was the fastest.

    Parameters
    ----------
    dimension : int
        D, 5 or 20.
    target : float
        One of ``REFERENCE_TARGETS``.

    Returns
    -------
    dict of str to int
        Functions won, the most first; the length is the number of distinct winners.

    Raises
    ------
    TypeError, ValueError
        If ``dimension`` or ``target`` is not in the table.

    Examples
    --------
    >>> len(winners(5)), len(winners(20))
    (15, 11)
    >>> len(winners(5, target=1e-7)), len(winners(20, target=1e-7))
    (14, 11)
    """
    column = column_of(target, REFERENCE_TARGETS)
    return dict(Counter(reference(dimension).algorithm[:, column].tolist()).most_common())
