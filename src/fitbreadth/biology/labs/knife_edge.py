"""Two specialists and a generalist, while the reader bends the trade-off and tips the budget.

One side takes everything, wherever they start. Only in between, at a single point, all stay.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from fitbreadth.biology.figures.knife_edge import ENDS, draw
from fitbreadth.biology.knife_edge import compete, edge, invasion
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.rounding import written
from fitbreadth.validate import Float

SHAPES = tuple(round(0.7 + 0.05 * i, 2) for i in range(17))
BUDGETS = (0.95, 1.0, 1.05)
STARTS = (0.1, 1 / 3, 2 / 3, 0.9)
"""Share of the generalist at the start; the two specialists split the rest."""

TIMES = np.concatenate([[0], np.geomspace(0.1, 1000, 33)])
"""In lifetimes, 1/delta; equally spaced on a logarithmic axis."""


@lru_cache(maxsize=128)
def shares(gamma: float, budget: float) -> Float:
    """Return the generalist's share from each start at each time, shape (starts, times)."""
    runs = [
        compete(gamma, budget=budget, times=TIMES, shares=[(1 - g) / 2, (1 - g) / 2, g])
        for g in STARTS
    ]
    return np.array([run.n[:, 2] / run.n.sum(axis=1) for run in runs])


def rows(*, gamma: float, budget: float) -> list[Row]:
    """Let the three compete from every start, at this trade-off and at all others."""
    runs: list[Row] = [
        {
            "panel": "run",
            "run": i,
            "end": _end(start, float(line[-1])),
            "t": [float(f"{t:.4g}") for t in TIMES[1:]],
            "share": [_short(value) for value in line[1:]],
        }
        for i, (start, line) in enumerate(zip(STARTS, shares(gamma, budget), strict=True))
    ]
    finals = [
        (shape, start, float(final))
        for shape in SHAPES
        for start, final in zip(STARTS, shares(shape, budget)[:, -1], strict=True)
    ]
    ends: list[Row] = []
    for end in ENDS:
        alike = [
            (shape, _short(final)) for shape, start, final in finals if _end(start, final) == end
        ]
        if alike:
            at, final = zip(*alike, strict=True)
            ends.append({"panel": "end", "end": end, "shape": list(at), "share": list(final)})
    turn = round(edge(budget), 4)
    step: Row = {"panel": "theory", "shape": [0.65, turn, turn, 1.55], "share": [0, 0, 1, 1]}
    return [*runs, *ends, step, {"panel": "now", "at": gamma}]


def sentence(*, gamma: float, budget: float) -> str:
    """Say who wins and how fast a rare generalist comes or goes."""
    rate = invasion(gamma, budget=budget).generalist
    turn = f"The edge lies at γ = {edge(budget):.3f}."
    if rate == 0:
        return (
            f"Neither side can invade the other: every mixture stays, and the start decides. {turn}"
        )
    finals = shares(gamma, budget)[:, -1]
    if np.any((finals > 0.01) & (finals < 0.99)):
        turn += f" So near to it {TIMES[-1]:,.0f} lifetimes do not decide."
    speed = f"{abs(rate):.1%}" if abs(rate) >= 0.001 else f"{written(100 * abs(rate))}%"
    if rate > 0:
        return (
            f"The generalist takes everything: among specialists it grows by {speed} a "
            f"lifetime while it is rare. {turn}"
        )
    return (
        f"The specialists take everything: among them a rare generalist shrinks by {speed} a "
        f"lifetime. {turn}"
    )


def _told(budget: float) -> str:
    """Say how the generalist's budget compares."""
    if budget == 1:
        return "equal"
    return f"{written(100 * abs(budget - 1), digits=3)}% {'larger' if budget > 1 else 'smaller'}"


def _end(start: float, final: float) -> str:
    """Name the end of a competition by where the generalist's share has gone."""
    specialists, unmoved, generalist = ENDS
    if abs(final - start) < 0.001:
        return unmoved
    return generalist if final > start else specialists


def _short(share: float) -> float:
    return round(float(share), 4)


LAB = Lab(
    name="fig-knife-edge",
    controls=(
        Control("gamma", "Shape γ of the trade-off", SHAPES, 1.0),
        Control(
            "budget",
            "Budget of the generalist",
            BUDGETS,
            1.0,
            labels=_told,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    needs_scipy=True,
    caption=(
        "Move γ, the shape of the trade-off, one step off 1. Two resources (sugars, say) come "
        "in equally. Each of two specialists spends its whole budget on one, a generalist half "
        "on each; half does half as much at γ = 1, less below it and more above. At 1, with "
        "equal budgets, every mixture of specialists and generalist stays as it started. One "
        "step lower the specialists take everything from any start, one step higher the "
        "generalist does. Then give the generalist another budget: the place where it turns "
        "moves, but it remains a single point."
    ),
    description=(
        "Lines of the generalist's share through time from four starts: flat on the edge, "
        "otherwise all running to nothing or all to everything. Beside them the share at the end "
        "against the shape of the trade-off, a step from nothing to everything."
    ),
    columns={
        "panel": "panel",
        "end": "end",
        "t": "time in lifetimes",
        "shape": "shape of the trade-off",
        "share": "share of the generalist",
    },
)
