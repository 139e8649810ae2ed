"""Four ways to spend one number of parameters, that of two dedicated networks of some width.

``dedicated``
    Two networks, one a task.
``heads``
    One network whose hidden units both tasks share; each task has a head of its own
    (caruana1997), so it must be told which task a picture belongs to. With twice the hidden units
    it could be the two dedicated networks side by side, a head ignoring the units of the other.
``single``
    One network for everything, head and all, that is never told which task it is at.
``told``
    As ``single``, but one more input says which task it is at: +1 or -1, beside the pixels. It
    stands between the two: told the task, as ``heads`` is, without a last layer for each.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.digits import CLASSES, PIXELS, Digits
from fitbreadth.network import parameters, widest
from fitbreadth.validate import Float, choice

ARMS = ("dedicated", "heads", "single", "told")
SHARED = ARMS[1:]

TELLING = (1.0, -1.0)
"""What the input that says the task holds in the first and in the second."""


def width_of(arm: str, *, width: int) -> int:
    """Return the width of an arm's network when the dedicated ones have ``width``.

    It is the largest with which the shared network has no more parameters than the two together.

    Parameters
    ----------
    arm : str
        One of ``ARMS``.
    width : int
        At least 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as above.

    Examples
    --------
    >>> [width_of(arm, width=32) for arm in ARMS]
    [32, 56, 64, 63]
    """
    budget = total("dedicated", width=width)
    if choice("arm", arm, ARMS) == "dedicated":
        return width
    inputs, heads = ends(arm)
    return widest(budget, inputs=inputs, classes=CLASSES, tasks=heads)


def total(arm: str, *, width: int) -> int:
    """Return how many parameters an arm has in all.

    Parameters
    ----------
    arm, width
        As for :func:`width_of`.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as there.

    Examples
    --------
    >>> [total(arm, width=32) for arm in ARMS]
    [4820, 4780, 4810, 4798]
    """
    if choice("arm", arm, ARMS) == "dedicated":
        return 2 * parameters(width, inputs=PIXELS, classes=CLASSES, tasks=1)
    inputs, heads = ends(arm)
    return parameters(width_of(arm, width=width), inputs=inputs, classes=CLASSES, tasks=heads)


def ends(arm: str) -> tuple[int, int]:
    """Return how many inputs and how many heads a network of an arm has.

    Parameters
    ----------
    arm : str
        One of ``ARMS``; not checked.

    Examples
    --------
    >>> [ends(arm) for arm in ARMS]
    [(64, 1), (64, 2), (64, 1), (65, 1)]
    """
    return PIXELS + (arm == "told"), 1 + (arm == "heads")


def as_seen(arm: str, digits: Digits) -> Digits:
    """Give the axes (R, 2, n, ...) the meaning that they have for an arm's network.

    A dedicated network is a run of its own with one task; a network with one head for everything
    has one task, too.

    Parameters
    ----------
    arm, digits
        As for :func:`shown`.

    Examples
    --------
    >>> blank = Digits(np.zeros((1, 2, 3, 64)), np.zeros((1, 2, 3), dtype=np.int64))
    >>> [as_seen(arm, blank).labels.shape for arm in ARMS]
    [(1, 2, 1, 3), (1, 2, 3), (1, 1, 6), (1, 1, 6)]
    """
    images, labels = shown(arm, digits), digits.labels
    if arm == "dedicated":
        return Digits(images[:, :, None], labels[:, :, None])
    if arm == "heads":
        return digits
    runs, inputs = len(labels), images.shape[-1]
    return Digits(images.reshape(runs, 1, -1, inputs), labels.reshape(runs, 1, -1))


def shown(arm: str, digits: Digits) -> Float:
    """Return the inputs, shape (R, 2, n, inputs): the pixels, and the task if it is told.

    Parameters
    ----------
    arm : str
        One of ``ARMS``; not checked.
    digits : Digits
        Of shape (R, 2, n).

    Examples
    --------
    >>> blank = Digits(np.zeros((1, 2, 3, 64)), np.zeros((1, 2, 3), dtype=np.int64))
    >>> shown("told", blank)[0, :, 0, -1]
    array([ 1., -1.])
    """
    if arm != "told":
        return digits.images
    shape = (*digits.images.shape[:-1], 1)
    task = np.broadcast_to(np.reshape(TELLING, (2, 1, 1)), shape)
    return np.concatenate([digits.images, task], axis=-1)
