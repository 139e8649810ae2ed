"""Whose machine it runs on: the reader adds tasks, and watches machines become too small."""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.convergence.figures.machines import FEWEST, MODELS, MOST, draw
from fitbreadth.convergence.machines import (
    MACHINES,
    Memory,
    memory_needed,
    parameters_needed,
    tasks_that_fit,
)
from fitbreadth.lab import Lab, Row
from fitbreadth.places import stretches
from fitbreadth.rounding import short, shorts, written

TASKS = (1, 3, 10, 30, 100, 300)
LOSSES = (0.3, 0.2, 0.15, 0.1)
OVERLAPS = (0.0, 0.5, 0.9, 1.0)
BITS = (4, 8, 16)
_PARTS = dict(zip(OVERLAPS, ("nothing", "half", "nine tenths", "everything"), strict=True))
DRAWN = (1, 2, 3, 5, 7, 10, 20, 30, 50, 70, 100, 200, 300)
"""Numbers of tasks at which the lines are computed."""


def _memories(needed: Memory) -> tuple[float, float, float]:
    return needed.narrow, needed.wide, needed.suite


def rows(*, loss: float, overlap: float, bits: float) -> list[Row]:
    """Give the memory of all three against tasks, and the last wide model that fits a machine."""
    needed = np.array(
        [_memories(memory_needed(loss, k=k, overlap=overlap, bits=bits)) for k in DRAWN]
    )
    parts: list[Row] = [
        {"panel": "line", "who": who, "tasks": list(DRAWN), "memory": shorts(needed[:, column])}
        for column, who in enumerate(MODELS)
    ]
    parts += [
        {"panel": "here", "count": k, "who": who, "memory": short(memory)}
        for k in TASKS
        for who, memory in zip(MODELS, needed[DRAWN.index(k)], strict=True)
    ]
    for memory in MACHINES.values():
        most = tasks_that_fit(memory, loss=loss, overlap=overlap, bits=bits)
        if 1 <= most <= DRAWN[-1]:
            at = memory_needed(loss, k=int(most), overlap=overlap, bits=bits).wide
            parts.append({"panel": "last", "memory": short(at), "tasks": most, "room": memory})
    return parts


def backdrop() -> list[Row]:
    """Return the machines, and where the reader may drag the number of tasks to."""
    return [
        *[
            {
                "panel": "machine",
                "machine": name,
                "memory": memory,
                "note": f"{name} {memory}",
            }
            for name, memory in MACHINES.items()
        ],
        *[
            {"panel": "place", "set_k": k, "left": left, "right": right}
            for k, (left, right) in zip(
                TASKS, stretches(TASKS, low=FEWEST, high=MOST, ratios=True), strict=True
            )
        ],
    ]


def sentence(*, k: int, loss: float, overlap: float, bits: float) -> str:
    """Say what each takes, on which machine it fits, and how many tasks a wide model may have."""
    needed = memory_needed(loss, k=k, overlap=overlap, bits=bits)
    narrow = f"One narrow model takes {_gigabytes(needed.narrow)} ({_home(needed.narrow)})"
    if k == 1:
        return f"{narrow}. With one task there is nothing to choose."
    words = (
        f"{narrow}, one wide model of {k} tasks {_gigabytes(needed.wide)} ({_home(needed.wide)}), "
        f"all {k} narrow models at once {_gigabytes(needed.suite)}."
    )
    home = _smallest(needed.narrow)
    if home is None:
        return words
    most = tasks_that_fit(MACHINES[home], loss=loss, overlap=overlap, bits=bits)
    if np.isinf(most):
        return f"{words} On a {home} a wide model fits with any number of tasks we can count."
    tasks = "1 task" if most == 1 else f"{most:,.0f} tasks"
    return f"{words} On a {home}, where a narrow one fits, a wide one has at most {tasks}."


def _smallest(memory: float) -> str | None:
    return next((name for name, room in MACHINES.items() if memory <= room), None)


def _home(memory: float) -> str:
    home = _smallest(memory)
    return "none of these machines" if home is None else f"fits a {home}"


def _gigabytes(memory: float) -> str:
    return f"{memory:,.0f} GB" if memory >= 99.5 else f"{memory:.2g} GB"


LAB = Lab(
    name="fig-machines",
    controls=(
        Control("k", "Tasks", TASKS, 30, view=True, play=True),
        Control(
            "loss",
            "Parameters for one task",
            LOSSES,
            0.2,
            labels=lambda loss: (
                f"{parameters_needed(loss) / 1e9:.2g} billion ({loss:.3g} nats above the floor)"
            ),
        ),
        Control(
            "overlap",
            "Tasks have in common",
            OVERLAPS,
            0.5,
            labels=lambda part: _PARTS.get(part, f"{written(100 * part, digits=3)}%"),
        ),
        Control("bits", "Bits for a parameter", BITS, 8, unit="bits"),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    caption=(
        "Add tasks, and see which machines the wide model outgrows; a ring marks the most tasks "
        "with which it fits. All models are equally good at every task, by the scaling law of 2022 "
        "as printed, with data unlimited, taken to hold for one task: an assumption. The narrow "
        "model can stay on a small machine, unless tasks have nearly everything in common: then "
        "the wide one can too. And all narrow models *at once* never take less than the wide one; "
        "the small machine is enough only if it may hold one at a time. Phone, laptop, card and "
        "rack are round sizes of the mid-2020s, chosen by us."
    ),
    description=(
        "Memory against number of tasks, both on logarithmic axes, with level lines for a phone, "
        "a laptop, a card and a rack. One narrow model is a level line, the wide model climbs "
        "through the machines, and all narrow models at once climb fastest."
    ),
    columns={
        "panel": "part",
        "who": "held in memory",
        "machine": "machine",
        "count": "tasks chosen",
        "tasks": "tasks",
        "memory": "memory, GB",
    },
)
