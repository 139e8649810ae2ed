"""A slider tilts the world towards one peak or many, and the ranking of three searches turns.

What each search pays on each kind of function never moves; only how common the kinds are does.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Row
from fitbreadth.optimization.figures.inner_product import draw
from fitbreadth.optimization.fit import profile
from fitbreadth.optimization.hitting import first_hit
from fitbreadth.optimization.labs.worlds import SEARCHES, Functions, everything
from fitbreadth.optimization.landscape import peaks
from fitbreadth.optimization.tilt import tilt

TILTS = tuple(round(float(b), 1) for b in np.linspace(-3, 3, 13))


@cache
def world() -> tuple[Functions, NDArray[np.int64], NDArray[np.int64]]:
    """Return all functions on six points and four values, their peaks, and each search's costs."""
    F = everything(6, 4)
    costs = np.array([first_hit(search(6, 4), F) for search in SEARCHES.values()])
    return F, peaks(F), costs


def _one_peaked(beta: float) -> str:
    """Return the share of one-peaked functions at a tilt, as the reader sees it."""
    _, count, _ = world()
    share = tilt(np.full(len(count), 1 / len(count)), -count, beta)[count == 1].sum()
    return f"{share:.1%}" + ("" if beta else ", all functions equally likely")


def rows(*, beta: float) -> list[Row]:
    """Tilt the distribution of problems towards few peaks (beta > 0) or many (beta < 0)."""
    F, count, costs = world()
    p = tilt(np.full(len(F), 1 / len(F)), -count, beta)
    expected = profile(costs, p).expected
    panels: list[Row] = []
    for k in np.unique(count).tolist():
        panels.append({"panel": "world", "peaks": k, "share": float(p[count == k].sum())})
        panels += [
            {"panel": "profile", "peaks": k, "who": who, "cost": float(c[count == k].mean())}
            for who, c in zip(SEARCHES, costs, strict=True)
        ]
    return panels + [
        {"panel": "product", "who": who, "cost": float(cost)}
        for who, cost in zip(SEARCHES, expected, strict=True)
    ]


def sentence(*, beta: float) -> str:
    """Say who is first in this world."""
    cost = {r["who"]: r["cost"] for r in rows(beta=beta) if r["panel"] == "product"}
    ranked = sorted(cost, key=lambda who: cost[who])
    if beta == 0:
        return f"All functions equally likely: all three pay {cost[ranked[0]]:.3f}."
    return (
        f"Fastest here: {ranked[0]} ({cost[ranked[0]]:.3f} evaluations); "
        f"slowest: {ranked[-1]} ({cost[ranked[-1]]:.3f})."
    )


LAB = Lab(
    name="fig-inner-product",
    controls=(
        Control(
            "beta",
            "Share of functions with one peak",
            TILTS,
            1.5,
            labels=_one_peaked,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    caption=(
        "Move the slider to both ends: where functions with one peak are common the hill climb "
        "is fastest, and where they are rare *flee* is. A profile is what a search pays on "
        "functions with one, two or three peaks: the points that it evaluates, on average, "
        "until it has found the highest value. Weighted by how common these functions are in "
        "the world it adds up to the last panel. The profiles never move. Only the world does, "
        "and reverses the ranking; where all functions are equally likely, the three tie."
    ),
    description=(
        "Three panels: bars of how common functions with one, two and three peaks are; lines of "
        "what three searches pay on each; and the resulting mean cost of each search."
    ),
    columns={
        "panel": "panel",
        "peaks": "peaks",
        "share": "share",
        "who": "search",
        "cost": "mean evaluations",
    },
)
