"""A hill climb against a rival of the reader's choice, problem by problem.

Over every function the marks left and right of zero balance exactly; over functions with one peak
they lean to the hill climb's side.
"""

from __future__ import annotations

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.duel import OUTCOMES, draw
from fitbreadth.optimization.hitting import compare
from fitbreadth.optimization.labs.worlds import LANDS, SEARCHES, functions_of
from fitbreadth.optimization.searches import hill_climb

RIVALS = {"flee": "flee from the best", "sweep": "sweep outwards"}


def rows(*, rival: str, land: str) -> list[Row]:
    """Score the hill climb against a rival on every function of five points and three values."""
    F = functions_of(land, 5, 3)
    found = compare(hill_climb(5, 3), SEARCHES[rival](5, 3), F).difference
    outcome = np.array(list(OUTCOMES))[np.sign(found) + 1]
    marks: list[Row] = []
    for difference in np.unique(found):
        for place, at in enumerate(np.flatnonzero(found == difference)):
            row, column = divmod(place, 8)
            marks.append(
                {
                    "problem": " ".join(map(str, F[at])),
                    "difference": int(difference),
                    "outcome": str(outcome[at]),
                    "across": round(float(difference + (column - 3.5) * 0.1), 3),
                    "up": row + 0.5,
                }
            )
    return marks


def sentence(*, rival: str, land: str) -> str:
    """Say who wins how often, and what the differences sum to."""
    F = functions_of(land, 5, 3)
    result = compare(hill_climb(5, 3), SEARCHES[rival](5, 3), F)
    wins, ties, losses = result.wins
    return (
        f"{len(F)} problems: the hill climb is faster on {wins}, slower on {losses}, equal on "
        f"{ties}. All differences sum to {int(result.difference.sum())} looks."
    )


LAB = Lab(
    name="fig-duel",
    controls=(
        Control("rival", "Rival", tuple(RIVALS), "flee", labels=tuple(RIVALS.values())),
        Control("land", "Problems", tuple(LANDS), "all", labels=tuple(LANDS.values())),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Switch to functions with one peak: the differences no longer sum to 0, and the hill "
        "climb is ahead. Each mark is one problem, a function on five points with three values, "
        "at the number of extra looks that the hill climb needs to find the highest value: "
        "below zero it is faster, above zero its rival is. (A look is one point evaluated.) "
        "Over every function the differences sum to 0, whoever the rival: what is saved on some "
        "is lost on others."
    ),
    description=(
        "Stacks of marks over the difference in cost between two searches, one mark a function. "
        "Over all functions the stacks balance around zero; over one-peaked functions they lean "
        "to the hill climb's side."
    ),
    columns={"problem": "function", "difference": "difference", "outcome": "outcome"},
)
