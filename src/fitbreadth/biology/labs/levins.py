"""Two habitats drift apart, and the best phenotype stays in the middle or breaks in two.

Which of them happens is for the grain to say: averaging breaks at two widths, multiplying never.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.figures.levins import draw
from fitbreadth.biology.labs.trade_off import as_fit
from fitbreadth.biology.levins import fine_optimum, log_fitness, peaks, viability
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.validate import Float

DISTANCES = tuple(step / 4 for step in range(2, 17))
HALVES = (0.5, 0.5)
EDGE = 1.2
"""How far the axes of the fitness set reach."""


def rows(*, d: float, grain: str) -> list[Row]:
    """Return the fitness set, the best line of equal fitness, and the best phenotypes by d."""
    optima = np.array([-d / 2, d / 2])
    found = peaks(optima, p=HALVES, grain=grain)
    level = float(np.exp(found.log_fitness.max()))
    outer = np.linspace(-d / 2 - 3, d / 2 + 3, 61)
    shape: list[Row] = [
        _curve("nature", viability(outer, optima=optima)),
        _curve("between", viability(np.linspace(-d / 2, d / 2, 31), optima=optima)),
        _curve("contour", as_fit(level, p=0.5, grain=grain, edge=EDGE)),
    ]
    best: list[Row] = [
        {
            "panel": "best",
            "who": _who(z),
            "z": round(float(z), 4),
            "w1": round(float(w1), 4),
            "w2": round(float(w2), 4),
        }
        for z, (w1, w2) in zip(found.best, viability(found.best, optima=optima), strict=True)
    ]
    return shape + best + _branches(grain)


def _curve(panel: str, w: Float) -> Row:
    first, second = np.round(w, 4).T.tolist()
    return {"panel": panel, "x": first, "y": second}


def _who(z: float) -> str:
    return "generalist" if abs(z) < 1e-6 else "specialist"


def _branches(grain: str) -> list[Row]:
    """Return the optima and the best phenotypes at every distance, by the closed form."""
    optima: list[Row] = [
        {"panel": "optimum", "branch": side, "x": [0, 4], "y": [0, 2 * side]} for side in (-1, 1)
    ]
    middle: Row = {"panel": "branch", "who": "generalist", "branch": 0, "x": [0, 4], "y": [0, 0]}
    if grain == "coarse":
        return [*optima, middle]
    # crowded where the branches leave the middle, steeply
    distances = 2 + 2 * np.linspace(0, 1, 25) ** 2
    z = np.array([fine_optimum(x) for x in distances])
    split: list[Row] = [
        {
            "panel": "branch",
            "who": "specialist",
            "branch": side,
            "x": distances.round(4).tolist(),
            "y": (side * z).round(4).tolist(),
        }
        for side in (-1, 1)
    ]
    return [*optima, middle | {"x": [0, 2]}, *split, {"panel": "threshold", "at": 2}]


def sentence(*, d: float, grain: str) -> str:
    """Say which phenotype is best, and what the others lose."""
    optima = [-d / 2, d / 2]
    found = peaks(optima, p=HALVES, grain=grain)
    tried = log_fitness([0, d / 2], optima=optima, p=HALVES, grain=grain)
    middle, pure = np.exp(tried - found.log_fitness.max())
    if found.best.size == 1:
        return (
            f"One generalist in the middle is best. A specialist exactly on one habitat's optimum "
            f"has {pure:.1%} of its fitness."
        )
    return (
        f"Two specialists tie for best, {found.best[1]:.2f} σ to either side of the middle. The "
        f"generalist in the middle has {middle:.1%} of their fitness."
    )


LAB = Lab(
    name="fig-levins",
    controls=(
        Control("d", "Distance between the two optima", DISTANCES, 2.5, unit="σ"),
        Control(
            "grain",
            "The habitats come",
            ("fine", "coarse"),
            "fine",
            labels=("mixed, and fitness adds up (fine)", "in turn, and it multiplies (coarse)"),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Move the optima of two habitats apart. The curve holds every phenotype, by how well it "
        "does in each; the dashed line joins all points as fit as the best one. Where fitness adds "
        "up, the line is straight and the generalist in the middle is best up to a distance of "
        "2 σ; beyond, two specialists are. Where it multiplies, the line bends, and the generalist "
        "is best at every distance. σ is the distance from its optimum at which a phenotype still "
        "does 61% as well."
    ),
    description=(
        "A curve of fitness in habitat 2 against fitness in habitat 1, bulging out for close "
        "optima and bending in for distant ones, touched by a dashed line at the best "
        "phenotypes. And the best phenotype against the distance: a level line that forks at 2 σ "
        "in a fine grain and does not in a coarse one."
    ),
    columns={
        "panel": "panel",
        "who": "best phenotype",
        "z": "its place in σ",
        "w1": "its fitness in habitat 1",
        "w2": "its fitness in habitat 2",
        "x": "across",
        "y": "up",
    },
)
