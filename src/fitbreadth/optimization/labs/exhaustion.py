"""All twelve algorithms on three points, run over all eight functions, or over fewer.

The table of what they see has twelve equal rows over every function and over a closed class, and
unequal ones over a class that shuffling the points would change.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.census import all_algorithms
from fitbreadth.optimization.exhaustive import traces
from fitbreadth.optimization.figures.exhaustion import draw
from fitbreadth.optimization.labs.worlds import Functions, everything

WORLDS = {
    "all": "all 8 functions",
    "one": "the 3 with a single 1",
    "rising": "the 4 that never fall",
}


def _world(world: str) -> Functions:
    F = everything(3, 2)
    keep = {
        "all": np.ones(len(F), dtype=bool),
        "one": F.sum(axis=1) == 1,
        "rising": (np.diff(F.astype(int), axis=1) >= 0).all(axis=1),
    }
    return np.asarray(F[keep[world]])


def rows(*, world: str) -> list[Row]:
    """Run all twelve algorithms on three points and two values over every function of a class."""
    F = _world(world)
    return [
        {
            "algorithm": number,
            "trace": f"{trace // 2} {trace % 2}",
            "functions": int((traces(algorithm, F, m=2) == trace).sum()),
        }
        for number, algorithm in enumerate(all_algorithms(3, 2), start=1)
        for trace in range(4)
    ]


def sentence(*, world: str) -> str:
    """Say how many different rows the table has."""
    table = rows(world=world)
    patterns = {tuple(r["functions"] for r in table[at : at + 4]) for at in range(0, len(table), 4)}
    found = (
        "All twelve rows are the same: nobody sees anything that the others do not see as often."
        if len(patterns) == 1
        else f"The rows differ: there are {len(patterns)} patterns among the twelve algorithms."
    )
    return f"Over {WORLDS[world]}: {found}"


LAB = Lab(
    name="fig-exhaustion",
    controls=(Control("world", "Problems", tuple(WORLDS), "all", labels=tuple(WORLDS.values())),),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Switch to the functions that never fall: the rows differ. Each row is one of the "
        "twelve algorithms that are possible on three points and two values, 0 and 1; each "
        "column is two values that an algorithm may see first, and the number counts the "
        "functions on which it does. Over all functions, and over any class that shuffling the "
        "points leaves as it is, the rows are identical: no algorithm sees anything that the "
        "others do not see as often."
    ),
    description=(
        "A table with twelve rows, one an algorithm, and four columns, one a pair of values seen. "
        "Over all functions every cell says two; over those that never fall the rows differ."
    ),
    columns={"algorithm": "algorithm", "trace": "values seen", "functions": "functions"},
)
