"""Seeded random streams: the same seed gives the same numbers, whoever runs them."""

from __future__ import annotations

import numpy as np

from fitbreadth.validate import integer


def generator(seed: int | np.random.Generator) -> np.random.Generator:
    """Turn a seed into a generator; a generator passes through.

    Parameters
    ----------
    seed : int or numpy.random.Generator
        A non-negative integer, or a generator that the caller owns.

    Returns
    -------
    numpy.random.Generator
        PCG64, whose stream NumPy keeps the same across platforms.

    Raises
    ------
    TypeError, ValueError
        If ``seed`` is neither.

    Examples
    --------
    >>> int(generator(7).integers(100)) == int(generator(7).integers(100))
    True
    """
    if isinstance(seed, np.random.Generator):
        return seed
    try:
        return np.random.Generator(np.random.PCG64(integer("seed", seed, low=0)))
    except (TypeError, ValueError) as error:
        message = f"{error}; a numpy.random.Generator is accepted too"
        raise type(error)(message) from None


def streams(seed: int, count: int) -> list[np.random.Generator]:
    """Return ``count`` independent generators that depend on ``seed`` and their position alone.

    Run ``i`` of a sweep draws from stream ``i``, so its numbers do not depend on how many
    workers share the sweep or in which order they finish.

    Parameters
    ----------
    seed : int
        Non-negative.
    count : int
        Number of streams, at least 1.

    Returns
    -------
    list of numpy.random.Generator
        Of length ``count``.

    Examples
    --------
    >>> a, b = streams(1, 2)
    >>> bool(a.random() == b.random())
    False
    """
    children = np.random.SeedSequence(integer("seed", seed, low=0)).spawn(
        integer("count", count, low=1)
    )
    return [np.random.Generator(np.random.PCG64(child)) for child in children]
