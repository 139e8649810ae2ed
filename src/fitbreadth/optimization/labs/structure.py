"""A slider forbids jumps between neighbours, and the price of finding the peak forks.

With every function allowed the cleverest and the most foolish search cost the same; the smoother
the functions must be, the further the two part.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.structure import FITTED, draw
from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.structure import StructureCurve, structure_curve

POINTS, VALUES = 6, 6


@cache
def _curve() -> StructureCurve:
    return structure_curve(POINTS, VALUES)


def rows(*, step: int) -> list[Row]:
    """Return nine functions of the class with steps up to ``step``, and what they cost."""
    F = lipschitz_functions(POINTS, VALUES, step)
    # the same draw on every call: a picture of the class, not an experiment
    shown = F[np.random.default_rng(8).choice(len(F), 9, replace=False)]
    pieces: list[Row] = [
        {
            "panel": "problem",
            "piece": int(piece) + 1,
            "x": int(x + 7 * (piece % 3)),
            "y": int(f[x] + 7 * (2 - piece // 3)),
            "peak": bool(f[x] == f.max()),
        }
        for piece, f in enumerate(shown)
        for x in range(POINTS)
    ]
    return pieces + [row | {"panel": "now"} for row in costs() if row["largest"] == step]


def costs() -> list[Row]:
    """Return the three cost curves."""
    curve = _curve()
    strategies = zip(FITTED, (curve.best, curve.random_order, curve.worst), strict=True)
    return [
        {"panel": "cost", "largest": int(slope), "who": who, "cost": float(price)}
        for who, cost in strategies
        for slope, price in zip(curve.slope[:-1], cost[:-1], strict=True)
    ]


def sentence(*, step: int) -> str:
    """Say how far apart the best and the worst fit are."""
    curve = _curve()
    at = int(np.flatnonzero(curve.slope == step)[0])
    best, worst, size = curve.best[at], curve.worst[at], curve.size[at]
    if step == VALUES - 1:
        return (
            f"All {size:,} functions: every strategy pays {best:.3f} evaluations on average. "
            "Nothing you do makes a difference."
        )
    return (
        f"{size:,} functions are left ({100 * size / VALUES**POINTS:.2g} % of all). The best fit "
        f"pays {best:.3f} evaluations, the worst fit {worst:.3f}: {worst / best:.2f} times as much."
    )


LAB = Lab(
    name="fig-structure",
    controls=(
        Control(
            "step",
            "Largest step between neighbours",
            (5, 4, 3, 2, 1),
            2,
            labels=("5: any function", "4", "3", "2", "1: smooth"),
        ),
    ),
    rows=rows,
    draw=draw,
    backdrop=costs,
    readout=sentence,
    caption=(
        "Move the slider to forbid ever smaller jumps between neighbouring points. With every "
        "function allowed, the best and the worst strategy cost exactly the same; as structure "
        "grows they part, while looking in random order gains little."
    ),
    description=(
        "Left, nine functions on six points, jagged or smooth as the slider says. Right, three "
        "curves of mean search cost against the largest step allowed: they meet at a step of five "
        "and fan out as the step shrinks."
    ),
    columns={"who": "strategy", "largest": "largest step", "cost": "mean evaluations"},
)
