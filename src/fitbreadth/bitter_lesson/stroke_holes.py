"""Holes that strokes close: paper that a flood from outside the picture does not reach."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, array

LEVELS = (0.3, 0.4, 0.5)
"""From how much ink on a pixel belongs to a stroke: holes are counted at each, and averaged."""


def holes(ink: ArrayLike) -> Float:
    """Return how many holes a picture has, how high up they are, and how large.

    Paper joins paper along the sides of pixels, not across corners, and there is paper all around
    the picture.

    Parameters
    ----------
    ink : array_like, shape (M, side, side)
        Of M pictures of at least 2 x 2 pixels: from 0 for white to 1 for black.

    Returns
    -------
    ndarray, shape (M, 3)
        Half the number of holes; how far their middle is above that of the picture, in sides, 0
        without holes; their area in pixels, over 16. Averages over :data:`LEVELS`.

    Raises
    ------
    TypeError, ValueError
        If the pictures are not square, or a pixel is beyond white or black.

    Examples
    --------
    >>> ring = np.zeros((1, 8, 8))
    >>> ring[0, 0:4, 2:6] = 1
    >>> ring[0, 1:3, 3:5] = 0
    >>> holes(ring).round(3)
    array([[0.5  , 0.286, 0.25 ]])
    """
    from scipy.ndimage import label

    seen = array("ink", ink, low=0, largest=1)
    if seen.ndim != 3 or seen.shape[1] != seen.shape[2] or seen.shape[1] < 2 or seen.size == 0:
        raise ValueError(f"ink must have shape (M, side, side), got {seen.shape}")
    axis = np.linspace(-0.5, 0.5, seen.shape[1])
    # paper joins along its sides only, and no picture joins the next
    joins = np.zeros((3, 3, 3), dtype=np.int64)
    joins[1] = [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    total = np.zeros((len(seen), 3))
    for level in LEVELS:
        around = ((0, 0), (1, 1), (1, 1))
        lakes, _ = label(np.pad(seen < level, around, constant_values=True), structure=joins)
        outside = lakes[:, :1, :1]
        dry = ((lakes > 0) & (lakes != outside))[:, 1:-1, 1:-1]
        inner = np.where(dry, lakes[:, 1:-1, 1:-1], 0).reshape(len(seen), -1)
        ordered = np.sort(inner, axis=1)
        count = (np.diff(ordered, axis=1) > 0).sum(axis=1) + (ordered[:, 0] > 0)
        area = dry.sum(axis=(1, 2))
        height = (dry * -axis[:, None]).sum(axis=(1, 2)) / np.maximum(area, 1)
        total += np.stack([count / 2, height, area / 16], axis=1)
    return total / len(LEVELS)
