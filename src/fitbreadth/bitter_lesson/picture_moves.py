"""Knowledge put in as examples: a digit that is moved a little is still the same digit.

A move takes each pixel of the new picture from a place in the old one, between pixels by linear
interpolation, with white coming in from outside. So it is a matrix, and a picture times it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.bitter_lesson.stroke_features import SIDE
from fitbreadth.rng import generator
from fitbreadth.validate import Float, array, choice, number

KINDS = ("shifted", "tilted")
DEGREES, LEAN = (-12.0, -6.0, 0.0, 6.0, 12.0), (-0.2, -0.1, 0.0, 0.1, 0.2)
"""Of tilted pictures: how far they are turned, and how far they lean, in pixels sideways a row."""


def move(
    *, right: float = 0.0, down: float = 0.0, degrees: float = 0.0, lean: float = 0.0
) -> Float:
    """Return what moves a picture: ``ink @ move(...)`` is its ink afterwards.

    Parameters
    ----------
    right, down : float
        Shift in pixels, -8 to 8.
    degrees : float
        Turn to the right, -90 to 90.
    lean : float
        Pixels to the right that each row moves against the one below, -1 to 1.

    Returns
    -------
    ndarray, shape (64, 64)

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    References
    ----------
    simard2003

    Examples
    --------
    >>> dot = np.zeros((8, 8))
    >>> dot[4, 4] = 1.0
    >>> np.argwhere((dot.ravel() @ move(right=1)).reshape(8, 8)).tolist()
    [[4, 5]]
    """
    right, down = (
        number(k, v, low=-SIDE, high=SIDE) for k, v in (("right", right), ("down", down))
    )
    angle = np.deg2rad(number("degrees", degrees, low=-90, high=90))
    lean = number("lean", lean, low=-1, high=1)
    y, x = np.indices((SIDE, SIDE)).reshape(2, -1) - (SIDE - 1) / 2
    x, y = x - right, y - down
    x = x + lean * y
    x, y = np.cos(angle) * x + np.sin(angle) * y, np.cos(angle) * y - np.sin(angle) * x
    x, y = np.round(x + (SIDE - 1) / 2, 9), np.round(y + (SIDE - 1) / 2, 9)
    found = np.zeros((SIDE * SIDE, SIDE * SIDE))
    for row, part_y in ((np.floor(y), 1 - y % 1), (np.floor(y) + 1, y % 1)):
        for column, part_x in ((np.floor(x), 1 - x % 1), (np.floor(x) + 1, x % 1)):
            inside = (row >= 0) & (row < SIDE) & (column >= 0) & (column < SIDE)
            source = (row * SIDE + column).astype(np.int64)[inside]
            found[source, np.flatnonzero(inside)] += (part_y * part_x)[inside]
    return found


def moves(kind: str) -> Float:
    """Return all moves of a kind, shape (moves, 64, 64), the one that moves nothing among them.

    ``shifted``: by at most a pixel in either direction. ``tilted``: turned and leaning by all pairs
    of :data:`DEGREES` and :data:`LEAN`.

    Raises
    ------
    ValueError
        If there is no such kind.

    Examples
    --------
    >>> moves("shifted").shape, moves("tilted").shape
    ((9, 64, 64), (25, 64, 64))
    """
    return _moves(choice("kind", kind, KINDS))


@cache
def _moves(kind: str) -> Float:
    if kind == "shifted":
        found = [move(right=x, down=y) for y in (-1, 0, 1) for x in (-1, 0, 1)]
    else:
        found = [move(degrees=turn, lean=lean) for turn in DEGREES for lean in LEAN]
    return np.array(found)


def moved(images: ArrayLike, *, kind: str, seed: int | np.random.Generator) -> Float:
    """Return pictures of which half, by chance, are moved and the others left as they are.

    Parameters
    ----------
    images : array_like, shape (..., pictures, 64)
        From -0.5 for white to 0.5.
    kind : {"shifted", "tilted"}
        As for :func:`moves`.
    seed : int or numpy.random.Generator
        Of the moves: one for each of the pictures, the same in all runs.

    Returns
    -------
    ndarray, shape of ``images``

    Raises
    ------
    TypeError, ValueError
        If the pictures are of another shape, a pixel is beyond white or black, or there is no such
        kind.

    References
    ----------
    simard2003

    Examples
    --------
    >>> blank = np.full((5, 64), -0.5)
    >>> bool((moved(blank, kind="shifted", seed=1) == blank).all())
    True
    """
    pictures = array("images", images, largest=0.5)
    if pictures.ndim < 2 or pictures.shape[-1] != SIDE * SIDE:
        raise ValueError(f"images must have shape (..., pictures, 64), got {pictures.shape}")
    ways, rng, count = moves(kind), generator(seed), pictures.shape[-2]
    chosen = ways[rng.integers(len(ways), size=count)]
    chosen[rng.random(count) < 0.5] = np.eye(SIDE * SIDE)
    return np.asarray(((pictures[..., None, :] + 0.5) @ chosen)[..., 0, :] - 0.5)
