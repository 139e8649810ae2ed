r"""How many branches a population has: peaks of its smoothed distribution that stand apart.

The counts are smoothed with a Gaussian. A peak is a branch if the smoothed counts sink below half
its height before they climb to anything higher, on either side, and if it is not a speck: at least
a twentieth as high as the highest. A handful of mutants and the raggedness of finite numbers
therefore make no branch, and a population that has merely widened is still one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fitbreadth.biology.evolution import Evolution
from fitbreadth.biology.lattice import spacing
from fitbreadth.validate import Float, integer, number

SPECK = 1 / 20
"""A peak lower than this share of the highest one is no branch."""


@dataclass(frozen=True, eq=False)
class Branches:
    """The branches of each recorded generation.

    Attributes
    ----------
    count : ndarray of int, shape (records,)
        Number of branches, 0 once extinct.
    positions : tuple of ndarray, one a record, shape (count,)
        Mean trait of each branch, increasing: of everybody between the valleys beside it.
    shares : tuple of ndarray, one a record, shape (count,)
        Share of the population in each; they sum to 1.
    """

    count: NDArray[np.int64]
    positions: tuple[Float, ...]
    shares: tuple[Float, ...]


def branches(run: Evolution, *, width: float) -> Branches:
    """Return the branches of each recorded generation.

    Parameters
    ----------
    run : Evolution
        A run of :func:`evolve` or :func:`mean_field`.
    width : float
        Standard deviation of the smoothing, > 0, in the unit of the trait: about a fifth of
        the niche. Equal branches nearer than 3.3 times that are one.

    Returns
    -------
    Branches

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range, or ``width`` is below the spacing of the lattice,
        so that it would not smooth.

    Examples
    --------
    >>> counts = np.zeros((1, 41), dtype=np.int64)
    >>> counts[0, [9, 10, 30]] = 20, 20, 60
    >>> run = Evolution(np.linspace(-2, 2, 41), np.array([0]), counts, None)
    >>> found = branches(run, width=0.2)
    >>> found.count, found.positions[0], found.shares[0]
    (array([2]), array([-1.05,  1.  ]), array([0.4, 0.6]))
    """
    from scipy.signal import find_peaks

    traits = run.traits
    sd = number("width", width, low=spacing(traits)) / spacing(traits)
    place = np.arange(traits.size)
    with np.errstate(under="ignore"):
        smooth = np.exp(-(((place[:, None] - place) / sd) ** 2) / 2)
        # A zero on either side lets a peak stand on the edge of the lattice.
        # Tilted by a hair, because of two equal peaks neither is below the other.
        tilt = 1 + 1e-9 * place
        heights = np.pad(run.counts @ smooth * tilt, ((0, 0), (1, 1)))
    positions, shares = [], []
    for counts, height in zip(run.counts, heights, strict=True):
        peaks, found = find_peaks(height, height=height.max() * SPECK, prominence=0)
        peaks = peaks[found["prominences"] >= found["peak_heights"] / 2]
        valleys = [a + int(height[a:b].argmin()) - 1 for a, b in pairwise(peaks)]
        parts = np.split(np.arange(traits.size), valleys) if peaks.size else []
        masses = np.array([counts[part].sum() for part in parts], dtype=float)
        moments = np.array([counts[part] @ traits[part] for part in parts], dtype=float)
        positions.append(moments / masses)
        shares.append(masses / counts.sum() if peaks.size else masses)
    return Branches(np.array([z.size for z in positions]), tuple(positions), tuple(shares))


def branching_time(run: Evolution, *, width: float, least: int = 2, hold: int = 10) -> int | None:
    """Return the generation from which a population has branched.

    Parameters
    ----------
    run : Evolution
        A run of :func:`evolve` or :func:`mean_field`.
    width : float
        As for :func:`branches`.
    least : int
        How many branches are asked for, >= 2.
    hold : int
        Over how many records in a row, >= 1: a chance split that heals does not count.

    Returns
    -------
    int or None
        The first recorded generation of the first such row; None if there is none.

    Raises
    ------
    TypeError, ValueError
        As for :func:`branches`, or if fewer than ``hold`` generations were recorded.

    Examples
    --------
    >>> from fitbreadth.biology.evolution import mean_field
    >>> from fitbreadth.biology.even_patches import even_patches
    >>> traits = np.linspace(-2, 2, 41)
    >>> run = mean_field(
    ...     even_patches(2, d=3), np.ones(41), traits=traits, generations=100, mutation=0
    ... )
    >>> branching_time(run, width=0.2)
    2
    """
    enough = branches(run, width=width).count >= integer("least", least, low=2)
    length = integer("hold", hold, low=1, high=enough.size)
    rows = np.lib.stride_tricks.sliding_window_view(enough, length).all(axis=1)
    return int(run.generations[rows.argmax()]) if rows.any() else None
