"""The stored runs of two tasks made of digits, read from the table that ships with the package.

The table was made by :mod:`fitbreadth.learning.digits_runs`, whose training is that of
:mod:`fitbreadth.learning.digits_training`, and is described in ``fitbreadth/data/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fitbreadth.learning.digits_arms import ARMS, SHARED
from fitbreadth.learning.digits_tasks import TEST
from fitbreadth.stored import table
from fitbreadth.validate import Float


@dataclass(frozen=True)
class Runs:
    """All runs: S degrees of likeness, N numbers of pictures, W widths, R runs.

    Attributes
    ----------
    similarity : ndarray, shape (S,)
        Share of the pixels that both tasks see in the same place, falling.
    n : ndarray of int, shape (N,)
        Pictures that each task learns from.
    width : ndarray of int, shape (W, 4)
        Hidden units of a network of each of ``ARMS``; the dedicated ones are two.
    parameters : ndarray of int, shape (W, 4)
        Of each of ``ARMS`` in all.
    accuracy : ndarray, shape (4, S, N, W, R, 2)
        Share of the test pictures put into the right class, by arm and task.
    chosen : ndarray of str, shape (4, S, N, W)
        Weight decay and steps that validated best.
    settings : str
        What the runs were made with.
    """

    similarity: Float
    n: NDArray[np.int64]
    width: NDArray[np.int64]
    parameters: NDArray[np.int64]
    accuracy: Float = field(repr=False)
    chosen: NDArray[np.str_] = field(repr=False)
    settings: str


@lru_cache(maxsize=1)
def runs() -> Runs:
    """Return the runs, read from the table that ships with the package.

    Raises
    ------
    ValueError
        If the table lacks a run: every likeness must be there at every width and number.

    Examples
    --------
    >>> runs().similarity
    array([1.  , 0.75, 0.5 , 0.  ])
    """
    rows, settings = table("digits_transfer.csv")
    axes = [
        sorted({float(row[name]) for row in rows}, reverse=name == "similarity")
        for name in ("similarity", "n", "width", "run")
    ]
    shape = tuple(len(axis) for axis in axes)
    found = {
        tuple(float(row[name]) for name in ("similarity", "n", "width", "run")): row for row in rows
    }
    if len(found) != np.prod(shape):
        raise ValueError(
            f"digits_transfer.csv must hold each run once at every setting, {np.prod(shape)} "
            f"in all, got {len(found)}"
        )
    accuracy = np.empty((len(ARMS), *shape, 2))
    chosen = np.empty((len(ARMS), *shape[:3]), dtype="U32")
    for at in np.ndindex(shape):
        row = found[tuple(axis[i] for axis, i in zip(axes, at, strict=True))]
        for a, arm in enumerate(ARMS):
            accuracy[(a, *at)] = [int(row[f"{arm} {task}"]) / TEST for task in (1, 2)]
            chosen[(a, *at[:3])] = row[f"settings {arm}"]
    first = [found[axes[0][0], axes[1][0], width, axes[3][0]] for width in axes[2]]
    widths = ("width", *(f"width {arm}" for arm in SHARED))
    return Runs(
        similarity=np.array(axes[0]),
        n=np.array(axes[1], dtype=np.int64),
        width=np.array([[int(row[name]) for name in widths] for row in first]),
        parameters=np.array([[int(row[f"parameters {arm}"]) for arm in ARMS] for row in first]),
        accuracy=accuracy,
        chosen=chosen,
        settings=settings,
    )
