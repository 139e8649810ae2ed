"""A desert plant that must choose how many of its seeds to risk on a year that may fail.

The more seeds sprout, the larger the average harvest; but the plant that keeps none back is gone
after the first bad year, and the one that keeps too few dwindles in almost every history.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from fitbreadth.biology.bet_hedging import growth, growth_of_the_mean, optimal_fraction
from fitbreadth.biology.figures.bet_hedging import LEAST, PLANTS, draw
from fitbreadth.biology.seed_banks import simulate
from fitbreadth.control import Control
from fitbreadth.lab import Lab, Outcome, Row
from fitbreadth.rounding import power_of_ten
from fitbreadth.validate import Float

HARVEST, SURVIVAL = 5.0, 0.8
YEARS, RUNS = 60, 400
SEED = 1
SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
CHANCES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
TEN = float(np.log(10))


def rows(*, g: float, p: float, seed: int = SEED) -> list[Row]:
    """Let the plant and the best hedger live through the same years, in 400 histories."""
    best = optimal_fraction(p, Y=HARVEST, V=SURVIVAL)
    banks = simulate([g, best], p=p, Y=HARVEST, V=SURVIVAL, years=YEARS, runs=RUNS, seed=seed)
    rates = growth([g, best], p=p, Y=HARVEST, V=SURVIVAL)
    parts: list[Row] = []
    for i, who in enumerate(PLANTS):
        parts += _history(who, banks.log_seeds[..., i] / TEN, float(rates[i]))
    hill = np.linspace(0, 0.98, 36)
    parts += [
        {
            "part": "hill",
            "share": _numbers(hill, 3),
            "rate": _numbers(growth(hill, p=p, Y=HARVEST, V=SURVIVAL), 3),
        },
        {"part": "runs", "share": list(SHARES[:-1]), "rate": _numbers(_measured(p, seed), 3)},
    ]
    for who, share, rate in zip(PLANTS, (g, best), rates, strict=True):
        if rate >= LEAST:
            parts.append(
                {"part": "plant", "who": who, "share": round(share, 4), "rate": round(rate, 4)}
            )
        else:
            depth = f"−{-rate:.2f}" if np.isfinite(rate) else "minus infinity"
            parts.append({"part": "cliff", "note": f"{_percent(share)}: {depth} ↓"})
    return parts


def _history(who: str, powers: Float, rate: float) -> list[Row]:
    """One history, the middle 80 % of all, and the straight line of the theory."""
    one = powers[0][np.isfinite(powers[0])]
    parts: list[Row] = [
        {
            "part": "one",
            "who": who,
            "year": list(range(one.size)),
            "seeds": _numbers(one, 1),
        }
    ]
    if not np.isfinite(rate):
        note = f"died out in year {one.size}"
        last = {"year": one.size - 1, "seeds": round(float(one[-1]), 2)}
        return [*parts, {"part": "dead", "note": note} | last]
    years = np.arange(0, YEARS + 1, 4)
    low, high = np.quantile(powers[:, years], [0.1, 0.9], axis=0)
    band = {"year": years.tolist(), "low": _numbers(low, 1), "high": _numbers(high, 1)}
    end = {"last": YEARS, "end": round(rate * YEARS / TEN, 3)}
    return [
        *parts,
        {"part": "band", "who": who} | band,
        {"part": "law", "who": who, "year": 0, "seeds": 0} | end,
    ]


@lru_cache(maxsize=64)
def _measured(p: float, seed: int) -> Float:
    """Growth rate of each share, as 400 histories of 60 years measure it."""
    banks = simulate(SHARES[:-1], p=p, Y=HARVEST, V=SURVIVAL, years=YEARS, runs=RUNS, seed=seed)
    return np.asarray(banks.growth.mean(axis=0))


def _numbers(values: Float, digits: int) -> list[float]:
    return [float(value) for value in np.round(values, digits)]


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"


def lead(rows: Sequence[Row]) -> float:
    """Return how far the best hedger is ahead in the history shown, in powers of ten.

    A plant that has died out counts as the one seed that it began with.
    """
    plant, hedger = (row["seeds"] for row in rows if row["part"] == "one")
    return round(float(hedger[-1] - (plant[-1] if len(plant) == len(hedger) else 0)), 1)


def sentence(*, g: float, p: float) -> str:
    """Say what the plant does on average, what it does typically, and what would be best."""
    best = optimal_fraction(p, Y=HARVEST, V=SURVIVAL)
    typical = float(np.exp(growth([g], p=p, Y=HARVEST, V=SURVIVAL)[0]))
    average = float(np.exp(growth_of_the_mean([g], p=p, Y=HARVEST, V=SURVIVAL)[0]))
    hedger = float(np.exp(growth([best], p=p, Y=HARVEST, V=SURVIVAL)[0]))
    mean = f"Averaged over all histories, its seeds multiply by {average:.2f} a year"
    goal = f"The best share is {best:.1%}, with ×{hedger:.2f} a year."
    if typical == 0:
        lives = f"about once in {power_of_ten(round(-YEARS * np.log10(p)))} histories"
        return (
            f"{mean}, more than any other plant's. Yet the first bad year ends it: it outlives 60 "
            f"years {lives}. {goal}"
        )
    return f"{mean}; in the typical history they multiply by {typical:.2f}. {goal}"


LAB = Lab(
    name="fig-seeds",
    controls=(
        Control(
            "g",
            "Seeds that germinate each year",
            SHARES,
            0.9,
            labels=_percent,
        ),
        Control(
            "p",
            "Chance of a good year",
            CHANCES,
            0.6,
            labels=_percent,
        ),
    ),
    rows=rows,
    draw=draw,
    readout=sentence,
    seed=SEED,
    outcome=Outcome("lead of the best hedger, as a power of 10", lead),
    caption=(
        f"Let more seeds germinate, up to all of them. A sprouted seed leaves {HARVEST:g} seeds "
        f"in a good year and none in a bad one; of those that wait, {SURVIVAL:.0%} survive. "
        "Averaged over all histories the plant that keeps none back has most seeds, but the "
        "first bad year ends it. The plant that keeps the right share back, the best hedger, "
        "wins in the long run. Growth is counted in nats: at 1 nat a year seeds multiply by "
        "2.72. Both plants live through the same years."
    ),
    description=(
        "One panel shows the seed numbers of two plants through sixty years as lines with bands "
        "about straight trends; the best hedger's trend is never the lower one. The other shows "
        "growth as a hill over the share germinating, falling without end towards 100%."
    ),
    columns={
        "part": "part",
        "who": "plant",
        "year": "year",
        "seeds": "seeds, power of 10",
        "low": "lowest 10% below",
        "high": "highest 10% above",
        "share": "share germinating",
        "rate": "growth, nats a year",
    },
)
