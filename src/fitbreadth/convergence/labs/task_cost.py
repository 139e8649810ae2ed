"""One general system, narrow ones, or both: the reader sets the prices and the demand."""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.task_cost import SYSTEMS, TASKS, draw
from fitbreadth.convergence.task_cost import TaskCosts, break_even_volume, task_costs
from fitbreadth.convergence.zipf import zipf
from fitbreadth.lab import Lab, Row
from fitbreadth.rounding import short, shorts
from fitbreadth.validate import Float

NARROW, GENERAL = SYSTEMS
CALLS = 1_000_000
"""Calls a year, of all tasks together."""

FIXED = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
PRICES = (0.02, 0.1, 0.3, 0.5, 0.9)
UNEQUAL = (0.0, 0.5, 1.0, 1.5, 2.0)


def volumes(unequal: float) -> Float:
    """Return the calls of each task a year."""
    return CALLS * zipf(TASKS, exponent=unequal)


def year(fixed: float, price: float, unequal: float) -> TaskCosts:
    """Return the costs of all plans, in calls of the general system."""
    return task_costs(volumes(unequal), fixed=fixed, general=1, narrow=price)


def rows(*, fixed: float, price: float, unequal: float) -> list[Row]:
    """Give every task the system that is cheaper for it, and every plan its cost."""
    costs, calls = year(fixed, price, unequal), volumes(unequal)
    parts: list[Row] = []
    for who, tasks in (
        (NARROW, np.arange(costs.own)),
        (GENERAL, np.arange(costs.own, TASKS)),
    ):
        if tasks.size:
            parts.append(
                {
                    "panel": "task",
                    "who": who,
                    "task": (tasks + 1).tolist(),
                    "calls": shorts(calls[tasks]),
                }
            )
    border = break_even_volume(fixed, general=1, narrow=price)
    ladder = costs.ladder / costs.general
    return [
        *parts,
        {"panel": "border", "calls": short(border)},
        {"panel": "plans", "systems": list(range(TASKS + 1)), "cost": shorts(ladder)},
        {"panel": "end", "who": GENERAL, "systems": 0, "cost": 1.0},
        {"panel": "end", "who": NARROW, "systems": TASKS, "cost": short(ladder[-1])},
        {
            "panel": "best",
            "systems": costs.own,
            "cost": short(ladder[costs.own]),
            "note": f"{ladder[costs.own]:.0%}",
        },
    ]


def sentence(*, fixed: float, price: float, unequal: float) -> str:
    """Say which tasks pay for a system of their own, and what the three plans cost."""
    costs, calls = year(fixed, price, unequal), volumes(unequal)
    border = break_even_volume(fixed, general=1, narrow=price)
    first = f"A task pays for a narrow system from {border:,.0f} calls a year on"
    narrow = f"{costs.narrow / costs.general:.0%}"
    if costs.own == 0:
        return (
            f"{first}, and none is called that often: the general system for all is cheapest. "
            f"Narrow systems for all would cost {narrow} as much."
        )
    if costs.own == TASKS:
        return (
            f"{first}, and every one is called that often. Narrow systems for all cost {narrow} "
            "of what the general system for all does."
        )
    share = calls[: costs.own].sum() / CALLS
    return (
        f"{first}: that is {costs.own} of {TASKS} tasks, with {share:.0%} of the calls. Narrow "
        f"systems for those and the general one for the rest cost {costs.best / costs.general:.0%} "
        f"of the general system for all; narrow systems for all would cost {narrow}."
    )


LAB = Lab(
    name="fig-task-cost",
    controls=(
        Control(
            "fixed",
            "A narrow system costs, a year, as much as",
            FIXED,
            50_000,
            unit="general calls",
        ),
        Control(
            "price",
            "A narrow call costs",
            PRICES,
            0.1,
            labels=lambda price: f"{100 * price:.3g}% of a general one",
        ),
        Control(
            "unequal",
            "How unequal demand is",
            UNEQUAL,
            1.5,
            labels=lambda unequal: f"busiest task {zipf(TASKS, exponent=unequal)[0]:.0%} of calls",
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Make a narrow system dearer, and see which tasks drop below the dashed line. "
        f"{TASKS} tasks are called a million times a year in all. One general system does them "
        "all at a price a call; a narrow one costs a sum a year and then less a call. A task pays "
        "for its own if it is called more often than that sum divided by what a call saves. "
        "*What each plan costs* gives narrow systems to the busiest tasks first: the cheapest plan "
        "can be neither end, but both kinds of system. With even demand it is one or the other. "
        "All prices are examples: set your own."
    ),
    description=(
        "Twenty tasks by calls a year, busiest first, with a dashed break-even line: those above "
        "are triangles, those below circles. Beside it cost against the number of narrow systems, "
        "a curve that falls from the general system alone to a ringed lowest point and then rises."
    ),
    columns={
        "panel": "part",
        "who": "system",
        "task": "task, busiest first",
        "calls": "calls a year",
        "systems": "tasks with a narrow system",
        "cost": "cost, general for all = 1",
    },
)
