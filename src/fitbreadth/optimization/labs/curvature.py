"""One budget split evenly over ever more tasks, while a slider bends the returns.

What each task gets always sinks to nothing; whether the total rises or falls turns at a curvature
of 1.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.budget import compare_breadth
from fitbreadth.optimization.figures.curvature import draw
from fitbreadth.optimization.power import power_total


def rows(*, kappa: float) -> list[Row]:
    """Split a budget of 1 equally over n tasks whose returns are effort to the power kappa."""
    effort = np.linspace(0, 1, 41)
    spread = compare_breadth(1.0, tasks=30, returns=lambda m: m**kappa)
    panels = {
        "return": (effort, effort**kappa),
        "level": (spread.tasks, spread.level),
        "total": (spread.tasks, spread.total),
    }
    return [
        {"panel": panel, "x": round(float(x), 4), "y": round(float(y), 6)}
        for panel, (xs, ys) in panels.items()
        for x, y in zip(xs, ys, strict=True)
    ]


def sentence(*, kappa: float) -> str:
    """Say what thirty tasks are worth instead of one."""
    total = power_total(30, budget=1.0, kappa=kappa)
    level = f"Spread over 30 tasks, each reaches {total / 30:.3g} of what one alone would."
    times = f"{total:.3g} times"
    if times == "1 times":
        return f"{level} Together they earn as much as the one."
    return f"{level} Together they earn {'' if total > 1 else 'only '}{times} as much as the one."


LAB = Lab(
    name="fig-curvature",
    controls=(
        Control(
            "kappa",
            "Curvature κ of the returns",
            (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2),
            0.7,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Bend the returns: a task earns its share of the budget to the power κ. Below 1 the "
        "first bit of effort earns most, above 1 the last. Now split the budget evenly over "
        "ever more tasks. What each earns always sinks towards nothing. Whether the total "
        "rises, so that breadth pays, or falls, so that one task alone is best, depends on κ "
        "alone, and turns at 1. The budget counts as 1, and so does what one task alone would "
        "earn with it."
    ),
    description=(
        "Three panels: a return curve bending down or up; the level of each task falling with the "
        "number of tasks; the total rising for a curvature below one and falling above it."
    ),
    columns={"panel": "panel", "x": "x", "y": "y"},
)
