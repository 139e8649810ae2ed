"""One budget split evenly over ever more tasks, while a slider bends the returns.

What each task gets always sinks to nothing; whether the total rises or falls turns at a curvature
of 1.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.curvature import draw


def rows(*, kappa: float) -> list[Row]:
    """Split a budget of 1 equally over n tasks whose returns are effort to the power kappa."""
    n = np.arange(1, 31)
    effort = np.linspace(0, 4, 41)
    panels = {
        "return": (effort, effort**kappa),
        "level": (n, (1 / n) ** kappa),
        "total": (n, n * (1 / n) ** kappa),
    }
    return [
        {"panel": panel, "x": round(float(x), 4), "y": round(float(y), 6)}
        for panel, (xs, ys) in panels.items()
        for x, y in zip(xs, ys, strict=True)
    ]


def sentence(*, kappa: float) -> str:
    """Say what thirty tasks are worth instead of one."""
    level, total = 30**-kappa, 30 ** (1 - kappa)
    trend = "more than" if total > 1.0001 else "as much as" if total > 0.9999 else "less than"
    return (
        f"Spread over 30 tasks, each is done to {level:.3g} of the level one task alone would "
        f"reach; together they are worth {total:.3g} times, {trend} the one."
    )


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
        "Bend the returns. The level of each task (middle) always sinks to nothing as more are "
        "served. Whether the total (right) rises or falls depends on κ alone, and turns at 1."
    ),
    description=(
        "Three panels: a return curve bending down or up; the level of each task falling with the "
        "number of tasks; the total rising for a curvature below one and falling above it."
    ),
    columns={"panel": "panel", "x": "x", "y": "y"},
)
