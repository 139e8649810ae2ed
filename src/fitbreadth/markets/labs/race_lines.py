"""What the race of three traders draws of one trader: theory, the middle of all runs, some runs."""

from __future__ import annotations

import numpy as np

from fitbreadth.lab import Row
from fitbreadth.markets.figures.race import FLOOR
from fitbreadth.validate import Float

DAYS, SHOWN = 1000, 3
"""Days of a race, and how many of its runs are drawn as lines."""


def lines_of(who: str, powers: Float, rate: float) -> list[Row]:
    """Theory, the middle of all runs and some of them, in powers of ten a day; to the floor."""
    if not np.isfinite(rate):
        return _ruins(who, powers)
    until = DAYS if rate * DAYS > FLOOR else FLOOR / rate
    low, high = np.quantile(powers, [0.1, 0.9], axis=0)
    leaves = int(_leaves(high))
    days = np.unique([*np.linspace(0, leaves, 11).round(), _leaves(low)]).astype(int)
    parts: list[Row] = [
        {"panel": "theory", "who": who, "t": [0, round(until)], "y": [0.0, round(until * rate, 2)]},
        {
            "panel": "band",
            "who": who,
            "t": days.tolist(),
            "low": _one(np.maximum(low[days], FLOOR)),
            "high": _one(high[days]),
        },
        {"panel": "end", "who": who, "day": round(until), "power": round(until * rate, 2)},
    ]
    for run, path in enumerate(powers[:SHOWN], start=1):
        last = int(_leaves(path))
        days = np.linspace(0, last, 13).astype(int)
        parts.append(
            {"panel": "run", "who": who, "run": run, "t": days.tolist(), "y": _one(path[days])}
        )
    return parts


def _ruins(who: str, powers: Float) -> list[Row]:
    """Return runs that end in ruin, each with its last day of wealth."""
    lasts = np.isfinite(powers).sum(axis=1) - 1
    parts: list[Row] = []
    for run, (path, last) in enumerate(zip(powers[:SHOWN], lasts.tolist(), strict=False), start=1):
        parts += [
            {"panel": "run", "who": who, "run": run, "t": [0, last], "y": _one(path[[0, last]])},
            {"panel": "ruin", "run": run, "day": last, "power": round(float(path[last]), 2)}
            | {"bottom": FLOOR},
        ]
    worst = int(lasts.max()) + 1
    note = f"× ruined, all {len(powers)} runs by day {worst}"
    return [*parts, {"panel": "ruined", "note": note, "day": worst, "power": 2.4}]


def _leaves(path: Float) -> int:
    """Return the last day before a path first falls below the floor."""
    below = path < FLOOR
    return int(below.argmax()) - 1 if below.any() else DAYS


def _one(values: Float) -> list[float]:
    return [float(value) for value in values.round(1)]
