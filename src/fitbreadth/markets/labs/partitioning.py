"""Firms of one market, from its first day on: when the few take the centre, the many take the edge.

The reader sets how many customers it takes before mass production pays, and whether the market has
a centre at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.markets.figures.partitioning import KINDS, draw
from fitbreadth.markets.market_structure import Structure, structure
from fitbreadth.markets.partitioning import History, simulate
from fitbreadth.markets.scale_economies import Costs
from fitbreadth.markets.tastes import SHAPES
from fitbreadth.markets.tastes import tastes as spread
from fitbreadth.validate import Float

SCALES = (20, 40, 80, 120, 160, 200, 250, 300, 400)
TIMES = (5, 10, 20, 40, 60, 90, 150, 240)
RUNS, LAST, SEED = 16, 20, 1
"""Runs, and the rounds at the end of each over which it is averaged."""


class Runs(NamedTuple):
    """The first of some runs, and how each of them ends.

    Attributes
    ----------
    first : History
    kinds : Structure
        Of the first run.
    few, many : ndarray, shape (runs,)
        Effective number of generalists, and specialists, over the last rounds of each.
    """

    first: History
    kinds: Structure
    few: Float
    many: Float


@lru_cache(maxsize=64)
def _runs(scale: float, tastes: str, seed: int) -> Runs:
    found = simulate(spread(tastes), Costs(scale=scale), steps=TIMES[-1], runs=RUNS, seed=seed)
    ends = structure(found)
    few, many = (each[:, -LAST:].mean(axis=1) for each in (ends.effective, ends.specialists))
    # copied, or all runs would be kept
    names = ("sales", "served", "place", "price", "owner")
    first = replace(found, **{name: getattr(found, name)[:1].copy() for name in names})
    return Runs(first, structure(first), few, many)


def rows(*, scale: float, tastes: str, seed: int = SEED) -> list[Row]:
    """Show the first run through time."""
    found, kinds, few, many = _runs(scale, tastes, seed)
    market = found.market
    parts: list[Row] = []
    for time in TIMES:
        owner = found.owner[0, time - 1]
        there = owner >= 0
        turns = np.cumsum(np.append(0, np.diff(owner) != 0)) % 2
        narrow = kinds.specialist[0, time - 1]
        code = 2 * narrow[owner] + turns
        parts.append(
            {
                "panel": "served",
                "round": time,
                "cell": np.flatnonzero(there).tolist(),
                "count": _numbers(market.customers[there], 1),
                "code": code[there].tolist(),
            }
        )
        for who, chosen in zip(KINDS, (~narrow, narrow), strict=True):
            firms = np.flatnonzero(chosen & (found.sales[0, time - 1] > 0))
            place = found.place[0, time - 1, firms]
            parts.append(
                {
                    "panel": "firm",
                    "round": time,
                    "who": who,
                    "place": _numbers(place, 2),
                    "top": _numbers(np.interp(place, market.places, market.customers) + 1.2, 1),
                    "sold": _numbers(found.sales[0, time - 1, firms], 0),
                }
            )
    if scale not in SCALES or seed != SEED:
        # the backdrop has no dots of these runs
        parts.append({"panel": "end", "set_scale": scale} | _dots(few, many))
    mean = {"average": round(float(few.mean()), 2), "firms": round(float(many.mean()), 2)}
    return [*parts, {"panel": "mean"} | mean]


def backdrop() -> list[Row]:
    """Show the customers, and how every run at every scale ends."""
    parts: list[Row] = []
    for shape in SHAPES:
        market = spread(shape)
        parts.append(
            {
                "panel": "crowd",
                "tastes": shape,
                "taste": _numbers(market.places, 3),
                "count": _numbers(market.customers, 1),
            }
        )
        for scale in SCALES:
            dots = _dots(*_runs(scale, shape, SEED)[2:])
            parts.append({"panel": "end", "tastes": shape, "set_scale": scale} | dots)
    return parts


def _dots(few: Float, many: Float) -> Row:
    return {"few": _numbers(few, 2), "many": _numbers(many, 1)}


def _numbers(values: Float, digits: int) -> list[float]:
    return [float(value) for value in np.round(values, digits)]


def sentence(*, scale: float, tastes: str, time: float, seed: int = SEED) -> str:
    """Say who is in the market shown at this time, and how such markets end."""
    _, found, *ends = _runs(scale, tastes, seed)
    at = int(time) - 1
    left, generalists = float(found.left[0, at]), int(found.generalists[0, at])
    specialists = int(found.specialists[0, at])
    firms = _count(specialists, "specialist")
    if generalists:
        now = (
            f"{_count(generalists, 'generalist').capitalize()} with {1 - left:.0%} of the "
            f"customers, and {firms}"
        )
    elif specialists:
        now = f"no generalist, and {firms}"
    else:
        now = "no firm yet"
    few, many = (_mean(each) for each in ends)
    return (
        f"After {_count(int(time), 'round')}: {now}. On average {RUNS} such markets end with "
        f"{few} generalists (counted by size) and {many} specialists."
    )


def _mean(counts: Float) -> str:
    return f"{counts.mean():.1f}" if counts.mean() >= 0.05 else "no"


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _specialists(rows: Sequence[Row]) -> float:
    """Return how many specialists a market ends with, on average."""
    (mean,) = (row for row in rows if row["panel"] == "mean")
    return float(mean["firms"])


LAB = Lab(
    name="fig-partitioning",
    controls=(
        Control("scale", "Mass production pays from", SCALES, 200, unit="customers of 1,000"),
        Control("tastes", "Tastes", SHAPES, "peaked", labels=("with a centre", "without a centre")),
        Control("time", "Round", TIMES, TIMES[-1], view=True, play=True),
    ),
    rows=rows,
    draw=draw,
    backdrop=backdrop,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("Specialists in the end, mean of 16 markets", _specialists),
    caption=(
        "Press *Play*, then move the first slider. Firms enter anywhere, small and narrow, and "
        "none knows where the centre, the commonest taste, is. The more customers mass "
        "production needs, the fewer generalists share the centre, and the more room they leave "
        "at the edges to specialists; at 400 no firm grows large enough. Without a centre both "
        "kinds meet in a narrow range only: up to 80 there are next to no specialists, from 200 "
        "on no generalist. A specialist serves less than 15% of the tastes; the second panel "
        "counts generalists by size, small ones for less. Click on a dot to go to its setting."
    ),
    description=(
        "A hill of customers by taste: a blue middle served by one or two large firms and orange "
        "edges cut up among small ones. And a cloud of dots, one a run, that rises from the lower "
        "right, several generalists and hardly a specialist, to the upper left."
    ),
    columns={
        "panel": "panel",
        "round": "round",
        "who": "kind of firm",
        "taste": "taste",
        "count": "customers with it",
        "place": "taste of the product",
        "sold": "customers of the firm",
        "set_scale": "customers before mass production pays",
        "few": "effective number of generalists",
        "many": "specialists",
        "average": "mean of the generalists",
        "firms": "mean of the specialists",
    },
)
