"""When the middle turns from a peak into a valley: two questions that agree for two patches only.

One asks what is best on average over habitats, the other whether neighbours can invade who fill
them one by one.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.even_patches import branching_distance, even_patches
from fitbreadth.biology.figures.thresholds import QUESTIONS, draw
from fitbreadth.biology.levins import centre_curvature, log_fitness
from fitbreadth.biology.singular import classify
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row

DISTANCES = np.round(np.arange(0.2, 2.61, 0.1), 10)
_AVERAGE, _INVASION = QUESTIONS


def average_curvature(d: float, patches: int) -> float:
    """Measure the curvature of log mean fitness at the middle, by central differences."""
    optima = even_patches(patches, d=d).mu
    h = 1e-3
    levels = log_fitness([-h, 0, h], optima=optima, p=np.full(patches, 1 / patches), grain="fine")
    return float((levels[0] - 2 * levels[1] + levels[2]) / h**2)


def invasion_curvature(d: float, patches: int) -> float:
    """Measure the curvature of the invasion fitness at the middle."""
    return classify(even_patches(patches, d=d).invasion_fitness, 0.0).mutant_curvature


def theory(d: float, patches: int) -> dict[str, float]:
    """Return both curvatures in closed form."""
    world = even_patches(patches, d=d)
    middle = float(np.exp(world.log_viability(0)).mean())
    return {
        _AVERAGE: centre_curvature(d, habitats=patches) / middle,
        _INVASION: world.curvature,
    }


def rows(*, patches: int) -> list[Row]:
    """Return the curvature at the middle by both questions, measured and in theory."""
    found: list[Row] = []
    for d in DISTANCES:
        measured = {
            _AVERAGE: average_curvature(d, patches),
            _INVASION: invasion_curvature(d, patches),
        }
        expected = theory(d, patches)
        found += [
            {
                "d": float(d),
                "question": question,
                "curvature": round(measured[question], 5),
                "theory": round(expected[question], 5),
            }
            for question in QUESTIONS
        ]
    return found


def sentence(*, patches: int) -> str:
    """Say where each of the two turns."""
    turn = branching_distance(patches)
    if patches == 2:
        return f"Two patches: both turn at a distance of {turn:g} niche widths."
    highest = max(row["curvature"] for row in rows(patches=3) if row["question"] == _AVERAGE)
    return (
        f"Three patches: neighbours can invade from {turn:.4f} niche widths on; on average the "
        f"middle stays best nearby at every distance (the curve never rises above −{-highest:.2f})."
    )


LAB = Lab(
    name="fig-thresholds",
    controls=(Control("patches", "Patches", (2, 3), 3, labels=("two", "three"), listed=True),),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "See where each curve crosses zero: below, the middle of the world is a peak, above, a "
        "valley. One curve asks whether the middle is *best on average* over the patches, the "
        "other whether a crowd living there is *safe from its neighbours*, types a little to "
        f"either side. With two patches both turn at {branching_distance(2):g} niche widths, so "
        f"the answers agree. With three, neighbours can invade from {branching_distance(3):.2f} "
        "widths on, and the average stays a peak throughout. Both distances are a variety of 1. "
        "Marks were measured on the models, lines are theory."
    ),
    description=(
        "Curvature of fitness at the middle against the distance of the patches, by two "
        "questions. For three patches only the curve for invasion crosses zero, at 1.22; for two "
        "the curves coincide and cross zero at 2."
    ),
    columns={
        "d": "distance of neighbouring patches, in niche widths",
        "question": "question",
        "curvature": "curvature measured",
        "theory": "in theory",
    },
)
