"""Check the chances of states and cues, and what each phenotype leaves in each state."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from fitbreadth.validate import Float, probabilities, vector


def world(p: ArrayLike, cue: ArrayLike) -> tuple[Float, Float]:
    """Return probabilities of the states, and of the cues in each, that sum to 1 exactly."""
    states = probabilities("p", p)
    rows = list(cue) if isinstance(cue, list | tuple | np.ndarray) and np.ndim(cue) == 2 else None
    if rows is None or len(rows) != states.size:
        raise ValueError(
            f"cue must be a 2-d array with {states.size} rows, one a state, "
            f"got shape {np.shape(cue)}"
        )
    signal = np.array([probabilities(f"cue[{e}]", row) for e, row in enumerate(rows)])
    return states / states.sum(), signal / signal.sum(axis=1, keepdims=True)


def offspring_of(fitness: ArrayLike, states: Float) -> Float:
    """Return F as a matrix in which no state that occurs kills every phenotype."""
    if np.ndim(fitness) == 1:
        offspring = np.diag(vector("fitness", fitness, low=0, size=states.size))
    else:
        if np.ndim(fitness) != 2 or np.shape(fitness)[0] != states.size:
            raise ValueError(
                f"fitness must have {states.size} rows, one a state, got shape {np.shape(fitness)}"
            )
        rows = list(np.asarray(fitness))
        offspring = np.array([vector(f"fitness[{e}]", row, low=0) for e, row in enumerate(rows)])
    deadly = (states > 0) & (offspring.max(axis=1) == 0)
    if deadly.any():
        raise ValueError(
            "fitness must leave some phenotype offspring in every state that occurs, got none in "
            f"state {int(deadly.argmax())}"
        )
    return offspring
