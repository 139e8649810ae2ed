"""The three worlds in which the chapter watches evolution, on one scale of variety.

``variety`` is how far a world's habitats lie apart, in widths of a niche: the standard deviation
of the patches' optima over sigma, or the width of the resource over that of competition. Theory
puts the branching point of all three at 1.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.dieckmann import Dieckmann
from fitbreadth.biology.even_patches import branching_distance, even_patches
from fitbreadth.biology.levene import Levene
from fitbreadth.validate import Float, choice

WORLDS = {"two": "two patches", "three": "three patches", "resource": "one broad resource"}
"""Key and name of each world."""

INDIVIDUALS = 2000


def world_of(world: str, variety: float) -> Levene | Dieckmann:
    """Return the model of a world, its niche width being 1."""
    choice("world", world, tuple(WORLDS))
    if world == "resource":
        # about as many individuals as the patches hold, however many types share the resource
        return Dieckmann(sigma_a=1, sigma_K=variety, K0=INDIVIDUALS / max(1, variety))
    count = 2 if world == "two" else 3
    return even_patches(count, d=variety * branching_distance(count))


def lattice_of(variety: float) -> Float:
    """Return a lattice of traits wide enough for every world of a variety, in steps of 0.1."""
    half = int(np.ceil(20 * variety)) + 15
    return np.arange(-half, half + 1) / 10


def told(world: str, variety: float) -> str:
    """Say how far apart things are in a world."""
    if world == "resource":
        return f"Variety {variety:g}: the resource is so many times as wide as competition."
    model = world_of(world, variety)
    assert isinstance(model, Levene)
    apart = model.mu[1] - model.mu[0]
    return f"Variety {variety:g}: neighbouring patches lie {apart:.3g} niche widths apart."
