"""A slider forbids jumps between neighbours, and the price of finding the peak forks.

With every function allowed the cleverest and the most foolish search cost the same; the smoother
the functions must be, the further the two part.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.optimization.figures.structure import FITTED, draw
from fitbreadth.optimization.landscape import lipschitz_functions
from fitbreadth.optimization.structure import StructureCurve, structure_curve
from fitbreadth.rng import generator

POINTS, VALUES = 6, 6
SEED = 8


@cache
def _curve() -> StructureCurve:
    return structure_curve(POINTS, VALUES)


def rows(*, step: int, seed: int = SEED) -> list[Row]:
    """Return nine functions of the class with steps up to ``step``, and what the class costs."""
    F = lipschitz_functions(POINTS, VALUES, step)
    shown = F[generator(seed).choice(len(F), 9, replace=False)]
    pieces: list[Row] = [
        {
            "panel": "problem",
            "piece": int(piece) + 1,
            "point": x + 1,
            "value": int(f[x]),
            "x": int(x + 7 * (piece % 3)),
            "y": int(f[x] + 7 * (2 - piece // 3)),
            "peak": bool(f[x] == f.max()),
        }
        for piece, f in enumerate(shown)
        for x in range(POINTS)
    ]
    # the curves are drawn as far as the reader has gone: the answer at 5 is not given away at 2
    return pieces + [
        row | {"now": row["largest"] == step} for row in costs() if row["largest"] <= step
    ]


def costs() -> list[Row]:
    """Return the three cost curves."""
    curve = _curve()
    strategies = zip(FITTED, (curve.best, curve.random_order, curve.worst), strict=True)
    return [
        {"panel": "cost", "largest": int(slope), "who": who, "cost": float(price)}
        for who, cost in strategies
        for slope, price in zip(curve.slope[:-1], cost[:-1], strict=True)
    ]


def nine(rows: Sequence[Row]) -> float:
    """Return what a search in random order pays for the nine functions, on average."""
    tops = [row["peak"] for row in rows if row["panel"] == "problem"]
    # k highest points among n, in random order: the first of them is met after (n + 1)/(k + 1)
    tied = np.reshape(tops, (9, POINTS)).sum(axis=1)
    return round(float(np.mean((POINTS + 1) / (tied + 1))), 4)


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
            "Neighbours differ by at most",
            (5, 4, 3, 2, 1),
            2,
            labels=lambda step: f"{step}{': any function' if step == VALUES - 1 else ''}",
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Move the slider towards 1, so that neighbouring points must be more and more alike: "
        "against a search in random order the best-fitting search saves more and more, and the "
        "worst-fitting one loses more and more. At the other end any function is allowed, and "
        "all three pay the same. The more order there is, the more a search can gain by fitting "
        "it, and lose by not. Best and worst are the cheapest and the dearest of all searches, "
        "on average over the functions allowed; the cost is how many points a search evaluates "
        "until it has found the highest."
    ),
    description=(
        "Nine functions on six points, jagged or smooth as the slider says, and three curves of "
        "mean search cost against the largest step allowed, drawn as far as the slider has gone: "
        "they fan out as the step shrinks."
    ),
    seed=SEED,
    outcome=Outcome("mean evaluations, random order, these nine", nine),
    columns={
        "piece": "function",
        "point": "point",
        "value": "value",
        "largest": "largest step",
        "who": "strategy",
        "cost": "mean evaluations",
    },
)
