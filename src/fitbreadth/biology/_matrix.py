"""A matrix of finite numbers, or one sentence that says why it is none."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float


def matrix(accepted: str, values: ArrayLike, *, low: float = -np.inf) -> Float:
    """Return ``values`` as a float matrix; ``accepted`` opens the sentence that refuses others."""
    try:
        raw = np.asarray(values)
    except ValueError:
        raise ValueError(f"{accepted}, got rows of different lengths") from None
    if raw.dtype.kind not in "iuf":
        raise TypeError(f"{accepted}, got entries of type {raw.dtype}")
    if raw.ndim != 2 or raw.size == 0:
        raise ValueError(f"{accepted}, got shape {raw.shape}")
    bad = np.argwhere(~np.isfinite(raw) | (raw < low))
    if bad.size:
        row, column = bad[0]
        raise ValueError(f"{accepted}, got {raw[row, column]} in row {row}, column {column}")
    return raw.astype(float)
