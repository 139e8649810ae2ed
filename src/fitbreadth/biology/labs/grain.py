"""One simulation of two types, and a switch: luck strikes each apart, or all at once.

The generalist's growth is the same either way; the specialist's falls from the arithmetic to the
geometric mean, and between the two the winner turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.biology.figures.grain import TYPES, draw
from fitbreadth.biology.grain import Payoffs, growth, volatility
from fitbreadth.biology.weather import Competition, compete
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.validate import Float

PATCHES = {"space": None, "time": 1}
G = (0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35)
POPULATION, GENERATIONS, RUNS, STEP = 10**12, 100, 16, 4
SEED = 0
"""Every lab seed has a thousand of the models' for itself: its runs share no stream."""

EDGE = np.log(POPULATION)
"""Log ratio at which a type is down to its last individual."""


@lru_cache(maxsize=64)
def _runs(grain: str, g: float, seed: int) -> Competition:
    return compete(
        Payoffs(g=g),
        patches=PATCHES[grain],
        generations=GENERATIONS,
        runs=RUNS,
        population=POPULATION,
        seed=1000 * seed + 10,
    )


@lru_cache(maxsize=64)
def _measured(grain: str, seed: int) -> Row:
    """Measure the growth of both types at every g, each in 1600 short runs of its own."""
    found = [
        compete(
            Payoffs(g=g),
            patches=PATCHES[grain],
            generations=25,
            runs=1600,
            population=POPULATION,
            seed=1000 * seed + 100 + place,
        ).growth
        for place, g in enumerate(G)
    ]
    return dict(zip(TYPES, np.exp(found).round(4).T.tolist(), strict=True))


def rows(*, grain: str, g: float, seed: int = SEED) -> list[Row]:
    """Compete both types under one grain, and measure how fast each grows."""
    odds = Payoffs(g=g)
    each = growth(odds, patches=PATCHES[grain])
    at = np.arange(0, GENERATIONS + 1, STEP)
    middle = at * (each[0] - each[1])
    reach = 2 * volatility(odds, patches=PATCHES[grain]) * np.sqrt(at)
    seen = (middle - reach < EDGE) & (middle + reach > -EDGE)
    band: list[Row] = [
        {
            "panel": "theory",
            "t": at[seen].tolist(),
            "low": _tens(np.maximum(middle - reach, -EDGE)[seen]),
            "high": _tens(np.minimum(middle + reach, EDGE)[seen]),
        }
    ]
    until = min(GENERATIONS, EDGE / abs(each[0] - each[1]) if each[0] != each[1] else np.inf)
    line: Row = {
        "panel": "line",
        "t": [0.0, round(float(until), 2)],
        "y": [0.0, *_tens(np.array([until * (each[0] - each[1])]))],
    }
    growths: list[Row] = [
        {"panel": "growth", "who": who, "each": list(G), "factor": factor, "theory": theory}
        for who, factor, theory in zip(
            TYPES,
            _measured(grain, seed).values(),
            np.exp([growth(Payoffs(g=x), patches=PATCHES[grain]) for x in G]).round(4).T.tolist(),
            strict=True,
        )
    ]
    low, high = odds.window
    window: Row = {"panel": "window", "from": low, "to": high}
    now: list[Row] = [
        {"panel": "now", "who": who, "now": g, "rate": round(float(rate), 4)}
        for who, rate in zip(TYPES, np.exp(each), strict=True)
    ]
    return [*band, line, *_lines(_runs(grain, g, seed)), *growths, window, *now]


def _lines(runs: Competition) -> list[Row]:
    lines: list[Row] = []
    for run, path in enumerate(runs.log_ratio, start=1):
        # a line ends with the last generation in which both types are alive
        alive = np.flatnonzero(np.isfinite(path))
        at = np.unique(np.append(alive[::STEP], alive[-1]))
        y = _tens(path[at])
        who = list(TYPES)[int(path[at[-1]] < 0)]
        # luck that strikes each apart moves so many individuals in the fourth digit only
        last = round(float(path[at[-1]] / np.log(10)), 5)
        lines += [
            {"panel": "run", "run": run, "t": at.tolist(), "y": y},
            {"panel": "end", "run": run, "end": int(at[-1]), "ratio": last, "who": who},
        ]
    return lines


def end(rows: Sequence[Row]) -> float:
    """Return the first run's last ratio with both types alive, as a power of ten."""
    return float(next(row["ratio"] for row in rows if row["panel"] == "end"))


def _tens(log_ratio: Float) -> list[float]:
    """Turn natural logs into powers of ten."""
    powers: list[float] = (log_ratio / np.log(10)).round(2).tolist()
    return powers


def sentence(*, grain: str, g: float, runs: str, seed: int = SEED) -> str:
    """Say how fast each type grows, and who is ahead at the end."""
    specialist, generalist = np.exp(growth(Payoffs(g=g), patches=PATCHES[grain]))
    mean = "arithmetic" if grain == "space" else "geometric"
    rates = (
        f"In the long run a generation multiplies specialists by {specialist:.4g}, the {mean} mean "
        f"of 2 and 0.5, "
        f"and generalists by {generalist:.4g}"
    )
    if abs(specialist - generalist) < 1e-9:
        rates += ": neither gains."
    else:
        rates += f": {'specialists' if specialist > generalist else 'generalists'} win."
    last = _runs(grain, g, seed).log_ratio[:, -1]
    if runs == "one":
        return f"{rates} This run ends with more {'specialists' if last[0] > 0 else 'generalists'}."
    count = int((last > 0).sum())
    return f"{rates} {count} of {RUNS} runs end with more specialists."


LAB = Lab(
    name="fig-grain",
    controls=(
        Control(
            "grain",
            "Good and bad luck strikes",
            tuple(PATCHES),
            "space",
            labels=("each apart (space)", "all at once (time)"),
        ),
        Control("g", "Offspring of a generalist, g", G, 1.1),
        Control(
            "runs", "Show", ("many", "one"), "many", labels=(f"{RUNS} runs", "one run"), view=True
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("specialists per generalist, power of 10", end),
    caption=(
        "Throw the switch. A specialist leaves 2 offspring with good luck and 0.5 with bad, a "
        "generalist g with either; good and bad stay equally likely. If luck strikes each apart "
        "(in space), specialists grow by the arithmetic mean, 1.25; if all at once (in time), "
        "by the geometric mean, the root of 2 × 0.5, which is 1. A generalist between the two, "
        "in the shaded window, loses in space and wins in time. Thin lines are simulated "
        "populations of a trillion (in space they all but coincide), and end where a type has "
        "died out."
    ),
    description=(
        "The ratio of specialists to generalists over 100 generations, on a logarithmic axis: runs "
        "that keep to a rising line in space and scatter about a falling one in time. And the "
        "growth of both types against g: a rising line for generalists, a level one for "
        "specialists, at 1.25 in space and at 1 in time."
    ),
    columns={
        "panel": "panel",
        "run": "run",
        "t": "generation",
        "y": "log10 of specialists per generalist",
        "who": "type",
        "end": "last generation",
        "ratio": "log10 of the last ratio",
        "each": "offspring of a generalist",
        "factor": "simulated growth",
        "theory": "growth in theory",
    },
)
