"""Two lineages in a world of wet and dry years: one gets a forecast, the other must hedge.

What the forecast adds to growth is its mutual information with the weather, to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.biology.cue import Value, mutual_information, symmetric_cue, value_of_cue
from fitbreadth.biology.figures.cue import LINEAGES, draw
from fitbreadth.biology.lineages import Lineages, simulate
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import written
from fitbreadth.validate import Float

FITNESS = (2.0, 2.0)
GENERATIONS, RUNS, SEED = 100, 400, 3
ACCURACIES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
CHANCES = (0.5, 0.6, 0.7, 0.8, 0.9)
TEN = float(np.log(10))


def rows(*, accuracy: float, p: float, seed: int = SEED) -> list[Row]:
    """Race the two lineages through the same 400 worlds, and measure every cue's worth."""
    met = _race(accuracy, p, seed)
    worth = _worth(accuracy, p)
    fine = np.linspace(0.5, 1, 26)
    law = [mutual_information([p, 1 - p], symmetric_cue(float(a))) for a in fine]
    parts: list[Row] = [
        {"part": "law", "right": _numbers(fine, 3), "worth": _numbers(np.array(law), 4)},
        {"part": "runs", "right": list(ACCURACIES), "worth": _numbers(_measured(p, seed), 4)},
        {"part": "now", "right": accuracy, "worth": round(worth.information, 5)},
    ]
    paths = (met.log_informed, met.log_blind)
    for who, path, rate in zip(LINEAGES, paths, (worth.informed, worth.blind), strict=True):
        parts += _lineage(who, path / TEN, rate / TEN)
    return parts


def _lineage(who: str, powers: Float, rate: float) -> list[Row]:
    """One world, the middle 80 % of all, and the trend of the theory."""
    seen = np.arange(0, GENERATIONS + 1, 5)
    low, high = np.quantile(powers[:, seen], [0.1, 0.9], axis=0)
    band = {"generation": seen.tolist(), "low": _numbers(low, 2), "high": _numbers(high, 2)}
    every = np.arange(0, GENERATIONS + 1, 2)
    one = {"generation": every.tolist(), "number": _numbers(powers[0, every], 2)}
    trend = {"generation": 0, "number": 0, "last": GENERATIONS, "end": round(rate * 100, 3)}
    return [
        {"part": "band", "who": who} | band,
        {"part": "one", "who": who} | one,
        {"part": "trend", "who": who} | trend,
    ]


def _race(accuracy: float, p: float, seed: int) -> Lineages:
    return simulate(
        [p, 1 - p],
        symmetric_cue(accuracy),
        fitness=FITNESS,
        generations=GENERATIONS,
        runs=RUNS,
        seed=seed,
    )


@lru_cache
def _worth(accuracy: float, p: float) -> Value:
    return value_of_cue([p, 1 - p], symmetric_cue(accuracy), fitness=FITNESS)


@lru_cache(maxsize=64)
def _measured(p: float, seed: int) -> Float:
    """Mean gain that 400 races of 100 generations measure, for every accuracy."""
    return np.array([_race(accuracy, p, seed).gain.mean() for accuracy in ACCURACIES])


def _numbers(values: Float, digits: int) -> list[float]:
    return [float(value) + 0.0 for value in np.round(values, digits)]


def lead(rows: Sequence[Row]) -> float:
    """Return how far the lineage that listens is ahead in the race shown, in powers of ten."""
    listens, hedges = (row["number"] for row in rows if row["part"] == "one")
    return round(float(listens[-1] - hedges[-1]), 2)


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"


def sentence(*, accuracy: float, p: float) -> str:
    """Say what the cue is worth in nats and bits, and what that adds up to."""
    nats = _worth(accuracy, p).information
    if nats < 1e-9:
        return (
            "A cue that is right half of the time says nothing about the weather and is worth "
            "nothing: both lineages hedge alike."
        )
    bits = nats / np.log(2)
    worth, told, turns = f"{nats:.3f}", f"{bits:.3f}", f"{1 / bits:.1f}"
    if nats < 1e-3:
        worth, told, turns = written(nats), written(bits), f"{1 / bits:,.0f}"
    return (
        f"The cue is worth {worth} nats ({told} bits) a generation: the lead of the lineage that "
        f"listens typically doubles every {turns} generations."
    )


LAB = Lab(
    name="fig-cue",
    controls=(
        Control(
            "accuracy",
            "How often the cue is right",
            ACCURACIES,
            0.8,
            labels=_percent,
        ),
        Control(
            "p",
            "Chance of a wet year",
            CHANCES,
            0.5,
            labels=_percent,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("lead of the one that listens, power of 10", lead),
    caption=(
        "Make the cue, a forecast of the weather, better. Offspring made for the weather that "
        "comes double, the others die; both lineages split their offspring in the best way for "
        "what they know. The lead that listening gains is just the cue's information: how much "
        "of the doubt about the weather it takes away. Both are counted in nats: at 1 nat a "
        "generation the lead multiplies by 2.72."
    ),
    description=(
        "One panel has square marks on a curve that rises, ever more steeply, with the accuracy of "
        "the cue. The other has two lines with bands on a logarithmic axis: the lineage that "
        "listens climbs away from the one that does not."
    ),
    columns={
        "part": "part",
        "who": "lineage",
        "right": "how often right",
        "worth": "gain, nats a generation",
        "generation": "generation",
        "number": "offspring, power of 10",
        "low": "lowest 10% below",
        "high": "highest 10% above",
    },
)
