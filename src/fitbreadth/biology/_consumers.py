"""Check the enzymes of consumers and the supply that they live on."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.validate import Float, matrix, vector


def allocations(alpha: ArrayLike) -> Float:
    """``alpha`` as a finite, non-negative matrix that is not all zero."""
    accepted = "alpha must be a 2-d array of finite numbers >= 0, a row for each consumer"
    levels = matrix(accepted, alpha, low=0)
    if not levels.any():
        raise ValueError(f"{accepted}, not all 0, got {np.asarray(alpha).tolist()}")
    return levels


def eaten(supply: ArrayLike, enzymes: Float, present: NDArray[np.bool_]) -> Float:
    """``supply`` as a vector of which somebody present eats every part."""
    flows = supplied(supply, enzymes.shape[1])
    uneaten = np.flatnonzero((flows > 0) & ~enzymes[present].any(axis=0))
    if uneaten.size:
        raise ValueError(
            f"supply must be 0 of what no consumer present eats, got {flows[uneaten[0]]} of "
            f"resource {int(uneaten[0])}"
        )
    return flows


def supplied(supply: ArrayLike, resources: int) -> Float:
    """``supply`` as a vector whose sum is positive and fits a float."""
    flows = vector("supply", supply, low=0, size=resources)
    with np.errstate(over="ignore"):
        total = flows.sum()
    if not 0 < total < np.inf:
        raise ValueError(f"supply must have a finite sum > 0, got {flows.tolist()}")
    return flows
