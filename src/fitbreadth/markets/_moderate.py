"""Numbers of a moderate size, so that they have a variance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, vector

LARGEST = 1e150
"""Beyond it, the squares that a variance is made of may fit no float."""


def moderate(name: str, values: ArrayLike, *, size: int, low: float | None = None) -> Float:
    """Return a vector as :func:`fitbreadth.validate.vector`, refusing what is beyond 1e150.

    Examples
    --------
    >>> moderate("x", [1, 1e200], size=2)
    Traceback (most recent call last):
    ValueError: x must be at most 1e+150 in size, got 1e+200
    """
    found = vector(name, values, low=low, size=size)
    largest = float(found[np.abs(found).argmax()])
    if abs(largest) > LARGEST:
        raise ValueError(f"{name} must be at most {LARGEST} in size, got {largest}")
    return found
