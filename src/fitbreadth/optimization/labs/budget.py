"""A growing budget over an endless list of tasks, each worth a little less than the last.

The best plan always stops somewhere, and four times the budget takes it twice as far.
"""

from __future__ import annotations

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.budget import draw
from fitbreadth.optimization.saturating import breadth_law, geometric_tasks

BUDGETS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


def rows(*, budget: float, q: float) -> list[Row]:
    """Spend a budget over an endless list of tasks, each worth q times the one before."""
    best = geometric_tasks(budget, q=q)
    tasks: list[Row] = [
        {"panel": "task", "task": i + 1, "effort": float(m), "level": float(level)}
        for i, (m, level) in enumerate(zip(best.effort, best.level, strict=True))
    ]
    return tasks + [
        {
            "panel": "breadth",
            "spent": spent,
            "served": geometric_tasks(spent, q=q).served,
            "law": breadth_law(spent, q=q),
            "now": spent == budget,
        }
        for spent in sorted({*BUDGETS, budget})
    ]


def sentence(*, budget: float, q: float) -> str:
    """Say how many tasks are served, and what the law says."""
    best = geometric_tasks(budget, q=q)
    earned = best.total * (1 - q)
    return (
        f"{best.served} tasks are served (the law says {breadth_law(budget, q=q):.2f}). They earn "
        f"{_below_all(earned)} of all there is to earn, and the first is done to "
        f"{_below_all(float(best.level[0]))}."
    )


def _below_all(share: float) -> str:
    """Write a share that is never quite everything."""
    return "more than 99.9%" if share > 0.999 else f"{share:.1%}"


LAB = Lab(
    name="fig-budget",
    controls=(
        Control(
            "budget",
            "Budget",
            BUDGETS,
            16,
            labels=lambda b: f"{b} hour{'s' if b > 1 else ''}",
        ),
        Control("q", "Worth of each next task", (0.5, 0.6, 0.7, 0.8, 0.9), 0.8, unit="of the last"),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Raise the budget: the best plan serves more tasks of an endless list, each worth less "
        "than the one before, and never all of them. The first hour on a task does most, and "
        "every further hour less. Both axes of the second panel double from step to step: four "
        "times the budget buys twice the breadth, that is, twice as many tasks."
    ),
    description=(
        "One panel has bars of how well each task is done, falling to zero. The other has the "
        "number of tasks served against the budget, on logarithmic axes, along a straight line of "
        "slope one half."
    ),
    columns={
        "panel": "panel",
        "task": "task",
        "effort": "effort",
        "level": "level",
        "spent": "budget",
        "served": "tasks served",
        "law": "law",
    },
)
