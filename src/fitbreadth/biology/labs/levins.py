"""Two habitats drift apart, and the best trait stays in the middle or breaks in two.

Which of them happens is for the grain to say: averaging breaks at two widths; multiplying never,
of single traits, but at the same two widths if siblings may differ.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.biology.figures.levins import draw
from fitbreadth.biology.labs.trade_off import as_fit
from fitbreadth.biology.levins import log_fitness, viability
from fitbreadth.biology.mixture import best_mixture, log_mixture_fitness
from fitbreadth.biology.peaks import fine_optimum, peaks
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.rounding import written
from fitbreadth.validate import Float

DISTANCES = tuple(step / 4 for step in range(2, 17))
GRAINS = {
    "fine": "in space: fitness adds up",
    "coarse": "in time: it multiplies",
    "mixed": "in time, siblings may differ",
}
HALVES = (0.5, 0.5)
EDGE = 1.2
"""How far the axes of the fitness set reach."""


def rows(*, d: float, grain: str) -> list[Row]:
    """Return the fitness set, the best line of equal fitness, and the best traits by d."""
    optima = np.array([-d / 2, d / 2])
    traits, level = _best(d, grain)
    means = "fine" if grain == "fine" else "coarse"
    outer = np.linspace(-d / 2 - 3, d / 2 + 3, 61)
    shape: list[Row] = [
        _curve("nature", viability(outer, optima=optima)),
        _curve("between", viability(np.linspace(-d / 2, d / 2, 31), optima=optima)),
        _curve("contour", as_fit(level, p=0.5, grain=means, edge=EDGE)),
    ]
    at = viability(traits, optima=optima)
    best: list[Row] = [
        {
            "panel": "best",
            "who": _who(z),
            "z": round(float(z), 4),
            "w1": round(float(w1), 4),
            "w2": round(float(w2), 4),
        }
        for z, (w1, w2) in zip(traits, at, strict=True)
    ]
    if grain == "mixed" and traits.size > 1:
        w1, w2 = (round(float(w), 4) for w in at.mean(axis=0))
        shape += [
            _curve("chord", at),
            {"panel": "mixture", "who": "half of each", "w1": w1, "w2": w2},
        ]
    return shape + best + _branches(grain)


def _best(d: float, grain: str) -> tuple[Float, float]:
    """Return the best traits, and the fitness of whoever has them."""
    if grain == "mixed":
        mixture = best_mixture(d)
        return mixture.z, float(np.exp(mixture.log_fitness))
    found = peaks([-d / 2, d / 2], p=HALVES, grain=grain)
    return found.best, float(np.exp(found.log_fitness.max()))


def _curve(panel: str, w: Float) -> Row:
    first, second = np.round(w, 4).T.tolist()
    return {"panel": panel, "x": first, "y": second}


def _who(z: float) -> str:
    return "generalist" if abs(z) < 1e-6 else "specialist"


def _branches(grain: str) -> list[Row]:
    """Return the optima and the best traits at every distance, by the closed form."""
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
    """Say which trait or mixture is best, and what the others lose."""
    optima = [-d / 2, d / 2]
    traits, level = _best(d, grain)
    if grain == "mixed":
        return _of_mixtures(optima, traits, level)
    tried = log_fitness([0, d / 2], optima=optima, p=HALVES, grain=grain)
    middle, pure = np.exp(tried) / level
    if traits.size == 1:
        best = "Of single traits, the" if grain == "coarse" else "The"
        return (
            f"{best} generalist in the middle is best. A specialist exactly on one habitat's "
            f"optimum has {pure:.1%} of its fitness."
        )
    return (
        f"Two specialists tie for best, {traits[1]:.2f} σ to either side of the middle. The "
        f"generalist in the middle has {middle:.1%} of their fitness."
    )


def _of_mixtures(optima: list[float], traits: Float, level: float) -> str:
    if traits.size == 1:
        tried = log_mixture_fitness(optima, HALVES, optima=optima, p=HALVES)
        return (
            "Mixing does not pay yet: the generalist in the middle is best. A lineage that is half "
            f"and half the two habitats' specialists has {np.exp(tried) / level:.1%} of its "
            "fitness."
        )
    alone = log_fitness([0], optima=optima, p=HALVES, grain="coarse")[0]
    ratio = level / np.exp(alone)
    more = f"{ratio - 1:.0%}" if ratio > 1.01 else f"{written(100 * (ratio - 1))}%"
    gain = (
        f"{more} more descendants than"
        if ratio < 2
        else f"{ratio:.1f} times as many descendants as"
    )
    return (
        f"Best is a lineage with half of its young {traits[1]:.2f} σ to one side of the middle and "
        f"half to the other. Each generation it leaves {gain} the best single trait, "
        "the generalist in the middle."
    )


LAB = Lab(
    name="fig-levins",
    controls=(
        Control("d", "Distance between the two optima", DISTANCES, 2.5, unit="σ"),
        Control(
            "grain",
            "The habitats vary",
            tuple(GRAINS),
            "fine",
            labels=tuple(GRAINS.values()),
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Move the optima, the best traits, of two habitats apart. The curve holds every trait, "
        "by how well it does in each; σ is the distance from its optimum at which a trait still "
        "does 61% as well. In space, where results add up, the generalist in the middle is best "
        "up to a distance of 2 σ; beyond, two specialists are. In time, where they multiply, "
        "the generalist is the best single trait at every distance. But a lineage whose "
        "siblings differ can stand on the straight line between their traits, and beyond 2 σ "
        "the mixture of both specialists is best."
    ),
    description=(
        "A curve of fitness in habitat 2 against fitness in habitat 1, bulging out for close "
        "optima and bending in for distant ones, touched by a dashed line at the best trait; if "
        "siblings may differ, the dashed line touches the straight line between two traits, at its "
        "middle. And the best traits against the distance: a level line that forks at 2 σ, "
        "except in time with siblings all alike."
    ),
    columns={
        "panel": "panel",
        "who": "best trait",
        "z": "its place in σ",
        "w1": "its fitness in habitat 1",
        "w2": "its fitness in habitat 2",
        "x": "across",
        "y": "up",
    },
)
