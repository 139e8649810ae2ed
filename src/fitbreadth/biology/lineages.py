"""A lineage that listens and one that does not, through the same worlds.

Both hedge as well as can be (:mod:`fitbreadth.biology.cue`); the one that sees the cue leads, in
the long run, by what the cue is worth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fitbreadth._logarithms import log
from fitbreadth.biology._environment import offspring_of, world
from fitbreadth.biology.cue import value_of_cue
from fitbreadth.rng import generator
from fitbreadth.validate import Float, integer

LARGEST = 20_000_000
"""Most numbers that one simulation may hold."""


@dataclass(frozen=True)
class Lineages:
    """Two lineages in the same worlds: one sees the cue, the other does not.

    Attributes
    ----------
    states, cues : ndarray of int, shape (runs, generations)
        What happened, and what was seen before it.
    log_blind, log_informed : ndarray, shape (runs, generations + 1)
        Natural log of the number of offspring, starting at 0 for one.
    """

    states: NDArray[np.intp]
    cues: NDArray[np.intp]
    log_blind: Float
    log_informed: Float

    @property
    def gain(self) -> Float:
        """Lead won a generation in each run, nats, shape (runs,)."""
        lead = self.log_informed[:, -1] - self.log_blind[:, -1]
        return np.asarray(lead / self.states.shape[1])


def simulate(
    p: ArrayLike,
    cue: ArrayLike,
    *,
    fitness: ArrayLike,
    generations: int,
    runs: int,
    seed: int | np.random.Generator,
) -> Lineages:
    """Let a lineage that sees the cue and one that does not live through the same worlds.

    Both use their best shares, as :func:`value_of_cue` finds them.

    Parameters
    ----------
    p, cue, fitness
        As for :func:`value_of_cue`.
    generations, runs : int
        At least 1.
    seed : int or numpy.random.Generator
        Source of states and cues.

    Returns
    -------
    Lineages
        Every run, every generation.

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As for :func:`value_of_cue`, or if ``runs * (generations + 1)`` exceeds twenty million.

    References
    ----------
    donaldson2010

    Examples
    --------
    >>> from fitbreadth.biology.cue import mutual_information, symmetric_cue
    >>> cue = symmetric_cue(0.8)
    >>> met = simulate([0.5, 0.5], cue, fitness=[2, 2], generations=100, runs=1000, seed=1)
    >>> bool(abs(met.gain.mean() - mutual_information([0.5, 0.5], cue)) < 0.01)
    True
    """
    states, signal = world(p, cue)
    offspring = offspring_of(fitness, states)
    span, count = integer("generations", generations, low=1), integer("runs", runs, low=1)
    if count * (span + 1) > LARGEST:
        raise ValueError(
            f"runs * (generations + 1) must be at most {LARGEST}, got {count} * {span + 1}"
        )
    best = value_of_cue(states, signal, fitness=offspring)
    rng = generator(seed)
    joint = (states[:, None] * signal).ravel()
    drawn = rng.choice(joint.size, size=(count, span), p=joint / joint.sum())
    happened, seen = np.divmod(drawn, signal.shape[1])
    blind = log(offspring @ best.shares)[happened]
    informed = log(offspring @ best.answers.T)[happened, seen]
    start = np.zeros((count, 1))
    return Lineages(
        states=happened,
        cues=seen,
        log_blind=np.hstack([start, np.cumsum(blind, axis=1)]),
        log_informed=np.hstack([start, np.cumsum(informed, axis=1)]),
    )
