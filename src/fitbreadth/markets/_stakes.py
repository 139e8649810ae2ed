"""Who puts how much on what, and what comes: what :mod:`race` and :mod:`bankroll` share."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth.rng import generator
from fitbreadth.validate import Float, matrix, probabilities, vector

MOST_NUMBERS = 2**27
"""Numbers that one simulation may keep: a gigabyte of them."""


def stakes(name: str, values: ArrayLike, *, size: int) -> Float:
    """Return what each bettor puts on each state, once it is known to be that.

    Parameters
    ----------
    name : str
        What an error is to call them.
    values : array_like, shape (bettors, size)
        Parts of what each stakes: rows >= 0 that sum to 1.
    size : int
        Number of states.

    Returns
    -------
    ndarray, shape (bettors, size)

    Raises
    ------
    TypeError, ValueError
        If a number is out of its range, the shape is another, or a row does not sum to 1.

    Examples
    --------
    >>> stakes("bets", [[0.5, 0.6]], size=2)
    Traceback (most recent call last):
    ValueError: bets must have rows that sum to 1, got a sum of 1.1 in row 0
    """
    accepted = f"{name} must be a 2-d array of finite numbers >= 0 with {size} columns"
    parts = matrix(accepted, values, low=0, columns=size)
    with np.errstate(over="ignore"):
        totals = parts.sum(axis=1)
    off = np.abs(totals - 1) > 1e-9
    if off.any():
        at = int(off.argmax())
        total = f"{totals[at]:.10g}"
        raise ValueError(f"{name} must have rows that sum to 1, got a sum of {total} in row {at}")
    return parts


def market(
    beliefs: ArrayLike, *, p: ArrayLike, saving: ArrayLike | None
) -> tuple[Float, Float, Float]:
    """Return beliefs, chances and saving fractions as arrays, once they are known to be such.

    Parameters
    ----------
    beliefs, p, saving
        As for :func:`fitbreadth.markets.race.race`.

    Returns
    -------
    tuple of ndarray
        Of shapes (traders, K), (K,) and (traders,); saving is 1 if none is given.

    Raises
    ------
    TypeError, ValueError
        As for :func:`fitbreadth.markets.race.race`.

    Examples
    --------
    >>> market([[0.5, 0.5]], p=[0.7, 0.3], saving=None)[2]
    array([1.])
    """
    chances = probabilities("p", p)
    parts = stakes("beliefs", beliefs, size=chances.size)
    if saving is None:
        return parts, chances, np.ones(len(parts))
    saved = vector("saving", saving, above=0, size=len(parts))
    if saved.max() > 1:
        raise ValueError(f"saving must be fractions in (0, 1], got {saved.max()}")
    return parts, chances, saved


def occurrences(
    p: Float,
    *,
    rounds: int | NDArray[np.int64],
    shape: tuple[int, ...],
    seed: int | np.random.Generator,
) -> NDArray[np.int64]:
    """Draw how often each state occurs, independently in every place of an array.

    Parameters
    ----------
    p : ndarray, shape (K,)
        Probability of each state in every round; one of 0 never occurs.
    rounds : int or ndarray of int
        Rounds played in each place, of a shape that can be broadcast to ``shape``.
    shape : tuple of int
        Of the array of places.
    seed : int or numpy.random.Generator
        Of all of them.

    Returns
    -------
    ndarray of int, shape (*shape, K)
        Counts, which sum to the rounds of their place.

    Raises
    ------
    TypeError, ValueError
        If the seed is none.

    Examples
    --------
    >>> occurrences(np.array([1.0, 0.0]), rounds=5, shape=(1,), seed=1)
    array([[5, 0]])
    """
    counts = np.zeros((*shape, p.size), dtype=np.int64)
    # drawn over the states that can occur: rounding must not give the others a chance
    may = p > 0
    possible = p[may] / p.sum()
    counts[..., may] = generator(seed).multinomial(rounds, possible, size=shape)
    return counts
