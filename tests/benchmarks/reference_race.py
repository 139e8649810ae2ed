"""The race of ``fitbreadth.markets.race`` one round at a time: in plain Python, and in NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np


def race_plain(
    beliefs: Sequence[Sequence[float]], p: Sequence[float], rounds: int, random: Random
) -> list[float]:
    """Return the wealth shares after so many rounds of one run."""
    wealth = [1 / len(beliefs)] * len(beliefs)
    for _ in range(rounds):
        (state,) = random.choices(range(len(p)), p)
        stakes = [w * belief[state] for w, belief in zip(wealth, beliefs, strict=True)]
        price = sum(stakes)
        wealth = [stake / price for stake in stakes]
    return wealth


def race_arrays(
    beliefs: np.ndarray, p: np.ndarray, rounds: int, runs: int, rng: np.random.Generator
) -> np.ndarray:
    """Return the wealth shares after so many rounds, all traders and runs at once."""
    wealth = np.full((runs, len(beliefs)), 1 / len(beliefs))
    for _ in range(rounds):
        stakes = wealth * beliefs.T[rng.choice(p.size, size=runs, p=p)]
        wealth = stakes / stakes.sum(axis=1, keepdims=True)
    return wealth
