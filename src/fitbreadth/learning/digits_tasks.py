"""Two tasks made of real handwritten digits, as alike or as different as one likes.

Both tasks are to say which of ten digits a picture of 8 by 8 pixels shows (alpaydin1998). Each has
pictures of its own to learn from. The first task sees them as they are; in the second, some of
the pixels have swapped places, the same ones in every picture. To a network of which every hidden
unit sees every pixel the order of the pixels is nothing, so the second task alone is exactly as
hard as the first whatever is moved: all that changes is how much one has to do with the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.digits import PIXELS, Digits, Labels
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer, matrix

TEST = 600
"""Pictures to test on."""

VALIDATION = 237
"""Pictures to choose the settings of the training by."""

MOST = 480
"""Pictures that remain for each of the two tasks, of the 1797 there are."""


@dataclass(frozen=True)
class Tasks:
    """The pictures of both tasks.

    The three parts have no picture in common, nor have the two tasks in ``train``. To validate
    and to test, both are shown the same pictures, each in its own order of pixels.

    Attributes
    ----------
    train : Digits
        Shapes (2, n, 64) and (2, n).
    validation : Digits
        Shapes (2, 237, 64) and (2, 237).
    test : Digits
        Shapes (2, 600, 64) and (2, 600).
    """

    train: Digits
    validation: Digits
    test: Digits


def order(moved: int, *, seed: int | np.random.Generator, pixels: int = PIXELS) -> Labels:
    """Draw an order of the pixels in which ``moved`` of them have left their places.

    A random set of pixels is taken round by one: each gets what the one before it had. With the
    same seed a larger set holds the smaller.

    Parameters
    ----------
    moved : int
        0, or 2 to ``pixels``.
    seed : int or numpy.random.Generator
        Of the set, and of its order.
    pixels : int
        At least 2.

    Returns
    -------
    ndarray of int, shape (pixels,)
        Which pixel is shown at each place.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range. One pixel alone cannot move.

    Examples
    --------
    >>> int((order(16, seed=1) != np.arange(64)).sum())
    16
    """
    integer("pixels", pixels, low=2)
    if integer("moved", moved, low=0, high=pixels) == 1:
        raise ValueError(f"moved must be 0 or an integer in [2, {pixels}], got 1")
    shown = np.arange(pixels)
    places = generator(seed).permutation(pixels)[:moved]
    shown[places] = np.roll(places, 1)
    return shown


def deal(digits: Digits, *, n: int, moved: int, seed: int) -> Tasks:
    """Deal the pictures out to the two tasks.

    With the same seed, more pictures to train on hold the fewer, and neither what is tested on
    nor the first task depends on ``moved``.

    Parameters
    ----------
    digits : Digits
        All there are: at least 1797 pictures of 64 pixels.
    n : int
        Pictures that each task learns from, 1 to 480.
    moved : int
        Pixels that the second task sees elsewhere, as for :func:`order`.
    seed : int
        Non-negative.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    References
    ----------
    alpaydin1998

    Examples
    --------
    >>> blank = Digits(np.zeros((1797, 64)), np.zeros(1797, dtype=np.int64))
    >>> deal(blank, n=30, moved=16, seed=1).train.images.shape
    (2, 30, 64)
    """
    integer("n", n, low=1, high=MOST)
    images, labels = _pictures(digits.images, digits.labels)
    rng = generator(integer("seed", seed, low=0))
    drawn = rng.permutation(len(labels))
    shown = np.array([np.arange(PIXELS), order(moved, seed=rng)])

    def part(first: int, second: int, count: int) -> Digits:
        which = np.array([drawn[at : at + count] for at in (first, second)])
        return Digits(images[which[:, :, None], shown[:, None, :]], labels[which])

    learnt = TEST + VALIDATION
    return Tasks(
        train=part(learnt, learnt + MOST, n),
        validation=part(TEST, TEST, VALIDATION),
        test=part(0, 0, TEST),
    )


def together(tasks: Sequence[Digits]) -> Digits:
    """Stack the pictures of several deals, which have equally many, along a new first axis.

    Raises
    ------
    ValueError
        If there are none, or their shapes differ.

    Examples
    --------
    >>> blank = Digits(np.zeros((2, 30, 64)), np.zeros((2, 30), dtype=np.int64))
    >>> together([blank, blank, blank]).images.shape
    (3, 2, 30, 64)
    """
    shapes = {each.images.shape for each in tasks}
    if len(shapes) != 1:
        raise ValueError(f"tasks must be of one shape, and not none, got {sorted(shapes)}")
    return Digits(
        np.stack([each.images for each in tasks]), np.stack([each.labels for each in tasks])
    )


def _pictures(images: ArrayLike, labels: ArrayLike) -> tuple[Float, Labels]:
    needed = TEST + VALIDATION + 2 * MOST
    accepted = f"digits must hold at least {needed} images of {PIXELS} finite pixels"
    images, labels = matrix(accepted, images, columns=PIXELS), np.asarray(labels)
    if len(images) < needed:
        raise ValueError(f"{accepted}, got {len(images)}")
    if labels.shape != images.shape[:1] or labels.dtype.kind not in "iu":
        raise ValueError(
            f"digits must have one integer label an image, got {labels.dtype} of {labels.shape}"
        )
    return images, labels
